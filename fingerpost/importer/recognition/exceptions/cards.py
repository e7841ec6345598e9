"""Exceptions as cards: labels with their values, in narrow tables or in lines of text.

"Ref: 4.2", "Action: …", "Status: Red" one under another; or a table of two columns, label and value, or of
four. A card begins where the label of a ref or action comes round again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Cell, Table
from fingerpost.importer.recognition.exceptions.rows import Read, Said, Setting, date_of, texts_of, two_dates
from fingerpost.importer.recognition.fields import Field, exact_field_of, field_of, label_of
from fingerpost.importer.recognition.lateness import status_in_cell, status_in_words
from fingerpost.importer.recognition.people import people_of
from fingerpost.importer.recognition.refs import clean_ref, code_title, is_ref, is_structured_ref, split_ref
from fingerpost.importer.recognition.reported import NO_REF, STATUS_DOUBTFUL
from fingerpost.importer.recognition.statuses import ReadStatus
from fingerpost.rules.draft import CodeTitle, DraftException, RefTitle, StatusSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.items import Item
    from fingerpost.rules.findings import Finding

_LABELLED = re.compile(r"^(?P<label>[A-Z#][^:=\n]{0,58}?)\s*(?::|\s[–—]\s|=)\s*(?P<value>.*)$", re.DOTALL)
_TRAILING_STATUS = re.compile(
    r"^(?P<title>.+?)\s*(?:[–—:-]|[(\[])\s*(?:RAG\s*(?:status)?\s*[:–-]?\s*)?(?P<status>[A-Za-z /-]{1,30}?)\s*[)\]]?$"
)
_SEPARATOR = re.compile(r"\s*(?:\||;|•|\n|(?<=[.!?)])\s)\s*(?=[A-Z])")
_DONE = frozenset({"action", "actions", "action required", "required action"})
_NEAR = 3
_FEWEST_LABELS = 3
_SHORT = 5
_ABOUT = frozenset(
    {
        Field.STATUS,
        Field.REASON,
        Field.CORRECTIVE,
        Field.REASON_AND_CORRECTIVE,
        Field.COMMENT,
        Field.ORIGINAL,
        Field.REVISED,
        Field.ORIGINAL_AND_REVISED,
    }
)
_LONG = frozenset(
    {Field.REASON, Field.CORRECTIVE, Field.REASON_AND_CORRECTIVE, Field.COMMENT, Field.ACTION, Field.PARENT}
)


@dataclass(slots=True)
class Card:
    """A card being filled: its texts by field, the cell that gave the status, its items and place."""

    place: str
    texts: dict[Field, str] = field(default_factory=dict)
    status: Cell | None = None
    items: list[int] = field(default_factory=list)
    heading: str | None = None
    open_field: Field | None = None
    last: Field | None = None
    table: Table | None = None
    named_by: str | None = None
    others: list[str] = field(default_factory=list)

    @property
    def is_of_an_exception(self) -> bool:
        """Whether it names an action and says something about it."""
        named = Field.ACTION in self.texts or Field.REF in self.texts or self.heading is not None
        said = len(self.texts.keys() & _ABOUT)
        return named and said >= 1 and len(self.texts) >= (2 if self.heading else 3)


class Cards:
    """The cards of a document as they are met; the walk asks for those that are finished."""

    def __init__(self, items: Sequence[Item] = ()) -> None:
        self.without_colons = _has_labels_without_colons(items)
        self._card: Card | None = None
        self._done: list[Card] = []
        self._heading: Item | None = None

    def finished(self) -> list[Card]:
        """The cards finished since last asked."""
        done, self._done = self._done, []
        return done

    def end(self) -> None:
        """Nothing more belongs to the card being filled."""
        if self._card is not None:
            self._done.append(self._card)
        self._card, self._heading = None, None

    def expects(self, item: Item) -> bool:
        """Whether a row of one cell is a label, or the text that an open card waits for."""
        filled = [cell for cell in item.cells if cell.text]
        if len(filled) != 1 or self._card is None:
            return False
        same = self._card.table is item.table
        return same and (self._card.open_field is not None or _pairs_of_row(filled, item.cells) is not None)

    def row(self, item: Item) -> bool:
        """Take in a row of labels and values; whether it was one."""
        filled = [cell for cell in item.cells if cell.text]
        pairs = _pairs_of_row(filled, item.cells)
        if pairs is None:
            if self._takes_on(item):
                return True
            self._remember(item)
            return False
        for label, value in pairs:
            self._put(label, value.text if value else "", item, value)
        return True

    def paragraph(self, item: Item) -> bool:
        """Take in a line "Label: value", several in one line, or text under a label alone; whether it was one."""
        text = f"{item.number} {item.text}" if item.number and is_structured_ref(item.number) else item.text
        parts = _labelled_parts(item.text)
        if not parts and self._card is not None and not item.level and text == item.text:
            parts = _loosely_labelled(item.text)
        if not parts and self.without_colons:
            parts = _labelled_without_colon(item.text)
        if parts:
            for label, value in parts:
                self._put(label, value, item, None)
            return True
        alone = exact_field_of(item.text.rstrip(":"))
        if alone is not None and alone is not Field.MONTH and self._card is not None and len(item.text) < 50:
            self._put(alone, "", item, None)
            return True
        if self._takes_on(item) or self._goes_on(item, text):
            return True
        if self._card is not None and not (item.level or item.bold) and split_ref(text).ref is None:
            self.end()
        self._remember(item)
        return False

    def _remember(self, item: Item) -> None:
        """Keep a line with a ref, or a heading, as the name of a card that may follow."""
        text = f"{item.number} {item.text}" if item.number and "." in item.number else item.text
        is_heading = bool(item.level or item.bold) and len(item.text) <= 140
        if (split_ref(text).ref is not None and len(text) <= 200) or (
            is_heading and code_title(item.text) is None
        ):
            self.end()
            self._heading = item

    def _takes_on(self, item: Item) -> bool:
        """Add text to a label that stood alone; whether it was added."""
        card = self._card
        if card is None or card.open_field is None or item.level or len(item.texts) > 1:
            return False
        field_ = card.open_field
        if field_ is Field.STATUS and item.is_row:
            card.status = next((cell for cell in item.cells if cell.text or cell.fill), None)
        before = card.texts.get(field_, "")
        card.texts[field_] = f"{before}\n{item.text}".strip()
        card.items.append(item.index)
        if field_ not in _LONG:
            card.open_field = None
        return True

    def _goes_on(self, item: Item, text: str) -> bool:
        """Add a line without a label to the long text above it, where it reads as its next sentence."""
        card = self._card
        if (
            card is None
            or card.last is None
            or card.last not in _LONG
            or item.level
            or item.bold
            or item.number
        ):
            return False
        if (
            item.index != card.items[-1] + 1
            or split_ref(text).ref is not None
            or code_title(text) is not None
        ):
            return False
        if not (text.endswith((".", ";", "!", ")")) or text[:1].islower()):
            return False
        card.texts[card.last] = f"{card.texts.get(card.last, '')} {text}".strip()
        card.items.append(item.index)
        return True

    def _put(self, label: Field, value: str, item: Item, cell: Cell | None) -> None:
        card = self._card
        words = _label_words(label, item)
        if card is not None and label is Field.ACTION and _names_what_is_done(card, words):
            label = Field.CORRECTIVE
        again = card is not None and label in card.texts and label is not Field.OTHER
        named = label in (Field.REF, Field.ACTION)
        if card is None or (again and (named or _is_full(card))) or (named and _is_leftover(card)):
            heading = self._heading if self._heading is not None and _is_near(self._heading, item) else None
            self.end()
            card = self._card = Card(item.place, table=item.table)
            if heading is not None:
                card.place = heading.place
                own = heading.number and is_structured_ref(heading.number) and not split_ref(heading.text).ref
                number = f"{heading.number} " if own else ""
                card.heading = f"{number}{heading.text}"
                card.items.append(heading.index)
        if item.index not in card.items:
            card.items.append(item.index)
        card.last = label
        if label is Field.OTHER:
            card.open_field = None
            return
        if label is Field.ACTION and card.named_by is None:
            card.named_by = words
        before = card.texts.get(label)
        card.texts[label] = f"{before}\n{value}".strip() if before else value.strip()
        if label is Field.STATUS and cell is not None and card.status is None:
            card.status = cell
        card.open_field = label if not value.strip() and not (cell is not None and cell.fill) else None


def _label_words(label: Field, item: Item) -> str:
    """The words of a field's label in a row or line, for telling two labels of one field apart."""
    texts = item.texts if item.is_row else (re.split(r"[:=]", item.text, maxsplit=1)[0],)
    return next((label_of(text) for text in texts if field_of(text.rstrip(": ")) is label), "")


def _names_what_is_done(card: Card, words: str) -> bool:
    """Whether "Action" within the card of a project or milestone is what is done about it, not another name."""
    other = card.named_by is not None and card.named_by != words and words in _DONE
    return other and Field.CORRECTIVE not in card.texts and bool(card.texts.keys() & _ABOUT)


def _is_near(heading: Item, item: Item) -> bool:
    """Whether a heading stands right above a label: nothing but a line or two lies between."""
    return item.index - heading.index <= _NEAR


def _is_leftover(card: Card) -> bool:
    """Whether a card without a name holds what only comes after the name: the end of a card that was broken."""
    unnamed = Field.REF not in card.texts and Field.ACTION not in card.texts and card.heading is None
    return unnamed and bool(card.texts.keys() & (_ABOUT - {Field.STATUS}))


def _is_full(card: Card) -> bool:
    return (Field.REF in card.texts or Field.ACTION in card.texts or card.heading is not None) and bool(
        card.texts.keys() & _ABOUT
    )


def _pairs_of_row(filled: list[Cell], cells: tuple[Cell, ...]) -> list[tuple[Field, Cell | None]] | None:
    """The labels and values of a row of two or four cells, None where it is no such row."""
    if len(filled) == 1:
        parts = _labelled_parts(filled[0].text)
        if len(parts) == 1:
            named, words = parts[0]
            return [(named, filled[0]._replace(text=words))]
        alone = field_of(filled[0].text.rstrip(":")) if filled[0].column == 0 else None
        if alone is None or alone is Field.MONTH or len(filled[0].text) > 50:
            return None
        coloured = next(
            (cell for cell in cells if not cell.text and cell.fill and cell is not filled[0]), None
        )
        return [(alone, coloured)] if coloured is not None or filled[0].column == 0 else None
    if len(filled) not in (2, 4, 6):
        return None
    pairs: list[tuple[Field, Cell | None]] = []
    for label_cell, value in zip(filled[::2], filled[1::2], strict=True):
        text = label_cell.text.rstrip(": ")
        label = field_of(text) if len(text) <= 60 else None
        if label is None or label is Field.MONTH or is_structured_ref(text):
            return None
        if exact_field_of(value.text) is not None and len(filled) == 2 and not is_ref(value.text):
            return None
        pairs.append((label, value))
    return pairs


def _labelled_parts(text: str) -> list[tuple[Field, str]]:
    """The labels and values in a line, in order; none where it does not begin with a label."""
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(text))]
    labels: list[tuple[int, int, Field]] = []
    for start in starts:
        match = _LABELLED.match(text[start:].lstrip())
        label = exact_field_of(match["label"]) if match else None
        if match is not None and label is not None and label is not Field.MONTH:
            indent = len(text[start:]) - len(text[start:].lstrip())
            labels.append((start, start + indent + match.start("value"), label))
    if not labels or labels[0][0] != 0:
        return []
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    return [
        (label, text[value:end].strip(" |;•")) for (_, value, label), end in zip(labels, ends, strict=True)
    ]


def _has_labels_without_colons(items: Sequence[Item]) -> bool:
    """Whether lines of the document begin with labels that lost what parted them from their values.

    Copies of tables of two columns do: "RAG status Red". Labels of one word would be found in any text, so
    three different ones of several words must come, one of them again.
    """
    found = Counter(
        parts[0][0]
        for item in items
        if not item.is_row and not item.number
        for parts in (_labelled_without_colon(item.text, sure=True),)
        if parts
    )
    return len(found) >= _FEWEST_LABELS and max(found.values(), default=0) > 1


def _labelled_without_colon(text: str, *, sure: bool = False) -> list[tuple[Field, str]]:
    """A line that begins with a usual label, the longest, and goes on with its value; `sure`: of two words or more.

    A label of one word counts only for an action before a ref.
    """
    words = text.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        label = exact_field_of(" ".join(words[:count]))
        if label is None or label in (Field.MONTH, Field.OTHER) or not words[0][:1].isupper():
            continue
        rest = " ".join(words[count:])
        if count > 1 or (not sure and label is Field.ACTION and split_ref(rest).ref is not None):
            return [(label, rest)]
        if not sure and label in (Field.STATUS, Field.WHO, Field.REF) and len(words) <= _SHORT:
            return [(label, rest)]
    return []


def _loosely_labelled(text: str) -> list[tuple[Field, str]]:
    """A line within a card whose label is not a usual name of a field but says which it is."""
    match = _LABELLED.match(text)
    label = field_of(match["label"]) if match is not None and len(match["label"].split()) <= 8 else None
    if match is None or label is None or label in (Field.MONTH, Field.OTHER):
        return []
    return [(label, match["value"].strip())]


def read_card(card: Card, setting: Setting) -> Read | None:
    """The exception that a card is, None where it is none."""
    if not card.is_of_an_exception:
        return None
    texts = {each: words for each, words in card.texts.items() if words}
    findings: list[Finding] = []
    ref, action = texts.get(Field.REF), texts.get(Field.ACTION)
    status = _status(card, texts, setting)
    if card.heading is not None:
        heading, by_heading = _without_status(card.heading)
        found = split_ref(heading)
        ref = ref or (found.ref if action is None or split_ref(action).ref is None else None)
        action = action or found.title
        if status.class_ is None and status.printed is None and by_heading is not None:
            status = by_heading
    if ref is not None and not is_ref(ref) and (found := split_ref(ref)).ref is not None:
        ref, action = found.ref, action or found.title
    if (
        action is not None
        and (found := split_ref(action)).ref is not None
        and (ref is None or clean_ref(ref) == found.ref)
    ):
        ref, action = found.ref, found.title
    if status.note is not None:
        findings.append(
            STATUS_DOUBTFUL.finding((card.place,), f"At {card.place}: {status.note}", {"doubt": status.note})
        )
    said = Said(
        texts.get(Field.REASON),
        texts.get(Field.CORRECTIVE),
        texts.get(Field.REASON_AND_CORRECTIVE),
        texts.get(Field.COMMENT),
    )
    reason, corrective = texts_of(said, card.place, findings)
    section = texts.get(Field.SECTION)
    parent = split_ref(texts[Field.PARENT]) if Field.PARENT in texts else None
    original, revised = texts.get(Field.ORIGINAL), texts.get(Field.REVISED)
    first, second = two_dates(texts.get(Field.ORIGINAL_AND_REVISED) or original, setting.calendar)
    if ref is None:
        findings.append(NO_REF.finding((card.place,), f"The exception at {card.place} has no ref."))
    exception = DraftException(
        ref=clean_ref(ref) if ref else None,
        action=action,
        section=(code_title(section) or CodeTitle(None, section)) if section else setting.section,
        status=status.class_,
        status_source=status.source,
        printed=status.printed,
        reason=reason,
        corrective_action=corrective,
        who=people_of(texts.get(Field.WHO)),
        original=date_of(original, setting.calendar) if original and revised else first,
        revised=date_of(revised, setting.calendar) if revised else second,
        parent=RefTitle(parent.ref, parent.title) if parent else None,
        place=card.place,
    )
    return Read(exception, tuple(findings))


def _status(card: Card, texts: dict[Field, str], setting: Setting) -> ReadStatus:
    key = setting.calendar.key
    if card.status is not None:
        return status_in_cell(card.status, key=key)
    if words := texts.get(Field.STATUS):
        status = status_in_words(words, key=key)
        source = StatusSource.WORDS if status.class_ is not None else StatusSource.NONE
        note = status.note if status.known else f"“{words}” is not a status that was understood."
        return ReadStatus(status.class_, source, words, note)
    return setting.status or ReadStatus(None, StatusSource.NONE, None)


def _without_status(heading: str) -> tuple[str, ReadStatus | None]:
    """A card's heading without the status at its end: "3.2.1 Replace the boiler – RED"."""
    match = _TRAILING_STATUS.match(heading)
    if match is None:
        return heading, None
    status = status_in_words(match["status"])
    if not status.known or status.class_ is None:
        return heading, None
    return match["title"], ReadStatus(status.class_, StatusSource.WORDS, match["status"].strip())
