"""Somebody who visits a running site over HTTP: for `fingerpost demo --check` and the measurements."""

from __future__ import annotations

import re
import time
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

from fingerpost.cli.files import Refused

if TYPE_CHECKING:
    import subprocess

PATIENCE = 60.0
"""Seconds in which a server must have started."""


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the page answers. Refuses a server that ended, or did not start in time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Refused(f"The server ended with code {server.returncode} before it answered.")
        try:
            with urlopen(url, timeout=5):  # noqa: S310  # our own server
                return
        except OSError:  # refused, cut off, or slower than one try lasts
            time.sleep(0.1)
    raise Refused(f"The server did not answer within {PATIENCE:.0f} seconds.")


class Visitor:
    """A browser without script: keeps its cookies and follows redirections."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        """The page at this path."""
        with self.opener.open(self.address + path, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form of the sign-in page. Refuses where that does not make a session."""
        page = self.get("/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise Refused("The sign-in page has no form.")
        typed = urlencode({"csrfmiddlewaretoken": token[1], "login": email, "password": password})
        request = Request(  # noqa: S310  # our own server
            f"{self.address}/account/login/", typed.encode(), {"Referer": f"{self.address}/account/login/"}
        )
        with self.opener.open(request, timeout=PATIENCE) as answer:
            if answer.url.endswith("/account/login/"):
                raise Refused(f"{email} cannot sign in.")
