"""What an approval does to the plan, for each kind of change. Called by `operations.approve`, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.plans.details import ActionDetails
from fingerpost.plans.operations.decided import (
    add_action_by_decision,
    amend_action,
    append_revision,
    hand_on,
)
from fingerpost.rules.changes import revision_of
from fingerpost.rules.decisions import ChangeKind

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action
    from fingerpost.rules.changes import Asked
    from fingerpost.rules.decisions import Decision


def carry_out(request: ChangeRequest, asked: Asked, decision: Decision, *, by: Person, at: datetime) -> None:
    """Do what was asked: the ledger's entry, then words, leads, new actions, or what a merger hands on."""
    action = request.action
    revision = revision_of(asked, decision)
    if revision is not None and action is not None:
        append_revision(action=action, revision=revision, by=by, at=at)
    if asked.kind is ChangeKind.ADD:
        request.action = _make(request, decision, by=by, at=at)[0]
    elif action is None:
        raise AssertionError("Only an addition has no action.")
    elif asked.kind is ChangeKind.SPLIT:
        for made in _make(request, decision, by=by, at=at):
            hand_on(action=action, to=made, by=by, at=at)
    elif asked.kind is ChangeKind.MERGE and request.into is not None:
        hand_on(action=action, to=request.into, by=by, at=at)
    elif asked.kind in (ChangeKind.RESCOPE, ChangeKind.AMEND):
        leads = [each.person for each in request.new_leads.select_related("person")]
        amend_action(
            action=action,
            title=request.new_title or None,
            leads=leads or None,
            deputies=[
                each.person for each in action.people.all() if each.deputy and each.person not in leads
            ],
            decision=decision,
            by=by,
            at=at,
            why=asked.why,
        )


def _make(request: ChangeRequest, decision: Decision, *, by: Person, at: datetime) -> list[Action]:
    """The new actions of an addition or a split."""
    return [
        add_action_by_decision(
            section=each.section,
            details=ActionDetails(
                ref=each.ref,
                title=each.title,
                leads=(each.lead,) if each.lead is not None else (),
                resources=each.resources,
                programmed=each.programmed,
            ),
            decision=decision,
            by=by,
            at=at,
        )
        for each in request.new_actions.select_related("section", "lead__service")
    ]
