"""The forms of committee reports. They validate and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.committee.front import Front, front_of
from fingerpost.committee.standards import FINANCE, LEGAL, Arranged
from fingerpost.committee.text import paragraphs_of, text_of
from fingerpost.govuk.days import DayField
from fingerpost.plans.forms.fields import RowChoice
from fingerpost.rules.committee.exempt import SCHEDULES, Exemption
from fingerpost.rules.committee.recommendations import RecommendationTemplate, When
from fingerpost.rules.committee.report import Purpose
from fingerpost.rules.committee.standard import NotStandardParts, StandardPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.committee.models import CommitteeReport, Part
    from fingerpost.people.models import Person
    from fingerpost.rules.nations import Nation

LONGEST = 20_000
"""The most characters of the text of a part."""

CLEARANCE_WORDS = {
    "": _("By its owner"),
    FINANCE: _("By finance: its clearance is needed"),
    LEGAL: _("By legal: its clearance is needed"),
}


def _area(label: Any, help_text: Any = "", *, rows: int = 3, longest: int = 4000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in words.splitlines() if each.strip())


class ExemptForm(forms.Form):
    """A form that asks whether something is kept from the public. `exemption` is set once the form is valid."""

    use_required_attribute = False

    def ask_exempt(self, nation: Nation) -> None:
        """Ask by which paragraphs of the nation's schedule, and why."""
        self.nation = nation
        self.exemption: Exemption | None = None
        schedule = SCHEDULES[nation]
        self.fields["exempt"] = forms.MultipleChoiceField(
            label=_("Is it exempt from publication?"),
            help_text=_(
                "Tick the paragraphs of %(schedule)s that apply. Leave all empty where the public may read it."
            )
            % {"schedule": schedule.citation},
            choices=[
                (number, gettext("Paragraph %(number)s: %(title)s") % {"number": number, "title": title})
                for number, title in schedule.paragraphs.items()
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["public_interest"] = _area(
            _("Why does keeping it back outweigh the public interest in showing it?")
        )

    def clean(self) -> dict[str, Any]:
        """What is typed, with the exemption. Refuses a reason without a paragraph."""
        values = dict(super().clean() or self.cleaned_data)
        numbers = tuple(values.get("exempt") or ())
        reason = (values.get("public_interest") or "").strip()
        if numbers:
            self.exemption = Exemption(self.nation, numbers, reason or None)
        elif reason:
            self.add_error("exempt", gettext("Tick the paragraph that applies, or leave the reason empty."))
        return values


class PartForm(ExemptForm):
    """What a part says."""

    conditional = frozenset({"text", "exempt", "public_interest"})
    heading = forms.CharField(
        label=_("Heading"), max_length=200, error_messages={"required": _("Give the part a heading.")}
    )
    text = _area(
        _("Text"),
        _("An empty line begins a new paragraph. Words in braces are fields, filled from the closed month."),
        rows=14,
        longest=LONGEST,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, part: Part, nation: Nation, **options: Any) -> None:
        exempt = part.exempt or {}
        options.setdefault(
            "initial",
            {
                "heading": part.heading,
                "text": part.text,
                "version": part.version,
                "exempt": exempt.get("paragraphs", []),
                "public_interest": exempt.get("public_interest") or "",
            },
        )
        super().__init__(*args, **options)
        self.ask_exempt(nation)


class OwnerForm(forms.Form):
    """Who owns a part."""

    use_required_attribute = False

    def __init__(self, *args: Any, people: Iterable[Person], part: Part, **options: Any) -> None:
        options.setdefault("initial", {"owner": part.owner})
        super().__init__(*args, **options)
        self.fields["owner"] = RowChoice(
            list(people),
            label=_("Who writes it and signs it off?"),
            none=_("Nobody in particular"),
            required=False,
        )


class FrontForm(forms.Form):
    """What stands at the front and the end. `front` is set once the form is valid."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Give the report a title.")}
    )
    wards = forms.CharField(
        label=_("Wards affected"), max_length=300, required=False, help_text=_("For example: all.")
    )
    decision_type = forms.CharField(
        label=_("Kind of decision"),
        max_length=120,
        required=False,
        help_text=_("In the council’s own words, such as non-key decision."),
    )
    telephone = forms.CharField(label=_("Telephone of the contact officer"), max_length=40, required=False)
    background_papers = _area(_("Background papers"), _("One a line."))
    holder_consulted = forms.ChoiceField(
        label=_("Was the portfolio holder consulted?"),
        choices=[("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, report: CommitteeReport, people: Sequence[Person], **options: Any) -> None:
        now = front_of(report)
        consulted = {None: "", True: "yes", False: "no"}[now.holder_consulted]
        options.setdefault(
            "initial",
            {
                **{name: getattr(now, name) for name in Front.__slots__},
                "holder_consulted": consulted,
                "background_papers": "\n".join(now.background_papers),
                "version": report.version,
            },
        )
        super().__init__(*args, **options)
        for name, label in (
            ("officer", _("Responsible officer")),
            ("portfolio_holder", _("Responsible portfolio holder")),
            ("contact", _("Contact officer")),
        ):
            self.fields[name] = RowChoice(people, label=label, none=_("Nobody named"), required=False)
        self.order_fields(
            [
                "title",
                "officer",
                "portfolio_holder",
                "holder_consulted",
                "contact",
                "telephone",
                "wards",
                "decision_type",
                "background_papers",
            ]
        )
        self.front = now

    def clean(self) -> dict[str, Any]:
        """The values, with the front made of them."""
        values = dict(super().clean() or self.cleaned_data)
        if not self.errors:
            given = {name: values[name] for name in Front.__slots__}
            given["holder_consulted"] = {"yes": True, "no": False}.get(values["holder_consulted"])
            given["background_papers"] = _lines(values["background_papers"])
            self.front = Front(**given)
        return values


class ConsulteeForm(forms.Form):
    """Who was consulted, when, and what they answered."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Who is consulted?"), max_length=160, error_messages={"required": _("Say who is consulted.")}
    )
    consulted_on = DayField(label=_("On which day?"), required=False)
    answer = _area(_("Answer"), rows=2, longest=1000)


class ReasonForm(forms.Form):
    """A reason in words."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give the reason.")},
    )


class StandardPartForm(forms.Form):
    """A standard part. `arranged` is set once the form is valid."""

    use_required_attribute = False
    heading = forms.CharField(
        label=_("Heading"), max_length=200, error_messages={"required": _("Give the part a heading.")}
    )
    hint = _area(_("What belongs in it"), _("Shown to whoever writes it."), rows=2, longest=400)
    wording = _area(
        _("Wording with which it begins"),
        _("An empty line begins a new paragraph. Fields in braces are filled from the closed month."),
        rows=8,
        longest=LONGEST,
    )
    clearance = forms.ChoiceField(
        label=_("How is it signed off?"),
        choices=list(CLEARANCE_WORDS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    on = forms.BooleanField(label=_("It stands in new reports"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, part: Arranged | None, others: Sequence[Arranged], version: int, **options: Any
    ) -> None:
        initial: dict[str, Any] = {"on": True, "version": version, "clearance": ""}
        if part is not None:
            initial |= {
                "heading": part.part.heading,
                "hint": part.part.hint,
                "wording": text_of(part.part.wording),
                "clearance": part.clearance,
                "on": part.on,
                "within": part.part.within or "",
            }
        options.setdefault("initial", initial)
        super().__init__(*args, **options)
        self.part = part
        self.taken = {each.part.key for each in others}
        holding = part is not None and any(each.part.within == part.part.key for each in others)
        if not holding:
            self.fields["within"] = forms.ChoiceField(
                label=_("Within"),
                choices=[
                    ("", _("Nothing: a part of its own")),
                    *(
                        (each.part.key, each.part.heading)
                        for each in others
                        if each.part.within is None and (part is None or each.part.key != part.part.key)
                    ),
                ],
                required=False,
            )
        self.arranged: Arranged | None = None

    def clean(self) -> dict[str, Any]:
        """The values, with the part made of them."""
        values = dict(super().clean() or self.cleaned_data)
        if self.errors:
            return values
        old = self.part
        key = old.part.key if old else self._new_key(values["heading"])
        try:
            made = StandardPart(
                key=key,
                heading=values["heading"].strip(),
                hint=values["hint"].strip(),
                wording=paragraphs_of(values["wording"]),
                within=values.get("within") or None,
                numbered=old.part.numbered if old else True,
            )
        except NotStandardParts as refusal:
            self.add_error("heading", str(refusal))
        else:
            self.arranged = Arranged(made, on=values["on"], clearance=values["clearance"])
        return values

    def _new_key(self, heading: str) -> str:
        """A key made of the heading, of the form that keys have, that is not taken."""
        stem = slugify(heading)[:40].strip("-").lstrip("0123456789-") or "part"
        key, number = stem, 1
        while key in self.taken:
            number += 1
            key = f"{stem}-{number}"
        return key


PURPOSE_WORDS = {
    Purpose.APPROVE: _("Approve it: to a body that decides"),
    Purpose.NOTE: _("Note it: to every body"),
    Purpose.CONSIDER: _("Consider it: to a body that advises"),
    Purpose.REFER: _("Refer it: only where it is typed for a meeting"),
}
WHEN_WORDS = {
    When.ALWAYS: _("Always"),
    When.EXCEPTIONS: _("When there are exceptions"),
    When.CHANGES: _("When actions were re-dated, suspended or withdrawn"),
    When.NOT_UPDATED: _("When actions were not updated"),
    When.RISK_GAPS: _("When a corporate risk or a section stands alone"),
}


class RecommendationsForm(forms.Form):
    """What meetings are recommended: a row each, and an empty one. `templates` is set once the form is valid."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, now: Sequence[RecommendationTemplate], version: int, **options: Any
    ) -> None:
        initial: dict[str, Any] = {"version": version}
        for number, each in enumerate(now):
            initial |= {
                f"text_{number}": each.text,
                f"purpose_{number}": str(each.purpose),
                f"when_{number}": str(each.when),
            }
        options.setdefault("initial", initial)
        super().__init__(*args, **options)
        self.numbers = range(len(now) + 1)
        self.conditional = frozenset(f"text_{number}" for number in self.numbers)
        for number in self.numbers:
            self.fields[f"text_{number}"] = _area(_("That …"), rows=2, longest=1000)
            self.fields[f"purpose_{number}"] = forms.ChoiceField(
                label=_("What is asked"), choices=list(PURPOSE_WORDS.items())
            )
            self.fields[f"when_{number}"] = forms.ChoiceField(
                label=_("When"), choices=list(WHEN_WORDS.items())
            )
        self.templates: tuple[RecommendationTemplate, ...] = ()

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each row."""
        return [(self[f"text_{n}"], self[f"purpose_{n}"], self[f"when_{n}"]) for n in self.numbers]

    def clean(self) -> dict[str, Any]:
        """The values, with the recommendations made of the rows that say anything."""
        values = dict(super().clean() or self.cleaned_data)
        self.templates = tuple(
            RecommendationTemplate(
                Purpose(values[f"purpose_{n}"]),
                " ".join(values[f"text_{n}"].split()),
                When(values[f"when_{n}"]),
            )
            for n in self.numbers
            if values.get(f"text_{n}") and values.get(f"purpose_{n}") and values.get(f"when_{n}")
        )
        return values


class TemplateForm(forms.Form):
    """The council's Word template."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Word file (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
