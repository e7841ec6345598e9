"""The pages of insight: every question about the months of a plan, in brief and one by one, on screen and as files."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.insight.ahead import document_before
from fingerpost.insight.months import Months, NoSuchMonth, months_of
from fingerpost.insight.pages import document_of, overview_of, page_of
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action, Section
from fingerpost.reports.compose.insight.questions import OF_THE_PLAN, Asked, Question
from fingerpost.reports.compose.insight.section import NoSuchSection
from fingerpost.reports.formats import MEDIA_TYPES
from fingerpost.reports.formats import render as render_document
from fingerpost.reports.renderers.html import render_fragment
from fingerpost.rules.insight.journey import NotInOrder
from fingerpost.rules.insight.lateness import LONG
from fingerpost.rules.months import Period
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from fingerpost.insight.months import Choices
    from fingerpost.monitoring.models import Period as MonthPeriod
    from fingerpost.people.access import CouncilRequest
    from fingerpost.reports.document import Document

TITLES: dict[Question, str | Promise] = {
    Question.TREND: _("The figures month by month"),
    Question.MOVEMENT: _("What moved from one month to another"),
    Question.SLIP: _("How far dates have slipped"),
    Question.MOVED: _("How often dates were moved, and how far"),
    Question.BUNCHING: _("What falls due when"),
    Question.LATE: _("Late month after month"),
    Question.PROMISES: _("Promised again and again"),
    Question.SILENCE: _("Who said nothing"),
    Question.SECTION: _("A section on a page"),
    Question.ACTION: _("The dates of an action"),
}
FORMATS: dict[str, str | Promise] = {
    "pdf": _("PDF"),
    "docx": _("Word"),
    "xlsx": _("Excel"),
    "html": _("Web page"),
}
MOST_MONTHS = 24
"""The most months in a row for which a list of late actions is asked."""


class Selector(NamedTuple):
    """A list on the page from which something is chosen: its name in the address, its label, values with words, the chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@page(Act.READ_PLAN)
def overview(request: CouncilRequest) -> HttpResponse:
    """What do the months show, all in brief?"""
    months, choices, problem = _asked_months(request)
    return render(
        request,
        "insight/overview.html",
        {
            "months": months,
            "selectors": _selectors(request, months, choices),
            "problem": problem,
            "briefs": overview_of(months) if months else [],
            "titles": TITLES,
            "query": _query(request, months),
        },
    )


@page(Act.READ_PLAN)
def report(request: CouncilRequest) -> HttpResponse:
    """Every question about the plan in one report: on screen, or as a file where a format is asked for (`as`)."""
    return _answer(request, None, gettext("Insight report"))


@page(Act.READ_PLAN)
def question(request: CouncilRequest, question: str) -> HttpResponse:
    """The answer to one question: on screen, or as a file where a format is asked for (`as`)."""
    if question not in TITLES or question == Question.ACTION:
        raise Http404
    asked = Question(question)
    return _answer(request, asked, str(TITLES[asked]))


@page(Act.READ_PLAN)
def action(request: CouncilRequest, pk: int) -> HttpResponse:
    """How did the dates of an action move, month by month?"""
    chosen = found(Action.objects.filter(plan__council=request.access.council), pk=pk)
    return _answer(request, Question.ACTION, str(chosen), action=chosen)


def _answer(
    request: CouncilRequest, question: Question | None, title: str, *, action: Action | None = None
) -> HttpResponse:
    months, choices, problem = _asked_months(
        request, plan=str(action.plan_id) if action else "", also_drafts=question is Question.BUNCHING
    )
    selectors = _selectors(request, months, choices, of_plan=action is None)
    document: Document | None = None
    body = ""
    to = request.GET.get("as", "")
    if to and to not in FORMATS:
        raise Http404
    if months is not None:
        asked, more, wrong = _what(request, question, months, action)
        selectors += more
        problem = problem or wrong
        try:
            if question is Question.BUNCHING and not months.closed and months.draft is None:
                document = document_before(months.plan, on=request.access.at.date())
                title = document.properties["question"]
                body = render_fragment(document)
            elif to:
                document = document_of(months, question, asked)
            else:
                title, body = page_of(months, question, asked)
        except (NotInOrder, NoSuchSection) as refusal:
            problem = str(refusal)
    if to:
        if document is None:
            raise Http404
        return _file(document, to, question or "report")
    return render(
        request,
        "insight/question.html",
        {
            "months": months,
            "selectors": selectors,
            "problem": problem,
            "title": title,
            "body": body,
            "question": question,
            "action": action,
            "others": [(each, TITLES[each]) for each in (*OF_THE_PLAN, Question.SECTION)],
            "formats": FORMATS,
            "query": _query(request, months),
            "files_query": urlencode({name: value for name, value in request.GET.items() if name != "as"}),
        },
    )


def _asked_months(
    request: CouncilRequest, *, plan: str = "", also_drafts: bool = False
) -> tuple[Months | None, Choices, str]:
    """The months that the address asks for; where it asks for one that is not there, the last closed and why."""
    council, on = request.access.council, request.access.at.date()
    plan = plan or request.GET.get("plan", "")
    try:
        months, choices = months_of(
            council, plan=plan, to=request.GET.get("to", ""), on=on, also_drafts=also_drafts
        )
    except NoSuchMonth as refusal:
        months, choices = months_of(council, plan=plan, on=on, also_drafts=also_drafts)
        return months, choices, str(refusal)
    return months, choices, ""


def _selectors(
    request: CouncilRequest, months: Months | None, choices: Choices, *, of_plan: bool = True
) -> list[Selector]:
    if months is None:
        return []
    made = []
    if of_plan and len(choices.plans) > 1:
        plans = [(str(each.pk), each.title) for each in choices.plans]
        made.append(Selector("plan", gettext("Plan"), plans, str(months.plan.pk)))
    if choices.periods:
        periods = [
            (
                str(each.last),
                gettext("%(month)s so far (a draft)") % {"month": each} if each.is_open else str(each),
            )
            for each in choices.periods
        ]
        until = months.until
        made.append(Selector("to", gettext("Up to"), periods, str(until.last) if until else ""))
    return made


def _what(
    request: CouncilRequest, question: Question | None, months: Months, action: Action | None
) -> tuple[Asked, list[Selector], str]:
    """What the question is asked of, the lists to choose it from, and what is wrong with what was asked."""
    if action is not None:
        return Asked(ref=action.ref), [], ""
    if question is Question.MOVEMENT:
        return _two_months(request, months)
    if question is Question.LATE:
        numbers = [(str(each), gettext("%(number)s or more") % {"number": each}) for each in range(1, 7)]
        typed = request.GET.get("months", str(LONG))
        good = typed.isdecimal() and 1 <= int(typed) <= MOST_MONTHS
        number = int(typed) if good else LONG
        wrong = (
            "" if good else gettext("Ask for a number of months from 1 to %(most)s.") % {"most": MOST_MONTHS}
        )
        return (
            Asked(at_least=number),
            [Selector("months", gettext("Months in a row"), numbers, str(number))],
            wrong,
        )
    if question is Question.SECTION:
        sections = [
            (each.code, f"{'– ' * each.level}{each.number or each.code} {each.title}")
            for each in Section.objects.filter(plan=months.plan).order_by("place")
        ]
        code = request.GET.get("section", "") or next((code for code, _words in sections), "")
        return Asked(section=code), [Selector("section", gettext("Section"), sections, code)], ""
    return Asked(), [], ""


def _two_months(request: CouncilRequest, months: Months) -> tuple[Asked, list[Selector], str]:
    """The month from which to compare: the one before the last where none is chosen.

    Months of earlier plans and those known from old reports only are offered too: of them the figures.
    """
    own = [each.period for each in months.own]
    last = months.until
    offered = [
        (each.period.value, str(each.period) if each.period in own else _of_plan(months, each.period))
        for each in months.closed
    ]
    offered += [
        (Period(month, month), gettext("%(month)s, as published") % {"month": month.name})
        for month in months.published_months
    ]
    earlier = sorted(
        ((value, words) for value, words in offered if last is not None and value.last < last.first),
        key=lambda each: each[0],
        reverse=True,
    )
    asked = request.GET.get("from", "")
    first = next((value for value, _words in earlier if str(value.last) == asked), None)
    wrong = ""
    if asked and first is None:
        wrong = gettext("Compare with a closed month before the last one that is shown.")
    first = first or (earlier[0][0] if earlier else None)
    options = [(str(value.last), words) for value, words in earlier]
    selector = Selector("from", gettext("Compared with"), options, str(first.last) if first else "")
    return (
        Asked(first=first, last=last.value if first and last else None),
        [selector] if options else [],
        wrong,
    )


def _of_plan(months: Months, period: MonthPeriod) -> str:
    title = next(each.title for each in months.plans if each.pk == period.plan_id)
    return f"{period}, {title}"


def _query(request: CouncilRequest, months: Months | None) -> str:
    """The plan and month asked for, to be kept from page to page."""
    kept = {name: request.GET[name] for name in ("plan", "to") if request.GET.get(name)} if months else {}
    return f"?{urlencode(kept)}" if kept else ""


def _file(document: Document, to: str, name: str) -> HttpResponse:
    stem = f"{'DRAFT-' if document.draft_mark else ''}insight-{name}"
    ((file_name, content),) = render_document(document, to, stem=stem).items()
    answer = HttpResponse(content, content_type=MEDIA_TYPES[to])
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file_name) or "attachment"
    )
    answer["ETag"] = f'"{sha256(content).hexdigest()}"'
    return answer
