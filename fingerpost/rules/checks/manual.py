"""The reference page of all findings, from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.rules.checks.registry import Description

INTRODUCTION = """\
# Findings

Everything that `fingerpost` can find wrong, by its id. An **error** is where the record contradicts itself or a
rule; a **warning** is something that a person should look at; a **note** is good to know. Every finding has its
places, one sentence, and the values that were compared. An id never changes its meaning.

This page is written from the code by `make reference`.
"""
KINDS = {
    "D": (
        "On a document",
        "`fingerpost check FILE` looks at what a report or tracker says, and whether it agrees with itself.",
    ),
    "M": ("On a month before it closes", "Looked at when a period is about to be closed."),
    "R": (
        "While reading",
        "What a reader could not read, or read with a doubt. The place says where to look in the file.",
    ),
    "T": (
        "On text typed for a committee report",
        (
            "Held against the closed record as it is typed, and again at sign-off. Mend the words, or use a field; or "
            "accept the difference with a reason, which is printed in the record of the file. What another time, a "
            "forecast or a part of the plan is said to be is left alone."
        ),
    ),
}


def manual_of(descriptions: Iterable[Description]) -> str:
    """The page in Markdown: for each kind a list of ids, then each with its severity and explanation."""
    all_of_them = list(descriptions)
    parts = [INTRODUCTION]
    for letter, (title, about) in KINDS.items():
        of_kind = [each for each in all_of_them if each.id.startswith(letter)]
        if of_kind:
            parts.append(f"\n## {title}\n\n{about}\n")
            parts.extend(
                f"\n### {each.id}: {each.title}\n\n**{each.severity.capitalize()}.** {_paragraphs(each.explanation)}\n"
                for each in of_kind
            )
    return "".join(parts)


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
