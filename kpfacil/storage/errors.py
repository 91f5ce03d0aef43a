"""What can go wrong with files, as errors that carry a key of the texts and what the sentence names."""

from collections.abc import Mapping
from pathlib import Path

from kpfacil.model.text import clean_line
from kpfacil.model.texts import Texts
from kpfacil.rules.integrity import Fault

_LONGEST_SHOWN = 300
_WHOLE = ("path", "folder", "reason")


class StorageError(Exception):
    """A file or folder that cannot be used; `key` and `details` become a sentence where there are texts."""

    def __init__(self, key: str, details: Mapping[str, str] | None = None) -> None:
        super().__init__(key, dict(details or {}))
        self.key = key
        self.details: Mapping[str, str] = details or {}

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return what to tell the user: one sentence here, one for each fault of an unreadable file."""
        return (_say(texts, self.key, self.details),)


class Unreadable(StorageError):  # noqa: N818 - what the file is, as `Refused` says what a command was
    """A file that is not a session: every fault found in it. `path` is known when it was read from the disk."""

    def __init__(self, faults: tuple[Fault, ...], path: Path | None = None) -> None:
        super().__init__("fault.unreadable", {"path": str(path or ""), "n": str(len(faults))})
        self.faults = faults
        self.path = path

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return a line for each fault: path, line or key, and the sentence that says what to do."""
        return tuple(self._sentence(fault, texts) for fault in self.faults)

    def _sentence(self, fault: Fault, texts: Texts) -> str:
        where = "fault.at-key"
        if fault.line is not None:
            where = "fault.at-line-and-key" if fault.path else "fault.at-line"
        elif not fault.path:
            where = "fault.at-file"
        named = {"path": str(self.path or ""), "place": fault.path, "line": str(fault.line or "")}
        return _say(texts, where, {**named, "reason": reason(fault, texts)})


def reason(fault: Fault, texts: Texts) -> str:
    """Return the sentence of a fault, without the place."""
    return _say(texts, fault.key, fault.details)


def _say(texts: Texts, key: str, details: Mapping[str, str]) -> str:
    """Say a sentence with what the file itself says made fit to be shown."""
    shown = {name: clean_line(words) for name, words in details.items()}
    cut = {name: words if name in _WHOLE else words[:_LONGEST_SHOWN] for name, words in shown.items()}
    return texts.say(key, **cut) if cut else texts.say(key)
