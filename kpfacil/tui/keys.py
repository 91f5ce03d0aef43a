"""One table of actions: key, label, help. The key bar, the help and the palette are made of it; and what F4 opens."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from kpfacil.model.meeting import StepKind
from kpfacil.model.process import Step
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen


@frozen()
class Key:
    """An action and the keys that ask for it; `bar` is its place in the key bar, 0 where it stands only in the help.

    Its words are found in the texts under `key.<action>` (label) and `key-help.<action>` (one sentence).
    """

    action: str
    keys: tuple[str, ...] = ()
    bar: int = 0
    palette: bool = True

    @property
    def shown(self) -> str:
        """How its first key is written: `F1`, `^O`, `Alt+0`; empty where it has none."""
        first = "".join(self.keys[:1])
        return f"^{first[-1].upper()}" if first.startswith("ctrl+") else first.capitalize()


KEYS: tuple[Key, ...] = (
    Key("help", ("f1", "ctrl+g"), bar=1),
    Key("kind", ("f2", "alt+2"), bar=5),
    Key("notes", ("f3", "alt+3"), bar=11),
    Key("panel", ("f4", "alt+4"), bar=4),
    Key("timer", ("f5", "alt+5"), bar=6),
    Key("minute", ("f6", "alt+6"), bar=9),
    Key("back", ("f7", "alt+7"), bar=3),
    Key("next", ("f8", "alt+8"), bar=2),
    Key("jump", ("f9", "alt+9"), bar=8),
    Key("people", ("ctrl+o",), bar=10),
    Key("undo", ("ctrl+z",), bar=7),
    Key("redo", ("ctrl+y",), bar=13),
    Key("memo", ("f12", "ctrl+n"), bar=12),
    Key("wall", ("ctrl+b",), bar=14),
    Key("resources", ("ctrl+r",), bar=15),
    Key("check", ("ctrl+l",), bar=16),
    Key("heard", ("ctrl+f",), bar=17),
    Key("theme", ("ctrl+t",), bar=18),
    Key("proof"),
    Key("table"),
    Key("meeting"),
    Key("language"),
    Key("narikka"),
    Key("blank-wall", ("alt+0",)),
    Key("turn-wall", ("alt+1",)),
    Key("skip-sending"),
    Key("board"),
    Key("group"),
    Key("consent"),
    Key("review"),
    Key("readback"),
    Key("round"),
    Key("closing-round"),
    Key("self-check"),
    Key("palette", ("ctrl+p",), bar=19, palette=False),
    Key("quit", ("ctrl+q",), bar=20),
)

_SHARED = ("help", "kind", "theme", "language", "palette", "quit")
SCRIBE_KEYS: tuple[Key, ...] = (*(key for key in KEYS if key.action in _SHARED), Key("take-back", ("ctrl+z",), bar=7))
"""The keys of a seat whose lines are recorded elsewhere."""

MOVING: dict[str, str] = {
    "down": "select-down",
    "pageup": "select-pageup",
    "pagedown": "select-pagedown",
    "shift+tab": "answer-back",
}
"""Keys that move on the board or through the answers; ↑ asks the capture line first."""

EDITING: dict[str, str] = {
    "backspace,ctrl+h": "delete_left",
    "delete,ctrl+d": "delete_right",
    "left": "column(-1)",
    "right": "column(1)",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "ctrl+left,alt+left": "cursor_left_word",
    "ctrl+right,alt+right": "cursor_right_word",
    "alt+delete,ctrl+delete": "delete_right_word",
    "home,ctrl+a": "home",
    "end,ctrl+e": "end",
    "shift+home": "home(True)",
    "shift+end": "end(True)",
    "ctrl+u,super+backspace": "delete_left_all",
    "ctrl+k": "delete_right_all",
    "ctrl+w,ctrl+backspace,alt+backspace": "delete_left_word",
    "ctrl+shift+a": "select_all",
    "ctrl+x": "cut",
    "ctrl+v": "paste_copied",
}
"""What the editing keys do in the capture line, in the order in which they were typed."""


def bindings(keys: Sequence[Key]) -> list[BindingType]:
    """Return what Textual binds: the actions by their keys, and what moves on the board."""
    acts = {",".join(one.keys): one.action for one in keys if one.keys}
    return [Binding(key, f"act('{name}')", show=False) for key, name in (acts | MOVING).items()]


def palette(texts: Texts, act: Callable[[str], None], keys: Sequence[Key]) -> CommandPalette:
    """Return the palette's screen; `act` is called with the chosen action."""
    told = [(key.action, _name(key, texts), texts.say(f"key-help.{key.action}")) for key in keys if key.palette]

    class Actions(Provider):
        """The actions in the room's language."""

        async def discover(self) -> Hits:
            """Yield every action."""
            for action, name, sentence in told:
                yield DiscoveryHit(name, partial(act, action), help=sentence)

        async def search(self, query: str) -> Hits:
            """Yield the actions whose name or sentence fits what was typed."""
            matcher = self.matcher(query)
            found = False
            for action, name, sentence in told:
                score = max(matcher.match(name), matcher.match(sentence))
                if score > 0:
                    found = True
                    yield Hit(score, matcher.highlight(name), partial(act, action), help=sentence)

            if not found:
                yield Hit(1, texts.say("palette.none"), partial(act, ""), help=texts.say("palette.search"))

    return Palette([Actions], placeholder=texts.say("palette.search"))


class Palette(CommandPalette):
    """The list of actions; keys that come before its line has the focus are taken then."""

    def on_mount(self) -> None:
        """Begin to keep the keys that come too early."""
        self.ahead = list[events.Key]()

    def on_key(self, event: events.Key) -> None:
        """Keep a key that comes too early."""
        if self.focused is None:
            self.ahead.append(event)

    def on_descendant_focus(self) -> None:
        """Take the keys that came too early, in their order."""
        for event in self.ahead:
            self.app.post_message(events.Key(event.key, event.character))
        self.ahead.clear()


def _name(key: Key, texts: Texts) -> str:
    label = texts.say(f"key.{key.action}")
    return f"{label} ({key.shown})" if key.shown else label


SHOWN: dict[StepKind, str] = {
    "round": "round",
    "silent": "silent",
    "review": "review",
    "group": "group",
    "vote": "group",
    "read-back": "readback",
    "close": "check",
}
"""The panel that stands on the stage by itself in a step of that kind."""
OPENED: dict[StepKind, str] = {"collect": "group", "agree": "consent", "talk": "resources"}
"""The panel that F4 opens in a step of that kind."""
ASKING = ("goal", "rules", "choice")
"""The steps that ask for a fact of the table: F4 opens the panel of those."""
ELSE = "people"
"""The panel that F4 opens in any other step."""


def opened_by(step: Step) -> str:
    """Return the panel that F4 opens in a step where the board shows."""
    if step.records == "offer" and step.kind == "collect":
        return "resources"
    return "table" if step.id in ASKING or step.records == "rule" else OPENED.get(step.kind, ELSE)
