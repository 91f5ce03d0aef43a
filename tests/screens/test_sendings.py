"""Lines from other seats on the facilitator's screen: taken, said quietly, undone like any other."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.commands.meeting import LookAt
from kpfacil.desk import Desk
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.storage.inbox import answer_of
from kpfacil.storage.outbox import Outbox
from kpfacil.tui.lines import enter
from kpfacil.tui.room import Room
from kpfacil.tui.said import Said
from kpfacil.tui.sendings import Sendings
from tests.evening import an_evening, at
from tests.fakes import PROCESS, Clock


@pytest.fixture
def room() -> Room:
    """The room in the evening."""
    desk = Desk(session=at(an_evening(), "ideas"), process=PROCESS, clock=Clock())
    return Room(desk, load_texts("fi"), lambda session: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The meeting's file."""
    return tmp_path / "2026-11-21.toml"


def _send(path: Path, *lines: str) -> list[str]:
    with Outbox(path, path.parent / "state") as box:
        sent = [box.send(line, "Aino K").id for line in lines]
        box.deliver()
    return sent


def _texts(session: Session) -> list[str]:
    return [idea.text for idea in session.ideas]


def test_a_line_from_another_seat_is_recorded_and_said(room: Room, path: Path) -> None:
    """What was sent stands on the board with its sender said, once, and is answered when it is on the disk."""
    sendings = Sendings(path, room)
    (sent,) = _send(path, "+ Sihteerin idea")
    assert sendings.look(None)
    assert _texts(room.session)[-1] == "Sihteerin idea"
    assert room.said.words == "Aino K lähetti: I7"
    assert answer_of(path, sent) is None
    assert not sendings.look(room.session)
    answer = answer_of(path, sent)
    assert answer is not None
    assert answer.made == ("I7",)


def test_undo_takes_it_back_and_it_does_not_come_again(room: Room, path: Path) -> None:
    """One undo takes back what another seat sent; a refused line is no change to take back."""
    before = _texts(room.session)
    sendings = Sendings(path, room)
    _send(path, "+ Sihteerin idea", "tuntematon: x")
    sendings.look(None)
    room.undo()
    assert _texts(room.session) == before
    assert not sendings.look(room.session)
    assert _texts(room.session) == before


def test_the_wall_and_the_line_stay_as_they_are(room: Room, path: Path) -> None:
    """What the room looks at, what is typed and what waits for the facilitator stay when lines come in."""
    room.do(LookAt(focus="S2"))
    room.line, room.said = "puoli la", Said("Kuka?", trouble=True, line="puoli la")
    before = replace(room.sight, lit=frozenset())
    _send(path, "+ Sihteerin idea", "tuntematon: x")
    Sendings(path, room).look(None)
    assert room.session.meeting.focus == "S2"
    assert (room.line, room.said.words, room.put) == ("puoli la", "Kuka?", None)
    assert room.sight.last == before.last


def test_a_refused_line_is_said_and_answered(room: Room, path: Path) -> None:
    """A line that cannot be recorded is said with its words, and its sender gets the reason."""
    sendings = Sendings(path, room)
    (sent,) = _send(path, "tuntematon: x")
    sendings.look(None)
    assert "tuntematon: x" in room.said.words
    sendings.look(room.session)
    answer = answer_of(path, sent)
    assert answer is not None
    assert "tuntematon" in answer.reason


def test_a_continuation_goes_to_what_its_own_window_recorded_last(room: Room, path: Path) -> None:
    """Three dots add to the seat's own last entry until somebody else records one, and the other way round."""
    sendings = Sendings(path, room)
    _send(path, "+ Sihteerin idea", "... ja kahvit")
    sendings.look(None)
    assert _texts(room.session)[-1] == "Sihteerin idea ja kahvit"
    enter(room, "... ja pullat")
    assert _texts(room.session)[-1] == "Sihteerin idea ja kahvit"
    assert [waiting.line for waiting in room.session.pending] == ["... ja pullat"]
    enter(room, "+ Vetäjän idea")
    enter(room, "... ja sen jatko")
    _send(path, "... omaan")
    sendings.look(None)
    assert _texts(room.session)[-2:] == ["Sihteerin idea ja kahvit", "Vetäjän idea ja sen jatko"]
    _send(path, "+ Toinen")
    sendings.look(None)
    enter(room, "... väärään")
    assert _texts(room.session)[-1] == "Toinen"
