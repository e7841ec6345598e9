"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.changes.views import asking, deciding, listing, redating

app_name = "changes"
urlpatterns = [
    path("", listing.requests, name="list"),
    path("ask/", asking.ask_page, name="ask"),
    path("re-date/", redating.re_date, name="re_date"),
    path("together/", deciding.together, name="together"),
    path("<int:pk>/", deciding.request_page, name="request"),
    path("<int:pk>/edit/", asking.edit_page, name="edit"),
    path("<int:pk>/submit/", asking.submit_page, name="submit"),
    path("<int:pk>/cancel/", asking.cancel_page, name="cancel"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
]
