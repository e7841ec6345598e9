"""Addresses outside any council."""

from __future__ import annotations

from django.urls import path

from fingerpost.start import views

urlpatterns = [path("", views.councils, name="councils")]
