"""The capture line's widget alone: every key handled in the order typed, whole lines posted upwards."""

import asyncio
from collections.abc import AsyncIterator
from typing import ClassVar

import pytest
from textual import events
from textual.actions import SkipAction
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen

from kpfacil.tui.capture import Capture
from kpfacil.tui.shell import SteadyScreen

NAMES = {"\r": "enter", " ": "space", "\x1b": "escape", "\t": "tab"}


class Desk(App[None], inherit_bindings=False):
    """An application that only listens to the line; `panel` are the signs that its panel takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "act('next')"),
        Binding("f4,alt+4", "act('panel')"),
        Binding("ctrl+z", "act('undo')"),
        Binding("down", "act('select-down')"),
        Binding("pagedown", "act('select-pagedown')"),
        Binding("shift+tab", "act('answer-back')"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.line = Capture()
        self.heard: list[str] = []
        self.panel = ""
        self.open = 0

    def get_default_screen(self) -> Screen[None]:
        return SteadyScreen(id="_default")

    def compose(self) -> ComposeResult:
        yield self.line

    def on_mount(self) -> None:
        self.line.focus()

    async def action_take_line(self, line: str) -> None:
        await asyncio.sleep(0)
        self.heard.append(f"line {line}")

    async def action_take_paste(self, text: str) -> None:
        self.heard.append(f"paste {text}")

    async def action_act(self, name: str) -> None:
        await asyncio.sleep(0)
        self.heard.append(f"act {name}")

    async def action_panel_key(self, key: str, sign: str) -> None:
        if (sign or key) not in self.panel.split():
            raise SkipAction
        self.heard.append(f"key {sign or key}")

    async def action_step_back(self) -> None:
        if not self.open:
            raise SkipAction
        self.open -= 1
        self.heard.append("back")


class Typist:
    """Types into the line and hears what it says."""

    def __init__(self, desk: Desk, pilot: Pilot[None]) -> None:
        self.desk = desk
        self.line = desk.line
        self.heard = desk.heard
        self._pilot = pilot

    async def send(self, *keys: str) -> None:
        """Send keys at once: signs by themselves, other keys by their names."""
        for key in keys:
            self.line.post_message(events.Key(NAMES.get(key, key), key if len(key) == 1 else None))
        await self._rest()

    async def paste(self, words: str) -> None:
        """Paste words."""
        self.line.post_message(events.Paste(words))
        await self._rest()

    async def _rest(self) -> None:
        await self._pilot.pause()
        for _ in range(500):
            if not self.line.message_queue_size:
                break
            await self._pilot.pause()
        await self._pilot.pause()


@pytest.fixture
async def typist() -> AsyncIterator[Typist]:
    """A typist at a running line."""
    app = Desk()
    async with app.run_test(size=(60, 3)) as pilot:
        await pilot.pause()
        yield Typist(app, pilot)


async def test_enter_posts_the_line_and_empties_it(typist: Typist) -> None:
    """Several lines in one burst come out whole and in order."""
    await typist.send(*"yksi\rkaksi ä\r\r")
    assert typist.heard == ["line yksi", "line kaksi ä", "line "]
    assert typist.line.value == ""


async def test_editing_keys_edit_where_they_were_typed(typist: Typist) -> None:
    """Backspace, home, word and line deletion act between the letters around them."""
    await typist.send(*"abc", "backspace", "backspace", *"XY", "home", *"1", "end", *"2", "ctrl+a", "delete", "enter")
    await typist.send(*"pois", "ctrl+u", *"uusi sana", "ctrl+w", "ctrl+e", *"x", "left", "ctrl+k", "enter")
    assert typist.heard == ["line aXY2", "line uusi "]


async def test_a_selection_is_typed_over(typist: Typist) -> None:
    """What is selected gives way to what is typed or pasted."""
    await typist.send(*"vanha", "shift+home", *"u", "ctrl+shift+a")
    await typist.paste("uusi")
    await typist.send("enter")
    assert typist.heard == ["line uusi"]


async def test_keys_of_actions_are_passed_on(typist: Typist) -> None:
    """Function keys and control keys ask for their actions and leave the line alone."""
    asked = ["act next", "act undo", "act select-pagedown", "act answer-back"]
    await typist.send(*"a", "f8", "ctrl+z", "pagedown", "shift+tab", *"b", "enter", "f17")
    assert typist.heard == [*asked, "line ab"]


async def test_escape_closes_what_is_open_and_never_touches_words(typist: Typist) -> None:
    """Esc asks for the nearest thing to be closed; what was typed by hand stays in the line."""
    typist.desk.open = 1
    await typist.send(*"abc", "escape", "escape")
    assert typist.heard == ["back"]
    assert typist.line.value == "abc"


async def test_a_digit_right_after_escape_is_a_function_key(typist: Typist) -> None:
    """Where Esc had nothing to close and the line is empty, the digit at once is F2 to F9; else it is a digit."""
    await typist.send("escape", "8", "escape", "a", "8", "enter")
    assert typist.heard == ["act next", "line a8"]
    typist.desk.open = 1
    await typist.send("escape", "8", "enter", "alt+4")
    assert typist.heard[2:] == ["back", "line 8", "act panel"]


async def test_an_emptied_line_comes_back_with_one_key(typist: Typist) -> None:
    """What Ctrl+C, Ctrl+U or Ctrl+W has emptied comes back with the arrow up until another key is pressed."""
    for key in ("ctrl+c", "ctrl+u", "ctrl+w"):
        await typist.send(*"kahvit", key)
        assert typist.line.value == ""
        assert typist.line.let_go == "kahvit"
        await typist.send("up")
        assert typist.line.value == "kahvit"
        await typist.send("ctrl+c", "f8", "up")
        assert typist.line.value == ""
    assert typist.heard == ["act next", "act select-up"] * 3


async def test_ctrl_c_copies_a_selection_and_never_ends_anything(typist: Typist) -> None:
    """With something selected it is copied and the line stays; on an empty line nothing happens."""
    await typist.send(*"kahvit", "shift+home", "ctrl+c")
    assert (typist.line.value, typist.desk.clipboard) == ("kahvit", "kahvit")
    await typist.send("end", "ctrl+v", "enter", "ctrl+c", "ctrl+c")
    assert typist.heard == ["line kahvitkahvit"]
    assert typist.desk.is_running


async def test_the_panel_gets_only_what_it_knows(typist: Typist) -> None:
    """On an empty line a key is offered to the panel first; what means nothing there goes to the line."""
    typist.desk.panel = "k 5 down enter"
    await typist.send("k", "5", "down", "enter", "h", *"k5", "enter", "k")
    assert typist.heard == ["key k", "key 5", "key down", "key enter", "line hk5", "key k"]


async def test_arrows_beside_a_chosen_id_change_the_column(typist: Typist) -> None:
    """Left and right move between columns while only the chosen id stands in the line, then in the line again."""
    typist.line.set_line("I3 ", prefix="I3 ")
    await typist.send("right", "left", "enter")
    assert typist.heard == ["act column-right", "act column-left", "line I3 "]
    typist.line.set_line("I3 ", prefix="I3 ")
    await typist.send(*"+5", "left", "left", "enter")
    assert typist.heard[-1] == "line I3 +5"


async def test_an_id_that_is_mended_is_no_longer_the_chosen_one(typist: Typist) -> None:
    """A prefix that has been changed is words like any."""
    typist.line.set_line("I3 ", prefix="I3 ")
    await typist.send("backspace")
    assert typist.line.prefix == ""


async def test_several_pasted_lines_are_posted_together(typist: Typist) -> None:
    """Several lines go up at once with what stood before them; one line goes into the line."""
    await typist.send(*"a ")
    await typist.paste("yksi\r\nkaksi\r\n\r\n")
    assert typist.heard == ["paste a yksi\nkaksi\n\n"]
    await typist.paste("vain\x1b[31m tämä\n")
    assert typist.line.value == "vain[31m tämä"
    await typist.paste("\n \n")
    assert typist.line.value == "vain[31m tämä"


async def test_tab_goes_on_with_the_word(typist: Typist) -> None:
    """Tab completes by what the line was given to complete with, and asks for answers on an empty line."""
    await typist.send("tab")
    assert typist.heard == ["act answer"]
    await typist.send(*"li", "tab")
    assert typist.line.value == "li"
    typist.line.completer = lambda line, cursor: ("Liisa: ", 7) if line == "li" and cursor == 2 else None
    await typist.send("tab", *"a", "tab")
    assert typist.line.value == "Liisa: a"
