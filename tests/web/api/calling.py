"""Calling the API as somebody: their token, the address of each operation, and a body that it takes."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from fingerpost.api.site import API
from fingerpost.people.models import ApiToken
from fingerpost.people.operations.tokens import make_token
from tests import build
from tests.web.page_keys import Things

DESCRIBED = API.get_openapi_schema(path_prefix="")


class Caller:
    """A program that calls the API of a council with the token of one of its people."""

    def __init__(self, person, *, may_write=True, council=None):
        number = ApiToken.objects.count()
        made = make_token(
            name=f"Token {number}",
            may_write=may_write,
            expires_on=date(2026, 6, 1),
            by=person,
            at=build.NOW,
        )
        self.token, self.secret = made.row, made.secret
        self.slug = (council or person.council).slug
        self.client = Client(headers={"authorization": f"Bearer {made.secret}"})

    def address(self, path):
        return f"/{self.slug}/api/v1{path}"

    def get(self, path, **asked):
        return self.client.get(self.address(path), asked)

    def post(self, path, **body):
        return self.client.post(self.address(path), body, content_type="application/json")

    def put(self, path, **body):
        return self.client.put(self.address(path), body, content_type="application/json")

    def send(self, method, path, body=None):
        return send(self.client, method, self.address(path), body)


def send(client, method, address, body=None):
    if body is None:
        return client.generic(method.upper(), address)
    return getattr(client, method)(address, body, "application/json")


@dataclass(frozen=True)
class Described:
    """An operation as the API describes it."""

    path: str
    method: str
    name: str

    @property
    def keys(self):
        return [each.split("}")[0] for each in self.path.split("{")[1:]]


OPERATIONS = [
    Described(path, method, about["operationId"])
    for path, methods in DESCRIBED["paths"].items()
    for method, about in methods.items()
]

KEYS = {
    "plan": Things.plan,
    "action": Things.action,
    "period": Things.period,
    "version": Things.one,
    "update": Things.update,
    "change": Things.request,
    "number": lambda things: things.asked().number,
}
"""For each key in an address, the thing of the council that it names."""

BODIES = {
    "save_draft": lambda _: {"version": 0, "complete": "no"},
    "send_update": lambda _: {"version": 0, "complete": "yes", "completed_on": "2026-02-20"},
    "answer": lambda _: {"words": "On Tuesday."},
    "accept_update": lambda _: {},
    "send_back": lambda _: {"question": "When?"},
    "ask_for_a_change": lambda world: {
        "kind": "extend",
        "action": world.action("3.1.1").pk,
        "to_date": "May 2026",
        "why": "The framework was re-let.",
        "reason": "procurement",
    },
    "submit_change": lambda _: {"version": 2},
    "cancel_change": lambda _: {"version": 2},
}
"""For each operation that takes a body, one that makes sense."""


def address_of(operation, world):
    things = Things(world)
    if operation.name == "snapshot":
        things.closed()
    if operation.name == "answer":
        things.update()
    made = {name: KEYS[name](things) for name in operation.keys}
    return operation.path.format(**{name: getattr(value, "pk", value) for name, value in made.items()})


def body_of(operation, world):
    return BODIES[operation.name](world) if operation.name in BODIES else None
