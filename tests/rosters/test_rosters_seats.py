"""A list meeting a table that has people: nobody twice, nobody's name changed untold, and what isn't clear is told."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from kpfacil.commands.base import Scene
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.rosters.cells import Listed
from kpfacil.rosters.joining import Joining
from tests.fakes import NOW, PROCESS, a_session
from tests.rosters.test_rosters_real_lists import roster_of

_PARTIES = {
    "kyla": "Kylätoimikunta",
    "kisa": "Liikuntaseura Kisa-Veikot ry",
    "martat": "Martat",
    "srk": "Seurakunta",
    "ekl": "Eläkeliiton Jämsän yhdistys / EKL",
    "vanh": "Vanhempainyhdistys",
    "saame": "Saamelaisyhdistys",
    "kaupunki": "Jämsän kaupunki",
}
_PEOPLE = (
    ("liisa", "Liisa Mäkinen", "kyla"),
    ("pekka", "Pekka Virtanen", "kisa"),
    ("pekkak", "Pekka Kallio", "martat"),
    ("anna", "Anna Laine", "srk"),
    ("jaakko", "Jaakko af Ursin", ""),
    ("jp", "J.P. Söderström", "ekl"),
    ("ville", "Ville O'Connor", "vanh"),
    ("maret", "Máret Ánne Näkkäläjärvi", "saame"),
)


@pytest.fixture
def table() -> Session:
    """A table of eight, all of them expected."""
    return replace(
        a_session(),
        parties=tuple(Party(id=handle, name=name) for handle, name in _PARTIES.items()),
        participants=tuple(Participant(id=handle, name=name, party=party) for handle, name, party in _PEOPLE),
    )


def join(table: Session, *guests: Listed, gone: tuple[Listed, ...] = (), expected: bool = True) -> Joining:
    joining = Joining(table, expected=expected)
    assert joining.take_all(guests, gone) == ()
    assert joining.command.apply(table, Scene(process=PROCESS, now=NOW)) == joining.session
    return joining


def listed(name: str, party: str = "", why: Literal["", "cancelled", "waiting"] = "", replaces: str = "") -> Listed:
    return Listed(2, name, party, gone=why, replaces=replaces)


def told(joining: Joining) -> Mapping[str, str]:
    return {one.key.rpartition(".")[2]: str(one.details["names"]) for one in joining.told}


@pytest.mark.parametrize(
    ("name", "party", "handle"),
    [
        ("J. P. Söderström", "EKL", "jp"),
        ("JP Söderström", "Eläkeliiton Jämsän yhdistys", "jp"),
        ("J-P Soderstrom", "", "jp"),
        ("Jukka-Pekka Söderström", "EKL", "jp"),
        ("Ville OConnor", "Vanhempainyhdistys", "ville"),
        ("Ville O’Connor", "Vanhempainyhdistys ry", "ville"),
        ("O'Connor V.", "Vanhempainyhdistys", "ville"),
        ("Maret Anne Nakkalajarvi", "Saamelaisyhdistys", "maret"),
        ("Máret Näkkäläjärvi", "Saamelaisyhdistys", "maret"),
        ("Pekka", "Martat", "pekkak"),
        ("Pekka V", "", "pekka"),
        ("Pekka V.", "Kisa-Veikot", "pekka"),
        ("P. Virtanen", "", "pekka"),
        ("Virtanen Pekka Juhani", "Kisa-Veikot", "pekka"),
        ("Máret Ánne", "Saamelaisyhdistys", "maret"),
        ("Liisa", "", "liisa"),
        ("Mäkinen", "Kylätoimikunta", "liisa"),
    ],
)
def test_nobody_of_the_table_comes_twice(table: Session, name: str, party: str, handle: str) -> None:
    """Stops, apostrophes, diacritics, initials and short names do not make somebody else; who is meant is told."""
    joining = join(table, listed(name, party))
    assert (joining.known, joining.added) == ([handle], [])
    assert joining.session.parties == table.parties
    known = told(joining)
    assert {"known-as", "renamed"} & known.keys()


@pytest.mark.parametrize(
    ("name", "party", "near"),
    [
        ("Pekka", "", "Pekka (Pekka Virtanen, Pekka Kallio)"),
        ("Pekka", "Seurakunta", "Pekka (Pekka Virtanen, Pekka Kallio)"),
        ("Liisa Mäkkinen", "Kylätoimikunta", "Liisa Mäkkinen (Liisa Mäkinen)"),
        ("Lisa Mäkinen", "", "Lisa Mäkinen (Liisa Mäkinen)"),
        ("Pekka V", "Martat", "Pekka V (Pekka Virtanen)"),
    ],
)
def test_who_may_be_somebody_of_the_table_is_told(table: Session, name: str, party: str, near: str) -> None:
    """Where a name may be several people's, another party's or misspelt, somebody new comes, and that is told."""
    joining = join(table, listed(name, party))
    assert (joining.known, len(joining.added)) == ([], 1)
    assert told(joining)["maybe-known"] == near


@pytest.mark.parametrize("name", ["Liisa Laine", "Anna Mäkelä", "Pekka Salo", "Jaakko Ursinen", "Annaleena Laine"])
def test_others_are_simply_new(table: Session, name: str) -> None:
    """A shared first name or surname makes nobody known, and nothing is told of it."""
    joining = join(table, listed(name, "Kylätoimikunta"))
    assert (joining.known, len(joining.added)) == ([], 1)
    assert "maybe-known" not in told(joining)


def test_a_short_name_is_nobodys_where_two_of_the_list_have_it(table: Session) -> None:
    """Of two who may be the same one of the table neither is; whole names are found before short ones, in any order."""
    short = replace(table, participants=(Participant(id="pekka", name="Pekka"),))
    assert join(short, listed("Pekka Virtanen", "EKL"), listed("Pekka Kallio", "EKL")).known == []
    joining = join(table, listed("Pekka", "Kisa-Veikot"), listed("Pekka Virtanen", "Kisa-Veikot"))
    assert joining.known == ["pekka"]
    assert told(joining)["maybe-known"] == "Pekka (Pekka Virtanen, Pekka Kallio)"


def test_the_one_of_the_party_is_found_before_the_name_alone(table: Session) -> None:
    """A namesake of another party who stands first in the list is not taken for the one of the table."""
    joining = join(table, listed("Liisa Mäkinen", "Martat"), listed("Liisa Mäkinen", "Kylätoimikunta"))
    assert joining.known == ["liisa"]
    assert joining.session.participant("liisa") == table.participant("liisa")


@pytest.mark.parametrize(
    ("known", "name", "kept", "key"),
    [
        ("Anna Laine", "anna laine", "Anna Laine", ""),
        ("Jaakko af Ursin", "Jaakko Af Ursin", "Jaakko af Ursin", ""),
        ("Liisa Mäkinen", "LIISA MÄKINEN", "Liisa Mäkinen", ""),
        ("Ville O'Connor", "Ville Oconnor", "Ville O'Connor", "known-as"),
        ("Pekka Virtanen", "virtanen pekka", "Pekka Virtanen", "known-as"),
        ("Virtanen Pekka", "Pekka Virtanen", "Pekka Virtanen", "renamed"),
        ("anna laine", "Anna Laine", "Anna Laine", "renamed"),
        ("Pekka V", "Pekka Virtanen", "Pekka Virtanen", "renamed"),
        ("Virtanen Pekka", "pekka virtanen", "Virtanen Pekka", "known-as"),
        ("Anna Laine", "Anna Laine (Anna Laineenoja)", "Anna Laine", "known-as"),
        ("Anna Laine (Ansku)", "Anna Laine", "Anna Laine (Ansku)", "known-as"),
    ],
)
def test_the_tables_spelling_stands(table: Session, known: str, name: str, kept: str, key: str) -> None:
    """A name of the table is changed by a fuller or better one alone, and that is told."""
    joining = join(replace(table, participants=(Participant(id="x", name=known),)), listed(name))
    assert [person.name for person in joining.session.participants] == [kept]
    assert {"known-as", "renamed"} & told(joining).keys() == ({key} if key else set())


def test_the_earlier_spelling_stands_in_an_empty_table_too(table: Session) -> None:
    """Who was at the table before comes back under the name and party that stood there."""
    joining = Joining(replace(table, participants=(), parties=()), table, expected=True)
    joining.take_all([listed("ville oconnor", "VANHEMPAINYHDISTYS")])
    assert [person.name for person in joining.session.participants] == ["Ville O'Connor"]
    assert [party.name for party in joining.session.parties] == ["Vanhempainyhdistys"]
    assert (joining.known, joining.added) == (["ville"], [])


def test_what_the_list_changes_is_told(table: Session) -> None:
    """Another field, another role and another party are told with what stood there; a mere other case is none."""
    known = Participant(id="x", name="Aino Ek", party="martat", field="Kulttuuri", roles=("facilitator",))
    changed = Listed(2, "Aino Ek", "EKL", "sote", ("chair",))
    joining = join(replace(table, participants=(known,)), changed)
    assert told(joining) == {
        "known-parties": "EKL (Eläkeliiton Jämsän yhdistys / EKL)",
        "moved": "Aino Ek (Martat → Eläkeliiton Jämsän yhdistys / EKL)",
        "field-changed": "Aino Ek (Kulttuuri → sote)",
        "role-changed": "Aino Ek",
    }
    same = Listed(2, "Aino Ek", "martat", "kulttuuri", ("chair", "facilitator"))
    joining = join(replace(table, participants=(known,)), same)
    assert [person.field for person in joining.session.participants] == ["Kulttuuri"]
    assert told(joining) == {}


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("EKL", "ekl"),
        ("Kisa Veikot", "kisa"),
        ("Kaupunki", "kaupunki"),
        ("Jamsan kaupunki", "kaupunki"),
        ("Jämsän Martat", ""),
    ],
)
def test_a_party_is_known_in_short_where_it_is_one(table: Session, name: str, party: str) -> None:
    """A party of the list that is a known one in short is that one, and that is told; others are new, and told too."""
    joining = join(table, listed("Uusi Ulla", name))
    person = joining.session.participants[-1]
    assert (person.party in _PARTIES, person.party if party else "") == (party != "", party)
    assert name in told(joining)["known-parties" if party else "new-parties"]


def test_who_cancelled_is_excused(table: Session) -> None:
    """Who is on the list as not coming is excused at the table; of a queue and of those here it is only told."""
    gone = (
        listed("Liisa Mäkinen", "Kylätoimikunta", "cancelled"),
        listed("Pekka V", "", "waiting"),
        listed("Outo Outi", "", "cancelled"),
        listed("Pekka Kallio", "Kisa-Veikot", "cancelled"),
    )
    joining = join(table, listed("Anna Laine"), gone=gone)
    assert [(one.id, one.presence) for one in joining.session.participants if one.presence != "expected"] == [
        ("liisa", "excused")
    ]
    assert told(joining)["excused"] == "Liisa Mäkinen"
    assert told(joining)["waiting-expected"] == "Pekka Virtanen"
    assert told(joining)["gone-elsewhere"] == "Pekka Kallio (Kisa-Veikot)"
    assert "Liisa" not in told(joining)["not-listed"]
    assert "Jaakko af Ursin" in told(joining)["not-listed"]
    here = replace(table, participants=tuple(replace(one, presence="present") for one in table.participants))
    joining = join(here, gone=gone, expected=False)
    assert joining.commands == []
    assert told(joining)["gone-here"] == "Liisa Mäkinen, Pekka Virtanen, Pekka Kallio"


def test_who_cancelled_and_came_after_all_comes(table: Session) -> None:
    """A second row that says that somebody comes wins."""
    joining = join(table, listed("Liisa Mäkinen"), gone=(listed("Liisa Mäkinen", "", "cancelled"),))
    assert (joining.known, joining.commands) == (["liisa"], [])


def test_who_kept_a_party_is_told(table: Session) -> None:
    """Somebody without a party in a list of parties keeps the one at the table."""
    joining = join(table, listed("Anna Laine"), listed("Pekka Kallio", "Martat"))
    assert told(joining)["party-kept"] == "Anna Laine (Seurakunta)"
    assert "party-kept" not in told(join(table, listed("Anna Laine")))


def test_who_is_new_and_who_is_known_is_told(table: Session) -> None:
    """Where there was anybody to be known, the number of them and the names of the others are told."""
    joining = join(table, listed("Anna Laine"), listed("Uusi Ulla"))
    assert [one.details for one in joining.newcomers] == [{"n": "1"}, {"names": "Uusi Ulla"}]
    assert len(join(table, listed("Anna Laine")).newcomers) == 1
    assert join(replace(table, participants=()), listed("Anna Laine")).newcomers == ()


def test_a_former_member_is_one_again_and_it_is_told(table: Session) -> None:
    """A list brings a former member back."""
    former = replace(table.participants[0], standing="former")
    joining = join(replace(table, participants=(former, *table.participants[1:])), listed("Liisa Mäkinen"))
    assert told(joining)["returned"] == "Liisa Mäkinen"
    namesake = replace(former, id="x", name="Anna Ek", party="")
    assert join(replace(table, participants=(namesake, *table.participants)), listed("Anna")).known == ["anna"]


@pytest.mark.parametrize("old", ["Anna Laine", "Laine Anna", "anna", "Anna L.", "Anna Laine (Seurakunta)"])
def test_somebody_takes_anothers_place(table: Session, old: str) -> None:
    """Whom somebody comes for is a former member, and the newcomer has the same field."""
    sector = replace(table.participants[3], field="sote")
    here = replace(table, participants=(*table.participants[:3], sector, *table.participants[4:]))
    joining = join(here, listed("Maija Meri", "Seurakunta", replaces=old))
    new = joining.session.participants[-1]
    assert (new.name, new.replaces, new.field) == ("Maija Meri", "anna", "sote")
    before = joining.session.participant("anna")
    assert before is not None
    assert before.standing == "former"
    assert told(joining)["replaced"] == "Maija Meri (Anna Laine)"
    assert "Anna Laine" not in told(joining)["not-listed"]
    again = join(joining.session, listed("Maija Meri", "Seurakunta", replaces=old))
    assert (again.session, "replaced" in told(again)) == (joining.session, False)


def test_a_member_takes_anothers_place(table: Session) -> None:
    """Somebody who is at the table already takes a place too."""
    joining = join(table, listed("Liisa Mäkinen", replaces="Anna Laine"))
    assert [(one.id, one.replaces) for one in joining.session.participants if one.replaces] == [("liisa", "anna")]
    assert [one.id for one in joining.session.participants if one.standing == "former"] == ["anna"]


@pytest.mark.parametrize(
    "old", ["Tuntematon Toini", "Pekka", "Liisa Mäkinen", "Maija Meri", "Anna Laine ja Jaakko af Ursin", "x", "?"]
)
def test_whose_place_is_not_clear_is_told(table: Session, old: str) -> None:
    """Somebody unknown, several, who comes too or the newcomer leaves nobody's place."""
    joining = join(table, listed("Liisa Mäkinen"), listed("Maija Meri", "Seurakunta", replaces=old))
    assert told(joining)["not-replaced"] == f"Maija Meri ({old})"
    assert {one.standing for one in joining.session.participants} == {"member"}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Nimi;Taho;Tila\nLiisa Mäki;4H;peruutettu\nAnna Ek;4H;tulossa\n", [("Liisa Mäki", "4H", "cancelled")]),
        ("Nimi;Taho;Tila\nLiisa Mäki;4H;jonossa\nAnna Ek;4H;tulossa\n", [("Liisa Mäki", "4H", "waiting")]),
        ("Nimi;Taho\nLiisa Mäki (perunut);4H\nAnna Ek;4H\n", [("Liisa Mäki", "4H", "cancelled")]),
        ("Nimi;Taho\nAnna Ek;4H\nPeruneet\nLiisa Mäki;4H\n", [("Liisa Mäki", "4H", "cancelled")]),
        (
            "Nimi;Taho;Tila\nLiisa ja Matti Mäki;4H;perunut\nAnna Ek;4H;tulossa\n",
            [("Liisa Mäki", "4H", "cancelled"), ("Matti Mäki", "4H", "cancelled")],
        ),
    ],
)
def test_who_does_not_come_is_read_too(tmp_path: Path, text: str, gone: list[tuple[str, str, str]]) -> None:
    """Those on the list who do not come are kept apart from those who do."""
    roster = roster_of(tmp_path, text)
    assert [(one.name, one.party, one.gone) for one in roster.gone] == gone
    assert [one.name for one in roster.people] == ["Anna Ek"]


@pytest.mark.parametrize("header", ["Korvaa", "Replaces", "Ersätter", "KORVATTAVA", "Kenen tilalle"])
def test_whose_place_somebody_takes_is_read(tmp_path: Path, header: str) -> None:
    """A column tells whom each replaces; an empty one, or a line in it, is nobody."""
    roster = roster_of(tmp_path, f"Nimi;{header};Taho\nMaija Meri;Anna Laine;4H\nEsa Ek;-;4H\nEero Ek;;4H\n")
    assert [(one.name, one.party, one.replaces) for one in roster.people] == [
        ("Maija Meri", "4H", "Anna Laine"),
        ("Esa Ek", "4H", ""),
        ("Eero Ek", "4H", ""),
    ]
    assert [kind for _, kind in roster.columns] == ["name", "replaces", "party"]


@pytest.mark.parametrize(
    ("text", "spare"),
    [
        ("Nimi;Rooli\nLisa Ek;varajäsen\nEsa Ek;jäsen\n", "varajäsen (Lisa Ek)"),
        ("Nimi;Rooli\nLisa Ek;1. varajäsen\nEsa Ek;\n", "1. varajäsen (Lisa Ek)"),
        ("Nimi;Rooli\nLisa Ek;Suppleant\nEsa Ek;\n", "Suppleant (Lisa Ek)"),
        ("Nimi;Rooli\nLisa Ek;deputy member\nEsa Ek;\n", "deputy member (Lisa Ek)"),
        ("Nimi;Rooli\nLisa Ek;varaedustaja, sihteeri\nEsa Ek;\n", "varaedustaja (Lisa Ek)"),
        ("Nimi\nLisa Ek (varajäsen)\nEsa Ek\n", "varajäsen (Lisa Ek)"),
        ("Nimi;Taho\nEsa Ek;4H\nVarajäsenet\nLisa Ek;4H\nAsiantuntijat\nEero Ek;4H\n", "Varajäsenet (Lisa Ek)"),
    ],
)
def test_substitutes_are_told(tmp_path: Path, text: str, spare: str) -> None:
    """Who is only a substitute comes like the others, and that is told."""
    roster = roster_of(tmp_path, text)
    assert {"Lisa Ek", "Esa Ek"} <= {one.name for one in roster.people}
    assert [one.details["names"] for one in roster.told if one.key == "roster.told.spare"] == [spare]


def test_one_of_a_list_is_one_without_diacritics(tmp_path: Path) -> None:
    """A name of one party that lost its diacritics, stops or apostrophes on another row is the same person."""
    rows = "Máret Ánne Näkkäläjärvi;4H\nMaret Anne Nakkalajarvi;4H\nJ.P. Ek;4H\nJ P Ek;4H\nVäinö Ek;4H\nVaino Ek;Srk\n"
    names = [one.name for one in roster_of(tmp_path, f"Nimi;Taho\n{rows}").people]
    assert names == ["Máret Ánne Näkkäläjärvi", "J.P. Ek", "Väinö Ek", "Vaino Ek"]
