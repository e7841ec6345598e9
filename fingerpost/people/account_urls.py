"""The addresses of signing in and of one's own account: those of allauth that we have, under its names."""

from __future__ import annotations

from allauth.account import views as accounts
from allauth.socialaccount import views as staff
from django.urls import include, path, re_path

from fingerpost.people.views import account

urlpatterns = [
    path("", account.account, name="account"),
    path("sessions/", account.sessions, name="account_sessions"),
    path("second-factor/", account.second_factor_needed, name="account_second_factor_needed"),
    path("login/", accounts.login, name="account_login"),
    path("logout/", account.sign_out, name="account_logout"),
    path("inactive/", accounts.account_inactive, name="account_inactive"),
    path("signup/", accounts.signup, name="account_signup"),
    path("reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("password/change/", accounts.password_change, name="account_change_password"),
    path("password/set/", accounts.password_set, name="account_set_password"),
    path("password/reset/", accounts.password_reset, name="account_reset_password"),
    path("password/reset/done/", accounts.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("staff/cancelled/", staff.login_cancelled, name="socialaccount_login_cancelled"),
    path("staff/error/", staff.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
