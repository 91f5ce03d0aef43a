"""People of a list coming to the table at once."""

from dataclasses import replace

import pytest

from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant, Seating, SeatPeople, SetPresence
from kpfacil.model.people import Participant, Party
from tests.commands.conftest import Refusal
from tests.fakes import a_person, a_session, after


def test_people_and_parties_come_in_the_order_of_the_list() -> None:
    """Parties and people are added, changed and marked as one change."""
    before = a_session()
    session = after(
        before,
        SeatPeople(
            changes=(
                AddParty(id="uusi", name="Uusi seura"),
                AddParticipant(id="eeva", name="Eeva Laine", party="uusi", presence="expected"),
                EditParticipant(id="eeva", name="Eeva Lehto", party="uusi", field="sote"),
                SetPresence(id="eeva", presence="remote"),
                SetPresence(id="aino", presence="excused"),
            )
        ),
    )
    assert session.parties[-1] == Party(id="uusi", name="Uusi seura")
    assert session.participants[-1] == Participant(
        id="eeva", name="Eeva Lehto", party="uusi", field="sote", presence="remote"
    )
    assert len(session.participants) == len(before.participants) + 1


def test_a_former_member_on_a_list_is_a_member_again() -> None:
    """Whoever is listed has been chosen anew, and whoever is marked as here has come back."""
    former = replace(a_person("eeva", presence="absent"), standing="former")
    before = replace(a_session(), participants=(*a_session().participants, former))
    changes = (EditParticipant(id="eeva", name="Eeva"), SetPresence(id="eeva", presence="remote"))
    alone = after(before, *changes)
    assert after(before, SeatPeople(changes=changes)) == alone
    assert alone.participants[-1].standing == "member"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (AddParty(id="T4", name="X"), "bad-handle"),
        (AddParty(id="aino", name="X"), "handle-taken"),
        (AddParty(id="uusi", name=""), "nameless"),
        (AddParticipant(id="martat", name="X"), "handle-taken"),
        (AddParticipant(id="uusi", name="X", party="nobody"), "no-such-party"),
        (EditParticipant(id="nobody", name="X"), "no-such-person"),
        (EditParticipant(id="aino", name=""), "nameless"),
        (EditParticipant(id="aino", name="X", party="nobody"), "no-such-party"),
        (SetPresence(id="nobody", presence="present"), "no-such-person"),
    ],
)
def test_a_list_is_refused_as_its_changes_would_be(refusal: Refusal, change: Seating, key: str) -> None:
    """Each change of a list is held to what it is held to alone."""
    assert refusal(a_session(), SeatPeople(changes=(change,))) == key
