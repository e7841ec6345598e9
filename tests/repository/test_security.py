"""What docs/reference/security.md claims of the code as a whole, and that its proofs are there."""

import ast
import re
import stat

import pytest

from fingerpost.config.secret import secret_key
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "reference" / "security.md").read_text(encoding="utf-8")
CODE = sorted((REPOSITORY / "fingerpost").rglob("*.py"))
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
BY_HAND = {"cursor", "raw", "RawSQL", "executescript"}
STARTS_PROGRAMS = {"fingerpost/importer/apart.py"}
"""Besides the command line: what reads a file that somebody sent starts our own Python, apart from the server."""

DANGEROUS = {"eval", "exec", "system", "popen", "getoutput", "unsafe_load"}


def names_called(path):
    """The last names of everything that a module calls, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            yield getattr(called, "attr", getattr(called, "id", "")), node.lineno


def shells(path):
    """The lines on which a call asks for a shell."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and any(each.arg == "shell" for each in node.keywords):
            yield node.lineno


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("proof", sorted(set(PROOF.findall(PAGE))), ids="::".join)
def test_every_proof_that_the_page_names_is_there(proof):
    path, name = proof
    assert re.search(rf"^\s*def {name}\(", (REPOSITORY / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_row_of_the_page_has_its_proof():
    asked = [each for each in PAGE.splitlines() if re.match(r"\| (\d+\.\d|Tokens)", each)]
    assert len(asked) > 40
    assert [each for each in asked if not PROOF.search(each)] == []


def test_no_sql_is_written_by_hand():
    found = [
        f"{path.relative_to(REPOSITORY)}:{line} {name}"
        for path in CODE
        for name, line in names_called(path)
        if name in BY_HAND
    ]
    assert found == []


def test_nothing_is_run_evaluated_or_unpickled():
    called = [
        f"{path.relative_to(REPOSITORY)}:{line} {name}"
        for path in CODE
        for name, line in names_called(path)
        if name in DANGEROUS
    ]
    brought = [
        f"{path.relative_to(REPOSITORY)} {name}"
        for path in CODE
        for name in imported(path)
        if name in ("pickle", "marshal", "shelve")
    ]
    through_a_shell = [f"{path.relative_to(REPOSITORY)}:{line}" for path in CODE for line in shells(path)]
    started = {
        str(path.relative_to(REPOSITORY))
        for path in CODE
        if not str(path.relative_to(REPOSITORY)).startswith("fingerpost/cli/")
        and "subprocess" in imported(path)
    }
    assert called + brought + through_a_shell == []
    assert started == STARTS_PROGRAMS


def test_no_chance_but_that_of_the_system():
    found = [str(path.relative_to(REPOSITORY)) for path in CODE if "random" in set(imported(path))]
    assert [each for each in found if not each.startswith("fingerpost/sample/")] == []


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("FINGERPOST_SECRET", raising=False)
    made = secret_key(tmp_path / "data")
    assert len(made) > 50
    assert secret_key(tmp_path / "data") == made
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    monkeypatch.setenv("FINGERPOST_SECRET", "given")
    assert secret_key(tmp_path / "data") == "given"
