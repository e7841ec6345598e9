"""Forms in Word and Excel for leads who never sign in: sent out for a month, and read back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.importer.readers.source import Unreadable
from fingerpost.monitoring.lead_forms import excel, word
from fingerpost.monitoring.lead_forms.form import lead_form
from fingerpost.monitoring.lead_forms.reading import MOST_BYTES, FormRead, NotAForm, read_form
from fingerpost.monitoring.mine import Mine, in_period
from fingerpost.monitoring.views import several
from fingerpost.monitoring.views.periods import period_of
from fingerpost.people.access import page
from fingerpost.people.models import Person
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.govuk.lists import Listing
    from fingerpost.monitoring.models import Period
    from fingerpost.people.access import Access, CouncilRequest

WRITERS = {
    "docx": (word.write_word, word.MEDIA_TYPE),
    "xlsx": (excel.write_excel, excel.MEDIA_TYPE),
}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class OfLead:
    """A lead with the actions on which the open month calls for their word, and those not sent yet."""

    person: Person
    actions: tuple[Mine, ...]

    @property
    def missing(self) -> int:
        """How many updates were not sent yet."""
        return sum(not each.sent for each in self.actions)


@page(Act.OPEN_PERIOD)
def lead_forms(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who needs a form to fill in, and has one come back?"""
    period = _open(request.access, pk)
    return render(
        request,
        "monitoring/lead_forms.html",
        {"period": period, "found": _listed(period, request), "problem": ""},
    )


@page(Act.OPEN_PERIOD)
def lead_form_file(request: CouncilRequest, pk: int, person: int, ending: str) -> HttpResponse:
    """The form of one lead, as Word or Excel."""
    period = _open(request.access, pk)
    lead = next((each for each in leads_of(period, request.access) if each.person.pk == person), None)
    if lead is None or ending not in WRITERS:
        raise Http404
    form = lead_form(request.access.council, period, lead.person, lead.actions)
    write, media_type = WRITERS[ending]
    return _download(write(form), f"{form.name}.{ending}", media_type)


@page(Act.OPEN_PERIOD)
def all_lead_forms(request: CouncilRequest, pk: int, ending: str) -> HttpResponse:
    """The forms of all leads of whom something is missing, in one zip file."""
    period = _open(request.access, pk)
    if ending not in WRITERS:
        raise Http404
    write, _media_type = WRITERS[ending]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for lead in leads_of(period, request.access):
            form = lead_form(request.access.council, period, lead.person, lead.actions)
            package.writestr(
                zipfile.ZipInfo(f"{form.name}-{lead.person.pk}.{ending}", _ZIP_DATE), write(form)
            )
    return _download(made.getvalue(), f"forms-{period.first}-{ending}.zip", "application/zip")


@page(Act.OPEN_PERIOD, methods=("POST",))
def lead_form_in(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does this form say, and what is wrong with it? Nothing is sent before somebody has looked."""
    access = request.access
    period = _open(access, pk)
    upload = request.FILES.get("file")
    problem = ""
    if upload is None:
        problem = gettext("Choose the form that came back.")
    elif (upload.size or 0) > MOST_BYTES:
        problem = gettext("The file is larger than any form.")
    if not problem and upload is not None:
        try:
            read = read_form(upload.name or "", upload.read(), plan_year=period.plan.year)
            return _shown(request, period, read)
        except (Unreadable, NotAForm) as refusal:
            problem = str(refusal)
    return render(
        request,
        "monitoring/lead_forms.html",
        {"period": period, "found": _listed(period, request), "problem": problem},
        status=422,
    )


def _shown(request: CouncilRequest, period: Period, read: FormRead) -> HttpResponse:
    """What the form says of each action, to be looked at, put right and sent."""
    access = request.access
    if read.mark.council != access.council.slug or read.mark.period != period.pk:
        raise NotAForm(
            gettext("This form is of another month or council; it is not for %(month)s.") % {"month": period}
        )
    person = Person.objects.filter(council=access.council, pk=read.mark.person).first()
    if person is None:
        raise NotAForm(gettext("This form was sent to somebody whom this council does not know."))
    lines = {each.ref: each for each in read.filled_in}
    actions = period.plan.actions.filter(ref__in=lines).order_by("place")
    entries = []
    for mine in in_period(period, actions, on=access.at.date()):
        line = lines.pop(mine.action.ref)
        form = several.bound_form(mine, access, several.posted_as(mine, line.typed))
        form.is_valid()
        entries.append(several.Entry(mine, form, line.place))
    notes = [
        gettext("%(place)s: there is no action %(ref)s in this plan.")
        % {"place": each.place, "ref": each.ref}
        for each in lines.values()
    ]
    if not read.same_lines:
        notes.append(gettext("Lines were added to this form, or taken out, since it was sent out."))
    return several.show(
        request, entries, on_behalf=person, period=period, notes=notes, left_empty=read.left_empty
    )


def leads_of(period: Period, access: Access) -> list[OfLead]:
    """The leads of whom the open period calls for something, by name, each with those actions."""
    everything = in_period(period, period.plan.actions.order_by("place"), on=access.at.date())
    found: dict[Person, list[Mine]] = {}
    for mine in everything:
        if mine.called_for or mine.sent:
            for each in mine.action.named:
                if not each.deputy:
                    found.setdefault(each.person, []).append(mine)
    return [
        OfLead(person, tuple(those))
        for person, those in sorted(found.items(), key=lambda pair: (pair[0].shown, pair[0].pk))
    ]


def _listed(period: Period, request: CouncilRequest) -> Listing[OfLead]:
    return listing(
        leads_of(period, request.access),
        request.GET,
        filters=(
            Search(gettext("Name"), ("person.shown",)),
            Choice(
                "updates",
                gettext("Updates"),
                [("missing", gettext("Some missing")), ("in", gettext("All in"))],
                lambda each: "missing" if each.missing else "in",
            ),
            Choice(
                "signs-in",
                gettext("Signs in"),
                [("yes", gettext("Yes")), ("no", gettext("No"))],
                lambda each: "yes" if each.person.user_id else "no",
            ),
        ),
        columns=(
            Column("lead", gettext("Lead"), ("person.shown",)),
            Column("missing", gettext("Updates missing"), ("missing", "person.shown")),
            Column(
                "signs-in", gettext("Signs in"), lambda each: (bool(each.person.user_id), each.person.shown)
            ),
            Column("form", gettext("Form")),
        ),
    )


def _open(access: Access, pk: int) -> Period:
    period = period_of(access, pk)
    if not period.is_open:
        raise Http404
    return period


def _download(content: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer
