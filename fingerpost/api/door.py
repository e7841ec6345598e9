"""The door of the API: every address says what one must be allowed to do, and takes a token and nothing else."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase

from fingerpost.api.problems import NotJson, TooLarge
from fingerpost.api.shapes.problems import Problem
from fingerpost.people.tokens import access_by_token

if TYPE_CHECKING:
    from pydantic import BaseModel

    from fingerpost.people.access import Access
    from fingerpost.people.models import ApiToken
    from fingerpost.rules.roles import Act

log = logging.getLogger("fingerpost.api")
LARGEST = 256 * 1024
"""Bytes of the largest body: an update with every answer at its longest has some 20 KiB."""


class ApiRequest(HttpRequest):
    """A request that came through the door: it knows who asks (`access`), and by which token."""

    access: Access
    token: ApiToken


class Token(AuthBase):
    """Lets in whoever's token is good, whose person may `act` in the council, and which may write where that is asked."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "A token of yours, made under “API tokens”, as `Authorization: Bearer …`."

    def __init__(self, act: Act, *, writes: bool = False) -> None:
        super().__init__()
        self.act, self.writes = act, writes

    def __call__(self, request: HttpRequest) -> Access:
        """The access of whoever asks. Refuses as the pages do, and a body that is too large or no JSON."""
        assert request.resolver_match is not None
        access, token = access_by_token(request, request.resolver_match.kwargs["council"])
        access.require(self.act)
        if self.writes and not token.may_write:
            raise PermissionDenied(_("This token may only read."))
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST:
            raise TooLarge
        if int(length) and request.content_type != "application/json":
            raise NotJson
        asked = cast("ApiRequest", request)
        asked.access, asked.token = access, token
        if self.writes:
            log.info(
                "%s %s by token %s of person %s", request.method, request.path, token.prefix, access.person.pk
            )
        return access


READING = (401, 403, 404, 422, 429, 500, 503)
WRITING = (400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503)
"""The problems that an address which only reads, or which writes, can answer."""


def reads(good: Any, *, conflicts: bool = False, unchanged: bool = False) -> dict[int, Any]:
    """What an address that reads can answer, for its description: what it gives, and every problem."""
    also = {**({304: None} if unchanged else {}), **({409: Problem} if conflicts else {})}
    return {200: good, **also, **dict.fromkeys(READING, Problem)}


def writes(good: Any, *, made: bool = False) -> dict[int, Any]:
    """What an address that writes can answer; 201 too where it makes something."""
    return {200: good, **({201: good} if made else {}), **dict.fromkeys(WRITING, Problem)}


def given(value: BaseModel, *, status: int = HTTPStatus.OK, **headers: str) -> HttpResponse:
    """A value as the answer."""
    return HttpResponse(
        value.model_dump_json(), status=status, content_type="application/json", headers=headers
    )
