"""The content models of StratML as data: which elements there are, what each holds, in which order and how often.

A test holds them against the published schemas where these are at hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class TextKind(StrEnum):
    """What the text of an element must be. The kinds with "or nothing" may be empty."""

    ANY = "text"
    ID = "an identifier"
    ADDRESS = "an address"
    DAY = "a date"
    DAY_OR_NOTHING = "a date or nothing"
    NUMBER_OR_NOTHING = "a number or nothing"
    CHOICE = "one of a list"


@dataclass(frozen=True, slots=True)
class Child:
    """An element within another: how often it stands there at least, and at most (None: any number)."""

    name: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute, with the values that it may have."""

    name: str
    values: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What an element holds: children in this order, or text of a kind. `values` are those of a choice."""

    children: tuple[Child, ...] = ()
    text: TextKind | None = None
    values: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    def child(self, name: str) -> Child | None:
        """What is said of the child of this name, where it may have one."""
        return next((each for each in self.children if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Model:
    """A content model: the namespace, the outermost element, and every element by its name."""

    part: int
    namespace: str
    root: str
    elements: Mapping[str, Content]


_CHILD = re.compile(r"(?P<name>\w+)(?P<times>[?*+]|\{(?P<least>\d+),(?P<most>\d+)\})?")
_TIMES: dict[str | None, tuple[int, int | None]] = {None: (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}


def _holding(children: str, *attributes: Attribute) -> Content:
    """An element's children in order, each followed by how often: nothing for once, ?, *, + or {least,most}."""
    found = []
    for each in children.split():
        match = _CHILD.fullmatch(each)
        assert match is not None, each
        if match["least"] is not None:
            found.append(Child(match["name"], int(match["least"]), int(match["most"])))
        else:
            found.append(Child(match["name"], *_TIMES[match["times"]]))
    return Content(tuple(found), attributes=attributes)


def _saying(kind: TextKind = TextKind.ANY, *values: str) -> Content:
    return Content(text=kind, values=values)


_STAKEHOLDER_TYPE = Attribute("StakeholderTypeType", ("Person", "Organization", "Generic_Group"))
_RESULT = "StartDate? EndDate? NumberOfUnits? Descriptor? Description?"
_CORE = "Organization* Vision? Mission? Value* Goal+"
_ORGANISATION = "Name? Acronym? Identifier? Description? Stakeholder*"
_GOAL = "Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? Objective*"
_OBJECTIVE = "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation?"

_TEXTS = (
    "Acronym Description EmailAddress GivenName Name OtherInformation PhoneNumber SequenceIndicator Surname"
)
_BOTH: dict[str, Content] = {
    **{name: _saying() for name in _TEXTS.split()},
    "Goal": _holding(_GOAL),
    "Identifier": _saying(TextKind.ID),
    "Mission": _holding("Description? Identifier?"),
    "Organization": _holding(_ORGANISATION),
    "Source": _saying(TextKind.ADDRESS),
    "StrategicPlanCore": _holding(_CORE),
    "Value": _holding("Name? Description?"),
    "Vision": _holding("Description? Identifier?"),
}

PART_2 = Model(
    2,
    "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
    "PerformancePlanOrReport",
    {
        **_BOTH,
        **{name: _saying() for name in ("DescriptorName", "DescriptorValue", "MeasurementDimension")},
        **{name: _saying() for name in ("ReferentIdentifier", "UnitOfMeasurement")},
        "PerformancePlanOrReport": _holding(
            "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation? Submitter?",
            Attribute("Type", ("Strategic_Plan", "Performance_Plan", "Performance_Report"), required=True),
        ),
        "ActualResult": _holding(_RESULT),
        "AdministrativeInformation": _holding("Identifier? StartDate? EndDate? PublicationDate? Source?"),
        "Descriptor": _holding("DescriptorName? DescriptorValue?"),
        "EndDate": _saying(TextKind.DAY_OR_NOTHING),
        "MeasurementInstance": _holding("TargetResult* ActualResult*"),
        "NumberOfUnits": _saying(TextKind.NUMBER_OR_NOTHING),
        "Objective": _holding(f"{_OBJECTIVE} PerformanceIndicator*"),
        "PerformanceIndicator": _holding(
            "SequenceIndicator? MeasurementDimension UnitOfMeasurement Identifier? Relationship* "
            "MeasurementInstance* OtherInformation?",
            Attribute(
                "ValueChainStage", ("Outcome", "Output_Processing", "Output", "Input_Processing", "Input")
            ),
            Attribute("PerformanceIndicatorType", ("Quantitative", "Qualitative")),
        ),
        "PublicationDate": _saying(TextKind.DAY_OR_NOTHING),
        "Relationship": _holding(
            "Identifier? ReferentIdentifier* Name? Description?",
            Attribute("RelationshipType", ("Broader_Than", "Peer_To", "Narrower_Than")),
        ),
        "Role": _holding("Name Description? RoleType{0,2}"),
        "RoleType": _saying(TextKind.CHOICE, "Performer", "Beneficiary"),
        "Stakeholder": _holding("Name Description? Role*", _STAKEHOLDER_TYPE),
        "StartDate": _saying(TextKind.DAY_OR_NOTHING),
        "Submitter": _holding("Identifier? GivenName? Surname? PhoneNumber? EmailAddress?"),
        "TargetResult": _holding(_RESULT),
    },
)
"""Part 2: Performance Plan or Report, of 16 February 2016."""

PART_1 = Model(
    1,
    "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    "StrategicPlan",
    {
        **_BOTH,
        "AdministrativeInformation": _holding("StartDate? EndDate? PublicationDate? Source? Submitter?"),
        "EndDate": _saying(TextKind.DAY),
        "Objective": _holding(_OBJECTIVE),
        "PublicationDate": _saying(TextKind.DAY),
        "Stakeholder": _holding("Name Description?", _STAKEHOLDER_TYPE),
        "StartDate": _saying(TextKind.DAY),
        "StrategicPlan": _holding(
            "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation?"
        ),
        "Submitter": _holding("GivenName? Surname? PhoneNumber? EmailAddress?"),
    },
)
"""Part 1: Strategic Plan, ISO 17469-1."""

MODELS = (PART_2, PART_1)
