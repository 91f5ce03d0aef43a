"""Kind, amount and unit of what is pledged or offered."""

import pytest

from kpfacil.capture.amounts import recognise_pledge


@pytest.mark.parametrize(
    ("text", "kind", "amount", "unit"),
    [
        ("20 h", "time", 20, "h"),
        ("20h", "time", 20, "h"),
        ("2,5 h", "time", 2.5, "h"),
        ("2.5 hours", "time", 2.5, "h"),
        ("2,0 tuntia", "time", 2, "h"),
        ("20 h talkootyötä", "volunteers", 20, "h"),
        ("20 h viestintää", "communication", 20, "h"),
        ("500 €", "money", 500, "€"),
        ("500€", "money", 500, "€"),
        ("€500", "money", 500, "€"),
        ("500 euroa tilavuokraan", "money", 500, "€"),
        ("1 500 €", "money", 1500, "€"),
        ("1.500 €", "money", 1500, "€"),
        ("1,500.50 eur", "money", 1500.5, "€"),
        ("3 kpl", "other", 3, "kpl"),
        ("3 kpl pöytiä", "equipment", 3, "kpl"),
        ("20 talkoolaista", "volunteers", 20, "talkoolaista"),
        ("5 henkilöä", "volunteers", 5, "hlö"),
        ("3 hlöä", "volunteers", 3, "hlö"),
        ("3 x 20 h", "time", 60, "h"),
        ("20 h x 3", "time", 60, "h"),
        ("3x2h", "time", 6, "h"),
        ("4x20€", "money", 80, "€"),
        ("3 x2 h", "time", 6, "h"),
        ("1h30", "time", 1.5, "h"),
        ("1h30min", "time", 1.5, "h"),
        ("2 h 15", "time", 2, "h"),
        ("kaikki tuovat 2 kpl", "other", None, ""),
        ("kaikki vievät 2 kpl", "other", None, ""),
        ("everyone brings 2 pcs", "other", None, ""),
        ("kaikki kahvit 20 €", "money", 20, "€"),
        ("20 €/hlö", "money", None, ""),
        ("20 h per viikko", "time", None, ""),
        ("30 min", "time", 30, "min"),
        ("2 päivää", "time", 2, "pv"),
        ("viestintä", "communication", None, ""),
        ("some", "communication", None, ""),
        ("some chairs", "equipment", None, ""),
        ("tila", "space", None, ""),
        ("kokoustila", "space", None, ""),
        ("seurakuntasali 20 h", "space", 20, "h"),
        ("20 hengen tila", "space", None, ""),
        ("tilaisuus", "other", None, ""),
        ("auto", "equipment", None, ""),
        ("pakettiauto", "equipment", None, ""),
        ("osaan leipoa", "skill", None, ""),
        ("talkooväkeä", "volunteers", None, ""),
        ("rahaa", "money", None, ""),
        ("aikaa", "time", None, ""),
        ("2-3 h", "time", None, ""),
        ("2 tai 3 h", "time", None, ""),
        ("2 hlö x 3 h", "volunteers", None, ""),
        ("2 h kumpikin", "time", None, ""),
        ("2 h each", "time", None, ""),
        ("20 h or 30 h", "time", None, ""),
        ("15.12.2026 h", "other", None, ""),
        ("1234567890123 h", "other", None, ""),
        ("pullaa", "other", None, ""),
        ("a room", "space", None, ""),
    ],
)
def test_kind_amount_and_unit_are_recognised(text: str, kind: str, amount: float | None, unit: str) -> None:
    """Kind, amount and unit are recognised where they can be, a unit being a whole word; the text is always kept."""
    pledge = recognise_pledge(text)
    assert (pledge.text, pledge.kind, pledge.amount, pledge.unit) == (text, kind, amount, unit)


@pytest.mark.parametrize(
    ("text", "kind", "amount", "unit"),
    [
        ("1 h 30 min", "time", 1.5, "h"),
        ("1 h ja 15 min", "time", 1.25, "h"),
        ("2 x 3 h", "time", 6, "h"),
        ("50–100 €", "money", None, ""),
        ("kaksi tuntia", "time", None, ""),
        ("h-hetki", "other", None, ""),
        ("20 hengen tila", "space", None, ""),
    ],
)
def test_amounts_that_are_more_than_a_number(text: str, kind: str, amount: float | None, unit: str) -> None:
    """Hours with minutes and so many times so much are one amount; a span or a word has a kind but none."""
    pledge = recognise_pledge(text)
    assert (pledge.kind, pledge.amount, pledge.unit, pledge.text) == (kind, amount, unit, text)
