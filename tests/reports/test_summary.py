from fingerpost.importer.read import columns, read
from fingerpost.reports.summary import columns_text, findings_text, summary
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.snapshot import digest
from fingerpost.sample.council import snapshots
from fingerpost.sample.documents import write_documents


def sample(name):
    return read(name, write_documents()[name])


def test_a_report_is_summed_up_with_figures_and_every_exception():
    draft = sample("exception-report-2026-02.txt")
    said = summary(draft)
    for words in (
        "Period     February 2026",
        "Plan year  July 2025 to June 2026",
        "Meeting    CABINET, 29 April 2026",
        "Holds      16 sections",
        "Green                  122 (88.4%)         118 (84.3%)",
        "Highlighted                    138                 140",
        "Exceptions (12)",
    ):
        assert words in said
    assert all(f"  {each.ref} · " in said for each in draft.exceptions)


def test_a_tracker_is_summed_up_by_class_and_long_lists_are_cut_and_say_so():
    said = summary(sample("tracker-2026-02.xlsx"))
    assert "Actions (167): Green " in said
    assert "… and 147 more; --json prints them all" in said


def test_a_closed_month_is_summed_up_with_its_digests():
    month = snapshots()[-1]
    said = summary(month)
    assert "February 2026" in said
    assert "138 of them highlighted" in said
    assert digest(month) in said
    assert month.previous_digest in said
    assert "first closed month of the plan" in summary(snapshots()[0])


def test_the_mapping_shows_each_table_once_with_field_month_and_samples():
    name = "tracker-2026-02.xlsx"
    said = columns_text(columns(name, write_documents()[name]))
    assert said.count("→ ref") == 1
    assert "→ month 2025-07" in said
    assert "sheet Customers, sheet Finance" in said


def test_findings_are_listed_gravest_first_with_their_places():
    findings = [
        Finding("D43", Severity.NOTE, ("line 3",), "A note."),
        Finding("D01", Severity.ERROR, ("line 1", "line 2"), "An error."),
    ]
    said = findings_text("r.txt", findings)
    assert said.startswith("r.txt: 1 error, 0 warnings, 1 note")
    assert said.index("D01  line 1; line 2: An error.") < said.index("D43  line 3: A note.")
    assert findings_text("r.txt", []) == "r.txt: nothing found"
