"""What docs/line.md says of the capture line is what the line understands."""

import re
from pathlib import Path

import pytest

from kpfacil.capture import Reading, Window, read
from kpfacil.capture.grammar import SETTING_NAMES
from kpfacil.model.entries import Agreement, Hands, Idea, Offer, Parked, Remark, Task
from kpfacil.model.grammar import Words
from kpfacil.model.kinds import LETTERS, SIGNS
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Goal, Table
from kpfacil.model.workings import Queued
from kpfacil.storage.content import load_grammar
from tests.capture.test_capture_actions import SESSION

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "line.md").read_text("utf-8")
GROUPS = ("task-state", "goal-state", "answer", "mandate", "fate", "agreement-needed", "choice", "table-kind")
ALONE = ("everyone", "confirmed", "heir", "hands", "break", "wish.undo", "wish.help", "wish.quit")
EXAMPLES = re.findall(r"^\| `(.)` \|[^|]*\| `([^`]*)` \|$", TEXT, re.MULTILINE)
OPERATIONS = re.findall(
    "`([A-Z][0-9][^`]*)`", TEXT.partition("## An entry's id first")[2].partition("\nAn id-shaped")[0]
)

PEOPLE = tuple(
    Participant(id=name.split()[0].lower(), name=name, presence="present")
    for name in ("Liisa Mäkinen", "Pekka Virtanen", "Anna Laine", "Matti Oja")
)
TABLE = raise_counters(
    Session(
        table=Table(name="Kyläpöytä", goals=(Goal(id="G1", text="Strategia"),)),
        meeting=Meeting(date=SESSION.meeting.date),
        parties=(Party(id="seurakunta", name="Seurakunta"), Party(id="parish", name="Parish")),
        participants=PEOPLE,
        ideas=(
            *(Idea(id=f"I{number}", text="idea", votes=9) for number in range(1, 7)),
            Idea(id="I7", text="hilotalkoot"),
        ),
        agreements=tuple(Agreement(id=f"S{number}", text="sovittu", hands=Hands(yes=3)) for number in range(1, 4)),
        tasks=tuple(Task(id=f"T{number}", text="tehtävä") for number in range(1, 6)),
        parked=(Parked(id="P1", text="kyydit"),),
        offers=(Offer(id="O1", text="leipoa"),),
        remarks=(Remark(id="K1", text="bussit"),),
        queue=(Queued(who="pekka"),),
    )
)


def as_shown(line: str) -> Reading:
    return read(line, TABLE, "idea")


def test_every_sign_has_its_row_with_an_example() -> None:
    """Each first sign stands in the table of signs, with the letter of the kind it makes, and no other does."""
    assert {sign for sign, _ in EXAMPLES} == set(SIGNS)
    assert all(f"`{LETTERS[kind]}`" in TEXT for kind in SIGNS.values())


ROW = r"^\| `(.)` \|[^|]*\| `([^`]*)` \|$"
GUIDES = [
    row
    for name in ("guide.fi.md", "guide.en.md")
    for row in re.findall(ROW, (DOCS / name).read_text("utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize(("sign", "line"), [*EXAMPLES, *GUIDES])
def test_the_examples_of_the_signs_are_recorded(sign: str, line: str) -> None:
    """Each example is taken as the kind that its sign says."""
    reading = as_shown(line)
    assert reading.commands
    assert reading.kind == SIGNS[sign]


@pytest.mark.parametrize("line", [one for one in OPERATIONS if " " in one])
def test_the_operations_that_are_told_work(line: str) -> None:
    """Each line that begins with an id does something to that entry, or asks whether it is meant."""
    reading = as_shown(line)
    assert reading.entry
    assert reading.commands or reading.doubt


@pytest.mark.parametrize("words", load_grammar())
def test_the_words_of_every_language_are_told(words: Words) -> None:
    """The first word of each state, answer, setting, kind and wish stands on the page in each language."""
    wanted = {f"setting.{name}" for name in SETTING_NAMES} | set(ALONE)
    wanted |= {key for key in words if key.startswith(("kind-word.", *(f"{group}." for group in GROUPS)))}
    missing = {key: words[key][0] for key in wanted if words[key] and not told(words[key][0])}
    assert not missing


def first_cells(heading: str) -> list[str]:
    """Return what stands in code in the first column of a section's table; what is cut short is no example."""
    section = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    return [code for code in re.findall("`([^`]*)`", " ".join(cells)) if "…" not in code.replace("… ", "")]


@pytest.mark.parametrize("line", first_cells("Lines with a sign of their own"))
def test_the_lines_with_a_sign_of_their_own_work(line: str) -> None:
    """Each does what it is told to, or asks first; none is recorded as an entry."""
    reading = read(line, TABLE, "idea", Window(last="I1"))
    assert reading.refusal is None
    assert reading.act not in ("", "add")


VALUES = {"url": "https://a.example", "next": "ma 7.12. klo 17–19 Kirjasto", "hours": "klo 17–19", "crowd": "30"}
VALUES |= {"agreement-needed": "kyllä", "choice": "jatketaan", "table-kind": "paikallinen"}


@pytest.mark.parametrize("name", SETTING_NAMES)
def test_the_words_of_the_table_set_what_they_are_told_to(name: str) -> None:
    """In each language the word that the page tells sets that fact of the table."""
    for words in load_grammar():
        word = words[f"setting.{name}"][0]
        assert word in first_cells("The table about itself")
        reading = as_shown(f"{word}: {VALUES.get(name, 'jotakin')}")
        assert (reading.act, reading.value) == ("setting", name)


def told(word: str) -> bool:
    """Return whether a word stands in code on the page."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", code) for code in re.findall("`([^`\n]+)`", TEXT))
