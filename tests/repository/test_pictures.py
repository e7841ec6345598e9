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


def test_the_words_of_a_page_are_those_of_its_main_part_whatever_its_files_weigh():
    page = "<body><nav>Start</nav><main><h1>February\n 2026</h1>{}<script>let a = 1</script></main></body>"
    one, other = (
        make_pictures.words(page.format(f"<p>PDF, {size}, {digest}</p>").encode())
        for size, digest in (("81.2 kB", "0f" * 32), ("1,024 bytes", "a7" * 32))
    )
    assert one == other == "February 2026 PDF, …, …"
    assert make_pictures.words(page.format("<p>Word</p>").encode()) == "February 2026 Word"
