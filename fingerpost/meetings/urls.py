"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.meetings.views import bodies, days, meetings

app_name = "meetings"
urlpatterns = [
    path("", meetings.meetings, name="list"),
    path("year/", meetings.year, name="year"),
    path("add/", meetings.add, name="add"),
    path("days/", days.rules, name="rules"),
    path("<int:pk>/", meetings.meeting_page, name="meeting"),
    path("<int:pk>/edit/", meetings.edit, name="edit"),
    path("<int:pk>/agenda/", meetings.agenda_published, name="agenda"),
    path("<int:pk>/decisions/", meetings.decisions_published, name="decisions"),
    path("bodies/add/", bodies.add, name="add-body"),
    path("bodies/<int:pk>/", bodies.edit, name="edit-body"),
]
