"""Every page of a council that there is, found by walking the addresses of the whole application."""

from dataclasses import dataclass

from django.urls import get_resolver


@dataclass(frozen=True)
class Page:
    name: str
    keys: frozenset
    view: object


def pages(resolver, spaces=(), keys=frozenset(), *, inside=False):
    """Every page below a council's short name, by the name of its address."""
    for each in resolver.url_patterns:
        converters = frozenset(each.pattern.converters) | frozenset(
            (getattr(each.pattern, "regex", None) and each.pattern.regex.groupindex) or ()
        )
        below = inside or "council" in converters
        if hasattr(each, "url_patterns"):
            space = (*spaces, each.namespace) if each.namespace else spaces
            yield from pages(each, space, keys | converters, inside=below)
        elif below:
            yield Page(
                ":".join([*spaces, each.name or "?"]), (keys | converters) - {"council"}, each.callback
            )


ADDRESSES = sorted(pages(get_resolver()), key=lambda each: each.name)
PAGES = [each for each in ADDRESSES if not hasattr(each.view, "is_api")]
API_ADDRESSES = [each for each in ADDRESSES if hasattr(each.view, "is_api")]
"""What the API answers at has tests of its own: a token opens it, and nothing else does."""

NO_PAGES = {
    "api:openapi": "a description for programs",
    "circulation:pack": "a file",
    "committee:appendix_file": "a file",
    "committee:download": "a file",
    "committee:issued_file": "a file",
    "hearings:forward_plan_csv": "a file",
    "history:export_csv": "a file",
    "history:export_json_lines": "a file",
    "intake:file": "a file",
    "issuing:download": "a file",
    "issuing:issued_file": "a file",
    "issuing:style": "a style sheet",
    "monitoring:all_lead_forms": "a file",
    "monitoring:evidence_file": "a file",
    "monitoring:lead_form_file": "a file",
    "notices:export": "a file",
    "plans:workbook": "a file",
    "publishing:preview_style": "a style sheet",
    "start:colour": "a style sheet",
}
"""Addresses that are fetched and are no page of their own."""
