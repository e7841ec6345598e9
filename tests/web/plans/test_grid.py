"""The plan grid."""

import re

import pytest

from fingerpost.plans.grid import grid_of
from fingerpost.plans.grid_pages import page_of
from fingerpost.plans.models import Action, LedgerEntry, Plan, PlanState
from fingerpost.rules.months import Month
from tests import build


@pytest.fixture
def drafting(db):
    """Harrow Vale, with its plan still in draft."""
    return build.world(state=PlanState.DRAFT)


def at(world, rest=""):
    return f"/{world.council.slug}/plans/{world.plan.pk}/grid/{rest}"


def row_of(page, ref):
    return re.search(rf"<tr><th[^>]*><a[^>]*>{re.escape(ref)}</a>.*?</tr>", page, re.DOTALL)[0]


def test_every_action_stands_under_its_section_with_its_months(world, client_of):
    answer = client_of(world.member).get(at(world))
    assert answer.status_code == 200
    assert "6 actions" in answer.text
    row = row_of(answer.text, "3.1.1")
    assert row.count("fp-cell--original") == 3
    assert row.count("<td") == 13
    assert "programmed" in row
    assert (
        answer.text.index("3.1.2</a>") < answer.text.index("3.1.10</a>") < answer.text.rindex("3.2 Repairs")
    )


def test_a_closed_month_shows_its_status_as_letter_and_word_and_how_many_were_highlighted(world, client_of):
    build.closed(world.period, world.officer)
    page = client_of(world.member).get(at(world)).text
    assert (
        '<span aria-hidden="true">A</span><span class="govuk-visually-hidden">amber, programmed</span>'
        in row_of(page, "4.1.2")
    )
    assert "5 highlighted of 6 in February 2026" in page


def test_the_open_period_is_outlined_and_reprogrammed_months_are_hatched(world, client_of):
    revision = {"kind": "reprogramme", "decision": None, "opening": True, "months": ["2026-05"],
                "new_date": {"text": "May 2026", "edtf": "2026-05"}}  # fmt: skip
    LedgerEntry.objects.create(action=world.action("3.1.1"), number=1, revision=revision)
    row = row_of(client_of(world.member).get(at(world)).text, "3.1.1")
    assert row.count("fp-cell--now") == 1
    assert row.count("fp-cell--moved") == 1
    assert "reprogrammed" in row


@pytest.mark.parametrize(
    ("asked", "refs"),
    [
        ("text=roof", ["3.2.1"]),
        ("lead={other_lead}", ["4.1.1", "4.1.2"]),
        ("service={service}&text=contract", ["3.1.1"]),
        ("section={section}", ["3.1.1", "3.1.2", "3.1.10", "3.2.1"]),
        ("status=amber", ["3.1.1", "4.1.1", "4.1.2"]),
        ("text=nothing like it", []),
    ],
)
def test_the_grid_is_narrowed_and_says_how_many_are_left(world, client_of, asked, refs):
    build.closed(world.period, world.officer)
    keys = {"other_lead": world.other_lead.pk, "service": world.service.pk,
            "section": world.plan.sections.get(code="CP3").pk}  # fmt: skip
    page = client_of(world.lead).get(at(world, "?" + asked.format(**keys))).text
    assert re.findall(r'<a href="[^"]+">([\d.]+)</a>', page) == refs
    assert f"{len(refs)} of 6 actions" in page


@pytest.fixture
def four_on_a_page(monkeypatch):
    """The cut of a large plan, tried on a small one."""
    monkeypatch.setattr(page_of, "__kwdefaults__", {"size": 4})


def refs_in(page):
    return re.findall(r'<a href="[^"]+">([\d.]+)</a>', page)


@pytest.mark.usefixtures("four_on_a_page")
def test_a_large_grid_comes_in_pages_and_whole_to_print(world, client_of):
    client = client_of(world.member)
    first, second = client.get(at(world)).text, client.get(at(world, "?page=2")).text
    assert (refs_in(first), refs_in(second)) == (["3.1.1", "3.1.2", "3.1.10", "3.2.1"], ["4.1.1", "4.1.2"])
    assert "Actions 1 to 4 are on this page" in first
    assert "6 actions" in second
    assert "Environment" not in first.partition("<tbody")[2]
    assert "Repairs" not in second.partition("<tbody")[2]
    whole = client.get(at(world, "?page=all")).text
    assert len(refs_in(whole)) == 6
    assert "govuk-pagination" not in whole


@pytest.mark.usefixtures("four_on_a_page")
def test_the_pages_of_a_narrowed_grid_stay_narrowed(world, client_of):
    page = client_of(world.member).get(at(world, "?text=.&page=1")).text
    assert "?text=.&amp;page=2" in page


@pytest.mark.usefixtures("four_on_a_page")
def test_months_ticked_on_one_page_leave_the_actions_of_the_others_as_they_are(drafting, client_of):
    before = dict(drafting.plan.actions.values_list("ref", "programmed"))
    client = client_of(drafting.officer)
    form = client.get(at(drafting, "?page=2")).text
    action = drafting.action("4.1.1")
    answer = client.post(
        at(drafting, "?page=2"),
        {"versions": re.search(r'name="versions" value="([^"]*)"', form)[1], "m": f"{action.pk}.2025-11"},
    )
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?page=2")
    after = dict(drafting.plan.actions.values_list("ref", "programmed"))
    assert {ref for ref in after if after[ref] != before[ref]} == {"4.1.1", "4.1.2"}


def test_a_stranger_gets_404_and_another_method_405(world, client_of):
    assert client_of(world.stranger).get(at(world)).status_code == 404
    assert client_of(world.officer).put(at(world)).status_code == 405


def test_in_draft_the_officer_ticks_months_and_saves_them_all_at_once(drafting, client_of):
    client = client_of(drafting.officer)
    page = client.get(at(drafting)).text
    versions = re.search(r'name="versions" value="([^"]+)"', page)[1]
    one = drafting.action("3.1.1")
    ticks = re.findall(r'name="m" value="([^"]+)" checked', page)
    kept = [each for each in ticks if not each.startswith(f"{one.pk}.")]
    answer = client.post(
        at(drafting), {"versions": versions, "m": [*kept, f"{one.pk}.2026-03", "x", "y.2026-01"]}
    )
    assert answer.status_code == 302
    assert drafting.action("3.1.1").programmed == (Month(2026, 3),)
    assert Action.objects.filter(version=2).count() == 1
    lost = client.post(at(drafting), {"versions": versions, "m": kept})
    assert lost.status_code == 422
    assert "3.1.1" in lost.text


def test_months_outside_the_plan_year_stay(drafting, client_of):
    one = drafting.action("3.1.1")
    Action.objects.filter(pk=one.pk).update(programmed=(Month(2024, 1), Month(2026, 1)))
    client_of(drafting.officer).post(at(drafting), {"versions": f"{one.pk}:1", "m": [f"{one.pk}.2026-02"]})
    assert drafting.action("3.1.1").programmed == (Month(2024, 1), Month(2026, 2))


def test_a_head_of_service_ticks_their_own_only_and_a_lead_none(drafting, client_of):
    page = client_of(drafting.head).get(at(drafting)).text
    assert 'type="checkbox"' in row_of(page, "3.1.1")
    assert 'type="checkbox"' not in row_of(page, "4.1.1")
    other = drafting.action("4.1.1")
    client_of(drafting.head).post(at(drafting), {"versions": f"{other.pk}:1", "m": []})
    assert drafting.action("4.1.1").programmed == other.programmed
    assert 'type="checkbox"' not in client_of(drafting.lead).get(at(drafting)).text
    assert client_of(drafting.lead).post(at(drafting), {}).status_code == 403


def test_an_approved_plan_is_not_programmed(world, client_of):
    assert client_of(world.officer).post(at(world), {"versions": "", "m": []}).status_code == 409


def test_an_empty_plan_says_so(drafting, client_of):
    Plan.objects.get(pk=drafting.plan.pk).actions.all().delete()
    assert "The plan has no actions yet." in client_of(drafting.officer).get(at(drafting)).text


@pytest.mark.parametrize("count", [10, 150])
def test_the_grid_asks_the_same_of_the_database_whatever_its_size(
    world, client_of, django_assert_num_queries, count
):
    build.many_actions(world, world.plan.sections.get(code="3.1"), count)
    build.closed(world.period, world.officer)
    client = client_of(world.member)
    with django_assert_num_queries(14):
        client.get(at(world))
    with django_assert_num_queries(6):
        grid_of(world.plan)
