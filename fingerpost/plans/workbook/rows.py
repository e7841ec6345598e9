"""A row of a workbook to the details that it makes; each refusal is a sentence that names the cell's heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from fingerpost.people.models import Person, Service
from fingerpost.plans.details import ActionDetails, MeasureDetails, PlanDetails, SectionDetails
from fingerpost.plans.models import Aim, Plan, Risk
from fingerpost.plans.workbook import layout
from fingerpost.rules.classes import Status
from fingerpost.rules.dates import parse_date
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.months import Month, NotAMonth, Period
from fingerpost.rules.plain import from_plain, to_plain
from fingerpost.rules.policies import Policies
from fingerpost.rules.schedule import Milestone

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.plans.workbook.reading import SheetRow, Sheets

R = TypeVar("R")
MOST = {"Ref": 20, "Code": 20, "Number": 20, "Section": 20, "Title": 300, "Resources": 300, "Priority": 40}
"""The most letters that a cell may have, by its heading."""


@dataclass(slots=True)
class RowReader:
    """Reads rows with what may be named in them."""

    plan: Plan
    people: Sequence[Person]
    services: Mapping[str, Service]
    aims: Mapping[str, Aim]
    risks: Mapping[str, Risk]
    year: Period = field(init=False)
    by_label: dict[str, list[Person]] = field(init=False)

    def __post_init__(self) -> None:
        self.year = self.plan.year
        self.by_label = {}
        for person in self.people:
            for label in {person.email.casefold(), person.initials.casefold(), person.name.casefold()} - {""}:
                self.by_label.setdefault(label, []).append(person)

    def settings(self, rows: Sequence[SheetRow], now: PlanDetails) -> PlanDetails:
        """The settings of the plan; its own code stays."""
        given = {row["Setting"]: row["Value"] for row in rows}
        policies = to_plain(now.policies)
        for name, value in policies.items():
            said = given.get(f"Policy {name}")
            if said is None:
                continue
            if isinstance(value, list):
                policies[name] = [each.strip() for each in said.split(";") if each.strip()]
            elif isinstance(value, int):
                if not said.isdecimal():
                    raise ValueError(
                        _("“Policy %(name)s” is a whole number, not “%(said)s”.")
                        % {"name": name, "said": said}
                    )
                policies[name] = int(said)
            else:
                policies[name] = said
        first, last = (
            _month(given.get(name, str(month)))
            for name, month in (("First month", now.year.first), ("Last month", now.year.last))
        )
        cycle = given.get("Months in a period", str(now.cycle_months))
        if not cycle.isdecimal():
            raise ValueError(_("“Months in a period” is a whole number."))
        levels = tuple(given[name] for name in sorted(given) if name.startswith("Level ") and given[name])
        return PlanDetails(
            code=now.code,
            title=given.get("Title") or now.title,
            year=Period(first, last),
            level_names=levels or now.level_names,
            cycle_months=int(cycle),
            status_words={
                status: given[f"Word for {status}"] for status in Status if given.get(f"Word for {status}")
            },
            colours={
                status: given[f"Colour of {status}"] for status in Status if given.get(f"Colour of {status}")
            },
            policies=from_plain(Policies, policies),
            opening=bool(given.get("Taken over in mid-year")),
        )

    def section(self, row: SheetRow) -> SectionDetails:
        """A section, without its measures."""
        self._refuse_long(row)
        if not row["Title"]:
            raise ValueError(_("it has no title."))
        return SectionDetails(
            code=row["Code"],
            title=row["Title"],
            number=row["Number"],
            outcome=row["Outcome"],
            head=self._person(row["Head of service"]) if row["Head of service"] else None,
            portfolio_holder=self._person(row["Portfolio holder"]) if row["Portfolio holder"] else None,
            aims=_named(row.listed("Aims"), self.aims, _("aim")),
            risks=_named(row.listed("Risks"), self.risks, _("risk")),
        )

    def action(self, row: SheetRow, sheets: Sheets, before: ActionDetails | None) -> ActionDetails:
        """An action with its milestones and measures, without its predecessors. Where the workbook has no
        sheet of milestones or measures, those of `before` stay.
        """
        self._refuse_long(row)
        if not row["Title"]:
            raise ValueError(_("it has no title."))
        months = {each for each in self.year if row.ticked(layout.month_heading(each))}
        months |= {_month(each) for each in row.listed("Other months")}
        ref = row["Ref"]
        service = _named((row["Service"],), self.services, _("service"))[0] if row["Service"] else None
        has_milestones, has_measures = sheets.has(layout.MILESTONES), sheets.has(layout.MEASURES)
        return ActionDetails(
            ref=ref,
            title=row["Title"],
            leads=tuple(map(self._person, row.listed("Leads"))),
            deputies=tuple(map(self._person, row.listed("Deputies"))),
            service=service,
            resources=row["Resources"],
            priority=row["Priority"],
            outside_bodies=row.lines("Outside bodies"),
            programmed=tuple(sorted(months)),
            original_day=self._day(row, "Exact day"),
            ongoing=row.ticked("Ongoing"),
            recurring=row.ticked("Recurring"),
            milestones=self._milestones(sheets, ref)
            if has_milestones
            else (before.milestones if before else ()),
            aims=_named(row.listed("Aims"), self.aims, _("aim")),
            risks=_named(row.listed("Risks"), self.risks, _("risk")),
            measures=self.measures(sheets, "Action", ref)
            if has_measures
            else (before.measures if before else ()),
        )

    def measures(self, sheets: Sheets, heading: str, key: str) -> tuple[MeasureDetails, ...]:
        """The measures of success of a section or an action."""
        return tuple(
            MeasureDetails(row["What is measured"][:300], row["Target"][:80], row["Now"][:80])
            for row in sheets.of(layout.MEASURES)
            if row[heading] == key
        )

    def _milestones(self, sheets: Sheets, ref: str) -> tuple[Milestone, ...]:
        return tuple(
            Milestone(row["Step"], self._due(row), self._day(row, "Reached"))
            for row in sheets.of(layout.MILESTONES)
            if row["Action"] == ref
        )

    def _due(self, row: SheetRow) -> ApproximateDate:
        if row["EDTF"]:
            return ApproximateDate(row["By when"], row["EDTF"])
        due = parse_date(row["By when"], plan_year=self.year)
        if not due.is_known:
            raise ValueError(
                _("“%(words)s” is not a date (%(place)s).") % {"words": row["By when"], "place": row.place}
            )
        return due

    def _day(self, row: SheetRow, heading: str) -> date | None:
        if heading in row.days:
            return row.days[heading]
        if not row[heading]:
            return None
        day = parse_date(row[heading], plan_year=self.year).day
        if day is None:
            raise ValueError(
                _("“%(words)s” under %(heading)s is not a day.") % {"words": row[heading], "heading": heading}
            )
        return day

    def _person(self, label: str) -> Person:
        found = self.by_label.get(label.casefold(), [])
        if len(found) > 1:
            raise ValueError(
                _("“%s” is more than one of the council’s people; write the e-mail address.") % label
            )
        if not found:
            raise ValueError(
                _("nobody of the council is known as “%s”; write initials or an e-mail address.") % label
            )
        return found[0]

    def _refuse_long(self, row: SheetRow) -> None:
        for heading, most in MOST.items():
            if len(row[heading]) > most:
                raise ValueError(
                    _("the text under %(heading)s has more than %(most)s letters.")
                    % {"heading": heading, "most": most}
                )


def _named(codes: Sequence[str], known: Mapping[str, R], what: str) -> tuple[R, ...]:
    unknown = [each for each in codes if each not in known]
    if unknown:
        raise ValueError(
            _("the council has no %(what)s %(codes)s.") % {"what": what, "codes": ", ".join(unknown)}
        )
    return tuple(known[each] for each in codes)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except NotAMonth as refusal:
        raise ValueError(str(refusal)) from None
