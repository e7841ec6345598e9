"""The description for search engines, and the JSON with its schema."""

import hashlib
import json
from dataclasses import replace

from jsonschema import Draft202012Validator

from fingerpost.reports.open_data.dataset import dataset, for_a_script, to_json_ld
from fingerpost.reports.open_data.months import OpenMonth, OpenYear, open_month, open_year, to_json
from fingerpost.reports.open_data.publishing import PublishedFile
from fingerpost.rules.plain import from_plain
from fingerpost.rules.schema import json_schema
from fingerpost.rules.snapshot import digest
from tests.rules.plans import closed, reprogrammed, row, update

FILE = PublishedFile(
    "actions.csv",
    "https://plans.harrowmere.example/ip25/2026-02/actions.csv",
    "text/csv",
    hashlib.sha256(b"ref\r\n").hexdigest(),
    5,
)


def test_a_month_is_described_with_its_files(february):
    said = dataset(february, [FILE])
    assert said["@type"] == "Dataset"
    assert said["name"].endswith(": February 2026")
    assert 50 <= len(said["description"]) <= 5000  # what Google asks of a Dataset
    assert said["license"].startswith("https://www.nationalarchives.gov.uk/")
    assert said["creator"]["name"] == "Harrowmere District Council"
    assert said["temporalCoverage"] == "2026-02-01/2026-02-28"
    assert said["isPartOf"]["@id"] == "https://plans.harrowmere.example/ip25/#data"
    assert said["distribution"] == [
        {
            "@type": "DataDownload",
            "name": "actions.csv",
            "contentUrl": FILE.address,
            "encodingFormat": "text/csv",
            "contentSize": "5 B",
            "sha256": FILE.sha256,
        }
    ]


def test_a_year_names_its_months(year):
    said = dataset(year, [])
    assert [each["@id"].rsplit("/", 2)[-2] for each in said["hasPart"]] == ["2026-01", "2026-02"]
    assert said["temporalCoverage"] == "2026-01-01/2026-02-28"
    assert json.loads(to_json_ld(said)) == said


def test_no_text_ends_the_script_element(february):
    hostile = replace(february, council="</script><script>alert(1)</script><!-- & ")
    said = dataset(hostile, [])
    text = for_a_script(said)
    assert not set("<>&") & set(text)
    assert json.loads(text) == said


def test_the_json_is_as_its_schema_says_and_reads_back(publishing):
    month = open_month(
        closed(
            row("1.1", revisions=[reprogrammed("2008-02-05", "Autumn-08")], updates=[update(reason="Keys.")]),
            row("1.2", updates=[update(done="2008-02-20")]),
        ),
        publishing,
    )
    for kind, value in ((OpenMonth, month), (OpenYear, open_year([month]))):
        plain = json.loads(to_json(value))
        schema = json_schema(kind, title="open data")
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(plain)
        assert from_plain(kind, plain) == value


def test_the_digest_is_that_of_the_record(closed_months, february):
    assert february.digest == digest(closed_months[-1])
    assert february.previous_digest == digest(closed_months[-2])
