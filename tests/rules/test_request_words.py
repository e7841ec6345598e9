"""The words in which reports print what Members asked: each says one thing."""

from fingerpost.rules.request_words import RequestLabel, RequestPart


def test_no_two_parts_or_labels_read_the_same():
    for words in (RequestPart, RequestLabel):
        said = [str(each).casefold() for each in words]
        assert len(set(said)) == len(words.__members__)
