"""How officers are written about beside their names in full, so that posts stand in public where people do.

A form that may mean somebody else is left alone or stands for “an officer”: a Member's, one that two officers share,
a first name that is a word or a place as well. Bare initials (“JS”) are never replaced; they mean too much else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

AN_OFFICER = "an officer"
"""What stands for an officer whose name is not public and whose post is not known."""

TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof")
"""What may stand before a surname."""
_NOT_A_FIRST_NAME_AFTER = ("St ", "St. ", "Saint ", "Cllr ", "Councillor ", "Sir ", "Dame ", "Lord ", "Lady ", "King ", "Queen ", "Prince ", "Princess ")  # fmt: skip
_SHORTEST_FIRST_NAME = 3

ALSO_WORDS = frozenset({
    "abbey", "alma", "amber", "april", "art", "ash", "ashley", "august", "autumn", "basil", "bill", "bob", "carol",
    "charity", "charlotte", "chase", "chelsea", "chester", "christian", "clay", "cliff", "coral", "craig", "crystal",
    "dale", "daisy", "dawn", "dean", "dot", "drew", "earl", "eve", "faith", "fern", "flora", "florence", "forest",
    "frank", "gay", "gene", "georgia", "ginger", "glen", "glenn", "grace", "grant", "guy", "harmony", "harry", "hazel",
    "heath", "heather", "holly", "hope", "hunter", "india", "iris", "ivy", "jack", "jade", "jasmine", "jay", "jewel",
    "jordan", "joy", "june", "justice", "kent", "kitty", "lance", "laurel", "lily", "lincoln", "london", "lucky",
    "marina", "mark", "martin", "mason", "max", "may", "melody", "mercy", "merry", "miles", "norm", "olive", "opal",
    "paris", "parker", "pat", "patience", "pearl", "penny", "piers", "poppy", "preston", "prudence", "ray", "reed",
    "rich", "river", "rob", "robin", "rocky", "rose", "rosemary", "ruby", "rusty", "sage", "sandy", "skip", "skye",
    "stanley", "storm", "sue", "summer", "sunny", "sydney", "taylor", "temple", "terrace", "tony", "trinity", "troy",
    "verity", "victor", "victoria", "viola", "violet", "virginia", "wade", "ward", "warren", "wayne", "will", "winter",
    "woody",
})  # fmt: skip
"""First names that are words, months or places as well: alone they are never taken for a person."""


@dataclass(frozen=True, slots=True)
class Written:
    """A name taken apart: in full, its first word, the letters that middle names begin with, and the surname."""

    whole: str
    first: str
    middle: str
    last: str

    @classmethod
    def of(cls, name: str) -> Written:
        """A name as a record has it, with or without a title."""
        words = name.split()
        if len(words) > 1 and words[0].rstrip(".") in TITLES:
            words = words[1:]
        middle = "".join(each[0] for each in words[1:-1])
        return cls(" ".join(words), words[0], middle, words[-1] if len(words) > 1 else "")

    @property
    def in_full(self) -> tuple[str, ...]:
        """As the record has it, and without middle names."""
        return tuple(dict.fromkeys((self.whole, f"{self.first} {self.last}"))) if self.last else (self.whole,)

    def with_post(self, post: str) -> Iterator[str]:
        """The name with its post beside it, for which the post alone is to stand."""
        for name in self.in_full:
            yield from (f"{name}, {post}", f"{name} ({post})")
            yield from (f"{post}, {name}", f"{post} ({name})", f"{post} {name}")

    @property
    def shortened(self) -> Iterator[str]:
        """With initials or a title. “A Bell” and “I Bell” are words of a sentence as well and are not among them."""
        initial = self.first[0]
        if initial not in "AI":
            yield f"{initial} {self.last}"
        yield f"{initial}. {self.last}"
        if self.middle:
            letters = initial + self.middle
            dotted = [f"{each}." for each in letters]
            yield from (
                f"{letters} {self.last}",
                f"{''.join(dotted)} {self.last}",
                f"{' '.join(dotted)} {self.last}",
            )
        for title in TITLES:
            yield from (f"{title} {self.last}", f"{title}. {self.last}")


def posts_for_usual_forms(posts: Mapping[str, str], members: Iterable[str]) -> Callable[[str], str]:
    """A change of words that puts posts in the place of officers' names in the forms in which people write them.

    `posts` gives for each officer's name the post; `members` are the names of those who are always named. Names in
    full, with or without the post beside them, however they are capitalised or spaced; surname first; initials or a
    title with the surname; addresses of e-mail that are made of the name; and a first name alone where it can mean
    nobody and nothing else.
    """
    officers = {Written.of(name): post or AN_OFFICER for name, post in posts.items() if name.strip()}
    kept = [Written.of(name) for name in members if name.strip()]
    loose: dict[str, set[str]] = defaultdict(set)
    exact: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    for written, post in officers.items():
        forms = [*written.in_full, *(written.with_post(post) if post != AN_OFFICER else ())]
        if written.last:
            forms.append(f"{written.last}, {written.first}")
            for form in written.shortened:
                exact[form].add(post)
            first[written.first].add(post)
        for form in forms:
            loose[_plain(form)].add(post)
    for each in kept:
        for form in each.shortened if each.last else ():
            exact.pop(form, None)
    surnames = {each.last for each in (*officers, *kept)}
    for name in list(first):
        if (
            name in surnames
            or any(name == each.first for each in kept)
            or name.casefold() in ALSO_WORDS
            or len(name) < _SHORTEST_FIRST_NAME
        ):
            del first[name]
    changes = [_replacing(loose, flags=re.IGNORECASE), _addresses(officers), _replacing(exact), _alone(first)]
    words = {word for each in officers for word in re.findall(r"\w+", each.whole.casefold())}

    def changed(text: str) -> str:
        if words.isdisjoint(re.findall(r"[^\W_]+", text.casefold())):
            return text
        for change in changes:
            text = change(text)
        return text

    return changed


def tells_the_name(address: str, name: str) -> bool:
    """Whether an e-mail address holds a word of this name, as one's own does and one of a service does not."""
    local = address.partition("@")[0].casefold()
    return any(len(word) >= _SHORTEST_FIRST_NAME and word in local for word in name.casefold().split())


def _one(posts: set[str]) -> str:
    return next(iter(posts)) if len(posts) == 1 else AN_OFFICER


def _replacing(forms: Mapping[str, set[str]], *, flags: int = 0) -> Callable[[str], str]:
    if not forms:
        return lambda text: text
    by_form = {_plain(form): _one(posts) for form, posts in forms.items()}
    pattern = re.compile(rf"(?<!\w)(?:{_either(forms)})(?!\w)", flags)
    return lambda text: pattern.sub(lambda match: by_form[_plain(match[0])], text)


def _alone(forms: Mapping[str, set[str]]) -> Callable[[str], str]:
    """First names by themselves: not after a title, and not before another name."""
    if not forms:
        return lambda text: text
    not_after = "".join(f"(?<!{re.escape(each)})" for each in _NOT_A_FIRST_NAME_AFTER)
    pattern = re.compile(rf"{not_after}(?<![\w.@-])(?:{_either(forms)})(?![\w@-])(?!\s+[A-Z])(?!\.\w)")
    return lambda text: pattern.sub(lambda match: _one(forms[match[0]]), text)


def _addresses(officers: Mapping[Written, str]) -> Callable[[str], str]:
    """Addresses such as jane.smith@ and jsmith@."""
    patterns = [
        (
            re.compile(
                rf"(?<![\w.+-])(?:{re.escape(each.first)}|{re.escape(each.first[0])})[._-]?(?:\w[._-]?)?"
                rf"{re.escape(each.last)}\d*@[\w-]+(?:\.[\w-]+)*",
                re.IGNORECASE,
            ),
            post,
        )
        for each, post in officers.items()
        if each.last
    ]

    def changed(text: str) -> str:
        if "@" in text:
            for pattern, post in patterns:
                text = pattern.sub(lambda _, post=post: post, text)  # type: ignore[misc]  # mypy has no type for a default of a lambda
        return text

    return changed


def _either(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda each: (-len(each), each))
    return "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest_first)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
