"""Review: what needs challenge, accepting, sending back, answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.lists import Choice, Search, listing
from fingerpost.monitoring.challenge import REMARK_WORDS, challenges
from fingerpost.monitoring.doubts import waiting
from fingerpost.monitoring.mine import in_period
from fingerpost.monitoring.models import Period, Update, UpdateState
from fingerpost.monitoring.operations import review
from fingerpost.monitoring.views.periods import period_of
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.monitoring.doubts import Waiting
    from fingerpost.people.access import Access, CouncilRequest


QUEUE_SIZE = 20
"""How many updates stand on a page: each is a form with two months beside it."""


def _queue(access: Access, period: Period) -> list[Waiting]:
    """What this person may review in a period."""
    everything = in_period(period, period.plan.actions.order_by("place"), on=access.at.date())
    return [each for each in waiting(everything) if access.may_to(Act.REVIEW_UPDATE, each.mine.action)]


@page(Act.REVIEW_UPDATE)
def queue(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which updates need challenge?"""
    access = request.access
    period = period_of(access, pk)
    found_here = _queue(access, period) if period.is_open else []
    services = {each.mine.action.service for each in found_here if each.mine.action.service}
    shown = listing(
        found_here,
        request.GET,
        filters=(
            Search(_("Ref, title or words"), (_searched,)),
            Choice(
                "service",
                _("Service"),
                [(str(each.pk), each.name) for each in sorted(services, key=lambda each: each.name)],
                _service_of,
            ),
            Choice(
                "doubt",
                _("Doubtful"),
                [("yes", _("With a doubt")), ("no", _("Without"))],
                lambda each: "yes" if each.doubts else "no",
            ),
        ),
        size=QUEUE_SIZE,
    )
    return render(
        request,
        "monitoring/review.html",
        {
            "period": period,
            "queue": shown,
            "challenges": challenges(period, list(shown)),
            "remark_words": REMARK_WORDS,
            "doubtful": sum(bool(each.doubts) for each in found_here),
            "unchanged": [each for each in found_here if each.unchanged],
        },
    )


def _searched(waits: Waiting) -> str:
    action, said = waits.mine.action, waits.said
    return " ".join((action.ref, action.title, said.comment or "", said.reason or ""))


def _service_of(waits: Waiting) -> str:
    return str(waits.mine.action.service_id or "")


def _back(request: CouncilRequest, period_pk: int) -> HttpResponse:
    """The queue again, as it was narrowed and on the page where it was."""
    address = reverse("monitoring:review", kwargs={"council": request.access.council.slug, "pk": period_pk})
    asked = request.GET.urlencode()
    return redirect(f"{address}?{asked}" if asked else address)


@page(Act.REVIEW_UPDATE, methods=("POST",))
def accept_unchanged(request: CouncilRequest, pk: int) -> HttpResponse:
    """Accept at once all that are on target as they were, with nothing doubtful."""
    access = request.access
    period = period_of(access, pk)
    ticked = {int(each) for each in request.POST.getlist("update") if each.isdecimal()}
    those = [
        each.mine.update
        for each in _queue(access, period)
        if each.unchanged and each.mine.update and each.mine.update.pk in ticked
    ]
    try:
        number = review.accept_all(updates=those, by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext("%(number)s update accepted.", "%(number)s updates accepted.", number)
            % {"number": number},
        )
    return _back(request, period.pk)


@page(Act.REVIEW_UPDATE, methods=("POST",))
def decide(request: CouncilRequest, pk: int) -> HttpResponse:
    """Accept an update, agree to its declared status, or send it back with a question."""
    access = request.access
    update = found(
        Update.objects.filter(action__plan__council=access.council).select_related("action", "period"), pk=pk
    )
    access.require(Act.REVIEW_UPDATE, update.action)
    then = request.POST.get("then", "")
    words = request.POST.get("words", "")
    try:
        if then == "accept":
            review.accept(update=update, by=access.person, at=access.at, words=words)
            said = gettext("Action %(ref)s: accepted.")
        elif then == "agree":
            access.require(Act.AGREE_BETTER_STATUS, update.action)
            review.agree(update=update, by=access.person, at=access.at)
            said = gettext("Action %(ref)s: the declared status counts.")
        else:
            review.send_back(update=update, question=words, by=access.person, at=access.at)
            said = gettext("Action %(ref)s: sent back with your question.")
    except ValueError as refusal:
        messages.error(request, " ".join(filter(None, (f"{update.action.ref}: {refusal}", _kept(words)))))
    else:
        messages.success(request, said % {"ref": update.action.ref})
    return _back(request, update.period_id)


def _kept(words: str) -> str:
    """What was typed, given back where it could not be recorded."""
    return gettext("You wrote: “%(words)s”") % {"words": words.strip()} if words.strip() else ""


@page(Act.SEND_UPDATE, methods=("POST",))
def answer_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Answer a question without another update."""
    access = request.access
    action = found(Action.objects.filter(plan__council=access.council).prefetch_related("people"), pk=pk)
    access.require(Act.SEND_UPDATE, action)
    words = request.POST.get("words", "")
    update = Update.objects.filter(action=action, period__closed_at=None, state=UpdateState.SENT_BACK).first()
    if update is None:
        said = (
            gettext("Action %(ref)s: no question waits for an answer any more.") % {"ref": action.ref},
            _kept(words),
        )
        messages.error(request, " ".join(filter(None, said)))
        return redirect("monitoring:action", council=access.council.slug, pk=action.pk)
    try:
        review.answer(update=update, words=words, by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
        return redirect("monitoring:update", council=access.council.slug, pk=action.pk)
    messages.success(request, gettext("Your answer is sent."))
    return redirect("monitoring:mine", council=access.council.slug)
