"""A lead's form that went through LibreOffice is still read back."""

import io
import shutil
import subprocess

import docx
import openpyxl
import pytest

from fingerpost.monitoring.lead_forms.excel import write_excel
from fingerpost.monitoring.lead_forms.form import LeadForm, Line, mark_of
from fingerpost.monitoring.lead_forms.reading import read_form
from fingerpost.monitoring.lead_forms.word import write_word
from tests import build

pytestmark = pytest.mark.office
FORM = LeadForm(
    title="Updates for February 2026",
    who="Leo Brandt",
    council="Harrow Vale District Council",
    introduction=("Please fill in the last five columns.",),
    lines=(
        Line("3.1.1", "Let the homes contract", "February 2026", "The tender is out."),
        Line("3.1.10", "Open the tenants’ portal", "December 2025", ""),
    ),
    mark=mark_of("harrow-vale", 7, 12, ["3.1.1", "3.1.10"]),
    dated=build.NOW.date(),
)
TYPED = {"complete": "yes", "completed_on": "2026-02-20", "comment": "Signed."}


def filled_in_word():
    file = docx.Document(io.BytesIO(write_word(FORM)))
    cells = file.tables[0].rows[1].cells
    cells[4].text, cells[8].text = "20 February 2026", "Signed."
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def filled_in_excel():
    book = openpyxl.load_workbook(io.BytesIO(write_excel(FORM)))
    for row in book.active.iter_rows():
        if row[0].value == "3.1.1":
            row[4].value, row[8].value = "20 February 2026", "Signed."
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(("ending", "filled"), [("docx", filled_in_word), ("xlsx", filled_in_excel)])
def test_what_libreoffice_saves_is_read_back(tmp_path, ending, filled):
    office = shutil.which("soffice")
    assert office, "this test needs LibreOffice: make test installs it"
    (tmp_path / f"form.{ending}").write_bytes(filled())
    command = [
        office,
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to",
        ending,
        "--outdir",
        "saved",
        f"form.{ending}",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    saved = (tmp_path / "saved" / f"form.{ending}").read_bytes()
    read = read_form(
        f"form.{ending}", saved, plan_year=build.months.Period(build.Month(2025, 7), build.Month(2026, 6))
    )
    assert read.mark == FORM.mark
    assert read.same_lines
    assert [(each.ref, dict(each.typed)) for each in read.filled_in] == [("3.1.1", TYPED)]
    assert read.left_empty == ("3.1.10",)
