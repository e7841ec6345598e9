"""What is asked, in words for pages and messages: kinds, states, reasons, and the request in one phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.rules.changes import RequestState
from fingerpost.rules.decisions import Authority, ChangeKind, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from fingerpost.rules.changes import Asked
    from fingerpost.rules.months import Month

KINDS: dict[ChangeKind, StrOrPromise] = {
    ChangeKind.ADD: gettext_lazy("Add an action"),
    ChangeKind.REPROGRAMME: gettext_lazy("Reprogramme"),
    ChangeKind.EXTEND: gettext_lazy("Extend"),
    ChangeKind.SUSPEND: gettext_lazy("Suspend"),
    ChangeKind.RESUME: gettext_lazy("Resume"),
    ChangeKind.WITHDRAW: gettext_lazy("Withdraw"),
    ChangeKind.RESCOPE: gettext_lazy("Re-scope"),
    ChangeKind.AMEND: gettext_lazy("Amend title or lead"),
    ChangeKind.SPLIT: gettext_lazy("Split"),
    ChangeKind.MERGE: gettext_lazy("Merge"),
}
"""What each kind of change is called."""

MEANINGS: dict[ChangeKind, StrOrPromise] = {
    ChangeKind.ADD: gettext_lazy("A new action in the plan, from the decision on."),
    ChangeKind.REPROGRAMME: gettext_lazy("The work moves to other months, with a new date."),
    ChangeKind.EXTEND: gettext_lazy("The work goes on and ends later."),
    ChangeKind.SUSPEND: gettext_lazy("The work stops for a time, until a month that you name."),
    ChangeKind.RESUME: gettext_lazy("The suspended work goes on, with a new date if the old one has passed."),
    ChangeKind.WITHDRAW: gettext_lazy("The action is given up. It stays on record."),
    ChangeKind.RESCOPE: gettext_lazy("The action promises something else than it did."),
    ChangeKind.AMEND: gettext_lazy("The same work under a better title, or with another lead officer."),
    ChangeKind.SPLIT: gettext_lazy("Two or more new actions take the place of this one."),
    ChangeKind.MERGE: gettext_lazy("This action goes on as part of another one."),
}
"""One sentence on each kind of change, for whoever chooses."""

STATES: dict[RequestState, StrOrPromise] = {
    RequestState.DRAFT: gettext_lazy("Draft"),
    RequestState.SUBMITTED: gettext_lazy("To be decided"),
    RequestState.APPROVED: gettext_lazy("Approved"),
    RequestState.REJECTED: gettext_lazy("Rejected"),
    RequestState.CANCELLED: gettext_lazy("Taken back"),
}
"""What each state of a request is called."""

STATE_COLOURS: dict[RequestState, str] = {
    RequestState.DRAFT: "grey",
    RequestState.SUBMITTED: "yellow",
    RequestState.APPROVED: "green",
    RequestState.REJECTED: "red",
    RequestState.CANCELLED: "grey",
}
"""The colour of each state's tag; the word says it too."""

AUTHORITIES: dict[Authority, StrOrPromise] = {
    Authority.DELEGATED_OFFICER: gettext_lazy("Officer under delegated authority"),
    Authority.CMT: gettext_lazy("Corporate management team"),
    Authority.CABINET: gettext_lazy("Cabinet"),
}
"""What each authority is called."""

REASONS: dict[ReasonCode, StrOrPromise] = {
    ReasonCode.EXTERNAL_DECISION: gettext_lazy("A decision outside the council"),
    ReasonCode.PARTNER: gettext_lazy("A partner"),
    ReasonCode.CAPACITY: gettext_lazy("Too few people"),
    ReasonCode.FUNDING: gettext_lazy("Funding"),
    ReasonCode.PROCUREMENT: gettext_lazy("Procurement"),
    ReasonCode.RESCOPED: gettext_lazy("The work was re-scoped"),
    ReasonCode.DEPENDENCY: gettext_lazy("It depends on other work"),
    ReasonCode.OTHER: gettext_lazy("Something else"),
}
"""What each reason is called."""


def months_in_words(months: Iterable[Month]) -> str:
    """Months as people write them: March 2026 to May 2026, July 2026."""
    runs: list[list[Month]] = []
    for each in months:
        if runs and each - runs[-1][-1] == 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(
        _("%(first)s to %(last)s") % {"first": run[0].name, "last": run[-1].name}
        if len(run) > 1
        else run[0].name
        for run in runs
    )


def phrase(asked: Asked) -> str:
    """What is asked, as one phrase: "Extend to May 2026"."""
    if asked.kind in (ChangeKind.REPROGRAMME, ChangeKind.EXTEND) and asked.to_date is not None:
        verb = _("Extend to") if asked.kind is ChangeKind.EXTEND else _("Reprogramme to")
        return f"{verb} {asked.to_date.spoken}"
    if asked.kind is ChangeKind.SUSPEND and asked.resume_month is not None:
        return _("Suspend until %(month)s") % {"month": asked.resume_month.name}
    if asked.kind is ChangeKind.SUSPEND and asked.review_month is not None:
        return _("Suspend, to be reviewed in %(month)s") % {"month": asked.review_month.name}
    if asked.kind is ChangeKind.RESUME and asked.to_date is not None:
        return _("Resume, now due %(date)s") % {"date": asked.to_date.spoken}
    if asked.kind is ChangeKind.SPLIT:
        return _("Split into %(refs)s") % {"refs": ", ".join(asked.refs)}
    if asked.kind is ChangeKind.MERGE:
        return _("Merge into %(refs)s") % {"refs": ", ".join(asked.refs)}
    return str(KINDS[asked.kind])
