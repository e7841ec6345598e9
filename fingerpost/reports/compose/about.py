"""What a draft says of itself: council, period, meeting, contact, and the file it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import facts
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import KIND_WORDS, LAYOUT, NOTHING, Part, day_words, plan_year_words

if TYPE_CHECKING:
    from fingerpost.reports.document import Facts
    from fingerpost.rules.draft import Draft


def about_facts(draft: Draft) -> Facts:
    """The front of the report; a meeting or contact without a name is printed as a dash."""
    contact = draft.contact
    meeting = draft.meeting
    period_months = draft.period_months
    return facts(
        Part.ABOUT,
        [
            (Label.COUNCIL, draft.council),
            (Label.TITLE, draft.title),
            (Label.KIND, KIND_WORDS[draft.kind]),
            (Label.PERIOD, draft.period.name if draft.period else None),
            (Label.PERIOD_MONTHS, None if period_months is None else str(period_months)),
            (Label.PLAN_YEAR, plan_year_words(draft.plan_year) if draft.plan_year else None),
            (Label.MEETING_BODY, (meeting.body or NOTHING) if meeting else None),
            (Label.MEETING_DATE, day_words(meeting.date) if meeting and meeting.date else None),
            (Label.DECISION_TYPE, draft.decision_type),
            (Label.WARDS, draft.wards),
            (Label.CONTACT_NAME, (contact.name or NOTHING) if contact else None),
            (Label.CONTACT_EMAIL, contact.email if contact else None),
            (Label.CONTACT_TELEPHONE, contact.telephone if contact else None),
        ],
    )


def source_facts(draft: Draft) -> Facts:
    """The file that was read, and the mark of our layout."""
    return facts(
        Part.SOURCE,
        [
            (Label.FILE, draft.source.name),
            (Label.DIGEST, draft.source.sha256),
            (Label.READER, draft.source.reader),
            (Label.LAYOUT, LAYOUT),
        ],
    )
