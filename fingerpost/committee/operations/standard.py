"""The council's standard: how new reports are ordered, headed and worded, and the Word template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.committee.models import Standard
from fingerpost.committee.standards import arranged, plain_arranged, recommended
from fingerpost.committee.word_template import WORD, tried_template
from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.people.models import Council
from fingerpost.plans.operations.holding import SomebodyElseSaved, refuse_others
from fingerpost.rules.committee.report import problems_of
from fingerpost.rules.committee.standard import NotStandardParts
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fingerpost.committee.standards import Arranged
    from fingerpost.people.models import Person
    from fingerpost.rules.committee.recommendations import RecommendationTemplate
    from fingerpost.rules.committee.standard import ReportKind


@transaction.atomic
def arrange_standard(
    *,
    council: Council,
    kind: ReportKind,
    parts: Sequence[Arranged],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Standard:
    """Keep the parts of a kind of report as the council wants them, in this order; reports in hand stay as they are.

    Refuses parts that cannot stand in one report, and a version that was saved over.
    """
    standard = _held(council, by, version)
    problems = problems_of([each.part for each in parts])
    if problems:
        raise NotStandardParts(problems)
    before = _shown(arranged(standard, kind))
    standard.parts = {**standard.parts, str(kind): plain_arranged(parts)}
    standard.save()
    after = _shown(parts)
    differing = sorted(each for each in before.keys() | after.keys() if before.get(each) != after.get(each))
    if list(before) != list(after):
        before["order"], after["order"] = list(before), list(after)
        differing.append("order")
    record(
        by=by,
        at=at,
        event="arranged",
        of=standard,
        label=f"Standard of the report: {kind}",
        before={each: before[each] for each in differing if each in before},
        after={each: after[each] for each in differing if each in after},
    )
    return standard


@transaction.atomic
def restore_standard(*, council: Council, kind: ReportKind, by: Person, at: datetime) -> Standard:
    """Go back to the product's own parts for a kind of report."""
    standard = _held(council, by, None)
    before = _shown(arranged(standard, kind))
    standard.parts = {name: each for name, each in standard.parts.items() if name != str(kind)}
    standard.save()
    record(
        by=by, at=at, event="put back", of=standard, label=f"Standard of the report: {kind}", before=before
    )
    return standard


@transaction.atomic
def word_recommendations(
    *,
    council: Council,
    kind: ReportKind,
    templates: Sequence[RecommendationTemplate],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Standard:
    """Keep what meetings are recommended in the council's words; the product's own again where nothing is given.

    Reports that are issued stand. Refuses a version that was saved over.
    """
    standard = _held(council, by, version)
    before = [each.text for each in recommended(standard, kind)]
    kept = {name: each for name, each in standard.recommendations.items() if name != str(kind)}
    if templates:
        kept[str(kind)] = [to_plain(each) for each in templates]
    standard.recommendations = kept
    standard.save()
    record(
        by=by,
        at=at,
        event="worded the recommendations of",
        of=standard,
        label=f"Standard of the report: {kind}",
        before={"recommendations": before},
        after={"recommendations": [each.text for each in templates]},
    )
    return standard


@transaction.atomic
def set_template(*, council: Council, name: str, content: bytes, by: Person, at: datetime) -> Standard:
    """Take a Word file as the template of new reports. Refuses (`BadTemplate`) one that cannot be used."""
    standard = _held(council, by, None)
    tried_template(content)
    file = keep_file(council=council, name=name, media_type=WORD, content=content, at=at)
    before = {"template": standard.template.name if standard.template else ""}
    standard.template = file
    standard.save()
    record(
        by=by,
        at=at,
        event="took a Word template into",
        of=standard,
        label="Standard of the report",
        before=before,
        after={"template": file.name, "digest": file.sha256},
    )
    return standard


@transaction.atomic
def remove_template(*, council: Council, by: Person, at: datetime) -> Standard:
    """Let new reports be set without a template of the council's own."""
    standard = _held(council, by, None)
    before = {"template": standard.template.name if standard.template else ""}
    standard.template = None
    standard.save()
    record(
        by=by,
        at=at,
        event="removed the Word template of",
        of=standard,
        label="Standard of the report",
        before=before,
    )
    return standard


def _held(council: Council, by: Person, version: int | None) -> Standard:
    """The council's standard, held, one version further; made where there is none yet. The council is held first."""
    Council.objects.select_for_update().get(pk=council.pk)
    refuse_others(council.pk, (by,))
    standard, _ = (
        Standard.objects.select_for_update(of=("self",))
        .select_related("template", "council")
        .get_or_create(council=council, defaults={"version": 0})
    )
    if version is not None and standard.version != version:
        raise SomebodyElseSaved(standard.version)
    standard.version += 1
    return standard


def _shown(parts: Sequence[Arranged]) -> dict[str, object]:
    return {
        each.part.key: {
            "heading": each.part.heading,
            "wording": list(each.part.wording),
            "in new reports": each.on,
            "clearance": each.clearance,
        }
        for each in parts
    }
