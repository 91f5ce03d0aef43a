"""Colours and styles: readable from the back of the room, and never the only sign of anything."""

from itertools import product

import pytest

from kpfacil.model.entries import Agreement, Consent
from kpfacil.model.kinds import LETTERS, SIGN_OF
from kpfacil.tui.look import COLOURS, STYLES, THEMES, style
from kpfacil.tui.pictures.around import PRESENCE_SIGNS
from tests.fakes import a_session
from tests.rooms import a_seat

_ENOUGH = 7.0
_GROUNDS = ("", "lit", "chosen", "raised")
_DECORATION = {"rule"}


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _light(colour: tuple[int, int, int]) -> float:
    red, green, blue = (_channel(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours as WCAG 2.2 counts it."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "name", "ground"), [*product(THEMES, sorted(STYLES.keys() - _DECORATION), _GROUNDS)])
def test_every_text_can_be_read(theme: str, name: str, ground: str) -> None:
    """Each style stands at 7:1 or better on the plain ground, on a lit, a chosen and a raised one."""
    made = style(theme, name, ground)
    assert made.color is not None
    assert made.bgcolor is not None
    assert made.color.triplet is not None
    assert made.bgcolor.triplet is not None
    assert contrast(made.color.triplet, made.bgcolor.triplet) >= _ENOUGH


def test_the_contrast_is_counted_right() -> None:
    """Black on white is 21:1, and a colour on itself 1:1."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((1, 2, 3), (1, 2, 3)) == pytest.approx(1)


def test_both_themes_name_the_same_colours() -> None:
    """A style finds its colour in either theme."""
    dark, light = COLOURS.values()
    assert dark.keys() == light.keys()
    assert {ink.colour for ink in STYLES.values()} <= dark.keys()


def test_an_unknown_theme_is_the_dark_one() -> None:
    """A theme that is not ours still gives readable letters."""
    assert style("textual-dark", "text") == style("kpfacil-dark", "text")


def test_no_two_kinds_share_a_sign_or_a_letter() -> None:
    """A kind is told by its sign and its id's letter, without its colour."""
    assert len(set(SIGN_OF.values())) == len(SIGN_OF)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_no_two_presences_share_a_sign() -> None:
    """Who is here, remote, excused or absent is told without colour."""
    assert len(set(PRESENCE_SIGNS.values())) == len(PRESENCE_SIGNS)


def test_the_answers_of_a_consent_round_are_told_in_signs_and_words() -> None:
    """Each answer has its own sign and its own word beside the name."""
    answers = (
        Consent(who="liisa", answer="yes"),
        Consent(who="pekka", answer="reservation"),
        Consent(who="aino", answer="no"),
        Consent(who="matti", answer="absent"),
    )
    seat = a_seat(a_session(agreements=(Agreement(id="S1", text="a", consent=answers),)))
    seat.open("consent")
    lines = [
        line for line in seat.stage().splitlines() if any(name in line for name in ("Liisa", "Pekka", "Aino", "Matti"))
    ]
    assert len({line.split()[0 if line.split()[0] != "▸" else 1] for line in lines}) == 4
    for word in ("suostuu", "varauma", "ei suostu", "poissa"):
        assert any(word in line for line in lines)


def test_trouble_and_done_have_signs() -> None:
    """A task without an owner has an exclamation mark and a finished one a tick and a word."""
    seat = a_seat()
    for line in ("! varaa sali", "! liisa: kutsut", "T2 valmis"):
        seat.enter(line)
    shown = seat.stage(150)
    assert "! vastuuhenkilö puuttuu" in shown
    assert "✓ valmis" in shown


def test_the_chosen_entry_is_pointed_at() -> None:
    """What is chosen has a mark of its own beside its colour."""
    seat = a_seat()
    seat.enter("+ talkoot")
    seat.run("select-down")
    assert "▸I1" in seat.stage()
