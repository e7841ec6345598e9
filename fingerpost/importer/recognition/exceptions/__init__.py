"""Exceptions of a report, in every form in which councils print them: rows, boxes, cards and lines."""

from fingerpost.importer.recognition.exceptions.boxes import Found
from fingerpost.importer.recognition.exceptions.walk import find_exceptions

__all__ = ["Found", "find_exceptions"]
