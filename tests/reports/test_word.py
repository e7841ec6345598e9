"""The Word report: real structure, words beside every colour, the same bytes, and a council's template."""

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import RGBColor

from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.word import BadTemplate, render_word
from tests.reports.invented_document import a_document
from tests.reports.invented_drafts import REPORT, TRACKER

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def opened(data):
    return docx.Document(BytesIO(data))


@pytest.fixture(scope="module")
def report():
    return opened(render_word(compose(REPORT)))


def text_of(file):
    return "\n".join(
        "".join(each.text or "" for each in p.iter(qn("w:t"))) for p in file.element.iter(qn("w:p"))
    )


def test_headings_are_headings(report):
    headings = [(p.style.name, p.text) for p in report.paragraphs if p.style.name.startswith("Heading")]
    assert ("Heading 1", "Exceptions") in headings
    assert ("Heading 2", "2.2: Submit the plan for the old market hall") in headings
    assert report.paragraphs[1].style.name == "Title"
    assert report.paragraphs[1].text == REPORT.title


def test_header_rows_repeat_and_no_row_splits(report):
    for table in report.tables:
        rows = table._tbl.findall(qn("w:tr"))
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    headed = [t for t in report.tables if t._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"]
    assert headed
    assert all(t.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for t in headed)


def test_every_table_is_described(report):
    for table in report.tables:
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))


def test_the_language_is_british_english(report):
    languages = {each.get(qn("w:val")) for each in report.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_properties_come_from_the_data(report):
    core = report.core_properties
    assert (core.title, core.author, core.subject) == (REPORT.title, REPORT.council, "February 2026")
    assert core.created.date() == core.modified.date() == REPORT.meeting.date


def test_reprogrammed_months_are_hatched_the_original_underlined_and_the_reported_outlined(report):
    strip = next(
        t
        for t in report.tables
        if t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "The months of 20.2.6"
    )
    cells = strip.rows[-1].cells
    shading = [c._tc.tcPr.find(qn("w:shd")) for c in cells]
    assert [c.text for c in cells][7:12] == ["G", "A", "P", "P", "P"]
    assert cells[7].paragraphs[0].runs[0].underline
    assert [shading[i].get(qn("w:val")) for i in (7, 9)] == ["clear", "diagStripe"]
    assert cells[8]._tc.tcPr.find(f"{qn('w:tcBorders')}/{qn('w:top')}").get(qn("w:sz")) == "18"
    assert strip.rows[1].cells[0].text == "20.2: One pay scale"


def test_hostile_words_stay_words(report):
    shown = text_of(report)
    assert "<script>alert(1)</script>" in shown
    assert "{{ title }}" in shown
    assert "=Report expected in March" in shown


def test_characters_that_xml_forbids_are_shown_as_replaced():
    draft = replace(REPORT, wards="a\x00b\x0bc", title="t\x01")
    file = opened(render_word(compose(draft)))
    assert "a\ufffdb\ufffdc" in text_of(file)


def test_wide_tables_stand_on_turned_pages_with_the_same_foot():
    file = opened(render_word(compose(TRACKER)))
    turned = [s.page_width > s.page_height for s in file.sections]
    assert turned == [False, True, False]
    assert all(
        "PAGE" in "".join(t.text or "" for t in s.footer._element.iter(qn("w:instrText")))
        for s in file.sections
    )


def test_every_link_leads_to_a_bookmark(report):
    names = [each.get(qn("w:name")) for each in report.element.iter(qn("w:bookmarkStart"))]
    links = {each.get(qn("w:anchor")) for each in report.element.iter(qn("w:hyperlink"))}
    assert len(names) == len(set(names))
    assert links
    assert links <= set(names)


def test_a_chart_is_a_picture_with_words():
    file = opened(render_word(a_document()))
    described = [each.get("descr") for each in file.element.iter(qn("wp:docPr"))]
    assert described == ["Most actions are green."]


def test_the_same_document_gives_the_same_bytes_without_the_time_of_day():
    data = render_word(compose(REPORT))
    assert data == render_word(compose(REPORT))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def a_template(*paragraphs, header="{{ council }}, {{ meeting_date }}", change=lambda file: None):
    file = docx.Document()
    file.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0x40)
    file.sections[0].header.paragraphs[0].text = header
    for each in paragraphs:
        file.add_paragraph(each)
    change(file)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def test_a_template_gives_styles_and_headers_and_its_fields_are_filled():
    template = a_template("Report: {{ title }}", "{{report}}", "Contact: {{ contact }}")
    file = opened(render_word(compose(REPORT), template=template))
    texts = [p.text for p in file.paragraphs]
    assert texts[0] == f"Report: {REPORT.title}"
    assert texts[-1] == "Contact: Iris Fenwick"
    assert file.sections[0].header.paragraphs[0].text == "Harrowbeck District Council, 29 April 2026"
    assert file.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0x40)
    assert "Exceptions" in texts


def test_a_field_that_word_split_over_runs_is_filled():
    def change(file):
        paragraph = file.add_paragraph("On {{ per")
        paragraph.add_run("iod }}").bold = True

    assert "On February 2026" in text_of(
        opened(render_word(compose(REPORT), template=a_template(change=change)))
    )


def test_without_its_field_the_report_stands_at_the_end_of_the_template():
    texts = [p.text for p in opened(render_word(compose(REPORT), template=a_template("First"))).paragraphs]
    assert texts[0] == "First"
    assert texts.index(REPORT.title) > 0


def linked_picture(file):
    file.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.IMAGE, "https://elsewhere.example/track.png")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (b"", "empty"),
        (b"PK not a package", "Word"),
        (a_template("{{ salary }}"), "salary"),
        (a_template("{{ title.__class__ }}"), "__class__"),
        (a_template("{{ report }}", "{{ report }}"), "once"),
        (a_template(header="{{ report }}"), "outside tables and headers"),
        (a_template(change=linked_picture), "elsewhere"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(template, why):
    with pytest.raises(BadTemplate, match=why):
        render_word(compose(REPORT), template=template)


def bare(file):
    """A template with hardly a style of its own, no default language, and a link to a template of its own."""
    styles = file.styles.element
    for name in ("Heading 1", "Heading 2", "List Bullet", "Caption", "Title", "Subtitle"):
        styles.remove(file.styles[name].element)
    styles.remove(styles.find(qn("w:docDefaults")))
    file.part._settings_part.rels.get_or_add_ext_rel(ATTACHED, "file:///elsewhere/Normal.dotm")


def test_styles_that_a_template_lacks_are_made_and_its_own_template_is_forgotten():
    data = render_word(compose(REPORT), template=a_template(change=bare))
    file = opened(data)
    names = {p.style.name for p in file.paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= names
    assert file.styles["Heading 2"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert b"elsewhere" not in b"".join(
        zipfile.ZipFile(BytesIO(data)).read(n) for n in zipfile.ZipFile(BytesIO(data)).namelist()
    )
