"""Columns made of spaces in text copies whose cells touch, and rows under a merged cell."""

from __future__ import annotations

from fingerpost.importer.read import read

ACTIONS = """Peer Challenge Action Plan
Fellbeck Council

Recommendatio     Action            Lead              Timescale         Progress           RAG
n
1. Tell the       1.1 Publish a     Chief Executive   September         Launched on 18     Blue
story of the      long vision                         2023              September.
council           1.2 Residents’    Head of           November 2023     Draft goes to      Green
                  plan              Engagement                          Cabinet.
2. Strengthen     2.1 Scrutiny      Monitoring        July 2023         Trainer fell       Amber
scrutiny          training          Officer                             ill.
                 2.2 Review calls Monitoring         May 2023           None.             Red
                 in               Officer

Key: Blue - complete; Green - on track; Amber - some slippage; Red - not begun
"""


def test_cells_that_touch_are_parted_under_their_headings() -> None:
    found = read("plan.txt", ACTIONS.encode()).actions
    assert [(each.ref, each.title) for each in found] == [
        ("1.1", "Publish a long vision"),
        ("1.2", "Residents’ plan"),
        ("2.1", "Scrutiny training"),
        ("2.2", "Review calls in"),
    ]
    assert [each.lead for each in found][1:] == [
        ("Head of Engagement",),
        ("Monitoring Officer",),
        ("Monitoring Officer",),
    ]
    assert [each.printed for each in found] == ["Blue", "Green", "Amber", "Red"]


def test_a_heading_broken_within_a_word_is_known() -> None:
    found = read("plan.txt", ACTIONS.encode()).actions
    assert found[0].path[0].startswith("1. Tell the story")
    assert found[3].path == ("2. Strengthen scrutiny",)


BOX = """FELLBECK COUNCIL
CABINET
5TH DECEMBER 2007
IMPROVEMENT PLAN EXCEPTION REPORT [OCTOBER 2007]

Appendix 1

CP1: Town Centre
Ref     October 2007 Action           Colour   Corrective Action                         Who     Original    Revised
                                                                                                Date        Date
1.2.3    Appoint a partner for the             Titles took long to prove. Partner due    RD      Sept-07     Nov-07
         Market Hall                           in November.
Ref.     Action                       Lead     July Aug Sep Oct          No   Dec Jan. Feb Ma          Apr     Ma      Jun     Corrective Action
                                                    .      .     .      v.   .            .     r.    .       y       e
1.2      Market Hall
1.2.3    Appoint a partner for the    RD                                                                                       Terms agreed.
         Market Hall
"""


def test_a_form_with_two_headings_is_two_tables() -> None:
    draft = read("october.txt", BOX.encode())
    (found,) = draft.exceptions
    assert (found.ref, found.action, found.who) == ("1.2.3", "Appoint a partner for the Market Hall", ("RD",))
    assert found.corrective_action == "Titles took long to prove. Partner due in November."
    assert [each.edtf for each in (found.original, found.revised) if each] == ["2007-09", "2007-11"]
    assert found.parent is not None
    assert found.parent.ref == "1.2"
    assert found.plan_row is not None
    assert found.plan_row.corrective_action == "Terms agreed."


def test_months_broken_over_two_lines_still_head_the_plan_year() -> None:
    year = read("october.txt", BOX.encode()).plan_year
    assert year is not None
    assert (str(year.first), str(year.last)) == ("2007-07", "2008-06")


def test_a_row_broken_by_a_page_goes_on_under_the_headings_that_come_again() -> None:
    text = (
        "Netherby Council\nImprovement plan monitoring, February 2015\n\n"
        "Ref            Improvement         Lead          Deadline     Status\n"
        "Section 1: Money\n"
        "1.1            Clear the           B Cole        Mar 2015     On target\n"
        "               backlog\n"
        "Section 2: People\n"
        "2.1            Train every         V Ames        Apr 2015     Slightly behind\n"
        "\fRef          Improvement         Lead          Deadline     Status\n"
        "               manager in full\n"
        "2.2            Fill the posts      B Cole        May 2015     Complete\n"
    )
    draft = read("plan.txt", text.encode())
    assert [(each.ref, each.title, each.path) for each in draft.actions] == [
        ("1.1", "Clear the backlog", ("Section 1: Money",)),
        ("2.1", "Train every manager in full", ("Section 2: People",)),
        ("2.2", "Fill the posts", ("Section 2: People",)),
    ]
