"""The Jinja environment of every page: GOV.UK components, our own, addresses, words and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from fingerpost.govuk.filters import FILTERS, status_word
from fingerpost.govuk.language import READERS
from fingerpost.govuk.navigation import links
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.said import pages_speak

if TYPE_CHECKING:
    from django.http import HttpRequest
    from jinja2 import BaseLoader


def environment(*, loader: BaseLoader, **options: Any) -> Environment:
    """The environment, made once by Django with the `jinja2` folders of every part."""
    made = Environment(  # noqa: S701  # Django's backend asks for autoescape in `options`
        loader=ChoiceLoader(
            [loader, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
        ),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.globals.update(
        static=static,
        url=url,
        csrf_field=csrf_field,
        status_word=status_word,
        navigation=links,
        classes=tuple(StatusClass),
    )
    made.filters.update(FILTERS)
    pages_speak(READERS)
    return made


def url(name: str, *args: Any, **parts: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=parts or None)


def csrf_field(request: HttpRequest) -> Markup:
    """The hidden field that every form sends."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))
