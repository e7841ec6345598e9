"""The figures month by month: counts and shares, of all that are highlighted and without the reprogrammed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import share
from fingerpost.rules.insight.english import Named, all_named, listed, was_or_were
from fingerpost.rules.insight.series import Known
from fingerpost.rules.months import Period
from fingerpost.rules.published import PUBLISHED_CLASSES, PublishedMonth, infer
from fingerpost.rules.said import said, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import PrintedFigures
    from fingerpost.rules.insight.series import Series, SeriesMonth
    from fingerpost.rules.snapshot import Snapshot

NOTHING_CLOSED = "No month is closed yet, so there is nothing to show."


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The figures of one period. What is not known is None, or empty; nothing is worked out that was not recorded.

    `shares` are of all `n` that are highlighted, in per cent; `green_settled` is the share of green among the
    `n_settled` that are not counted as reprogrammed. `actions` are those behind each count, by name.
    """

    period: Period
    known: Known
    plan: str | None = None
    n: int | None = None
    counts: Mapping[StatusClass, int] = field(default_factory=dict)
    shares: Mapping[StatusClass, str] = field(default_factory=dict)
    n_settled: int | None = None
    green_settled: str | None = None
    green_ever_redated: int | None = None
    actions: Mapping[StatusClass, tuple[Named, ...]] = field(default_factory=dict)
    version: int = 1

    @property
    def green(self) -> str | None:
        """The share of green among all that are highlighted."""
        return self.shares.get(StatusClass.GREEN)


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of every period in order. `plans` are the titles of the plans by their codes."""

    points: tuple[TrendPoint, ...] = ()
    plans: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> tuple[TrendPoint, ...]:
        """The periods of which the share of green is known."""
        return tuple(each for each in self.points if each.green is not None)

    def sentence(self) -> str:
        """How green stands at the end, on both bases, beside the period before that is known and the first."""
        if not self.known:
            counted = [each for each in self.points if each.n is not None]
            return said("No action is highlighted in any of these months.") if counted else NOTHING_CLOSED
        last = self.known[-1]
        before = self.known[-2] if len(self.known) > 1 else None
        first = self.known[0] if len(self.known) > 2 else None
        stated = [
            said(
                "In {period} {green}{against}.",
                period=last.period,
                green=_green(last),
                against=_against(last.green, before, first, settled=False),
            )
        ]
        if last.green_settled is not None:
            stated.append(
                said(
                    "Without those re-dated, suspended or withdrawn, {green_settled}% {were} green{against}.",
                    green_settled=last.green_settled,
                    were=_were(last),
                    against=_against(last.green_settled, before, first, settled=True),
                )
            )
        return together(stated)

    def notes(self) -> Iterator[str]:
        """What whoever reads the figures must know: gaps, what is only published, what is a draft, what was corrected."""
        of: dict[Known, list[Period]] = {}
        for each in self.points:
            of.setdefault(each.known, []).append(each.period)
        if Known.MISSING in of:
            yield said("There is no record of {periods}.", periods=listed(of[Known.MISSING]))
        if Known.PUBLISHED in of:
            yield said(
                "The figures of {periods} are as an old report printed them; nothing else is known.",
                periods=listed(of[Known.PUBLISHED]),
            )
        if Known.DRAFT in of:
            yield said(
                "{periods} is open: its figures are a draft and may change.",
                periods=listed(of[Known.DRAFT]),
            )
        corrected = [each.period for each in self.points if each.version > 1]
        if corrected:
            yield said(
                "The record of {corrected} was corrected after it was closed; the last version is shown.",
                corrected=listed(corrected),
            )
        seen: str | None = None
        for each in self.points:
            if each.plan is not None and each.plan != seen:
                if seen is not None:
                    yield said(
                        "From {period} the figures are those of {plans}.",
                        period=each.period,
                        plans=self.plans[each.plan],
                    )
                seen = each.plan


def trend_of(series: Series) -> Trend:
    """The trend over every period of the series, those of earlier plans included."""
    return Trend(
        tuple(map(_point, series.months)),
        {each.plan.code: each.plan.title for each in series.snapshots},
    )


def _point(month: SeriesMonth) -> TrendPoint:
    if month.snapshot is not None:
        return _recorded(month.snapshot, month.known)
    if month.printed is not None:
        return _printed(month.period, month.printed)
    return TrendPoint(month.period, month.known)


def _recorded(snapshot: Snapshot, known: Known) -> TrendPoint:
    figures = snapshot.figures.whole
    return TrendPoint(
        period=snapshot.period,
        known=known,
        plan=snapshot.plan.code,
        n=figures.n,
        counts=figures.counts,
        shares=figures.shares,
        n_settled=figures.n_not_reprogrammed,
        green_settled=figures.green_share_not_reprogrammed,
        green_ever_redated=figures.green_ever_redated,
        actions={
            class_: all_named(each for each in snapshot.highlighted if each.class_ is class_)
            for class_ in StatusClass
        },
        version=snapshot.version,
    )


def _printed(period: Period, printed: PrintedFigures) -> TrendPoint:
    """The figures as printed; counts as printed, or those that the printed shares alone allow."""
    counts = printed.counts
    if not counts:
        inferred = infer(PublishedMonth(period.last, printed.n, printed.printed_shares)).certain
        counts = inferred.counts if inferred else {}
    whole = sum(counts.values())
    n = whole if printed.n is None and counts else printed.n
    # Printed figures that do not add up say nothing of what is left when a class is taken away.
    adds_up = bool(counts) and whole == n and set(PUBLISHED_CLASSES) <= counts.keys()
    settled = whole - counts[StatusClass.REPROGRAMMED] if adds_up else None
    return TrendPoint(
        period=period,
        known=Known.PUBLISHED,
        n=n,
        counts=counts,
        shares=printed.printed_shares,
        n_settled=settled,
        green_settled=share(counts[StatusClass.GREEN], settled) if settled else None,
    )


def _green(point: TrendPoint) -> str:
    count = point.counts.get(StatusClass.GREEN)
    if count is None or point.n is None:
        return said("{green}% of the actions highlighted were green", green=point.green)
    return said(
        "{count} of the {n} highlighted ({green}%) {was_or_were} green",
        count=count,
        n=f"{point.n:,}",
        green=point.green,
        was_or_were=was_or_were(count),
    )


def _were(point: TrendPoint) -> str:
    return was_or_were(point.n_settled or 0)


def _against(now: str | None, before: TrendPoint | None, first: TrendPoint | None, *, settled: bool) -> str:
    """“, up from 84.3% in January 2026 and down from 100.0% in July 2025”, so far as these are known."""
    stated: list[str] = []
    for each in (before, first):
        then = None if each is None else each.green_settled if settled else each.green
        if each is not None and then is not None and now is not None:
            stated.append(
                said(
                    "{how} {then}% in {period}",
                    how=_how(Decimal(now), Decimal(then)),
                    then=then,
                    period=each.period,
                )
            )
    return together((", ", listed(stated)), "") if stated else ""


def _how(now: Decimal, then: Decimal) -> str:
    return "up from" if now > then else "down from" if now < then else "as before at"
