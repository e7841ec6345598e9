"""Uploads: kept and read, read again by another mapping, accepted all or nothing, or discarded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.intake.models import PublishedMonth, Upload, UploadState
from fingerpost.intake.reading import (
    Reading,
    all_of,
    draft_of,
    months_of,
    people_by_name,
    proposal,
    read_file,
)
from fingerpost.people.operations.persons import add_person
from fingerpost.plans.details import ActionDetails, SectionDetails
from fingerpost.plans.models import Plan, Risk
from fingerpost.plans.operations.actions import add_action
from fingerpost.plans.operations.aims import save_risk
from fingerpost.plans.operations.holding import held_plan
from fingerpost.plans.operations.sections import add_section
from fingerpost.plans.states import ALL
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import Section
    from fingerpost.rules.draft import Draft

_CODE = re.compile(r"^([A-Z]{0,4}\d+(?:\.\d+)*)[\s.:–-]+(.+)$")


class SettledAlready(ValueError):
    """The upload was accepted or discarded, or read anew by somebody else."""


class NothingToAccept(ValueError):
    """The draft holds nothing that could be accepted like this."""


class MonthNotAccepted(ValueError):
    """The month is not stated, is there already, or the plan has a month that was closed here."""


@transaction.atomic
def upload_file(*, council: Council, name: str, content: bytes, by: Person, at: datetime) -> Upload:
    """Keep a file and read it; a file that cannot be read is kept with the sentence that says why."""
    file = keep_file(
        council=council, name=name, media_type="application/octet-stream", content=content, at=at
    )
    upload = Upload(council=council, by=by, at=at, file=file)
    _write(upload, read_file(file.name, content, {}))
    upload.save()
    record(by=by, at=at, event="uploaded", of=upload, label=file.name, after={"sha256": file.sha256})
    return upload


@transaction.atomic
def map_columns(
    *, upload: Upload, mapping: Mapping[str, str], version: int, by: Person, at: datetime
) -> Upload:
    """Read the file again, its columns taken for what a person says."""
    held = _held(upload, version)
    before, held.mapping = held.mapping, dict(mapping)
    _write(held, read_file(held.file.name, bytes(held.file.content), mapping))
    held.version += 1
    held.save()
    record(
        by=by, at=at, event="mapped the columns of", of=held, label=held.file.name,
        before=before, after=dict(mapping),
    )  # fmt: skip
    return held


@transaction.atomic
def discard(*, upload: Upload, version: int, by: Person, at: datetime) -> None:
    """Discard an upload; nothing of it is in a plan."""
    held = _held(upload, version)
    _settle(held, UploadState.DISCARDED)
    record(by=by, at=at, event="discarded", of=held, label=held.file.name)


@transaction.atomic
def accept_plan(
    *, upload: Upload, plan: Plan, version: int, by: Person, at: datetime, add_people: bool
) -> int:
    """Make the draft's sections, actions and risks part of a plan that is being drafted, all or nothing.

    What the plan has already is left alone. Gives how many actions were added.
    """
    held = _held(upload, version)
    plan = held_plan(plan.pk, by=by)
    draft = draft_of(held)
    if draft is None or not (draft.actions or draft.risks):
        raise NothingToAccept(
            "The document holds no actions and no risks, so there is nothing to put in a plan."
        )
    found = proposal(draft, plan)
    people = people_by_name(plan.council)
    if add_people:
        for name in found.unmatched:
            people[name.casefold()] = add_person(council=plan.council, name=name, by=by, at=at)
    sections = {(each.parent_id, each.title.casefold()): each for each in plan.sections.all()}
    taken = set(plan.actions.values_list("ref", flat=True)) | {each.ref for each in found.created}
    for each, path in all_of(found.created, len(plan.level_names)):
        section: Section | None = None
        for part in path:
            code, title = _code_and_title(part)
            key = (section.pk if section else None, title.casefold())
            if key not in sections:
                details = SectionDetails(_free_code(plan, code), title)
                sections[key] = add_section(plan=plan, details=details, parent=section, by=by, at=at)
            section = sections[key]
        if section is None:
            continue
        ref = each.ref or _free_ref(taken)
        leads = dict.fromkeys(people[name.casefold()] for name in each.lead if name.casefold() in people)
        details_of_action = ActionDetails(
            ref=ref, title=each.title or ref, leads=tuple(leads), programmed=months_of(each)
        )
        add_action(section=section, details=details_of_action, by=by, at=at)
    _accept_risks(draft, plan, by=by, at=at)
    held.plan = plan
    _settle(held, UploadState.ACCEPTED)
    record(
        by=by, at=at, event="accepted into the plan", of=held, label=held.file.name,
        after={"plan": plan.title, "actions": len(found.created), "left alone": len(found.left)},
    )  # fmt: skip
    return len(found.created)


@transaction.atomic
def accept_month(*, upload: Upload, plan: Plan, version: int, by: Person, at: datetime) -> PublishedMonth:
    """Keep an old report as a month of the plan, as published. Refuses a month that is not stated or is there
    already, and a plan of which a month was closed here.
    """
    held = _held(upload, version)
    plan = held_plan(plan.pk, states=ALL, by=by)
    draft = draft_of(held)
    if draft is None or draft.figures is None or draft.figures.current is None:
        raise NothingToAccept("The document prints no figures, so it is no month’s report.")
    if draft.period is None:
        raise MonthNotAccepted("The document does not say which month it reports on.")
    if plan.periods.exclude(closed_at=None).exists():
        raise MonthNotAccepted("A month of this plan was closed here, so none can be added from old reports.")
    try:
        with transaction.atomic():
            month = PublishedMonth.objects.create(
                plan=plan, upload=held, month=str(draft.period), record=to_plain(draft)
            )
    except IntegrityError:
        raise MonthNotAccepted(f"{draft.period.name} of this plan is there already.") from None
    held.plan = plan
    _settle(held, UploadState.ACCEPTED)
    record(
        by=by, at=at, event="accepted as a month, as published", of=held, label=held.file.name,
        after={"plan": plan.title, "month": month.month},
    )  # fmt: skip
    return month


def _accept_risks(draft: Draft, plan: Plan, *, by: Person, at: datetime) -> None:
    """The corporate risks with their mergers, linked to the plan's sections of the same code."""
    known = {each.code: each for each in Risk.objects.filter(council=plan.council)}
    sections = {each.code: each for each in plan.sections.all()}
    for each in draft.risks:
        risk = known.get(each.code)
        if risk is None:
            risk = known[each.code] = save_risk(
                council=plan.council, code=each.code, title=each.title, by=by, at=at
            )
        for code in each.sections:
            if code in sections:
                sections[code].risks.add(risk)
    for each in draft.risks:
        for code in each.merged:
            merged = known.get(code)
            if merged is not None and merged.merged_into_id is None and code != each.code:
                save_risk(
                    council=plan.council, code=code, title=merged.title, merged_into=known[each.code],
                    risk=merged, by=by, at=at,
                )  # fmt: skip


def _held(upload: Upload, version: int) -> Upload:
    """The upload, held; of two people who settle it at once the second is refused."""
    held = Upload.objects.select_for_update(of=("self",)).select_related("file", "council").get(pk=upload.pk)
    if held.state not in {UploadState.READ, UploadState.FAILED}:
        raise SettledAlready(f"{held.file.name} was {held.state} already.")
    if held.version != version:
        raise SettledAlready("Somebody else has changed this since you opened it; look at it again.")
    return held


def _settle(held: Upload, state: UploadState) -> None:
    held.state, held.version = state, held.version + 1
    held.save()


def _write(upload: Upload, reading: Reading) -> None:
    upload.state = UploadState.READ if reading.draft else UploadState.FAILED
    upload.draft = to_plain(reading.draft) if reading.draft else None
    upload.findings = [to_plain(each) for each in reading.findings]
    upload.problem = reading.problem


def _code_and_title(part: str) -> tuple[str, str]:
    found = _CODE.match(part.strip())
    return (found[1], found[2].strip()) if found else ("", part.strip())


def _free_code(plan: Plan, code: str) -> str:
    codes = set(plan.sections.values_list("code", flat=True))
    if code and code not in codes:
        return code
    number = len(codes) + 1
    while f"S{number}" in codes:
        number += 1
    return f"S{number}"


def _free_ref(taken: set[str | None]) -> str:
    number = 1
    while f"N{number}" in taken:
        number += 1
    taken.add(f"N{number}")
    return f"N{number}"
