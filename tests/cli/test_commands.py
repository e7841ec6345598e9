"""The commands as a person types them."""

import json
import subprocess
import sys

import pytest

from fingerpost.cli.main import COMMANDS, main
from fingerpost.rules.draft import Draft, DraftException, Kind, Source, to_json
from fingerpost.rules.months import Month
from fingerpost.sample.documents import write_documents

FAULTY = "exception-report-2026-02-faults.txt"
CLEAN = "exception-report-2026-02.txt"


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, data in write_documents().items():
        (folder / name).write_bytes(data)
    return folder


def run(*arguments):
    return main([str(each) for each in arguments])


def test_read_prints_a_summary(documents, capsys):
    assert run("read", documents / CLEAN) == 0
    said = capsys.readouterr()
    assert "Period     February 2026" in said.out
    assert "Exceptions (12)" in said.out
    assert said.err == ""


def test_read_prints_one_object_as_json_and_a_list_for_several_files(documents, capsys):
    assert run("read", "--json", documents / CLEAN) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "fingerpost-draft/1"
    assert run("read", "--json", documents / CLEAN, documents / "tracker-2026-02.xlsx") == 0
    assert [each["kind"] for each in json.loads(capsys.readouterr().out)] == ["report", "tracker"]


def test_read_prints_what_each_column_of_a_tracker_was_taken_for_and_takes_another_mapping(
    documents, tmp_path, capsys
):
    tracker = documents / "plain-list-2026-02.csv"
    assert run("read", tracker) == 0
    said = capsys.readouterr().out
    heading = next(line for line in said.splitlines() if "→ comment" in line).split("→")[0].strip()
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({heading: "other"}))
    assert run("read", "--map", mapping, tracker) == 0
    assert f"{heading:<30} → other [given]" in capsys.readouterr().out
    mapping.write_text(json.dumps({heading: "colour"}))
    assert run("read", "--map", mapping, tracker) == 2
    assert "“colour”" in capsys.readouterr().err


def test_check_prints_findings_and_exits_with_1_only_when_strict(documents, capsys):
    assert run("check", documents / FAULTY) == 0
    assert "ERROR" in capsys.readouterr().out
    assert run("check", "--strict", documents / FAULTY) == 1


def test_check_writes_json_and_a_page(documents, tmp_path, capsys):
    page = tmp_path / "findings.html"
    assert run("check", "--json", "--html", page, documents / FAULTY) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "fingerpost-findings/1"
    assert found["source"]["name"] == FAULTY
    assert {each["severity"] for each in found["findings"]} >= {"error", "warning"}
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_check_of_a_clean_report_is_fine_even_when_strict(documents):
    assert run("check", "--strict", documents / CLEAN) == 0


def test_report_writes_data_findings_and_every_format(documents, tmp_path, capsys):
    out = tmp_path / "results"
    assert run("report", documents / FAULTY, "--out", out) == 0
    stem = FAULTY.removesuffix(".txt")
    written = {path.name.removeprefix(stem) for path in out.iterdir()}
    assert {
        ".json",
        ".html",
        ".pdf",
        ".docx",
        ".xlsx",
        "-exceptions.csv",
        "-findings.html",
        "-findings.json",
    } <= written
    assert sorted(capsys.readouterr().out.split()) == sorted(str(path) for path in out.iterdir())


def test_convert_writes_only_what_was_asked_for(documents, tmp_path):
    out = tmp_path / "out"
    assert (
        run("convert", documents / CLEAN, "--to", "json", "--to", "html", "--to", "json", "--out", out) == 0
    )
    assert {path.suffix for path in out.iterdir()} == {".json", ".html"}


def test_a_corrected_draft_is_taken_in_place_of_the_document(tmp_path, capsys):
    draft = Draft(
        kind=Kind.REPORT,
        source=Source("r.txt", "0" * 64, "text"),
        period=Month(2026, 2),
        exceptions=(DraftException(ref="1.1.1", action="Build it"),),
    )
    path = tmp_path / "corrected.json"
    path.write_text(to_json(draft), encoding="utf-8")
    for command in (
        ("read",),
        ("check",),
        ("report", "--out", tmp_path / "o"),
        ("convert", "--to", "html", "--out", tmp_path / "o"),
    ):
        assert run(*command, path) == 0
    assert "1.1.1" in capsys.readouterr().out


def test_a_closed_month_is_reported_with_its_movement(documents, tmp_path):
    months = [documents / f"closed-month-2026-0{each}.json" for each in (1, 2)]
    assert run("convert", months[1], "--previous", months[0], "--to", "html", "--out", tmp_path / "o") == 0
    assert "Green rose by 4" in (tmp_path / "o" / "closed-month-2026-02.html").read_text(encoding="utf-8")


def test_compare_names_what_moved(documents, tmp_path, capsys):
    months = [documents / f"closed-month-2026-0{each}.json" for each in (1, 2)]
    assert run("compare", *months) == 0
    assert "Green rose by 4" in capsys.readouterr().out
    assert run("compare", "--json", *months) == 0
    assert json.loads(capsys.readouterr().out)["basis"] == "highlighted"
    assert run("compare", "--html", tmp_path / "c.html", *months) == 0
    assert "What moved from January 2026 to February 2026" in (tmp_path / "c.html").read_text(
        encoding="utf-8"
    )


def test_compare_of_two_reports_says_that_it_is_over_the_exceptions_only(documents, capsys):
    assert run("compare", documents / CLEAN, documents / "exception-report-2026-02.docx") == 0
    assert "name their exceptions only" in capsys.readouterr().out


def test_the_csv_files_of_a_report_are_read_together_and_that_is_said(documents, tmp_path, capsys):
    assert run("read", "--json", documents / FAULTY) == 0
    before = json.loads(capsys.readouterr().out)
    for name in (FAULTY, "exception-report-2026-02.docx"):
        assert run("convert", documents / name, "--to", "csv", "--out", tmp_path) == 0
    capsys.readouterr()
    stem = FAULTY.removesuffix(".txt")
    files = sorted(tmp_path.glob(f"{stem}-*.csv"))
    assert run("read", "--json", *files) == 0
    said = capsys.readouterr()
    assert f"{files[0].name} is read with the {len(files) - 1} other files of its set." in said.err
    after = json.loads(said.out)
    for changes in ("source", "findings"):
        before.pop(changes), after.pop(changes)
    assert without_places(after) == without_places(before)


def without_places(plain):
    if isinstance(plain, dict):
        return {key: without_places(value) for key, value in plain.items() if key != "place"}
    return [without_places(each) for each in plain] if isinstance(plain, list) else plain


def test_months_prints_text_data_and_draws(tmp_path, capsys):
    path = tmp_path / "months.csv"
    path.write_text(
        "month,highlighted,green_share,amber_share,red_share,reprogrammed_share\n2026-02,138,88.4,7.3,1.4,2.9\n"
    )
    assert run("months", path) == 0
    assert "amber printed 7.3, correct 7.2" in capsys.readouterr().out
    assert run("months", "--json", path) == 0
    assert json.loads(capsys.readouterr().out)["months"][0]["candidates"][0]["inferred"] is True
    charts = [tmp_path / f"chart.{each}" for each in ("svg", "png", "html")]
    assert run("months", path, *(part for each in charts for part in ("--chart", each))) == 0
    assert all(each.stat().st_size > 1000 for each in charts)
    assert "<table" in charts[2].read_text(encoding="utf-8")


def test_demo_says_where_the_results_are(tmp_path, capsys):
    assert run("demo", "--out", tmp_path / "demo") == 0
    said = capsys.readouterr().out
    assert str(tmp_path / "demo" / "results" / FAULTY.replace(".txt", ".html")) in said
    assert (tmp_path / "demo" / "documents" / FAULTY).is_file()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["read", "missing.txt"], "no such file"),
        (["read", "."], "folder"),
        (["convert", "missing.txt", "--to", "pdf", "--out", "o"], "no such file"),
        (["months", "missing.csv"], "no such file"),
        (["months", "m.csv", "--chart", "chart.gif"], "a chart ends in"),
        (["check", "a.txt", "b.txt", "--html", "x.html"], "one FILE"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_says_why(arguments, why, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert why in said.err
    assert said.out == ""


@pytest.mark.parametrize("arguments", [["wobble"], ["read"], ["convert", "a", "--to", "odt", "--out", "o"]])
def test_bad_usage_exits_with_2_and_names_the_help(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_a_file_that_is_neither_report_nor_tracker_is_said_to_be_so(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("Dear all,\nlunch is at one.\n")
    assert run("read", tmp_path / "notes.txt") == 0
    assert "R86 notes.txt: Nothing of a report or a tracker was understood" in capsys.readouterr().out
    assert run("check", tmp_path / "notes.txt") == 0
    assert "1 warning" in capsys.readouterr().out


def test_all_unreadable_files_are_named_at_once(tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04cut short")
    assert run("read", tmp_path / "a.txt", tmp_path / "b.docx") == 2
    said = capsys.readouterr().err
    assert "a.txt" in said
    assert "b.docx" in said


def test_the_file_that_was_read_is_never_written_over(documents, capsys):
    assert run("convert", documents / CLEAN, "--to", "json", "--out", documents) == 0
    before = (documents / "closed-month-2026-02.json").read_bytes()
    assert run("convert", documents / "closed-month-2026-02.json", "--to", "json", "--out", documents) == 2
    assert "name another folder" in capsys.readouterr().err
    assert (documents / "closed-month-2026-02.json").read_bytes() == before


def test_only_the_month_before_may_stand_beside_a_closed_month(documents, tmp_path, capsys):
    month = documents / "closed-month-2026-02.json"
    assert (
        run("convert", month, "--previous", documents / CLEAN, "--to", "html", "--out", tmp_path / "o") == 2
    )
    assert "--previous takes the snapshot" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_a_later_month_cannot_stand_as_the_month_before(documents, tmp_path, capsys):
    january, february = (documents / f"closed-month-2026-0{each}.json" for each in (1, 2))
    assert run("convert", january, "--previous", february, "--to", "html", "--out", tmp_path / "o") == 2
    assert "does not come before January 2026" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_a_fault_of_ours_is_said_plainly_and_shown_when_asked_for(documents, monkeypatch, capsys):
    def broken(record):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("fingerpost.reports.summary.summary", broken)
    monkeypatch.delenv("FINGERPOST_DEBUG", raising=False)
    assert run("read", documents / CLEAN) == 2
    assert "a fault of ours (ZeroDivisionError: division by zero)" in capsys.readouterr().err
    monkeypatch.setenv("FINGERPOST_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("read", documents / CLEAN)


def test_json_nested_beyond_reason_is_refused(tmp_path, capsys):
    path = tmp_path / "deep.json"
    path.write_text(
        '{"format": "fingerpost-draft/1", "kind": "report", "source": ' + "[" * 100_000 + "]" * 100_000 + "}"
    )
    assert run("read", path) == 2
    assert "deep.json" in capsys.readouterr().err


def test_a_bad_template_is_refused_before_anything_is_written(documents, tmp_path, capsys):
    template = tmp_path / "template.docx"
    template.write_bytes(b"not a Word file")
    assert run("report", documents / CLEAN, "--template", template, "--out", tmp_path / "o") == 2
    assert "template.docx" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_a_folder_that_cannot_be_written_is_said_plainly(documents, tmp_path, capsys):
    (tmp_path / "o").write_text("a file stands here")
    assert run("convert", documents / CLEAN, "--to", "html", "--out", tmp_path / "o") == 2
    assert str(tmp_path / "o") in capsys.readouterr().err


def test_every_command_explains_itself(capsys):
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        with pytest.raises(SystemExit) as stopped:
            main([name, "--help"])
        assert stopped.value.code == 0
        assert "usage: " in capsys.readouterr().out


def test_help_imports_no_library_for_documents():
    code = (
        "import sys, fingerpost.cli.main as m\n"
        "m.parser().format_help()\n"
        "heavy = {'docx', 'typst', 'pdfplumber', 'xlsxwriter', 'openpyxl', 'vl_convert', 'lxml', 'pikepdf'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_reader_of_our_output_that_goes_away_is_no_error(documents):
    program = f"import sys; from fingerpost.cli.main import main; sys.exit(main(['read', '--json', {str(documents / CLEAN)!r}]))"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0
