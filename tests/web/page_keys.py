"""For the test that keeps councils apart: what the keys in the addresses of pages are."""

from datetime import date
from hashlib import sha256

from fingerpost.committee.models import FurtherAppendix
from fingerpost.committee.operations.appendices import NewFile, add_appendix
from fingerpost.committee.operations.consulting import add_consultee
from fingerpost.committee.operations.reports import start_month_report
from fingerpost.files.models import StoredFile
from fingerpost.hearings.models import Hearing
from fingerpost.history.models import Entry
from fingerpost.intake.operations import accept_month
from fingerpost.issuing.models import Report
from fingerpost.issuing.operations import issue_report
from fingerpost.meetings.models import Body, Meeting
from fingerpost.monitoring.models import ActionMonth, Evidence
from fingerpost.monitoring.operations.corrections import put_aside
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.notices.models import Message
from fingerpost.people.models import Delegation
from fingerpost.people.operations.tokens import make_token
from fingerpost.plans.models import Aim, AimKind, Risk
from fingerpost.publication.models import Publication
from fingerpost.publication.operations import publish_report
from fingerpost.publication.papers import publish_paper
from fingerpost.rules.draft import Draft, DraftException, Kind, Source, to_json
from fingerpost.rules.updates import Progress, Update
from fingerpost.sample.documents import write_documents
from tests import build
from tests.web.changes.asking import submitted
from tests.web.circulation import sending
from tests.web.committee import living
from tests.web.hearings import hearing
from tests.web.intake.taking_in import taken_in
from tests.web.scrutiny.asking import asked


class Things:
    """One thing of each kind in the council, made when a page asks for it."""

    def __init__(self, world):
        self.world = world

    def person(self):
        return self.world.lead

    def service(self):
        return self.world.service

    def delegation(self):
        return Delegation.objects.create(
            person=self.world.lead,
            to=self.world.head,
            first_day=date(2026, 3, 2),
            last_day=date(2026, 3, 9),
        )

    def api_token(self):
        return make_token(
            name="Figures in Excel",
            may_write=False,
            expires_on=date(2026, 6, 1),
            by=self.world.lead,
            at=build.NOW,
        ).row

    def entry(self):
        return Entry.objects.filter(council_id=self.world.council.pk).first()

    def plan(self):
        return self.world.plan

    def section(self):
        return self.world.plan.sections.first()

    def action(self):
        return self.world.action("3.1.1")

    def aim(self):
        return Aim.objects.create(
            council=self.world.council, kind=AimKind.OBJECTIVE, code="O1", title="Better homes"
        )

    def risk(self):
        return Risk.objects.filter(council=self.world.council).first()

    def period(self):
        return self.world.period

    def closed(self):
        build.closed(self.world.period, self.world.officer)
        return self.world.period

    def zero(self):
        return 0

    def one(self):
        return 1

    def update(self):
        return send_update(
            action=self.action(),
            period=self.world.period,
            content=Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
            by=self.world.lead,
            at=build.NOW,
        )

    def correction(self):
        self.closed()
        return put_aside(
            period=self.world.period,
            action=self.action(),
            content=Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
            by=self.world.officer,
            at=build.NOW,
        )

    def evidence(self):
        file = StoredFile.objects.create(
            council=self.world.council,
            name="minutes.txt",
            media_type="text/plain",
            sha256=sha256(b"x").hexdigest(),
            size=1,
            content=b"x",
            stored_at=build.NOW,
        )
        return Evidence.objects.create(update=self.update(), file=file)

    def body(self):
        return Body.objects.filter(council=self.world.council).first()

    def meeting(self):
        return Meeting.objects.filter(body__council=self.world.council).first()

    def request(self):
        return submitted(self.world)

    def slipped(self):
        self.closed()
        ActionMonth.objects.filter(action=self.action()).update(status_class="amber")
        return self.action()

    def asked(self):
        return asked(self.world)

    def message(self):
        return Message.objects.create(
            council=self.world.council,
            person=self.world.lead,
            kind="reminder",
            key="once",
            address=self.world.lead.email,
            subject="Three updates",
            body="…",
            message_id="<once@harrow-vale.example>",
            written_at=build.NOW,
            next_try_at=build.NOW,
        )

    def issued_file(self):
        return self.report().files.first()

    def report(self):
        there = Report.objects.filter(snapshot__period=self.world.period).first()
        return there or issue_report(period=self.closed(), by=self.world.officer, at=build.NOW)

    def publication(self):
        report = self.report()
        there = Publication.objects.filter(report=report).first()
        return there or publish_report(report=report, by=self.world.officer, at=build.NOW)

    def published_file(self):
        return self.publication().files.first()

    def committee_report(self):
        reports = self.world.plan.committee_reports
        there = reports.exclude(state="issued").first()
        if there is None and not self.world.period.snapshots.exists():
            there = reports.first()
        return there or start_month_report(period=self.closed(), by=self.world.officer, at=build.NOW)

    def report_part(self):
        return self.committee_report().parts.first()

    def consultee(self):
        return add_consultee(
            report=self.committee_report(),
            name="Ward members",
            consulted_on=None,
            answer="",
            by=self.world.officer,
            at=build.NOW,
        )

    def appendix(self):
        report = self.committee_report()
        if report.state == "issued":  # which takes no more, so it had it before
            file = sending.kept(self.world, "costs.docx", b"PK")
            return FurtherAppendix.objects.create(
                report=report, place=report.further.count(), title="Costs", file=file
            )
        return add_appendix(
            report=report,
            title="Costs",
            exempt=None,
            file=NewFile("costs.docx", "application/zip", b"PK"),
            by=self.world.officer,
            at=build.NOW,
        )

    def report_file(self):
        return living.issued(self.committee_report(), self.world).files.filter(audience="public").first()

    def published_paper(self):
        return publish_paper(paper=self.issued_committee_report(), by=self.world.officer, at=build.NOW)

    def upload(self):
        return taken_in(self.world, "tracker.csv", b"Ref,Action,Lead\n9.1,Open the hub,LB\n")

    def report_upload(self):
        report = Draft(
            kind=Kind.REPORT,
            source=Source("report.json", "0" * 64, "json"),
            exceptions=(DraftException("3.1.1"),),
        )
        return taken_in(self.world, "report.json", to_json(report).encode())

    def published_month(self):
        upload = taken_in(self.world, "report.docx", write_documents()["exception-report-2026-02.docx"])
        return accept_month(
            upload=upload, plan=self.world.plan, version=upload.version, by=self.world.officer, at=build.NOW
        )

    def distribution_list(self):
        there = self.world.council.distribution_lists.first()
        return there or sending.a_list(self.world)

    def circulation(self):
        there = self.world.council.circulations.first()
        return there or sending.sent(self.world, to=self.distribution_list())

    def issued_committee_report(self):
        return sending.committee_report(self.world)

    def full(self):
        return "full"

    def hearing(self):
        return Hearing.objects.filter(meeting=self.meeting()).first() or hearing.put(self.world)

    def called_in(self):
        there = Hearing.objects.filter(meeting=self.meeting()).first()
        if there is not None and there.outcome:
            return there
        return hearing.called_in(self.world, hearing.minuted(self.world, there))

    def planned_decision(self):
        return hearing.planned(self.world)

    def pdf(self):
        return "pdf"

    def full_plan(self):
        return "full-plan"


KEYS = {
    "circulation:circulation": {"pk": Things.circulation},
    "circulation:send_month": {"pk": Things.report},
    "circulation:send_committee": {"pk": Things.issued_committee_report},
    "circulation:list": {"pk": Things.distribution_list},
    "circulation:close_list": {"pk": Things.distribution_list},
    "circulation:papers": {"pk": Things.meeting},
    "circulation:pack": {"pk": Things.meeting, "audience": Things.full},
    "committee:report": {"pk": Things.committee_report},
    "committee:front": {"pk": Things.committee_report},
    "committee:arrange": {"pk": Things.committee_report},
    "committee:fields": {"pk": Things.committee_report},
    "committee:differences": {"pk": Things.committee_report},
    "committee:move": {"pk": Things.committee_report},
    "committee:consulted": {"pk": Things.committee_report},
    "committee:preview": {"pk": Things.committee_report},
    "committee:download": {"pk": Things.committee_report, "to": Things.pdf},
    "committee:part": {"pk": Things.report_part},
    "committee:check": {"pk": Things.report_part},
    "committee:owner": {"pk": Things.report_part},
    "committee:sign": {"pk": Things.report_part},
    "committee:consultee": {"pk": Things.consultee},
    "committee:appendices": {"pk": Things.committee_report},
    "committee:appendix": {"pk": Things.appendix},
    "committee:appendix_file": {"pk": Things.appendix},
    "committee:issued_file": {"pk": Things.report_file},
    "committee:kind": {"kind": lambda _: "exception-report"},
    "committee:recommendations": {"kind": lambda _: "exception-report"},
    "committee:add_standard": {"kind": lambda _: "exception-report"},
    "committee:standard_part": {"kind": lambda _: "exception-report", "key": lambda _: "customer"},
    "hearings:report": {"pk": Things.committee_report},
    "hearings:put": {"pk": Things.committee_report},
    "hearings:minute": {"pk": Things.meeting},
    "hearings:hearing": {"pk": Things.hearing},
    "hearings:edit": {"pk": Things.hearing},
    "hearings:off": {"pk": Things.hearing},
    "hearings:in_force": {"pk": Things.hearing},
    "hearings:call_in": {"pk": Things.hearing},
    "hearings:resolve": {"pk": Things.called_in},
    "hearings:entry": {"pk": Things.planned_decision},
    "hearings:edit_entry": {"pk": Things.planned_decision},
    "hearings:publish_entry": {"pk": Things.planned_decision},
    "hearings:withdraw_entry": {"pk": Things.planned_decision},
    "intake:review": {"pk": Things.upload},
    "intake:published": {"pk": Things.published_month},
    "intake:facts": {"pk": Things.upload},
    "intake:action": {"pk": Things.upload, "number": Things.zero},
    "intake:exception": {"pk": Things.report_upload, "number": Things.zero},
    "intake:file": {"pk": Things.upload},
    "issuing:issued_file": {"pk": Things.issued_file},
    "insight:action": {"pk": Things.action},
    "insight:question": {"question": lambda _: "trend"},
    "issuing:month": {"pk": Things.period},
    "issuing:version": {"pk": Things.closed, "version": Things.one},
    "issuing:download": {"pk": Things.period, "to": Things.pdf},
    "issuing:issue": {"pk": Things.period},
    "issuing:compared": {"pk": Things.period},
    "issuing:further": {"pk": Things.period, "kind": Things.full_plan},
    "publishing:publish": {"pk": Things.report},
    "publishing:preview": {"pk": Things.report},
    "publishing:edition": {"pk": Things.publication},
    "publishing:edition_preview": {"pk": Things.publication},
    "publishing:time": {"pk": Things.publication},
    "publishing:withdraw": {"pk": Things.publication},
    "publishing:redact": {"pk": Things.publication},
    "publishing:publish_paper": {"pk": Things.issued_committee_report},
    "publishing:paper_time": {"pk": Things.published_paper},
    "publishing:withdraw_paper": {"pk": Things.published_paper},
    "publishing:withdraw_file": {"pk": Things.published_file},
    "people:person": {"pk": Things.person},
    "people:edit": {"pk": Things.person},
    "people:roles": {"pk": Things.person},
    "people:leaving": {"pk": Things.person},
    "people:invite": {"pk": Things.person},
    "people:retire": {"pk": Things.person},
    "people:anew": {"pk": Things.person},
    "people:away_of": {"pk": Things.person},
    "people:revoke_token": {"pk": Things.api_token},
    "people:end_delegation": {"pk": Things.delegation},
    "people:service": {"pk": Things.service},
    "people:merge_service": {"pk": Things.service},
    "history:entry": {"pk": Things.entry},
    "meetings:meeting": {"pk": Things.meeting},
    "meetings:edit": {"pk": Things.meeting},
    "meetings:agenda": {"pk": Things.meeting},
    "meetings:decisions": {"pk": Things.meeting},
    "meetings:edit-body": {"pk": Things.body},
    "plans:aim": {"pk": Things.aim},
    "plans:hand_over_person": {"pk": Things.person},
    "plans:risk": {"pk": Things.risk},
    "plans:plan": {"pk": Things.plan},
    "plans:settings": {"pk": Things.plan},
    "plans:grid": {"pk": Things.plan},
    "plans:close": {"pk": Things.plan},
    "plans:close_out": {"pk": Things.plan},
    "plans:next": {"pk": Things.plan},
    "plans:coverage": {"pk": Things.plan},
    "plans:move": {"pk": Things.plan},
    "plans:approve": {"pk": Things.plan},
    "plans:live": {"pk": Things.plan},
    "plans:new_section": {"pk": Things.plan},
    "plans:new_action": {"pk": Things.plan},
    "plans:workbook": {"pk": Things.plan},
    "plans:workbook_in": {"pk": Things.plan},
    "plans:section": {"pk": Things.section},
    "plans:edit_section": {"pk": Things.section},
    "plans:move_section": {"pk": Things.section},
    "plans:delete_section": {"pk": Things.section},
    "plans:action": {"pk": Things.action},
    "plans:edit_action": {"pk": Things.action},
    "plans:delete_action": {"pk": Things.action},
    "plans:opening": {"pk": Things.action},
    "plans:measure": {"pk": Things.action},
    "monitoring:open": {"plan": Things.plan},
    "monitoring:action": {"pk": Things.action},
    "monitoring:update": {"pk": Things.action},
    "monitoring:autosave": {"pk": Things.action},
    "monitoring:answer": {"pk": Things.action},
    "monitoring:evidence_file": {"pk": Things.evidence},
    "monitoring:period": {"pk": Things.period},
    "monitoring:days": {"pk": Things.period},
    "monitoring:lead_forms": {"pk": Things.period},
    "monitoring:lead_form_in": {"pk": Things.period},
    "monitoring:all_lead_forms": {"pk": Things.period, "ending": lambda _: "docx"},
    "monitoring:lead_form_file": {"pk": Things.period, "person": Things.person, "ending": lambda _: "xlsx"},
    "monitoring:review": {"pk": Things.period},
    "monitoring:accept_unchanged": {"pk": Things.period},
    "monitoring:decide": {"pk": Things.update},
    "monitoring:close": {"pk": Things.period},
    "monitoring:frozen": {"pk": Things.closed, "version": Things.one},
    "monitoring:correct": {"pk": Things.closed},
    "monitoring:take_back": {"pk": Things.correction},
    "monitoring:correct_action": {"pk": Things.closed, "action": Things.action},
    "monitoring:since": {"pk": Things.closed, "action": Things.action},
    "notices:message": {"pk": Things.message},
    "notices:again": {"pk": Things.message},
    "notices:remind": {"period": Things.period, "person": Things.person},
    "scrutiny:request": {"pk": Things.asked},
    "scrutiny:assign": {"pk": Things.asked},
    "scrutiny:bulletin": {"pk": Things.closed},
    "scrutiny:statement": {"pk": Things.slipped},
    "scrutiny:dispute": {"pk": Things.action},
    "changes:request": {"pk": Things.request},
    "changes:edit": {"pk": Things.request},
    "changes:submit": {"pk": Things.request},
    "changes:cancel": {"pk": Things.request},
    "changes:decide": {"pk": Things.request},
}
"""For each page with keys in its address, a thing of the council for each key. A value that is no model is itself."""
