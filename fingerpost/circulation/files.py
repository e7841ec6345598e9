"""Which files of an issued report go to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.committee.models import Audience, CommitteeReport
from fingerpost.committee.rights import SEES_ALL
from fingerpost.files.models import StoredFile
from fingerpost.issuing.models import Report
from fingerpost.notices.letters import link_to
from fingerpost.rules.roles import reach_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fingerpost.people.models import Person

LARGEST_MESSAGE = 7 * 2**20
"""The most bytes of files that one message takes along: mail servers refuse about 10 MB, a third of it encoding."""


@dataclass(frozen=True, slots=True)
class ToSend:
    """An issued report as it can be sent: its files by format, for the public and whole, and where it is read."""

    report: Report | CommitteeReport
    title: str
    link: str
    public: dict[str, StoredFile]
    whole: dict[str, StoredFile]
    has_exempt: bool = False
    """Whether the whole report holds more than the public may have."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that there are."""
        return tuple(self.whole)

    def files_for(self, person: Person | None, formats: Collection[str]) -> list[StoredFile]:
        """The files that go to somebody: to an address outside the council, and to whoever does not see exempt parts,
        those for the public only.
        """
        files = self.whole if person is not None and sees_exempt(person) else self.public
        return [file for to, file in files.items() if to in formats]


def sees_exempt(person: Person) -> bool:
    """Whether a person of the council sees the exempt parts of reports."""
    return any(reach_of(person.role_set, act) is not None for act in SEES_ALL)


def attached(files: Sequence[StoredFile]) -> list[StoredFile]:
    """The files that a message takes along: in order, as long as they fit."""
    found, size = [], 0
    for each in files:
        if size + each.size <= LARGEST_MESSAGE:
            found.append(each)
            size += each.size
    return found


def of_month(report: Report) -> ToSend:
    """The issued report of a month; it holds nothing exempt."""
    files = {each.format: each.file for each in report.files.select_related("file").order_by("format")}
    period = report.snapshot.period
    link = link_to("issuing:month", period.plan.council, pk=period.pk)
    return ToSend(report, f"{period.plan.title}: {period}", link, files, files)


def of_committee(report: CommitteeReport) -> ToSend:
    """An issued committee report."""
    by_audience: dict[str, dict[str, StoredFile]] = {str(each): {} for each in Audience}
    for each in report.files.select_related("file").filter(kind="report").order_by("format"):
        by_audience[each.audience][each.format] = each.file
    link = link_to("committee:report", report.plan.council, pk=report.pk)
    exempt = any(
        rows.filter(exempt__isnull=False).exists() for rows in (report.parts.all(), report.further.all())
    )
    public, whole = by_audience[Audience.PUBLIC], by_audience[Audience.FULL]
    return ToSend(report, report.title, link, public, whole, exempt)
