"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.changes import views

app_name = "changes"
urlpatterns = [
    path("", views.requests, name="list"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.request_page, name="request"),
]
