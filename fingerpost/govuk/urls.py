"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.govuk import views

app_name = "govuk"
urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("components/", views.components, name="components"),
]
