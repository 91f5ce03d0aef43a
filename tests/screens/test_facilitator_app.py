"""The facilitator's screen as a program: keys in, clicks in, the session, the file and the picture out."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandList
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from kpfacil import capture
from kpfacil.commands.base import Scene
from kpfacil.commands.meeting import StartTimer
from kpfacil.commands.people import SetPresence
from kpfacil.commands.record import Record
from kpfacil.export.tell import Profile
from kpfacil.model.entries import Idea
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage import program
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.follow import Following
from kpfacil.storage.saver import Failed, Saved
from kpfacil.tui import lines, look
from kpfacil.tui.asked import GiveAnswer, Operate, Pick, Start
from kpfacil.tui.facilitator import Facilitator
from kpfacil.tui.live import Live
from kpfacil.tui.look import Canvas
from kpfacil.tui.panels import memo
from tests.fakes import PROCESS, Clock, a_meeting, a_session
from tests.rooms import a_seat

NAMES = {
    "\r": "enter",
    "\x1b": "escape",
    "\t": "tab",
    " ": "space",
    "\x7f": "backspace",
    "\x15": "ctrl+u",
    "\x1a": "ctrl+z",
    "\x10": "ctrl+p",
}
Opens = Callable[..., AbstractAsyncContextManager["Hands"]]


class Hands:
    """The facilitator's hands on a running screen."""

    def __init__(self, app: Facilitator, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> Session:
        """The session on the desk."""
        return self.live.room.session

    @property
    def live(self) -> Live:
        """The screen's work."""
        live = self.app.live
        assert isinstance(live, Live)
        return live

    async def burst(self, keys: str) -> None:
        """Send keys at once, as a fast typist or a slow moment does, and wait until they have been taken."""
        for sign in keys:
            self.app.capture.post_message(events.Key(NAMES.get(sign, sign), sign))
        await self.rest()

    async def rest(self) -> None:
        """Wait until everything that was asked for has been done, however busy the machine is."""
        await self.pilot.pause()
        line = self.app.capture
        for _ in range(500):
            if not line.message_queue_size and not self.app.message_queue_size:
                break
            await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until it is so: what workers and threads do comes in its own time."""
        for _ in range(1000):
            if is_so():
                return
            await self.pilot.pause()
        pytest.fail(f"it never came to be so:\n{self.screen}")

    @property
    def palette(self) -> str:
        """What is found in the list of actions, empty while that is being looked for."""
        found = self.app.screen.query_one(CommandList)
        busy = any(not one.is_finished for one in self.app.workers)
        return "" if busy else "\n".join(str(one.prompt) for one in found.options)

    async def press(self, *keys: str) -> None:
        """Press named keys one after another."""
        await self.pilot.press(*keys)
        await self.rest()

    async def click(self, words: str) -> None:
        """Click on the lowest line of the screen where the words stand."""
        for y, line in reversed([*enumerate(self.screen.splitlines())]):
            x = line.find(words)
            if x >= 0:
                await self.pilot.click(offset=(x, y))
                await self.rest()
                return
        pytest.fail(f"{words} is not on the screen:\n{self.screen}")

    @property
    def screen(self) -> str:
        """The whole screen as text."""
        strips = self.app.screen_stack[0]._compositor.render_strips()
        return "".join(f"{strip.text.rstrip()}\n" for strip in strips)


@pytest.fixture
def opened(tmp_path: Path) -> Opens:
    """Open the screen on a file of a session; at the end everything is on the disk and nothing has failed."""

    @asynccontextmanager
    async def open_screen(
        session: Session | None = None, size: tuple[int, int] = (80, 24), language: str = "fi"
    ) -> AsyncIterator[Hands]:
        path = tmp_path / "2026-11-21.toml"
        path.write_bytes(encode(session or a_session()))
        app = Facilitator(Start(opened=load(path), process=PROCESS, clock=Clock(), language=language))
        async with app.run_test(size=size) as pilot:
            hands = Hands(app, pilot)
            await hands.rest()
            yield hands
            await hands.rest()
        assert app.close()
        assert app.fault_log is None
        assert load(path).session == hands.session

    return open_screen


async def test_the_screen_shows_what_its_painters_paint(opened: Opens) -> None:
    """What is on the terminal is what the pictures say, region by region."""
    for size in ((80, 24), (120, 36)):
        async with opened(size=size) as hands:
            await hands.burst("liisa: talkoot\r")
            hands.live.saver.flush()
            await hands.rest()
            seat = a_seat()
            seat.enter("liisa: talkoot")
            shown = hands.screen.splitlines()
            assert [line for line in shown if "╰" not in line] == [
                line for line in seat.picture(size).splitlines() if "╰" not in line
            ]


async def test_lines_typed_in_one_burst_are_entries_in_order(opened: Opens) -> None:
    """Thirty lines sent at once are thirty whole entries in their order, saved when the screen says so."""
    lines = [f"ajatus {number} Äö" for number in range(30)]
    async with opened() as hands:
        await hands.burst("".join(f"{line}\r" for line in lines))
        assert [idea.text for idea in hands.session.ideas] == lines
        hands.live.saver.flush()
        await hands.rest()
        assert "tallennettu ✓" in hands.screen


async def test_the_letter_that_takes_a_word_as_text_does_not_stay_in_the_line(opened: Opens) -> None:
    """After the question `k` records the word, as what the step records, and the line is empty again."""
    async with opened() as hands:
        await hands.burst("peru\r")
        await hands.burst("k")
        assert hands.app.capture.value == ""
        assert "peru" in [entry.text for entry in hands.session.entries()]


async def test_editing_keys_act_in_the_order_typed(opened: Opens) -> None:
    """Backspace, Ctrl+U and undo between letters act where they were typed."""
    async with opened() as hands:
        await hands.burst("abc\x7f\x7fXY\rpois\x15uusi\rvirhe\r\x1a")
        assert [idea.text for idea in hands.session.ideas] == ["aXY", "uusi"]


async def test_function_keys_walk_and_start_the_clock(opened: Opens) -> None:
    """Next, back, clock, kind and panel are one key each."""
    async with opened() as hands:
        await hands.press("f8", "f7", "f5", "f2", "f3")
        assert hands.session.meeting.step == "ideas"
        assert hands.session.meeting.timer_ends_at is not None
        assert "= Sovittu" in hands.screen
        assert "Omat muistiinpanot" in hands.screen


async def test_a_panel_listens_until_escape(opened: Opens) -> None:
    """F4 gives small letters to the panel, a capital begins a line, Esc gives the keys back; all typed at once."""
    async with opened(a_session(meeting=a_meeting(step="agree"))) as hands:
        await hands.burst("= yhdessä\r")
        await hands.press("f4")
        assert "Esc palaa riville" in hands.screen
        await hands.burst("kvbudjetti auki\rk\x1bkahvit\r")
        answers = [(consent.who, consent.answer) for consent in hands.session.agreements[0].consent]
        assert answers == [("liisa", "yes"), ("pekka", "reservation"), ("aino", "yes")]
        assert hands.session.tasks[0].text == "kahvit"


async def test_a_capital_begins_a_line_while_a_panel_listens(opened: Opens) -> None:
    """A capital letter or a sign begins a line at once."""
    async with opened() as hands:
        await hands.press("ctrl+o")
        await hands.burst("Talkoot\r+ kahvit\r")
        assert [idea.text for idea in hands.session.ideas] == ["Talkoot", "kahvit"]


async def test_a_waiting_line_is_answered_also_while_a_panel_listens(opened: Opens) -> None:
    """Tab chooses an answer and Enter gives it, whoever listens to the other keys."""
    async with opened() as hands:
        await hands.press("ctrl+o")
        await hands.burst("Pekko: ranta\r")
        assert "Lisää osallistuja Pekko" in hands.screen
        await hands.burst("\t\r")
        assert hands.session.ideas[0].by == ("pekka",)


async def test_a_form_keeps_its_words_from_the_panel(opened: Opens) -> None:
    """Words typed into a form never act as the panel's keys, also after a refusal and an emptied line."""
    async with opened() as hands:
        await hands.press("ctrl+o")
        await hands.burst("nTuula; ; ; kuningas\r")
        assert "kuningas" in hands.app.capture.value
        assert hands.screen.count("kuningas") == 2
        await hands.burst("\x15matti e\r")
        assert hands.session.participants[-1].name == "matti e"


async def test_arrows_choose_and_a_half_typed_line_stays(opened: Opens) -> None:
    """An arrow puts the chosen id into an empty line, and never takes away what is being typed."""
    async with opened() as hands:
        await hands.burst("talkoot\r")
        await hands.press("down")
        assert hands.app.capture.value == "I1 "
        await hands.burst("+3\rkahv")
        await hands.press("up")
        assert hands.app.capture.value == "kahv"
        assert hands.session.ideas[0].votes == 3
        assert not hands.session.pending


async def test_the_line_never_loses_its_focus(opened: Opens) -> None:
    """A press of the mouse outside of everything, as after a window has grown, takes no letter away from the line."""
    async with opened() as hands:
        screen = hands.app.screen
        for kind in (events.MouseDown, events.MouseUp):
            screen.post_message(
                kind(None, 500, 97, 0, 0, button=1, shift=False, meta=False, ctrl=False, screen_x=500, screen_y=97)
            )
        await hands.rest()
        screen.set_focus(None)
        assert hands.app.focused is hands.app.capture
        await hands.burst("talkoot\r")
        assert hands.session.ideas[0].text == "talkoot"


async def test_the_palette_opens_and_does_what_was_chosen(opened: Opens) -> None:
    """Ctrl+P opens the list of actions, and the chosen one is done."""
    async with opened() as hands:
        await hands.press("ctrl+p")
        assert len(hands.app.screen_stack) == 2
        await hands.press(*"narikka")
        await hands.until(lambda: "narikka" in hands.palette.split("\n")[0])
        await hands.press("enter")
        if len(hands.app.screen_stack) == 2:
            await hands.press("enter")
        await hands.until(lambda: hands.session.table.wall_names == "full")
        assert len(hands.app.screen_stack) == 1
        assert hands.app.focused is hands.app.capture


async def test_words_typed_right_behind_the_palettes_key_are_the_palettes(opened: Opens) -> None:
    """What is typed before the list of actions stands is looked for there, and nothing of it is recorded."""
    async with opened() as hands:
        await hands.burst("\x10narikka")
        await hands.until(lambda: hands.app.screen.query_one(Input).value == "narikka")
        assert hands.app.capture.value == ""
        await hands.until(lambda: "narikka" in hands.palette)
        await hands.press("escape", "escape")
        await hands.burst("talkoot\r")
        assert [entry.text for entry in hands.session.entries()] == ["talkoot"]


async def test_the_palette_says_in_the_screens_language_that_nothing_fits(opened: Opens) -> None:
    """Words that no action has are answered in Finnish, and choosing that does nothing."""
    async with opened() as hands:
        before = hands.session
        await hands.press("ctrl+p", *"xyzzy")
        await hands.until(lambda: "Sillä nimellä ei ole toimintoa." in hands.palette)
        assert "No matches" not in hands.palette
        await hands.press("escape", "escape")
        assert hands.session == before


async def test_nothing_is_painted_that_stands_still(opened: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """At rest the ticks write nothing; a clock that has gone on is painted."""
    async with opened() as hands:
        painted: list[str] = []
        for region in hands.app.query(Canvas):
            monkeypatch.setattr(region, "refresh", lambda name=region.id: painted.append(name))
        for _ in range(3):
            hands.app._tick()
            hands.live.count_followers()
        assert painted == []
        hands.live.room.do(StartTimer(seconds=60))
        hands.app._tick()
        assert painted == ["question"]


@pytest.mark.parametrize("key", ["ctrl+o", "f1", "f12"])
async def test_the_way_out_of_a_panel_can_be_clicked(opened: Opens, key: str) -> None:
    """The chip of Esc in the bar of keys closes the panel, as the key does."""
    async with opened() as hands:
        await hands.press(key)
        assert hands.live.room.panel
        await hands.click("Esc")
        assert (hands.live.room.panel, hands.live.room.entered) == ("", False)


async def test_what_looks_as_if_it_did_something_can_be_clicked(opened: Opens) -> None:
    """An entry, a chip, the clock, the ring, a key of the bar, a person and a panel's key and row."""
    async with opened(a_session(ideas=(Idea(id="I1", text="talkoot"),)), size=(120, 36)) as hands:
        await hands.click("I1")
        assert hands.app.capture.value == "I1 "
        await hands.click("= sovittu")
        assert hands.session.agreements[0].origin == ("I1",)
        await hands.click("15 min varattu")
        assert hands.session.meeting.timer_ends_at is not None
        await hands.click("F8")
        assert hands.session.meeting.step == "group"
        await hands.click("Aino")
        assert hands.live.room.panel == "people"
        await hands.click("Matti Nieminen (matti)")
        await hands.click("x poissa")
        assert hands.session.participants[3].presence == "absent"
        await hands.click("Action" if "Action" in hands.screen else "ACTION")
        assert hands.live.room.panel == "jump"
        assert hands.app.focused is hands.app.capture


async def test_the_screen_follows_the_terminals_size(opened: Opens) -> None:
    """A terminal made larger or smaller is filled anew, at once."""
    async with opened() as hands:
        await hands.burst("talkoot\r")
        for size in ((120, 36), (60, 20), (240, 67), (80, 24)):
            await hands.pilot.resize_terminal(*size)
            await hands.rest()
            lines = hands.screen.splitlines()
            assert len(lines) == size[1]
            assert hands.app.size == Size(*size)
            assert ("PÖYDÄSSÄ" in hands.screen) == (size[0] >= 110)
            assert "I1" in hands.screen
            assert lines[-4].startswith("╭")


async def test_colours_and_language_change_at_once(opened: Opens) -> None:
    """The light theme and the other language are one action each, and change every region."""
    async with opened() as hands:
        await hands.press("ctrl+t")
        assert hands.app.theme == look.LIGHT
        hands.app.action_act("language")
        await hands.rest()
        assert "Nothing agreed" in " ".join(hands.screen.split())
        assert "F8 next" in hands.screen
        await hands.press("ctrl+t")
        assert hands.app.theme == look.DARK


HOSTILE = (
    "[/foo] ja [red]puna[/red]",
    "[@click=app.quit]x[/]",
    "*x* <b>lihava</b> _y_",
    "kenoviiva \\ ja {nimi} %s",
    "perhe 👩\u200d👩\u200d👧 ja 🇫🇮",
)


async def test_hostile_words_are_shown_as_they_were_said(opened: Opens) -> None:
    """Markup is text on the board, in the line, in the hint and in every panel; nothing is interpreted."""
    async with opened(size=(200, 40)) as hands:
        for line in HOSTILE:
            hands.app.capture.post_message(events.Paste(line))
            await hands.burst("\r")
        assert [idea.text for idea in hands.session.ideas] == list(HOSTILE)
        shown = " ".join(hands.screen.split())
        for words in ("[/foo]", "[red]puna[/red]", "[@click=app.quit]x[/]", "*x*", "<b>lihava</b>", "\\"):
            assert words in shown
        await hands.press("f4")
        assert "[@click=app.quit]x[/]" in hands.screen


async def test_control_signs_never_come_as_far_as_the_screen(opened: Opens) -> None:
    """ESC, bidirectional overrides, NUL and line ends are cleaned at the door."""
    async with opened() as hands:
        hands.app.capture.post_message(events.Paste("a\x1b[31mpuna\x1b]0;t\x07\u202eb\x00\r\nc\x85d\r\n"))
        await hands.rest()
        texts = [idea.text for idea in hands.session.ideas]
        assert texts == ["a[31mpuna]0;tb", "c", "d"]
        assert not any(sign in hands.screen for sign in "\x1b\u202e\x00\x07")


async def test_ten_thousand_characters_are_one_entry(opened: Opens) -> None:
    """The longest line is taken whole, shown with a sign that it goes on, and can be mended."""
    async with opened() as hands:
        hands.app.capture.post_message(events.Paste("ä" * 10_000))
        await hands.burst("\r")
        assert hands.session.ideas[0].text == "ä" * 10_000
        assert "…" in hands.screen
        await hands.press("down", "enter")
        assert hands.app.capture.value == f"I1 : {'ä' * 10_000}"


async def test_a_failing_save_is_loud_and_stays_until_it_is_done(opened: Opens) -> None:
    """Not saved is said in the title and in a sentence, stays while typing goes on, and ends with the saving."""
    async with opened() as hands:
        live = hands.app.live
        assert isinstance(live, Live)
        live.hear_saver(Failed(Sentence("saver.disk-full", {"path": "a.toml", "folder": "b"})))
        await hands.rest()
        assert "! EI TALLENNETTU" in hands.screen
        assert "a.toml" in hands.screen or "levy" in hands.screen.casefold()
        await hands.burst("talkoot")
        assert "! EI TALLENNETTU" in hands.screen
        live.hear_saver(Saved(hands.session))
        await hands.rest()
        assert "tallennettu ✓" in hands.screen
        await hands.burst("\r")


async def test_a_folder_that_is_gone_and_comes_back(opened: Opens, tmp_path: Path) -> None:
    """A save that fails is tried again, and what was typed meanwhile is on the disk in the end."""
    async with opened() as hands:
        path = hands.live.saver.path
        held = tmp_path / "held"
        path.parent.joinpath("x").touch()
        path.rename(held)
        path.mkdir()
        await hands.burst("talkoot\r")
        await hands.until(lambda: "! EI TALLENNETTU" in hands.screen)
        path.rmdir()
        held.rename(path)
        hands.live.saver.flush()
        await hands.rest()
        assert "tallennettu ✓" in hands.screen


async def test_records_beside_the_file_are_told(opened: Opens, tmp_path: Path) -> None:
    """Where an evening has gone on in another file, that is said when the meeting's own is opened again."""
    aside = tmp_path / "2026-11-21.conflict-1.toml"
    aside.write_bytes(encode(a_session()))
    async with opened() as hands:
        assert aside.name in " ".join(hands.screen.split())


async def test_a_picture_that_fails_does_not_end_the_meeting(opened: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in one picture is noted in a file; the line goes on taking entries."""
    async with opened() as hands:

        def broken(width: int, height: int) -> list[object]:
            raise ValueError(width, height)

        monkeypatch.setattr(hands.live.showing, "roster", broken)
        await hands.pilot.resize_terminal(120, 36)
        await hands.burst("talkoot\r")
        assert hands.session.ideas
        log = hands.app.fault_log
        assert log is not None
        assert "ValueError" in log.read_text(encoding="utf-8")
        log.unlink()
        hands.app.fault_log = None


async def test_the_head_tells_of_a_blank_and_of_a_closed_wall(opened: Opens) -> None:
    """A wall that shows nothing is told until it shows again, and one that was closed until another follows."""
    async with opened() as hands:
        await hands.press("alt+0")
        assert "seinä pimeänä" in hands.screen
        assert hands.session.meeting.wall_blank
        await hands.press("alt+0")
        assert "seinä pimeänä" not in hands.screen
        wall = Following(hands.live.saver.path)
        wall.begin()
        hands.live.count_followers()
        wall.end()
        assert "seinä suljettu" not in hands.screen
        hands.live.count_followers()
        await hands.rest()
        assert "seinä suljettu" in hands.screen


@pytest.mark.parametrize(("command", "words"), [("", "aukesi"), ("kpfacil show tapaaminen.toml", "kpfacil show tap")])
async def test_the_wall_is_opened_or_its_command_is_said_and_copied(
    opened: Opens, monkeypatch: pytest.MonkeyPatch, command: str, words: str
) -> None:
    """Where no window can be opened the command is said and can be pasted into another terminal."""
    monkeypatch.setattr("kpfacil.tui.live.open_wall", lambda path: command)
    async with opened() as hands:
        await hands.press("ctrl+b")
        assert words in hands.live.room.said.words
        assert hands.app.clipboard == command


async def _mending(hands: Hands, line: str) -> None:
    """Take the oldest waiting line back into the line with Tab and Enter, however many answers stand before that."""
    edit = [reply.act for reply in lines.replies(hands.live.room)].index("edit")
    await hands.burst("\t" * (edit + 1) + "\r")
    assert hands.app.capture.value == line


def _waiting(hands: Hands) -> list[str]:
    return [one.line for one in hands.session.pending]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    "emptied", ["ctrl+c", "ctrl+u", "escape", "ctrl+w", "backspace", "home ctrl+k", "select ctrl+x"]
)
async def test_a_line_put_away_while_it_is_mended_goes_on_waiting(opened: Opens, emptied: str, *, fast: bool) -> None:
    """What is typed instead is a line of its own, also where all keys come at once."""
    keys = emptied.replace("select", "ctrl+shift+a").split() * (20 if emptied in ("ctrl+w", "backspace") else 1)
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti / pe\r")
        await _mending(hands, "! Zorro: kyyti / pe")
        for key in keys:
            hands.app.capture.post_message(events.Key(key, None))
            if not fast:
                await hands.rest()
        await hands.burst("+ muuta\r")
        assert _waiting(hands) == ["! Zorro: kyyti / pe"]
        assert hands.session.ideas[-1].text == "muuta"


@pytest.mark.parametrize("pasted", ["+ muuta", "+ muuta\n+ vielä", ""])
async def test_a_line_replaced_whole_while_it_is_mended_goes_on_waiting(opened: Opens, pasted: str) -> None:
    """Typed or pasted over what was selected, other words are a line of their own, or several."""
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti / pe\r")
        await _mending(hands, "! Zorro: kyyti / pe")
        hands.app.capture.post_message(events.Key("ctrl+shift+a", None))
        if pasted:
            hands.app.capture.post_message(events.Paste(pasted))
        await hands.burst("\r" if pasted else "+ muuta\r")
        assert _waiting(hands) == ["! Zorro: kyyti / pe"]
        assert "muuta" in [idea.text for idea in hands.session.ideas]


async def test_what_is_pasted_behind_a_mended_line_goes_on_with_it(opened: Opens) -> None:
    """The first of several pasted lines ends the one that was mended; it waits once and in its place."""
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti\r! Pekko: toinen\r")
        await _mending(hands, "! Zorro: kyyti")
        hands.app.capture.post_message(events.Paste(" ja paluu\n+ muuta"))
        await hands.rest()
        assert _waiting(hands) == ["! Zorro: kyyti ja paluu", "! Pekko: toinen"]
        assert hands.session.ideas[-1].text == "muuta"


@pytest.mark.parametrize("emptied", ["ctrl+c", "ctrl+u", "escape"])
async def test_a_mended_line_that_was_brought_back_is_mended_on(opened: Opens, emptied: str) -> None:
    """↑ brings the words back as what they were: recorded at last, the line waits no longer."""
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti\r")
        await _mending(hands, "! Zorro: kyyti")
        for key in (emptied, "up", "home", *("delete",) * len("! Zorro")):
            hands.app.capture.post_message(events.Key(key, None))
        await hands.burst("! Liisa\r")
        assert (_waiting(hands), hands.session.tasks[-1].owners) == ([], ("liisa",))


async def test_other_words_brought_back_do_not_stand_for_the_waiting_line(opened: Opens) -> None:
    """What ↑ brings back is what was emptied last."""
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti\r")
        await _mending(hands, "! Zorro: kyyti")
        await hands.burst("\x15+ muuta\x15")
        await hands.press("up")
        await hands.burst("\r")
        assert (_waiting(hands), hands.session.ideas[-1].text) == (["! Zorro: kyyti"], "muuta")


async def test_words_typed_where_a_line_was_mended_stay_at_esc(opened: Opens) -> None:
    """Esc puts away words that were taken back into the line, not those typed after they were deleted."""
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti\r")
        await _mending(hands, "! Zorro: kyyti")
        await hands.burst("\x15+ muuta\x1b")
        assert hands.app.capture.value == "+ muuta"


async def test_two_waiting_lines_are_mended_in_turn(opened: Opens) -> None:
    """Each is let go by its own words; the one put away meanwhile goes on waiting."""
    async with opened() as hands:
        await hands.burst("! Zorro: kyyti\r! Pekko: toinen\r")
        await _mending(hands, "! Zorro: kyyti")
        await hands.burst("\x15")
        await _mending(hands, "! Zorro: kyyti")
        await hands.burst(" ja paluu\r")
        assert _waiting(hands) == ["! Zorro: kyyti ja paluu", "! Pekko: toinen"]
        await _mending(hands, "! Zorro: kyyti ja paluu")
        await hands.burst("\x15+ kyyti\r")
        assert _waiting(hands) == ["! Zorro: kyyti ja paluu", "! Pekko: toinen"]


@pytest.mark.parametrize("key", ["f8", "f12", "f1", "f3", "ctrl+o", "ctrl+t", "up", "ctrl+z", "alt+8"])
async def test_whatever_is_opened_or_walked_to_a_mended_line_is_not_lost(opened: Opens, key: str) -> None:
    """It waits, or stands in the line and waits, and other words take nothing from it."""
    async with opened() as hands:
        await hands.burst("+ vanha\r! Zorro: kyyti\r")
        await _mending(hands, "! Zorro: kyyti")
        await hands.press(key)
        assert _waiting(hands) == ["! Zorro: kyyti"]
        await hands.press("escape", "escape", "ctrl+u")
        await hands.burst("+ muuta\r")
        assert (_waiting(hands), hands.session.ideas[-1].text) == (["! Zorro: kyyti"], "muuta")
        assert "! Zorro: kyyti" in encode(hands.session).decode()


@pytest.mark.parametrize(
    ("step", "typed"), [("ideas", "kesken jäänyt"), ("ideas", "! Liisa: tuo"), ("agree", "Pekko: x")]
)
async def test_words_that_were_not_entered_wait_when_the_program_ends(opened: Opens, step: str, typed: str) -> None:
    """What stands half-typed in the line at the end is kept as a line that waits; a mere sign is not."""
    async with opened(a_session()) as hands:
        await hands.burst("+ kahvit\r")
        await hands.burst(typed)
        for _ in range(3):
            hands.app.leave()
        assert [one.line for one in hands.session.pending] == [typed]
        assert hands.app.waiting == 1


@pytest.mark.parametrize("back", [False, True])
async def test_leaving_a_person_that_was_being_edited_makes_no_second_one(opened: Opens, *, back: bool) -> None:
    """Esc puts the words away with what they are of: ↑ and Enter edit the same person, and nothing becomes a rule."""
    async with opened(a_session()) as hands:
        before = hands.session.participants
        await hands.press("ctrl+o", "enter")
        await hands.burst("x\x1b")
        assert hands.app.capture.value == ""
        if back:
            await hands.press("up")
        await hands.burst("\r\x1b\x1b\r")
        assert [person.id for person in hands.session.participants] == [person.id for person in before]
        assert not hands.session.table.ground_rules
        assert back == (hands.session.participants != before)


async def test_words_taken_back_into_the_line_return_after_a_chip_has_removed_their_entry(opened: Opens) -> None:
    """The entry goes, and ↑ brings back what stood in the line to be mended."""
    async with opened(a_session()) as hands:
        await hands.burst("= Talkoot\r")
        hands.app.action_clicked(Pick("S1"))
        await hands.press("enter")
        assert hands.app.capture.value == "S1 : Talkoot"
        hands.app.action_clicked(Operate("remove"))
        await hands.rest()
        assert not hands.session.agreements
        assert hands.app.capture.value == ""
        await hands.press("up")
        assert hands.app.capture.value == "S1 : Talkoot"


async def test_escape_lets_go_of_a_choice_among_answers(opened: Opens) -> None:
    """An answer that was chosen is not given by a later Enter; nor one that was chosen before another line."""
    async with opened(a_session()) as hands:
        await hands.burst("Pekko: kyyti\r\t\t\x1b\r")
        assert _waiting(hands) == ["Pekko: kyyti"]
        await hands.burst("\t\t+ kahvit\r\r")
        assert _waiting(hands) == ["Pekko: kyyti"]


async def test_a_line_mended_at_the_end_waits_as_it_is_then(opened: Opens) -> None:
    """The waiting line whose words were being mended waits once, as they stood."""
    async with opened(a_session()) as hands:
        await hands.burst("Pekko: yksi\r")
        acts = [reply.act for reply in lines.replies(hands.live.room)]
        hands.app.action_clicked(GiveAnswer(acts.index("edit")))
        await hands.rest()
        assert hands.app.capture.value == "Pekko: yksi"
        hands.app.leave()
        assert [one.line for one in hands.session.pending] == ["Pekko: yksi"]
        await hands.burst(" ja kaksi")
        hands.app.leave()
        assert [one.line for one in hands.session.pending] == ["Pekko: yksi ja kaksi"]


@pytest.mark.parametrize("typed", ["", "+ ", "  "])
async def test_where_no_words_stand_nothing_waits_at_the_end(opened: Opens, typed: str) -> None:
    """An empty line, a mere sign and the chosen entry's id are no words."""
    async with opened(a_session(ideas=(Idea(id="I1", text="Kyläpäivä"),))) as hands:
        await hands.burst(typed)
        hands.app.leave()
        await hands.press("ctrl+u", "down")
        hands.app.leave()
        assert not hands.session.pending


async def test_a_panel_hears_its_keys_behind_a_space(opened: Opens) -> None:
    """A space on an empty line that no panel takes stays nowhere: the next letter is the panel's."""
    async with opened(a_session(meeting=a_meeting(step="next"))) as hands:
        await hands.burst(" ")
        await hands.press("f4")
        await hands.burst(" n")
        assert hands.live.room.form is not None
        assert hands.app.capture.value == ""


async def test_a_wish_that_was_taken_as_text_leaves_the_line(opened: Opens) -> None:
    """Behind the letter that takes *peru* as text the line is empty for the next one."""
    async with opened(a_session()) as hands:
        await hands.burst("peru\r")
        await hands.burst("k")
        assert hands.app.capture.value == ""
        assert [idea.text for idea in hands.session.ideas] == ["peru"]


@pytest.mark.parametrize("key", ["down", "pagedown", "f2", "f8", "f1", "ctrl+o", "ctrl+z"])
async def test_words_typed_in_one_burst_with_a_key_stay_in_the_line(opened: Opens, key: str) -> None:
    """A key behind words that arrive at once acts on the line as it stands by then: nothing is put over them."""
    ideas = tuple(Idea(id=f"I{at}", text="kahvit") for at in range(1, 5))
    async with opened(a_session(ideas=ideas)) as hands:
        await hands.press("down")
        for sign in "ja sana":
            hands.app.capture.post_message(events.Key(NAMES.get(sign, sign), sign))
        hands.app.capture.post_message(events.Key(key, None))
        await hands.rest()
        assert hands.app.capture.value.endswith("ja sana")


async def test_a_public_memo_that_is_not_proofed_is_never_called_ready(opened: Opens) -> None:
    """What was written last is told with what is still to be decided; the table's own memo is ready."""
    session = replace(a_session(), ideas=(Idea(id="I1", text="Kysytään Hilkka Ahoselta avain"),))
    async with opened(session) as hands:
        await hands.press("f12", "enter")
        await hands.app.workers.wait_for_complete()
        await hands.rest()
        assert "Muistio on valmis" in hands.screen
        await hands.press("p", "enter")
        await hands.app.workers.wait_for_complete()
        await hands.rest()
        assert "Muistio on valmis" not in hands.screen
        assert "Kirjoitettu, mutta yksi kohta on tarkistamatta" in hands.screen


async def test_the_public_memo_says_at_once_that_names_are_being_read(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of all the table's meetings are read behind the screen; meanwhile both panels that need them say so."""
    read, make = threading.Event(), memo.memo_text

    def slowly(session: Session, process: Process, profile: Profile, others: tuple[Session, ...] = ()) -> str:
        if threading.current_thread() is not threading.main_thread():
            read.wait(10)
        return make(session, process, profile, others)

    monkeypatch.setattr(memo, "memo_text", slowly)
    session = replace(a_session(), ideas=(Idea(id="I1", text="Kysytään Hilkka Ahoselta avain"),))
    async with opened(session) as hands:
        await hands.press("f12")
        assert "Hetki vain" not in hands.screen
        for key in ("p", "down", "t"):
            await hands.press(key)
            assert "Hetki vain: luetaan, mitä nimiä pöydässä on ollut." in hands.screen
        read.set()
        await hands.app.workers.wait_for_complete()
        await hands.rest()
        assert "Hetki vain" not in hands.screen
        assert "Kysytään »Hilkka Ahoselta« avain" in hands.screen


async def test_letters_and_pages_are_made_from_the_memos_panel(opened: Opens) -> None:
    """Publishing, reminders and the invitation are a key each; what came of them is said."""
    async with opened() as hands:
        await hands.press("f12")
        for key, words, name in (
            ("j", "julkaise", "publish"),
            ("r", "muistutukset", "remind"),
            ("u", "kutsu", "invite"),
        ):
            assert f"{key} {words}" in hands.screen
            await hands.press(key)
            await hands.app.workers.wait_for_complete()
            await hands.rest()
            assert hands.live.room.said.words == name


async def test_a_change_that_the_program_stumbles_over_is_refused_and_the_meeting_goes_on(
    opened: Opens, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A fault in recording a line has it wait whole; one in doing what a panel's key asks for is said, too."""
    record = Record.apply

    def stumble(one: Record, session: Session, scene: Scene) -> Session:
        if one.entry.text == "pum":
            raise KeyError(one.entry.text)
        return record(one, session, scene)

    def stumble_at_all(*_: object) -> Session:
        raise ValueError

    monkeypatch.setattr(Record, "apply", stumble)
    monkeypatch.setattr(SetPresence, "apply", stumble_at_all)
    monkeypatch.setattr(program, "write_fault_log", lambda _: tmp_path / "kpfacil-x.log")
    async with opened() as hands:
        before = hands.session.participants
        await hands.burst("+ eka\r+ pum\r")
        assert "ohjelman vika" in hands.screen
        assert _waiting(hands) == ["+ pum"]
        await hands.press("ctrl+o", "s")
        assert hands.session.participants == before
        assert "ohjelman vika" in hands.screen
        await hands.press("escape")
        await hands.burst("\x15+ toka\r")
        assert [idea.text for idea in hands.session.ideas][-2:] == ["eka", "toka"]
    program.faults.clear()


async def test_a_line_that_the_program_stumbles_over_is_refused_and_the_meeting_goes_on(
    opened: Opens, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A fault in reading a line loses no word and ends nothing: it is said and written down once."""
    read = capture.read
    logs: list[Exception] = []

    def stumbling(line: str, *rest: object) -> capture.Reading:
        if line.startswith("pum"):
            raise KeyError(line)
        return read(line, *rest)  # type: ignore[arg-type]

    def noted(fault: Exception) -> Path:
        logs.append(fault)
        return tmp_path / "kpfacil-x.log"

    monkeypatch.setattr(capture, "read", stumbling)
    monkeypatch.setattr(capture, "complete", lambda *_: stumbling("pum"))
    monkeypatch.setattr(program, "write_fault_log", noted)
    async with opened() as hands:
        await hands.burst("eka\rpum pum\r")
        assert "ohjelman vika" in hands.screen
        assert "pum pum" in hands.screen
        assert len(logs) == len(program.faults) == 1
        await hands.burst("\x15toka")
        await hands.press("tab")
        await hands.burst("\r")
        assert [idea.text for idea in hands.session.ideas][-2:] == ["eka", "toka"]
    program.faults.clear()
