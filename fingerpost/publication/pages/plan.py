"""A plan over its months, its re-dated actions, and the key to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fingerpost.publication.charts import months_chart
from fingerpost.publication.keys import keys_of
from fingerpost.publication.open_data import months_with_data
from fingerpost.publication.pages.council import figures_of
from fingerpost.publication.pages.frame import Crumb, address, fragment, framed
from fingerpost.publication.pages.linking import linked
from fingerpost.reports.compose.building import Builder, cell, class_cell, table
from fingerpost.reports.compose.snapshot_lists import schedule_part
from fingerpost.reports.document import DocumentCell, Text
from fingerpost.rules.classes import CLASS_OF_STATUS, LETTER_OF_CLASS, LETTER_OF_STATUS, Status, StatusClass
from fingerpost.rules.labels import Label
from fingerpost.rules.numbers import count_words
from fingerpost.rules.wording import CLASS_WORDS, coded_words, meaning_of, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fingerpost.publication.made import Made
    from fingerpost.publication.models import Publication
    from fingerpost.publication.site import PublicPlan, PublicSite
    from fingerpost.reports.document import Chart
    from fingerpost.rules.snapshot import Section, Snapshot


def every_plan(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of a page of which each plan has one."""
    for each in site.plans:
        yield {"plan": each.slug}


def plans_with_months(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of a page of which each plan with a month that stands has one."""
    for each in site.plans:
        if each.standing:
            yield {"plan": each.slug}


def plan_crumb(site: PublicSite, plan: PublicPlan) -> Crumb:
    """The step back to the plan."""
    return Crumb(plan.title, address("plan", site, plan=plan.slug))


def trend(site: PublicSite, editions: Iterable[Publication], caption: str) -> Chart | None:
    """How the figures stood month by month, each month with a link to its page."""
    return months_chart(
        caption,
        [
            (
                each.period.value,
                figures_of(each),
                address("month", site, plan=each.plan_slug, month=each.month),
            )
            for each in editions
        ],
    )


def plan_page(site: PublicSite, plan: str) -> Made | None:
    """How has the plan gone, month by month, and where is each of its sections and actions?"""
    found = site.plan(plan)
    if found is None:
        return None
    chart = trend(site, [each.last for each in found.standing], _("Classes by month"))
    value = found.latest_value()
    return framed(
        "plan.html",
        site,
        crumbs=[plan_crumb(site, found)],
        plan=found,
        value=value,
        chart=fragment(found.title, [chart]) if chart else "",
        sections=_sections(site, found, value) if value else [],
        has_data=bool(months_with_data(site, found)),
    )


Branch = tuple["Section", str, list["Branch"]]


def _sections(site: PublicSite, plan: PublicPlan, value: Snapshot) -> list[Branch]:
    """The sections as a tree, each with the address of its page."""
    keys = keys_of(each.code for each in value.sections)
    below: dict[str | None, list[Branch]] = {None: []}
    for each in value.sections:
        branch: Branch = (each, address("section", site, plan=plan.slug, code=keys[each.code]), [])
        below[each.code] = branch[2]
        below[each.parent].append(branch)
    return below[None]


def redated_page(site: PublicSite, plan: str) -> Made | None:
    """Which dates were moved, how often and how far, by whose decision?"""
    found = site.plan(plan)
    if found is None or not found.standing:
        return None
    value = found.latest_value()
    assert value is not None
    builder = Builder()
    schedule_part(builder, value)
    return framed(
        "blocks.html",
        site,
        crumbs=[
            plan_crumb(site, found),
            Crumb(_("Re-dated actions"), address("redated", site, plan=plan)),
        ],
        title=_("Re-dated, suspended and withdrawn actions: %(plan)s") % {"plan": found.title},
        lead=_("Every action whose date was ever moved by a decision, as it stood in %(month)s.")
        % {"month": value.period.name},
        body=fragment(found.title, list(linked(builder.blocks[1:], site, found, value))),
        month=found.standing[-1],
    )


def key_page(site: PublicSite, plan: str) -> Made | None:
    """What do the words, letters and colours mean?"""
    found = site.plan(plan)
    if found is None or not found.standing:
        return None
    value = found.latest_value()
    assert value is not None
    return framed(
        "blocks.html",
        site,
        crumbs=[plan_crumb(site, found), Crumb(_("Key"), address("key", site, plan=plan))],
        title=_("What the words mean: %(plan)s") % {"plan": found.title},
        lead=_("Each status is written in words. Letters, colours and patterns only repeat them."),
        body=fragment(found.title, _key(value)),
        month=None,
    )


def _key(value: Snapshot) -> list[Any]:
    builder = Builder()
    behind = count_words(value.policies.amber_up_to, "month")
    meanings = {
        Status.COMPLETE: "The work is done.",
        Status.ON_TARGET: "The work is expected to be done by its current date.",
        Status.NOT_DUE: "Nothing was due this month and nobody reported on it. It is not counted.",
        Status.NOT_UPDATED: "The officers responsible sent no report, so nobody knows. It is never counted as green.",
        Status.REPROGRAMMED: "The council decided to move the date, and the new date is not here yet.",
        Status.AMBER: f"Late, or expected to be late, by up to {behind}.",
        Status.RED: f"Late, or expected to be late, by more than {behind}.",
        Status.SUSPENDED: "The council decided to stop the work for a time.",
        Status.WITHDRAWN: "The council decided not to do the work.",
    }
    classes = table(
        "The five groups that are counted",
        ("Letter", Label.CLASS, Label.MEANING),
        (
            (
                DocumentCell(LETTER_OF_CLASS[each], each),
                class_cell(each),
                cell(meaning_of(each, value.policies.amber_up_to)),
            )
            for each in StatusClass
        ),
        row_headers=False,
    )
    statuses = table(
        "The status of an action",
        ("Letter", Label.STATUS, "Counted as", Label.MEANING),
        (
            (
                cell(LETTER_OF_STATUS[each]),
                DocumentCell(status_word(each, value.plan.status_words), CLASS_OF_STATUS[each]),
                cell(_counted(CLASS_OF_STATUS[each])),
                cell(meanings[each]),
            )
            for each in Status
        ),
        row_headers=False,
    )
    words = table(
        "Other words",
        ("Word", Label.MEANING),
        (
            (cell(word), cell(meaning))
            for word, meaning in (
                ("Original date", "The date that was promised first. It is never changed."),
                (
                    "Current date",
                    "The original date, or the last date that a decision of the council put in its place.",
                ),
                ("Expected date", "When the officers responsible now say that it will be done."),
                (
                    "Highlighted",
                    (
                        "Counted this month: because something was to be done in it, because it is late, because it was "
                        "finished, or because a decision on it was taken."
                    ),
                ),
                (
                    "N",
                    "How many actions are counted. Shares are of this number, which differs from month to month.",
                ),
                (
                    "Green, not counting the reprogrammed",
                    "The share of green among the actions whose date was not moved: moving dates cannot flatter it.",
                ),
                (
                    "Exception",
                    "An action that is amber or red. Each says why, and what is being done about it.",
                ),
                (
                    "Closed record, digest",
                    (
                        "When a month is closed, its record is frozen. The digest is a fingerprint of it: if anything in the "
                        "record were changed, the fingerprint would no longer match."
                    ),
                ),
            )
        ),
    )
    builder.part("Groups", *([classes] if classes else []))
    builder.part("Statuses", *([statuses] if statuses else []))
    builder.part("Words", *([words] if words else []))
    builder.add(
        Text(f"Counted in this plan: {value.policies.counted}. Shares are {value.policies.rounding}.")
    )
    return builder.blocks


def _counted(class_: StatusClass | None) -> str:
    return CLASS_WORDS[class_] if class_ else "not counted"


def section_words(section: Section) -> str:
    """What a section is called: its code and title."""
    return coded_words(section.number or section.code, section.title)
