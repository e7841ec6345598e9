"""Write docs/reference/ anew from the code (`make reference`); a test holds the files against it."""

import importlib
import json
import os
import pkgutil
from pathlib import Path

import django

import fingerpost.importer
from fingerpost.cli.manual import manual
from fingerpost.reports.open_data.manual import manual_of_open_data
from fingerpost.reports.open_data.months import MONTH_FORMAT, YEAR_FORMAT, OpenMonth, OpenYear
from fingerpost.rules.checks import all_checks
from fingerpost.rules.checks.manual import manual_of
from fingerpost.rules.checks.registry import Description
from fingerpost.rules.committee.manual_of_fields import manual_of_fields
from fingerpost.rules.committee.report import FORMAT as COMMITTEE_FORMAT
from fingerpost.rules.committee.report import CommitteeReport
from fingerpost.rules.draft import FORMAT, Draft
from fingerpost.rules.manual_of_roles import manual_of_roles
from fingerpost.rules.manual_of_states import manual_of_requests, manual_of_states
from fingerpost.rules.schema import described_in_words, json_schema
from fingerpost.rules.snapshot import FORMAT as SNAPSHOT_FORMAT
from fingerpost.rules.snapshot import Snapshot

DRAFT_INTRODUCTION = f"""\
# The draft format

What a reader found in a document, as one JSON object of format `{FORMAT}`: printed by `fingerpost read
--json`, written by `fingerpost convert --to json`, and read again by every command, so that a person can
correct a misreading and go on. Codes, refs and words are as printed; a value that the document does not hold
is null, or an empty list or object. The JSON Schema is beside this page: [draft.schema.json](draft.schema.json).

"""
SNAPSHOT_INTRODUCTION = f"""\
# The snapshot format

A closed period as one JSON object of format `{SNAPSHOT_FORMAT}`, in canonical form (RFC 8785), so that its
SHA-256 digest is the same wherever it is worked out. The digest is printed in every report of the period,
and every snapshot carries that of the period before. The JSON Schema is beside this page:
[snapshot.schema.json](snapshot.schema.json).

"""
COMMITTEE_INTRODUCTION = f"""\
# The committee report's format

A report to a committee as one JSON object of format `{COMMITTEE_FORMAT}`, in canonical form (RFC 8785), as it is
kept when the report is issued, and as `fingerpost committee` writes and reads it. Figures, months and refs in its
texts are [fields](fields.md), filled from the closed month that `record_digest` names. Its own SHA-256 digest is
printed at its end; the public version is another value, with another digest. The JSON Schema is beside this page:
[committee-report.schema.json](committee-report.schema.json).

"""


def everything_described() -> tuple[Description, ...]:
    """Every finding; readers and the checks on typed text describe theirs where they are, so each is imported first."""
    importlib.import_module("fingerpost.rules.committee.free_text")
    for module in pkgutil.walk_packages(fingerpost.importer.__path__, "fingerpost.importer."):
        importlib.import_module(module.name)
    return all_checks()


def manual_of_api() -> str:
    """The reference of the API, which needs Django to know its addresses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.config.settings")
    django.setup()
    return importlib.import_module("fingerpost.api.manual").manual_of_api()


def reference() -> dict[str, str]:
    """Every generated file by its name in docs/reference/."""
    return {
        "api.md": manual_of_api(),
        "checks.md": manual_of(everything_described()),
        "change-requests.md": manual_of_states(),
        "commands.md": manual(),
        "members-requests.md": manual_of_requests(),
        "roles.md": manual_of_roles(),
        "committee-report.md": COMMITTEE_INTRODUCTION + described_in_words(CommitteeReport),
        "committee-report.schema.json": json.dumps(
            json_schema(CommitteeReport, title=COMMITTEE_FORMAT), indent=2
        )
        + "\n",
        "fields.md": manual_of_fields(),
        "draft.md": DRAFT_INTRODUCTION + described_in_words(Draft),
        "draft.schema.json": json.dumps(json_schema(Draft, title=FORMAT), indent=2) + "\n",
        "open-data.md": manual_of_open_data(),
        "open-month.schema.json": json.dumps(json_schema(OpenMonth, title=MONTH_FORMAT), indent=2) + "\n",
        "open-year.schema.json": json.dumps(json_schema(OpenYear, title=YEAR_FORMAT), indent=2) + "\n",
        "snapshot.md": SNAPSHOT_INTRODUCTION + described_in_words(Snapshot),
        "snapshot.schema.json": json.dumps(json_schema(Snapshot, title=SNAPSHOT_FORMAT), indent=2) + "\n",
    }


if __name__ == "__main__":
    for name, text in reference().items():
        (Path(__file__).parent / "reference" / name).write_text(text, encoding="utf-8")
