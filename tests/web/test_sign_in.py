"""Signing in and out, passwords, second factors, and sessions."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fingerpost.people.invitations import password_link
from fingerpost.people.operations.persons import mark_left
from tests import build

LOGIN = "/account/login/"
NEW = "three horses under bridges"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def give_password(person):
    from allauth.account.models import EmailAddress

    person.user.set_password(build.PASSWORD)
    person.user.save()
    EmailAddress.objects.get_or_create(user=person.user, email=person.user.email, verified=True, primary=True)
    return person


@pytest.fixture
def lead(world):
    return give_password(world.lead)


def sign_in(client, person, password=build.PASSWORD, **more):
    return client.post(LOGIN, {"login": person.user.email, "password": password, **more})


def code_of(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def with_totp(client, person):
    """Sets up an authenticator app as a person would; gives its secret."""
    page = client.get("/account/2fa/totp/activate/", follow=True)
    if page.redirect_chain:
        client.post(page.redirect_chain[-1][0], {"password": build.PASSWORD})
        page = client.get("/account/2fa/totp/activate/")
    secret = re.search(r"<code[^>]*>(\w+)</code>", page.text).group(1)
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.text
    return secret


def test_somebody_signs_in_with_e_mail_and_password_and_comes_to_their_council(lead, world):
    client = Client()
    assert sign_in(client, lead).url == "/"
    assert client.get("/").url == f"/{world.council.slug}/"
    assert client.get(f"/{world.council.slug}/").status_code == 200


def test_somebody_comes_back_to_the_page_that_asked_them_to_sign_in(lead, world):
    assert (
        sign_in(Client(), lead, next=f"/{world.council.slug}/plans/").url == f"/{world.council.slug}/plans/"
    )


def test_nobody_is_led_elsewhere_after_signing_in(lead):
    assert sign_in(Client(), lead, next="https://elsewhere.example/").url == "/"


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(lead):
    wrong = sign_in(Client(), lead, "wrong")
    unknown = Client().post(LOGIN, {"login": "nobody@harrow-vale.example", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 200
    assert "There is a problem" in wrong.text
    problem = re.compile(r"error-summary__list.*?</ul>", re.DOTALL)
    assert problem.search(wrong.text).group() == problem.search(unknown.text).group()


def test_an_account_is_closed_for_a_while_after_five_wrong_passwords(lead):
    for _ in range(5):
        sign_in(Client(), lead, "wrong")
    refused = sign_in(Client(), lead)
    assert "Too many failed login attempts" in refused.text


def test_too_many_tries_from_one_address_get_a_page_that_says_so(db):
    client = Client()
    for _ in range(30):
        client.get(LOGIN)
        answer = client.post(LOGIN, {"login": "x@example.org", "password": "y"})
    assert answer.status_code in (200, 429)
    assert "Too many tries" in client.post(LOGIN, {"login": "x@example.org", "password": "y"}).text


def test_the_key_of_the_session_changes_when_somebody_signs_in(lead):
    client = Client()
    client.get(f"{LOGIN}?next=/x")
    client.session.save()
    before = client.session.session_key
    sign_in(client, lead)
    assert client.session.session_key != before


def test_the_cookie_of_the_session_is_not_for_scripts(lead, settings):
    client = Client()
    cookie = sign_in(client, lead).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_nobody_makes_an_account_for_themselves(db):
    page = Client().get("/account/signup/")
    assert "Accounts come by invitation" in page.text
    Client().post("/account/signup/", {"email": "a@example.org", "password1": NEW, "password2": NEW})
    from fingerpost.people.models import User

    assert not User.objects.filter(email="a@example.org").exists()


def test_a_leaver_cannot_sign_in_from_the_day_after(lead, world, settings):
    mark_left(person=lead, left_on=build.NOW.date(), by=world.administrator, at=build.NOW)
    assert sign_in(Client(), lead).url == "/"
    settings.FIXED_NOW = build.NOW + timedelta(days=1)
    assert sign_in(Client(), lead).url == "/account/inactive/"


def test_a_leaver_who_is_signed_in_loses_the_council_the_day_after(lead, world, settings, client_of):
    client = client_of(lead)
    mark_left(person=lead, left_on=date(2026, 3, 2), by=world.administrator, at=build.NOW)
    assert client.get(f"/{world.council.slug}/").status_code == 404


def test_a_session_ends_eight_hours_after_it_was_last_used(lead, world, settings):
    client = Client()
    sign_in(client, lead)
    for hours in (7, 14):
        settings.FIXED_NOW = build.NOW + timedelta(hours=hours)
        assert client.get(f"/{world.council.slug}/").status_code == 200
    settings.FIXED_NOW = build.NOW + timedelta(hours=22, minutes=1)
    answer = client.get(f"/{world.council.slug}/", follow=True)
    assert answer.redirect_chain[0][0].startswith(LOGIN)
    assert "You were signed out" in answer.text


def test_a_session_ends_after_a_day_however_much_it_is_used(lead, world, settings):
    client = Client()
    sign_in(client, lead)
    for hours in range(0, 24, 6):
        settings.FIXED_NOW = build.NOW + timedelta(hours=hours)
        assert client.get(f"/{world.council.slug}/").status_code == 200
    settings.FIXED_NOW = build.NOW + timedelta(hours=24, minutes=1)
    assert client.get(f"/{world.council.slug}/").status_code == 302


def test_somebody_sees_where_they_are_signed_in_and_signs_out_there(lead, world):
    here, there, third = Client(), Client(headers={"user-agent": "A telephone"}), Client()
    for each in (here, there, third):
        sign_in(each, lead)
    page = here.get("/account/sessions/")
    assert "A telephone" in page.text
    assert "This one" in page.text
    key = re.search(r'name="end" value="(\d+)"', page.text).group(1)
    here.post("/account/sessions/", {"end": key})
    assert len(re.findall(r'name="end" value="\d+"', here.get("/account/sessions/").text)) == 1
    here.post("/account/sessions/", {"end": "others"})
    address = f"/{world.council.slug}/"
    assert [each.get(address).status_code for each in (here, there, third)] == [200, 302, 302]


def test_the_session_of_somebody_else_is_not_ended(lead, world):
    theirs, other = Client(), Client()
    sign_in(theirs, lead)
    sign_in(other, give_password(world.officer))
    from allauth.usersessions.models import UserSession

    key = UserSession.objects.get(user=lead.user).pk
    other.post("/account/sessions/", {"end": str(key)})
    assert theirs.get(f"/{world.council.slug}/").status_code == 200


def test_somebody_signs_out(lead, world):
    client = Client()
    sign_in(client, lead)
    assert client.get("/account/logout/").status_code == 200
    client.post("/account/logout/")
    assert client.get(f"/{world.council.slug}/").status_code == 302


@pytest.mark.parametrize(
    ("password", "problem"),
    [("elevenchars", "too short"), ("password1234", "too common"), ("leo@harrow-vale", "too similar")],
)
def test_a_weak_password_is_refused(lead, password, problem):
    client = Client()
    sign_in(client, lead)
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": build.PASSWORD, "password1": password, "password2": password},
    )
    assert problem in answer.text


@pytest.mark.parametrize("password", ["onlysmallletters", " spaces and ünicode ", "x9" * 60])
def test_a_long_password_of_any_signs_is_taken_as_it_is(lead, password):
    client = Client()
    sign_in(client, lead)
    client.post(
        "/account/password/change/",
        {"oldpassword": build.PASSWORD, "password1": password, "password2": password},
    )
    lead.user.refresh_from_db()
    assert lead.user.check_password(password)
    assert lead.user.password.startswith("argon2")


def test_the_products_own_hash_costs_what_argon2_asks_for():
    """The tests' is the same at less cost."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from fingerpost.config import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert Argon2PasswordHasher.memory_cost >= 19 * 1024  # KiB, as OWASP's cheat sheet asks at two passes
    assert Argon2PasswordHasher.time_cost >= 2


def test_a_changed_password_is_told_by_e_mail_and_ends_other_sessions(lead, world):
    here, there = Client(), Client()
    sign_in(here, lead)
    sign_in(there, lead)
    here.post(
        "/account/password/change/", {"oldpassword": build.PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert there.get(f"/{world.council.slug}/").status_code == 302
    assert here.get(f"/{world.council.slug}/").status_code == 200
    assert mail.outbox[0].to == [lead.user.email]
    assert "the password was changed" in mail.outbox[0].subject
    assert "127.0.0.1" in mail.outbox[0].body


def test_a_link_to_set_a_password_works_once(lead, world):
    client = Client()
    client.post("/account/password/reset/", {"email": lead.user.email})
    link = re.search(r"https?://[^/\s]+(/account/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    assert "Set your password" in form.text
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    assert sign_in(Client(), lead, NEW).url == "/"
    assert "does not work any more" in Client().get(link, follow=True).text


def test_asking_for_a_link_tells_nobody_whether_there_is_an_account(db):
    answer = Client().post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "If there is an account" in answer.text
    assert mail.outbox == []


def test_an_invited_person_sets_their_first_password(world):
    link = password_link(world.lead.user)
    client = Client()
    address = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    assert sign_in(Client(), world.lead, NEW).url == "/"


def test_a_second_factor_is_set_up_after_confirming_who_one_is(transactional_db):
    lead = give_password(build.world().lead)
    client = Client()
    sign_in(client, lead)
    assert client.get("/account/2fa/totp/activate/").url.startswith("/account/reauthenticate/")
    with_totp(client, lead)
    assert "an authenticator app was set up" in mail.outbox[0].subject
    codes = client.get("/account/2fa/recovery-codes/")
    assert len(re.findall(r"<li><code>", codes.text)) == 10
    assert "Set up." in client.get("/account/2fa/").text


def test_whoever_has_a_second_factor_needs_it_to_sign_in(lead, world):
    first = Client()
    sign_in(first, lead)
    secret = with_totp(first, lead)
    client = Client()
    assert sign_in(client, lead).url == "/account/2fa/authenticate/"
    assert client.get(f"/{world.council.slug}/").status_code == 302
    assert "There is a problem" in client.post("/account/2fa/authenticate/", {"code": "000000"}).text
    cache.clear()
    assert client.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert client.get(f"/{world.council.slug}/").status_code == 200


def test_a_recovery_code_signs_in_once(lead, world):
    first = Client()
    sign_in(first, lead)
    with_totp(first, lead)
    code = re.search(r"<li><code>(\d+)</code>", first.get("/account/2fa/recovery-codes/").text).group(1)
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, lead)
        client.post("/account/2fa/authenticate/", {"code": code})
        answers.append(client.get(f"/{world.council.slug}/").status_code)
    assert answers == [200, 302]


def test_the_secret_of_an_authenticator_app_is_not_readable_in_the_database(lead):
    client = Client()
    sign_in(client, lead)
    secret = with_totp(client, lead)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret


def test_an_administrator_without_the_second_factor_that_the_council_asks_for_is_led_to_it(world):
    world.council.settings = {}
    world.council.save()
    client = Client()
    sign_in(client, give_password(world.administrator))
    answer = client.get(f"/{world.council.slug}/history/", follow=True)
    assert "You need a second factor" in answer.text
    assert f'href="/{world.council.slug}/history/"' in answer.text
    with_totp(client, world.administrator)
    assert client.get(f"/{world.council.slug}/history/").status_code == 200


def test_a_lead_needs_none_where_the_council_asks_administrators_only(lead, world):
    world.council.settings = {}
    world.council.save()
    client = Client()
    sign_in(client, lead)
    assert client.get(f"/{world.council.slug}/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["", "sessions/", "second-factor/", "password/change/", "2fa/", "2fa/webauthn/", "2fa/webauthn/add/"],
)
def test_the_pages_of_an_account_open(lead, address):
    client = Client()
    sign_in(client, lead)
    answer = client.get(f"/account/{address}", follow=True)
    assert answer.status_code == 200
    assert "<h1" in answer.text


@pytest.mark.parametrize("address", ["", "sessions/", "second-factor/", "password/change/", "2fa/"])
def test_the_pages_of_an_account_ask_to_sign_in(db, address):
    assert Client().get(f"/account/{address}").url.startswith(LOGIN)


def test_no_page_of_signing_in_has_a_script_or_style_of_its_own(lead):
    client = Client()
    pages = [client.get(LOGIN).text]
    sign_in(client, lead)
    for address in ("2fa/totp/activate/", "2fa/webauthn/add/", "2fa/recovery-codes/generate/"):
        page = client.get(f"/account/{address}", follow=True)
        if "reauthenticate" in page.request["PATH_INFO"]:
            client.post(page.request["PATH_INFO"], {"password": build.PASSWORD})
            page = client.get(f"/account/{address}", follow=True)
        pages.append(page.text)
    for page in pages:
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"\sstyle=", page)


def test_what_whoever_is_signed_in_was_shown_is_kept_by_no_browser(lead, world):
    client = Client()
    sign_in(client, lead)
    for address in (f"/{world.council.slug}/", f"/{world.council.slug}/plans/", "/account/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


def test_signing_out_takes_half_written_words_off_the_browser_and_a_session_that_ends_leaves_them(
    lead, world, settings
):
    client = Client()
    sign_in(client, lead)
    settings.FIXED_NOW = build.NOW + timedelta(hours=9)
    assert "Clear-Site-Data" not in client.get(f"/{world.council.slug}/", follow=True)
    sign_in(client, lead)
    assert "Clear-Site-Data" not in client.get("/account/logout/")
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"storage"'


def test_whoever_ends_sessions_says_again_who_they_are_some_time_after_signing_in(lead):
    here, there = Client(), Client()
    sign_in(here, lead)
    sign_in(there, lead)
    session = here.session
    for each in session["account_authentication_methods"]:
        each["at"] = 0
    session.save()
    answer = here.post("/account/sessions/", {"end": "others"})
    assert answer.url == "/account/reauthenticate/?next=/account/sessions/"
    assert there.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("password", "guessed"),
    [
        ("fingerpost2026!", True),
        ("Harrow Vale 2026", True),
        ("improvement plan", True),
        ("the plan of my grandmother", False),
        ("839201749302847", False),
    ],
)
def test_a_password_of_the_services_own_words_is_refused(lead, password, guessed):
    client = Client()
    sign_in(client, lead)
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": build.PASSWORD, "password1": password, "password2": password},
    )
    assert ("too easy to guess" in answer.text) is guessed


def test_a_code_of_an_authenticator_app_signs_in_once(lead, world):
    first = Client()
    sign_in(first, lead)
    code = code_of(with_totp(first, lead))
    cache.clear()
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, lead)
        client.post("/account/2fa/authenticate/", {"code": code})
        answers.append(client.get(f"/{world.council.slug}/").status_code)
    assert answers == [200, 302]


def test_a_leaver_is_signed_out_everywhere(lead, world):
    client = Client()
    sign_in(client, lead)
    mark_left(person=lead, left_on=date(2026, 3, 2), by=world.administrator, at=build.NOW)
    assert client.get("/account/").url.startswith(LOGIN)


def test_whoever_leaves_one_council_and_is_of_another_stays_signed_in(lead, world):
    elsewhere = build.person(world.stranger.council, "Leo Elsewhere")
    elsewhere.user = lead.user
    elsewhere.save()
    client = Client()
    sign_in(client, lead)
    mark_left(person=lead, left_on=date(2026, 3, 2), by=world.administrator, at=build.NOW)
    assert client.get("/account/").status_code == 200


def test_a_link_to_a_new_password_does_not_get_round_the_second_factor(lead, world):
    first = Client()
    sign_in(first, lead)
    with_totp(first, lead)
    client = Client()
    lead.user.refresh_from_db()
    link = password_link(lead.user).removeprefix("http://127.0.0.1:8000")
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    assert client.get(f"/{world.council.slug}/").status_code == 302
    assert sign_in(client, lead, NEW).url == "/account/2fa/authenticate/"
