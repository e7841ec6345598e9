"""What the label of a column or of a line means: the fields of an exception, by their many names."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from fingerpost.importer.recognition import columns
from fingerpost.importer.recognition.columns import heading_meaning, is_heading_word, part_in_english
from fingerpost.rules.dates.spelling import full_year
from fingerpost.rules.months import MONTH_NUMBERS


class Field(StrEnum):
    """A field of an exception as a report prints it."""

    REF = "ref"
    ACTION = "action"
    SECTION = "section"
    PARENT = "parent"
    STATUS = "status"
    REASON = "reason"
    CORRECTIVE = "corrective action"
    REASON_AND_CORRECTIVE = "reason and corrective action"
    COMMENT = "comment"
    WHO = "who"
    ORIGINAL = "original date"
    REVISED = "revised date"
    ORIGINAL_AND_REVISED = "original and revised date"
    MONTH = "month"
    OTHER = "other"


_EXACT: dict[Field, str] = {
    Field.REF: """ref|reference|ref no|ref number|no|number|id|item|item no|code|action ref|action no|action number|#
        |plan ref|action id|action reference|unique ref|task ref|task no|milestone no|milestone ref|action code|sn|ser
        |action plan ref|ip ref|pip ref|cip ref|objective ref|project ref|reference number|item number|r|ref code
        |plan reference|task number|task id|improvement ref|link|action item no""",
    Field.ACTION: """action|actions|task|tasks|milestone|milestones|activity|key action|key actions|improvement action
        |action required|description|action description|title|action title|project|what|agreed action|agreed actions
        |what we will do|what we said we would do|commitment|planned action|action point|key task|key milestone
        |improvement|measure|initiative|objective action|action task|action milestone|description of action
        |improvement actions|project action|name of action|action name|deliverable action|key activity|work item
        |action detail|action details|plan action|action from plan|action in plan|improvement task|the action
        |action statement|project title|project name|task description|milestone description|what was promised
        |what was planned|required action|summary of action|exception action""",
    Field.SECTION: """section|theme|priority|objective|area|improvement area|perspective|workstream|aim|outcome|goal
        |corporate priority|strategic objective|corporate objective|service|service area|directorate|programme
        |priority area|key theme|strategic priority|council priority|department|portfolio|portfolio area|strand
        |improvement theme|work stream|chapter|plan section|key area|area of plan|part of plan|ambition""",
    Field.PARENT: """deliverable|key deliverable|parent action|parent|main action|linked objective|sub theme|project area
        |belongs to""",
    Field.STATUS: """status|rag|rag status|rag rating|colour|color|current status|traffic light|rating|position rag
        |brag|brag status|progress rating|progress status|overall status|delivery status|action status|rag colour
        |traffic light status|current rag|performance status|current rag status|rag now|status now|status rag
        |rating rag|symbol|alert|alert status|flag|red amber green|rated|judgement|now|r a g|light|state
        |performance rating|status colour|current rating|status at month end|status this month|status this quarter""",
    Field.REASON: """reason|reasons|reason for slippage|reasons for slippage|reason for delay|reasons for delay|cause
        |reason for exception|reason for variance|why|issue|issues|explanation|explanation for delay|explanation of delay|problem|exception
        |cause of delay|slippage|barriers|reason for status|reason for rag|variance explanation|what has gone wrong
        |nature of exception|explanation of variance|why is it late|what went wrong|what is wrong|why it slipped|reason for red|reason for amber|reason for being behind|why it is late|why late|why behind|cause of slippage
        |issues and reasons|the reason|what happened|reason it is late|difficulty|difficulties|obstacles
        |reason behind schedule|key issues|what is the problem|cause for concern|background|why has it slipped
        |reason not on target|justification""",
    Field.CORRECTIVE: """corrective action|corrective actions|remedial action|remedial actions|mitigating action
        |mitigating actions|mitigation|action being taken|actions being taken|action to be taken|recovery action
        |recovery plan|what is being done|what are we doing about it|what we are doing about it|next steps|next step
        |management action|path to green|route to green|return to green|get well plan|action taken|actions taken
        |countermeasure|countermeasures|proposed action|planned remedy|remedy|recovery actions|response
        |management response|steps being taken|steps to recover|improvement plan|mitigations|what will be done
        |action to recover|action to address|plan to recover|how it will be put right|what happens next
        |actions to get back on track|action to get back on track|proposed remedy|further action|way forward
        |corrective measures|recovery|corrective action taken|corrective action being taken|putting it right""",
    Field.COMMENT: """comment|comments|commentary|progress|update|progress update|progress to date|latest update
        |narrative|notes|note|position|current position|position statement|progress comments|lead officer comment
        |officer comment|lead officer comments|officer comments|remarks|progress report|progress comment|update comments
        |latest position|progress made|progress this period|progress this quarter|latest progress|status update
        |progress so far|progress notes|summary of progress|what has been done|achievements|text|details|detail
        |performance commentary|progress since last report""",
    Field.WHO: """who|lead|lead officer|owner|responsible officer|responsible|accountable|officer|by whom
        |action owner|lead member|head of service|responsibility|manager|responsible person|named officer|assigned to
        |accountable officer|lead owner|lead person|lead officers|officer responsible|responsible head of service
        |responsible manager|lead manager|lead director|service lead|person responsible|project lead|project manager
        |who is responsible|led by|leads|officer lead|lead head of service|owned by|delivery lead|responsible lead
        |sponsor|lead responsibility|initials|action lead|action manager|allocated to|task owner|champion""",
    Field.ORIGINAL: """original date|original target date|target date|due date|original deadline|deadline|by when
        |planned date|planned completion|original completion date|target|completion date|original|date due|when
        |timescale|timescales|target completion date|target completion|baseline|baseline date|end date|due
        |original milestone date|planned end|planned end date|agreed date|original due date|original end date
        |original target|date|planned completion date|original timescale|planned|due by|finish date|complete by
        |original planned date|completion due|original finish|date for completion|was due|first date|promised for
        |originally due|orig|orig date|orig target|original date for completion|due for completion|planned finish""",
    Field.REVISED: """revised date|revised target date|revised deadline|revised|new date|new target date|forecast
        |forecast date|forecast completion|forecast completion date|expected date|expected completion
        |expected completion date|anticipated date|anticipated completion|anticipated completion date
        |estimated completion|estimated completion date|estimated date|projected date|amended date|rescheduled date
        |current target|current target date|proposed new date|proposed date|reprogrammed date|revised completion date
        |revised completion|revised due date|revised timescale|revised end date|new deadline|new completion date
        |revised milestone date|latest date|revised target|expected|re programmed date|expected delivery|now due
        |now expected|projected completion|projected completion date|current date|forecast end date|revised finish
        |new timescale|proposed revised date|new end date|proposed revision|likely completion|new due date
        |expected finish|revised dates|forecast finish|now expected by|likely date|rev|rev date|rev target""",
    Field.ORIGINAL_AND_REVISED: """original revised date|original and revised date|original date revised date
        |original and revised dates|target revised date|due date revised date|original revised|target date revised date
        |original date and revised date|planned revised|target revised|dates|key dates|timing|original target revised target""",
    Field.REASON_AND_CORRECTIVE: """reason and corrective action|reason for slippage and corrective action
        |reason corrective action|reason for slippage corrective action|reason and mitigation|issues and actions
        |reason for delay and corrective action|reason and action|reason and remedial action
        |reason for slippage and action being taken|explanation and corrective action|reason and mitigating action
        |explanation and action|issue and action""",
    Field.OTHER: """budget|cost|resources|resource|percent complete|complete|progress percent|priority level|risk
        |start date|start|date completed|completed|date started|outcome measure|success measure|success criteria
        |previous status|last status|previous rag|last rag|status last month|status last quarter|last month
        |previous month|last quarter|previous quarter|direction of travel|trend|dot|actual|actual date|kpi|indicator
        |expected outcome|impact|risk score|likelihood|ward|wards|funding|evidence|previous|times moved|months moved
        |previous rating|moved|last period|previous period|months late|days late|months behind""",
}
_FIELD_OF: dict[str, Field] = {
    re.sub(r"\s+", " ", label).strip(): field
    for field, labels in _EXACT.items()
    for label in labels.split("|")
}

_OF_COLUMN = {
    columns.Field.REF: Field.REF,
    columns.Field.TITLE: Field.ACTION,
    columns.Field.LEAD: Field.WHO,
    columns.Field.STATUS: Field.STATUS,
    columns.Field.DUE: Field.ORIGINAL,
    columns.Field.REVISED: Field.REVISED,
    columns.Field.COMMENT: Field.COMMENT,
    columns.Field.GROUP: Field.SECTION,
}
"""What a heading of a tracker is among exceptions: labels that only trackers usually have are known here too."""

_COMPACT = {label.replace(" ", ""): field for label, field in _FIELD_OF.items()}
"""Labels without their spaces: PDF files and narrow columns lose or add spaces within words."""

_REASON_WORDS = re.compile(r"\b(?:reasons?|causes?|why|explanation|slippage|explain)\b")
_CORRECTIVE_WORDS = re.compile(
    r"\b(?:corrective|remedial|mitigat\w+|recovery|remedy|being done|being taken|get(?:ting)? back|to green|next steps?|put right)\b"
)
_DOING_WORDS = re.compile(r"^(?:what|how)\b.*\b(?:do|does|doing|done|put right|fix|fixed|recover\w*)\b")
_REVISED_WORDS = re.compile(
    r"\b(?:revised|forecast|expected|anticipated|new|projected|amended|estimated|rescheduled|reprogrammed|re programmed|likely)\b"
)
_ORIGINAL_WORDS = re.compile(r"\b(?:original\w*|target|due|deadline|planned|baseline|timescale|agreed)\b")
_DATE_WORDS = re.compile(r"\b(?:date|dates|deadline|completion|timescale|month|finish|end|delivery)\b")
_DATE_OF_WORK = re.compile(r"(?:action|task|milestone|project|delivery) (?:date|deadline|end|finish)")
_STATUS_WORDS = re.compile(r"\b(?:rag|brag|status|colour|traffic light)\b")
_WHO_WORDS = re.compile(r"\b(?:lead|owner|officer|responsible|accountable|whom|who)\b")
_ACTION_WORDS = re.compile(r"\b(?:action|task|milestone|project)\b")
_COMMENT_WORDS = re.compile(r"\b(?:comments?|commentary|progress|update|narrative)\b")
_PREVIOUS_WORDS = re.compile(
    r"\b(?:previous|last|prior|start(?:ed)?|actual|trend|travel|percent(?:age)?|cost|budget)\b"
)

_MONTH_LABEL = re.compile(
    r"^(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?(?:[\s'’/-]*((?:19|20)?\d\d))?\.?$",
    re.IGNORECASE,
)
_PERIOD_WORDS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?|\b(?:19|20)\d\d(?:[/-]\d{2,4})?\b|\bq(?:uarter)?\s?[1-4]\b",
    re.IGNORECASE,
)


def label_of(text: str) -> str:
    """A label in the form in which it is looked up: small letters, without marks, months and years."""
    words = text.replace("%", " percent ").replace("’", "'")
    words = (
        re.sub(r"\([^)]*\)", " ", words) if len(re.sub(r"\([^)]*\)", "", words).strip(" :.?")) > 1 else words
    )
    without = _PERIOD_WORDS.sub(" ", words)
    words = without if re.search(r"[A-Za-z]{2}", without) else words
    words = words.lower().replace("'s", "").replace("#", " # ")
    words = re.sub(r"[^a-z0-9#]+", " ", words)
    return re.sub(r"\s+", " ", words).strip()


@lru_cache(maxsize=4096)
def field_of(text: str) -> Field | None:
    """The field that a column's or line's label names, None where it is not understood or is no label."""
    if not text or len(text) > 90:
        return None
    if month_of_label(text) is not None:
        return Field.MONTH
    label = label_of(text)
    if not label:
        return Field.REF if text.strip() == "#" else None
    if label in _FIELD_OF:
        return _FIELD_OF[label]
    singular = re.sub(r"\bofficers\b", "officer", re.sub(r"^(?:the|current|agreed|proposed|key) ", "", label))
    if singular in _FIELD_OF:
        return _FIELD_OF[singular]
    if (part := part_in_english(text)) is not None:
        return field_of(part)
    if (found := _by_words(label) if len(label.split()) <= 9 else None) is not None:
        return found
    compact = label.replace(" ", "")
    found = _COMPACT.get(compact) if len(compact) >= 3 else None
    known = heading_meaning(text) if found is None and is_heading_word(text) else None
    return found if known is None else _OF_COLUMN.get(known.field)


def exact_field_of(text: str) -> Field | None:
    """The field where the whole label is one of its names: for lines in running text, where words mislead."""
    return _FIELD_OF.get(label_of(text)) if text and len(text) <= 60 else None


def _by_words(label: str) -> Field | None:
    reason, corrective = bool(_REASON_WORDS.search(label)), bool(_CORRECTIVE_WORDS.search(label))
    dated, revised = bool(_DATE_WORDS.search(label)), bool(_REVISED_WORDS.search(label))
    original = bool(_ORIGINAL_WORDS.search(label))
    if reason and corrective:
        return Field.REASON_AND_CORRECTIVE
    if corrective or _DOING_WORDS.search(label):
        return Field.CORRECTIVE
    if reason:
        return Field.REASON
    if dated and revised and original and re.search(r"original|planned|target", label) and "revised" in label:
        return Field.ORIGINAL_AND_REVISED if "original" in label else Field.REVISED
    if _PREVIOUS_WORDS.search(label):
        return Field.OTHER
    if dated and revised:
        return Field.REVISED
    if (dated and original) or _DATE_OF_WORK.fullmatch(label):
        return Field.ORIGINAL
    if len(label.split()) <= 5:
        for words, field in (
            (_STATUS_WORDS, Field.STATUS),
            (_COMMENT_WORDS, Field.COMMENT),
            (_WHO_WORDS, Field.WHO),
            (_ACTION_WORDS, Field.ACTION),
        ):
            if words.search(label):
                return field
    return None


def month_of_label(text: str) -> tuple[int, int | None] | None:
    """The month number, and the year where there is one, of a month column's label: "Sep.", "Apr-10"."""
    match = _MONTH_LABEL.match(text.strip()) or _MONTH_LABEL.match(re.sub(r"[\s.]+", "", text))
    if match is None:
        return None
    year = full_year(match[2]) if match[2] else None
    return MONTH_NUMBERS[match[1][:3].lower()], year
