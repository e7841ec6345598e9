import json

import jsonschema
import pytest

from fingerpost.importer.read import read
from fingerpost.rules.draft import FORMAT, Draft, to_json
from fingerpost.rules.plain import from_plain, to_plain
from fingerpost.rules.schema import described_in_words, json_schema
from fingerpost.rules.snapshot import FORMAT as SNAPSHOT_FORMAT
from fingerpost.rules.snapshot import Snapshot
from fingerpost.sample.council import snapshots
from fingerpost.sample.documents import write_documents

DOCUMENTS = sorted(name for name in write_documents() if not name.startswith("closed-month"))
DRAFT_SCHEMA = json_schema(Draft, title=FORMAT)


def hold(plain, schema):
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(plain)


@pytest.mark.parametrize("schema", [DRAFT_SCHEMA, json_schema(Snapshot, title=SNAPSHOT_FORMAT)])
def test_the_schemas_are_json_schemas(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_read_from_every_sample_document_fits_the_schema(name):
    draft = read(name, write_documents()[name])
    hold(json.loads(to_json(draft)), DRAFT_SCHEMA)
    assert from_plain(Draft, to_plain(draft)) == draft


@pytest.mark.parametrize("name", ["000_ee28791e26da56fb.txt", "002_60e8f909c0b5439f.txt"])
def test_what_is_read_from_the_real_documents_fits_the_schema(real, name):
    hold(json.loads(to_json(read(name, (real / name).read_bytes()))), DRAFT_SCHEMA)


def test_closed_months_fit_the_schema():
    for each in snapshots()[-2:]:
        hold(to_plain(each), json_schema(Snapshot, title=SNAPSHOT_FORMAT))


@pytest.mark.parametrize(
    ("field", "value"),
    [("period", "2026-13"), ("kind", "letter"), ("exceptions", [{"ref": "1"}]), ("extra", 1)],
)
def test_the_schema_refuses_what_the_format_does_not_have(field, value):
    plain = to_plain(read(DOCUMENTS[0], write_documents()[DOCUMENTS[0]])) | {field: value}
    with pytest.raises(jsonschema.ValidationError):
        hold(plain, DRAFT_SCHEMA)


def test_every_value_of_the_draft_is_described_with_its_fields():
    words = described_in_words(Draft)
    for heading in ("## Draft", "## DraftException", "## MonthCell", "## StatusSource"):
        assert heading in words
    assert "| `class` | [StatusClass](#statusclass) or null |" in words
    assert "| `months` | object from month, YYYY-MM to [MonthCell](#monthcell) |" in words
    assert "One of: `words`, `format`, `fill`, `pattern`, `none`." in words
