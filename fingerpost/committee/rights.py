"""Who may write, sign and see which part of a committee report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.committee.models import CommitteeReport, Part
    from fingerpost.people.access import Access

SEES_ALL = (Act.DRAFT_REPORT, Act.SIGN_OFF, Act.APPROVE_REPORT, Act.PUBLISH)
"""Whoever may do one of these sees a report whole, exempt parts too, before and after it is issued."""


def sees_all(access: Access) -> bool:
    """Whether the person sees exempt parts that are not their own."""
    return any(access.may(each) for each in SEES_ALL)


def sees_in_hand(access: Access) -> bool:
    """Whether the person sees reports that are not issued yet."""
    return sees_all(access) or access.may(Act.WRITE_SECTION)


def sees_part(access: Access, part: Part, *, exempt: bool) -> bool:
    """Whether the person sees the text of a part; `exempt` tells whether it, or what it stands within, is exempt."""
    return not exempt or sees_all(access) or part.owner_id in access.person_ids


def may_write(access: Access, part: Part) -> bool:
    """Whether the person may write this part: whoever drafts reports, or its owner.

    Whoever clears a part for finance or law may put it into words as well.
    """
    return access.may_to(Act.WRITE_SECTION, part) or (bool(part.clearance) and access.may(Act.SIGN_OFF))


def may_sign(access: Access, part: Part) -> bool:
    """Whether the person may sign this part off.

    A part that needs clearance is signed by finance and legal; any other by its owner, or whoever acts for them,
    and a part that nobody owns by whoever drafts reports.
    """
    if part.clearance:
        return access.may(Act.SIGN_OFF)
    if part.owner_id is None:
        return access.may(Act.DRAFT_REPORT)
    return part.owner_id in access.person_ids


def sign_right(part: Part) -> Act:
    """The right by which a part is signed."""
    if part.clearance:
        return Act.SIGN_OFF
    return Act.WRITE_SECTION if part.owner_id is not None else Act.DRAFT_REPORT


def require_in_hand(access: Access, report: CommitteeReport) -> None:
    """Refuse (403) whoever may not see a report that is not issued yet."""
    if report.issued_at is None and not sees_in_hand(access):
        raise PermissionDenied("You may not see a report before it is issued.")


def require_write(access: Access, part: Part) -> None:
    """Refuse (403) whoever may not write the part."""
    if not may_write(access, part):
        raise PermissionDenied("You may not write this part.")


def require_sign(access: Access, part: Part) -> None:
    """Refuse (403) whoever may not sign the part."""
    if not may_sign(access, part):
        raise PermissionDenied("You may not sign this part off.")
