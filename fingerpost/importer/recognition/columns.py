"""Columns of a table of actions: what their headings mean, by the words that councils use.

A heading is looked up whole, then by its words. Several fields may claim a heading and several columns a field;
`rank` says how surely, and the table as a whole decides (`tracker.headers`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from fingerpost.rules.months import Month


class Field(StrEnum):
    """What a column can be. A group column names the sections above an action; a month column is a cell of its
    strip; a column of milestones lists them, or holds one whose dates stand in the columns that follow it; an other
    column is kept as printed.
    """

    REF = "ref"
    TITLE = "title"
    LEAD = "lead"
    STATUS = "status"
    START = "start"
    DUE = "due"
    REVISED = "revised"
    COMPLETED = "completed"
    PERCENT = "percent"
    COMMENT = "comment"
    MILESTONES = "milestones"
    MILESTONE_DUE = "milestone due"
    MILESTONE_DONE = "milestone reached"
    GROUP = "group"
    MONTH = "month"
    OTHER = "other"
    IGNORE = "ignore"


SINGLE = (
    Field.REF, Field.TITLE, Field.LEAD, Field.STATUS, Field.START, Field.DUE, Field.REVISED, Field.COMPLETED,
    Field.PERCENT, Field.COMMENT,
)  # fmt: skip
"""The fields of which an action has one."""

DATES = (Field.START, Field.DUE, Field.REVISED, Field.COMPLETED)


class HeadingMeaning(NamedTuple):
    """What a heading may mean, and how surely: 100 for the field's own word, less for looser ones."""

    field: Field
    rank: int


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a table, what it was taken for, and samples of what stands in it.

    `by` says how that was learnt: "heading", "content", "given" (by a person), or "none".
    """

    place: str
    column: int
    printed: str
    field: Field
    by: str
    month: Month | None = None
    samples: tuple[str, ...] = ()


_WHOLE: dict[Field, str] = {
    Field.REF: """wbs|ref|ref no|ref number|refs|reference|reference no|reference number|id|no|number|#|item|item no|action ref
        |action reference|action no|action id|action number|task id|task no|task ref|task number|code|action code
        |unique id|uid|unique ref|unique reference|s n|sn|sr no|serial|milestone ref|milestone no|milestone id|plan ref
        |action plan ref|ip ref|rec no|rec|recommendation no|line no|ref code|act ref|objective ref|deliverable ref
        |project ref|project no|project id|section ref|item ref|index|action plan no|nr|outline number|outline no|hash|ticket|record no|milestone number|activity ref
        |activity no|objective no|deliverable no|theme ref|work ref|priority ref|issue key|key|wbs code|action plan number|recommendation ref|minute ref|minute no|minute number""",
    Field.TITLE: """action|actions|task|tasks|activity|activities|action title|task title|action name|task name|milestone
        |milestones|deliverable|deliverables|title|name|what
        |what will we do|what we will do|what are we going to do|what we are going to do|action required|actions required
        |key action|key actions|description|action description|task description|description of action|project|project name|project title|initiative|improvement action|key milestone
        |key milestones|agreed action|agreed actions|recommendation|recommendations|action point|action points
        |actions to be taken|action to be taken|commitment|improvement|step|steps|key task|key tasks|key steps
        |what needs to be done|what needs doing|what we said we would do|what we need to do|planned action|planned actions
        |action milestone|actions milestones|action task|tasks actions|activity action|key activity|key activities
        |actions and milestones|specific action|specific actions|work|objective|objectives|item description|detail
        |details|proposed action|management action|improvement activity|improvement task|action activity|what is the action
        |actions we will take|the action|our action|key deliverable|key deliverables|to do|what is to be done|promise
        |intervention|job|deliverable action|improvement required|required action|card name|card title|summary|issue|task description|action detail|action details|subject
        |agreed action task|we will""",
    Field.LEAD: """lead|leads|lead officer|lead officers|lead s|owner|owners|action owner|task owner|responsible
        |responsible officer|responsible officers|responsible person|responsible lead|responsibility|responsibilities|who
        |by whom|whom|officer|officers|assigned to|assigned|accountable|accountable officer|head of service|lead person
        |lead name|lead contact|person responsible|officer responsible|officer lead|officer s|who is responsible
        |service lead|named officer|named lead|delivery lead|manager|responsible manager|lead manager|project lead
        |project manager|project owner|action lead|lead responsibility|lead officer s|who will do it|who s responsible
        |who is leading|led by|lead service|lead department|lead team|lead agency|lead organisation|lead partner|sro
        |contact|contact officer|actionee|owned by|resp officer|resp|resp person|allocated to|team responsible
        |responsible team|responsible service|lead director|director|who will lead|who by|lead body|milestone owner|managed by|assignee|assignees|members|resource names|resource name|action by""",
    Field.STATUS: """status|rag|rag status|rag rating|brag|brag status|brag rating|ragb|rag b|rag score|current status
        |current rag|current rag status|current rating|action status|task status|progress status|overall status
        |overall rag|overall rag status|delivery status|progress rag|status rag|rag colour|colour|rating|traffic light
        |traffic lights|on track|is it on track|milestone status|status colour|state|project status|status of action
        |ragg|gra|r a g|rag assessment|progress rating|delivery confidence|delivery rag|performance status|bragg
        |latest status|latest rag|this month|current month status|rag this month|status this month|smiley|light
        |rag current|status now|completion status|red amber green|on target|rag update|rygb|ryg|rag position|health|rag health|ragb status|overall health""",
    Field.START: """start|start date|date started|start by|from|begin|begins|commencement|commencement date|planned start
        |planned start date|start month|date from|commence|actual start|started|to start|target start|target start date
        |baseline start|date of start|date raised""",
    Field.DUE: """due|due date|due by|date due|by when|when|when by|deadline|deadlines|target date|target dates|target
        |target completion|target completion date|target deadline|target end date|target end|target finish
        |target month|completion date|completion|date for completion|date of completion|complete by|completed by
        |to be completed by|end|end date|finish|finish date|finish by|timescale|timescales|time scale|timeframe|time frame
        |timeline|timing|date|by|original date|original target|original target date|original due date|original deadline
        |original completion date|original end date|original|planned completion|planned completion date|planned end
        |planned end date|planned finish|planned date|planned|milestone date|delivery date|deliver by|delivery|due month
        |month due|implementation date|target implementation date|baseline|baseline date|baseline end|agreed date
        |agreed completion date|to|date to|scheduled date|scheduled completion|by date|when will we do it
        |when will it be done|when will it be done by|when will we do it by|when will this be done|when will this be done by|when will it happen
        |programmed|programmed date|when will it be completed|action date|action due
        |target timescale|target delivery date|action by date|due for completion|achieve by|to be done by|target quarter""",
    Field.REVISED: """revised|revised date|new date|revised target|revised target date|revised deadline|revised due
        |revised due date|revised completion|revised completion date|revised end date|revised end|forecast|forecast date
        |forecast completion|forecast completion date|forecast end date|forecast end|forecast finish|expected|expected date
        |expected completion|expected completion date|expected end date|anticipated|anticipated date|anticipated completion
        |anticipated completion date|amended date|amended target date|proposed new date|proposed date|latest date
        |reprogrammed|reprogrammed date|reprogrammed to|extended to|extended date|extension|slipped to|new target
        |new target date|new deadline|new due date|new completion date|revised timescale|revised timescales|current target
        |current target date|current due date|current date|current deadline|revision|rescheduled|rescheduled date
        |rescheduled to|deferred to|revised forecast|latest forecast|estimated completion|estimated completion date
        |revised milestone date|revised delivery date|revised implementation date|re forecast|projected completion
        |projected completion date|likely completion date|revised date if applicable|revised to|new end date""",
    Field.COMPLETED: """completed|date completed|completed date|completed on|actual|actual date|actual completion
        |actual completion date|actual end|actual end date|actual finish|closed|date closed|closed date|closed on
        |date achieved|achieved|achieved on|done|date done|actual delivery|actual delivery date|completion actual
        |date of actual completion|actual completed date|date action completed|date delivered|delivered|finished
        |date implemented|complete|date complete|resolved|resolved date|date resolved|resolution date|completion date actual|actual date of completion|signed off""",
    Field.PERCENT: """%|% complete|%complete|% completed|% done|% progress|progress %|percent|percent complete|percentage
        |percentage complete|percentage completed|pct|pct complete|complete %|completion %|% of completion|completed %
        |% completion|percent done|percentage done|percentage progress|progress percentage|% achieved|% delivered""",
    Field.COMMENT: """comment|comments|commentary|progress|update|updates|note|notes|progress update|progress updates
        |progress to date|progress so far|progress notes|progress comments|progress comment|progress commentary
        |progress report|latest update|latest progress|latest position|latest comment|latest comments|current position
        |position|position statement|narrative|remarks|monthly update|quarterly update|status update|status comment
        |status comments|status commentary|status notes|update since last meeting|progress since last meeting
        |progress since last report|actions taken|action taken|what have we done|what we have done|what has been done
        |how are we doing|where are we now|progress made|update comments|update comment|update commentary|update notes
        |current progress|comments progress|comments update|officer comments|officer comment|lead officer comments
        |officer update|lead officer update|current update|summary of progress|progress summary|supporting comments
        |supporting commentary|explanation|additional comments|notes comments|comments notes|update progress
        |progress and comments|comments and progress|progress against action|progress this month|progress this period
        |progress this quarter|outcome to date|delivery update|delivery commentary|performance comments|statement|last comment|last update|last note|latest note|latest notes""",
    Field.GROUP: """theme|themes|section|work stream|workstream|programme|strand|category|area|aim|goal|pillar
        |strategic objective|strategic priority|strategic aim|corporate priority|corporate objective|corporate aim
        |improvement area|improvement theme|area for improvement|plan section|service objective|improvement objective
        |priority area|key priority|work package|project area|focus area|area of focus|perspective|strategic theme
        |key theme|key area|objective theme|priority theme|council priority|council objective|parent|parent action
        |group|heading|improvement priority|chapter|sub theme|subtheme|sub section|key objective|high level objective
        |plan|strategy|overarching objective|topic|aim objective|work area|what we want to achieve|plan theme|ambition|bucket|bucket name|audit|audit title|audit name|audit report|report title|epic|project group""",
    Field.OTHER: """priority|resources|resource|resource implications|resources required|budget|cost|costs|funding|outcome
        |outcomes|expected outcome|expected outcomes|desired outcome|intended outcome|outcome sought|measure|measures
        |measure of success|measures of success|success measure|success measures|success criteria|success criterion|target measure
        |performance measure|performance indicator|kpi|kpis|pi|indicator|evidence|risk|risks|risk rating|risk score
        |risk level|risk register ref|portfolio holder|portfolio|cabinet member|lead member|executive member|member|partner
        |partners|partners involved|outside bodies|dependencies|dependency|interdependencies|direction of travel|dot|trend
        |direction|travel|service|service area|directorate|department|division|team|unit|ward|wards|source|origin|links
        |link|link to corporate plan|links to|previous status|previous rag|last month|rag last month|status last month
        |previous month|last rag|last status|previous rating|prior status|reason|reasons|reason for slippage
        |reasons for slippage|reason for delay|corrective action|corrective actions|mitigation|mitigating action
        |mitigating actions|mitigations|remedial action|next step|next steps|future actions|planned next steps|issues
        |issues and risks|barriers|impact|benefit|benefits|support|supported by|support officer|supporting officers
        |supporting officer|other officers|reporting to|board|committee|scrutiny|date updated|last updated|updated|update date
        |date of update|review date|next review|next review date|reviewed|approved by|authority|minute|decision
        |type|kind|weight|weighting|score|sub actions|duration|days|days late|months late|days overdue|lead directorate
        |lead team contact|email|equalities|equality impact|confidence|tolerance|rationale|why|how|where|output|outputs
        |how will we know|how will we measure it|what will success look like|what difference will it make|escalation
        |escalate|sign off|signed off by|verified|verified by|change|change request|approved|highlighted|predecessor
        |predecessors|depends on|critical path|internal external|in year|quarter|year|period|accountable director|sponsor
        |project sponsor|executive lead|senior responsible officer|senior lead|corporate director|strategic director
        |task mode|outline level|active|item type|content type|path|modified|modified by|created|created by|created date
        |created on|reporter|issue type|is recurring|late|labels|checklist items|completed checklist items|row id|guid|management response|tags|watchers""",
}  # fmt: skip

_BY_HEADING: dict[str, HeadingMeaning] = {}
for _field, _words in _WHOLE.items():
    for _at, _word in enumerate(_words.split("|")):
        _name = re.sub(r"\s+", " ", _word).strip()
        _BY_HEADING.setdefault(_name, HeadingMeaning(_field, max(60, 100 - _at)))

_COMPACT = {name.replace(" ", ""): meaning for name, meaning in reversed(_BY_HEADING.items())}
"""Headings without their spaces: narrow columns of PDF files and text copies break them within a word."""
_SHORTEST_COMPACT = 6
_VOCABULARY = frozenset(word for name in _BY_HEADING for word in name.split())
_LANGUAGES = re.compile(r"\s*\n\s*|\s+/\s+")
_TWO_LANGUAGES = 2

# Words that claim a heading which is not known as a whole, the surest first.
_BY_WORDS: tuple[tuple[re.Pattern[str], Field, int], ...] = tuple(
    (re.compile(pattern), field, rank)
    for pattern, field, rank in (
        (r"^(?:actions?|tasks?|milestones?|projects?)\b.*\b(?:and|with)\b.*\b(?:lead|owner|officer)\b", Field.TITLE, 56),
        (r"^(?:comments?|commentary|narrative|update)\b(?!.*\b(?:date|by|due)\b)", Field.COMMENT, 52),
        (r"\b(?:previous|last (?:month|quarter|period|report)|prior)\b", Field.OTHER, 50),
        (r"\b(?:how many|number of|total|count|average|no of)\b", Field.OTHER, 50),
        (r"\b(?:risk|budget|cost|kpi|indicator|measure|success|outcome|resource|evidence|portfolio|member|partner)s?\b", Field.OTHER, 45),
        (r"\b(?:mitigat|corrective|remedial|reasons?\b|next steps?\b|direction of travel)", Field.OTHER, 45),
        (r"%|\bper ?cent(?:age)?\b", Field.PERCENT, 45),
        (r"\b(?:b?rag|ragb|traffic)\b", Field.STATUS, 48),
        (r"\b(?:comments?|commentary|narrative|update|updates|progress to|remarks)\b", Field.COMMENT, 44),
        (r"\b(?:revised|forecast|expected|anticipated|amended|reprogrammed|extended|rescheduled|new|projected)\b.*\b(?:dates?|deadline|completion|end|finish|target|timescales?|month|due)\b", Field.REVISED, 44),
        (r"\bactual\b.*\b(?:dates?|completion|end|finish)\b|\bdate\b.*\b(?:completed|achieved|closed|done|delivered)\b", Field.COMPLETED, 44),
        (r"\b(?:start|commence\w*|begin\w*)\b", Field.START, 40),
        (r"\b(?:due|deadline|timescales?|by when|target date|completion date|completed by|end date|milestone date|complete by|finish)\b", Field.DUE, 42),
        (r"\bstatus\b", Field.STATUS, 40),
        (r"\b(?:lead|owner|responsible|responsibility|accountable|by whom|officer)\b", Field.LEAD, 40),
        (r"\b(?:ref|reference|id)\b", Field.REF, 36),
        (r"\b(?:theme|work ?stream|programme|section)\b", Field.GROUP, 34),
        (r"\b(?:actions?|tasks?|activit\w+|milestones?|deliverables?|recommendations?)\b", Field.TITLE, 34),
        (r"\b(?:date)\b", Field.DUE, 20),
        (r"\b(?:progress|notes?)\b", Field.COMMENT, 30),
        (r"\b(?:objectives?|priorit\w+|goals?|aims?)\b", Field.GROUP, 24),
    )
)  # fmt: skip
_NOISE = re.compile(r"\((?:[^)]{0,40})\)|\[[^\]]{0,40}\]")
_MOST_WORDS = 9
_LEVEL = re.compile(
    r"(?:very )?(?:high|medium|med|low|normal|urgent|important|critical|essential|desirable|must|should|could|yes|no|[hml])"
    r"(?:est|er)?(?: priority)?|p?\s?\d+(?:st|nd|rd|th)?|[a-e]|tbc|n/a",
    re.IGNORECASE,
)


def heading_words(text: str) -> str:
    """A heading as it is looked up: small letters and digits with single spaces, % and # kept."""
    return " ".join(re.sub(r"[^a-z0-9%#]+", " ", text.lower().replace("’", "").replace("'", " ")).split())


@lru_cache(maxsize=4096)
def heading_meaning(text: str) -> HeadingMeaning | None:
    """What a heading means: looked up whole, then without its brackets, then by the words in it; else None."""
    words = heading_words(text)
    if not words:
        return None
    if words in _BY_HEADING:
        return _BY_HEADING[words]
    bare = heading_words(_NOISE.sub(" ", text))
    if bare in _BY_HEADING:
        return _BY_HEADING[bare]._replace(rank=_BY_HEADING[bare].rank - 5)
    if (part := part_in_english(text)) is not None:
        return _BY_HEADING[heading_words(part)]._replace(rank=_BY_HEADING[heading_words(part)].rank - 5)
    compact = bare.replace(" ", "")
    if len(compact) >= _SHORTEST_COMPACT and compact in _COMPACT:
        return _COMPACT[compact]._replace(rank=_COMPACT[compact].rank - 5)
    singular = bare.removeprefix("the ").removesuffix("s")
    if singular in _BY_HEADING:
        return _BY_HEADING[singular]._replace(rank=_BY_HEADING[singular].rank - 5)
    if len(bare.split()) > _MOST_WORDS:
        return None
    for pattern, field, rank in _BY_WORDS:
        if pattern.search(bare):
            return HeadingMeaning(field, rank)
    return None


def is_level(text: str) -> bool:
    """Whether words in a column of priorities say how high one is, and not which of the council's it is."""
    return _LEVEL.fullmatch(text.strip()) is not None


def part_in_english(text: str) -> str | None:
    """The known half of a heading in two languages, "Statws / Status"; None where it is no such heading.

    The other half must not hold one word that headings have: "Reason for / status" is one heading in English.
    """
    if "/" not in text and "\n" not in text:
        return None
    parts = [part for part in _LANGUAGES.split(text.strip()) if part.strip()]
    known = [part for part in parts if heading_words(part) in _BY_HEADING]
    if len(parts) != _TWO_LANGUAGES or len(known) != 1:
        return None
    other = next(part for part in parts if part is not known[0])
    words = heading_words(other).split()
    return known[0] if words and not any(word in _VOCABULARY for word in words) else None


def is_heading_word(text: str) -> bool:
    """Whether the text as a whole is a heading that is known: cheap enough to ask of every row."""
    return heading_words(text) in _BY_HEADING or part_in_english(text) is not None
