"""A document can be said in another language: what was said in it, and nothing else."""

from datetime import date

from fingerpost.reports.document import Document, DocumentCell, DocumentTable, Heading, Text
from fingerpost.reports.language import in_language
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.labels import Label
from fingerpost.rules.months import Month
from fingerpost.rules.said import Language, said
from fingerpost.rules.wording import CLASS_WORDS, Part

WELSH = Language(
    text={"Figures": "Ffigurau", "Red": "Coch", "Ref": "Cyf", "At the end of {month}.": "{month}: diwedd."}.__getitem__,
    plural=lambda one, many, count: many,
    month=lambda year, number: f"Chwefror {year}",
    short_month=lambda year, number: f"Chwef {year}",
    day=str,
    count=str,
    is_english=lambda: False,
)  # fmt: skip


def document():
    cells = ((DocumentCell(CLASS_WORDS[StatusClass.RED], StatusClass.RED), DocumentCell("typed", value=1)),)
    return Document(
        title="Improvement Plan",
        council="Harrow Vale",
        language="en-GB",
        dated=date(2026, 3, 3),
        blocks=(
            Heading(1, Part.FIGURES, "figures"),
            Text(said("At the end of {month}.", month=Month(2026, 2))),
            DocumentTable(Part.FIGURES, (Label.REF, "Typed"), cells),
        ),
        sheets=(),
    )


def test_what_was_said_is_said_again_and_what_was_typed_stays():
    heading, text, table = in_language(document(), WELSH).blocks
    assert (heading.text, text.text) == ("Ffigurau", "Chwefror 2026: diwedd.")
    assert (table.caption, table.header) == ("Ffigurau", ("Cyf", "Typed"))
    assert [each.text for each in table.rows[0]] == ["Coch", "typed"]
    assert table.rows[0][0].tone is StatusClass.RED


def test_the_document_itself_stays_english():
    made = document()
    in_language(made, WELSH)
    assert made == document()
    assert made.blocks[1].text == "At the end of February 2026."
