"""The chain of closed periods: each carries the digest of the one before, so that an altered one shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.months import Period
from fingerpost.rules.said import said
from fingerpost.rules.snapshot import Snapshot, digest

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold, in one sentence."""

    period: Period
    version: int
    message: str


def is_as_printed(snapshot: Snapshot, printed_digest: str) -> bool:
    """Whether a snapshot is the one whose digest a report prints; spaces and capitals do not matter."""
    return digest(snapshot) == "".join(printed_digest.split()).casefold()


def breaks(snapshots: Iterable[Snapshot]) -> tuple[Break, ...]:
    """Everywhere that a council's closed periods, all their versions, do not hold together.

    A period must stand on a version of an earlier period that is there and unaltered; only the first stands
    on none. A later version must correct the version before it and stand on the same predecessor, or on a
    later version of it.
    """
    chain = sorted(snapshots, key=lambda each: (each.period, each.version))
    by_digest = {digest(each): each for each in chain}
    return tuple(
        Break(
            each.period,
            each.version,
            said(
                "{period}, version {version}, {problem}.",
                period=each.period,
                version=each.version,
                problem=problem,
            ),
        )
        for each in chain
        for problem in (_predecessor(each, by_digest, chain[0]), _correction(each, by_digest))
        if problem
    )


def _predecessor(snapshot: Snapshot, by_digest: dict[str, Snapshot], first: Snapshot) -> str | None:
    if snapshot.previous_digest is None:
        return None if snapshot.period == first.period else "stands on no earlier period"
    previous = by_digest.get(snapshot.previous_digest)
    if previous is None:
        return said(
            "stands on a record that is missing or was altered ({previous_digest})",
            previous_digest=snapshot.previous_digest,
        )
    return (
        None
        if previous.period < snapshot.period
        else said("stands on {period}, which is not earlier", period=previous.period)
    )


def _correction(snapshot: Snapshot, by_digest: dict[str, Snapshot]) -> str | None:
    if snapshot.correction is None:
        return None
    corrected = by_digest.get(snapshot.correction.corrects)
    if corrected is None:
        return said(
            "corrects a record that is missing or was altered ({corrects})",
            corrects=snapshot.correction.corrects,
        )
    if (corrected.period, corrected.version) != (snapshot.period, snapshot.version - 1):
        return said(
            "corrects {period}, version {version}", period=corrected.period, version=corrected.version
        )
    before, now = (by_digest.get(each.previous_digest or "") for each in (corrected, snapshot))
    if before is now or (before and now and before.period == now.period and before.version < now.version):
        return None
    return "stands on another predecessor than the version that it corrects"
