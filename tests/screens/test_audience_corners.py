"""The room's pictures where there is nothing yet, where somebody objects, and where all is said."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kpfacil.model.entries import Consent, Hands, Task
from kpfacil.model.meeting import ProgrammeItem
from kpfacil.model.people import Party
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.paint import Row
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.tui.pictures.board import board_rows
from kpfacil.tui.sight import Sight
from kpfacil.views.audience import audience
from tests.evening import MOMENTS, at
from tests.fakes import NOW, a_person, a_session
from tests.lettering import stands

Drawn = Callable[[list[Row], int], str]


@pytest.fixture
def wall(drawn: Drawn) -> Callable[[Session], str]:
    """Return what the room sees of a session at 80×24."""

    def seen(session: Session) -> str:
        view = audience(session, load_process(), NOW)
        return drawn(audience_rows(view, load_texts("fi"), NOW, (80, 24)), 80)

    return seen


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("ideas", "Ideat tulevat tähän"),
        ("group", "Ideat tulevat tähän"),
        ("agree", "mistä yhdessä sovitaan"),
        ("lookback", "ei ole avoimia lupauksia"),
        ("introduction", "Seuraavaksi Liisa"),
        ("next", "Seuraava tapaaminen"),
        ("think", "10 minuuttia"),
    ],
)
def test_an_empty_place_says_what_comes_there(step: str, words: str, wall: Callable[[Session], str]) -> None:
    """Where nothing has been recorded, the room is told what will come."""
    session = a_session()
    assert stands(words, wall(replace(session, meeting=replace(session.meeting, step=step))))


def test_dots_are_shown_with_the_most_first(evening: Session, wall: Callable[[Session], str]) -> None:
    """In a step of voting the ideas stand by their dots, with what has been given of the budget."""
    programme = (ProgrammeItem(step="ideas", kind="vote"),)
    lines = wall(replace(evening, programme=programme)).splitlines()
    ids = [found[0] for line in lines if (found := re.search(r"\bI\d\b", line))]
    assert ids == ["I6", "I1", "I2", "I3", "I5", "I4"]
    assert any("Pisteitä annettu 23 / 18" in line for line in lines)
    nobody = replace(evening, programme=programme, participants=())
    assert "Pisteitä annettu 23\n" in wall(nobody)


def _consent(session: Session, *answers: Consent) -> Session:
    agreements = tuple(replace(one, consent=answers) if one.id == "S2" else one for one in session.agreements)
    return replace(session, agreements=agreements, meeting=replace(session.meeting, step="agree", focus="S2"))


def test_an_objection_is_shown_as_such(evening: Session, wall: Callable[[Session], str]) -> None:
    """A blocked agreement is not shown as agreed: the party, its reason, and a sentence say so."""
    picture = wall(
        _consent(evening, Consent(who="matti", answer="no", reason="ei käy"), Consent(who="aino", answer="no"))
    )
    assert "ei suostu     Seurakunta — ei käy" in picture
    assert stands("Tästä ei ole vielä sovittu.", picture)


def test_a_whole_round_is_told(evening: Session, wall: Callable[[Session], str]) -> None:
    """When everybody has answered, the room is told; the party is named once where its people agree."""
    picture = wall(_consent(evening, *(Consent(who=person.id, answer="yes") for person in evening.participants)))
    assert "▄▀▀▀" in picture  # Sovittu. in large letters
    assert picture.count("Kylätoimikunta") == 1


def test_who_was_absent_is_still_to_confirm(evening: Session, wall: Callable[[Session], str]) -> None:
    """Somebody absent in this meeting's round stands as to be confirmed."""
    session = replace(
        evening,
        participants=tuple(
            replace(person, presence="absent") if person.id == "sari" else person for person in evening.participants
        ),
    )
    picture = wall(_consent(session, Consent(who="sari", answer="absent", on=evening.meeting.date)))
    assert "vahvistettava Nuorisovaltuusto" in picture


def test_a_task_alone_tells_all_of_itself(evening: Session, wall: Callable[[Session], str]) -> None:
    """A promise without an owner says so; a done one is ticked, and why stands beside its state."""
    meeting = replace(evening.meeting, step="lookback", focus="T3")
    assert stands("! vastuuhenkilö puuttuu", wall(replace(evening, meeting=meeting)))
    tasks = tuple(replace(task, state="waiting", note="lupa puuttuu") for task in evening.tasks)
    waiting = replace(evening, tasks=tasks, meeting=replace(meeting, focus="T1"))
    assert "lupa puuttuu" in wall(waiting)
    done = replace(evening, meeting=replace(meeting, focus="T4"))
    assert "✓ Valmis – kiitos, Sari" in wall(done)


def test_an_agreement_read_aloud_tells_its_hands(evening: Session, wall: Callable[[Session], str]) -> None:
    """The show of hands stands under the words that it was about, and not under others."""
    hands = Hands(yes=6, no=4, blank=1)
    shown = replace(evening.agreements[0], hands=hands)
    meeting = replace(evening.meeting, step="readback", focus=shown.id)
    assert "käsin laskettu: 6 puolesta, 4 vastaan, 1 tyhjää" in wall(
        replace(evening, agreements=(shown,), meeting=meeting)
    )
    before = replace(shown, hands=replace(hands, text="Toisin sanoin"))
    assert "käsin laskettu" not in wall(replace(evening, agreements=(before,), meeting=meeting))


def test_a_focus_that_the_room_has_no_picture_of_changes_nothing(
    evening: Session, wall: Callable[[Session], str]
) -> None:
    """A parked matter or an own note in focus leaves the step's picture as it was."""
    for focus in ("P1", "N1", "I999"):
        assert wall(replace(evening, meeting=replace(evening.meeting, focus=focus))) == wall(evening)


def test_a_paused_clock_stands_still(evening: Session, wall: Callable[[Session], str]) -> None:
    """A paused timer shows what is left; without a timer there is no clock at all."""
    paused = replace(evening.meeting, timer_ends_at=None, timer_left=310)
    assert "5.10" in wall(replace(evening, meeting=paused))
    assert "5.10" not in wall(replace(evening, meeting=replace(paused, timer_left=None)))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)], ids=str)
def test_every_word_of_a_long_agreement_can_be_read(evening: Session, size: tuple[int, int], drawn: Drawn) -> None:
    """What does not fit even in the smallest letters turns over in pages, each with its number; nothing is cut."""
    words = [f"sana{number}" for number in range(250)]
    long = replace(evening.agreements[0], text=" ".join(words))
    session = replace(evening, agreements=(long,), meeting=replace(evening.meeting, focus=long.id))
    view = audience(session, load_process(), NOW)
    pages = "\n".join(
        drawn(audience_rows(replace(view, page=page), load_texts("fi"), NOW, size), size[0]) for page in range(12)
    )
    assert not [word for word in words if not re.search(rf"\b{word}\b", pages)]


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)], ids=str)
@pytest.mark.parametrize("moment", [name for name in MOMENTS if name not in ("silent", "break", "blank", "closing")])
def test_the_foot_counts_all_that_the_table_makes(
    moment: str, size: tuple[int, int], language: str, evening: Session, drawn: Drawn
) -> None:
    """Ideas, agreements and tasks have their numbers in every step; where there is no room the step's name goes."""
    texts = load_texts(language)
    view = audience(at(evening, moment), load_process(), NOW, language=language)
    foot = drawn(audience_rows(view, texts, NOW, size), size[0]).splitlines()[-1]
    assert all(texts.say(f"audience.count.{kind}", n=n) in foot for kind, n in view.counts if kind != "parked")
    assert "…" not in foot


def test_a_large_text_goes_on_in_the_next_page(evening: Session, drawn: Drawn) -> None:
    """Higher than a page on a large wall it is parted between its lines, never made too small for the back row."""
    view = audience(at(evening, "agree"), load_process(), NOW)
    pages = [
        drawn(audience_rows(replace(view, page=page), load_texts("fi"), NOW, (160, 45)), 160).splitlines()
        for page in range(3)
    ]
    lines = ("Pidetään kyläpäivä yhdessä", "maaliskuussa, ja jokainen taho", "tuo jotakin.")
    for words, page in zip(lines, (0, 0, 1), strict=True):
        large = [made.plain.strip() for made in fit_big(words, 148, 6, scales=(1,), tight=True)]
        found = [line.strip(" S2") for line in pages[page]]
        assert any(found[place : place + len(large)] == large for place in range(len(found)))
    assert "sivu 3 / 3" in "\n".join(pages[2])


LONG = "Jämsän kaupungin vapaa-aikapalvelut"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (160, 45)], ids=str)
@pytest.mark.parametrize("count", [3, 6, 9, 12])
def test_everybody_is_called_beside_a_party_however_long_its_name(
    count: int, size: tuple[int, int], drawn: Drawn
) -> None:
    """A long name goes on in a second line, in one column or in two: nobody at the roll call is pushed out of sight."""
    names = ("Liisa", "Pekka", "Aino", "Matti", "Sari", "Olli", "Kerttu", "Hilkka", "Anna", "Jorma", "Tuula", "Timo")
    parties = tuple(Party(id=f"p{at}", name=LONG if at % 4 == 0 else f"Taho {at}") for at in range(count))
    people = tuple(a_person(name.lower(), f"{name} X", f"p{at}") for at, name in enumerate(names[:count]))
    session = replace(a_session(), parties=parties, participants=people)
    view = audience(replace(session, meeting=replace(session.meeting, wall="people")), load_process(), NOW)
    far = size[0] > 100  # there names are drawn large, in pages
    pages = [drawn(audience_rows(replace(view, page=page), load_texts("fi"), NOW, size), size[0]) for page in range(3)]
    assert far or all(name in "".join(pages) for name in names[:count])
    assert "…" not in "".join(pages)


def test_a_long_new_line_leaves_nothing_in_letters_too_small(evening: Session, drawn: Drawn) -> None:
    """On a large wall it stands in large letters in its own column, on the page that comes first while it is new."""
    words = "Tehdään ilmoitus lehteen ja jaetaan se kaikille tahoille, myös niille jotka eivät ole täällä"
    before = at(evening, "agree")
    view = audience(before, load_process(), NOW)
    task = Task(id="T9", text=words, at=NOW, step="agree", phase="action")
    session = replace(before, tasks=(*before.tasks, task))
    later = audience(session, load_process(), NOW, replace(view, promises=view.promises | {"T9"}))
    page = drawn(audience_rows(later, load_texts("fi"), NOW, (160, 45)), 160)
    assert words.split(",", maxsplit=1)[0] not in page
    assert "T9" in page
    assert len([line for line in page.splitlines() if "█" in line]) > 20


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@pytest.mark.parametrize("number", [9, 99, 999, 9999, 99999])
def test_an_id_never_touches_its_words(number: int, size: tuple[int, int], evening: Session, drawn: Drawn) -> None:
    """However many ideas a table has had in its term, a space stands behind the id, on the board and on the wall."""
    name = f"I{number}"
    session = replace(evening, ideas=(replace(evening.ideas[0], id=name, text="kyydit", votes=1),))
    texts, process = load_texts("fi"), load_process()
    board = drawn(board_rows(session, texts, Sight(), "idea", size), size[0])
    ways = [at(session, moment) for moment in ("ideas", "groups", "ranking")]
    walls = [drawn(audience_rows(audience(one, process, NOW), texts, NOW, size), size[0]) for one in ways]
    for picture in (board, *walls):
        assert re.search(rf"{name}( |$)", picture, re.MULTILINE)


@pytest.mark.parametrize("moment", ["consent", "promise", "read-back", "idea-alone", "round"])
def test_on_the_lowest_wall_the_question_gives_way_to_what_is_looked_at(
    moment: str, evening: Session, drawn: Drawn
) -> None:
    """Where there is no room for both, the room reads the words that are read aloud, not their id alone."""
    words = {"consent": "Pidetään", "promise": "Kysytään", "read-back": "Tavataan", "idea-alone": "Hillo"}
    view = audience(at(evening, moment), load_process(), NOW)
    picture = drawn(audience_rows(view, load_texts("fi"), NOW, (20, 5)), 20)
    assert words.get(moment, "Pekka") in picture


@pytest.mark.parametrize(
    "task", [Task(id="T1", text="x", due=date(2026, 12, 4)), Task(id="T1", text="x", due_text="ke")]
)
@pytest.mark.parametrize("size", [(24, 12), (40, 12)])
def test_task_that_nobody_has_taken_shows_its_day(task: Task, size: tuple[int, int], drawn: Drawn) -> None:
    """The board tells by when it is to be done beside that somebody is missing, as the wall does."""
    board = board_rows(replace(a_session(), tasks=(task,)), load_texts("fi"), Sight(), "task", size)
    words = " ".join(drawn(board, size[0]).split())
    assert f"vastuuhenkilö puuttuu {task.due_text or 'pe 4.12.'}" in words


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 36), (160, 45)])
@pytest.mark.parametrize("many", [4, 9, 12])
def test_outcome_in_large_letters_hides_nobody_who_objects(
    many: int, size: tuple[int, int], evening: Session, drawn: Drawn
) -> None:
    """That nothing is agreed yet is told beside who objects and why, on the first page where the answers turn over."""
    handles = [f"p{number}" for number in range(many)]
    session = replace(
        evening,
        parties=tuple(Party(id=f"taho-{who}", name=f"Kyläyhdistys {who}") for who in handles),
        participants=tuple(a_person(who, f"Nimi {who}", f"taho-{who}") for who in handles),
    )
    no, yes = Consent(who="p1", answer="no", reason="ei ole rahaa"), (Consent(who=who, answer="yes") for who in handles)
    view = audience(_consent(session, *(no if one.who == "p1" else one for one in yes)), load_process(), NOW)
    picture = drawn(audience_rows(view, load_texts("fi"), NOW, size), size[0])
    assert stands("suostu", picture)
    assert stands("ei ole rahaa", picture)
