"""A whole term in short: every step of the four phases with its lines typed, and what the wall says after each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from rich.cells import cell_len

from kpfacil.commands.carry import Plan, carry_over
from kpfacil.model.meeting import PhaseName
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui.pictures.audience_parts import Letters
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.views.audience import AudienceView, audience
from kpfacil.web import page
from tests.fakes import NOW, a_session
from tests.rooms import Seat, a_seat

PROCESS = load_process()
TEXTS = load_texts("fi")
SIZES = ((60, 20), (80, 24), (160, 45))


@dataclass
class Evening:
    """One meeting at the facilitator's seat, and a wall that follows it."""

    seat: Seat
    earlier: tuple[Session, ...] = ()
    letters: dict[tuple[int, int], Letters] = field(default_factory=lambda: {size: Letters() for size in SIZES})
    view: AudienceView | None = None

    def wall(self) -> str:
        """Return the words on the wall now; on every terminal they fit."""
        now = self.seat.clock()
        self.view = audience(self.seat.session, PROCESS, now, self.view, earlier=self.earlier)
        for size, letters in self.letters.items():
            rows = audience_rows(self.view, TEXTS, now, size, letters=letters)
            assert len(rows) <= size[1]
            assert all(cell_len(made.plain.rstrip()) <= size[0] for made in rows)
        return " ".join(re.sub(r"<[^>]+>", " ", page.wall(self.view, TEXTS, now)).split())

    def wait(self, seconds: int = 4) -> str:
        """Return the words on the wall some seconds later."""
        self.seat.clock.forward(seconds)
        return self.wall()

    def type(self, *lines: str) -> str:
        """Type lines, each looked at by the wall; return what it says after the last."""
        said = self.wall()
        for line in lines:
            self.seat.enter(line)
            assert self.seat.session.pending == ()
            said = self.wall()
        return said

    def press(self, *keys: str) -> str:
        """Press keys of the panel; return what the wall says."""
        self.seat.press(*keys)
        return self.wall()

    def step(self, step: str) -> str:
        """Walk to the next step, which has to be this one; return what the wall says."""
        self.seat.clock.forward(12)
        self.seat.run("next")
        assert self.seat.session.meeting.step == step
        return self.wall()


def _begin(session: Session, phase: PhaseName, earlier: tuple[Session, ...] = ()) -> Evening:
    """Return the evening of a session at the first step of a phase, everybody marked as here."""
    seat = a_seat(replace(session, meeting=replace(session.meeting, phase=phase, step="opening")), process=PROCESS)
    seat.clock.now = datetime.combine(session.meeting.date, NOW.timetz())
    evening = Evening(seat, earlier)
    assert "Paikalla" in evening.wall()
    seat.run("people")
    evening.press("a")
    seat.run("escape")
    return evening


def _next(session: Session) -> Session:
    """Return the table's next session, as `new` makes it."""
    held = session.meeting
    return carry_over(
        session, Plan(day=held.next_date or held.date + timedelta(days=14), number=(held.number or 0) + 1)
    )


def test_a_term_of_four_meetings() -> None:
    """From the first need to the choice at the end: each step of each phase has its picture, and it is true."""
    meetings: list[Session] = []
    session = a_session()
    for phase, hold in _MEETINGS.items():
        evening = _begin(session, phase, tuple(meetings))
        hold(evening)
        meetings.append(evening.seat.session)
        session = _next(evening.seat.session)
    assert meetings[-1].table.choice == "renew"


def _exploration(evening: Evening) -> None:
    """Needs by dots, what lies on the table, and who invites the missing ones."""
    assert "Tittelit narikkaan" in evening.type("Tittelit narikkaan")
    assert "Vuoroaan odottavat" in evening.step("introduction")
    evening.seat.open("round")
    assert "Seuraavaksi Pekka" in evening.press("space")
    assert "Näin kirjattiin: O1 osaan leipoa" in evening.type("osaan leipoa")
    assert "ei ole avoimia lupauksia" in evening.step("lookback")
    evening.step("talk")
    assert "K1 Bussi lakkaa Aino" in evening.type("Aino: Bussi lakkaa")
    assert "minuuttia" in evening.step("think")
    evening.step("needs")
    assert "I2 Nuorten ilta" in evening.type("Kimppakyydit #liikkuminen", "pekka: Nuorten ilta")
    assert "I2" not in evening.type("I2 -", "Kyläpäivä").partition("ideoita")[0].replace("I1", "")
    said = evening.step("resources") + evening.type("kunta: 500 €")
    assert "500 €" in said
    assert "osaan leipoa" in said
    evening.step("group")
    assert "Pisteitä annettu 5" in evening.type("I3 +3", "I1 +2")
    evening.seat.open("group")
    assert re.search("3 I3 Kyläpäivä.* 2 I1 Kimppakyydit", evening.press("l"))
    evening.seat.run("escape")
    evening.step("agree")
    assert "T1 kutsuu seurakunnan" in evening.type("Liisa: kutsuu seurakunnan / 30.11.")
    evening.type("= Kyläpäivä pidetään")
    assert "Tehtävät T1 kutsuu" in evening.wait(12)
    _end(evening)


def _establishing(evening: Evening) -> None:
    """The goal and its indicator, everybody's part, the rules, and whether an agreement is needed."""
    evening.step("introduction")
    assert "T1 kutsuu seurakunnan" in evening.step("lookback")
    evening.seat.open("review")
    assert "Valmis – kiitos, Liisa" in evening.press("v")
    evening.seat.run("escape")
    evening.step("talk")
    evening.step("think")
    evening.step("goal")
    said = evening.type("tavoite: Kylätalo on kaikkien olohuone", "mittari: sata kävijää kuussa")
    assert "Tavoite Kylätalo on kaikkien olohuone Mittari sata kävijää kuussa" in said
    evening.step("parts")
    evening.seat.open("round")
    evening.press("space")
    assert "T2 hoitaa avaimet Liisa" in evening.type("! Liisa: hoitaa avaimet / 15.12.")
    evening.step("rules")
    assert "Yksi puhuu kerrallaan" in evening.type("Yksi puhuu kerrallaan")
    evening.step("agree")
    assert "Kumppanuussopimus tarvitaan" in evening.type("sopimus: kyllä")
    evening.type("= Talo on auki torstaisin")
    evening.seat.open("consent")
    assert "suostuu Kylä" in evening.press("k")
    evening.press("e")
    evening.type("kuka maksaa")
    assert "Tästä ei ole vielä sovittu." in evening.wall()
    evening.seat.run("escape")
    assert "Tästä ei ole vielä sovittu." in evening.wait(12)
    evening.seat.open("consent")
    evening.type("S2 : Talo on auki torstaisin, kunta maksaa")
    assert "Sovittu." in evening.press("a")
    evening.seat.run("escape")
    _end(evening)


def _action(evening: Evening) -> None:
    """Ideas, dots, a show of hands, a break, the queue, somebody who leaves, the wall blank for a while."""
    evening.step("introduction")
    evening.step("lookback")
    evening.seat.open("review")
    evening.press("o")
    assert "odottaa" in evening.type("odotetaan avaimia")
    evening.seat.run("escape")
    assert "odottaa" in evening.wait()
    evening.step("talk")
    assert "Nyt Liisa" in evening.type("@liisa, pekka", "@")
    evening.step("think")
    evening.step("ideas")
    evening.seat.run("blank-wall")
    assert "I4" not in evening.type("Hillotalkoot")
    evening.seat.run("blank-wall")
    assert "I4 Hillotalkoot" in evening.wall()
    assert "Jatketaan klo" in evening.type("tauko 10")
    evening.step("group")
    evening.step("agree")
    evening.type("= Talkoot elokuussa")
    assert "käsin laskettu: 3 puolesta, 0 vastaan, 1 tyhjää" in evening.type("S3 3-0-1") + evening.wait(12)
    _end(evening)


def _renewal(evening: Evening) -> None:
    """What came of the goal, what was learned, who goes on, and the choice."""
    evening.step("introduction")
    evening.step("lookback")
    assert "Tavoite Kylätalo on kaikkien olohuone" in evening.step("results")
    evening.step("think")
    evening.step("learned")
    evening.type("Kahvi auttoi")
    assert "T2 hoitaa avaimet" in evening.step("heirs")
    assert "Lopetammeko, jatkammeko vai uudistammeko?" in evening.step("choice")
    assert "Valinta uudistetaan" in evening.type("uudistetaan")
    evening.step("agree")
    _end(evening)


def _end(evening: Evening) -> None:
    """What was agreed is read aloud; the closing round, the self-check, the next meeting and what was promised."""
    evening.step("readback")
    evening.seat.open("readback")
    evening.press("k")
    evening.press("l")
    evening.press("space")
    assert "hyvä mieli" in evening.type("hyvä mieli")
    evening.seat.run("escape")
    evening.step("next")
    day = evening.seat.session.meeting.date + timedelta(days=14)
    said = evening.type(f"seuraava: {day.day}.{day.month}.{day.year} klo 17–18.30 Kirjasto")
    assert "klo 17.00–18.30 Kirjasto" in said
    assert "Näin kirjattiin: P" in evening.type("Uimaranta")
    evening.press("i")
    assert "3 / 4" in evening.press("3")
    evening.seat.run("escape")
    assert "Hillotehdas" in evening.wait()


_MEETINGS: dict[PhaseName, Callable[[Evening], None]] = {
    "exploration": _exploration,
    "establishing": _establishing,
    "action": _action,
    "renewal": _renewal,
}
