"""The look of a Word file, as styles that its readers can change; a letterhead's own styles are left as they are."""

from collections.abc import Callable
from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from kpfacil.export.word.xml import element

INK = "1B2733"
QUIET = "4A5968"
ACCENT = "0B4F79"
TINT = "EEF3F7"
LINE = "C3CED8"
ALARM = "96161B"
ALARM_TINT = "FDEEEE"

FACT_INDENT = Cm(4.8)
BAR_START = Cm(6.6)
_FONT = "Calibri"
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")

_TABLE = """<w:style {ns} w:type="table" w:customStyle="1" w:styleId="KpfacilTable"><w:name w:val="Kpfacil Table"/>
{base}<w:uiPriority w:val="99"/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{accent}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr></w:style>"""


def give_our_look(document: Document, *, wide: bool = False) -> None:
    """Give the built-in styles the look of our documents; a `wide` one lies on its side."""
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.left_margin, section.right_margin = Cm(2.2), Cm(2)
    _paragraph(document, "Normal", 11, INK, after=6)
    _paragraph(document, "Title", 22, ACCENT, after=4, bold=True)
    _paragraph(document, "Subtitle", 12, QUIET, after=6)
    for level, size, before in ((1, 16, 20), (2, 12.5, 14), (3, 11, 10)):
        _paragraph(document, f"Heading {level}", size, ACCENT if level == 1 else INK, before=before, after=4, bold=True)
    _paragraph(document, "Caption", 11, INK, before=10, after=4, bold=True)
    for name in ("List Bullet", "List Number"):
        _paragraph(document, name, 11, INK, after=3)
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()  # made for another width of paper
    for border in document.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)


def add_missing(document: Document) -> None:
    """Add the styles that our documents use and the file lacks."""
    for level in (1, 2, 3):
        _add(document, f"Heading {level}", _as_heading)
    _add(document, "Title", lambda style: _lettered(style, 22, ACCENT, bold=True))
    _add(document, "Subtitle", lambda style: _lettered(style, 12, QUIET))
    _add(document, "Caption", lambda style: _lettered(style, 11, INK, bold=True))
    for name in ("List Bullet", "List Number"):
        _add(document, name, lambda style: _lettered(style, 11, INK))
    _add(document, "Memo Standing", _as_standing)
    _add(document, "Memo Cell", _as_cell)
    _add(document, "Memo Column", _as_column)
    _add(document, "Memo Fact", _as_fact)
    _add(document, "Memo Bar", _as_bar)
    _add_mark(document, "Strong", lambda style: setattr(style.font, "bold", True))
    _add_mark(document, "Hyperlink", _as_link)
    _add_mark(document, "Memo Label", lambda style: _lettered(style, None, QUIET, bold=True))
    _add_mark(document, "Memo Alert", _as_alert)
    if "Kpfacil Table" not in document.styles:
        base = document.styles.default(WD_STYLE_TYPE.TABLE)  # its id is in the language of the Word that made the file
        based = f'<w:basedOn w:val="{base.style_id}"/>' if base else ""
        table = _TABLE.format(ns=nsdecls("w"), base=based, line=LINE, accent=ACCENT, tint=TINT)
        document.styles.element.append(parse_xml(table))


def _add(document: Document, name: str, define: Callable[[ParagraphStyle], None]) -> None:
    if name in document.styles:
        return
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Memo"))
    style = cast("ParagraphStyle", made)
    style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    define(style)


def _add_mark(document: Document, name: str, define: Callable[[CharacterStyle], None]) -> None:
    if name in document.styles:
        return
    made = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=not name.startswith("Memo"))
    define(cast("CharacterStyle", made))


def _paragraph(
    document: Document, name: str, size: float, colour: str, before: float = 0, after: float = 0, *, bold: bool = False
) -> None:
    style = cast("ParagraphStyle", document.styles[name])
    _lettered(style, size, colour, bold=bold)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.keep_with_next = name.startswith(("Heading", "Caption"))


def _lettered(style: CharacterStyle, size: float | None, colour: str, *, bold: bool = False) -> None:
    """Set font, size, colour and weight; a theme's font would win over a named one, so its name goes."""
    style.font.name = _FONT
    style.font.size = Pt(size) if size else None
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.bold = bold or None
    style.font.italic = None
    for fonts in style.element.xpath("w:rPr/w:rFonts"):
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
    for spacing in style.element.xpath("w:rPr/w:spacing|w:rPr/w:kern"):
        spacing.getparent().remove(spacing)


def _as_heading(style: ParagraphStyle) -> None:
    """Make a heading of a style by the level in its name, for tables of contents and readers of the screen too."""
    level = int((style.name or "1")[-1])
    _lettered(style, 18 - 3 * level, ACCENT, bold=True)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.space_before = Pt(14)
    style.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level - 1)))


def _as_standing(style: ParagraphStyle) -> None:
    _lettered(style, 11, ACCENT, bold=True)
    style.paragraph_format.space_after = Pt(12)
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="12", space="6", color=ACCENT))
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)


def _as_cell(style: ParagraphStyle) -> None:
    style.font.size = Pt(10)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.line_spacing = 1.0


def _as_column(style: ParagraphStyle) -> None:
    _as_cell(style)
    style.font.bold = True
    style.paragraph_format.keep_with_next = True


def _as_fact(style: ParagraphStyle) -> None:
    form = style.paragraph_format
    form.left_indent, form.first_line_indent = FACT_INDENT, Length(-FACT_INDENT)
    form.tab_stops.add_tab_stop(FACT_INDENT)
    form.space_after = Pt(3)


def _as_bar(style: ParagraphStyle) -> None:
    form = style.paragraph_format
    form.left_indent, form.first_line_indent = BAR_START, Length(-BAR_START)
    form.tab_stops.add_tab_stop(BAR_START)
    form.space_after = Pt(2)


def _as_link(style: CharacterStyle) -> None:
    style.font.color.rgb = RGBColor.from_string(ACCENT)
    style.font.underline = True


def _as_alert(style: CharacterStyle) -> None:
    style.font.bold = True
    style.font.color.rgb = RGBColor.from_string(ALARM)
    style.element.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill=ALARM_TINT))
