"""The only code that writes distribution lists and sends reports to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fingerpost.circulation.files import ToSend, attached
from fingerpost.circulation.models import (
    Circulation,
    DistributionList,
    OutsideAddress,
    Recipient,
    SentFile,
)
from fingerpost.committee.models import CommitteeReport
from fingerpost.files.models import StoredFile
from fingerpost.history.record import record
from fingerpost.issuing.models import Report
from fingerpost.meetings.models import Body
from fingerpost.notices import letters
from fingerpost.notices.facts import address_of
from fingerpost.notices.sending import takes_attachments
from fingerpost.notices.writing import write_with_files
from fingerpost.people.models import Person
from fingerpost.plans.models import Plan
from fingerpost.rules.notices import NoticeKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from fingerpost.people.models import Council


class ListNameTaken(ValueError):
    """The council has a list of this name."""


class ListSavedOver(ValueError):
    """Somebody else has saved the list since it was read."""


class ListClosed(ValueError):
    """The list is no longer used."""


class NobodyOnList(ValueError):
    """Nobody on the list can be reached."""


class NoSuchFiles(ValueError):
    """No format was chosen that the report was issued in."""


class CannotSendOutside(ValueError):
    """People outside the council cannot be sent files: mail here takes none along, or they are too large."""


class SentAlready(ValueError):
    """This report went to this list today already."""


@dataclass(frozen=True)
class Wanted:
    """A list as it is to be: its name, people of the council, and addresses outside as pairs of name and address."""

    name: str
    people: Collection[Person] = ()
    outside: Collection[tuple[str, str]] = ()
    body: Body | None = None
    plan: Plan | None = None


@transaction.atomic
def add_list(*, council: Council, wanted: Wanted, by: Person, at: datetime) -> DistributionList:
    """A new distribution list. Refuses a name that is taken."""
    row = DistributionList(council=council)
    _write(row, wanted)
    record(by=by, at=at, event="added a distribution list", of=row, label=row.name, after=_shown(row))
    return row


@transaction.atomic
def edit_list(
    *, row: DistributionList, wanted: Wanted, by: Person, at: datetime, version: int | None = None
) -> DistributionList:
    """Another name or other people for a list. What was sent before stays in the log as it was."""
    row = _held(row)
    if version is not None and row.version != version:
        raise ListSavedOver(
            "Somebody else has saved this list since you opened it. Open it again to see theirs."
        )
    before = _shown(row)
    row.version += 1
    _write(row, wanted)
    record(
        by=by,
        at=at,
        event="edited a distribution list",
        of=row,
        label=row.name,
        before=before,
        after=_shown(row),
    )
    return row


@transaction.atomic
def close_list(*, row: DistributionList, by: Person, at: datetime) -> DistributionList:
    """Use a list no longer. It stays in the log of what was sent."""
    row = _held(row)
    row.closed_on = at.date()
    row.version += 1
    row.save()
    record(by=by, at=at, event="closed a distribution list", of=row, label=row.name)
    return row


@transaction.atomic
def circulate(
    *,
    to_send: ToSend,
    to: DistributionList,
    formats: Collection[str],
    subject: str,
    words: str = "",
    by: Person,
    at: datetime,
) -> Circulation:
    """Send an issued report to everybody on a list, by the outbox: it is written with its log, and never lost.

    Addresses outside the council, and people who do not see exempt parts, get what is public only. Refuses a list
    that reaches nobody, formats that the report was not issued in, files that cannot go outside, and the same report
    to the same list twice on one day.
    """
    row = _held(to)
    files = [each for each in formats if each in to_send.whole]
    if not files:
        raise NoSuchFiles("Choose at least one format in which the report was issued.")
    outside = row.outside.exists()
    if not outside and not reachable(row, at.date()):
        raise NobodyOnList(f"Nobody on the list {row.name} has an address.")
    if outside:
        _check_outside(to_send.files_for(None, files))
    of = _of(to_send)
    if Circulation.objects.filter(**of, list=row, sent_at__date=at.date()).exists():
        raise SentAlready(f"This report went to {row.name} today already.")
    made = Circulation.objects.create(
        council=row.council,
        **of,
        title=to_send.title[:200],
        list=row,
        list_name=row.name,
        subject=subject.strip(),
        words=words.strip(),
        sent_by=by,
        sent_at=at,
    )
    for each in _deliveries(to_send, row, files, at.date()):
        _send(made, to_send, each, at=at)
    recipients = made.recipients.prefetch_related("files__file")
    record(
        by=by,
        at=at,
        event="sent a report:",
        of=made,
        label=str(made),
        after={
            "recipients": [str(each) for each in recipients],
            "files": {sent.file.name: sent.sha256 for each in recipients for sent in each.files.all()},
        },
    )
    return made


def reachable(row: DistributionList, on: date) -> list[Person]:
    """The people of a list who are here and have an address, each address once."""
    found: dict[str, Person] = {}
    for each in row.people.select_related("user", "council").order_by("name"):
        if each.is_here(on) and address_of(each):
            found.setdefault(address_of(each).lower(), each)
    return list(found.values())


def _of(to_send: ToSend) -> dict[str, Any]:
    return {
        "report": to_send.report if isinstance(to_send.report, Report) else None,
        "committee_report": to_send.report if isinstance(to_send.report, CommitteeReport) else None,
    }


def _check_outside(files: Sequence[StoredFile]) -> None:
    """Refuse files that people outside, who cannot sign in, could not have."""
    if not takes_attachments():
        raise CannotSendOutside(
            "Mail here goes by GOV.UK Notify, which takes no files along, and people outside the council cannot sign in."
        )
    if len(attached(files)) != len(files):
        raise CannotSendOutside(
            "These files together are too large for a message, and people outside the council cannot sign in. "
            "Choose fewer formats."
        )


@dataclass(frozen=True, slots=True)
class _Delivery:
    """What goes to one recipient; `person` is None outside the council. `along` are the files that mail takes."""

    person: Person | None
    name: str
    address: str
    files: Sequence[StoredFile]
    along: Sequence[StoredFile]


def _deliveries(
    to_send: ToSend, row: DistributionList, formats: Collection[str], on: date
) -> list[_Delivery]:
    """What goes to whom: each address once, people of the council first."""
    found: dict[str, _Delivery] = {}
    whom: list[tuple[Person | None, str, str]] = [
        *((each, each.shown, address_of(each)) for each in reachable(row, on)),
        *((None, each.name, each.address) for each in row.outside.all()),
    ]
    for person, name, address in whom:
        files = to_send.files_for(person, formats)
        along = attached(files) if takes_attachments() else []
        found.setdefault(address.lower(), _Delivery(person, name, address.lower(), files, along))
    return list(found.values())


def _send(made: Circulation, to_send: ToSend, to: _Delivery, *, at: datetime) -> None:
    """Write the message to one recipient, and the log of it."""
    message = write_with_files(
        letters.letter(made.subject, _parts(made, to_send, to), council=made.council),
        council=made.council,
        to=to.person or to.address,
        kind=NoticeKind.CIRCULATED,
        key=f"circulated {made.pk}",
        at=at,
        files=to.along,
    )
    recipient = Recipient.objects.create(
        circulation=made,
        person=to.person,
        name=to.name,
        address=to.address,
        outside=to.person is None,
        message=message,
    )
    SentFile.objects.bulk_create(
        SentFile(recipient=recipient, file=each, sha256=each.sha256, attached=each in to.along)
        for each in to.files
    )


def _parts(made: Circulation, to_send: ToSend, to: _Delivery) -> list[str]:
    """What the message says."""
    named = _("Here is the report %(title)s.") % {"title": to_send.title}
    parts = [_("Dear %(name)s,") % {"name": to.name}, made.words or named]
    if to.along:
        listed = "\n".join(f"* {each.name} (SHA-256 {each.sha256})" for each in to.along)
        parts.append(_("Attached:") + "\n" + listed)
    left = [each.name for each in to.files if each not in to.along]
    if left:
        why = _("Not attached, because mail does not take it along; it is behind the link below:")
        parts.append("\n".join([why, *(f"* {each}" for each in left)]))
    if to.person is not None:
        parts.append(_("The report on the web (sign in to read it):") + "\n" + to_send.link)
    return parts


def _held(row: DistributionList) -> DistributionList:
    held = DistributionList.objects.select_for_update(of=("self",)).select_related("council").get(pk=row.pk)
    if held.closed_on is not None:
        raise ListClosed(f"The list {held.name} is no longer used.")
    return held


def _write(row: DistributionList, wanted: Wanted) -> None:
    row.name, row.body, row.plan = wanted.name.strip(), wanted.body, wanted.plan
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ListNameTaken(f"There is a list called {row.name} already.") from None
    row.people.set(wanted.people)
    row.outside.all().delete()
    OutsideAddress.objects.bulk_create(
        OutsideAddress(list=row, name=name, address=address)
        for address, name in {address.lower(): name for name, address in wanted.outside}.items()
    )


def _shown(row: DistributionList) -> dict[str, Any]:
    return {
        "name": row.name,
        "people": [each.shown for each in row.people.order_by("name")],
        "outside": [str(each) for each in row.outside.all()],
        "body": row.body.name if row.body else "",
        "plan": row.plan.title if row.plan else "",
    }
