"""Words in a file that are none of those a key takes, and how a value is shown."""

import difflib

from kpfacil.rules.integrity import Fault
from kpfacil.storage.lines import literal


def word_fault(path: str, name: str, word: object, allowed: list[str]) -> Fault:
    """Return the fault of a word that is not among those a key takes, with the one that may have been meant."""
    if not isinstance(word, str):
        return Fault(path, "fault.word-type", {"name": name, "words": ", ".join(allowed)})
    details = {"name": name, "word": word, "words": ", ".join(allowed)}
    near = difflib.get_close_matches(word.casefold(), allowed, n=1)
    return Fault(path, "fault.word-near", {**details, "near": near[0]}) if near else Fault(path, "fault.word", details)


def text_of(raw: object) -> str:
    """Return a value as it may have been written in the file, for showing it and for finding its right form."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, dict):
        return "{…}"
    if isinstance(raw, (list, tuple)):
        return "[…]"
    return literal(raw) if not isinstance(raw, int) or abs(raw) < 2**63 else "…"
