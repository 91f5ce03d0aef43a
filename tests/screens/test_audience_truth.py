"""What stands on the wall is so: nothing let go, nothing agreed that is not, each line seen, the newest the largest."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from kpfacil.model.entries import Agreement, Consent, Fate, Hands, Idea, Offer, Parked, Remark, Task
from kpfacil.model.kinds import Kind
from kpfacil.model.meeting import Evaluation, WallPicture
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.workings import Queued
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import load
from kpfacil.storage.process_file import load_process
from kpfacil.tui.bigtext import ROWS
from kpfacil.tui.paint import Row
from kpfacil.tui.pictures.audience_parts import Letters
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.tui.pictures.board import board_rows
from kpfacil.tui.sight import Sight
from kpfacil.views.audience import AudienceView, audience
from kpfacil.views.audience_pictures import MOST_SEEN
from kpfacil.web.page import wall
from tests.evening import MOMENTS, at
from tests.fakes import NOW, a_session
from tests.lettering import LARGE, stands

Drawn = Callable[[list[Row], int], str]
SAMPLE = Path(__file__).parents[2] / "sessions" / "jamsan-asukkaiden-kumppanuuspoyta" / "2020-01-28.toml"


def _at(session: Session, step: str, *, focus: str = "", wall: WallPicture = "", point: str = "") -> Session:
    session = at(session, next(iter(MOMENTS)))
    return replace(session, meeting=replace(session.meeting, step=step, focus=focus, wall=wall, wall_point=point))


def _view(session: Session, previous: AudienceView | None = None) -> AudienceView:
    return audience(session, load_process(), NOW, previous)


def _seen(view: AudienceView, drawn: Drawn, size: tuple[int, int] = (80, 24), seconds: int = 0) -> str:
    return drawn(audience_rows(view, load_texts("fi"), NOW + timedelta(seconds=seconds), size), size[0])


def test_what_was_let_go_is_nowhere(evening: Session, drawn: Drawn) -> None:
    """A lapsed task, a dropped idea and what was not agreed are neither the newest line nor in a list."""
    session = replace(
        evening,
        ideas=(Idea(id="I9", text="Lipsahdus", fate="dropped", step="agree", at=NOW),),
        agreements=(Agreement(id="S9", text="Ei käynyt", state="not_agreed", step="agree", at=NOW),),
        tasks=(Task(id="T9", text="Väärin kirjattu", state="lapsed", step="agree", at=NOW),),
    )
    picture = _seen(_view(_at(session, "agree")), drawn)
    assert not re.search("I9|S9|T9", picture)


@pytest.mark.parametrize("step", ["opening", "agree", "readback", "close", "ideas"])
def test_what_was_let_go_is_under_no_heading_of_any_step(step: str, evening: Session, drawn: Drawn) -> None:
    """With its answers kept it is gone from the wall; on the board it is marked, and both count without it."""
    answered = (Consent(who="liisa", answer="yes"),)
    gone = Agreement(id="S9", text="Ei käynyt", state="not_agreed", consent=answered, step=step, at=NOW)
    lapsed = Task(id="T9", text="Raukesi", state="lapsed", step=step, raised_on=NOW.date(), at=NOW)
    kept = Agreement(id="S8", text="Kävi hyvin", step=step, at=NOW)
    session = _at(replace(evening, agreements=(kept, gone), tasks=(lapsed,)), step)
    view = _view(session)
    assert not re.search("S9|T9", _seen(view, drawn))
    assert dict(view.counts).get("agreement", 0) == 1
    assert "task" not in dict(view.counts)
    for width in (60, 80, 120):
        for kind in ("agreement", "task"):
            board = drawn(board_rows(session, load_texts("fi"), Sight(), kind, (width, 24)), width)
            assert re.search(r"SOVITTU 1\b|S 1\b|sovitut 1\b", board)
            assert re.search(r"TEHTÄVÄT 0\b|T 0\b|tehtävät 0\b", board)
            if kind == "agreement":
                assert re.search(r"S9.*\n.*\n?.*! ei sovittu", board)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("height", range(2, 40, 3))
@pytest.mark.parametrize("top", ["", "I9", "I3"])
def test_the_board_counts_below_a_column_as_above_it(width: int, height: int, top: str, drawn: Drawn) -> None:
    """What is shown, scrolled past and still to come adds up to the heading's number; what lies aside is told apart."""
    fates: dict[int, Fate] = {5: "dropped", 7: "dropped", 12: "parked", 13: "dropped"}
    ideas = tuple(Idea(id=f"I{at}", text=f"ajatus {at}", fate=fates.get(at, "open"), at=NOW) for at in range(1, 18))
    session = _at(a_session(ideas=ideas), "ideas")
    sight = Sight(tops={"idea": top} if top else {})
    picture = drawn(board_rows(session, load_texts("fi"), sight, "idea", (width, height)), width)
    column = [line[: width if width < 72 else 26] for line in picture.splitlines()]
    shown = {int(number) for line in column for number in re.findall(r"^ I(\d+)", line)}
    said = [int(one) for one in re.findall(r"↑ (\d+)|… ja (\d+) mu", picture) for one in one if one]
    assert len(shown - {5, 7, 13}) + sum(said) == 14
    assert "IDEAT 14" in picture
    if aside := re.search(r"(\d) sivussa", picture):
        assert int(aside[1]) == 3 - len(shown & {5, 7, 13})


def test_a_card_that_is_cut_is_not_counted_again(drawn: Drawn) -> None:
    """Where a single card has no room for all its rows, a sign says that it goes on."""
    task = Task(id="T1", text="varataan sali", owners=("liisa", "pekka"), due=date(2026, 12, 15), at=NOW)
    session = _at(a_session(tasks=(task,)), "agree")
    picture = drawn(board_rows(session, load_texts("fi"), Sight(), "task", (80, 3)), 80)
    assert "T1" in picture
    assert "…" in picture
    assert "muu" not in picture


def test_many_ideas_are_large_from_the_back_row_and_each_theme_is_named_once_a_page(drawn: Drawn) -> None:
    """On a large screen they turn pages in large letters; a heading stands over its ideas, not over each of them."""
    ideas = tuple(Idea(id=f"I{at}", text="kimppakyydit tapahtumiin", theme=f"t{at % 3}", at=NOW) for at in range(1, 29))
    view = _view(_at(a_session(ideas=ideas), "group"))
    pages = {_seen(view, drawn, (160, 45), seconds=10 * at) for at in range(8)}
    assert len(pages) > 1
    for page in pages:
        assert re.search(LARGE, page)
        headings = re.findall(r"^ +(t\d) *$", page, re.MULTILINE)
        assert len(headings) == len(set(headings)) > 0
    assert {*re.findall(r"\bI\d+", "".join(pages))} == {idea.id for idea in ideas}


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)])
def test_the_next_meeting_is_large_and_the_funnel_whole(size: tuple[int, int], drawn: Drawn) -> None:
    """Where both have no room on one page, each has its own."""
    session = _at(a_session(), "next")
    meeting = replace(session.meeting, next_date=date(2026, 12, 7), next_start=time(17), next_end=time(19))
    view = _view(replace(session, meeting=meeting))
    pages = [_seen(view, drawn, size, seconds=10 * at) for at in range(2)]
    (shown,) = {page for page in pages if re.search(r"^ +Seuraava tapaaminen *$", page, re.MULTILINE)}
    assert re.search(LARGE, shown)
    assert any(stands("ideat", page) and stands("valmiita", page) for page in pages)


def test_answers_turn_over_in_large_letters_under_a_large_text(drawn: Drawn) -> None:
    """On a large screen nothing of a round of consent is too small for the back row: what has no room comes in turn."""
    session = load(SAMPLE).session
    session = replace(session, meeting=replace(session.meeting, step="agree", focus="S2"))
    pages = [_seen(_view(session), drawn, (160, 45), seconds=10 * at) for at in range(2)]
    for page in pages:
        assert not re.search("Marttayhdistys|Kaupunki|Nuorisovaltuusto", page)
    assert "varauma" in pages[0]
    assert "odottaa" in pages[1]


def test_the_agreement_does_not_shrink_when_the_last_one_has_answered(drawn: Drawn) -> None:
    """The letters that stood there while answers came stay when *Sovittu.* has come below them."""
    session = load(SAMPLE).session
    session = replace(session, meeting=replace(session.meeting, step="agree", focus="S1"))
    (one, *others) = session.agreements
    begun = replace(session, agreements=(replace(one, consent=one.consent[1:]), *others))
    during, after = (_seen(_view(each), drawn, (120, 36)).splitlines() for each in (begun, session))
    words = [line for line in during if re.search(LARGE, line)]
    assert len(words) > 3 * ROWS
    assert [line for line in after if re.search(LARGE, line)] == words
    assert any("Sovittu." in line for line in after)


def test_no_list_has_more_large_pages_than_anybody_waits_for(drawn: Drawn) -> None:
    """Below the newest the older ideas stand in narrow letters on few pages, where wide ones would take ten."""
    session = load(SAMPLE).session
    view = _view(replace(session, meeting=replace(session.meeting, step="needs")))
    pages = [_seen(view, drawn, (160, 45), seconds=10 * at) for at in range(5)]
    assert all(f"sivu {at} / 5" in page for at, page in enumerate(pages, start=1))
    assert all(re.search(rf"I12 +{LARGE}", page) for page in pages)
    shown = {f"I{number}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 12)}
    assert {*re.findall(r"\bI\d+", "".join(pages))} == shown


def test_the_question_has_the_room_until_something_is_said(drawn: Drawn) -> None:
    """At the beginning of a talk it is large; the first remark takes its room when a page turns, not before."""
    session, letters = _at(a_session(), "talk"), Letters()

    def lines(at: Session, seconds: int) -> list[str]:
        moment = NOW + timedelta(seconds=seconds)
        rows = audience_rows(_view(at), load_texts("fi"), moment, (80, 24), letters=letters)
        return [line for line in drawn(rows, 80).splitlines() if re.search(LARGE, line)]

    said = replace(session, remarks=(Remark(id="K1", text="bussit eivät kulje", at=NOW, phase="action", step="talk"),))
    begun = lines(session, 0)
    assert len(begun) > 2 * ROWS
    assert lines(said, 5) == begun
    assert lines(said, 11) != begun


def test_bars_stand_below_large_words(evening: Session, drawn: Drawn) -> None:
    """From the back row the ranking has wide words and few pages, each idea with its number under it."""
    session = _at(evening, "group", wall="ranking")
    pages = [_seen(_view(session), drawn, (120, 36), seconds=10 * at) for at in range(3)]
    assert "sivu 1 / 3" in pages[0]
    assert re.search(r"^ +█+ 12$", pages[0], re.MULTILINE)
    for idea in evening.ideas:
        assert any(re.search(rf"\b{idea.id}\b", page) for page in pages)


def test_the_round_of_what_was_let_go_does_not_say_agreed(evening: Session, drawn: Drawn) -> None:
    """Everybody had said yes before it was let go: neither screen says that it is agreed."""
    everybody = tuple(Consent(who=person.id, answer="yes") for person in evening.members)
    gone = replace(evening.agreements[0], state="not_agreed", consent=everybody)
    session = _at(replace(evening, agreements=(gone, *evening.agreements[1:])), "agree", focus=gone.id)
    picture = _seen(_view(session), drawn)
    assert "Tästä ei ole vielä sovittu." in picture
    assert "Sovittu." not in picture


def test_a_list_says_what_is_not_agreed_and_how_hands_were_raised(evening: Session, drawn: Drawn) -> None:
    """Under the heading of what was agreed an objection is told, and a show of hands with its numbers."""
    blocked = replace(evening.agreements[0], consent=(Consent(who="matti", answer="no"),))
    counted = replace(evening.agreements[1], consent=(), hands=Hands(yes=4, no=1, blank=1))
    picture = _seen(_view(_at(replace(evening, agreements=(blocked, counted)), "readback")), drawn)
    assert "! Tästä ei ole vielä sovittu." in picture
    assert "käsin laskettu: 4 puolesta, 1 vastaan, 1 tyhjää" in " ".join(picture.split())


def test_what_was_answered_stands_until_it_is_read(evening: Session, drawn: Drawn) -> None:
    """Where an answer leads to the next one by itself, the room sees it for three seconds; a walk on shows the next."""
    before = _view(_at(evening, "lookback", focus="T1"))
    tasks = tuple(replace(task, state="done") if task.id == "T1" else task for task in evening.tasks)
    after = _view(_at(replace(evening, tasks=tasks), "lookback", focus="T4"), before)
    assert "Valmis – kiitos, Pekka" in _seen(after, drawn)
    assert "T4" in _seen(after, drawn, seconds=3)
    assert "T4" in _seen(_view(_at(evening, "lookback", focus="T4"), before), drawn)


def test_raised_hands_are_seen_before_the_next_question(evening: Session, drawn: Drawn) -> None:
    """The bar of the question that was answered stands for three seconds."""
    before = _view(_at(evening, "next", wall="self-check", point="local-needs"))
    answered = replace(evening, evaluations=(Evaluation(key="local-needs", value=4),))
    after = _view(_at(answered, "next", wall="self-check", point="three-parties"), before)
    assert "4 / 6" in _seen(after, drawn)
    assert "4 / 6" not in _seen(after, drawn, seconds=3)


@pytest.mark.parametrize("step", ["introduction", "next", "lookback"])
@pytest.mark.parametrize("kind", ["offer", "parked"])
def test_what_the_picture_has_no_place_for_is_told_below_it(
    step: str, kind: Kind, evening: Session, drawn: Drawn
) -> None:
    """A line recorded beside a round, the look back or the end is read in the foot while it is new."""
    session = _at(evening, step)
    offers = (*session.offers, Offer(id="O9", by="liisa", text="Pulla", step=step, at=NOW))
    parked = (*session.parked, Parked(id="P9", text="Pulla", step=step, at=NOW))
    more = replace(session, offers=offers) if kind == "offer" else replace(session, parked=parked)
    view = _view(more, _view(session))
    assert re.search("Näin kirjattiin: [OP]9 Pulla", _seen(view, drawn))
    assert "Pulla" not in _seen(view, drawn, seconds=9)


def test_the_tables_answer_to_a_steps_question_is_seen(evening: Session, drawn: Drawn) -> None:
    """The goal with its indicator, and the choice at the end, stand where they are asked for."""
    table = replace(evening.table, goal="Kylätalo auki", indicator="sata kävijää", choice="renew")
    session = replace(_at(evening, "goal"), table=table, ideas=())
    goal = _seen(_view(replace(session, meeting=replace(session.meeting, phase="establishing"))), drawn, (40, 20))
    assert re.search(r"Tavoite\n(.*\n)+ +Mittari\n", goal)
    assert stands("Kylätalo auki sata kävijää", goal)
    choice = replace(session.meeting, phase="renewal", step="choice")
    assert re.search(r"Valinta\n +uudistetaan", _seen(_view(replace(session, meeting=choice)), drawn, (40, 10)))


def test_a_queue_without_a_speaker_says_who_is_next(evening: Session, drawn: Drawn) -> None:
    """Before anybody has the floor the first in the queue is next."""
    session = _at(replace(evening, queue=(Queued(who="matti"),)), "ideas")
    assert "Seuraavaksi Matti" in _seen(_view(session), drawn)


def test_who_is_remote_is_not_in_the_room(evening: Session, drawn: Drawn) -> None:
    """The roll call counts those in the room and those who take part remotely apart."""
    people = tuple(replace(one, presence="remote") if one.id == "sari" else one for one in evening.participants)
    picture = _seen(_view(_at(replace(evening, participants=people), "opening", wall="people")), drawn)
    assert "Paikalla 5 · etänä 1" in picture


def test_what_somebody_without_a_party_gives_is_counted_in_sight(evening: Session, drawn: Drawn) -> None:
    """The sums by party have a row for those who stand for none."""
    tuula = Participant(id="tuula", name="Tuula Rantanen", presence="present")
    offers = (Offer(id="O9", by="tuula", kind="space", text="sauna"),)
    session = replace(evening, participants=(*evening.participants, tuula), offers=offers)
    assert re.search("Ilman tahoa +1 tila", _seen(_view(_at(session, "ideas", wall="resources")), drawn, (60, 20)))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
def test_nothing_older_is_larger_than_the_newest(size: tuple[int, int], evening: Session, drawn: Drawn) -> None:
    """Where the newest line is plain, so are those below it."""
    for newest in ("Talkoot", "Kimppakyydit kirkonkylälle ja takaisin iltaisin joka arkipäivä"):
        ideas = (
            Idea(id="I1", text="Kahvila", step="ideas", at=NOW - timedelta(minutes=1)),
            Idea(id="I2", text=newest, step="ideas", at=NOW),
        )
        session = _at(replace(evening, ideas=ideas, agreements=(), tasks=()), "ideas")
        picture = _seen(_view(session), drawn, size).partition("Näin kirjattiin")[2]
        large_newest = re.search(LARGE, picture.partition("I2")[2].splitlines()[0])
        assert large_newest or not re.search(LARGE, picture)


@pytest.mark.parametrize(("step", "asked"), [("ideas", ""), ("group", ""), ("ideas", "ranking")])
def test_of_very_many_the_newest_are_shown_and_the_rest_is_counted(
    step: str, asked: WallPicture, evening: Session, drawn: Drawn
) -> None:
    """Of 520 ideas the last page says that there are 20 more: no page takes an hour to come round again."""
    ideas = tuple(Idea(id=f"I{n}", text=f"Ajatus {n}", step="ideas", at=NOW) for n in range(1, MOST_SEEN + 21))
    view = _view(_at(replace(evening, ideas=ideas, agreements=(), tasks=()), step, wall=asked))
    letters, moments = Letters(), [NOW + timedelta(seconds=10 * page) for page in range(60)]
    pages = [audience_rows(view, load_texts("fi"), now, (160, 45), letters=letters) for now in moments]
    assert any("… ja 20 muuta" in drawn(rows, 160) for rows in pages)
    assert load_texts("fi").count("board.more", 20) in str(wall(view, load_texts("fi"), NOW))


@pytest.mark.parametrize(
    ("text", "large"),
    [
        ("Laavu rakennetaan yhdessä", True),
        ("Talkoot", True),
        (
            "Jokainen taho tuo kyläpäivään koulun pihalle jotakin, mitä muilla ei ole, ja vie kotiin jotakin uutta",
            False,
        ),
    ],
)
def test_what_was_just_agreed_has_large_letters_before_air(
    evening: Session, text: str, *, large: bool, drawn: Drawn
) -> None:
    """On the smallest wall the empty rows around the words go before their size does."""
    before = _at(replace(evening, agreements=()), "agree")
    made = Agreement(id="S9", text=text, step="agree", at=NOW)
    picture = _seen(_view(replace(before, agreements=(made,)), _view(before)), drawn, (60, 20))
    assert picture.split()[0] == "S9"
    assert bool(re.search(LARGE, picture)) == large
    assert (text in " ".join(picture.split())) != large
