"""The checks on a month before it closes: each on the smallest month that shows it, and on one that does not."""

import pytest
from hypothesis import HealthCheck, given, settings

from fingerpost.rules.checks.month import MONTH_CHECKS, check_month
from fingerpost.rules.checks.month_to_close import MonthToClose
from fingerpost.rules.classes import Status
from fingerpost.rules.findings import Severity
from fingerpost.rules.policies import Policies
from fingerpost.rules.schedule import Schedule
from fingerpost.rules.snapshot import Lead, Risk, Section
from fingerpost.rules.updates import Declared
from tests.rules.plans import JANUARY, closed, reprogrammed, row, suspended, update, withdrawn
from tests.rules.random_plans import plans

EXPLAINED = {"reason": "The partner withdrew.", "corrective_action": "Another was found."}


def found(check_id, *rows, previous=None, requested=(), **given):
    """The messages of one check on a month of these rows."""
    month = MonthToClose(closed(*rows, previous=previous, **given), previous, frozenset(requested))
    (check,) = (each for each in MONTH_CHECKS if each.description.id == check_id)
    return [each.message for each in check(month)]


def two_months(check_id, *rows, **given):
    return found(check_id, *rows, previous=closed(*rows, period=JANUARY, **given), **given)


def test_m01_no_update():
    assert found(
        "M01", row("1"), row("2", service=None), row("3", updates=[update()]), row("4", "Jun-08")
    ) == [
        "Planning sent no update for action 1 for February 2008.",
        "No service sent no update for action 2 for February 2008.",
    ]


@pytest.mark.parametrize(
    ("check_id", "lacks"), [("M02", "reason for slippage"), ("M03", "corrective action")]
)
def test_m02_and_m03_late_without_reason_or_corrective_action(check_id, lacks):
    rows = [
        row("1"),
        row("2", updates=[update(reason=" ", corrective_action="")]),
        row("3", updates=[update(**EXPLAINED)]),
        row("4", "Jun-08", updates=[update()]),
    ]
    assert found(check_id, *rows) == [
        f"Action 1 is amber without a {lacks}.",
        f"Action 2 is amber without a {lacks}.",
    ]


def declared(ref, *said, on=None):
    return row(ref, "Feb-08", updates=[update(expected=on, declared=Declared(*said) if said else None)])


def test_m04_and_m05_better_as_agreed_or_not():
    rows = [
        declared("1", Status.ON_TARGET, "Done but for the keys.", "P. Vale"),
        declared("2", Status.ON_TARGET, "Done but for the keys."),
        declared("3", Status.ON_TARGET),
        declared("4", Status.RED),
        declared("5"),
        row("6", revisions=[withdrawn("2008-02-06")], updates=[update(declared=Declared(Status.ON_TARGET))]),
        row("7"),
    ]
    assert found("M04", *rows) == ["Action 1 counts as on target, as agreed; by its dates it is amber."]
    assert found("M05", *rows) == [
        "Action 2 was declared on target, which lacks agreement; by its dates it is amber.",
        "Action 3 was declared on target, which lacks a reason; by its dates it is amber.",
    ]


def test_m06_expected_later_without_a_request():
    rows = [
        row("1", updates=[update(expected="May-08")]),
        row("2", updates=[update(expected="May-08")]),
        row("3", "Jun-08", updates=[update(expected="May-08")]),
        row("4", "Jun-08", updates=[update(on_course=True)]),
        row("5", schedule=Schedule(ongoing=True), updates=[update(expected="May-08")]),
    ]
    assert found("M06", *rows, requested=["2"]) == [
        "Action 1 is expected May 2008, after its date of February 2008, and no new date has been requested."
    ]


def test_m07_revised_date_missed():
    first, second = reprogrammed("2007-11-14", "Jan-08"), reprogrammed("2008-01-16", "Feb-08")
    rows = [
        row("1", "Nov-07", revisions=[first]),
        row("2", "Nov-07", revisions=[first, second]),
        row(
            "3",
            "Nov-07",
            revisions=[reprogrammed("2007-11-14", "Jun-08")],
            updates=[update(expected="Aug-08")],
        ),
        row("4", "Nov-07"),
    ]
    assert found("M07", *rows) == [
        "Action 1 missed its revised date of January 2008; its date has been moved once.",
        "Action 2 missed its revised date of February 2008; its date has been moved 2 times.",
    ]


def test_m08_suspension_past_its_review():
    rows = [
        row("1", "Jun-08", revisions=[suspended("2007-11-14", review="Jan-08")]),
        row("2", "Jun-08", revisions=[suspended("2007-11-14", review="Feb-08")]),
        row("3", "Jun-08", revisions=[suspended("2007-11-14", resume="Jan-08")]),
        row("4", "Jun-08", revisions=[suspended("2007-11-14", resume="Jan-08", review="Jan-08")]),
        row("5", "Jun-08"),
    ]
    assert found("M08", *rows) == [
        "The suspension of action 1 was to be reviewed in January 2008, and no decision has been taken."
    ]


def test_m09_dates_outside_the_plan():
    rows = [
        row("1", "Jan-07"),
        row("2", "Feb-08", revisions=[reprogrammed("2008-01-16", "Autumn-08")]),
        row("3", "Feb-08", updates=[update(expected="July 2008")]),
        row("4", "Jul-08"),
        row("5", "Jan-07", updates=[update(done="2008-02-04")]),
        row("6", schedule=Schedule(ongoing=True)),
        row("7", "Jun-08", updates=[update(expected="Unknown at this stage")]),
        row("8", "Jun-08", updates=[update(expected="from May 2008")]),
    ]
    assert found("M09", *rows) == [
        "The original date of action 1, January 2007, lies before the plan begins (July 2007).",
        "The current date of action 2, Autumn-08, lies beyond the plan’s end (June 2008).",
        "The expected date of action 3, July 2008, lies beyond the plan’s end (June 2008).",
        "The original date of action 4, July 2008, lies beyond the plan’s end (June 2008).",
    ]


def test_m10_completion_in_the_future():
    rows = [
        row("1", updates=[update(done="2008-03-04")]),
        row("2", updates=[update(done="2008-02-29")]),
        row("3"),
    ]
    assert found("M10", *rows) == [
        (
            "Action 1 is reported complete on 4 March 2008, after the end of February 2008; the day counts as an "
            "expected date."
        )
    ]


def test_m11_completion_taken_back():
    done = update(JANUARY, done="2008-01-14")
    rows = [
        row("1", "Jan-08", updates=[done, update(taken_back="The roof leaks.")]),
        row("2", "Jan-08", updates=[done, update()]),
        row("3", "Jan-08", updates=[done]),
        row("4", "Jan-08"),
    ]
    assert two_months("M11", *rows) == [
        "Action 1 was complete in January 2008 and is red now: The roof leaks.",
        "Action 2 was complete in January 2008 and is red now, and no reason is given.",
    ]
    assert found("M11", *rows) == []
    without = row("1", "Jan-08")
    before = closed(row("1", "Jan-08", updates=[done]), period=JANUARY)
    assert found("M11", without, previous=before) == [
        "Action 1 was complete in January 2008 and is red now, and no reason is given."
    ]


def test_m12_expected_in_the_past():
    rows = [
        row("1", updates=[update(expected="29 Feb 2008")]),
        row("2", updates=[update(expected="Mar-08")]),
        row("3", updates=[update(expected="TBC")]),
        row("4"),
    ]
    assert found("M12", *rows) == [
        "Action 1 is reported not complete, but expected 29 February 2008, which is not after February 2008."
    ]


def test_m13_comment_the_same():
    def said(ref, then, now):
        earlier = [update(JANUARY, comment=then)] if then is not None else []
        return row(ref, updates=[*earlier, update(comment=now)])

    rows = [
        said("1", "About to be signed.", "about  to be signed"),
        said("2", "To be signed.", "Signed."),
        said("3", "", ""),
        said("4", None, "New."),
        row("5"),
        row("6", updates=[update(JANUARY, comment="x")]),
    ]
    assert two_months("M13", *rows) == ["The comment on action 1 is the same as in January 2008."]
    assert found("M13", *rows) == []


def test_m14_stated_as_done_after_the_period():
    rows = [
        row("1", updates=[update(comment="The survey was completed in April 2008.")]),
        row("2", updates=[update(corrective_action="The survey will be completed in April 2008.")]),
        row("3", updates=[update(reason="The survey was completed in January 2008.")]),
        row("4"),
    ]
    (message,) = found("M14", *rows)
    assert message.startswith("The update on action 1 says “")
    assert message.endswith("”, which is after February 2008.")


def test_m15_dependent_silent():
    rows = [
        row("1", "Feb-08", updates=[update()]),
        row("2", "Jun-08", predecessors=("1", "6")),
        row("3", "Jun-08", predecessors=("1",), updates=[update(on_course=True)]),
        row("4", "Jun-08", predecessors=("1",), revisions=[suspended("2008-01-16", review="Jun-08")]),
        row("6", "Jun-08"),
    ]
    assert found("M15", *rows) == ["Action 2 depends on 1, which is amber, and has no update."]


def test_m16_lead_without_account():
    rows = [
        row("1", leads=(Lead("Ada Brook"), Lead("Ben Croft", has_account=False))),
        row("2", leads=()),
        row("3", leads=(), updates=[update(done="2008-02-04")]),
    ]
    assert found("M16", *rows) == [
        "Ben Croft, who leads on action 1, has no account or has left.",
        "Action 2 has no lead.",
    ]


TREE = (
    Section("CP", "Customers and place", risks=("KO1",)),
    Section("CP1", "Town centre", parent="CP"),
    Section("FP", "Finance"),
    Section("FP1", "Budget", parent="FP"),
    Section("FP2", "Treasury", parent="FP"),
    Section("HR", "People"),
    Section("HR1", "Training", parent="HR", risks=("KO2",)),
    Section("HR2", "Pay", parent="HR"),
)
RISKS = (Risk("KO1", "Market fails"), Risk("KO2", "Skills are lost"), Risk("KO3", "Fraud"))


def test_m17_sections_without_actions():
    rows = [row("1", section="CP1"), row("2", section="HR")]
    assert found("M17", *rows, sections=TREE) == [
        "Section FP, Finance, has no actions.",
        "Section HR1, Training, has no actions.",
        "Section HR2, Pay, has no actions.",
    ]


def test_m18_sections_without_risk():
    assert found("M18", row("1", section="CP1"), sections=TREE, risks=RISKS) == [
        "Section FP, Finance, is mapped to no corporate risk.",
        "Section HR2, Pay, is mapped to no corporate risk.",
    ]
    assert found("M18", row("1", section="CP1"), sections=TREE) == []


def test_m19_risks_without_live_action():
    rows = [row("1", section="CP1"), row("2", section="HR1", revisions=[withdrawn("2008-02-06")])]
    assert found("M19", *rows, sections=TREE, risks=RISKS) == [
        "Corporate risk KO2, Skills are lost, has no live action.",
        "Corporate risk KO3, Fraud, has no live action.",
    ]


def test_m20_and_m21_bunching():
    rows = [row(f"1.{each}", "Jun-08") for each in range(3)]
    rows += [row("2", "May-08"), row("3", "Feb-08"), row("4", schedule=Schedule(ongoing=True))]
    assert found("M20", *rows, policies=Policies(bunching_of_one_lead=2)) == [
        "3 actions led by Ada Brook are due in June 2008."
    ]
    assert found("M20", *rows, policies=Policies(bunching_of_one_lead=3)) == []
    assert found("M21", *rows, policies=Policies(bunching_percent=50)) == [
        "3 of the plan’s 6 actions are due in June 2008, 50 per cent or more."
    ]
    assert found("M21", *rows, policies=Policies(bunching_percent=51)) == []


def test_findings_come_with_errors_first():
    severities = [each.severity for each in check_month(MonthToClose(closed(row(), row("2", "Jun-08"))))]
    assert severities == sorted(severities, key=list(Severity).index)
    assert {Severity.ERROR, Severity.WARNING} <= set(severities)


def test_a_month_with_nothing_wrong_has_no_findings():
    rows = [
        row(str(each), due, updates=[update(on_course=True)])
        for each, due in enumerate(["Mar-08", "Apr-08", "May-08", "Jun-08", "Mar-08", "Apr-08", "May-08"])
    ]
    month = closed(*rows, policies=Policies(bunching_percent=40))
    assert check_month(MonthToClose(month)) == ()


def test_every_check_is_numbered_in_order():
    assert [each.description.id for each in MONTH_CHECKS] == [f"M{number:02}" for number in range(1, 22)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(size=6))
def test_checks_never_raise_and_name_a_place(snapshots):
    january, february, _ = snapshots
    for month in (MonthToClose(january), MonthToClose(february, january)):
        assert month.previous_name in ("the period before", "January 2008")
        for finding in check_month(month):
            assert finding.places
            assert finding.message.endswith(".")
