"""The addresses of people, services and the council's settings, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.people.views import council, disposal, people, tokens

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("add/", people.add, name="add"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/edit/", people.edit, name="edit"),
    path("<int:pk>/roles/", people.roles, name="roles"),
    path("<int:pk>/leaving/", people.leaving, name="leaving"),
    path("<int:pk>/invite/", people.invite, name="invite"),
    path("<int:pk>/anew/", people.anew, name="anew"),
    path("<int:pk>/retire/", people.retire, name="retire"),
    path("<int:pk>/away/", people.away_of, name="away_of"),
    path("away/", people.away, name="away"),
    path("away/<int:pk>/end/", people.end_delegation, name="end_delegation"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/make/", tokens.make_token, name="make_token"),
    path("tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("services/", council.services, name="services"),
    path("services/add/", council.add_service, name="add_service"),
    path("services/<int:pk>/", council.service, name="service"),
    path("services/<int:pk>/merge/", council.merge_service, name="merge_service"),
    path("settings/", council.settings, name="settings"),
    path("disposal/", disposal.disposal, name="disposal"),
]
