"""The parts of reports that wait for somebody: to be written, or to be signed off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from fingerpost.committee.models import CommitteeReport, Part, ReportState
from fingerpost.committee.rights import may_sign, may_write
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.people.access import Access


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person: parts to write, parts to sign, reports to approve and to issue.

    `in_sign_off` are the keys of the reports of the council that are in sign-off.
    """

    to_write: tuple[Part, ...]
    to_sign: tuple[Part, ...]
    to_approve: tuple[CommitteeReport, ...]
    to_issue: tuple[CommitteeReport, ...]
    in_sign_off: tuple[int, ...]


def waiting_for(access: Access) -> Waiting:
    """What waits for the person, in reports that are not issued: two queries, whatever there is.

    A part waits to be written while it is empty and the report is a draft, to be signed while it has no sign-off and
    the report is in sign-off. Whether a signed text still reads the same is looked at on the report's own page.
    """
    reports = list(
        CommitteeReport.objects.filter(plan__council=access.council)
        .exclude(state=ReportState.ISSUED)
        .select_related("plan", "period")
        .defer("json", "record")
    )
    by_key = {each.pk: each for each in reports}
    in_hand = [each.pk for each in reports if each.in_hand]
    parts: list[Part] = []
    if in_hand and (access.may(Act.WRITE_SECTION) or access.may(Act.SIGN_OFF)):
        rows = Part.objects.filter(report__in=in_hand).filter(Q(signed_by=None)).select_related("owner")
        parts = list(rows.order_by("report_id", "place"))
    holding = {(each.report_id, each.within) for each in parts if each.within}
    for each in parts:
        each.report = by_key[each.report_id]
    leaves = [each for each in parts if each.text or (each.report_id, each.key) not in holding]
    return Waiting(
        to_write=tuple(each for each in leaves if not each.text and _mine(access, each)),
        to_sign=tuple(
            each
            for each in leaves
            if each.text and each.report.state == ReportState.IN_SIGN_OFF and may_sign(access, each)
        ),
        to_approve=tuple(
            each
            for each in reports
            if each.state == ReportState.IN_SIGN_OFF and access.may(Act.APPROVE_REPORT)
        ),
        to_issue=tuple(
            each for each in reports if each.state == ReportState.APPROVED and access.may(Act.PUBLISH)
        ),
        in_sign_off=tuple(each.pk for each in reports if each.state == ReportState.IN_SIGN_OFF),
    )


def _mine(access: Access, part: Part) -> bool:
    """Whether an empty part waits for this person: its owner; of nobody's parts, whoever drafts reports."""
    if part.owner_id is not None:
        return part.owner_id in access.person_ids
    if part.clearance and access.may(Act.SIGN_OFF):
        return True
    return access.may(Act.DRAFT_REPORT) and may_write(access, part)
