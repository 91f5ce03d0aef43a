"""What the room sees, stored as text in both languages and at three sizes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from kpfacil.model.meeting import Turn
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui.paint import Row
from kpfacil.tui.pictures.audience_screen import audience_rows, waiting_rows
from kpfacil.views.audience import audience
from tests.evening import MOMENTS, at
from tests.fakes import NOW
from tests.lettering import stands

SIZES = ((60, 20), (80, 24), (120, 36))
OTHER_SIZES = ((40, 10), (96, 27), (240, 67))
Drawn = Callable[[list[Row], int], str]
Same = Callable[[str, str], None]


def _rows(session: Session, size: tuple[int, int], language: str) -> list[Row]:
    view = audience(session, load_process(), NOW, language=language)
    return audience_rows(view, load_texts(language), NOW, size)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_looks_as_it_did(
    moment: str, size: tuple[int, int], language: str, evening: Session, drawn: Drawn, same_as_stored: Same
) -> None:
    """Each step's picture for the room stands as it was last approved."""
    session = at(evening, moment)
    name = f"audience/{moment}-{size[0]}x{size[1]}-{language}"
    same_as_stored(name, drawn(_rows(session, size, language), size[0]))


@pytest.mark.parametrize("size", [*SIZES, *OTHER_SIZES], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_fits_every_size(moment: str, size: tuple[int, int], evening: Session) -> None:
    """No picture is higher than the screen, and none needs a line wider than it."""
    session = at(evening, moment)
    rows = _rows(session, size, "fi")
    assert len(rows) <= size[1]
    assert all(cell_len(made.plain.rstrip()) <= size[0] for made in rows)


@pytest.mark.parametrize("moment", MOMENTS)
def test_own_notes_are_in_no_picture(moment: str, evening: Session, drawn: Drawn) -> None:
    """Whatever the room looks at, the facilitator's own notes are nowhere in it."""
    for focus in ("", "N1"):
        meeting = MOMENTS[moment](evening.meeting)
        session = replace(evening, meeting=replace(meeting, focus=focus or meeting.focus))
        assert "SALAISUUS" not in drawn(_rows(session, (120, 36), "fi"), 120)
        assert "SALAISUUS" not in repr(audience(session, load_process(), NOW))


@pytest.mark.parametrize("language", ["fi", "en"])
def test_waiting_is_calm(language: str, drawn: Drawn, same_as_stored: Same) -> None:
    """Before the first picture the room is welcomed and told what is waited for."""
    texts = load_texts(language)
    reason = texts.say("audience.waiting.missing", file="2026-11-21.toml")
    same_as_stored(f"audience/waiting-80x24-{language}", drawn(waiting_rows(texts, reason, (80, 24)), 80))


HOSTILE = (
    "[/foo] [red]x[/red] [@click=app.quit]x[/]",
    "\x1b[31mpunainen\x1b[0m \x9b5m",
    "a\u202eb\u2066c",
    "*x* <b>y</b> \\ {n} %s",
    "👩‍👩‍👧‍👦 🇫🇮 é" * 20,
    "sana " * 2000,
    "x" * 10_000,
    "rivi\nrivi\r\nrivi",
    "漢字" * 400,
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("moment", MOMENTS)
def test_odd_words_stay_words(moment: str, words: str, evening: Session) -> None:
    """Markup, escapes, direction marks and endless words are shown as words, inside the screen, on every picture."""
    session = replace(
        evening,
        meeting=MOMENTS[moment](evening.meeting),
        ideas=tuple(replace(idea, text=words, theme=words[:200]) for idea in evening.ideas),
        agreements=tuple(
            replace(one, text=words, consent=tuple(replace(given, reason=words) for given in one.consent))
            for one in evening.agreements
        ),
        tasks=tuple(replace(task, text=words, due=None, due_text=words) for task in evening.tasks),
        offers=tuple(replace(offer, text=words) for offer in evening.offers),
        participants=tuple(replace(person, name=words[:500]) for person in evening.participants),
        parties=tuple(replace(party, name=words[:500]) for party in evening.parties),
    )
    for size in SIZES:
        rows = _rows(session, size, "fi")
        assert len(rows) <= size[1]
        for made in rows:
            assert not any(ord(sign) < ord(" ") or 0x7F <= ord(sign) < 0xA0 for sign in made.plain)
            assert "\u202e" not in made.plain


def test_a_round_that_is_over_says_so(evening: Session, drawn: Drawn) -> None:
    """When everybody has spoken, the room is told."""
    turns = tuple(Turn(step="introduction", who=person.id, seconds=30) for person in evening.participants)
    session = replace(evening, turns=turns, meeting=replace(evening.meeting, step="introduction"))
    assert "Kaikki ovat saaneet vuoron." in drawn(_rows(session, (40, 10), "fi"), 40)


def test_a_new_line_is_lit_and_fades(evening: Session) -> None:
    """A line just recorded has a ground of its own for eight seconds."""
    view = audience(evening, load_process(), NOW)
    idea = replace(evening.ideas[-1], id="I7", text="Uusi ajatus", at=NOW)
    later = audience(replace(evening, ideas=(*evening.ideas, idea)), load_process(), NOW, view)
    texts = load_texts("fi")
    assert later.lit == ("I7",)
    lit = [
        made
        for made in audience_rows(later, texts, NOW, (80, 24))
        if any(span.ground for span in made.spans) or made.fill
    ]
    assert stands("Uusi ajatus", "\n".join(made.plain for made in lit))
    faded = audience_rows(later, texts, NOW + timedelta(seconds=9), (80, 24))
    assert not any(made.fill or any(span.ground for span in made.spans) for made in faded)
