"""The small part of Excel's formula language in which people colour status cells.

`compiled` turns `$C2="Red"`, `OR($C2="R",LEFT($C2,1)="r")` or `ISNUMBER(SEARCH("late",C2))` into a function of a
cell's place. Whatever else a formula holds (today's date, names, other sheets, look-ups) is refused with
`NotEvaluated`; the reader then says so and leaves the cell's own fill.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

Value = str | float | bool | None
ValueAt = Callable[[int, int], Value]
"""The value of the cell in a row and column (both from 1); None where it is empty."""
Compiled = Callable[[int, int], Value]
"""The value of the formula for the cell so many rows and columns from the one it was written for."""

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)|(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(!.])'
    r"|(?P<name>[A-Za-z][A-Za-z0-9.]*)|(?P<sign><=|>=|<>|[=<>&+\-*/(),]))"
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_DEEPEST = 30
_LONGEST = 2_000


class NotEvaluated(ValueError):
    """The formula uses something outside the part that is understood."""


class _Wrong(Exception):
    """An error value of Excel's, such as SEARCH finding nothing."""


class _Token(NamedTuple):
    kind: str
    text: str


def column_number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def compiled(formula: str, value_at: ValueAt, home: tuple[int, int]) -> Compiled:
    """The formula as a function of the distance (rows, columns) from its home cell.

    References with $ stay, others move along. Refuses what it does not understand with `NotEvaluated`; when
    called, an error value of Excel's is None, which is false.
    """
    tokens = _tokens(formula)
    parser = _Parser(tokens, value_at, home)
    body = parser.comparison(0)
    if parser.at != len(tokens):
        raise NotEvaluated(formula)

    def evaluate(rows: int, columns: int) -> Value:
        try:
            return body(rows, columns)
        except _Wrong:
            return None

    return evaluate


def is_true(value: Value) -> bool:
    """Whether a conditional format applies: TRUE, or a number other than nought."""
    return bool(value) if isinstance(value, bool | float | int) else False


def compared(sign: str, left: Value, right: Value) -> bool:
    """How Excel compares: text without regard to case, numbers below text, an empty cell as "" or 0."""
    if left is None:
        left = "" if isinstance(right, str) else 0.0
    if right is None:
        right = "" if isinstance(left, str) else 0.0
    one: tuple[int, float | str] = _rank(left)
    other: tuple[int, float | str] = _rank(right)
    return bool(_COMPARISONS[sign](one, other))


def _rank(value: str | float) -> tuple[int, float | str]:
    if isinstance(value, bool):
        return 2, float(value)
    return (1, value.lower()) if isinstance(value, str) else (0, float(value))


_COMPARISONS: dict[str, Callable[[Any, Any], object]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def _tokens(formula: str) -> list[_Token]:
    formula = formula.strip().removeprefix("=")
    if len(formula) > _LONGEST:
        raise NotEvaluated(formula[:80])
    tokens, at = [], 0
    while at < len(formula.rstrip()):
        match = _TOKEN.match(formula, at)
        if match is None or match.lastgroup is None:
            raise NotEvaluated(formula)
        tokens.append(_Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


class _Parser:
    """Recursive descent: comparison, joining with &, sums, products, signs, then single values."""

    def __init__(self, tokens: list[_Token], value_at: ValueAt, home: tuple[int, int]) -> None:
        self.tokens, self.value_at, self.home, self.at = tokens, value_at, home, 0

    def peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def is_sign(self, *signs: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind == "sign" and self.peek() in signs

    def take(self) -> _Token:
        if self.at >= len(self.tokens):
            raise NotEvaluated("the formula ends too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def comparison(self, depth: int) -> Compiled:
        if depth > _DEEPEST:
            raise NotEvaluated("the formula is nested too deeply")
        left = self.joined(depth)
        while self.is_sign(*_COMPARISONS):
            left = _comparison(self.take().text, left, self.joined(depth))
        return left

    def joined(self, depth: int) -> Compiled:
        left = self.sum(depth)
        while self.is_sign("&"):
            self.take()
            left = _joined(left, self.sum(depth))
        return left

    def sum(self, depth: int) -> Compiled:
        left = self.product(depth)
        while self.is_sign("+", "-"):
            left = _sum(self.take().text, left, self.product(depth))
        return left

    def product(self, depth: int) -> Compiled:
        left = self.single(depth)
        while self.is_sign("*", "/"):
            left = _sum(self.take().text, left, self.single(depth))
        return left

    def single(self, depth: int) -> Compiled:
        if depth > _DEEPEST:
            raise NotEvaluated("the formula is nested too deeply")
        token = self.take()
        if token.kind == "text":
            text = token.text[1:-1].replace('""', '"')
            return lambda _rows, _columns: text
        if token.kind == "number":
            number = float(token.text)
            return lambda _rows, _columns: number
        if token.kind == "cell":
            return self.reference(token.text)
        if token.kind == "name":
            return self.call(token.text.upper(), depth)
        if token.text == "(":
            inside = self.comparison(depth + 1)
            if self.take().text != ")":
                raise NotEvaluated("a bracket is not closed")
            return inside
        if token.text == "-":
            return _sum("-", lambda _rows, _columns: 0.0, self.single(depth + 1))
        raise NotEvaluated(token.text)

    def reference(self, text: str) -> Compiled:
        match = _CELL.fullmatch(text)
        if match is None:
            raise NotEvaluated(text)
        value_at = self.value_at
        row, column = int(match[4]), column_number(match[2])
        row_moves, column_moves = int(not match[3]), int(not match[1])
        return lambda rows, columns: value_at(row + rows * row_moves, column + columns * column_moves)

    def call(self, name: str, depth: int) -> Compiled:
        if name in ("TRUE", "FALSE") and not self.is_sign("("):
            return lambda _rows, _columns: name == "TRUE"
        if name in ("ROW", "COLUMN") or name not in _FUNCTIONS or not self.is_sign("("):
            raise NotEvaluated(name)
        self.take()
        arguments: list[Compiled] = []
        while not self.is_sign(")"):
            arguments.append(self.comparison(depth + 1))
            if self.is_sign(","):
                self.take()
            elif not self.is_sign(")"):
                raise NotEvaluated(name)
        self.take()
        least, most, function = _FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise NotEvaluated(name)
        return lambda rows, columns: function([partial(each, rows, columns) for each in arguments])


def _comparison(sign: str, left: Compiled, right: Compiled) -> Compiled:
    return lambda rows, columns: compared(sign, left(rows, columns), right(rows, columns))


def _joined(left: Compiled, right: Compiled) -> Compiled:
    return lambda rows, columns: _text(left(rows, columns)) + _text(right(rows, columns))


def _sum(sign: str, left: Compiled, right: Compiled) -> Compiled:
    def evaluate(rows: int, columns: int) -> Value:
        one, other = _number(left(rows, columns)), _number(right(rows, columns))
        if sign == "/":
            if not other:
                raise _Wrong
            return one / other
        return one + other if sign == "+" else one - other if sign == "-" else one * other

    return evaluate


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return str(int(value)) if value == int(value) else str(value)
    return value or ""


def _number(value: Value) -> float:
    try:
        return float(value or 0)
    except ValueError as error:
        raise _Wrong from error


Later = Callable[[], Value]


def _search(arguments: list[Later], *, case: bool) -> Value:
    sought, within = _text(arguments[0]()), _text(arguments[1]())
    found = within.find(sought) if case else within.lower().find(sought.lower())
    if found < 0:
        raise _Wrong
    return float(found + 1)


def _is_error(arguments: list[Later]) -> Value:
    try:
        arguments[0]()
    except _Wrong:
        return True
    return False


def _is_number(arguments: list[Later]) -> Value:
    try:
        value = arguments[0]()
    except _Wrong:
        return False
    return isinstance(value, float | int) and not isinstance(value, bool)


def _if(arguments: list[Later]) -> Value:
    if is_true(arguments[0]()):
        return arguments[1]()
    return arguments[2]() if len(arguments) > 2 else False


def _if_error(arguments: list[Later]) -> Value:
    try:
        return arguments[0]()
    except _Wrong:
        return arguments[1]()


def _length(arguments: list[Later]) -> int:
    return int(_number(arguments[1]())) if len(arguments) > 1 else 1


def _middle(arguments: list[Later]) -> Value:
    start, length = int(_number(arguments[1]())), int(_number(arguments[2]()))
    if start < 1 or length < 0:
        raise _Wrong
    return _text(arguments[0]())[start - 1 : start - 1 + length]


_FUNCTIONS: dict[str, tuple[int, int, Callable[[list[Later]], Value]]] = {
    "AND": (1, 20, lambda given: all(is_true(each()) for each in given)),
    "OR": (1, 20, lambda given: any(is_true(each()) for each in given)),
    "NOT": (1, 1, lambda given: not is_true(given[0]())),
    "IF": (2, 3, _if),
    "IFERROR": (2, 2, _if_error),
    "ISERROR": (1, 1, _is_error),
    "ISNUMBER": (1, 1, _is_number),
    "ISBLANK": (1, 1, lambda given: given[0]() is None),
    "ISTEXT": (1, 1, lambda given: isinstance(given[0](), str)),
    "SEARCH": (2, 2, lambda given: _search(given, case=False)),
    "FIND": (2, 2, lambda given: _search(given, case=True)),
    "EXACT": (2, 2, lambda given: _text(given[0]()) == _text(given[1]())),
    "LEFT": (1, 2, lambda given: _text(given[0]())[: max(0, _length(given))]),
    "RIGHT": (1, 2, lambda given: _text(given[0]())[-_length(given) :] if _length(given) > 0 else ""),
    "MID": (3, 3, _middle),
    "LEN": (1, 1, lambda given: float(len(_text(given[0]())))),
    "TRIM": (1, 1, lambda given: " ".join(_text(given[0]()).split())),
    "LOWER": (1, 1, lambda given: _text(given[0]()).lower()),
    "UPPER": (1, 1, lambda given: _text(given[0]()).upper()),
    "VALUE": (1, 1, lambda given: _number(given[0]())),
}
