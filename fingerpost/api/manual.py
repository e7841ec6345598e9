"""The reference of the API as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.api.description import description
from fingerpost.api.reference import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.api.reference import Address, Part, Value

_BEGINNING = """\
# The API

JSON over the same operations as the pages, for a council's own programs. How to begin: [use the
API](../how-to/use-the-api.md). Signed in, the same reference stands at `/COUNCIL/api/` in the council's own words, and
the OpenAPI 3.1 description at `/COUNCIL/api/openapi.json`.

Every address takes a token as `Authorization: Bearer …`; a cookie or a query string opens nothing. A token allows what
the pages allow whoever made it, and no more. Months are `YYYY-MM`; days and moments are ISO 8601, moments with their
zone. Lists come in pages in an order that is the same each time: follow `next` until there is none. A filter that a list
does not know is a problem, as is a field that a body does not know.
"""


def manual_of_api() -> str:
    """Every address, value and problem."""
    whole = reference_of(description())
    lines = [_BEGINNING]
    for group in whole.groups:
        lines.append(f"## {group.name}\n")
        lines += [line for address in group.addresses for line in _address(address)]
    lines.append("## Values\n")
    lines += [line for value in whole.values for line in _value(value)]
    lines.append(
        "## Problems\n\nAs [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) has them: `type` ends in the name below.\n"
    )
    lines.append("| Status | Name | What it means |\n|---|---|---|")
    lines += [f"| {each.status} | `{each.kind}` | {each.title}. {each.words} |" for each in whole.problems]
    return "\n".join(lines) + "\n"


def _address(address: Address) -> Iterator[str]:
    yield f"### `{address.method} {address.path}`\n"
    yield f"{address.summary}.{' ' + address.words if address.words else ''}\n"
    right = f"Needs the right to {address.needs}" + (", and a token that may write" if address.writes else "")
    takes = f" Takes [{address.takes}](#{address.takes.lower()})." if address.takes else ""
    gives = f"[{address.gives}](#{address.gives.lower()})" if " " not in address.gives else address.gives
    yield f"{right}.{takes} Gives {gives}.\n"
    if address.asked:
        yield from _parts(address.asked, "Filter or header")
        yield ""
    if address.example:
        yield f"```json\n{address.example}\n```\n"


def _value(value: Value) -> Iterator[str]:
    yield f"### {value.name}\n"
    if value.words:
        yield f"{value.words}\n"
    if value.choices:
        yield "One of: " + ", ".join(f"`{each}`" for each in value.choices) + ".\n"
    if value.parts:
        yield from _parts(value.parts, "Field")
        yield ""


def _parts(parts: tuple[Part, ...], heading: str) -> Iterator[str]:
    yield f"| {heading} | Type | Meaning |\n|---|---|---|"
    for each in parts:
        yield f"| `{each.name}` | {each.type} | {each.words} |"
