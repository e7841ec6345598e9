"""What Members of the sample council recommended, had promised, disputed and stated, beside the questions in `changes`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

SCRUTINY = "Overview and Scrutiny Committee"


class Recommendation(NamedTuple):
    """What the committee recommended to Cabinet about an action, and the response (None: still to come)."""

    on: date
    minute: str
    ref: str
    words: str
    state: str | None = None
    response: str = ""
    responded_on: date | None = None
    response_minute: str = ""


class Undertaking(NamedTuple):
    """What an officer promised the committee, by when."""

    by: str
    on: date
    minute: str
    ref: str
    words: str
    due: date


class Dispute(NamedTuple):
    """A rating of the last closed month that a Member holds to be wrong."""

    by: str
    on: date
    ref: str
    claimed: str
    why: str


class Said(NamedTuple):
    """What a portfolio holder stated on a slipped action of the last closed month."""

    by: str
    on: date
    ref: str
    words: str


RECOMMENDATIONS: tuple[Recommendation, ...] = (
    Recommendation(
        date(2026, 1, 27),
        "38/26",
        "15.2.1",
        "That the cost of the website’s delay is published each month until it opens.",
        "accepted in part",
        "The cost is published each quarter, with the budget monitoring.",
        date(2026, 2, 11),
        "108/26",
    ),
    Recommendation(
        date(2026, 2, 24),
        "47/26",
        "5.1.3",
        "That a second opinion on the pool tank is obtained before it is lined.",
    ),
)

UNDERTAKINGS: tuple[Undertaking, ...] = (
    Undertaking(
        "JS",
        date(2026, 2, 24),
        "48/26",
        "20.1.2",
        "Members are sent the timetable of the talks with the unions by the end of March.",
        date(2026, 3, 31),
    ),
)

DISPUTES: tuple[Dispute, ...] = (
    Dispute(
        "RK",
        date(2026, 3, 12),
        "12.2.1",
        "red",
        "A third of the buildings was surveyed by the end of February. That is not one month behind.",
    ),
)

STATEMENTS: tuple[Said, ...] = (
    Said(
        "HS",
        date(2026, 3, 10),
        "4.1.3",
        "The caddies are in the depot. I have asked for the last rounds to be done by the end of March.",
    ),
    Said(
        "DS",
        date(2026, 3, 11),
        "15.2.1",
        "I will not let a site open that some residents cannot use. The second audit is on 20 March.",
    ),
)

WATCHED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "RK": (("20.1.2",), ("CP5",)),
    "JM": (("8.2.3", "15.2.1"), ()),
}
"""What Members watch: refs of actions, and codes of sections."""

MINUTES: dict[date, str] = {
    date(2026, 1, 27): "37/26",
    date(2026, 2, 11): "109/26",
    date(2026, 2, 24): "46/26",
}
"""Under which minute the questions of each day stand."""
