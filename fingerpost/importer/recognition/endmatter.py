"""What stands towards the end of a report: implications, people consulted, wards, appendices, papers, contact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.rules.draft import Consultee, Contact, Implication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.covering import OpenSection
    from fingerpost.importer.recognition.items import Item

_SUBJECT = (
    r"(?:Procurement|Personnel|Human Resources?|HR|Staffing|Governance|Community Safety|Crime and Disorder|Policy|Environment(?:al)?|"
    r"Equalit(?:y|ies)|Legal|Financial|Finance|Risk|Health|Health and Safety|Sustainability|Climate(?: Change)?|Property|Assets?|"
    r"Information|ICT|IT|Data|Privacy|Customer|Consultation|Safeguarding|Social Value|Biodiversity|Human Rights|Carbon|"
    r"Value for Money|Resources?|Resource|Workforce|Children|Communit(?:y|ies)|Economic|Planning|Rural|Partnership|Diversity|Performance)"
)
_TITLED = re.compile(
    rf"(?:(?<=^)|(?<=[.;!?]\s)|(?<=\n)|(?<=[a-z]\s))(?P<title>{_SUBJECT}[A-Za-z0-9 /&,()'’-]{{0,90}}?)\s*:\s+(?=\S)"
)
_TITLE_ALONE = re.compile(rf"{_SUBJECT}[A-Za-z0-9 /&,()'’-]{{0,90}}:?")
_LINE = re.compile(
    r"^(?P<title>[A-Z][A-Za-z0-9 /&,()'’-]{2,110}?)\s*(?::|\s[–—]\s)\s*(?P<text>\S.*)$", re.DOTALL
)
_ANSWER = re.compile(
    r"^(?P<who>[A-Z].{2,90}?)(?:\s*:\s*|\s+[–—-]\s+|\s{2,}|\s*\.{2,}\s*|\s+(?=(?:Yes|No|N/A|At [A-Z]{2,6})$))(?P<answer>(?:yes|no|n/a|not applicable|at \w+|consulted|agreed|approved|signed off|cleared|awaited|comments|\d{1,2}).{0,80})$",
    re.IGNORECASE,
)
_ANSWER_ALONE = re.compile(
    r"(?:yes|no|n/a|not applicable|at [A-Z]{2,6}|consulted|agreed|approved|awaited)\.?", re.IGNORECASE
)
_LONGEST_WHO = 90
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"(?<!\d)(?:\+44\s?|\(?0)\d[\d\s()-]{7,15}\d(?:\s*(?:ext\.?|x)\s*\d+)?", re.IGNORECASE
)
_EXTENSION = re.compile(r"\b(?:ext(?:ension)?\.?)\s*:?\s*(\d{3,6})", re.IGNORECASE)
_CONTACT_LABEL = re.compile(
    r"^(?:name|contact officers?|contact|officer|report author|author|contact name|lead officer|report contact|further information)\s*(?::|-|–)?\s*",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"^(?:name|e-?\s?mail(?: address)?|tel(?:ephone)?(?: no\.?| number)?|phone|ext(?:ension)?|mobile|post|job title|title|department|directorate|service|fax|address|designation|job role|role)\b\s*[.:–-]?\s*",
    re.IGNORECASE,
)


def implications_of(sections: Sequence[OpenSection]) -> tuple[Implication, ...]:
    """The implications with a title of their own under "Other implications"; where a report has none such,
    its sections of implications.
    """
    titled = [
        each
        for section in sections
        if re.search(r"\bimplications\b", section.plain)
        for each in _titled(section)
    ]
    if titled:
        return tuple(titled)
    return tuple(
        Implication(section.title, "\n".join(each.text for each in section.paragraphs))
        for section in sections
        if section.plain.endswith(("implications", "implication", "considerations")) and section.paragraphs
    )


def _titled(section: OpenSection) -> list[Implication]:
    found: list[Implication] = []
    whole = (
        re.match(r"(?:other|further|general|wider|additional)?\s*implications?$", section.plain) is not None
    )
    title: str | None = None
    for item in section.items:
        texts = item.texts
        above, title = title, None
        if item.is_row:
            if len(texts) == 2 and len(texts[0]) <= 110 and not texts[0].isdigit():
                found.append(Implication(texts[0].rstrip(": "), texts[1]))
            continue
        marks = list(_TITLED.finditer(item.text))
        if marks and marks[0].start() == 0 and (whole or len(marks) > 1):
            ends = [mark.start() for mark in marks[1:]] + [len(item.text)]
            found.extend(
                Implication(mark["title"].strip(), item.text[mark.end() : end].strip())
                for mark, end in zip(marks, ends, strict=True)
            )
        elif whole and (match := _LINE.match(item.text)):
            found.append(Implication(match["title"], match["text"]))
        elif above is not None and item.number is None:
            found.append(Implication(above, item.text))
        elif whole and _TITLE_ALONE.fullmatch(item.text):
            title = item.text.rstrip(": ")
        elif found and whole and item.number is None:
            last = found[-1]
            found[-1] = Implication(last.title, f"{last.text} {item.text}")
    return found


def consultees_of(sections: Sequence[OpenSection]) -> tuple[Consultee, ...]:
    """The people consulted with their answers, from a section on consultation; none where it is prose."""
    found: list[Consultee] = []
    for section in sections:
        if not re.search(r"\bconsult", section.plain):
            continue
        before: str | None = None
        for item in section.items:
            texts = item.texts
            alone, before = before, None
            if item.is_row:
                if _is_header(texts):
                    continue
                if (
                    len(texts) == 2
                    and _ANSWER_ALONE.fullmatch(texts[0])
                    and not _ANSWER_ALONE.fullmatch(texts[1])
                ):
                    found.append(Consultee(texts[1].rstrip(": "), texts[0]))
                elif len(texts) >= 2:
                    found.append(Consultee(texts[0].rstrip(": "), " ".join(texts[1:])))
                elif texts:
                    found.append(Consultee(texts[0]))
            elif match := _ANSWER.match(item.text):
                found.append(Consultee(match["who"].strip(" ."), match["answer"].strip()))
            elif alone is not None and _ANSWER_ALONE.fullmatch(item.text):
                found.append(Consultee(alone, item.text))
            elif item.number is None and len(item.text) <= _LONGEST_WHO and not item.text.endswith("."):
                before = item.text.rstrip(": ")
    return tuple(found)


def _is_header(texts: tuple[str, ...]) -> bool:
    words = " ".join(texts).lower()
    return (
        bool(re.search(r"\bconsult(?:ed|ee|ees|ation)\b|^name\b|\bcomments\b|\bresponse\b", words))
        and all(len(text) < 40 for text in texts)
        and not re.search(r"\b(?:yes|no|n/a)\b", words)
    )


_WARDS_LABELLED = re.compile(
    r"^(?:electoral\s+)?wards?(?:\(s\))?(?:\s+affected)?\s*[:\t]\s*(\S.{0,120})$", re.IGNORECASE
)
"""Among paragraphs only a label with its colon tells: "Ward councillors were told" names no ward."""


def wards_of(sections: Sequence[OpenSection], front: Sequence[Item] = ()) -> str | None:
    """The wards affected, as printed."""
    for section in sections:
        if re.search(r"\bwards?\b", section.plain):
            return _text_of(section) or None
    for item in front:
        if match := re.match(
            r"^(?:electoral\s+)?wards?(?:\(?s\)?)?(?:\s+affected)?\s*[:\t]?\s+(\S.*)$",
            item.text,
            re.IGNORECASE,
        ):
            return match[1].strip()
    for item in (each for section in sections for each in section.items):
        if match := _WARDS_LABELLED.match(item.text):
            return match[1].strip()
    return None


def appendices_of(sections: Sequence[OpenSection]) -> tuple[str, ...]:
    """The appendices that the report lists, as printed."""
    return _listed(sections, r"\b(?:appendix|appendices|attachments?|annexes)\b")


def papers_of(sections: Sequence[OpenSection]) -> tuple[str, ...]:
    """The background papers that the report lists, as printed."""
    return _listed(sections, r"\bbackground (?:papers?|documents?|information used)\b")


def _listed(sections: Sequence[OpenSection], pattern: str) -> tuple[str, ...]:
    for section in sections:
        if re.search(pattern, section.plain):
            return tuple(
                re.sub(r"\s+", " ", " ".join(item.texts)) for item in section.items if item.text.strip()
            )
    labelled = re.compile(rf"^(?:list of\s+)?{pattern}\s*:\s*(?P<rest>\S.*)$", re.IGNORECASE)
    for section in sections:
        for item in section.items:
            if match := labelled.match(item.text):
                return tuple(part for part in re.split(r"\s*;\s*", match["rest"]) if part)
    return ()


def _text_of(section: OpenSection) -> str:
    return "\n".join(" ".join(item.texts) for item in section.items).strip()


def contact_of(
    block: Sequence[Item], sections: Sequence[OpenSection], front: Sequence[Item]
) -> Contact | None:
    """The contact officer, from the contact block, a section of that name, or a line that names one."""
    lines = [" ".join(item.texts) for item in block]
    if not lines:
        for section in sections:
            if re.search(r"^(?:report )?contacts?\b|\bcontact officer|further information", section.plain):
                lines = [" ".join(item.texts) for item in section.items]
                break
    if not lines:
        everything = [*front, *(item for section in sections for item in section.items)]
        lines = [
            " ".join(item.texts)
            for item in everything
            if re.match(r"^(?:report\s+|officer\s+)?contacts?\b", item.text, re.IGNORECASE)
            or ((_EMAIL.search(item.text) or _TELEPHONE.search(item.text)) and len(item.text) < 160)
        ]
    return _contact(lines) if lines else None


def _contact(lines: list[str]) -> Contact | None:
    name = email = telephone = None
    for line in lines:
        rest = line
        if match := _EMAIL.search(rest):
            email = email or match[0].rstrip(".")
            rest = rest.replace(match[0], " ")
        if match := _TELEPHONE.search(rest):
            telephone = telephone or match[0].strip()
            rest = rest.replace(match[0], " ")
        elif (match := _EXTENSION.search(rest)) and telephone is None:
            telephone = match[0].strip()
            rest = rest.replace(match[0], " ")
        if name is None:
            name = _name_in(rest)
    if name is None and email is None and telephone is None:
        return None
    return Contact(name, email, telephone)


def _name_in(line: str) -> str | None:
    words = _CONTACT_LABEL.sub("", line.strip())
    label = _LABEL_ONLY.match(words)
    if label and not re.match(r"^name", words, re.IGNORECASE):
        return None
    words = _LABEL_ONLY.sub("", words) if label else words
    words = re.split(
        r"\s*(?:,|\||;|\(|\s[–—-]\s|\b(?:tel|telephone|e-?mail|ext|on|at|phone|post|job title)\b)",
        words,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    words = words.strip(" .:–-")
    return words if re.match(r"^(?:[A-Z][\w'’.-]*\s?){1,6}$", words) else None
