"""What goes wrong, as values of RFC 9457: which problem it is, one sentence, and everything that is wrong at once."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import HttpError, ValidationError

from fingerpost.api.shapes.problems import Problem, Wrong
from fingerpost.govuk.faults import StorageFault, storage_fault
from fingerpost.people.tokens import LacksSecondFactor, NoGoodToken, TooManyTries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.forms import Form
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise
    from ninja import NinjaAPI

MEDIA_TYPE = "application/problem+json"
WAIT = "60"
"""Seconds after which whoever sent too many unknown tokens may try again."""


class Kind(StrEnum):
    """Which problem it is; the end of its `type`, and its anchor on the page of reference."""

    UNREADABLE = "unreadable"
    NO_TOKEN = "no-token"  # noqa: S105  # the name of a problem
    NOT_PERMITTED = "not-permitted"
    NOT_FOUND = "not-found"
    WRONG_METHOD = "wrong-method"
    SAVED_MEANWHILE = "saved-meanwhile"
    REFUSED = "refused"
    TOO_LARGE = "too-large"
    NOT_JSON = "not-json"
    INVALID = "invalid"
    TOO_MANY_TRIES = "too-many-tries"
    FAILED = "failed"
    CANNOT_SAVE = "cannot-save"


class Description(NamedTuple):
    """A problem's status, its title, and what to do about it, in words."""

    status: HTTPStatus
    title: StrOrPromise
    words: StrOrPromise


PROBLEMS: Mapping[Kind, Description] = {
    Kind.UNREADABLE: Description(
        HTTPStatus.BAD_REQUEST,
        gettext_lazy("The request could not be understood"),
        gettext_lazy("The body is not JSON in UTF-8."),
    ),
    Kind.NO_TOKEN: Description(
        HTTPStatus.UNAUTHORIZED,
        gettext_lazy("A token is needed"),
        gettext_lazy(
            "There is no token in the Authorization header, or it is unknown, has ended or was revoked."
        ),
    ),
    Kind.NOT_PERMITTED: Description(
        HTTPStatus.FORBIDDEN,
        gettext_lazy("You may not do this"),
        gettext_lazy(
            "The roles of whoever made the token do not allow it, or the token may only read. The same rights hold as on the pages."
        ),
    ),
    Kind.NOT_FOUND: Description(
        HTTPStatus.NOT_FOUND,
        gettext_lazy("Not found"),
        gettext_lazy("There is no such address or thing in this council."),
    ),
    Kind.WRONG_METHOD: Description(
        HTTPStatus.METHOD_NOT_ALLOWED,
        gettext_lazy("This address does not take this method"),
        gettext_lazy("The header Allow names those that it takes."),
    ),
    Kind.SAVED_MEANWHILE: Description(
        HTTPStatus.CONFLICT,
        gettext_lazy("Somebody else has saved meanwhile"),
        gettext_lazy(
            "What you sent was written over another version than the one that stands. `yours` has your words, `stands` those that stand with their version; send again with that version if yours are to replace them."
        ),
    ),
    Kind.REFUSED: Description(
        HTTPStatus.CONFLICT,
        gettext_lazy("It cannot be done as things stand"),
        gettext_lazy("The state of the thing does not allow it: `detail` says why. Nothing was saved."),
    ),
    Kind.TOO_LARGE: Description(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext_lazy("The request is too large"),
        gettext_lazy("A body may have 256 KiB."),
    ),
    Kind.NOT_JSON: Description(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        gettext_lazy("Send JSON"),
        gettext_lazy("A body is sent with Content-Type: application/json."),
    ),
    Kind.INVALID: Description(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        gettext_lazy("Some answers are missing or do not make sense"),
        gettext_lazy(
            "`errors` has every problem at once, each with its field and a message. Nothing was saved."
        ),
    ),
    Kind.TOO_MANY_TRIES: Description(
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext_lazy("Too many unknown tokens"),
        gettext_lazy(
            "Twenty unknown tokens in a minute came from one address. Good tokens are never kept waiting."
        ),
    ),
    Kind.FAILED: Description(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext_lazy("There is a problem with the service"),
        gettext_lazy("Nothing was saved. Tell your council’s administrator what you sent and when."),
    ),
    Kind.CANNOT_SAVE: Description(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext_lazy("Nothing can be saved at the moment"),
        gettext_lazy("The database is full, busy, read only or away. Retry-After says when to try again."),
    ),
}
"""Every problem that there is."""


class Refused(Exception):  # as the refusals of operations
    """An operation refused: its sentence, and for a clash of versions what was sent and what stands."""

    def __init__(
        self,
        sentence: str,
        *,
        kind: Kind = Kind.REFUSED,
        yours: Mapping[str, Any] | None = None,
        stands: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.kind, self.yours, self.stands = kind, yours, stands


class Invalid(Exception):  # as the refusals of operations
    """What was sent does not make sense: every problem, with its field; an empty field is of the whole."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(message for _, message in problems))
        self.problems = problems


class TooLarge(Exception):  # as the refusals of operations
    """The body is larger than any that the API needs."""


class NotJson(Exception):  # as the refusals of operations
    """The body is sent as something else than JSON."""


@contextmanager
def refusals() -> Iterator[None]:
    """Answer 409 with its sentence where the operation within refuses."""
    try:
        yield
    except ValueError as refusal:
        raise Refused(str(refusal)) from refusal


def problems_of(form: Form, names: Mapping[str, str] | None = None) -> Invalid:
    """Everything that a form finds wrong. `names` are the API's names for fields that the form calls otherwise."""
    return Invalid(
        [
            ("" if field == "__all__" else (names or {}).get(field, field), str(message))
            for field, messages in form.errors.items()
            for message in messages
        ]
    )


def type_address(kind: Kind, slug: str) -> str:
    """The address that names a problem and explains it."""
    return f"{settings.SITE_ADDRESS}/{slug}/api/#problem-{kind}"


def answer(
    request: HttpRequest,
    kind: Kind,
    detail: str,
    *,
    errors: Sequence[tuple[str, str]] = (),
    yours: Mapping[str, Any] | None = None,
    stands: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The problem as an answer."""
    about = PROBLEMS[kind]
    slug = request.resolver_match.kwargs["council"] if request.resolver_match else ""
    value = Problem(
        type=type_address(kind, slug),
        title=str(about.title),
        status=about.status,
        detail=detail,
        errors=[Wrong(field=field, message=message) for field, message in errors] or None,
        yours=None if yours is None else dict(yours),
        stands=None if stands is None else dict(stands),
    )
    return HttpResponse(
        value.model_dump_json(exclude_none=True),
        status=about.status,
        content_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405, with the methods in order."""
    allowed = ", ".join(sorted(each.strip() for each in allowed.split(",")))
    said = _("This address takes %(methods)s.") % {"methods": allowed}
    return answer(request, Kind.WRONG_METHOD, said, headers={"Allow": allowed})


def answered(api: NinjaAPI) -> None:
    """Teach the API to answer whatever is raised while it works."""
    for kind in (
        Exception,
        Http404,
        HttpError,
        ValidationError,
    ):  # the last three have answers of ninja's own
        api.add_exception_handler(kind, answer_to)


def answer_to(request: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
    """The answer to what was raised: a refusal's sentence, or that the service has a problem."""
    match raised:
        case NoGoodToken():
            challenge = 'Bearer realm="Fingerpost"' + (', error="invalid_token"' if raised.sent else "")
            return answer(request, Kind.NO_TOKEN, str(raised), headers={"WWW-Authenticate": challenge})
        case TooManyTries():
            return answer(request, Kind.TOO_MANY_TRIES, str(raised), headers={"Retry-After": WAIT})
        case LacksSecondFactor() | PermissionDenied():
            return answer(request, Kind.NOT_PERMITTED, str(raised))
        case Http404():
            return in_words(request, Kind.NOT_FOUND)
        case HttpError():
            return in_words(request, Kind.UNREADABLE)
        case TooLarge():
            return in_words(request, Kind.TOO_LARGE)
        case NotJson():
            return in_words(request, Kind.NOT_JSON)
        case ValidationError():
            return _invalid(request, _mistyped(raised))
        case Invalid():
            return _invalid(request, raised.problems)
        case Refused():
            return answer(request, raised.kind, str(raised), yours=raised.yours, stands=raised.stands)
        case _:
            return _failed(request, raised)


def in_words(request: HttpRequest, kind: Kind, **headers: str) -> HttpResponse:
    """A problem of which there is no more to say than what it is."""
    return answer(request, kind, str(PROBLEMS[kind].words), headers=headers)


def _mistyped(refusal: ValidationError) -> list[tuple[str, str]]:
    """Values of the wrong type: where they stand in the body or the address, without the names of our own variables."""
    found = []
    for each in refusal.errors:
        where = [str(part) for part in each["loc"][1:]]
        inside = each["loc"][0] == "body" or (each["loc"][0] == "query" and len(where) > 1)
        found.append(
            (".".join(where[1:] if inside else where), str(each["msg"]).removeprefix("Value error, "))
        )
    return found


def _invalid(request: HttpRequest, problems: Sequence[tuple[str, str]]) -> HttpResponse:
    return answer(request, Kind.INVALID, str(PROBLEMS[Kind.INVALID].title), errors=problems)


def _failed(request: HttpRequest, problem: Exception | type[Exception]) -> HttpResponse:
    """500, or 503 where the database cannot save; logged as Django logs what goes wrong on a page."""
    raised = problem if isinstance(problem, Exception) else problem()
    fault = storage_fault(raised)
    if fault is None:
        made = in_words(request, Kind.FAILED)
    else:
        wait = "10" if fault is StorageFault.BUSY else "300"
        made = in_words(request, Kind.CANNOT_SAVE, **{"Retry-After": wait})
    log_response("%s: %s", made.reason_phrase, request.path, response=made, request=request, exception=raised)
    return made
