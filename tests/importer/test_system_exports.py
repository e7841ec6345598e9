"""Exports of the systems that councils keep their plans in: performance software, lists, boards, project plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass

if TYPE_CHECKING:
    from fingerpost.rules.draft import DraftAction


def actions_of(table: str, delimiter: str = "|") -> tuple[DraftAction, ...]:
    lines = [line.strip() for line in table.strip().split("\n")]
    return read("export.csv", "\r\n".join(lines).replace("|", delimiter).encode()).actions


def test_a_title_goes_before_a_description() -> None:
    (first, _) = actions_of(
        """Action Code|Action Title|Description|Status|Progress Bar|Due Date|Managed By|Latest Note
        CP/01|Asset plan|Refresh the asset plan of 2019|In Progress|60%|30-Sep-2023|Gail Moor|Draft written.
        CP/02|Tenant survey|Ask all tenants|Overdue|40%|31-May-2023|Kit Bond|Forms printed."""
    )
    assert (first.title, first.percent, first.lead, first.comment) == (
        "Asset plan",
        60,
        ("Gail Moor",),
        "Draft written.",
    )
    assert first.other["Description"] == "Refresh the asset plan of 2019"


def test_words_for_work_not_begun_are_a_status_without_a_class() -> None:
    found = actions_of(
        """Issue key|Summary|Status|Assignee|Due date|Resolved
        DIG-1|Forms audit|To Do|Nia Rowe|31/Mar/24 12:00 AM|
        DIG-2|Web statement|Done|Tim Vale|29/Feb/24 12:00 AM|08/Feb/24 2:00 PM
        DIG-3|Chat pilot|Stuck|Tim Vale|15/Mar/24 12:00 AM|"""
    )
    assert [each.ref for each in found] == ["DIG-1", "DIG-2", "DIG-3"]
    assert [each.status for each in found] == [None, StatusClass.GREEN, StatusClass.RED]
    assert [each.printed for each in found] == ["To Do", "Done", "Stuck"]
    assert found[0].due is not None
    assert found[0].due.edtf == "2024-03-31"
    assert found[1].completed is not None
    assert found[1].completed.edtf == "2024-02-08"


def test_the_health_of_a_task_goes_before_how_far_work_has_got() -> None:
    found = actions_of(
        """Task Name|Health|Assigned To|End Date|Status
        Grants|Green|Jo Lee|28/06/2024|In Progress
        Market|Yellow|Kai Orr|31/05/2024|In Progress
        Fleet|Red|Lou Day|30/04/2024|On Hold"""
    )
    assert [each.status for each in found] == [StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED]
    assert found[2].other["Status"] == "On Hold"


def test_shares_of_one_written_as_text_are_percentages() -> None:
    found = actions_of(
        """ID,Title,Assigned To,RAG Status,Due Date,% Complete
        14,Scan records,Hal Stone;Mia Frost,(2) Amber,2024-03-29T00:00:00Z,0.75
        15,Sign-on,Hal Stone,(3) Green,2024-06-28T00:00:00Z,0.1""",
        ",",
    )
    assert [each.percent for each in found] == [75, 10]
    assert found[0].lead == ("Hal Stone", "Mia Frost")


def test_a_completion_of_percentages_is_no_date() -> None:
    found = actions_of(
        """Ref|Activity|Owner|Planned End|Forecast End|Status|Completion
        A-31|Cycle route|O’Neil, Cath|31/12/2022|31/03/2023|Amber|65%
        A-32|Shelters|Teague, Ron|30/11/2022|30/11/2022|Green|90%"""
    )
    assert [each.percent for each in found] == [65, 90]
    assert [each.completed for each in found] == [None, None]
    assert found[0].lead == ("O’Neil, Cath",)


def test_the_number_in_the_outline_goes_before_a_running_number() -> None:
    found = actions_of(
        """ID|Task Mode|WBS|Name|Duration|Start|Finish|Resource Names
        1|Auto Scheduled|1|Waste contract|260 days|02/01/2024|31/12/2024|
        2|Auto Scheduled|1.1|Specification|60 days|02/01/2024|26/03/2024|Procurement,Waste Manager"""
    )
    assert [each.ref for each in found] == ["1", "1.1"]
    assert found[1].lead == ("Procurement", "Waste Manager")
    assert found[1].path == ()


def test_buckets_and_audits_are_sections() -> None:
    found = actions_of(
        """Task Name|Bucket Name|Progress|Assigned To|Due Date|Is Recurring
        Code of conduct training|Governance|Completed|Lena Ford|30/04/2024|false
        Pay policy|Workforce|In progress|Raj Mann|30/04/2024|false"""
    )
    assert [each.path for each in found] == [("Governance",), ("Workforce",)]


def test_priorities_are_sections_unless_they_are_levels() -> None:
    table = """Priority|Action|Lead|Due|RAG
        {}|Build homes|AB|Mar 2024|Green
        {}|Plant trees|CD|Mar 2024|Red"""
    assert [each.path for each in actions_of(table.format("Homes", "Climate"))] == [("Homes",), ("Climate",)]
    assert [each.path for each in actions_of(table.format("High", "Low"))] == [(), ()]
    assert [each.path for each in actions_of(table.format("1", "2"))] == [(), ()]


def test_a_team_leads_where_no_other_column_does() -> None:
    found = actions_of(
        """Ref|Action|Team|Delivery date|Status
        C1|Electric vans|Fleet|31.03.2024|Amber
        C2|Solar roofs|Assets|31.03.2025|Green"""
    )
    assert [each.lead for each in found] == [("Fleet",), ("Assets",)]


def test_refs_that_begin_the_titles_are_parted_from_them() -> None:
    found = actions_of(
        """Recommendation|Action|Lead|Timescale|RAG
        1. Tell the story|1.1 Publish a vision|Leader|Sept 2023|Green
        2. Scrutiny|2.1 Train members|Clerk|July 2023|Amber"""
    )
    assert [(each.ref, each.title) for each in found] == [
        ("1.1", "Publish a vision"),
        ("2.1", "Train members"),
    ]
    few = actions_of(
        """Theme|Action|Lead|Due|RAG
        A|2030 vision|Leader|Sept 2023|Green
        B|Train members|Clerk|July 2023|Amber"""
    )
    assert [each.title for each in few] == ["2030 vision", "Train members"]


def test_blue_is_complete_under_brag_unless_a_key_says_otherwise() -> None:
    table = """Ref|Action|Lead|Due|{}
        1|Mend the roof|AB|Mar 2024|B
        2|Open the pool|CD|Mar 2024|A"""
    assert [each.status for each in actions_of(table.format("BRAG"))] == [
        StatusClass.GREEN,
        StatusClass.AMBER,
    ]
    assert [each.status for each in actions_of(table.format("Status"))] == [None, StatusClass.AMBER]
    keyed = "Key: B = not started; A = late\n" + table.format("BRAG")
    assert [each.status for each in actions_of(keyed)] == [None, StatusClass.AMBER]


def test_of_a_status_for_each_of_two_quarters_the_later_one_stands() -> None:
    table = """Ref|Action|Lead|RAG Q1|RAG Q2|Due
        C1|Open a café|Culture|Green|Amber|30/11/2021
        C2|Fewer voids|Housing|Amber|Red|31/03/2022"""
    assert [each.status for each in actions_of(table)] == [StatusClass.AMBER, StatusClass.RED]
    blank = table.replace("|Amber|30", "||30").replace("|Red|31", "||31")
    assert [each.status for each in actions_of(blank)] == [StatusClass.GREEN, StatusClass.AMBER]


def test_words_behind_a_stage_of_work_give_the_class() -> None:
    table = """Ref|Action|Lead|Due|Status
        1|Recruit clerks|HR|Mar 2024|In progress – delayed
        2|Print papers|HR|Mar 2024|In progress: with the printer"""
    assert [each.status for each in actions_of(table)] == [StatusClass.AMBER, None]


def test_a_log_of_actions_agreed_in_meetings_is_a_tracker() -> None:
    draft = read(
        "log.txt",
        b"Audit Committee Action Log\nFellbeck Council\n\n"
        b"Minute no.\tMeeting date\tAgreed action\tOfficer\tTarget\tPosition at March 2025\n"
        b"AC/1\t10/09/2024\tSend the update\tTreasurer\tDec 2024\tSent on 4 December\n"
        b"AC/2\t10/12/2024\tReport on waivers\tBuyer\tMarch 2025\tMoved to June\n",
    )
    assert draft.kind == "tracker"
    assert [each.title for each in draft.actions] == ["Send the update", "Report on waivers"]
    assert [each.due.edtf for each in draft.actions if each.due] == ["2024-12", "2025-03"]
