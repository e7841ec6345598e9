"""Writing the parts of a report, giving them to their owners, and signing them off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fingerpost.committee.models import CommitteeReport, Part, ReportState
from fingerpost.committee.operations.holding import held_part, held_report, touched, unsigned
from fingerpost.committee.operations.voiding import voiding
from fingerpost.committee.reading import reading_of
from fingerpost.committee.states import NotInThisState
from fingerpost.committee.text import tidy
from fingerpost.history.record import record
from fingerpost.plans.operations.holding import refuse_others
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.plain import to_plain
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.rules.committee.exempt import Exemption
    from fingerpost.rules.committee.standard import StandardPart


class KeyTaken(ValueError):
    """The report has a part of this key."""


class NothingToSign(ValueError):
    """The part says nothing yet, or a field in it has no value."""


class StillHolds(ValueError):
    """Other parts stand within this one."""


@transaction.atomic
def edit_part(
    *,
    part: Part,
    heading: str,
    text: str,
    exempt: Exemption | None,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Part:
    """Another heading, text or exemption. A sign-off of other words is void.

    Refuses a report that is not in hand, and a version that was saved over (`SomebodyElseWrote`).
    """
    held = held_part(part, by=by, version=version)
    before = _written(held)
    held.heading, held.text = heading.strip(), tidy(text)
    held.exempt = None if exempt is None else to_plain(exempt)
    after = _written(held)
    if after == before:
        return part
    was_signed = held.signed_by
    unsigned(held)
    with voiding(held.report, by=by, at=at):
        held.save()
    differing = [each for each in after if after[each] != before[each]]
    record(
        by=by,
        at=at,
        event="wrote the part",
        of=held,
        label=_label(held),
        before={each: before[each] for each in differing},
        after={each: after[each] for each in differing},
        why=f"The sign-off by {was_signed.shown} is void." if was_signed else "",
    )
    return held


@transaction.atomic
def give_part(*, part: Part, owner: Person | None, by: Person, at: datetime) -> Part:
    """Give a part to its owner, who writes and signs it; to nobody where `owner` is None. A sign-off is void."""
    held = held_part(part, by=by)
    refuse_others(held.report.plan.council_id, (owner,))
    if held.owner_id == (owner.pk if owner else None):
        return part
    before = {"owner": held.owner.shown if held.owner else ""}
    held.owner = owner
    unsigned(held)
    held.save()
    record(
        by=by,
        at=at,
        event="gave away the part",
        of=held,
        label=_label(held),
        before=before,
        after={"owner": owner.shown if owner else ""},
    )
    return held


@transaction.atomic
def add_part(
    *,
    report: CommitteeReport,
    standard: StandardPart,
    text: str,
    clearance: str = "",
    by: Person,
    at: datetime,
) -> Part:
    """One part more at the end of the report, or of the part that it stands within. Refuses a key that is there."""
    held = held_report(report.pk, by=by)
    if held.parts.filter(key=standard.key).exists():
        raise KeyTaken(f"The report has a part “{standard.heading}” already.")
    last = held.parts.aggregate(last=Max("place"))["last"]
    made = Part.objects.create(
        report=held,
        key=standard.key,
        place=0 if last is None else last + 1,
        heading=standard.heading,
        within=standard.within or "",
        numbered=standard.numbered,
        text=tidy(text),
        clearance=clearance,
    )
    if made.key in held.left_out:
        held.left_out = [each for each in held.left_out if each != made.key]
        touched(held, "left_out")
    record(by=by, at=at, event="added the part", of=made, label=_label(made), after=_written(made))
    return made


@transaction.atomic
def leave_out_part(*, part: Part, by: Person, at: datetime) -> None:
    """Take a part out of this report; the standard keeps it. Refuses one within which others stand."""
    held = held_part(part, by=by)
    if held.report.parts.filter(within=held.key).exists():
        raise StillHolds(f"Other parts stand within “{held.heading}”; take those out first.")
    record(by=by, at=at, event="left out the part", of=held, label=_label(held), before=_written(held))
    held.report.left_out = [*held.report.left_out, held.key]
    touched(held.report, "left_out")
    with voiding(held.report, by=by, at=at):
        held.delete()


@transaction.atomic
def move_part(*, part: Part, earlier: bool, by: Person, at: datetime) -> None:
    """Let a part change places with its neighbour: with the one before it, or after. At an end it stays."""
    held = held_part(part, by=by)
    beside = held.report.parts.select_for_update().filter(within=held.within).order_by("place")
    rows = list(beside)
    here = next(number for number, each in enumerate(rows) if each.pk == held.pk)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(rows):
        return
    other = rows[there]
    held.place, other.place = other.place, held.place
    with voiding(held.report, by=by, at=at):
        other.save(update_fields=["place"])
        held.save(update_fields=["place", "version"])
    record(
        by=by,
        at=at,
        event="moved the part",
        of=held,
        label=_label(held),
        after={"before" if earlier else "after": other.heading},
    )


@dataclass(frozen=True, slots=True)
class ToSign:
    """A part to sign: the right by which it is done, and the version that was read (None: whatever stands)."""

    part: Part
    under: Act
    version: int | None = None


@transaction.atomic
def sign_off(*, part: Part, under: Act, by: Person, at: datetime, version: int | None = None) -> Part:
    """Sign the text of a part as it reads now, fields filled in. Refuses as `sign_together` does."""
    (held,) = sign_together(these=[ToSign(part, under, version)], by=by, at=at)
    return held


@transaction.atomic
def sign_together(*, these: Sequence[ToSign], by: Person, at: datetime) -> list[Part]:
    """Sign several parts of one report as they read now, all or none.

    Refuses before the report was sent for sign-off, a part without words or with a field that has no value, and a
    version other than was read.
    """
    held = [held_part(each.part, by=by, version=each.version) for each in these]
    report = held[0].report
    if report.state != ReportState.IN_SIGN_OFF:
        raise NotInThisState("Parts are signed once the report was sent for sign-off.")
    reading = reading_of(report)
    for each, part in zip(these, held, strict=True):
        now = reading.part(part.pk)
        if now.digest is None:
            why = " ".join(str(each) for each in now.problems) or f"“{part.heading}” says nothing yet."
            raise NothingToSign(why)
        part.signed_by, part.signed_at, part.signed_digest = by, at, now.digest
        part.save()
        record(
            by=by,
            at=at,
            event="signed off the part",
            of=part,
            label=_label(part),
            after={"digest": now.digest, "right": str(each.under)},
        )
    return held


@transaction.atomic
def take_back_sign_off(*, part: Part, why: str, by: Person, at: datetime) -> Part:
    """Take a sign-off back, with the reason. A part that is not signed is left as it is."""
    held = held_part(part, by=by)
    if held.signed_by is None:
        return part
    signed = {"signed by": held.signed_by.shown, "digest": held.signed_digest}
    unsigned(held)
    held.save()
    record(
        by=by,
        at=at,
        event="took back a sign-off of the part",
        of=held,
        label=_label(held),
        before=signed,
        why=why,
    )
    return held


def _written(part: Part) -> dict[str, object]:
    """A part as the history keeps it. An exempt text is kept from whoever reads the history: its digest stands there."""
    text = part.text if part.exempt is None else f"exempt, digest {sha256_of(part.text.encode())}"
    return {"heading": part.heading, "text": text, "exempt": part.exempt}


def _label(part: Part) -> str:
    return f"{part.heading}, {part.report.title}"
