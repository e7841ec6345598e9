"""Every kind of field, with its value: what an officer may type in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.committee.field_forms import Asked, NoValue, form, of_both_periods
from fingerpost.rules.committee.new_plan import DraftPlan
from fingerpost.rules.exceptions_report import completed, declared_better, exceptions, outside_bodies
from fingerpost.rules.movement import movement
from fingerpost.rules.numbers import count_words
from fingerpost.rules.snapshot import ActionRecord, Snapshot
from fingerpost.rules.wording import day_words, meaning_of, months_moved_words, share_words, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.rules.dates import ApproximateDate

_NONE = "none"
_NOT_KNOWN = "not known"


@form("council", "The name of the council.", "council")
def _council(asked: Asked) -> str:
    return asked.sources.report.council


@form("plan", "The title of the plan.", "plan")
def _plan(asked: Asked) -> str:
    return asked.sources.report.plan


@form("plan year", "The months that the plan covers.", "plan year")
def _plan_year(asked: Asked) -> str:
    record = asked.record
    if isinstance(record, Snapshot):
        return record.plan.year.name
    if record.year is None:
        raise NoValue("needs the months that the plan covers, and the draft does not give them")
    return record.year.name


@form("month", "The month or months reported.", "month")
def _month(asked: Asked) -> str:
    return asked.snapshot.period.name


@form("previous month", "The month or months before the period reported.", "previous month")
def _previous_month(asked: Asked) -> str:
    return asked.snapshot.period.previous.name


@form("next month", "The month after the period reported.", "next month")
def _next_month(asked: Asked) -> str:
    return (asked.snapshot.period.last + 1).name


@form("closing day", "The day on which the record of the period was closed.", "closing day")
def _closing_day(asked: Asked) -> str:
    return day_words(asked.snapshot.closed_on)


@form("wards", "The wards affected, as given at the front of the report.", "wards")
def _wards(asked: Asked) -> str:
    return _given(asked.sources.report.wards, "no wards are given at the front of the report")


@form("meeting", "The bodies that the report goes to.", "meeting")
def _meeting(asked: Asked) -> str:
    return _and(each.body for each in asked.sources.report.meetings) or _NONE


@form("meeting date", "The day of the first meeting.", "meeting date")
def _meeting_date(asked: Asked) -> str:
    days = [each.date for each in asked.sources.report.meetings if each.date]
    return day_words(min(days)) if days else _given(None, "no meeting has a date yet")


@form("portfolio holder", "The portfolio holder named at the front of the report.", "portfolio holder")
def _portfolio_holder(asked: Asked) -> str:
    holder = asked.sources.report.portfolio_holder
    return _given(holder.name if holder else None, "no portfolio holder is named at the front of the report")


of_both_periods(
    "number of actions",
    "How many actions are highlighted (N)",
    "number of actions",
    lambda asked, of: f"{asked.figures(of).n:,}",
)
of_both_periods(
    "count of actions",
    "The same with its noun: “1 action”, “138 actions”",
    "count of actions",
    lambda asked, of: count_words(asked.figures(of).n, "action"),
)
of_both_periods(
    "CLASS count",
    "How many actions are in the class",
    "amber count",
    lambda asked, of: f"{_count(asked, of):,}",
)
of_both_periods(
    "CLASS count of actions",
    "The same with its noun: “1 action”, “3 actions”",
    "amber count of actions",
    lambda asked, of: count_words(_count(asked, of), "action"),
)
of_both_periods(
    "CLASS share",
    "The share of the class in all highlighted, rounded as the plan's policy says",
    "amber share",
    lambda asked, of: _share(asked.figures(of).shares.get(asked.class_)),
)
of_both_periods(
    "green share of not re-dated",
    "The share of green among those that are not reprogrammed, suspended or withdrawn",
    "green share of not re-dated",
    lambda asked, of: _share(asked.figures(of).green_share_not_reprogrammed),
)
of_both_periods(
    "number green and ever re-dated",
    "How many of the green actions were ever re-dated",
    "number green and ever re-dated",
    lambda asked, of: f"{asked.figures(of).green_ever_redated:,}",
)
of_both_periods(
    "CLASS actions",
    "The actions in the class by title and ref, or “none”",
    "reprogrammed actions",
    lambda asked, of: _named(each for each in of.highlighted if each.class_ is asked.class_),
    in_section=False,
)
of_both_periods(
    "CLASS refs",
    "The refs of the actions in the class, or “none”",
    "amber refs",
    lambda asked, of: _and(each.ref for each in of.highlighted if each.class_ is asked.class_) or _NONE,
    in_section=False,
)
of_both_periods(
    "number of exceptions",
    "How many exceptions are reported",
    "number of exceptions",
    lambda _, of: f"{len(exceptions(of)):,}",
    in_section=False,
)
of_both_periods(
    "count of exceptions",
    "The same with its noun: “1 exception”, “12 exceptions”",
    "count of exceptions",
    lambda _, of: count_words(len(exceptions(of)), "exception"),
    in_section=False,
)
of_both_periods(
    "number completed",
    "How many actions were completed in the period",
    "number completed",
    lambda _, of: f"{len(completed(of)):,}",
    in_section=False,
)
of_both_periods(
    "completed actions",
    "What was completed in the period, by title and ref, or “none”",
    "completed actions",
    lambda _, of: _named(completed(of)),
    in_section=False,
)
of_both_periods(
    "number declared better",
    "How many statuses are declared better than the dates give",
    "number declared better",
    lambda _, of: f"{len(declared_better(of)):,}",
    in_section=False,
)
of_both_periods(
    "actions declared better",
    "The actions whose status is declared better than the dates give, or “none”",
    "actions declared better",
    lambda _, of: _named(declared_better(of)),
    in_section=False,
)


@form("CLASS meaning", "What the class means, with the plan's tolerance.", "amber meaning")
def _meaning(asked: Asked) -> str:
    words = meaning_of(asked.class_, asked.snapshot.policies.amber_up_to)
    return words[0].lower() + words[1:]


@form("tolerance", "By how much an action may be late and still be amber.", "tolerance")
def _tolerance(asked: Asked) -> str:
    return count_words(asked.snapshot.policies.amber_up_to, "month")


@form(
    "movement",
    "How green rose or fell, by where it came from and went; or why that cannot be said.",
    "movement",
)
def _movement(asked: Asked) -> str:
    found = movement(asked.sources.previous, asked.snapshot)
    return found.figures_only or found.sentence()


@form("CLASS movement", "The same of another class.", "red movement")
def _class_movement(asked: Asked) -> str:
    found = movement(asked.sources.previous, asked.snapshot)
    return found.figures_only or found.sentence(asked.class_)


@form("outside bodies", "The outside bodies that highlighted actions name, or “none”.", "outside bodies")
def _outside_bodies(asked: Asked) -> str:
    record = asked.record
    if isinstance(record, DraftPlan):
        return _and(sorted({body for each in record.actions for body in each.outside_bodies})) or _NONE
    return _and(each.name for each in outside_bodies(record)) or _NONE


@form(
    "number of actions in the plan",
    "How many actions the plan holds, highlighted or not.",
    "number of actions in the plan",
)
def _in_plan(asked: Asked) -> str:
    return f"{len(asked.record.actions):,}"


@form(
    "number of sections", "How many sections the plan has that no other stands above.", "number of sections"
)
def _sections(asked: Asked) -> str:
    return f"{sum(each.parent is None for each in asked.record.sections):,}"


@form("number of risks", "How many corporate risks are mapped to the plan.", "number of risks")
def _risks(asked: Asked) -> str:
    return f"{len({code for each in asked.record.sections for code in each.risks}):,}"


@form("title of section CODE", "The title of a section of the plan.", "title of section CP3")
def _section_title(asked: Asked) -> str:
    return asked.section().title


@form("section CODE", "A section of the plan, by its code and title: a cross-reference.", "section CP3")
def _section(asked: Asked) -> str:
    section = asked.section()
    return f"section {section.code} ({section.title})"


@form("outcome of section CODE", "What the section is to achieve.", "outcome of section CP3")
def _section_outcome(asked: Asked) -> str:
    return _given(asked.section().outcome, f"section {asked.given['CODE']} has no outcome in the record")


@form(
    "head of service of section CODE", "The head of service of a section.", "head of service of section CP3"
)
def _section_head(asked: Asked) -> str:
    return _given(
        asked.section().head_of_service, f"section {asked.given['CODE']} has no head of service in the record"
    )


@form("risk RISK", "A corporate risk by its code and title.", "risk KO1")
def _risk(asked: Asked) -> str:
    code = asked.given["RISK"]
    found = next((each for each in asked.record.risks if each.code == code), None)
    if found is None:
        raise NoValue(f"names risk {code}, and the record has no such corporate risk")
    return f"{found.code} ({found.title})"


@form("action REF", "An action by its title and ref: “Open the depot (3.2.4)”.", "action 3.2.4")
def _action(asked: Asked) -> str:
    action = asked.planned()
    return f"{action.title} ({action.ref})"


@form("title of REF", "The title of an action.", "title of 3.2.4")
def _title(asked: Asked) -> str:
    return asked.planned().title


@form("leads of REF", "Who leads on an action.", "leads of 3.2.4")
def _leads(asked: Asked) -> str:
    action = asked.planned()
    names = [each if isinstance(each, str) else each.name for each in action.leads]
    return _and(names) or _NOT_KNOWN


@form("status of REF", "The status of an action in the period, in the plan's words.", "status of 3.2.4")
def _status(asked: Asked) -> str:
    return _status_words(asked.action(), asked.snapshot)


@form("previous status of REF", "Its status in the period before.", "previous status of 3.2.4")
def _previous_status(asked: Asked) -> str:
    before = asked.previous.action(asked.given["REF"])
    if before is None:
        raise NoValue(f"names {asked.given['REF']}, which was not in the plan in the period before")
    return _status_words(before, asked.previous)


@form("reason of REF", "The sentence that gives the reason for its status.", "reason of 3.2.4")
def _reason(asked: Asked) -> str:
    return asked.action().reason


@form("original date of REF", "The date first promised.", "original date of 3.2.4")
def _original(asked: Asked) -> str:
    action = asked.planned()
    return _date(action.ledger.original if isinstance(action, ActionRecord) else action.due)


@form("current date of REF", "The date last approved.", "current date of 3.2.4")
def _current(asked: Asked) -> str:
    return _date(asked.action().ledger.current)


@form("expected date of REF", "The date now expected.", "expected date of 3.2.4")
def _expected(asked: Asked) -> str:
    return _date(asked.action().expected)


@form("times moved of REF", "How often its date was moved.", "times moved of 3.2.4")
def _times_moved(asked: Asked) -> str:
    return count_words(asked.action().ledger.times_moved, "time")


@form("months moved of REF", "How far its date was moved in all.", "months moved of 3.2.4")
def _months_moved(asked: Asked) -> str:
    months = asked.action().ledger.months_moved
    return _NOT_KNOWN if months is None else months_moved_words(months)


@form("part KEY", "A cross-reference to a part of this report: “section 5”.", "part financial")
def _part(asked: Asked) -> str:
    key = asked.given["KEY"].casefold()
    report = asked.sources.report
    if report.part(key) is None:
        raise NoValue(f"names part {key}, and this report has no such part")
    if key not in report.numbers:
        raise NoValue(f"names part {key}, which has no number in this report")
    return f"section {report.numbers[key]}"


@form("appendix NUMBER", "A cross-reference to an appendix: “Appendix 1”.", "appendix 1")
def _appendix(asked: Asked) -> str:
    number = int(asked.given["NUMBER"])
    if not 1 <= number <= len(asked.sources.report.appendices):
        raise NoValue(f"names Appendix {number}, and this report has no such appendix")
    return f"Appendix {number}"


def _count(asked: Asked, of: Snapshot) -> int:
    return asked.figures(of).counts.get(asked.class_, 0)


def _share(found: str | None) -> str:
    if found is None:
        raise NoValue("is a share of no actions at all")
    return share_words(found)


def _status_words(action: ActionRecord, of: Snapshot) -> str:
    return status_word(action.status, of.plan.status_words).lower()


def _date(date: ApproximateDate | None) -> str:
    return date.spoken if date else _NOT_KNOWN


def _given(value: str | None, otherwise: str) -> str:
    if not value:
        raise NoValue(f"has no value: {otherwise}")
    return value


def _named(actions: Iterable[ActionRecord]) -> str:
    return "; ".join(f"{each.title} ({each.ref})" for each in actions) or _NONE


def _and(names: Iterable[str]) -> str:
    """Names in a sentence: “a, b and c”."""
    found = list(names)
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))
