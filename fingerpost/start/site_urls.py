"""Addresses outside any council."""

from __future__ import annotations

from django.urls import path

from fingerpost.start import views
from fingerpost.start.health import health

urlpatterns = [
    path("", views.councils, name="councils"),
    path("healthz", health, name="health"),
]
