"""A plan as an Excel workbook, and a changed workbook compared with the plan.

Each sheet has its headings in the first row; `layout` names them. Rows are known again by their codes and
refs, people by initials or e-mail address. What a workbook does not name stays as it is.
"""

from fingerpost.plans.workbook.comparing import Change, Comparison, compare
from fingerpost.plans.workbook.reading import NotAPlanWorkbook, Problem, read_workbook
from fingerpost.plans.workbook.writing import write_workbook

__all__ = [
    "Change",
    "Comparison",
    "NotAPlanWorkbook",
    "Problem",
    "compare",
    "read_workbook",
    "write_workbook",
]
