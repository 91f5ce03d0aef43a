"""The inbox: each line of each seat once and in order, whoever is killed and whatever the folder does meanwhile."""

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest
import tomli_w

from kpfacil.commands.base import Refused
from kpfacil.desk import Desk
from kpfacil.model.session import Session
from kpfacil.model.workings import Sent
from kpfacil.storage import atomic, inbox, outbox
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.inbox import Inbox, Sending, answer_of, inbox_of
from kpfacil.storage.outbox import Outbox, state_folder
from kpfacil.storage.process_file import load_process
from kpfacil.views.afar import Takings
from tests.fakes import NOW, a_session, raise_fault

TEXTS = load_texts("fi")
P = ParamSpec("P")
R = TypeVar("R")
_LINES = 15


class Killed(BaseException):
    """The program ends here, in the middle of what it does."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session's file."""
    made = tmp_path / "poyta" / "2026-11-21.toml"
    made.parent.mkdir()
    made.write_bytes(encode(a_session()))
    return made


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The sender's own folder."""
    return tmp_path / "state"


def _take(path: Path, session: Session | None = None) -> Session:
    """Take what waits as the program that holds the meeting does: one save, then answers, then deletion."""
    box, before = Inbox(path), session or load(path).session
    box.settle(before)
    desk = Desk(session=before, process=load_process(), clock=lambda: NOW)
    for sending in box.waiting(before):
        _do(box, sending, desk)
    if desk.session is not before:
        atomic.write_atomically(path, encode(desk.session))
    box.settle(desk.session)
    return desk.session


def _do(box: Inbox, sending: Sending, desk: Desk) -> None:
    settled = box.numbers_settled(desk.session, sending.seat)
    Takings(raise_fault).take(sending, desk.session, desk.scene, TEXTS, desk.do, settled)


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.toml"))


def test_a_line_is_taken_once_and_answered(path: Path, state: Path) -> None:
    """A sending becomes an entry, its file goes, and its answer names the entry."""
    with Outbox(path, state) as box:
        sent = box.send(Sent(line="+ Kyläpäivä", by="sihteeri"))
        box.deliver()
        assert _names(inbox_of(path)) == [f"{sent.id}.toml"]
        session = _take(path)
        box.deliver()
    answer = answer_of(path, sent.id)
    assert answer is not None
    assert (answer.made, answer.reason, answer.line) == (("I1",), "", "+ Kyläpäivä")
    assert [idea.text for idea in session.ideas] == ["Kyläpäivä"]
    assert [(seat.id, seat.name, seat.last) for seat in session.seats] == [(sent.seat, "sihteeri", 1)]
    assert _names(inbox_of(path)) == []
    assert _take(path).ideas == session.ideas


def test_a_refused_line_is_answered_with_the_sentence(path: Path, state: Path) -> None:
    """What cannot be recorded lies in `refused` with its reason, and those after it are taken."""
    with Outbox(path, state) as box:
        bad, good = box.send(Sent(line="tuntematon: idea")), box.send(Sent(line="+ hyvä"))
        box.deliver()
        session = _take(path)
    answer = answer_of(path, bad.id)
    assert answer is not None
    assert "tuntematon" in answer.reason
    assert (inbox_of(path) / "refused" / f"{bad.id}.toml").is_file()
    assert (inbox_of(path) / "taken" / f"{good.id}.toml").is_file()
    assert [idea.text for idea in session.ideas] == ["hyvä"]


def test_a_half_written_sending_is_left_until_it_is_whole(path: Path, state: Path) -> None:
    """However a file is cut, it is not taken, nor is what follows it; whole again, both are, in order."""
    with Outbox(path, state) as box:
        first, _ = box.send(Sent(line="+ ensimmäinen")), box.send(Sent(line="+ toinen"))
        box.deliver()
    file = inbox_of(path) / f"{first.id}.toml"
    whole = file.read_bytes()
    for length in range(len(whole) - 1):
        file.write_bytes(whole[:length])
        assert list(Inbox(path).waiting(load(path).session)) == []
    file.write_bytes(whole)
    assert [idea.text for idea in _take(path).ideas] == ["ensimmäinen", "toinen"]


def test_a_gap_waits(path: Path, state: Path) -> None:
    """Of one seat nothing is taken out of turn; another seat does not wait for it."""
    with Outbox(path, state) as box, Outbox(path, state) as other:
        assert box.seat != other.seat
        first, _ = box.send(Sent(line="+ 1")), box.send(Sent(line="+ 2"))
        box.deliver()
        other.send(Sent(line="+ muu"))
        other.deliver()
        file = inbox_of(path) / f"{first.id}.toml"
        late = file.read_bytes()
        file.unlink()
        assert [idea.text for idea in _take(path).ideas] == ["muu"]
        file.write_bytes(late)
        assert [idea.text for idea in _take(path).ideas] == ["muu", "1", "2"]


def test_other_files_are_never_taken(path: Path, state: Path) -> None:
    """Copies, conflict copies, and files that say something else than their name are left alone."""
    with Outbox(path, state) as box:
        sent = box.send(Sent(line="+ a"))
        box.deliver()
    file = inbox_of(path) / f"{sent.id}.toml"
    for name in (f"{sent.id} (1).toml", f"{sent.seat}-000002.toml", f"{sent.seat}-2.toml", "kissa.toml"):
        file.with_name(name).write_bytes(file.read_bytes())
    assert len(_take(path).ideas) == 1
    assert len(_take(path).ideas) == 1
    assert len(_names(inbox_of(path))) == 4


def test_undo_takes_the_entry_back_and_leaves_the_mark(path: Path, state: Path) -> None:
    """What another seat has sent is undone like anything else, and the same sending does not come again."""
    with Outbox(path, state) as box:
        box.send(Sent(line="+ a"))
        box.deliver()
    desk = Desk(session=load(path).session, process=load_process(), clock=lambda: NOW)
    inbox = Inbox(path)
    _do(inbox, next(inbox.waiting(desk.session)), desk)
    assert desk.sender() == ""
    session = desk.undo()
    assert (session.ideas, [seat.last for seat in session.seats]) == ((), [1])
    assert list(Inbox(path).waiting(session)) == []


def test_names_of_files_hold_no_persons_name(path: Path, state: Path) -> None:
    """Neither a name nor a clock stands in any file's name, in the inbox or in the outbox."""
    with Outbox(path, state) as box:
        box.send(Sent(line="+ a", by="Liisa Mäkinen"))
        box.deliver()
        _take(path)
    made = [one.name for folder in (inbox_of(path), state) for one in folder.rglob("*")]
    assert not any("liisa" in name.lower() or "2026" in name for name in made)


def test_the_number_counts_on_after_everything_is_answered(path: Path, state: Path) -> None:
    """A seat is used again, and its numbers go on, so that no name comes twice."""
    numbers = []
    for _ in range(3):
        with Outbox(path, state) as box:
            numbers.append((box.seat, box.send(Sent(line="+ a")).number))
            box.deliver()
            _take(path)
            box.deliver()
            box.let_go()
            assert list(state.rglob(f"{box.seat}-*.toml")) == []
    assert [number for _, number in numbers] == [1, 2, 3]
    assert len({seat for seat, _ in numbers}) == 1
    assert len(load(path).session.ideas) == 3


def test_a_seat_that_has_lost_its_number_is_not_used_again(path: Path, state: Path) -> None:
    """No number may come twice; what still waited there goes on waiting in no one's way."""
    with Outbox(path, state) as box:
        box.send(Sent(line="+ a"))
        box.deliver()
        _take(path)
        box.deliver()
        box.let_go()
    next(state.rglob("last")).write_bytes(b"\xff")
    with Outbox(path, state) as other:
        assert other.seat != box.seat
        other.send(Sent(line="+ b"))
        other.deliver()
    assert [idea.text for idea in _take(path).ideas] == ["a", "b"]


def test_who_has_left_is_not_seen_again(path: Path, state: Path) -> None:
    """A thread that was still looking when the seat was left shows nobody there any more."""
    with Outbox(path, state) as box:
        box.beat("Sirpa")
        assert [one.name for one in inbox_of(path).iterdir()] == [f"{box.seat}.here"]
    box.beat("Sirpa")
    assert list(inbox_of(path).iterdir()) == []


def test_the_users_own_folder() -> None:
    """What was sent lies in the user's state folder, as each system has it."""
    assert state_folder({"HOME": "/home/a"}, "linux") == Path("/home/a/.local/state/kpfacil")
    assert state_folder({"HOME": "/home/a", "XDG_STATE_HOME": "/s"}, "linux") == Path("/s/kpfacil")
    assert state_folder({}, "linux") is None


class Mortal:
    """Programs that end anywhere: `killable` has a function do its work, or half of it, or none."""

    def __init__(self, seed: int, path: Path, state: Path) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a test that repeats itself
        self.safe = False
        self.path, self.state = path, state
        self.sent: dict[str, list[str]] = {"a": [], "b": []}
        self._kept: dict[str, bytes] = {}

    def killable(self, act: Callable[P, R]) -> Callable[P, R]:
        """Return the function as one in which the program may end, before it or after it."""

        def done(*args: P.args, **named: P.kwargs) -> R:
            self._perhaps()
            made = act(*args, **named)
            self._perhaps()
            return made

        return done

    def _perhaps(self) -> None:
        if not self.safe and self.chance.random() < 0.12:
            raise Killed

    def send(self, who: str) -> None:
        """Send the next line and deliver; what a killed program has left safe in its outbox counts as sent."""
        lines = self.sent[who]
        if len(lines) < _LINES:
            line = f"{'+' if (len(lines) + 1) % 7 else 'tuntematon:'} {who} {len(lines) + 1}"
            try:
                with Outbox(self.path, self.state / who) as box:
                    box.send(Sent(line=line))
            finally:
                found = [Sending.read(file) for file in (self.state / who).rglob("*.toml")]
                if any(sending is not None and sending.line == line for sending in found):
                    lines.append(line)
        with Outbox(self.path, self.state / who) as box:
            box.deliver()
            box.let_go()

    def bring_back(self) -> None:
        """Put an old file back into the inbox now and then, as a synchronising program does."""
        for file in inbox_of(self.path).glob("*.toml"):
            self._kept[file.name] = file.read_bytes()
        if self._kept and self.chance.random() < 0.2:
            name = self.chance.choice(sorted(self._kept))
            (inbox_of(self.path) / name).write_bytes(self._kept[name])


@pytest.mark.parametrize("seed", range(6))
def test_killed_anywhere_each_line_comes_once_and_in_order(
    seed: int, path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two senders and the taker are killed at every kind of place; old files come back: each line once, in order."""
    world = Mortal(seed, path, state)
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    rename, write = world.killable(atomic.replace), world.killable(atomic.write_atomically)
    for module in (atomic, outbox):
        monkeypatch.setattr(module, "replace", rename)
    for module in (inbox, outbox):
        monkeypatch.setattr(module, "write_atomically", write)
    monkeypatch.setattr(Path, "unlink", world.killable(Path.unlink))
    for _ in range(120):
        act = world.chance.choice((lambda: world.send("a"), lambda: world.send("b"), lambda: _take(path)))
        with suppress(Killed):
            act()
        world.bring_back()
    world.safe = True
    for _ in range(_LINES):
        world.send("a")
        world.send("b")
        _take(path)
    texts = [idea.text for idea in load(path).session.ideas]
    for who, lines in world.sent.items():
        assert len(lines) == _LINES
        expected = [line.removeprefix("+ ") for line in lines if line.startswith("+")]
        assert [text for text in texts if text.startswith(who)] == expected
    assert max(Counter(texts).values()) == 1
    assert _names(inbox_of(path)) == []


def _forged(path: Path, name: str, **told: object) -> None:
    """Put a file into the inbox that bears a right check, whatever else it says."""
    folder = inbox_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    made = {"id": name, **told}
    (folder / f"{name}.toml").write_text(tomli_w.dumps({**made, "check": inbox._check(made)}), "utf-8")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"line": ""},
        {"line": 7},
        {"line": "+ a", "sure": "true"},
        {"line": "+ a", "kind": "kissa"},
        {"line": "+ a", "seat": "00000000"},
        {"line": "+ a", "commands": ["rm"]},
        {"line": "+ a", "by": ["Liisa"]},
        {"line": "+ a", "floor": 1},
    ],
    ids=str,
)
def test_what_says_something_else_than_a_sending_can_is_left(told: dict[str, object], path: Path) -> None:
    """Keys that are none, values of another kind and empty lines are no sending, even with a right check."""
    _forged(path, "0badcafe-000001", **told)
    session = _take(path)
    assert (session.ideas, session.seats) == ((), ())
    assert _names(inbox_of(path)) == ["0badcafe-000001.toml"]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"line": "+ a", "by": "\x1b[31mLiisa\u202e"}, ""),
        ({"line": "peru"}, "peru"),
        ({"line": "tavoite: toinen"}, "toinen"),
        ({"line": "T99 valmis"}, "T99"),
        ({"line": "+ " + "x" * 30_000}, "30000"),
        ({"line": "x", "join": "\u200b"}, ""),
        ({"line": "x", "undo": True}, "mitään"),
        ({"line": "", "join": "x" * 5_000}, ""),
        ({"line": "Aino, Pekka: x", "floor": "ei-ketään", "kind": "rule"}, ""),
        ({"line": "Hei vaan", "floor": "ei-ketään", "kind": "idea"}, ""),
        ({"line": "kaikki: x", "sure": True, "kind": "agreement"}, ""),
    ],
    ids=str,
)
def test_forged_sendings_end_nothing_and_leave_a_file_that_opens(
    told: dict[str, object], reason: str, path: Path
) -> None:
    """Whatever a sending says, it is recorded or refused with a sentence; the session stays whole and is read again."""
    _forged(path, "0badcafe-000001", **told)
    session = _take(path)
    answer = answer_of(path, "0badcafe-000001")
    assert answer is not None
    assert reason in answer.reason
    assert load(path).session.meeting == session.meeting
    assert not set("\x1b\u202e") & set(path.read_text("utf-8"))
    assert session.seats[0].last == 1


def test_numbers_twice_and_from_nowhere_are_not_taken(path: Path, state: Path) -> None:
    """A number taken before is deleted unread; zero and far ones are never reached."""
    _forged(path, "0badcafe-000001", line="+ a")
    _take(path)
    _forged(path, "0badcafe-000001", line="+ toinen samalla numerolla")
    _forged(path, "0badcafe-000000", line="+ nolla")
    _forged(path, "0badcafe-999999", line="+ kaukana")
    assert [idea.text for idea in _take(path).ideas] == ["a"]
    assert _names(inbox_of(path)) == ["0badcafe-999999.toml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_links_and_pipes_in_the_inbox_are_not_followed(path: Path, state: Path, tmp_path: Path) -> None:
    """A link to another file, to a device without end or to nothing, a pipe and a folder are left alone, at once."""
    _forged(path, "0badcafe-000001", line="+ a")
    folder = inbox_of(path)
    moved = (folder / "0badcafe-000001.toml").rename(tmp_path / "muualla.toml")
    (folder / "0badcafe-000001.toml").symlink_to(moved)
    (folder / "0badcaff-000001.toml").symlink_to("/dev/zero")
    (folder / "0badcaf0-000001.toml").symlink_to("ei ole")
    os.mkfifo(folder / "0badcaf1-000001.toml")
    os.mkfifo(folder / "0badcaf1.here")
    (folder / "0badcaf2-000001.toml").mkdir()
    assert _take(path).ideas == ()
    assert Inbox(path).names_seated(NOW) == ("",)


def test_a_renamed_folder_is_not_made_anew(path: Path, state: Path) -> None:
    """What was taken before the folder went is answered where it is now; nothing appears under the old name."""
    with Outbox(path, state) as box:
        sent = box.send(Sent(line="+ a"))
        box.deliver()
        held = Inbox(path)
        desk = Desk(session=load(path).session, process=load_process(), clock=lambda: NOW)
        _do(held, next(held.waiting(desk.session)), desk)
        path.parent.rename(path.parent.with_name("muualla"))
        held.settle(desk.session)
        box.send(Sent(line="+ b"))
        box.deliver()
        assert not path.parent.exists()
        assert box.waiting[0].id == sent.id


def test_lines_follow_a_folder_that_was_renamed(path: Path, state: Path) -> None:
    """What waited for the old name goes to the new one under its number; another table's session gets nothing of it."""
    with Outbox(path, state, "scribe") as box:
        box.send(Sent(line="+ a"))
        box.deliver()
        _take(path)
        box.deliver()
        box.send(Sent(line="+ b"))
    moved = path.parent.rename(path.parent.with_name("uusi nimi")) / path.name
    other = path.parent.with_name("toinen") / path.name
    other.parent.mkdir()
    other.write_bytes(encode(a_session()))
    with Outbox(other, state, "scribe") as stranger:
        assert (stranger.seat != box.seat, stranger.waiting) == (True, [])
    with Outbox(moved, state, "scribe") as again:
        assert again.seat == box.seat
        again.deliver()
        assert [idea.text for idea in _take(moved).ideas] == ["a", "b"]


def test_nothing_and_too_much_are_refused_before_they_are_sent(path: Path, state: Path) -> None:
    """What no inbox could take would stand in the way of everything after it."""
    with Outbox(path, state) as box:
        for line in ("", "\u200b", " \t", "x" * 400_000):
            with pytest.raises(Refused):
                box.send(Sent(line=line))
        box.send(Sent(line="+ " + "ö" * 20_000))
        box.send(Sent(line='+ "' + '\\"' * 9_000))
        box.deliver()
        assert len(_take(path).ideas) == 2


@pytest.mark.parametrize("name", ["pöytä ja kaverit", 'a\'b "c" #d', "x" * 200, "-n", "100 %"])
def test_folders_of_odd_names(name: str, tmp_path: Path, state: Path) -> None:
    """The names of folders matter to nobody."""
    path = tmp_path / name / "2026-11-21.toml"
    path.parent.mkdir()
    path.write_bytes(encode(a_session()))
    with Outbox(path, state) as box:
        box.send(Sent(line="+ a"))
        box.deliver()
        assert len(_take(path).ideas) == 1


def test_the_last_answer_of_a_seat_stays_in_the_meeting(path: Path, state: Path) -> None:
    """What the guide says of personal data: the last line stays in the file, and no one before it."""
    with Outbox(path, state) as box:
        for line in ("+ eka", "+ toka", "+ kolmas"):
            box.send(Sent(line=line, by="sihteeri"))
            box.deliver()
            _take(path)
    (seat,) = load(path).session.seats
    assert [(seat.last, answer.number, answer.line) for answer in seat.answers] == [(3, 3, "+ kolmas")]
    for file in (inbox_of(path) / "taken").iterdir():
        file.unlink()
    _take(path)
    assert _names(inbox_of(path) / "taken") == [f"{seat.id}-000003.toml"]
    emptied = replace(load(path).session, seats=(replace(seat, answers=()),))
    path.write_bytes(encode(emptied))
    (inbox_of(path) / "taken" / f"{seat.id}-000003.toml").unlink()
    _take(path)
    assert _names(inbox_of(path) / "taken") == []
