"""Canonical JSON (RFC 8785): one value, one text, so that a digest of it can be printed and checked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

LARGEST_NUMBER = 2**53 - 1
"""Beyond this a whole number is not exact everywhere that JSON is read."""


class NotCanonical(ValueError):
    """The value has no canonical form here: it holds a fraction, too large a number, or broken text."""


def canonical_json(plain: Any) -> bytes:
    """The canonical JSON of a plain value: no white space, names in the order of their UTF-16 code units.

    Fractions are refused, since a share is text here; so are numbers beyond 2^53 and broken text.
    """
    return in_utf8(json.dumps(_in_order(plain), ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def in_utf8(text: str) -> bytes:
    """The bytes of a JSON text; refuses half a character."""
    try:
        return text.encode()
    except UnicodeEncodeError as refusal:
        raise NotCanonical("A text holds half a character, which JSON cannot carry.") from refusal


def exact_json(text: str | bytes) -> Any:
    """What a JSON text holds, refusing, as `canonical_json` would, what has no canonical form."""
    plain = json.loads(text, parse_float=_fraction, parse_constant=_fraction, parse_int=_whole_number)
    in_utf8(json.dumps(plain, ensure_ascii=False))
    return plain


def _fraction(text: str) -> Any:
    raise NotCanonical(f"{float(text)!r} is a fraction; write it as text.")


def _whole_number(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_NUMBER:
        raise NotCanonical(f"{number} is too large a number to be exact in JSON.")
    return number


def sha256_of(data: bytes) -> str:
    """The SHA-256 digest, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _in_order(plain: Any) -> Any:
    if plain is None or isinstance(plain, str | bool):
        return plain
    if isinstance(plain, dict):
        return {name: _in_order(plain[name]) for name in names_in_order(plain)}
    if isinstance(plain, list):
        return [_in_order(each) for each in plain]
    if isinstance(plain, float):
        raise NotCanonical(f"{plain!r} is a fraction; write it as text.")
    if isinstance(plain, int) and abs(plain) > LARGEST_NUMBER:
        raise NotCanonical(f"{plain} is too large a number to be exact in JSON.")
    return plain


def names_in_order(plain: dict[str, Any]) -> list[str]:
    """The names by their UTF-16 code units, an order that plain letters are in already when sorted as they are."""
    return sorted(plain) if "".join(plain).isascii() else sorted(plain, key=_code_units)


def _code_units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")
