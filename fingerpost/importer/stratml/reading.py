"""From a StratML file to a draft: goals as sections, objectives as actions, results as dates and statuses.

A file of ours gives back what StratML can hold of a month (rules/stratml/terms.py names it). Of any other, every
objective is an action: due when its last target ends, led by whoever performs, with each indicator in words beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from fingerpost.importer.stratml.besides import besides
from fingerpost.importer.stratml.parsing import Parsed, parse_stratml
from fingerpost.importer.stratml.repairs import place_of, repairs_of
from fingerpost.importer.stratml.results import Results, descriptor_name, indicator_name, result_words, whole
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.draft import (
    Contact,
    Draft,
    DraftAction,
    DraftRisk,
    Kind,
    Mark,
    MonthCell,
    PlanYear,
    PrintedDate,
    ReportParagraph,
    ReportSection,
    RiskLink,
    Source,
    StatusSource,
)
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.labels import Label
from fingerpost.rules.months import Month, NotAMonth
from fingerpost.rules.stratml.terms import (
    DIMENSION,
    EDTF,
    Described,
    Line,
    RoleName,
    all_lines,
    lines_of,
    without_lines,
)
from fingerpost.rules.stratml.tree import Element, day_of
from fingerpost.rules.wording import coded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BESIDES = "What the file says besides"
"""The title under which words are kept that stand where the standard allows none."""
REFS_REPEATED = describe(
    "R159",
    Severity.NOTE,
    "Objectives of different goals in a StratML file have the same number.",
    "A ref names one action of a plan, so the goal's number was put before each objective's: 2.1 is objective 1 of "
    "goal 2.",
)
DATE_UNREAD = describe(
    "R160",
    Severity.WARNING,
    "A date in a StratML file could not be understood.",
    "It is kept in its words and has no place in the calendar. Correct it in the draft.",
)
_MOST_CHAIN = 10


def read_stratml(name: str, data: bytes) -> Draft:
    """The draft that a StratML file holds, with every repair as a finding. Refuses what is no XML, or unsafe."""
    parsed = parse_stratml(name, data)
    source = Source(name, sha256(data).hexdigest(), "stratml")
    return _Reading(parsed).draft(source, tuple(repairs_of(name, parsed)))


@dataclass(slots=True)
class _Reading:
    parsed: Parsed
    findings: list[Finding] = field(default_factory=list)

    def draft(self, source: Source, repairs: tuple[Finding, ...]) -> Draft:
        """The whole draft."""
        root = self.parsed.root
        core = root.first("StrategicPlanCore")
        goals = core.all("Goal") if core else ()
        actions = tuple(self.actions(goals))
        return Draft(
            kind=Kind.TRACKER,
            source=source,
            council=core.says("Organization", "Name") if core else None,
            title=root.says("Name"),
            period=self.period(),
            plan_year=self.plan_year(),
            sections=tuple(self.sections(core, goals)),
            actions=actions,
            risks=_risks(root, goals),
            contact=_contact(root),
            findings=(*repairs, *self.findings),
        )

    def period(self) -> Month | None:
        """The last month of which one of our files gives a status."""
        ends = [
            day
            for each in self.parsed.root.walk()
            if each.name == "ActualResult" and descriptor_name(each) == Described.STATUS
            if (day := day_of(each.says("EndDate") or "")) is not None
        ]
        return Month.of(max(ends)) if ends else None

    def plan_year(self) -> PlanYear | None:
        """The first and last month of the plan, from the administrative information."""
        about = self.parsed.root.first("AdministrativeInformation")
        if about is None:
            return None
        first, last = (day_of(about.says(each) or "") for each in ("StartDate", "EndDate"))
        if first is None and last is None:
            return None
        return PlanYear(Month.of(first) if first else None, Month.of(last) if last else None)

    def actions(self, goals: tuple[Element, ...]) -> Iterator[DraftAction]:
        """Every objective as an action, in the order of the file."""
        paths = _paths(goals)
        numbers = [each.says("SequenceIndicator") for goal in goals for each in goal.all("Objective")]
        given = [each for each in numbers if each is not None]
        repeated = len(set(given)) < len(given)
        if repeated:
            self.findings.append(
                REFS_REPEATED.finding(
                    (self.parsed.root.name,),
                    "Objectives of different goals have the same number; the goal’s number stands before each.",
                )
            )
        for goal, path in zip(goals, paths, strict=True):
            before = goal.says("SequenceIndicator") if repeated else None
            for each in goal.all("Objective"):
                ref = each.says("SequenceIndicator")
                yield self.action(each, f"{before}.{ref}" if ref and before else ref, path)

    def action(self, objective: Element, ref: str | None, path: tuple[str, ...]) -> DraftAction:
        """One objective as an action."""
        title, description = objective.says("Name"), whole(objective, "Description")
        lines = lines_of(whole(objective, "OtherInformation"))
        other = {
            "Description": description if title else None,
            "Further information": without_lines(whole(objective, "OtherInformation")),
            Label.PRIORITY: lines.get(Line.PRIORITY),
            "Resources": lines.get(Line.RESOURCES),
            "Waits for": lines.get(Line.WAITS_FOR),
            "Ongoing": lines.get(Line.ONGOING),
        }
        leads, others = _stakeholders(objective)
        other |= others
        indicators = objective.all("PerformanceIndicator")
        ours = next((each for each in indicators if each.says("MeasurementDimension") == DIMENSION), None)
        results = Results(ours)
        months = {month: MonthCell(Mark.ORIGINAL) for month in _months(lines.get(Line.PROGRAMMED))}
        months |= {
            month: MonthCell(
                months[month].mark if month in months else None, class_, printed, StatusSource.WORDS
            )
            for month, class_, printed in results.months()
        }
        due = self.date(results.target(Described.ORIGINAL))
        for each in indicators:
            if each is not ours:
                last, words = self.indicator(each)
                due = (
                    last
                    if due is None or (last is not None and (last.edtf or "") > (due.edtf or ""))
                    else due
                )
                name = indicator_name(each)
                other[name] = "; ".join(said for said in (other.get(name), words) if said)
        printed, class_ = results.status()
        expected = self.date(results.actual(Described.EXPECTED))
        other |= {
            Label.EXPECTED: expected.text if expected else None,
            Label.WHY_STATUS: whole(results.actual(Described.STATUS), "Description"),
            Label.REASON: results.words(Described.REASON),
            Label.CORRECTIVE_ACTION: results.words(Described.CORRECTIVE),
        }
        return DraftAction(
            ref=ref,
            title=title or description,
            path=path,
            lead=leads,
            status=class_,
            status_source=StatusSource.WORDS if printed else StatusSource.NONE,
            printed=printed,
            due=due,
            revised=self.date(results.target(Described.CURRENT)),
            completed=self.date(results.actual(Described.COMPLETED)),
            comment=results.words(Described.COMMENT),
            months=dict(sorted(months.items())),
            other={str(name): words for name, words in other.items() if words},
            place=place_of(objective.line),
        )

    def date(self, result: Element | None) -> PrintedDate | None:
        """The date of a result: in the words of its descriptor, or the day on which it ends."""
        if result is None:
            return None
        ends = result.first("EndDate")
        words = result.says("Descriptor", "DescriptorValue")
        if words is None:
            return self.day(ends)
        stated = (result.says("Description") or "").split()
        if stated[:1] == [EDTF.strip()] and len(stated) > 1:
            return PrintedDate(words, stated[1])
        day = day_of(result.says("EndDate") or "")
        return PrintedDate(words, day.isoformat() if day else parse_date(words).edtf)

    def day(self, element: Element | None) -> PrintedDate | None:
        """The day that an element's text is, or the date that its words mean."""
        words = " ".join(element.text.split()) if element is not None else ""
        if element is None or not words:
            return None
        day = day_of(words)
        edtf = day.isoformat() if day else parse_date(words).edtf
        if edtf is None:
            self.findings.append(
                DATE_UNREAD.finding(
                    (place_of(element.line),),
                    f"“{words}” could not be understood as a date.",
                    {"text": words},
                )
            )
        return PrintedDate(words, edtf)

    def indicator(self, indicator: Element) -> tuple[PrintedDate | None, str]:
        """When the last target of a foreign indicator ends, and all its targets and results in words."""
        last: PrintedDate | None = None
        said = []
        for instance in indicator.all("MeasurementInstance"):
            for result in instance.children:
                target = result.name == "TargetResult"
                ends = self.day(result.first("EndDate"))
                if target and ends is not None and (last is None or (ends.edtf or "") > (last.edtf or "")):
                    last = ends
                said.append(result_words(result, "Target" if target else "Actual"))
        extra = whole(indicator, "OtherInformation")
        return last, "; ".join(each for each in (*said, extra) if each)

    def sections(self, core: Element | None, goals: tuple[Element, ...]) -> Iterator[ReportSection]:
        """What is said of the plan and its goals in words, and whatever stands where nothing may."""
        root = self.parsed.root
        about = (_paragraph(root.first(each)) for each in ("Description", "OtherInformation"))
        yield from _section(None, "About the plan", about)
        if core is not None:
            for each in core.all("Organization"):
                words = [_paragraph(each.first("Description")), *_stakeholder_words(each)]
                yield from _section(each.says("Acronym"), each.says("Name") or "Organisation", words)
            for name in ("Vision", "Mission"):
                yield from _section(None, name, [_paragraph(core.first(name, "Description"))])
            values = (
                _paragraph(each, ": ".join(filter(None, (each.says("Name"), each.says("Description")))))
                for each in core.all("Value")
            )
            yield from _section(None, "Values", values)
        for goal in goals:
            said = [_paragraph(goal.first("Description"))]
            said += _stakeholder_words(goal)
            further = goal.first("OtherInformation")
            said.append(_paragraph(further, without_lines(further.text) or "") if further else None)
            yield from _section(goal.says("SequenceIndicator"), goal.says("Name") or "Goal", said)
        yield from _section(None, BESIDES, (_paragraph(each, words) for each, words in besides(self.parsed)))


def _stakeholders(objective: Element) -> tuple[tuple[str, ...], dict[str, str]]:
    """The names of those who lead, and all others by their roles."""
    leads: list[str] = []
    others: dict[str, list[str]] = {}
    for each in objective.all("Stakeholder"):
        name = each.says("Name")
        if name is None:
            continue
        role = _role_of(each)
        performs = any(
            kind.text.strip() == "Performer" for of in each.all("Role") for kind in of.all("RoleType")
        )
        if role == RoleName.LEAD or (performs and role != RoleName.SERVICE):
            leads.append(name)
        else:
            others.setdefault(_COLUMN_OF_ROLE.get(role or "", role or "Stakeholder"), []).append(name)
    return tuple(dict.fromkeys(leads)), {role: "; ".join(names) for role, names in others.items()}


_COLUMN_OF_ROLE: Mapping[str, str] = {RoleName.SERVICE: Label.SERVICE, RoleName.OUTSIDE: Label.BODY}


def _role_of(stakeholder: Element) -> str | None:
    return stakeholder.says("Role", "Name")


def _stakeholder_words(within: Element) -> Iterator[ReportParagraph | None]:
    """Each stakeholder with the role and whatever is said of them."""
    for each in within.all("Stakeholder"):
        name = each.says("Name")
        if name is not None:
            said = ", ".join(filter(None, (name, each.says("Description"), each.says("Role", "Description"))))
            yield _paragraph(each, f"{_role_of(each) or 'Stakeholder'}: {said}")


def _paths(goals: tuple[Element, ...]) -> list[tuple[str, ...]]:
    """The headings above the objectives of each goal, its own last; our files name the goal above each."""
    codes: dict[str, Element] = {}
    for each in goals:
        code = _code(each)
        if code is not None:
            codes.setdefault(code, each)

    def path(goal: Element) -> tuple[str, ...]:
        found: list[str] = []
        at: Element | None = goal
        while at is not None and len(found) < _MOST_CHAIN:
            found.insert(0, coded_words(_code(at), at.says("Name")))
            above = lines_of(whole(at, "OtherInformation")).get(Line.PART_OF)
            at = codes.get(above) if above is not None else None
        return tuple(found)

    return [path(each) for each in goals]


def _code(goal: Element) -> str | None:
    return lines_of(whole(goal, "OtherInformation")).get(Line.CODE) or goal.says("SequenceIndicator")


def _months(words: str | None) -> Iterator[Month]:
    for each in (words or "").split(", "):
        try:
            yield Month.parse(each)
        except NotAMonth:
            continue


def _risks(root: Element, goals: tuple[Element, ...]) -> tuple[DraftRisk, ...]:
    """The corporate risks that one of our files names, with the sections that are mapped to them."""
    mapped = [
        (code, lines_of(whole(goal, "OtherInformation")).get(Line.RISKS, "").split(", "))
        for goal in goals
        if (code := _code(goal)) is not None
    ]
    found = []
    for each in all_lines(whole(root, "OtherInformation"), Line.RISK):
        risk, _, title = each.partition(", ")
        sections = tuple(code for code, risks in mapped if risk in risks)
        found.append(DraftRisk(risk, title, sections, links=tuple(RiskLink(code, code) for code in sections)))
    return tuple(found)


def _contact(root: Element) -> Contact | None:
    submitter = root.first("Submitter") or root.first("AdministrativeInformation", "Submitter")
    if submitter is None:
        return None
    name = " ".join(filter(None, (submitter.says("GivenName"), submitter.says("Surname")))) or None
    email, telephone = submitter.says("EmailAddress"), submitter.says("PhoneNumber")
    return Contact(name, email, telephone) if name or email or telephone else None


def _paragraph(element: Element | None, words: str | None = None) -> ReportParagraph | None:
    if element is None:
        return None
    lines = (element.text if words is None else words).splitlines()
    text = "\n".join(" ".join(each.split()) for each in lines).strip()
    return ReportParagraph(None, text, place_of(element.line)) if text else None


def _section(
    number: str | None, title: str, said: Iterable[ReportParagraph | None]
) -> Iterator[ReportSection]:
    """A section, where anything is said in it."""
    found = tuple(each for each in said if each is not None)
    if found:
        yield ReportSection(number, title, found)
