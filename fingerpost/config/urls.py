"""The addresses of all pages. Everything of a council stands below its short name."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("account/", include("fingerpost.people.account_urls")),
    path("", include("fingerpost.govuk.urls")),
    path("", include("fingerpost.start.site_urls")),
    path("public/", include("fingerpost.publication.urls")),
    path("<slug:council>/", include("fingerpost.start.urls")),
    path("<slug:council>/api/", include("fingerpost.api.urls")),
    path("<slug:council>/people/", include("fingerpost.people.urls")),
    path("<slug:council>/history/", include("fingerpost.people.history_urls")),
    path("<slug:council>/files/", include("fingerpost.files.urls")),
    path("<slug:council>/meetings/", include("fingerpost.meetings.urls")),
    path("<slug:council>/plans/", include("fingerpost.plans.urls")),
    path("<slug:council>/changes/", include("fingerpost.changes.urls")),
    path("<slug:council>/months/", include("fingerpost.monitoring.urls")),
    path("<slug:council>/notices/", include("fingerpost.notices.urls")),
    path("<slug:council>/intake/", include("fingerpost.intake.urls")),
    path("<slug:council>/reports/", include("fingerpost.issuing.urls")),
    path("<slug:council>/scrutiny/", include("fingerpost.scrutiny.urls")),
    path("<slug:council>/insight/", include("fingerpost.insight.urls")),
    path("<slug:council>/committee/", include("fingerpost.committee.urls")),
    path("<slug:council>/hearings/", include("fingerpost.hearings.urls")),
    path("<slug:council>/circulation/", include("fingerpost.circulation.urls")),
    path("<slug:council>/publication/", include("fingerpost.publication.council_urls")),
]

handler400 = "fingerpost.govuk.faults.bad_request"
handler403 = "fingerpost.govuk.faults.forbidden"
handler404 = "fingerpost.govuk.faults.not_found"
handler500 = "fingerpost.govuk.faults.failed"
