"""The addresses of the API."""

from __future__ import annotations

from django.urls import include, path

from fingerpost.api.site import addresses

app_name = "api"
urlpatterns = [
    path("v1/", include((addresses(), "v1"))),
]
