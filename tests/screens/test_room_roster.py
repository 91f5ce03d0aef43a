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
    seat.room.turn_eyes()
    seat.press("i")
    return seat


def test_a_list_is_shown_before_it_is_taken(listed: str) -> None:
    """The first Enter shows columns, people and rows left out; the second takes them, and one undo gives them back."""
    seat = people_panel()
    before = seat.session
    seat.enter(listed)
    picture = seat.stage()
    for words in (
        "Nimi → nimi, Taho → taho",
        "Puhelin",
        "+ Uusi Ihminen · 4H",
        "= Liisa Mäkinen",
        "Ilman nimeä olevia paikkoja ei otettu: Martat",
    ):
        assert words in picture
    assert seat.session == before
    seat.enter()
    assert "Uusi Ihminen" in [person.name for person in seat.session.participants]
    assert seat.room.form is None
    assert "Uusia 1, ennestään pöydässä 1" in seat.room.said.words
    assert "Ilman nimeä olevia paikkoja ei otettu: Martat" in seat.room.said.words
    seat.room.undo()
    assert seat.session == before


def test_a_long_list_says_how_much_more_there_is(tmp_path: Path) -> None:
    """What has no room in the preview is counted: nobody is left to think that the others were not read."""
    path = tmp_path / "lista.csv"
    path.write_text("Nimi;Taho\n" + "".join(f"Uusi{at} Ihminen;4H\n" for at in range(30)), encoding="utf-8")
    seat = people_panel()
    seat.enter(str(path))
    picture = seat.stage(80, 16)
    shown = picture.count("+ Uusi")
    assert 0 < shown < 30
    assert f"… ja {30 - shown} muuta" in picture


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


def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    """The columns are shown with what stands in them; a digit chooses, and the preview says what it brings."""
    path = tmp_path / "lista.csv"
    path.write_text("Nimi;Porukka;Puhelin\nUusi Ihminen;Martat;050\n", encoding="utf-8")
    seat = people_panel()
    before = seat.session
    seat.enter(str(path))
    picture = seat.stage()
    for words in ("Missä sarakkeessa on taho?", " 2 Porukka  Martat", "0 ei missään"):
        assert words in picture
    assert seat.line == ""
    seat.type("2")
    assert "sarakkeen numero ja Enter: siinä on taho" in seat.picture((80, 24))
    seat.enter()
    assert "Porukka → taho" in seat.stage()
    assert seat.line == str(path)
    seat.enter()
    made = seat.session.participants[-1]
    assert (made.name, seat.session.name_of(made.party)) == ("Uusi Ihminen", "Martat")
    seat.room.undo()
    assert seat.session == before


def test_a_click_chooses_a_column_too(tmp_path: Path) -> None:
    """Names first, then the party, of which there may be none: a click on the column's row is its digit."""
    path = tmp_path / "lista.csv"
    path.write_text("Uusi Ihminen;Martat\n", encoding="utf-8")
    seat = people_panel()
    seat.enter(str(path))
    assert "Missä sarakkeessa ovat nimet?" in seat.stage()
    seat.type("9")
    assert "sarakkeen numero ja Enter: siinä ovat nimet" in seat.picture((80, 24))
    seat.click("^1")
    assert "Missä sarakkeessa on taho?" in seat.stage()
    seat.click("^0")
    assert "Luettelossa on vain nimiä" in seat.stage()


def test_a_click_on_a_column_takes_no_words_away(tmp_path: Path) -> None:
    """Words begun in the line stay there, and the question with them."""
    path = tmp_path / "lista.csv"
    path.write_text("Uusi Ihminen;Martat\n", encoding="utf-8")
    seat = people_panel()
    seat.enter(str(path))
    seat.type("+ idea")
    seat.click("^1")
    assert seat.line == "+ idea"
    assert "Missä sarakkeessa ovat nimet?" in seat.stage()


def test_columns_may_be_told_as_on_the_command_line(tmp_path: Path) -> None:
    """`Nimi=A,Taho=B` in place of a digit tells all columns at once; a wrong number asks again."""
    path = tmp_path / "lista.csv"
    path.write_text("Uusi Ihminen;Martat\n", encoding="utf-8")
    seat = people_panel()
    seat.enter(str(path))
    seat.enter("Nimi=A,Taho=B")
    assert "+ Uusi Ihminen · Martat" in seat.stage()


def test_what_a_list_leaves_out_is_told_in_the_preview(tmp_path: Path) -> None:
    """What was left out or guessed stands above the people."""
    path = tmp_path / "lista.csv"
    path.write_text("Nimi;Taho;Tila\nUusi Ihminen;Martat;\nPoissa Oleva;4H;Peruutettu\n", encoding="utf-8")
    seat = people_panel()
    seat.enter(str(path))
    assert "Peruneita ei otettu: Poissa Oleva." in seat.stage()


PASTED = (
    "Nimi\tTaho\tRooli\nKaisa Salo\t4H\tsihteeri\nEino Tulo\tMartat\t\n",  # cells of a sheet
    "Kaisa Salo; 4H; nuoriso\nEino Tulo; Martat\n",  # as one person is typed
    "Kaisa Salo\t4H\nEino Tulo\tMartat",
    "- Kaisa Salo, 4H\n- Eino Tulo, Martat",  # of a letter
    "1. Kaisa Salo (4H)\n2. Eino Tulo (Martat)",
    "Nimi;Taho\nKaisa Salo;4H\n\nEino Tulo;Martat\nLiisa Mäkinen;\n",
)


@pytest.mark.parametrize("text", PASTED)
@pytest.mark.parametrize("asked", ["", "i", "n"])
def test_a_list_pasted_into_the_list_of_people_brings_them(text: str, asked: str) -> None:
    """A list pasted while the list of people listens is no talk: its people come, and one undo takes them back."""
    seat = a_seat()
    seat.open("people")
    seat.press(*asked)
    before = seat.session
    seat.paste(text)
    added = seat.session.participants[len(before.participants) :]
    assert [(person.name, seat.session.name_of(person.party)) for person in added] == [
        ("Kaisa Salo", "4H"),
        ("Eino Tulo", "Martat"),
    ]
    assert "Uusia 2" in seat.room.said.words
    assert seat.room.form is None
    seat.room.undo()
    assert (seat.session.participants, seat.session.parties) == (before.participants, before.parties)
    assert seat.session.counters == before.counters


TALK = (
    "+ Liisa: talkoot\n= Pidetään kyläpäivä",
    "Liisa: bussit eivät kulje\nPekka: totta; ja kalliita",
    "talkoot kylällä\nyhteinen retki",
    "I1 +5; ehkä\nPuhutaan; kuunnellaan",
)


@pytest.mark.parametrize("text", TALK)
def test_other_lines_pasted_there_are_recorded_as_ever(text: str) -> None:
    """What is no list of people becomes entries in front of the list of people, too."""
    seat = a_seat()
    seat.open("people")
    before = seat.session
    seat.paste(text)
    assert seat.session.participants == before.participants
    assert "Liitetyistä riveistä" in seat.room.said.words


def test_a_list_pasted_elsewhere_is_talk() -> None:
    """Where the list of people does not listen, the same rows are lines as any others."""
    seat = a_seat()
    before = seat.session.participants
    seat.paste(PASTED[1])
    assert seat.session.participants == before


def test_a_row_of_a_pasted_list_that_cannot_be_taken_waits() -> None:
    """Of a pasted list nothing is lost: a row that is refused waits with its words, and its reason is said."""
    seat = a_seat()
    seat.open("people")
    seat.paste("Tunnus;Nimi;Taho\nmartat;Muu Ihminen;4H\n;Eino Tulo;Martat")
    assert "Eino Tulo" in [person.name for person in seat.session.participants]
    assert [pending.line for pending in seat.session.pending] == ["martat;Muu Ihminen;4H"]
    assert "Rivi 2" in seat.room.said.words


def test_a_pasted_list_of_those_who_are_here_says_so() -> None:
    """A list that brings nobody new changes nothing and says so."""
    seat = a_seat()
    seat.open("people")
    before = seat.session
    seat.paste("Nimi;Taho\nLiisa Mäkinen;")
    assert seat.session == before
    assert seat.room.said.trouble
