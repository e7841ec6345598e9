"""What is issued: files kept as made, the same bytes when made again, and nothing exempt for the public."""

import io
import zipfile

import pytest

from fingerpost.cli.main import main
from fingerpost.committee.documents import files_of
from fingerpost.committee.models import Audience, ReportState
from fingerpost.committee.operations.approving import send_back
from fingerpost.committee.operations.issuing import Corrected, issue_report
from fingerpost.committee.operations.reports import start_plan_report
from fingerpost.committee.reading import reading_of
from fingerpost.committee.states import NotInThisState
from fingerpost.history.of import entries_of
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.plans.models import PlanState
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.nations import Nation
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.committee import living

pytestmark = pytest.mark.django_db
SECRET = "The tender stands at 4,711 pounds."


@pytest.fixture
def issued(world):
    report = living.started(world)
    exemption = Exemption(Nation.ENGLAND, ("3",), "The tender is open.")
    living.write(report.parts.get(key="financial"), SECRET, world, exempt=exemption)
    return living.issued(report, world)


def content(report, audience, kind="report", to="docx"):
    return bytes(report.files.get(audience=audience, kind=kind, format=to).file.content)


def words_in(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml").decode()


def test_every_file_is_kept_and_the_public_ones_hold_nothing_exempt(world, issued):
    kept = {(each.audience, each.kind, each.format) for each in issued.files.all()}
    assert kept == {
        (str(audience), kind, to)
        for audience in Audience
        for kind, to in (("report", "docx"), ("report", "pdf"), ("report", "html"), ("appendices", "pdf"))
    }
    assert SECRET in words_in(content(issued, Audience.FULL))
    assert SECRET not in words_in(content(issued, Audience.PUBLIC))
    assert "4,711" not in content(issued, Audience.PUBLIC, to="html").decode()
    assert "exempt under paragraph 3" in content(issued, Audience.PUBLIC, to="html").decode()
    made_again = {key: made for key, (_name, made) in files_of(living.again(issued)).items()}
    assert made_again == {
        (each.audience, each.kind, each.format): bytes(each.file.content)
        for each in issued.files.select_related("file")
    }
    entry = entries_of(world.council.pk, issued).first()
    assert entry.after["digest"] == issued.digest
    with pytest.raises(NotInThisState):
        issue_report(report=issued, by=world.officer, at=build.NOW)


def test_an_issued_file_is_verified_by_every_digest_that_it_prints(world, issued, tmp_path, capsys):
    for audience in Audience:
        path = tmp_path / f"{audience}.html"
        path.write_bytes(content(issued, audience, to="html"))
        assert main(["verify", "--against", str(path)]) == 0
        assert f"a committee report of {world.council.name}, is as issued" in capsys.readouterr().out
    type(issued).objects.update(json=living.again(issued).json.replace("4,711", "4,712"))
    assert main(["verify", "--against", str(tmp_path / "full.html")]) == 1
    assert "it was altered, or is not of here" in capsys.readouterr().out


def test_a_report_of_a_month_that_was_corrected_since_is_not_issued(world):
    report = living.approved(living.started(world), world)
    done = Update(build.FEBRUARY, Progress.COMPLETE, completed_on=build.FEBRUARY.last.first_day)
    contents = {world.action("4.1.2"): done}
    correct_with(
        period=world.period, contents=contents, reason="They were trained.", by=world.officer, at=build.NOW
    )
    with pytest.raises(Corrected, match="version 2 stands"):
        issue_report(report=report, by=world.officer, at=build.NOW)
    send_back(report=report, why="The month was corrected.", by=world.cmt, at=build.NOW)
    assert living.again(report).state == ReportState.IN_SIGN_OFF


def test_the_report_of_a_new_plan_has_its_risks_and_stands_when_the_plan_changes():
    world = build.world(state=PlanState.DRAFT)
    report = living.again(start_plan_report(plan=world.plan, by=world.officer, at=build.NOW))
    risk = next(each for each in reading_of(report).parts if each.row.key == "risk")
    assert "Costs of temporary homes rise" in risk.body
    assert "3: Housing" in risk.body or "Housing" in risk.body
    report = living.issued(report, world)
    before = content(report, Audience.FULL)
    world.plan.actions.all().delete()
    files = files_of(living.again(report))
    assert files["full", "report", "docx"][1] == before


def test_the_public_file_follows_how_the_council_names_its_officers(world, issued):
    """By their posts, unless it chose names; the choice is kept with the report, and the whole file may name them."""
    public, whole = (content(issued, each, to="html").decode() for each in (Audience.PUBLIC, Audience.FULL))
    for person in (world.officer, world.lead, world.cmt):
        assert person.name not in public
    assert world.lead.name in whole
    assert world.lead.post in public
    assert world.officer.email not in public
    world.council.settings = {"public_names": "names"}
    world.council.save()
    assert files_of(living.again(issued))[Audience.PUBLIC, "report", "html"][1].decode() == public


def test_a_report_issued_before_names_were_replaced_stays_as_it_was(issued):
    issued.public_choices = None
    issued.save()
    html = files_of(living.again(issued))[Audience.PUBLIC, "report", "html"][1].decode()
    assert "Leo Brandt" in html
