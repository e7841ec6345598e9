"""Silence: of each service, how many updates were asked for and how many were not sent, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.exceptions_report import all_service_updates
from fingerpost.rules.figures import share
from fingerpost.rules.insight.english import Named, listed, named, some_listed, was_or_were
from fingerpost.rules.months import Period
from fingerpost.rules.said import said, said_n

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
            return said("No month is closed yet, so nobody was silent.")
        asked = sum(each.asked for each in self.services)
        silent = sum(each.silent for each in self.services)
        since = (
            said("In {periods}", periods=self.periods[0])
            if len(self.periods) == 1
            else said("From {periods} to {periods2}", periods=self.periods[0], periods2=self.periods[-1])
        )
        if not asked:
            return said("{since} no update was asked for.", since=since)
        if not silent:
            return said_n(
                "{since} every one of {count} update asked for was sent.",
                "{since} every one of {count} updates asked for was sent.",
                asked,
                since=since,
            )
        stated = said_n(
            "{since} {silent} of {count} update asked for ({share}%) {was_or_were} not sent.",
            "{since} {silent} of {count} updates asked for ({share}%) {was_or_were} not sent.",
            asked,
            since=since,
            silent=silent,
            share=share(silent, asked),
            was_or_were=was_or_were(silent),
        )
        quiet = [
            said(
                "{service} in {what}",
                service=each.service,
                what=listed(each.nothing_in),
            )
            for each in self.services
            if each.nothing_in
        ]
        if quiet:
            stated += said(" Nothing at all was heard from {quiet}.", quiet=some_listed(quiet, "service"))
        return stated


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
