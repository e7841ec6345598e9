"""The forms on which what was read is corrected, field by field. They validate and give the corrected draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.changes.forms import MonthInWords, MonthsInWords
from fingerpost.importer.recognition.milestones import line_of, milestones_of
from fingerpost.plans.forms.fields import LinesField
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import (
    CountSource,
    Draft,
    DraftAction,
    DraftException,
    DraftMilestone,
    FiguresPair,
    Mark,
    MonthCell,
    PlanYear,
    PrintedDate,
    PrintedFigures,
    StatusSource,
)
from fingerpost.rules.wording import CLASS_WORDS, plan_period, read_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.rules.months import Month, Period

STATUSES = [("", gettext_lazy("Not stated")), *((str(each), words) for each, words in CLASS_WORDS.items())]
_LONG = 4000


class Correction(forms.Form):
    """A part of what was read; `corrected` is the draft with it put right, `before` and `after` its plain words."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    year: Period | None

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        self.draft, self.year = draft, plan_period(draft.plan_year)
        super().__init__(*args, **options)

    def corrected(self) -> Draft:
        """The draft with this part put right; the form must be valid."""
        raise NotImplementedError

    def _words(self, name: str) -> str | None:
        return self.cleaned_data[name].strip() or None

    def _date(self, name: str) -> PrintedDate | None:
        words = self._words(name)
        return None if words is None else read_date(words, self.year)

    def _status(self) -> dict[str, Any]:
        """The status as chosen, learnt by words; nothing where it is as it was read."""
        chosen = self.cleaned_data["status"]
        if chosen == (self.initial.get("status") or ""):
            return {}
        status = StatusClass(chosen) if chosen else None
        return {"status": status, "status_source": StatusSource.WORDS if status else StatusSource.NONE}


def _text(date: PrintedDate | None) -> str:
    return "" if date is None else date.text


class ActionCorrection(Correction):
    """An action of the draft: its ref, title, sections, leads, months, dates and words."""

    ref = forms.CharField(label=gettext_lazy("Ref"), max_length=20, required=False)
    title = forms.CharField(
        label=gettext_lazy("Action"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say what the action is.")},
    )
    path = LinesField(
        label=gettext_lazy("Sections"),
        help_text=gettext_lazy("The highest first, one on a line: CP3: Housing"),
    )
    lead = LinesField(label=gettext_lazy("Leads"), help_text=gettext_lazy("One on a line"))
    due = forms.CharField(label=gettext_lazy("Due"), max_length=80, required=False)
    revised = forms.CharField(label=gettext_lazy("Revised date"), max_length=80, required=False)
    milestones = LinesField(
        label=gettext_lazy("Milestones"),
        help_text=gettext_lazy("One on a line, with its date: Adopt the policy – March 2026"),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=STATUSES, required=False)
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, draft: Draft, number: int, **options: Any) -> None:
        self.number = number
        self.action: DraftAction = draft.actions[number]
        marked = sorted(month for month, cell in self.action.months.items() if cell.mark is Mark.ORIGINAL)
        initial: dict[str, Any] = {
            "ref": self.action.ref or "",
            "title": self.action.title or "",
            "path": self.action.path,
            "lead": self.action.lead,
            "months": ", ".join(each.name for each in marked),
            "due": _text(self.action.due),
            "revised": _text(self.action.revised),
            "milestones": tuple(self._as_read()),
            "status": str(self.action.status or ""),
            "comment": self.action.comment or "",
        }
        options["initial"] = initial | options.get("initial", {})
        super().__init__(*args, draft=draft, **options)
        self.fields["months"] = MonthsInWords(
            label=_("Programmed months"),
            help_text=_("For example March 2026 to May 2026. Left empty, the month of the due date counts."),
            year=self.year,
            required=False,
            max_length=300,
        )
        for name, lines in (("path", 2), ("lead", 2), ("milestones", 4)):
            self.fields[name].widget.attrs["rows"] = max(lines, len(initial[name]) + 1)
        self.order_fields(
            [
                "version",
                "ref",
                "title",
                "path",
                "lead",
                "months",
                "due",
                "revised",
                "milestones",
                "status",
                "comment",
            ]
        )

    def _as_read(self) -> dict[str, DraftMilestone]:
        """The milestones as they were read, by the lines on which they are shown."""
        return {" ".join(line_of(each).split()): each for each in self.action.milestones}

    def _milestones(self) -> tuple[DraftMilestone, ...]:
        """The milestones, those whose lines are as they were shown exactly as they were read."""
        read = self._as_read()
        found: list[DraftMilestone] = []
        for line in self.cleaned_data["milestones"]:
            found += [read[line]] if line in read else milestones_of(line, self._edtf).milestones
        return tuple(found)

    def _edtf(self, words: str) -> str | None:
        return read_date(words, self.year).edtf

    def corrected(self) -> Draft:
        """The draft with the action put right."""
        given = self.cleaned_data
        action = replace(
            self.action,
            ref=self._words("ref"),
            title=self._words("title"),
            path=given["path"],
            lead=given["lead"],
            months=_with_marks(self.action.months, given["months"]),
            due=self._date("due"),
            revised=self._date("revised"),
            milestones=self._milestones(),
            comment=self._words("comment"),
            **self._status(),
        )
        actions = list(self.draft.actions)
        actions[self.number] = action
        return replace(self.draft, actions=tuple(actions))


def _with_marks(cells: Mapping[Month, MonthCell], programmed: tuple[Month, ...]) -> dict[Month, MonthCell]:
    """The strip with exactly these months marked as programmed; everything else in it stays."""
    marked = {
        month: replace(cell, mark=None if cell.mark is Mark.ORIGINAL else cell.mark)
        for month, cell in cells.items()
    }
    for month in programmed:
        marked[month] = replace(marked.get(month, MonthCell()), mark=Mark.ORIGINAL)
    return dict(sorted(marked.items()))


class ExceptionCorrection(Correction):
    """An exception of an old report: everything that its block says."""

    ref = forms.CharField(label=gettext_lazy("Ref"), max_length=20, required=False)
    action = forms.CharField(
        label=gettext_lazy("Action"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=STATUSES, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    corrective_action = forms.CharField(
        label=gettext_lazy("Corrective action"),
        max_length=_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    who = LinesField(label=gettext_lazy("Who"), help_text=gettext_lazy("One on a line"))
    original = forms.CharField(label=gettext_lazy("Original date"), max_length=80, required=False)
    revised = forms.CharField(label=gettext_lazy("Revised date"), max_length=80, required=False)

    def __init__(self, *args: Any, draft: Draft, number: int, **options: Any) -> None:
        self.number = number
        self.block: DraftException = draft.exceptions[number]
        block = self.block
        initial = {
            "ref": block.ref or "",
            "action": block.action or "",
            "status": str(block.status or ""),
            "reason": block.reason or "",
            "corrective_action": block.corrective_action or "",
            "who": block.who,
            "original": _text(block.original),
            "revised": _text(block.revised),
        }
        options["initial"] = initial | options.get("initial", {})
        super().__init__(*args, draft=draft, **options)

    def corrected(self) -> Draft:
        """The draft with the exception put right."""
        block = replace(
            self.block,
            ref=self._words("ref"),
            action=self._words("action"),
            reason=self._words("reason"),
            corrective_action=self._words("corrective_action"),
            who=self.cleaned_data["who"],
            original=self._date("original"),
            revised=self._date("revised"),
            **self._status(),
        )
        blocks = list(self.draft.exceptions)
        blocks[self.number] = block
        return replace(self.draft, exceptions=tuple(blocks))


class FactsCorrection(Correction):
    """What the document says of itself: its title, month, plan year, and the counts of its two-period table."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, required=False)

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        pair = draft.figures or FiguresPair()
        year = draft.plan_year or PlanYear()
        initial: dict[str, Any] = {
            "title": draft.title or "",
            "period": draft.period.name if draft.period else "",
            "first": year.first.name if year.first else "",
            "last": year.last.name if year.last else "",
        }
        for name, printed in (("now", pair.current), ("before", pair.previous)):
            for class_ in StatusClass:
                initial[f"{name}_{class_}"] = "" if printed is None else printed.counts.get(class_, "")
        options["initial"] = initial | options.get("initial", {})
        super().__init__(*args, draft=draft, **options)
        for name, label in (
            ("period", _("The month that it reports on")),
            ("first", _("First month of the plan year")),
            ("last", _("Last month of the plan year")),
        ):
            self.fields[name] = MonthInWords(
                label=label, help_text=_("For example February 2026"), year=self.year, required=False
            )
        if draft.figures is not None:
            for name, label in (
                ("now", _("%(class)s, this month")),
                ("before", _("%(class)s, the month before")),
            ):
                for class_ in StatusClass:
                    self.fields[f"{name}_{class_}"] = forms.IntegerField(
                        label=label % {"class": CLASS_WORDS[class_]},
                        min_value=0,
                        max_value=99_999,
                        required=False,
                    )

    def corrected(self) -> Draft:
        """The draft with these facts put right."""
        given = self.cleaned_data
        first, last = given["first"], given["last"]
        pair = self.draft.figures
        if pair is not None:
            pair = FiguresPair(self._figures("now", pair.current), self._figures("before", pair.previous))
        return replace(
            self.draft,
            title=self._words("title"),
            period=given["period"],
            plan_year=PlanYear(first, last) if first or last else None,
            figures=pair,
        )

    def _figures(self, name: str, printed: PrintedFigures | None) -> PrintedFigures | None:
        """The figures with the counts as corrected; N is their sum where it was, and what was printed stays printed."""
        counts = {
            class_: number
            for class_ in StatusClass
            if (number := self.cleaned_data[f"{name}_{class_}"]) is not None
        }
        before = printed or PrintedFigures()
        if counts == dict(before.counts):
            return printed
        summed = before.n is None or before.n_source is CountSource.SUM
        classes = tuple(
            replace(each, count=counts.get(each.class_)) if each.class_ in counts else each
            for each in before.classes
        )
        return replace(
            before,
            counts=counts,
            classes=classes,
            n=sum(counts.values()) if summed else before.n,
            n_source=CountSource.SUM if summed else before.n_source,
        )
