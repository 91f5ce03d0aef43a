"""The facilitator's whole screen as text, in both languages and three sizes: read each picture before accepting it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpfacil.commands.meeting import SetNextMeeting, StartTimer
from kpfacil.commands.rounds import TakeTurn
from kpfacil.model.session import Session
from kpfacil.storage.process_file import load_process
from kpfacil.tui.panels.pages import PracticePanel
from tests.fakes import NOW
from tests.rooms import SIZES, Seat, a_seat

Same = Callable[[str, str], None]
Scene = Callable[[Seat], None]
BEFORE = date(2026, 10, 24)


def _round(seat: Seat) -> None:
    seat.run("panel")
    seat.press("space", "space", "o", "space")
    seat.clock.forward(seconds=20)


def _silent(seat: Seat) -> None:
    seat.room.do(StartTimer(seconds=272))


def _listening(seat: Seat) -> None:
    seat.run("panel")


def _consent(seat: Seat) -> None:
    seat.run("panel")
    seat.press("right", "down", "down", "down", "down")


def _read_back(seat: Seat) -> None:
    seat.run("panel")
    seat.press("right", "right", "right")


def _closing(seat: Seat) -> None:
    seat.room.do(SetNextMeeting(day=None))
    seat.run("panel")
    seat.press("down")


def _closing_round(seat: Seat) -> None:
    seat.open("closing-round")
    seat.press("space")
    seat.enter("Hyvä ilta, ja hillo alkaa kiehua.")
    seat.press("space")
    seat.type("Näin")


def _self_check(seat: Seat) -> None:
    seat.open("self-check")
    seat.press("5", "6", "enter")
    seat.enter("12 hyvin alkanut")


def _heard(seat: Seat) -> None:
    seat.room.do(TakeTurn(who="matti"))
    seat.run("heard")
    seat.clock.forward(seconds=65)


def _waiting(seat: Seat) -> None:
    seat.enter("Pekko: uimaranta kuntoon")
    seat.enter("I1 hop")
    seat.run("answer", "answer")


def _refused(seat: Seat) -> None:
    seat.enter("I1 hop")


def _typing(seat: Seat) -> None:
    seat.type("! liisa, pekka: varataan sali / ti / srk: tila; 20 h")


def _chosen(seat: Seat) -> None:
    seat.run("select-down", "column-right", "column-right")


def _form(seat: Seat) -> None:
    seat.run("people")
    seat.press("down", "n")


def _proof(seat: Seat) -> None:
    seat.enter("+ Aino: Virta on katki. Kysytään Pentiltä ja Matti Niemiseltä, saako verkon korjata.")
    seat.open("memo")
    seat.press("p", "t", "s")
    seat.enter("sähköyhtiöltä")


def _practice(seat: Seat) -> None:
    seat.showing.practice = True
    seat.room.panel, seat.room.panels["practice"] = "practice", PracticePanel(seat.room.view)
    seat.enter("! keitetään kahvit / pe")


def _opener(name: str) -> Scene:
    return lambda seat: seat.run(name)


def _nothing(seat: Seat) -> None:
    del seat


SCENES: dict[str, tuple[str, Scene]] = {
    "board": ("ideas", _nothing),
    "board-chosen": ("ideas", _chosen),
    "board-typing": ("ideas", _typing),
    "board-waiting": ("ideas", _waiting),
    "board-refused": ("ideas", _refused),
    "round": ("introduction", _round),
    "silent": ("think", _silent),
    "look-back": ("lookback", _listening),
    "group": ("group", _listening),
    "consent": ("agree", _consent),
    "read-back": ("readback", _read_back),
    "closing-check": ("next", _closing),
    "closing-round": ("readback", _closing_round),
    "self-check": ("next", _self_check),
    "resources": ("ideas", _opener("resources")),
    "heard": ("ideas", _heard),
    "proof": ("ideas", _proof),
    "people": ("ideas", _opener("people")),
    "people-form": ("ideas", _form),
    "table": ("ideas", _opener("table")),
    "jump": ("ideas", _opener("jump")),
    "notes": ("ideas", _opener("notes")),
    "help": ("ideas", _opener("help")),
    "practice": ("ideas", _practice),
}


def seat_at(evening: Session, step: str, language: str) -> Seat:
    """Return a seat at the evening's table, in the program's own process, at a step."""
    meeting = replace(evening.meeting, step=step)
    if step != "ideas":
        meeting = replace(meeting, timer_ends_at=None)
    seat = a_seat(replace(evening, meeting=meeting), language, load_process())
    seat.room.around.days = (BEFORE,)
    return seat


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("scene", SCENES)
def test_the_screen_is_as_it_was_accepted(
    scene: str, language: str, size: tuple[int, int], evening: Session, same_as_stored: Same
) -> None:
    """The picture is, sign by sign, the one that was read and accepted."""
    step, play = SCENES[scene]
    seat = seat_at(evening, step, language)
    play(seat)
    picture = seat.picture(size)
    assert len(picture.splitlines()) == size[1]
    same_as_stored(f"facilitator/{scene}-{size[0]}x{size[1]}-{language}", picture)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_an_empty_table_says_what_to_do(size: tuple[int, int], evening: Session, same_as_stored: Same) -> None:
    """A first-time user sees what belongs where and how it gets there."""
    empty = Session(table=evening.table, meeting=evening.meeting)
    seat = seat_at(replace(empty, meeting=replace(empty.meeting, start=None)), "ideas", "fi")
    seat.clock.now = NOW + timedelta(seconds=1)
    same_as_stored(f"facilitator/empty-{size[0]}x{size[1]}-fi", seat.picture(size))
