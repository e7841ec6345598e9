"""The addresses of the pages of circulation, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.circulation.views import lists, packs, sending

app_name = "circulation"
urlpatterns = [
    path("", sending.sent, name="sent"),
    path("<int:pk>/", sending.circulation, name="circulation"),
    path("month/<int:pk>/", sending.send_month, name="send_month"),
    path("committee/<int:pk>/", sending.send_committee, name="send_committee"),
    path("lists/", lists.lists, name="lists"),
    path("lists/add/", lists.add, name="add_list"),
    path("lists/<int:pk>/", lists.edit, name="list"),
    path("lists/<int:pk>/close/", lists.close, name="close_list"),
    path("papers/<int:pk>/", packs.papers, name="papers"),
    path("papers/<int:pk>/<slug:audience>/", packs.pack, name="pack"),
]
