"""The nations of the United Kingdom, whose law and whose bank holidays a council keeps."""

from __future__ import annotations

from enum import StrEnum


class Nation(StrEnum):
    """The nation whose law and whose bank holidays a council keeps."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"
