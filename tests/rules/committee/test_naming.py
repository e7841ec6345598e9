"""Officers in the public file of a committee report."""

from dataclasses import replace
from datetime import date

from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.naming import RESPONSIBLE, report_for_the_public, sources_for_the_public
from fingerpost.rules.committee.report import SignOff
from fingerpost.rules.draft import Contact, Responsible
from fingerpost.rules.publishing import NameForms, PublicChoices, PublicNames, words_of
from tests.rules.committee import reports

CHOICES = PublicChoices(
    posts={"Leo Brandt": "Housing Manager"}, members=("Ann Price",), forms=NameForms.USUAL
)


def named(**more):
    first, *rest = reports.report().parts
    signed = SignOff("Leo Brandt, Housing Manager", date(2008, 3, 3))
    first = replace(
        first, paragraphs=("Leo Brandt and Cllr Ann Price agree.",), owner="Leo Brandt", signed=signed
    )
    return replace(
        reports.report(),
        parts=(first, *rest),
        responsible=(Responsible("Housing Manager", "Leo Brandt"), Responsible("Partner", "Una Vale")),
        contact=Contact("Leo Brandt", "leo.brandt@a.example", "01999 1"),
        **more,
    )


def test_posts_stand_for_officers_wherever_the_report_names_them():
    shown = report_for_the_public(named(), CHOICES)
    first = shown.parts[0]
    assert first.paragraphs == ("Housing Manager and Cllr Ann Price agree.",)
    assert (first.owner, first.signed.by) == ("Housing Manager", "Housing Manager")
    assert shown.responsible == (
        Responsible(RESPONSIBLE, "Housing Manager"),
        Responsible("Partner", "Una Vale"),
    )
    assert not any("Brandt" in each for each in words_of(shown))


def test_the_contacts_own_address_goes_and_a_services_stays():
    assert report_for_the_public(named(), CHOICES).contact == Contact("Housing Manager", None, "01999 1")
    shared = replace(named(), contact=Contact("Leo Brandt", "housing@a.example"))
    assert report_for_the_public(shared, CHOICES).contact == Contact("Housing Manager", "housing@a.example")
    silent = replace(named(), contact=Contact("Leo Brandt"))
    assert report_for_the_public(silent, CHOICES).contact == Contact("Housing Manager")
    nobody = replace(named(), contact=None)
    assert report_for_the_public(nobody, CHOICES).contact is None


def test_a_council_that_names_its_officers_does_so_here():
    choices = PublicChoices(PublicNames.NAMES, posts=CHOICES.posts)
    assert report_for_the_public(named(), choices) == named()


def test_the_record_is_what_is_public_of_it():
    january, february = reports.months()
    shown = sources_for_the_public(Sources(named(), february, january), CHOICES)
    assert shown.record.figures == february.figures
    assert all(each.update is None or each.update.evidence is None for each in shown.record.actions)
    assert shown.previous.period == january.period
    plan = reports.draft_plan()
    assert (
        sources_for_the_public(Sources(named(), plan), CHOICES).record.actions[0].ref == plan.actions[0].ref
    )


def test_words_that_were_taken_out_go_and_fields_are_left_to_be_filled():
    taken_out = replace(CHOICES, redacted=("title", "depot"))
    first = replace(named().parts[0], paragraphs=("The depot is {title of 3.2.4}, its title.",))
    shown = report_for_the_public(replace(named(), parts=(first, *named().parts[1:])), taken_out)
    assert shown.parts[0].paragraphs == ("The [redacted] is {title of 3.2.4}, its [redacted].",)
