"""What our own layouts say is read back: the draft comes back up to its source, places and findings."""

from dataclasses import fields, is_dataclass, replace

from hypothesis import HealthCheck, given, settings

from fingerpost.importer.csv_set import read_csv_set
from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.readers.word import read_word
from fingerpost.importer.recognition.own import recognise_own
from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.reports.renderers.excel import render_excel
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.draft import Draft, Source
from tests.reports.some_drafts import SOURCE, drafts

QUICK = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def without_places(value):
    """The value without places, findings and source, which another file cannot have."""
    if isinstance(value, Draft):
        value = replace(value, source=SOURCE, findings=())
    if is_dataclass(value):
        changes = {
            each.name: None if each.name == "place" else without_places(getattr(value, each.name))
            for each in fields(value)
        }
        return replace(value, **changes) if not isinstance(value, Source) else value
    if isinstance(value, tuple):
        return tuple(map(without_places, value))
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items()}
    return value


def by_excel(draft: Draft) -> Draft:
    return recognise_own(read_excel("own.xlsx", render_excel(compose(draft))))


def by_word(draft: Draft) -> Draft:
    return recognise_own(read_word("own.docx", render_word(compose(draft))))


def by_csv(draft: Draft) -> Draft:
    return read_csv_set(render_csv(compose(draft)))


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_excel(draft: Draft) -> None:
    back = by_excel(draft)
    assert without_places(back) == without_places(draft)
    assert back.findings == ()


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_word(draft: Draft) -> None:
    back = by_word(draft)
    assert without_places(back) == without_places(draft)
    assert back.findings == ()


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_a_set_of_csv_files(draft: Draft) -> None:
    back = by_csv(draft)
    assert without_places(back) == without_places(draft)
    assert back.findings == ()
