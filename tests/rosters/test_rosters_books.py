"""Workbooks that other programs wrote, each a list of another office or tool, with what is right for it."""

import pytest

from kpfacil.rosters.people import PeopleList
from kpfacil.storage.rosters import read_roster
from tests.rosters.sheets import LISTS

PAIVI, PEKKA = "Päivi Töyrylä / Asukastupa ry", "Pekka Kallio / 4H-yhdistys"


def book(name: str) -> PeopleList:
    """Return what a workbook holds."""
    return read_roster(LISTS / f"book-{name}")


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("teams.xls", ["Päivi Töyrylä", "Pekka Kallio"]),
        ("zoom.xlsx", ["Päivi Töyrylä", "Pekka K (Pekka Kallio)"]),
        ("outlook-fi.xlsx", ["Päivi Töyrylä", "Pekka Kallio", "Oma Puu"]),
        ("forms.xlsx", [PAIVI, PEKKA]),
        ("msforms.xlsx", [PAIVI, PEKKA]),
        ("webropol.xls", [PAIVI]),
        ("merged.xls", [PAIVI, "Matti Oja / Asukastupa ry", PEKKA]),
        ("merged.xlsx", [PAIVI, "Matti Oja / Asukastupa ry", PEKKA]),
        ("hidden.xls", [PAIVI, PEKKA]),
        ("two-headers.xls", [PAIVI, PEKKA]),
        ("two-headers.xlsx", [PAIVI, PEKKA]),
        ("broken-header.xls", [PAIVI, PEKKA]),
        ("deltagare.xlsx", ["Björn Ek / Hembygdsföreningen rf"]),
    ],
)
def test_people_of_a_workbook_come_with_their_party(name: str, people: list[str]) -> None:
    """Summaries above the list, merged cells, hidden sheets and headers over two rows hide nobody and add nobody."""
    read = book(name)
    assert [f"{one.name} / {one.party}".rstrip(" /") for one in read.people] == people
    assert read.refused == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "teams.xls",
            {
                "titles": "Vieras (Pekka Kallio)",
                "twice": "Pekka Kallio, Päivi Töyrylä",
                "notes": "3. In-Meeting Activities",
            },
        ),
        ("zoom.xlsx", {"devices": "iPad (2)", "twice": "Pekka K (Pekka Kallio)"}),
        ("outlook-fi.xlsx", {"cancelled": "Sini Salo", "unsure": "Oma Puu (Vastaus: Alustava)"}),
        ("forms.xlsx", {"cancelled": "Sini Salo", "remote": "Pekka Kallio"}),
        ("webropol.xls", {"cancelled": "Pekka Kallio", "waiting": "Máret Ánne Länsman"}),
        ("merged.xls", {"sums": "Yhteensä 3", "merged": ""}),
        ("deltagare.xlsx", {"cancelled": "Åsa Sjö"}),
        ("hidden.xls", {}),
    ],
)
def test_what_a_workbook_hides_is_told(name: str, told: dict[str, str]) -> None:
    """Who was left out, found twice or filled in is named; that a list has names alone is another sentence."""
    said = {one.key.rpartition(".")[2]: str(one.details.get("names", "")) for one in book(name).told}
    assert {key: names for key, names in said.items() if key != "names-only"} == told
