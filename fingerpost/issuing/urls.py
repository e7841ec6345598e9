"""The addresses of reports, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.issuing import views

app_name = "issuing"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("report.css", views.style, name="style"),
    path("issued/<int:pk>/", views.issued_file, name="issued_file"),
    path("<int:pk>/", views.month, name="month"),
    path("<int:pk>/version/<int:version>/", views.month, name="version"),
    path("<int:pk>/as/<slug:to>/", views.download, name="download"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/compared/", views.compared, name="compared"),
    path("<int:pk>/<slug:kind>/", views.further, name="further"),
]
