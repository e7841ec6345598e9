"""Other people's StratML is read leniently: each repair is listed with its place, and no file does harm."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.importer.limits import TooBig, UnsafeXml
from fingerpost.importer.read import Format, columns, format_of, read, source_of
from fingerpost.importer.readers.source import Unreadable
from fingerpost.importer.stratml import parsing
from fingerpost.rules.draft import Kind, from_json, to_json
from fingerpost.rules.stratml.model import PART_1, PART_2

GOAL = (
    "<Goal><Name>Clean water</Name><Description>Rivers.</Description>"
    "<SequenceIndicator>1</SequenceIndicator>{}</Goal>"
)


def plan(goals, before="", after="", *, namespace=PART_2.namespace, kind="Performance_Plan"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<PerformancePlanOrReport xmlns="{namespace}" '
        f'Type="{kind}">\n<Name>Water plan</Name>\n<StrategicPlanCore>\n{goals}\n</StrategicPlanCore>\n{after}'
        "</PerformancePlanOrReport>\n"
    ).encode()


def objective(within):
    return plan(GOAL.format(f"\n<Objective>{within}</Objective>"))


def found(data, name="plan.xml"):
    """The ids of the findings, with the words of each."""
    return {each.id: each.message for each in read(name, data).findings}


def besides(draft):
    return [
        each.text for section in draft.sections if "besides" in section.title for each in section.paragraphs
    ]


def test_a_valid_plan_needs_no_repair():
    draft = read(
        "plan.xml", objective("<Name>Test 40 sites</Name><SequenceIndicator>1.1</SequenceIndicator>")
    )
    assert draft.findings == ()
    assert draft.kind is Kind.TRACKER
    assert draft.source.reader == "stratml"
    (action,) = draft.actions
    assert (action.ref, action.title, action.path, action.place) == (
        "1.1",
        "Test 40 sites",
        ("1: Clean water",),
        "line 6",
    )
    assert from_json(to_json(draft)) == draft


def test_part_1_is_read_too():
    data = (
        f'<StrategicPlan xmlns="{PART_1.namespace}"><Name>Plan</Name><StrategicPlanCore><Organization><Name>Trust'
        "</Name></Organization><Vision><Description>Clean rivers.</Description></Vision>"
        + GOAL.format(
            "<Objective><Description>Open the towpath</Description><Stakeholder><Name>Anglers</Name></Stakeholder>"
            "</Objective>"
        )
        + "</StrategicPlanCore><AdministrativeInformation><StartDate>2010-04-01</StartDate><EndDate>2011-03-31</EndDate>"
        "<Submitter><GivenName>Ada</GivenName><Surname>Brook</Surname><PhoneNumber>01 234</PhoneNumber></Submitter>"
        "</AdministrativeInformation></StrategicPlan>"
    ).encode()
    draft = read("plan.xml", data)
    assert draft.findings == ()
    assert draft.council == "Trust"
    assert str(draft.plan_year.last) == "2011-03"
    assert (draft.contact.name, draft.contact.telephone) == ("Ada Brook", "01 234")
    assert draft.actions[0].title == "Open the towpath"
    assert draft.actions[0].other == {"Stakeholder": "Anglers"}
    assert draft.sections[0].title == "Vision"


def test_other_peoples_indicators_give_a_date_and_stand_in_words():
    draft = read(
        "plan.xml",
        objective(
            "<Name>Test 40 sites</Name><Stakeholder><Name>Field team</Name><Role><Name>Testing</Name>"
            "<RoleType>Performer</RoleType></Role></Stakeholder><Stakeholder><Name>Anglers</Name><Role>"
            "<Name>Beneficiary</Name><RoleType>Beneficiary</RoleType></Role></Stakeholder><PerformanceIndicator>"
            "<SequenceIndicator>1</SequenceIndicator><MeasurementDimension>Sites tested</MeasurementDimension>"
            "<UnitOfMeasurement>sites</UnitOfMeasurement><MeasurementInstance><TargetResult><EndDate>2009-06-30"
            "</EndDate><NumberOfUnits>20</NumberOfUnits></TargetResult><TargetResult><StartDate>2009-07-01</StartDate>"
            "<EndDate>2009-12-31</EndDate><NumberOfUnits>40</NumberOfUnits></TargetResult><ActualResult>"
            "<NumberOfUnits>12</NumberOfUnits><Description>Rain.</Description></ActualResult></MeasurementInstance>"
            "</PerformanceIndicator>"
        ),
    )
    (action,) = draft.actions
    assert action.due.edtf == "2009-12-31"
    assert action.lead == ("Field team",)
    assert action.other == {
        "Beneficiary": "Anglers",
        "Indicator 1: Sites tested (sites)": "Target 20 by 2009-06-30; Target 40 from 2009-07-01 to 2009-12-31; "
        "Actual 12 (Rain.)",
    }
    assert action.status is None


@pytest.mark.parametrize(
    ("data", "finding", "words"),
    [
        (plan(GOAL.format(""), namespace="http://www.stratml.net"), "R151", "namespace is http://www.stratml.net"),
        (plan(GOAL.format(""), namespace=""), "R151", "namespace is none"),
        (plan(GOAL.replace("Goal>", "goal>").format("")), "R152", "goal was taken for Goal, and 0 times"),
        (plan(GOAL.format(""), kind="performance plan"), "R152", 'Type="performance plan" was taken'),
        (objective("<Description>Very <b>bold</b></Description>"), "R152", "b was taken for plain words"),
        (objective("<Description>D</Description><Name>N</Name>"), "R153", "Description stands too early"),
        (plan("<Goal><Name>N</Name></Goal>"), "R154", "Goal has no Description"),
        (objective("<Name>One</Name><Name>Two</Name>"), "R155", "Objective has 2 times Name"),
        (objective("<Name>N</Name><Colour>red</Colour>"), "R156", "Objective cannot hold Colour"),
        (objective("loose <Name>N</Name>"), "R156", "Text stands loose in Objective"),
        (plan(GOAL.format(""), kind="Plan"), "R157", "Type of PerformancePlanOrReport cannot be 'Plan'"),
        (objective("<Identifier>1 2</Identifier>"), "R157", "Identifier says '1 2', not an identifier"),
        (plan("<Vision><Identifier>a</Identifier></Vision><Mission><Identifier>a</Identifier></Mission>"
              + GOAL.format("")), "R158", "identifier a is used twice"),
        (plan(2 * GOAL.format("<Objective><Name>N</Name><SequenceIndicator>1</SequenceIndicator></Objective>")),
         "R159", "same number"),
        (plan(GOAL.format("<Objective><Name>A & B</Name></Objective>")), "R150", "XML is broken at line 5"),
    ],
)  # fmt: skip
def test_each_repair_is_listed(data, finding, words):
    messages = found(data)
    if words.endswith(", and 0 times"):
        words = words.removesuffix(", and 0 times")
    assert words in messages[finding]


def test_what_has_no_place_is_kept():
    data = objective(
        "<Name>One</Name><Name>Two</Name><Colour shade='dark'>deep <i>red</i></Colour> loose words"
    )
    draft = read("plan.xml", data)
    assert besides(draft) == ["Objective: loose words", "Name: Two", "Colour: deep red"]
    assert draft.actions[0].title == "One"


def test_repairs_alike_stand_together_with_all_their_lines():
    data = plan("\n".join("<Goal><Name>N</Name></Goal>" for _ in range(30)))
    (missing,) = [each for each in read("plan.xml", data).findings if each.id == "R154"]
    assert missing.message == "Goal has no Description, and 29 times more."
    assert missing.places[:2] == ("line 5", "line 6")
    assert missing.places[-1] == "and 10 more"


def test_a_date_in_words_is_understood_and_one_that_is_none_is_kept():
    indicator = (
        "<Name>N</Name><PerformanceIndicator><MeasurementDimension>D</MeasurementDimension><UnitOfMeasurement>U"
        "</UnitOfMeasurement><MeasurementInstance><TargetResult><EndDate>{}</EndDate></TargetResult>"
        "</MeasurementInstance></PerformanceIndicator>"
    )
    understood = read("plan.xml", objective(indicator.format("30 June 2009")))
    assert understood.actions[0].due.edtf == "2009-06-30"
    assert {each.id for each in understood.findings} == {"R157"}
    kept = read("plan.xml", objective(indicator.format("when funds allow")))
    assert (kept.actions[0].due.text, kept.actions[0].due.edtf) == ("when funds allow", None)
    assert {each.id for each in kept.findings} == {"R157", "R160"}


def test_an_entity_of_html_is_read_as_what_it_is_there():
    draft = read(
        "plan.xml", objective("<Name>Open&nbsp;day &amp; more & &pound;5 &c; <![CDATA[&deg;]]></Name>")
    )
    assert draft.actions[0].title == "Open day & more & £5 &c; &deg;"
    assert [each.message for each in draft.findings] == [
        f"The XML is broken at line 6: {each} is not known in XML."
        for each in ("&nbsp;", "&", "&pound;", "&c;")
    ]


def test_broken_xml_is_read_as_far_as_it_can_be_told():
    whole = objective("<Name>Test 40 sites</Name><SequenceIndicator>1.1</SequenceIndicator>")
    draft = read("plan.xml", whole[: whole.index(b"</Goal>")])
    assert draft.actions[0].ref == "1.1"
    assert draft.findings[0].id == "R150"


def test_files_of_earlier_drafts_are_read():
    """With prefixes, bare UUIDs, attributes of other names, empty elements, and results without names."""
    uuid = "8c60e70d-55b5-4ee6-9db3-3a0e202179f2"
    goal = GOAL.format(
        f"<Objective><Name>Publish</Name><Identifier>{uuid}</Identifier><SequenceIndicator/><OtherInformation/>"
        "<Stakeholder><Name></Name><Role><Name></Name><RoleType>Performer</RoleType></Role></Stakeholder>"
        + 2
        * f"""<PerformanceIndicator ValueChainStage="" IndicatorType="Qualitative"><Identifier>{uuid}</Identifier>
        <MeasurementDimension></MeasurementDimension><UnitOfMeasurement></UnitOfMeasurement><Relationship><Identifier/>
        </Relationship><MeasurementInstance><TargetResult><Description> The standard. </Description><EndDate></EndDate>
        </TargetResult><ActualResult><Description>Approved.</Description><EndDate>2009-12-17</EndDate></ActualResult>
        </MeasurementInstance></PerformanceIndicator>"""
        + "</Objective>"
    )
    whole = plan(
        "<Organization><Name>Committee</Name><Acronym>SC</Acronym><Stakeholder><Name>Ada</Name><Description>Writer"
        "</Description><Role><Name>Chair</Name></Role></Stakeholder></Organization>" + goal
    ).decode()
    prefixed = re.sub(r"<(/?)(?=[A-Z])", r"<\1stratml:", whole).replace(" xmlns=", " xmlns:stratml=")
    draft = read("plan.xml", prefixed.encode())
    (action,) = draft.actions
    assert (action.ref, action.title, action.lead, action.due) == (None, "Publish", (), None)
    said = "Target (The standard.); Actual by 2009-12-17 (Approved.)"
    assert action.other == {"Indicator: not named": f"{said}; {said}"}
    assert next((each.number, each.title, each.paragraphs[0].text) for each in draft.sections) == (
        "SC",
        "Committee",
        "Chair: Ada, Writer",
    )
    messages = found(prefixed.encode())
    assert messages.keys() == {"R152", "R153", "R157"}
    assert 'IndicatorType="Qualitative" was taken for PerformanceIndicatorType' in messages["R152"]


class TestTheDoor:
    def test_the_content_tells_stratml_from_other_xml(self):
        data = plan(GOAL.format(""), before=f"<!-- {'long ' * 2000} -->\n")
        assert format_of("plan.xml", data) == (Format.STRATML, None)
        kind, finding = format_of("plan.txt", data)
        assert kind is Format.STRATML
        assert finding.id == "R81"
        with pytest.raises(Unreadable, match="an XML file, and no StratML"):
            read("plan.xml", b"<?xml version='1.0'?><rss/>")

    def test_it_has_no_columns_and_no_pages(self):
        data = plan(GOAL.format(""))
        assert columns("plan.xml", data) == ()
        with pytest.raises(Unreadable, match="no pages"):
            source_of("plan.xml", data)

    def test_utf_16_is_read(self):
        data = objective("<Name>Café</Name>").decode().replace("UTF-8", "UTF-16").encode("utf-16")
        assert read("plan.xml", data).actions[0].title == "Café"

    def test_a_plan_within_something_else_is_found(self):
        inner = objective("<Name>N</Name>").decode().partition("\n")[2]
        messages = found(f"<envelope>{inner}</envelope>".encode())
        assert "stands within envelope" in messages["R156"]


class TestHarm:
    @pytest.mark.parametrize(
        "before",
        [
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
            '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
            "<!DOCTYPE x>",
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_document_type_is_refused(self, before, encoding):
        data = plan(GOAL.format(""), before=before).decode().replace("UTF-8", encoding).encode(encoding)
        with pytest.raises(UnsafeXml, match="no StratML file needs"):
            read("plan.xml", data)

    def test_endless_nesting_is_refused_or_cut(self):
        deep = "<Goal>" * 5_000
        draft = read("plan.xml", plan(deep))
        assert "R150" in {each.id for each in draft.findings}

    def test_too_many_elements_are_refused(self, monkeypatch):
        monkeypatch.setattr(parsing, "MOST_BLOCKS", 10)
        with pytest.raises(TooBig, match="more than 10 elements"):
            read("plan.xml", plan(3 * GOAL.format("")))

    @settings(deadline=None, max_examples=60)
    @given(st.data())
    def test_a_damaged_file_is_read_or_refused_in_words(self, data):
        whole = bytearray(
            objective("<Name>N</Name><PerformanceIndicator><MeasurementInstance/></PerformanceIndicator>")
        )
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(whole) - 1))
            whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
        try:
            draft = read("plan.xml", bytes(whole) or b" ")
        except Unreadable:
            return
        assert from_json(to_json(draft)) == draft
