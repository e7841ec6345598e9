"""The one door: the content decides the format, and what cannot be read is refused with what to do."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import pikepdf
import pytest

from fingerpost.importer.limits import (
    MOST_BYTES,
    DamagedPackage,
    TooBig,
    UnsafeXml,
    bytes_of,
    open_package,
    parse_xml,
    verify_package,
)
from fingerpost.importer.read import Format, format_of, load, read, source_of
from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.draft import Draft, Kind, Source, to_json
from tests.importer.pdf_files import pdf
from tests.importer.word_files import docx, p, zipped

WORD = docx(p("Words"))
XLSX = zipped({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"})
PDF = pdf(b"BT /F1 12 Tf 72 700 Td (Words) Tj ET")
ALONE = zipped({"word/document.xml": bytes(range(256))})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
DRAFT = Draft(kind=Kind.REPORT, source=Source("a.txt", "0" * 64, "text"), title="Report")


class TestFormats:
    @pytest.mark.parametrize(
        ("name", "data", "kind"),
        [
            ("a.docx", WORD, Format.WORD),
            ("a.docm", WORD, Format.WORD),
            ("a.xlsx", XLSX, Format.EXCEL),
            ("a.pdf", PDF, Format.PDF),
            ("a.csv", b"ref,action\n1,x\n", Format.CSV),
            ("a.tsv", b"ref\taction\n", Format.CSV),
            ("a.txt", b"1. PURPOSE\n", Format.TEXT),
            ("a.txt", b'{"not": "json", really}', Format.TEXT),
            ("a", b"1. PURPOSE\n", Format.TEXT),
            ("a", b'{"format": "x"}', Format.JSON),
            ("a.json", b"[1, 2]", Format.JSON),
            ("a.txt", "1. PURPOSE – £3m\n".encode("utf-16"), Format.TEXT),
            ("a.txt", "1. PURPOSE of the report\n".encode("utf-16-le"), Format.TEXT),
            ("a.txt", "caf\u00e9 \u2013 \u00a3".encode("cp1252"), Format.TEXT),
        ],
    )
    def test_the_content_tells_the_format(self, name, data, kind):
        assert format_of(name, data) == (kind, None)

    @pytest.mark.parametrize(
        ("name", "data", "kind", "words"),
        [
            ("a.docx", PDF, Format.PDF, "named .docx but is a PDF"),
            ("a.xlsx", WORD, Format.WORD, "named .xlsx but is a Word document"),
            ("a.doc", WORD, Format.WORD, None),
            ("a.pdf", b"1. PURPOSE\n", Format.TEXT, "named .pdf but is a plain text file"),
            ("a.txt", PDF, Format.PDF, "named .txt but is a PDF"),
            ("a.csv", XLSX, Format.EXCEL, "named .csv but is an Excel workbook"),
        ],
    )
    def test_a_wrong_extension_is_a_finding_and_no_hindrance(self, name, data, kind, words):
        found, finding = format_of(name, data)
        assert found is kind
        assert (
            (finding is None)
            if words is None
            else (finding is not None and words in finding.message and finding.id == "R81")
        )

    def test_a_wrong_extension_reaches_the_draft(self):
        found = read("a.pdf", b"1. PURPOSE\n1.1 This report says what slipped.\n")
        assert [each.id for each in found.findings if each.id == "R81"] == ["R81"]

    def test_each_finding_of_the_reader_reaches_the_draft_once(self):
        text = "IMPROVEMENT PLAN EXCEPTION REPORT\n1. PURPOSE\n1.1 The café’s report – £3m.\n".encode(
            "cp1252"
        )
        found = read("a.txt", text)
        assert [each.id for each in found.findings].count("R40") == 1


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("a.docx", b"", "empty"),
            ("a.doc", OLE + "WordDocument".encode("utf-16-le"), r"save it as \.docx"),
            ("a.xls", OLE + "Workbook".encode("utf-16-le"), r"save it as \.xlsx"),
            ("a.ppt", OLE, "old Office file"),
            ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
            ("a.rtf", b"{\\rtf1\\ansi Words}", "Rich Text"),
            ("a.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument text"),
            (
                "a.ods",
                zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
                "OpenDocument spreadsheet",
            ),
            ("a.xlsb", zipped({"xl/workbook.bin": b"x"}), "binary workbook"),
            ("a.pptx", zipped({"[Content_Types].xml": b"presentationml"}), "presentation"),
            ("a.zip", zipped({"report.txt": b"x"}), "Unpack it"),
            ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
            ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "picture"),
            ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), "picture"),
            ("a.html", b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
            ("a.xls", b"<html xmlns:x='urn:x'><table></table></html>", "web page"),
            ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "web archive"),
            ("a.xml", b"<?xml version='1.0'?><pkg:package/>", "XML file"),
            ("a.gz", b"\x1f\x8b\x08" + bytes(30), "compressed"),
            ("a.bin", bytes(range(256)) * 8, "neither text nor"),
            ("a.docx", bytes(range(256)) * 8, "neither text nor"),
        ],
    )
    def test_what_is_not_read_is_refused_with_what_to_do(self, name, data, words):
        with pytest.raises(Unreadable, match=words) as refusal:
            read(name, data)
        assert str(refusal.value).startswith(name)

    @pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
    def test_a_truncated_package_is_called_damaged(self, name, part):
        whole = WORD if name == "a.docx" else XLSX
        with pytest.raises(DamagedPackage, match="cut short"):
            read(name, whole[: int(len(whole) * part)])

    def test_a_part_with_altered_bytes_is_called_damaged(self):
        at = WORD.index(b"word/document.xml") + len("word/document.xml") + 5
        with pytest.raises(Unreadable):
            read("a.docx", WORD[:at] + bytes(20) + WORD[at + 20 :])

    @pytest.mark.parametrize("cut", [10, 60, 120])
    def test_a_package_that_lost_bytes_within_is_called_damaged(self, cut):
        # Found by fuzzing: the directory then points before the file's start.
        with pytest.raises(Unreadable):
            read("a.docx", ALONE[:40] + ALONE[40 + cut :])

    def test_a_zip_under_a_password_says_so(self):
        data = bytearray(WORD)
        at = data.rindex(b"PK\x01\x02")
        data[at + 8] |= 1
        with pytest.raises(Unreadable, match="password"):
            read("a.docx", bytes(data))


class TestLimits:
    def test_a_file_of_a_hundred_megabytes_is_refused_unread(self, tmp_path: Path):
        path = tmp_path / "big.txt"
        with path.open("wb") as file:
            file.truncate(100 * 1024 * 1024)
        with pytest.raises(TooBig, match="100 MB"):
            bytes_of(path)

    def test_bytes_beyond_the_limit_are_refused(self):
        with pytest.raises(TooBig):
            format_of("a.txt", b"x" * (MOST_BYTES + 1))

    def test_a_file_within_the_limit_is_read_whole(self, tmp_path: Path):
        path = tmp_path / "a.txt"
        path.write_bytes(b"words")
        assert bytes_of(path) == b"words"

    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self):
        bomb = zipped({"word/document.xml": b" " * (60 * 1024 * 1024)})
        with pytest.raises(TooBig, match="bomb"):
            read("a.docx", bomb)

    def test_many_parts_are_refused(self):
        with pytest.raises(TooBig, match="parts"):
            open_package("a.docx", zipped({f"word/{at}.xml": b"x" for at in range(5_001)}))

    def test_a_part_that_unpacks_to_more_than_it_says_is_refused(self):
        data = bytearray(zipped({"word/document.xml": b"<w/>" * 5_000}))
        central = data.rindex(b"PK\x01\x02")
        struct.pack_into("<L", data, central + 24, 10)
        with pytest.raises(DamagedPackage):
            verify_package("a.docx", bytes(data))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_an_entity_bomb_is_refused(self, encoding):
        bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode(encoding)
        with pytest.raises(UnsafeXml, match="entities"):
            parse_xml("a.docx", bomb)
        with pytest.raises(UnsafeXml):
            verify_package("a.xlsx", zipped({"xl/workbook.xml": bomb}))
        with pytest.raises(UnsafeXml):
            read("a.docx", zipped({"word/document.xml": bomb}))

    def test_a_sound_package_passes_both_guards(self):
        assert verify_package("a.docx", WORD).part("word/document.xml")
        assert open_package("a.docx", WORD).part("nothing.xml") is None
        assert open_package("a.docx", WORD).xml("nothing.xml") is None


class TestPdfRefusals:
    def test_a_pdf_under_a_password_says_so(self):
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(PDF)) as document:
            document.save(target, encryption=pikepdf.Encryption(owner="o", user="u"))
        with pytest.raises(Unreadable, match="password"):
            read("a.pdf", target.getvalue())

    def test_a_pdf_that_only_forbids_printing_is_read(self):
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(PDF)) as document:
            document.save(target, encryption=pikepdf.Encryption(owner="o", user=""))
        assert [each.text for each in source_of("a.pdf", target.getvalue()).paragraphs] == ["Words"]

    def test_a_scan_says_what_to_do(self):
        picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
        with pytest.raises(Unreadable, match="OCR"):
            read("a.pdf", pdf(picture))

    def test_a_blank_pdf_has_no_words(self):
        with pytest.raises(Unreadable, match="no words"):
            read("a.pdf", pdf(b""))

    def test_a_damaged_pdf_is_refused(self):
        with pytest.raises(Unreadable, match="damaged"):
            read("a.pdf", b"%PDF-1.7\n" + b"nothing of a PDF here " * 20)

    def test_a_stream_that_unpacks_without_end_is_refused(self):
        with pytest.raises(TooBig, match="bomb"):
            read("a.pdf", pdf(b" " * (160 * 1024 * 1024), compress=True))

    def test_drawings_that_multiply_are_refused(self):
        document = pikepdf.new()
        document.add_blank_page()
        form = pikepdf.Stream(
            document, b"0 0 5 5 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        for _ in range(12):
            inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=document.make_indirect(form)))
            form = pikepdf.Stream(
                document,
                b"/X Do " * 10,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=inner,
            )
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=document.make_indirect(form)))
        page.Contents = pikepdf.Stream(document, b"/X Do")
        target = io.BytesIO()
        document.save(target)
        with pytest.raises(TooBig, match="bomb"):
            read("a.pdf", target.getvalue())


class TestJson:
    def test_a_draft_comes_back_as_it_was(self):
        assert load("a.json", to_json(DRAFT).encode()) == DRAFT
        assert read("a.json", b"\xef\xbb\xbf" + to_json(DRAFT).encode()) == DRAFT

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b'{"format": "fingerpost-draft/1"}', "kind"),
            (b'{"format": "fingerpost-draft/9"}', "not ours"),
            (b'{"other": 1}', "not ours"),
            (b"[]", "not ours"),
            (b'{"format": "fingerpost-draft/1", ', "line 1"),
            (b'{"format": "\xff"}', "UTF-8"),
            (b"[" * 100_000, "not JSON that can be read"),
            (b'{"format": "fingerpost-snapshot/1"}', "fingerpost-snapshot/1"),
            (b'{"format": "fingerpost-snapshot/999"}', "fingerpost-snapshot/999"),
        ],
    )
    def test_other_json_is_refused_with_the_place(self, data, words):
        with pytest.raises(Unreadable, match=words):
            load("a.json", data)

    def test_all_problems_of_a_draft_are_named_at_once(self):
        plain = json.loads(to_json(DRAFT))
        plain["kind"] = "novel"
        plain["period"] = "2026-13"
        with pytest.raises(Unreadable, match=r"(?s)kind.*period|period.*kind"):
            load("a.json", json.dumps(plain).encode())

    def test_json_has_no_pages(self):
        with pytest.raises(Unreadable, match="no pages"):
            source_of("a.json", b"{}")


def test_a_snapshot_is_loaded_as_a_snapshot_and_is_no_draft():
    from fingerpost.rules.snapshot import to_canonical_json
    from fingerpost.sample.council import snapshots

    month = snapshots()[-1]
    data = to_canonical_json(month)
    assert load("a.json", data) == month
    with pytest.raises(Unreadable, match="closed month"):
        read("a.json", data)


def test_a_text_file_imports_no_library_of_another_format():
    import subprocess
    import sys

    words = (
        "import sys; from fingerpost.importer.read import read; read('a.txt', b'1. PURPOSE'); "
        "print([m for m in ('pypdfium2', 'pikepdf', 'openpyxl', 'docx', 'pdfplumber') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", words],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_a_zip_with_two_directories_is_no_trace():
    target = io.BytesIO(WORD + WORD)
    with zipfile.ZipFile(target) as package:
        assert package.namelist()
    assert source_of("a.docx", WORD + WORD).blocks
