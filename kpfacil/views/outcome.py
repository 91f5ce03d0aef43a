"""What an operation on an entry does, in words: before Enter in the hint, after it as what was done."""

from collections.abc import Iterator

from kpfacil.capture import Reading
from kpfacil.model.dates import due_words, long_date
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

_A_YEAR = 365
_VALUES = {"consent": ("answer",), "state": ("state", "goal-state")}
"""Where the words of an act's values stand, if not under the act's own name."""


def act_words(reading: Reading, texts: Texts) -> str:
    """Return what is done to an entry, such as `I3 pisteet +5`; empty where a line records something new."""
    if reading.act in ("", "add") or not texts.knows(f"act.{reading.act}"):
        return ""
    return texts.say(f"act.{reading.act}", id=reading.entry, value=_value(reading, texts))


def detail_words(reading: Reading, session: Session, texts: Texts, *, short: bool = False) -> Iterator[str]:
    """Yield by when and under which theme; a day that is past or more than a year on is said with its year.

    In short the day goes without the words that were said beside it.
    """
    said = "" if short and reading.due else reading.due_text
    when = due_words(reading.due, said, texts.locale)
    if reading.due and not said and not 0 <= (reading.due - session.meeting.date).days < _A_YEAR:
        when = long_date(reading.due, texts.locale)
    if when:
        yield texts.say("hint.due-words" if said else "hint.due", day=when)
    if reading.theme:
        yield texts.say("hint.theme", theme=reading.theme)


def _value(reading: Reading, texts: Texts) -> str:
    """Return the value's word in the screen's language; a number or the user's own words stand as they are."""
    keys = (f"word.{group}.{reading.value}" for group in _VALUES.get(reading.act, (reading.act,)))
    return next((texts.say(key) for key in keys if texts.knows(key)), reading.value)
