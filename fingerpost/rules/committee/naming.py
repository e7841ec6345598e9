"""Officers in the public file of a committee report: by their posts where the council chose so, as on public pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.draft import Responsible
from fingerpost.rules.publishing import public_value, public_words, with_words
from fingerpost.rules.snapshot import Snapshot
from fingerpost.rules.written_names import tells_the_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from fingerpost.rules.committee.report import CommitteeReport
    from fingerpost.rules.draft import Contact
    from fingerpost.rules.publishing import PublicChoices

_FIELD = re.compile(r"(\{[^{}]*\})")
RESPONSIBLE = "Responsible officer"
"""What stands before the post of whoever answers for the report, where the name is not public."""


def sources_for_the_public(sources: Sources, choices: PublicChoices) -> Sources:
    """The report and the months that it rests on as the public may know them, before fields are filled.

    Digests stay those of the records that the council keeps.
    """
    record, previous = sources.record, sources.previous
    return Sources(
        report_for_the_public(sources.report, choices),
        public_value(record, choices) if isinstance(record, Snapshot) else public_words(record, choices),
        None if previous is None else public_value(previous, choices),
    )


def report_for_the_public(report: CommitteeReport, choices: PublicChoices) -> CommitteeReport:
    """The report with posts in the place of officers' names, as the council chose.

    Of whoever answers for it the post is said once; the contact's own e-mail address goes, one of a service stays.
    """
    shown = report
    for change in choices.changes:
        shown = with_words(shown, _beside_fields(change))
    responsible = tuple(
        new if new.name == old.name else Responsible(RESPONSIBLE, new.name)
        for old, new in zip(report.responsible, shown.responsible, strict=True)
    )
    return replace(shown, responsible=responsible, contact=_contact(report.contact, shown.contact))


def _beside_fields(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change of what is typed, and not of fields: they are filled from a record in which it is done already."""
    return lambda text: "".join(each if each.startswith("{") else change(each) for each in _FIELD.split(text))


def _contact(known: Contact | None, shown: Contact | None) -> Contact | None:
    if known is None or shown is None or known.name == shown.name or not known.name:
        return shown
    own = known.email is not None and tells_the_name(known.email, known.name)
    return replace(shown, email=None if own else known.email)
