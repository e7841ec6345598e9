"""The addresses of the record of every write. Its pages stand here, since `history` knows no people."""

from __future__ import annotations

from django.urls import path

from fingerpost.people.views import history

app_name = "history"
urlpatterns = [
    path("", history.entries, name="entries"),
    path("export.csv", history.export_csv, name="export_csv"),
    path("export.jsonl", history.export_json_lines, name="export_json_lines"),
    path("<int:pk>/", history.entry, name="entry"),
]
