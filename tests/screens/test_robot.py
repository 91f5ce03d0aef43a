"""A robot at the facilitator's screen: whatever is pressed, clicked and pasted in whatever order, no words are lost.

`KPFACIL_FULL=1` has it go on for longer than the few steps of the tests, `KPFACIL_SEED` go other ways.
"""

import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from textual import events

from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.storage.encode import encode
from kpfacil.tui import lines
from kpfacil.tui.asked import Act, Asked, GiveAnswer
from kpfacil.tui.panels.registry import PANELS
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.views.audience import audience
from tests.fakes import PROCESS, a_meeting, a_session
from tests.scale import chance, count
from tests.screens.test_facilitator_app import Hands, Opens
from tests.screens.test_facilitator_app import opened as opened  # noqa: PLC0414  the fixture

STEPS = count(120, 900)
DELETING = ("backspace", "delete", "ctrl+u", "ctrl+w", "ctrl+k", "ctrl+x")
"""Keys with which the typist deletes: what they take is not missed, but that it comes back is another test's."""
KEYS = (
    *("enter",) * 6,
    *("escape",) * 4,
    *("tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "space"),
    *("ctrl+c", "ctrl+a", "ctrl+e", "shift+home", "ctrl+shift+a"),
    *("f1", "f2", "f3", "f4", "f4", "f5", "f6", "f7", "f8", "f9", "alt+4", "alt+8"),
    *("ctrl+o", "ctrl+r", "ctrl+l", "ctrl+f", "ctrl+z", "ctrl+y", "ctrl+t"),
    *DELETING,
)
LETTERS = "abcdefhijklmnoprstuvxyzåäö0123456789"
BEGINNINGS = ("", "+ ", "= ", "! liisa: ", "> ", "; ", "? ", "pekka: ", "Pekko: ", "I9 : ", "S1 ", "a: ", ": ")
EMPTYING = (("end", "ctrl+u"), ("home", "ctrl+k"), ("end", "ctrl+c"), ("ctrl+shift+a",), ("ctrl+shift+a", "ctrl+x"))
"""Keys that take the whole line out, or mark it, so that the next sign stands instead of it."""
ANSWERING = ("key enter", "key ctrl+z", "key ctrl+y", "click", "letter", "paste")
"""Steps in which a waiting line may be answered, let go, or mended to other words."""
SIZES = ((60, 20), (80, 24), (120, 36), (200, 50))
NOT_CLICKED = ("quit", "palette", "wall", "memo")
"""What would leave the screen or the machine."""


class Robot:
    """Acts at random and remembers the words that it has typed; each of them is one of a kind."""

    def __init__(self, hands: Hands, seed: int) -> None:
        self.hands = hands
        self.chance = chance(f"robot {seed}")
        self.words: set[str] = set()
        self.number = 0
        self.typed = ""
        """What the last step has put before the cursor of a line that was begun already."""

    def word(self) -> str:
        """Return a word that nobody has typed before; its capital begins a line, whoever listens."""
        self.number += 1
        made = f"Zq{self.number}w"
        self.words.add(made)
        return made

    def key(self, name: str, sign: str | None = None) -> None:
        """Press a key."""
        self.hands.app.capture.post_message(events.Key(name, sign))

    def type(self, words: str) -> None:
        """Type words."""
        self.typed = words
        for sign in words:
            self.key("space" if sign == " " else sign, sign)

    def clickable(self) -> list[Asked]:
        """Return everything on the screen that can be clicked."""
        regions = self.hands.app.query("Canvas").results()
        found = {
            span.does
            for region in regions
            for row in getattr(region, "rows", ())
            for span in (*row.spans, row)
            if span.does is not None
        }
        return sorted((one for one in found if not (isinstance(one, Act) and one.name in NOT_CLICKED)), key=repr)

    def instead(self) -> str:
        """Take out what stands in the line and enter other words, all at once."""
        words = f"{self.chance.choice(BEGINNINGS)}{self.word()}"
        for name in self.chance.choice(EMPTYING):
            self.key(name)
        self.type(words)
        self.key("enter")
        self.typed = ""
        return f"instead {words}"

    def mend(self) -> str:
        """Take the oldest waiting line back into the line."""
        acts = [reply.act for reply in lines.replies(self.hands.live.room)]
        self.hands.app.action_clicked(GiveAnswer(acts.index("edit")))
        return "mend"

    async def step(self) -> str:
        """Do something; return what it was."""
        self.typed = ""
        what = self.chance.random()
        if what < 0.04:
            return self.instead()
        if what < 0.08 and self.hands.session.pending:
            return self.mend()
        if what < 0.42:
            return self.begin() if what < 0.3 else self.letter()
        if what < 0.5 and (places := self.clickable()):
            asked = self.chance.choice(places)
            self.hands.app.action_clicked(asked)
            return f"click {asked}"
        return await self.other(what)

    def begin(self) -> str:
        """Type the beginning of a line, or on in one."""
        words = f"{self.chance.choice(BEGINNINGS)}{self.word()} {self.chance.choice(('', 'sana'))}"
        self.type(words)
        return f"type {words}"

    def letter(self) -> str:
        """Type a letter."""
        sign = self.chance.choice(LETTERS)
        self.type(sign)
        return f"letter {sign}"

    async def other(self, what: float) -> str:
        """Paste, give the screen another size, or press a key."""
        if what < 0.53:
            text = "\n".join(self.word() for _ in range(self.chance.randint(1, 3)))
            self.typed = text if "\n" not in text else ""
            self.hands.app.capture.post_message(events.Paste(text))
            return f"paste {text!r}"
        if what < 0.55:
            size = self.chance.choice(SIZES)
            await self.hands.pilot.resize_terminal(*size)
            return f"resize {size}"
        name = self.chance.choice(KEYS)
        self.key(name, " " if name == "space" else None)
        return f"key {name}"

    def there(self) -> Iterator[str]:
        """Yield every place where words may be."""
        line = self.hands.app.capture
        yield line.value
        yield line.let_go
        yield encode(self.hands.session).decode()

    def part(self, line: str, at: int) -> None:
        """Reckon that a word in whose middle something was typed has become another word, or several."""
        for word in [word for word in self.words if word in line]:
            start = line.index(word)
            if start < at < start + len(word):
                self.words.discard(word)
                made = re.findall(r"\w+", word[: at - start] + self.typed + word[at - start :])
                self.words |= {one for one in made if "Zq" in one or (one[0].isdigit() and one[-1] == "w")}


def _kept(session: Session) -> str:
    return encode(session).decode()


def _look_at_the_wall(session: Session, robot: Robot, done: list[str]) -> None:
    """See that the wall can paint what the meeting has become, within its size, in any language."""
    now, (width, height) = robot.hands.live.room.now(), robot.chance.choice((*SIZES, (160, 45)))
    texts = load_texts(robot.chance.choice(("fi", "en")))
    view = audience(session, PROCESS, now, language=texts.language)
    rows = audience_rows(view, texts, now, (width, height))
    assert len(rows) <= height, done[-12:]
    assert all(cell_len(row.plain.rstrip()) <= width for row in rows), done[-12:]


async def test_no_words_are_ever_lost(opened: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the line stays there, or is brought back with ↑, or is in the session, whatever comes next.

    Only the keys that delete take words away, and undo or a panel's own key what has been recorded. A line that waits
    goes on waiting until it is answered or mended, whatever was entered instead of it where it stood to be mended.
    """
    monkeypatch.setattr("kpfacil.tui.panels.memo.open_with_system", bool)
    for seed in range(2):
        async with opened(a_session(meeting=a_meeting(step="agree"))) as hands:
            robot = Robot(hands, seed)
            done: list[str] = []
            for _ in range(STEPS):
                waiting = {one.line for one in hands.session.pending}
                line, session, at = hands.app.capture.value, _kept(hands.session), hands.app.capture.cursor_position
                selected = not hands.app.capture.selection.is_empty
                done.append(await robot.step())
                await hands.rest()
                if line and robot.typed and not selected:
                    # Every sign stands where the cursor was, in the order in which it was typed.
                    assert hands.app.capture.value == line[:at] + robot.typed + line[at:], f"{seed} {done[-12:]}"
                    robot.part(line, at)
                if not done[-1].startswith(ANSWERING):
                    still = {one.line for one in hands.session.pending}
                    assert waiting <= still, f"{seed} {waiting - still} {done[-12:]}"
                instead = done[-1].startswith("instead")
                deleting = selected or instead or done[-1].removeprefix("key ") in DELETING
                now = "\n".join(robot.there())
                lost = [word for word in robot.words if word not in now]
                missed = [word for word in lost if word in line and not deleting]
                fresh = [word for word in lost if word not in line and word not in session and word in done[-1]]
                assert not missed, f"{seed} {missed} {done[-12:]}"
                assert not fresh or "letter" in done[-1] or (deleting and not instead), f"{seed} {fresh} {done[-12:]}"
                robot.words -= set(lost)
                _look_at_the_wall(hands.session, robot, done)
            assert hands.app.is_running
            assert hands.app.fault_log is None
            assert set(hands.live.room.panels) <= set(PANELS)
