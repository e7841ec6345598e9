"""CSV: UTF-8, tidy, and no text that a spreadsheet would run."""

import csv
import io

from fingerpost.importer.read import read
from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.rules.checks import check_record
from fingerpost.rules.formula_guard import unguarded
from fingerpost.sample.council import snapshots
from fingerpost.sample.documents import write_documents
from tests.conftest import REPOSITORY
from tests.reports.invented_document import HOSTILE, a_document


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_there_is_a_file_for_each_kind_of_thing() -> None:
    assert list(render_csv(a_document())) == ["actions.csv", "figures.csv"]


def test_a_file_has_its_header_and_its_rows() -> None:
    rows = rows_of(render_csv(a_document())["actions.csv"])
    assert rows[0] == ["Ref", "Action", "Status", "Decided on", "Times moved", "Feb 2026"]
    assert rows[1] == ["4.2.1", "'=1+1", "Amber", "2026-01-12", "2", "P"]


def test_a_file_says_that_it_is_utf_8_and_ends_its_lines_as_the_standard_says() -> None:
    data = render_csv(a_document())["figures.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 6


def test_no_text_starts_as_a_formula_does() -> None:
    rows = rows_of(render_csv(a_document())["actions.csv"])
    texts = [row[1] for row in rows[2:]]
    assert [unguarded(each) for each in texts] == list(HOSTILE)
    assert not [each for each in texts if each[0] in "=+-@"]


def documented() -> dict[str, dict[str, list[str]]]:
    """The columns that docs/reference/csv.md explains: by part of the page, then by file."""
    found: dict[str, dict[str, list[str]]] = {}
    part = file = ""
    for line in (REPOSITORY / "docs" / "reference" / "csv.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ")
        elif line.startswith("### "):
            file = line.removeprefix("### ")
            found.setdefault(part, {})[file] = []
        elif line.startswith("| ") and file and not line.startswith("| Column |"):
            found[part][file].append(line.split("|")[1].strip())
    return found


def headers_of(*documents) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document in documents:
        for name, data in render_csv(document).items():
            ours = [
                "In the source: …" if each.startswith("In the source: ") else each
                for each in rows_of(data)[0]
            ]
            found[name] = list(dict.fromkeys([*found.get(name, ()), *ours]))
    return found


def test_the_reference_explains_every_file_and_column_of_documents() -> None:
    records = [
        read(name, data) for name, data in write_documents().items() if not name.endswith((".json", ".pdf"))
    ]
    made = headers_of(*(compose(each, findings=check_record(each)) for each in records))
    assert documented()["From a document"] == dict(sorted(made.items(), key=order_in("From a document")))


def test_the_reference_explains_every_file_and_column_of_closed_months() -> None:
    january, february = snapshots()[-2:]
    made = headers_of(compose(february, previous=january))
    explained = documented()["From a closed month"]
    explained["exceptions.csv"] = explained["actions.csv"]
    assert explained.pop("findings.csv") == []
    assert explained == dict(sorted(made.items(), key=order_in("From a closed month")))


def order_in(part: str):
    files = list(documented()[part])
    return lambda item: files.index(item[0]) if item[0] in files else len(files)
