"""The scribe's seat: a second line whose lines are recorded by whoever holds the meeting."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.rounds import TakeTurn
from kpfacil.desk import Desk
from kpfacil.model.meeting import CLOSING_ROUND
from kpfacil.model.session import Session
from kpfacil.storage import outbox as outboxes
from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.inbox import Inbox, inbox_of
from kpfacil.storage.lock import hold
from kpfacil.storage.outbox import Outbox
from kpfacil.tui import lines, pasting
from kpfacil.tui.asked import Act
from kpfacil.tui.pictures.foot import AtWall, status_row
from kpfacil.tui.posting import Sendings
from kpfacil.tui.room import Room
from kpfacil.tui.scribe import Scribe, ScribeStart
from tests.evening import an_evening, at
from tests.fakes import NOW, PROCESS, Clock
from tests.screens.conftest import Same

Typed = tuple[str, ...]


@dataclass
class Table:
    """The facilitator's program, without a screen; opened anew from its file, as after a crash, when asked."""

    path: Path
    room: Room = field(init=False)
    sendings: Sendings = field(init=False)

    def __post_init__(self) -> None:
        desk = Desk(session=load(self.path).session, process=PROCESS, clock=Clock())
        self.room = Room(desk, load_texts("fi"), lambda session: None)
        self.sendings = Sendings(self.path, self.room)

    def look(self) -> None:
        """Take what lies in the inbox, save, and answer."""
        self.sendings.look(None)
        self.save()
        self.sendings.look(self.room.session)

    def do(self, line: str) -> None:
        """Record a line at the facilitator's own screen."""
        lines.take(self.room, line)
        self.save()

    def command(self, command: Command) -> None:
        """Do something else there."""
        self.room.do(command)
        self.save()

    def save(self) -> None:
        """Write the session to its file."""
        write_atomically(self.path, encode(self.room.session))

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.room.session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The evening's file."""
    made = tmp_path / "poyta" / "2026-11-21.toml"
    made.parent.mkdir()
    made.write_bytes(encode(at(an_evening(), "ideas")))
    return made


@contextmanager
def _seat(path: Path, language: str = "fi") -> Iterator[Scribe]:
    with Outbox(path, path.parent.parent / "state", "scribe") as box:
        start = ScribeStart(
            opened=load(path), process=PROCESS, clock=Clock(), language=language, outbox=box, name="Aino K"
        )
        yield Scribe(start, look_every=0)


def _full(*given: object, **more: object) -> None:
    raise OSError(28, "No space left on device")


async def _type(app: Scribe, line: str) -> None:
    app.capture.set_line(line)
    await app.capture.action_enter()
    await Pilot(app).pause()


def _seen(app: Scribe) -> str:
    return "\n".join(made.plain for name in app._regions for made in app._regions[name].rows)


def _said(app: Scribe) -> str:
    return app._work_here.room.said.words


def _around(app: Scribe, table: Table) -> None:
    """Let a line go there and come back."""
    app.look_now()
    table.look()
    app.look_now()


async def test_a_line_is_sent_recorded_and_seen(path: Path) -> None:
    """What is sent stands on both screens, and the seat says under which number."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "+ Kirjurin idea #uusi")
            assert _said(app) == "Lähetetty."
            _around(app, table)
            assert table.session.ideas[-1].text == "Kirjurin idea"
            assert _said(app) == "Kirjattu I7"
            assert "Kirjurin idea" in _seen(app)
            assert "perillä ✓" in _seen(app)
            assert table.room.said.words == "Aino K lähetti: I7"


async def test_what_the_frame_says_is_what_is_recorded(path: Path) -> None:
    """The kind chosen here and who had the floor when the line was typed go with it."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            app.look_now()
            await pilot.press("f2")
            await _type(app, "Yhdessä tehden")
            _around(app, table)
            assert table.session.agreements[-1].text == "Yhdessä tehden"


async def test_a_name_that_is_not_known_is_asked_about_here(path: Path) -> None:
    """The line waits above, kept on the own disk; the answer brings the person to the table with the line."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "Ville Uusi: kahvit")
            assert "Ville Uusi ei ole osallistujissa" in _seen(app)
            assert app._work_here.post.outbox.waiting == []
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            app.look_now()
            await pilot.pause()
            assert "Ville Uusi ei ole osallistujissa" in _seen(app)
            await pilot.press("tab", "enter")
            _around(app, table)
            assert table.session.participants[-1].name == "Ville Uusi"
            assert table.session.ideas[-1].by == ("ville",)
            assert "ei ole osallistujissa" not in _seen(app)


async def test_facts_of_the_table_are_asked_about_even_where_nothing_stands(path: Path) -> None:
    """A setting waits for an answer here; then it is set there, in one undoable change."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            app.look_now()
            await _type(app, "mittari: kymmenen tapahtumaa")
            assert "vai onko rivi tekstiä?" in _seen(app)
            await pilot.press("tab", "enter")
            _around(app, table)
            assert table.session.table.indicator == "kymmenen tapahtumaa"
            await pilot.press("ctrl+z")
            _around(app, table)
            assert table.session.table.indicator == an_evening().table.indicator
            assert _said(app).startswith("Kumottu")


@pytest.mark.parametrize("line", ["S2 -", "S2 80-10-20", "S1, S2 80-1-2", "peru"])
async def test_what_the_facilitators_line_asks_about_is_asked_here_too(path: Path, line: str) -> None:
    """Nothing is sent before the answer, in a paste neither; the answer is the seat's, and is not asked for again."""
    table = Table(path)
    table.do("S2 kaikki: kyllä")
    kept = table.session
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, line)
            room, waits = app._work_here.room, line != "peru"
            assert len(room.session.pending) == waits
            pasting.paste(room, line)
            _around(app, table)
            assert app._work_here.post.outbox.waiting == []
            assert table.session.agreements == kept.agreements
            if waits:
                lines.answer(room, 0)
                _around(app, table)
                assert table.session.agreements != kept.agreements


async def test_nobody_is_marked_as_here_from_this_seat(path: Path) -> None:
    """*Kaikki* takes everyone expected where nobody is marked yet: who is here is asked at the facilitator's line."""
    table = Table(path)
    here = table.session
    table.room.desk.session = replace(
        here, participants=tuple(replace(person, presence="expected") for person in here.participants)
    )
    table.save()
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "! kaikki: tuolit")
            _around(app, table)
            assert table.session.tasks[-1].text == "tuolit"
            assert {person.presence for person in table.session.participants} == {"expected"}


async def test_a_refused_line_comes_back_to_the_line_with_the_sentence(path: Path) -> None:
    """While another line is typed it waits above it instead; mended, it goes again and waits no longer."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "+ Ensin")
            await _type(app, "I77 +1")
            app.look_now()
            table.look()
            app.look_now()
            assert app.capture.value == "I77 +1"
            await Pilot(app).pause()
            assert _seen(app).count("Kirjausta I77 ei ole") == 2
            await _type(app, "I7 +1")
            assert not app._work_here.room.session.pending
            _around(app, table)
            assert table.session.ideas[-1].votes == 1
            await _type(app, "+ Taas")
            await _type(app, "I78 +1")
            app.capture.set_line("puolikas")
            app._see_line()
            _around(app, table)
            assert app.capture.value == "puolikas"
            assert [one.line for one in app._work_here.room.session.pending] == ["I78 +1"]


@pytest.mark.parametrize("emptied", ["ctrl+u", "ctrl+c", "escape", "ctrl+shift+a"])
async def test_a_line_put_away_while_it_is_mended_goes_on_waiting_here(path: Path, emptied: str) -> None:
    """All keys at once: the waiting line stays on the seat's own disk, and what was typed instead is sent."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            app.look_now()
            await _type(app, "! Zorro: kyyti / pe")
            room = app._work_here.room
            edit = [reply.act for reply in lines.replies(room)].index("edit")
            keys = [*["tab"] * (edit + 1), "enter", emptied]
            for key in keys:
                app.capture.post_message(events.Key(key, None))
            for sign in "+muuta":
                app.capture.post_message(events.Key(sign, sign))
            app.capture.post_message(events.Key("enter", None))
            await pilot.pause()
            _around(app, table)
            assert table.session.ideas[-1].text == "muuta"
            assert [one.line for one in room.session.pending] == ["! Zorro: kyyti / pe"]
    with _seat(path) as again:
        assert [one.line for one in again._work_here.room.session.pending] == ["! Zorro: kyyti / pe"]


async def test_without_the_facilitators_program_lines_wait_and_are_taken_when_it_opens(path: Path) -> None:
    """The seat says so, shows what waits, and keeps it over its own end and a kill of either."""
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await Pilot(app).pause()
            seen = _seen(app)
            assert "ei rivejä" in seen
            assert "perillä" not in seen
            assert "odottavat" not in seen
            for number in range(5):
                await _type(app, f"+ odottava {number}")
            app.look_now()
            await Pilot(app).pause()
            seen = _seen(app)
            assert "rivit odottavat fasilitaattoria" in seen
            assert "5 riviä matkalla…" in seen
            assert "→ + odottava 4" in seen
    table = Table(path)
    table.look()
    assert [idea.text for idea in table.session.ideas[-5:]] == [f"odottava {number}" for number in range(5)]
    with hold(path, NOW), _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            assert "perillä ✓" in _seen(app)
            assert "fasilitaattorin ohjelma on auki" in _seen(app)


async def test_three_dots_right_behind_a_line_that_is_on_its_way(path: Path) -> None:
    """What is typed fast is judged where it is recorded: the continuation finds its line."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "+ Talkoot")
            await _type(app, "... ja mehua")
            _around(app, table)
            assert table.session.ideas[-1].text == "Talkoot ja mehua"


async def test_undo_here_takes_back_the_own_last_line_only(path: Path) -> None:
    """What the facilitator recorded since stays; the word is asked about before it is done."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "+ Oma")
            _around(app, table)
            table.do("+ Fasilitaattorin")
            app.look_now()
            await _type(app, "peru")
            assert "Enter kumoaa: + Oma" in _said(app)
            await app.capture.action_enter()
            _around(app, table)
            assert [idea.text for idea in table.session.ideas[-1:]] == ["Fasilitaattorin"]
            assert _said(app) == "Kumottu I7"


async def test_undo_takes_back_the_line_that_was_announced(path: Path) -> None:
    """It is the last of the seat's own lines that stands, whoever took others back, and whatever came back since."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):

            async def undo(announced: str) -> list[str]:
                await _type(app, "peru")
                assert announced in _said(app)
                await app.capture.action_enter()
                _around(app, table)
                return [idea.text for idea in table.session.ideas[6:]]

            app.look_now()
            for line in ("+ C", "+ D", "I1 +3", "+ E"):
                await _type(app, line)
                _around(app, table)
            table.room.undo()
            table.save()
            app.look_now()
            votes = table.session.ideas[0].votes
            assert await undo("I1 +3") == ["C", "D"]
            assert table.session.ideas[0].votes == votes - 3
            assert await undo("+ D") == ["C"]
            table.room.undo()
            table.save()
            app.look_now()
            assert await undo("+ D") == ["C"]
            assert await undo("+ C") == []
            assert _said(app) == "Kumottu I7"


async def test_undo_twice_before_the_first_was_heard_of_takes_two_lines_back(path: Path) -> None:
    """What is being taken back already is not the last line any more; a line that was refused takes none with it."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            for line in ("+ C", "+ D", "+ E"):
                await _type(app, line)
            app._work_here.carry_out(Act("take-back"))
            app._work_here.carry_out(Act("take-back"))
            _around(app, table)
            assert [idea.text for idea in table.session.ideas[6:]] == ["C"]
            table.do("> huomiseen")
            parked = table.session.parked[-1].id
            app.look_now()
            await _type(app, f"{parked} : uudet sanat")
            table.do(f"{parked} -")
            app._work_here.carry_out(Act("take-back"))
            _around(app, table)
            assert table.session.seats[0].answers[-1].reason == "Sitä riviä ei kirjattu."
            assert [idea.text for idea in table.session.ideas[6:]] == ["C"]


async def test_several_pasted_lines_are_sent_each(path: Path) -> None:
    """Bullets are dropped; what can't be read waits here, and nothing is called recorded that is on its way."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await app.run_action("take_paste('- eka\\n- toka\\n- Martta Outo: kolmas')", app)
            assert _said(app) == "Liitetyistä riveistä lähetettiin 2/3."
            _around(app, table)
            assert [idea.text for idea in table.session.ideas[-2:]] == ["eka", "toka"]
            assert [one.line for one in app._work_here.room.session.pending] == ["Martta Outo: kolmas"]


async def test_half_typed_words_survive_escape(path: Path) -> None:
    """Esc never touches words typed by hand."""
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*"puoli", "escape", "f1", "escape")
            assert app.capture.value == "puoli"


async def test_a_full_disk_gives_the_line_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be kept on this machine was not sent, and is still in the line."""
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            monkeypatch.setattr(outboxes, "write_atomically", _full)
            await _type(app, "+ Tärkeä")
            app.arrange()
            assert app.capture.value == "+ Tärkeä"
            assert "ei voitu tallettaa" in _said(app)


async def test_a_full_disk_ends_nothing_when_answers_come(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came of a line is told although that can't be noted, and told once more after the next start."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            await _type(app, "+ Eka")
            await _type(app, "I77 +1")
            app.look_now()
            monkeypatch.setattr(outboxes, "write_atomically", _full)
            table.look()
            app.look_now()
            assert app.capture.value == "I77 +1"
            assert "Eka" in _seen(app)
    monkeypatch.undo()
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            assert [one.line for one in app._work_here.room.session.pending] == ["I77 +1"]
    assert [idea.text for idea in table.session.ideas].count("Eka") == 1


async def test_a_folder_that_is_gone_is_told_and_never_made_anew(path: Path) -> None:
    """Lines wait on the own machine until the folder is back."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            aside = path.parent.rename(path.parent.with_name("muualla"))
            await _type(app, "+ Silti")
            app.look_now()
            assert not path.parent.exists()
            assert "1 rivi matkalla…" in _seen(app)
            aside.rename(path.parent)
            _around(app, table)
            assert table.session.ideas[-1].text == "Silti"


async def test_the_seat_follows_the_closing_round(path: Path) -> None:
    """What is typed while somebody has the turn in the closing round is their closing word, and is called so."""
    table = Table(path)
    table.command(TakeTurn(who="aino"))
    table.command(LookAt(wall=CLOSING_ROUND))
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            app.capture.set_line("Olipa hyvä ilta")
            await Pilot(app).pause()
            assert "Loppukierros" in _seen(app)
            await _type(app, "Olipa hyvä ilta")
            _around(app, table)
            assert [(one.who, one.text) for one in table.session.evaluations][-1] == ("aino", "Olipa hyvä ilta")
            assert _said(app) == "Kirjattu loppukierrokseen: Aino Korhonen"
            await _type(app, "+ idea silti")
            _around(app, table)
            assert table.session.ideas[-1].text == "idea silti"


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_long_name_hides_nothing(width: int, path: Path) -> None:
    """However long the name of the one at the seat, its state is told whole, and at the facilitator's who is here."""
    long = "Sirpa-Liisa Pitkänimi-Jokapaikannen " * 4
    with Outbox(path, path.parent.parent / "state", "scribe") as box:
        start = ScribeStart(opened=load(path), process=PROCESS, clock=Clock(), language="fi", outbox=box, name=long)
        app = Scribe(start, look_every=0)
        async with app.run_test(size=(width, 24)):
            app.look_now()
            await Pilot(app).pause()
            assert "fasilitaattori ei ole mukana" in _seen(app)
            assert "Sirpa" in _seen(app)
    shown = status_row(at(an_evening(), "ideas"), load_texts("fi"), width, wall=AtWall(seats=(long,)))
    assert "kirjuri Sirpa-Liisa" in shown.plain
    assert "Läsnä" in shown.plain


async def test_an_own_note_is_said_to_be_the_facilitators(path: Path) -> None:
    """The hint says where a note goes; it is recorded there, and its words are shown here by nothing that is typed."""
    table = Table(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            app.capture.set_line("; soita Pekalle")
            await Pilot(app).pause()
            assert "fasilitaattorin omiin muistiinpanoihin" in _seen(app)
            await _type(app, "; soita Pekalle")
            _around(app, table)
            assert table.session.notes[-1].text == "soita Pekalle"
            assert "soita Pekalle" not in _seen(app)
            for line in ("N1", "N1 ", "N1 :", "N1 s/a/b/", "s/a/b/", "N1 +", "N1 -", "N1 =", "N1 !"):
                app.capture.set_line(line)
                await Pilot(app).pause()
                assert "SALAISUUS" not in _seen(app), line


async def test_own_notes_are_not_shown_and_panels_do_not_open(path: Path) -> None:
    """What is the facilitator's own stays there; keys of panels do nothing."""
    with _seat(path) as app:
        async with app.run_test(size=(120, 36)) as pilot:
            app.look_now()
            before = _seen(app)
            await pilot.press("f3", "f4", "f5", "f8", "ctrl+o", "ctrl+b")
            assert _seen(app) == before
            assert "SALAISUUS" not in before
            assert "omat" not in before


async def test_the_facilitator_sees_quietly_that_somebody_sits_there(path: Path) -> None:
    """The seat lets itself be seen while it is open, and for a minute where it was killed."""
    clock = Clock()
    inbox = Inbox(path)
    with _seat(path) as app:
        async with app.run_test(size=(80, 24)):
            app.look_now()
            assert inbox.names_seated(clock()) == ("Aino K",)
            assert inbox.names_seated(clock.forward(seconds=59)) == ("Aino K",)
            assert inbox.names_seated(clock.forward(seconds=59)) == ()
            app._lookout._looks = 0
            app.look_now()
            assert inbox.names_seated(clock()) == ("Aino K",)
    assert inbox.names_seated(clock()) == ()
    (inbox_of(path) / "0badcafe.here").write_text('by = "kuollut"')
    assert Table(path).sendings.names_seated(clock()) == ()
    assert list(inbox_of(path).glob("*.here")) == []


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(size: tuple[int, int], language: str, path: Path, same_as_stored: Same) -> None:
    """The seat as it looks with a line that waits for an answer, and its help."""
    for name in ("seat", "help"):
        with _seat(path, language) as app:
            async with app.run_test(size=size) as pilot:
                app.look_now()
                if name == "help":
                    await pilot.press("f1")
                else:
                    await _type(app, "Ville Uusi: kahvit")
                    await _type(app, "+ Kyläpäivä")
                app.look_now()
                await pilot.pause()
                rows = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
                same_as_stored(f"scribe/{name}-{language}-{size[0]}x{size[1]}", "\n".join(rows) + "\n")
        for kept in (path.parent.parent / "state").rglob("*.toml"):
            kept.unlink()
