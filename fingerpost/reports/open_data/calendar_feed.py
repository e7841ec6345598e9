"""An iCalendar feed (RFC 5545) of what falls due and of meetings, to which a calendar can subscribe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fingerpost.rules.classes import Status
from fingerpost.rules.months import day_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.reports.open_data.months import OpenAction, OpenDate, OpenMonth

MEDIA_TYPE = "text/calendar"
LONGEST_LINE = 75
"""The most octets in a line before it is folded (RFC 5545, 3.1)."""
PRODUCT = "-//Fingerpost//Open data//EN"
NOT_COMING = frozenset({Status.SUSPENDED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day in a calendar, or more than one.

    `uid` never changes while the thing is the same; `changed_at` is when what is said of it last changed, `times`
    how often before that. A `doubtful` event may fall on another day; a `cancelled` one will not come.
    """

    uid: str
    day: date
    summary: str
    changed_at: datetime
    description: str = ""
    address: str | None = None
    place: str | None = None
    categories: tuple[str, ...] = ()
    times: int = 0
    doubtful: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """A meeting of a body: a short key that stays the same (a record's number), when and where.

    `starts` is the local time as printed ("6 pm"), for words only: the event lasts the whole day.
    """

    key: str
    body: str
    day: date
    starts: str | None = None
    place: str | None = None
    address: str | None = None
    business: str | None = None
    cancelled: bool = False


def calendar(
    name: str, events: Iterable[Event], *, address: str | None = None, language: str = "en-GB"
) -> bytes:
    """The events as a calendar of this name, by day. `address` is the feed's own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [_text("NAME", name, language), _text("X-WR-CALNAME", name)]
    if address:
        lines.append(f"SOURCE;VALUE=URI:{address}")
    lines.append("REFRESH-INTERVAL;VALUE=DURATION:P1D")
    for event in sorted(events, key=lambda each: (each.day, each.uid)):
        lines += _event(event, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{each}\r\n" for line in lines for each in _folded(line)).encode(errors="replace")


def due_dates(month: OpenMonth, *, at: datetime | None = None) -> Iterator[Event]:
    """What falls due, as the last published month says: an event for each action with a date and no completion.

    An action is due on the day of its current date; where that is approximate, on the last day on which it can
    fall, and the event says so. `at` is when the month was published; without it, the day on which it was closed.
    """
    changed = at or datetime.combine(month.closed_on, time(), UTC)
    for action in month.actions:
        due = action.current
        if due is not None and due.latest_day is not None and action.status is not Status.COMPLETE:
            yield _due(action, due, due.latest_day, month, changed)


def meetings(of: Iterable[CalendarMeeting], *, host: str, at: datetime) -> Iterator[Event]:
    """The meetings as events, known by their keys at this host. `at` is when the list of them last changed."""
    for each in of:
        words = [each.business or "", f"Starts at {each.starts}." if each.starts else "", each.address or ""]
        yield Event(
            uid=f"meeting-{_in_uid(each.key)}@{host}",
            day=each.day,
            summary=f"{each.body} meets",
            changed_at=at,
            description="\n".join(word for word in words if word),
            address=each.address,
            place=each.place,
            categories=("Meeting",),
            cancelled=each.cancelled,
        )


def _due(action: OpenAction, due: OpenDate, day: date, month: OpenMonth, changed: datetime) -> Event:
    words = [f"{action.ref} {action.title}"]
    if not due.exact:
        words.append(f"Due by {day_name(day)}: the date is given as “{due.words}”.")
    words.append(f"{month.period.name}: {action.status_words}. {action.why}")
    if action.leads:
        words.append(f"Lead: {', '.join(action.leads)}")
    words.append(action.address)
    return Event(
        uid=f"{_in_uid(action.ref)}.{_in_uid(month.plan.code)}@{urlsplit(action.address).hostname}",
        day=day,
        summary=f"{'Due' if due.exact else 'Due by this day'}: {action.ref} {action.title}",
        changed_at=changed,
        description="\n".join(words),
        address=action.address,
        categories=("Action due",),
        times=len(action.revisions),
        doubtful=not due.exact,
        cancelled=action.status in NOT_COMING,
    )


def _in_uid(words: str) -> str:
    """The words as part of a UID: letters, digits, dots and hyphens as they are, anything else by its code."""
    return "".join(
        each if each.isascii() and (each.isalnum() or each in ".-") else f"_{ord(each):x}_" for each in words
    )


def _event(event: Event, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    stamp = event.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{event.times}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield _text("SUMMARY", event.summary, language)
    if event.description:
        yield _text("DESCRIPTION", event.description, language)
    if event.place:
        yield _text("LOCATION", event.place, language)
    if event.address:
        yield f"URL:{event.address}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(_escaped(each) for each in event.categories)
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'TENTATIVE' if event.doubtful else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PUBLIC"
    yield "END:VEVENT"


def _text(name: str, words: str, language: str | None = None) -> str:
    parameter = f";LANGUAGE={language}" if language else ""
    return f"{name}{parameter}:{_escaped(words)}"


def _escaped(words: str) -> str:
    """A text value (RFC 5545, 3.3.11); control characters, which no calendar can hold, are left out."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        lines = lines.replace(plain, escaped)
    return "".join(each for each in lines if each == "\t" or (ord(each) >= 32 and ord(each) != 127))


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never within a character; each but the first begins with a space."""
    piece, size = "", 0
    for each in line:
        octets = len(each.encode(errors="replace"))
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += each
        size += octets
    yield piece
