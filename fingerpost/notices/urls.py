"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.log, name="log"),
    path("export.csv", views.export, name="export"),
    path("outbox/", views.outbox, name="outbox"),
    path("today/", views.today, name="today"),
    path("remind/<int:period>/<int:person>/", views.remind, name="remind"),
    path("<int:pk>/", views.message_page, name="message"),
    path("<int:pk>/again/", views.again, name="again"),
]
