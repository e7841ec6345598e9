"""What had to be put right to read a StratML file, as findings: alike things together, with all their places."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Severity
from fingerpost.rules.stratml.tree import Wrong, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.importer.stratml.parsing import Parsed, Repair
    from fingerpost.rules.checks.registry import Description
    from fingerpost.rules.findings import Finding
    from fingerpost.rules.stratml.tree import Problem

_MOST_PLACES = 20

BROKEN_XML = describe(
    "R150",
    Severity.WARNING,
    "A StratML file is broken XML.",
    "A tag is not closed, or a character is not written as XML asks. What could be told apart was read; look whether "
    "anything near these lines is missing, and save the file again from the program that wrote it.",
)
OTHER_NAMESPACE = describe(
    "R151",
    Severity.NOTE,
    "A StratML file has another namespace than the standard's.",
    "Older drafts of StratML had other namespaces, and files written by hand have none. It was read as if it had the "
    "right one.",
)
OTHER_NAMES = describe(
    "R152",
    Severity.NOTE,
    "An element or a value of a StratML file is written otherwise than in the standard.",
    "Capitals, hyphens and British spelling do not keep a file from being read: each was taken for the name in the "
    "standard that it means.",
)
OTHER_ORDER = describe(
    "R153",
    Severity.NOTE,
    "Elements of a StratML file stand in another order than in the standard.",
    "Everything was read by its name, so nothing is lost; other programs may refuse the file.",
)
MISSING = describe(
    "R154",
    Severity.WARNING,
    "A StratML file lacks an element or attribute that the standard asks for.",
    "It was read as if it were there and empty. Look whether it should say something.",
)
TOO_MANY = describe(
    "R155",
    Severity.WARNING,
    "An element of a StratML file stands more often than the standard allows.",
    "The first was taken. The words of the others are kept among what the file says besides.",
)
NO_PLACE = describe(
    "R156",
    Severity.WARNING,
    "A StratML file holds an element, an attribute or words where the standard allows none.",
    "The words are kept among what the file says besides; they are part of no action, lead or date.",
)
NOT_SUCH_A_TEXT = describe(
    "R157",
    Severity.WARNING,
    "A date, number, identifier or choice in a StratML file is not written as the standard asks.",
    "A date is read from its words where they mean one; anything else is kept as it is written.",
)
SAME_IDENTIFIER = describe(
    "R158",
    Severity.NOTE,
    "An identifier is used twice in a StratML file.",
    "Nothing that we read depends on identifiers; other programs may refuse the file.",
)

_OF: dict[Wrong, Description] = {
    Wrong.ROOT: NO_PLACE,
    Wrong.UNKNOWN_ELEMENT: NO_PLACE,
    Wrong.ORDER: OTHER_ORDER,
    Wrong.MISSING: MISSING,
    Wrong.TOO_MANY: TOO_MANY,
    Wrong.LOOSE_TEXT: NO_PLACE,
    Wrong.TEXT: NOT_SUCH_A_TEXT,
    Wrong.SAME_ID: SAME_IDENTIFIER,
    Wrong.UNKNOWN_ATTRIBUTE: NO_PLACE,
    Wrong.MISSING_ATTRIBUTE: MISSING,
    Wrong.ATTRIBUTE: NOT_SUCH_A_TEXT,
}


def repairs_of(name: str, parsed: Parsed) -> Iterator[Finding]:
    """Every repair, in the order in which the file was read."""
    for line, words in parsed.broken:
        yield BROKEN_XML.finding(
            (place_of(line),), f"The XML is broken at {place_of(line)}: {words}.", {"line": line}
        )
    if parsed.namespace is not None:
        yield OTHER_NAMESPACE.finding(
            (name,),
            f"The namespace is {parsed.namespace}, not {parsed.model.namespace}; it was read as that.",
            {"namespace": parsed.namespace},
        )
    if parsed.within is not None:
        yield NO_PLACE.finding(
            (name,),
            f"{parsed.model.root} stands within {parsed.within}; what stands around it was left alone.",
            {"element": parsed.within},
        )
    yield from _renamed(parsed.renamed)
    yield from _renamed(parsed.worded)
    yield from _grouped(parsed)


def place_of(line: int | None) -> str:
    """A place in the file, as findings and drafts name it."""
    return "the file" if line is None else f"line {line}"


def _renamed(repairs: list[Repair]) -> Iterator[Finding]:
    alike: defaultdict[tuple[str, str], list[int | None]] = defaultdict(list)
    for each in repairs:
        alike[each.was, each.taken_for].append(each.line)
    for (was, taken_for), lines in alike.items():
        yield OTHER_NAMES.finding(
            _places(lines),
            f"{was} was taken for {taken_for}{_times(lines)}.",
            {"was": was, "taken": taken_for},
        )


def _grouped(parsed: Parsed) -> Iterator[Finding]:
    alike: defaultdict[tuple[Wrong, str, str], list[Problem]] = defaultdict(list)
    for each in problems_of(parsed.root, parsed.model):
        named = each.wrong not in {Wrong.LOOSE_TEXT, Wrong.TEXT, Wrong.SAME_ID}
        alike[each.wrong, each.element.name, each.about if named else ""].append(each)
    for (wrong, _, _), problems in alike.items():
        lines = [each.element.line for each in problems]
        first = problems[0]
        message = f"{first.message[0].upper()}{first.message[1:]}{_times(lines)}."
        yield _OF[wrong].finding(_places(lines), message, {"element": first.element.name})


def _places(lines: list[int | None]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(place_of(line) for line in lines))
    more = len(named) - _MOST_PLACES
    return named if more <= 0 else (*named[:_MOST_PLACES], f"and {more} more")


def _times(lines: list[int | None]) -> str:
    return f", and {len(lines) - 1} times more" if len(lines) > 1 else ""
