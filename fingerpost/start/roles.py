"""What each role has to do now. Somebody with several roles finds the parts of each, the most pressing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.changes.decide_form import Way, ways_of
from fingerpost.govuk.filters import day, days_left
from fingerpost.hearings.rows import hearings_of
from fingerpost.hearings.values import Force, standing_of
from fingerpost.meetings.models import Meeting
from fingerpost.monitoring.models import UpdateState
from fingerpost.monitoring.operations.periods import next_period
from fingerpost.people.models import Person, Service
from fingerpost.plans.models import PlanState
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.roles import Act, Role
from fingerpost.start import drafting, members
from fingerpost.start.parts import Bar, Job, Line, Lines, Month, Part, Stand, Step
from fingerpost.start.pieces import (
    address,
    ahead,
    bars,
    by_lead,
    line,
    looked_after,
    over_the_months,
    silent,
    some,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fingerpost.monitoring.models import Period

OF_REPORTS = (Act.WRITE_SECTION, Act.SIGN_OFF, Act.APPROVE_REPORT, Act.PUBLISH)
"""The acts by which committee reports come about."""

SHORT = 5
"""How many lines a short list has."""


def parts(stand: Stand) -> list[Part]:
    """The parts of a person's start page."""
    roles = stand.access.roles
    makers = dict.fromkeys(make for role, make in MAKERS.items() if role in roles)
    found = [part for make in makers for part in make(stand)]
    return [
        *members.to_answer(stand),
        *committee(stand),
        *(found or reader(stand)),
        *members.briefing(stand),
        *members.asked_and_watched(stand),
        *members.statements(stand),
        *members.keeping_track(stand),
    ]


def committee(stand: Stand) -> Iterable[Part]:
    """Whoever writes, signs, approves or issues committee reports: what of them waits."""
    if not any(stand.access.may(each) for each in OF_REPORTS):
        return
    waiting = stand.of_reports
    at = address(stand, "committee:waiting")
    jobs = some(
        Job(
            len(waiting.to_sign),
            ngettext("part to sign off", "parts to sign off", len(waiting.to_sign)),
            at,
            pressing=True,
        ),
        Job(len(waiting.to_write), ngettext("part to write", "parts to write", len(waiting.to_write)), at),
        Job(
            len(waiting.to_approve),
            ngettext("report to approve", "reports to approve", len(waiting.to_approve)),
            at,
        ),
        Job(
            len(waiting.to_issue), ngettext("report to issue", "reports to issue", len(waiting.to_issue)), at
        ),
    )
    if jobs:
        yield Part(_("Committee reports"), jobs=jobs)


def lead(stand: Stand) -> Iterable[Part]:
    """A lead: what to update, by when, and what came back."""
    mine, today = stand.mine, stand.access.at.date()
    title = _("My actions")
    if not stand.periods:
        yield Part(title, _("No month is open. You will be told when the next one opens."))
        return
    theirs = {each.period.pk for each in (*mine.to_do, *mine.sent)}
    periods = [each for each in stand.periods if each.pk in theirs] or stand.periods[:1]
    period, *further = periods
    sentence, button = _to_update(stand, period)
    if further:
        title = _("My actions: %(plan)s") % {"plan": period.plan.title}
    own = [each for each in stand.waiting if not stand.access.person_ids.isdisjoint(each.owner_ids)]
    at = address(stand, "monitoring:mine")
    yield Part(
        title,
        sentence,
        button,
        jobs=some(
            Job(len(mine.sent_back), _("sent back with a question"), at, pressing=True),
            Job(len(mine.to_update), _("to update now"), at, pressing=period.due_on < today),
            Job(len(mine.sent), _("sent")),
            Job(len(own), _("waiting for a decision on a change"), address(stand, "changes:list")),
            Job(len(mine.coming), _("coming up next month"), at),
        ),
    )
    for each in further:
        yield Part(_("My actions: %(plan)s") % {"plan": each.plan.title}, *_to_update(stand, each))


def _to_update(stand: Stand, period: Period) -> tuple[str, tuple[str, str] | None]:
    """What of a period is left for this person, in a sentence, and the button to the next of it."""
    to_do = [each for each in stand.mine.to_do if each.period == period]
    sent = sum(each.period == period for each in stand.mine.sent)
    left = days_left(period.due_on, stand.access.at.date())
    by = {"month": period, "day": day(period.due_on), "left": left}
    if not to_do:
        return _("%(month)s: nothing is left for you to update. Updates are due by %(day)s.") % by, None
    mine = ngettext("%(all)s action", "%(all)s actions", len(to_do) + sent) % {"all": len(to_do) + sent}
    sentence = ngettext(
        "%(month)s: %(number)s of your %(actions)s is still to be updated, by %(day)s (%(left)s).",
        "%(month)s: %(number)s of your %(actions)s are still to be updated, by %(day)s (%(left)s).",
        len(to_do),
    ) % {**by, "number": len(to_do), "actions": mine}
    return sentence, (_("Update next"), address(stand, "monitoring:update", pk=to_do[0].action.pk))


def officer(stand: Stand) -> Iterable[Part]:
    """The performance officer: where each month stands, who is silent, what waits."""
    if not stand.plans:
        button = (_("Draft a plan"), address(stand, "plans:new"))
        yield Part(
            _("No plan yet"), _("A plan holds what the council promises to do, month by month."), button
        )
        return
    for month in stand.months:
        yield _month_of_the_officer(stand, month)
    open_plans = {each.plan_id for each in stand.periods}
    for plan in stand.plans:
        if plan.state == PlanState.LIVE and plan.pk not in open_plans:
            if next_period(plan) is None:
                button = (_("Year end"), address(stand, "plans:close_out", pk=plan.pk))
                sentence = _(
                    "Every month of this plan is closed. Say what became of every action, and close the plan."
                )
            else:
                button = (_("Open the next month"), address(stand, "monitoring:open", plan=plan.pk))
                sentence = _("No month of this plan is open.")
            yield Part(plan.title, sentence, button, bars=bars(stand))
        elif plan.state == PlanState.APPROVED:
            button = (_("Go to the plan"), address(stand, "plans:plan", pk=plan.pk))
            yield Part(plan.title, _("This plan is %(state)s.") % {"state": plan.state}, button)
    yield from drafting.realism(stand)


def _month_of_the_officer(stand: Stand, month: Month) -> Part:
    period, progress, today = month.period, month.progress, stand.access.at.date()
    at = address(stand, "monitoring:period", pk=period.pk)
    late = sum(each.record.class_ in (StatusClass.AMBER, StatusClass.RED) for each in month.everything)
    heard, reviewed = progress.missing == 0, progress.to_review == 0
    steps = (
        Step(_("Open"), day(period.opened_at), "done", at),
        Step(
            _("Updates"),
            _("%(sent)s of %(all)s") % {"sent": progress.sent, "all": progress.called_for},
            "done" if heard else "now",
            at,
        ),
        Step(
            _("Review"),
            ngettext("%(number)s waits", "%(number)s wait", progress.to_review)
            % {"number": progress.to_review},
            "to come" if not heard else "done" if reviewed else "now",
            address(stand, "monitoring:review", pk=period.pk),
        ),
        Step(
            _("Checks"),
            ngettext("%(number)s late action", "%(number)s late actions", late) % {"number": late},
            "now" if heard and reviewed else "to come",
            address(stand, "monitoring:close", pk=period.pk),
        ),
        Step(
            _("Close"),
            _("on %(day)s, %(left)s")
            % {"day": day(period.close_on), "left": days_left(period.close_on, today)},
            "to come",
            address(stand, "monitoring:close", pk=period.pk),
        ),
    )
    return Part(
        f"{period.plan.title}: {period}",
        _("%(sent)s of %(all)s updates are in. Updates are due by %(day)s (%(left)s).")
        % {
            "sent": progress.sent,
            "all": progress.called_for,
            "day": day(period.due_on),
            "left": days_left(period.due_on, today),
        },
        jobs=some(
            Job(
                progress.missing,
                ngettext("update missing", "updates missing", progress.missing),
                at,
                pressing=period.due_on < today,
            ),
            Job(
                progress.to_review,
                ngettext("update to review", "updates to review", progress.to_review),
                address(stand, "monitoring:review", pk=period.pk),
            ),
            Job(progress.sent_back, _("sent back, waiting for an answer"), at),
            Job(
                len(stand.waiting),
                ngettext(
                    "change request waiting for a decision",
                    "change requests waiting for a decision",
                    len(stand.waiting),
                ),
                address(stand, "changes:list"),
            ),
        ),
        steps=steps,
        bars=bars(stand, month),
        lists=(silent(stand, month), *over_the_months(stand)),
    )


def head(stand: Stand) -> Iterable[Part]:
    """A head of service: what their leads sent, who said nothing, and what they may decide."""
    services = stand.access.service_ids
    decide = [each for each in stand.waiting if Way.OFFICER in ways_of(stand.access, [each])]
    for month in stand.months:
        ours = [each for each in month.everything if each.action.service_id in services]
        silent = [each for each in ours if each.called_for and not each.sent]
        review = sum(each.state == UpdateState.SENT for each in ours)
        at = address(stand, "monitoring:period", pk=month.period.pk)
        yield Part(
            _("My service: %(month)s") % {"month": month.period},
            jobs=some(
                Job(
                    review,
                    ngettext("update to review", "updates to review", review),
                    address(stand, "monitoring:review", pk=month.period.pk),
                ),
                Job(
                    len(silent),
                    _("without an update"),
                    at,
                    pressing=month.period.due_on < stand.access.at.date(),
                ),
                Job(
                    len(decide),
                    ngettext(
                        "change request that you may decide",
                        "change requests that you may decide",
                        len(decide),
                    ),
                    address(stand, "changes:list"),
                ),
            ),
            bars=(Bar(_("My service so far"), month.figures(ours)),),
            lists=(
                Lines(
                    _("Leads who have sent nothing"),
                    tuple(Line(name, words=refs) for name, refs in by_lead(silent)),
                    _("Every lead has sent something.")
                    if any(each.called_for for each in ours)
                    else _("No update of your service is asked for this month."),
                ),
            ),
        )
    written = list(drafting.own_sections(stand))
    yield from written
    if not stand.months and not written:
        yield Part(_("My service"), _("No month is open."))


def cmt(stand: Stand) -> Iterable[Part]:
    """The corporate management team: decisions asked of it, the worst, the silent, the bunching ahead."""
    decide = [each for each in stand.waiting if Way.CMT in ways_of(stand.access, [each])]
    jobs = some(
        Job(
            len(decide),
            ngettext(
                "change request that waits for a decision",
                "change requests that wait for a decision",
                len(decide),
            ),
            address(stand, "changes:list"),
        )
    )
    if not stand.months:
        yield Part(_("Corporate management team"), _("No month is open."), jobs=jobs, bars=bars(stand))
    yield from drafting.realism(stand)
    for month in stand.months:
        worst = [each for each in month.everything if each.record.class_ is StatusClass.RED]
        yield Part(
            _("Corporate management team: %(month)s") % {"month": month.period},
            jobs=jobs,
            bars=bars(stand, month),
            lists=(
                Lines(
                    _("Red as it stands"),
                    tuple(line(stand, each) for each in worst[:SHORT]),
                    _("Nothing is red."),
                ),
                silent(stand, month),
                ahead(month),
                *over_the_months(stand),
            ),
        )


def administrator(stand: Stand) -> Iterable[Part]:
    """The administrator: a council to be set up; people and services that are not as they should be."""
    yield from drafting.setting_up(stand)
    today = stand.access.at.date()
    here = Q(left_on=None) | Q(left_on__gte=today)
    people = Person.objects.filter(council=stand.access.council).aggregate(
        here=Count("pk", filter=here),
        without=Count("pk", filter=here & Q(user=None)),
        left=Count("pk", filter=~here & Q(action_links__action__plan__state=PlanState.LIVE), distinct=True),
    )
    services = Service.objects.filter(council=stand.access.council, merged_into=None).aggregate(
        every=Count("pk"), headless=Count("pk", filter=Q(head=None))
    )
    headless = services["headless"]
    at = address(stand, "people:people")
    waits = people["left"] or people["without"] or headless
    yield Part(
        _("People and services"),
        ""
        if waits
        else _("Everybody has an account, every service a head, and nobody who has left still leads."),
        jobs=some(
            Job(
                people["left"],
                ngettext(
                    "person who has left and still leads on actions",
                    "people who have left and still lead on actions",
                    people["left"],
                ),
                at,
                pressing=True,
            ),
            Job(
                people["without"],
                ngettext("person without an account", "people without an account", people["without"]),
                at,
            ),
            Job(
                headless,
                ngettext("service without a head", "services without a head", headless),
                address(stand, "people:services"),
            ),
        ),
        lists=(looked_after(stand, people["here"], services["every"]),),
    )


def democratic(stand: Stand) -> Iterable[Part]:
    """Democratic services: the meetings to come and the decisions to be recorded."""
    today = stand.access.at.date()
    council = stand.access.council
    rows = Meeting.objects.filter(body__council=council, day__gte=today).select_related("body")
    heard = list(
        hearings_of(council).filter(in_force_on=None, meeting__day__lte=today).order_by("meeting__day")
    )
    unrecorded = [each for each in heard if not each.outcome]
    stands = {each: standing_of(each, today).force for each in heard}
    due = [each for each, force in stands.items() if force is Force.DUE]
    called_in = [each for each, force in stands.items() if force is Force.CALLED_IN]
    yield Part(
        _("Meetings and decisions"),
        jobs=some(
            Job(
                len(unrecorded),
                ngettext(
                    "report heard without a recorded minute",
                    "reports heard without a recorded minute",
                    len(unrecorded),
                ),
                address(stand, "hearings:minute", pk=unrecorded[0].meeting_id) if unrecorded else "",
                pressing=True,
            ),
            Job(
                len(due),
                ngettext("decision that can come into force", "decisions that can come into force", len(due)),
                address(stand, "hearings:hearing", pk=due[0].pk) if due else "",
                pressing=True,
            ),
            Job(
                len(called_in),
                ngettext(
                    "decision called in and not resolved",
                    "decisions called in and not resolved",
                    len(called_in),
                ),
                address(stand, "hearings:hearing", pk=called_in[0].pk) if called_in else "",
            ),
            Job(
                len(stand.waiting),
                ngettext(
                    "change request without a recorded decision",
                    "change requests without a recorded decision",
                    len(stand.waiting),
                ),
                address(stand, "changes:list"),
            ),
        ),
        lists=(
            Lines(
                _("Meetings to come"),
                tuple(
                    Line(each.body.name, address(stand, "meetings:meeting", pk=each.pk), words=day(each.day))
                    for each in rows[:SHORT]
                ),
                _("No meeting is entered."),
            ),
        ),
    )


def auditor(stand: Stand) -> Iterable[Part]:
    """The auditor: what was reported when, and its digest."""
    yield Part(
        _("Closed months"),
        _("Every month is frozen when it is closed, with a digest that is printed in its report."),
        (_("Read the history"), address(stand, "history:entries")),
        lists=(
            Lines(
                _("Last closed"),
                tuple(
                    Line(
                        f"{each.period}, {each.period.plan.title}",
                        address(stand, "monitoring:period", pk=each.period_id),
                        words=_("version %(version)s, digest %(digest)s")
                        % {"version": each.version, "digest": each.digest[:12]},
                    )
                    for each in stand.closed[:SHORT]
                ),
                _("No month is closed yet."),
            ),
        ),
    )


def reader(stand: Stand) -> Iterable[Part]:
    """A Member, or anybody else who reads: the last closed month, and what is asked of nobody else."""
    if not stand.closed:
        yield Part(_("The last month"), _("No month is closed yet. Its report will be here."))
        return
    last = stand.closed[0]
    bar = stand.last_bar("%(month)s")
    assert bar is not None
    late = sum(bar.figures.counts.get(each, 0) for each in (StatusClass.AMBER, StatusClass.RED))
    at = address(stand, "issuing:month", pk=last.period_id)
    yield Part(
        _("The last month: %(month)s") % {"month": last.period},
        ngettext(
            "%(late)s action is late, of %(all)s that were looked at.",
            "%(late)s actions are late, of %(all)s that were looked at.",
            late,
        )
        % {"late": late, "all": bar.figures.n}
        if late
        else _("Nothing to report by exception."),
        (_("Read the report"), at),
        bars=(bar,),
    )


MAKERS: dict[Role, Callable[[Stand], Iterable[Part]]] = {
    Role.LEAD: lead,
    Role.PERFORMANCE_OFFICER: officer,
    Role.HEAD_OF_SERVICE: head,
    Role.CMT: cmt,
    Role.DEMOCRATIC_SERVICES: democratic,
    Role.ADMINISTRATOR: administrator,
    Role.AUDITOR: auditor,
    Role.PORTFOLIO_HOLDER: reader,
    Role.MEMBER: reader,
    Role.FINANCE_AND_LEGAL: reader,
}
"""What is made for each role, in the order of the page."""
