"""`fingerpost committee`, as a person types it."""

import json

import pytest

from fingerpost.cli.main import main
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.committee.report import ReportPart, to_canonical_json, with_part
from fingerpost.rules.nations import Nation
from fingerpost.rules.snapshot import digest
from fingerpost.rules.snapshot import to_canonical_json as snapshot_json
from fingerpost.sample.documents import write_documents
from tests.rules.committee.reports import FEBRUARY_CLOSED, JANUARY_CLOSED, report

FAULTY = "exception-report-2026-02-faults.txt"


def run(*arguments):
    return main([str(each) for each in ("committee", *arguments)])


@pytest.fixture
def february(tmp_path):
    (tmp_path / "february.json").write_bytes(snapshot_json(FEBRUARY_CLOSED))
    (tmp_path / "january.json").write_bytes(snapshot_json(JANUARY_CLOSED))
    return tmp_path


def test_an_old_report_is_written_as_a_committee_report_with_its_faults(tmp_path, capsys):
    source = tmp_path / FAULTY
    source.write_bytes(write_documents()[FAULTY])
    assert run(source, "--out", tmp_path / "out", "--to", "html", "--to", "json") == 0
    said = capsys.readouterr()
    assert "unresolved; they are listed at the end of the report." in said.err
    page = (tmp_path / "out" / f"{source.stem}-committee.html").read_text(encoding="utf-8")
    assert "Faults not resolved" in page
    data = json.loads((tmp_path / "out" / f"{source.stem}-committee.json").read_text(encoding="utf-8"))
    assert data["format"] == "fingerpost-committee-report/1"


def test_the_data_of_a_report_are_filled_from_the_month_and_held_against_it(february, capsys):
    secret = "Brightwell wants two million"
    made = report("{amber count} amber. Two actions are red.", record_digest=digest(FEBRUARY_CLOSED))
    made = with_part(made, ReportPart("legal", "Legal", (secret,), exempt=Exemption(Nation.ENGLAND, ("3",))))
    (february / "covering.json").write_bytes(to_canonical_json(made))
    given = (
        february / "covering.json",
        "--record",
        february / "february.json",
        "--to",
        "html",
        "--out",
        february,
    )
    page = february / "covering-committee.html"
    assert run(*given, "--previous", february / "january.json") == 0
    assert "1 difference from the record not accepted.\n  T02  section 4" in capsys.readouterr().err
    assert secret in page.read_text(encoding="utf-8")
    assert run(*given, "--public") == 0
    assert secret not in page.read_text(encoding="utf-8")


def test_what_cannot_be_done_is_refused_with_the_reason(february, capsys):
    covering = february / "covering.json"
    covering.write_bytes(to_canonical_json(report(record_digest="0" * 64)))
    assert run(covering, "--out", february) == 2
    assert "name with --record the closed month" in capsys.readouterr().err
    assert run(covering, "--record", february / "february.json", "--out", february) == 2
    assert "rests on another record" in capsys.readouterr().err
    covering.write_bytes(to_canonical_json(report("{ambre count}")))
    assert run(covering, "--record", february / "february.json", "--out", february) == 2
    assert "perhaps {amber count} is meant" in capsys.readouterr().err
    assert run(february / "february.json", "--out", february) == 2
    assert "this is a closed month" in capsys.readouterr().err
    assert run(february / "february.json", "--record", covering, "--out", february) == 2
    assert "go with the data of a committee report" in capsys.readouterr().err
    for name, data in write_documents().items():
        if name == "tracker-2026-02.xlsx":
            (february / name).write_bytes(data)
    assert run(february / "tracker-2026-02.xlsx", "--out", february) == 2
    assert "is a table of actions" in capsys.readouterr().err
