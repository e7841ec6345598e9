"""The Members' bulletin: what happened in the month, in plain words, as text that somebody may edit before it goes.

The text is plain enough for an e-mail, and has so much form that a page can be made of it: a line underlined with
=== is the title, one underlined with --- a heading, lines that begin with "- " are a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder
from fingerpost.reports.compose.requests import asked_words
from fingerpost.reports.document import Bullets, Document, Emphasis, Text
from fingerpost.rules.classes import LATE_CLASSES, Status, StatusClass
from fingerpost.rules.exceptions_report import completed, exceptions
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import months_moved_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.rules.scrutiny import AtIssue
    from fingerpost.rules.snapshot import ActionRecord, Snapshot

_RULE = re.compile(r"(=|-)\1{2,}")
_ENDS = (".", "!", "?")


def bulletin_text(snapshot: Snapshot, requests: AtIssue, *, report: str) -> str:
    """The bulletin on a closed month; `report` is the address of the whole report."""
    parts = [
        _underlined(f"{snapshot.plan.title}: {snapshot.period.name}", "="),
        _opening(snapshot),
        *_listed("Finished this month", map(_named, completed(snapshot))),
        *_listed("Late, and what is being done", _late(snapshot)),
        *_listed("New dates and work put on hold, decided this month", _moved(snapshot)),
        *_listed("What Members asked and is still to be answered", _waiting(requests)),
        *_listed("Answered since the last report", _answered(requests)),
        said("The whole report: {report}", report=report),
    ]
    return "\n\n".join(parts) + "\n"


def bulletin_document(text: str, snapshot: Snapshot) -> Document:
    """The bulletin's text as a document. Text without a title has that of its month."""
    builder = Builder()
    title = f"{snapshot.plan.title}: {snapshot.period.name}"
    for kind, lines in _pieces(text):
        if kind == "=":
            title = together(lines)
        elif kind == "-":
            builder.part(together(lines))
        elif kind == "list":
            builder.add(Bullets(tuple(lines)))
        else:
            lead = Emphasis.PLAIN if builder.blocks else Emphasis.LEAD
            builder.add(Text(together(lines), emphasis=lead))
    return Document(
        title=title,
        council=snapshot.council,
        language="en-GB",
        dated=snapshot.closed_on,
        blocks=tuple(builder.blocks),
        sheets=(),
        properties={"period": snapshot.period.name, "kind": "Members’ bulletin"},
    )


def _pieces(text: str) -> Iterator[tuple[str, list[str]]]:
    """The text piece by piece: titles and headings by their underline, lists, and paragraphs."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [each.strip() for each in block.splitlines() if each.strip()]
        while lines:
            rule = _RULE.fullmatch(lines[1]) if len(lines) > 1 else None
            if rule is not None:
                yield rule[1], lines[:1]
                lines = lines[2:]
                continue
            is_list = lines[0].startswith("- ")
            run = 1
            while run < len(lines) and not _begins_another(lines, run, is_list=is_list):
                run += 1
            yield ("list", _items(lines[:run])) if is_list else ("text", lines[:run])
            lines = lines[run:]


def _begins_another(lines: list[str], at: int, *, is_list: bool) -> bool:
    """Whether something of another kind begins at this line: a heading, or a list after words."""
    underlined = at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) is not None
    return underlined or (lines[at].startswith("- ") and not is_list)


def _items(lines: list[str]) -> list[str]:
    """The items of a list; a line without its own dash goes on with the item above."""
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:].strip())
        else:
            items[-1] = f"{items[-1]} {line}"
    return items


def _underlined(words: str, rule: str) -> str:
    return f"{words}\n{rule * len(words)}"


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    """A heading with its list; nothing where there is nothing to list."""
    lines = [f"- {each}" for each in items]
    if lines:
        yield _underlined(heading, "-")
        yield "\n".join(lines)


def _opening(snapshot: Snapshot) -> str:
    figures = snapshot.figures.whole
    counts = figures.counts
    if figures.n == 0:
        return said("Nothing was due in {period}.", period=snapshot.period)
    tail = [
        f"{counts[class_]} {words}"
        for class_, words in (
            (
                StatusClass.AMBER,
                said_n(
                    "up to {count} month late", "up to {count} months late", snapshot.policies.amber_up_to
                ),
            ),
            (StatusClass.RED, "later than that"),
            (StatusClass.REPROGRAMMED, "re-dated, suspended or withdrawn by a decision"),
            (StatusClass.NOT_UPDATED, "without an update"),
        )
        if counts.get(class_, 0)
    ]
    green = said_n(
        "{get} of the {count} action looked at in {period} are complete or on target.",
        "{get} of the {count} actions looked at in {period} are complete or on target.",
        figures.n,
        get=counts.get(StatusClass.GREEN, 0),
        period=snapshot.period,
    )
    return said("{green} The others: {join}.", green=green, join=together(tail, "; ")) if tail else green


def _named(each: ActionRecord) -> str:
    return f"{each.ref} {each.title}."


def _late(snapshot: Snapshot) -> Iterator[str]:
    for each in exceptions(snapshot):
        if each.class_ not in LATE_CLASSES:
            continue
        late = "over one month late" if each.status is Status.RED else "one month late"
        if snapshot.policies.amber_up_to != 1:
            late = str(each.status)
        update = each.update
        stated = [f"{each.ref} {each.title}: {late}."]
        stated += (
            [_sentence(words) for words in (update.reason, update.corrective_action) if words]
            if update
            else []
        )
        stated += [said("Now expected: {expected}.", expected=each.expected)] if each.expected else []
        yield together(stated)


def _moved(snapshot: Snapshot) -> Iterator[str]:
    """What was decided about dates in the month, with how often and how far each was moved in all."""
    for each in snapshot.actions:
        if not each.decided_now or not each.ledger.revisions:
            continue
        last = each.ledger.revisions[-1]
        what = said("now due {new_date}", new_date=last.new_date) if last.new_date else str(last.kind)
        times = said_n("{count} time", "{count} times", each.ledger.times_moved)
        moved = (
            said(
                " Moved {times}, {months_moved_words} in all.",
                times=times,
                months_moved_words=months_moved_words(each.ledger.months_moved),
            )
            if last.new_date and each.ledger.months_moved is not None
            else ""
        )
        yield f"{each.ref} {each.title}: {what}.{moved}"


def _waiting(requests: AtIssue) -> Iterator[str]:
    for each in requests.waiting:
        late = " It is overdue." if each.overdue else ""
        yield f"{_sentence(each.words)} ({asked_words(each)}.){late}"


def _answered(requests: AtIssue) -> Iterator[str]:
    for each in requests.answered:
        stated = (
            f" {each.state.capitalize()}: {_sentence(each.answer)}"
            if each.answer
            else f" {each.state.capitalize()}."
        )
        yield f"{_sentence(each.words)} ({asked_words(each)}.){stated}"


def _sentence(words: str) -> str:
    """Words on one line that end as a sentence does."""
    line = together(words.split())
    return line if line.endswith(_ENDS) else f"{line}."
