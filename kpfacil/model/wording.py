"""Whether new words say the same as the old ones: an answer given to words is not carried to others."""

from dataclasses import replace
from typing import TypeVar

from kpfacil.model.entries import Agreement, Consent, Hands, Task

_AROUND = ".,:;!?()[]\"'”’»«"
_LONG = 5
_MOST = 3


def is_slip(old: str, new: str) -> bool:
    """Return whether new words only mend a slip: at most three letters inside one word of five letters or more.

    Case, and what stands around a word, do not count. No word is added, taken away or replaced, and no digit changed.
    """
    before, after = _words(old), _words(new)
    if len(before) != len(after):
        return False
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return len(changed) < 2 and all(_is_mended(one, other) for one, other in changed)  # noqa: PLR2004 - one word


def reword_agreement(entry: Agreement, text: str) -> Agreement:
    """Return an agreement in new words: answers stay with the words they were given to, unless a slip is mended.

    Answers given to these very words before count again. Words that were not agreed on are open once more.
    """
    kept = keeps_answers(entry, text)
    hands = entry.hands and _with_words(entry.hands, entry.text, text)
    consent = tuple(_with_words(one, entry.text, text) for one in entry.consent)
    state = entry.state if kept and is_slip(entry.text, text) else "open"
    return replace(_keep_stamp(entry, text, kept=kept), state=state, consent=consent, hands=hands)


def reword_task(task: Task, text: str) -> Task:
    """Return a task in new words: its owner's yes stays where they mend a slip in the words that it was given to."""
    return _keep_stamp(task, text, kept=keeps_answers(task, text))


def answered_words(entry: Agreement | Task) -> frozenset[str]:
    """Return the words that the answers, the show of hands and the stamp were given to which count now."""
    words = {entry.confirmed_text or entry.text} if entry.confirmed else set()
    if isinstance(entry, Agreement):
        words |= {consent.given or entry.text for consent in entry.answers}
        if entry.hands is not None and not entry.hands.text:
            words.add(entry.hands.given or entry.text)
    return frozenset(words)


def keeps_answers(entry: Agreement | Task, text: str) -> bool:
    """Return whether new words mend no more than a slip in the words of every answer that counts now."""
    return all(is_slip(words, text) for words in answered_words(entry))


_Stamped = TypeVar("_Stamped", Agreement, Task)
_Given = TypeVar("_Given", Consent, Hands)


def _keep_stamp(entry: _Stamped, text: str, *, kept: bool) -> _Stamped:
    confirmed = entry.confirmed and kept
    words = entry.confirmed_text or entry.text
    return replace(entry, text=text, confirmed=confirmed, confirmed_text=words if confirmed and words != text else "")


def _with_words(answer: _Given, old: str, new: str) -> _Given:
    """Return an answer to the old words as it stands under the new ones."""
    words = answer.text or answer.given or old
    if words == new:
        return replace(answer, text="", given="")
    if not answer.text and is_slip(words, new):
        return replace(answer, given=words)
    return replace(answer, text=words, given="")


def _words(text: str) -> list[str]:
    words = (word.strip(_AROUND).casefold() for word in text.split())
    return [word for word in words if word]


def _is_mended(old: str, new: str) -> bool:
    short = min(len(old), len(new))
    if short < _LONG or not (old.isalpha() and new.isalpha()):
        return False
    # Of five letters three changed are another word.
    return _distance(old, new) <= min(_MOST, (short - 1) // 2)


def _distance(old: str, new: str) -> int:
    """Return how many letters have to be changed, added or taken away."""
    row = list(range(len(new) + 1))
    for at, letter in enumerate(old, start=1):
        above, row[0] = row[0], at
        for place, other in enumerate(new, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != other))
    return row[-1]
