"""What a report of ours says of itself: kind, council, title, period, meeting, contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.own.values import share_of_words, unless_dash
from fingerpost.rules.draft import ChangesStated, Contact, Kind, Meeting, PlanYear
from fingerpost.rules.labels import Label
from fingerpost.rules.months import Month
from fingerpost.rules.wording import KIND_OF_WORDS, NOTHING, read_month, read_plan_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.own.values import Values


class Fact(NamedTuple):
    """What stands beside a label, and where."""

    said: str
    place: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The fields of a draft that stand once."""

    kind: Kind | None
    council: str | None
    title: str | None
    period: Month | None
    period_months: int | None
    plan_year: PlanYear | None
    decision_type: str | None
    meeting: Meeting | None
    wards: str | None
    contact: Contact | None


def read_front(values: Values, facts: Mapping[str, Fact]) -> Front:
    """The front, from the facts about the report."""

    def said(label: str) -> str | None:
        return facts[label].said if label in facts else None

    kind = KIND_OF_WORDS.get(said(Label.KIND) or "")
    if kind is None and Label.KIND in facts:
        values.not_read(facts[Label.KIND].place, Label.KIND, facts[Label.KIND].said)
    return Front(
        kind,
        said(Label.COUNCIL),
        said(Label.TITLE),
        _period(values, facts),
        whole_number_of(values, facts, Label.PERIOD_MONTHS),
        _plan_year(values, facts),
        said(Label.DECISION_TYPE),
        _meeting(values, facts),
        said(Label.WARDS),
        _contact(said(Label.CONTACT_NAME), said(Label.CONTACT_EMAIL), said(Label.CONTACT_TELEPHONE)),
    )


def read_changes_stated(values: Values, facts: Mapping[str, Fact]) -> ChangesStated | None:
    """How many actions the source states as changed, and their share."""
    if Label.CHANGES_COUNT not in facts and Label.CHANGES_SHARE not in facts:
        return None
    share = facts[Label.CHANGES_SHARE].said if Label.CHANGES_SHARE in facts else None
    return ChangesStated(whole_number_of(values, facts, Label.CHANGES_COUNT), share_of_words(share))


def whole_number_of(values: Values, facts: Mapping[str, Fact], label: str) -> int | None:
    """A whole number among the facts."""
    fact = facts.get(label)
    if fact is None:
        return None
    digits = fact.said.replace(",", "")
    if digits.removeprefix("-").isdecimal():
        return int(digits)
    values.not_read(fact.place, label, fact.said)
    return None


def _period(values: Values, facts: Mapping[str, Fact]) -> Month | None:
    fact = facts.get(Label.PERIOD)
    if fact is None:
        return None
    month = read_month(fact.said)
    if month is None:
        values.not_read(fact.place, Label.PERIOD, fact.said)
    return month


def _plan_year(values: Values, facts: Mapping[str, Fact]) -> PlanYear | None:
    fact = facts.get(Label.PLAN_YEAR)
    if fact is None:
        return None
    plan_year = read_plan_year(fact.said)
    if plan_year == PlanYear() and fact.said != NOTHING:
        values.not_read(fact.place, Label.PLAN_YEAR, fact.said)
        return None
    return plan_year


def _meeting(values: Values, facts: Mapping[str, Fact]) -> Meeting | None:
    body, day = facts.get(Label.MEETING_BODY), facts.get(Label.MEETING_DATE)
    if body is None and day is None:
        return None
    return Meeting(
        unless_dash(body.said) if body else None,
        values.day(day.place, Label.MEETING_DATE, day.cell, day.said) if day else None,
    )


def _contact(name: str | None, email: str | None, telephone: str | None) -> Contact | None:
    if name is None and email is None and telephone is None:
        return None
    return Contact(unless_dash(name), email, telephone)
