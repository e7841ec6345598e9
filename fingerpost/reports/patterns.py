"""Patterns for the classes in pictures, so that they can be told apart in grey and without colour."""

from __future__ import annotations

from fingerpost.reports.renderers.tones import PAPER_OF_CLASS
from fingerpost.rules.classes import StatusClass

_LINE = "#6B757C"
_MARKS: dict[StatusClass, str] = {
    StatusClass.AMBER: f'<circle cx="2" cy="2" r="1" fill="{_LINE}"/><circle cx="7" cy="7" r="1" fill="{_LINE}"/>',
    StatusClass.RED: f'<path d="M0,0L10,10M10,0L0,10" stroke="{_LINE}" stroke-width="0.9"/>',
    StatusClass.REPROGRAMMED: f'<path d="M-1,1L1,-1M0,10L10,0M9,11L11,9" stroke="{_LINE}" stroke-width="1.1"/>',
    StatusClass.NOT_UPDATED: f'<path d="M0,2.5H6M0,7.5H6" stroke="{_LINE}" stroke-width="0.9"/>',
}
"""What is drawn over the paper of a class, in a square of 10; green is plain."""


def patterned(svg: str) -> str:
    """The picture with the paper of each class under its pattern: dots, a cross-hatch, stripes, broken lines."""
    used = {class_: marks for class_, marks in _MARKS.items() if _fill(class_) in svg}
    if not used:
        return svg
    patterns = "".join(
        f'<pattern id="{_name(class_)}" width="10" height="10" patternUnits="userSpaceOnUse">'
        f'<rect width="10" height="10" fill="{PAPER_OF_CLASS[class_]}"/>{marks}</pattern>'
        for class_, marks in used.items()
    )
    for class_ in used:
        svg = svg.replace(_fill(class_), f'fill="url(#{_name(class_)})"')
    start = svg.index(">") + 1
    return f"{svg[:start]}<defs>{patterns}</defs>{svg[start:]}"


def _fill(class_: StatusClass) -> str:
    return f'fill="{PAPER_OF_CLASS[class_]}"'


def _name(class_: StatusClass) -> str:
    return f"paper-{class_.replace(' ', '-')}"
