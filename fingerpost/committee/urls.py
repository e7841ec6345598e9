"""The addresses of the pages of committee, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.committee.views import (
    appendices,
    consulting,
    deciding,
    files,
    parts,
    reports,
    standard,
    template,
    waiting,
)

app_name = "committee"
urlpatterns = [
    path("", reports.reports, name="reports"),
    path("start/", reports.start, name="start"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("<int:pk>/", reports.report, name="report"),
    path("<int:pk>/front/", reports.front, name="front"),
    path("<int:pk>/parts/", parts.arrange, name="arrange"),
    path("<int:pk>/fields/", parts.fields, name="fields"),
    path("<int:pk>/differences/", deciding.differences, name="differences"),
    path("<int:pk>/move/", deciding.move, name="move"),
    path("<int:pk>/consulted/", consulting.consulted, name="consulted"),
    path("<int:pk>/appendices/", appendices.appendices, name="appendices"),
    path("appendix/<int:pk>/", appendices.appendix, name="appendix"),
    path("appendix/<int:pk>/file/", appendices.appendix_file, name="appendix_file"),
    path("<int:pk>/preview/", files.preview, name="preview"),
    path("<int:pk>/as/<slug:to>/", files.download, name="download"),
    path("part/<int:pk>/", parts.part, name="part"),
    path("part/<int:pk>/check/", parts.check, name="check"),
    path("part/<int:pk>/owner/", parts.owner, name="owner"),
    path("part/<int:pk>/sign/", parts.sign, name="sign"),
    path("consulted/<int:pk>/", consulting.consultee, name="consultee"),
    path("issued/<int:pk>/", files.issued_file, name="issued_file"),
    path("standard/", standard.kinds, name="standard"),
    path("standard/template/", template.template, name="template"),
    path("standard/template/preview/", template.preview, name="template_preview"),
    path("standard/<slug:kind>/", standard.kind, name="kind"),
    path("standard/<slug:kind>/add/", standard.add, name="add_standard"),
    path("standard/<slug:kind>/recommendations/", standard.recommendations, name="recommendations"),
    path("standard/<slug:kind>/part/<slug:key>/", standard.standard_part, name="standard_part"),
]
