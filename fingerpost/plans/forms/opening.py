"""The opening ledger of an action as a form: the original date and past changes as they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.meetings.models import Body
from fingerpost.plans.forms.base import DetailsForm
from fingerpost.plans.forms.fields import RowsField, date_in_words
from fingerpost.rules.dates import parse_date
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.decisions import Authority, ChangeKind, Decision
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.plans.models import Action
    from fingerpost.rules.dates import ApproximateDate

PARTS = {
    "new_date": _("New date"),
    "decided_on": _("Decided on"),
    "decided_by": _("By whom"),
    "minute": _("Minute"),
    "words": _("Why"),
}
"""What is written of a past change of the date."""


class OpeningForm(DetailsForm):
    """The original date, and each past new date with whatever is known of its decision."""

    refusals_at: ClassVar[str | None] = "revisions"
    original = forms.CharField(
        label=_("Original date"),
        max_length=80,
        required=False,
        help_text=_(
            "As it was known, such as 28 February 2026, March 2026 or autumn 2025. Left empty, it is the last programmed month or the exact day."
        ),
    )

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        self.year = action.plan.year
        bodies = Body.objects.filter(council_id=action.plan.council_id).exclude(authority="")
        self.authorities = {each.name: Authority(each.authority) for each in bodies}
        self.authorities |= {each.value: each for each in Authority}
        kwargs["initial"] = _initial(action)
        super().__init__(*args, **kwargs)
        self.fields["revisions"] = RowsField(
            PARTS, self.revision_of, label=_("Past changes of the date, in order")
        )

    def revision_of(self, row: dict[str, str]) -> Revision:
        """The entry that a row makes; its decision is left out where the day is not known."""
        if not row["new_date"]:
            raise ValueError(gettext("write the new date; words such as “unknown” are kept as given."))
        decision = None
        if row["decided_on"]:
            day = date_in_words(row["decided_on"], self.year).day
            if day is None:
                raise ValueError(gettext("“%(words)s” is not a day.") % {"words": row["decided_on"]})
            by = row["decided_by"]
            if by not in self.authorities:
                raise ValueError(
                    gettext("say who decided, one of: %(bodies)s.") % {"bodies": ", ".join(self.authorities)}
                )
            decision = Decision(day, by, self.authorities[by], None, row["minute"] or None)
        return Revision(
            ChangeKind.REPROGRAMME,
            decision,
            parse_date(row["new_date"], plan_year=self.year),
            words=row["words"] or None,
            opening=True,
        )

    def clean_original(self) -> ApproximateDate | None:
        """The original date, if one was written."""
        words = self.cleaned_data["original"]
        if not words:
            return None
        try:
            return date_in_words(words, self.year)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def make(self, values: dict[str, Any]) -> tuple[ApproximateDate | None, tuple[Revision, ...]]:
        """The original date and the entries."""
        return values["original"], values["revisions"]


def _initial(action: Action) -> dict[str, Any]:
    revisions = [from_plain(Revision, each.revision) for each in action.ledger_entries.all()]
    return {
        "version": action.version,
        "original": (action.known_original or {}).get("text", ""),
        "revisions": [
            {
                "new_date": each.new_date.text if each.new_date else "",
                "decided_on": _day(each.decided_on),
                "decided_by": each.decision.by if each.decision else "",
                "minute": (each.decision.minute or "") if each.decision else "",
                "words": each.words or "",
            }
            for each in revisions
        ],
    }


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
