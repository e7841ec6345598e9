"""Numbers as a person sees them: number formats of a workbook, and days counted from 1900 or 1904.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31. Formats that depend on the reader's country are
shown as they are in the United Kingdom: day before month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fingerpost.rules.months import MONTH_NAMES

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58), "dd/mm/yyyy"),
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<ampm>AM/PM|A/P)'
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|(?P<number>[0#?][0#?,]*(?:\.[0#?]+)?)|(?P<percent>%)"
    r"|(?P<general>[Gg]eneral)|(?P<text>@)|(?P<exponent>[eE][+-]?[0#]+)|(?P<literal>.)",
    re.DOTALL,
)
_LOCALE_SIGN = re.compile(r"\$([^-]*)(?:-.*)?")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_SERIAL = 2_958_465
"""31 December 9999, the last day that Excel knows."""

Token = tuple[str, str]
Value = date | datetime | int | float


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format, taken apart: one list of tokens for each section, and what it shows."""

    sections: tuple[tuple[Token, ...], ...]
    is_date: bool
    has_time: bool
    has_day: bool

    def shown(self, number: float, *, since_1904: bool = False) -> tuple[str, Value]:
        """What a person sees, and the typed value: a day, a moment, or the number itself."""
        if self.is_date:
            moment = moment_of(number, since_1904=since_1904)
            if moment is not None:
                return self._shown_moment(moment, number)
        plain: int | float = int(number) if number == int(number) and abs(number) < 1e15 else number
        section = self.sections[0]
        if len(self.sections) > 1 and number < 0:
            section, number = self.sections[1], -number
        elif len(self.sections) > 2 and number == 0:
            section = self.sections[2]
        if not any(kind == "number" for kind, _ in section) or any(kind == "exponent" for kind, _ in section):
            words = "".join(text for kind, text in section if kind == "literal")
            is_general = any(kind in ("general", "text", "exponent") for kind, _ in section) or self.is_date
            return (general(plain) if is_general or not section else words.strip()), plain
        return _shown_number(number, section), plain

    def _shown_moment(self, moment: datetime, number: float) -> tuple[str, Value]:
        parts: list[str] = []
        tokens = self.sections[0]
        noon = any(kind == "ampm" for kind, _ in tokens)
        for index, (kind, text) in enumerate(tokens):
            if kind == "date":
                parts.append(_part_of_date(text.lower(), moment, tokens, index, noon=noon))
            elif kind == "ampm":
                parts.append("AM" if moment.hour < 12 else "PM")
            elif kind == "literal":
                parts.append(text)
        typed: Value = moment if self.has_time and number % 1 else moment.date()
        if not self.has_day and number < 1:
            typed = number
        return "".join(parts).strip(), typed


def number_format(code: str) -> NumberFormat:
    """The number format that a code describes; a code that makes no sense shows numbers as they are."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[0]
        if kind in ("quoted", "escaped"):
            sections[-1].append(("literal", match[kind]))
        elif kind == "bracket":
            if sign := _LOCALE_SIGN.fullmatch(match[kind]):
                sections[-1].append(("literal", sign[1]))
            elif match[kind].lower() in ("h", "hh", "m", "mm", "s", "ss"):
                sections[-1].append(("date", match[kind]))
        elif kind == "literal" and text == ";":
            sections.append([])
        elif kind:
            sections[-1].append((kind, text))
        else:
            sections[-1].append(("literal", " "))
    letters = {text[0].lower() for kind, text in sections[0] if kind == "date"}
    is_date = bool(letters) and not any(kind in ("general", "number") for kind, _ in sections[0][:1])
    return NumberFormat(
        tuple(tuple(section) for section in sections[:4]),
        is_date=is_date,
        has_time=bool(letters & {"h", "s"}),
        has_day=bool(letters & {"y", "d"}) or (letters == {"m"}),
    )


def moment_of(serial: float, *, since_1904: bool = False) -> datetime | None:
    """The moment of a serial number of days, None where there is none.

    Excel's 1900 has a 29 February that never was: days before it are counted from one day later.
    """
    if since_1904:
        serial += 1462
    if not 0 <= serial < _LAST_SERIAL + 0.9999:
        return None
    start = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)  # noqa: DTZ001 - a sheet has no time zone
    return start + timedelta(seconds=round(serial * 86_400))


def serial_of(value: date, *, since_1904: bool = False) -> float:
    """The serial number of a day or moment after February 1900: the other way of `moment_of`."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
    return (moment - datetime(1899, 12, 30)) / timedelta(days=1) - (1462 if since_1904 else 0)  # noqa: DTZ001 - as above


def general(number: float) -> str:
    """A number as the format General shows it: up to eleven digits, no exponent for ordinary numbers."""
    if isinstance(number, int):
        return str(number)
    if 1e-5 <= abs(number) < 1e15:
        text = f"{number:.{max(0, 10 - len(str(int(abs(number)))))}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{number:.6g}"


def _shown_number(number: float, section: tuple[Token, ...]) -> str:
    percents = sum(kind == "percent" for kind, _ in section)
    places = [text for kind, text in section if kind == "number"]
    scale = 0
    whole, _, fraction = places[0].partition(".")
    while whole.endswith(","):
        whole, scale = whole[:-1], scale + 1
    scaled = number * 100**percents / 1000**scale
    digits = f"{abs(scaled):{',' if ',' in whole else ''}.{min(30, len(fraction))}f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    for _ in range(optional):
        digits = digits.removesuffix("0")
    digits = digits.removesuffix(".")
    least = whole.count("0")
    before, dot, after = digits.partition(".")
    digits = before.rjust(least, "0") + dot + after
    minus = "-" if scaled < 0 and re.search(r"[1-9]", digits) else ""
    parts: list[str] = []
    written = False
    for kind, text in section:
        if kind == "number":
            parts.append("" if written else minus + digits)
            written = True
        elif kind in ("literal", "percent"):
            parts.append(text)
    return "".join(parts).strip()


def _part_of_date(code: str, moment: datetime, tokens: tuple[Token, ...], index: int, *, noon: bool) -> str:
    length = len(code)
    match code[0]:
        case "y":
            return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
        case "d":
            if length >= 3:
                name = _DAYS[moment.weekday()]
                return name if length > 3 else name[:3]
            return f"{moment.day:02}" if length == 2 else str(moment.day)
        case "h":
            hour = (moment.hour % 12 or 12) if noon else moment.hour
            return f"{hour:02}" if length >= 2 else str(hour)
        case "s":
            return f"{moment.second:02}" if length >= 2 else str(moment.second)
        case _:
            if length <= 2 and _are_minutes(tokens, index):
                return f"{moment.minute:02}" if length == 2 else str(moment.minute)
            name = MONTH_NAMES[moment.month - 1]
            shown = {1: str(moment.month), 2: f"{moment.month:02}", 3: name[:3], 4: name}
            return shown.get(length, name[:1])


def _are_minutes(tokens: tuple[Token, ...], index: int) -> bool:
    """The letter m means minutes right after hours or right before seconds, months elsewhere."""
    before = [text[0].lower() for kind, text in tokens[:index] if kind == "date"]
    after = [text[0].lower() for kind, text in tokens[index + 1 :] if kind == "date"]
    return before[-1:] == ["h"] or after[:1] == ["s"]
