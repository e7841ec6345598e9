from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.committee.exempt import SCHEDULES, Exemption, NotExempt
from fingerpost.rules.committee.new_plan import draft_plan_digest
from fingerpost.rules.committee.report import (
    AcceptedDifference,
    Appendix,
    AttachedFile,
    NotACommitteeReport,
    Purpose,
    Recommendation,
    ReportMeeting,
    ReportPart,
    SignOff,
    digest,
    new_parts,
    public_version,
    report_from_json,
    to_canonical_json,
    with_part,
)
from fingerpost.rules.committee.standard import (
    Key,
    NotStandardParts,
    ReportKind,
    StandardPart,
    standard_parts,
)
from fingerpost.rules.nations import Nation
from tests.rules.committee.reports import draft_plan, report

THREE = Exemption(Nation.ENGLAND, ("3",), "It would weaken the council in the talks.")


def test_the_standard_parts_of_either_kind_stand_in_a_report_and_are_numbered_without_contact():
    for kind, last in ((ReportKind.EXCEPTION, "16"), (ReportKind.NEW_PLAN, "15")):
        made = report(kind=kind)
        assert made.numbers["summary"] == "1"
        assert made.numbers["background-papers"] == last
        assert "contact" not in made.numbers
        assert made.numbers["procurement"] == made.numbers["other"]
        assert {each.key for each in standard_parts(kind)} <= set(Key)


def test_a_council_heads_orders_and_adds_to_the_parts():
    own = (
        StandardPart("climate-change", "Climate change", wording=("The plan and the climate.",)),
        StandardPart("summary", "Purpose of report"),
        StandardPart("annex", "Annex", numbered=False),
        StandardPart("annex-a", "A", within="annex"),
    )
    made = report(parts=new_parts(own))
    assert [(each.heading, made.numbers.get(each.key)) for each in made.parts] == [
        ("Climate change", "1"),
        ("Purpose of report", "2"),
        ("Annex", None),
        ("A", None),
    ]
    assert made.parts[0].paragraphs == ("The plan and the climate.",)


def test_a_report_begins_with_last_months_words_and_owners_and_nobodys_sign_off():
    last = with_part(
        report(),
        ReportPart(
            "legal",
            "Legal implications",
            ("None arise.",),
            owner="Ben Okoro",
            signed=SignOff("Ben Okoro", date(2008, 4, 1)),
            exempt=THREE,
        ),
    )
    parts = new_parts(
        (*standard_parts(ReportKind.EXCEPTION), StandardPart("climate", "Climate", wording=("New.",))),
        carried_from=last,
    )
    legal = next(each for each in parts if each.key == "legal")
    assert legal == ReportPart("legal", "Legal implications", ("None arise.",), owner="Ben Okoro")
    assert parts[-1].paragraphs == ("New.",)


def test_parts_that_cannot_stand_together_are_refused_all_at_once():
    wrong = (
        StandardPart("a", "A", within="b"),
        StandardPart("b", "B"),
        StandardPart("b", "B again"),
    )
    with pytest.raises(NotStandardParts) as refused:
        new_parts(wrong)
    assert refused.value.problems == (
        "a stands within b, which does not stand before it as a part of its own",
        "the key b is used twice",
    )
    with pytest.raises(NotACommitteeReport, match="the key a is used twice"):
        report(parts=(ReportPart("a", "A"), ReportPart("a", "B")))


def test_a_key_is_small_letters_and_a_heading_is_not_empty():
    with pytest.raises(NotStandardParts, match=r"“Climate Change” is not a key.*has no heading"):
        StandardPart("Climate Change", " ")


def test_a_part_is_replaced_by_its_key_and_another_key_refused():
    changed = with_part(report(), ReportPart("legal", "Law"))
    assert changed.part("legal").heading == "Law"
    with pytest.raises(NotACommitteeReport, match="it has no part laws"):
        with_part(report(), ReportPart("laws", "Law"))


def test_a_report_is_its_json_and_its_digest_that_of_the_same_bytes():
    made = report(accepted=(_accepted("legal"),), merged_risks={"KO5": "KO18"})
    assert report_from_json(to_canonical_json(made)) == made
    assert digest(made) == digest(report_from_json(to_canonical_json(made)))
    assert digest(made) != digest(replace(made, wards="Avon"))
    assert len(draft_plan_digest(draft_plan())) == 64


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "it is not JSON"),
        ('{"kind": "tale"}', "kind must be one of"),
        ('{"title": 1.5}', "it has no digest"),
    ],
)
def test_json_that_is_no_report_is_refused_with_everything_wrong_in_it(text, why):
    with pytest.raises(NotACommitteeReport, match=why):
        report_from_json(text)


def test_a_format_of_another_version_is_refused():
    with pytest.raises(NotACommitteeReport, match="this version reads"):
        replace(report(), format="fingerpost-committee-report/9")


def test_an_exemption_names_paragraphs_of_its_nations_schedule():
    assert Exemption(Nation.WALES, ("14",)).citation == (
        "paragraph 14 of Part 4 of Schedule 12A to the Local Government Act 1972"
    )
    assert Exemption(Nation.SCOTLAND, ("12", "6", "9")).citation.startswith(
        "paragraphs 6, 9 and 12 of Part I"
    )
    assert {nation: len(each.paragraphs) for nation, each in SCHEDULES.items()} == {
        Nation.ENGLAND: 7,
        Nation.WALES: 7,
        Nation.NORTHERN_IRELAND: 7,
        Nation.SCOTLAND: 15,
    }
    with pytest.raises(NotExempt, match="has no paragraph 3"):
        Exemption(Nation.WALES, ("3",))
    with pytest.raises(NotExempt, match="Say which paragraph"):
        Exemption(Nation.ENGLAND, ())


def test_exempt_parts_are_absent_from_the_public_version_and_numbers_stay():
    secret = "Brightwell wants £2m"
    whole = report(
        parts=(
            ReportPart("summary", "Summary", ("For all to read.",)),
            ReportPart("claim", f"Claim: {secret}", (secret,), owner="Ben Okoro", exempt=THREE),
            ReportPart("claim-terms", f"Terms of {secret}", (secret,), within="claim"),
            ReportPart("other", "Other implications"),
            ReportPart("personnel", secret, (secret,), within="other", exempt=THREE),
            ReportPart("note", secret, (secret,), numbered=False, exempt=THREE),
            ReportPart("end", "End"),
        ),
        appendices=(Appendix("Exception report"), Appendix(secret, exempt=THREE)),
        accepted=(_accepted("claim", secret), _accepted("summary")),
    )
    assert whole.is_exempt
    assert not report().is_exempt
    assert report(appendices=(Appendix("A", exempt=THREE),)).is_exempt
    public = public_version(whole)
    text = to_canonical_json(public).decode()
    assert secret not in text
    assert "talks" not in text
    assert "Okoro" not in text
    law = "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972"
    assert [(each.heading, each.paragraphs) for each in public.parts] == [
        ("Summary", ("For all to read.",)),
        ("Exempt information", (f"Section 2 is exempt under {law}.",)),
        ("Other implications", ()),
        ("Exempt information", (f"Part of section 3 is exempt under {law}.",)),
        ("Exempt information", (f"This section is exempt under {law}.",)),
        ("End", ()),
    ]
    assert public.numbers["end"] == whole.numbers["end"] == "4"
    assert public.appendices[1].title == f"Appendix 2 is exempt under {law}."
    assert [each.part for each in public.accepted] == ["summary"]


def test_what_only_an_exempt_part_lists_is_absent_too():
    meeting = ReportMeeting("Cabinet", None, (Recommendation(Purpose.APPROVE, "the claim is settled"),))
    parts = (
        ReportPart("recommendation", "Recommendation", ("{recommendations}",), exempt=THREE),
        ReportPart("consulted", "Consulted", (" {table of consultees} ",)),
        ReportPart("papers", "Papers", ("{list of background papers}",), exempt=THREE),
    )
    public = public_version(report(parts=parts, meetings=(meeting,)))
    assert public.meetings[0].recommendations == ()
    assert public.background_papers == ()
    assert public.consultees
    assert public_version(report(parts=(), meetings=(meeting,))).meetings == (meeting,)


def _accepted(part, words="ten"):
    return AcceptedDifference(
        "C01", part, words, f"The text says {words}.", "Counted by hand.", "Ada Brook", date(2008, 4, 2)
    )


def test_a_file_that_is_an_appendix_is_in_the_value_and_older_values_keep_their_digests():
    plain = report(appendices=(Appendix("Costs"),))
    assert b'"file"' not in to_canonical_json(plain)
    attached = report(appendices=(Appendix("Costs", file=AttachedFile("costs.pdf", "ab")),))
    assert b'"file":{"name":"costs.pdf","sha256":"ab"}' in to_canonical_json(attached)
    assert report_from_json(to_canonical_json(attached)) == attached
