"""The sample council, lived in the database: the same frozen months as its data give, and everything to try."""

import pytest
from django.test import Client

from docs import make_pictures
from fingerpost.changes.models import ChangeRequest
from fingerpost.committee.models import CommitteeReport
from fingerpost.files.verifying import faults_of_files
from fingerpost.history.sealing import faults_of_history
from fingerpost.issuing.verifying import faults_of_reports
from fingerpost.monitoring.chain import verify_council
from fingerpost.monitoring.models import Period, Snapshot, Update, UpdateState
from fingerpost.people.models import Council, Person
from fingerpost.plans.models import Plan, PlanState
from fingerpost.publication.verifying import faults_of_council
from fingerpost.rules.changes import RequestState
from fingerpost.rules.months import Month
from fingerpost.rules.roles import Role
from fingerpost.rules.snapshot import digest
from fingerpost.sample.council import snapshots
from fingerpost.sample.published import publish_months
from fingerpost.sample.roles import SIGN_INS
from fingerpost.sample.seed import NOW, PASSWORD, SLUG, seed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def harrowmere(django_db_setup, django_db_blocker):
    """The seeded council, made once for this module and taken away with its transaction."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def published(harrowmere, django_db_blocker):
    """The same council once its January and February are public."""
    with django_db_blocker.unblock():
        publish_months(harrowmere, months=[Month(2026, 1), Month(2026, 2)])


@pytest.fixture(autouse=True)
def at_now(settings, harrowmere, db):
    settings.FIXED_NOW = NOW


def test_the_stored_months_are_those_that_the_data_give(harrowmere):
    stored = Snapshot.objects.filter(period__plan__council=harrowmere).order_by("period__first", "version")
    assert [each.digest for each in stored] == [digest(each) for each in snapshots()]
    assert [each.version for each in stored] == [1] * 8


def test_the_chain_of_the_sample_holds(harrowmere):
    verified = verify_council(harrowmere)
    assert (verified.versions, verified.faults) == (8, ())
    assert list(faults_of_history(harrowmere.pk)) == []
    assert list(faults_of_files(harrowmere)) == []
    assert list(faults_of_reports(harrowmere)) == []


def test_march_is_open_and_half_updated_with_requests_that_nobody_has_decided(harrowmere):
    (period,) = Period.objects.filter(plan__council=harrowmere, closed_at=None)
    assert period.first == Month(2026, 3)
    states = set(Update.objects.filter(period=period).values_list("state", flat=True))
    assert states == set(UpdateState)
    plan = Plan.objects.get(council=harrowmere)
    assert plan.state == PlanState.LIVE
    waiting = ChangeRequest.objects.filter(plan=plan, state=RequestState.SUBMITTED)
    assert sorted(each.asked["ref"] for each in waiting) == ["15.2.1", "18.2.2", "20.1.2"]


def test_nothing_is_dated_after_the_moment_at_which_the_demonstration_stands(harrowmere):
    from fingerpost.history.models import Entry

    entries = Entry.objects.filter(council_id=harrowmere.pk)
    assert not entries.filter(at__gt=NOW).exists()
    assert entries.count() > 1000


def test_there_is_a_sign_in_for_each_role_and_its_password_works(harrowmere):
    assert {each.role for each in SIGN_INS} == set(Role) - {Role.PUBLIC}
    for sign_in in SIGN_INS:
        person = Person.objects.get(council=harrowmere, email=sign_in.email)
        assert sign_in.role in person.role_set
        assert person.name == sign_in.name
    assert person.user.check_password(PASSWORD)


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda each: each.role.name.lower())
def test_each_of_them_gets_a_start_page(harrowmere, client_of, sign_in):
    person = Person.objects.get(council=harrowmere, email=sign_in.email)
    answer = client_of(person).get(f"/{SLUG}/")
    assert answer.status_code == 200
    assert harrowmere.name in answer.text


def test_a_short_name_that_is_taken_is_refused(harrowmere):
    from fingerpost.people.operations.council import ShortNameTaken

    with pytest.raises(ShortNameTaken):
        seed()
    assert Council.objects.filter(slug=SLUG).count() == 1


def test_what_the_council_publishes_is_public_and_verified(harrowmere, published):
    page = Client().get(f"/public/{SLUG}/ip2025/2026-02/")
    assert page.status_code == 200
    assert "Of 138 actions highlighted for February 2026, 122 (88.4%)" in page.text
    assert list(faults_of_council(harrowmere)) == []


def test_the_pictures_in_the_documentation_show_the_pages_as_they_are(published):
    now, taken = make_pictures.record(), make_pictures.recorded()
    other = sorted(name for name in now.keys() | taken.keys() if now.get(name) != taken.get(name))
    assert other == [], "run `make pictures`, look at these, and mend the how-to that shows them"


def test_januarys_covering_report_is_issued_and_februarys_waits_for_one_signature(harrowmere):
    reports = CommitteeReport.objects.filter(plan__council=harrowmere).order_by("period__first")
    assert [each.state for each in reports] == ["issued", "in sign-off"]
    assert reports[0].files.count() == 10
    waiting = reports[1].parts.filter(signed_by=None).exclude(text="")
    assert [each.key for each in waiting] == ["equalities"]
