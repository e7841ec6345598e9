"""The addresses of the pages of scrutiny, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.scrutiny.views import asking, bulletin, highlight, listing, one, statements, watching

app_name = "scrutiny"
urlpatterns = [
    path("", listing.requests, name="list"),
    path("recommendations/", listing.tracker, name="tracker"),
    path("ask/", asking.ask_page, name="ask"),
    path("dispute/<int:pk>/", asking.dispute_page, name="dispute"),
    path("record/", asking.record_page, name="record"),
    path("highlight/", highlight.highlight, name="highlight"),
    path("bulletin/<int:pk>/", bulletin.bulletin, name="bulletin"),
    path("watch/", watching.watching, name="watch"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("<int:pk>/", one.request_page, name="request"),
    path("<int:pk>/assign/", one.assign_page, name="assign"),
]
