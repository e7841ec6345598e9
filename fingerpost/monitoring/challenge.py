"""What stands beside an update under review: the last two months, and the conversation so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fingerpost.monitoring.doubts import Waiting
from fingerpost.monitoring.models import ActionMonth, Period, Remark, Update
from fingerpost.monitoring.operations.review import RemarkKind
from fingerpost.rules import updates
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

REMARK_WORDS = {
    RemarkKind.QUESTION: _("asked"),
    RemarkKind.ANSWER: _("answered"),
    RemarkKind.ACCEPTED: _("accepted it"),
    RemarkKind.AGREED: _("agreed to the declared status"),
}
MONTHS_BESIDE = 2
"""How many closed periods stand beside an update (screens: Review)."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """How an action stood in an earlier period, and what was said of it then; None where nothing was."""

    period: Period
    month: ActionMonth | None
    said: updates.Update | None


@dataclass(frozen=True, slots=True)
class Challenge:
    """An update that waits for review, the periods before it, last one first, and what was asked and answered."""

    waiting: Waiting
    earlier: tuple[Earlier, ...]
    remarks: tuple[Remark, ...]


def challenges(period: Period, those: Sequence[Waiting]) -> list[Challenge]:
    """What stands beside each of these updates of a period: four queries, however many updates there are.

    The conversation is that of this period and of the periods shown, oldest turn first, without acceptances that
    say nothing.
    """
    before = list(
        Period.objects.filter(plan_id=period.plan_id, last__lt=period.first)
        .exclude(closed_at=None)
        .order_by("-first")[:MONTHS_BESIDE]
    )
    actions = [each.mine.action.pk for each in those]
    months = {
        (each.action_id, each.period_id): each
        for each in ActionMonth.objects.filter(period__in=before, action__in=actions)
    }
    sent = {
        (each.action_id, each.period_id): each
        for each in Update.objects.filter(period__in=before, action__in=actions, content__isnull=False)
    }
    remarks: dict[int, list[Remark]] = {}
    for remark in Remark.objects.filter(
        ~Q(kind=RemarkKind.ACCEPTED, words=""),
        update__period__in=[period, *before],
        update__action__in=actions,
    ).select_related("by", "update__period"):
        remarks.setdefault(remark.update.action_id, []).append(remark)

    def said(key: tuple[int, int]) -> updates.Update | None:
        found = sent.get(key)
        return None if found is None else from_plain(updates.Update, found.content)

    return [
        Challenge(
            waiting=each,
            earlier=tuple(
                Earlier(one, months.get((each.mine.action.pk, one.pk)), said((each.mine.action.pk, one.pk)))
                for one in before
            ),
            remarks=tuple(remarks.get(each.mine.action.pk, ())),
        )
        for each in those
    ]
