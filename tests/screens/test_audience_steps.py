"""What each kind of step puts on the wall: who has come, the ranking, the self-check, the resources, the end."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest

from kpfacil.model.entries import Agreement, Consent, Idea, Remark, Task
from kpfacil.model.meeting import Evaluation, ProgrammeItem, Visit, WallPicture
from kpfacil.model.people import Crowd, Party
from kpfacil.model.session import Session
from kpfacil.model.workings import Queued
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui.paint import Row
from kpfacil.tui.pictures.audience_parts import Letters
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.views.audience import AudienceView, audience
from tests.fakes import NOW, a_person
from tests.lettering import LARGE, stands
from tests.rooms import a_seat

Seen = Callable[..., str]


@pytest.fixture
def wall(drawn: Callable[[list[Row], int], str]) -> Seen:
    """Return what the room sees of a session, so many seconds after it came there."""

    def seen(
        session: Session, size: tuple[int, int] = (80, 24), later: int = 0, earlier: tuple[Session, ...] = ()
    ) -> str:
        view = audience(session, load_process(), NOW, earlier=earlier)
        return drawn(audience_rows(view, load_texts("fi"), NOW + timedelta(seconds=later), size), size[0])

    return seen


@pytest.fixture
def evening_by_first_names(evening: Session) -> Session:
    """The evening at a table that has chosen nothing about names, its first step begun."""
    begun = (Visit(step="opening", phase="action", entered=NOW - timedelta(minutes=10)),)
    return replace(evening, table=replace(evening.table, wall_names="first"), visits=begun)


def _at(
    session: Session, step: str, *, focus: str = "", speaker: str = "", wall: WallPicture = "", point: str = ""
) -> Session:
    meeting = replace(session.meeting, step=step, focus=focus, speaker=speaker, wall=wall, wall_point=point)
    return replace(session, meeting=meeting)


def test_before_the_first_step_the_room_sees_who_has_come(evening_by_first_names: Session, wall: Seen) -> None:
    """Each party has its people as they are marked, a dot for an empty chair, and its number of those only counted."""
    people = tuple(
        replace(person, presence="expected") if person.id in ("sari", "vaino") else person
        for person in evening_by_first_names.participants
    )
    session = replace(
        _at(evening_by_first_names, "opening"),
        participants=people,
        visits=(),
        crowd=(Crowd(party="martat", count=30), Crowd(party="martat", count=5, presence="excused")),
    )
    picture = wall(session)
    assert "Jämsän asukkaiden kumppanuuspöytä" in picture
    assert "Paikalla 34 · odotetaan vielä 2" in picture
    assert re.search(r"Kylätoimikunta +Liisa   ·\n", picture)
    assert re.search(r"Marttayhdistys +Pekka   \+ 30\n", picture)
    assert re.search(r"Nuorisovaltuusto +·\n", picture)
    assert "Avaus ja pelisäännöt" in wall(replace(session, visits=(Visit(step="opening", entered=NOW),)))
    seat = a_seat(replace(session, crowd=()), process=load_process())
    seat.enter("Tittelit narikkaan")
    assert stands("Tittelit narikkaan", wall(seat.session))


def test_a_former_member_is_nobody_at_the_roll_call(evening_by_first_names: Session, wall: Seen) -> None:
    """Who is kept for old entries' sake has no chair."""
    former = replace(a_person("vanha", "Vanha Jäsen", "martat"), standing="former", presence="expected")
    session = _at(evening_by_first_names, "opening", wall="people")
    picture = wall(replace(session, participants=(*session.participants, former)))
    assert "odotetaan" not in picture


def test_two_of_one_first_name_get_their_party(evening_by_first_names: Session, wall: Seen) -> None:
    """In a list of names the party tells them apart; where it stands beside the name anyway it is not said twice."""
    other = a_person("liisa2", "Liisa Aalto", "kunta")
    people = (*evening_by_first_names.participants, other)
    session = replace(evening_by_first_names, participants=people)
    speaking = wall(_at(session, "introduction", speaker="pekka"))
    assert "Liisa (Kylätoimikunta)" in speaking
    assert "Liisa (Jämsän kaupunki)" in speaking
    assert "Mäkinen" not in speaking
    assert "Seuraavaksi Liisa, Jämsän kaupunki" in wall(_at(session, "introduction", speaker="vaino"))
    full = replace(session, table=replace(session.table, wall_names="full"))
    assert "Liisa Aalto" in wall(_at(full, "introduction", speaker="pekka"))


def test_the_ranking_has_bars_and_what_goes_on_is_framed(evening_by_first_names: Session, wall: Seen) -> None:
    """Sorted, the ideas stand by their dots; the one that goes on has a mark at its side on each of its rows."""
    ideas = tuple(
        replace(idea, fate="forward" if idea.id == "I6" else idea.fate) for idea in evening_by_first_names.ideas
    )
    picture = wall(_at(replace(evening_by_first_names, ideas=ideas), "group", wall="ranking"))
    assert re.search(r"▌ █+ +12 I6   Hillotalkoot elokuussa", picture)
    assert re.search(r"  █+ +5 I1   Kyläpäivä maaliskuussa", picture)
    assert "Pisteitä annettu 23 / 18" in picture
    lengths = [len(found) for found in re.findall("█+", picture)]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
def test_every_idea_can_be_read_while_people_vote(
    size: tuple[int, int], evening_by_first_names: Session, wall: Seen
) -> None:
    """Over its pages the wall of groups shows each idea whole, and no page leaves one out for another's details."""
    ideas = tuple(
        Idea(id=f"I{number}", text=f"漢 ajatus {number}", theme=f"teema {number % 5}") for number in range(1, 31)
    )
    session = _at(replace(evening_by_first_names, ideas=ideas), "group")
    pages = "".join(wall(session, size, later=10 * page) for page in range(12))
    assert all(re.search(rf"漢 ajatus {number}\b", pages) for number in range(1, 31))


def _ideas(count: int) -> tuple[Idea, ...]:
    return tuple(Idea(id=f"I{number}", text=f"Ajatus {number}") for number in range(1, count + 1))


@pytest.mark.parametrize("more", [1, 12, 20])
def test_letters_stay_as_they_are_until_a_page_turns(more: int, evening_by_first_names: Session) -> None:
    """A full page of large letters stays large for one line more; many at once turn it, and each can be read."""
    few = 3
    session = _at(replace(evening_by_first_names, ideas=_ideas(few), agreements=(), tasks=()), "ideas")
    view = audience(session, load_process(), NOW)
    later = audience(replace(session, ideas=_ideas(few + more)), load_process(), NOW, view)
    letters = Letters()

    def seen(one: AudienceView, seconds: int) -> tuple[str, bool]:
        rows = audience_rows(one, load_texts("fi"), NOW + timedelta(seconds=seconds), (80, 40), letters=letters)
        return "\n".join(made.plain for made in rows), any(re.search(LARGE, made.plain) for made in rows[20:])

    assert seen(view, 0)[1]
    one_line = more == 1
    assert seen(later, 1)[1] is one_line
    page, still_large = seen(later, 11 if one_line else 1)
    assert not still_large
    assert all(re.search(rf"Ajatus {number}\b", page) for number in range(1, few + more + 1))


def test_hands_are_a_bar_with_the_last_meetings_beside_it(evening_by_first_names: Session, wall: Seen) -> None:
    """The question is asked until hands are counted; then they are out of those here, the last time's below."""
    session = _at(evening_by_first_names, "next", wall="self-check", point="three-parties")
    before = replace(
        session,
        meeting=replace(session.meeting, date=session.meeting.date - timedelta(days=30)),
        evaluations=(Evaluation(key="three-parties", value=2), Evaluation(key="three-parties", value=1, who="liisa")),
    )
    asked = wall(session, earlier=(before,))
    assert stands("Pöydässä on osallistujia ainakin kolmelta taholta", asked)
    assert "Kädet ylös" in asked
    answers = (Evaluation(key="three-parties", value=4, text="mutta nuoret puuttuvat"),)
    picture = wall(replace(session, evaluations=answers), earlier=(before,))
    now, then = (re.search(rf"{label} +(█+)░+  (\d) / 6", picture) for label in ("tänään", "viimeksi"))
    assert now is not None
    assert then is not None
    assert (now[2], then[2]) == ("4", "2")
    assert len(now[1]) == pytest.approx(2 * len(then[1]), abs=1)
    assert "mutta nuoret puuttuvat" in picture
    mean = replace(session, evaluations=(Evaluation(key="three-parties", value=4.5),))
    assert "4,5 / 5" in wall(mean)


def test_what_lies_on_the_table_adds_up(evening_by_first_names: Session, wall: Seen) -> None:
    """Pledges and offers are one sum by unit and kind, large, then by party."""
    picture = wall(_at(evening_by_first_names, "ideas", wall="resources"))
    assert re.search(r"Kylätoimikunta +1 taito", picture)
    assert re.search(r"Seurakunta +2 tilaa", picture)
    nothing = replace(evening_by_first_names, offers=(), tasks=())
    assert stands("mitä kukin voi antaa", wall(_at(nothing, "ideas", wall="resources")))


def test_the_end_tells_by_party_what_was_promised(evening_by_first_names: Session, wall: Seen) -> None:
    """The first page has the next meeting large and the funnel as bars, the second each party's promises."""
    session = _at(evening_by_first_names, "next")
    session = replace(session, meeting=replace(session.meeting, next_end=time(18, 30)))
    first, second = (wall(session, later=seconds) for seconds in (0, 10))
    assert re.search(rf"Seuraava tapaaminen *\n *\n *({LARGE}| )+\n", first)
    assert re.search(r"ideat +6 █+\n", first)
    assert "Tänään lupasimme" in second
    assert re.search(r"Seurakunta\n +– seurakuntasali · ti 15\.12\.", second)
    assert re.search(r"Marttayhdistys\n +– Varataan sali · Pekka · ti 15\.12\.", second)
    assert "ideoita" not in first + second


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (160, 45)])
@pytest.mark.parametrize(
    "hours", [(time(17),), (time(17), time(19)), (time(17), time(18, 30)), (time(17, 30), time(19))]
)
def test_the_next_meeting_is_large_whenever_it_ends(
    evening_by_first_names: Session, wall: Seen, size: tuple[int, int], hours: tuple[time, ...]
) -> None:
    """Where the year and the minutes have no room in large letters, the day and the hours stand there without them."""
    start, end = (*hours, None)[:2]
    session = _at(evening_by_first_names, "next")
    session = replace(session, meeting=replace(session.meeting, next_start=start, next_end=end))
    first = wall(session, size)
    assert re.search(rf"Seuraava tapaaminen *\n *\n *({LARGE}| )+\n", first)
    assert "klo" not in first


def test_the_words_of_the_closing_round_are_read(evening_by_first_names: Session, wall: Seen) -> None:
    """Who speaks is large, what has been said stands below by first name."""
    said = (Evaluation(key="closing-round", who="liisa", text="Olipa hyvä ilta"),)
    session = replace(evening_by_first_names, evaluations=said)
    picture = wall(_at(session, "next", wall="closing-round", speaker="aino"))
    assert "Liisa: Olipa hyvä ilta" in picture
    assert "Puheenvuoro" not in picture


def test_the_queue_is_one_quiet_row(evening_by_first_names: Session, wall: Seen) -> None:
    """Who has the floor and who has asked for it; a first turn in this meeting bears its mark."""
    session = replace(evening_by_first_names, queue=(Queued(who="matti"), Queued(who="liisa")))
    row = next(line for line in wall(_at(session, "ideas", speaker="aino")).splitlines() if "sitten" in line)
    assert row.strip() == "Nyt Aino, Jämsän kaupunki · sitten Matti (ensimmäinen puheenvuoro), Liisa"
    assert "sitten" not in wall(_at(evening_by_first_names, "ideas"))


def test_what_was_recorded_in_this_step_stays_in_sight(evening_by_first_names: Session, wall: Seen) -> None:
    """In a step of ideas a task, and what was said, do not leave when the next line comes."""
    session = replace(
        evening_by_first_names,
        tasks=(Task(id="T8", text="Soita talkkarille", step="ideas", at=NOW - timedelta(minutes=2)),),
        remarks=(Remark(id="K1", text="Bussi lakkaa", step="ideas", at=NOW - timedelta(minutes=3)),),
    )
    picture = wall(_at(session, "ideas"), (80, 40))
    for words in ("Soita talkkarille", "Bussi lakkaa", "Kimppakyydit"):
        assert words in picture


@pytest.mark.parametrize(
    ("step", "focus", "landed"),
    [
        ("agree", "", ["S9", "T9"]),
        ("ideas", "", ["S9", "T9"]),
        ("agree", "S2", []),
        ("readback", "", []),
        ("lookback", "", []),
        ("group", "", []),
    ],
)
def test_a_promise_lands_but_where_the_room_looks_at_something(
    step: str, focus: str, landed: list[str], evening_by_first_names: Session
) -> None:
    """Several in one save are one picture; consent, read-back, look back and dots keep the wall."""
    session = _at(evening_by_first_names, step, focus=focus)
    before = audience(session, load_process(), NOW)
    more = replace(
        session,
        agreements=(*session.agreements, Agreement(id="S9", text="a", at=NOW)),
        tasks=(*session.tasks, Task(id="T9", text="b", at=NOW)),
    )
    after = audience(more, load_process(), NOW, before)
    assert [one.id for one in after.landed_at(NOW)] == landed
    assert after.landed_at(NOW + timedelta(seconds=3)) == ()
    undone = audience(session, load_process(), NOW, after)
    assert undone.landed_at(NOW) == ()


def test_what_was_let_go_never_lands(evening_by_first_names: Session) -> None:
    """Not at the save that lets it go, at none after it, and not when it is taken up again or undone."""
    session = _at(evening_by_first_names, "ideas")
    answered = (Consent(who="liisa", answer="yes"),)
    new = replace(
        session,
        agreements=(*session.agreements, Agreement(id="S9", text="a", consent=answered, at=NOW)),
        tasks=(*session.tasks, Task(id="T9", text="b", at=NOW)),
    )
    gone = replace(
        new,
        agreements=tuple(replace(one, state="not_agreed") for one in new.agreements),
        tasks=tuple(replace(one, state="lapsed") for one in new.tasks),
    )
    said = replace(gone, ideas=(*gone.ideas, Idea(id="I99", text="c", at=NOW, step="ideas")))
    view = audience(session, load_process(), NOW)
    for seconds, (save, landed) in enumerate(
        ((new, ["S9", "T9"]), (gone, []), (said, []), (gone, []), (new, []), (said, []), (session, []))
    ):
        now = NOW + timedelta(seconds=seconds / 10)
        view = audience(save, load_process(), now, view)
        assert [one.id for one in view.landed_at(now)] == landed, seconds
    late = audience(said, load_process(), NOW, audience(session, load_process(), NOW))
    assert late.landed_at(NOW) == ()
    assert late.newest is not None
    assert late.newest.id == "I99"


def test_sovittu_is_never_said_while_one_objects(evening_by_first_names: Session, wall: Seen) -> None:
    """When the last has answered the room reads it in large letters, unless somebody said no."""

    def answered(*answers: Consent) -> str:
        agreements = tuple(
            replace(one, consent=answers) if one.id == "S2" else one for one in evening_by_first_names.agreements
        )
        return wall(_at(replace(evening_by_first_names, agreements=agreements), "agree", focus="S2"))

    yes = [Consent(who=person.id, answer="yes") for person in evening_by_first_names.participants]
    assert stands("Sovittu.", answered(*yes))
    blocked = answered(*yes[:-1], Consent(who=yes[-1].who, answer="no", reason="ei käy"))
    assert stands("Tästä ei ole vielä sovittu.", blocked)
    assert not stands("Sovittu.", blocked)


def test_a_done_promise_is_thanked_for_and_a_late_one_said_gently(evening_by_first_names: Session, wall: Seen) -> None:
    """The look back says who is thanked, how many have been gone through, and the day that has passed."""
    assert stands("✓ Valmis – kiitos, Sari", wall(_at(evening_by_first_names, "lookback", focus="T4")))
    late = tuple(
        replace(task, due=evening_by_first_names.meeting.date - timedelta(days=3), state="open")
        for task in evening_by_first_names.tasks
    )
    picture = wall(_at(replace(evening_by_first_names, tasks=late), "lookback", focus="T1"))
    assert "määräaika meni 18.11.2026" in picture
    assert re.search(r"käyty läpi \d / 2", picture)


def test_a_vote_of_the_tables_own_programme_is_a_ranking(evening_by_first_names: Session, wall: Seen) -> None:
    """A step of the kind vote shows the ideas by their dots from the beginning."""
    programme = (ProgrammeItem(step="ideas", kind="vote"),)
    assert re.search(r"█+ +12 I6", wall(replace(_at(evening_by_first_names, "ideas"), programme=programme)))


def test_nobodys_answer_is_cut_off(evening_by_first_names: Session, wall: Seen) -> None:
    """With more parties than fit below the agreement, those who answered and those who wait turn over in pages."""
    parties = tuple(Party(id=f"taho{number}", name=f"Pitkäniminen yhdistys {number}") for number in range(1, 31))
    people = tuple(a_person(f"h{number}", f"Henkilö {number}", f"taho{number}") for number in range(1, 31))
    answers = tuple(Consent(who=f"h{number}", answer="yes") for number in range(1, 16))
    agreement = Agreement(id="S2", text="Pidetään kyläpäivä", consent=answers)
    session = replace(evening_by_first_names, parties=parties, participants=people, agreements=(agreement,))
    pages = "".join(wall(_at(session, "agree", focus="S2"), (60, 20), later=10 * page) for page in range(8))
    assert all(re.search(rf"yhdistys {number}\b", pages) for number in range(1, 31))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)])
def test_one_thing_alone_is_large_on_every_wall(
    evening_by_first_names: Session, wall: Seen, size: tuple[int, int]
) -> None:
    """A promise, an idea or an agreement that is gone through by itself is seen from the back row, whole."""
    words = "Kutsutaan yrittäjät ja taloyhtiöt seuraavaan tapaamiseen"
    tasks = tuple(replace(task, text=words) for task in evening_by_first_names.tasks)
    ideas = tuple(replace(idea, text=words) for idea in evening_by_first_names.ideas)
    session = replace(evening_by_first_names, tasks=tasks, ideas=ideas)
    for step, focus in (("lookback", "T1"), ("readback", "T2"), ("group", "I5")):
        picture = wall(_at(session, step, focus=focus), size)
        assert re.search(LARGE, picture)
        assert stands(words, picture)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_the_question_is_large_above_few_remarks(
    evening_by_first_names: Session, wall: Seen, size: tuple[int, int]
) -> None:
    """In a talk the question takes the room that remarks leave; above long ones it steps back to plain letters."""
    said = tuple(Remark(id=f"K{n}", text=f"huomio {n}", at=NOW, phase="action", step="talk") for n in (1, 2))
    long = tuple(replace(remark, text=f"{remark.text} bussit eivät kulje " * 9) for remark in said)
    few, much = (wall(replace(_at(evening_by_first_names, "talk"), remarks=made), size) for made in (said, long))
    question = "Mikä on tilanne nyt, ja mikä kaipaa tekoja?"
    assert stands(question, few)
    assert question not in few
    assert all(stands(f"huomio {n}", few) for n in (1, 2))
    assert question in much
