"""What is public of a closed month, and what never is."""

from dataclasses import replace

import pytest

from fingerpost.rules.publishing import (
    AN_OFFICER,
    CannotRedact,
    PublicChoices,
    PublicComments,
    PublicNames,
    naming,
    public_value,
    public_words,
    says,
    to_redact,
    words_of,
)
from fingerpost.rules.snapshot import Lead, digest
from tests.rules.plans import closed, row, update

POSTS = {"Leo Brandt": "Housing Manager", "Ed Lamb": "", " ": "Nobody"}
NAMED = PublicChoices(PublicNames.NAMES, PublicComments.ALL)


def month():
    """A late action and one on target, each with words, evidence and who sent them."""
    told = {"sent_by": "Leo Brandt", "evidence": "https://files.example/minutes"}
    made = closed(
        row(
            "1.1",
            "Feb-08",
            updates=[replace(update(expected="Apr-08"), comment="Leo  Brandt waits.", **told)],
        ),
        row(
            "1.2",
            "Jun-08",
            programmed=["Feb-08"],
            updates=[replace(update(on_course=True), comment="Quiet.", **told)],
        ),
        row("1.3", "Jun-08"),
    )
    lead = Lead("Leo Brandt", has_account=False)
    return replace(made, actions=tuple(replace(each, leads=(lead,)) for each in made.actions))


def said(value):
    return " | ".join(words_of(value))


def test_evidence_and_who_typed_it_are_never_public():
    for choices in (PublicChoices(), NAMED):
        shown = public_value(month(), choices)
        assert "files.example" not in said(shown)
        assert all(each.update is None or each.update.sent_by is None for each in shown.actions)
        assert all(lead.has_account for each in shown.actions for lead in each.leads)


def test_figures_dates_and_statuses_are_all_public():
    closed_month = month()
    shown = public_value(closed_month, PublicChoices(posts=POSTS, redacted=("Quiet", "Feb")))
    assert shown.figures == closed_month.figures
    assert shown.previous_digest == closed_month.previous_digest
    for was, is_ in zip(closed_month.actions, shown.actions, strict=True):
        assert (is_.ref, is_.status, is_.class_, is_.schedule) == (
            was.ref,
            was.status,
            was.class_,
            was.schedule,
        )
        assert is_.ledger.original.edtf == was.ledger.original.edtf


@pytest.mark.parametrize(
    ("comments", "public"),
    [
        (PublicComments.EXCEPTIONS, {"1.1"}),
        (PublicComments.ALL, {"1.1", "1.2"}),
        (PublicComments.NONE, set()),
    ],
)
def test_comments_are_public_as_the_council_chose(comments, public):
    shown = public_value(month(), PublicChoices(comments=comments))
    assert {each.ref for each in shown.actions if each.update and each.update.comment} == public


def test_posts_stand_for_names_wherever_they_are_written_out():
    shown = public_value(month(), PublicChoices(posts=POSTS))
    assert shown.actions[0].leads == (Lead("Housing Manager"),)
    assert shown.action("1.1").update.comment == "Housing Manager waits."
    assert "Brandt" not in said(shown)
    assert (
        naming(POSTS)("LEO BRANDT and Ed Lamb; Ed Lambton") == f"Housing Manager and {AN_OFFICER}; Ed Lambton"
    )
    assert naming({})("Leo Brandt") == "Leo Brandt"
    assert "Leo  Brandt waits." in said(public_value(month(), replace(NAMED, posts=POSTS)))


def test_words_are_taken_out_everywhere_however_they_are_written():
    choices = replace(NAMED, redacted=("leo brandt", "quiet"))
    shown = public_value(month(), choices)
    assert shown.action("1.1").update.comment == "[redacted] waits."
    assert "Brandt" not in said(shown)
    assert public_words({"1.1": ["Leo Brandt said", "quiet"]}, choices) == {
        "1.1": ["[redacted] said", "[redacted]"]
    }


def test_what_cannot_be_taken_out_is_refused():
    shown = public_value(month(), NAMED)
    assert to_redact([" Leo  Brandt ", "", "Leo Brandt"], shown) == ("Leo Brandt",)
    for phrases, words in (
        (["ab"], "too short"),
        (["nowhere said"], "does not stand"),
        ([" "], "Give the words"),
    ):
        with pytest.raises(CannotRedact, match=words):
            to_redact(phrases, shown)
    assert says("WAITS", shown)
    assert not says("nowhere", shown)


def test_what_is_public_has_a_digest_of_its_own():
    assert digest(public_value(month(), PublicChoices())) != digest(month())
    assert digest(public_value(month(), PublicChoices())) == digest(public_value(month(), PublicChoices()))
