"""What somebody who runs a table for the first time needs to see, with nothing but the screen to go by."""

import pytest

from kpfacil.commands.meeting import WalkTo
from kpfacil.tui.pictures.hint import said_rows
from tests.fakes import a_session
from tests.rooms import SIZES, Seat, a_seat


def a_seat_at(step: str, language: str = "fi") -> Seat:
    """Return a seat at a step of the fakes' process."""
    seat = a_seat(language=language)
    seat.room.do(WalkTo(phase="action", step=step))
    return seat


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_sentence_too_long_for_the_frame_is_said_whole(size: tuple[int, int]) -> None:
    """What can be done about a refusal often stands at its end, so the end is never cut."""
    seat = a_seat()
    seat.run("people")
    seat.press("n")
    seat.enter("Tuula; ; ; kuningas")
    picture = " ".join(seat.picture(size).split())
    assert "järjestöyhdyshenkilö" in picture
    seat.type("Tuula; ; ; k")
    assert not said_rows(seat.room.said, size[0])


def test_the_frame_says_how_the_keys_of_the_panel_begin_to_act() -> None:
    """A step that brings a panel shows its letters; until F4 they are text, and the frame says so."""
    seat = a_seat_at("introduction")
    assert "F4 ruudulle" in seat.picture((80, 24))
    seat.run("panel")
    assert "F4 ruudulle" not in seat.picture((80, 24))


@pytest.mark.parametrize(("step", "panel"), [("ideas", "ryhmittely ja pisteet"), ("agree", "suostumuskierros")])
def test_the_frame_names_what_the_step_has_besides_the_board(step: str, panel: str) -> None:
    """Where the board shows, the frame tells which panel F4 opens, so that dots and consent are found."""
    assert f"F4 {panel}" in a_seat_at(step).picture((60, 20))


def test_nobody_at_the_table_tells_how_people_are_added() -> None:
    """An empty roster says with which key people come to the table, in a narrow window too."""
    seat = a_seat(a_session(participants=(), parties=()))
    assert "Ei vielä ketään (^O)" in seat.picture((60, 20))


def test_people_are_added_one_after_another() -> None:
    """In the list of people a name and a party are enough, with or without N, and the newest stands in sight."""
    seat = a_seat()
    seat.run("people")
    for number in range(12):
        if number % 2:
            seat.press("n")
        seat.enter(f"Tulija{number}; Martat")
        assert f"Tulija{number}" in seat.picture((80, 24))
    assert len(seat.session.participants) == 16
    assert not seat.session.ideas
    seat.type("Tuula;")
    assert "Osallistuja" in seat.picture((80, 24))


@pytest.mark.parametrize("line", ["Talkoot", "liisa: talkoot; kahvit", "+ talkoot; kahvit", "; muista"])
def test_a_line_to_be_recorded_is_no_name(line: str) -> None:
    """Without a semicolon, or with a sign or a colon, a line is recorded also while the list of people listens."""
    seat = a_seat()
    seat.run("people")
    seat.enter(line)
    assert len(seat.session.participants) == 4
    assert seat.room.said.words


def test_a_part_of_a_roles_name_is_enough_where_it_can_mean_but_one() -> None:
    """*Yhdyshenkilö* is the liaison; what could mean several roles is asked for anew."""
    seat = a_seat()
    seat.run("people")
    seat.press("n")
    seat.enter("Tuula; Martat; ; yhdyshenkilö")
    assert seat.session.participants[-1].roles == ("liaison",)
    seat.enter("Tiina; Martat; ; a")
    assert seat.room.said.trouble


def test_what_was_said_goes_when_something_else_is_opened() -> None:
    """An old sentence does not stand below a new panel."""
    seat = a_seat()
    seat.enter("talkoot")
    assert seat.room.said.words
    seat.run("jump")
    assert not seat.room.said.words


@pytest.mark.parametrize(("language", "word"), [("fi", "varauma"), ("en", "reservation")])
def test_a_half_typed_answer_is_told_in_the_language_of_the_screen(language: str, word: str) -> None:
    """The hint of an answer to the consent round speaks as the screen does."""
    seat = a_seat(language=language)
    seat.enter("= kyläpäivä")
    seat.type("S1 liisa: varauma: budjetti" if language == "fi" else "S1 liisa: reservation: budget")
    assert f"S1: {word}" in seat.picture((80, 24))
