"""A yes and a no below headers that ask how somebody takes part, or whether they stay away."""

from pathlib import Path

import pytest

from kpfacil.rosters.people import PeopleList
from kpfacil.storage.rosters import read_roster


def _roster(folder: Path, header: str, *answers: str) -> PeopleList:
    path = folder / "lista.csv"
    rows = [f"{name};Martat;{answer}" for name, answer in zip(("Päivi", "Pekka", "Sini"), answers, strict=False)]
    path.write_text("\n".join((f"Nimi;Taho;{header}", *rows)) + "\n", encoding="utf-8")
    return read_roster(path)


@pytest.mark.parametrize(
    "header",
    [
        "Osallistutko etänä?",
        "Osallistun etänä",
        "Etänä",
        "Tarvitsetko etäyhteyden?",
        "Haluan etälinkin",
        "Etäosallistuminen",
        "Attending remotely?",
        "Will you attend online?",
        "Deltar du på distans?",
        "Tuletko paikalle vai etänä?",
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("Kyllä", "En"), ("Yes", "No"), ("Ja", "Nej"), ("x", "-"), ("1", "0")])
def test_a_no_to_taking_part_remotely_is_the_room(tmp_path: Path, header: str, yes: str, no: str) -> None:
    """Who says yes is marked remote, who says no comes to the room, and nobody is left out."""
    roster = _roster(tmp_path, header, yes, no, "")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", True), ("Pekka", False), ("Sini", False)]


@pytest.mark.parametrize("header", ["Paikan päällä?", "Osallistutko paikan päällä?", "In person?", "På plats?"])
def test_a_no_to_the_room_is_remote(tmp_path: Path, header: str) -> None:
    """Who is not in the room where that is asked takes part remotely."""
    roster = _roster(tmp_path, header, "Kyllä", "Ei", "x")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", False), ("Pekka", True), ("Sini", False)]


@pytest.mark.parametrize("header", ["Tuletko paikalle vai etänä?", "Deltar du på plats eller på distans?"])
def test_a_no_to_every_way_leaves_out(tmp_path: Path, header: str) -> None:
    """Where others name the way, a no says that somebody does not come."""
    roster = _roster(tmp_path, header, "Paikalle", "Etänä", "En")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", False), ("Pekka", True)]


@pytest.mark.parametrize(
    "header",
    [
        "Peruutan osallistumiseni",
        "Perun osallistumiseni",
        "Perunut",
        "Estynyt",
        "Poissa",
        "En pääse",
        "Jään pois",
        "Did you cancel?",
        "Cancelled",
        "Absent",
        "Not attending",
        "Avbokad",
        "Avböjt",
        "Frånvarande",
        "Jag avbokar",
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("Kyllä", "Ei"), ("Yes", "No"), ("x", "-"), ("x", "Ei peruttu")])
def test_a_yes_to_staying_away_leaves_out(tmp_path: Path, header: str, yes: str, no: str) -> None:
    """A mark below a header of cancelling or being away leaves out and is told; a no and nothing do not."""
    roster = _roster(tmp_path, header, no, yes, "")
    assert [one.name for one in roster.people] == ["Päivi", "Sini"]
    assert [one.details["names"] for one in roster.told if one.key == "roster.told.cancelled"] == ["Pekka"]


@pytest.mark.parametrize("header", ["Anmäld", "Registered", "Ilmoittautunut", "Tulossa", "Kommer"])
def test_a_no_to_coming_leaves_out(tmp_path: Path, header: str) -> None:
    """A no below a header of being registered or coming leaves out and is told."""
    assert [one.name for one in _roster(tmp_path, header, "ja", "nej", "").people] == ["Päivi", "Sini"]


@pytest.mark.parametrize("header", ["Peruutusehdot hyväksytty", "Cancellation policy accepted", "Avbokningsvillkor"])
def test_who_agrees_to_terms_of_cancelling_comes(tmp_path: Path, header: str) -> None:
    """Terms are nobody's cancellation."""
    assert len(_roster(tmp_path, header, "Kyllä", "x", "ok").people) == 3
