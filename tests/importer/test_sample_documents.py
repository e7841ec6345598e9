"""Every old-style document of the sample council is read as it was written: nothing lost, nothing added."""

from collections.abc import Mapping
from functools import cache

import pytest

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import (
    Draft,
    DraftAction,
    DraftException,
    Kind,
    Mark,
    MonthCell,
    PrintedDate,
    StatusSource,
)
from fingerpost.rules.months import Month
from fingerpost.sample.council.council_plan import CORPORATE_RISKS
from fingerpost.sample.council.plan import PLAN_YEAR
from fingerpost.sample.documents import february_report, write_documents
from fingerpost.sample.old_style.content import MEANING, OldAction, OldException
from fingerpost.sample.old_style.covering import CONSULTEES, covering_sections
from fingerpost.sample.old_style.text import report_text

REPORT = february_report()
CLEAN = "exception-report-2026-02.txt"
COPIED = "exception-report-2026-02-copied.txt"
WORD = "exception-report-2026-02.docx"
PDF = "exception-report-2026-02.pdf"
TRACKER = "tracker-2026-02.xlsx"
PLAIN = "plain-list-2026-02.xlsx"
PLAIN_CSV = "plain-list-2026-02.csv"
NEW_PLAN = "new-plan-2025-26.txt"
REPORTS = (CLEAN, COPIED, WORD, PDF)
WITH_STATUS = (CLEAN, WORD, PDF)


@cache
def draft_of(name: str) -> Draft:
    found = read(name, write_documents()[name])
    assert isinstance(found, Draft)
    return found


def exceptions_of(name: str) -> list[tuple[OldException, DraftException]]:
    draft = draft_of(name)
    assert [each.ref for each in draft.exceptions] == [each.ref for each in REPORT.exceptions]
    return list(zip(REPORT.exceptions, draft.exceptions, strict=True))


def strip_of(months: Mapping[Month, MonthCell]) -> dict[Month, StatusClass]:
    """The classes of a strip; a month marked as reprogrammed counts as one, whether it has a status or not."""
    found = {
        month: StatusClass.REPROGRAMMED if cell.mark is Mark.REPROGRAMMED else cell.status
        for month, cell in months.items()
    }
    return {month: class_ for month, class_ in found.items() if class_}


def is_form_c(index: int) -> bool:
    return index % 3 == 2


def edtf(text: str) -> str | None:
    return parse_date(text, plan_year=PLAN_YEAR).edtf


@pytest.mark.parametrize("name", REPORTS)
def test_the_front_of_the_report(name: str) -> None:
    draft = draft_of(name)
    assert draft.kind is Kind.REPORT
    assert draft.council is not None
    assert draft.council.casefold() == REPORT.council.casefold()
    assert draft.period == Month(2026, 2)
    assert draft.plan_year is not None
    assert (draft.plan_year.first, draft.plan_year.last) == (PLAN_YEAR.first, PLAN_YEAR.last)
    assert draft.meeting is not None
    assert draft.meeting.date == REPORT.meeting
    assert draft.meeting.body is not None
    assert draft.meeting.body.casefold() == "cabinet"
    assert [each.role for each in draft.responsible] == [
        "Responsible Portfolio Holder",
        "Responsible Officer",
    ]
    assert [each.name for each in draft.responsible] == [REPORT.portfolio_holder, REPORT.officer]


@pytest.mark.parametrize("name", REPORTS)
def test_the_sixteen_sections_and_their_paragraphs(name: str) -> None:
    written = covering_sections(REPORT)
    found = draft_of(name).sections
    assert [(each.number, each.title) for each in found] == [
        (str(each.number), each.title) for each in written
    ]
    for ours, theirs in zip(written, found, strict=True):
        numbered = [(number, text) for number, text in ours.paragraphs if number]
        assert [(each.number, each.text) for each in theirs.paragraphs if each.number] == numbered


@pytest.mark.parametrize("name", REPORTS)
def test_the_figures_of_both_months(name: str) -> None:
    figures = draft_of(name).figures
    assert figures is not None
    for ours, theirs in ((REPORT.current, figures.current), (REPORT.previous, figures.previous)):
        assert theirs is not None
        assert theirs.period == ours.month
        assert dict(theirs.counts) == ours.counts
        assert theirs.n == ours.n
        shares = {class_: share.rstrip("%") for class_, share in theirs.printed_shares.items()}
        assert shares == {class_: ours.share(class_) for class_ in ours.counts}


@pytest.mark.parametrize("name", REPORTS)
def test_the_key_the_consultees_and_the_contact(name: str) -> None:
    draft = draft_of(name)
    assert [each.meaning for each in draft.key] == list(MEANING.values())
    assert [(each.who, each.answer) for each in draft.consultees] == list(CONSULTEES)
    assert draft.contact is not None
    assert (draft.contact.name, draft.contact.email, draft.contact.telephone) == (
        REPORT.contact,
        REPORT.contact_email,
        REPORT.contact_telephone,
    )


@pytest.mark.parametrize("name", REPORTS)
def test_the_redated_actions_named_in_the_text(name: str) -> None:
    draft = draft_of(name)
    assert [(each.ref, each.title) for each in draft.changes] == list(REPORT.redated)
    assert draft.changes_stated is not None
    assert draft.changes_stated.count == 4
    assert draft.changes_stated.share == "2.9"


@pytest.mark.parametrize("name", REPORTS)
def test_every_exception_with_its_title_section_and_parent(name: str) -> None:
    for ours, theirs in exceptions_of(name):
        assert theirs.action == ours.title
        assert theirs.section is not None
        assert (theirs.section.code, theirs.section.title) == (ours.section_code, ours.section_title)
        assert theirs.parent is not None
        assert (theirs.parent.ref, theirs.parent.title) == (ours.deliverable_ref, ours.deliverable_title)


@pytest.mark.parametrize("name", REPORTS)
def test_every_exception_with_who_dates_and_texts(name: str) -> None:
    for index, (ours, theirs) in enumerate(exceptions_of(name)):
        assert theirs.plan_row is not None
        assert theirs.plan_row.lead == ours.who
        assert theirs.plan_row.corrective_action == ours.comment
        if name == COPIED and is_form_c(index):
            assert theirs.who == ()
            assert theirs.original is None
            continue
        assert theirs.who == ours.who
        assert theirs.corrective_action == ours.corrective_action
        assert theirs.original == PrintedDate(ours.original, edtf(ours.original))
        assert theirs.revised == PrintedDate(ours.revised, edtf(ours.revised))


@pytest.mark.parametrize("name", WITH_STATUS)
def test_every_status_and_every_month_of_the_strips(name: str) -> None:
    source = StatusSource.WORDS if name == CLEAN else StatusSource.FILL
    for ours, theirs in exceptions_of(name):
        assert (theirs.status, theirs.status_source) == (ours.status, source)
        assert theirs.plan_row is not None
        assert strip_of(theirs.plan_row.months) == ours.strip


def test_no_status_is_guessed_where_the_copy_lost_the_colours() -> None:
    for _, theirs in exceptions_of(COPIED):
        assert theirs.status is None
        assert theirs.status_source is StatusSource.NONE


def actions_of(name: str) -> list[tuple[OldAction, DraftAction]]:
    draft = draft_of(name)
    assert draft.kind is Kind.TRACKER
    assert [each.ref for each in draft.actions] == [each.ref for each in REPORT.actions]
    return list(zip(REPORT.actions, draft.actions, strict=True))


@pytest.mark.parametrize("name", [TRACKER, PLAIN, PLAIN_CSV])
def test_every_action_of_the_trackers(name: str) -> None:
    for ours, theirs in actions_of(name):
        assert theirs.title == ours.title
        assert theirs.lead == ours.leads
        assert theirs.comment == ours.comment


@pytest.mark.parametrize("name", [TRACKER, PLAIN, PLAIN_CSV])
def test_every_date_of_the_trackers(name: str) -> None:
    for ours, theirs in actions_of(name):
        for written, found in ((ours.original, theirs.due), (ours.revised, theirs.revised)):
            assert (written is None) == (found is None)
            if written is not None:
                assert found.edtf is not None
                assert written.isoformat().startswith(found.edtf)
        if name != TRACKER:
            assert theirs.start is not None
            assert theirs.start.edtf == ours.start.first_day.isoformat()
            assert (theirs.completed.edtf if theirs.completed else None) == (
                ours.completed.isoformat() if ours.completed else None
            )


@pytest.mark.parametrize("name", [TRACKER, PLAIN, PLAIN_CSV])
def test_every_status_of_the_trackers(name: str) -> None:
    for ours, theirs in actions_of(name):
        expected = ours.status
        if name == TRACKER and expected is StatusClass.REPROGRAMMED:
            expected = None  # the RAG column has a dash: only the strip shows that it was reprogrammed
        assert theirs.status is expected, ours.ref


def test_the_strips_of_the_tracker() -> None:
    for ours, theirs in actions_of(TRACKER):
        assert strip_of(theirs.months) == ours.strip, ours.ref


def test_the_sections_of_the_tracker_come_from_its_group_rows() -> None:
    for ours, theirs in actions_of(TRACKER):
        path = " > ".join(theirs.path)
        assert ours.section_title in path
        assert ours.deliverable_title in path


def test_the_risk_map_of_the_new_plan() -> None:
    draft = draft_of(NEW_PLAN)
    assert draft.kind is Kind.REPORT
    assert [each.code for each in draft.risks] == [each.code for each in CORPORATE_RISKS]
    for ours, theirs in zip(CORPORATE_RISKS, draft.risks, strict=True):
        assert theirs.title == ours.title
        assert theirs.sections == ours.sections
        assert theirs.merged == ours.merged
    assert draft.figures is None or draft.figures.current is None
    assert draft.exceptions == ()


@pytest.mark.parametrize("displaced", [False, True])
@pytest.mark.parametrize("colours", [False, True])
@pytest.mark.parametrize("forms", ["A", "B", "C", "CBA"])
def test_every_form_of_a_text_copy_in_place_and_displaced(
    *, forms: str, colours: bool, displaced: bool
) -> None:
    text = report_text(REPORT, forms=forms, colours=colours, displaced=displaced)
    draft = read("copy.txt", text.encode())
    assert isinstance(draft, Draft)
    assert [each.ref for each in draft.exceptions] == [each.ref for each in REPORT.exceptions]
    for index, (ours, theirs) in enumerate(zip(REPORT.exceptions, draft.exceptions, strict=True)):
        bare = forms[index % len(forms)] == "C"
        assert theirs.action == ours.title
        assert theirs.who == (() if bare else ours.who)
        assert (theirs.original and theirs.original.text) == (None if bare else ours.original)
        assert (theirs.revised and theirs.revised.text) == (None if bare else ours.revised)
        assert theirs.corrective_action == (None if bare else ours.corrective_action)
        assert theirs.plan_row is not None
        assert theirs.plan_row.lead == ours.who
        assert theirs.plan_row.corrective_action == ours.comment
        if colours:
            assert strip_of(theirs.plan_row.months) == ours.strip
        if colours and not bare:
            assert theirs.status is ours.status
