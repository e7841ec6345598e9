"""The findings that recognition of a tracker makes."""

from __future__ import annotations

from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Severity

COLUMNS_MAPPED = describe(
    "R120",
    Severity.NOTE,
    "How the columns of a table were understood.",
    "Give a file with --map to have a column read otherwise: their heading, and our field.",
)
COLUMN_UNKNOWN = describe(
    "R121",
    Severity.NOTE,
    "A column was not understood.",
    "What it holds is kept for every action under its heading. Give a file with --map if it is one of our fields.",
)
NO_TABLE = describe(
    "R122",
    Severity.ERROR,
    "No table of actions was found.",
    "A table of actions has a row of headings such as Ref, Action, Lead, Due, Status. Put one above the actions, or "
    "give a file with --map that says what the columns are.",
)
TABLE_LEFT_OUT = describe(
    "R123",
    Severity.NOTE,
    "A sheet or table was left out.",
    "It is no table of actions: a summary, a key or a list of choices.",
)
ROWS_LEFT_OUT = describe(
    "R124",
    Severity.NOTE,
    "Rows were left out: totals, notes and the like.",
    "They stand among the actions but are none.",
)
STATUS_UNKNOWN = describe(
    "R125",
    Severity.WARNING,
    "A status was not understood.",
    "What was printed is kept and the action has no class. Add the word to the document's key, or correct the draft.",
)
STATUS_DOUBTFUL = describe(
    "R126",
    Severity.NOTE,
    "A status leaves a doubt.",
    "The sentence says how it was read.",
)
MONTHS_WITHOUT_YEAR = describe(
    "R127",
    Severity.WARNING,
    "Month columns carry no year, and none could be found.",
    "Their cells are kept as other columns. State the plan year in the title, or the year in the headings.",
)
NOT_A_DATE = describe(
    "R128",
    Severity.NOTE,
    "A date column holds words that are no date.",
    "The words are kept as printed.",
)
COLUMNS_CONTEND = describe(
    "R129",
    Severity.NOTE,
    "Several columns could be the same field.",
    "One was taken, the others are kept under their headings. Give a file with --map to choose otherwise.",
)
EARLIER_SHEETS = describe(
    "R130",
    Severity.NOTE,
    "Sheets of other months were left out.",
    "The workbook holds one sheet of the same actions for each month; the latest was read.",
)
YEAR_INFERRED = describe(
    "R131",
    Severity.NOTE,
    "A year was worked out from what stands beside it.",
    "The sentence says from what. State the plan year in the title to be sure.",
)
ROW_UNKNOWN = describe(
    "R132",
    Severity.WARNING,
    "Rows hold words but neither a ref nor a title.",
    "They could not be told to belong to an action. Look at the rows named.",
)
STATUS_FROM_ROW = describe(
    "R133",
    Severity.NOTE,
    "The status was taken from the colour of the row.",
    "The table has no status column, and its rows are coloured.",
)
TITLE_BY_CONTENT = describe(
    "R134",
    Severity.NOTE,
    "A column was understood by what it holds, not by its heading.",
    "The sentence says which, and as what. Give a file with --map to have it read otherwise.",
)
MAPPING_UNUSED = describe(
    "R135",
    Severity.WARNING,
    "The mapping names a column that no table of actions has.",
    "Headings are compared without regard to case and punctuation.",
)
STATUS_OF_QUARTER = describe(
    "R137",
    Severity.NOTE,
    "The status was taken from the latest quarter.",
    "The table has a column for each quarter and no other status column. Each quarter's status is kept.",
)
MONTH_FIRST = describe(
    "R138",
    Severity.NOTE,
    "Dates are written with the month first.",
    "Some dates of the table make sense only so, and none only the other way, as in exports of American programs.",
)
MILESTONES_IN_ROWS = describe(
    "R139",
    Severity.NOTE,
    "Rows below an action were read as its milestones.",
    "They are marked as steps of it, have a date, and have nothing else that an action has.",
)
MILESTONES_UNDATED = describe(
    "R140",
    Severity.NOTE,
    "Milestones stand without a date that could be read.",
    "A milestone of a plan needs a date, so these are left out unless a date is given in the draft.",
)
COMMENT_CONTINUED = describe(
    "R136",
    Severity.NOTE,
    "Rows continue the action above them.",
    "They have no ref and no dates of their own; their words were joined to that action's.",
)
