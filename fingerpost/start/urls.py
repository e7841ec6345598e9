"""The start page of a council, and its colour."""

from __future__ import annotations

from django.urls import path

from fingerpost.start import views

app_name = "start"
urlpatterns = [
    path("", views.start, name="start"),
    path("more/", views.more, name="more"),
    path("colour.css", views.colour, name="colour"),
]
