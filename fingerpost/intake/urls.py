"""The addresses of the import, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.uploads, name="list"),
    path("<int:pk>/", views.review, name="review"),
    path("<int:pk>/file/", views.original, name="file"),
]
