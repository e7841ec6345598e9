"""Builders of months in a row: the same rows closed again and again, each month on the one before."""

from fingerpost.rules.insight.series import series_of
from fingerpost.rules.months import Month, Period
from tests.rules.plans import closed

JULY = Month(2007, 7)


def period(words):
    """The period of one month, written 2008-02."""
    month = Month.parse(words)
    return Period(month, month)


def lived(rows, first="2007-12", months=3, skip=(), **given):
    """The rows closed month after month; a month in `skip` is closed, but its record is lost."""
    made, previous = [], given.pop("previous", None)
    for step in range(months):
        month = Month.parse(first) + step
        previous = closed(*rows, period=Period(month, month), previous=previous, **given)
        if str(month) not in skip:
            made.append(previous)
    return made


def series(rows, **given):
    return series_of(lived(rows, **given))
