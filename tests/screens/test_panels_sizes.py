"""Every panel at every size, empty and full: it never fails, never outgrows its place, and shows its keys."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Pledge, Task
from kpfacil.model.meeting import Evaluation
from kpfacil.model.session import Session
from kpfacil.rules.integrity import integrity
from kpfacil.tui.paint import fit
from kpfacil.tui.panels.registry import PANELS
from tests.fakes import NOW, a_session, people, tahot
from tests.rooms import Seat, a_seat

SIZES = ((58, 8), (60, 11), (80, 14), (88, 22), (236, 50))
LONG = "Talvikunnossapito \n ja kevyen liikenteen väylät 👩\u200d👩\u200d👧 [/foo] *x* <b> \\ " * 12
BEFORE = date(2026, 10, 24)


def empty() -> Session:
    """Return a session with nobody and nothing in it."""
    return replace(a_session(), parties=(), participants=())


def full() -> Session:
    """Return a session with forty people, long words and fourteen entries of every kind."""
    numbers = range(1, 15)
    everyone = tuple(replace(person, name=f"{person.name} {'Pitkänen-' * 8}") for person in people(40, 12))
    return a_session(
        parties=tuple(replace(party, name=f"{party.name} {'kumppanuusyhdistys ' * 4}") for party in tahot(12)),
        participants=everyone,
        ideas=tuple(
            Idea(
                id=f"I{n}",
                text=f"{n} {LONG}",
                by=("p1", "p2"),
                votes=n,
                theme=f"teema-{n % 7}" if n % 8 else "",
                at=NOW,
            )
            for n in numbers
        ),
        agreements=tuple(Agreement(id=f"S{n}", text=f"{n} {LONG}", by=("p3",), at=NOW) for n in numbers),
        tasks=tuple(
            Task(
                id=f"T{n}",
                text=f"{n} {LONG}",
                owners=(f"p{n}",) if n % 3 else (),
                due_text="ennen joulua",
                raised_on=BEFORE if n % 2 else None,
                postponed=n % 4,
                resources=(Pledge(by="taho2", kind="time", amount=2.5, unit="h", text=LONG),),
                note=LONG,
                mandate="decision" if n % 5 == 0 else "self",
                at=NOW,
            )
            for n in numbers
        ),
        parked=tuple(Parked(id=f"P{n}", text=LONG) for n in numbers),
        offers=tuple(Offer(id=f"O{n}", by="p1", kind="skill", text=LONG) for n in numbers),
        notes=tuple(Note(id=f"N{n}", text=LONG) for n in numbers),
        evaluations=(
            Evaluation(key="local-needs", value=4.5, text=LONG),
            Evaluation(key="closing-round", who="p1", text=LONG),
        ),
    )


SESSIONS = {"empty": empty, "full": full}


@pytest.mark.parametrize("entered", [False, True])
@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("name", PANELS)
def test_a_panel_fits_its_place_and_shows_its_keys(name: str, session: str, language: str, *, entered: bool) -> None:
    """At every size there are no more rows than fit, no line ends in a row, and every key with its word is seen."""
    seat = a_seat(SESSIONS[session](), language)
    seat.room.panel, seat.room.entered = name, entered
    for width, height in SIZES:
        rows = seat.panel.rows((width, height))
        assert len(rows) <= height
        assert all(fit(made, width).width == width for made in rows)
        legend = seat.panel.legend(width)
        shown = [made.plain for made in rows]
        assert all(made.width <= width for made in legend)
        assert session == "empty" or all(made.plain in shown for made in legend)


@pytest.mark.parametrize("name", PANELS)
def test_an_empty_panel_says_what_belongs_there(name: str) -> None:
    """No panel is ever blank."""
    seat = a_seat(empty())
    seat.open(name)
    assert seat.stage(60, 11).strip()


NAMED = ("up", "down", "left", "right", "enter", "space", "pageup", "pagedown", "home", "end", "backspace")
KEYS = st.sampled_from([*NAMED, *"abcdefhijklmnoprstuvxyzåäö0159²"])


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(PANELS)), st.sampled_from(sorted(SESSIONS)), st.lists(KEYS, max_size=12))
def test_no_row_of_keys_ends_the_meeting(name: str, session: str, keys: list[str]) -> None:
    """Whatever is pressed in whatever order, also faster than the picture is drawn, every panel goes on."""
    seat = a_seat(SESSIONS[session]())
    seat.open(name)
    for key in keys:
        if seat.room.panel_shown is None:
            break
        seat.press(key)
        if seat.line or seat.room.form is not None:
            seat.enter("1")
            seat.room.form = None
            seat.type("")
    assert seat.picture((60, 20))


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("name", PANELS)
def test_what_a_key_does_is_sound_and_can_be_taken_back(name: str, session: str) -> None:
    """Each key of each panel leaves a session without faults, and as many undos as it made changes bring it back."""
    keys = [one.name for one in _seat_in(name, session).panel.keys]
    for key in keys:
        seat = _seat_in(name, session)
        before = seat.session
        seat.press(key)
        assert not integrity(seat.session), key
        for _ in range(len(seat.room.desk.past)):
            seat.run("undo")
        assert replace(seat.session, counters=before.counters, meeting=before.meeting) == before, key


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("name", PANELS)
def test_painting_changes_nothing(name: str, session: str) -> None:
    """Painted twice, a panel shows the same and is the same value as before."""
    seat = _seat_in(name, session)
    panel = seat.panel
    for size in SIZES:
        assert panel.rows(size) == panel.rows(size)
    assert seat.panel == panel


def _seat_in(name: str, session: str) -> Seat:
    seat = a_seat(SESSIONS[session]())
    seat.open(name)
    return seat


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(PANELS)), st.integers(0, 60), st.lists(KEYS, max_size=4))
def test_what_is_gone_is_not_pressed(name: str, place: int, keys: list[str]) -> None:
    """A cursor that stands at something no longer there, after an undo or a click, does no harm."""
    seat = a_seat(full())
    seat.open(name)
    seat.click(f"^{place}")
    seat.room.desk.session = empty()
    for key in keys:
        if seat.room.panel_shown is not None:
            seat.press(key)
    assert seat.picture((80, 24))
