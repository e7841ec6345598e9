"""The reference of the API as a page, and its OpenAPI description, for people who are signed in and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.shortcuts import render

from fingerpost.api.description import description
from fingerpost.api.door import Token
from fingerpost.api.problems import answer_to
from fingerpost.api.reference import reference_of
from fingerpost.people.access import page
from fingerpost.people.tokens import token_in
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def reference(request: CouncilRequest) -> HttpResponse:
    """What can a program ask, and what does it get?"""
    council = request.access.council
    return render(request, "api/reference.html", {"reference": reference_of(description(council))})


@page(Act.READ_PLAN)
def described(request: CouncilRequest) -> HttpResponse:
    """The OpenAPI description, for whoever is signed in."""
    return JsonResponse(description(request.access.council))


def openapi(request: HttpRequest, **parts: Any) -> HttpResponseBase:
    """The OpenAPI description: with a token where one is sent, else as a page."""
    if not token_in(request) or request.method != "GET":
        return described(request, **parts)
    try:
        access = Token(Act.READ_PLAN)(request)
    except Exception as problem:  # noqa: BLE001  # the API answers every kind of exception
        return answer_to(request, problem)
    return JsonResponse(description(access.council))


openapi.act = described.act  # type: ignore[attr-defined]  # read by the test that goes through every page
openapi.methods = described.methods  # type: ignore[attr-defined]  # as above
