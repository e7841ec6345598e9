"""Counts, shares and their rounding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import NoShare, adjusted_shares, figures_of, share
from fingerpost.rules.policies import NotAPolicy, Policies, Rounding
from fingerpost.rules.snapshot import Section
from tests.rules.plans import closed, reprogrammed, row, update

GREEN, AMBER, RED, REPROGRAMMED, NOT_UPDATED = StatusClass
REAL = {GREEN: 122, AMBER: 10, RED: 2, REPROGRAMMED: 4, NOT_UPDATED: 0}


@pytest.mark.parametrize(
    ("count", "n", "printed"),
    [
        (2, 138, "1.4"),
        (10, 138, "7.2"),
        (122, 138, "88.4"),
        (4, 138, "2.9"),
        (122, 134, "91.0"),
        (1, 2000, "0.1"),
        (1, 2001, "0.0"),
        (0, 1, "0.0"),
        (1, 1, "100.0"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),
    ],
)
def test_a_share_is_rounded_half_up_to_one_decimal(count, n, printed):
    assert share(count, n) == printed


@pytest.mark.parametrize(("count", "n"), [(0, 0), (1, 0), (2, 1), (-1, 4)])
def test_there_is_no_share_of_nothing_nor_beyond_the_whole(count, n):
    with pytest.raises(NoShare, match="no share"):
        share(count, n)


def test_shares_adjusted_to_a_hundred_go_by_the_largest_remainder():
    adjusted = adjusted_shares(REAL)
    assert adjusted == {GREEN: "88.4", AMBER: "7.2", RED: "1.5", REPROGRAMMED: "2.9", NOT_UPDATED: "0.0"}
    with pytest.raises(NoShare, match="nothing"):
        adjusted_shares(dict.fromkeys(StatusClass, 0))


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5).filter(any))
def test_adjusted_shares_add_to_a_hundred_and_stay_within_a_tenth(numbers):
    counts = dict(zip(StatusClass, numbers, strict=True))
    tenths = {each: round(10 * float(value)) for each, value in adjusted_shares(counts).items()}
    assert sum(tenths.values()) == 1000
    for each, count in counts.items():
        assert abs(tenths[each] - 1000 * count / sum(numbers)) < 1


SECTIONS = (
    Section("CP", "Customers and place", level=0, portfolio="Leader"),
    Section("CP1", "Town centre", level=1, parent="CP", portfolio="Economy"),
    Section("CP2", "Housing", level=1, parent="CP"),
    Section("FP", "Finance", level=0),
)


def small_month(**given):
    return closed(
        row("1.1", "Feb-08", section="CP1", updates=[update(done="2008-02-20")], priority="high"),
        row(
            "1.2",
            "Jan-08",
            section="CP1",
            revisions=[reprogrammed("2008-01-09", "Feb-08")],
            updates=[update(done="2008-02-20")],
            service="Streets",
        ),
        row("2.1", "Feb-08", section="CP2", updates=[update()], priority="high"),
        row(
            "2.2",
            "Feb-08",
            section="CP2",
            revisions=[reprogrammed("2008-02-06", "Jun-08")],
            updates=[update()],
        ),
        row("2.3", "Jun-08", section="CP2"),
        row("3.1", "Jun-08", section="FP", programmed=["Feb-08"], service=None),
        sections=SECTIONS,
        **given,
    )


def test_the_figures_of_a_month():
    figures = small_month().figures.whole
    assert figures.n == 5
    assert figures.counts == {GREEN: 2, AMBER: 1, RED: 0, REPROGRAMMED: 1, NOT_UPDATED: 1}
    assert figures.shares == {
        GREEN: "40.0",
        AMBER: "20.0",
        RED: "0.0",
        REPROGRAMMED: "20.0",
        NOT_UPDATED: "20.0",
    }
    assert (figures.n_not_reprogrammed, figures.green_share_not_reprogrammed) == (4, "50.0")
    assert figures.green_ever_redated == 1


def test_figures_are_split_by_section_service_portfolio_and_priority():
    figures = small_month().figures

    def numbers(split):
        return {each.name: (each.figures.n, each.figures.counts[GREEN]) for each in split}

    assert numbers(figures.by_section) == {"CP": (4, 2), "CP1": (2, 2), "CP2": (2, 0), "FP": (1, 0)}
    assert numbers(figures.by_service) == {"Planning": (3, 1), "Streets": (1, 1), None: (1, 0)}
    assert numbers(figures.by_portfolio) == {"Economy": (2, 2), "Leader": (2, 0), None: (1, 0)}
    assert numbers(figures.by_priority) == {"high": (2, 1), None: (3, 1)}


def test_the_rounding_policy_is_applied():
    rows = [row(str(number), "Feb-08", updates=[update(done="2008-02-01")]) for number in range(2)]
    rows.append(row("9", "Feb-08", updates=[update()]))
    assert closed(*rows).figures.whole.shares[GREEN] == "66.7"
    adjusted = closed(*rows, policies=Policies(rounding=Rounding.ADJUSTED)).figures.whole.shares
    assert (adjusted[GREEN], adjusted[AMBER]) == ("66.7", "33.3")


def test_nothing_counted_has_no_shares():
    figures = figures_of(())
    assert (figures.n, figures.shares, figures.green_share_not_reprogrammed) == (0, {}, None)
    only_moved = closed(row(due="Feb-08", revisions=[reprogrammed("2008-02-06", "Jun-08")])).figures.whole
    assert (only_moved.n_not_reprogrammed, only_moved.green_share_not_reprogrammed) == (0, None)


def test_a_negative_tolerance_is_refused():
    with pytest.raises(NotAPolicy, match="negative"):
        Policies(amber_up_to=-1)
