"""What is written down is held against the code."""

import importlib.util
import re
import subprocess
import tomllib

import pytest

from tests.conftest import REPOSITORY

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md")
    for path in REPOSITORY.glob(pattern)
    if ".venv" not in path.parts
)


def reference():
    spec = importlib.util.spec_from_file_location(
        "write_reference", REPOSITORY / "docs" / "write_reference.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.reference()


@pytest.mark.parametrize("name", sorted(reference()))
def test_the_reference_is_as_the_code_says(name):
    written = (REPOSITORY / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == reference()[name], "run `make reference`"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_link_in_a_document_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    missing = [each for each in links if "://" not in each and not (path.parent / each).exists()]
    assert missing == []


def test_every_make_command_in_the_documents_exists():
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    asked = {
        each
        for path in DOCUMENTS
        for each in re.findall(r"(?:^    |`)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert asked - targets == set()


def test_every_fingerpost_command_in_the_documents_is_understood():
    from fingerpost.cli.main import COMMANDS

    known = {each.__name__.rpartition(".")[2] for each in COMMANDS}
    text = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    asked = set(re.findall(r"(?:^    (?:\S*/)?|`)fingerpost ([a-z]+)", text, re.MULTILINE))
    assert asked
    assert asked - known == set()


def test_the_fields_that_the_how_to_names_are_those_of_the_code():
    from fingerpost.importer.recognition.columns import Field
    from fingerpost.reports.renderers.word_template import FIELDS, REPORT_FIELD

    text = (REPOSITORY / "docs" / "how-to" / "report.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`\{\{ (\w+) \}\}`", text)) == {*FIELDS, REPORT_FIELD}
    columns = text.partition("The fields\n")[2].partition("\n- ")[0]
    assert {" ".join(each.split()) for each in re.findall(r"`([a-z\s]+)`", columns)} | {"month"} == {
        each.value for each in Field
    }


def test_decisions_are_numbered_once_and_titled():
    decisions = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers)
    for path in decisions:
        assert re.match(rf"# {int(path.name[:4])}\. \S", path.read_text(encoding="utf-8")), path.name


def test_lock_files_pin_every_dependency_with_hashes_and_name_no_host():
    for name in ("main.txt", "dev.txt"):
        lock = (REPOSITORY / "requirements" / name).read_text(encoding="utf-8")
        assert "://" not in lock
        pinned = re.findall(r"^[A-Za-z0-9][^=\s]*==", lock, re.MULTILINE)
        assert pinned
        assert len(pinned) <= lock.count("--hash=sha256:")
    assert '"resolved"' not in (REPOSITORY / "package-lock.json").read_text(encoding="utf-8")


def test_every_dependency_declared_is_locked():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, lock in (
        (project["dependencies"], "main.txt"),
        (project["optional-dependencies"]["dev"], "dev.txt"),
    ):
        locked = (REPOSITORY / "requirements" / lock).read_text(encoding="utf-8").lower().replace("_", "-")
        for each in name:
            package = re.match(r"[A-Za-z0-9_.-]+(\[[a-z,]+\])?", each)[0].lower().replace("_", "-")
            assert f"\n{package}==" in f"\n{locked}", package


def test_no_tracked_file_names_a_folder_of_the_machine_it_was_written_on():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True
    ).stdout
    own_folder = re.compile(rb"(?<![\w.*)])/(?:home|root|Users|work)/[a-z]")
    found = [
        name.decode()
        for name in tracked.split(b"\0")
        if name and own_folder.search((REPOSITORY / name.decode()).read_bytes())
    ]
    assert found == []


def test_modules_stay_small_enough_to_read():
    long = {
        str(path.relative_to(REPOSITORY)): lines
        for path in (REPOSITORY / "fingerpost").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}
