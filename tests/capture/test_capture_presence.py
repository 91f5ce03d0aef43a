"""Who is here: lines that mark how people take part."""

from dataclasses import replace

import pytest

from kpfacil.capture import as_text, read
from kpfacil.commands.people import SetPresence
from kpfacil.model.session import Session
from tests.capture.conftest import Line


@pytest.mark.parametrize(
    ("said", "candidates"),
    [
        ("läsnä: Matti", ("matti", "matti2")),
        ("poissa: Zorro", ()),
        ("poissa: Zorro Veli", ()),
        ("poissa: kaarina", ()),
        ("Poissa: Kunta", ("anna", "matti")),
        ("etänä: Seurakunta", ("pekka",)),
        ("present: Liisa, Zorro", ()),
        ("estynyt: kunta ja Liisa", ("anna", "matti")),
    ],
)
def test_a_roll_asks_whom_it_means(line: Line, said: str, candidates: tuple[str, ...]) -> None:
    """One of several, nobody, or one of a party's people; as text it is recorded, never in silence."""
    reading = line(said)
    (ask,) = reading.asks
    assert (reading.act, ask.candidates, reading.commands) == ("presence", candidates, ())
    assert line(as_text(said, ask)).text == said


@pytest.mark.parametrize(
    ("said", "who", "presence"),
    [
        ("läsnä: kaikki", ("matti",), "present"),
        ("poissa: muut", ("matti",), "absent"),
        ("estynyt: Heikki", ("heikki",), "excused"),
        ("absent: Heikki & Liisa", ("heikki", "liisa"), "absent"),
    ],
)
def test_a_roll_marks_people(line: Line, said: str, who: tuple[str, ...], presence: str) -> None:
    """Those named; *kaikki* and *muut* are those who are still expected."""
    reading = line(said)
    assert (reading.who, reading.value) == (who, presence)
    assert [command.id for command in reading.commands if isinstance(command, SetPresence)] == list(who)


def test_nobody_is_expected(session: Session) -> None:
    """Where everybody has been marked, *kaikki* marks nobody, and the line says so."""
    marked = replace(session, participants=tuple(replace(one, presence="present") for one in session.participants))
    refusal = read("läsnä: kaikki", marked, "idea").refusal
    assert refusal is not None
    assert refusal.key == "nobody-expected"


def test_a_party_of_which_nobody_is_here(line: Line) -> None:
    """A party does not come itself."""
    assert line.why("läsnä: Marttayhdistys") == "presence-of-party"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Liisa: läsnä", "läsnä: Liisa"),
        ("kaikki: läsnä", "läsnä: kaikki"),
        ("Anna: etänä.", "etänä: Anna"),
        ("Matti: poissa", "poissa: Matti"),
        ("Heikki ja Liisa: estynyt", "estynyt: Heikki ja Liisa"),
        ("Heikki: remote", "remote: Heikki"),
    ],
)
def test_a_name_before_a_presence_is_asked_about(line: Line, said: str, meant: str) -> None:
    """Whether the roll is meant; with a sign it is what the sign says."""
    doubt = line(said).doubt
    assert doubt is not None
    assert doubt.line == meant
    assert line(f"+ {said}").doubt is None


@pytest.mark.parametrize("said", ["Läsnä: 12 henkeä", "Läsnä: noin puolet", "poissa: ei ketään", "Liisa: läsnä oli 12"])
def test_other_words_are_text(line: Line, said: str) -> None:
    """Who is counted, and sentences."""
    reading = line(said)
    assert reading.act != "presence"
    assert reading.doubt is None
