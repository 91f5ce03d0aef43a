"""Two people of one name: told apart wherever they are named, and never taken for one."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from kpfacil.export.ics import render as ics
from kpfacil.export.markdown import render as markdown
from kpfacil.export.memo import memo
from kpfacil.export.tasks import Kept, TaskQuery, cells, head, spreadsheet
from kpfacil.export.tasks_calendar import calendar
from kpfacil.model.entries import Agreement, Idea, Task
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.views.cards import card
from kpfacil.views.names import name_and_party, names_and_parties, short_name, short_names_apart
from tests.fakes import DAY, NOW, PARTIES, PROCESS, a_person, a_session

TEXTS = load_texts("fi")
BOTH = ("matti", "matti2")


def namesakes(party: str = "martat") -> Session:
    """Return a meeting where two people are called Matti Meikäläinen, the second one of the party given."""
    return a_session(
        parties=PARTIES,
        participants=(
            a_person("matti", "Matti Meikäläinen", "kylat"),
            a_person("matti2", "Matti Meikäläinen", party),
            a_person("liisa", "Liisa Mäki", "kunta"),
        ),
        ideas=(Idea(id="I1", text="kyläpäivä", by=BOTH),),
        agreements=(Agreement(id="S1", text="pidetään kyläpäivä", by=BOTH),),
        tasks=(Task(id="T1", text="varaa sali", owners=BOTH, due=date(2026, 12, 7), raised_on=DAY),),
    )


@pytest.mark.parametrize(
    ("party", "first", "second"),
    [
        ("martat", "Matti Meikäläinen (Kylätoimikunta)", "Matti Meikäläinen (Marttayhdistys)"),
        ("kylat", "Matti Meikäläinen (matti)", "Matti Meikäläinen (matti2)"),
        ("", "Matti Meikäläinen (Kylätoimikunta)", "Matti Meikäläinen (matti2)"),
    ],
)
def test_the_party_stands_in_brackets_or_the_id_where_it_is_the_same(party: str, first: str, second: str) -> None:
    """A name of two people is told with the party, and with the id where the party does not tell."""
    session = namesakes(party)
    assert [session.name_of(handle) for handle in (*BOTH, "liisa", "kunta", "x")] == [
        first,
        second,
        "Liisa Mäki",
        "Jämsän kaupunki",
        "x",
    ]


def test_a_short_name_tells_as_little_as_is_enough() -> None:
    """The first name, then the initial, then the party: whichever of them only one person has."""
    session = namesakes()
    third = replace(session, participants=(*session.participants, a_person("m3", "Matti Virta", "kunta")))
    assert short_name(session, "liisa") == "Liisa"
    assert [short_name(session, handle) for handle in BOTH] == ["Matti (Kylätoimikunta)", "Matti (Marttayhdistys)"]
    assert short_name(third, "m3") == "Matti V."
    assert name_and_party(session, "matti") == "Matti Meikäläinen (Kylätoimikunta)"
    assert name_and_party(session, "liisa") == "Liisa Mäki, Jämsän kaupunki"
    assert card(session, session.tasks[0]).who == ("Matti (Kylätoimikunta)", "Matti (Marttayhdistys)")


@pytest.mark.parametrize("party", ["martat", "kylat"])
def test_both_owners_stand_in_every_document(party: str) -> None:
    """Memo, spreadsheet and calendar name both, each in a way that nobody else is named."""
    session = namesakes(party)
    kept = (Kept(folder="a", session=session),)
    written = (
        markdown(memo(session, TEXTS, PROCESS, "participants")),
        spreadsheet(head(TEXTS), cells(TaskQuery(kept, TEXTS, DAY))).decode("utf-8-sig"),
        ics(calendar(TaskQuery(kept, TEXTS, DAY)), "x", NOW).decode().replace("\r\n ", ""),
    )
    for document in written:
        for handle in BOTH:
            assert session.name_of(handle) in document.replace("\\", "")


def test_in_public_a_party_is_named_once() -> None:
    """The public table names parties: one that owns a task through two people stands there once."""
    kept = (Kept(folder="a", session=namesakes("kylat")),)
    (row,) = cells(TaskQuery(kept, TEXTS, DAY, profile="public"))
    assert row[3] == "Kylätoimikunta"


def test_people_are_told_apart_from_parties() -> None:
    """Where both are in one list, people stand first and parties are called so; a list of one kind has commas alone."""
    texts = load_texts("fi")
    session = a_session(
        parties=(Party(id="martat", name="Martat"), Party(id="kunta", name="Kunta")),
        participants=(
            Participant(id="liisa", name="Liisa Mäkinen", party="martat"),
            Participant(id="aino", name="Aino Aho"),
        ),
    )
    told = partial(short_names_apart, session, texts=texts)
    assert told(("kunta", "liisa", "aino")) == "Liisa, Aino ja taho Kunta"
    assert told(("liisa", "kunta", "martat")) == "Liisa ja tahot Kunta, Martat"
    assert (told(("kunta", "martat")), told(("liisa",))) == ("Kunta, Martat", "Liisa")
    assert names_and_parties(session, ("liisa",), texts) == "Liisa Mäkinen, Martat"
    whole = names_and_parties(session, ("liisa", "kunta", "aino"), texts)
    assert whole == "Liisa Mäkinen (Martat), Aino Aho ja taho Kunta"
