"""What is public of a closed month, decided in one place: everything that the public sees goes through `public_value`.

The closed record is the council's; its digest is published, so that nobody can alter the record unseen. The public
value is the record without what was never meant for the public, and it has a digest of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fingerpost.rules.exceptions_report import exceptions
from fingerpost.rules.figures import Figures
from fingerpost.rules.said import said
from fingerpost.rules.snapshot import Lead
from fingerpost.rules.written_names import AN_OFFICER, posts_for_usual_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fingerpost.rules.snapshot import ActionRecord, Snapshot

REDACTED = "[redacted]"
"""What stands in a public text where words were taken out."""
SHORTEST = 3
"""The fewest letters that a redaction may take out: fewer would tear words apart everywhere."""

_KEPT = frozenset({"ref", "code", "section", "parent", "number", "edtf", "format", "previous_digest", "corrects", "predecessors", "risks"})  # fmt: skip
"""Fields that name other things of the record; they are no words and stay as they are."""


class PublicNames(StrEnum):
    """How officers are named in public: by their posts, or by their names. Members are always named."""

    POSTS = "posts"
    NAMES = "names"


class PublicComments(StrEnum):
    """Of which actions the leads' comments are public. Reasons for slippage and corrective actions always are."""

    EXCEPTIONS = "exceptions"
    ALL = "all"
    NONE = "none"


class NameForms(StrEnum):
    """Which writings of an officer's name the post stands for: names in full, or the usual forms as well.

    An edition keeps what it was made with, so that it is derived again as it was.
    """

    WHOLE = "whole"
    USUAL = "usual"


class CannotRedact(ValueError):
    """The words to be taken out are too short, or do not stand in what is public."""


@dataclass(frozen=True, slots=True)
class PublicChoices:
    """What a council chose about its public pages, as it stood when a month was published.

    `posts` gives for each officer's name what stands for it in public, `members` are those whose names stay. `redacted`
    are words that were taken out after a mistake. The licence is that of the council's own, empty for the Open
    Government Licence.
    """

    names: PublicNames = PublicNames.POSTS
    comments: PublicComments = PublicComments.EXCEPTIONS
    posts: Mapping[str, str] = field(default_factory=dict)
    redacted: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    forms: NameForms = NameForms.WHOLE
    licence_title: str = ""
    licence_address: str = ""

    @property
    def changes(self) -> tuple[Callable[[str], str], ...]:
        """What is done to every text, in this order: posts for names, as the council chose, then words taken out."""
        taken_out = (redacting(self.redacted),) if self.redacted else ()
        if self.names is PublicNames.NAMES or not self.posts:
            return taken_out
        return (self._naming(), *taken_out)

    def _naming(self) -> Callable[[str], str]:
        return (
            naming(self.posts)
            if self.forms is NameForms.WHOLE
            else posts_for_usual_forms(self.posts, self.members)
        )


def public_value(snapshot: Snapshot, choices: PublicChoices) -> Snapshot:
    """What is public of a closed month.

    Never public: evidence, who typed an update and who can sign in. Comments are public as the council chose, and
    officers' names stand as posts unless it chose names, wherever in the record they are written out in full.
    """
    commented = frozenset[str]()
    if choices.comments is PublicComments.ALL:
        commented = frozenset(each.ref for each in snapshot.actions)
    elif choices.comments is PublicComments.EXCEPTIONS:
        commented = frozenset(each.ref for each in exceptions(snapshot))
    shown = replace(
        snapshot, actions=tuple(_public_action(each, each.ref in commented) for each in snapshot.actions)
    )
    changed: Snapshot = public_words(shown, choices)
    return changed


def public_words(value: Any, choices: PublicChoices) -> Any:
    """A value with posts in the place of officers' names, as the council chose, and without what was taken out."""
    for change in choices.changes:
        value = with_words(value, change)
    return value


def _public_action(action: ActionRecord, commented: bool) -> ActionRecord:  # noqa: FBT001  # named where it is called
    update = action.update
    if update is not None:
        update = replace(update, sent_by=None, evidence=None, comment=update.comment if commented else None)
    return replace(action, update=update, leads=tuple(Lead(each.name) for each in action.leads))


def naming(posts: Mapping[str, str]) -> Callable[[str], str]:
    """A change of words that puts posts in the place of names, however they are capitalised or spaced."""
    by_name = {_plain(name): post or AN_OFFICER for name, post in posts.items() if name.strip()}
    if not by_name:
        return lambda words: words
    pattern = re.compile(_any_of(posts), re.IGNORECASE)
    return lambda words: pattern.sub(lambda match: by_name[_plain(match[0])], words)


def redacting(phrases: Iterable[str]) -> Callable[[str], str]:
    """A change of words that takes these phrases out, however they are capitalised or spaced."""
    pattern = re.compile(_any_of(phrases, whole=False), re.IGNORECASE)
    return lambda words: pattern.sub(REDACTED, words)


def _any_of(phrases: Iterable[str], *, whole: bool = True) -> str:
    """A pattern for any of these phrases, the longest first; white space within them may be any."""
    wanted = sorted({_plain(each) for each in phrases if each.strip()}, key=lambda each: (-len(each), each))
    either = "|".join(r"\s+".join(map(re.escape, each.split())) for each in wanted)
    return rf"(?<!\w)(?:{either})(?!\w)" if whole else f"(?:{either})"


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def to_redact(phrases: Iterable[str], *public: Any) -> tuple[str, ...]:
    """The phrases as they are taken out. Refuses one that is too short or stands nowhere in these public values."""
    cleaned = tuple(dict.fromkeys(" ".join(each.split()) for each in phrases if each.strip()))
    for each in cleaned:
        if len(each) < SHORTEST:
            raise CannotRedact(
                said(
                    "“{it}” is too short to be taken out; give at least {shortest} letters.",
                    it=each,
                    shortest=SHORTEST,
                )
            )
        if not says(each, *public):
            raise CannotRedact(
                said("“{it}” does not stand in what is published; copy the words as they stand.", it=each)
            )
    if not cleaned:
        raise CannotRedact(said("Give the words that are to be taken out."))
    return cleaned


def says(phrase: str, *public: Any) -> bool:
    """Whether these words stand anywhere in these public values, however they are capitalised or spaced."""
    pattern = re.compile(_any_of((phrase,), whole=False), re.IGNORECASE)
    return any(pattern.search(words) for each in public for words in words_of(each))


def words_of(value: Any) -> Iterable[str]:
    """Every text of a value that is words for people, not the name of another thing."""
    found: list[str] = []

    def note(words: str) -> str:
        found.append(words)
        return words

    with_words(value, note)
    return found


def with_words(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text for people changed; refs, codes, dates and figures stay."""
    return _changed(value, change, "")


def _changed(value: Any, change: Callable[[str], str], name: str) -> Any:
    if type(value) is str:
        return value if name in _KEPT else change(value)
    if type(value) in (tuple, list):
        return type(value)(_changed(each, change, name) for each in value)
    if isinstance(value, Mapping):
        return {key: _changed(each, change, name) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, Figures | type):
        given = {each.name: getattr(value, each.name) for each in fields(value)}
        new = {key: _changed(each, change, key) for key, each in given.items()}
        differing = {key: each for key, each in new.items() if each is not given[key] and each != given[key]}
        return replace(value, **differing) if differing else value
    return value
