"""What is typed in a report and differs from the record that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.canonical import canonical_json, sha256_of
from fingerpost.rules.committee.free_text import check_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.rules.committee.field_forms import Sources


@dataclass(frozen=True, slots=True)
class Difference:
    """Something typed that differs from the record, with the key by which it is accepted."""

    check: str
    part: str
    words: str
    message: str
    place: str

    @property
    def key(self) -> str:
        """The digest of check, part and words: the same difference only while the words are the same."""
        return sha256_of(canonical_json([self.check, self.part, self.words]))


def differences_in(sources: Sources) -> tuple[Difference, ...]:
    """Every difference of a report, whether or not it was accepted; one that stands twice in a part is named once."""
    found = (
        Difference(
            each.finding.id, each.part, each.words, each.finding.message, ", ".join(each.finding.places)
        )
        for each in check_report(sources)
    )
    return tuple({each.key: each for each in found}.values())


def of_part(differences: Iterable[Difference], key: str) -> tuple[Difference, ...]:
    """The differences of one part."""
    return tuple(each for each in differences if each.part == key)
