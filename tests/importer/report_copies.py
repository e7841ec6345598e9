"""A part of a text copy, with → for a tab: its lines as recognition sees them, and the draft of the whole."""

from fingerpost.importer.readers.text import read_text
from fingerpost.importer.recognition.items import items_of
from fingerpost.importer.recognition.report import recognise_report


def items(text):
    return items_of(read_text("part.txt", text.replace("→", "\t").encode()))


def draft(text):
    return recognise_report(read_text("part.txt", text.replace("→", "\t").encode()))
