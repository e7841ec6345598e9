"""A part of a report: written with its text filled in beside it, given to an owner, signed; and the order of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from fingerpost.committee.field_help import field_help
from fingerpost.committee.forms import OwnerForm, PartForm, StandardPartForm
from fingerpost.committee.operations.holding import SomebodyElseWrote
from fingerpost.committee.operations.parts import (
    add_part,
    edit_part,
    give_part,
    leave_out_part,
    move_part,
    sign_off,
    take_back_sign_off,
)
from fingerpost.committee.reading import reading_of, trial_of
from fingerpost.committee.rights import (
    may_sign,
    require_sign,
    require_write,
    sign_right,
)
from fingerpost.committee.standards import Arranged, arranged, nation_of, standard_of
from fingerpost.committee.text import text_of
from fingerpost.committee.views.loading import part_of, report_of
from fingerpost.committee.views.reports import asked_number, here
from fingerpost.people.access import found, page
from fingerpost.rules.committee.standard import ReportKind, StandardPart
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.committee.models import CommitteeReport, Part
    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN, methods=("GET", "POST"))
def part(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does the part say, filled in, and does it agree with the record? `then` is "save" or "check"."""
    access = request.access
    shown = part_of(access, pk)
    require_write(access, shown)
    nation = nation_of(access.council)
    if request.method != "POST":
        return _show(request, shown, PartForm(part=shown, nation=nation))
    form = PartForm(request.POST, part=shown, nation=nation)
    if not form.is_valid():
        return _show(request, shown, form, status=422)
    if request.POST.get("then") == "check":
        return _show(request, shown, form, typed=True)
    try:
        edit_part(
            part=shown,
            heading=form.cleaned_data["heading"],
            text=form.cleaned_data["text"],
            exempt=form.exemption,
            by=access.person,
            at=access.at,
            version=form.cleaned_data["version"],
        )
    except SomebodyElseWrote as clash:
        return _show(request, shown, form, typed=True, theirs=clash.now, status=409)
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, shown, form, status=409)
    messages.success(request, gettext("%(part)s: saved.") % {"part": form.cleaned_data["heading"]})
    if request.POST.get("then") == "save and back":
        return redirect("committee:report", council=access.council.slug, pk=shown.report_id)
    return redirect("committee:part", council=access.council.slug, pk=pk)


def _show(
    request: CouncilRequest,
    part: Part,
    form: PartForm,
    *,
    typed: bool = False,
    theirs: Part | None = None,
    status: int = 200,
) -> HttpResponse:
    access = request.access
    reading = reading_of(part.report)
    now = reading.part(part.pk)
    if typed:
        now = trial_of(reading, part, heading=form.cleaned_data["heading"], text=form.cleaned_data["text"])
    order = [each for each in reading.parts if not each.holds]
    keys = [each.row.pk for each in order]
    at = keys.index(part.pk) if part.pk in keys else -1
    return render(
        request,
        "committee/part.html",
        {
            "report": part.report,
            "part": part,
            "form": form,
            "now": now,
            "theirs": theirs,
            "fields": field_help(reading.sources),
            "hint": _hint(part),
            "may_sign": may_sign(access, part),
            "may_give": access.may(Act.DRAFT_REPORT),
            "owner_form": OwnerForm(people=here(access), part=part) if access.may(Act.DRAFT_REPORT) else None,
            "following": order[at + 1].row if 0 <= at < len(order) - 1 else None,
        },
        status=status,
    )


def _hint(part: Part) -> str:
    report = part.report
    standard = arranged(standard_of(report.plan.council), ReportKind(report.kind))
    return next((each.part.hint for each in standard if each.part.key == part.key), "")


@page(Act.READ_PLAN, methods=("POST",))
def check(request: CouncilRequest, pk: int) -> HttpResponse:
    """For the script of the editor: the text filled in, and what differs from the record, as a piece of page."""
    access = request.access
    shown = part_of(access, pk)
    require_write(access, shown)
    form = PartForm(request.POST, part=shown, nation=nation_of(access.council))
    form.is_valid()
    now = trial_of(
        reading_of(shown.report),
        shown,
        heading=request.POST.get("heading", "")[:200],
        text=form.cleaned_data.get("text", ""),
    )
    return JsonResponse({"outcome": render_to_string("committee/filled.html", {"now": now}, request)})


@page(Act.READ_PLAN, methods=("GET", "POST"))
def sign(request: CouncilRequest, pk: int) -> HttpResponse:
    """Read the part as it would be printed, and sign it off, or take the sign-off back."""
    access = request.access
    shown = part_of(access, pk)
    require_sign(access, shown)
    if request.method == "POST":
        taking_back = request.POST.get("then") == "take back"
        try:
            if taking_back:
                take_back_sign_off(
                    part=shown, why=request.POST.get("why", "")[:1000], by=access.person, at=access.at
                )
            else:
                sign_off(
                    part=shown,
                    under=sign_right(shown),
                    by=access.person,
                    at=access.at,
                    version=asked_number(request.POST.get("version")),
                )
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return redirect("committee:sign", council=access.council.slug, pk=pk)
        said = (
            gettext("%(part)s: the sign-off is taken back.")
            if taking_back
            else gettext("%(part)s is signed off.")
        )
        messages.success(request, said % {"part": shown.heading})
        return redirect("committee:waiting", council=access.council.slug)
    return render(
        request,
        "committee/sign.html",
        {"report": shown.report, "part": shown, "now": reading_of(shown.report).part(shown.pk)},
    )


@page(Act.DRAFT_REPORT, methods=("POST",))
def owner(request: CouncilRequest, pk: int) -> HttpResponse:
    """Give the part to somebody."""
    access = request.access
    shown = part_of(access, pk)
    form = OwnerForm(request.POST, people=here(access), part=shown)
    if form.is_valid():
        try:
            given = give_part(part=shown, owner=form.cleaned_data["owner"], by=access.person, at=access.at)
        except ValueError as refusal:
            messages.error(request, str(refusal))
        else:
            words = (
                gettext("%(part)s is given to %(name)s.")
                if given.owner
                else gettext("%(part)s belongs to nobody in particular.")
            )
            messages.success(request, words % {"part": given.heading, "name": given.owner or ""})
    else:
        messages.error(request, gettext("Choose somebody of the council."))
    return redirect("committee:part", council=access.council.slug, pk=pk)


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def arrange(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which parts has this report, in which order, and whose are they?"""
    access = request.access
    shown = report_of(access, pk)
    standard = arranged(standard_of(access.council), ReportKind(shown.kind))
    form = None
    if request.method == "POST":
        then, _space, key = request.POST.get("then", "").partition(" ")
        try:
            if then in ("up", "down", "out"):
                chosen = found(shown.parts.all(), pk=int(key) if key.isdecimal() else 0)
                if then == "out":
                    leave_out_part(part=chosen, by=access.person, at=access.at)
                else:
                    move_part(part=chosen, earlier=then == "up", by=access.person, at=access.at)
            elif then == "in":
                known = next((each for each in standard if each.part.key == key), None)
                if known is not None:
                    _add(request, shown, known)
            elif then == "own":
                form = StandardPartForm(request.POST, part=None, others=_there(shown), version=0)
                if form.is_valid() and form.arranged is not None:
                    _add(request, shown, form.arranged)
                    form = None
        except ValueError as refusal:
            messages.error(request, str(refusal))
        if form is None:
            return redirect("committee:arrange", council=access.council.slug, pk=pk)
    there = {each.key for each in shown.parts.all()}
    return render(
        request,
        "committee/arrange.html",
        {
            "report": shown,
            "parts": shown.parts.select_related("owner"),
            "missing": [each for each in standard if each.part.key not in there],
            "form": form or StandardPartForm(part=None, others=_there(shown), version=0),
        },
        status=422 if form and form.errors else 200,
    )


def _add(request: CouncilRequest, report: CommitteeReport, what: Arranged) -> None:
    access = request.access
    add_part(
        report=report,
        standard=what.part,
        text=text_of(what.part.wording),
        clearance=what.clearance,
        by=access.person,
        at=access.at,
    )


def _there(report: CommitteeReport) -> list[Arranged]:
    """The parts of a report as standard parts, for the form that adds one of the report's own."""
    return [
        Arranged(StandardPart(each.key, each.heading, within=each.within or None))
        for each in report.parts.all()
    ]


@page(Act.READ_PLAN)
def fields(request: CouncilRequest, pk: int) -> HttpResponse:
    """Every field with what it says now, to copy from."""
    access = request.access
    shown = report_of(access, pk)
    reading = reading_of(shown)
    return render(request, "committee/fields.html", {"report": shown, "fields": field_help(reading.sources)})
