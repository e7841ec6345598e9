"""The council's own Word template: tried before it is taken, with what its fields say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fingerpost.files.keeping import LARGEST, TooLarge
from fingerpost.reports.document import Document, Heading, Text
from fingerpost.reports.renderers.word import render_word
from fingerpost.reports.renderers.word_template import FIELDS, REPORT_FIELD, fill_fields, open_template

if TYPE_CHECKING:
    from collections.abc import Mapping


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SAYS: Mapping[str, Promise] = {
    "title": _("The title of the report"),
    "council": _("The name of the council"),
    "period": _("The month that it reports on"),
    "plan_year": _("The plan year"),
    "meeting": _("The body that it goes to first"),
    "meeting_date": _("The day of that meeting"),
    "decision_type": _("The kind of decision"),
    "contact": _("The contact officer"),
    "kind": _("The kind of report"),
    "wards": _("The wards affected"),
    "digest": _("The digest of the closed month that it rests on"),
    "portfolio_holder": _("The portfolio holder"),
    "responsible_officer": _("Who is responsible for the report"),
    "key_decision": _("Whether it is a key decision"),
    "forward_plan_ref": _("The reference in the forward plan"),
    "cleared_by": _("Who has cleared it"),
    REPORT_FIELD: _(
        "The report itself, in a paragraph of its own; at the end of the file where it is missing"
    ),
}
"""What each field of a template says."""


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field of templates: how it is typed, what it says, what it would say now, whether this template has it."""

    typed: str
    says: Promise
    now: str
    used: bool


def tried_template(content: bytes) -> frozenset[str]:
    """The names of the fields that a template has. Refuses (`BadTemplate`) one in which no report can be set."""
    if len(content) > LARGEST:
        raise TooLarge(f"The template is larger than {LARGEST // 2**20} MB.")
    file = open_template(content)
    _place, named = fill_fields(file, {})
    render_word(_trial(), template=content)
    return frozenset(named)


def field_uses(named: frozenset[str], values: Mapping[str, str]) -> list[FieldUse]:
    """Every field that a template may have, with what it would say now."""
    return [
        FieldUse("{{ " + name + " }}", SAYS[name], values.get(name, ""), name in named)
        for name in (*FIELDS, REPORT_FIELD)
    ]


def _trial() -> Document:
    """A short document to try a template with."""
    return Document(
        title="Trial",
        council=None,
        language="en-GB",
        dated=None,
        blocks=(Heading(1, "Summary", "summary"), Text("A paragraph.", number="1.1")),
        sheets=(),
    )
