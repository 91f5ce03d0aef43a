"""What the actions of the table of keys do to the room, by key, click and palette alike."""

from dataclasses import replace

import pytest

from kpfacil.commands.meeting import WalkTo
from kpfacil.model.entries import Agreement, Idea, Note, Parked, Task
from kpfacil.model.kinds import Kind
from kpfacil.tui import lines, pasting
from kpfacil.tui.asked import Operate, WalkToPhase
from kpfacil.tui.paint import fit
from tests.fakes import NOW, a_meeting, a_session
from tests.rooms import Seat, a_seat

STAGES = ((60, 7), (80, 12), (91, 23))
"""The stage at 60×20, 80×24 and 120×36."""


@pytest.fixture
def seat() -> Seat:
    """A seat at a table with three ideas, an agreement, two tasks and a parked matter."""
    return a_seat(
        a_session(
            ideas=tuple(Idea(id=f"I{number}", text=f"idea {number}") for number in (1, 2, 3)),
            agreements=(Agreement(id="S1", text="yhdessä"),),
            tasks=(Task(id="T1", text="sali", owners=("liisa",)), Task(id="T2", text="kahvit")),
            parked=(Parked(id="P1", text="kyydit"),),
            notes=(Note(id="N1", text="oma"),),
        )
    )


# --- walking --------------------------------------------------------------------------------------------------------


def test_one_key_walks_on_and_one_back(seat: Seat) -> None:
    """The steps are walked in their order, forward and back."""
    seat.run("next")
    assert seat.room.step.id == "group"
    seat.run("back", "back")
    assert seat.room.step.id == "think"


def test_the_walk_ends_where_the_steps_end(seat: Seat) -> None:
    """After the last step the room says so, and stays; so it does before the first."""
    seat.room.do(WalkTo(phase="renewal", step="next"))
    seat.run("next", "next")
    assert seat.room.step.id == "next"
    assert "F9" in seat.room.said.words
    seat.run("escape")
    seat.room.do(WalkTo(phase="action", step="opening"))
    seat.run("back")
    assert seat.room.step.id == "opening"


def test_walking_closes_the_panel(seat: Seat) -> None:
    """Another step shows its own picture."""
    seat.run("people", "next")
    assert (seat.room.panel, seat.room.entered) == ("", False)


# --- the clock ------------------------------------------------------------------------------------------------------


def test_one_key_starts_pauses_and_goes_on(seat: Seat) -> None:
    """The clock starts from the step's minutes, is paused where it stands, and goes on from there."""
    seat.run("timer")
    assert seat.session.meeting.timer_ends_at is not None
    assert (seat.session.meeting.timer_ends_at - NOW).total_seconds() == 15 * 60
    seat.clock.forward(minutes=5)
    seat.run("timer")
    assert seat.session.meeting.timer_left == 600
    seat.clock.forward(minutes=5)
    seat.run("timer")
    assert "10.00 jäljellä" in seat.picture((80, 24))


def test_a_minute_more_is_one_key(seat: Seat) -> None:
    """A minute is added to a clock that runs, and overtime is shown."""
    seat.run("timer", "minute")
    assert "16.00 jäljellä" in seat.picture((80, 24))
    seat.clock.forward(minutes=17)
    assert "! yli 1.00" in seat.picture((80, 24))


# --- panels ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "panel"),
    [("opening", "resources"), ("ideas", "group"), ("agree", "consent")],
)
def test_one_key_opens_what_the_step_needs(step: str, panel: str) -> None:
    """F4 opens the panel that suits the step, and gives it the keys; again, and the keys go back to the line."""
    seat = a_seat(a_session(meeting=a_meeting(step=step)))
    seat.run("panel")
    assert (seat.room.panel, seat.room.entered) == (panel, True)
    seat.run("panel")
    assert (seat.room.panel, seat.room.entered) == (panel, False)


@pytest.mark.parametrize("step", ["introduction", "think", "lookback", "group", "readback", "next"])
def test_a_step_with_its_own_panel_gets_the_keys_at_once(step: str) -> None:
    """Where the step's panel stands on the stage already, F4 only gives it the keys, and Esc takes them back."""
    seat = a_seat(a_session(meeting=a_meeting(step=step)))
    before = seat.panel
    seat.run("panel")
    assert (seat.room.panel, seat.room.entered) == ("", True)
    assert seat.panel == before
    seat.run("escape")
    assert not seat.room.entered


@pytest.mark.parametrize("panel", ["people", "jump", "heard", "resources", "check", "table"])
def test_a_panel_that_is_open_stays_open_at_its_key(seat: Seat, panel: str) -> None:
    """The key that opened a panel never gives the next letters to the line by surprise: Esc closes the panel."""
    seat.run(panel, panel)
    assert (seat.room.panel, seat.room.entered) == (panel, True)
    seat.run("escape")
    assert (seat.room.panel, seat.room.entered) == ("", False)


def test_the_help_lies_over_what_it_speaks_of(seat: Seat) -> None:
    """F1 begins with the place it was opened from and its keys; F1 or Esc goes back there, keys and all."""
    seat.run("people", "help")
    shown = seat.stage(80, 16)
    assert "Tässä: väki" in shown
    assert "lähti nyt" in shown
    seat.run("help")
    assert (seat.room.panel, seat.room.entered) == ("people", True)
    seat.run("help", "escape")
    assert (seat.room.panel, seat.room.entered) == ("people", True)
    seat.run("help")
    for sign in "hilkka: kahvit":
        seat.key(sign)
    assert seat.line == "hilkka: kahvit"


def test_up_goes_to_the_nearest_column_that_has_entries(seat: Seat) -> None:
    """In a step whose kind has no entries yet, the arrow chooses in the next column."""
    seat.room.desk.session = replace(seat.session, ideas=())
    seat.run("select-up")
    assert seat.line == "S1 "


def test_after_the_last_step_come_the_memo_and_the_next_phase(seat: Seat) -> None:
    """F8 at the end opens the memo, whose Enter writes it; once more offers the next phase, and Enter goes there."""
    seat.room.do(WalkTo(phase="establishing", step="next"))
    assert "F12 muistio" in seat.picture((60, 20)).splitlines()[-1]
    seat.run("next")
    assert (seat.room.panel, seat.room.entered, seat.session.meeting.phase) == ("memo", True, "establishing")
    seat.press("enter")
    assert seat.wish == "write-memo"
    for _ in range(30):  # as a key that is held down
        seat.run("next")
    assert (seat.room.panel, seat.session.meeting.phase) == ("jump", "establishing")
    assert "Enter" in seat.room.said.words
    seat.press("enter")
    assert (seat.session.meeting.phase, seat.session.meeting.step) == ("action", "opening")
    ring = [span.does for made in seat.showing.head(80, 3) for span in made.spans]
    assert WalkToPhase("renewal") in ring
    seat.ask(WalkToPhase("renewal"))
    assert seat.session.meeting.phase == "renewal"
    seat.run("jump")
    seat.press("2")
    assert (seat.session.meeting.phase, seat.room.panel) == ("establishing", "")


def test_the_table_says_what_is_known_of_it(seat: Seat) -> None:
    """Each fact stands with its letter, what is known or that it is missing; the letter begins its line."""
    seat.run("table")
    shown = seat.stage(80, 20)
    assert "puuttuu" in shown
    for letter, line, words in (
        ("t", "tavoite: ", "hillotehdas Jämsään"),
        ("p", "pelisääntö: ", "tittelit narikkaan"),
        ("s", "sopimus: ", "kyllä"),
        ("n", "seuraava: ", "ma 7.12. klo 17–19 Kirjasto"),
        ("o", "osoite: ", "https://example.org"),
    ):
        seat.press(letter)
        assert seat.line == line
        seat.enter(words)
    shown = seat.stage(100, 24)
    for words in ("hillotehdas Jämsään", "tittelit narikkaan", "https://example.org", "17.00–19.00"):
        assert words in shown
    assert seat.session.table.agreement_needed == "yes"


def test_own_notes_are_hidden_until_asked_for(seat: Seat) -> None:
    """The facilitator's own notes are seen only after their key, and are hidden with it again."""
    assert "oma" not in seat.stage()
    seat.run("notes")
    assert "N1  oma" in seat.stage()
    assert "näkyvissä" in seat.picture((80, 24))
    seat.run("notes")
    assert "N1" not in seat.stage()


# --- escape ---------------------------------------------------------------------------------------------------------


def test_escape_steps_back_one_thing_at_a_time(seat: Seat) -> None:
    """Esc leaves the panel, then the choice; the line that waits goes on waiting."""
    seat.enter("Pekko: a")
    seat.run("select-down", "people")
    seat.run("escape")
    assert seat.room.panel == ""
    assert seat.room.sight.chosen
    seat.run("escape")
    assert seat.room.sight.chosen == ""
    assert not seat.escape()
    assert lines.replies(seat.room)


def test_escape_never_touches_words_typed_by_hand(seat: Seat) -> None:
    """What a panel has asked for goes first; words typed by hand stay, and the panel stays open until the next Esc."""
    seat.run("people")
    seat.press("n")
    seat.type("Tuula")
    seat.run("escape")
    assert (seat.room.form, seat.room.panel, seat.line) == (None, "people", "Tuula")
    seat.run("escape")
    assert (seat.room.panel, seat.line) == ("", "Tuula")


# --- choosing on the board ------------------------------------------------------------------------------------------


def test_arrows_choose_the_newest_first(seat: Seat) -> None:
    """Down begins at the newest entry, and the id stands in the line, ready to go on."""
    seat.run("select-down")
    assert seat.line == "I3 "
    seat.run("select-down")
    assert seat.line == "I2 "
    seat.run("select-up")
    assert seat.line == "I3 "
    seat.run("select-up")
    assert seat.line == "I3 "
    seat.run("select-pagedown")
    assert seat.line == "I1 "
    seat.run("select-down")
    assert seat.line == "I1 "


def test_up_begins_at_the_newest_too() -> None:
    """Up with nothing chosen chooses the newest; on an empty board it does nothing."""
    seat = a_seat()
    seat.run("select-up", "select-down")
    assert seat.line == ""
    seat.enter("talkoot")
    seat.run("select-up")
    assert seat.line == "I1 "


def test_the_chosen_entry_stays_in_sight() -> None:
    """On a board longer than the screen the choice scrolls along, and the top says how many are above."""
    seat = a_seat()
    pasting.paste(seat.room, "\n".join(f"idea {number}" for number in range(60)))
    for _ in range(9):
        seat.run("select-pagedown")
    assert seat.room.sight.chosen == "I16"
    assert "▸I16" in seat.stage()
    assert "↑" in seat.stage()
    for _ in range(12):
        seat.run("select-pageup")
    assert "▸I60" in seat.stage()
    assert "↑" not in seat.stage()


def test_a_new_entry_does_not_scroll_the_board_away() -> None:
    """Who has scrolled back stays there when something new arrives."""
    seat = a_seat()
    pasting.paste(seat.room, "\n".join(f"idea {number}" for number in range(60)))
    for _ in range(5):
        seat.run("select-pagedown")
    before = seat.stage().splitlines()[1:]
    seat.line = ""
    seat.enter("uusi")
    assert [line.replace("▸", " ") for line in before] == seat.stage().splitlines()[1:]


@pytest.mark.parametrize("size", STAGES)
@pytest.mark.parametrize("line", ["+ uusi idea", "= uusi sovittu", "! liisa: uusi tehtävä", "> uusi", "tarjous: uusi"])
def test_what_was_just_recorded_is_in_sight(size: tuple[int, int], line: str) -> None:
    """Wherever its column is sorted to, and whichever columns fit; from the top again after a walk, not by an inbox."""
    ideas = tuple(Idea(id=f"I{at}", text=f"vanha idea {at}", votes=3, phase="action") for at in range(1, 41))
    seat = a_seat(replace(a_session(meeting=a_meeting(step="agree")), ideas=ideas, counters={"I": 40}))
    seat.enter(line)
    (made,) = seat.room.sight.lit
    assert f" {made} " in seat.stage(*size)
    seat.clock.forward(minutes=1)
    seat.room.sight.fade(seat.room.now())
    assert f" {made} " in seat.stage(*size)
    seat.enter("+ vielä toinen")
    (newest,) = seat.room.sight.lit
    assert f" {newest} " in seat.stage(*size)
    seat.run("next", "back", "kind", "kind")
    assert f" {newest} " not in seat.stage(*size)


@pytest.mark.parametrize("size", STAGES)
def test_the_chosen_entry_is_always_in_sight(size: tuple[int, int]) -> None:
    """However tall the cards are and however low the stage is."""
    ideas = tuple(Idea(id=f"I{at}", text="pitkä sana " * (at % 9 + 1), by=("liisa",)) for at in range(1, 30))
    seat = a_seat(replace(a_session(), ideas=ideas, counters={"I": 29}))
    for key in ("down",) * 29 + ("up",) * 20 + ("pagedown",) * 4 + ("pageup",) * 3:
        seat.run(f"select-{key}")
        assert f"▸{seat.room.sight.chosen} " in seat.stage(*size)


def test_left_and_right_change_the_column(seat: Seat) -> None:
    """The neighbouring column's newest entry is chosen; columns without entries are passed by."""
    seat.run("select-down", "column-right")
    assert seat.line == "S1 "
    seat.run("column-right")
    assert seat.line == "T2 "
    seat.run("column-right")
    assert seat.line == "I3 "
    seat.run("column-left")
    assert seat.line == "T2 "


@pytest.mark.parametrize("columns", [58, 80, 150])
def test_there_is_always_a_column_to_go_to(columns: int) -> None:
    """On an empty board, and with an own note chosen, left and right do no harm."""
    seat = a_seat()
    seat.room.stage_width = columns
    seat.run("column-left", "column-right")
    assert seat.line == ""
    seat.enter("; oma")
    seat.click("N1")
    seat.run("column-right", "column-left")


def test_nothing_is_chosen_behind_a_panel() -> None:
    """While a panel stands on the stage, the arrows don't choose entries that nobody sees."""
    seat = a_seat(a_session(meeting=a_meeting(step="think"), ideas=(Idea(id="I1", text="a"),)))
    seat.run("select-down")
    assert seat.line == ""
    seat.run("board", "select-down")
    assert seat.line == "I1 "


# --- clicks ---------------------------------------------------------------------------------------------------------


def test_a_click_on_a_card_chooses_it(seat: Seat) -> None:
    """A click on an entry chooses it as the keys would."""
    seat.click("T2")
    assert seat.line == "T2 "
    assert "▸T2" in seat.stage()


def _chips(seat: Seat, width: int = 120) -> list[str]:
    spans = seat.showing.keys(width, 1)[0].spans
    return [f"%{name}" for name in dict.fromkeys(span.does.name for span in spans if isinstance(span.does, Operate))]


@pytest.mark.parametrize("entry", ["I1", "S1", "T1", "P1", "N1"])
def test_every_chip_of_a_chosen_entry_does_what_it_says(seat: Seat, entry: str) -> None:
    """Each chip changes the session, or leaves a line to be finished; none is refused."""
    seat.click(entry)
    chips = _chips(seat)
    assert chips
    for chip in chips:
        before = seat.session
        seat.type("")
        seat.click(entry)
        seat.click(chip)
        assert seat.session != before or seat.line.strip() != entry
        assert not seat.session.pending
        assert not seat.room.said.trouble
        seat.room.desk.session = before


def test_what_a_click_on_the_screen_says(seat: Seat) -> None:
    """A click on the ring, the clock, the frame and a name does what their keys do."""
    seat.click("#jump")
    assert seat.room.panel == "jump"
    seat.click("&liisa")
    assert seat.room.panel == "people"
    seat.click("@p")
    seat.click("^1")
    seat.click("nothing")
    seat.click("#nothing")
    seat.click("")
    assert seat.room.panel == "people"


def test_a_click_on_somebody_in_the_roster_chooses_them(seat: Seat) -> None:
    """The list of people opens at who was clicked, ready for a key; of somebody who is gone at the first one."""
    seat.click(f"&{seat.session.members[-1].id}")
    seat.press("e")
    assert seat.session.members[-1].presence == "remote"
    seat.click("&gone")
    seat.press("s")
    assert seat.session.members[0].presence == "excused"


def test_an_answer_can_be_clicked(seat: Seat) -> None:
    """A click on an answer gives it."""
    seat.enter("Pekko: a")
    seat.click("~0")
    assert seat.session.ideas[-1].by == ("pekka",)


def test_every_place_of_the_screen_that_can_be_clicked_does_something_or_nothing(seat: Seat) -> None:
    """No click on any cell of any region fails."""
    for name in ("", "people", "group", "consent", "check", "heard", "resources", "jump", "help", "self-check"):
        for painter in (
            seat.showing.head,
            seat.showing.question,
            seat.showing.stage,
            seat.showing.status,
            seat.showing.keys,
        ):
            seat.room.panel, seat.room.entered = name, bool(name)
            for does in {span.does for made in painter(120, 20) for span in fit(made, 120).spans} - {None}:
                assert does is not None
                seat.ask(does)
                seat.room.panel, seat.room.entered, seat.room.form = name, bool(name), None


# --- the screen's own -----------------------------------------------------------------------------------------------


def test_what_the_screen_does_itself_is_asked_of_it(seat: Seat) -> None:
    """Quitting, the palette, the wall and the colours belong to the screen."""
    seat.run("theme", "palette", "wall", "quit", "unknown")
    assert seat.done == ["theme", "palette", "wall", "quit"]


def test_narikka_is_turned_on_and_off(seat: Seat) -> None:
    """First names only on the audience's screen, and back."""
    before = seat.session.table.wall_names
    seat.run("narikka")
    assert {before, seat.session.table.wall_names} == {"first", "full"}
    seat.run("narikka")
    assert seat.session.table.wall_names == before


def test_the_wall_follows_the_panel(seat: Seat) -> None:
    """What a panel is about is on the wall as soon as it listens, and the step's own picture when it is left."""
    room = seat.room
    for name, wall in (("people", "people"), ("resources", "resources"), ("self-check", "self-check")):
        room.open_panel(name, listening=True)
        assert room.session.meeting.wall == wall
        room.close_panel()
        assert (room.session.meeting.wall, room.session.meeting.focus) == ("", "")


def test_consent_is_on_the_wall_until_it_is_left(seat: Seat) -> None:
    """The agreement is seen before the first answer; the help over it changes nothing, a new line frees the wall."""
    room = seat.room
    seat.enter("= Pidetään kyläpäivä")
    room.open_panel("consent", listening=True)
    made = room.session.meeting.focus
    assert made in [agreement.id for agreement in room.session.agreements]
    room.open_panel("help")
    assert room.session.meeting.focus == made
    room.close_panel()
    assert room.session.meeting.focus == made
    seat.enter("+ uusi ajatus")
    assert room.session.meeting.focus == ""
    room.enter_panel()
    assert room.session.meeting.focus == made
    room.close_panel()
    assert room.session.meeting.focus == ""


def test_undo_leaves_the_wall_as_it_is(seat: Seat) -> None:
    """A wall that was blanked stays blank when something said is taken back."""
    seat.enter("+ uusi ajatus")
    seat.run("blank-wall", "turn-wall")
    seat.room.undo()
    assert (seat.session.meeting.wall_blank, seat.session.meeting.wall_page) == (True, 1)
    seat.run("blank-wall")
    assert not seat.session.meeting.wall_blank


@pytest.mark.parametrize("kind", ["idea", "agreement", "task", "parked", "offer", "remark"])
def test_the_heading_of_a_single_column_is_whole(seat: Seat, kind: Kind) -> None:
    """At 60 columns the column's own heading is never cut; the other kinds beside it give way to their letters."""
    seat.room.kind_chosen = kind
    assert seat.room.texts.say(f"board.heading.{kind}") in seat.picture((60, 20))
