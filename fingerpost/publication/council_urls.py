"""The addresses of the council's own pages of publishing, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.publication.views import managing, papers

app_name = "publishing"
urlpatterns = [
    path("", managing.publications, name="list"),
    path("preview.css", managing.preview_style, name="preview_style"),
    path("report/<int:pk>/", managing.publish, name="publish"),
    path("report/<int:pk>/preview/", managing.preview, name="preview"),
    path("<int:pk>/", managing.edition, name="edition"),
    path("<int:pk>/preview/", managing.edition_preview, name="edition_preview"),
    path("<int:pk>/time/", managing.change_time, name="time"),
    path("<int:pk>/withdraw/", managing.withdraw_edition, name="withdraw"),
    path("<int:pk>/redact/", managing.redact_edition, name="redact"),
    path("files/<int:pk>/withdraw/", managing.withdraw_one_file, name="withdraw_file"),
    path("papers/<int:pk>/publish/", papers.publish, name="publish_paper"),
    path("papers/<int:pk>/time/", papers.change_time, name="paper_time"),
    path("papers/<int:pk>/withdraw/", papers.withdraw, name="withdraw_paper"),
]
