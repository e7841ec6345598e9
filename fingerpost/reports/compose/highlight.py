"""The highlight report: one page on a theme, or on some sections and actions, for a named meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder, cell, facts, table
from fingerpost.reports.compose.requests import statement_words, waiting_table
from fingerpost.reports.compose.snapshot_exceptions import date_text, status_cell
from fingerpost.reports.compose.snapshot_figures import in_a_sentence
from fingerpost.reports.document import Bullets, Document, Emphasis, Text
from fingerpost.rules.classes import LATE_CLASSES, Status
from fingerpost.rules.exceptions_report import completed, exceptions
from fingerpost.rules.figures import all_figures
from fingerpost.rules.labels import Label
from fingerpost.rules.request_words import RequestPart
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.scrutiny import AtIssue
from fingerpost.rules.snapshot import digest
from fingerpost.rules.wording import NOT_GIVEN, coded_words, names_words, status_word

if TYPE_CHECKING:
    from fingerpost.reports.document import Block
    from fingerpost.rules.snapshot import ActionRecord, Section, Snapshot

MONTHS_AHEAD = 3
"""How many months after the period are looked at for what falls due next."""
_OVER = frozenset({Status.COMPLETE, Status.WITHDRAWN})


class NothingChosen(ValueError):
    """No section and no action was chosen of which the period has anything."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a highlight report is about: the codes of sections, each with everything below it, and refs of actions."""

    sections: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


def compose_highlight(
    snapshot: Snapshot, chosen: Chosen, *, meeting: str, requests: AtIssue | None = None
) -> Document:
    """How what was chosen stands, on one page: what is late and why, what was finished, what falls due next, and what
    Members asked about it. Refuses a choice that holds no action.
    """
    shown = _only(snapshot, chosen)
    builder = Builder()
    builder.add(Text(in_a_sentence(shown), emphasis=Emphasis.LEAD))
    tops = [section for code in chosen.sections if (section := snapshot.section(code))]
    for top in tops:
        if made := _about(top):
            builder.add(made)
    _late(builder, shown, requests)
    _others(builder, shown)
    _next(builder, shown)
    refs = {each.ref for each in shown.actions}
    asked = tuple(each for each in (requests or AtIssue()).waiting if each.ref in refs)
    builder.table_part(1, RequestPart.WAITING, waiting_table(asked, snapshot.plan.status_words))
    builder.add(
        Text(
            said(
                "From the closed record of {period}, digest {digest}.",
                period=snapshot.period,
                digest=digest(snapshot),
            ),
            emphasis=Emphasis.SMALL,
        )
    )
    name = names_words(each.title for each in tops) or together([each.ref for each in shown.actions], ", ")
    return Document(
        title=said("{name}: highlight report for {meeting}", name=name, meeting=meeting),
        council=snapshot.council,
        language="en-GB",
        dated=snapshot.closed_on,
        blocks=tuple(builder.blocks),
        sheets=(),
        paper_contents=False,
        properties={"period": snapshot.period.name, "kind": "Highlight report", "digest": digest(snapshot)},
    )


def _only(snapshot: Snapshot, chosen: Chosen) -> Snapshot:
    """The part of a snapshot that was chosen, with figures of its own."""
    actions = tuple(
        each
        for each in snapshot.actions
        if each.ref in chosen.refs or not _codes(snapshot, each).isdisjoint(chosen.sections)
    )
    if not actions:
        raise NothingChosen(said("{period} has no action of what was chosen.", period=snapshot.period))
    return replace(
        snapshot,
        actions=actions,
        figures=all_figures(actions, snapshot.sections, snapshot.policies.rounding),
    )


def _codes(snapshot: Snapshot, action: ActionRecord) -> set[str]:
    """The codes of the sections in which an action stands, from its own up."""
    codes: set[str] = set()
    at = snapshot.section(action.section)
    while at is not None:
        codes.add(at.code)
        at = snapshot.section(at.parent)
    return codes


def _about(section: Section) -> Block | None:
    """What a section is to bring about and who answers for it; None where its entry says neither."""
    made = facts(
        coded_words(section.code, section.title),
        [
            (Label.OUTCOME, section.outcome),
            (Label.PORTFOLIO, section.portfolio),
            (Label.HEAD_OF_SERVICE, section.head_of_service),
        ],
    )
    return made if made.pairs else None


def _late(builder: Builder, shown: Snapshot, requests: AtIssue | None) -> None:
    """What is late: why, what is being done, and what the portfolio holder states."""
    late = [each for each in exceptions(shown) if each.class_ in LATE_CLASSES]
    if not late:
        builder.part("What is late", Text("Nothing is late."))
        return
    builder.part("What is late")
    made = table(
        "What is late",
        (Label.REF, Label.ACTION, Label.STATUS, "Why, and what is being done", Label.EXPECTED),
        (
            (
                cell(each.ref),
                cell(f"{each.title}\n{names_words(lead.name for lead in each.leads)}"),
                status_cell(each, shown),
                cell(_why(each, requests)),
                cell(date_text(each.expected)),
            )
            for each in late
        ),
        widths=(2, 6, 3, 10, 3),
        small=True,
    )
    builder.add(*([made] if made else []))


def _why(each: ActionRecord, requests: AtIssue | None) -> str:
    update = each.update
    reason = (update.reason if update else None) or said("Reason: {lower}.", lower=NOT_GIVEN.lower())
    action = (update.corrective_action if update else None) or said(
        "Corrective action: {lower}.", lower=NOT_GIVEN.lower()
    )
    stated = statement_words(requests.statements_on(each.ref)) if requests else None
    return "\n".join(part for part in (reason, action, stated) if part)


def _others(builder: Builder, shown: Snapshot) -> None:
    """What was finished, and how everything else stands, in few words."""
    done = completed(shown)
    if done:
        builder.part("Finished in the month", Bullets(tuple(f"{each.ref} {each.title}" for each in done)))
    rest = [
        each
        for each in shown.actions
        if each.class_ not in LATE_CLASSES and each.status is not Status.COMPLETE
    ]
    counts: dict[Status, list[str]] = {}
    for each in rest:
        counts.setdefault(each.status, []).append(each.ref)
    if counts:
        words = shown.plan.status_words
        stated = (f"{status_word(status, words)}: {', '.join(refs)}." for status, refs in counts.items())
        builder.part("The rest", Text(together(stated)))


def _next(builder: Builder, shown: Snapshot) -> None:
    """What falls due in the next months."""
    last = shown.period.last
    due = [
        each
        for each in shown.actions
        if each.status not in _OVER
        and each.ledger.current is not None
        and each.ledger.current.latest is not None
        and last < each.ledger.current.latest <= last + MONTHS_AHEAD
    ]
    if due:
        months = said_n("{count} month", "{count} months", MONTHS_AHEAD)
        builder.part(
            said("Due in the next {months}", months=months),
            Bullets(tuple(f"{each.ref} {each.title}: {date_text(each.ledger.current)}" for each in due)),
        )
