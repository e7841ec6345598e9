"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.plans.views import (
    actions,
    aims,
    coverage,
    grid,
    handover,
    plans,
    sections,
    workbook,
    year_end,
)

app_name = "plans"
urlpatterns = [
    path("", plans.plans, name="plans"),
    path("new/", plans.new_plan, name="new"),
    path("aims/", aims.aims, name="aims"),
    path("aims/new/", aims.aim, name="new_aim"),
    path("aims/<int:pk>/", aims.aim, name="aim"),
    path("risks/", aims.risks, name="risks"),
    path("risks/new/", aims.risk, name="new_risk"),
    path("risks/<int:pk>/", aims.risk, name="risk"),
    path("hand-over/", handover.people, name="hand_over"),
    path("hand-over/<int:pk>/", handover.person, name="hand_over_person"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/grid/", grid.grid, name="grid"),
    path("<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("<int:pk>/excel/", workbook.workbook, name="workbook"),
    path("<int:pk>/excel/read/", workbook.workbook_in, name="workbook_in"),
    path("<int:pk>/year-end/", year_end.close_out, name="close_out"),
    path("<int:pk>/close/", year_end.close, name="close"),
    path("<int:pk>/next/", year_end.next_plan, name="next"),
    path("<int:pk>/settings/", plans.settings, name="settings"),
    path("<int:pk>/move/", plans.move, name="move"),
    path("<int:pk>/approve/", plans.approve, name="approve"),
    path("<int:pk>/live/", plans.live, name="live"),
    path("<int:pk>/sections/new/", sections.new_section, name="new_section"),
    path("<int:pk>/actions/new/", actions.new_action, name="new_action"),
    path("sections/<int:pk>/", sections.section, name="section"),
    path("sections/<int:pk>/edit/", sections.edit, name="edit_section"),
    path("sections/<int:pk>/move/", sections.move, name="move_section"),
    path("sections/<int:pk>/delete/", sections.delete, name="delete_section"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("actions/<int:pk>/edit/", actions.edit, name="edit_action"),
    path("actions/<int:pk>/delete/", actions.delete, name="delete_action"),
    path("actions/<int:pk>/opening/", actions.opening, name="opening"),
    path("actions/<int:pk>/measures/", actions.measure, name="measure"),
]
