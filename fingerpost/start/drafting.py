"""What there is to do before a plan is live: a council that is being set up, a plan that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.people.models import Person, Service
from fingerpost.plans.coverage import coverage_of
from fingerpost.plans.models import Action, ActionPerson, Plan, PlanState, Section
from fingerpost.rules.roles import Role
from fingerpost.start.parts import Job, Part, Stand, Step
from fingerpost.start.pieces import address, some

if TYPE_CHECKING:
    from collections.abc import Iterable

WRITTEN = (PlanState.DRAFT, PlanState.CONSULTATION)
"""The states of a plan in which its sections are written."""


def being_written(stand: Stand) -> list[Plan]:
    """The plans that are being drafted or are in consultation."""
    return [each for each in stand.plans if each.state in WRITTEN]


def own_sections(stand: Stand) -> Iterable[Part]:
    """A head of service: the sections of a plan in draft that are theirs to fill in, and what these lack."""
    for plan in being_written(stand):
        sections = Section.objects.filter(plan=plan).select_related("parent__parent")
        ours = [each.pk for each in sections if not stand.access.person_ids.isdisjoint(each.owner_ids)]
        lead = ActionPerson.objects.filter(action=OuterRef("pk"), deputy=False)
        theirs = Q(section__in=ours) | Q(service__in=stand.access.service_ids)
        rows = Action.objects.filter(theirs, plan=plan).annotate(has_lead=Exists(lead))
        actions = list(rows)
        if not (ours or actions):
            continue
        undated = sum(not (each.programmed or each.original_day or each.ongoing) for each in actions)
        leadless = sum(not each.has_lead for each in actions)
        without = sum(not each.resources for each in actions)
        at = address(stand, "plans:plan", pk=plan.pk)
        yield Part(
            plan.title,
            _("This plan is being written (%(state)s). Yours to fill in: %(sections)s, %(actions)s.")
            % {
                "state": plan.state,
                "sections": ngettext("%(number)s section", "%(number)s sections", len(ours))
                % {"number": len(ours)},
                "actions": ngettext("%(number)s action", "%(number)s actions", len(actions))
                % {"number": len(actions)},
            },
            (_("Go to the plan"), at),
            jobs=some(
                Job(
                    undated,
                    ngettext("action without a date", "actions without a date", undated),
                    at,
                    pressing=True,
                ),
                Job(leadless, ngettext("action without a lead", "actions without a lead", leadless), at),
                Job(without, ngettext("action without resources", "actions without resources", without), at),
            ),
        )


def realism(stand: Stand) -> Iterable[Part]:
    """Whoever looks at a whole plan while it is written: what it lacks, and where too much falls due at once."""
    for plan in being_written(stand):
        coverage = coverage_of(plan, stand.access.at.date())
        at = address(stand, "plans:coverage", pk=plan.pk)
        yield Part(
            plan.title,
            _("This plan is %(state)s.") % {"state": plan.state},
            (_("Go to the plan"), address(stand, "plans:plan", pk=plan.pk)),
            jobs=tuple(Job(len(each.cases), each.title, at) for each in coverage.concerns),
        )


def setting_up(stand: Stand) -> Iterable[Part]:
    """The administrator of a council that has no plan yet: the steps to its first one."""
    council = stand.access.council
    if Plan.objects.filter(council=council).exists():
        return
    services = Service.objects.filter(council=council, merged_into=None).count()
    today = stand.access.at.date()
    people = [each for each in Person.objects.filter(council=council) if each.is_here(today)]
    officers = [each for each in people if Role.PERFORMANCE_OFFICER in each.role_set]
    others = len(people) - 1
    steps = (
        (
            _("Services"),
            ngettext("%(number)s service", "%(number)s services", services) % {"number": services},
            services > 0,
            "people:services",
        ),
        (
            _("People"),
            ngettext("%(number)s person besides you", "%(number)s people besides you", others)
            % {"number": others},
            others > 0,
            "people:people",
        ),
        (
            _("A performance officer"),
            ", ".join(each.shown for each in officers) or _("writes the plan and runs the month"),
            bool(officers),
            "people:people",
        ),
        (_("The first plan"), _("by the performance officer, or from an old report"), False, "plans:plans"),
    )
    now = next(place for place, (_title, _words, done, _name) in enumerate(steps) if not done)
    yield Part(
        _("Setting up the council"),
        _(
            "Four steps, and the council can begin. Its colour, its days and who needs a second factor are under Council settings."
        ),
        (_("Next: %(step)s") % {"step": steps[now][0]}, address(stand, steps[now][3])),
        steps=tuple(
            Step(title, words, "done" if done else "now" if place == now else "to come", address(stand, name))
            for place, (title, words, done, name) in enumerate(steps)
        ),
    )
