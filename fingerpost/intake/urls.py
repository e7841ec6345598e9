"""The addresses of the import, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.intake.views import corrections, published, uploads

app_name = "intake"
urlpatterns = [
    path("", uploads.uploads, name="list"),
    path("<int:pk>/", uploads.review, name="review"),
    path("published/<int:pk>/", published.published, name="published"),
    path("<int:pk>/facts/", corrections.facts, name="facts"),
    path("<int:pk>/actions/<int:number>/", corrections.action, name="action"),
    path("<int:pk>/exceptions/<int:number>/", corrections.exception, name="exception"),
    path("<int:pk>/file/", uploads.original, name="file"),
]
