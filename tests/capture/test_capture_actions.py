"""Lines with a sign of their own: corrections, continuations, the queue, links, breaks, words, several ids, rows."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from time import perf_counter

import pytest

from kpfacil.capture import Window, as_entry, editing, nearest, read, split_paste
from kpfacil.commands.base import Command, Refused, Scene
from kpfacil.commands.change import AddVotes
from kpfacil.commands.people import MarkArrived, MarkLeft
from kpfacil.model.entries import Agreement, Consent, Idea, Note, Pledge, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Goal, Table
from kpfacil.model.workings import Queued
from tests.fakes import PROCESS

START = datetime(2026, 11, 25, 17, tzinfo=timezone(timedelta(hours=2)))
SCENE = Scene(process=PROCESS, now=START)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


SESSION = raise_counters(
    Session(
        table=Table(name="Jämsä"),
        meeting=Meeting(date=date(2026, 11, 25), began=("S9",), step="ideas", phase="action"),
        parties=(Party(id="seurakunta", name="Seurakunta"),),
        participants=(
            Participant(id="paivi", name="Päivi Töyrylä", presence="present"),
            Participant(id="pekka", name="Pekka Virtanen", presence="present"),
            Participant(id="matti", name="Matti Laine", presence="present"),
            Participant(id="matti2", name="Matti Oja", presence="present"),
        ),
        ideas=(
            Idea(id="I1", text="hilotalkoot elokuussa", at=minute(1)),
            Idea(id="I2", text="kyläpäivä", at=minute(2)),
        ),
        agreements=(
            Agreement(id="S1", text="Pidetään kyläpäivä", at=minute(3)),
            Agreement(id="S9", text="Vanha xyzzy", at=minute(0)),
        ),
        tasks=(
            Task(
                id="T1",
                text="Varaa sali",
                due_text="ennen joulua",
                owners=("pekka",),
                confirmed=True,
                resources=(Pledge(text="20 h siivousta", by="pekka", kind="time", amount=20, unit="h"),),
                at=minute(4),
            ),
        ),
        notes=(Note(id="N1", text="hilo salaa", at=minute(9)),),
    )
)


def after(line: str, session: Session = SESSION, window: Window | None = None) -> Session:
    """Return the session after what a line does."""
    reading = read(line, session, "idea", window or Window())
    assert reading.commands, reading
    for command in reading.commands:
        session = command.apply(session, SCENE)
    return session


def why(line: str, session: Session = SESSION, window: Window | None = None) -> str:
    """Return the key of a line's refusal, empty where it is not refused."""
    refusal = read(line, session, "idea", window or Window()).refusal
    return refusal.key if refusal else ""


# --- corrections ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "entry", "text"),
    [
        ("s/hilo/hillo", "I1", "hillotalkoot elokuussa"),
        ("s/HILO/hillo/", "I1", "hillotalkoot elokuussa"),
        ("s/hilo talkoot/hillotalkoot/", "I1", "hillotalkoot elokuussa"),
        ("s/ elokuussa//", "I1", "hilotalkoot"),
        ("s/elokuussa//", "I1", "hilotalkoot"),
        ("s/kyläpäivä/kunnan päivä/", "S1", "Pidetään kunnan päivä"),
        ("I2 s/kylä/kunta/", "I2", "kuntapäivä"),
        (r"I2 s/kylä/1\/2 kylä/", "I2", "1/2 kyläpäivä"),
        ("I2 s/päivä/#päivä/", "I2", "kylä#päivä"),
        ("I1 s/talkoot/ talkoot/", "I1", "hilo talkoot elokuussa"),
        ("I1 s/elokuussa/ syyskuussa /", "I1", "hilotalkoot syyskuussa"),
        ("I1 s/ / /", "I1", "hilotalkoot elokuussa"),
        ("I1 s/ /-/", "I1", "hilotalkoot-elokuussa"),
        ("s/hilo/hillo/g", "I1", "hillotalkoot elokuussa"),
        ("S/hilo/hillo/", "I1", "hillotalkoot elokuussa"),
        ("I2 s/kylä/kyla/", "I2", "kylapäivä"),
    ],
)
def test_a_correction_changes_one_stretch_of_the_latest_entry_that_holds_it(line: str, entry: str, text: str) -> None:
    """The latest entry of the meeting that holds the old words gets the new ones there; an id names another."""
    reading = read(line, SESSION, "idea")
    assert (reading.entry, reading.value) == (entry, text)
    found = after(line).find(entry)
    assert found is not None
    assert found.text == text


def test_by_when_and_pledges_are_corrected_too() -> None:
    """Words of by when are read anew, a pledge is recognised anew, and the owner's yes was given to the old ones."""
    task = after("s/ennen joulua/7.12. mennessä/").tasks[0]
    assert (task.due, task.due_text) == (date(2026, 12, 7), "7.12. mennessä")
    dated = replace(SESSION, tasks=(replace(SESSION.tasks[0], due=date(2026, 12, 15), due_text=""),))
    assert read("s/15.12./16.12./", dated, "idea").value == "16.12."
    assert read("T1 s/15/16/", dated, "idea").refusal is not None
    task = after("s/20 h/30 h/").tasks[0]
    assert (task.resources[0].amount, task.resources[0].by, task.confirmed) == (30, "pekka", False)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("s/xyzzy/x/", "line-nothing-so"),
        ("s/salaa/x/", "line-nothing-so"),
        ("I1 s/xyzzy/x/", "line-nothing-so-there"),
        ("I1 s/o/x/", "line-several-so"),
        ("s/kyläpäivä//", ""),
        ("I2 s/kyläpäivä//", "empty-text"),
        ("Pekka s/Laine/x/", "line-nothing-so-there"),
        ("s/ennen joulua//", "empty-due"),
        ("T1 s/20 h siivousta//", "empty-pledge"),
        ("Hilkka s/a/b/", "line-corrects-nobody"),
        ("tilataan kahvit s/tee/kahvi/", "line-corrects-nobody"),
        ("pekka, päivi s/a/b/", "line-corrects-nobody"),
        ("G9 s/a/b/", "line-no-such-entry"),
        ("I1 s/a/ä/", "line-several-so"),
        ("I2 s/kyla/x/", "line-nothing-so-there"),
        ("s/kyläpaivä/x/", "line-nothing-so"),
        ("s/pidetaan/x/", "line-nothing-so"),
        ("s/kyläpäivå/x/", "line-nothing-so"),
    ],
)
def test_a_correction_that_finds_nothing_or_too_much_is_refused(line: str, key: str) -> None:
    """None, two places, or a text that would be empty are refused with what was found; carried entries are left."""
    assert why(line) == key


FACTS = replace(
    SESSION,
    table=replace(SESSION.table, goal="Hilotehdas", ground_rules=("Tittelit naulaan", "Kuunnellaan tosta")),
    meeting=replace(SESSION.meeting, place="Kirjsto"),
)


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("pelisääntö s/tosta/toista/", "Kuunnellaan tosta", "Kuunnellaan toista"),
        ("ground rules s/naulaan/narikkaan/", "Tittelit naulaan", "Tittelit narikkaan"),
        ("pelisäännöt: s/NAULAAN/narikkaan", "Tittelit naulaan", "Tittelit narikkaan"),
        ("s/tosta/toista/", "Kuunnellaan tosta", "Kuunnellaan toista"),
        ("tavoite s/hilo/Hillo/", "Hilotehdas", "Hillotehdas"),
        ("paikka s/jsto/jasto/", "Kirjsto", "Kirjasto"),
        ("s/Kirjsto/Kirjasto/", "Kirjsto", "Kirjasto"),
    ],
)
def test_a_fact_of_the_table_is_corrected(line: str, old: str, new: str) -> None:
    """The one that is named, or that holds the words where no entry does; old and new are seen, the rest stays."""
    swap = read(line, FACTS, "idea").swap
    assert swap is not None
    assert (swap.old, swap.new) == (old, new)
    corrected = after(line, FACTS)
    facts = (corrected.table.goal, *corrected.table.ground_rules, corrected.meeting.place)
    were = (FACTS.table.goal, *FACTS.table.ground_rules, FACTS.meeting.place)
    assert facts == tuple(new if fact == old else fact for fact in were)
    assert replace(corrected, table=FACTS.table, meeting=FACTS.meeting) == FACTS
    waiting = read(line, FACTS, "idea", Window(swapping="never"))
    assert (waiting.commands, waiting.waits) == ((), True)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("pelisääntö s/hilo/hillo/", "line-nothing-so"),
        ("pelisääntö s/t/d/", "line-several-so"),
        ("tavoite s/Hilotehdas//", "line-no-text"),
        ("mittari s/a/b/", "line-nothing-so"),
    ],
)
def test_a_fact_that_does_not_hold_the_words_stays(line: str, key: str) -> None:
    """Another fact is not looked through where one is named, and none becomes empty by a correction."""
    assert why(line, FACTS) == key


def test_a_goal_of_the_term_is_corrected_by_its_word() -> None:
    """It bears an id, so it is corrected as an entry is."""
    session = replace(SESSION, table=replace(SESSION.table, goals=(Goal(id="G1", text="Stratgia"),)))
    assert after("kauden tavoite s/atg/ateg/", session).table.goals[0].text == "Strategia"


def test_a_line_with_a_sign_is_no_correction() -> None:
    """Behind its sign the words are an entry's, whatever slashes they have."""
    assert after("+ sali s/m/l/").ideas[-1].text == "sali s/m/l/"


def test_own_notes_are_corrected_only_while_they_are_shown() -> None:
    """A correction on the wall's screen does not touch what is the facilitator's own."""
    assert read("s/hilo/hillo/", SESSION, "idea").entry == "I1"
    assert read("s/hilo/hillo/", SESSION, "idea", Window(notes=True)).entry == "N1"


def test_a_name_is_corrected() -> None:
    """A known name before the correction is what is corrected, a party's too; a name of two asks."""
    assert after("Pekka s/Virtanen/Virta/").name_of("pekka") == "Pekka Virta"
    assert after("seurakunta s/Seura/Kirkko/").name_of("seurakunta") == "Kirkkokunta"
    session = replace(SESSION, parties=(Party(id="martat", name="Martat / Marttaliitto"),))
    assert after("Martat / Marttaliitto s/liitto/yhdistys/", session).name_of("martat") == "Martat / Marttayhdistys"
    assert read("Matti s/Laine/Laita/", SESSION, "idea").asks[0].candidates == ("matti", "matti2")


@pytest.mark.parametrize("line", ["s/Liisa", "s/ja kolme", r"\s/a/b/", r"Hilkka s\/a/b/", "paidat s/m/l", "S/M/L"])
def test_what_is_no_correction_is_text(line: str) -> None:
    """One slash alone, an escaped one, or sizes after words that are no name: text."""
    assert read(line, SESSION, "idea").text == line.replace("\\", "")


def test_a_slip_keeps_the_answers_and_other_words_do_not() -> None:
    """What happens to the answers is told before Enter."""
    consent = (Consent(who="pekka", answer="yes"),)
    agreement = replace(SESSION.agreements[0], text="Pidetään kyläpävä", consent=consent)
    session = replace(SESSION, agreements=(agreement,))
    kept, asked = read("s/pävä/päivä/", session, "idea").notice, read("S1 s/kyläpävä/talo/", session, "idea").notice
    assert kept is not None
    assert asked is not None
    assert (kept.key, asked.key) == ("notice.answers-kept", "notice.answers-asked")


# --- going on with what was recorded last ----------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["... ja kahvit", "… ja kahvit"])
def test_three_dots_go_on_with_what_this_window_recorded_last(line: str) -> None:
    """The words are added to the text of that entry."""
    assert after(line, window=Window(last="I2")).ideas[1].text == "kyläpäivä ja kahvit"


def test_nothing_to_go_on_with_is_refused_with_what_would_work() -> None:
    """After an undo or a walk, and for own notes that are not shown, the way by the id is told."""
    assert why("... ja kahvit") == "line-nothing-to-continue"
    assert why("... ja kahvit", window=Window(last="N1")) == "line-nothing-to-continue"
    assert after("... ja kahvit", window=Window(last="N1", notes=True)).notes[0].text == "hilo salaa ja kahvit"
    assert read("...kolme pistettä", SESSION, "idea").text == "...kolme pistettä"
    let_go = after("I2 -")
    assert why("... ja kahvit", let_go, Window(last="I2")) == "line-nothing-to-continue"
    assert why("... ja kahvit", after("T1 -"), Window(last="T1")) == "line-nothing-to-continue"


def test_a_theme_in_what_goes_on_is_the_entrys() -> None:
    """It is taken out of the words; a second one is refused."""
    idea = after("... ja pullat #juhla", window=Window(last="I2")).ideas[1]
    assert (idea.text, idea.theme) == ("kyläpäivä ja pullat", "juhla")
    session = after("I2 #talkoot")
    assert why("... ja pullat #juhla", session, Window(last="I2")) == "line-two-themes"


def test_what_goes_on_tells_that_answers_fall() -> None:
    """The answers were given to the shorter words; an owner's yes to the other day."""
    agreement = replace(SESSION.agreements[0], consent=(Consent(who="pekka", answer="yes"),))
    session = replace(SESSION, agreements=(agreement,))
    told = [
        read("... ja vielä kahvit", session, "idea", Window(last="S1")).notice,
        read("T1 / 15.12.", session, "idea").notice,
        read("T1 / / auto", session, "idea").notice,
        read("s/ennen joulua/20.12./", session, "idea").notice,
    ]
    assert [notice and notice.key for notice in told] == ["notice.answers-asked"] * 4
    wrong = read("s/ennen joulua/31.11./", session, "idea").notice
    assert wrong is not None
    assert wrong.key == "refused.no-such-day"


# --- the floor -------------------------------------------------------------------------------------------------------


def test_the_queue_for_the_floor() -> None:
    """Names queue as asked, a name again goes to the front, a minus leaves, and the sign alone gives the floor."""
    session = after("@pekka, päivi, matti2")
    assert [one.who for one in session.queue] == ["pekka", "paivi", "matti2"]
    session = after("@Päivi", session)
    assert [one.who for one in session.queue] == ["paivi", "pekka", "matti2"]
    session = after("@-pekka", session)
    session = after("@", session)
    assert (session.meeting.speaker, [one.who for one in session.queue]) == ("paivi", ["matti2"])
    session = after("@", after("@", session))
    assert (session.meeting.speaker, session.queue) == ("", ())
    assert why("@", session) == "nobody-waits"
    reading = read("@-pekka", session, "idea")
    with pytest.raises(Refused, match="not-in-queue"):
        reading.commands[0].apply(session, SCENE)


@pytest.mark.parametrize("line", ["@kaikki", "@all", "@Kaikki", "@pekka, kaikki", "@-kaikki"])
def test_everybody_is_no_name_in_the_queue(line: str) -> None:
    """The floor is asked for by names: everybody at once is refused with what would work."""
    assert why(line) == "queue-by-name"


def test_somebody_called_everybody_may_queue() -> None:
    """A name of the table is a name, whatever else it means."""
    people = (*SESSION.participants, Participant(id="kaikki", name="Kaikki Korhonen"))
    assert [one.who for one in after("@kaikki", replace(SESSION, participants=people)).queue] == ["kaikki"]


def test_who_is_gone_from_the_table_does_not_get_the_floor() -> None:
    """The queue may name somebody who is gone: the next one speaks."""
    session = replace(SESSION, queue=(Queued(who="gone"), Queued(who="pekka")))
    assert after("@", session).meeting.speaker == "pekka"


@pytest.mark.parametrize("line", ["@pekka päivi", "@Pekka @Päivi", "@ pekka, päivi"])
def test_known_names_need_no_comma_in_the_queue(line: str) -> None:
    """A space or another sign between names that everybody knows does as well; a minus may have a space before it."""
    session = after(line)
    assert [one.who for one in session.queue] == ["pekka", "paivi"]
    assert [one.who for one in after("@ -pekka", session).queue] == ["paivi"]


@pytest.mark.parametrize("line", ["@moi kaikki", "@pekka ja muut", "@pekka tuo kahvit", r"\@pekka"])
def test_an_at_sign_and_anything_else_is_text(line: str) -> None:
    """Only known names after the sign make a queue."""
    assert read(line, SESSION, "idea").text == line.removeprefix("\\")


def test_an_at_sign_before_a_colon_is_the_name() -> None:
    """`@pekka: …` is an ordinary line of Pekka's; a name of two asks also in the queue."""
    reading = read("@pekka: kahvit", SESSION, "idea")
    assert (reading.who, reading.text) == (("pekka",), "kahvit")
    assert read("@matti laine", SESSION, "idea").who == ("matti",)


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("+ kahvit", "pekka"),
        (", bussit", "pekka"),
        ("> teltta", "pekka"),
        ("? auto", "pekka"),
        ("= sovitaan", ""),
        ("! x", ""),
    ],
)
def test_lines_of_whoever_has_the_floor_are_theirs(line: str, by: str) -> None:
    """Ideas, remarks, parked matters and offers without a name are the speaker's; agreements and tasks nobody's."""
    session = replace(SESSION, meeting=replace(SESSION.meeting, speaker="pekka"))
    assert read(line, session, "idea").who == ((by,) if by else ())
    assert read("+ Päivi: kahvit", session, "idea").who == ("paivi",)


def test_a_name_of_two_is_asked_about_in_the_queue() -> None:
    """Whom the sign means is asked where two are called so."""
    people = tuple(replace(person, id=f"p{at}") for at, person in enumerate(SESSION.participants))
    (ask,) = read("@matti", replace(SESSION, participants=people), "idea").asks
    assert ask.candidates == ("p2", "p3")


def test_a_misspelt_name_has_its_nearest() -> None:
    """Those whose names are spelt most like an unknown one, inflected too; none where nothing is near."""
    near = {name: nearest(read(f"{name}: x", SESSION, "idea").asks[0], SESSION) for name in ("Pekko", "Hilkka")}
    assert near == {"Pekko": ("pekka",), "Hilkka": ()}


# --- links, breaks, words ---------------------------------------------------------------------------------------------


def test_a_link_becomes_material() -> None:
    """The words after it are its title; the same address again with others changes it."""
    session = after("https://a.fi/#b Kalvot")
    assert [(one.url, one.title) for one in session.materials] == [("https://a.fi/#b", "Kalvot")]
    for line, title in (("https://a.fi/#b", "Kalvot"), ("https://a.fi/#b Diat", "Diat")):
        assert [(one.url, one.title) for one in after(line, session).materials] == [("https://a.fi/#b", title)]
    for line in ("https://b.fi, Kalvot", "https://b.fi: Kalvot", "https://b.fi – Kalvot"):
        assert [(one.url, one.title) for one in after(line).materials] == [("https://b.fi", "Kalvot")]
    assert read(r"\https://a.fi", SESSION, "idea").text == "https://a.fi"


def test_a_break_is_outside_the_steps_time() -> None:
    """It has its end, which may be at once, and ends the step's visit; a paste takes it as text."""
    session = after("tauko 10")
    assert session.meeting.break_ends_at == minute(10)
    assert all(visit.left for visit in session.visits)
    assert after("break 5 min").meeting.break_ends_at == minute(5)
    assert after("tauko 0", session).meeting.break_ends_at is None
    assert read("tauko 10", SESSION, "idea", Window(swapping="never")).text == "tauko 10"
    assert read("tauko 10", SESSION, "idea", Window(swapping="always", alone=True)).text == "tauko 10"
    assert read("tauko kymmenen", SESSION, "idea").text == "tauko kymmenen"


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("peru", "undo"),
        ("Kumoa!", "undo"),
        (":q!", "quit"),
        ("Peru!", "undo"),
        ("apua?", "help"),
        ("/apua", "help"),
        ("??", "help"),
        ("/quit", "quit"),
        ("Undo", "undo"),
        ("apua", "help"),
        ("/help", "help"),
        ("?", "help"),
        ("lopeta", "quit"),
        (":q", "quit"),
    ],
)
def test_a_word_alone_is_asked_about(line: str, wish: str) -> None:
    """Undo, help and quit are asked about before they are recorded; as text they are an entry."""
    reading = read(line, SESSION, "idea")
    assert reading.doubt is not None
    assert (reading.commands, reading.wish, read("kahvit", SESSION, "idea").wish) == ((), wish, None)
    text = read(as_entry(line, reading), SESSION, "idea")
    assert (bool(text.commands), text.text) == (True, line)
    assert read(f"{line} nyt", SESSION, "idea").doubt is None
    assert read(f"\\{line}", SESSION, "idea").text == line


def test_a_word_alone_is_text_behind_a_backslash() -> None:
    """So it is everywhere, and a break as well; with more words a backslash is a backslash."""
    assert read("\\peru", SESSION, "idea", Window(alone=True, swapping="never")).text == "peru"
    assert read("\\tauko 10", SESSION, "idea").text == "tauko 10"
    assert read("\\peru nyt", SESSION, "idea").text == "\\peru nyt"


def test_all_who_are_expected_are_asked_for() -> None:
    """While nobody is marked, *kaikki* asks whether all are there; where nobody can be asked it means all expected."""
    people = tuple(replace(person, presence="expected") for person in SESSION.participants)
    session = replace(SESSION, participants=people)
    reading = read("kaikki: kahvit", session, "idea")
    assert reading.doubt is not None
    assert (reading.commands, len(reading.doubt.commands)) == ((), 4)
    assert len(read("kaikki: kahvit", session, "idea", Window(alone=True)).who) == 4


# --- ids --------------------------------------------------------------------------------------------------------------


def test_several_ids_take_one_operation() -> None:
    """What follows the ids is done to each of them, as one change."""
    assert read("I1, I2 +3", SESSION, "idea").commands == (AddVotes(idea="I1", votes=3), AddVotes(idea="I2", votes=3))
    assert [idea.theme for idea in after("i1,I2 #talkoot").ideas] == ["talkoot", "talkoot"]
    assert [idea.votes for idea in after("I1 ja I2 +3").ideas] == [3, 3]
    assert why("I1, I7 +3") == "line-no-such-entry"
    assert why("I1, S1 +3") == "line-agreement"
    assert read("I 9 +3", SESSION, "idea").text == "I 9 +3"
    assert [ask.name for ask in read("I1, I2: hyviä", SESSION, "idea").asks] == ["I1", "I2"]
    assert [ask.name for ask in read("T1 jatkaja: hilkka", SESSION, "idea").asks] == ["hilkka"]
    assert read("Pekka: hei", SESSION, "rule").kind == "remark"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("I1: +5", "I1 +5"),
        ("I 1 +5", "I1 +5"),
        ("i1: =", "I1 ="),
        ("I1: #teema", "I1 #teema"),
        ("I1: jatkoon", "I1 jatkoon"),
        ("I1, I2: +3", "I1, I2 +3"),
        ("I1,I2+3", "I1, I2 +3"),
        ("I1–I2 +3", "I1, I2 +3"),
        ("I1 pekka", "I1 pekka:"),
        ("I1 5", "I1 +5"),
        ("I1 +5 pistettä", "I1 +5"),
        ("I1: 5 pistettä", "I1 +5"),
        ("I1, I2 5", "I1, I2 +5"),
        ("S1 8 1 2", "S1 8-1-2"),
        ("I1 ... ja kahvit / tee", r"I1 : hilotalkoot elokuussa ja kahvit \/ tee"),
        ("S1 äänestys 4–1–2.", "S1 4-1-2"),
        ("I1:uusi teksti", "I1 : uusi teksti"),
        ("S1 kaikki kyllä", "S1 kaikki: kyllä"),
        ("S1 pekka varauma raha on auki", "S1 pekka: varauma: raha on auki"),
        ("T1 odottaa lupaa kaupungilta", "T1 odottaa: lupaa kaupungilta"),
        ("T1 valmis 26.11.", "T1 valmis: 26.11."),
        ("T1 20 €", "T1 / / 20 €"),
        ("T1 pe", "T1 / pe"),
        ("T1 pekka", "T1 pekka:"),
        ("I1 ! pekka", "I1 ! pekka:"),
        ("I1, I2, +3", "I1, I2 +3"),
        ("I1 I2 +3", "I1, I2 +3"),
        ("I1: s/hilo/hillo/", "I1 s/hilo/hillo/"),
        ("I 1 jatkoon", "I1 jatkoon"),
        ("I1 odottamaan", "I1 >"),
        ("I1 task", "I1 !"),
        ("I1: sovittu", "I1 ="),
        ("S1: 8-1-2", "S1 8-1-2"),
        ("S 1 8-1-2", "S1 8-1-2"),
        ("S1: kaikki: kyllä", "S1 kaikki: kyllä"),
        ("S1: pekka: kyllä", "S1 pekka: kyllä"),
        ("T1, valmis", "T1 valmis"),
        ("T 1 valmis", "T1 valmis"),
        ("T 1 / 16.12.", "T1 / 16.12."),
        ("T1: 15.12.", "T1 / 15.12."),
        ("T1: odottaa: lupa puuttuu", "T1 odottaa: lupa puuttuu"),
        ("T1: Pekka:", "T1 Pekka:"),
        ("T1: pekka", "T1 pekka:"),
        ("T1: kaikki", "T1 kaikki:"),
        ("T1: pekka: uusi", "T1 pekka: uusi"),
    ],
)
def test_a_slip_is_refused_with_what_would_work(line: str, right: str) -> None:
    """A colon, comma or space too many before an operation, or a sign too few: no text is lost by it."""
    refusal = read(line, SESSION, "idea").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details) == ("line-slip", {"line": right})
    done = read(right, SESSION, "idea")
    assert done.commands or done.doubt


@pytest.mark.parametrize("line", ["S1 kyllä", "S1 yes, kiitos", "S1: kyllä", "S1: varauma: raha", "S1: yes", "S1 ei"])
def test_an_answer_of_nobodys_asks_whose(line: str) -> None:
    """Nobody is taken for everybody."""
    assert why(line) == "line-whose-answer"


@pytest.mark.parametrize("line", ["S1 pekka kyllä mutta vasta keväällä", "T1 pekka hoitaa", "I1 on hyvä"])
def test_a_sentence_without_a_sign_is_made_no_operation(line: str) -> None:
    """A yes with words of its own is no plain yes, and no words are proposed in the place of the entry's."""
    assert why(line) in ("line-agreement", "line-task", "line-idea")


def test_a_range_ends_with_an_entry() -> None:
    """A gap in it is none of a slip, an end that is not there is told."""
    assert why("I1-I9 #talkoot") == why("I2–I3 +1") == "line-no-such-entry"


@pytest.mark.parametrize("words", ["kädet -", "pekka: ehkä"])
def test_a_slip_that_would_not_work_either_tells_what_does(words: str) -> None:
    """An answer that is none, or hands where none were counted."""
    assert why(f"S1: {words}") == "line-agreement"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("T1 : valmis", "T1 valmis"),
        ("T1 pekka: valmis", "T1 valmis"),
        ("T1 pekka: kesken", "T1 kesken"),
        ("T1 : itse", "T1 itse"),
        ("T1 : odottaa: lupaa", "T1 odottaa: lupaa"),
        ("T1 pekka: valmis: kysytty", "T1 valmis: kysytty"),
        ("T1 : pekka:", "T1 pekka:"),
        ("T1 : pekka, päivi", "T1 pekka, päivi:"),
        ("I1 : +5", "I1 +5"),
        ("I1 pekka: +5", "I1 +5"),
        ("I1 : -", "I1 -"),
        ("I1 : jatkoon", "I1 jatkoon"),
        ("S1 : 8-1-2", "S1 8-1-2"),
        ("S1 : pekka: kyllä", "S1 pekka: kyllä"),
        ("S1 : pekka: varauma: raha", "S1 pekka: varauma: raha"),
        ("S1 : kaikki: kyllä", "S1 kaikki: kyllä"),
        ("S1 : vahvistettu", "S1 vahvistettu"),
        ("S1 : s/Pidetään/Pidettiin/", "S1 s/Pidetään/Pidettiin/"),
        ("T1: 15.12. mennessä", "T1 / 15.12. mennessä"),
        ("T1 : pe mennessä", "T1 / pe mennessä"),
        ("T1: by Friday", "T1 / by Friday"),
        ("T1: 31.11.", "T1 / 31.11."),
        ("T1 pekka: 15.12.", "T1 Pekka: / 15.12."),
        ("T1: 20 h", "T1 / / 20 h"),
        ("T1 : 50 €", "T1 / / 50 €"),
        ("T1: 2 h Pekka", "T1 / / Pekka: 2 h"),
        ("T1: Pekka: 2 h", "T1 / / Pekka: 2 h"),
        ("T1 pekka: 20 h", "T1 / / Pekka: 20 h"),
    ],
)
def test_an_operation_alone_is_never_new_words(line: str, right: str) -> None:
    """A state, an answer, dots, a day or an amount alone after the colon is refused with the line that does it."""
    test_a_slip_is_refused_with_what_would_work(line, right)


@pytest.mark.parametrize(
    "line",
    [
        "T1 pekka: kyllä",
        "I1 pekka: kyllä",
        "I1 : ok",
        "S1: 15.12.",
        "S1 : 20 h",
        "I1: pe",
        "S1: +5",
        "S1 : kyllä kaikki",
        "T1 : >",
        "S1 : kädet -",
    ],
)
def test_an_operation_on_another_kind_is_no_new_words_either(line: str) -> None:
    """What can be done to the entry is told."""
    assert why(line) in ("line-task", "line-idea", "line-agreement")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("T1 : Pe 4.12. pidetään talkoot", "Pe 4.12. pidetään talkoot"),
        ("T1 : 20 h koulutus nuorille", "20 h koulutus nuorille"),
        ("T1 : valmis, kun sali on varattu", "valmis, kun sali on varattu"),
        ("I1 : ei, vaan kaksi", "ei, vaan kaksi"),
        ("I1 : Pekka: bussit", "Pekka: bussit"),
        ("I2 : kyläpäivä", "kyläpäivä"),
        ("S1: ostetaan kahvit", "ostetaan kahvit"),
        ("N1 : valmis", "valmis"),
    ],
)
def test_new_words_are_words_where_they_say_more_than_an_operation(line: str, text: str) -> None:
    """A sentence that begins like an operation is a text, and so is all that one notes for oneself."""
    assert read(line, SESSION, "idea", Window(notes=True)).text == text


def test_an_entry_that_is_called_like_an_operation_is_taken_back_as_it_is() -> None:
    """The line that an entry is taken back into is read, whatever its words."""
    session = replace(SESSION, ideas=(Idea(id="I1", text="+5"),))
    assert read(editing(session.ideas[0]), session, "idea").text == "+5"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"\I1: +5", "I1: +5"),
        (r"\I1\: +5", "I1: +5"),
        (r"\T1: valmis", "T1: valmis"),
        (r"\T1: pekka: x", "T1: pekka: x"),
        (r"\+ pekka: x", "+ pekka: x"),
        (r"\; pekka: x", "; pekka: x"),
        (", , pekka: x", ", pekka: x"),
        ("+ + pekka: x", "+ pekka: x"),
    ],
)
def test_an_escaped_word_or_a_sign_begins_no_names(line: str, text: str) -> None:
    """The line is text from its first sign on, which stays in it."""
    reading = read(line, SESSION, "idea")
    assert (reading.text, reading.who, bool(reading.commands)) == (text, (), True)


def test_a_name_that_begins_like_an_id_is_a_name() -> None:
    """A party called *S1 Media Oy* says something, though there is an S1 as well."""
    session = replace(SESSION, parties=(*SESSION.parties, Party(id="sm", name="S1 Media Oy")))
    assert read("S1 Media Oy: juttu", session, "idea").who == ("sm",)
    assert read("S1 pekka: kyllä", session, "idea").entry == "S1"
    assert read("S1 : uusi", session, "idea").act == "rewrite"


@pytest.mark.parametrize(
    "line",
    [
        "K18 tilaisuus",
        "S1:n teksti",
        "I1:ssä se oli",
        "S2-opetus",
        "T1. luokka",
        "S1/26",
        "I1, I2 ja muut",
        "I 1 on hyvä",
    ],
)
def test_what_only_looks_like_an_id_is_text(line: str) -> None:
    """An id that names nothing and has no operation, or one that does not stand alone."""
    if line.startswith("I1,"):
        assert why(line) == "line-no-such-entry" or why(line) == "line-idea"
        return
    assert read(line, SESSION, "idea").text == line


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("idea: kyläpäivä", "idea", "kyläpäivä"),
        ("Sovittu: pidetään", "agreement", "pidetään"),
        ("agreed: we hold it", "agreement", "we hold it"),
        ("tehtävä: Pekka: sali / pe", "task", "sali"),
        ("odottamaan: teltta", "parked", "teltta"),
        ("tarjous: auto", "offer", "auto"),
        ("sanottu: bussit", "remark", "bussit"),
    ],
)
def test_a_kind_word_before_the_colon_sets_the_kind(line: str, kind: str, text: str) -> None:
    """Where nobody is called so, the word says what the line becomes."""
    reading = read(line, SESSION, "parked")
    assert (reading.kind, reading.text) == (kind, text)


def test_a_theme_makes_an_idea_where_the_step_records_neither() -> None:
    """A line without a sign that has a theme is an idea; a parked matter keeps its kind."""
    assert read("kahvit #talkoot", SESSION, "agreement").kind == "idea"
    assert read("kahvit #talkoot", SESSION, "parked").kind == "parked"
    assert read("= kahvit #talkoot", SESSION, "agreement").kind == "agreement"
    assert read("muista #talkoot", SESSION, "note").kind == "note"


# --- pastes -----------------------------------------------------------------------------------------------------------


def test_bullets_of_word_and_letters_that_count_are_dropped() -> None:
    """Bullets, boxes and counting letters go; a sign behind them is read; one letter alone is text."""
    pasted = "\uf0b7\t! a\r\n·\tb\r\no\t= c\r\n☐ d\r\n➢ e\r\na) f\r\nb) g\r\n• \r\n”h” – i\r\n"
    assert split_paste(pasted) == ("! a", "b", "= c", "d", "e", "f", "g", "”h” – i")
    assert split_paste("- [ ] a\n[x] b\n-----\n|---|:--|\n[ei] c") == ("a", "b", "[ei] c")
    assert split_paste("a) yksin") == ("a) yksin",)
    assert split_paste("o tämä on sana") == ("o tämä on sana",)


def test_a_row_of_a_table_is_offered_as_a_task() -> None:
    """What, who and by when between tabs; with the task's sign it is one at once."""
    reading = read("Varataan tila\tPekka Virtanen\t15.12.", SESSION, "idea")
    assert reading.doubt is not None
    assert (reading.commands, reading.doubt.line) == ((), "! Pekka Virtanen: Varataan tila / 15.12.")
    task = after("! Kutsut\tPäivi / Pekka\tvko 50").tasks[-1]
    assert (task.text, task.owners, task.due) == ("Kutsut", ("paivi", "pekka"), date(2026, 12, 11))
    assert as_entry("Varataan tila\tPekka\t15.12.", reading) == "+ Varataan tila Pekka 15.12."
    assert read("| Varataan tila | Pekka Virtanen | 15.12. |", SESSION, "idea").doubt == reading.doubt
    assert read("1.\tVarataan tila\tPekka Virtanen\t15.12.", SESSION, "idea").doubt == reading.doubt
    assert read("kahvit | pullat", SESSION, "idea").notice is None
    unknown = read("Varataan tila\tHilkka\t15.12.", SESSION, "idea").doubt
    assert unknown is not None
    assert unknown.line == "! Hilkka: Varataan tila / 15.12."
    given = read("Juliste\tPekka\t15.12.\t20 €", SESSION, "idea").doubt
    assert given is not None
    assert given.line == "! Pekka: Juliste / 15.12. / 20 €"
    assert read("Pekka:\tkylä", SESSION, "idea").notice is None
    told = read("Varataan tila\tHilkka\tsyksyllä", SESSION, "idea")
    assert told.notice is not None
    assert (told.text, told.notice.key) == ("Varataan tila Hilkka syksyllä", "notice.row-is-text")


HEADERS = (
    "Tehtävä\tVastuu\tAika\nkahvit\tPekka\t15.12.",
    "Aika\tTehtävä:\tVastuu\n15.12.\tkahvit\tPekka",
    "| Mitä | Kuka | Mihin mennessä |\n|---|---|---|\n| kahvit | Pekka | 15.12. |",
    "Nro\tTehtävä\tVastuuhenkilö\tMääräaika\n1\tkahvit\tPekka\t15.12.\n",
    "\tVastuu\tTehtävä\tAika\n1\tPekka\tkahvit\t15.12.",
    "Owner\tDue\tTask\nPekka\t15.12.\tkahvit",
)


@pytest.mark.parametrize("pasted", HEADERS)
def test_headers_of_a_table_are_told_and_say_the_order_of_its_cells(pasted: str) -> None:
    """The row of headers is no entry; below it each cell is read as what its column says."""
    header, row = split_paste(pasted)
    told = read(header, SESSION, "idea")
    assert (told.act, told.refusal and told.refusal.key) == ("header", "header")
    doubt = read(row, SESSION, "idea").doubt
    assert doubt is not None
    assert doubt.line.removesuffix(" 1 / 15.12.").removesuffix(" / 15.12.") == "! Pekka: kahvit"


@pytest.mark.parametrize(
    "row", ["Tehtävä\tkahvit", "Aika\tVastuu", "Tehtävä\tTehtävä\tAika", "Tehtävä, vastuu ja aika"]
)
def test_a_row_is_no_headers_that_names_no_task_with_its_owner_or_day(row: str) -> None:
    """Such a row stays what it is."""
    assert read(row, SESSION, "idea").act == "add"


# --- what others typed ------------------------------------------------------------------------------------------------


def test_one_undo_restores_a_correction() -> None:
    """The session before the correction is the very same value."""
    before = SESSION
    assert replace(after("s/hilo/hillo/"), ideas=before.ideas) == before


def test_a_key_of_a_correction_is_quick_among_thousands_of_entries() -> None:
    """What was found out at the first key is not found out again at the next one."""
    many = replace(SESSION, ideas=tuple(Idea(id=f"I{number}", text=f"ajatus {number}") for number in range(1, 5000)))
    began = perf_counter()
    assert read("s/AJATUS-7./x/", many, "idea").entry == "I799"
    first = perf_counter()
    assert all(read(f"s/hilo/{'l' * count}", many, "idea").refusal is not None for count in range(9))
    assert perf_counter() - first < 9 * (first - began)


AT = time(17, 5)


@pytest.mark.parametrize(
    ("line", "commands", "act"),
    [
        ("17.05 Pekka saapui", (MarkArrived(id="pekka", at=AT),), "came"),
        ("Pekka saapui 17.05", (MarkArrived(id="pekka", at=AT),), "came"),
        ("klo 17.05: Pekka tuli takaisin.", (MarkArrived(id="pekka", at=AT),), "came"),
        ("klo 17.05 Pekka lähti", (MarkLeft(id="pekka", at=AT),), "left"),
        ("Pekka ja Päivi poistuivat kello 17.05", (MarkLeft(id="pekka", at=AT), MarkLeft(id="paivi", at=AT)), "left"),
        ("Pekka left at 17:05", (MarkLeft(id="pekka", at=AT),), "left"),
        ("Pekka lähti klo 18", (MarkLeft(id="pekka", at=time(18)),), "left"),
        ("Pekka lähti", (MarkLeft(id="pekka"),), "left-now"),
        ("Pekka arrived", (MarkArrived(id="pekka"),), "came-now"),
    ],
)
def test_who_came_and_who_left(line: str, commands: tuple[Command, ...], act: str) -> None:
    """A known name, a word for coming or going and a time say when somebody came; without a time it is now."""
    reading = read(line, SESSION, "idea")
    assert (reading.commands, reading.act) == (commands, act)


@pytest.mark.parametrize(
    "line",
    ["Pekka tuli mukaan hankkeeseen", "Seurakunta lähti 17.05", "Kalle saapui 17.05", "Matti lähti", "tuli 17.05"],
)
def test_other_comings_are_text(line: str) -> None:
    """A party, an unknown name and more words make an entry as ever."""
    assert read(line, SESSION, "idea").act == "add"


def test_a_coming_without_its_time_is_text_where_it_is_not_typed_now() -> None:
    """Nobody is marked at the time of an import; what is no time is refused."""
    assert read("Pekka lähti", SESSION, "idea", Window(alone=True)).act == "add"
    assert read("Pekka lähti 17.05", SESSION, "idea", Window(alone=True)).act == "left"
    assert why("Pekka lähti 25.99") == "no-such-time"


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Pekka: + kyläpäivä", "idea", "kyläpäivä"),
        ("Pekka: ! varaa sali / pe", "task", "varaa sali"),
        ("Pekka ja Päivi: = sovitaan", "agreement", "sovitaan"),
        ("Pekka: > kyydit", "parked", "kyydit"),
        ("Pekka: ? auto", "offer", "auto"),
        ("Pekka: +5 astetta", "remark", "+5 astetta"),
        ("Pekka: , jotain", "remark", ", jotain"),
    ],
)
def test_a_sign_behind_the_speaker_is_read(line: str, kind: str, text: str) -> None:
    """It says the kind as it does at the beginning; one that is not apart is text."""
    reading = read(line, SESSION, "remark")
    assert (reading.kind, reading.text, reading.who[:1], bool(reading.commands)) == (kind, text, ("pekka",), True)


@pytest.mark.parametrize(
    ("line", "key", "detail"),
    [
        ("S1 varauma: raha", "line-whose-answer", "varauma: raha"),
        ("S1 varauma raha", "line-whose-answer", "varauma: raha"),
        ("S1 ei: raha puuttuu", "line-whose-answer", "ei: raha puuttuu"),
        ("S1 reservation money", "line-whose-answer", "reservation: money"),
        ("S1 ei vielä", "line-whose-answer", "ei: vielä"),
        ("S1 pekka: varauma raha", "line-slip", "S1 pekka: varauma: raha"),
        ("S1 pekka: ei käy raha puuttuu", "line-slip", "S1 pekka: ei käy: raha puuttuu"),
        ("S1 pekka: ei osaa sanoa", "line-no-answer", "ei osaa sanoa"),
        ("S1 pekka: ei mielipidettä", "line-no-answer", "ei mielipidettä"),
        ("S1 pekka: kyllä kai", "line-no-answer", "kyllä kai"),
        ("S1 pekka: yes perhaps", "line-no-answer", "yes perhaps"),
        ("S1 pekka: ei vielä", "line-no-answer", "ei vielä"),
        ("S1 pekka: hyvä juttu", "line-no-answer", "hyvä juttu"),
    ],
)
def test_an_answer_that_lacks_a_name_or_a_colon_is_told_back(line: str, key: str, detail: str) -> None:
    """What reads as an answer is refused with the line that is one."""
    refusal = read(line, SESSION, "idea").refusal
    assert refusal is not None
    assert refusal.key == key
    assert detail in refusal.sentence.details.values()
