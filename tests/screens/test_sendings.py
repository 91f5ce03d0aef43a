"""Lines from other seats on the facilitator's screen: taken, said quietly, undone like any other."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.commands.meeting import LookAt
from kpfacil.commands.table import SayClosing
from kpfacil.desk import Desk
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST
from kpfacil.model.workings import Sent
from kpfacil.storage.content import load_texts
from kpfacil.storage.encode import encode
from kpfacil.storage.inbox import answer_of, inbox_of
from kpfacil.storage.outbox import Outbox
from kpfacil.tui import lines
from kpfacil.tui.lines import enter
from kpfacil.tui.posting import Sendings
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Said
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
    made = tmp_path / "2026-11-21.toml"
    made.write_bytes(encode(an_evening()))
    return made


def _send(path: Path, *lines: str) -> list[str]:
    with Outbox(path, path.parent / "state") as box:
        sent = [box.send(Sent(line=line, by="Aino K")).id for line in lines]
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


def _sent(path: Path, *sent: Sent) -> None:
    with Outbox(path, path.parent / "state") as box:
        for one in sent:
            box.send(one)
        box.deliver()


def test_undo_says_whose_line_it_was(room: Room, path: Path) -> None:
    """The last change is taken back whoever made it, and the sentence names the sender; one's own is not named."""
    sendings = Sendings(path, room)
    _send(path, "+ Sihteerin idea")
    sendings.look(None)
    room.undo()
    assert room.said.words == "Kumottu: kirjaus I7 (lähettäjä Aino K). ^Y tekee uudelleen."
    room.redo()
    assert "Aino K" in room.said.words
    lines.take(room, "+ Oma idea")
    room.undo()
    assert "Aino K" not in room.said.words


def test_three_dots_never_go_on_with_another_seats_line(room: Room, path: Path) -> None:
    """After a line of another seat the window's own continuation is refused with the id to be written instead."""
    sendings = Sendings(path, room)
    lines.take(room, "+ Oma idea")
    _send(path, "+ Sihteerin idea")
    sendings.look(None)
    lines.take(room, "... ja jatko")
    assert [idea.text for idea in room.session.ideas[-2:]] == ["Oma idea", "Sihteerin idea"]
    assert [one.line for one in room.session.pending] == ["... ja jatko"]


def test_three_dots_never_go_on_behind_a_line_that_was_not_recorded(room: Room, path: Path) -> None:
    """Its words are somebody else's: here and at another seat it is refused with the id to be written instead."""
    sendings = Sendings(path, room)
    for line in ("+ Oma idea", "T9 valmis", "... ja jatko"):
        lines.take(room, line)
    _send(path, "+ Sihteerin idea", "T9 valmis", "... ja vielä")
    sendings.look(None)
    assert [idea.text for idea in room.session.ideas[-2:]] == ["Oma idea", "Sihteerin idea"]


def test_a_seat_goes_on_with_its_own_last_line_only(room: Room, path: Path) -> None:
    """Three dots from a seat add to its own last entry, and are refused once somebody else has added one."""
    sendings = Sendings(path, room)
    _send(path, "+ Sihteerin idea", "... ja jatko")
    sendings.look(None)
    assert room.session.ideas[-1].text == "Sihteerin idea ja jatko"
    lines.take(room, "+ Väliin")
    (sent,) = _send(path, "... vielä")
    sendings.look(room.session)
    sendings.look(room.session)
    answer = answer_of(path, sent)
    assert answer is not None
    assert "I8" in answer.reason


def test_a_seat_takes_back_its_own_last_line(room: Room, path: Path) -> None:
    """What others did since stays; a line touched since, or gone already, is not taken back."""
    sendings = Sendings(path, room)
    _send(path, "+ Sihteerin idea", "+ Toinen")
    sendings.look(None)
    lines.take(room, "+ Oma idea")
    undo = Sent(line="+ Toinen", by="Aino K", undo=True)
    _sent(path, undo)
    sendings.look(None)
    assert [idea.text for idea in room.session.ideas[-2:]] == ["Sihteerin idea", "Oma idea"]
    assert room.said.words == "Aino K perui oman rivinsä: I8"
    lines.take(room, "I7 +1")
    _sent(path, undo)
    sendings.look(None)
    assert room.session.ideas[-2].text == "Sihteerin idea"
    assert "muutettu" in room.session.seats[0].answers[-1].reason
    lines.take(room, "I7 -")
    _sent(path, undo)
    assert sendings.look(None)
    assert "muutettu" in room.session.seats[0].answers[-1].reason
    _sent(path, Sent(line="x", undo=True))
    sendings.look(None)
    assert len(room.session.ideas) == 8


def test_what_a_seat_changed_is_taken_back_word_for_word(room: Room, path: Path) -> None:
    """Dots, words, people and facts of the table are as they were; nothing recorded means nothing to take back."""
    sendings = Sendings(path, room)
    for line in ("I1 +3", "I1 : aivan toiset sanat", "tavoite: uusi", "T1 valmis", "@aino", "kauden tavoite: x"):
        before = room.session
        _sent(path, Sent(line=line, sure=True), Sent(line=line, undo=True))
        sendings.look(None)
        after = replace(room.session, seats=before.seats, counters=before.counters, visits=before.visits)
        assert after == before
    _sent(path, Sent(line="x", undo=True))
    sendings.look(None)
    assert "mitään" in room.session.seats[0].answers[-1].reason


def test_a_seat_may_bring_somebody_to_the_table(room: Room, path: Path) -> None:
    """A name that its line brings along is added in the same change, once; by itself too."""
    sendings = Sendings(path, room)
    count = len(room.session.participants)
    _sent(path, Sent(line="Ville Uusi: tuon kahvit", join="Ville Uusi", kind="offer"), Sent(line="", join="Aava"))
    _sent(path, Sent(line="Ville Uusi: ja pullat", join="ville uusi", kind="idea"))
    sendings.look(None)
    assert [person.name for person in room.session.participants[count:]] == ["Ville Uusi", "Aava"]
    assert room.session.offers[-1].by == "ville"
    assert room.session.ideas[-1].by == ("ville",)
    room.undo()
    assert len(room.session.participants) == count + 2


def test_a_line_that_does_not_arrive_is_said_once_and_can_be_skipped(room: Room, path: Path) -> None:
    """After half a minute the gap is told; skipped, the others are recorded and the sender is told to send it again."""
    clock = room.desk.clock
    assert isinstance(clock, Clock)
    sendings = Sendings(path, room)
    sent = _send(path, "+ Eka", "+ Toka", "+ Kolmas")
    missing = inbox_of(path) / f"{sent[1]}.toml"
    missing.unlink()
    sendings.look(None)
    room.said = Said()
    clock.forward(seconds=29)
    assert not sendings.look(None)
    clock.forward(seconds=1)
    assert sendings.look(None)
    assert room.said.words == "Aino K: rivi 2 ei ole tullut perille, ja sen jälkeiset odottavat sitä."
    clock.forward(seconds=5)
    assert not sendings.look(None)
    room.said = Said()
    clock.forward(seconds=600)
    assert not sendings.look(None)
    sendings.skip()
    told = "Aino K: rivi 2 ohitettiin, ja sen jälkeiset kirjataan."
    assert room.said.words == told
    sendings.look(room.session)
    sendings.look(room.session)
    assert room.said.words == told
    assert _texts(room.session)[-2:] == ["Eka", "Kolmas"]
    answer = answer_of(path, sent[1])
    assert answer is not None
    assert "uudelleen" in answer.reason
    sendings.skip()
    assert room.said.words == "Yhtään riviä ei odoteta."


def test_what_is_not_whole_or_no_sending_is_said_and_left(room: Room, path: Path) -> None:
    """A half-written sending is waited for; files of other names are named once and never touched."""
    clock = room.desk.clock
    assert isinstance(clock, Clock)
    sendings = Sendings(path, room)
    (sent,) = _send(path, "+ Eka")
    file = inbox_of(path) / f"{sent}.toml"
    whole = file.read_bytes()
    file.write_bytes(whole[:20])
    (inbox_of(path) / f"{sent} (1).toml").write_bytes(whole)
    (inbox_of(path) / "kissa\x1b[31m.toml").write_bytes(b"")
    sendings.look(None)
    assert f"{sent} (1).toml" in room.said.words
    assert "kissa" in room.said.words
    assert "\x1b" not in room.said.words
    clock.forward(seconds=5)
    sendings.look(None)
    clock.forward(seconds=30)
    sendings.look(None)
    assert room.said.words == "Toinen paikka: rivi 1 on tullut vain osittain, ja sitä odotetaan."
    file.write_bytes(whole)
    sendings.look(None)
    assert _texts(room.session)[-1] == "Eka"
    assert len(list(inbox_of(path).glob("*.toml"))) == 3


def test_what_got_stuck_is_told_after_what_is_being_said(room: Room, path: Path) -> None:
    """Neither another sentence nor words half typed lose it: it is said afterwards, until it could be read."""
    clock = room.desk.clock
    assert isinstance(clock, Clock)
    sendings = Sendings(path, room)
    sent = _send(path, "+ Eka", "+ Toka", "+ Kolmas")
    (inbox_of(path) / f"{sent[1]}.toml").unlink()
    sendings.look(None)
    clock.forward(seconds=31)
    sendings.look(None)
    stuck = room.said.words
    assert "rivi 2" in stuck
    for quiet, line in ((Said("Kirjattu I9"), ""), (Said(), "puoli la"), (Said("Kuka?", trouble=True, line="x"), "")):
        room.said, room.line = quiet, line
        assert not sendings.look(None)
        assert room.said == quiet
        clock.forward(seconds=4)
        assert not sendings.look(None)
    room.said, room.line = Said("Kirjattu I9"), ""
    sendings.look(None)
    clock.forward(seconds=5)
    assert sendings.look(None)
    assert room.said.words == stuck
    clock.forward(seconds=2)
    with Outbox(path, path.parent / "toinen") as box:
        box.send(Sent(line="+ Muualta", by="Pekka"))
        box.deliver()
    sendings.look(None)
    assert _texts(room.session)[-1] == "Muualta"
    assert room.said.words == stuck
    clock.forward(seconds=3)
    assert not sendings.look(None)
    room.said = Said()
    assert not sendings.look(None)


def test_what_got_stuck_is_told_after_a_notice_that_asks_nothing(room: Room, path: Path) -> None:
    """A notice in the colour of trouble that waits for no answer stands until it could be read, and no longer."""
    clock = room.desk.clock
    assert isinstance(clock, Clock)
    sendings = Sendings(path, room)
    sent = _send(path, "+ Eka", "+ Toka", "+ Kolmas")
    (inbox_of(path) / f"{sent[1]}.toml").unlink()
    sendings.look(None)
    clock.forward(seconds=30)
    room.said = notice = Said("Kädet eivät täsmää", trouble=True)
    assert not sendings.look(None)
    assert room.said == notice
    clock.forward(seconds=5)
    assert sendings.look(None)
    assert "rivi 2 ei ole tullut" in room.said.words


def test_two_seats_that_got_stuck_are_told_one_after_the_other(room: Room, path: Path) -> None:
    """Of several nothing is told over another."""
    clock = room.desk.clock
    assert isinstance(clock, Clock)
    sendings = Sendings(path, room)
    for name in ("Aino", "Pekka"):
        with Outbox(path, path.parent / name) as box:
            sent = [box.send(Sent(line=f"+ {name} {number}", by=name)).id for number in (1, 2, 3)]
            box.deliver()
        (inbox_of(path) / f"{sent[1]}.toml").unlink()
    sendings.look(None)
    told = set()
    for _ in range(30):
        clock.forward(seconds=5)
        sendings.look(None)
        told.add(room.said.words.partition(":")[0])
    assert {"Aino", "Pekka"} <= told


def test_a_word_of_the_closing_round_is_kept_there(room: Room, path: Path) -> None:
    """What a seat sends as somebody's closing word stands behind what they have said there; one undo takes it back."""
    sendings = Sendings(path, room)
    room.do(SayClosing(who="aino", text="Hyvä ilta."))
    word = Sent(line="Kiitos kaikille", by="Sirpa", floor="aino", closing=True)
    _sent(path, word)
    sendings.look(None)
    assert [one.text for one in room.session.evaluations if one.who == "aino"] == ["Hyvä ilta. Kiitos kaikille"]
    assert room.said.words == "Sirpa lähetti: Kiitos kaikille"
    _sent(path, replace(word, undo=True))
    sendings.look(None)
    assert [one.text for one in room.session.evaluations if one.who == "aino"] == ["Hyvä ilta."]
    before = _texts(room.session)
    _sent(path, replace(word, floor="poissa"), replace(word, line="x" * LONGEST))
    sendings.look(None)
    assert len(_texts(room.session)) + len(room.session.remarks) > len(before)
    assert "pitkä" in room.session.seats[0].answers[-1].reason


def test_what_makes_no_entry_is_said_with_its_words(room: Room, path: Path) -> None:
    """A fact of the table and one who joins are named; a refused undo is no line that could not be recorded."""
    sendings = Sendings(path, room)
    for sent, said in (
        (Sent(line="mittari: kuusi tapahtumaa", by="Sirpa", sure=True), "Sirpa lähetti: mittari: kuusi tapahtumaa"),
        (Sent(line="", join="Aava", by="Sirpa"), "Sirpa lähetti: Aava"),
    ):
        _sent(path, sent)
        sendings.look(None)
        assert room.said.words == said
    lines.take(room, "mittari: toinen")
    lines.answer(room, 0)
    room.said = Said()
    _sent(path, *(Sent(line="x", by="Sirpa", undo=True),) * 3)
    sendings.look(None)
    assert room.said.words == "Sirpa yritti perua oman rivinsä, mutta sitä ei kumottu: x"
