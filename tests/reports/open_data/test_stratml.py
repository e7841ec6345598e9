"""Months and years as StratML: valid, and read back as all that StratML can hold of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from fingerpost.importer.read import read
from fingerpost.reports.open_data.months import open_month, open_year
from fingerpost.reports.open_data.publishing import Addresses, Publisher, Publishing
from fingerpost.reports.open_data.stratml import stratml
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Mark
from fingerpost.rules.months import Month
from fingerpost.rules.snapshot import Risk, Section
from tests.rules.plans import closed as closed_plan
from tests.rules.plans import decision, reprogrammed, row, schedule_of, update
from tests.rules.random_plans import plans

PUBLISHING = Publishing(
    Publisher("Borrowdale", email="plans@borrowdale.example"), Addresses("https://plans.example/ip07/")
)


@pytest.fixture(scope="module")
def schema(real):
    return etree.XMLSchema(etree.parse(real / "stratml" / "PerformancePlanOrReport20160216.xsd"))


def test_the_sample_month_and_year_are_valid_by_the_published_schema(february, year, schema):
    for data in (february, year):
        schema.assertValid(etree.fromstring(stratml(data)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=8)
@given(plans())
def test_any_plan_is_valid_by_the_published_schema(schema, months):
    year = open_year(open_month(each, PUBLISHING) for each in months)
    schema.assertValid(etree.fromstring(stratml(year)))
    schema.assertValid(etree.fromstring(stratml(year.months[-1])))


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_any_words_and_refs_are_valid(schema, ref, words):
    month = closed_plan(
        row(ref, title=words, outside_bodies=(words,), resources=words), sections=(Section("CP1", words),)
    )
    schema.assertValid(etree.fromstring(stratml(open_month(month, PUBLISHING))))


@settings(deadline=None, max_examples=8)
@given(plans())
def test_what_is_written_needs_no_repair_when_it_is_read(months):
    month = open_month(months[-1], PUBLISHING)
    draft = read("plan.xml", stratml(month))
    assert draft.findings == ()
    assert [(each.ref, each.title, each.status) for each in draft.actions] == [
        (each.ref, each.title, each.class_ or usual_class(each)) for each in month.actions
    ]
    for read_back, action in zip(draft.actions, month.actions, strict=True):
        assert as_read(read_back.due) == as_written(action.original)
        moved = action.current if action.current != action.original else None
        assert as_read(read_back.revised) == as_written(moved)
        done = action.completed_on.isoformat() if action.completed_on else None
        assert (read_back.completed.edtf if read_back.completed else None) == done
        assert {month for month, at in read_back.months.items() if at.mark is Mark.ORIGINAL} == set(
            action.programmed
        )


def usual_class(action):
    """The class that a status means where the action is not counted; "not due" means none."""
    named = {
        "complete": StatusClass.GREEN,
        "on target": StatusClass.GREEN,
        "suspended": StatusClass.REPROGRAMMED,
        "withdrawn": StatusClass.REPROGRAMMED,
        "not due": None,
    }
    return named[action.status] if action.status in named else StatusClass(action.status)


def as_read(date):
    return None if date is None else (date.text, date.edtf)


def as_written(date):
    return None if date is None else (" ".join(date.words.split()), date.edtf)


def test_a_month_comes_back_as_a_plan():
    sections = (
        Section("CP", "Community"),
        Section("CP1", "Town centre", number="1", level=1, parent="CP", outcome="Fewer empty shops.",
                head_of_service="Cora Lind", portfolio="Economy", risks=("KO1",)),
    )  # fmt: skip
    month = closed_plan(
        row(
            "1.1.1",
            "Mar-08",
            programmed=("Jan-08", "Mar-08"),
            title="Let the shops",
            revisions=[reprogrammed("2008-02-05", "Autumn-08", words="The partner withdrew.")],
            updates=[
                update(expected="Dec-08", reason="No tenant.", corrective_action="Advertise.", comment="A\nB")
            ],
            priority="High",
            outside_bodies=("Traders",),
            predecessors=("1.1.2",),
        ),
        row("1.1.2", schedule=schedule_of("29 Feb 2008"), updates=[update(done="2008-02-20")]),
        sections=sections,
        risks=(Risk("KO1", "Money"),),
        council="Borrowdale",
    )
    draft = read("plan.xml", stratml(open_month(month, PUBLISHING)))
    assert (draft.council, draft.title, draft.period) == (
        "Borrowdale",
        "Improvement Plan 2007/08",
        Month(2008, 2),
    )
    assert (draft.plan_year.first, draft.plan_year.last) == (Month(2007, 7), Month(2008, 6))
    assert draft.contact.email == "plans@borrowdale.example"
    first, second = draft.actions
    assert (first.ref, first.title, first.lead) == ("1.1.1", "Let the shops", ("Ada Brook",))
    assert first.path == ("CP: Community", "CP1: Town centre")
    assert (first.due.text, first.due.edtf) == ("March 2008", "2008-03")
    assert (first.revised.text, first.revised.edtf) == ("Autumn-08", "2008-23")
    assert (first.status, first.printed) == (StatusClass.AMBER, "Amber")
    assert first.other["Reason for slippage"] == "No tenant."
    assert first.other["Corrective action"] == "Advertise."
    assert first.comment == "A\nB"
    assert first.other["Service"] == "Planning"
    assert first.other["Outside body"] == "Traders"
    assert first.other["Waits for"] == "1.1.2"
    assert first.months[Month(2008, 1)].mark is Mark.ORIGINAL
    assert first.months[Month(2008, 2)].status is StatusClass.AMBER
    assert (second.completed.edtf, second.due.edtf) == ("2008-02-20", "2008-02-29")
    (risk,) = draft.risks
    assert (risk.code, risk.title, risk.sections) == ("KO1", "Money", ("CP1",))
    town = next(each for each in draft.sections if each.title == "Town centre")
    assert [each.text for each in town.paragraphs] == [
        "Fewer empty shops.",
        "Head of service: Cora Lind",
        "Portfolio holder: Economy",
    ]
    assert draft.findings == ()


def test_a_year_has_a_measurement_for_each_month(year):
    draft = read("plan.xml", stratml(year))
    first = next(each for each in draft.actions if each.ref == "1.1.2")
    assert {Month(2026, 1), Month(2026, 2)} <= {month for month, at in first.months.items() if at.status}
    assert draft.period == Month(2026, 2)


def test_a_decision_tells_when_and_by_whom():
    month = closed_plan(row(revisions=[reprogrammed("2008-02-05", "Jun-08", words="Late keys.")]))
    assert decision("2008-02-05").minute == "45/07"
    assert (
        "reprogramme, decided on 2008-02-05, Cabinet, 45/07: Late keys."
        in stratml(open_month(month, PUBLISHING)).decode()
    )


def test_a_plan_without_sections_says_so(schema):
    data = stratml(open_month(closed_plan(sections=()), PUBLISHING))
    schema.assertValid(etree.fromstring(data))
    assert read("plan.xml", data).sections[-1].paragraphs[0].text == "The plan has no sections."


def test_the_same_month_gives_the_same_bytes(closed_months, publishing, february):
    assert stratml(open_month(closed_months[-1], publishing)) == stratml(february)
