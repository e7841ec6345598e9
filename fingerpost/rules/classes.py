"""The classes in which highlighted actions are counted, and the statuses that fall into each."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.rules.said import said


class StatusClass(StrEnum):
    """A class of the figures. Every highlighted action is in exactly one (rules: Classes and figures)."""

    GREEN = said("green")
    AMBER = said("amber")
    RED = said("red")
    REPROGRAMMED = said("reprogrammed")
    NOT_UPDATED = said("not updated")


class Status(StrEnum):
    """The status of an action in a period. The codes never change; a plan may word them otherwise."""

    COMPLETE = said("complete")
    ON_TARGET = said("on target")
    NOT_DUE = said("not due")
    NOT_UPDATED = said("not updated")
    REPROGRAMMED = said("reprogrammed")
    AMBER = said("amber")
    RED = said("red")
    SUSPENDED = said("suspended")
    WITHDRAWN = said("withdrawn")


CLASS_OF_STATUS: dict[Status, StatusClass | None] = {
    Status.COMPLETE: StatusClass.GREEN,
    Status.ON_TARGET: StatusClass.GREEN,
    Status.NOT_DUE: None,
    Status.NOT_UPDATED: StatusClass.NOT_UPDATED,
    Status.REPROGRAMMED: StatusClass.REPROGRAMMED,
    Status.AMBER: StatusClass.AMBER,
    Status.RED: StatusClass.RED,
    Status.SUSPENDED: StatusClass.REPROGRAMMED,
    Status.WITHDRAWN: StatusClass.REPROGRAMMED,
}

LATE_CLASSES = frozenset({StatusClass.AMBER, StatusClass.RED})
"""The classes of what is late (rules: Status of an action in a period, 4)."""

LETTER_OF_STATUS: dict[Status, str] = {
    Status.COMPLETE: "C",
    Status.ON_TARGET: "G",
    Status.NOT_DUE: "–",
    Status.NOT_UPDATED: "N",
    Status.REPROGRAMMED: "P",
    Status.AMBER: "A",
    Status.RED: "R",
    Status.SUSPENDED: "S",
    Status.WITHDRAWN: "W",
}

LETTER_OF_CLASS: dict[StatusClass, str] = {
    StatusClass.GREEN: "G",
    StatusClass.AMBER: "A",
    StatusClass.RED: "R",
    StatusClass.REPROGRAMMED: "P",
    StatusClass.NOT_UPDATED: "N",
}
