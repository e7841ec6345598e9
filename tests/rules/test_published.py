from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import share
from fingerpost.rules.months import Month
from fingerpost.rules.published import PUBLISHED_CLASSES, PublishedMonth, infer

G, A, R, P = PUBLISHED_CLASSES


def month(n, green=None, amber=None, red=None, reprogrammed=None):
    shares = {G: green, A: amber, R: red, P: reprogrammed}
    return PublishedMonth(
        Month(2026, 2), n, {each: share for each, share in shares.items() if share is not None}
    )


def counts(inference):
    return [tuple(each.counts.values()) for each in inference.candidates]


def test_shares_to_one_decimal_give_their_counts():
    inference = infer(month(147, "82.3", "11.6", "2.0", "4.1"))
    assert counts(inference) == [(121, 17, 3, 6)]
    assert inference.certain.nudges == ()
    assert (inference.certain.green_share, inference.certain.green_share_not_reprogrammed) == ("82.3", "85.8")


def test_a_nudged_share_is_named_with_the_correct_one():
    inference = infer(month(138, "88.4", "7.3", "1.4", "2.9"))
    assert counts(inference) == [(122, 10, 2, 4)]
    (nudge,) = inference.certain.nudges
    assert (nudge.class_, nudge.printed, nudge.correct) == (A, "7.3", "7.2")
    assert "Amber is printed 7.3; count and number give 7.2." in inference.note


def test_a_share_coarser_than_the_rest_can_hide_a_nudge():
    (nudge,) = infer(month(93, "75.3", "5.4", "4.3", "15")).certain.nudges
    assert (nudge.class_, nudge.correct) == (P, "15.1")


def test_a_share_finer_than_the_rest_is_judged_as_printed():
    inference = infer(month(106, "81.1", "3.8", "7.55", "7.55"))
    assert counts(inference) == [(86, 4, 8, 8)]
    assert inference.certain.nudges == ()


def test_every_candidate_is_given_where_several_fit_nearest_first():
    inference = infer(month(90, "58", "2", "13.3", "26"))
    assert set(counts(inference)) == {(53, 2, 12, 23), (52, 3, 12, 23), (52, 2, 12, 24)}
    assert inference.certain is None
    assert inference.note == "3 sets of counts fit."


def test_a_class_without_a_printed_share_is_what_is_left():
    inference = infer(month(90, "70", "0", "14.4"))
    assert counts(inference) == [(63, 0, 13, 14)]
    assert "Reprogrammed is what is left." in inference.note


@pytest.mark.parametrize(
    ("published", "why"),
    [
        (month(None, "66.5", "12.5", "9.5"), "the number of actions is not printed"),
        (month(90, "66.5"), "more than one share is not printed"),
        (month(0, "0", "0", "0", "0"), "no action was highlighted"),
        (month(10, "50", "20", "20", "30"), "no set of counts out of 10"),
        (month(500_000, "25", "25", "25", "25"), "too coarse"),
    ],
)
def test_no_counts_are_invented(published, why):
    inference = infer(published)
    assert inference.candidates == ()
    assert why in inference.note


def test_all_re_dated_leaves_no_share_of_the_rest():
    candidate = infer(month(4, "0", "0", "0", "100")).certain
    assert candidate.green_share_not_reprogrammed is None


@given(st.tuples(*[st.integers(0, 80)] * 4).filter(sum))
def test_the_true_counts_are_always_among_the_candidates_and_all_add_to_the_number(true):
    n = sum(true)
    inference = infer(month(n, *(share(each, n) for each in true)))
    assert true in counts(inference)
    assert all(sum(each) == n for each in counts(inference))
    assert all(not each.nudges for each in inference.candidates)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 3))
def test_shares_round_half_up(of, places):
    count, n = of
    found = Decimal(share(count, n, places))
    exact = Decimal(100 * count) / n
    assert found == exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert (share(1, 8, 0), share(1, 16, 1), share(0, 3, 2)) == ("13", "6.3", "0.00")


def test_classes_are_those_that_old_reports_printed():
    assert StatusClass.NOT_UPDATED not in PUBLISHED_CLASSES
