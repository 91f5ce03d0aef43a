"""The command palette: every action of the table of keys, found by its name."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from kpfacil.model.texts import Texts
from kpfacil.tui.keys import KEYS, Key


def palette(texts: Texts, act: Callable[[str], None], keys: Sequence[Key] = KEYS) -> CommandPalette:
    """Return the palette's screen; `act` is called with the chosen action."""
    shown = [key for key in keys if key.palette]

    class Actions(Provider):
        """The actions in the room's language."""

        async def discover(self) -> Hits:
            """Yield every action."""
            for key in shown:
                yield DiscoveryHit(_name(key, texts), partial(act, key.action), help=_help(key, texts))

        async def search(self, query: str) -> Hits:
            """Yield the actions whose name or sentence fits what was typed."""
            matcher = self.matcher(query)
            found = False
            for key in shown:
                name, sentence = _name(key, texts), _help(key, texts)
                score = max(matcher.match(name), matcher.match(sentence))
                if score > 0:
                    found = True
                    yield Hit(score, matcher.highlight(name), partial(act, key.action), help=sentence)

            if not found:
                yield Hit(1, texts.say("palette.none"), partial(act, ""), help=texts.say("palette.search"))

    return CommandPalette([Actions], placeholder=texts.say("palette.search"))


def _name(key: Key, texts: Texts) -> str:
    label = texts.say(f"key.{key.action}")
    return f"{label} ({key.shown})" if key.shown else label


def _help(key: Key, texts: Texts) -> str:
    return texts.say(f"key-help.{key.action}")
