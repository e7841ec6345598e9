"""Colours by name: the nearest of the colours that offices use, where people would say that it is near.

Nearness is measured in CIE L*a*b* (CIE 15:2004, D65 white, ΔE*ab of 1976), in which equal distances look
about equally far apart. Pale and strong tints are listed beside the pure colours, so that a green of Excel's
"Good" style is green and a header's grey or blue is not taken for a status.
"""

from __future__ import annotations

import re
from functools import lru_cache

FURTHEST = 21.0
"""The distance beyond which a colour has no name here. People tell 2 apart; 20 is plainly another shade."""

_NAMED = {
    "green": """00FF00 00B050 92D050 008000 C6EFCE 00B000 70AD47 A9D08E C6E0B4 E2EFDA 548235 375623 339966 CCFFCC
        99CC00 9BBB59 C4D79B D8E4BC EBF1DE 76923C 4F6228 66FF66 33CC33 99FF99 D9EAD3 B6D7A8 93C47D 6AA84F 38761D
        34A853 90EE90 228B22 32CD32 98FB98 00CC00 2E8B57 4EA72E B5E6A2 D9F2D0 8ED973 00A651 63BE7B CCFF66 66CC33
        006400 196B24 A8D08D""",
    "amber": "FFC000 FFBF00 FFD966 FFE699 FFCC00 F1C232 FFD700 FFCC66 BF8F00 FFCC33 E5B000 FBBC04 E6B800",
    "orange": """FFA500 FF9900 ED7D31 F79646 F4B084 FFCC99 FF8000 FF6600 FABF8F FCD5B4 FDE9D9 F8CBAD E26B0A C65911
        E97132 F6B26B E69138 F9CB9C FCE5CD FF8C00 FFB347 FFA07A F1A983 FBE2D5 FF7F27 FCE4D6 CC6600 F7CAAC""",
    "yellow": "FFFF00 FFEB9C FFFF99 FFF2CC FFFFCC FFEB84 FFFF66 FFE599 F0E68C FFFACD E6E600 FFFFE0 FFFF33",
    "red": """FF0000 C00000 FFC7CE FF9999 FF5050 FF7C80 DA9694 E6B8B7 F2DCDB 963634 C0504D CC0000 EA4335 F4CCCC
        EA9999 E06666 990000 FF6666 FF3300 FFCCCC DC143C B22222 FF4444 E53935 800000 9C0006 F8696B FFB3B3 D9534F
        FF99CC A61C00 FF3333 EE0000""",
    "blue": """0000FF 0070C0 00B0F0 4472C4 5B9BD5 BDD7EE DDEBF7 B4C6E7 D9E1F2 8EA9DB 9BC2E6 1F497D 4F81BD B8CCE4 DCE6F1
        95B3D7 366092 002060 000080 00CCFF CCFFFF 99CCFF 3366FF 31859B 92CDDC B7DEE8 DAEEF3 4BACC6 CFE2F3 9FC5E8
        6FA8DC 3D85C6 0B5394 1F4E78 305496 203764 2F75B5 44546A D6DCE4 ACB9CA 8DB4E2 C5D9F1 538DD5 16365C 87CEEB
        ADD8E6 156082 C0E6F5 83CCEB 0F9ED5 CAEDFB 66CCFF 3399FF 0099CC 003366 333399 008080 33CCCC 00FFFF 4285F4""",
    "purple": """7030A0 800080 B1A0C7 CCC0DA E4DFEC 8064A2 60497A 660066 9999FF CC99FF FF00FF D9D2E9 B4A7D6 8E7CC3 674EA7
        A02B93 F2CEEF E49EDD CCCCFF 9900FF EAD1DC C27BA0""",
    "grey": """F2F2F2 D9D9D9 BFBFBF A6A6A6 808080 7F7F7F EDEDED E7E6E6 D0CECE AEAAAA 757171 C0C0C0 969696 595959
        DBDBDB C9C9C9 7B7B7B EEECE1 DDD9C4 C4BD97 938953 D9D9C0 EEEEEE CCCCCC 999999 666666 E8E8E8 F8F8F8""",
    "black": "000000 0D0D0D 262626 333333 3A3838 1A1A1A 404040",
    "white": "FFFFFF FCFCFC",
}

Lab = tuple[float, float, float]


def lab_of(colour: str) -> Lab:
    """The L*, a*, b* of a colour RRGGBB under D65."""
    linear = []
    for start in (0, 2, 4):
        part = int(colour[start : start + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    red, green, blue = linear
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        each ** (1 / 3) if each > 216 / 24389 else (24389 / 27 * each + 16) / 116 for each in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


_PLACES: tuple[tuple[Lab, str], ...] = tuple(
    (lab_of(colour), name) for name, colours in _NAMED.items() for colour in colours.split()
)


@lru_cache(maxsize=1024)
def nearest_colour(colour: str) -> str | None:
    """The name of the colour nearest to RRGGBB, None where none is within `FURTHEST` or it is no colour."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return None
    here = lab_of(colour)
    distance, name = min(
        (sum((one - other) ** 2 for one, other in zip(here, place, strict=True)), name)
        for place, name in _PLACES
    )
    return name if distance <= FURTHEST**2 else None
