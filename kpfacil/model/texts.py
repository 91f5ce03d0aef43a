"""The program's own sentences in the room's language, found by key."""

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from kpfacil.model import dates, process, text
from kpfacil.model.value import frozen

_STOPS = (".", "?", "!", "…")
"""What ends a sentence: after words that end so no full stop follows."""
_LONGEST_SHOWN = 300
_WHOLE = frozenset({"path", "folder", "reason", "names", "ids", "choices", "message"})
"""Details that are never cut: what is left out of them cannot be guessed."""


@frozen()
class Sentence:
    """A sentence to be said later, in the language of whoever reads it: its key, and what fills its placeholders.

    Where `count` is given, the sentence is that of `key.one` or `key.other`, with `{n}` filled.
    """

    key: str
    details: Mapping[str, "Detail"] = field(default_factory=dict)
    count: int | None = None


Detail = str | int | float | date | process.Localized | Sentence
"""What fills a placeholder: people's words and names, a number, a date, a text in several languages, a sentence."""


def with_stop(words: str) -> str:
    """Return words as a sentence: with a full stop unless they end as one does, `rf.` or `15.12.`."""
    return words if words.endswith(_STOPS) else f"{words}."


@frozen()
class Fault:
    """Why a file is refused: where, and the key and details of the sentence that says so.

    `path` is the place in the file, such as `tasks[2].due`, the first block being 1; `line` counts from 1 where known.
    """

    path: str
    key: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    line: int | None = None

    @property
    def sentence(self) -> Sentence:
        """The sentence without the place."""
        return Sentence(self.key, self.details)


@frozen()
class Texts:
    """A catalogue of whole sentences in one language; keys are dotted, placeholders are `{named}`."""

    language: str
    locale: dates.Locale
    sentences: Mapping[str, str]

    def say(self, key: str, **named: object) -> str:
        """Return the sentence of a key with its placeholders filled; people's words go in as values, never as keys.

        Raises `KeyError` where the catalogue has no such sentence.
        """
        sentence = self.sentences[key]
        words = {name: self._words(thing) for name, thing in named.items()}
        for name, thing in words.items():
            if thing.endswith(_STOPS):
                sentence = re.sub(rf"(\{{{name}\}})\.(?![.\w])", r"\1", sentence)
        return sentence.format_map(words) if words else sentence

    def count(self, key: str, number: int, **named: object) -> str:
        """Return the sentence for one thing (`key.one`) or for many (`key.other`), with `{n}` filled."""
        return self.say(f"{key}.one" if number == 1 else f"{key}.other", n=number, **named)

    def say_sentence(self, sentence: Sentence) -> str:
        """Return a sentence with its details in this language, cleaned and not too long: others may have written them.

        Raises `KeyError` where the catalogue has no such sentence.
        """
        named = {name: self._show_detail(name, detail) for name, detail in sentence.details.items()}
        if sentence.count is None:
            return self.say(sentence.key, **named)
        return self.count(sentence.key, sentence.count, **named)

    def knows(self, key: str) -> bool:
        """Return whether the catalogue has a sentence of that key."""
        return key in self.sentences

    def _words(self, thing: object) -> str:
        """Return what fills a placeholder in this language: a sentence is never shown by its key."""
        match thing:
            case process.Localized():
                return thing.in_(self.language)
            case Sentence():
                return self.say_sentence(thing)
            case _:
                return str(thing)

    def _show_detail(self, name: str, detail: Detail) -> str:
        words = text.clean_line(
            dates.plain_date(detail, self.locale) if isinstance(detail, date) else self._words(detail)
        )
        return words if name in _WHOLE or len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
