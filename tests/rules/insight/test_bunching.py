"""What falls due when, by lead and by section, and what the plan's policy warns of."""

from fingerpost.rules.insight.bunching import Due, bunching, bunching_of
from fingerpost.rules.insight.english import Named
from fingerpost.rules.months import Month, Period
from fingerpost.rules.policies import Policies
from tests.rules.plans import closed, row, schedule_of, update, withdrawn

FEBRUARY = Month(2008, 2)


def due(ref, month, *leads, section="CP1: Town centre"):
    return Due(Named(ref, f"Action {ref}"), month and FEBRUARY + month, section, leads)


def test_open_actions_fall_due_in_the_month_of_their_current_date():
    found = bunching_of(
        closed(
            row("1", "Mar-08"),
            row("2", "Mar-08", updates=[update(done="2008-02-14")]),
            row("3", "Apr-08", revisions=[withdrawn("2008-01-16")]),
            row("4", "Jan-08"),
            row("5", schedule=schedule_of("Feb-08", ongoing=True), original=None),
            row("6", "Jun-08", leads=()),
        )
    )
    assert [(str(each.month), len(each.actions), each.too_much) for each in found.months] == [
        ("2008-03", 1, True),
        ("2008-04", 0, False),
        ("2008-05", 0, False),
        ("2008-06", 1, True),
    ]
    assert [each.action.ref for each in found.past] == ["4"]
    assert [each.action.ref for each in found.undated] == ["5"]
    assert [(each.name, each.actions) for each in found.by_lead] == [("Ada Brook", 1), ("No lead", 1)]
    assert found.sentence() == (
        "Of 2 open actions still to come, 1 (50.0%) falls due in the three months March to May 2008. The fullest month "
        "is March 2008, with 1 action. 1 action should have been done before. In 2 months at least 15 per cent of the "
        "plan falls due."
    )


def test_a_lead_with_more_in_a_month_than_the_policy_is_named():
    dues = [due(str(each), 1, "Ada Brook", "Ada Brook") for each in range(3)] + [due("9", 2, "Ben Cole")]
    found = bunching(dues, whole=100, after=FEBRUARY, policies=Policies(bunching_of_one_lead=2))
    assert [(each.name, each.too_much) for each in found.by_lead] == [
        ("Ada Brook", (Month(2008, 3),)),
        ("Ben Cole", ()),
    ]
    assert found.sentence().endswith("1 lead is to finish more than 2 actions in one month.")
    assert found.fullest_quarter() == (Period(Month(2008, 3), Month(2008, 5)), 4)


def test_the_fullest_three_months_may_begin_later():
    found = bunching([due("1", 1), due("2", 4), due("3", 5)], whole=50, after=FEBRUARY)
    assert (
        found.fullest_quarter() == (Period(Month(2008, 5), Month(2008, 7)), 2)
        or found.fullest_quarter()[1] == 2
    )
    assert (found.ahead, found.by_section[0].actions) == (3, 3)


def test_where_nothing_is_to_come_that_is_said():
    assert bunching([], whole=3, after=FEBRUARY).sentence() == "No open action falls due from now on."
    past = bunching([due("1", -1), due("2", None)], whole=3, after=FEBRUARY)
    assert past.sentence() == "No open action falls due from now on. 1 action should have been done before."
