"""What the server notes for whoever watches it: one JSON object a line, on standard error."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest

FAULT = 500
"""From this status on an answer is a fault of ours, and the way to it in the code is noted."""

_SECRET_PATH = re.compile(r"(/password/reset/key/)[^/\s]+")
"""The address with which somebody sets a password lets in whoever reads it."""


class JsonLines(logging.Formatter):
    """When, how grave, what, and of a request: who asked for which page from where, and what was answered.

    Neither what was typed, nor the query, nor a cookie is noted; line ends within a value are escaped by JSON.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record."""
        request = getattr(record, "request", None)
        status = getattr(record, "status_code", None)
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": record.getMessage(),
        }
        if status is not None:
            line["status"] = status
        if request is not None and hasattr(request, "META"):
            line |= _asked(request)
        if record.exc_info and (status is None or status >= FAULT):
            line["fault"] = self.formatException(record.exc_info)
        return _SECRET_PATH.sub(r"\1…", json.dumps(line, ensure_ascii=False, default=str))


def _asked(request: HttpRequest) -> dict[str, Any]:
    return {
        "method": request.method,
        "path": request.path,
        "address": _address_of(request),
        "account": _account_of(request),
    }


def _address_of(request: HttpRequest) -> str | None:
    from allauth.account.adapter import get_adapter  # noqa: PLC0415  # settings name this module before apps are there

    try:
        found: str = get_adapter().get_client_ip(request)
    except Exception:  # noqa: BLE001  # whatever hides the address, the line itself must be written
        return None
    return found


def _account_of(request: HttpRequest) -> int | None:
    """The key of the account whose session it is, as far as the session was read already: nothing is asked of the database."""
    known = getattr(getattr(request, "session", None), "_session_cache", {})
    account = known.get("_auth_user_id")
    return int(account) if account else None
