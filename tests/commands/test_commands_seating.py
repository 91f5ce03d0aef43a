"""People of a list coming to the table at once."""

import pytest

from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant, SetPresence
from kpfacil.commands.seating import Seating, SeatPeople
from kpfacil.model.people import Participant, Party
from tests.commands.conftest import Refusal
from tests.fakes import a_session, after


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
