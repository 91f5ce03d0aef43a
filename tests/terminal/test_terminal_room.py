"""The whole room: twenty people of six parties, ninety minutes, the wall beside it, every panel's key at least once."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from kpfacil.model.entries import Agreement, Consent, Task
from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from tests.fakes import a_meeting, a_session, people, tahot
from tests.lettering import stands
from tests.terminal.driver import Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.xdist_group("room"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_BEFORE = date(2026, 10, 24)
_LONG_AGO = datetime(2020, 1, 1, 12, tzinfo=UTC)
_WALKED = ["opening", "introduction", "lookback", "talk", "think", "ideas", "group", "agree", "readback", "next"]


def _prepared(machine: Machine) -> Path:
    """Prepare the meeting after one that gave seven tasks and left an agreement to be confirmed; return its file."""
    tasks = tuple(
        Task(
            id=f"T{at}", text=f"Vanha lupaus {at}", owners=(f"p{at}",), raised_on=_BEFORE, confirmed=True, at=_LONG_AGO
        )
        for at in range(1, 8)
    )
    asked = (Consent(who="p1", answer="yes"), Consent(who="p2", answer="absent"))
    agreement = Agreement(id="S1", text="Vanha sopimus", by=("p1",), consent=asked, at=_LONG_AGO)
    earlier = a_session(
        parties=tahot(6),
        participants=people(20, 6),
        meeting=a_meeting(_BEFORE, number=2),
        tasks=tasks,
        agreements=(agreement,),
    )
    machine.put(earlier)
    return machine.put(
        a_session(
            parties=tahot(6),
            participants=people(20, 6, "expected"),
            meeting=a_meeting(step="opening"),
            tasks=tasks,
            agreements=(agreement,),
        )
    )


@dataclass
class Room:
    """The facilitator's screen, the wall beside it, and the file that both look at."""

    run: Terminal
    wall: Terminal
    path: Path

    def press(self, *keys: str) -> None:
        """Press keys on the facilitator's screen in one burst."""
        self.run.send(*keys)

    def see(self, run: str | Callable[[str], bool], wall: str | Callable[[str], bool] | None = None) -> None:
        """Wait until the facilitator's screen shows the one and the wall the other."""
        self.run.wait(run)
        if wall is not None:
            self.wall.wait(wall if callable(wall) else partial(stands, wall))

    def on_disk(self, holds: Callable[[Session], bool]) -> None:
        """Wait until the session is saved and holds what it should."""
        self.run.wait(lambda text: "tallennettu ✓" in text and holds(load(self.path).session))

    def walk(self, place: str) -> None:
        """Go on to the next step."""
        self.press("F8")
        self.run.wait(f" {place}/10 ")


def _opening(room: Room) -> None:
    """Who came; what was agreed on how to be together."""
    room.see("1/10", "Avaus")
    room.press("^O", *("p" * 16), *"pesx", "up", "t", "escape")
    room.see("Läsnä 18 · etänä 1")
    room.press("= Tittelit jätetään narikkaan", "enter")
    room.see("SOVITTU 1 · 1 aiempi", "Tittelit jätetään narikkaan")
    room.on_disk(lambda session: session.agreements[1].text == "Tittelit jätetään narikkaan")


def _introduction(room: Room) -> None:
    """Everyone in turn: next, skip, another order, a turn given by name, an offer that is the speaker's."""
    room.walk("2")
    room.press("F4", "space")
    room.see("▶ Etunimi1 ", "Seuraavaksi Etunimi2, Taho 2")
    room.press("? osaan leipoa 3 h", "enter")
    room.see("tarjouksia 1")
    room.press("space", "right", "left", "j", "j", "j", "end", "enter", "left", "F4")
    room.see("ohitettu")
    room.on_disk(
        lambda session: (
            session.offers[0].by == "p1"
            and session.offers[0].amount == 3
            and [turn.who for turn in session.turns if not turn.skipped][:2] == ["p1", "p3"]
            and [turn.who for turn in session.turns if turn.skipped] == ["p2"]
        )
    )


def _look_back(room: Room) -> None:
    """Each of the old promises with another key; the old agreement is confirmed."""
    room.walk("3")
    room.press("F4", "v")
    room.see("2 / 8")
    room.press("k", "o", "avain puuttuu", "enter")
    room.see("4 / 8", "4 / 8")
    room.press("left")
    room.see("avain puuttuu", "avain puuttuu")
    room.press("right", "s", "12.12.", "enter", "u", "p9", "enter", "r", "ei enää tarpeen", "enter")
    room.see("7 / 8", "7 / 8")
    room.press("right", "h", "F4")
    room.on_disk(
        lambda session: (
            [task.state for task in session.tasks] == ["done", "active", "waiting", "open", "open", "lapsed", "open"]
            and session.tasks[2].note == "avain puuttuu"
            and (session.tasks[3].due, session.tasks[3].due_text) == (date(2026, 12, 12), "")
            and session.tasks[4].owners == ("p9",)
            and session.tasks[5].note == "ei enää tarpeen"
            and session.agreements[0].confirmed
        )
    )


def _talk(room: Room) -> None:
    """Who has not been heard is the facilitator's; the balance comes to the wall only when asked for."""
    room.walk("4")
    room.wall.wait("Alustus")
    room.press("^F", "enter")
    room.see("▶ Etunimi", "Puheenvuoro: ")
    room.press("space", "s")
    room.see("näkyy nyt myös seinällä", "Näin puhe on jakautunut")
    room.press("v", "s", "escape")
    room.wall.gone("Näin puhe on jakautunut")
    room.press("; anna puheenvuoro Pekalle", "enter")
    room.see("omat 1")
    assert "Pekalle" not in room.run.text
    room.press("F3")
    room.see("anna puheenvuoro Pekalle")
    room.press("F3")
    assert "Pekalle" not in room.wall.text


def _think(room: Room) -> None:
    """A clock and the question, nothing else; it is started, paused and given a minute."""
    room.walk("5")
    room.see("F5 käynnistää", "Mitä itse haluaisin")
    room.press("F5")
    room.see("F5 pysäyttää")
    room.on_disk(lambda session: session.meeting.timer_ends_at is not None)
    room.press("F6", "F5")
    room.see("pysäytetty")
    room.on_disk(lambda session: (session.meeting.timer_left or 0) > 600)


def _ideas(room: Room) -> None:
    """Ideas of many people, dots by line, and all of it on the wall."""
    room.walk("6")
    room.run.line(*(f"+ p{at}: ajatus {at}" for at in range(1, 13)))
    room.see("IDEAT 12", "ajatus 12")
    room.run.line("I12 +5")
    room.see("●●●●●", "●●●●●")


def _group(room: Room) -> None:
    """Themes given, taken, moved and renamed; dots counted; ideas sent forward, parked, let go, turned into more."""
    room.walk("7")
    room.press("F4", "down", "t", "piha", "enter")
    room.see("#piha", "piha")
    room.press("down", "down", "space", "space", "home", "enter")
    room.on_disk(lambda session: [idea.id for idea in session.ideas if idea.theme == "piha"] == ["I1", "I2", "I3"])
    room.press("home", "n", "^U", "ulko", "enter")
    room.see("#ulko", "ulko")
    room.press("home", "down", "down", "4", "enter", "9", "enter", "up", "up", "m")
    room.press("down", "down", "f", "down", "o", "down", "x", "l", "l")
    room.see("jatkoon")
    room.press("end", "s", "up", "h", "p1: tehdään tästä tehtävä / pe / 2 h", "enter", "F4")
    room.on_disk(
        lambda session: (
            {idea.theme for idea in session.ideas} == {"", "ulko"}
            and sum(idea.votes for idea in session.ideas) == 17
            and sorted(idea.fate for idea in session.ideas if idea.fate not in ("open", "forward"))
            == ["dropped", "parked"]
            and session.agreements[-1].text == "ajatus 12"
            and session.tasks[-1].text == "tehdään tästä tehtävä"
            and session.tasks[-1].origin == ("I11",)
            and len(session.parked) == 1
        )
    )


def _agree(room: Room) -> None:
    """The consent round with each of its keys; an offer is tied to a task; the resources add up."""
    room.walk("8")
    room.run.line("= p3: Kyläpäivä", "! p4 ja p5: Varataan sali / pe / Taho 2: tila; 20 h")
    room.see("Varataan sali", "Varataan sali")
    room.press("F4", "right", "right")
    room.see("4 / 4", "S4")
    room.press("k", "v", "budjetti auki", "enter", "p", "e", "ei käy", "enter")
    room.see("ei käy", "budjetti auki")
    room.on_disk(lambda session: _answers(session) == ["yes", "reservation", "absent", "no"])
    room.press("home", "down", "down", "down", "b", "k", "a", "left", "right")
    room.on_disk(lambda session: len(session.agreements[3].consent) == 20)
    room.on_disk(lambda session: "no" not in _answers(session))
    room.press("F4", "^R")
    room.see("Pöydän resurssit")
    room.press("enter", "9", "enter", "escape")
    room.on_disk(lambda session: session.offers[0].task == "T9")


def _answers(session: Session) -> list[str]:
    return [consent.answer for consent in session.agreements[3].consent]


def _read_back(room: Room) -> None:
    """Read aloud: correct, stamp, three mandates, who carries it, another owner and day."""
    room.walk("9")
    room.press("F4", "right", "c", " heti", "enter")
    room.see("narikkaan heti", "2 / 6")
    room.press("k", "t", "right", "d", "p7 / 15.1.", "enter")
    room.see("päätöksentekoon")
    room.press("right", "u", "p2", "enter", "p", "12.12.", "enter", "t", "i", "k", "F4")
    room.on_disk(
        lambda session: (
            session.agreements[1].text == "Tittelit jätetään narikkaan heti"
            and session.agreements[1].confirmed
            and [one.mandate for one in session.agreements] == ["self", "self", "organisation", "decision"]
            and (session.agreements[3].carrier, session.agreements[3].carrier_due) == ("p7", date(2027, 1, 15))
            and (session.tasks[7].owners, session.tasks[7].due) == (("p2",), date(2026, 12, 12))
            and session.tasks[7].confirmed
        )
    )


def _close(room: Room) -> None:
    """The closing check, the next meeting, the hands of the self-check, a word each, and the memo."""
    room.walk("10")
    room.see("Ennen kuin lähdetään", "Hillotehdas")
    room.press("F4", "n", "12.12. klo 17.00 Kirjasto", "enter")
    room.on_disk(lambda session: session.meeting.next_date == date(2026, 12, 12))
    room.press("i")
    room.see("Itsearvio")
    room.press("9", "down", "8", "F4", "escape")
    room.press("^L")
    room.see("Ennen kuin lähdetään")
    room.press("l")
    room.see("Etunimi1 Sukunimi1")
    room.press("space")
    room.press("Tästä on hyvä jatkaa", "enter")
    room.on_disk(lambda session: any(said.text == "Tästä on hyvä jatkaa" for said in session.evaluations))
    room.wall.wait("Etunimi1: Tästä on hyvä jatkaa")
    room.press("left", "escape", "F12")
    room.see("Muistio: ")
    room.press("enter")
    room.see("muistio.docx")
    room.press("p")
    room.see("Muistio: julkinen")
    room.press("escape")
    room.run.gone("Muistio: ")


def _elsewhere(room: Room) -> None:
    """What belongs to no step: whole names, the wall in one key, help, colours, a new person, undo and redo."""
    room.press("F7", "F7", "F7", "F7")
    room.see(" 6/10 ", "Etunimi12, Taho ")
    room.press("^P")
    room.see("Mitä tehdään?")
    room.press("narikka")
    room.see(lambda text: "narikka" in text and "Näytä tämä ohje" not in text)
    room.press("enter")
    room.on_disk(lambda session: session.table.wall_names == "full")
    room.wall.wait("Sukunimi")
    room.press("^B")
    room.see("kpfacil show")
    room.press("F1")
    room.see("Näin kirjataan")
    room.press("escape", "^T", "^O")
    room.see("Ketkä ovat pöydässä?")
    room.press("n", "Uusi Ihminen; Taho 1; sote", "enter")
    room.see("(uusi)")
    room.press("escape")
    room.run.gone("Ketkä ovat pöydässä?")
    room.press("Uusi: vielä yksi", "enter")
    room.see("IDEAT 12", "vielä yksi")
    room.press("^Z")
    room.see("IDEAT 11", lambda text: "vielä yksi" not in text)
    room.press("^Y")
    room.see("IDEAT 12", "vielä yksi")
    room.on_disk(lambda session: session.participants[-1].name == "Uusi Ihminen" and session.ideas[-1].by != ())


def _wandered(room: Room) -> None:
    """Free walking: back and forth, to other phases, with the programme changed on the way; nothing is lost."""
    before = load(room.path).session
    room.press("F9")
    room.see("Mihin siirrytään?")
    room.press("e", "e", "y", "a", "x", "u", "Kahvi 15", "enter")
    room.on_disk(lambda session: any(item.title == "Kahvi" for item in session.programme))
    room.press("F9", "escape", "F9", "end", "enter")
    room.see(" PÄÄTTÄMINEN")
    room.press("F7", "F7", "F9", "home", "enter")
    room.see(" TUNNUSTELU ")
    room.press("F8", "F8", "F7")
    room.on_disk(lambda session: session.meeting.phase == "exploration")
    after = load(room.path).session
    assert tuple(after.entries()) == tuple(before.entries())
    room.press("^Z", "^Z", "^Z")
    room.see(" TUNNUSTELU ")


_PARTS = (
    _opening,
    _introduction,
    _look_back,
    _talk,
    _think,
    _ideas,
    _group,
    _agree,
    _read_back,
    _close,
    _elsewhere,
    _wandered,
)
_TOLD = (
    "ajatus 1",
    "ajatus 12",
    "Kyläpäivä",
    "Tittelit jätetään narikkaan heti",
    "budjetti auki",
    "Varataan sali",
    "tehdään tästä tehtävä",
    "avain puuttuu",
    "ei enää tarpeen",
    "osaan leipoa",
    "Tästä on hyvä jatkaa",
    "12.12.2026",
    "Etunimi20 Sukunimi20",
    "vielä yksi",
)


def test_a_whole_meeting_with_the_wall_beside_it(machine: Machine) -> None:
    """Every panel is used by its keys through the whole programme; both screens, the file and the memo show it."""
    path = _prepared(machine)
    with machine.open("run", str(path)) as run, machine.open("show", str(path), size=(80, 24)) as wall:
        room = Room(run, wall, path)
        for part in _PARTS:
            part(room)
        walked = [visit.step for visit in load(path).session.visits]
        assert walked[: len(_WALKED)] == _WALKED
        run.send("^Q")
        assert run.end() == 0
        wall.send("q")
        assert wall.end() == 0
        assert run.restored()
        assert wall.restored()
    memo = machine.run("memo", str(path), "-o", "-").stdout
    assert [words for words in _TOLD if words not in memo] == []
    assert "Pekalle" not in memo
    public = machine.run("memo", str(path), "--profile", "public", "-o", "-").stdout
    assert "Sukunimi" not in public
    assert machine.run("check", str(path)).returncode == 0
