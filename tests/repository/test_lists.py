"""Every list filters, sorts and pages: whatever stands on a page and may grow is drawn by `listed` from a `listing`.

Tables and lists are looked for in the templates themselves, so that a new one is in the test, or fails it: what is
short by its nature is named in `PLAIN`, with the reason why (decision 67).
"""

import ast
import re
from enum import StrEnum
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent / "fingerpost"
TEMPLATES = {
    str(each.relative_to(ROOT)).split("/jinja2/")[1]: each.read_text()
    for each in sorted(ROOT.glob("*/jinja2/**/*.html"))
    if "govuk/components" not in str(each)
}
DRAWN = re.compile(r"<table|call\(\w+\) data_table\(")
ENUMERATED = re.compile(r"<[uo]l[^>]*>\s*\{% for")


class Short(StrEnum):
    """Why something on a page has no filters, no order to choose and no pages."""

    OF_ONE_THING = "the parts of one thing, such as the milestones of an action or the papers of a meeting"
    OF_ONE_PERSON = "what one person has or has to do, grouped by what is to be done"
    READ_WHOLE = "what is to be read from beginning to end before somebody says yes to it"
    OF_A_YEAR = "what a year, a calendar or the law bounds"
    OFFERED = "what the product itself offers, or what the council sets up once"
    LATEST = "the latest few, beside the list of all"
    PUBLIC = "pages for the public are written as files too, and a file answers no query"
    GRID = "the whole plan as one sheet, with filters of its own"


PLAIN = {
    "account/account.html": (0, 1, Short.OFFERED),
    "account/alternatives.html": (0, 1, Short.OFFERED),
    "account/sessions.html": (1, 0, Short.OF_ONE_PERSON),
    "api/reference.html": (1, 1, Short.OFFERED),
    "changes/ask.html": (0, 1, Short.OF_ONE_THING),
    "changes/comparison.html": (1, 0, Short.OF_ONE_THING),
    "changes/request.html": (0, 4, Short.OF_ONE_THING),
    "circulation/papers.html": (1, 0, Short.OF_ONE_THING),
    "circulation/send.html": (1, 0, Short.READ_WHOLE),
    "circulation/sent.html": (0, 1, Short.LATEST),
    "committee/appendices.html": (1, 0, Short.OF_ONE_THING),
    "committee/arrange.html": (1, 1, Short.OF_ONE_THING),
    "committee/consulted.html": (1, 0, Short.OF_ONE_THING),
    "committee/differences.html": (1, 1, Short.READ_WHOLE),
    "committee/field_table.html": (1, 0, Short.OFFERED),
    "committee/filled.html": (0, 1, Short.READ_WHOLE),
    "committee/issued.html": (1, 0, Short.OF_ONE_THING),
    "committee/kind.html": (1, 0, Short.OFFERED),
    "committee/report.html": (1, 1, Short.OF_ONE_THING),
    "committee/template.html": (1, 0, Short.OFFERED),
    "committee/waiting.html": (0, 3, Short.OF_ONE_PERSON),
    "govuk/cookies.html": (1, 0, Short.OFFERED),
    "hearings/hearing.html": (1, 1, Short.OF_ONE_THING),
    "hearings/minute.html": (0, 2, Short.OF_ONE_THING),
    "hearings/report.html": (0, 1, Short.OF_ONE_THING),
    "history/entry.html": (1, 1, Short.OF_ONE_THING),
    "insight/overview.html": (0, 1, Short.OFFERED),
    "insight/question.html": (0, 1, Short.OF_ONE_THING),
    "intake/review.html": (5, 1, Short.READ_WHOLE),
    "issuing/month.html": (0, 3, Short.OF_ONE_THING),
    "meetings/days.html": (0, 1, Short.OF_A_YEAR),
    "meetings/list.html": (0, 1, Short.OFFERED),
    "meetings/meeting.html": (2, 2, Short.OF_ONE_THING),
    "meetings/year.html": (0, 1, Short.OF_A_YEAR),
    "mfa/recovery_codes/index.html": (0, 1, Short.OFFERED),
    "mfa/webauthn/authenticator_list.html": (1, 0, Short.OF_ONE_PERSON),
    "monitoring/action.html": (1, 2, Short.OF_ONE_THING),
    "monitoring/close.html": (0, 3, Short.READ_WHOLE),
    "monitoring/correct.html": (1, 0, Short.READ_WHOLE),
    "monitoring/frozen.html": (0, 2, Short.OF_ONE_THING),
    "monitoring/mine.html": (1, 0, Short.OF_ONE_PERSON),
    "monitoring/review.html": (0, 2, Short.OF_ONE_THING),
    "monitoring/update.html": (0, 2, Short.OF_ONE_THING),
    "notices/parts.html": (0, 1, Short.OFFERED),
    "people/away.html": (1, 1, Short.OF_ONE_PERSON),
    "people/disposal.html": (1, 0, Short.OFFERED),
    "people/latest.html": (0, 1, Short.LATEST),
    "people/tokens.html": (1, 0, Short.OF_ONE_PERSON),
    "plans/action.html": (2, 0, Short.OF_ONE_THING),
    "plans/close_out.html": (0, 1, Short.READ_WHOLE),
    "plans/coverage.html": (1, 0, Short.OF_A_YEAR),
    "plans/grid.html": (1, 0, Short.GRID),
    "plans/hand_over.html": (0, 1, Short.OF_ONE_PERSON),
    "plans/plan.html": (0, 1, Short.OF_ONE_THING),
    "plans/section.html": (1, 1, Short.OF_ONE_THING),
    "plans/workbook.html": (2, 0, Short.READ_WHOLE),
    "publication/edition.html": (1, 3, Short.OF_ONE_THING),
    "publication/list.html": (0, 2, Short.OF_ONE_THING),
    "publication/paper_form.html": (0, 1, Short.OF_ONE_THING),
    "publication/public/base.html": (0, 1, Short.PUBLIC),
    "publication/public/corrections.html": (0, 1, Short.PUBLIC),
    "publication/public/council.html": (0, 2, Short.PUBLIC),
    "publication/public/councils.html": (0, 1, Short.PUBLIC),
    "publication/public/data.html": (1, 1, Short.PUBLIC),
    "publication/public/month.html": (2, 1, Short.PUBLIC),
    "publication/public/paper.html": (1, 0, Short.PUBLIC),
    "publication/public/papers.html": (0, 1, Short.PUBLIC),
    "publication/public/plan.html": (0, 2, Short.PUBLIC),
    "scrutiny/request.html": (0, 1, Short.OF_ONE_THING),
    "scrutiny/watch.html": (0, 1, Short.OF_ONE_PERSON),
    "start/councils.html": (0, 1, Short.OF_ONE_PERSON),
    "start/more.html": (0, 1, Short.OFFERED),
    "start/start.html": (0, 1, Short.LATEST),
}
"""Templates with tables, and with enumerated lists, that are not drawn by `listed`: how many of each, and why."""

UNSORTED = {
    "monitoring/views/review.py": "the most doubtful update first: that order is what the page is for",
}
"""Where a listing has no columns to sort by, and why."""


def test_whatever_may_grow_is_a_list_with_filters_order_and_pages():
    found = {
        name: (len(DRAWN.findall(text)), len(ENUMERATED.findall(text))) for name, text in TEMPLATES.items()
    }
    plain = {name: counts for name, counts in found.items() if counts != (0, 0)}
    assert plain == {name: entry[:2] for name, entry in PLAIN.items()}, (
        "draw it by `listed`, or say in PLAIN why it is short"
    )


def test_filters_and_pages_are_drawn_by_the_one_macro():
    parts = [
        name for name, text in TEMPLATES.items() if re.search(r"list_filters\(|list_pages\(|Paginator", text)
    ]
    # The rows of the review are cards; the grid is one sheet, cut at a thousand actions.
    assert parts == ["monitoring/review.html", "plans/grid.html"]


def _listings():
    for path in sorted(ROOT.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "listing":
                yield str(path.relative_to(ROOT)), node


LISTINGS = list(_listings())


def test_there_are_listings():
    assert len(LISTINGS) > 30


@pytest.mark.parametrize(("path", "call"), LISTINGS, ids=[f"{path}:{call.lineno}" for path, call in LISTINGS])
def test_every_listing_can_be_narrowed_and_sorted(path, call):
    given = {each.arg for each in call.keywords}
    assert "filters" in given
    assert "columns" in given or path in UNSORTED


def test_nothing_else_cuts_rows_into_pages():
    assert [
        str(each.relative_to(ROOT))
        for each in sorted(ROOT.glob("**/*.py"))
        if "django.core.paginator" in each.read_text()
    ] == ["govuk/lists.py", "plans/grid_pages.py"]
