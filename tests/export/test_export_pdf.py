"""PDF: tagged, with its words in order, whatever letters it meets."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from kpfacil.export import MissingLibrary, pdf
from kpfacil.export.document import Alert, Bars, Doc, Heading, Labels, Link, Para, Point, TableBlock, Text, para, words

typst = pytest.importorskip("typst", reason="the PDF extra is not installed")


@pytest.fixture(scope="module")
def made(hostile: Doc) -> bytes:
    return pdf.render(hostile, machine_fonts=False).content


def _tags(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure in the order of reading."""
    kids = node.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _tags(kid)


def _structure(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(_tags(file.Root.StructTreeRoot))


def _words(content: bytes, folder: Path) -> str:
    """Return the words that poppler reads from the file."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = folder / "memo.pdf"
    path.write_bytes(content)
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return read.stdout.decode()


def _doc(*said: str) -> Doc:
    return Doc(title="Muistio", blocks=tuple(map(para, said)), labels=Labels(page="Sivu"), date=date(2026, 11, 21))


def test_every_leaf_comes_back(made: bytes, leaves: list[str], tmp_path: Path) -> None:
    """Another program finds every word of the hostile document, soft hyphens and spaces at line ends aside."""
    read = "".join(_words(made, tmp_path).replace("\u00ad", "").split())
    assert [leaf for leaf in leaves if "".join(leaf.split()) not in read] == []


def test_file_says_what_it_is(made: bytes) -> None:
    """The file is tagged, tells its language and title, and claims PDF/UA-1 and PDF/A-2a."""
    with pikepdf.open(BytesIO(made)) as file, file.open_metadata() as about:
        assert bool(file.Root.MarkInfo.Marked)
        assert str(file.Root.Lang) == "fi-FI"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert about["dc:title"] == "Kumppanuuspöydän *muistio* <3/2026> #"
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")
        assert str(about["xmp:CreateDate"]).startswith("2026-11-21")


def test_structure_is_the_document_s(made: bytes) -> None:
    """Headings, lists and tables are tagged as many times as the document has them, header cells with their scope."""
    with pikepdf.open(BytesIO(made)) as file:
        tags = _structure(file)
        count = Counter(str(tag.S) for tag in tags)
        scopes = [str(about.Scope) for tag in tags if tag.S == "/TH" for about in list(tag.A) if "/Scope" in about]
    assert [count[f"/H{level}"] for level in (1, 2, 3)] == [2, 1, 1]
    assert (count["/Table"], count["/TH"], count["/TD"]) == (2, 5, 9 * 3 + 2 * 2)
    assert scopes == ["/Column"] * 5
    assert count["/L"] == 5
    assert count["/LI"] == 17 + 1 + 3 + 2 + 2
    assert count["/Link"] >= 1


def test_chart_has_its_figures_as_words(made: bytes) -> None:
    """A chart carries its labels and figures as its alternative text."""
    with pikepdf.open(BytesIO(made)) as file:
        spoken = [str(tag.Alt) for tag in _structure(file) if "/Alt" in tag]
    assert spoken == ["Itsearvio *: - 21.1. 2,5; <1.2.> ei kysytty; x 0"]


def test_fonts_travel_with_the_file(made: bytes) -> None:
    """Every font is in the file, as an archive needs it."""
    with pikepdf.open(BytesIO(made)) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            described = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


def test_same_document_is_the_same_file(hostile: Doc, made: bytes) -> None:
    """Two renderings differ in no byte."""
    assert pdf.render(hostile, machine_fonts=False).content == made


def test_emoji_are_drawn() -> None:
    """An emoji of several parts, and a flag, are in the fonts that travel with the package."""
    assert pdf.render(_doc("Sauna 🧖‍♀️ 👍🏽 🇫🇮 → ≥ ✓ ☐ ★"), machine_fonts=False).replaced == ()


def test_letter_that_no_font_has_never_stops_a_memo(tmp_path: Path) -> None:
    """A letter without a font is replaced and named, the rest stands, and the file is still tagged for all readers."""
    made = pdf.render(_doc("ennen 中 \U0010fffd jälkeen \u0378", "toinen 中"), machine_fonts=False)
    assert set(made.replaced) == {"中", "\U0010fffd", "\u0378"}
    assert "ennen � � jälkeen �" in _words(made.content, tmp_path)
    with pikepdf.open(BytesIO(made.content)) as file, file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"


def test_letter_is_looked_for_in_the_machine_s_fonts() -> None:
    """A noncharacter that no machine can draw is replaced with the machine's fonts too."""
    assert pdf.render(_doc("x \u0378")).replaced == ("\u0378",)


def test_letters_without_end_still_give_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where replacing does not help, the memo comes out all the same, without the claim of being for all readers."""
    monkeypatch.setattr(pdf, "_STAND_IN", "\u0379")
    made = pdf.render(_doc("x \u0378"), machine_fonts=False)
    assert not made.tagged
    with pikepdf.open(BytesIO(made.content)) as file, file.open_metadata() as about:
        assert "pdfuaid:part" not in about


@pytest.mark.parametrize("text", ["\u00ad", "sivu\u00ad", "\u200d"])
def test_link_of_odd_signs_is_still_tagged(text: str) -> None:
    """A link that ends with a soft hyphen, where typst has a fault, is written without it."""
    linked = Para((Text("a "), Link(text, "https://example.org")))
    doc = Doc(title="x", blocks=(linked,), labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    assert pdf.render(doc).tagged


def test_other_faults_are_not_hidden(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fault of the template is told, not taken for a missing letter."""
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "document.typ").write_text("#nothing-of-that-name")
    monkeypatch.setattr(pdf, "_CONTENT", tmp_path)
    with pytest.raises(typst.TypstError):
        pdf.render(_doc("x"))


def test_missing_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst the refusal names it and the command that brings it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingLibrary) as refused:
        pdf.render(_doc("x"))
    assert refused.value.package == "typst"
    assert refused.value.install == f'"{sys.executable}" -m pip install "kpfacil[pdf]"'


@pytest.mark.parametrize(
    ("home", "command"),
    [
        ("/home/liisa/.local/share/pipx/venvs/kpfacil", "pipx inject kpfacil typst"),
        ("/home/liisa/.local/share/uv/tools/kpfacil", "uv pip install --python "),
    ],
)
def test_the_hint_suits_how_the_program_was_installed(monkeypatch: pytest.MonkeyPatch, home: str, command: str) -> None:
    """Where pipx or uv keep the program, the command is theirs."""
    monkeypatch.setattr(sys, "prefix", home)
    assert MissingLibrary("typst", "pdf").install.startswith(command)


def test_long_words_are_hyphenated_in_finnish(tmp_path: Path) -> None:
    """A long Finnish word is divided between syllables by a hyphen that is not part of it, an address nowhere."""
    word = "hillotehdaskannattavuusselvityshanke"
    parts = {line.split()[-1] for line in _narrow(word, tmp_path) if line.endswith("\u00ad")}
    assert {"hillotehdas\u00ad", "hillotehdaskannattavuus\u00ad"} <= parts
    address = "https://example.org/" + "kumppanuuspoyta/" * 3
    assert not [line for line in _narrow(address, tmp_path) if line.endswith("\u00ad")]


def _narrow(word: str, folder: Path) -> list[str]:
    """Return lines where the word stands at the end of a line, each time a letter further on."""
    said = (" ".join(["aa bbb"] * 9 + ["o" * shift, word]) for shift in range(1, 30))
    return _words(pdf.render(_doc(*said)).content, folder).splitlines()


@pytest.mark.parametrize("said", ["17.00–19.00", "1–5", "2025–2026", "7.–9.12.", "klo 9–11.30"])
def test_no_line_ends_within_a_range_of_figures(said: str, tmp_path: Path) -> None:
    """Wherever a range comes to stand on a line, it is read in one piece."""
    lines = [f"{'a' * at} {'sana ' * 15} {said} jatkuu ja jatkuu" for at in range(1, 40)]
    read = _words(pdf.render(_doc(*lines), machine_fonts=False).content, tmp_path).replace("\u00a0", " ")
    assert read.count(said.rsplit(maxsplit=1)[-1]) == len(lines)


def test_document_of_every_shape_is_taken() -> None:
    """Charts, marks, a table of one cell and a language without a country all come out."""
    blocks = (
        Heading(1, "x"),
        Para((Alert("a"), Text(" b"))),
        TableBlock(caption="c", head=("d",), rows=((words("e"),),)),
        Bars("f", (Point("g", 1, "1"),)),
    )
    doc = Doc(title="Memo", blocks=blocks, labels=Labels(page="Page"), date=date(2026, 11, 21), lang="en")
    with pikepdf.open(BytesIO(pdf.render(doc).content)) as file:
        assert str(file.Root.Lang) == "en"


def test_rows_stay_whole_and_wide_pages_lie_on_their_side() -> None:
    """A wide document's page lies on its side, and a row of endless words still runs over pages."""
    long = TableBlock(
        caption="Pitkä", head=("a", "b"), rows=((words("sana " * 4000), words("x")), (words("y"), words("z")))
    )
    doc = Doc(title="Taulukko", blocks=(long,), labels=Labels(page="Sivu"), date=date(2026, 11, 21), wide=True)
    file = pikepdf.open(BytesIO(pdf.render(doc).content))
    box = [float(number) for number in file.pages[0].mediabox]
    assert box[2] > box[3]
    assert len(file.pages) > 3
