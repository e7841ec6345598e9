"""Damage done to sound files: what the fuzz tests and the long run by hand (fuzz_readers.py) share."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pikepdf
from hypothesis import strategies as st

from fingerpost.importer.read import load
from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.draft import Draft, Kind, Source, to_json
from fingerpost.rules.snapshot import Snapshot
from tests.importer.pdf_files import typeset
from tests.importer.word_files import (
    docx,
    lvl,
    num,
    numbered,
    numbering,
    p,
    shd,
    style,
    styled,
    styles,
    tbl,
    tc,
    tr,
    zipped,
)

TEXT = (
    "BRINDLE VALE COUNCIL\nCABINET\n30 April 2026\nIMPROVEMENT PLAN EXCEPTION REPORT FEBRUARY 2026\n"
    "1. PURPOSE\n1.1 To report that 2 of 4 actions (50.0%) were late.\n\n"
    "Ref\tAction\tColour\tCorrective action\tWho\tOriginal\tRevised\n"
    "1.1.1\tMend the roof\tAmber\tThe builder begins in March.\tAB\tFeb-26\tApr-26\n"
    "1.2.1\tOpen the pool\tRed\tThe pump is ordered.\tCD\tJan-26\tUnknown at this stage\n"
)
_CELLS = [line.split("\t") for line in TEXT.splitlines() if "\t" in line]


@cache
def sound_files() -> dict[str, bytes]:
    """A small sound file of every format, each with an exception report's table in it."""
    fills = ["", shd("FFC000"), shd("FFFFFF", "diagStripe", "FF0000")]
    rows = [
        tr(*(tc(text, fills[at] if column == 2 else "") for column, text in enumerate(row)))
        for at, row in enumerate(_CELLS)
    ]
    word = docx(
        styled("Purpose", "Heading1")
        + numbered("To report what is late.", 1)
        + p("Words\u00a0more", look="<w:b/>")
        + tbl(*rows),
        styles=styles(style("Heading1", "heading 1")),
        numbering=numbering(lvl(0, "%1."), num(1)),
    )
    cells = ", ".join(f"[{text}]" for row in _CELLS for text in row)
    table = f"#table(columns: 7, fill: (x, y) => if x == 2 and y > 0 {{red}}, {cells})"
    page = "= Exception report February 2026\n\n1. PURPOSE\n\n1.1 To report what is late.\n\n"
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset(page + table))) as document:
        document.save(target, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    draft = Draft(kind=Kind.REPORT, source=Source("a.txt", "0" * 64, "text"), title="Report")
    return {
        "report.docx": word,
        "report.pdf": target.getvalue(),
        "report.txt": TEXT.encode(),
        "report.csv": "\n".join(",".join(row) for row in _CELLS).encode(),
        "report.json": to_json(draft).encode(),
    }


def damage(data: bytes) -> st.SearchStrategy[bytes]:
    """Bytes changed, cut out, doubled or cut off, a few at a time."""
    places = st.integers(0, max(0, len(data) - 1))
    edits = st.one_of(
        st.tuples(st.just("put"), places, st.binary(min_size=1, max_size=6)),
        st.tuples(st.just("cut"), places, st.integers(1, 200)),
        st.tuples(st.just("double"), places, st.integers(1, 200)),
        st.tuples(st.just("end"), places, st.just(0)),
    )
    return st.lists(edits, min_size=1, max_size=5).map(lambda chosen: _edited(data, chosen))


def _edited(data: bytes, edits: list[tuple[str, int, bytes | int]]) -> bytes:
    for kind, at, what in edits:
        if isinstance(what, bytes):
            data = data[:at] + what + data[at + len(what) :]
        elif kind == "cut":
            data = data[:at] + data[at + what :]
        elif kind == "double":
            data = data[:at] + data[at : at + what] * 2 + data[at + what :]
        else:
            data = data[:at]
    return data


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def damaged_part(data: bytes) -> st.SearchStrategy[bytes]:
    """A package of which one part was damaged and packed again, so that the zip itself is sound."""
    parts = members(data)
    return st.sampled_from(sorted(parts)).flatmap(
        lambda name: damage(parts[name]).map(lambda changed: zipped({**parts, name: changed}))
    )


def outcome(name: str, data: bytes) -> Draft | Snapshot | Unreadable:
    """What reading gives: a record, or a refusal whose sentence begins with the file's name; nothing else."""
    try:
        record: Draft | Snapshot | Unreadable = load(name, data)
    except Unreadable as refusal:
        record = refusal
    assert isinstance(record, Draft | Snapshot) or len(str(record)) > len(name) + 10
    return record
