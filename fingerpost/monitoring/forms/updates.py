"""The update of an action: done, or when, and if late, why and what is being done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fingerpost.changes.wording import REASONS
from fingerpost.govuk.days import DayField
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate, unknown
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import ReasonCode
from fingerpost.rules.status import BEST_TO_WORST
from fingerpost.rules.updates import Declared, Progress, Update

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.forms.boundfield import BoundField

    from fingerpost.monitoring.preview import Case
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Milestone
    from fingerpost.rules.snapshot import ActionRecord

LATE = frozenset({Status.AMBER, Status.RED})
CARRIED = frozenset({"version", "page"})
AS_PROMISED, ANOTHER_DATE, NOT_KNOWN = "as promised", "another date", "not known"


def _long(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UpdateForm(forms.Form):
    """What a lead says of an action for a period. Once valid, `content` is the update and `judged` what it gives.

    `late` tells that the answers, as far as they make sense, leave the action amber or red: then the reason and
    the corrective action are needed, and asked for. `with_steps` asks on which days the milestones were reached too.
    """

    conditional = frozenset(
        {
            "completed_on",
            "expected_words",
            "reason_code",
            "reason",
            "corrective_action",
            "taken_back",
            "declared_reason",
        }
    )
    """Questions that must be answered where other answers ask for it, so that they are not called optional."""

    complete = forms.ChoiceField(
        label=_("Is it complete?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is complete.")},
    )
    completed_on = DayField(label=_("On which day was it completed?"), required=False)
    expected = forms.ChoiceField(
        label=_("When do you expect it to be complete?"),
        required=False,
        choices=[
            (AS_PROMISED, _("As promised")),
            (ANOTHER_DATE, _("On another date")),
            (NOT_KNOWN, pgettext_lazy("date", "Not known yet")),
        ],
        widget=forms.RadioSelect,
    )
    expected_words = forms.CharField(
        label=_("Which date?"),
        help_text=_("A day, a month, or words such as “autumn 2026” or “end of March”."),
        required=False,
        max_length=80,
    )
    reason_code = forms.ChoiceField(
        label=_("What kind of reason is it?"), required=False, choices=[("", _("Choose")), *REASONS.items()]
    )
    reason = _long(_("Why is it late?"))
    corrective_action = _long(_("What is being done about it?"), _("In words: what, by whom, and by when."))
    comment = _long(_("Comment"), _("What has happened since last time."))
    taken_back = _long(_("Why is it no longer complete?"), _("It was reported as complete before."))
    declared = forms.ChoiceField(
        label=_("Should it show as something else?"),
        help_text=_("Worse is free. Better needs a reason, and counts once the performance team has agreed."),
        required=False,
        choices=[
            ("", _("No, as the dates give")),
            (Status.ON_TARGET, _("On target")),
            (Status.AMBER, _("Amber")),
            (Status.RED, _("Red")),
        ],
    )
    declared_reason = _long(_("Why should it show as that?"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(
        self, *args: Any, case: Case, by: Person, on: date, with_steps: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.by, self.on = case, by, on
        self.steps: tuple[Milestone, ...] = tuple(case.action.milestones.all()) if with_steps else ()
        self.conditional = UpdateForm.conditional | {_name_of(each) for each in self.steps}
        for step, milestone in zip(self.steps, case.row.schedule.milestones, strict=False):
            self.fields[_name_of(step)] = DayField(
                label=step.title, required=False, help_text=_("Due %(date)s") % {"date": milestone.due.spoken}
            )
        self.content: Update | None = None
        self.judged: ActionRecord | None = None
        self.understood: ApproximateDate | None = None
        self.was_complete = case.was_complete

    @property
    def typed(self) -> dict[str, str]:
        """The form as typed, sense or not, without what only carries it."""
        given = {
            name: self.data.get(self.add_prefix(name), "") for name in self.fields if name not in CARRIED
        }
        stands = reached_of(self.steps)
        return {name: str(words) for name, words in given.items() if words and stands.get(name) != words}

    @property
    def step_fields(self) -> list[BoundField]:
        """The questions on which days the milestones were reached."""
        return [self[_name_of(each)] for each in self.steps]

    @property
    def reached(self) -> dict[Milestone, date | None]:
        """The milestones whose days change, as far as they were asked for and make sense."""
        return {self.steps[place]: day for place, day in self._days_of_steps().items()}

    def _days_of_steps(self) -> dict[int, date | None]:
        """The days of milestones that change, by the places of the milestones."""
        days = {
            place: self.cleaned_data[_name_of(each)]
            for place, each in enumerate(self.steps)
            if self.add_prefix(_name_of(each)) in self.data and _name_of(each) in self.cleaned_data
        }
        return {place: day for place, day in days.items() if day != self.steps[place].completed_on}

    @property
    def late(self) -> bool:
        """Whether the answers leave the action amber or red."""
        return self.judged is not None and not LATE.isdisjoint({self.judged.status, self.judged.calculated})

    def clean(self) -> dict[str, Any]:
        """Every problem at once; and the update with what it gives, as far as the answers make sense."""
        given = super().clean() or self.cleaned_data
        complete, expected = given.get("complete"), given.get("expected")
        if complete == "yes" and given.get("completed_on") is None and "completed_on" not in self.errors:
            self.add_error("completed_on", gettext("Enter the day on which it was completed."))
        if complete == "yes" and (day := given.get("completed_on")) and day > self.on:
            self.add_error("completed_on", gettext("It cannot have been completed in the future."))
        for step in self.steps:
            if (reached := given.get(_name_of(step))) and reached > self.on:
                self.add_error(
                    _name_of(step),
                    gettext("“%(step)s” cannot have been reached in the future.") % {"step": step.title},
                )
        if complete == "no" and not expected:
            self.add_error("expected", gettext("Say when you expect it to be complete."))
        if complete == "no" and expected == ANOTHER_DATE and not given.get("expected_words"):
            self.add_error("expected_words", gettext("Enter the date, or words such as “autumn 2026”."))
        if complete == "no" and self.was_complete and not given.get("taken_back"):
            self.add_error("taken_back", gettext("Say why it is no longer complete."))
        if self.errors.keys() & {"complete", "completed_on", "expected", "expected_words"}:
            return given
        self.content = self._content(given)
        self.judged = self.case.judged(self.content, self._days_of_steps())
        if self.late:
            if not given.get("reason"):
                self.add_error("reason", gettext("Say why it is late."))
            if not given.get("reason_code"):
                self.add_error("reason_code", gettext("Choose the kind of reason."))
            if not given.get("corrective_action"):
                self.add_error("corrective_action", gettext("Say what is being done about it."))
        declared = given.get("declared")
        if (
            declared
            and not given.get("declared_reason")
            and BEST_TO_WORST.index(Status(declared)) < BEST_TO_WORST.index(self.judged.calculated)
        ):
            self.add_error(
                "declared_reason", gettext("Say why it should show as better than its dates give.")
            )
        return given

    def _content(self, given: dict[str, Any]) -> Update:
        expected: ApproximateDate | None = None
        if given["complete"] == "yes":
            progress = Progress.COMPLETE
        elif given["expected"] == AS_PROMISED:
            progress = Progress.ON_COURSE
        else:
            progress = Progress.NOT_COMPLETE
            expected = (
                unknown(gettext("Not known yet"))
                if given["expected"] == NOT_KNOWN
                else parse_date(given["expected_words"], plan_year=self.case.period.plan.year)
            )
            self.understood = expected if given["expected"] == ANOTHER_DATE else None
        declared = given.get("declared") if progress is not Progress.COMPLETE else None
        return Update(
            self.case.period.value,
            progress,
            sent_by=self.by.shown,
            sent_on=self.on,
            completed_on=given["completed_on"] if progress is Progress.COMPLETE else None,
            expected=expected,
            comment=given.get("comment") or None,
            reason=given.get("reason") or None,
            reason_code=ReasonCode(given["reason_code"]) if given.get("reason_code") else None,
            corrective_action=given.get("corrective_action") or None,
            taken_back=(given.get("taken_back") or None) if progress is not Progress.COMPLETE else None,
            declared=Declared(Status(declared), given.get("declared_reason") or None) if declared else None,
        )


def reached_of(steps: Iterable[Milestone]) -> dict[str, str]:
    """The answers that say when these milestones were reached, as it is recorded."""
    return {
        _name_of(each): f"{each.completed_on.day}/{each.completed_on.month}/{each.completed_on.year}"
        for each in steps
        if each.completed_on is not None
    }


def _name_of(step: Milestone) -> str:
    return f"reached_{step.pk}"


def typed_of(content: Update) -> dict[str, str]:
    """The answers that an update was made of, to fill the form with what was sent."""
    typed = {
        "complete": "yes" if content.progress is Progress.COMPLETE else "no",
        "completed_on": content.completed_on.isoformat() if content.completed_on else "",
        "reason": content.reason or "",
        "reason_code": content.reason_code or "",
        "corrective_action": content.corrective_action or "",
        "comment": content.comment or "",
        "taken_back": content.taken_back or "",
    }
    if content.progress is Progress.ON_COURSE:
        typed["expected"] = AS_PROMISED
    elif content.progress is Progress.NOT_COMPLETE:
        known = content.expected is not None and content.expected.is_known
        typed["expected"] = ANOTHER_DATE if known else NOT_KNOWN
        typed["expected_words"] = content.expected.text if known and content.expected else ""
    if content.declared is not None:
        typed["declared"] = content.declared.status
        typed["declared_reason"] = content.declared.reason or ""
    return typed
