"""Whether new words say the same as the old ones: an answer given to words is not carried to others."""

from dataclasses import replace

from kpfacil.model.entries import Agreement

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


def reworded(entry: Agreement, text: str) -> Agreement:
    """Return an agreement in new words: answers stay with the words they were given to, unless a slip is mended.

    Answers given to these very words before count again. Words that were not agreed on are open once more.
    """
    if is_slip(entry.text, text):
        return replace(entry, text=text)

    def kept(words: str) -> str:
        asked = words or entry.text
        return "" if asked == text else asked

    consent = tuple(replace(one, text=kept(one.text)) for one in entry.consent)
    hands = entry.hands and replace(entry.hands, text=kept(entry.hands.text))
    return replace(entry, text=text, state="open", confirmed=False, consent=consent, hands=hands)


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
