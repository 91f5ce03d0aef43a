"""What the boards show: every kind of entry as a card, and each column in its order."""

import pytest

from kpfacil.model.entries import Idea, Note, Offer, Parked, Task
from kpfacil.model.kinds import Kind
from kpfacil.model.session import Session
from kpfacil.model.value import make_trusted
from kpfacil.views.cards import card, column
from kpfacil.views.names import name_and_party, short_name
from tests.fakes import a_session


def _full() -> Session:
    return a_session(
        ideas=(Idea(id="I1", text="vanha"), Idea(id="I2", text="pois", fate="dropped"), Idea(id="I3", text="uusi")),
        tasks=(Task(id="T1", text="tehty", state="done"), Task(id="T2", text="auki"), Task(id="T3", text="uusi")),
        parked=(Parked(id="P1", text="myöhemmin", theme="talvi"), Parked(id="P2", text="vielä myöhemmin")),
        offers=(Offer(id="O1", text="auto", task="T2"), Offer(id="O2", text="aikaa")),
        notes=(Note(id="N1", text="muista"), Note(id="N2", text="ja tämä")),
    )


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("idea", ["I3", "I1", "I2"]),
        ("task", ["T3", "T2", "T1"]),
        ("agreement", []),
        ("parked", ["P2", "P1"]),
        ("offer", ["O2", "O1"]),
        ("note", ["N2", "N1"]),
        ("goal", []),
    ],
)
def test_a_column_is_newest_first_with_what_is_over_at_the_end(kind: Kind, ids: list[str]) -> None:
    """Ideas let go and tasks done stand after the rest; every other kind is simply newest first."""
    assert [entry.id for entry in column(_full(), kind).entries] == ids


def test_every_kind_of_entry_makes_a_card_of_its_words() -> None:
    """A card carries the id, the kind's words, a parked matter's theme and what an offer has become."""
    session = _full()
    cards = {entry.id: card(session, entry) for entry in session.entries()}
    assert {entry_id: made.text for entry_id, made in cards.items()} == {
        entry.id: entry.text for entry in session.entries()
    }
    assert cards["P1"].theme == "talvi"
    assert cards["O1"].became == ("T2",)
    assert cards["O2"].became == ()
    assert cards["T2"].trouble == "no-owner"
    assert cards["T1"].trouble == ""


def test_an_unknown_handle_stands_for_itself() -> None:
    """Whoever is on no roster is called by the handle, with or without first names."""
    session = a_session()
    assert short_name(session, "joku") == "joku"
    assert name_and_party(session, "joku") == "joku"


def test_only_values_can_be_trusted() -> None:
    """A class that is no value cannot be made of fields."""

    class Plain:
        """No value."""

    with pytest.raises(TypeError):
        make_trusted(Plain, {})
