"""Old reports and trackers on their way into the record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fingerpost.intake.models import PublishedMonth, Upload, UploadState
from fingerpost.intake.operations import SettledAlready, accept_plan, discard, upload_file
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.months import Month
from fingerpost.sample.documents import write_documents
from tests import build

DOCUMENTS = write_documents()


def uploaded(world, name):
    return upload_file(
        council=world.council, name=name, content=DOCUMENTS[name], by=world.officer, at=build.NOW
    )


def new_plan(world):
    return Plan.objects.create(
        council=world.council,
        code="NEW",
        title="New plan",
        first_month=Month(2025, 7),
        last_month=Month(2026, 6),
        level_names=["theme", "deliverable"],
        state=PlanState.DRAFT,
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_sample_document_is_uploaded_and_shown(world, client_of, name):
    client = client_of(world.officer)
    answer = client.post(
        f"/{world.council.slug}/intake/", {"file": SimpleUploadedFile(name, DOCUMENTS[name])}, follow=True
    )
    assert answer.status_code == 200
    assert name in answer.text
    failed = Upload.objects.get().state == UploadState.FAILED
    assert failed is name.startswith("closed-month")


def test_a_file_that_cannot_be_read_is_kept_with_the_sentence_why(world, client_of):
    file = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n")
    answer = client_of(world.officer).post(f"/{world.council.slug}/intake/", {"file": file}, follow=True)
    assert "is a picture, which is not read" in answer.text


@pytest.mark.parametrize("name", ["tracker-2026-02.xlsx", "plain-list-2026-02.csv", "new-plan-2025-26.txt"])
def test_a_document_is_accepted_into_a_draft_plan_and_a_second_time_refused(world, client_of, name):
    plan, upload = new_plan(world), uploaded(world, name)
    answer = client_of(world.officer).post(
        f"/{world.council.slug}/intake/{upload.pk}/",
        {"then": "plan", "plan": plan.pk, "version": 1, "add_people": "yes"},
    )
    assert answer.status_code == 302, answer.text
    assert plan.actions.count() == len(upload.draft["actions"])
    with pytest.raises(SettledAlready):
        discard(upload=upload, version=1, by=world.officer, at=build.NOW)


def test_what_the_plan_has_is_left_alone(world):
    plan = new_plan(world)
    for _ in range(2):
        added = accept_plan(
            upload=uploaded(world, "tracker-2026-02.xlsx"), plan=plan, version=1, by=world.officer, at=build.NOW,
            add_people=False,
        )  # fmt: skip
    assert added == 0


def test_an_old_report_becomes_a_month_as_published(world, client_of):
    upload = uploaded(world, "exception-report-2026-02.docx")
    client = client_of(world.officer)
    address = f"/{world.council.slug}/intake/{upload.pk}/"
    asked = {"then": "month", "plan": world.plan.pk, "version": 1}
    assert client.post(address, asked).status_code == 302
    assert PublishedMonth.objects.get().month == "2026-02"
    assert client.post(address, asked).status_code == 409
    assert "figures only, from an old report" in client.get(f"/{world.council.slug}/reports/").text


def test_no_old_month_once_one_was_closed_here(world, client_of):
    build.closed(world.period, world.officer)
    upload = uploaded(world, "exception-report-2026-02.docx")
    answer = client_of(world.officer).post(
        f"/{world.council.slug}/intake/{upload.pk}/", {"then": "month", "plan": world.plan.pk, "version": 1}
    )
    assert answer.status_code == 409
    assert "was closed here" in answer.text


def test_only_who_may_import_comes_here(world, client_of):
    assert client_of(world.lead).get(f"/{world.council.slug}/intake/").status_code == 403
    assert client_of(world.officer).post(f"/{world.council.slug}/intake/").status_code == 422
