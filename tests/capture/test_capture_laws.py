"""What holds for whatever anybody types."""

import contextlib
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpfacil.capture import Window, as_entry, as_text, choose, complete, editing, read, split_paste, suggest_id
from kpfacil.capture.amounts import recognise_pledge
from kpfacil.commands.base import Refused, Scene, Together
from kpfacil.commands.change import Rewrite
from kpfacil.commands.record import RewriteOffer
from kpfacil.desk import Desk
from kpfacil.model.kinds import Kind, Records, split_id
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.storage.encode import encode
from tests.fakes import PROCESS

SCENE = Scene(process=PROCESS, now=datetime(2026, 11, 21, 17, 10, tzinfo=timezone(timedelta(hours=2))))
KINDS: tuple[Kind, ...] = get_args(Kind)
FRAGMENTS = (
    *"+=!>;?-:/#\\,&@ .",
    *("I1", "I3", "S2", "T4", "P1", "G1", "N1", "O1", "t4", "I99", "T04", "\\T4", "\\:", "\\#"),
    *(" : ", ": ", " / ", " / / ", "; ", " + ", " ja ", " and ", " #teema", "#1", "\n", "\r\n", "\t"),
    *("Liisa", "liisa", "Matti", "Matin", "Virtaselta", "Anna-Liisa", "kaikki", "Kulttuuri ja vapaa-aika", "Pirkko"),
    *(
        "pe",
        "15.12.",
        "Tehtävä\tVastuu\tAika",
        "31.2.",
        "vko 50",
        "ensi tapaaminen",
        "ennen joulua",
        "20 h",
        "1 500 €",
        "20 hengen tila",
        "tila",
    ),
    *("valmis", "odottaa", "varauma", "kyllä", "päätöksentekoon", "itse", "saavutettu", "jatkoon", "vahvistettu"),
    *("[/foo]", "*x*", "<b>", "{0}", "%s", "\x00", "\x1b[31m", "\u202e", "\u0301\u0301", "🎉", "ß", "İ", "ŉ", "\ud800"),
    *("s/", "s/hilo/hillo/", "@", "@pekka", "... ", "… ", "tavoite: ", "seuraava: ", "väki: ", "peru", "tauko 10"),
    *("I1, I3 ", "I1: ", "8-1-2", "idea: ", "ma 7.12.", "31.11.", "7.–9.12.", "klo 17–19", "1½ h", " / Pekka / "),
    *("klo 17:00", "https://a.fi/#b", "C#", "--", "→", "−2", "+5", "½", "٣", "9" * 30, "a" * 300),
)
LINES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=14).map("".join)
SPACED = st.lists(st.sampled_from(FRAGMENTS), max_size=10).map(" ".join)
TYPED = st.one_of(LINES, SPACED)
UNTIMED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
RELAXED = settings(max_examples=200, deadline=None, suppress_health_check=UNTIMED)


@RELAXED
@given(typed=TYPED, kind=st.sampled_from(KINDS))
def test_every_line_is_done_asked_about_refused_or_empty(session: Session, typed: str, kind: Kind) -> None:
    """Reading never raises, and a line is exactly one of these: it does something, asks, is refused or is empty."""
    reading = read(typed, session, kind)
    outcomes = [bool(reading.commands), bool(reading.waits or reading.refusal), not clean_line(typed)]
    assert outcomes.count(True) == 1


@RELAXED
@given(typed=TYPED, kind=st.sampled_from(KINDS))
def test_what_a_line_does_can_be_done_or_is_refused(session: Session, typed: str, kind: Kind) -> None:
    """The commands of a line change the session, or are refused with a reason; no line walks to another step."""
    changed = session
    with contextlib.suppress(Refused):
        for command in read(typed, session, kind).commands:
            changed = command.apply(changed, SCENE)
    assert (changed.meeting.date, changed.meeting.step) == (session.meeting.date, session.meeting.step)


@RELAXED
@given(typed=TYPED, kind=st.sampled_from(KINDS))
def test_no_letter_of_a_new_entry_is_lost(session: Session, typed: str, kind: Kind) -> None:
    """Every letter and digit of a line without names and dates is found again in the entry."""
    reading = read(typed, session, kind)
    if not reading.commands or reading.act != "add" or reading.who or reading.due or any(p.by for p in reading.pledges):
        return
    pledged = [pledge.text for pledge in reading.pledges] if reading.kind == "task" else []
    kept = "".join((reading.text, reading.theme, reading.due_text, *pledged))
    said = clean_line(typed)
    without_kind_word = said.partition(":")[2]
    assert sorted(_letters(kept)) in (sorted(_letters(said)), sorted(_letters(without_kind_word)))


@RELAXED
@given(typed=TYPED)
def test_escaped_text_comes_back_as_it_was(session: Session, typed: str) -> None:
    """Whatever is said can be recorded: with its signs escaped the text comes back whole, in every kind."""
    said = clean_line(typed)
    escaped = re.sub("[:/#]", r"\\\g<0>", said)
    for sign in "+=!>;?":
        reading = read(f"{sign} {escaped}", session, "idea")
        assert reading.text == said
        assert bool(reading.commands) is bool(said)


@RELAXED
@given(typed=TYPED, entry_id=st.sampled_from(("I3", "S2", "T4", "P1", "G1", "O1", "N1")))
def test_an_entrys_words_can_be_mended_in_the_line(session: Session, typed: str, entry_id: str) -> None:
    """An entry's line for mending gives it the very words it has, whatever they are, and nothing else."""
    said = clean_line(typed)
    entry = session.find(entry_id)
    if entry is None or not said:
        return
    entry = replace(entry, text=said)
    reading = read(editing(entry), session.with_entry(entry), "idea")
    offer = recognise_pledge(said)
    reoffered = RewriteOffer(offer=entry_id, text=said, kind=offer.kind, amount=offer.amount, unit=offer.unit)
    assert reading.commands == (reoffered if entry_id == "O1" else Rewrite(entry=entry_id, text=said),)


@RELAXED
@given(typed=TYPED, kind=st.sampled_from(KINDS))
def test_text_is_the_last_word_on_an_unknown_name(session: Session, typed: str, kind: Kind) -> None:
    """Saying that a name belongs to the text settles it, and no letter is lost; `Tila: Pekka` is turned round by it."""
    line = clean_line(typed)
    reading, turned = read(line, session, kind), False
    for _ in range(20):
        escapable = [ask for ask in reading.asks if ask.colons]
        if not escapable:
            break
        turned = turned or escapable[0].turned is not None
        line = as_text(line, escapable[0])
        reading = read(line, session, kind)
    assert not [ask for ask in reading.asks if ask.colons]
    assert sorted(_letters(line)) == sorted(_letters(clean_line(typed)))
    assert turned or _letters(line) == _letters(clean_line(typed))


@RELAXED
@given(typed=TYPED, kind=st.sampled_from(KINDS))
def test_choosing_somebody_answers_what_was_asked(session: Session, typed: str, kind: Kind) -> None:
    """After everybody asked for was chosen, nothing is asked any more."""
    line = clean_line(typed)
    reading = read(line, session, kind)
    for _ in range(60):
        if not reading.asks:
            break
        ask = reading.asks[0]
        assert clean_line(line)[ask.start : ask.end].strip()
        line = choose(line, ask, "matti2", session)
        reading = read(line, session, kind)
    assert not reading.asks


@RELAXED
@given(typed=TYPED, cursor=st.integers(min_value=0, max_value=60))
def test_completions_replace_what_stands_before_the_cursor(session: Session, typed: str, cursor: int) -> None:
    """A completion's span ends at the cursor and lies within the line."""
    cursor = min(cursor, len(typed))
    for one in complete(typed, cursor, session):
        assert 0 <= one.start < one.end == cursor


@RELAXED
@given(pasted=TYPED)
def test_pasted_lines_are_clean_and_not_empty(pasted: str) -> None:
    """A paste gives clean lines with something in them."""
    for line in split_paste(pasted):
        assert line == "\t".join(map(clean_line, line.split("\t"))) != ""


@RELAXED
@given(name=TYPED)
def test_a_suggested_id_is_always_free(session: Session, name: str) -> None:
    """A suggested id is plain, free and never the id of an entry."""
    handle = suggest_id(session, name)
    assert re.fullmatch("[a-z0-9]+(-[0-9]+)?", handle)
    assert session.participant(handle) is None
    assert session.party(handle) is None
    assert split_id(handle.upper()) is None


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


WINDOWS = (
    Window(),
    Window(swapping="never"),
    Window(swapping="always"),
    Window(last="I1", notes=True),
    Window(alone=True, floor="liisa"),
)


@RELAXED
@given(typed=TYPED, kind=st.sampled_from((*KINDS, "rule")), window=st.sampled_from(WINDOWS))
def test_no_line_stops_the_meeting(session: Session, typed: str, kind: Records, window: Window) -> None:
    """Whatever the window, a line is read, and its text, its choice and its answers are read again."""
    reading = read(typed, session, kind, window)
    assert not (reading.commands and (reading.refusal or reading.waits))
    for ask in reading.asks:
        assert read(as_text(typed, ask), session, kind, window) is not None
    if reading.waits and not reading.asks:
        assert read(as_entry(typed, reading), session, kind, window).doubt is None


BEGINNINGS = (
    *("+ a", "= a", "! a", "> a", "; a", "? a", ", a", "I1 +5", "T4 valmis", "s/a/b/", "@pekka", "... a", "… a"),
    *("https://a.fi", "tavoite: a", "seuraava: pe", "ground rule: a", "K1 ="),
)


@pytest.mark.parametrize("line", BEGINNINGS)
def test_a_backslash_makes_any_beginning_text(session: Session, line: str) -> None:
    """Before a sign, an id, a word of the table or a line of its own kind, the backslash makes it text."""
    reading = read(f"\\{line}", session, "idea")
    assert (reading.act, reading.text) == ("add", line)


@RELAXED
@given(
    text=st.text(st.sampled_from("aAbä 1.,-–/ "), min_size=1, max_size=12),
    new=st.text(st.sampled_from("aXö /"), max_size=4),
    data=st.data(),
)
def test_a_correction_changes_one_stretch_of_one_text_and_can_be_undone(
    session: Session, text: str, new: str, data: st.DataObject
) -> None:
    """What stands before and after it stays, nothing else changes, and undo restores the file byte for byte."""
    said = clean_line(text)
    start = data.draw(st.integers(0, max(0, len(said) - 1)))
    old = said[start : data.draw(st.integers(start, len(said)))]
    before = replace(session, ideas=(replace(session.ideas[0], text=said), *session.ideas[1:]))
    line = "I1 s/{}/{}/".format(*(words.replace("/", "\\/") for words in (old, clean_line(new))))
    reading = read(line, before, "idea")
    if not said or reading.act != "correct" or not reading.commands:
        return
    desk = Desk(before, PROCESS, lambda: SCENE.now)
    after = desk.do(Together(commands=reading.commands))
    if after == before:
        return
    corrected = after.ideas[0].text
    assert replace(after, ideas=before.ideas) == before
    assert after.ideas[1:] == before.ideas[1:]
    places = [(at, to) for at in range(len(said) + 1) for to in range(at, len(said) + 1)]
    stretches = [said[at:to] for at, to in places if said[:at] + clean_line(new) + said[to:] == corrected]
    assert any(_letters(stretch).casefold() == _letters(old).casefold() for stretch in stretches)
    assert encode(desk.undo()) == encode(before)


@RELAXED
@given(typed=TYPED, entry_id=st.sampled_from(("I3", "S2", "T4", "P1", "G1", "O1", "N1")))
def test_no_operation_mistyped_is_taken_for_words(session: Session, typed: str, entry_id: str) -> None:
    """What is done to an entry after its id is never taken as its new text after a colon or comma, nor as an idea."""
    said = clean_line(typed)
    done = read(f"{entry_id} {said}", session, "idea")
    if not done.commands or done.entry != entry_id or said[:1] in (":", "\\") or split_id(said[:2].upper()):
        return
    for mistyped in (f"{entry_id}: {said}", f"{entry_id}, {said}", f"{entry_id[0]} {entry_id[1:]} {said}"):
        reading = read(mistyped, session, "idea")
        assert (reading.commands, reading.asks, reading.refusal is None) == ((), (), False), mistyped
