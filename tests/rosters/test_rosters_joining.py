"""People of a list coming to the table: known by their names, never twice, all as one change."""

from dataclasses import replace

import pytest

from kpfacil.commands.base import Refused, Scene
from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant, SetPresence
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.rosters.cells import Listed
from kpfacil.rosters.joining import Joining
from tests.fakes import NOW, PROCESS, a_session

SCENE = Scene(process=PROCESS, now=NOW)


def guest(name: str, party: str = "", field: str = "", handle: str = "") -> Listed:
    return Listed(2, name, party, field, ("secretary",) if field else (), handle)


@pytest.fixture
def table() -> Session:
    """A table with Liisa present for the village committee and Pekka without a party."""
    return replace(
        a_session(),
        parties=(Party(id="kyla", name="Kylätoimikunta"),),
        participants=(
            Participant(id="liisa", name="Liisa Mäkinen", party="kyla", presence="present"),
            Participant(id="pekka", name="Pekka Virtanen", presence="present"),
        ),
    )


def test_newcomers_get_ids_and_their_parties_come_with_them(table: Session) -> None:
    """Who is not known is expected at the table, with a party that may be new to it."""
    joining = Joining(table)
    joining.take(guest("Liisa Toinen", "4H", "nuoriso"))
    joining.take(guest("Aino Lehto", "kylätoimikunta"))
    assert joining.commands == [
        AddParty(id="4h", name="4H"),
        AddParticipant(
            id="liisat", name="Liisa Toinen", party="4h", field="nuoriso", presence="expected", roles=("secretary",)
        ),
        AddParticipant(id="aino", name="Aino Lehto", party="kyla", presence="expected"),
    ]
    assert joining.command.apply(table, SCENE) == joining.session
    assert (joining.added, joining.known) == (["liisat", "aino"], [])


def test_the_known_are_brought_up_to_date(table: Session) -> None:
    """Nobody is doubled; what the list does not tell stays, presence too, and nothing changed is no command."""
    joining = Joining(table)
    joining.take(guest("LIISA  MÄKINEN", field="sote"))
    joining.take(guest("Pekka Virtanen"))
    assert joining.commands == [
        EditParticipant(id="liisa", name="Liisa Mäkinen", party="kyla", field="sote", roles=("secretary",))
    ]
    assert joining.known == ["liisa", "pekka"]
    assert [person.presence for person in joining.session.participants] == ["present", "present"]


def test_before_a_meeting_everybody_listed_is_expected(table: Session) -> None:
    """A list for a meeting that is being prepared makes those on it expected again."""
    joining = Joining(table, expected=True)
    joining.take(guest("Pekka Virtanen"))
    joining.take(guest("Pekka Virtanen"))
    assert joining.commands[0] == SetPresence(id="pekka", presence="expected")
    assert joining.added == ["pekkav"]


def test_a_former_member_comes_back_with_the_old_id(table: Session) -> None:
    """The previous meeting's people and parties keep their ids where those are free."""
    bare = replace(table, participants=(), parties=())
    joining = Joining(bare, table)
    joining.take(guest("Liisa Mäkinen", "Kylätoimikunta"))
    joining.take(guest("Pekka Virtanen", handle="pv"))
    assert [(person.id, person.party) for person in joining.session.participants] == [("liisa", "kyla"), ("pv", "")]
    taken = Joining(replace(bare, parties=(Party(id="liisa", name="X"),)), table)
    taken.take(guest("Liisa Mäkinen"))
    assert [(person.id, person.party) for person in taken.session.participants] == [("liisam", "")]


def test_a_former_member_keeps_a_party_that_is_there(table: Session) -> None:
    """A party that the list does not name is taken from the previous meeting where it is still at the table."""
    joining = Joining(replace(table, participants=()), table)
    joining.take(guest("Liisa Mäkinen"))
    assert joining.session.participants[0].party == "kyla"
    renamed = Joining(replace(table, participants=(), parties=(Party(id="kyla", name="Toinen"),)), table)
    renamed.take(guest("Liisa Mäkinen", "Kylätoimikunta"))
    assert renamed.session.parties[1].id == "kylatoimikunta"


def test_two_of_one_name_are_told_apart_by_party(table: Session) -> None:
    """Of namesakes the one of the same party is meant; where none is, the name alone tells nothing."""
    twin = replace(table.participants[0], id="liisa2", party="")
    joining = Joining(replace(table, participants=(*table.participants, twin)))
    joining.take(guest("Liisa Mäkinen", "Kylätoimikunta"))
    assert joining.known == ["liisa"]
    other = Joining(joining.session)
    other.take(guest("Liisa Mäkinen", "Seurakunta"))
    assert len(other.added) == 1


def test_an_id_is_asked_for(table: Session) -> None:
    """A known id means that person under a new name; another's or an impossible one is refused and brings nothing."""
    joining = Joining(table)
    joining.take(guest("Liisa Virtanen", handle="liisa"))
    assert joining.session.participants[0].name == "Liisa Virtanen"
    with pytest.raises(Refused, match="handle-taken"):
        joining.take(guest("Uusi", "Uusi taho", handle="kyla"))
    with pytest.raises(Refused, match="bad-handle"):
        joining.take(guest("Uusi", handle="T4"))
    assert len(joining.commands) == 1
    assert joining.session.parties == table.parties


def test_who_cannot_come_is_told_with_the_line(table: Session) -> None:
    """Of a whole list those who can are seated; who asks for the own party's id is told."""
    joining = Joining(table)
    faults = joining.take_all(
        (guest("Aino Lehto", "4H"), guest("Uusi", "Martat", handle="martat"), guest("Esa", "Martat"))
    )
    assert [(fault.key, fault.line) for fault in faults] == [("refused.handle-taken", 2)]
    assert [joining.session.name_of(person.party) for person in joining.session.participants[-2:]] == ["4H", "Martat"]


def test_who_is_remote_on_the_list_is_marked(table: Session) -> None:
    """A newcomer and somebody known are remote where the list says so."""
    joining = Joining(table)
    joining.take(replace(guest("Aino Lehto"), remote=True))
    joining.take(replace(guest("Pekka Virtanen"), remote=True))
    assert [person.presence for person in joining.session.participants] == ["present", "remote", "remote"]
    assert joining.command.apply(table, SCENE) == joining.session


def test_people_without_letters_of_ours_get_ids_too(table: Session) -> None:
    """Names that fold to nothing, and many of one name, get an id each that nobody has."""
    joining = Joining(table)
    joining.take(guest("Vieras", handle="vieras3"))
    for name in ("Петров", "Петров", "Петров", "S1", "S1", "Kaikki"):
        joining.take(guest(name))
    assert joining.added == ["vieras3", "vieras2", "vieras4", "vieras5", "s1-2", "s1-3", "kaikki2"]


def test_two_of_one_letter_get_ids_that_are_no_entrys(table: Session) -> None:
    """`o2` would be an entry's id, and so would be all that follow it."""
    joining = Joining(table)
    for name in ("O", "O.", "T", "T."):
        joining.take(guest(name))
    assert joining.added == ["o", "o-2", "t", "t-2"]


def test_a_party_is_one_with_and_without_its_legal_form(table: Session) -> None:
    """Kylätoimikunta of the table and Kylätoimikunta ry of a list are the same party, by the table's name."""
    joining = Joining(table)
    joining.take(guest("Aino Kallio", "Kylätoimikunta ry"))
    joining.take(guest("Esko Oja", "Martat ry"))
    joining.take(guest("Oili Oja", "Martat"))
    session = joining.session
    assert [party.name for party in session.parties] == ["Kylätoimikunta", "Martat ry"]
    assert [person.party for person in session.participants[2:]] == ["kyla", "martat", "martat"]


def test_the_known_are_known_turned_round_and_what_changes_is_told(table: Session) -> None:
    """Another order or hyphen of a known name is that person, who keeps the name; moves and new parties are told."""
    known = Participant(id="ml", name="Maija-Liisa Oja", party="kyla")
    joining = Joining(replace(table, participants=(*table.participants, known)), expected=True)
    joining.take_all([guest("Virtanen Pekka", "4H"), guest("Maija Liisa Oja", "4H"), guest("Uusi Ulla", "4H")])
    assert (joining.known, joining.added) == (["pekka", "ml"], ["uusi"])
    assert [person.name for person in joining.session.participants][1:3] == ["Pekka Virtanen", "Maija-Liisa Oja"]
    assert [(one.key.rpartition(".")[2], one.details["names"]) for one in joining.told] == [
        ("new-parties", "4H"),
        ("known-as", "Virtanen Pekka (Pekka Virtanen), Maija Liisa Oja (Maija-Liisa Oja)"),
        ("moved", "Maija-Liisa Oja (Kylätoimikunta → 4H)"),
    ]
