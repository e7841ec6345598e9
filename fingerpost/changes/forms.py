"""The forms of change requests: exactly what each kind needs. They validate and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.changes.values import ProposedAction, Wanted
from fingerpost.changes.wording import KINDS, MEANINGS, REASONS
from fingerpost.govuk.choices import offer
from fingerpost.rules.dates.approximate import ApproximateDate, in_month
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import ChangeKind, ReasonCode
from fingerpost.rules.months import Month, months_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action, Plan, Section
    from fingerpost.rules.months import Period

MOST_NEW_ACTIONS = 4
"""How many actions one split can make on one form."""
MOST_LEADS = 3
LONGEST_RUN = 36
"""Months of the longest run that is taken as programmed months."""


class InWords(forms.CharField):
    """A date as people write it, read by `rules.dates.words`; `year` gives the year where the words do not."""

    def __init__(self, *, year: Period | None = None, **options: Any) -> None:
        options.setdefault("max_length", 80)
        super().__init__(**options)
        self.year = year

    def clean(self, value: Any) -> Any:
        """The value; None where nothing was typed."""
        words = super().clean(value)
        return self.read(words, parse_date(words, plan_year=self.year)) if words else None

    def read(self, words: str, found: ApproximateDate) -> Any:
        """The date. Refuses words that hold none."""
        if not found.is_known:
            raise ValidationError(
                _("We cannot read “%(words)s” as a date. Write it like 15 May 2026, May 2026 or autumn 2026.")
                % {"words": words}
            )
        return found


class DayInWords(InWords):
    """A day, such as 3 March 2026 or 3/3/2026."""

    def read(self, words: str, found: ApproximateDate) -> date:
        """The day. Refuses anything less exact."""
        if found.day is None:
            raise ValidationError(
                _("“%(words)s” is not a day. Write it like 3 March 2026.") % {"words": words}
            )
        return found.day


class MonthInWords(InWords):
    """A month, such as May 2026."""

    def read(self, words: str, found: ApproximateDate) -> Month:
        """The month. Refuses anything less exact."""
        if found.earliest is None or found.earliest != found.latest:
            raise ValidationError(_("“%(words)s” is not a month. Write it like May 2026.") % {"words": words})
        return found.earliest


class MonthsInWords(InWords):
    """Months one after another or with commas: March 2026, May to July 2026."""

    def clean(self, value: Any) -> tuple[Month, ...]:
        """The months in order, each once."""
        words = forms.CharField.clean(self, value)
        months: set[Month] = set()
        for part in filter(None, (each.strip() for each in words.replace(" and ", ",").split(","))):
            found = parse_date(part, plan_year=self.year)
            first, last = found.earliest, found.latest
            if first is None or last is None or last - first >= LONGEST_RUN:
                raise ValidationError(
                    _("We cannot read “%(words)s” as months. Write them like March 2026 to May 2026.")
                    % {"words": part}
                )
            months.update(months_between(first, last))
        return tuple(sorted(months))


class Group(NamedTuple):
    """Fields that belong together, under a heading; a folded group is opened by whoever needs it."""

    heading: str
    fields: list[forms.BoundField]
    folded: bool


class ChooseForm(forms.Form):
    """Which change, to which action?"""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"),
        widget=forms.RadioSelect(),
        error_messages={
            "required": gettext_lazy("Choose what you ask for"),
            "invalid_choice": gettext_lazy(
                "This cannot be asked of the action as it is now. Choose something else"
            ),
        },
    )
    action = forms.ChoiceField(label=gettext_lazy("Which action?"), required=False)

    def __init__(
        self, *args: Any, actions: Sequence[Action], kinds: Sequence[ChangeKind], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", [(str(each), KINDS[each]) for each in kinds])
        self.hints = {str(each): MEANINGS[each] for each in kinds}
        offer(
            self,
            "action",
            [
                ("", _("Choose an action")),
                *((str(each.pk), str(each)) for each in actions),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Every kind but an addition needs the action."""
        given = super().clean() or {}
        if given.get("kind") and given["kind"] != ChangeKind.ADD and not given.get("action"):
            self.add_error("action", _("Choose the action"))
        return given


class AskForm(forms.Form):
    """What is asked and why. The fields are those that the kind needs.

    `people` may lead; `others` are the actions to merge into; `sections` those of the plan.
    """

    why = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Whoever decides, and later the report, reads these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why")},
        max_length=2000,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("What is the main reason?"),
        widget=forms.RadioSelect(),
        choices=[(str(code), words) for code, words in REASONS.items()],
        error_messages={"required": gettext_lazy("Choose the main reason")},
    )

    def __init__(
        self,
        *args: Any,
        kind: ChangeKind,
        plan: Plan,
        action: Action | None,
        people: Sequence[Person] = (),
        others: Sequence[Action] = (),
        sections: Sequence[Section] = (),
        dated: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.plan, self.action = kind, plan, action
        self.people = {str(each.pk): each for each in people}
        self.others = {str(each.pk): each for each in others}
        self.sections = {str(each.pk): each for each in sections}
        common = dict(self.fields)
        self.fields.clear()
        getattr(self, f"_fields_to_{kind.name.lower()}", lambda: None)()
        self.fields.update(common)
        if dated:
            self.fields["asked_on"] = DayInWords(
                label=_("When was this asked?"),
                help_text=_("Leave this empty if it is asked today. Otherwise like 3 March 2026."),
                required=False,
            )

    def _fields_to_reprogramme(self) -> None:
        self.fields["months"] = MonthsInWords(
            label=_("To which months does the work move?"),
            help_text=_("For example March 2026 to May 2026, or March, May and June 2026."),
            year=self.plan.year,
            max_length=200,
            error_messages={"required": _("Say to which months the work moves")},
        )
        self.fields["to_date"] = InWords(
            label=_("New date"),
            help_text=_("Leave this empty if it is the last of these months."),
            year=self.plan.year,
            required=False,
        )

    def _fields_to_extend(self) -> None:
        self._new_date(required=True)

    def _new_date(self, *, required: bool) -> None:
        self.fields["to_date"] = InWords(
            label=_("New date"),
            help_text=_(
                "A day, a month, or words such as autumn 2026. If no date can be given, ask to suspend instead."
            )
            if required
            else _("Only if the current date changes, or will have passed."),
            year=self.plan.year,
            required=required,
            error_messages={"required": _("Give the new date")},
        )

    def _fields_to_suspend(self) -> None:
        self.fields["resume_month"] = MonthInWords(
            label=_("In which month does work resume?"), year=self.plan.year, required=False
        )
        self.fields["review_month"] = MonthInWords(
            label=_("Or, if that is not known: in which month is the suspension reviewed?"),
            help_text=_("After this month the action counts as red until something is decided."),
            year=self.plan.year,
            required=False,
        )
        self._new_date(required=False)

    def _fields_to_resume(self) -> None:
        self._new_date(required=False)

    def _fields_to_rescope(self) -> None:
        self.fields["title"] = self._title(_("What does the action promise from now on?"))

    def _fields_to_amend(self) -> None:
        self.fields["title"] = self._title(_("Title"))
        for number in range(1, MOST_LEADS + 1):
            self.fields[f"lead_{number}"] = self._lead(
                _("Lead officer") if number == 1 else _("Lead officer %(number)s") % {"number": number}
            )

    def _fields_to_merge(self) -> None:
        self.fields["into"] = forms.ChoiceField(
            label=_("Of which action does this one become part?"),
            choices=[
                ("", _("Choose an action")),
                *((key, str(each)) for key, each in self.others.items()),
            ],
            error_messages={"required": _("Choose the action")},
        )

    def _fields_to_add(self) -> None:
        self.fields["section"] = self._section()
        self._new_action("1", required=True)
        self.fields["resources_1"] = forms.CharField(label=_("Resources"), required=False, max_length=300)

    def _fields_to_split(self) -> None:
        for number in range(1, MOST_NEW_ACTIONS + 1):
            self._new_action(str(number), required=number <= 2)

    def _new_action(self, number: str, *, required: bool) -> None:
        of = "" if self.kind is ChangeKind.ADD else _(" of new action %(number)s") % {"number": number}
        self.fields[f"ref_{number}"] = forms.CharField(
            label=_("Ref") + of,
            max_length=20,
            required=required,
            error_messages={"required": _("Give the ref%(of)s") % {"of": of}},
        )
        self.fields[f"title_{number}"] = self._title(_("Title") + of, required=required)
        self.fields[f"months_{number}"] = MonthsInWords(
            label=_("Programmed months") + of,
            help_text=_("For example March 2026 to May 2026; none before the decision."),
            year=self.plan.year,
            required=required,
            max_length=200,
            error_messages={"required": _("Give the programmed months%(of)s") % {"of": of}},
        )
        self.fields[f"lead_{number}"] = self._lead(_("Lead officer") + of)

    def _title(self, label: str, *, required: bool = True) -> forms.Field:
        return forms.CharField(
            label=label,
            max_length=400,
            required=required,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": _("Give the words for: %(label)s") % {"label": label}},
        )

    def _lead(self, label: str) -> forms.Field:
        names = [
            (key, each.shown + (f", {each.post}" if each.post else "")) for key, each in self.people.items()
        ]
        return forms.ChoiceField(label=label, choices=[("", _("Nobody")), *names], required=False)

    def _section(self) -> forms.Field:
        return forms.ChoiceField(
            label=_("Section"),
            choices=[("", _("Choose a section")), *((key, str(each)) for key, each in self.sections.items())],
            error_messages={"required": _("Choose the section")},
        )

    def clean(self) -> dict[str, Any]:
        """What must fit together: an end of the suspension, something amended, whole new actions."""
        given = super().clean() or {}
        if self.kind is ChangeKind.REPROGRAMME and given.get("months") and not given.get("to_date"):
            given["to_date"] = in_month(given["months"][-1])
        if self.kind is ChangeKind.SUSPEND and not self.errors:
            if not (given.get("resume_month") or given.get("review_month")):
                self.add_error("resume_month", _("Give the month of resuming, or the month of the review"))
            if given.get("resume_month") and given.get("review_month"):
                self.add_error("review_month", _("Give one month only: of resuming, or of the review"))
        if self.kind is ChangeKind.AMEND and not self.errors and self.action is not None:
            same_leads = self._leads(given) == [each.person for each in self._leads_now()]
            if given["title"] == self.action.title and same_leads:
                self.add_error("title", _("Change the title or the lead officer"))
        if self.kind is ChangeKind.SPLIT:
            for number in range(3, MOST_NEW_ACTIONS + 1):
                parts = [given.get(f"{part}_{number}") for part in ("ref", "title", "months")]
                if any(parts) and not all(parts):
                    self.add_error(
                        f"ref_{number}",
                        _("New action %(number)s needs ref, title and months") % {"number": number},
                    )
        return given

    def groups(self) -> list[Group]:
        """The fields as the page shows them: each new action of a split on its own, those that are optional folded."""
        fields = list(self)
        if self.kind is not ChangeKind.SPLIT:
            return [Group("", fields, folded=False)]
        new = [
            Group(
                _("New action %(number)s") % {"number": number},
                [each for each in fields if each.name.endswith(f"_{number}")],
                folded=number > 2 and not any(self[f"{part}_{number}"].value() for part in ("ref", "title")),
            )
            for number in range(1, MOST_NEW_ACTIONS + 1)
        ]
        inside = {each.name for group in new for each in group.fields}
        return [*new, Group("", [each for each in fields if each.name not in inside], folded=False)]

    def _leads_now(self) -> list[Any]:
        return [] if self.action is None else [each for each in self.action.people.all() if not each.deputy]

    def _leads(self, given: dict[str, Any]) -> list[Person]:
        keys = [given.get(f"lead_{number}") for number in range(1, MOST_LEADS + 1)]
        return list(dict.fromkeys(self.people[key] for key in keys if key))

    def _new_actions(self, given: dict[str, Any]) -> list[ProposedAction]:
        section = self.sections[given["section"]] if "section" in given else None
        if section is None and self.action is not None:
            section = self.action.section
        made = []
        for number in range(1, MOST_NEW_ACTIONS + 1):
            if section is not None and given.get(f"ref_{number}"):
                lead = given.get(f"lead_{number}")
                made.append(
                    ProposedAction(
                        section=section,
                        ref=given[f"ref_{number}"],
                        title=given[f"title_{number}"],
                        programmed=given[f"months_{number}"],
                        lead=self.people[lead] if lead else None,
                        resources=given.get(f"resources_{number}", ""),
                    )
                )
        return made

    def wanted(self) -> Wanted:
        """What the valid form asks for."""
        given = self.cleaned_data
        title, leads = given.get("title", ""), []
        if self.kind is ChangeKind.AMEND and self.action is not None:
            title = "" if title == self.action.title else title
            leads = self._leads(given)
            if leads == [each.person for each in self._leads_now()]:
                leads = []
        new = self._new_actions(given) if self.kind in (ChangeKind.ADD, ChangeKind.SPLIT) else []
        return Wanted(
            kind=self.kind,
            reason=ReasonCode(given["reason"]),
            why=given["why"],
            to_date=given.get("to_date"),
            months=given.get("months", ()),
            resume_month=given.get("resume_month"),
            review_month=given.get("review_month"),
            title=title,
            leads=leads,
            new_actions=new,
            into=self.others[given["into"]] if given.get("into") else None,
        )
