"""What is typed in a report and differs from the record that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.canonical import canonical_json, sha256_of

if TYPE_CHECKING:
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
    """Every difference of a report, whether or not it was accepted."""
    return tuple(
        Difference(each.check, each.part, each.words, each.message, each.part)
        for each in sources.report.accepted
    )
