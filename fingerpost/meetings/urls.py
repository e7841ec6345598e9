"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="list"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("bodies/add/", views.add_body_page, name="add-body"),
    path("bodies/<int:pk>/", views.edit_body_page, name="edit-body"),
]
