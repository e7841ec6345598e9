"""The components: words before colours, and every kind of input with its label, hint and error."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import engines

from fingerpost.govuk import filters
from fingerpost.govuk.strips import Cell, cells
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.months import Month, Period


@pytest.fixture
def gallery(client, db):
    return client.get("/components/").text


def made(source, **values):
    return engines["jinja2"].from_string(source).render(values)


@pytest.mark.parametrize("status", Status)
def test_a_status_is_always_a_word(status):
    source = '{% from "govuk/components/status.html" import status_letter, tag %}'
    assert filters.status_word(status) in made(source + "{{ tag(status) }}", status=status)
    assert filters.status_word(status) in made(source + "{{ status_letter(status) }}", status=status)


def test_a_plan_has_its_own_words():
    class Blue:
        status_words = {"complete": "Blue"}

    assert filters.status_word("complete", Blue()) == "Blue"
    assert "Blue" in Cell(Month(2026, 2), status="complete").words(Blue())


def test_every_class_has_a_letter_and_a_tone():
    for each in (*Status, *StatusClass):
        assert filters.letter(each)
        assert " " not in filters.tone(each)


def test_a_cell_says_all_that_it_shows():
    february = Month(2026, 2)
    (cell,) = cells(
        [february], programmed={february}, statuses={february: "red"}, now=Period(february, february)
    )
    assert cell.words() == "Red, programmed month, this period"
    assert Cell(february, moved=True).words() == "reprogrammed month"
    assert Cell(february).words() == "nothing programmed"


@pytest.mark.parametrize(
    ("day", "words"),
    [(3, "today"), (4, "tomorrow"), (7, "in 4 days"), (2, "1 day ago"), (1, "2 days ago")],
)
def test_days_left_in_words(day, words):
    assert filters.days_left(date(2026, 3, day), date(2026, 3, 3)) == words


def test_dates_as_councils_write_them():
    at = datetime(2026, 5, 28, 17, 2, tzinfo=ZoneInfo("Europe/London"))
    assert filters.day(at.date()) == "28 May 2026"
    assert filters.when(at) == filters.moment(at) == "28 May 2026, 5:02 pm"
    assert filters.moment(at.replace(hour=0)) == "28 May 2026, 12:02 am"
    assert filters.month(Month(2026, 2)) == "February 2026"
    assert filters.short_month(Month(2026, 5)) == "May 2026"
    assert filters.month_letter(Month(2026, 9)) == "S"
    assert (filters.day(None), filters.month(None), filters.short_month(None)) == ("–", "–", "–")


def test_every_input_of_a_refused_form_has_its_label_hint_and_error(gallery):
    assert '<label class="govuk-label govuk-label--s" for="id_refused-title">Title of the action' in gallery
    assert 'aria-describedby="id_refused-title-hint id_refused-title-error"' in gallery
    for name in ("title", "number", "words", "agree", "password"):
        assert f'href="#id_refused-{name}"' in gallery
    assert 'href="#id_refused-roles_0"' in gallery


def test_a_password_is_never_sent_back(gallery):
    assert 'type="password"' in gallery
    assert 'type="password" value' not in gallery


def test_values_are_escaped_in_components():
    source = '{% from "govuk/components/summary.html" import summary_list %}{{ summary_list(rows) }}'
    assert "<script>" not in made(source, rows=[("Lead", "<script>alert(1)</script>")])


def test_the_gallerys_list_can_be_narrowed_sorted_and_paged(client, db):
    text = client.get("/components/?service=Housing&sort=-ref&page=2").text
    assert "30 of 60 actions" in text
    assert 'aria-sort="descending"' in text
    assert 'aria-current="page"' in text
    assert "Nothing fits" in client.get("/components/?words=nowhere").text


def test_what_is_ticked_in_the_gallerys_form_goes_along_from_page_to_page(client, db):
    text = client.get("/components/?choose=0&choose=2&choose=17&choosing-page=2&service=Housing").text
    assert '<input type="hidden" name="choose" value="0,2,17">' in text
    assert (
        '<button class="govuk-link govuk-pagination__link fp-link-button" name="choosing-page" value="3"'
        in text
    )
    back = client.get("/components/?choose=0,2,17&choosing-page=1").text
    assert '<input type="hidden" name="choose" value="17">' in back
    assert 'name="choose" value="0" id="choose-0" checked' in back
    assert "30 of 60 actions" in text, "the list beside it stays as it was narrowed"
    assert '<input type="hidden" name="service" value="Housing">' in text
