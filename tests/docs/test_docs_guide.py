"""Every command that the guides and the pages for the organisation show works, and every letter of a panel is told."""

import re
import shlex
from pathlib import Path

import pytest

from kpfacil.model.formats import FORMATS, TASK_FORMATS
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui.asked import Press
from kpfacil.tui.home_desk import HomeDesk
from kpfacil.tui.panels.registry import PANELS
from kpfacil.tui.pictures.home import foot_rows
from tests.command_line import Kpfacil
from tests.evening import an_evening
from tests.fakes import DAY
from tests.rooms import a_seat

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [f"{page}.{language}.md" for page in ("guide", "organisation", "second-hands") for language in ("fi", "en")]
PEOPLE = "Nimi;Taho\nLiisa Mäkinen;Kylätoimikunta\nPekka Virtanen;Liikuntaseura\n"
SCREENS = {"run", "scribe", "show", "demo"}
"""Commands that need a terminal, or wait for a browser."""
ROWS = (
    "people",
    "round",
    "review",
    "group",
    "consent",
    "readback",
    "check",
    "table",
    "self-check",
    "jump",
    "heard",
    "resources",
    "memo",
    "proof",
)
"""The panels in the order in which the guides list them."""


def commands(page: str) -> list[str]:
    """Return the commands of a page: in blocks, where words beside them tell what they do, and within sentences.

    A command named alone, such as `kpfacil add`, is no more than a name.
    """
    text = (DOCS / page).read_text("utf-8")
    blocks = re.findall(r"^ *```\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    shown = [re.split(r" {3,}", line.strip())[0] for block in blocks for line in block.splitlines()]
    inline = re.findall(
        r"`(kpfacil [^`\n ]+ [^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    )
    return [line for line in dict.fromkeys((*shown, *inline)) if line.startswith("kpfacil ")]


@pytest.fixture
def kp(tmp_path: Path) -> Kpfacil:
    """Return the program in a folder with the lists that the guides name, and a meeting whose memo was accepted."""
    kp = Kpfacil(tmp_path)
    (tmp_path / "sessions").mkdir()
    for name in ("osallistujat.csv", "people.csv"):
        (tmp_path / name).write_text(PEOPLE, "utf-8")
    assert kp("new", "--table", "Pöytä", "--date", "1.11.2026", "--participants", "people.csv").code == 0
    file = "sessions/poyta/2026-11-01.toml"
    assert kp("add", file, "! Liisa: varataan sali / 15.12.").code == 0
    meeting = tmp_path / file
    meeting.write_text(meeting.read_text("utf-8").replace('status = "draft"', 'status = "accepted"'), "utf-8")
    for name in ("kirjelomake.docx", "letterhead.docx"):
        assert kp("memo", file, "--format", "docx", "-o", name).code == 0
    return kp


@pytest.mark.parametrize("page", ["guide.fi.md", "guide.en.md"])
def test_the_guide_tells_every_format(page: str) -> None:
    """The formats that a guide names, and the digits that choose them, are those that commands and the panel offer."""
    text = (DOCS / page).read_text("utf-8")
    named = re.search(r"`html`, `docx`[^.]*", text)
    assert named is not None
    assert tuple(re.findall(r"`(\w+)`", named[0])) == tuple(form for form in TASK_FORMATS if form != "text")
    assert f"`1`–`{len(FORMATS)}`" in text


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_work(page: str, kp: Kpfacil) -> None:
    """Each command does what it is for, without a word of misuse; screens say that they need a terminal."""
    shown = commands(page)
    assert len(shown) >= 3
    named = {
        r"TIEDOSTO|FILE": "sessions/poyta/2026-11-01.toml",
        r"JULKAISUKANSIO|TARGET": "sivut",
        r"KANSIO|FOLDER": "sessions/poyta",
        r"NIMI|NAME": "'Liisa Mäkinen'",
        r"RIVI|LINE": "'+ kahvit'",
    }
    for line in sorted(shown, key=lambda line: "--yes" in line):  # nobody is left for what would follow that
        if "…" in line:
            continue
        for word, meant in named.items():
            line = re.sub(rf"\b(?:{word})\b", meant, line)  # noqa: PLW2901 - the same line with its words filled in
        words = shlex.split(line)[1:]
        if SCREENS & set(words) or words[0] == "--sessions":
            if "--web" not in words and "--lan" not in words:
                assert kp(*words).code == 1, line
            continue
        done = kp(*words)
        assert done.code == 0, f"{line}: {done.err}"


def letters_of(name: str, language: str) -> set[str]:
    """Return the letters that a panel takes."""
    seat = a_seat(an_evening(), language, load_process())
    seat.open(name)
    return {key.name for key in PANELS[name](seat.room.view).keys if len(key.name) == 1 and key.name.isalpha()}


def test_every_panel_with_letters_is_told() -> None:
    """The guides' table has a row for each panel that takes letters; both kinds of rounds are one."""
    assert {name for name in PANELS if letters_of(name, "fi")} - {"closing-round"} <= set(ROWS)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("name", ROWS)
def test_every_letter_of_a_panel_is_told(name: str, language: str) -> None:
    """The guide's row of a panel has each of the letters that the panel takes, and no other."""
    heading = {"fi": "### Ruudut", "en": "### Panels"}[language]
    section = (DOCS / f"guide.{language}.md").read_text("utf-8").partition(heading)[2].partition("\n#")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    cell = rows[ROWS.index(name)].split("|")[3]
    told = set(re.findall(r"`([a-zåäö])`", cell))
    assert told == letters_of(name, language)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_key_of_the_home_screen_is_told(language: str) -> None:
    """The guide's table of the home screen has the keys that its last rows show, and no other."""
    desk = HomeDesk(today=DAY)
    shown = {
        span.does.key
        for made in foot_rows(desk, load_texts(language), 120)
        for span in made.spans
        if isinstance(span.does, Press)
    }
    first_table = (DOCS / f"guide.{language}.md").read_text("utf-8").partition("|---|---|\n")[2].partition("\n\n")[0]
    cells = [line.split("|")[1].replace("`", "").strip() for line in first_table.splitlines()]
    told = {key for cell in cells for key in cell.split(" · ")}
    assert told == shown


@pytest.mark.parametrize("page", ["guide.fi.md", "guide.en.md"])
def test_the_example_of_settings_is_taken_whole(page: str, kp: Kpfacil) -> None:
    """Each line of the settings that a guide shows is in force, with the files that it names beside it."""
    process, settings = re.findall(r"^```toml\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    sessions = kp.folder / "sessions"
    (sessions / "kpfacil.toml").write_text(settings, "utf-8")
    for name in re.findall(r'"([^"]+\.(?:docx|toml))"', settings):
        (sessions / name).write_bytes(process.encode() if name.endswith("toml") else (kp.folder / name).read_bytes())
    told = kp("config")
    assert (told.code, told.err) == (0, "")
    keys = re.findall(r"^(\w+) =", settings.partition("[charter]")[0], re.MULTILINE)
    assert {line.split(" = ")[0] for line in told.lines if "kpfacil.toml)" in line} == {*keys, "charter"}
