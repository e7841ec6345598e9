"""Copies that were damaged on the way say the same: the sample's text documents, damaged as real copies are, read alike."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import pytest

from fingerpost.importer.read import read
from fingerpost.rules.draft import Draft
from fingerpost.rules.plain import to_plain
from fingerpost.sample.documents import write_documents

CLEAN = "exception-report-2026-02.txt"
COPIED = "exception-report-2026-02-copied.txt"
NEW_PLAN = "new-plan-2025-26.txt"
STRIPS = r"/plan_row/months"
TEXT = r"^/sections|/text$|/printed$"

Damage = Callable[[str], str]


@cache
def text_of(name: str) -> str:
    return write_documents()[name].decode()


def draft_of(name: str, text: str | bytes) -> Draft:
    found = read(name, text.encode() if isinstance(text, str) else text)
    assert isinstance(found, Draft)
    return found


def values(value: object, path: str = "") -> dict[str, object]:
    """The values of a draft by their path, without places and findings; exceptions go by their ref."""
    if isinstance(value, dict):
        parts = [(key, each) for key, each in value.items() if key not in ("place", "findings", "source")]
    elif isinstance(value, list):
        by_ref = path == "/exceptions"
        parts = [(each["ref"] if by_ref else at, each) for at, each in enumerate(value)]
    else:
        text = re.sub(r"\s+", " ", value).strip().casefold() if isinstance(value, str) else value
        return {} if value is None else {path: text}
    found: dict[str, object] = {}
    for key, each in parts:
        found.update(values(each, f"{path}/{key}"))
    return found


@cache
def undamaged(name: str) -> dict[str, object]:
    return values(to_plain(draft_of(name, text_of(name))))


def differences(name: str, damaged: str | bytes, beside: str = "^$") -> dict[str, tuple[object, object]]:
    """What a damaged copy gives otherwise than the undamaged one: paths with both values."""
    expected, found = undamaged(name), values(to_plain(draft_of(name, damaged)))
    return {
        path: (expected.get(path), found.get(path))
        for path in sorted(expected.keys() | found.keys())
        if expected.get(path) != found.get(path) and not re.search(beside, path)
    }


# Ways in which copies break


def cells(line: str) -> list[str]:
    return line.split("\t")


def rows(text: str, change: Damage) -> str:
    return "\n".join(change(line) if "\t" in line else line for line in text.split("\n"))


def is_upper_heading(line: str) -> bool:
    return line.startswith("Ref\t")


def is_strip_heading(line: str) -> bool:
    return line.startswith("Ref.\t")


def in_headings(change: Damage) -> Damage:
    return lambda text: rows(
        text, lambda line: change(line) if is_upper_heading(line) or is_strip_heading(line) else line
    )


def in_appendix(change: Damage) -> Damage:
    def damage(text: str) -> str:
        at = text.index("\nException Report for")
        return text[:at] + change(text[at:])

    return damage


def in_boxes(change: Callable[[int, list[str]], Iterable[str]]) -> Damage:
    """The damage done to the lines of each box of the appendix, which begins with its section."""

    def damage(text: str) -> str:
        front, *boxes = re.split(r"(?m)(?=^[A-Z]+\d+: [^\t\n]*\t{5})", text)
        return front + "".join("\n".join(change(at, box.split("\n"))) for at, box in enumerate(boxes))

    return damage


def without_upper_heading(at: int, lines: list[str]) -> Iterable[str]:
    return (line for line in lines if at % 3 == 0 or not is_upper_heading(line))


def without_strip_heading(at: int, lines: list[str]) -> Iterable[str]:
    return (line for line in lines if at % 3 == 0 or not is_strip_heading(line))


def strip_heading_first(_: int, lines: list[str]) -> Iterable[str]:
    upper = next((line for line in lines if is_upper_heading(line)), None)
    strip = next((line for line in lines if is_strip_heading(line)), None)
    if upper is None or strip is None:
        return lines
    rest = [line for line in lines if line not in (upper, strip)]
    return [rest[0], strip, upper, *rest[1:]]


def shifted(at: int, lines: list[str]) -> Iterable[str]:
    """The cells behind the action of the upper row, one to four columns further right."""
    for line in lines:
        parts = cells(line)
        if re.match(r"\d+\.\d+\.\d+\t", line) and re.search(r"\t\S*\d\d\t*$", line):
            yield "\t".join([*parts[:2], *[""] * (at % 4 + 1), *parts[2:]])
        else:
            yield line


def date_below(line: str) -> str:
    return line.replace("Original Date", "Original\nDate").replace("Revised Date", "Revised\nDate")


def in_two_rows(line: str) -> str:
    if is_strip_heading(line):
        return line
    halves = ("Original Date", "Revised Date", "Corrective Action")
    top = [label.split()[0] if label in halves else label for label in cells(line)]
    below = [label.split()[1] if label in halves else "" for label in cells(line)]
    return "\t".join(top) + "\n" + "\t".join(below)


def by_initials(line: str) -> str:
    return re.sub(
        r"(?<=\t)([JASONDFM])(?:uly|ug\.|ep\.|ct\.|ov\.|ec\.|an\.|eb\.|ar\.|pr\.|ay|une)(?=\t)", r"\1", line
    )


def furniture(line: str) -> Damage:
    """Page furniture between every fourth pair of rows."""

    def damage(text: str) -> str:
        lines = text.split("\n")
        pairs = zip(lines, [*lines[1:], ""], strict=True)
        return "\n".join(
            f"{each}{line}" if "\t" in each and "\t" in following and at % 4 == 1 else each
            for at, (each, following) in enumerate(pairs)
        )

    return in_appendix(damage)


def figures(layout: Callable[[list[str], list[list[str]]], str]) -> Damage:
    """The table of figures, laid out otherwise."""

    def damage(text: str) -> str:
        found = re.search(r"(?m)^January 2026\t.*\n(?:[A-Z].*\t.*\n)+", text)
        assert found is not None
        heads, *lines = [[cell for cell in cells(line) if cell] for line in found[0].splitlines()]
        return text[: found.start()] + layout(heads, lines) + "\n" + text[found.end() :]

    return damage


def listed(heads: list[str], lines: list[list[str]]) -> str:
    return "\n\n".join(
        head
        + "\n\n"
        + "\n".join(f"{line[3 * at]}: {line[3 * at + 1]} ({line[3 * at + 2]})" for line in lines)
        for at, head in enumerate(heads)
    )


def labels_once(heads: list[str], lines: list[list[str]]) -> str:
    return "\t" + "\t\t".join(heads) + "\n" + "\n".join("\t".join([*line[:3], *line[4:]]) for line in lines)


def one_below_another(heads: list[str], lines: list[list[str]]) -> str:
    return "\n".join([*heads, *(cell for line in lines for cell in line)])


def parted_by_blanks(heads: list[str], lines: list[list[str]]) -> str:
    return "\n\n".join(["\t\t\t".join(heads), *("\t".join(line) for line in lines)])


def current_first(heads: list[str], lines: list[list[str]]) -> str:
    return "\n".join(["\t\t\t".join(heads[::-1]), *("\t".join([*line[3:], *line[:3]]) for line in lines)])


def changes(between: str, before: str = "") -> Damage:
    """The paragraph of changes as a list below its sentence."""

    def damage(text: str) -> str:
        return re.sub(
            r"(These actions are:) (.*)",
            lambda found: (
                f"{found[1]}{before}" + between.join(re.split(r"; (?:and )?", found[2].rstrip(".")))
            ),
            text,
        )

    return damage


def colours(how: Damage) -> Damage:
    return in_appendix(
        lambda text: re.sub(r"\[(?:Amber|Red|Green|Hatched)\]", lambda found: how(found[0]), text)
    )


def colour_moved(pattern: str) -> Damage:
    """The colour of an upper row, out of its cell and beside other words."""
    return in_appendix(
        lambda text: re.sub(r"(?m)^(\d+\.\d+\.\d+)\t([^\t\n]+)\t(\[\w+\])\t(?=[A-Z])", pattern, text)
    )


EXCEPTIONS: dict[str, tuple[Damage, str]] = {
    "tabs at the ends of lines are lost": (lambda text: re.sub(r"\t+(?=\n)", "", text), "^$"),
    "tabs became four spaces": (lambda text: text.replace("\t", "    "), "^$"),
    "tabs became two spaces": (lambda text: text.replace("\t", "  "), "^$"),
    "cells are parted by bare strokes": (
        lambda text: rows(text, lambda line: " | ".join(cells(line))),
        STRIPS,
    ),
    "rows stand between strokes": (
        lambda text: rows(text, lambda line: "| " + " | ".join(cells(line)) + " |"),
        "^$",
    ),
    "rows are HTML": (
        lambda text: rows(text, lambda line: "<tr><td>" + "</td><td>".join(cells(line)) + "</td></tr>"),
        "^$",
    ),
    "empty cells hold a space that does not break": (
        lambda text: rows(text, lambda line: "\t".join(cell or "&nbsp;" for cell in cells(line))),
        "^$",
    ),
    "empty cells hold a dash": (
        in_appendix(
            lambda text: rows(
                text,
                lambda line: (
                    "\t".join(cell or "-" for cell in cells(line))
                    if re.match(r"\d+\.\d+\.\d", line)
                    else line
                ),
            )
        ),
        "^$",
    ),
    "blank lines stand between rows": (in_appendix(lambda text: rows(text, lambda line: f"{line}\n")), "^$"),
    "blank lines are gone": (lambda text: re.sub(r"\n\s*\n+", "\n", text), "^$"),
    "the upper box is shifted, each otherwise": (in_boxes(shifted), "^$"),
    "the strip's heading stands first": (in_boxes(strip_heading_first), "^$"),
    "most upper headings are missing": (in_boxes(without_upper_heading), "^$"),
    "most headings of strips are missing": (in_boxes(without_strip_heading), "^$"),
    "headings are repeated": (in_headings(lambda line: f"{line}\n{line}"), "^$"),
    "headings are in capitals": (in_headings(str.upper), "^$"),
    "headings are broken within the row": (in_headings(date_below), "^$"),
    "headings stand in two rows": (in_headings(in_two_rows), "^$"),
    "headings are run together": (
        in_headings(lambda line: " ".join(line.split()) if is_upper_heading(line) else line),
        "^$",
    ),
    "months are initials": (in_headings(by_initials), "^$"),
    "a page number stands between rows": (furniture("\n\nPage 4 of 9\n"), "^$"),
    "a form feed stands between rows": (furniture("\n\f"), "^$"),
    "the running head stands between rows": (
        furniture("\n\nException Report for February 2026 Improvement Plan\n\nAppendix 1\n"),
        "^$",
    ),
    "refs end in a dot": (
        in_appendix(lambda text: re.sub(r"(?m)^(\t*\d+(?:\.\d+)+)\t", r"\1.\t", text)),
        "^$",
    ),
    "refs have a space": (lambda text: re.sub(r"(\d+\.\d+)\.(\d+)(?=[\t)])", r"\1. \2", text), TEXT),
    "the figures are a list": (figures(listed), "^/sections|/printed$"),
    "the figures stand one below another": (figures(one_below_another), "^$"),
    "the figures have their labels once": (figures(labels_once), "^$"),
    "the figures are parted by blank lines": (figures(parted_by_blanks), "^$"),
    "the current month stands first": (figures(current_first), "^$"),
    "the changes are bullets": (changes("\n- ", "\n\n- "), TEXT),
    "the changes are lines": (changes("\n", "\n"), TEXT),
    "dates have years in full": (
        in_appendix(lambda text: re.sub(r"(?<=\t)([A-Z][a-z]+)-26(?=\t)", r"\1 2026", text)),
        TEXT,
    ),
    "numbers of paragraphs stand on lines of their own": (
        lambda text: re.sub(r"(?m)^(\d{1,2}\.(?:\d{1,2})?) ", r"\1\n", text),
        "^$",
    ),
    "the day of the meeting has a space": (lambda text: text.replace("29TH APRIL", "29 TH APRIL"), "^$"),
}

COLOURS: dict[str, tuple[Damage, str]] = {
    "colours are in capitals": (colours(str.upper), "printed$"),
    "colours are plain words": (colours(lambda word: word.strip("[]")), "printed$"),
    "colours follow the ref": (colour_moved(r"\1 \3\t\2\t\t"), "^$"),
    "colours follow the action": (colour_moved(r"\1\t\2 \3\t\t"), "^$"),
    "colours stand before the text": (colour_moved(r"\1\t\2\t\t\3 "), "^$"),
}

PLANS: dict[str, tuple[Damage, str]] = {
    "tabs became three spaces": (lambda text: text.replace("\t", "   "), "^$"),
    "the map's headings are lost": (
        lambda text: text.replace("Corporate Risk Title\tImprovement Plan Reference\n", ""),
        "^$",
    ),
    "the map's headings are repeated": (
        lambda text: text.replace("\nKO6:", "\nCorporate Risk Title\tImprovement Plan Reference\nKO6:"),
        "^$",
    ),
    "codes of risks have a dash": (lambda text: re.sub(r"(?m)^(KO\d+\*?):", r"\1 –", text), "^$"),
    "codes of risks have no mark": (lambda text: re.sub(r"(?m)^(KO\d+\*?):", r"\1", text), "^$"),
    "links of a risk share a line": (lambda text: re.sub(r"\n\t(?=[A-Z]+\d+[: ])", "; ", text), "^$"),
    "the footnote says formerly": (
        lambda text: text.replace("* KO5 and KO14 have been merged", "* formerly KO5 and KO14"),
        "^/sections",
    ),
    "the footnote says part of": (
        lambda text: text.replace("* KO5 and KO14 have been merged", "* KO14 is now part of KO5"),
        "^/sections",
    ),
}


@pytest.mark.parametrize("name", [CLEAN, COPIED])
@pytest.mark.parametrize("damage", EXCEPTIONS)
def test_a_damaged_copy_of_an_exception_report_reads_the_same(name: str, damage: str) -> None:
    change, beside = EXCEPTIONS[damage]
    damaged = change(text_of(name))
    assert damaged != text_of(name)
    assert differences(name, damaged, beside) == {}


@pytest.mark.parametrize("damage", COLOURS)
def test_a_colour_in_other_words_or_another_place_is_the_same_status(damage: str) -> None:
    change, beside = COLOURS[damage]
    damaged = change(text_of(CLEAN))
    assert damaged != text_of(CLEAN)
    assert differences(CLEAN, damaged, beside) == {}


@pytest.mark.parametrize("damage", PLANS)
def test_a_damaged_copy_of_a_new_plan_reads_the_same(damage: str) -> None:
    change, beside = PLANS[damage]
    damaged = change(text_of(NEW_PLAN))
    assert damaged != text_of(NEW_PLAN)
    assert differences(NEW_PLAN, damaged, beside) == {}


@pytest.mark.parametrize("name", [CLEAN, NEW_PLAN])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines_change_nothing(name: str, encoding: str, end: str) -> None:
    assert differences(name, text_of(name).replace("\n", end).encode(encoding)) == {}


def test_a_collapsed_copy_loses_months_but_reads_no_other_value() -> None:
    damaged = rows(text_of(COPIED), lambda line: re.sub(r"\t+", "\t", line))
    wrong = {path: pair for path, pair in differences(COPIED, damaged, STRIPS).items() if pair[1] is not None}
    assert wrong == {}
