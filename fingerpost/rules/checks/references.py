"""Checks on refs: named and not there, used for two things, or titled twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.passages import (
    action_place,
    exception_place,
    exception_texts,
    listed,
    sentences,
    shortened,
)
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.checks.stated import change_statements
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft, DraftException, RefTitle

_WORD = re.compile(r"[^\W_]+")
_SUSPENDED = re.compile(
    r"\b(?:is|was|been|are|were|action|work|project|implementation)(?: \w+ly)? suspended\b", re.IGNORECASE
)
_NOT_SUSPENDED = re.compile(
    r"\b(?:not|never|no longer|until|if|may|might|could|would|will|lifted|resumed|restarted)\b", re.IGNORECASE
)
_NO_LETTERS_COUNT = frozenset({"and", "the", "a", "an", "of", "for", "to", "in"})


class Titled(NamedTuple):
    """A title printed beside a ref, and its place."""

    ref: str
    title: str
    place: str


def words_of(title: str) -> tuple[str, ...]:
    """The words by which titles are compared: without case, punctuation, “&” and “and”."""
    return tuple(
        word
        for word in _WORD.findall(title.casefold().replace("’s", "s").replace("'s", "s"))
        if word != "and"
    )


def is_abbreviation(one: str, other: str) -> bool:
    """Whether two titles differ only in that one abbreviates words which the other writes out.

    TPOs is Tree Preservation Orders, Dev. is Development; small words between need no letter.
    """
    return _abbreviates(_cased(one), _cased(other)) or _abbreviates(_cased(other), _cased(one))


@check("D20", Severity.WARNING, "An action named as re-dated has no block, though others named have.")
def change_without_block(draft: Draft) -> Iterator[Found]:
    """Where the appendix shows some of the actions that the text names as re-dated, suspended or withdrawn,
    it should show all of them: of the others nobody can see the old date and the new. Source: rules, Checks on
    a document (refs named in the text but absent from the appendix).
    """
    missing = _changes_without_block(draft)
    places = change_statements(draft)
    if 0 < len(missing) < sum(1 for each in draft.changes if each.ref):
        for change in missing:
            title = f" (“{shortened(change.title)}”)" if change.title else ""
            yield Found(
                places or ("changes in the text",),
                f"{change.ref}{title} is named among the re-dated, suspended or withdrawn actions"
                f"{_in_places(places)}; the appendix has no block for it among its {len(draft.exceptions)}.",
                {"ref": change.ref or "", "title": change.title or ""},
            )


@check("D21", Severity.NOTE, "The actions named as re-dated have no blocks in the appendix.")
def changes_without_blocks(draft: Draft) -> Iterator[Found]:
    """An appendix of amber and red actions need not show the re-dated ones; but then their dates must be found
    elsewhere. Source: rules, Checks on a document.
    """
    missing = _changes_without_block(draft)
    places = change_statements(draft)
    if missing and len(missing) == sum(1 for each in draft.changes if each.ref):
        names = listed(each.ref or "" for each in missing)
        yield Found(
            places or ("changes in the text",),
            f"{names} {'is' if len(missing) == 1 else 'are'} named among the re-dated, suspended or withdrawn "
            f"actions{_in_places(places)}; the appendix has no block for {'it' if len(missing) == 1 else 'them'}.",
            {"refs": ", ".join(each.ref or "" for each in missing)},
        )


@check("D22", Severity.ERROR, "An action is in two classes at once: re-dated, and an exception.")
def in_two_classes(draft: Draft) -> Iterator[Found]:
    """The exceptions are the actions in amber or red, and every action highlighted is in exactly one class;
    so one that the text counts among the re-dated, suspended or withdrawn is no exception too. Source: rules,
    Classes and figures; Checks on a document.
    """
    blocks = _blocks_by_ref(draft)
    named = change_statements(draft)
    for change in draft.changes:
        block = blocks.get(change.ref or "")
        if change.ref and block is not None and block.status is not StatusClass.REPROGRAMMED:
            as_what = f"as an exception marked {block.status}" if block.status else "among the exceptions"
            yield Found(
                (*named, exception_place(block)),
                f"{change.ref} is counted among the re-dated, suspended or withdrawn actions"
                f"{_in_places(named)}, and stands in the appendix {as_what} as well; an action is in one class only.",
                {"ref": change.ref, "class": str(block.status or "")},
            )


@check("D28", Severity.WARNING, "An exception is said to be suspended, and not named among the suspended.")
def suspended_but_not_named(draft: Draft) -> Iterator[Found]:
    """Where the text names the actions re-dated, suspended or withdrawn, one whose own text says that it was
    suspended should be among them, and not among the exceptions. A suspension that was lifted, or might come,
    is left alone. Source: rules, Status of an action in a period (suspended by a decision in force).
    """
    named = {change.ref for change in draft.changes}
    places = change_statements(draft)
    for each, texts in zip(draft.exceptions, exception_texts(draft), strict=True):
        if not named or not each.ref or each.ref in named:
            continue
        for sentence in sentences(f"{texts.box.text}\n{texts.row.text}"):
            if _SUSPENDED.search(sentence) and not _NOT_SUSPENDED.search(sentence):
                yield Found(
                    (exception_place(each), *places),
                    f"The text of {each.ref} says “{shortened(sentence)}”; it is not named among the re-dated, "
                    f"suspended or withdrawn actions{_in_places(places)}.",
                    {"ref": each.ref, "words": shortened(sentence)},
                )
                break


@check("D23", Severity.ERROR, "An action is named by the title of what it belongs to.")
def named_by_its_parent(draft: Draft) -> Iterator[Found]:
    """Where the text names an action with its ref, the title should be that action's; here it is the title
    that the appendix gives to another ref. Source: rules, Checks on a document (one action with two titles).
    """
    blocks = _blocks_by_ref(draft)
    titles = _titles_of_appendix(draft)
    places = change_statements(draft)
    for change in draft.changes:
        block = blocks.get(change.ref or "")
        if block is None or block.action is None or not change.ref or not change.title:
            continue
        other = _title_elsewhere(titles, change)
        if other is not None and not _alike(change.title, block.action):
            yield Found(
                (*places, exception_place(block)),
                f"The text names {change.ref} “{shortened(change.title)}”, which is the title of {other.ref} in "
                f"the appendix; {change.ref} is “{shortened(block.action)}” there.",
                {"ref": change.ref, "text": change.title, "appendix": block.action, "title of": other.ref},
            )


@check("D24", Severity.ERROR, "One action has two titles.")
def two_titles(draft: Draft) -> Iterator[Found]:
    """An action's title should be one wherever its ref stands. Differences of case, punctuation, and “&” for
    “and” are nothing; abbreviations are a note of their own. Source: rules, Checks on a document.
    """
    for one, other in _pairs_of_titles(draft):
        if not is_abbreviation(one.title, other.title):
            yield _titles(one, other, f"{one.ref} has two titles")


@check("D25", Severity.NOTE, "A title is written out in one place and abbreviated in another.")
def abbreviated_title(draft: Draft) -> Iterator[Found]:
    """Nothing is wrong, but readers may not know the abbreviation, and a search will not find both. Source:
    rules, Checks on a document (abbreviations are a note).
    """
    for one, other in _pairs_of_titles(draft):
        if is_abbreviation(one.title, other.title):
            yield _titles(one, other, f"The title of {one.ref} is abbreviated in one place")


@check("D26", Severity.ERROR, "One ref is used for two things.")
def ref_for_two_things(draft: Draft) -> Iterator[Found]:
    """A ref belongs to one action, or to one heading of the plan, not to both. Source: rules, Checks on a
    document (a ref used for two things).
    """
    for each in draft.exceptions:
        if each.ref and each.parent is not None and each.parent.ref == each.ref and each.parent.title:
            own = (each.plan_row.action if each.plan_row else None) or each.action
            if own and not _alike(own, each.parent.title):
                yield Found(
                    (exception_place(each),),
                    f"{each.ref} is used for two things: “{shortened(each.parent.title)}”, under which the action "
                    f"stands, and the action “{shortened(own)}”.",
                    {"ref": each.ref, "heading": each.parent.title, "action": own},
                )
    for first, again in _repeated(draft):
        if not _alike(first.title, again.title) and not is_abbreviation(first.title, again.title):
            yield Found(
                (first.place, again.place),
                f"{first.ref} is used for two things: “{shortened(first.title)}” and “{shortened(again.title)}”.",
                {"ref": first.ref, "first": first.title, "second": again.title},
            )


@check("D27", Severity.WARNING, "An action is printed twice.")
def printed_twice(draft: Draft) -> Iterator[Found]:
    """Two blocks or rows with one ref and one title: the action is counted twice, or one of them is old.
    Source: rules, Checks on a document (a ref used for two things).
    """
    twice = [
        (first, again)
        for first, again in _repeated(draft)
        if _alike(first.title, again.title) or is_abbreviation(first.title, again.title)
    ]
    if twice:
        refs = list(dict.fromkeys(first.ref for first, _ in twice))
        title = twice[0][0].title if len(refs) == 1 else ""
        yield Found(
            tuple(dict.fromkeys(each.place for pair in twice for each in pair)),
            f"{listed(refs)} {'is' if len(refs) == 1 else 'are'} printed more than once"
            + (f": “{shortened(title)}”." if title else "."),
            {"actions": len(refs)},
        )


@check("D29", Severity.NOTE, "Refs start again in each section.")
def refs_start_again(draft: Draft) -> Iterator[Found]:
    """Where a tracker numbers its actions anew in each section or sheet, a ref alone does not say which action
    is meant. Source: rules, Words (action, ref).
    """
    if _starts_again(draft):
        yield Found(
            ("the whole tracker",),
            "Refs start again in each section, so that a ref alone does not name one action.",
            {"actions": len(draft.actions)},
        )


def _changes_without_block(draft: Draft) -> list[RefTitle]:
    blocks = _blocks_by_ref(draft)
    return [each for each in draft.changes if each.ref and each.ref not in blocks] if blocks else []


def _in_places(places: tuple[str, ...]) -> str:
    return f" in {listed(places)}" if places else ""


def _blocks_by_ref(draft: Draft) -> dict[str, DraftException]:
    return {each.ref: each for each in reversed(draft.exceptions) if each.ref}


def _titles_of_appendix(draft: Draft) -> dict[tuple[str, ...], list[Titled]]:
    """What the appendix calls its headings and actions, by the words of their titles."""
    titles: dict[tuple[str, ...], list[Titled]] = {}
    for each in draft.exceptions:
        place = exception_place(each)
        for ref, title in (
            (each.parent.ref, each.parent.title) if each.parent else (None, None),
            (each.ref, each.action),
        ):
            if ref and title:
                titles.setdefault(words_of(title), []).append(Titled(ref, title, place))
    return titles


def _title_elsewhere(titles: dict[tuple[str, ...], list[Titled]], change: RefTitle) -> Titled | None:
    """Where the appendix gives the title of a change to another ref: a heading's, or another action's."""
    of_title = titles.get(words_of(change.title or ""), ())
    return next((each for each in of_title if each.ref != change.ref), None)


def _pairs_of_titles(draft: Draft) -> Iterator[tuple[Titled, Titled]]:
    """Each action's first title with each other title of it that differs."""
    for each in draft.exceptions:
        if each.ref and each.action and each.plan_row is not None and each.plan_row.action:
            box = Titled(each.ref, each.action, exception_place(each))
            row = Titled(each.ref, each.plan_row.action, exception_place(each, "plan row"))
            if not _alike(box.title, row.title):
                yield box, row
    blocks = _blocks_by_ref(draft)
    titles = _titles_of_appendix(draft)
    place = listed(change_statements(draft)) or "changes in the text"
    for change in draft.changes:
        block = blocks.get(change.ref or "")
        if not change.ref or block is None or not change.title or not block.action:
            continue
        own = [block.action, *([block.plan_row.action] if block.plan_row and block.plan_row.action else [])]
        if not any(_alike(change.title, title) for title in own) and _title_elsewhere(titles, change) is None:
            yield (
                Titled(change.ref, change.title, place),
                Titled(change.ref, block.action, exception_place(block)),
            )


def _titles(one: Titled, other: Titled, message: str) -> Found:
    return Found(
        (one.place, other.place),
        f"{message}: “{shortened(one.title)}” and “{shortened(other.title)}”.",
        {"ref": one.ref, "first": one.title, "second": other.title},
    )


def _repeated(draft: Draft) -> Iterator[tuple[Titled, Titled]]:
    """Each ref's first block or row with each later one."""
    first: dict[tuple[str, tuple[str, ...]], Titled] = {}
    apart = _starts_again(draft)
    titled = [
        *((each.ref or "", (), each.action or "", exception_place(each)) for each in draft.exceptions),
        *(
            (each.ref or "", each.path if apart else (), each.title or "", action_place(each))
            for each in draft.actions
        ),
    ]
    for ref, path, title, place in titled:
        each = Titled(ref, title, place)
        if ref and first.setdefault((ref, path), each) is not each:
            yield first[ref, path], each


def _starts_again(draft: Draft) -> bool:
    """Whether more than a quarter of a tracker's rows have a ref that another section has too."""
    paths: dict[str, set[tuple[str, ...]]] = {}
    for each in draft.actions:
        if each.ref:
            paths.setdefault(each.ref, set()).add(each.path)
    shared = sum(1 for each in draft.actions if len(paths.get(each.ref or "", ())) > 1)
    return 4 * shared > len(draft.actions) > 3


def _alike(one: str, other: str) -> bool:
    """Whether two titles have the same words, as far as one goes that was cut off."""
    first, second = words_of(one), words_of(other)
    for title, words in ((one, first), (other, second)):
        if title.rstrip().endswith(("…", "...")):
            length = max(1, len(words) - 1)
            return first[:length] == second[:length]
    return first == second


def _cased(title: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(title) if word.casefold() != "and")


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the first title is the second with at least one run of words abbreviated, word for word else."""
    if not short or not long:
        return False
    start = 0
    while start < min(len(short), len(long)) and short[start].casefold() == long[start].casefold():
        start += 1
    end = 0
    while (
        end < min(len(short), len(long)) - start and short[-1 - end].casefold() == long[-1 - end].casefold()
    ):
        end += 1
    middle, written_out = short[start : len(short) - end], long[start : len(long) - end]
    if len(middle) != 1 or not written_out:
        return False
    return _stands_for(middle[0], written_out)


def _stands_for(abbreviation: str, words: tuple[str, ...]) -> bool:
    letters = (
        abbreviation[:-1] if abbreviation.endswith("s") and abbreviation[:-1].isupper() else abbreviation
    )
    if len(words) == 1:
        return 2 <= len(letters) < len(words[0]) and words[0].casefold().startswith(letters.casefold())
    initials = "".join(word[0] for word in words).casefold()
    main = "".join(word[0] for word in words if word.casefold() not in _NO_LETTERS_COUNT).casefold()
    return letters.casefold() in {initials, main}


REFERENCE_CHECKS = (
    change_without_block,
    changes_without_blocks,
    in_two_classes,
    suspended_but_not_named,
    named_by_its_parent,
    two_titles,
    abbreviated_title,
    ref_for_two_things,
    printed_twice,
    refs_start_again,
)
