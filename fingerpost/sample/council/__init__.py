"""Harrowmere District Council: a fictional council, its plan and the first months of its plan year.

The plan and what happened stand as data in `plan.txt`, `year.txt`, `changes`, `council_plan` and `people`;
`life` performs them by the rules, which alone give every status, class and figure.
"""

from fingerpost.sample.council.closed_months import snapshots

__all__ = ["snapshots"]
