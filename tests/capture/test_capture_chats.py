"""What was said in a chat, and bullets that a word processor leaves."""

import pytest

from kpfacil.capture import split_paste
from tests.capture.conftest import Line


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("[17.03] Pekka Virtanen (Vieras)", "Pekka Virtanen"),
        ("[17:03] Zorro Veli", "Zorro Veli"),
        ("Anna Laine  17.06", "Anna Laine"),
        ("Anna Laine, 26.11.2026 klo 17.06", "Anna Laine"),
        ("Anna Laine 5:06 PM", "Anna Laine"),
        ("17.06 Anna Laine", "Anna Laine"),
        ("26.11. 17.06.12 Liisa", "Liisa"),
        ("17:03:12 From  Pekka Virtanen  to  Everyone:", "Pekka Virtanen"),
        ("17:03:12 From Pekka Virtanen :", "Pekka Virtanen"),
        ("Zorro Veli to Everyone 5:03 PM", "Zorro Veli"),
        ("From Pekka Virtanen to Everyone: 05:03 PM", "Pekka Virtanen"),
    ],
)
def test_lines_below_a_name_and_a_time_are_that_persons(header: str, name: str) -> None:
    """Until the next header, with the sign that they have; what nobody says stays as it is."""
    paste = (
        f"{header}\n\nvoin leipoa\n+ laavu\n! Liisa: varaa sali\nhttps://x.fi kuvat\n[17.09] Liisa Mäkinen\nkannatan"
    )
    assert split_paste(paste) == (
        f"{name}: voin leipoa",
        f"+ {name}: laavu",
        "! Liisa: varaa sali",
        "https://x.fi kuvat",
        "Liisa Mäkinen: kannatan",
    )


@pytest.mark.parametrize(
    "first",
    [
        "17.00 From Helsinki: bussi",
        "From Helsinki 17.00",
        "17.00 from Pekka to Liisa: salaa",
        "Jämsän Kirjasto 17.00",
        "Avajaiset 17.00",
        "Pekka Virtanen 17.00-18.00",
        "[17.03] Tauko",
        "liisa 17.05",
    ],
)
def test_other_lines_with_a_time_head_nothing(first: str) -> None:
    """A place, an event and hours are no speaker."""
    assert split_paste(f"{first}\nsauna") == (first, "sauna")


@pytest.mark.parametrize(
    "said",
    [
        "17:03:12 From Pekka Virtanen : x",
        "17:03:12\t From  Pekka Virtanen  to  Everyone : x",
        "**Pekka Virtanen**: x",
        "- **Pekka Virtanen:** x",
        "_Pekka Virtanen_: x",
    ],
)
def test_a_name_and_its_words_in_a_line_of_a_saved_chat(said: str) -> None:
    """Neither the time, nor to whom it was said, nor how the name is written, is a part of it."""
    assert split_paste(f"{said}\nlaavu") == ("Pekka Virtanen: x", "laavu")


def test_a_header_without_words_stays() -> None:
    """Nothing that was pasted is lost."""
    assert split_paste("Anna Laine 17.06\n[17.08] Liisa Mäkinen") == ("Anna Laine 17.06", "[17.08] Liisa Mäkinen")
    assert split_paste("Anna Laine 17.06\nkyllä\n17.09 Liisa: ei") == ("Anna Laine: kyllä", "17.09 Liisa: ei")


@pytest.mark.parametrize(
    "time", ["17.05 ", "17:05:12 ", "[17.05] ", "klo 17.05 ", "[26.11.2026 klo 17.05.12] ", "26.11.2026 klo 17.05 - "]
)
def test_a_time_before_a_name_is_no_part_of_it(line: Line, time: str) -> None:
    """Where somebody is known, or several are, by the name behind it."""
    reading = line(f"{time}Liisa: kannatan")
    assert (reading.who, reading.text) == (("liisa",), "kannatan")
    (ask,) = line(f"{time}Matti: kannatan").asks
    assert (ask.candidates, ask.start) == (("matti", "matti2"), len(time))
    assert line(f"{time}Kirjasto: kannatan").who == ()


@pytest.mark.parametrize("bullet", ["o\t", "o ", "o  ", "§ ", "ü\t"])
def test_bullets_of_a_word_processor(bullet: str) -> None:
    """The letter before a tab, or before a capital letter or a sign, is none of the words."""
    assert split_paste(f"{bullet}Heikki: vertaistuki\n{bullet}+ laavu") == ("Heikki: vertaistuki", "+ laavu")
    assert split_paste("o on kivaa") == ("o on kivaa",)
