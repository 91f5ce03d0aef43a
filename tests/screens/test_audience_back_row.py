"""What the back row of a hall reads: on a wide wall nothing of weight stands in plain letters beside free room."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpfacil.model.entries import Consent, Idea, Pledge, Task
from kpfacil.model.meeting import Evaluation
from kpfacil.model.session import Session
from kpfacil.rules.resources import sums
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui.paint import Row
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.views.audience import AudienceView, audience
from kpfacil.views.wall_words import sums_words
from tests.evening import at
from tests.fakes import DAY, NOW, a_person
from tests.lettering import stands

Drawn = Callable[[list[Row], int], str]
Seen = Callable[[AudienceView, tuple[int, int]], str]
HALL = (160, 45)
_MORE = ("Eeva Salo", "Jussi Laine", "Ritva Koski", "Tapio Lahti", "Oona Heikkinen", "Ilkka Järvi")


@pytest.fixture
def seen(drawn: Drawn) -> Seen:
    """Return what the room sees at a size."""
    return lambda view, size: drawn(audience_rows(view, load_texts("fi"), NOW, size), size[0])


def _twelve(session: Session) -> Session:
    more = (a_person(name.split()[0].lower(), name, "kunta") for name in _MORE)
    return replace(session, participants=(*session.participants, *more))


def _view(session: Session, before: AudienceView | None = None) -> AudienceView:
    return audience(session, load_process(), NOW, before)


def test_the_clock_is_no_word_of_the_question(evening: Session, seen: Seen) -> None:
    """Large, it stands further from the question than its words stand from each other."""
    session = at(evening, "ideas")
    talk = replace(session, meeting=replace(session.meeting, step="talk"))
    first = [line for line in seen(_view(talk), (120, 36)).splitlines() if line.strip()][:4]
    wide = range(max(map(len, first)))
    blank = "".join(" " if all(line[at : at + 1].strip() == "" for line in first) else "x" for at in wide)
    gaps = sorted(len(gap) for gap in blank.strip().replace("x", "\n").split("\n") if gap)
    assert gaps[-1] > gaps[-2]


def test_who_gave_their_yes_is_read_from_the_back_row(evening: Session, seen: Seen) -> None:
    """Where twelve have agreed, the parties stand in narrow letters at least, below the words and above *Sovittu.*."""
    everybody = tuple(Consent(who=person.id, answer="yes") for person in _twelve(evening).participants)
    agreements = tuple(replace(one, consent=everybody) for one in evening.agreements)
    picture = seen(_view(at(replace(_twelve(evening), agreements=agreements), "consent")), HALL)
    for words in ("maaliskuussa,", "Marttayhdistys,", "Nuorisovaltuusto", "Sovittu."):
        assert stands(words, picture)
    assert "Marttayhdistys" not in picture


def test_an_objection_is_said_in_large_letters(evening: Session, seen: Seen) -> None:
    """That nothing is agreed yet is as large as *Sovittu.* would be."""
    answers = (Consent(who="matti", answer="no", reason="ei käy"),)
    agreements = tuple(replace(one, consent=answers) for one in evening.agreements)
    picture = seen(_view(at(replace(evening, agreements=agreements), "consent")), HALL)
    assert stands("Tästä ei ole vielä sovittu.", picture)
    assert "Tästä ei ole" not in picture


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), HALL])
def test_nobody_who_is_left_of_a_round_is_cut(size: tuple[int, int], evening: Session, seen: Seen) -> None:
    """Who comes next is large only where all who wait for their turn have room below."""
    for moment in ("round", "closing-round"):
        picture = seen(_view(at(_twelve(evening), moment)), size)
        for name in ("Sari", "Väinö", "Eeva", "Oona", "Ilkka"):
            assert stands(name, picture), (moment, name)


def test_the_newest_is_large_over_many_in_plain_letters(evening: Session, seen: Seen) -> None:
    """Where the list has too many lines for large letters, what was recorded last has them where it costs no page."""
    ideas = tuple(
        Idea(
            id=f"I{number}",
            text=f"ajatus {number}",
            phase="action",
            step="ideas",
            at=NOW - timedelta(minutes=60 - number),
        )
        for number in range(1, 29)
    )
    picture = seen(_view(at(replace(evening, ideas=ideas), "ideas")), (120, 36))
    assert "ajatus 27" in picture
    assert "ajatus 28" not in picture
    assert stands("ajatus 28", picture)


def test_what_has_landed_tells_in_large_letters_who_and_when(evening: Session, seen: Seen) -> None:
    """Below a promise that takes the wall its owner and day are as large as there is room."""
    session = at(evening, "agree")
    task = Task(id="T9", text="Leivotaan pullat", owners=("pekka",), due=date(2026, 12, 2), raised_on=DAY, at=NOW)
    picture = seen(_view(replace(session, tasks=(*session.tasks, task)), _view(session)), HALL)
    assert stands("Leivotaan pullat", picture)
    assert stands("ke 2.12.", picture)
    assert "ke 2.12." not in picture


def test_the_funnel_and_the_place_are_read_from_the_back_row(evening: Session, seen: Seen) -> None:
    """Each part of the funnel has its number in large letters beside a bar as high, and the day its place."""
    picture = seen(_view(at(evening, "closing")), HALL)
    for words in ("17.00", "Kirjasto", "ideat", "6", "valmiita"):
        assert stands(words, picture)
    assert "Kirjasto" not in picture
    assert "valmiita" not in picture


def test_raised_hands_are_counted_in_large_letters(evening: Session, seen: Seen) -> None:
    """The self-check tells today's hands and the last time's above bars as wide as the wall, where both have room."""
    hands = replace(evening, evaluations=(Evaluation(key="three-parties", value=4),))
    picture = seen(_view(at(hands, "self-check")), HALL)
    assert stands("tänään 4 / 6", picture)
    assert "4 / 6" not in picture


def test_a_question_of_the_self_check_takes_what_is_free(evening: Session, seen: Seen) -> None:
    """On the smallest wall, too, it is in large letters where the bar below leaves room for them."""
    session = at(evening, "self-check")
    hands = replace(session, meeting=replace(session.meeting, wall_point="local-needs"))
    picture = seen(_view(hands), (60, 20))
    assert stands("Lähtökohtana ovat paikalliset tarpeet", picture)
    assert "Lähtökohtana" not in picture


def test_an_amount_keeps_its_thing() -> None:
    """No line of the wall ends between a number and what it counts."""
    pledges = (
        Pledge(text="sali", by="srk", kind="space"),
        Pledge(text="20 h", by="srk", kind="time", amount=20, unit="h"),
    )
    assert sums_words(sums(pledges), load_texts("fi")) == ["20\u00a0h", "1\u00a0tila"]
