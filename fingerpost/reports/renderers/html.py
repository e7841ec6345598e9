"""A document as one HTML file: nothing fetched, no script, readable on paper, in grey and on a phone."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from fingerpost.reports.document import (
    Bullets,
    Card,
    Chart,
    DocumentTable,
    Emphasis,
    Facts,
    Heading,
    Text,
    parts,
)
from fingerpost.reports.renderers.texts import MOST_LETTERS_OF_MONTH, is_figure
from fingerpost.rules.classes import StatusClass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.reports.document import Block, Document, DocumentCell

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_AS_IT_IS = re.compile(rf"""[&<>"'\n]|{_NOT_TEXT.pattern}""")
_WIDE_TEXT = 60  # letters from which a column is given room before the table scrolls
_MEDIUM_TEXT = 24
_SHORT_TEXT = 17  # letters up to which a column does not break its words
_FEW_COLUMNS = 2  # tables up to this wide fold into a narrow screen; wider ones scroll
_WHOLE_WORD = 14  # letters up to which two words stand side by side on a narrow screen
_SHORT_FACT = 30  # letters of a fact that may stand beside others
_KEPT_WHOLE = 8  # rows of a table that is not split between pages
_LONG_LIST = 6  # facts from which short ones stand in two columns


def render_html(document: Document) -> bytes:
    """The document as a UTF-8 page.

    Its policy (CSP) allows this file's own style and pictures held in it, and nothing else.
    """
    return _Page(document).html().encode()


def render_fragment(document: Document, addresses: Mapping[str, str] | None = None) -> str:
    """What the page says below its title, for a page with a frame of its own; styled by `fragment_style`.

    `addresses` are where the names of rows lead, by what they say: the refs of actions, on a page that is no file.
    """
    return _Page(document, addresses or {}).fragment()


def fragment_style() -> str:
    """The style sheet for a fragment that stands within an element of the class `fp-report`."""
    css, _ = _style()
    css = re.sub(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", css)  # a rule for pages cannot be nested
    css = re.sub(r"(?m)^(\s*)(?::root|body) \{", r"\1& {", css)
    return f".fp-report {{\n{css}}}\n@page wide {{ size: A4 landscape; }}\n"


def whole_style() -> str:
    """The style sheet of a report, for a page that is laid out as a report is."""
    return _style()[0]


@cache
def _style() -> tuple[str, str]:
    """The style sheet, and its digest for the policy."""
    css = files("fingerpost.reports.renderers").joinpath("html.css").read_text("utf-8")
    return css, base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


def words(text: str) -> str:
    """Text as HTML: escaped, line breaks kept, control characters shown as �."""
    if not _NOT_AS_IT_IS.search(text):  # nearly every cell
        return text
    return escape(_NOT_TEXT.sub("\ufffd", text)).replace("\n", "<br>")


class _Page:
    """One page in the making; holds the names given to scrolling regions, which must differ."""

    def __init__(self, document: Document, addresses: Mapping[str, str] | None = None) -> None:
        self._document = document
        self._addresses = addresses or {}
        self._regions: dict[str, int] = {}

    def html(self) -> str:
        document = self._document
        css, digest = _style()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        council = f'<p class="council">{words(document.council)}</p>' if document.council else ""
        front = "".join(f'<p class="front">{words(each)}</p>\n' for each in document.front)
        draft = '<p class="draft">DRAFT</p>' if document.draft_mark else ""
        page = [
            "<!DOCTYPE html>\n",
            f'<html lang="{words(document.language)}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{words(_title(document))}</title>\n<style>{css}</style>\n</head>\n<body>\n",
            '<a class="skip" href="#content">Skip to the report</a>\n',
            f'<header class="banner"><div class="page">{council}</div></header>\n',
            f'<main id="content" class="page">\n{front}<h1>{words(document.title)}</h1>\n{draft}',
            self.fragment(),
            '<p class="end"><a href="#content">Back to the top</a></p>\n</main>\n</body>\n</html>\n',
        ]
        return "".join(page)

    def fragment(self) -> str:
        blocks = self._document.blocks
        opening = 0
        while opening < len(blocks) and not isinstance(blocks[opening], Heading):
            opening += 1
        return "".join(
            (self._part(blocks[:opening]), self._contents(), *map(self._part, parts(blocks[opening:])))
        )

    def _contents(self) -> str:
        headings = [each for each in self._document.blocks if isinstance(each, Heading) and each.level == 1]
        if len(headings) < 2:
            return ""
        items = "".join(
            f'<li><a href="#{words(each.anchor)}">{words(each.text)}</a></li>' for each in headings
        )
        return (
            '<nav class="contents" aria-labelledby="contents"><h2 id="contents">Contents</h2>'
            f"<ul>{items}</ul></nav>\n"
        )

    def _part(self, part: Sequence[Block]) -> str:
        """A part of the report; one with a wide table is printed on landscape paper."""
        made = "".join(self._block(each) for each in part)
        tables = (each.table if isinstance(each, Chart) else each for each in part)
        wide = any(isinstance(each, DocumentTable) and each.wide for each in tables)
        return f'<div class="wide-part">{made}</div>\n' if wide else made

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Text):
            return _text(block)
        if isinstance(block, Bullets):
            return f"<ul>{''.join(f'<li>{words(each)}</li>' for each in block.items)}</ul>\n"
        if isinstance(block, DocumentTable):
            return self._table(block)
        if isinstance(block, Facts):
            return _facts(block)
        if isinstance(block, Card):
            return self._card(block)
        return self._chart(block)

    def _heading(self, heading: Heading) -> str:
        level = min(heading.level + 1, 6)
        page = ' class="new-page"' if heading.new_page else ""
        return f'<h{level} id="{words(heading.anchor)}"{page}>{words(heading.text)}</h{level}>\n'

    def _card(self, card: Card) -> str:
        tone = next((cell.tone for _, cell in card.facts.pairs if cell.tone), None)
        strip = self._table(card.strip) if card.strip else ""
        heading = self._heading(card.heading)
        name = words(card.heading.anchor)
        kinds = _classes("card", f"is-{_tone_class(tone)}" if tone else "")
        return f'<article{kinds} aria-labelledby="{name}">{heading}{_facts(card.facts)}{strip}</article>\n'

    def _chart(self, chart: Chart) -> str:
        picture = base64.b64encode(chart.svg.encode()).decode()
        return (
            f'<div class="scroll chart" role="region" aria-label="Chart: {words(chart.table.caption)}" tabindex="0">'
            f'<figure><img alt="{words(chart.alternative)}" src="data:image/svg+xml;base64,{picture}"></figure></div>\n'
            f"{self._table(chart.table)}"
        )

    def _table(self, table: DocumentTable) -> str:
        columns = _column_classes(table)
        head = "".join(
            f'<th scope="col"{_classes(kind)}>{words(each)}</th>'
            for each, kind in zip(table.header, columns, strict=True)
        )
        body = "\n".join(_row(row, table, columns, self._addresses) for row in table.rows)
        hidden = "" if table.shown_caption else ' class="hidden"'
        kinds = _classes(
            "strip" if table.strip else "",
            "small-table" if table.small else "",
            "whole" if len(table.rows) <= _KEPT_WHOLE else "",
        )
        made = (
            f"<table{kinds}><caption{hidden}>{words(table.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
        )
        if _folds(table):
            return f'<div class="narrow">{made}</div>\n'
        return f'<div class="scroll" role="region" aria-label="{words(self._region(table))}" tabindex="0">{made}</div>\n'

    def _region(self, table: DocumentTable) -> str:
        """The name of a scrolling region: the table's caption, numbered where another table has the same."""
        number = self._regions[table.caption] = self._regions.get(table.caption, 0) + 1
        return f"Table: {table.caption}" if number == 1 else f"Table: {table.caption} ({number})"


def _title(document: Document) -> str:
    return f"{document.title} – {document.council}" if document.council else document.title


def _text(text: Text) -> str:
    kind = "" if text.emphasis is Emphasis.PLAIN else text.emphasis
    if text.number is None:
        return f"<p{_classes(kind)}>{words(text.text)}</p>\n"
    return (
        f'<p{_classes("numbered", kind)}><span class="number">{words(text.number)}</span> '
        f"<span>{words(text.text)}</span></p>\n"
    )


def _facts(block: Facts) -> str:
    """Labels and values; a long list of short ones in two columns."""
    made = []
    for label, cell in block.pairs:
        kind = _classes("short" if label in block.beside and len(cell.text) <= _SHORT_FACT else "")
        made.append(f"<div{kind}><dt>{words(label)}</dt><dd>{_said(cell)}</dd></div>")
    brief = len(block.pairs) > _LONG_LIST and all(len(cell.text) <= _WIDE_TEXT for _, cell in block.pairs)
    kind = "mixed" if block.beside else "brief" if brief else ""
    return f"<dl{_classes(kind)}>{''.join(made)}</dl>\n"


def _said(cell: DocumentCell) -> str:
    """What a cell says; a status as a tag, with anything said beside it in plain words behind it."""
    if cell.link:
        at = cell.link if cell.link.startswith("/") else f"#{cell.link}"
        return f'<a href="{words(at)}">{words(cell.text)}</a>'
    if cell.tone is None:
        return words(cell.text)
    status, bracket, how = cell.text.partition(" (")
    kinds = _classes("tag", _tone_class(cell.tone), "hatched" if _is_hatched(cell) else "")
    beside = f' <span class="how">({words(how)}</span>' if bracket else ""
    return f'<strong{kinds}><span class="word">{words(status)}</span></strong>{beside}'


def _row(
    row: tuple[DocumentCell, ...], table: DocumentTable, columns: list[str], addresses: Mapping[str, str]
) -> str:
    made = []
    column = 0
    for cell in row:
        if cell.columns > 1:
            kind = _classes("band" if table.strip else "")
            made.append(f'<td colspan="{cell.columns}"{kind}>{_said(cell)}</td>')
        elif columns[column] == "month":
            made.append(_month(cell))
        elif column == 0 and table.row_headers and cell.text:
            at = addresses.get(cell.text)
            said = f'<a href="{words(at)}">{words(cell.text)}</a>' if at else _said(cell)
            made.append(f'<th scope="row"{_classes(columns[column])}>{said}</th>')
        else:
            made.append(f"<td{_classes(columns[column])}>{_said(cell)}</td>")
        column += cell.columns
    return f"<tr>{''.join(made)}</tr>"


def _month(cell: DocumentCell) -> str:
    kinds = _classes(
        "month",
        _tone_class(cell.tone),
        "hatched" if _is_hatched(cell) else "",
        "original" if cell.original else "",
        "now" if cell.outlined else "",
    )
    if not cell.text:
        return f"<td{kinds}></td>"
    if cell.spoken and cell.spoken != cell.text:
        return (
            f'<td{kinds}><span class="word" aria-hidden="true">{words(cell.text)}</span>'
            f'<span class="hidden">{words(cell.spoken)}</span></td>'
        )
    return f'<td{kinds}><span class="word">{words(cell.text)}</span></td>'


def _folds(table: DocumentTable) -> bool:
    return len(table.header) <= _FEW_COLUMNS and not table.strip


def _column_classes(table: DocumentTable) -> list[str]:
    """For each column: month, figure, wide-column or short-column, from what stands in it; in a table that folds
    into a narrow screen also whole-words, where none of the column's words need break.
    """
    kinds = []
    rows = [row for row in table.rows if all(cell.columns == 1 for cell in row)]
    for index in range(len(table.header)):
        texts = [row[index].text for row in rows if index < len(row)]
        longest = max(map(len, texts), default=0)
        first_month = 1 if table.row_headers else 0
        if table.strip and index >= first_month and longest <= MOST_LETTERS_OF_MONTH:
            kinds.append("month")
        elif texts and index and all(is_figure(each) for each in texts) and any(texts):
            kinds.append("figure")
        elif longest > _WIDE_TEXT:
            kinds.append("wide-column")
        elif longest > _MEDIUM_TEXT:
            kinds.append("medium-column")
        else:
            kinds.append("short-column" if longest <= _SHORT_TEXT else "")
        if _folds(table) and all(
            len(word) <= _WHOLE_WORD for text in (table.header[index], *texts) for word in text.split()
        ):
            kinds[-1] = f"{kinds[-1]} whole-words".lstrip()
    return kinds


def _is_hatched(cell: DocumentCell) -> bool:
    return cell.reprogrammed or cell.tone is StatusClass.REPROGRAMMED


def _tone_class(tone: StatusClass | None) -> str:
    return tone.replace(" ", "-") if tone else ""


@cache
def _classes(*names: str) -> str:
    given = " ".join(name for name in names if name)
    return f' class="{given}"' if given else ""
