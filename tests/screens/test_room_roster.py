"""A list of people taken into a running meeting: shown first, then taken as one change."""

from pathlib import Path

import pytest

from tests.rooms import Seat, a_seat

LIST = "Nimi;Taho;Puhelin\nUusi Ihminen;4H;050\n;Martat;1\nLiisa Mäkinen;Martat;\n"


@pytest.fixture
def listed(tmp_path: Path) -> str:
    """Return the path of a list with somebody new, somebody known and a row without a name."""
    path = tmp_path / "lista.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def people_panel() -> Seat:
    seat = a_seat()
    seat.open("people")
    seat.press("i")
    return seat


def test_a_list_is_shown_before_it_is_taken(listed: str) -> None:
    """The first Enter shows columns, people and rows left out; the second takes them, and one undo gives them back."""
    seat = people_panel()
    before = seat.session
    seat.enter(listed)
    picture = seat.stage()
    for words in ("Nimi → nimi, Taho → taho", "Puhelin", "+ Uusi Ihminen · 4H", "= Liisa Mäkinen", "Rivi 3"):
        assert words in picture
    assert seat.session == before
    seat.enter()
    assert "Uusi Ihminen" in [person.name for person in seat.session.participants]
    assert seat.room.form is None
    seat.room.undo()
    assert seat.session == before


def test_another_path_is_shown_anew(listed: str, tmp_path: Path) -> None:
    """A path changed after the preview is read first; one that cannot be read says why, and nobody new is said too."""
    seat = people_panel()
    seat.enter(listed)
    seat.type(str(tmp_path / "none.csv"))
    seat.enter()
    assert "none.csv" in seat.room.said.words
    empty = tmp_path / "sama.csv"
    empty.write_text("Nimi\nLiisa Mäkinen\n", encoding="utf-8")
    seat.type(str(empty))
    seat.enter()
    assert "ei ole ketään uutta" in seat.room.said.words


def test_a_taken_id_leaves_the_row_out(tmp_path: Path) -> None:
    """A row that asks for somebody's id is left out with the reason, the others are taken."""
    path = tmp_path / "l.csv"
    path.write_text("Nimi;Taho;Tunnus\nAku Ankka;;martat\nRoope Ankka;Martat;roope\n", encoding="utf-8")
    seat = people_panel()
    party = seat.session.parties[0].id
    path.write_text(path.read_text("utf-8").replace(";martat", f";{party}"), encoding="utf-8")
    seat.enter(str(path))
    assert "Rivi 2" in seat.stage()
    seat.enter()
    assert seat.session.participants[-1].id == "roope"
