"""Polls of days or of anything else: names beside answers, where no header says which column holds the names."""

from datetime import date
from pathlib import Path

import pytest

from kpfacil.storage.content import load_texts
from kpfacil.storage.rosters import Unclear
from tests.rosters.test_rosters_real_lists import named, roster_of, told

_DAY = date(2026, 11, 21)
_DOODLE = (
    'Poll "Pöytä"\nhttps://doodle.com/poll/abc\n\n;November 2026;;\n;Sat 21;Sun 22;Sat 28\n'
    ";5:00 PM – 7:00 PM;5:00 PM – 7:00 PM;5:00 PM – 7:00 PM\n"
    "Liisa Mäkinen;OK;;(OK)\nPekka Salo;;OK;\nSiv Öberg;OK;OK;\nCount;2;2;1\n"
)


@pytest.mark.parametrize(
    ("text", "people", "gone", "unsure"),
    [
        (_DOODLE, "Liisa Mäkinen, Pekka Salo, Siv Öberg", "", "Pekka Salo"),
        (
            'Kysely "Pöytä"\n\n;marraskuu 2026;\n;la 21;su 22\n;17:00;17:00\nLiisa Mäkinen;OK;ei\nPekka Salo;ei;OK\n',
            "Liisa Mäkinen",
            "Pekka Salo",
            "",
        ),
        (
            (
                '"","2026-11-21 18:00","2026-11-28 18:00"\n"Liisa Mäkinen","Yes","No"\n"Pekka Salo","No","Yes"\n'
                '"Siv Öberg","Ifneedbe","Unknown"\n'
            ),
            "Liisa Mäkinen, Siv Öberg",
            "Pekka Salo",
            "Siv Öberg",
        ),
        (
            "Pelaaja;21.11. klo 18;28.11. klo 18\nLiisa M;In;Out\nPekka S;?;In\nSiv Ö;Out;In\n",
            "Liisa M, Pekka S",
            "Siv Ö",
            "Pekka S",
        ),
        (
            "Pelaaja;21.11.;Kommentti\nLiisa Mäkinen;✅;myöhässä\nPekka Salo;❌;\nSiv Öberg;✅;\n",
            "Liisa Mäkinen, Siv Öberg",
            "Pekka Salo",
            "",
        ),
        (
            "1;;21.11.\n1;Liisa Mäkinen;x\n2;Pekka Salo;(x)\n3;Siv Öberg;x\n",
            "Liisa Mäkinen, Pekka Salo, Siv Öberg",
            "",
            "Pekka Salo",
        ),
        (
            ";Liisa Mäkinen;Pekka Salo;Siv Öberg\n21.11.;x;ei;x\n28.11.;;x;x\n",
            "Liisa Mäkinen, Siv Öberg",
            "Pekka Salo",
            "",
        ),
        (";Taho;21.11.\nLiisa Mäkinen;Martat;x\nPekka Salo;4H;x\n", "Liisa Mäkinen / Martat, Pekka Salo / 4H", "", ""),
    ],
)
def test_a_poll_needs_no_header_of_its_names(tmp_path: Path, text: str, people: str, gone: str, unsure: str) -> None:
    """The names are found beside the answers, and of these the ones for the day of the meeting count."""
    roster = roster_of(tmp_path, text, day=_DAY)
    assert ", ".join(named(roster)) == people
    assert ", ".join(one.name for one in roster.gone) == gone
    assert told(roster, "unsure").partition(" (")[0] == unsure


def test_a_column_that_was_found_without_a_header_is_told_so(tmp_path: Path) -> None:
    """Nobody wrote *nimi* above the names of a poll: what is shown of it does not say that somebody did."""
    poll = roster_of(tmp_path, ";21.11.;28.11.\nLiisa Mäkinen;x;\nPekka Salo;;x\n", day=_DAY)
    assert poll.show_columns(load_texts("fi")).startswith("ilman otsikkoa → nimi")
    listed = roster_of(tmp_path, "Nimi;Taho\nLiisa Mäkinen;Martat\n", day=_DAY)
    assert listed.show_columns(load_texts("fi")) == "Nimi → nimi, Taho → taho"


@pytest.mark.parametrize(
    "text",
    [
        "Ryhmä;21.11.;28.11.\nJämsän Martat ry;x;\nKylän 4H-yhdistys;;x\n",
        "Liisa Mäkinen;Martat\nPekka Salo;4H\n",
        ";Sarake;21.11.\nLiisa Mäkinen;Martat;x\nPekka Salo;4H;\n",
        ";;21.11.\nLiisa;Mäkinen;x\nPekka;Salo;\n",
    ],
)
def test_what_may_be_anything_is_asked(tmp_path: Path, text: str) -> None:
    """Parties that answer, words beside the names that are no answers, and a name in two columns are no poll."""
    with pytest.raises(Unclear):
        roster_of(tmp_path, text, day=_DAY)


@pytest.mark.parametrize("last", ["", "\n?"])
def test_an_answer_may_be_missing_below_the_last_name(tmp_path: Path, last: str) -> None:
    """Names with an answer below each are read so, too, where nobody has answered for the last one, which is told."""
    roster = roster_of(tmp_path, f"Liisa Mäkinen\nKyllä\nPekka Salo\nEi\nSiv Öberg{last}\n")
    assert named(roster) == ["Liisa Mäkinen", "Siv Öberg"]
    assert [one.name for one in roster.gone] == ["Pekka Salo"]
    assert told(roster, "unsure") == "Siv Öberg (?)"
