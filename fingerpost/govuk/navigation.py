"""The one list of what the navigation offers. A page enters by a line here; it is shown to those who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fingerpost.rules.roles import Act


class Visitor(Protocol):
    """Whoever looks at a page of a council: `people.access.Access`."""

    def may(self, act: Act) -> bool:
        """Whether they may do this at all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that the navigation offers: its words, the name of its address, and what one must be allowed to do.

    `first` entries stand in the bar of every page; the others on the page of everything else (`start:more`),
    with one sentence that says what they are for.
    """

    label: Promise
    url_name: str
    act: Act
    first: bool = False
    words: Promise | str = ""


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Start"), "start:start", Act.READ_PLAN, first=True),
    Entry(_("My actions"), "monitoring:mine", Act.SEND_UPDATE, first=True),
    Entry(_("Plans"), "plans:plans", Act.READ_PLAN, first=True),
    Entry(_("Months"), "monitoring:periods", Act.READ_PLAN, first=True),
    Entry(_("Changes"), "changes:list", Act.READ_PLAN, first=True),
    Entry(_("Reports"), "issuing:reports", Act.READ_PLAN, first=True),
    Entry(_("Scrutiny"), "scrutiny:list", Act.READ_PLAN, first=True),
    Entry(_("Insight"), "insight:overview", Act.READ_PLAN, first=True),
    Entry(_("More"), "start:more", Act.READ_PLAN, first=True),
    Entry(
        _("Committee reports"),
        "committee:reports",
        Act.READ_PLAN,
        words=_("The covering reports that go to meetings, with who writes and signs which part."),
    ),
    Entry(
        _("Meetings and bodies"),
        "meetings:list",
        Act.READ_PLAN,
        words=_("Where decisions are made, and when."),
    ),
    Entry(
        _("Publication"),
        "publishing:list",
        Act.PUBLISH,
        words=_("Which reports are public, from when, and what was withdrawn."),
    ),
    Entry(
        _("Reports before meetings"),
        "hearings:list",
        Act.READ_PLAN,
        words=_("What each meeting was recommended and resolved, and whether it is in force."),
    ),
    Entry(
        _("Forward plan"),
        "hearings:forward_plan",
        Act.READ_PLAN,
        words=_("Decisions that are to come, and which are key decisions."),
    ),
    Entry(
        _("Send reports"),
        "circulation:sent",
        Act.CIRCULATE,
        words=_("Distribution lists, and what was sent to whom."),
    ),
    Entry(
        _("Objectives and priorities"),
        "plans:aims",
        Act.READ_PLAN,
        words=_("What the plans serve: the council plan and recommendations from outside."),
    ),
    Entry(
        _("Corporate risks"),
        "plans:risks",
        Act.READ_PLAN,
        words=_("Which risks the plans are to bring down."),
    ),
    Entry(
        _("Hand over actions"),
        "plans:hand_over",
        Act.EDIT_PLAN,
        words=_("Give a leaver’s actions to a colleague, all in one go."),
    ),
    Entry(
        _("Reminders"),
        "notices:log",
        Act.SEND_NOTICES,
        words=_("Who was told what, and what is still to be sent."),
    ),
    Entry(
        _("Import a document"),
        "intake:list",
        Act.IMPORT,
        words=_("Read an old report or tracker, and say whether it was understood."),
    ),
    Entry(
        _("People and roles"),
        "people:people",
        Act.MANAGE_PEOPLE,
        words=_("Who is who, and who may do what."),
    ),
    Entry(
        _("Services"),
        "people:services",
        Act.MANAGE_PEOPLE,
        words=_("The council’s services and their heads."),
    ),
    Entry(
        _("While you are away"),
        "people:away",
        Act.READ_PLAN,
        words=_("Who acts for you, and for whom you act."),
    ),
    Entry(
        _("API tokens"),
        "people:tokens",
        Act.READ_PLAN,
        words=_("Which programs read or write in your name, and until when."),
    ),
    Entry(
        _("History"),
        "history:entries",
        Act.READ_HISTORY,
        words=_("Every change that was made, by whom and when."),
    ),
    Entry(
        _("Council settings"),
        "people:settings",
        Act.MANAGE_COUNCIL,
        words=_("Name, colour, second factor, reminders, and how long things are kept."),
    ),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as somebody sees it; `here` marks the page itself, `inside` a page below it."""

    label: str
    words: str
    address: str
    here: bool
    inside: bool


def links(visitor: Visitor, council: str, path: str, *, first: bool = True) -> list[Link]:
    """What this visitor may open, in order; pages that this installation does not have are left out."""
    found: list[tuple[Entry, str]] = []
    for entry in ENTRIES:
        if entry.first is first and visitor.may(entry.act):
            try:
                found.append((entry, reverse(entry.url_name, kwargs={"council": council})))
            except NoReverseMatch:
                continue
    home = reverse("start:start", kwargs={"council": council})
    below = max((at for _, at in found if at != home and path.startswith(at)), key=len, default="")
    return [
        Link(str(entry.label), str(entry.words), at, here=at == path, inside=at == below and at != path)
        for entry, at in found
    ]
