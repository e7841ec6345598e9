"""The addresses of the monthly round, each with the page that answers."""

from __future__ import annotations

from django.urls import path

from fingerpost.monitoring.views import (
    closing,
    lead_forms,
    my_actions,
    periods,
    review,
    several,
    story,
    updates,
)

app_name = "monitoring"
urlpatterns = [
    path("", periods.periods, name="periods"),
    path("open/<int:plan>/", periods.open_next, name="open"),
    path("mine/", my_actions.mine, name="mine"),
    path("mine/all/", several.several, name="several"),
    path("action/<int:pk>/", story.action, name="action"),
    path("action/<int:pk>/update/", updates.update, name="update"),
    path("action/<int:pk>/update/autosave/", updates.autosave, name="autosave"),
    path("action/<int:pk>/answer/", review.answer_page, name="answer"),
    path("evidence/<int:pk>/", story.evidence_file, name="evidence_file"),
    path("<int:pk>/", periods.period, name="period"),
    path("<int:pk>/days/", periods.days, name="days"),
    path("<int:pk>/forms/", lead_forms.lead_forms, name="lead_forms"),
    path("<int:pk>/forms/read/", lead_forms.lead_form_in, name="lead_form_in"),
    path("<int:pk>/forms/all-<slug:ending>.zip", lead_forms.all_lead_forms, name="all_lead_forms"),
    path("<int:pk>/forms/<int:person>.<slug:ending>", lead_forms.lead_form_file, name="lead_form_file"),
    path("<int:pk>/review/", review.queue, name="review"),
    path("<int:pk>/review/accept/", review.accept_unchanged, name="accept_unchanged"),
    path("review/<int:pk>/", review.decide, name="decide"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/version/<int:version>/", periods.frozen, name="frozen"),
    path("corrections/<int:pk>/take-back/", closing.take_back_page, name="take_back"),
    path("<int:pk>/correct/", closing.correct, name="correct"),
    path("<int:pk>/correct/<int:action>/", closing.correct_action, name="correct_action"),
    path("<int:pk>/since/<int:action>/", story.since, name="since"),
]
