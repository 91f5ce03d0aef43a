"""The capture line's widget alone: every key handled in the order typed, whole lines posted upwards."""

from collections.abc import AsyncIterator

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from kpfacil.tui.do import Act, Entered, Pasted, Pressed, Told, Typed
from kpfacil.tui.widgets.capture import Capture

NAMES = {"\r": "enter", " ": "space", "\x1b": "escape", "\t": "tab"}


class Desk(App[None]):
    """An application that only listens to the line."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Capture()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.line

    def on_mount(self) -> None:
        self.line.focus()

    @on(Told)
    def _told(self) -> None:
        self.line.go_on()

    @on(Entered)
    def _entered(self, message: Entered) -> None:
        self.heard.append(f"line {message.line}")

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        self.heard.append(f"paste {message.text}")

    @on(Act)
    def _act(self, message: Act) -> None:
        self.heard.append(f"act {message.action}")

    @on(Pressed)
    def _pressed(self, message: Pressed) -> None:
        self.heard.append(f"key {message.key}")

    @on(Typed)
    def _typed(self, message: Typed) -> None:
        del message


class Typist:
    """Types into the line and hears what it says."""

    def __init__(self, desk: Desk, pilot: Pilot[None]) -> None:
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
            if not any([self.line._asked, len(self.line._ahead), self.line.message_queue_size]):
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
    asked = ["act next", "act undo", "act select-up", "act select-pagedown", "act answer-back"]
    await typist.send(*"a", "f8", "ctrl+z", "up", "pagedown", "shift+tab", *"b", "enter", "f17")
    assert typist.heard == [*asked, "line ab"]


async def test_escape_tells_whether_words_were_let_go(typist: Typist) -> None:
    """Esc on words only empties the line; on an empty one it steps back."""
    await typist.send(*"abc", "escape", "escape")
    assert typist.heard == ["act escape-line", "act escape"]
    assert typist.line.value == ""


async def test_a_panel_that_listens_gets_small_letters(typist: Typist) -> None:
    """Letters, digits and arrows go to the panel while the line is empty; a capital or a sign begins a line."""
    typist.line.panel_listens = True
    await typist.send("k", "5", "down", "enter", "ä", "tab", *"Liisa: k", "enter", "k")
    assert typist.heard == ["key k", "key 5", "key down", "key enter", "key ä", "act answer", "line Liisa: k", "key k"]


async def test_a_prompt_begins_a_line(typist: Typist) -> None:
    """A key that asks for words begins the line with what is known; the words go into it."""
    typist.line.panel_listens = True
    typist.line.prompts = {"v": "S1 liisa: varauma: ", "n": ""}
    await typist.send("v", *"raha", "enter", "n", *"nimi", "enter")
    assert typist.heard == ["key v", "line S1 liisa: varauma: raha", "key n", "line nimi"]


async def test_escape_gives_the_keys_back_to_the_line(typist: Typist) -> None:
    """After Esc small letters are words again."""
    typist.line.panel_listens = True
    await typist.send("escape", *"kahvit", "enter")
    assert typist.heard == ["key escape", "line kahvit"]


async def test_the_panels_key_gives_and_takes_the_keys(typist: Typist) -> None:
    """F4 gives the keys to the panel, again and they are the line's."""
    await typist.send("f4", "k", "f4", *"k", "enter")
    assert typist.heard == ["act panel", "key k", "act panel", "line k"]


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
