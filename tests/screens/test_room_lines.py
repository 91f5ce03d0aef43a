"""The room: what becomes of lines, questions and answers, without a screen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kpfacil.commands.base import Together
from kpfacil.commands.meeting import WalkTo
from kpfacil.commands.people import AddParticipant, SetPresence
from kpfacil.commands.rounds import TakeTurn
from kpfacil.commands.table import AddRule
from kpfacil.model.entries import Idea
from kpfacil.model.kinds import LETTERS
from kpfacil.model.meeting import CLOSING_ROUND
from kpfacil.model.text import LONGEST
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.tui import lines, pasting
from kpfacil.tui.asked import GiveAnswer
from tests.fakes import PEOPLE, a_meeting, a_person, a_session
from tests.rooms import Seat, a_seat


@pytest.fixture
def seat() -> Seat:
    """A seat at a table of four in the step of ideas."""
    return a_seat()


# --- recording ------------------------------------------------------------------------------------------------------


def test_a_line_becomes_what_the_step_records(seat: Seat) -> None:
    """A line without a sign is an idea in the step of ideas, and the room says its id."""
    seat.enter("liisa: hillotalkoot #tapahtumat")
    idea = seat.session.ideas[0]
    assert (idea.text, idea.by, idea.theme) == ("hillotalkoot", ("liisa",), "tapahtumat")
    assert seat.room.said.words == "Kirjattu I1"
    assert not seat.room.said.trouble


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("I1 +5", "I1 pisteet +5"),
        ("I1 -", "I1 pois"),
        ("I1 jatkoon", "I1: jatkoon"),
        ("T1 valmis", "T1: valmis"),
        ("T1 / 15.12.2026", "T1 · mennessä ti 15.12."),
        ("I1 =", "Kirjattu S1"),
    ],
)
def test_an_operation_says_what_it_did(seat: Seat, line: str, words: str) -> None:
    """What is done to an entry is said after it, as a new entry is."""
    seat.enter("+ talkoot")
    seat.enter("! liisa: varaa sali")
    seat.enter(line)
    assert (seat.room.said.words, seat.room.said.trouble) == (words, False)


@pytest.mark.parametrize(
    ("sign", "kind"), [("+", "idea"), ("=", "agreement"), ("!", "task"), (">", "parked"), (";", "note"), ("?", "offer")]
)
def test_a_sign_chooses_the_kind(seat: Seat, sign: str, kind: str) -> None:
    """Each sign makes an entry of its kind."""
    seat.enter(f"{sign} liisa: sali" if sign != ";" else "; sali")
    name = next(known for known in LETTERS if known == kind)
    assert [entry.text for entry in seat.session.of_kind(name)] == ["sali"]


def test_what_was_recorded_lights_up_and_fades(seat: Seat) -> None:
    """A new entry is lit for a while, and then no longer."""
    seat.enter("talkoot")
    assert seat.room.sight.lit == {"I1"}
    assert not seat.room.sight.fade(seat.room.now())
    seat.clock.forward(seconds=6)
    assert seat.room.sight.fade(seat.room.now())
    assert not seat.room.sight.lit
    assert not seat.room.sight.fade(seat.room.now())


def test_a_fact_of_the_table_that_stands_is_asked_about(seat: Seat) -> None:
    """Old and new are shown in the hint and asked; one answer changes the fact, another makes the line an entry."""
    seat.enter("mittari: kuusi tapahtumaa")
    assert seat.room.said.words == "Mittari: kuusi tapahtumaa"
    seat.enter("mittari: viisi tapahtumaa")
    assert seat.session.table.indicator == "kuusi tapahtumaa"
    assert "Mittari: vaihdetaanko kuusi tapahtumaa → viisi tapahtumaa" in " ".join(seat.picture((120, 36)).split())
    acts = [reply.act for reply in lines.replies(seat.room)]
    assert acts == ["swap", "text", "edit", "drop"]
    seat.answer(acts.index("swap"))
    assert seat.session.table.indicator == "viisi tapahtumaa"
    seat.enter("mittari: neljä")
    seat.answer(acts.index("text"))
    assert (seat.session.table.indicator, seat.session.ideas[-1].text) == ("viisi tapahtumaa", "mittari: neljä")


def test_a_pasted_fact_of_the_table_always_waits(seat: Seat) -> None:
    """Among pasted lines nothing sets a fact by itself."""
    pasting.paste(seat.room, "kahvit\nmittari: kuusi")
    assert (seat.session.table.indicator, len(seat.session.pending)) == ("", 1)


def test_a_word_such_as_undo_is_asked_about_in_place(seat: Seat) -> None:
    """Enter asks, says what would be undone, and once more undoes it; a letter takes the word as text."""
    seat.enter("liisa: talkoot")
    seat.enter("peru")
    assert (seat.line, len(seat.session.ideas), len(seat.session.pending)) == ("peru", 1, 0)
    assert "Enter kumoaa" in seat.room.said.words
    seat.enter()
    assert seat.session.ideas == ()
    seat.enter("apua")
    seat.enter()
    assert seat.room.panel == "help"


def test_a_slip_is_mended_in_thirteen_keys(seat: Seat) -> None:
    """A letter forgotten near the beginning: no looking, no moving, Enter among the keys; one undo brings it back."""
    seat.enter("+ hilotalkoot elokuussa")
    correction = "s/hilo/hillo"
    assert len(correction) + len(["Enter"]) == 13
    seat.enter(correction)
    assert seat.session.ideas[0].text == "hillotalkoot elokuussa"
    seat.run("undo")
    assert seat.session.ideas[0].text == "hilotalkoot elokuussa"


def test_a_letter_takes_the_word_as_text(seat: Seat) -> None:
    """After the question `k` records the word itself."""
    seat.enter("undo")
    lines.see_typed(seat.room, "undok")
    assert [idea.text for idea in seat.session.ideas] == ["undo"]


def test_three_dots_go_on_until_an_undo_or_a_walk(seat: Seat) -> None:
    """What was recorded last here gets the words; after an undo nothing does, and the way by the id is told."""
    seat.enter("liisa: talkoot")
    seat.enter("... ja kahvit")
    assert (seat.session.ideas[0].text, seat.room.said.words) == ("talkoot ja kahvit", "I1: talkoot ja kahvit")
    seat.room.undo()
    seat.enter("... ja pullat")
    assert (seat.session.ideas[0].text, len(seat.session.pending)) == ("talkoot", 1)


def test_a_row_of_a_table_waits_as_a_task(seat: Seat) -> None:
    """The offer is one answer away; as text it is an entry of the step."""
    seat.room.session.participant("liisa")
    pasting.paste(seat.room, "Varataan tila\tLiisa\t15.12.\nKahvit\tHilkka\tsyksyllä")
    assert ([idea.text for idea in seat.session.ideas], len(seat.session.pending)) == (["Kahvit Hilkka syksyllä"], 1)
    acts = [reply.act for reply in lines.replies(seat.room)]
    assert acts == ["yes", "text", "edit", "drop"]
    lines.answer(seat.room, acts.index("yes"))
    assert [(task.text, task.owners) for task in seat.session.tasks] == [("Varataan tila", ("liisa",))]


def test_the_queue_and_corrections_are_no_closing_words(seat: Seat) -> None:
    """A line with a sign of its own does what it does everywhere; other words are those of whoever has the turn."""
    seat.room.open_panel(CLOSING_ROUND)
    seat.room.do(TakeTurn(who="pekka"))
    seat.enter("@liisa")
    seat.enter("hyvä ilta, kaikki puhuivat")
    assert [one.who for one in seat.session.queue] == ["liisa"]
    assert [one.text for one in seat.session.evaluations] == ["hyvä ilta, kaikki puhuivat"]


def test_the_queue_is_said(seat: Seat) -> None:
    """Who asks for the floor, and who has it, is said after Enter."""
    seat.enter("@liisa, pekka")
    assert seat.room.said.words == "pyytää puheenvuoron · Liisa Mäkinen · Pekka Virtanen"
    seat.enter("@")
    assert (seat.session.meeting.speaker, [one.who for one in seat.session.queue]) == ("liisa", ["pekka"])


def test_an_empty_line_does_nothing(seat: Seat) -> None:
    """Enter on an empty line changes nothing and asks nothing."""
    seat.enter("   ")
    assert not seat.changes
    assert not seat.session.pending


def test_the_kind_can_be_changed_without_typing(seat: Seat) -> None:
    """The key of kinds goes round all seven, and a new step suggests its own again."""
    seen = []
    for _ in range(7):
        seat.run("kind")
        seen.append(seat.room.kind)
    assert seen == ["agreement", "task", "parked", "offer", "remark", "note", "idea"]
    seat.run("kind")
    seat.room.do(WalkTo(phase="action", step="think"))
    assert seat.room.kind == "idea"


def test_every_change_is_passed_on(seat: Seat) -> None:
    """The saver is told of each change, and of none where nothing changed."""
    seat.enter("a")
    seat.run("undo", "redo", "undo", "undo")
    assert len(seat.changes) == 4


def test_what_is_half_typed_is_read(seat: Seat) -> None:
    """The line is understood while it is typed; nothing is recorded by that."""
    seat.type("! liisa: sali / ti")
    reading = seat.showing.reading
    assert reading is not None
    assert (reading.kind, reading.who) == ("task", ("liisa",))
    assert lines.read_line(seat.room, "  ") is None
    assert not seat.changes


# --- lines that wait ------------------------------------------------------------------------------------------------


def test_an_unknown_name_is_asked_about_and_nothing_is_lost(seat: Seat) -> None:
    """A line with an unknown name waits with its question, and the line is free for the next one."""
    seat.enter("Pekko: uimaranta")
    seat.enter("talkoot")
    assert [idea.text for idea in seat.session.ideas] == ["talkoot"]
    assert seat.session.pending[0].line == "Pekko: uimaranta"
    assert [reply.act for reply in lines.replies(seat.room)] == ["choose", "add", "text", "edit", "drop"]


def _answered(seat: Seat, act: str) -> str:
    index = [reply.act for reply in lines.replies(seat.room)].index(act)
    return seat.answer(index)


def test_a_misspelt_name_can_be_chosen(seat: Seat) -> None:
    """Whom an unknown name is spelt like is one answer away; nothing is guessed."""
    seat.enter("Pekko: uimaranta")
    acts = [reply.act for reply in lines.replies(seat.room)]
    seat.answer(acts.index("choose"))
    assert seat.session.ideas[0].by == ("pekka",)


def test_a_newcomer_can_be_added_by_the_answer(seat: Seat) -> None:
    """*Add* brings the person in and records the line, and both are undone as one."""
    seat.enter("Pekko: uimaranta")
    assert _answered(seat, "add") == ""
    assert seat.session.participants[-1].name == "Pekko"
    assert seat.session.ideas[0].by == ("pekko",)
    seat.run("undo")
    assert (seat.session.participants, seat.session.ideas) == (PEOPLE, ())


def test_a_newcomer_beside_another_unknown_name_asks_on(seat: Seat) -> None:
    """With two unknown names the first one is added and the second one asked about."""
    seat.enter("Pekko, Tuulikki: uimaranta")
    _answered(seat, "add")
    assert seat.session.participants[-1].name == "Pekko"
    assert "Tuulikki" in seat.session.pending[0].line
    _answered(seat, "add")
    assert seat.session.ideas[0].by == ("pekko", "tuulikki")


def test_a_newcomer_whose_line_cannot_be_recorded_is_not_added(seat: Seat) -> None:
    """A line longer than an entry may be stands in the line again, whole and with its reason; nobody is added."""
    line = f"Pekko: {'x' * (LONGEST + 1)}"
    seat.enter(line)
    assert seat.line == line
    assert seat.room.said.trouble
    assert not seat.session.ideas


def test_the_name_may_belong_to_the_text(seat: Seat) -> None:
    """*It belongs to the text* records the line as it was said."""
    seat.enter("Uimaranta: milloin?")
    _answered(seat, "text")
    assert seat.session.ideas[0].text == "Uimaranta: milloin?"


def test_one_of_several_can_be_chosen() -> None:
    """An ambiguous name shows who it may be, and choosing one records the line."""
    people = (*PEOPLE, a_person("liisa2", "Liisa Korpi"))
    seat = a_seat(a_session(participants=tuple(replace(person, id=f"x{person.id}") for person in people)))
    seat.enter("Liisa: talkoot")
    assert [reply.act for reply in lines.replies(seat.room)] == ["choose", "choose", "text", "edit", "drop"]
    seat.answer(1)
    assert seat.session.ideas[0].by == ("xliisa2",)


def test_a_waiting_line_can_be_mended_or_discarded(seat: Seat) -> None:
    """*Mend* gives the line back, *discard* lets it go and says so."""
    seat.enter("Pekko: a")
    assert _answered(seat, "edit") == "Pekko: a"
    seat.enter("Pekko: a")
    assert _answered(seat, "drop") == ""
    assert seat.room.said.words == "Rivi hylättiin."
    assert not seat.session.pending


def test_a_refused_line_waits_with_its_reason(seat: Seat) -> None:
    """A line that cannot be done waits with a sentence, to be mended or discarded."""
    seat.enter("I9 +5")
    first = lines.oldest(seat.room)
    assert first is not None
    assert first.refusal is not None
    assert [reply.act for reply in lines.replies(seat.room)] == ["edit", "drop"]
    assert "I9" in seat.picture((80, 24))


def test_the_oldest_line_is_answered_first(seat: Seat) -> None:
    """Lines wait in the order in which they were typed; how many more there are is seen, and the one typed last."""
    seat.enter("Pekko: a")
    seat.enter("Tuulikki: b")
    picture = seat.picture((80, 24))
    assert "! Pekko: a" in " ".join(picture.split())
    assert "… 1 muu rivi odottaa, viimeisin: Tuulikki: b" in picture
    drop = [reply.act for reply in lines.replies(seat.room)].index("drop")
    seat.answer(drop)
    assert [pending.line for pending in seat.session.pending] == ["Tuulikki: b"]
    seat.answer([reply.act for reply in lines.replies(seat.room)].index("drop"))
    assert not seat.session.pending


def test_a_waiting_line_is_asked_again_whenever_the_session_changes(seat: Seat) -> None:
    """Once the people have come in, the question is gone and the line can be recorded as it was entered."""
    seat.enter("Pekko: uimaranta")
    seat.run("people")
    seat.press("n")
    seat.enter("Pekko Aho; Martat")
    assert [reply.act for reply in lines.replies(seat.room)] == ["record", "edit", "drop"]
    assert "Tämän voi nyt kirjata." in seat.picture((80, 24))
    seat.answer(0)
    assert seat.session.ideas[-1].by == ("pekko",)
    assert not seat.session.pending


def test_what_waits_is_kept_with_the_session_and_never_undone(seat: Seat) -> None:
    """Enter was pressed: the line is saved with its kind and step, undo goes past it, and an undone answer waits."""
    seat.enter("talkoot")
    seat.enter("Pekko: uimaranta")
    kept = seat.session.pending[0]
    assert (kept.line, kept.kind, kept.step) == ("Pekko: uimaranta", "idea", "ideas")
    assert seat.changes[-1].pending == (kept,)
    seat.run("undo")
    assert not seat.session.ideas
    assert seat.session.pending == (kept,)
    _answered(seat, "text")
    seat.run("undo")
    assert (seat.session.pending, seat.session.ideas) == ((kept,), ())
    seat.run("redo")
    assert (len(seat.session.pending), len(seat.session.ideas)) == (0, 1)
    assert seat.answer(0) == ""


def test_a_line_that_is_being_mended_goes_on_waiting(seat: Seat) -> None:
    """The words taken back into the line are let go with Esc, and what was entered still waits."""
    seat.enter("Pekko: uimaranta")
    assert _answered(seat, "edit") == "Pekko: uimaranta"
    assert seat.escape()
    assert (seat.line, len(seat.session.pending)) == ("", 1)
    _answered(seat, "edit")
    seat.enter(" kuntoon")
    assert [pending.line for pending in seat.session.pending] == ["Pekko: uimaranta kuntoon"]
    _answered(seat, "edit")
    seat.type("pekka: uimaranta")
    seat.enter()
    assert not seat.session.pending
    assert seat.session.ideas[0].by == ("pekka",)


def test_answers_are_chosen_with_one_key_and_given_with_enter(seat: Seat) -> None:
    """Tab goes round the answers both ways, and Enter on the empty line gives the chosen one."""
    seat.enter("Pekko: a")
    seat.enter("")
    assert seat.session.pending
    seat.run("answer-back")
    assert seat.room.answer_at == 4
    seat.run("answer")
    assert seat.room.answer_at == 0
    assert seat.room.answer_at >= 0
    seat.enter("")
    assert seat.session.ideas[0].by == ("pekka",)


def test_an_answer_that_is_not_there_is_none(seat: Seat) -> None:
    """An answer by a number that there is not, or to no question, does nothing."""
    assert seat.answer(0) == ""
    seat.run("answer", "answer-back")
    seat.enter("Pekko: a")
    assert seat.answer(9) == ""
    assert seat.session.pending


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_answer_is_in_sight(language: str, size: tuple[int, int]) -> None:
    """Question and answers are read whole on the smallest screen, and each answer can be clicked."""
    seat = a_seat(language=language)
    seat.enter("Pekko: a")
    shown = " ".join(seat.picture(size).split())
    for reply in lines.replies(seat.room):
        assert reply.words in shown
    spans = [span for made in seat.showing.waiting(size[0], 9) for span in made.spans]
    assert [span.does for span in spans if isinstance(span.does, GiveAnswer)] == [GiveAnswer(at) for at in range(5)]


# --- pasting --------------------------------------------------------------------------------------------------------


def test_pasted_lines_are_entries_of_their_own(seat: Seat) -> None:
    """Each pasted line is recorded, and what cannot be read waits; the sum is said."""
    pasting.paste(seat.room, "- talkoot\n- liisa: kahvit\n- Pekko: ranta\n= sovittu")
    assert [idea.text for idea in seat.session.ideas] == ["talkoot", "kahvit"]
    assert [agreement.text for agreement in seat.session.agreements] == ["sovittu"]
    assert seat.room.said.words == "Liitetyistä riveistä kirjattiin 3/4."
    assert seat.room.said.trouble
    assert seat.session.pending[0].line == "Pekko: ranta"


def test_a_paste_is_taken_back_as_one(seat: Seat) -> None:
    """One undo takes back all that a paste has recorded, and one redo brings it again."""
    before = seat.session
    pasting.paste(seat.room, "talkoot\nliisa: kahvit\n= sovittu")
    seat.run("undo")
    assert (seat.session.ideas, seat.session.agreements) == (before.ideas, before.agreements)
    seat.run("redo")
    assert len(seat.session.agreements) == len(before.agreements) + 1


def test_a_whole_paste_is_no_trouble(seat: Seat) -> None:
    """Where every line was taken, nothing is alarming."""
    pasting.paste(seat.room, "a\nb")
    assert not seat.room.said.trouble


# --- undo -----------------------------------------------------------------------------------------------------------


def test_everything_can_be_taken_back_and_done_again(seat: Seat) -> None:
    """Undo and redo say what they did, and why they cannot go on."""
    seat.enter("talkoot")
    seat.run("undo")
    assert not seat.session.ideas
    assert seat.room.said.words.startswith("Kumottu")
    seat.run("redo")
    assert seat.session.ideas
    seat.run("redo")
    assert seat.room.said.trouble


def test_undo_says_what_it_undid(seat: Seat) -> None:
    """What was taken back is named: the entry, the dots, the people, the walk, the clock, the fact, the break."""
    rules = Together(commands=tuple(AddRule(text=f"sääntö {at}") for at in range(13)))
    deeds = (
        (lambda: seat.enter("talkoot"), "kirjaus I1"),
        (lambda: seat.enter("I1 +12"), "I1 pisteet +12"),
        (lambda: seat.enter("I1 : kahvit"), "muutos kirjaukseen I1"),
        (lambda: seat.run("next"), "siirtyminen kohtaan Group"),
        (lambda: seat.run("timer"), "kello"),
        (lambda: seat.room.do(TakeTurn(who="pekka")), "puheenvuoro"),
        (lambda: seat.enter("tavoite: hillotehdas"), "Tavoite"),
        (lambda: seat.enter("pelisääntö: kahvia riittää"), "pelisääntö"),
        (lambda: seat.room.do(rules), "13 pelisääntöä"),
        (lambda: seat.paste("https://x.fi a\nhttps://y.fi b"), "2 aineistoa"),
        (lambda: seat.enter("väki: 30"), "Väki"),
        (lambda: seat.enter("seuraava: 7.12. klo 17"), "Seuraava tapaaminen"),
        (lambda: seat.enter("https://x.fi kuvat"), "aineisto"),
        (lambda: seat.enter("@liisa"), "puheenvuorojono"),
        (lambda: seat.enter("tauko 10"), "tauko"),
        (lambda: seat.room.do(SetPresence(id="liisa", presence="absent")), "Liisa Mäkinen: tiedot tai läsnäolo"),
        (lambda: seat.room.do(AddParticipant(id="tuula", name="Tuula Aho")), "osallistuja Tuula Aho"),
    )
    for act, _ in deeds:
        act()
    for _, words in reversed(deeds):
        seat.run("undo")
        assert seat.room.said.words == f"Kumottu: {words}. ^Y tekee uudelleen."
    seat.run("redo")
    assert seat.room.said.words == "Tehty uudelleen: kirjaus I1."


def test_a_chosen_entry_that_is_undone_is_no_longer_chosen(seat: Seat) -> None:
    """What is gone cannot stay chosen."""
    seat.enter("talkoot")
    seat.run("select-down", "undo")
    assert seat.room.sight.chosen == ""


# --- the chosen entry -----------------------------------------------------------------------------------------------


def test_enter_on_a_chosen_entry_gives_its_words_back(seat: Seat) -> None:
    """The line that rewrites an entry holds its words, escaped where they would be read otherwise."""
    seat.enter("kello 17\\: ruokaa \\#1 ja \\#teema")
    seat.run("select-down")
    seat.enter("")
    words = seat.session.ideas[0].text
    assert seat.line.startswith("I1 : ")
    seat.enter()
    assert seat.session.ideas[0].text == words


@pytest.mark.parametrize("words", ["a #teema b", "a: b", "x / y / z", "+5", "\\", "I1 : I2", "100 € / h", "liisa: a"])
def test_mending_without_a_change_changes_nothing(words: str) -> None:
    """Whatever an entry's words are, giving them back and entering them again leaves them as they were."""
    seat = a_seat()
    seat.enter("x")
    idea = replace(seat.session.ideas[0], text=words)
    seat.room.desk.session = replace(seat.session, ideas=(idea,))
    seat.type("")
    seat.click("I1")
    seat.click("%edit")
    seat.enter()
    assert [entry.text for entry in seat.session.ideas] == [words]


def test_there_is_nothing_to_mend_in_what_is_not_there(seat: Seat) -> None:
    """An id that names nothing gives no line."""
    seat.room.mend("I9")
    assert seat.room.put is None


def test_more_can_be_typed_behind_a_chosen_id(seat: Seat) -> None:
    """What is typed behind the chosen id works on that entry, and then nothing is chosen."""
    seat.enter("talkoot")
    seat.run("select-down")
    seat.enter("+5")
    assert seat.session.ideas[0].votes == 5
    assert seat.room.sight.chosen == ""


# --- whose words they are -------------------------------------------------------------------------------------------


def test_what_is_said_in_a_turn_is_the_speakers(seat: Seat) -> None:
    """A line that names nobody is the speaker's; what is agreed stays the table's, tasks nobody's, names as typed."""
    seat.room.do(TakeTurn(who="pekka"))
    for line in ("talkoot", "liisa: kahvit", "= sovittu", "> kyydit", "? leipoa", "! sali", "; hiljaa"):
        seat.enter(line)
    session = seat.session
    assert [idea.by for idea in session.ideas] == [("pekka",), ("liisa",)]
    assert session.agreements[0].by == ()
    assert session.parked[0].by == ("pekka",)
    assert session.offers[0].by == "pekka"
    assert session.tasks[0].owners == ()
    assert session.notes[0].text == "hiljaa"


def test_the_hint_names_the_speaker_while_typing(seat: Seat) -> None:
    """The line under the capture line says whose words they will be."""
    seat.room.do(TakeTurn(who="pekka"))
    seat.type("talkoot")
    assert "Pekka Virtanen, Marttayhdistys" in seat.picture((80, 24))


def test_a_closing_word_is_kept_for_the_closing_round(seat: Seat) -> None:
    """In the closing round what the speaker says is a closing word, one for each; the frame says so."""
    seat.open("closing-round")
    seat.press("space")
    seat.type("hyvä")
    assert "Loppukierros" in seat.picture((80, 24)).splitlines()[-4]
    seat.enter(" ilta")
    assert [(said.key, said.who, said.text) for said in seat.session.evaluations] == [
        ("closing-round", "liisa", "hyvä ilta")
    ]
    assert seat.room.said.words == "Kirjattu loppukierrokseen: Liisa Mäkinen"
    assert "hyvä ilta" in seat.stage()
    seat.enter("kiitos kaikille")
    assert [said.text for said in seat.session.evaluations] == ["hyvä ilta kiitos kaikille"]


def test_a_sign_or_an_id_begins_an_entry_in_the_closing_round_too(seat: Seat) -> None:
    """A sign makes an entry and an id works on one, also while closing words are gathered."""
    seat.enter("talkoot")
    seat.open("closing-round")
    seat.press("space")
    seat.enter("+ kahvit")
    seat.enter("I1 +2")
    assert [idea.text for idea in seat.session.ideas] == ["talkoot", "kahvit"]
    assert seat.session.ideas[0].votes == 2
    assert not seat.session.evaluations


def test_too_long_a_closing_word_stays_in_the_line(seat: Seat) -> None:
    """A closing word longer than an entry may be is not cut and not lost."""
    seat.open("closing-round")
    seat.press("space")
    seat.enter("x" * (LONGEST + 1))
    assert len(seat.line) == LONGEST + 1


@pytest.mark.parametrize("closing", [False, True])
def test_pasted_lines_that_are_too_long_are_all_kept(seat: Seat, *, closing: bool) -> None:
    """The first comes back into the line, those after it wait, each whole and with the reason."""
    if closing:
        seat.open("closing-round")
        seat.press("space")
    long = [f"{sign}{'x' * LONGEST}" for sign in "abc"]
    seat.paste("\n".join(("lyhyt", *long)))
    assert seat.line == long[0]
    assert [one.line for one in seat.session.pending] == long[1:]
    first = lines.oldest(seat.room)
    assert first is not None
    assert first.refusal is not None
    assert [reply.act for reply in lines.replies(seat.room)] == ["edit", "drop"]


@pytest.mark.parametrize("line", ["@", "+", "!", "= ", "; ", ","])
def test_signs_alone_do_not_wait(seat: Seat, line: str) -> None:
    """Where no word was typed nothing is kept: what is missing is said, and the line is free."""
    seat.enter(line)
    assert seat.room.said.trouble
    assert seat.line == ""
    assert not seat.session.pending
    assert not list(seat.session.entries())


def test_that_the_floor_is_free_is_said(seat: Seat) -> None:
    """The sign that gives the floor ends it where nobody waits, and where nobody speaks it says so."""
    seat.enter("@pekka")
    said = []
    for _ in range(3):
        seat.enter("@")
        said.append(seat.room.said.words)
    assert said == ["puheenvuoro · Pekka Virtanen", "puheenvuoro päättyy", "Kukaan ei odota puheenvuoroa."]


def test_a_break_is_told_on_the_facilitators_screen(seat: Seat) -> None:
    """How long a break still lasts, and until when, stands where the step's clock stands; then the clock is back."""
    seat.enter("tauko 10")
    assert "tauko 10.00, klo 17.20 asti" in seat.picture((80, 24)).splitlines()[3]
    seat.clock.now += timedelta(minutes=10)
    assert "tauko" not in seat.picture((80, 24)).splitlines()[3]


def test_a_goal_of_the_term_stands_once(seat: Seat) -> None:
    """A goal that is said again is asked about with its id, however it is spelt; nothing is recorded twice."""
    seat.enter("kauden tavoite: Hillotehdas")
    seat.enter("kauden tavoite: hillotehdas.")
    assert [goal.id for goal in seat.session.table.goals] == ["G1"]
    assert "G1 on jo tämä kauden tavoite" in seat.picture((80, 24))


def test_a_name_and_words_behind_a_chosen_entry_begin_a_new_line(seat: Seat) -> None:
    """With an entry chosen `name: text` is said by somebody; `: text` rewrites the entry, and an answer answers."""
    seat.enter("kerttu\\: tanssit")
    seat.run("select-down")
    seat.type("I1 aino: karaokeilta")
    assert "I1" not in seat.picture((80, 24)).splitlines()[-2]
    seat.enter()
    assert [(idea.text, idea.by) for idea in seat.session.ideas] == [
        ("kerttu: tanssit", ()),
        ("karaokeilta", ("aino",)),
    ]
    seat.run("select-down", "select-down")
    seat.enter(": tanssit")
    assert seat.session.ideas[0].text == "tanssit"
    seat.enter("= yhdessä")
    seat.click("S1")
    seat.enter("liisa: varauma: raha")
    assert seat.session.agreements[0].consent[0].answer == "reservation"
    seat.enter("! sali")
    seat.click("T1")
    seat.enter("pekka:")
    assert seat.session.tasks[0].owners == ("pekka",)
    seat.click("T1")
    seat.enter("liisa: kahvit")
    assert [task.text for task in seat.session.tasks] == ["sali"]
    assert seat.session.ideas[-1].text == "kahvit"


# --- language -------------------------------------------------------------------------------------------------------


def test_the_screen_changes_its_language_at_once(seat: Seat) -> None:
    """The room speaks the other language in everything, and what was said before is gone."""
    seat.enter("talkoot")
    seat.run("language")
    assert seat.room.texts.language == "en"
    assert seat.room.said.words == ""
    assert "IDEAS 1" in seat.stage()
    seat.run("language")
    assert seat.room.texts == load_texts("fi")


def test_a_step_that_the_process_does_not_know_is_the_first_one() -> None:
    """A session at a step of an older process opens at the first step."""
    seat = a_seat(a_session(meeting=a_meeting(step="gone")))
    assert seat.room.step.id == "opening"
    assert seat.picture((80, 24))


@pytest.mark.parametrize("turn", ["a card", "a form", "an entry"])
def test_a_waiting_line_goes_on_waiting_where_other_words_come_into_the_line(turn: str) -> None:
    """Taken back to be mended and then left for something else it is still there, whatever is recorded meanwhile."""
    seat = a_seat(a_session(ideas=(Idea(id="I1", text="vanha"),)))
    seat.enter("Pekko: yksi")
    acts = [reply.act for reply in lines.replies(seat.room)]
    seat.click(f"~{acts.index('edit')}")
    assert seat.line == "Pekko: yksi"
    if turn == "a form":
        seat.run("meeting")
        seat.enter("klo 18")
    else:
        seat.click("I1")
        seat.click("%dot") if turn == "a card" else seat.enter(": uusi")
    assert [one.line for one in seat.session.pending] == ["Pekko: yksi"]
    seat.enter("+ muuta")
    assert [one.line for one in seat.session.pending] == ["Pekko: yksi"]


@pytest.mark.parametrize("turn", ["a card", "an answer"])
def test_an_answer_or_a_chip_lets_only_its_own_line_go(turn: str) -> None:
    """Chosen before the line was taken back to be mended, a card's chip leaves that waiting; so does typing on."""
    seat = a_seat(a_session(ideas=(Idea(id="I1", text="vanha"),)))
    seat.enter("Pekko: yksi")
    edit = [reply.act for reply in lines.replies(seat.room)].index("edit")
    if turn == "a card":
        seat.click("I1")
        seat.click(f"~{edit}")
        assert seat.line == "Pekko: yksi"
        seat.click("%dot")
        assert seat.session.ideas[0].votes == 1
    else:
        seat.type("kesken")
        seat.click(f"~{edit}")
        assert seat.line == "kesken"
        seat.enter()
    assert [one.line for one in seat.session.pending] == ["Pekko: yksi"]


def test_a_mended_line_that_becomes_a_closing_word_waits_no_longer(seat: Seat) -> None:
    """What was said in the closing round after all is there, once."""
    seat.enter("Pekko: hyvä ilta")
    _answered(seat, "edit")
    seat.room.open_panel(CLOSING_ROUND)
    seat.room.do(TakeTurn(who="pekka"))
    seat.type("hyvä ilta")
    seat.enter()
    assert not seat.session.pending
    assert [one.text for one in seat.session.evaluations] == ["hyvä ilta"]


def test_a_closing_word_that_cannot_be_kept_stays_in_the_line(seat: Seat) -> None:
    """Behind what the same one has said already it is too long: it comes back whole, with the reason."""
    seat.open("closing-round")
    seat.press("space")
    seat.enter("x" * LONGEST)
    seat.room.do(TakeTurn(who=seat.session.evaluations[-1].who))
    seat.enter("ja vielä")
    assert seat.line == "ja vielä"
    assert seat.room.said.trouble


@pytest.mark.parametrize(
    ("earlier", "line", "words"),
    [
        ("S1 kaikki: kyllä", "S1 kaikki: ei", "Kaikki läsnä olevat ovat jo vastanneet: S1."),
        ("pelisääntö: Yksi puhuu", "pelisääntö: yksi puhuu", "Tämä pelisääntö on jo pöydällä"),
        ("@pekka", "@kaikki", "Puheenvuoroa pyydetään nimellä"),
        ("+ talkoot", "@-pekka", "ei odota puheenvuoroa"),
    ],
)
def test_what_could_not_be_done_is_said_while_it_is_typed(earlier: str, line: str, words: str) -> None:
    """The hint says the refusal that Enter would meet; entered all the same the line waits with it."""
    seat = a_seat()
    seat.enter("= kokoonnutaan")
    seat.enter(earlier)
    before = replace(seat.session, pending=())
    seat.type(line)
    assert words in seat.picture((120, 36)).splitlines()[-2]
    seat.enter()
    assert [one.line for one in seat.session.pending] == [line]
    assert replace(seat.session, pending=()) == before


@pytest.fixture
def opening() -> Seat:
    """The first step, where lines become ground rules, of a process that says so."""
    return a_seat(a_session(meeting=a_meeting(step="opening")), process=load_process())


def test_a_recorded_rule_is_said(opening: Seat) -> None:
    """A ground rule has no id to be said: its words are."""
    opening.enter("Tittelit jätetään narikkaan")
    assert opening.session.table.ground_rules == ("Tittelit jätetään narikkaan",)
    assert opening.room.said.words == "Pelisääntö: Tittelit jätetään narikkaan"


@pytest.mark.parametrize("line", ["Lissa: saako kahvia", "Huom: ovi on auki"])
def test_what_a_name_has_made_a_remark_stays_one_as_text(opening: Seat, line: str) -> None:
    """Where the name before the colon belongs to the text the line is what the frame has called it."""
    opening.enter(line)
    _answered(opening, "text")
    assert [remark.text for remark in opening.session.remarks] == [line]
    assert not opening.session.table.ground_rules


def test_a_wish_taken_as_text_is_what_the_step_records(opening: Seat) -> None:
    """K behind *peru* records the word, here as a ground rule, and empties the line; nothing to undo is said."""
    opening.enter("peru")
    assert opening.room.said.words == "Kumottavaa ei ole · k kirjaa tekstinä · Esc"
    opening.type("peruk")
    assert opening.room.put is not None
    assert opening.room.put.line == ""
    assert opening.session.table.ground_rules == ("peru",)
    assert not list(opening.session.entries())


def test_whom_an_unknown_name_is_spelt_like_is_offered_first(seat: Seat) -> None:
    """Those at the table come before somebody new, names as they are written before inflected ones."""
    seat.enter("Lissa: kahvit")
    acts = lines.replies(seat.room)
    assert [(reply.act, reply.handle) for reply in acts[:3]] == [("choose", "liisa"), ("choose", "kylat"), ("add", "")]


@pytest.mark.parametrize(
    ("name", "acts"),
    [("Marita", ["add", "choose"]), ("Martatt", ["choose", "add"]), ("Lisa", ["choose", "add"])],
)
def test_somebody_new_is_likelier_than_a_party_spelt_like_it(seat: Seat, name: str, acts: list[str]) -> None:
    """A first name that nobody here has is offered as new before a party; whoever is spelt so, as ever."""
    parties = [replace(one, name="Martat") if one.id == "martat" else one for one in seat.session.parties]
    seat = a_seat(replace(seat.session, parties=tuple(parties)))
    seat.enter(f"{name}: lisää valoja")
    told = [reply.act for reply in lines.replies(seat.room) if reply.act in ("add", "choose")]
    assert told[-2:] == acts
