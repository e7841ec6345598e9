"""Lists, counts and dates in words."""

from fingerpost.rules.dates import in_month
from fingerpost.rules.insight.english import Named, listed, some_listed, spoken, times_words, was_or_were
from fingerpost.rules.months import Month
from fingerpost.rules.said import ENGLISH, in_words


def test_things_are_listed_with_commas_and_an_and():
    assert [listed(each) for each in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_of_many_things_the_first_are_named_and_the_rest_counted():
    assert some_listed(list("abcd"), "action") == "a, b, c and d"
    assert some_listed(list("abcde"), "action") == "a, b, c and 2 more actions"


def test_times_verbs_names_and_dates_in_words():
    assert [times_words(each) for each in (1, 2, 3)] == ["once", "twice", "3 times"]
    assert [was_or_were(each) for each in (0, 1, 2)] == ["were", "was", "were"]
    assert str(Named("3.1.1", "Let the contract")) == "3.1.1 Let the contract"
    assert (spoken(None), spoken(in_month(Month(2008, 2)))) == ("no date", "February 2008")


def test_an_action_is_named_as_people_named_it_in_every_language():
    assert in_words(Named("3.1.1", "Let the contract"), ENGLISH) == "3.1.1 Let the contract"
