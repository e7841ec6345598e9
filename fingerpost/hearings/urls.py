"""The addresses of hearings and the forward plan, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.hearings.views import agenda, forward_plan, minutes

app_name = "hearings"
urlpatterns = [
    path("", agenda.hearings, name="list"),
    path("report/<int:pk>/", agenda.report, name="report"),
    path("report/<int:pk>/add/", agenda.put, name="put"),
    path("minute/<int:pk>/", minutes.minute, name="minute"),
    path("<int:pk>/", agenda.hearing, name="hearing"),
    path("<int:pk>/edit/", agenda.edit, name="edit"),
    path("<int:pk>/off/", agenda.off, name="off"),
    path("<int:pk>/in-force/", minutes.in_force, name="in_force"),
    path("<int:pk>/call-in/", minutes.call_in_page, name="call_in"),
    path("<int:pk>/call-in/resolve/", minutes.resolve_page, name="resolve"),
    path("forward-plan/", forward_plan.forward_plan, name="forward_plan"),
    path("forward-plan/csv/", forward_plan.export, name="forward_plan_csv"),
    path("forward-plan/add/", forward_plan.add, name="add_entry"),
    path("forward-plan/<int:pk>/", forward_plan.entry, name="entry"),
    path("forward-plan/<int:pk>/edit/", forward_plan.edit, name="edit_entry"),
    path("forward-plan/<int:pk>/publish/", forward_plan.publish, name="publish_entry"),
    path("forward-plan/<int:pk>/withdraw/", forward_plan.withdraw, name="withdraw_entry"),
]
