"""How the classes stood month by month, as a picture drawn from its table. Every bar says its class with a letter."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, number_cell, table
from fingerpost.reports.compose.snapshot_figures import count_and_share
from fingerpost.reports.document import Chart
from fingerpost.reports.renderers.tones import HATCH, INK, PAPER_OF_CLASS
from fingerpost.rules.classes import LETTER_OF_CLASS, StatusClass
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import CLASS_WORDS, share_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.document import DocumentCell
    from fingerpost.rules.figures import Figures
    from fingerpost.rules.months import Period

_LEFT, _WIDTH, _STEP, _BAR, _TOP, _RIGHT = 130, 560, 30, 22, 34, 70
_ROOM_FOR_LETTER, _ROOM_FOR_NUMBER = 14, 34
_FONT = "Arial, Helvetica, sans-serif"


def months_chart(caption: str, months: Sequence[tuple[Period, Figures, str | None]]) -> Chart | None:
    """The shares of each class by month, and the table that it is drawn from; None where nothing was counted.

    Each month comes with its figures and the address of its page, if it has one.
    """
    counted = [(period, figures) for period, figures, _ in months if figures.n]
    if not counted:
        return None
    made = table(
        caption,
        (
            Label.MONTH,
            Label.N,
            *(CLASS_WORDS[each] for each in StatusClass),
            "Green, not re-dated",
        ),
        ([_month(period, link), *_counts(figures)] for period, figures, link in months),
        widths=(4, 2, 3, 3, 3, 3, 3, 3),
        shown_caption=True,
    )
    assert made is not None
    return Chart(_svg(counted), f"{caption}: {_in_words(counted)}", made)


def _month(period: Period, link: str | None) -> DocumentCell:
    return replace(cell(period.name), link=link)


def _counts(figures: Figures) -> list[DocumentCell]:
    without = figures.green_share_not_reprogrammed
    return [
        number_cell(figures.n),
        *(
            number_cell(figures.counts.get(each, 0), count_and_share(figures, each))
            if figures.n
            else cell("–")
            for each in StatusClass
        ),
        cell(share_words(without) if without is not None else "–"),
    ]


def _in_words(counted: Sequence[tuple[Period, Figures]]) -> str:
    period, figures = counted[-1]
    green = count_and_share(figures, StatusClass.GREEN)
    if len(counted) == 1:
        return f"{period.name}, {green} green. The table below says the same."
    first, then = counted[0]
    was = count_and_share(then, StatusClass.GREEN)
    return f"from {first.name}, {was} green, to {period.name}, {green} green. The table below says the same."


def _svg(counted: Sequence[tuple[Period, Figures]]) -> str:
    """One bar for each month, in the order given, with the number of actions at its end."""
    height = _TOP + _STEP * len(counted) + 26
    whole = _LEFT + _WIDTH + _RIGHT
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {height}" width="{whole}" height="{height}" '
            f'font-family="{_FONT}" font-size="13" fill="{INK}">'
        ),
        (
            '<defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="6" height="6" fill="{PAPER_OF_CLASS[StatusClass.REPROGRAMMED]}"/>'
            f'<line x1="0" y1="0" x2="0" y2="6" stroke="{HATCH}" stroke-width="1.4"/></pattern></defs>'
        ),
        f'<text x="0" y="16">{escape(_key())}</text>',
    ]
    for place, (period, figures) in enumerate(counted):
        parts += _bar(period, figures, _TOP + place * _STEP)
    bottom = _TOP + _STEP * len(counted) + 14
    parts += [
        f'<text x="{_LEFT + _WIDTH * at // 100}" y="{bottom}" text-anchor="middle">{at}%</text>'
        for at in range(0, 101, 25)
    ]
    return "".join([*parts, "</svg>"])


def _key() -> str:
    named = " · ".join(f"{LETTER_OF_CLASS[each]} {CLASS_WORDS[each].lower()}" for each in StatusClass)
    return f"{named} · at the right: actions counted"


def _bar(period: Period, figures: Figures, top: int) -> list[str]:
    middle = top + _BAR // 2 + 5
    name = period.first.short_name if period.first == period.last else period.name
    parts = [f'<text x="{_LEFT - 10}" y="{middle}" text-anchor="end">{escape(name)}</text>']
    start = 0
    for class_ in StatusClass:
        count = figures.counts.get(class_, 0)
        end = start + count
        left, right = (_LEFT + _WIDTH * each // figures.n for each in (start, end))
        start = end
        if not count:
            continue
        fill = "url(#h)" if class_ is StatusClass.REPROGRAMMED else PAPER_OF_CLASS[class_]
        parts.append(
            f'<rect x="{left}" y="{top}" width="{right - left}" height="{_BAR}" fill="{fill}" stroke="{INK}" '
            'stroke-width="0.7"/>'
        )
        letter = LETTER_OF_CLASS[class_]
        words = f"{letter} {count}" if right - left >= _ROOM_FOR_NUMBER else letter
        if right - left >= _ROOM_FOR_LETTER:
            if class_ is StatusClass.REPROGRAMMED:
                half = 4 * len(words)
                parts.append(
                    f'<rect x="{(left + right) // 2 - half}" y="{top + 3}" width="{2 * half}" height="{_BAR - 6}" '
                    f'fill="{PAPER_OF_CLASS[class_]}"/>'
                )
            parts.append(f'<text x="{(left + right) // 2}" y="{middle}" text-anchor="middle">{words}</text>')
    parts.append(f'<text x="{_LEFT + _WIDTH + 10}" y="{middle}">{figures.n}</text>')
    return parts
