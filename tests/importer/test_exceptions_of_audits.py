"""Lists of audit recommendations in reports: their own words for a ref and an action, and levels of priority."""

from __future__ import annotations

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import CodeTitle

REPORT = """Fellbeck Council
Governance and Audit Committee
27 September 2022
Internal audit recommendations: progress to 31 August 2022

1. Introduction

1.1 The committee is asked to note the recommendations that are overdue.

Appendix 1

Audit\tRec no.\tRecommendation\tPriority\tResponsible officer\tOriginal due date\tRevised due date\tStatus\tLatest update
Creditors\t1.3\tPart the duties\tHigh\tPayments Manager\t31/03/2022\t31/10/2022\tOverdue\tChange tested.
Leisure\t2.1\tAgree a schedule\tLow\tHead of Leisure\t30/04/2022\t31/12/2022\tOverdue\tTalks go on.
"""


def test_a_recommendation_is_an_action_and_its_number_the_ref() -> None:
    found = read("audit.txt", REPORT.encode()).exceptions
    assert [(each.ref, each.action, each.who) for each in found] == [
        ("1.3", "Part the duties", ("Payments Manager",)),
        ("2.1", "Agree a schedule", ("Head of Leisure",)),
    ]
    assert [each.status for each in found] == [StatusClass.RED, StatusClass.RED]


def test_a_level_of_priority_is_no_section() -> None:
    found = read("audit.txt", REPORT.encode()).exceptions
    assert [each.section for each in found] == [CodeTitle(None, "Creditors"), CodeTitle(None, "Leisure")]
