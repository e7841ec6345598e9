"""One's own account: what do I sign in with, and where am I signed in?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account import views as accounts
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fingerpost.people.access import SECOND_FACTORS, is_to_say_again
from fingerpost.people.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fingerpost.people.models import User


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What somebody signs in with, where they are signed in, and in which councils they are."""
    user = _user(request)
    today = now().date()
    people = [each for each in user.people.select_related("council") if each.is_here(today)]
    return render(
        request,
        "account/account.html",
        {
            "has_password": user.has_usable_password(),
            "has_second_factor": Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists(),
            "sessions": len(UserSession.objects.purge_and_list(user)),
            "people": people,
        },
    )


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out. The browser then drops the words that it kept of half-written updates: the next at it may be another.

    A session that ends by itself leaves them, so that nothing typed is lost.
    """
    answer: HttpResponse = accounts.logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = '"storage"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Where somebody is signed in; they end one session or all others, having said again who they are."""
    if is_to_say_again(request):
        return redirect_to_login(request.get_full_path(), login_url=reverse("account_reauthenticate"))
    theirs = UserSession.objects.purge_and_list(_user(request))
    if request.method == "POST":
        end = request.POST.get("end", "")
        others = [each for each in theirs if each.session_key != request.session.session_key]
        for each in others:
            if end in ("others", str(each.pk)):
                each.end()
        messages.success(request, _("You are signed out there."))
        return redirect("account_sessions")
    return render(request, "account/sessions.html", {"sessions": theirs})


@require_safe
@login_required
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a page asks for a second factor, and the ways to one."""
    following = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        following, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return render(request, "account/second_factor_needed.html", {"next": following if safe else ""})
