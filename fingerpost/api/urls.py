"""The addresses of the API, its reference and its description."""

from __future__ import annotations

from django.urls import include, path

from fingerpost.api.site import addresses
from fingerpost.api.views import pages

app_name = "api"
urlpatterns = [
    path("", pages.reference, name="reference"),
    path("openapi.json", pages.openapi, name="openapi"),
    path("v1/", include((addresses(), "v1"))),
]
