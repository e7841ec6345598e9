"""The addresses of the pages of insight, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("report/", views.report, name="report"),
    path("action/<int:pk>/", views.action, name="action"),
    path("<slug:question>/", views.question, name="question"),
]
