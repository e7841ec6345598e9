"""The pages of a section and of an action: everything that was published about it, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fingerpost.publication.charts import months_chart
from fingerpost.publication.keys import keys_of
from fingerpost.publication.pages.frame import Crumb, address, fragment, framed
from fingerpost.publication.pages.linking import action_addresses
from fingerpost.publication.pages.plan import plan_crumb, section_words
from fingerpost.reports.compose.building import Builder, cell, facts, number_cell, table
from fingerpost.reports.compose.snapshot_exceptions import date_text, status_cell, strip
from fingerpost.reports.compose.snapshot_lists import begun, revision_words
from fingerpost.reports.document import DocumentCell, Text
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import coded_words, day_words, months_moved_words, names_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.publication.made import Made
    from fingerpost.publication.site import PublicMonth, PublicPlan, PublicSite
    from fingerpost.rules.snapshot import ActionRecord, Section, Snapshot

    Told = list[tuple[PublicMonth, Snapshot]]


def every_action(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every action that a standing month names."""
    for plan in site.plans:
        for key in _refs(plan.values()):
            yield {"plan": plan.slug, "ref": key}


def every_section(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every section that a standing month names."""
    for plan in site.plans:
        for key in _codes(plan.values()):
            yield {"plan": plan.slug, "code": key}


def _refs(told: Told) -> dict[str, str]:
    """The ref of each action by what stands in its address, those of the last month first."""
    names = keys_of(each.ref for _, value in reversed(told) for each in value.actions)
    return {key: ref for ref, key in names.items()}


def _codes(told: Told) -> dict[str, str]:
    names = keys_of(each.code for _, value in reversed(told) for each in value.sections)
    return {key: code for code, key in names.items()}


def action_page(site: PublicSite, plan: str, ref: str) -> Made | None:
    """What was promised, what was said of it each month, and how did it stand?"""
    found = site.plan(plan)
    told = found.values() if found else []
    code = _refs(told).get(ref)
    if found is None or code is None:
        return None
    seen = [(month, value, action) for month, value in told if (action := value.action(code)) is not None]
    _last, value, action = seen[-1]
    builder = Builder()
    builder.add(_action_facts(site, found, value, action))
    months = strip(action, value)
    if months is not None:
        builder.add(months)
    builder.part("Dates promised", _dates(action, value))
    if action.schedule.milestones:
        builder.part("Milestones", *filter(None, [_milestones(action)]))
    builder.part("Month by month", *filter(None, [_history(site, found, seen)]))
    return framed(
        "blocks.html",
        site,
        crumbs=[
            plan_crumb(site, found),
            *_above(site, found, value, action.section),
            Crumb(action.ref, address("action", site, plan=plan, ref=ref)),
        ],
        title=coded_words(action.ref, action.title),
        lead=action.reason,
        body=fragment(action.title, builder.blocks),
        month=seen[-1][0],
    )


def _action_facts(site: PublicSite, plan: PublicPlan, value: Snapshot, action: ActionRecord) -> Any:
    ledger = action.ledger
    moved = None
    if ledger.times_moved:
        moved = f"{ledger.times_moved}"
        if ledger.months_moved is not None:
            moved = f"{moved} ({months_moved_words(ledger.months_moved)})"
    section = value.section(action.section)
    keys = keys_of(each.code for each in value.sections)
    return facts(
        action.title,
        [
            (f"{Label.STATUS}, {value.period.name}", status_cell(action, value)),
            (
                Label.SECTION,
                DocumentCell(
                    section_words(section),
                    link=address("section", site, plan=plan.slug, code=keys[section.code]),
                )
                if section
                else None,
            ),
            (Label.LEAD, names_words(each.name for each in action.leads) or None),
            (Label.SERVICE, action.service),
            (Label.PRIORITY, action.priority),
            ("Resources", action.resources),
            ("Outside bodies", names_words(action.outside_bodies) or None),
            (Label.ORIGINAL, date_text(ledger.original)),
            (Label.CURRENT, date_text(ledger.current)),
            (Label.TIMES_MOVED, moved),
            (Label.EXPECTED, date_text(action.expected) if action.expected else None),
            (
                Label.COMPLETED,
                day_words(action.standing.completed_on) if action.standing.completed_on else None,
            ),
        ],
    )


def _dates(action: ActionRecord, value: Snapshot) -> Any:
    rows: list[tuple[DocumentCell, ...]] = [
        (cell("Promised first"), cell(date_text(action.ledger.original)), cell("The date in the plan."))
    ]
    rows += [
        (
            cell(begun(str(each.kind))),
            cell(date_text(each.new_date) if each.new_date else "–"),
            cell(revision_words(each)),
        )
        for each in action.ledger.revisions
    ]
    rows += [
        (
            cell("Approved since"),
            cell(date_text(each.new_date) if each.new_date else "–"),
            cell(revision_words(each)),
        )
        for each in action.approved_since
    ]
    if action.expected:
        rows.append(
            (
                cell("Expected now"),
                cell(date_text(action.expected)),
                cell(f"As reported for {value.period.name}."),
            )
        )
    made = table("Every date, in order", ("What", "Date", "How"), rows, widths=(3, 3, 9))
    return made or Text("No date was promised: the action is ongoing.")


def _milestones(action: ActionRecord) -> Any:
    return table(
        "Milestones",
        ("Milestone", Label.DUE, Label.COMPLETED),
        (
            (
                cell(each.title),
                cell(each.due.text),
                cell(day_words(each.completed_on) if each.completed_on else "not yet"),
            )
            for each in action.schedule.milestones
        ),
    )


def _history(
    site: PublicSite, plan: PublicPlan, seen: list[tuple[PublicMonth, Snapshot, ActionRecord]]
) -> Any:
    """What was published of the action, the latest month first."""
    return table(
        "What was published, the latest month first",
        (Label.MONTH, Label.STATUS, Label.WHY_STATUS, "What the council said", Label.EXPECTED),
        (
            (
                DocumentCell(
                    value.period.name, link=address("month", site, plan=plan.slug, month=month.month)
                ),
                status_cell(action, value),
                cell(action.reason),
                cell(_said(action)),
                cell(date_text(action.expected) if action.expected else "–"),
            )
            for month, value, action in reversed(seen)
        ),
        widths=(3, 3, 6, 9, 3),
    )


def _said(action: ActionRecord) -> str:
    """The public words of a month: the comment, why it is late, and what is being done."""
    update = action.update
    if update is None:
        return "No report for this month." if action.no_update or action.highlight else "–"
    said = [
        update.comment,
        f"Why it is late: {update.reason}" if update.reason else None,
        f"What is being done: {update.corrective_action}" if update.corrective_action else None,
        f"Completion taken back: {update.taken_back}" if update.taken_back else None,
    ]
    return "\n".join(each for each in said if each) or "–"


def section_page(site: PublicSite, plan: str, code: str) -> Made | None:
    """What is the section for, how has it gone, and how does each of its actions stand?"""
    found = site.plan(plan)
    told = found.values() if found else []
    wanted = _codes(told).get(code)
    if found is None or wanted is None:
        return None
    seen = [
        (month, value, section) for month, value in told if (section := value.section(wanted)) is not None
    ]
    _last, value, section = seen[-1]
    builder = Builder()
    builder.add(
        facts(
            section.title,
            [
                (Label.OUTCOME, section.outcome),
                (Label.HEAD_OF_SERVICE, section.head_of_service),
                (Label.PORTFOLIO, section.portfolio),
                (Label.RISK, names_words(_risks(section, value)) or None),
            ],
        )
    )
    chart = months_chart(
        _("Classes by month in this section"),
        [
            (each.period, figures.figures, address("month", site, plan=plan, month=month.month))
            for month, each, _section in seen
            for figures in each.figures.by_section
            if figures.name == wanted
        ],
    )
    builder.part("Actions", *_actions(site, found, value, wanted))
    if chart is not None:
        builder.part("Month by month", chart)
    return framed(
        "blocks.html",
        site,
        crumbs=[
            plan_crumb(site, found),
            *_above(site, found, value, section.parent),
            Crumb(section_words(section), address("section", site, plan=plan, code=code)),
        ],
        title=section_words(section),
        lead=None,
        body=fragment(section.title, [each for each in builder.blocks if getattr(each, "pairs", True)]),
        month=seen[-1][0],
    )


def _risks(section: Section, value: Snapshot) -> Iterator[str]:
    titles = {each.code: each.title for each in value.risks}
    for each in section.risks:
        yield coded_words(each, titles.get(each))


def _within(value: Snapshot, code: str) -> set[str]:
    """The section's code and those of the sections below it."""
    codes = {code}
    for each in value.sections:
        if each.parent in codes:
            codes.add(each.code)
    return codes


def _actions(site: PublicSite, plan: PublicPlan, value: Snapshot, code: str) -> list[Any]:
    codes = _within(value, code)
    own = [each for each in value.actions if each.section in codes]
    addresses = action_addresses(site, plan, value)
    made = table(
        f"How each action stood in {value.period.name}",
        (
            Label.REF,
            Label.ACTION,
            Label.STATUS,
            Label.ORIGINAL,
            Label.CURRENT,
            Label.TIMES_MOVED,
            Label.EXPECTED,
        ),
        (
            (
                DocumentCell(each.ref, link=addresses[each.ref]),
                cell(each.title),
                status_cell(each, value),
                cell(date_text(each.ledger.original)),
                cell(date_text(each.ledger.current)),
                number_cell(each.ledger.times_moved),
                cell(date_text(each.expected) if each.expected else "–"),
            )
            for each in own
        ),
        widths=(2, 8, 3, 3, 3, 2, 3),
    )
    return [made] if made else [Text("No action stands in this section.")]


def _above(site: PublicSite, plan: PublicPlan, value: Snapshot, code: str | None) -> list[Crumb]:
    """The steps from the plan down to the section with this code."""
    keys = keys_of(each.code for each in value.sections)
    steps: list[Crumb] = []
    at = value.section(code)
    while at is not None:
        steps.insert(
            0, Crumb(section_words(at), address("section", site, plan=plan.slug, code=keys[at.code]))
        )
        at = value.section(at.parent)
    return steps
