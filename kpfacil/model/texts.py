"""The program's own sentences in the room's language, found by key."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """A catalogue of whole sentences in one language; keys are dotted, placeholders are `{named}`."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, **named: object) -> str:
        """Return the sentence of a key with its placeholders filled; people's words go in as values, never as keys.

        Raises `KeyError` where the catalogue has no such sentence.
        """
        sentence = self.sentences[key]
        return sentence.format_map({name: str(thing) for name, thing in named.items()}) if named else sentence

    def count(self, key: str, number: int, **named: object) -> str:
        """Return the sentence for one thing (`key.one`) or for many (`key.other`), with `{n}` filled."""
        return self.say(f"{key}.one" if number == 1 else f"{key}.other", n=number, **named)

    def knows(self, key: str) -> bool:
        """Return whether the catalogue has a sentence of that key."""
        return key in self.sentences
