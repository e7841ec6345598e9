"""The nations of the United Kingdom, whose law and whose bank holidays a council keeps."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.rules.said import said


class Nation(StrEnum):
    """The nation whose law and whose bank holidays a council keeps."""

    ENGLAND = said("England")
    WALES = said("Wales")
    SCOTLAND = said("Scotland")
    NORTHERN_IRELAND = said("Northern Ireland")
