"""The findings that recognition of a report makes: what was doubtful, with its place."""

from __future__ import annotations

from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Severity

CELLS_SHIFTED = describe(
    "R50",
    Severity.NOTE,
    "Cells of a row do not stand under their headings; they were read by what they say.",
    """Copying a table into text loses empty cells, so that what follows stands too far left or right. Refs, dates,
    people and texts were told apart by their form. Compare the row with the document.""",
)
STATUS_DOUBTFUL = describe(
    "R51",
    Severity.NOTE,
    "The status of an exception leaves a doubt.",
    """The words or colour can be read in more than one way, or words and colour disagree. The sentence says how
    they were read.""",
)
STATUS_FROM_HEADING = describe(
    "R52",
    Severity.NOTE,
    "The status of exceptions was taken from the heading above them.",
    """The rows have no status of their own, and they stand under a heading such as "Red actions".""",
)
COLUMN_NOT_KEPT = describe(
    "R53",
    Severity.NOTE,
    "A column of a table of exceptions has no place in the draft.",
    """Its heading was not understood, or a draft has no field for it. Its words are in the document only.""",
)
COMMENT_TAKEN = describe(
    "R54",
    Severity.NOTE,
    "A comment was taken as the reason or as the corrective action.",
    """The form has a column of comments or progress, and none for the reason or for the corrective action.
    The sentence says as which it was taken.""",
)
NO_REF = describe(
    "R55",
    Severity.NOTE,
    "An exception has no ref.",
    """Actions are told apart by their refs. Without one, the same action in two months cannot be matched.""",
)
ROW_JOINED = describe(
    "R56",
    Severity.NOTE,
    "A row was read as the continuation of the one before it.",
    """It has no ref of its own and stands directly under another row, as where a page ends within a row.""",
)
NOT_UNDERSTOOD = describe(
    "R57",
    Severity.WARNING,
    "Part of the document was not understood and is not in the draft.",
    """A table or row that is neither figures, key, exceptions, risks nor a list of people consulted. Its words are
    in the document only.""",
)
MONTHS_WITHOUT_YEAR = describe(
    "R58",
    Severity.WARNING,
    "Month columns have no year, and nothing in the document gives one.",
    """The strip of months was left out. Neither the period nor the plan's year could be found.""",
)
PLAN_YEAR_ASSUMED = describe(
    "R59",
    Severity.NOTE,
    "The plan year was taken as a financial year.",
    """The document names the year (like 2010/11) and does not say in which month it begins. English councils'
    financial years run from April to March.""",
)
QUARTER_ASSUMED = describe(
    "R60",
    Severity.NOTE,
    "The quarter was counted from April.",
    """A quarter is one of the council's own year. The document does not say in which month that year begins, so it
    was taken to begin in April.""",
)
NO_PERIOD = describe(
    "R61",
    Severity.WARNING,
    "The document does not say which month or quarter it reports.",
    """Months without a year cannot be placed, and what is late cannot be worked out, without the period.""",
)
PERIODS_LEFT_OUT = describe(
    "R62",
    Severity.NOTE,
    "The table of figures has more periods than the two that a draft holds.",
    """The period reported and the one before it were kept.""",
)
FIGURES_FROM_TEXT = describe(
    "R63",
    Severity.NOTE,
    "The figures were read from a sentence.",
    """The document has no table of them that was understood.""",
)
NOT_AN_EXCEPTION = describe(
    "R64",
    Severity.NOTE,
    "Rows that are green, complete or not due are not exceptions; they are kept as actions.",
    """The table lists all actions. Exceptions are those in amber or red, re-dated or without a status.""",
)
CLASS_NOT_KNOWN = describe(
    "R65",
    Severity.NOTE,
    "A line of the figures names a class that is not one of ours.",
    """It is kept as printed, without a class, and is not among the counts.""",
)
UPPER_MISSING = describe(
    "R66",
    Severity.WARNING,
    "A box of an exception lacks its upper row; it was read from the plan row.",
    """The ref and action come from the row of the plan below it. Status, dates and who are not there.""",
)
MONTHS_MAY_BE_SHIFTED = describe(
    "R67",
    Severity.NOTE,
    "Marks in month columns may stand under the wrong month.",
    """Other cells of the same row do not stand under their headings, so the marks may be a column or two out.
    They were read by their position.""",
)
APPENDIX_TEXT = describe(
    "R68",
    Severity.NOTE,
    "Text of the appendix is not in the draft.",
    """Paragraphs between the exceptions that are neither headings nor page furniture.""",
)
RISK_LINK_DOUBTFUL = describe(
    "R69",
    Severity.NOTE,
    "A link of a corporate risk has no code that was understood.",
    """It is kept as printed, without a code.""",
)
READ_FROM_TEXT = describe(
    "R71",
    Severity.NOTE,
    "An exception was read from running text.",
    """The report has no table or form of exceptions. What follows the title is kept as the corrective action, reasons
    included, and dates are those that words such as "now due" name.""",
)
NO_HEADER = describe(
    "R72",
    Severity.WARNING,
    "A table of exceptions has no headings; its columns were read by what stands in them.",
    """The first of two texts was taken as the reason and the second as the corrective action, the first of two dates as
    the original and the second as the revised one. Compare with the document.""",
)
PLAN_ROWS_KEPT = describe(
    "R73",
    Severity.NOTE,
    "Rows of the plan that no exception stands above are kept as actions.",
    """A report may show the rows of its plan with their months and no boxes of exceptions. Each row is an action of
    the draft; whether it is an exception the document does not say.""",
)
KIND_DOUBTFUL = describe(
    "R70",
    Severity.NOTE,
    "The document could be a report or a tracker.",
    """A report has a covering text or exceptions with reasons; a tracker is a table of all actions. The sentence says
    as which it was read.""",
)
