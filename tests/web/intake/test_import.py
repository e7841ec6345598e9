"""Old reports and trackers on their way into the record: uploaded, read, accepted or discarded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fingerpost.changes.models import ChangeRequest
from fingerpost.importer.apart import read_here
from fingerpost.intake.models import PublishedMonth, Upload, UploadState
from fingerpost.intake.operations import (
    MonthNotAccepted,
    SettledAlready,
    accept_month,
    accept_plan,
    discard,
    keep_upload,
)
from fingerpost.intake.views import uploads
from fingerpost.plans.models import Plan, PlanState, Risk
from fingerpost.rules.changes import RequestState
from fingerpost.rules.months import Month
from fingerpost.sample.documents import write_documents
from tests import build
from tests.web.intake.taking_in import taken_in

DOCUMENTS = write_documents()
REPORT = "exception-report-2026-02.docx"


def uploaded(world, name):
    return taken_in(world, name, DOCUMENTS[name])


def new_plan(world, **fields):
    return Plan.objects.create(
        council=world.council,
        code="NEW",
        title="New plan",
        first_month=Month(2025, 7),
        last_month=Month(2026, 6),
        level_names=["theme", "deliverable"],
        state=PlanState.DRAFT,
        **fields,
    )


def address(world, upload=None):
    return f"/{world.council.slug}/intake/{f'{upload.pk}/' if upload else ''}"


@pytest.fixture
def read_in_process(monkeypatch):
    """Pages read within the test's own process, which is quicker."""
    monkeypatch.setattr(uploads, "read_apart", read_here)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.usefixtures("read_in_process")
def test_every_sample_document_is_uploaded_and_shown(world, client_of, name):
    client = client_of(world.officer)
    answer = client.post(address(world), {"file": SimpleUploadedFile(name, DOCUMENTS[name])}, follow=True)
    assert answer.status_code == 200
    assert name in answer.text
    failed = Upload.objects.get().state == UploadState.FAILED
    assert failed is name.startswith("closed-month")


def test_a_file_is_read_in_a_process_of_its_own(world, client_of):
    file = SimpleUploadedFile("tracker.csv", b"Ref,Action,Lead\n9.1,Open the hub,LB\n")
    client_of(world.officer).post(address(world), {"file": file})
    upload = Upload.objects.get()
    assert upload.state == UploadState.READ
    assert [each["title"] for each in upload.draft["actions"]] == ["Open the hub"]
    assert [each["printed"] for each in upload.columns] == ["Ref", "Action", "Lead"]


@pytest.mark.usefixtures("read_in_process")
def test_a_file_that_cannot_be_read_is_kept_with_the_sentence_why(world, client_of):
    file = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n")
    answer = client_of(world.officer).post(address(world), {"file": file}, follow=True)
    assert "is a picture, which is not read" in answer.text
    assert Upload.objects.get().file.name == "scan.png"


def test_whatever_the_reader_does_the_file_is_kept_and_read_later(world, client_of, monkeypatch):
    def killed(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(uploads, "read_apart", killed)
    client = client_of(world.officer)
    with pytest.raises(KeyboardInterrupt):
        client.post(address(world), {"file": SimpleUploadedFile("t.csv", b"Ref,Action\n9.1,Open the hub\n")})
    upload = Upload.objects.get()
    assert upload.state == UploadState.KEPT
    assert "reading it was broken off" in client.get(address(world, upload)).text
    monkeypatch.setattr(uploads, "read_apart", read_here)
    client.post(address(world, upload), {"then": "read", "version": upload.version})
    upload.refresh_from_db()
    assert upload.state == UploadState.READ


@pytest.mark.usefixtures("read_in_process")
def test_columns_are_read_again_as_a_person_says(world, client_of):
    upload = taken_in(world, "t.csv", b"Number,What,Chief\n9.1,Open the hub,LB\n9.2,Close the depot,OF\n")
    asked = {"then": "read", "version": upload.version, "column Chief": "lead", "column What": "title"}
    client_of(world.officer).post(address(world, upload), asked)
    upload.refresh_from_db()
    assert upload.mapping == {"Chief": "lead", "What": "title"}
    assert [(each["title"], each["lead"]) for each in upload.draft["actions"]] == [
        ("Open the hub", ["LB"]),
        ("Close the depot", ["OF"]),
    ]


@pytest.mark.parametrize("name", ["tracker-2026-02.xlsx", "plain-list-2026-02.csv", "new-plan-2025-26.txt"])
def test_a_document_is_accepted_into_a_draft_plan_and_a_second_time_refused(world, client_of, name):
    plan, upload = new_plan(world), uploaded(world, name)
    answer = client_of(world.officer).post(
        address(world, upload), {"then": "accept", "plan": plan.pk, "version": upload.version}
    )
    assert answer.status_code == 302, answer.text
    assert plan.actions.count() == len(upload.draft["actions"])
    with pytest.raises(SettledAlready):
        discard(upload=upload, version=upload.version, by=world.officer, at=build.NOW)


def test_the_risk_map_of_a_new_plan_is_linked_merged_and_what_has_no_section_is_named(world, client_of):
    upload = uploaded(world, "new-plan-2025-26.txt")
    plan = new_plan(world)
    text = client_of(world.officer).get(f"{address(world, upload)}?plan={plan.pk}").text
    codes = {code for risk in upload.draft["risks"] for code in risk["sections"]}
    assert codes
    assert "cannot be made, because the plan has no such section" in text
    for place, code in enumerate(sorted(codes)):
        plan.sections.create(code=code, number=code, title=f"Section {code}", place=place)
    assert (
        "no such section" not in client_of(world.officer).get(f"{address(world, upload)}?plan={plan.pk}").text
    )
    taken = accept_plan(upload=upload, plan=plan, version=upload.version, by=world.officer, at=build.NOW)
    assert taken.without_section == ()
    linked = {
        (risk.code, section.code)
        for risk in Risk.objects.filter(council=world.council)
        for section in risk.sections.filter(plan=plan)
    }
    assert linked == {(risk["code"], code) for risk in upload.draft["risks"] for code in risk["sections"]}
    merged = {(code, risk["code"]) for risk in upload.draft["risks"] for code in risk["merged"]}
    known = {risk.code for risk in Risk.objects.filter(council=world.council)}
    assert {(risk.code, risk.merged_into.code) for risk in Risk.objects.exclude(merged_into=None)} == {
        (code, into) for code, into in merged if code in known
    }


def test_what_the_plan_has_is_left_alone(world):
    plan = new_plan(world)
    for _ in range(2):
        upload = uploaded(world, "tracker-2026-02.xlsx")
        taken = accept_plan(upload=upload, plan=plan, version=upload.version, by=world.officer, at=build.NOW)
    assert (taken.created, taken.changed) == (0, 0)


def test_an_old_report_becomes_a_month_as_published(world, client_of):
    upload = uploaded(world, REPORT)
    client = client_of(world.officer)
    asked = {"then": "month", "plan": world.plan.pk, "version": upload.version}
    assert client.post(address(world, upload), asked).status_code == 302
    assert PublishedMonth.objects.get().month == "2026-02"
    assert client.post(address(world, upload), asked).status_code == 409
    assert "Figures only, from an old report" in client.get(f"/{world.council.slug}/reports/").text
    assert "February 2026, as published" in client.get(f"/{world.council.slug}/months/").text


def test_the_revised_dates_of_an_old_report_are_asked_for_where_the_plan_has_the_action(world, client_of):
    upload = uploaded(world, REPORT)
    revised = [each["ref"] for each in upload.draft["exceptions"] if each["revised"]]
    ref = next(
        each["ref"] for each in upload.draft["exceptions"] if each["revised"] and each["revised"]["edtf"]
    )
    world.plan.actions.filter(ref="3.1.1").update(ref=ref)
    page = client_of(world.officer).get(address(world, upload)).text
    assert f"Ask for the {len(revised)} revised dates as change requests" in page
    asked = {"then": "month", "plan": world.plan.pk, "version": upload.version, "ask_dates": "yes"}
    client_of(world.officer).post(address(world, upload), asked)
    known = {each.ref for each in world.plan.actions.all()} & set(revised)
    assert {each.action.ref for each in ChangeRequest.objects.all()} == known
    assert ref in known
    assert {each.state for each in ChangeRequest.objects.all()} == {RequestState.SUBMITTED}
    assert not world.action(ref).ledger_entries.exists()


def test_no_dates_are_asked_for_in_a_plan_that_is_not_live_and_nothing_is_kept(world):
    upload, plan = uploaded(world, REPORT), new_plan(world)
    with pytest.raises(MonthNotAccepted, match="is draft"):
        accept_month(
            upload=upload, plan=plan, version=upload.version, ask_dates=True, by=world.officer, at=build.NOW
        )
    assert not PublishedMonth.objects.exists()


def test_no_old_month_once_one_was_closed_here(world, client_of):
    build.closed(world.period, world.officer)
    upload = uploaded(world, REPORT)
    answer = client_of(world.officer).post(
        address(world, upload), {"then": "month", "plan": world.plan.pk, "version": upload.version}
    )
    assert answer.status_code == 409
    assert "was closed here" in answer.text


def test_only_who_may_import_comes_here(world, client_of):
    upload = taken_in(world, "t.csv", b"Ref,Action\n9.1,Open the hub\n")
    for page in ("", "facts/", "actions/0/", "file/"):
        assert client_of(world.lead).get(f"{address(world, upload)}{page}").status_code == 403
        assert client_of(world.stranger).get(f"{address(world, upload)}{page}").status_code == 404
    assert client_of(world.officer).post(address(world)).status_code == 422
    assert client_of(world.officer).post(address(world, upload), {"then": "accept"}).status_code == 400
    assert client_of(world.officer).put(address(world, upload)).status_code == 405


def test_a_file_without_a_name_for_its_bytes_is_kept_under_its_own(world):
    kept = keep_upload(
        council=world.council, name="plan.txt", content=b"Plan", by=world.officer, at=build.NOW
    )
    assert (kept.file.name, kept.state) == ("plan.txt", UploadState.KEPT)
