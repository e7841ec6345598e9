"""The styles of a Word report: our own look, or those of the council's template with ours where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from fingerpost.reports.renderers.word_xml import StyleIds

if TYPE_CHECKING:
    from docx.document import Document as WordFile

FONT = "Arial"
_ACCENT = "1F4E5F"
_INK = RGBColor(0x1D, 0x23, 0x27)
_SOFT = RGBColor(0x4A, 0x55, 0x5C)
_HEADINGS = 6

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="C9CFD3"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9CFD3"/>
  </w:tblBorders><w:tblCellMar>
    <w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>"""


def prepare_styles(file: WordFile, *, ours: bool) -> StyleIds:
    """Make the styles that the report needs: all of them in our own look, or only those that a template lacks."""
    if ours:
        _our_look(file)
    headings = tuple(_paragraph_style(file, f"Heading {level}").style_id for level in range(1, _HEADINGS + 1))
    lead = _ours(file, "Report Lead", size=12.5, after=8)
    note = _ours(file, "Report Note", size=10.5, after=8)
    small = _ours(file, "Report Small Print", size=9, after=6, soft=True)
    numbered = _ours(file, "Report Numbered", size=None, after=6)
    cell = _ours(file, "Report Cell", size=9.5, after=0)
    caption = _paragraph_style(file, "Caption")
    bullet = _paragraph_style(file, "List Bullet")
    if numbered.paragraph_format.left_indent is None:
        numbered.paragraph_format.left_indent = Pt(36)
        numbered.paragraph_format.first_line_indent = Pt(-36)
        numbered.paragraph_format.tab_stops.add_tab_stop(Pt(36))
    if note.element.find(qn("w:pPr")) is None or note.element.pPr.find(qn("w:pBdr")) is None:
        _bar_left(note)
    if ours:
        _our_caption(caption)
    return StyleIds(
        headings,
        lead.style_id,
        note.style_id,
        small.style_id,
        numbered.style_id,
        bullet.style_id,
        caption.style_id,
        cell.style_id,
        cell.style_id,
        _table_style(file),
    )


def set_language(file: WordFile, language: str) -> None:
    """State the language of the whole text, so that it is spoken and spelt as what it is."""
    styles = file.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"
        )
        styles.insert(0, defaults)
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if run is None:
        holder = parse_xml(f"<w:rPrDefault {nsdecls('w')}><w:rPr/></w:rPrDefault>")
        defaults.insert(0, holder)
        run = holder[0]
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    lang = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        lang.set(qn(f"w:{name}"), language)
    run.append(lang)
    # A language stated in a style would hide the one of the whole.
    for other in [each for each in styles.iter(qn("w:lang")) if each is not lang]:
        other.getparent().remove(other)


def _our_look(file: WordFile) -> None:
    normal = file.styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.15
    title = file.styles["Title"]
    _font(title, 24, bold=True)
    title.paragraph_format.space_before = Pt(10)
    title.paragraph_format.space_after = Pt(10)
    _without_borders(title)
    subtitle = file.styles["Subtitle"]
    _font(subtitle, 12, bold=True)
    subtitle.font.italic = False
    subtitle.font.color.rgb = _SOFT
    subtitle.paragraph_format.space_after = Pt(0)
    sizes = {
        1: (17, 22, 8),
        2: (13, 14, 5),
        3: (11.5, 10, 4),
        4: (10.5, 8, 3),
        5: (10.5, 8, 3),
        6: (10.5, 8, 3),
    }
    for level, (size, before, after) in sizes.items():
        style = file.styles[f"Heading {level}"]
        _font(style, size, bold=True)
        style.font.italic = False
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
    _bar_above(file.styles["Heading 1"])


def _our_caption(style: ParagraphStyle) -> None:
    _font(style, 9.5, bold=True)
    style.font.color.rgb = _INK
    style.paragraph_format.space_before = Pt(6)
    style.paragraph_format.space_after = Pt(3)


def _found(file: WordFile, name: str) -> ParagraphStyle | None:
    """The paragraph style of this name, if the file has one."""
    style = file.styles[name] if name in file.styles else None  # noqa: SIM401  # there is no get
    return style if isinstance(style, ParagraphStyle) else None


def _made(file: WordFile, name: str, *, builtin: bool) -> ParagraphStyle:
    style: ParagraphStyle = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    return style


def _paragraph_style(file: WordFile, name: str) -> ParagraphStyle:
    """One of Word's own styles, made where the file lacks it."""
    if found := _found(file, name):
        return found
    style = _made(file, name, builtin=True)
    if name.startswith("Heading"):
        style.font.bold = True
        style.paragraph_format.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(name.split()[1]) - 1))
        style.element.get_or_add_pPr().append(level)
    return style


def _ours(
    file: WordFile, name: str, *, size: float | None, after: float, soft: bool = False
) -> ParagraphStyle:
    """One of our own styles, based on the file's normal one; a template may bring its own of the same name."""
    if found := _found(file, name):
        return found
    style = _made(file, name, builtin=False)
    style.base_style = file.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if size is not None:
        style.font.size = Pt(size)
    if soft:
        style.font.color.rgb = _SOFT
    style.paragraph_format.space_after = Pt(after)
    if after == 0:
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = 1.05
    return style


def _font(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = _INK
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _without_borders(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(qn("w:pBdr")):
        properties.remove(borders)


def _bar_above(style: ParagraphStyle) -> None:
    _borders(style, f'<w:top w:val="single" w:sz="18" w:space="6" w:color="{_ACCENT}"/>')


def _bar_left(style: ParagraphStyle) -> None:
    _borders(style, f'<w:left w:val="single" w:sz="36" w:space="8" w:color="{_ACCENT}"/>')


def _borders(style: ParagraphStyle, sides: str) -> None:
    _without_borders(style)
    properties = style.element.get_or_add_pPr()
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    properties.insert_element_before(
        borders,
        *(
            f"w:{name}"
            for name in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl", "rPr")
        ),
    )


def _table_style(file: WordFile) -> str:
    for style in file.styles:
        if style.type == WD_STYLE_TYPE.TABLE and style.name == "Report Table":
            return str(style.style_id)
    file.styles.element.append(parse_xml(_TABLE_STYLE))
    return "ReportTable"
