"""Silence: of each service, how many updates were asked for and how many were not sent, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.exceptions_report import all_service_updates
from fingerpost.rules.figures import share
from fingerpost.rules.insight.english import Named, listed, named, some_listed, was_or_were
from fingerpost.rules.months import Period
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from fingerpost.rules.insight.series import Series

NO_SERVICE = "No service named"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a service was asked in a period, and on what it sent nothing."""

    asked: tuple[Named, ...]
    silent: tuple[Named, ...]

    @property
    def said_nothing(self) -> bool:
        """Whether it sent nothing at all."""
        return len(self.asked) == len(self.silent)


@dataclass(frozen=True, slots=True)
class ServiceSilence:
    """A service over the periods; those in which nothing was asked of it are not there."""

    service: str
    heard: Mapping[Period, Heard]

    @property
    def asked(self) -> int:
        """How many updates were asked for in all."""
        return sum(len(each.asked) for each in self.heard.values())

    @property
    def silent(self) -> int:
        """How many of them were not sent."""
        return sum(len(each.silent) for each in self.heard.values())

    @property
    def nothing_in(self) -> tuple[Period, ...]:
        """The periods in which it said nothing at all."""
        return tuple(period for period, each in self.heard.items() if each.said_nothing)


@dataclass(frozen=True, slots=True)
class Silence:
    """Every service over the periods of the last plan that have a record, the most silent first."""

    periods: tuple[Period, ...]
    services: tuple[ServiceSilence, ...] = ()

    def sentence(self) -> str:
        """How many updates were not sent, and which services said nothing at all, and when."""
        if not self.periods:
            return "No month is closed yet, so nobody was silent."
        asked = sum(each.asked for each in self.services)
        silent = sum(each.silent for each in self.services)
        since = (
            f"In {self.periods[0].name}"
            if len(self.periods) == 1
            else f"From {self.periods[0].name} to {self.periods[-1].name}"
        )
        if not asked:
            return f"{since} no update was asked for."
        if not silent:
            return f"{since} every one of {count_words(asked, 'update')} asked for was sent."
        said = (
            f"{since} {silent} of {count_words(asked, 'update')} asked for ({share(silent, asked)}%) "
            f"{was_or_were(silent)} not sent."
        )
        quiet = [
            f"{each.service} in {listed([period.name for period in each.nothing_in])}"
            for each in self.services
            if each.nothing_in
        ]
        if quiet:
            said += f" Nothing at all was heard from {some_listed(quiet, 'service')}."
        return said


def silence_of(series: Series) -> Silence:
    """The silence of each service over the months of the last plan."""
    heard: dict[str, dict[Period, Heard]] = {}
    for snapshot in series.own:
        names = {each.ref: named(each) for each in snapshot.actions}
        for each in all_service_updates(snapshot):
            heard.setdefault(each.service or NO_SERVICE, {})[snapshot.period] = Heard(
                tuple(names[ref] for ref in each.asked), tuple(names[ref] for ref in each.silent)
            )
    services = [ServiceSilence(name, periods) for name, periods in heard.items()]
    return Silence(
        tuple(each.period for each in series.own),
        tuple(sorted(services, key=lambda each: (-each.silent, each.service))),
    )
