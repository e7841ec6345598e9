"""Movement between any two months: what came and went in each class, the steps between, and every action by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, class_cell, number_cell, table
from fingerpost.reports.compose.insight.drawing import CLASS_COLOUR, drawn, row_axis, words_layers
from fingerpost.reports.compose.snapshot_movement import matrix_table, moves_table
from fingerpost.reports.document import Bullets, Chart, DocumentCell, Emphasis, Text
from fingerpost.reports.renderers.tones import INK
from fingerpost.rules.classes import LETTER_OF_CLASS, StatusClass
from fingerpost.rules.insight.journey import Journey, journey
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import CLASS_WORDS, NOTHING

if TYPE_CHECKING:
    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.months import Period

TITLE = "What moved from one month to another"
_ROW = 30


def movement_part(
    builder: Builder,
    series: Series,
    first: Period | None = None,
    last: Period | None = None,
    *,
    level: int = 1,
) -> None:
    """Add the movement between two periods of the last plan; the last two where none are named.

    Refuses what `rules.insight.journey` refuses.
    """
    periods = [each.period for each in series.own]
    if not periods or (first is None and len(periods) < 2):
        builder.part(
            TITLE,
            Text("Two closed months of a plan are needed to see what moved.", emphasis=Emphasis.LEAD),
            level=level,
        )
        return
    found = journey(series, first or periods[-2], last or periods[-1])
    title = said(
        "What moved from {periods} to {periods2}",
        periods=found.periods[0],
        periods2=found.periods[-1],
    )
    builder.part(title, Text(together(found.sentences()), emphasis=Emphasis.LEAD), level=level)
    if found.whole.figures_only:
        figures = _figures(found)
        builder.add(*([figures] if figures else []))
        return
    balances = _balances(found)
    if balances is not None:
        builder.add(
            Chart(
                movement_picture(found),
                "For each class a bar to the right for the actions that came, and one to the left for those that went. "
                + together(found.sentences()),
                balances,
            )
        )
    if len(found.steps) > 1:
        builder.part(
            "Step by step",
            Bullets(tuple(f"{each.period.name}: {_step(each.sentence())}" for each in found.steps)),
            level=level + 1,
        )
    builder.table_part(
        level + 1,
        "The actions that changed, month by month",
        _paths(found),
        intro=said_n(
            "{count} action, those that changed most often first. {key}",
            "{count} actions, those that changed most often first. {key}",
            len(found.changed),
            key=_KEY,
        ),
    )
    for made in (matrix_table(found.whole), moves_table(found.whole)):
        builder.add(*([made] if made else []))


_KEY = together(
    [f"{letter} {CLASS_WORDS[class_].lower()}" for class_, letter in LETTER_OF_CLASS.items()], ", "
) + said(", {nothing} not counted.", nothing=NOTHING)


def movement_picture(found: Journey) -> str:
    """What came to each class and what went, as bars to both sides."""
    rows: list[str] = []
    bars: list[dict[str, Any]] = []
    for class_ in StatusClass:
        balance = found.whole.balance(class_)
        if not (balance.before or balance.now):
            continue
        label = said(
            "{class_words}: {before}, now {now}",
            class_words=CLASS_WORDS[class_],
            before=balance.before,
            now=balance.now,
        )
        rows.append(label)
        bars += [
            {
                "row": label,
                "class": class_.value,
                "from": 0,
                "to": balance.came,
                "words": f"+{balance.came}",
                "side": 1,
            },
            {
                "row": label,
                "class": class_.value,
                "from": 0,
                "to": -balance.went,
                "words": f"−{balance.went}",
                "side": -1,
            },
        ]
    most = max((abs(each["to"]) for each in bars), default=0) or 1
    axis = row_axis(rows, lines=False)
    x: dict[str, Any] = {
        "field": "from",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [-most * 1.15, most * 1.15], "nice": False},
        "axis": None,
    }
    layers: list[Layer] = [
        {
            "data": {"values": bars},
            "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.6, "height": {"band": 0.7}},
            "encoding": {"y": axis, "x": x, "x2": {"field": "to"}, "color": CLASS_COLOUR},
        },
        {
            "data": {"values": [{"at": 0}]},
            "mark": {"type": "rule", "color": INK},
            "encoding": {"x": {"field": "at", "type": "quantitative"}},
        },
    ]
    for side, align in ((1, "left"), (-1, "right")):
        layers += words_layers(
            [each for each in bars if each["side"] == side],
            {"y": axis, "x": {"field": "to", "type": "quantitative"}},
            align=align,
            dx=6 * side,
        )
    title = "Number before, number now\nBars: actions that came to the class (right) and went from it (left)"
    return drawn(layers, title=title, height=_ROW * max(len(rows), 1))


def _step(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _balances(found: Journey) -> DocumentTable | None:
    balances = {class_: found.whole.balance(class_) for class_ in StatusClass}
    return table(
        "What came to each class and what went",
        ("Class", found.periods[0].name, "Came", "Went", found.periods[-1].name),
        (
            (
                DocumentCell(CLASS_WORDS[class_], class_),
                number_cell(each.before),
                number_cell(each.came),
                number_cell(each.went),
                number_cell(each.now),
            )
            for class_, each in balances.items()
            if each.before or each.now
        ),
        widths=(4, 3, 2, 2, 3),
        shown_caption=True,
    )


def _figures(found: Journey) -> DocumentTable | None:
    """The figures of both months, where no action can be followed from the one to the other."""
    (before, now), (n_before, n_now) = found.counts, found.ns
    return table(
        "The figures of both months",
        ("Class", found.periods[0].name, found.periods[-1].name),
        (
            *(
                (class_cell(class_), _or_not_known(before.get(class_)), _or_not_known(now.get(class_)))
                for class_ in StatusClass
            ),
            (cell(Label.N), _or_not_known(n_before), _or_not_known(n_now)),
        ),
        widths=(4, 3, 3),
        shown_caption=True,
    )


def _or_not_known(number: int | None) -> DocumentCell:
    return cell("not known") if number is None else number_cell(number)


def _paths(found: Journey) -> DocumentTable | None:
    return table(
        "The actions that changed, month by month",
        ("Ref", "Action", *(each.last.short_name for each in found.periods)),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                *(_class_cell(class_) for class_ in each.classes),
            )
            for each in found.changed
        ),
        strip=True,
    )


def _class_cell(class_: StatusClass | None) -> DocumentCell:
    if class_ is None:
        return DocumentCell(NOTHING, spoken="not counted")
    return DocumentCell(
        LETTER_OF_CLASS[class_],
        class_,
        reprogrammed=class_ is StatusClass.REPROGRAMMED,
        spoken=CLASS_WORDS[class_],
    )
