"""Dates as councils write them: approximate dates, the words for them, and the ledger of an action's dates."""

from fingerpost.rules.dates.approximate import ApproximateDate, NotEdtf, in_month, is_later, on_day, unknown
from fingerpost.rules.dates.words import parse_date

__all__ = ["ApproximateDate", "NotEdtf", "in_month", "is_later", "on_day", "parse_date", "unknown"]
