"""How long a session lasts: 8 hours after it was last used, and never more than 24 hours.

What is shown within one is not kept by browsers, so that nobody leafs back to it after it ended.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib import messages
from django.contrib.auth import logout
from django.utils.translation import gettext as _

from fingerpost.people.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from fingerpost.people.models import User

log = logging.getLogger("fingerpost.sign_in")

IDLE = timedelta(hours=8)
WHOLE = timedelta(hours=24)
STEP = timedelta(minutes=5)
"""Use is noted at most so often, so that reading pages does not write to the database each time."""
PUBLIC = "/public/"
"""Below this nobody is known: public pages look at no session, so that any cache may keep them for everybody."""
_STARTED, _USED = "session_started", "session_used"


def began(sender: type[User], request: HttpRequest, user: User, **_options: object) -> None:  # noqa: ARG001  # a receiver's signature
    """Note when somebody signed in, and by what. Received from Django when it has signed them in."""
    request.session[_STARTED] = request.session[_USED] = now().timestamp()
    ways = [
        str(each.get("type") or each.get("method"))
        for each in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    ]
    log.info("signed in: account %s by %s", user.pk, " and ".join(ways) or "?", extra={"request": request})


def ended(sender: type[User], request: HttpRequest, user: User | None, **_options: object) -> None:  # noqa: ARG001  # a receiver's signature
    """Note when somebody was signed out. Received from Django before the session is gone."""
    if user is not None:
        log.info("signed out: account %s", user.pk, extra={"request": request})


class NobodyInPublic:
    """Takes the cookies from whoever asks for a public page, before anything looks at them.

    So no answer depends on a cookie, not even on a broken one, which would be answered with another.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on without its cookies where its address is public."""
        if request.path_info.startswith(PUBLIC):
            request.COOKIES = {}
        return self.get_response(request)


class SessionLimits:
    """Signs out whoever's session is over; their request goes on as a stranger's, so pages ask to sign in.

    What whoever is signed in was shown is kept by no browser, unless the page says otherwise.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Judge the session by its own notes, without asking for the user."""
        if request.path_info.startswith(PUBLIC):
            return self.get_response(request)
        session = request.session
        started = session.get(_STARTED)
        if started is not None:
            moment = now().timestamp()
            if moment - started > WHOLE.total_seconds() or moment - session[_USED] > IDLE.total_seconds():
                logout(request)
                messages.info(request, _("You were signed out, because you had been signed in for long."))
            elif moment - session[_USED] > STEP.total_seconds():
                session[_USED] = moment
        answer = self.get_response(request)
        if started is not None:
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer
