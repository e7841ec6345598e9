"""Document values for the tests of renderers: every kind of block, and words that try a renderer."""

from datetime import date

from fingerpost.reports.document import (
    Bullets,
    Card,
    Chart,
    Document,
    DocumentCell,
    DocumentTable,
    Emphasis,
    Facts,
    Heading,
    Sheet,
    Text,
)
from fingerpost.rules.classes import LETTER_OF_CLASS, StatusClass
from fingerpost.rules.draft import Draft, Kind, Source

MONTHS = ("Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun")
HOSTILE = (
    "=1+1",
    "+44 1632 960001",
    "-12",
    "@everyone",
    "'quoted",
    '#panic("no") *bold* $x$ @ref <a> \\n [x]',
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
    '<rect width="90" height="30" fill="#bfe3c4"/><text x="4" y="20" font-family="Roboto">Green</text></svg>'
)


def cells(*texts: str) -> tuple[DocumentCell, ...]:
    return tuple(DocumentCell(each) for each in texts)


def strip() -> DocumentTable:
    shown = [
        DocumentCell(
            LETTER_OF_CLASS[each],
            each,
            reprogrammed=each is StatusClass.REPROGRAMMED,
            original=index == 4,
            spoken=each.value,
        )
        for index, each in enumerate(StatusClass)
    ]
    empty = [DocumentCell("") for _ in range(12 - len(shown))]
    return DocumentTable(
        "Months of 4.2.1",
        MONTHS,
        ((*shown, *empty),),
        row_headers=False,
        shown_caption=False,
        strip=True,
    )


def card(number: int, *, words: int = 20) -> Card:
    ref = f"4.2.{number}"
    return Card(
        Heading(3, f"{ref} Plant the avenue of limes", f"exception-{number}"),
        Facts(
            ref,
            (
                ("Status", DocumentCell("Amber, one month behind", StatusClass.AMBER)),
                ("Reason for slippage", DocumentCell("The frost came early. " * words)),
                ("Who", DocumentCell("Carys Llŷr; Tom Ŵyn")),
            ),
        ),
        strip(),
    )


def wide_table(rows: int = 40) -> DocumentTable:
    header = (
        "Ref",
        "Action",
        "Lead",
        "Kind",
        "Original date",
        "Revised date",
        "Times moved",
        "Decided by",
        "Minute",
    )
    return DocumentTable(
        "Every action that was re-dated",
        header,
        tuple(
            cells(
                f"{number}.1",
                "Survey every footbridge on the river walk",
                "Ines Okafor",
                "Reprogrammed",
                "February 2026",
                "June 2026",
                "1",
                "Cabinet",
                f"26/{number}",
            )
            for number in range(rows)
        ),
        wide=True,
    )


def a_document(*, cards: int = 3, words: int = 20, extra: str = "") -> Document:
    figures = DocumentTable(
        "Figures of two months",
        ("Class", "January 2026", "February 2026"),
        tuple(
            (
                DocumentCell(each.value, each, reprogrammed=each is StatusClass.REPROGRAMMED),
                DocumentCell("2 (1.4%)", value=2),
                DocumentCell("10 (7.2%)", value=10),
            )
            for each in StatusClass
        ),
    )
    blocks = (
        Text("Prepared for the Cabinet of a council that does not exist.", emphasis=Emphasis.LEAD),
        Heading(1, "Summary", "summary"),
        Text("Ten actions are late – “amber” – and £4,000 is not spent … ✓", number="1.1"),
        Text(f"See the note. {extra}", number="1.2"),
        Text("Shares are rounded.", emphasis=Emphasis.NOTE),
        Text("The count and the share disagree.", emphasis=Emphasis.WARNING),
        Text("In small print.", emphasis=Emphasis.SMALL),
        Bullets((*HOSTILE, "https://council.example/" + "averylongpath" * 12)),
        figures,
        Chart(SVG, "Most actions are green.", figures),
        Heading(1, "Exceptions", "exceptions"),
        Heading(2, "CP2: Green places", "cp2"),
        *(card(number, words=words) for number in range(cards)),
        Heading(1, "Schedule", "schedule"),
        wide_table(),
    )
    actions = DocumentTable(
        "Actions",
        ("Ref", "Action", "Status", "Decided on", "Times moved", "Feb 2026"),
        (
            (
                DocumentCell("4.2.1"),
                DocumentCell(HOSTILE[0]),
                DocumentCell("Amber", StatusClass.AMBER),
                DocumentCell("12 January 2026", value=date(2026, 1, 12)),
                DocumentCell("2", value=2),
                DocumentCell("P", StatusClass.REPROGRAMMED, reprogrammed=True, original=True, outlined=True),
            ),
            *(cells("4.2.2", each, "", "", "", "") for each in HOSTILE),
        ),
    )
    return Document(
        title="Exception report: February 2026",
        council="Afon Wen District Council",
        language="en-GB",
        dated=date(2026, 2, 28),
        blocks=blocks,
        sheets=(Sheet("Actions", "Actions of the plan", actions), Sheet("Figures", "Figures", figures)),
        record=Draft(kind=Kind.REPORT, source=Source("made.txt", "0" * 64, "text")),
        properties={"description": "An invented report", "keywords": "improvement plan"},
    )
