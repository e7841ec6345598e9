"""What is read of an uploaded file, and which of it is already known: nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.read import columns, load
from fingerpost.importer.readers.source import Unreadable
from fingerpost.plans.models import Action
from fingerpost.rules.checks import check_record
from fingerpost.rules.draft import Draft, DraftAction
from fingerpost.rules.findings import Finding
from fingerpost.rules.months import Month
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.importer.recognition.columns import MappedColumn
    from fingerpost.intake.models import Upload
    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its draft with every finding, or the sentence that says why it was not read."""

    draft: Draft | None
    findings: tuple[Finding, ...] = ()
    problem: str = ""


def read_file(name: str, content: bytes, mapping: Mapping[str, str]) -> Reading:
    """The draft that a file holds. A refusal of the reader is the reading's `problem`."""
    try:
        record = load(name, content, mapping=mapping or None)
    except (Unreadable, ValueError) as refusal:
        return Reading(None, problem=str(refusal))
    if not isinstance(record, Draft):
        return Reading(
            None, problem=f"{name} is a closed month of Fingerpost, not a report or tracker to be read."
        )
    return Reading(record, tuple(check_record(record)))


def draft_of(upload: Upload) -> Draft | None:
    """The draft of an upload, as corrected so far."""
    return from_plain(Draft, upload.draft) if upload.draft else None


def columns_of(upload: Upload) -> tuple[MappedColumn, ...]:
    """What each column of the file was taken for, with samples; nothing where the file has no table."""
    try:
        return columns(upload.file.name, bytes(upload.file.content), mapping=upload.mapping or None)
    except (Unreadable, ValueError):
        return ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What accepting a draft would do in a plan: actions created, and left alone because the plan has them."""

    created: tuple[DraftAction, ...]
    left: tuple[tuple[DraftAction, Action], ...]
    unmatched: tuple[str, ...]


def proposal(draft: Draft, plan: Plan) -> Proposal:
    """What accepting the draft would do in the plan; actions match by ref, then by title."""
    actions = list(plan.actions.all())
    by_ref = {each.ref: each for each in actions}
    by_title = {each.title.casefold(): each for each in actions}
    created: list[DraftAction] = []
    left: list[tuple[DraftAction, Action]] = []
    for each in draft.actions:
        known = by_ref.get(each.ref or "") or by_title.get((each.title or "").casefold())
        if known is None:
            created.append(each)
        else:
            left.append((each, known))
    known_people = people_by_name(plan.council)
    names = dict.fromkeys(name for each in created for name in each.lead)
    return Proposal(
        tuple(created), tuple(left), tuple(name for name in names if name.casefold() not in known_people)
    )


def people_by_name(council: Council) -> dict[str, Person]:
    """The people of a council by everything they are called, folded; what two share names neither."""
    found: dict[str, Person | None] = {}
    for person in council.people.filter(left_on=None):
        for name in {person.name, person.initials, person.email, person.post}:
            if name:
                folded = name.casefold()
                found[folded] = None if folded in found else person
    return {name: person for name, person in found.items() if person is not None}


def months_of(action: DraftAction) -> tuple[Month, ...]:
    """The months in which an action is programmed: those marked in its strip, or that of its due date."""
    marked = sorted(month for month, cell in action.months.items() if cell.mark == "original")
    if marked:
        return tuple(marked)
    due = action.due.edtf if action.due else None
    try:
        return (Month.parse(due[:7]),) if due else ()
    except ValueError:
        return ()


def all_of(rows: Iterable[DraftAction], width: int) -> list[tuple[DraftAction, tuple[str, ...]]]:
    """Each action with its path of sections, cut to so many levels by joining the lowest ones."""
    found = []
    for each in rows:
        path = tuple(part for part in each.path if part.strip()) or ("Imported",)
        if len(path) > width:
            path = (*path[: width - 1], " – ".join(path[width - 1 :]))
        found.append((each, path))
    return found
