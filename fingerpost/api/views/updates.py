"""The update of an action: read, saved as a draft, sent, answered; accepted or sent back in review."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router

from fingerpost.api.door import ApiRequest, Token, given, reads, writes
from fingerpost.api.problems import Invalid, Kind, Refused, problems_of, refusals
from fingerpost.api.shapes.common import Key, PersonShape
from fingerpost.api.shapes.months import (
    AcceptIn,
    EvidenceShape,
    OneUpdateShape,
    QuestionIn,
    RemarkShape,
    UpdateIn,
    WordsIn,
)
from fingerpost.api.views.months import row_shape
from fingerpost.monitoring.forms.updates import CARRIED, UpdateForm
from fingerpost.monitoring.mine import in_period
from fingerpost.monitoring.models import Update
from fingerpost.monitoring.operations import review
from fingerpost.monitoring.operations.updates import SomebodyElseSaved, save_draft, send_update
from fingerpost.monitoring.views.updates import action_to_update, open_period_of
from fingerpost.people.access import found
from fingerpost.plans.models import Action
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.monitoring.mine import Mine
    from fingerpost.people.access import Access

router = Router(tags=["Updates"])
LONGEST_KEY = 200
REACHED = "reached_"
"""What the form's questions on milestones begin with, before the milestone's key."""
ONCE = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": False,
            "schema": {"type": "string", "maxLength": LONGEST_KEY},
            "description": "A key of your own making for one piece of work, such as a UUID.",
        }
    ]
}
"""The header by which the same thing sent twice is known."""
KEY_LENGTH = 32
"""Characters of the key of a page: see `monitoring.operations.updates`."""


@router.get(
    "/actions/{action}/update",
    auth=Token(Act.READ_PLAN),
    response=reads(OneUpdateShape),
    operation_id="update",
)
def one(request: ApiRequest, action: Key) -> HttpResponse:
    """The update of an action for the open period of its plan, with the conversation on it; 404 while none is open."""
    access = request.access
    rows = Action.objects.filter(plan__council=access.council).select_related("plan__council")
    return given(_shape(access, _mine(access, found(rows.prefetch_related("people"), pk=action))))


@router.put(
    "/actions/{action}/update/draft",
    auth=Token(Act.SEND_UPDATE, writes=True),
    response=writes(OneUpdateShape),
    operation_id="save_draft",
    openapi_extra=ONCE,
)
def draft(request: ApiRequest, action: Key, body: UpdateIn) -> HttpResponse:
    """Keep the answers as they are, whether or not they make sense yet. What was sent before stands."""
    access = request.access
    mine = _mine(access, action_to_update(access, action))
    form = _form(access, mine, body)
    form.is_valid()
    _saved(access, mine, form, lambda written: save_draft(**written), body=body, key=_page_key(request))
    return given(_shape(access, _mine(access, mine.action)))


@router.post(
    "/actions/{action}/update",
    auth=Token(Act.SEND_UPDATE, writes=True),
    response=writes(OneUpdateShape),
    operation_id="send_update",
    openapi_extra=ONCE,
)
def send(request: ApiRequest, action: Key, body: UpdateIn) -> HttpResponse:
    """Send the update; it replaces what was sent before for the period.

    With an Idempotency-Key the same update sent twice is sent once, and what was saved with that key may be written
    over without its version.
    """
    access = request.access
    mine = _mine(access, action_to_update(access, action))
    form = _form(access, mine, body)
    if not form.is_valid() or form.content is None:
        raise problems_of(form, _names(body))
    content, reached = form.content, form.reached
    _saved(
        access,
        mine,
        form,
        lambda written: send_update(content=content, reached=reached, **written),
        body=body,
        key=_page_key(request),
    )
    return given(_shape(access, _mine(access, mine.action)))


@router.post(
    "/actions/{action}/update/answer",
    auth=Token(Act.SEND_UPDATE, writes=True),
    response=writes(OneUpdateShape),
    operation_id="answer",
)
def answer(request: ApiRequest, action: Key, body: WordsIn) -> HttpResponse:
    """Answer the question with which an update was sent back, without another update; what was sent stands."""
    access = request.access
    chosen = action_to_update(access, action)
    update = found(Update.objects.filter(action=chosen, period=open_period_of(chosen)))
    with refusals():
        review.answer(update=update, words=body.words, by=access.person, at=access.at)
    return given(_shape(access, _mine(access, chosen)))


@router.post(
    "/updates/{update}/accept",
    auth=Token(Act.REVIEW_UPDATE, writes=True),
    response=writes(OneUpdateShape),
    operation_id="accept_update",
    tags=["Review"],
)
def accept(request: ApiRequest, update: Key, body: AcceptIn) -> HttpResponse:
    """Accept a sent update as it is."""
    access = request.access
    chosen = _to_review(access, update)
    with refusals():
        review.accept(update=chosen, words=body.words, by=access.person, at=access.at)
    return given(_shape(access, _mine(access, chosen.action)))


@router.post(
    "/updates/{update}/agree",
    auth=Token(Act.AGREE_BETTER_STATUS, writes=True),
    response=writes(OneUpdateShape),
    operation_id="agree_to_declared",
    tags=["Review"],
)
def agree(request: ApiRequest, update: Key) -> HttpResponse:
    """Agree, for the performance team, to a declared status that is better than the dates give."""
    access = request.access
    chosen = _to_review(access, update)
    access.require(Act.AGREE_BETTER_STATUS, chosen.action)
    with refusals():
        review.agree(update=chosen, by=access.person, at=access.at)
    return given(_shape(access, _mine(access, chosen.action)))


@router.post(
    "/updates/{update}/send-back",
    auth=Token(Act.REVIEW_UPDATE, writes=True),
    response=writes(OneUpdateShape),
    operation_id="send_back",
    tags=["Review"],
)
def send_back(request: ApiRequest, update: Key, body: QuestionIn) -> HttpResponse:
    """Send an update back with a question. What was sent stands until it is sent again."""
    access = request.access
    chosen = _to_review(access, update)
    with refusals():
        review.send_back(update=chosen, question=body.question, by=access.person, at=access.at)
    return given(_shape(access, _mine(access, chosen.action)))


def _mine(access: "Access", action: Action) -> "Mine":
    """The action in the open period of its plan, as it stands now."""
    period = open_period_of(action)
    return in_period(period, Action.objects.filter(pk=action.pk), on=access.at.date())[0]


def _to_review(access: "Access", key: int) -> Update:
    rows = Update.objects.filter(action__plan__council=access.council, period__closed_at=None)
    update = found(
        rows.select_related("action__plan__council", "period").prefetch_related("action__people"), pk=key
    )
    access.require(Act.REVIEW_UPDATE, update.action)
    return update


def _form(access: "Access", mine: "Mine", body: UpdateIn) -> UpdateForm:
    """The form of the page, filled with the answers. Refuses milestones that the action does not have."""
    answers = body.model_dump(exclude={*CARRIED, "milestones"})
    answers |= {f"{REACHED}{key}": day for key, day in body.milestones.items()}
    form = UpdateForm(answers, case=mine.case, by=access.person, on=access.at.date())
    unknown = [key for key in body.milestones if f"{REACHED}{key}" not in form.fields]
    if unknown:
        raise Invalid([(f"milestones.{key}", _("The action has no such milestone.")) for key in unknown])
    return form


def _names(body: UpdateIn) -> dict[str, str]:
    """The API's names for the form's fields of milestones."""
    return {f"{REACHED}{key}": f"milestones.{key}" for key in body.milestones}


def _answers(typed: "Mapping[str, str]") -> dict[str, str | dict[str, str]]:
    """The form as typed, under the API's names."""
    days = {name.removeprefix(REACHED): day for name, day in typed.items() if name.startswith(REACHED)}
    answers: dict[str, str | dict[str, str]] = {
        name: words for name, words in typed.items() if not name.startswith(REACHED)
    }
    return answers | ({"milestones": days} if days else {})


def _page_key(request: ApiRequest) -> str:
    """The key under which a program may write over what it saved itself; another token’s is another."""
    key = request.headers.get("Idempotency-Key", "")[:LONGEST_KEY]
    return sha256(f"{request.token.pk} {key}".encode()).hexdigest()[:KEY_LENGTH] if key else ""


def _saved(
    access: "Access", mine: "Mine", form: UpdateForm, operation: Any, *, body: UpdateIn, key: str
) -> None:
    """Write by one operation; a clash is answered with both texts."""
    written = {
        "action": mine.action,
        "period": mine.period,
        "typed": form.typed,
        "by": access.person,
        "at": access.at,
        "version": body.version,
        "page": key,
    }
    try:
        operation(written)
    except SomebodyElseSaved as clash:
        stands = _shape(access, _mine(access, mine.action))
        raise Refused(
            str(clash),
            kind=Kind.SAVED_MEANWHILE,
            yours=_answers(form.typed),
            stands=stands.model_dump(mode="json"),
        ) from clash
    except ValueError as refusal:
        raise Refused(str(refusal)) from refusal


def _shape(access: "Access", mine: "Mine") -> OneUpdateShape:
    """One update with all that belongs to it; drafts for those who may send it only."""
    update = mine.update
    own = access.may_to(Act.SEND_UPDATE, mine.action)
    return OneUpdateShape(
        **dict(row_shape(mine)),
        draft=_answers(update.typed) if own and update is not None and update.typed else None,
        unsent=own and update is not None and update.unsent,
        evidence=[] if update is None else _evidence(access, update),
        remarks=[]
        if update is None
        else [
            RemarkShape(
                kind=review.RemarkKind(each.kind), by=PersonShape.of(each.by), at=each.at, words=each.words
            )
            for each in update.remarks.select_related("by")
        ],
    )


def _evidence(access: "Access", update: Update) -> list[EvidenceShape]:
    slug = access.council.slug
    return [
        EvidenceShape(
            words=each.words,
            link=each.link,
            file=each.file.name if each.file else None,
            address=settings.SITE_ADDRESS
            + reverse("monitoring:evidence_file", kwargs={"council": slug, "pk": each.pk})
            if each.file
            else None,
        )
        for each in update.evidence_items.select_related("file").defer("file__content")
    ]
