"""The front of a report: council, body, meeting, title, decision type, responsible people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.authorities import authority_in
from fingerpost.importer.recognition.headings import is_capitals
from fingerpost.importer.recognition.refs import code_title
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import Meeting, Responsible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.items import Item

_COUNCIL = re.compile(
    r"(?:^|(?<=[\s(“\"]))(?P<name>(?:(?:the\s+)?(?:London|Royal|Metropolitan)\s+Borough\s+(?:Council\s+)?of\s+[A-Z][\w'’-]+(?:\s+(?:and|upon|on|&|[A-Z])[\w'’-]*)*(?:\s+Council)?"
    r"|(?:City|Vale|Isle|Forest|County|Borough|Royal\s+Borough|Royal\s+County|Metropolitan\s+Borough)\s+of\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s+(?:and\s+)?[A-Z][\w'’-]+)*?\s+(?:(?:District|Borough|City|County)\s+)?Council"
    r"|City\s+of\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*\s+Council"
    r"|(?:[A-Z][\w'’-]*|and|upon|on|the|in|with|by|&|of)(?:\s+(?:[A-Z][\w'’-]*|and|upon|on|the|in|with|by|&|of)){0,5}\s+(?:District|Borough|City|County|Metropolitan|Town|Parish|Unitary|Shire)(?:\s+(?:District|Borough))?\s+Council"
    r"|[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]*|and|&|on)){0,3}\s+Council))(?![\w-])",
)
_COUNCIL_CAPITALS = re.compile(
    r"^(?:THE\s+)?(?:(?:LONDON|ROYAL|METROPOLITAN) BOROUGH OF [A-Z' -]+|CITY OF [A-Z' -]+|[A-Z'’& -]+? COUNCIL)$"
)
_BODY = re.compile(
    r"\b(?:cabinet|committee|sub-committee|board|panel|executive|commission|council|forum|assembly|scrutiny|"
    r"management team|leadership team|working group|task group|steering group|programme group|partnership)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?P<label>[A-Za-z][A-Za-z /()'’-]{0,50}?)\s*(?::|\t|\s[–—]\s)\s*(?P<value>\S.*)$", re.DOTALL
)
_BODY_LABEL = re.compile(
    r"^(?:report\s+to|to|meeting|committee|body|meeting of|for|decision[- ]maker|submitted to|presented to|name of (?:meeting|committee)|forum|board)$",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"^(?:date|meeting date|date of meeting|date of (?:the )?(?:committee|cabinet|board|decision)|on|committee date|cabinet date|decision date)$",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(
    r"^(?:title|subject|report title|title of report|report|re|heading|report on|item)$", re.IGNORECASE
)
_DECISION_LABEL = re.compile(
    r"^(?:(?:non-?)?key decision|decision type|type of decision|decision|classification of decision|purpose of report|is this a key decision\??)$",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"^(?:this is (?:a|not a) )?(?:non[- ]?key|key|not a key|executive|non-executive|delegated) decision\b.{0,60}$|^for (?:information|decision|noting|approval)(?: only)?$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:responsible|report(?:ing)?\s+(?:of|by|author|officer)|author|presented by|portfolio holder|lead (?:member|officer|director|councillor)|cabinet member|"
    r"relevant|head of service|executive member|director|accountable|originator|prepared by|written by|from|strategic director|"
    r"corporate director|service (?:area|head)|chief officer|lead cabinet|member|councillor|portfolio|officer|sponsor)\b",
    re.IGNORECASE,
)
_ROLE_ALONE = re.compile(
    r"^(?:(?:responsible|relevant|lead|accountable|reporting)\s+(?:portfolio holder|officer|member|councillor|head of service|director|chief officer|cabinet member)"
    r"|portfolio holder|report author|head of service|cabinet member)s?\s*:?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^[A-Z][\w.'’-]*(?:\s+[\w.,'’&()-]+){1,14}$")
_NOT_A_ROLE = re.compile(r"^(?:contact|ward|date|subject|title)", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?\d{1,2}\s?(?:st|nd|rd|th)?\.?\s+(?:of\s+)?[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d\d|\b\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d)\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(
    r"\b(?:plan|report|exceptions?|highlight|performance|progress|update|monitoring|programme|improvement|actions|action (?:log|list)|tracker|register|delivery|recovery)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:agenda|item|appendix|annex|report|part\s+\w+|public|open|private|exempt|confidential|draft|page|ward|status|classification|reference|ref|enclosure|enc)\b[\s\w.:()-]{0,24}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Front:
    """What stands before the first section."""

    council: str | None = None
    title: str | None = None
    meeting: Meeting | None = None
    meeting_text: str | None = None
    decision_type: str | None = None
    responsible: list[Responsible] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    body: str | None = None
    day: date | None = None


def day_in(text: str) -> date | None:
    """The first whole day that words name."""
    for match in _DAY.finditer(text):
        found = parse_date(re.sub(r"(?<=\d)\s+(?=(?:st|nd|rd|th)\b)", "", match[0], flags=re.IGNORECASE))
        if found.is_day and found.edtf:
            return date.fromisoformat(found.edtf[:10])
    return None


def council_in(text: str) -> str | None:
    """The council that words name, None where they name none."""
    words = text.strip(" .,:")
    if _COUNCIL_CAPITALS.match(words) and words != "COUNCIL" and not words.startswith("FULL "):
        return words
    for match in _COUNCIL.finditer(text):
        name = re.sub(
            r"^(?:(?:The|the|In|At|Of|of|and|by|By|To|For|on|in|with|&|That|This)\s+)+", "", match["name"]
        )
        if (
            name.split()[0]
            not in ("Full", "Council", "Annual", "Your", "Parish", "Town", "Our", "Each", "Extraordinary")
            and len(name.split()) > 1
        ):
            return name
    return authority_in(text)


_BODY_AT_END = re.compile(
    r"\b(?:cabinet|committee|board|panel|commission|council|forum|executive|group|partnership)$",
    re.IGNORECASE,
)
_OF_A_PERIOD = re.compile(
    r"\bperiod\b|\bas (?:at|of)\b|\b(?:position|status) (?:at|on)\b|\bupdated\b|\b\d{4}\s*(?:to|[–—-]|until)\s*\d{1,2}\b",
    re.IGNORECASE,
)
_TO = re.compile(r"^(?:report to|to|meeting of|meeting)\s*:?\s+(?:the\s+)?", re.IGNORECASE)
_COUNCIL_LABEL = re.compile(r"^(?:council|authority|name of council|organisation)$", re.IGNORECASE)
_REPORT_OF_TO = re.compile(
    r"^(?P<role>(?:joint\s+)?report\s+(?:of|by))\s+(?:the\s+)?(?P<name>[A-Z].{3,90}?)\s+to\s+(?:the\s+)?(?P<rest>[A-Z].{3,90})$",
    re.IGNORECASE,
)
_REPORT_OF = re.compile(
    r"^(?P<role>(?:joint\s+)?report\s+(?:of|by))\s+(?:the\s+)?(?P<name>[A-Z].{3,120})$", re.IGNORECASE
)


def read_front(front: Sequence[Item], items: Sequence[Item]) -> Front:
    """The front matter; where it does not name the council, the first place in the report that does."""
    found = Front()
    for role, value, item in _pairs(front):
        found.taken.add(item.index)
        if role is not None and not _take_pair(found, role, value, item):
            found.taken.discard(item.index)
    labelled = set(found.taken)
    titles: list[Item] = []
    for item in front:
        if item.index in labelled or (item.is_row and len(item.texts) > 1):
            continue
        parts = [part for part in re.split(r"\s*(?:\||\n)\s*", item.text) if part]
        taken = [_take_line(found, part, item) for part in parts]
        if all(taken):
            found.taken.add(item.index)
        elif not _NOISE.match(item.text) and code_title(item.text) is None:
            titles.append(item)
    if found.title is None:
        found.title = _title(titles, found)
    if found.body is not None or found.day is not None:
        found.meeting = Meeting(found.body, found.day)
    if found.council is None:
        found.council = next((name for item in (*front, *items) if (name := council_in(item.text))), None)
    found.title = _without_council(found.title, found.council)
    return found


def _take_pair(found: Front, role: str, value: str, item: Item) -> bool:
    """Take in a label with its value; whether it is one of the front's."""
    day = day_in(value)
    if _TITLE_LABEL.match(role) and found.title is None:
        found.title = value
    elif _BODY_LABEL.match(role) and found.body is None:
        found.body = (_without_day(value) or None) if day is not None else value
        found.day = found.day or day
    elif _DATE_LABEL.match(role):
        if day is not None and (found.day is None or "meeting" in role.lower()):
            found.day, found.meeting_text = day, item.text
    elif _DECISION_LABEL.match(role):
        typed = "type" in role.lower() or "classification" in role.lower()
        found.decision_type = value if typed else item.text
    elif _COUNCIL_LABEL.match(role) and found.council is None:
        found.council = value
    elif _ROLE.match(role) and not _NOT_A_ROLE.match(role):
        found.responsible.append(Responsible(role, value))
    else:
        return False
    return True


def _take_line(found: Front, text: str, item: Item) -> bool:
    """Take in a line without a label: council, body, date, decision, author; whether it is one of these."""
    if (of := _REPORT_OF_TO.match(text)) is not None and _BODY.search(of["rest"]):
        found.responsible.append(Responsible(of["role"], of["name"].strip()))
        text = of["rest"]
    day = day_in(text) if len(text) < 110 and not _OF_A_PERIOD.search(text) else None
    if (of := _REPORT_OF.match(text)) is not None and day is None:
        found.responsible.append(Responsible(of["role"], of["name"].strip()))
        return True
    if _DECISION.match(text):
        found.decision_type = found.decision_type or text
        return True
    if day is None and _is_title(text):
        return False
    council = council_in(text)
    rest = _without_day(text) if day is not None else text
    if council is not None:
        rest = rest.replace(council, " ").strip(" ,–—-:|()")
        if len(rest) > 60:
            return False
        found.council = found.council or council
    if day is not None and found.day is None:
        found.day, found.meeting_text = day, item.text
    rest = re.sub(r"\s+(?:of|of the|for|at|to)$", "", _TO.sub("", rest).strip())
    if rest and found.body is None and len(rest) <= 90 and _BODY.search(rest) and not _is_title(rest):
        found.body = rest
        return True
    return council is not None or (day is not None and not _is_title(rest))


def _without_council(title: str | None, council: str | None) -> str | None:
    """The title without the council's name before a dash, where something is left."""
    if title is None or council is None or not title.startswith(council):
        return title
    return title[len(council) :].strip(" –—-:,|") or title


def _is_title(text: str) -> bool:
    if _BODY_AT_END.search(text.strip()) and len(text.split()) <= 8:
        return False
    return bool(
        re.search(r"\b(?:plan|report|exceptions?|highlight|monitoring|update)\b", text, re.IGNORECASE)
    )


def _without_day(text: str) -> str:
    rest = _DAY.sub("", text)
    rest = re.sub(
        r"\b(?:on|held|meeting|date|at|[ap]m)\b|\b\d{1,2}[.:]\d\d\s*(?:am|pm)?",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    return re.sub(r"\s+", " ", rest).strip(" ,–—-:|()")


def _pairs(front: Sequence[Item]) -> list[tuple[str | None, str, Item]]:
    """Labels with their values, rows without a label joined to the value above them."""
    pairs: list[tuple[str | None, str, Item]] = []
    open_table: object = None
    for at, item in enumerate(front):
        filled = [cell for cell in item.cells if cell.text]
        if item.is_row and len(filled) >= 2:
            label = filled[0].text.strip(": ")
            pairs.append((label, " ".join(cell.text for cell in filled[1:]), item))
            open_table = item.table
        elif item.is_row and filled and filled[0].column > 0 and pairs and open_table is item.table:
            role, value, first = pairs[-1]
            pairs[-1] = (role, f"{value} {filled[0].text}", first)
            pairs.append((None, "", item))
            pairs[-2], pairs[-1] = pairs[-1], pairs[-2]
        elif (
            (match := _LABEL.match(item.text)) and not is_capitals(item.text.replace(match["value"], ""))
        ) or (
            match
            and (
                _BODY_LABEL.match(match["label"])
                or _DATE_LABEL.match(match["label"])
                or _TITLE_LABEL.match(match["label"])
                or _ROLE.match(match["label"])
                or _DECISION_LABEL.match(match["label"])
            )
        ):
            pairs.append((match["label"].strip(), match["value"].strip(), item))
        elif at and not item.is_row and _ROLE_ALONE.match(front[at - 1].text) and _NAMED.match(item.text):
            pairs.append((front[at - 1].text.strip(": "), item.text.strip(), item))
    return pairs


def _title(candidates: list[Item], found: Front) -> str | None:
    """The title: the lines that speak of a plan or report, joined where one goes on with the other."""
    telling = [item for item in candidates if _TITLE_WORDS.search(item.text) and len(item.text) <= 200]
    if not telling:
        telling = [item for item in candidates if item.level == 1 or is_capitals(item.text)][:1]
    if not telling:
        return None
    first = telling[0]
    lines = [first.text]
    found.taken.add(first.index)
    last = first
    following = next((item for item in candidates if item.index == first.index + 1), None)
    if (
        following is not None
        and re.match(r"^[\[(].{4,40}[\])]$", following.text)
        and following not in telling
    ):
        found.taken.add(following.index)
        return f"{first.text} {following.text}"
    for item in telling[1:]:
        alike = is_capitals(item.text) == is_capitals(last.text) and item.level == last.level
        if (
            item.index != last.index + 1
            or not alike
            or item.text == last.text
            or _complete(lines[0])
            or len(item.text.split()) > 12
            or _LABEL.match(item.text)
        ):
            break
        lines.append(item.text)
        found.taken.add(item.index)
        last = item
    return " ".join(lines)


def _complete(line: str) -> bool:
    """Whether a title line already says both what plan it is about and what it is."""
    return bool(re.search(r"\breport\b", line, re.IGNORECASE) and re.search(r"\bplan\b", line, re.IGNORECASE))
