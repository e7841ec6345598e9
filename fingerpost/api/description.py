"""The API described as OpenAPI 3.1, in the words of a council."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from fingerpost.api import problems
from fingerpost.api.site import API, operations
from fingerpost.plans.grid_markup import status_words
from fingerpost.plans.models import Plan, PlanState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.people.models import Council

GROUPS = ("Who asks", "Plans", "Months", "Updates", "Review", "Changes", "Meetings", "Scrutiny", "History")
"""The groups of addresses, in the order in which people read of them."""
_PAGE = re.compile(r"Page_(\w+)Shape_")
_FIRST_PROBLEM = 400


def description(council: Council | None = None) -> dict[str, Any]:
    """The API as OpenAPI; of a council with its address and its words for statuses and sections."""
    made: dict[str, Any] = json.loads(json.dumps(API.get_openapi_schema(path_prefix="")))
    made = _renamed(made)
    slug = council.slug if council else "COUNCIL"
    made["info"] = {
        "title": _("Fingerpost at %(council)s") % {"council": council.name} if council else "Fingerpost",
        "version": API.version,
        "description": _(
            "The improvement plans of a council, their months, updates and changes. Every address takes a token in the Authorization header; it allows what the pages allow whoever made it, and no more."
        ),
    }
    made["servers"] = [{"url": f"{settings.SITE_ADDRESS if council else 'https://SITE'}/{slug}/api/v1"}]
    made["tags"] = [{"name": each} for each in GROUPS]
    needs = dict(_needs())
    for each in _operations(made):
        act, writes = needs[each["operationId"]]
        first, _stop, _rest = each["description"].partition(". ")
        each["summary"] = first.partition("\n")[0].rstrip(".")
        each["x-needs"], each["x-writes"] = act, writes
        for status, answer in each["responses"].items():
            if int(status) >= _FIRST_PROBLEM and "content" in answer:
                answer["content"] = {problems.MEDIA_TYPE: next(iter(answer["content"].values()))}
    if council is not None:
        _say_in_words_of(council, made["components"]["schemas"])
    return made


def _operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in made["paths"].values():
        yield from methods.values()


def _needs() -> Iterator[tuple[str, tuple[str, bool]]]:
    """What each operation needs, by its name: what one must be allowed to do, and whether the token must write."""
    for each, door in operations():
        yield each.operation_id or "", (str(door.act), door.writes)


def _renamed(value: Any) -> Any:
    """The description with short names for its values: Plan for PlanShape, PlanPage for a page of these."""
    text = json.dumps(value)
    names = {name: _short(name) for name in value["components"]["schemas"]}
    for name, short in names.items():
        text = text.replace(f'"#/components/schemas/{name}"', f'"#/components/schemas/{short}"')
    made = json.loads(text)
    schemas = {names[name]: each for name, each in made["components"]["schemas"].items()}
    for name, each in schemas.items():
        each["title"] = name
    made["components"]["schemas"] = dict(sorted(schemas.items()))
    return made


def _short(name: str) -> str:
    page = _PAGE.fullmatch(name)
    return f"{page[1]}Page" if page else name.removesuffix("Shape")


def _say_in_words_of(council: Council, schemas: dict[str, Any]) -> None:
    """What the council's live plans call their statuses and the levels of their sections."""
    for plan in Plan.objects.filter(council=council, state=PlanState.LIVE).order_by("code"):
        own = {status: words for status, words in status_words(plan.status_words).items() if words != status}
        if own:
            said = "; ".join(f"{status}: “{words}”" for status, words in own.items())
            schemas["Status"]["description"] += f" {plan.title}: {said}."
        levels = ", ".join(plan.level_names)
        schemas["Section"]["description"] += f" {plan.title}: {levels}."
