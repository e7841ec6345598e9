"""Every word for people goes through gettext, and can be gathered for a translation."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

from tests.web.marked_language import gathered

REPOSITORY = Path(__file__).parents[2]
TEMPLATES = sorted((REPOSITORY / "fingerpost").glob("*/jinja2/**/*.html"))
FROM_OUTSIDE = "\ufffc"
"""Stands where a template prints a value."""
SEEN = {"aria-label", "title", "alt", "placeholder", "aria-description"}
"""Attributes that people hear or see."""
NO_WORDS = {"Fingerpost", "O", "P", "SHA", "JSON", "CSV", "HTML", "PDF"}
"""Names and letters that are the same in every language."""
ATTRIBUTE = re.compile(r'(?:^|\s)(?:[a-z-]+="[^"<>]*"|data-[a-z-]+)')
"""A macro may print an attribute for a tag that stands elsewhere."""
LETTERS = re.compile(r"[^\W\d_]+")


def printed(node):
    """What a part of a template prints, in order: its own text, and a sign for each value."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        yield from printed(node.expr1)
        if node.expr2 is not None:
            yield FROM_OUTSIDE
            yield from printed(node.expr2)
    elif isinstance(node, nodes.Output):
        for each in node.nodes:
            yield from printed(each)
    elif isinstance(node, nodes.Expr):
        yield FROM_OUTSIDE
    elif isinstance(node, nodes.If):
        for each in (*node.body, *node.elif_, *node.else_):
            yield from printed(each)
    elif not (isinstance(node, nodes.Block) and node.name == "width"):  # the end of a class attribute
        for each in node.iter_child_nodes():
            if isinstance(each, nodes.Stmt):
                yield from printed(each)


class BareWords(HTMLParser):
    """Gathers the words of a page that are not printed from outside."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        words = LETTERS.findall(ATTRIBUTE.sub("", data))
        self.found += [each for each in words if each not in NO_WORDS]

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in SEEN and value:
                self.handle_data(value)


def bare_words(source):
    reader = BareWords()
    reader.feed("".join(printed(engines["jinja2"].env.parse(source))))
    reader.close()
    return reader.found


@pytest.mark.parametrize("file", TEMPLATES, ids=[str(each.relative_to(REPOSITORY)) for each in TEMPLATES])
def test_a_template_prints_no_word_that_cannot_be_translated(file):
    assert not bare_words(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<p>{{ _("Hello") }}</p>', []),
        ('{{ "late" if late }}', ["late"]),
        ('<p class="{{ "late" if late }}">–</p>', []),
        ('<nav aria-label="Pages">{% if a %}{{ a }}{% else %}None{% endif %}</nav>', ["Pages", "None"]),
        ("{% macro m(a) %}<b>{{ caller(a) }} more</b>{% endmacro %}", ["more"]),
    ],
)
def test_bare_words_are_found(source, found):
    assert bare_words(source) == found


def test_all_words_are_gathered_with_their_plurals(tmp_path):
    catalogue = gathered(tmp_path / "django.pot")
    assert catalogue.get("Sign out") is not None, "of a template"
    assert catalogue.get("February") is not None, "of a module, lazily"
    assert catalogue.get("May", context="short month") is not None, "with a context"
    assert isinstance(catalogue.get("in %(days)s day").id, tuple), "with a plural"
    assert catalogue.get("{due}; on course.") is not None, "of a rule"
    assert isinstance(catalogue.get("{words} day late").id, tuple), "of a rule, with a plural"
