"""The order of a plan: sections as they were put, each before what it holds; actions by their refs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fingerpost.plans.models import Action, Section
from fingerpost.rules.refs import ref_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.plans.models import Plan


def tree_order(
    sections: Iterable[Section], *, moved_last: Section | None = None
) -> list[tuple[Section, int]]:
    """Every section after the one above it, siblings by their place, each with its level.

    Of two with the same place, `moved_last` comes second: that is how a section is put after another.
    """
    below: defaultdict[int | None, list[Section]] = defaultdict(list)
    for each in sections:
        below[each.parent_id].append(each)

    def walk(parent: int | None, level: int) -> Iterator[tuple[Section, int]]:
        for each in sorted(below[parent], key=lambda one: (one.place, one is moved_last)):
            yield each, level
            yield from walk(each.pk, level + 1)

    return list(walk(None, 0))


def put_in_order(plan: Plan) -> None:
    """Number the places of a plan's sections and actions anew, where they are not in order; four queries at most."""
    sections = list(Section.objects.filter(plan=plan).only("pk", "parent_id", "place", "level"))
    ordered = tree_order(sections)
    wrong = [each for place, (each, _) in enumerate(ordered) if each.place != place]
    for place, (each, _) in enumerate(ordered):
        each.place = place
    if wrong:
        Section.objects.bulk_update(wrong, ["place"])
    place_of = {each.pk: each.place for each in sections}
    actions = sorted(
        Action.objects.filter(plan=plan).only("pk", "section_id", "ref", "place"),
        key=lambda each: (place_of[each.section_id], ref_order(each.ref)),
    )
    moved = []
    for place, action in enumerate(actions):
        if action.place != place:
            action.place = place
            moved.append(action)
    if moved:
        Action.objects.bulk_update(moved, ["place"], batch_size=500)
