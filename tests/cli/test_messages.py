"""What the commands say to a person on the way: how a slip is answered, and what was found."""

import pytest

from fingerpost.cli.main import main
from fingerpost.reports.summary import MOST_PLACES_SHOWN, findings_text
from fingerpost.rules.findings import Finding, Severity
from fingerpost.sample.documents import write_documents


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    for name, data in write_documents().items():
        (folder / name).write_bytes(data)
    return folder


def run(*arguments):
    return main([str(each) for each in arguments])


def test_the_command_alone_prints_its_help(capsys):
    assert run() == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: fingerpost")
    assert "do it all" in said.err


def test_report_says_how_much_was_found_and_where_it_stands(documents, tmp_path, capsys):
    assert run("report", documents / "exception-report-2026-02-faults.txt", "--out", tmp_path) == 0
    said = capsys.readouterr().err
    assert "exception-report-2026-02-faults.txt: 15 errors, 8 warnings, 0 notes; see " in said
    assert f"{tmp_path / 'exception-report-2026-02-faults-findings.html'}." in said


@pytest.mark.parametrize("place", ["file", "file/folder"])
def test_a_file_in_place_of_a_folder_is_said_plainly(documents, tmp_path, capsys, place):
    (tmp_path / "file").write_bytes(b"")
    document = documents / "exception-report-2026-02.txt"
    assert run("convert", document, "--to", "json", "--out", tmp_path / place) == 2
    assert "this is a file, where a folder is needed" in capsys.readouterr().err


def test_a_folder_in_place_of_a_file_is_said_plainly_and_named(documents, tmp_path, capsys):
    assert run("check", documents / "exception-report-2026-02.txt", "--html", tmp_path) == 2
    assert f"{tmp_path}: this is a folder" in capsys.readouterr().err


def test_read_names_the_first_places_of_a_finding_and_says_how_many_more_there_are(documents, capsys):
    assert run("read", documents / "exception-report-2026-02.docx") == 0
    noted = capsys.readouterr().out.partition("Noted while reading")[2]
    assert f"and {10 - MOST_PLACES_SHOWN} more" in noted
    assert "table 15" not in noted


def test_a_word_with_a_hyphen_is_not_broken_at_the_end_of_a_line(documents, capsys):
    assert run("check", documents / "exception-report-2026-02-faults.txt") == 0
    said = capsys.readouterr().out
    assert "re-dated" in said
    assert not any(line.endswith("-") for line in said.splitlines())


def test_a_heading_of_the_mapping_that_no_table_has_is_said_with_its_place(documents, tmp_path, capsys):
    mapping = tmp_path / "columns.toml"
    mapping.write_text('"Prgress" = "status"\n')
    assert run("read", documents / "plain-list-2026-02.csv", "--map", mapping) == 0
    assert "R135 the mapping: The mapping names a column “prgress”" in capsys.readouterr().out


def test_a_finding_about_no_place_is_its_sentence_alone():
    finding = Finding("R131", Severity.NOTE, (), "“2025-26” was read as the year from April 2025.", {})
    assert findings_text("a.xlsx", (finding,)).splitlines()[-1].startswith("R131  “2025-26” was read")
