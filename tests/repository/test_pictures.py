"""The pictures in the documents: each is there, used and described. That they are true is tested on their pages."""

import re

import pytest

from docs import make_pictures
from tests.repository.test_documents_against_code import DOCUMENTS

PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
SHOWN = [
    (document, described, document.parent / address)
    for document in DOCUMENTS
    for described, address in PICTURE.findall(document.read_text(encoding="utf-8"))
]
LARGEST = 80_000
"""Bytes of a picture."""


def test_every_picture_is_shown_in_a_document_and_can_be_made_again():
    there = {each.name for each in make_pictures.IMAGES.glob("*.png")}
    assert {picture.name for _, _, picture in SHOWN} == there
    assert set(make_pictures.recorded()) == there
    assert {f"{each.name}.png" for each in make_pictures.PICTURES} == there


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown[0].stem} {shown[2].stem}")
def test_every_picture_is_there_small_and_says_in_words_what_is_to_be_seen(shown):
    _, described, picture = shown
    assert picture.resolve().parent == make_pictures.IMAGES
    assert picture.stat().st_size <= LARGEST
    assert len(described.split()) >= 5
