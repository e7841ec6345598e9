"""Posts stand for officers in whatever way people write them, and for nobody else."""

import pytest

from fingerpost.rules.publishing import NameForms, PublicChoices, PublicNames, public_words
from fingerpost.rules.written_names import ALSO_WORDS, AN_OFFICER, posts_for_usual_forms, tells_the_name

POSTS = {
    "Leo Brandt": "Housing Manager",
    "Priya Anne Nair": "Head of Finance",
    "Mr Ed Lamb": "",
    "Amy Bell": "Clerk",
    "Tess Moor": "Engineer",
    "Tom Moor": "Planner",
    "Grace Dunn": "Ranger",
    "Ann Lee": "Buyer",
    "Rita Leo": "Tutor",
    "Cher": "Singer",
    "Jo Penn": "Porter",
    " ": "Nobody",
}
MEMBERS = ("Ann Price", "Lucy Penn", "Prince", " ")


@pytest.mark.parametrize(
    ("said", "public"),
    [
        ("LEO  brandt waits", "Housing Manager waits"),
        ("Leo Brandt, Housing Manager, waits", "Housing Manager, waits"),
        ("the Housing Manager (Leo Brandt) waits", "the Housing Manager waits"),
        ("ask Housing Manager Leo Brandt", "ask Housing Manager"),
        (
            "L Brandt, L. Brandt, Mr Brandt, Mr. Brandt",
            "Housing Manager, Housing Manager, Housing Manager, Housing Manager",
        ),
        ("Brandt, Leo", "Housing Manager"),
        ("Priya Nair", "Head of Finance"),
        ("P.A. Nair, P. A. Nair, PA Nair", "Head of Finance, Head of Finance, Head of Finance"),
        ("Priya's paper; ask Priya.", "Head of Finance's paper; ask Head of Finance."),
        ("leo.brandt@a.example or PNair@a.example", "Housing Manager or Head of Finance"),
        ("Ed Lamb", AN_OFFICER),
        ("Mr Moor", AN_OFFICER),
        ("T. Moor", AN_OFFICER),
        ("Tom", "Planner"),
        ("Cher", "Singer"),
    ],
)
def test_the_post_stands_for_every_usual_form_of_a_name(said, public):
    assert posts_for_usual_forms(POSTS, MEMBERS)(said) == public


@pytest.mark.parametrize(
    "said",
    [
        "Leo alone",
        "A Bell rang",
        "Grace is given",
        "Ann waits",
        "St Tom",
        "Councillor Tom",
        "Tom Harding",
        "tom.house@a.example",
        "Leo Brandtson",
        "tom waits",
        "Jo waits",
        "Mrs Penn",
        "Ann Price and Mr Prince",
    ],
)
def test_what_may_mean_somebody_or_something_else_stays(said):
    assert posts_for_usual_forms(POSTS, MEMBERS)(said) == said


def test_nobody_to_replace_changes_nothing():
    assert posts_for_usual_forms({}, ())("Leo Brandt") == "Leo Brandt"
    assert all(each == each.casefold() for each in ALSO_WORDS)


def test_an_address_of_ones_own_tells_the_name_and_a_services_does_not():
    assert tells_the_name("leo.brandt@a.example", "Leo Brandt")
    assert not tells_the_name("housing@brandt.example", "Leo Brandt")


def test_an_edition_keeps_the_forms_it_was_made_with():
    posts = {"Leo Brandt": "Housing Manager"}
    was = PublicChoices(posts=posts)
    now = PublicChoices(posts=posts, forms=NameForms.USUAL)
    named = PublicChoices(PublicNames.NAMES, posts=posts, forms=NameForms.USUAL)
    assert public_words("Mr Brandt", was) == "Mr Brandt"
    assert public_words("Mr Brandt", now) == "Housing Manager"
    assert public_words("Mr Brandt", named) == "Mr Brandt"
