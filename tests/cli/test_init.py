"""`fingerpost init`, as a person types it in an empty folder."""

import os
import re
import subprocess
import sys

import pytest

from fingerpost.cli.init import short
from fingerpost.cli.main import main
from fingerpost.people.models import Person
from fingerpost.rules.roles import Role
from tests.conftest import REPOSITORY

GIVEN = [
    "init", "--council", "Harrow Vale District Council", "--administrator", "Ada Norris",
    "--email", "Ada@harrow-vale.example",
]  # fmt: skip
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("FINGERPOST_")}


def test_an_empty_folder_becomes_a_council_whose_administrator_sets_a_password(tmp_path):
    data = tmp_path / "data"
    made = subprocess.run(
        [sys.executable, "-m", "fingerpost.cli.main", *GIVEN],
        env={**CLEAN, "FINGERPOST_DATA": str(data), "PYTHONPATH": str(REPOSITORY), "DATABASE_URL": f"sqlite:///{data}/db"},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    assert "/harrow-vale/" in made.stdout
    assert re.search(r"http://127.0.0.1:8000/account/password/reset/key/\S+-\S+/", made.stdout)
    assert (data / "db").exists()
    assert (data / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_the_council_has_its_administrator_and_nobody_else(capsys):
    assert main(GIVEN) == 0
    ada = Person.objects.get()
    assert (ada.council.slug, ada.name, ada.initials) == ("harrow-vale", "Ada Norris", "AN")
    assert (ada.email, ada.role_set) == ("ada@harrow-vale.example", {Role.ADMINISTRATOR})
    assert not ada.user.has_usable_password()


@pytest.mark.django_db
def test_a_second_council_is_founded_and_a_short_name_taken_is_refused(capsys):
    assert main(GIVEN) == 0
    assert main(GIVEN) == 2
    assert "Give another with --short-name" in capsys.readouterr().err
    assert main([*GIVEN, "--short-name", "harrow-vale-2"]) == 0
    assert Person.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (["--short-name", "Harrow Vale"], "cannot be a short name"),
        (["--short-name", "account"], "cannot be a short name"),
        (["--email", "nonsense"], "not an e-mail address"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(changed, words, capsys):
    assert main([*GIVEN, *changed]) == 2
    assert words in capsys.readouterr().err
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_what_is_missing_is_asked_for_only_of_a_person(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["init", "--council", "Harrow Vale"]) == 2
    assert "Give it with --administrator" in capsys.readouterr().err
    answers = iter(["Ada Norris", "ada@harrow-vale.example"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert main(["init", "--council", "Harrow Vale"]) == 0


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Harrow Vale District Council", "harrow-vale"),
        ("St. Mary's & Tessing Borough Council", "st-mary-s-tessing"),
        ("Council", "council"),
        ("City of Harrow", "city-of-harrow"),
    ],
)
def test_the_short_name_is_made_from_the_name(name, made):
    assert short(name) == made
