"""The settings that the documents name are those that the code reads."""

import re

from tests.conftest import REPOSITORY

NAMES = re.compile(r"\b(?:FINGERPOST_[A-Z_]+[A-Z]|DATABASE_URL)\b")
OF_THE_TESTS = {"FINGERPOST_REAL"}


def read_by_the_code():
    found = set()
    for path in (REPOSITORY / "fingerpost").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "environ" in line:
                found |= set(NAMES.findall(line))
    return found


def test_the_reference_lists_every_setting_that_is_read_and_no_other():
    text = (REPOSITORY / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)
    assert sorted(set(listed)) == sorted(listed)
    assert set(listed) == read_by_the_code()


def test_every_setting_that_a_document_names_exists():
    for path in (REPOSITORY / "docs").rglob("*.md"):
        named = set(NAMES.findall(path.read_text(encoding="utf-8")))
        assert named - read_by_the_code() - OF_THE_TESTS == set(), path.name
