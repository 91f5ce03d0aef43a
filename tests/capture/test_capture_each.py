"""Several operations in one line, and names between other signs of which one means several people."""

import pytest

from kpfacil.capture import nearest
from tests.capture.conftest import Line


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("I2+3, I1+2", "I2 +3 · I1 +2"),
        ("I1 +2, I2 +3", "I1 +2 · I2 +3"),
        ("I1 +2 ja I2 +3", "I1 +2 · I2 +3"),
        ("I1+2 I2+3 I3 -1", "I1 +2 · I2 +3 · I3 -1"),
        ("I1 jatkoon, i2 jatkoon", "I1 jatkoon · I2 jatkoon"),
        ("T4 valmis, I2 +3", "T4 valmis · I2 +3"),
        ("S2 liisa: kyllä, S2 pekka: ei", "S2 liisa: kyllä · S2 pekka: ei"),
        ("T4 / 15.12., I1 #talvi", "T4 / 15.12. · I1 #talvi"),
        ("I2 +3, I1 : uusi, parempi", "I2 +3 · I1 : uusi, parempi"),
        ("I2 +3, I1: uusi", "I2 +3 · I1 : uusi"),
        ("I2 +3, T4 Liisa: soita", "I2 +3 · T4 Liisa: soita"),
    ],
)
def test_each_operation_has_a_line_of_its_own(line: Line, said: str, lines: str) -> None:
    """Refused with the lines that do it, never a text in silence."""
    refusal = line(said).refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["lines"]) == ("line-each", lines)


def test_new_words_for_an_entry_that_is_not_there(line: Line) -> None:
    """It is told as of any other operation, with the line that can be taken."""
    refusal = line("I2 +3, I9 : uusi").refusal
    assert refusal is not None
    assert refusal.sentence.details == {"id": "I9", "lines": "I2 +3"}


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("I1, I2 +3", "dots"),
        ("I1 : uusi, I2 mukana", "rewrite"),
        ("katso I1 +2, I2 +3", "add"),
        ("I1 ! Liisa: I2", "task"),
    ],
)
def test_other_lines_with_ids(line: Line, said: str, act: str) -> None:
    """The same to several, ids in new words, and sentences."""
    reading = line(said)
    assert (reading.act, reading.refusal) == (act, None)


@pytest.mark.parametrize("head", ["Matti/Liisa", "Matti / Liisa", "Liisa; Matti", "Liisa+Matti", "Matti/Kunta"])
def test_one_of_several_between_other_signs(line: Line, head: str) -> None:
    """It is asked which Matti, not whether both are one unknown name."""
    (ask,) = line(f"! {head}: varaa sali").asks
    assert (ask.name, ask.candidates) == ("Matti", ("matti", "matti2"))
    assert [one.name for one in line("! Matti/Zorro: varaa sali").asks] == ["Matti/Zorro"]
    assert nearest(line("! Zorro: x").asks[0], line.session) == ()
