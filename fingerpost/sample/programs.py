"""The programs of the sample council: one that reads the figures each month, and one that was tried and given up."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.people.operations.tokens import make_token, revoke_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fingerpost.people.models import ApiToken, Person

LONDON = ZoneInfo("Europe/London")


class Programs:
    """API tokens of Harrowmere. Nobody learns their secrets."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.people = people
        self.tried: ApiToken

    def happenings(self) -> Iterator[tuple[datetime, Callable[[datetime], object]]]:
        """What happened, and when."""
        yield datetime(2025, 11, 3, 14, 20, tzinfo=LONDON), self._try_a_dashboard
        yield datetime(2025, 12, 1, 9, 40, tzinfo=LONDON), self._give_it_up
        yield datetime(2026, 1, 12, 10, 5, tzinfo=LONDON), self._read_the_figures

    def _try_a_dashboard(self, at: datetime) -> None:
        self.tried = make_token(
            name="Trial of a dashboard",
            may_write=True,
            expires_on=date(2026, 1, 31),
            by=self.people["EL"],
            at=at,
        ).row

    def _give_it_up(self, at: datetime) -> None:
        revoke_token(token=self.tried, by=self.people["EL"], at=at)

    def _read_the_figures(self, at: datetime) -> None:
        make_token(
            name="Monthly figures in Excel",
            may_write=False,
            expires_on=date(2026, 12, 31),
            by=self.people["EL"],
            at=at,
        )
