"""Word: what python-docx reads back, in real styles, with and without a letterhead."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from kpfacil.export import BadTemplate
from kpfacil.export import word as export
from kpfacil.export.document import Doc, Facts, Heading, Labels, ListBlock, para, tie, words


def _opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


@pytest.fixture(scope="module")
def made(hostile: Doc) -> Document:
    return _opened(export.render(hostile))


def _lines(document: Document) -> list[str]:
    """Return the words of every paragraph and cell in the order of reading."""
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, WordTable):
            lines += [cell.text for row in block.rows for cell in row.cells]
    return lines


def _styles(document: Document) -> list[str | None]:
    return [paragraph.style.name if paragraph.style else None for paragraph in document.paragraphs]


def test_every_leaf_comes_back(made: Document, leaves: list[str]) -> None:
    """Every word of the hostile document is there, in order, as it was said."""
    left = tie("\n".join(_lines(made)))
    for leaf in leaves:
        words = tie(leaf).strip()
        assert words in left
        left = left[left.index(words) + len(words) :]


def test_words_stand_in_real_styles(made: Document) -> None:
    """Title, headings, lists, captions and facts are styles that a reader can change and jump by."""
    used = _styles(made)
    assert [used.count(f"Heading {level}") for level in (1, 2, 3)] == [2, 1, 1]
    assert (used.count("Title"), used.count("Subtitle"), used.count("Caption")) == (1, 1, 3)
    assert (used.count("List Bullet"), used.count("List Number"), used.count("Memo Fact")) == (18, 5, 2)


def test_lists_begin_again_at_one(made: Document) -> None:
    """Each numbered list has a numbering of its own that begins at one."""
    numbers = made.element.body.xpath("//w:p[w:pPr/w:pStyle[@w:val='ListNumber']]/w:pPr/w:numPr/w:numId/@w:val")
    assert numbers == [numbers[0]] * 3 + [numbers[3]] * 2
    assert numbers[0] != numbers[3]
    for number in {numbers[0], numbers[3]}:
        assert made.part.numbering_part.element.xpath(f"w:num[@w:numId='{number}']//w:startOverride/@w:val") == ["1"]


def test_tables_tell_their_headers(made: Document) -> None:
    """A table has a caption for readers of the screen, a header row that is repeated, and rows that are not cut."""
    body = made.element.body
    assert body.xpath("//w:tblCaption/@w:val") == ["Toimenpiteet | <taulukko>", "Läsnä tahoittain"]
    assert len(body.xpath("//w:tr[w:trPr/w:tblHeader]")) == 2
    assert len(body.xpath("//w:tr[not(w:trPr/w:cantSplit)]")) == 0
    assert [look.get(qn("w:firstColumn")) for look in body.xpath("//w:tblLook")] == ["1", "0"]
    assert [table.style.name for table in made.tables if table.style] == ["Kpfacil Table"] * 2
    assert [len({cell.width for cell in table.rows[0].cells}) for table in made.tables] == [3, 1]


def test_file_knows_its_language_and_title(made: Document) -> None:
    """Language, title, author and date stand in the file, and nothing about the tool that wrote it."""
    assert made.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["fi-FI"]
    about = made.core_properties
    assert (about.title, about.language) == ("Kumppanuuspöydän *muistio* <3/2026> #", "fi-FI")
    assert (about.author, about.comments) == ("Liisa <liisa@example.org>", "")
    assert about.created is not None
    assert about.created.date() == date(2026, 11, 21)


def test_settings_stand_in_their_order(made: Document) -> None:
    """Hyphenation is on, and stands where Word expects it."""
    names = [child.tag for child in made.settings.element]
    assert names.index(qn("w:autoHyphenation")) == names.index(qn("w:defaultTabStop")) + 1


def test_link_leads_to_its_address(made: Document) -> None:
    """A link is a link of the file, in the style of links."""
    link = made.element.body.xpath("//w:hyperlink")[0]
    assert made.part.rels[link.get(qn("r:id"))].target_ref == "https://example.org/%C3%A4?a=1&b=(2)"
    assert link.xpath("w:r/w:rPr/w:rStyle/@w:val") == ["Hyperlink"]


def test_pages_are_numbered(made: Document) -> None:
    """The footer tells the title, the standing and the page in the document's language."""
    footer = made.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Kumppanuuspöydän *muistio* <3/2026> # · Luonnos *\tSivu ")
    assert footer._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_same_document_is_the_same_file(hostile: Doc) -> None:
    """Two renderings differ in no byte, so that a folder under version control stays quiet."""
    assert export.render(hostile) == export.render(hostile)


def _letterhead(*, bare: bool) -> bytes:
    """Return a municipality's letterhead with a header, a footer and a heading style of its own."""
    document = docx.Document()
    document.add_paragraph("Jämsän kaupunki")
    document.add_paragraph("")
    document.sections[0].footer.paragraphs[0].text = "Y-tunnus"
    if bare:
        for style in list(document.styles):
            if style.name != "Normal" and style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
                style.delete()
        number = next(key for key, rel in document.part.rels.items() if rel.reltype.endswith("/numbering"))
        del document.part.rels[number]
    else:
        document.styles["Heading 1"].element.get_or_add_rPr()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("bare", [False, True])
def test_letterhead_is_kept(hostile: Doc, bare: bool) -> None:  # noqa: FBT001
    """The memo follows the letterhead, whose footer stays; styles and lists that it lacks are added."""
    made = _opened(export.render(hostile, _letterhead(bare=bare)))
    assert _lines(made)[:2] == ["Jämsän kaupunki", hostile.title]
    assert made.sections[0].footer.paragraphs[0].text == "Y-tunnus"
    assert _styles(made).count("Heading 2") == 1
    assert made.styles["Heading 2"].element.xpath("w:pPr/w:outlineLvl/@w:val") == ["1"]
    lists = made.element.body.xpath("//w:p/w:pPr/w:numPr/w:numId/@w:val")
    assert len(set(lists)) == 4


def test_a_letterhead_without_our_styles_gets_them_on_its_own_ground() -> None:
    """What a letterhead lacks is added without our fonts and lists, and its footer's number stands at the edge."""
    bare = docx.Document()
    for name in ("Caption", "List Bullet", "Subtitle", "Footer"):
        found = bare.styles[name].element
        found.getparent().remove(found)
    out = BytesIO()
    bare.save(out)
    blocks = (ListBlock((words("a"),)),)
    doc = Doc(title="x", subtitle="y", blocks=blocks, labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    made = _opened(export.render(doc, out.getvalue()))
    assert made.styles["Subtitle"].font.name is None
    assert made.element.body.xpath("//w:p[w:pPr/w:pStyle[@w:val='ListBullet']]/w:pPr/w:numPr/w:numId/@w:val") != []
    assert _lines(made) == ["x", "y", "a"]


@pytest.mark.parametrize(("size", "room"), [(None, 2900), (9, 2900), (11, 2900), (14, 3691)])
def test_labels_have_room_in_large_letters(size: float | None, room: int) -> None:
    """Where a letterhead writes large, what stands behind a label begins further away; a heading stays with it."""
    letterhead = docx.Document()
    letterhead.styles["Normal"].font.size = Pt(size) if size else None
    headings = letterhead.styles["Heading 1"].element
    headings.pPr.remove(headings.pPr.find(qn("w:keepNext")))
    out = BytesIO()
    letterhead.save(out)
    blocks = (Heading(1, "Osallistujat"), Facts((("Seuraava tapaaminen", words("la 12.12.2026")),)))
    doc = Doc(title="x", blocks=blocks, labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    made = _opened(export.render(doc, out.getvalue()))
    measures = made.styles["Memo Fact"].element.xpath("w:pPr/w:tabs/w:tab/@w:pos|w:pPr/w:ind/@*")
    assert set(measures) == {str(room)}
    assert made.paragraphs[-2].paragraph_format.keep_with_next


def test_empty_letterhead_leaves_no_gap() -> None:
    """A letterhead that is nothing but styles and an empty line gives a memo that begins at the top."""
    empty = docx.Document()
    empty.add_paragraph("")
    out = BytesIO()
    empty.save(out)
    doc = Doc(title="x", blocks=(), labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    assert _lines(_opened(export.render(doc, out.getvalue()))) == ["x"]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("Jämsän kaupunki", "Keskuskatu 1, 42100 Jämsä", "Puh. 014 123"), 3),
        (("Jämsän kaupunki", "Hei Liisa,", "tule kahville"), 0),
        (("Jämsän kaupunki", "Liisa Mäkinen", "Hei!", "Nähdään"), 0),
        (("Jämsän kaupunki", "Päätös lähti Pekalle jo eilen.", "Pekka"), 0),
        (("Jämsän kaupunki", "# Päätös", "Pekka"), 1),
    ],
)
def test_an_earlier_letter_leaves_nothing(lines: tuple[str, ...], kept: int) -> None:
    """The lines of a letterhead stay; of a letter that was written on it nothing does, with a heading or without."""
    written = docx.Document()
    for line in lines:
        written.add_paragraph(line.removeprefix("# "), "Heading 1" if line.startswith("#") else None)
    out = BytesIO()
    written.save(out)
    doc = Doc(title="x", blocks=(), labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    assert _lines(_opened(export.render(doc, out.getvalue()))) == [*lines[:kept], "x"]


def test_memo_of_ours_is_a_letterhead_too(hostile: Doc) -> None:
    """A memo of ours whose looks somebody has changed can be the next one's letterhead; nothing of its text is left."""
    doc = Doc(title="x", blocks=(), labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    assert _lines(_opened(export.render(doc, export.render(hostile, _letterhead(bare=False))))) == [
        "Jämsän kaupunki",
        "x",
    ]
    made = _opened(export.render(hostile, export.render(hostile)))
    assert _styles(made).count("Title") == 1
    assert [table.style.name for table in made.tables if table.style] == ["Kpfacil Table"] * 2


def test_an_earlier_memo_leaves_no_footer_of_its_own(hostile: Doc) -> None:
    """The footer of a memo that serves as a letterhead tells the new memo, also where only its text was taken out."""
    doc = Doc(title="Kuhmoisten pöytä", standing="Luonnos", blocks=(), labels=Labels("Sivu"), date=date(2026, 11, 21))
    old = replace(doc, title="Kyläpöytä – muistio 7/2026", standing="Hyväksytty")
    emptied = _opened(export.render(old))
    for paragraph in emptied.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    out = BytesIO()
    emptied.save(out)
    for letterhead in (export.render(old), out.getvalue(), export.render(hostile)):
        (footer,) = _opened(export.render(doc, letterhead)).sections[0].footer.paragraphs
        assert footer.text == "Kuhmoisten pöytä · Luonnos\tSivu /"
        assert len(footer.paragraph_format.tab_stops) == 1
        assert footer._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def _people_of_a_letterhead() -> bytes:
    """Return a letterhead that tells of Liisa wherever a reader does not see it."""
    document = docx.Document()
    document.add_paragraph("Jämsän kaupunki")
    body = document.add_paragraph("Otsikko", style="Title")
    document.add_comment(body.runs, text="Liisan huomautus", author="Liisa Salainen", initials="LiS")
    document.add_comment(document.paragraphs[0].runs, text="Liisan toinen", author="Liisa Salainen")
    document.part.relate_to("mailto:liisa@example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.part._settings_part.relate_to("file:///C:/Liisa.dotx", "x/attachedTemplate", is_external=True)
    header = document.sections[0].header.paragraphs[0]
    header._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="Liisa"><w:r><w:t>Vaakuna</w:t></w:r></w:ins>')
    )
    header._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="Liisa"><w:r/></w:del>'))
    about = document.core_properties
    about.author = about.last_modified_by = about.category = about.content_status = about.keywords = "Liisa Salainen"
    about.comments = about.identifier = about.subject = about.version = "Liisa Salainen"
    out = BytesIO()
    document.save(out)
    changed = BytesIO()
    with ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name, content in _files(out.getvalue()).items():
            target.writestr(name, content.replace(b"</Application>", b"</Application><Manager>Liisa</Manager>"))
    return changed.getvalue()


def _files(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_nothing_tells_of_the_people_of_a_letterhead(hostile: Doc) -> None:
    """Comments, tracked changes, properties and addresses of whoever made the letterhead stay out of the memo."""
    doc = Doc(title="x", blocks=(), labels=Labels(page="Sivu"), date=date(2026, 11, 21), author="Kyläpöytä")
    template = _people_of_a_letterhead()
    assert sum(b"iisa" in content for content in _files(template).values()) == 6
    content = export.render(doc, template)
    assert [name for name, part in _files(content).items() if b"iisa" in part or b"commentR" in part] == []
    made = _opened(content)
    assert _lines(made) == ["Jämsän kaupunki", "x"]
    assert made.sections[0].header.paragraphs[0].text == "Vaakuna"
    for some in (content, export.render(hostile)):
        assert [name for name in _files(some) if name.startswith("docProps")] == ["docProps/core.xml"]


def test_letterhead_of_a_finnish_word_is_known_by_its_styles(hostile: Doc) -> None:
    """Styles are found by what they are, whatever ids a Word in another language gave them."""
    document = docx.Document()
    for known, id_there in (
        ("Heading 1", "Otsikko1"),
        ("Normal Table", "Normaalitaulukko"),
        ("List Number", "Numeroi"),
    ):
        document.styles[known].style_id = id_there
    out = BytesIO()
    document.save(out)
    made = _opened(export.render(hostile, out.getvalue()))
    assert len(made.element.body.xpath("//w:pStyle[@w:val='Otsikko1']")) == 2
    assert made.styles["Kpfacil Table"].base_style == made.styles["Normal Table"]


def test_template_file_is_taken_too(hostile: Doc) -> None:
    """A .dotx, which differs by its content type alone, is taken as a .docx is."""
    out = BytesIO()
    with ZipFile(BytesIO(_letterhead(bare=False))) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"document.main+xml", b"template.main+xml"))
    assert _lines(_opened(export.render(hostile, out.getvalue())))[0] == "Jämsän kaupunki"


@pytest.mark.parametrize("template", [b"", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_refused(hostile: Doc, template: bytes) -> None:
    """A template that is not a Word document is refused by name."""
    with pytest.raises(BadTemplate):
        export.render(hostile, template)


def test_plain_document_needs_no_more() -> None:
    """A document of one paragraph and one list is a file without subtitle and standing."""
    blocks = (para("a"), ListBlock((words("b"),)))
    doc = Doc(title="x", blocks=blocks, labels=Labels(page="Page"), date=date(2026, 1, 2))
    made = _opened(export.render(doc))
    assert _lines(made) == ["x", "a", "b"]
    assert made.core_properties.modified is not None
    assert made.core_properties.modified.replace(tzinfo=None) == datetime(2026, 1, 2)  # noqa: DTZ001


def test_wide_document_lies_on_its_side() -> None:
    """A table of many columns gets a page on its side; a long label has its value on the next line."""
    facts = Facts(((26 * "a", words("arvo")), ("lyhyt", words("toinen"))))
    doc = Doc(title="Taulukko", blocks=(facts,), labels=Labels(page="Sivu"), date=date(2026, 11, 21), wide=True)
    made = docx.Document(BytesIO(export.render(doc)))
    assert (made.sections[0].page_width or 0) > (made.sections[0].page_height or 0)
    told = [paragraph.text for paragraph in made.paragraphs]
    assert f"{26 * 'a'}\narvo" in told
    assert "lyhyt\ttoinen" in told


def test_no_line_ends_within_a_double_name() -> None:
    """The hyphen of a name of two parts is one that Word breaks no line at, and is read as any other."""
    said = "Jari-Pekka Virtanen, linja-auto ja Liisa Mäki-Korhonen"
    made = _opened(
        export.render(Doc(title="x", blocks=(para(said),), labels=Labels(page="Sivu"), date=date(2026, 11, 21)))
    )
    paragraph = made.paragraphs[-1]
    assert paragraph.text == said
    assert len(paragraph._p.xpath(".//w:noBreakHyphen")) == 2
