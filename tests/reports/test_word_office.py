"""The Word report opens in LibreOffice, with its words, its turned pages and the bookmarks of its headings."""

import shutil
import subprocess

import pdfplumber
import pytest

from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.word import render_word
from tests.reports.invented_drafts import TRACKER

pytestmark = pytest.mark.office


def test_libreoffice_opens_it_and_turns_the_wide_pages(tmp_path):
    office = shutil.which("soffice")
    assert office, "this test needs LibreOffice: make test installs it"
    (tmp_path / "report.docx").write_bytes(render_word(compose(TRACKER)))
    profile = (tmp_path / "profile").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "report.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        turned = [page.width > page.height for page in pdf.pages]
        words = " ".join(page.extract_text() for page in pdf.pages)
    assert any(turned)
    assert not turned[0]
    assert not turned[-1]
    assert "Submit plan for the" in words
    assert f"Page 1 of {len(turned)}" in words
