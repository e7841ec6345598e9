"""What a meeting is recommended, in words: as typed for it, or generated from the record that the report rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.committee.before_meetings import meetings_of
from fingerpost.committee.documents import filled_whole
from fingerpost.committee.models import CommitteeReport
from fingerpost.committee.values import frozen_sources, merged_risks, sources_now
from fingerpost.committee.views.loading import REPORT
from fingerpost.rules.committee.recommendations import draft_resolutions

if TYPE_CHECKING:
    from fingerpost.hearings.models import Hearing
    from fingerpost.rules.committee.report import ReportMeeting

FIELD = "{"
"""What a text with fields holds."""


def recommended(hearing: Hearing) -> str:
    """The recommendations to a meeting, one a line, with every field filled."""
    if hearing.recommendation and FIELD not in hearing.recommendation:
        return hearing.recommendation
    meeting = _meeting(hearing)
    return "\n".join(each.text for each in meeting.recommendations) if meeting else hearing.recommendation


def resolution(hearing: Hearing) -> str:
    """What the meeting would resolve if it did as recommended, one item a line, for the minute."""
    if hearing.recommendation and FIELD not in hearing.recommendation:
        return hearing.recommendation
    meeting = _meeting(hearing)
    return "\n".join(draft_resolutions(meeting)) if meeting else hearing.recommendation


def _meeting(hearing: Hearing) -> ReportMeeting | None:
    """The meeting as the report has it, filled; None for a report of which nothing was frozen or closed.

    An issued report that went to another meeting afterwards has what is generated for that one from the same record.
    """
    report = CommitteeReport.objects.select_related(*REPORT).get(pk=hearing.report_id)
    if report.snapshot_id is None and report.period_id is not None:
        return None
    if report.issued_at is not None and not report.json:
        return None
    sources = sources_now(report) if report.issued_at is None else frozen_sources(report)
    if sources.record is None:
        return None
    now = meetings_of(report, sources.record, merged_risks(report.plan.council))
    filled = filled_whole(replace(sources, report=replace(sources.report, meetings=now)))
    called = hearing.meeting.body.name, hearing.meeting.day
    return next((each for each in filled.meetings if (each.body, each.date) == called), None)
