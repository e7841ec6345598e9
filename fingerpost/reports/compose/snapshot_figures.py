"""The figures of a closed period: two periods side by side, what was re-dated, and the figures split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, number_cell, table
from fingerpost.reports.document import DocumentCell, Emphasis, Text
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import share
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import CLASS_WORDS, Part, coded_words, meaning_of, share_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.figures import Figures, FiguresOf
    from fingerpost.rules.snapshot import Snapshot

MOST_SECTIONS = 30
REDATED = "re-dated, suspended or withdrawn"


def count_and_share(figures: Figures, class_: StatusClass) -> str:
    """A count with its share: “10 (7.2%)”; the count alone where N is 0."""
    count = figures.counts.get(class_, 0)
    printed = figures.shares.get(class_)
    return f"{count} ({share_words(printed)})" if printed is not None else str(count)


def in_a_sentence(snapshot: Snapshot) -> str:
    """How the period stands, in one sentence."""
    figures = snapshot.figures.whole
    if figures.n == 0:
        return said("No action is highlighted for {period}.", period=snapshot.period)
    stated = [
        f"{count_and_share(figures, class_)} {words}"
        for class_, words in (
            (StatusClass.GREEN, "are complete or on target (green)"),
            (
                StatusClass.AMBER,
                said_n(
                    "are up to {count} month behind (amber)",
                    "are up to {count} months behind (amber)",
                    snapshot.policies.amber_up_to,
                ),
            ),
            (StatusClass.RED, "are further behind (red)"),
            (StatusClass.REPROGRAMMED, said("are {redated} by a decision", redated=REDATED)),
            (StatusClass.NOT_UPDATED, "have no update"),
        )
        if figures.counts.get(class_, 0) or class_ in (StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED)
    ]
    listed = together(stated[:-1], ", ") + " and " + stated[-1]
    highlighted = said_n("{count} action", "{count} actions", figures.n)
    return said(
        "Of {highlighted} highlighted for {period}, {listed}.",
        highlighted=highlighted,
        period=snapshot.period,
        listed=listed,
    )


def without_redated(snapshot: Snapshot) -> Iterator[str]:
    """Green without the re-dated, which re-dating cannot flatter."""
    figures = snapshot.figures.whole
    if figures.green_share_not_reprogrammed is not None:
        green = figures.counts.get(StatusClass.GREEN, 0)
        yield (
            said(
                "Of the {n_not_reprogrammed} that are not {redated}, {green} ({share}) are green.",
                n_not_reprogrammed=figures.n_not_reprogrammed,
                redated=REDATED,
                green=green,
                share=share_words(figures.green_share_not_reprogrammed),
            )
        )
        yield (
            said("{was} re-dated at some time.", was=_was(figures.green_ever_redated))
            if figures.green_ever_redated
            else "None of the green was ever re-dated."
        )


def _was(count: int) -> str:
    return said(
        "{count} of the green {count2}", count=count, count2=(said("was") if count == 1 else said("were"))
    )


def figures_part(builder: Builder, snapshot: Snapshot, previous: Snapshot | None) -> None:
    """Add the two-period table with its key and the basis of each figure."""
    made = figures_table(snapshot, previous)
    builder.part(Part.FIGURES, *([made] if made else []))
    counted = said(
        "Counted: {counted}. Shares are {rounding}.",
        counted=snapshot.policies.counted,
        rounding=snapshot.policies.rounding,
    )
    builder.add(Text(counted, emphasis=Emphasis.SMALL))


def figures_table(snapshot: Snapshot, previous: Snapshot | None) -> DocumentTable | None:
    """The two-period table with the meaning of each class and the basis of each figure."""
    shown = [each for each in (previous, snapshot) if each is not None]
    header = [Label.CLASS, *(each.period.name for each in shown), Label.MEANING]
    rows: list[list[DocumentCell]] = [
        [
            class_cell(class_),
            *(
                number_cell(_count(each, class_), count_and_share(each.figures.whole, class_))
                for each in shown
            ),
            cell(meaning_of(class_, snapshot.policies.amber_up_to)),
        ]
        for class_ in StatusClass
    ]
    rows += [
        [
            cell(Label.N),
            *(number_cell(each.figures.whole.n) for each in shown),
            cell("The basis of the shares, N"),
        ],
        [
            cell("Green, not counting the reprogrammed"),
            *(cell(_green_without(each.figures.whole)) for each in shown),
            cell(said("Share of those that are not {redated}", redated=REDATED)),
        ],
        [
            cell("Green, ever re-dated"),
            *(number_cell(each.figures.whole.green_ever_redated) for each in shown),
            cell("Green actions whose date was moved by a decision at some time"),
        ],
    ]
    return table("Figures", header, rows, widths=(4, *(3 for _ in shown), 6))


def _count(snapshot: Snapshot, class_: StatusClass) -> int:
    return snapshot.figures.whole.counts.get(class_, 0)


def _green_without(figures: Figures) -> str:
    if figures.green_share_not_reprogrammed is None:
        return "–"
    green = figures.counts.get(StatusClass.GREEN, 0)
    return said(
        "{green} of {n_not_reprogrammed} ({share})",
        green=green,
        n_not_reprogrammed=figures.n_not_reprogrammed,
        share=share_words(figures.green_share_not_reprogrammed),
    )


def changes_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add the paragraph that names every action counted as re-dated, suspended or withdrawn."""
    figures = snapshot.figures.whole
    named = [each for each in snapshot.highlighted if each.class_ is StatusClass.REPROGRAMMED]
    if not named:
        builder.part(Part.CHANGES, Text(said("No action of this period is {redated}.", redated=REDATED)))
        return
    listed = together([f"{each.title} ({each.ref}, {each.status})" for each in named], "; ")
    verb = "is" if len(named) == 1 else "are"
    builder.part(
        Part.CHANGES,
        Text(
            said_n(
                "{count2} of the {count} action ({share}) {verb} {redated}: {listed}. Every revision of their dates is in “{schedule}”.",
                "{count2} of the {count} actions ({share}) {verb} {redated}: {listed}. Every revision of their dates is in “{schedule}”.",
                figures.n,
                count2=len(named),
                share=share_words(share(len(named), figures.n)),
                verb=verb,
                redated=REDATED,
                listed=listed,
                schedule=Part.SCHEDULE,
            )
        ),
    )


def figures_by_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add the same figures by section, service, portfolio and priority."""
    tables = list(figures_by_tables(snapshot))
    if not tables:
        return
    builder.part(Part.FIGURES_BY, Text("Only groups with an action highlighted for the period are listed."))
    for made in tables:
        builder.add(made)


def _deepest_shown(snapshot: Snapshot) -> int:
    """The deepest level of sections that still fits on a page or so; the sheets hold them all."""
    levels = sorted({each.level for each in snapshot.sections})
    fits = [
        level for level in levels if sum(each.level <= level for each in snapshot.sections) <= MOST_SECTIONS
    ]
    return fits[-1] if fits else 0


def figures_by_tables(snapshot: Snapshot) -> Iterator[DocumentTable]:
    """One table for each way of splitting that names anything."""
    titles = {
        each.code: coded_words(each.code, each.title)
        for each in snapshot.sections
        if each.level <= _deepest_shown(snapshot)
    }
    splits: tuple[tuple[str, tuple[FiguresOf, ...], dict[str, str]], ...] = (
        (Label.SECTION, snapshot.figures.by_section, titles),
        (Label.SERVICE, snapshot.figures.by_service, {}),
        (Label.PORTFOLIO, snapshot.figures.by_portfolio, {}),
        (Label.PRIORITY, snapshot.figures.by_priority, {}),
    )
    for label, groups, names in splits:
        if not any(each.name for each in groups):
            continue
        made = table(
            said("By {lower}", lower=label.lower()),
            (label, Label.COUNT, *(CLASS_WORDS[class_] for class_ in StatusClass)),
            (
                (
                    cell(names.get(each.name or "", each.name or "None named")),
                    number_cell(each.figures.n),
                    *(
                        number_cell(each.figures.counts.get(class_, 0), count_and_share(each.figures, class_))
                        for class_ in StatusClass
                    ),
                )
                for each in groups
                if each.figures.n and (label is not Label.SECTION or each.name in titles)
            ),
            widths=(7, 2, 3, 3, 3, 3, 3),
            shown_caption=True,
        )
        if made:
            yield made
