"""The forms in which a date is written, one pattern for each, over plain words (see `spelling`)."""

from __future__ import annotations

import re

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary|urary|r)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|christmas|xmas)"
)
YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
YEARS = rf"{YEAR}(?: ?/ ?(?P<next>(?:19|20)\d\d|\d\d?))?"
UNIT = (
    rf"(?:(?:(?P<day>\d\d?)[ /-]?)?{MONTH}"
    r"|(?P<season>spring|summer|autumn|winter)"
    r"|(?:q|qtr|quarter) ?(?P<quarter>[1-4]|one|two|three|four)|(?P<which_quarter>[1-4]|first|second|third|fourth|last) (?:quarter|qtr)"
    r"|(?:h|half )(?P<half>[12])|(?P<which_half>[12]|first|second) half"
    r"|(?P<whole>(?:(?P<coming>new|next) )?(?:financial|fiscal|council|municipal|business planning|business)"
    r" year|fy|f/y))"
)
WRITTEN_OUT = (
    re.compile(rf"{UNIT}(?:[ /-]*{YEARS})?", re.ASCII),
    re.compile(rf"{YEARS}[ /-]*{UNIT}", re.ASCII),
    re.compile(rf"{MONTH} (?P<day>\d\d?) (?P<year>(?:19|20)\d\d)", re.ASCII),
)
DAYS = (
    re.compile(rf"(?P<day>\d\d?) ?([/. -]) ?(?P<month>\d\d?) ?\2 ?{YEAR}", re.ASCII),
    re.compile(r"(?P<year>(?:19|20)\d\d)([/.-]?)(?P<month>\d\d)\2(?P<day>\d\d)", re.ASCII),
)
EXCEL_SERIAL = re.compile(r"[3-6]\d{4}(?:\.\d+)?", re.ASCII)
TWO_YEARS = (
    re.compile(r"(?P<year>(?:19|20)\d\d|\d\d) ?/ ?(?P<next>(?:19|20)\d\d|\d\d?)", re.ASCII),
    re.compile(r"(?P<year>(?:19|20)\d\d) ?- ?(?P<next>(?:19|20)\d\d)", re.ASCII),
    re.compile(r"(?P<year>\d\d)-(?P<next>\d\d)", re.ASCII),
)
NUMBERED_MONTHS = (
    re.compile(r"(?P<year>(?:19|20)\d\d)[/.-](?P<month>\d\d?)", re.ASCII),
    re.compile(r"(?P<month>\d\d?) ?[/.-] ?(?P<year>(?:19|20)\d\d)", re.ASCII),
    re.compile(r"(?P<month>\d\d?)[/-](?P<year>\d\d)", re.ASCII),
)
SHORT_YEAR = re.compile(r"\d\d", re.ASCII)
ONE_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)

BRACKETS = re.compile(r"[()\[\]]")
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
UNCERTAIN = re.compile(r"\b(?:tbc|tba|to be (?:confirmed|agreed)|provisional(?:ly)?|indicative)\b|\?")
APPROXIMATE = re.compile(r"\b(?:approx(?:imately)?|circa|around|about)\b|^c (?=\w)|~")
WEEK = re.compile(
    r"(?P<which>(?:w/|week |wk )(?:c|b|commencing|beginning)|wc|(?:w/|week |wk )(?:e|ending))[ :]+(?P<day>.+)"
)
LEAD = re.compile(
    r"(?:by|before|until|til|till|(?:no|not) later than|latest|within|throughout|possibly|likely|due|target(?:ed)?"
    r"|date|expected|estimated|est|revised|re-?scheduled|moved|completed?|completion|done|achieved|closed|finished"
    r"|now|to|in|during|on|at|for|ongoing|month|first week|last week)\b[ :-]*"
)
TAIL = re.compile(r" (?:at latest|latest|revised|complete|completed|only|ish)$")
PART = re.compile(
    r"(?P<from>early|mid(?:dle)?|late|start|beginning|end)"
    r"(?: ?(?:-|/|to) ?(?P<to>mid(?:dle)?|late|end))?[ -]+(?P<whole>.+)"
)
ONWARDS = (
    re.compile(r"(?:ongoing )?(?:from|after|since|post|not before|not earlier than) (.+?)(?: onwards?)?"),
    re.compile(
        r"(.+?)(?: onwards?| ?(?:[-/&]|and |then )? ?ongoing| (?:and|&) beyond| to (?:date|present)| ?\+)"
    ),
)
JOINTS = (
    (re.compile(r" ?\b(?:to|until|and|or)\b ?| ?[&,;+] ?| - "), False),
    (re.compile(r"[-/]"), True),
)
"""What joins two dates, and whether both must be days or neither: a dash stands inside dates too."""
MOST_JOINTS = 12
SPANNING = re.compile(r"(?:from|between) ")
