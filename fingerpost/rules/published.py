"""Months known only from their published shares: the counts that they allow, and where they were nudged.

A share is count/N in per cent, rounded half up (rules: Classes and figures). Printed shares and N together
allow few counts, mostly one set. Where no set gives every printed share, the sets are looked for that give
all but the fewest, those being off by one unit of their last printed place: a nudge, made so that the
shares add to 100, or a cut-off digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from math import prod

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import share
from fingerpost.rules.months import Month
from fingerpost.rules.said import said

MOST_SETS_TRIED = 100_000
PUBLISHED_CLASSES = (StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED, StatusClass.REPROGRAMMED)


@dataclass(frozen=True, slots=True)
class Nudge:
    """A printed share that its count does not give: what is printed and what count/N gives, in per cent."""

    class_: StatusClass
    printed: str
    correct: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Counts that the printed shares allow, and the shares that had to be nudged for them.

    `green_share` is green/N and `green_share_not_reprogrammed` green/(N − reprogrammed), in per cent to one
    decimal; None where nothing is left to divide by.
    """

    counts: Mapping[StatusClass, int]
    nudges: tuple[Nudge, ...]
    green_share: str | None
    green_share_not_reprogrammed: str | None


@dataclass(frozen=True, slots=True)
class PublishedMonth:
    """A month's figures as printed. `n` is the number of actions highlighted; shares are in per cent."""

    month: Month
    n: int | None = None
    shares: Mapping[StatusClass, str] = field(default_factory=dict)
    meeting_date: date | None = None
    body: str | None = None
    fourth_class: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Inference:
    """What the printed figures of a month allow: every candidate, best first, and a sentence on it."""

    published: PublishedMonth
    candidates: tuple[Candidate, ...]
    note: str

    @property
    def certain(self) -> Candidate | None:
        """The only candidate, where there is just one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def decimals(printed: str) -> int:
    """The number of decimals of a printed share."""
    return len(printed.partition(".")[2])


def infer(published: PublishedMonth) -> Inference:
    """Every set of counts that the printed shares of a month allow."""
    n = published.n
    missing = [each for each in PUBLISHED_CLASSES if each not in published.shares]
    if n is None:
        return Inference(published, (), "No counts: the number of actions is not printed.")
    if len(missing) > 1:
        return Inference(published, (), "No counts: more than one share is not printed.")
    if n == 0:
        return Inference(published, (), "No counts: no action was highlighted.")
    for allowed in range(len(published.shares) + 1):
        ways = [
            _counts_by_class(published.shares, n, chosen)
            for chosen in combinations(published.shares, allowed)
        ]
        if sum(prod(len(each) for each in way.values()) for way in ways) > MOST_SETS_TRIED:
            return Inference(published, (), "No counts: the shares are too coarse for so many actions.")
        found = sorted((each for way in ways for each in _candidates(published, n, way)), key=_off_by)
        if found:
            return Inference(published, tuple(found), _note(found, missing))
    return Inference(published, (), said("No counts: no set of counts out of {n} gives these shares.", n=n))


def _counts_by_class(
    shares: Mapping[StatusClass, str], n: int, nudged: tuple[StatusClass, ...]
) -> dict[StatusClass, tuple[int, ...]]:
    return {each: _counts_that_give(printed, n, int(each in nudged)) for each, printed in shares.items()}


def _candidates(
    published: PublishedMonth, n: int, way: Mapping[StatusClass, tuple[int, ...]]
) -> Iterator[Candidate]:
    """The sets of these counts that add to n, a class without a printed share taking what is left."""
    unprinted = [each for each in PUBLISHED_CLASSES if each not in way]
    for counts in product(*way.values()):
        rest = n - sum(counts)
        if rest == 0 or (rest > 0 and unprinted):
            found = dict(zip(way, counts, strict=True)) | dict.fromkeys(unprinted, rest)
            yield _candidate(published, n, {each: found[each] for each in PUBLISHED_CLASSES})


def _counts_that_give(printed: str, n: int, units: int) -> tuple[int, ...]:
    """The counts whose share of n, rounded as printed, is so many units of the last place from the printed."""
    places = decimals(printed)
    unit = Decimal(1).scaleb(-places)
    middle = int(Decimal(printed) * n / 100)
    spread = int(2 * unit * n / 100) + 2
    around = range(max(0, middle - spread), min(n, middle + spread) + 1)
    return tuple(c for c in around if abs(Decimal(share(c, n, places)) - Decimal(printed)) == units * unit)


def _candidate(published: PublishedMonth, n: int, counts: Mapping[StatusClass, int]) -> Candidate:
    usual = _usual_decimals(published.shares.values())
    nudges = []
    for each in PUBLISHED_CLASSES:
        printed = published.shares.get(each)
        if printed is None:
            continue
        # A share printed to fewer places than the rest can hide a nudge: 15 beside 75.3 may stand for 15.1.
        correct = share(counts[each], n, max(usual, decimals(printed)))
        if Decimal(correct) != Decimal(printed):
            nudges.append(Nudge(each, printed, correct))
    green, reprogrammed = counts[StatusClass.GREEN], counts[StatusClass.REPROGRAMMED]
    judged = n - reprogrammed
    return Candidate(counts, tuple(nudges), share(green, n), share(green, judged) if judged else None)


def _usual_decimals(shares: Iterable[str]) -> int:
    """The number of decimals that most of the shares have; the smaller where two are as common."""
    seen = Counter(decimals(each) for each in shares)
    return min(seen, key=lambda places: (-seen[places], places))


def _off_by(candidate: Candidate) -> tuple[Decimal, tuple[int, ...]]:
    off = sum((abs(Decimal(each.correct) - Decimal(each.printed)) for each in candidate.nudges), Decimal(0))
    return off, tuple(-each for each in candidate.counts.values())


def _note(found: list[Candidate], missing: list[StatusClass]) -> str:
    words = (
        ["Counts inferred from the shares."]
        if len(found) == 1
        else [said("{count} sets of counts fit.", count=len(found))]
    )
    words += [said("{capitalize} is what is left.", capitalize=each.value.capitalize()) for each in missing]
    if len(found) == 1:
        words += [
            said(
                "{capitalize} is printed {printed}; count and number give {correct}.",
                capitalize=each.class_.value.capitalize(),
                printed=each.printed,
                correct=each.correct,
            )
            for each in found[0].nudges
        ]
    return " ".join(words)
