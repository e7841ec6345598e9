"""What asking and deciding share: a request under lock, its move to another state, and its name in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.changes.models import ChangeRequest
from fingerpost.plans.models import Action, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.rules import changes


class ChangedMeanwhile(ValueError):
    """Somebody else has saved or decided the request since it was read; `now` is the request as it stands."""

    def __init__(self, now: ChangeRequest) -> None:
        super().__init__("Somebody else has changed or decided this request since you opened it.")
        self.now = now


class NotInForce(ValueError):
    """A meeting has decided on the request, and its decision is not in force: nothing else decides it."""


class SomeRefused(ValueError):
    """Of several requests some cannot be decided, or asked; `problems` says why, by the key of the request or action."""

    def __init__(self, problems: Mapping[int, ValueError]) -> None:
        super().__init__("Nothing was done, because some of these requests cannot be.")
        self.problems = dict(problems)


def locked_request(request: ChangeRequest, version: int | None) -> ChangeRequest:
    """The request as it is now, locked together with its plan and action. Refuses a version that was saved over.

    The plan comes first, as in `plans.operations`, so that no two decisions wait for each other.
    """
    Plan.objects.select_for_update().get(pk=request.plan_id)
    request = (
        ChangeRequest.objects.select_for_update(of=("self",))
        .select_related("plan__council", "asked_by", "meeting__body")
        .get(pk=request.pk)
    )
    if version is not None and request.version != version:
        raise ChangedMeanwhile(request)
    if request.action_id is not None:
        request.action = (
            Action.objects.select_for_update(of=("self",))
            .prefetch_related("ledger_entries", "milestones", "people__person")
            .get(pk=request.action_id)
        )
    return request


def refuse_held(request: ChangeRequest) -> None:
    """Refuse a request on which a meeting has decided, while its decision waits to come into force."""
    held = request.held_decisions.filter(ended_at=None).first()
    if held is not None:
        raise NotInForce(f"A meeting has decided on this request; the decision {held.waits_for}.")


def move(request: ChangeRequest, value: changes.ChangeRequest) -> None:
    """Save the request in the state of a value that the rules gave."""
    request.state = value.state
    request.version += 1
    request.save()


def label_of(request: ChangeRequest) -> str:
    """What the record calls the request."""
    return f"Request to {request.kind} action {request.asked['ref']}"
