"""Whether a plan can be approved and go live: what must be mended first, all at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fingerpost.rules.refs import ref_order

if TYPE_CHECKING:
    from fingerpost.plans.models import Plan


def problems_of(plan: Plan) -> tuple[str, ...]:
    """What keeps a plan from going live, a sentence each. What only deserves a second look is in `coverage`."""
    actions = list(plan.actions.values_list("ref", "programmed", "original_day", "ongoing", "recurring"))
    problems = [] if actions else ["The plan has no actions."]
    alike: defaultdict[object, list[str]] = defaultdict(list)
    for ref, programmed, day, ongoing, recurring in actions:
        alike[ref_order(ref)[0]].append(ref)
        if not (programmed or day or ongoing):
            problems.append(f"Action {ref} has neither a month nor a day, and is not marked as ongoing.")
        elif recurring and not programmed:
            problems.append(f"Action {ref} recurs, but no month is programmed for its review.")
    problems += [
        f"The refs {' and '.join(refs)} read alike; give each action its own."
        for refs in alike.values()
        if len(refs) > 1
    ]
    return tuple(problems)
