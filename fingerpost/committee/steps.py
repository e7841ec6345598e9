"""Where a report stands on its way from draft to issued, as the steps of its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.committee.models import ReportState
from fingerpost.govuk.filters import day

if TYPE_CHECKING:
    from fingerpost.committee.models import CommitteeReport
    from fingerpost.committee.reading import Reading


@dataclass(frozen=True, slots=True)
class Step:
    """A step. `state` is "done", "now" or "to come"."""

    title: str
    words: str
    state: str
    address: str = ""


def steps_of(report: CommitteeReport, reading: Reading) -> tuple[Step, ...]:
    """The steps of a report in hand or approved."""
    to_write = len(reading.to_write)
    open_ones = len(reading.differences)
    to_sign = len(reading.to_sign)
    writing = bool(to_write or open_ones)
    sent = report.state != ReportState.DRAFT
    approved = report.state == ReportState.APPROVED
    return (
        Step(
            _("Write"),
            ngettext("%(number)s part is empty", "%(number)s parts are empty", to_write)
            % {"number": to_write}
            if to_write
            else _("Every part says something"),
            "now" if to_write else "done",
        ),
        Step(
            _("Check"),
            ngettext("%(number)s difference is open", "%(number)s differences are open", open_ones)
            % {"number": open_ones}
            if open_ones
            else _("No difference is open"),
            "done" if not writing else "to come" if to_write else "now",
        ),
        Step(
            _("Sign off"),
            ngettext("%(number)s part to sign", "%(number)s parts to sign", to_sign) % {"number": to_sign}
            if to_sign
            else _("Every part is signed"),
            "done" if not to_sign else "now" if sent and not writing else "to come",
        ),
        Step(
            _("Approve"),
            _("%(day)s, %(name)s") % {"day": day(report.approved_at), "name": report.approved_by}
            if approved
            else _("by the corporate management team or the portfolio holder"),
            "done" if approved else "now" if sent and not writing and not to_sign else "to come",
        ),
        Step(_("Issue"), _("Word, PDF and web page"), "now" if approved else "to come"),
    )
