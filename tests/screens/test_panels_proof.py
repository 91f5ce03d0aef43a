"""The proof before publishing on the facilitator's screen: each place in its sentence, one key each, undoable."""

from dataclasses import replace

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.storage.process_file import load_process
from tests.evening import an_evening
from tests.rooms import SIZES, Seat, a_seat

SAID = "Lahti on kaunis ja Mäki on liukas; kysytään Pentiltä ja Matti Niemiseltä."


def _session(*texts: str) -> Session:
    evening = an_evening()
    people = (Participant(id="toivo", name="Toivo Lahti"), Participant(id="otto", name="Otto Mäki"))
    ideas = tuple(Idea(id=f"I{at}", text=text, step="ideas", phase="action") for at, text in enumerate(texts, 20))
    return replace(evening, participants=(*evening.participants, *people), ideas=ideas)


def _seat(*texts: str, language: str = "fi") -> Seat:
    seat = a_seat(_session(*(texts or (SAID,))), language, load_process())
    seat.run("memo")
    seat.press("p", "t")
    return seat


def _decided(seat: Seat) -> list[tuple[str, str, str]]:
    return [(made.word, made.decision, made.words) for made in seat.session.proof]


def test_each_place_is_decided_with_one_key() -> None:
    """Cover, keep and other words are one key each; after each the next place that waits is at hand."""
    seat = _seat()
    assert "3 kohtaa on ratkaisematta" in seat.stage()
    assert "▸ ? »Lahti« on kaunis" in seat.stage()
    seat.press("p")
    assert "▸ ? Lahti on kaunis ja »Mäki« on liukas" in seat.stage()
    seat.press("j", "s")
    seat.enter("eräältä kyläläiseltä")
    assert _decided(seat) == [
        ("Lahti", "cover", ""),
        ("Mäki", "keep", ""),
        ("Pentiltä", "replace", "eräältä kyläläiseltä"),
    ]
    assert "Kaikki kohdat on ratkaistu. Muistio on vielä luonnos" in seat.stage()
    assert "tilalle: eräältä kyläläiseltä" in seat.stage(120, 36)


def test_a_decision_can_be_undone() -> None:
    """Undo says what it took back, and the place waits again with the cursor on it."""
    seat = _seat()
    seat.press("p")
    seat.run("undo")
    assert _decided(seat) == []
    assert "▸ ? »Lahti«" in seat.stage()
    assert "julkaisun tarkistus" in seat.room.said.words


def test_a_place_that_can_only_be_a_name_is_not_kept() -> None:
    """It stands behind those that wait; keeping it is refused, covering and other words are not."""
    seat = _seat()
    seat.press("end")
    seat.press("j")
    assert "”Matti Niemiseltä” on varmasti nimi" in seat.room.said.words
    assert seat.room.said.trouble
    assert _decided(seat) == []
    seat.press("s")
    seat.enter("seurakunnalta")
    assert _decided(seat) == [("Matti Niemiseltä", "replace", "seurakunnalta")]


def test_a_decision_can_be_changed() -> None:
    """The cursor goes back to a decided place, and another key decides it anew."""
    seat = _seat()
    seat.press("p", "up", "j")
    assert _decided(seat) == [("Lahti", "keep", "")]


def test_a_strangers_name_is_kept_for_all_its_places() -> None:
    """A word that names nobody is kept once for the table: its other places no longer wait."""
    seat = _seat("Kysytään Pentiltä.", "Viedään Pentille.")
    seat.press("j")
    assert seat.session.table.kept_words == ("Pentiltä",)
    assert "Kaikki kohdat on ratkaistu" in seat.stage()


def test_the_memo_tells_how_many_places_wait_and_leads_to_them() -> None:
    """The public profile says what is not proofed, also by a click; the participants' memo has nothing to say of it."""
    seat = _seat()
    seat.press("m")
    assert "! Tarkistamatta julkaisua varten: 3 kohtaa." in seat.stage()
    seat.press("p")
    assert "Tarkistamatta" not in seat.stage()
    seat.press("p")
    seat.click("@t")
    assert seat.room.panel == "proof"
    seat.press("j", "j", "j", "m")
    assert "Tarkistamatta" not in seat.stage()


def test_equal_words_stand_together_and_are_decided_alike_with_one_key() -> None:
    """The places of one word follow each other; as one of them was decided, one key decides those that still wait."""
    seat = _seat("Mäki on liukas. Lahti on kaunis.", "Mäki hiekoitetaan.", "Lahti nukkuu. Mäki on aurattu.")
    seat.press("a")
    assert _decided(seat) == []
    assert "samat samoin" not in seat.stage()
    seat.press("j")
    assert "▸ ? »Mäki« hiekoitetaan" in seat.stage()
    assert "a samat samoin" in seat.stage()
    seat.press("a")
    assert _decided(seat) == [("Mäki", "keep", "")] * 3
    assert "▸ ? Mäki on liukas. »Lahti« on kaunis" in seat.stage(120, 36)
    seat.press("p", "a")
    assert _decided(seat)[3:] == [("Lahti", "cover", "")] * 2
    assert "Kaikki kohdat on ratkaistu" in seat.stage()
    seat.run("undo")
    assert "1 kohta on ratkaisematta" in seat.stage()


def test_where_nothing_can_be_a_name_it_is_said() -> None:
    """An evening without a place says that the memo can be published; its keys do nothing."""
    seat = _seat("Kyläpäivä maaliskuussa")
    assert "Mitään ratkaistavaa ei löytynyt." in seat.stage()
    assert "m muistioon" in seat.stage()
    assert "peitä" not in seat.stage()
    seat.press("p", "j", "s", "down")
    assert _decided(seat) == []


def test_words_are_asked_for_and_can_be_left() -> None:
    """Esc leaves the question, and no decision is made; without words there is none either."""
    seat = _seat()
    seat.press("s")
    seat.escape()
    assert _decided(seat) == []
    assert seat.room.panel == "proof"


def test_a_changed_text_asks_again() -> None:
    """Rewriting an entry puts its places back among those that wait."""
    seat = _seat()
    seat.press("p", "p", "p")
    assert "ratkaistu" in seat.stage()
    seat.escape()
    seat.enter("I20 : Lahti on kylmä")
    seat.run("proof")
    assert "1 kohta on ratkaisematta" in seat.stage()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_word_at_hand_and_the_keys_are_always_seen(size: tuple[int, int], language: str) -> None:
    """However long a text is, the word stands in it, marked, and the keys under it."""
    long = "ja niin edelleen monta kertaa peräkkäin " * 40
    seat = _seat(f"{long}kysytään Pentiltä {long}", language=language)
    picture = seat.picture(size)
    assert "»Pentiltä«" in picture
    assert ("muut sanat…" if language == "fi" else "other words…") in picture
    assert "…ja" not in picture.splitlines()[-1]
