"""The content models of StratML are those of the published schemas, and the checker judges as a schema does."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fingerpost.rules.stratml.model import MODELS, PART_1, PART_2, Attribute, Child, Content, TextKind
from fingerpost.rules.stratml.terms import Line, all_lines, lines_of, without_lines
from fingerpost.rules.stratml.tree import Element, NotStratml, Wrong, as_id, is_text_of, problems_of, to_xml

XSD = "{http://www.w3.org/2001/XMLSchema}"
FILES = {2: "PerformancePlanOrReport20160216.xsd", 1: "StrategicPlanISOVersion20140401.xsd"}
KINDS = {
    "xsd:string": TextKind.ANY,
    "xsd:ID": TextKind.ID,
    "xsd:anyURI": TextKind.ADDRESS,
    "xsd:date": TextKind.DAY,
    "stratml:DateTypeType": TextKind.DAY_OR_NOTHING,
    "stratml:NumberOfUnitsType": TextKind.NUMBER_OR_NOTHING,
}


@pytest.fixture(params=MODELS, ids=["part 2", "part 1"])
def model(request):
    return request.param


@pytest.fixture
def schema(model, real):
    return etree.parse(real / "stratml" / FILES[model.part])


class Published:
    """A published schema, read into the form of our own models."""

    def __init__(self, tree):
        self.root = tree.getroot()

    def type_named(self, name):
        local = name.removeprefix("stratml:")
        types = self.root.iterchildren(f"{XSD}complexType", f"{XSD}simpleType")
        return next(each for each in types if each.get("name") == local)

    def elements(self):
        return {each.get("name"): self.content(each) for each in self.root.iterfind(f"{XSD}element")}

    def content(self, element):
        named = element.get("type")
        if named in KINDS:
            return Content(text=KINDS[named])
        simple = element.find(f"{XSD}simpleType")
        if simple is not None:
            return Content(text=TextKind.CHOICE, values=self.values(simple))
        complex_ = element.find(f"{XSD}complexType") if named is None else self.type_named(named)
        return Content(self.children(complex_), attributes=self.attributes(complex_))

    def children(self, complex_):
        extension = complex_.find(f"{XSD}complexContent/{XSD}extension")
        if extension is not None:
            return self.children(self.type_named(extension.get("base"))) + self.children(extension)
        return tuple(
            Child(
                each.get("ref").removeprefix("stratml:"),
                int(each.get("minOccurs", "1")),
                None if each.get("maxOccurs") == "unbounded" else int(each.get("maxOccurs", "1")),
            )
            for each in complex_.find(f"{XSD}sequence").iterchildren(f"{XSD}element")
        )

    def attributes(self, complex_):
        return tuple(
            Attribute(
                each.get("name"),
                self.values(each if each.get("type") is None else self.type_named(each.get("type"))),
                required=each.get("use") == "required",
            )
            for each in complex_.iter(f"{XSD}attribute")
        )

    def values(self, within):
        return tuple(each.get("value") for each in within.iter(f"{XSD}enumeration"))


def test_our_model_is_that_of_the_published_schema(model, schema):
    published = Published(schema)
    assert schema.getroot().get("targetNamespace") == model.namespace
    elements = published.elements()
    assert elements.keys() == model.elements.keys()
    for name, content in elements.items():
        assert model.elements[name] == content, name


def test_every_child_is_an_element_of_the_model(model):
    for content in model.elements.values():
        assert {each.name for each in content.children} <= model.elements.keys()
        assert bool(content.children) == (content.text is None)
    assert model.root in model.elements


def text(name, words="words"):
    return Element(name, words)


def holding(name, *children, **attributes):
    return Element(name, children=children, attributes=attributes)


def report(*children, **attributes):
    goal = holding("Goal", text("Name"), text("Description"), *children)
    return holding(
        "PerformancePlanOrReport",
        text("Name"),
        holding("StrategicPlanCore", goal),
        **({"Type": "Performance_Report"} | attributes),
    )


BROKEN = {
    Wrong.ROOT: holding("StrategicPlan", text("Name")),
    Wrong.UNKNOWN_ELEMENT: report(text("Surname")),
    Wrong.ORDER: report(text("SequenceIndicator", "1"), text("Identifier", "a")),
    Wrong.MISSING: holding("PerformancePlanOrReport", text("Name"), Type="Performance_Plan"),
    Wrong.TOO_MANY: report(text("SequenceIndicator"), text("SequenceIndicator")),
    Wrong.LOOSE_TEXT: report(Element("Objective", "loose")),
    Wrong.TEXT: report(text("Identifier", "1 2")),
    Wrong.SAME_ID: report(text("Identifier", "a"), holding("Objective", text("Identifier", "a"))),
    Wrong.UNKNOWN_ATTRIBUTE: report(colour="red"),
    Wrong.MISSING_ATTRIBUTE: dataclasses.replace(report(), attributes={}),
    Wrong.ATTRIBUTE: report(Type="Plan"),
}


@pytest.mark.parametrize("wrong", Wrong)
def test_each_thing_that_can_be_wrong_is_named_and_not_written(wrong):
    found = list(problems_of(BROKEN[wrong], PART_2))
    assert wrong in {each.wrong for each in found}
    with pytest.raises(NotStratml) as refusal:
        to_xml(BROKEN[wrong], PART_2)
    assert len(refusal.value.problems) == len(found)


@pytest.mark.parametrize("wrong", [each for each in Wrong if each is not Wrong.SAME_ID])
def test_the_published_schema_refuses_it_too(wrong, real):
    """But for identifiers used twice, which lxml does not look for among elements."""
    published = etree.XMLSchema(etree.parse(real / "stratml" / FILES[2]))

    def built(element):
        made = etree.Element(f"{{{PART_2.namespace}}}{element.name}", dict(element.attributes))
        made.text = element.text
        made.extend(built(each) for each in element.children)
        return made

    assert not published.validate(built(BROKEN[wrong]))


def test_a_valid_tree_is_written_and_the_published_schema_takes_it(real):
    tree = report(text("Identifier", "a"), holding("Objective", text("Name", '<&> "quoted"\r\n\x00')))
    assert list(problems_of(tree, PART_2)) == []
    written = etree.fromstring(to_xml(tree, PART_2))
    etree.XMLSchema(etree.parse(real / "stratml" / FILES[2])).assertValid(written)
    assert written.findtext(".//{*}Objective/{*}Name") == '<&> "quoted"\r\n\ufffd'


SIMPLE = {TextKind.ID: "xsd:ID", TextKind.ADDRESS: "xsd:anyURI", TextKind.DAY: "xsd:date"}


@pytest.mark.parametrize("kind", SIMPLE)
@given(words=st.text(alphabet=st.sampled_from("aZ_.-:/?#%09 \u00e9\u00d7\u0301\u4e00"), max_size=6))
def test_no_text_is_taken_that_a_schema_refuses(kind, words):
    judge = etree.XMLSchema(
        etree.fromstring(
            f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="x" type="{SIMPLE[kind]}"/>'
            "</xsd:schema>"
        )
    )
    element = etree.Element("x")
    element.text = words
    if is_text_of(kind, words):
        assert judge.validate(element) or kind is TextKind.ADDRESS
    elif kind is not TextKind.ADDRESS:
        assert not judge.validate(element)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            TextKind.DAY,
            ["2008-02-29", " 2008-02-29 ", "2008-02-29Z", "2008-02-29+01:00"],
            ["", "2008-02-30", "2008"],
        ),
        (TextKind.DAY_OR_NOTHING, ["2008-02-29", ""], ["soon", "2008-02"]),
        (TextKind.NUMBER_OR_NOTHING, ["", "1", "-1.5", ".5", "5."], ["1,000", "5%", "."]),
        (TextKind.ID, ["a-1", "_1", "\u00e9"], ["", "1", "a b", "a:b"]),
        (TextKind.ADDRESS, ["https://a.example/?b#c", ""], ["a b", "<a>"]),
    ],
)
def test_texts_of_each_kind(kind, good, bad):
    assert all(is_text_of(kind, each) for each in good)
    assert not any(is_text_of(kind, each) for each in bad)


@given(st.text(), st.text())
def test_names_that_differ_give_identifiers_that_differ(one, other):
    assert is_text_of(TextKind.ID, as_id("action", one))
    assert (as_id("action", one) == as_id("action", other)) == (one == other)


def test_part_1_knows_no_results():
    assert "ActualResult" not in PART_1.elements


def test_lines_of_further_information_are_known_by_what_begins_them():
    text = "Code: CP3\nRisks are many: see below.\n\nCorporate risk: KO4\nCorporate risk: KO5"
    assert lines_of(text) == {"Code": "CP3", "Corporate risk": "KO5"}
    assert all_lines(text, Line.RISK) == ("KO4", "KO5")
    assert without_lines(text) == "Risks are many: see below."
    assert without_lines("Code: CP3") is without_lines(None) is None
