"""A made-up language for tests: every message that can be translated, in letters that English does not have.

So a word in English letters on a page is one that cannot be translated, or one that people typed. Where a message
has values by name, their order is turned round.
"""

import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

REPOSITORY = Path(__file__).parents[2]
LETTERS = str.maketrans(
    {chr(start + at): chr(sans + at) for start, sans in ((65, 0x1D5A0), (97, 0x1D5BA)) for at in range(26)}
)
"""Each letter as one that looks the same and is another."""
PIECE = re.compile(r"(\{[^}]*\}|%\(\w+\)[sd]|%[sd%]|<[^>]*>|&\w+;)")
NAMED = re.compile(r"\{[^}]*\}|%\(\w+\)[sd]")
LANGUAGE = "cy"
ENGLISH = re.compile(r"[A-Za-z]{2,}")
SEEN = {"aria-label", "title", "alt", "placeholder", "aria-description"}


def marked(message):
    """The message in the made-up language."""
    pieces = PIECE.split(message)
    signs = pieces[1::2]
    said = [each if at % 2 else each.translate(LETTERS) for at, each in enumerate(pieces)]
    if len(signs) > 1 and all(NAMED.fullmatch(each) for each in signs):
        said.reverse()
    return "".join(said)


def gathering():
    """The command by which `make messages` gathers the words, without where it writes them."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    (line,) = re.findall(r"pybabel (-q extract .*?) -o \S+ \.$", makefile, re.MULTILINE)
    return [Path(sys.executable).with_name("pybabel"), *shlex.split(line)]


def gathered(file):
    """The catalogue of all words, as `make messages` gathers them."""
    subprocess.run([*gathering(), "-o", file, "."], cwd=REPOSITORY, check=True)
    return catalogue_of(file)


def catalogue_of(file):
    with file.open("rb") as opened:
        return read_po(opened)


def write_language(folder):
    """Write the made-up language of our own words and those of the libraries. Gives our own messages."""
    catalogue = gathered(folder / "django.pot")
    own = {text for each in catalogue if each.id and not _of_gallery(each) for text in _texts(each)}
    for library in (django, allauth):
        for file in Path(library.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
            for each in catalogue_of(file):
                if each.id and not catalogue.get(each.id, context=each.context):
                    catalogue.add(each.id, context=each.context)
    catalogue.fuzzy = False
    for each in catalogue:
        if each.id:
            each.string = tuple(map(marked, each.id)) if isinstance(each.id, tuple) else marked(each.id)
    compiled = folder / LANGUAGE / "LC_MESSAGES" / "django.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as opened:
        write_mo(opened, catalogue)
    return own


def _of_gallery(message):
    """Whether it stands in the gallery of components only, whose examples are worded as people would type them."""
    return all("gallery" in file for file, _line in message.locations)


def _texts(message):
    return message.id if isinstance(message.id, tuple) else (message.id,)


class Texts(HTMLParser):
    """What people read or hear of a page, piece by piece."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "style"}:
            self.hidden += 1
        given = dict(attrs)
        self.found += [given[name] for name in SEEN if given.get(name)]

    def handle_endtag(self, tag):
        if tag in {"script", "style"}:
            self.hidden -= 1

    def handle_data(self, data):
        if not self.hidden:
            self.found.append(data)


def texts_of(html):
    reader = Texts()
    reader.feed(html)
    reader.close()
    return [" ".join(each.split()) for each in reader.found if ENGLISH.search(each)]


def stored():
    """Every text in the database: what people typed, and what was frozen."""
    found = set()
    for model in apps.get_models():
        if not model.__module__.startswith("fingerpost."):
            continue
        names = [
            each.name
            for each in model._meta.concrete_fields
            if isinstance(each, CharField | TextField | JSONField)
        ]
        for row in model.objects.values_list(*names):
            for value in row:
                found.update(_leaves(value))
    return found


def _leaves(value):
    if isinstance(value, str):
        yield value
        yield from value.splitlines()  # pages show some texts line by line
    elif isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)


def left_of(text, let_through):
    """The text without what is let through, the longest first."""
    inside = [each for each in let_through if each in text]
    for each in sorted(inside, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])", " ", text)
    return text
