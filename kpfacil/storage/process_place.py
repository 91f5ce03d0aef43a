"""A place in a process file: a table with the dotted key that leads to it, asked for values of a known kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kpfacil.model.process import Localized
from kpfacil.model.text import LONGEST, clean_line
from kpfacil.storage.errors import StorageError

W = TypeVar("W", bound=str)

_LONGEST_STEP = 24 * 60 * 60


class ContentError(StorageError):
    """A process file that cannot be used: `path`, and the key of the sentence that names place and reason."""

    def __init__(self, fault: str, path: Path, **named: object) -> None:
        """Take the last part of the sentence's key, the file, and what the sentence names."""
        details = {name: str(thing) for name, thing in named.items()}
        super().__init__(f"process.fault.{fault}", {"path": str(path), **details})
        self.path = path


@dataclass(frozen=True, slots=True)
class Spoken:
    """The codes of the languages a text may be given in, and texts that stand elsewhere, by their dotted place."""

    languages: tuple[str, ...]
    words: Mapping[str, object]


class Place:
    """One table of the file; every method raises `ContentError` with path and key where a value is of another kind."""

    def __init__(self, path: Path, where: str, values: Mapping[str, object], spoken: Spoken) -> None:
        """Take the file, the dotted key of the table, its values, and what is known of texts."""
        self._path = path
        self._where = where
        self._values = values
        self._spoken = spoken

    def fault(self, reason: str, name: str = "", **named: object) -> ContentError:
        """Return the error that names this file and the key."""
        return ContentError(reason, self._path, where=self._at(name), **named)

    def has(self, name: str) -> bool:
        """Return whether the key is there."""
        return name in self._values or self._at(name) in self._spoken.words

    def only(self, known: Iterable[str]) -> None:
        """See that the table has no other keys: a misspelt one would silently do nothing."""
        names = tuple(known)
        for name in self._values:
            if name not in names:
                raise self.fault("unknown-key", name, found=name, known=", ".join(names))

    def table(self, name: str) -> "Place":
        """Return an inner table, empty where there is none."""
        found = self._values.get(name, {})
        if not isinstance(found, dict):
            raise self.fault("not-a-table", name)
        return Place(self._path, self._at(name), found, self._spoken)

    def tables(self, name: str) -> list["Place"]:
        """Return the tables of an array, each called by its id, else by its number from 1 on."""
        found = self._values.get(name)
        if not isinstance(found, list):
            raise self.fault("not-a-list", name)
        places: list[Place] = []
        for number, inner in enumerate(found, start=1):
            if not isinstance(inner, dict):
                raise self.fault("not-a-table", f"{name}.{number}")
            called = inner.get("id")
            where = self._at(f"{name}.{called if isinstance(called, str) else number}")
            places.append(Place(self._path, where, inner, self._spoken))
        return places

    def line(self, name: str, default: str | None = None) -> str:
        """Return a short text; without a default it has to be there."""
        found = self._value(name, default)
        if not isinstance(found, str):
            raise self.fault("not-a-text", name)
        return clean_line(found)

    def word(self, name: str, known: Mapping[str, W], default: W) -> W:
        """Return one of the known words."""
        found = self.line(name, default)
        if found not in known:
            raise self.fault("unknown-word", name, found=found, known=", ".join(known))
        return known[found]

    def number(self, name: str) -> int:
        """Return a whole number from 0 on, 0 where there is none."""
        found = self._values.get(name, 0)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _LONGEST_STEP:
            raise self.fault("not-a-number", name, found=found)
        return found

    def text(self, name: str, default: Localized | None = None) -> Localized:
        """Return a text: a table by languages, of which one may serve for the others, or plain words."""
        found = self._value(name, default)
        return found if isinstance(found, Localized) else self._localized(found, name)

    def texts(self, name: str, default: tuple[Localized, ...]) -> tuple[Localized, ...]:
        """Return a list of texts."""
        if not self.has(name):
            return default
        found = self._value(name, None)
        if not isinstance(found, list):
            raise self.fault("not-a-list", name)
        return tuple(self._localized(words, f"{name}.{number}") for number, words in enumerate(found, start=1))

    def _value(self, name: str, default: object) -> object:
        if not self.has(name) and default is None:
            raise self.fault("missing", name)
        return self._values.get(name, self._spoken.words.get(self._at(name), default))

    def _localized(self, found: object, name: str) -> Localized:
        words: dict[str, object] = found if isinstance(found, dict) else {"": found}
        Place(self._path, self._at(name), words, self._spoken).only((*self._spoken.languages, *words.keys() & {""}))
        texts = {code: text for code, text in words.items() if isinstance(text, str) and text.strip()}
        if not words or len(texts) < len(words) or any(len(text) > LONGEST for text in texts.values()):
            raise self.fault("not-a-text", name)
        return Localized(texts)

    def _at(self, name: str) -> str:
        return ".".join(part for part in (self._where, name) if part)
