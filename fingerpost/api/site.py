"""The API as one thing: its groups of addresses, how it answers what goes wrong, and where each stands."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseNotAllowed
from django.urls import URLPattern, path
from ninja import NinjaAPI

from fingerpost.api import problems
from fingerpost.api.door import Token
from fingerpost.api.views import changes, months, others, plans, updates
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from ninja.operation import Operation

API = NinjaAPI(title="Fingerpost", version="1", urls_namespace="api", docs_url=None, openapi_url=None)
problems.answered(API)
for group in (others, plans, months, updates, changes):
    API.add_router("", group.router)


def operations() -> Iterator[tuple[Operation, Token]]:
    """Every operation with its door. Refuses one that has none of ours: nothing is open by oversight."""
    for router in API._get_bound_routers():  # noqa: SLF001  # ninja has no other way to ask
        for view in router.path_operations.values():
            for each in view.operations:
                [door] = each.auth_callbacks
                if not isinstance(door, Token):
                    raise TypeError(f"{each.path} has no door.")
                yield each, door


def _answered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What holds for every answer: no cache keeps it, and a wrong method is a problem like any other."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        made = view(request, **parts)
        if isinstance(made, HttpResponseNotAllowed):
            made = problems.not_allowed(request, made["Allow"])
        made.headers.setdefault("Cache-Control", "no-store")
        return made

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # a token is sent on purpose, and a cookie opens nothing
    answer.is_api = True  # type: ignore[attr-defined]  # read by the tests that walk every address
    return answer


def _nowhere(request: HttpRequest, rest: str, council: str) -> HttpResponse:  # noqa: ARG001  # Django names the parts
    """No such address; whoever has no good token does not even learn that."""
    try:
        Token(Act.READ_PLAN)(request)
    except Exception as problem:  # noqa: BLE001  # the API answers every kind of exception
        return problems.answer_to(request, problem)
    return problems.in_words(request, problems.Kind.NOT_FOUND)


def addresses() -> list[URLPattern]:
    """Every address of the API, each with the view that answers, and last whatever is none."""
    found = [each for each in API.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    for each in found:
        each.callback = _answered(each.callback)
    return [*found, path("<path:rest>", _answered(_nowhere), name="nowhere")]
