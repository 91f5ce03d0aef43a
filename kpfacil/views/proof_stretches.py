"""The stretches of a text that are places: apart from each other, and counted by what is written in them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kpfacil.model.value import frozen
from kpfacil.views.proof_shapes import PlaceKind

Stretch = tuple[int, int, PlaceKind, bool]
"""Where a place begins and ends, its kind, and whether it can be nothing else."""


@frozen()
class ProofPlace:
    """One stretch of a text: `word` as it stands there, the `nth` so written, from `start` to `end`."""

    start: int
    end: int
    word: str
    nth: int
    kind: PlaceKind
    certain: bool

    @property
    def tells_whole_name(self) -> bool:
        """Return whether it is covered until something else is decided: it may be all of somebody's name or address."""
        return self.kind in ("name", "mail") and len(self.word.split()) > 1


def as_places(text: str, stretches: Iterable[Stretch]) -> Iterator[ProofPlace]:
    """Yield the stretches of a text as places, those that overlap as one."""
    for start, stop, kind, certain in widest(stretches):
        word = text[start:stop]
        nth = 1 + sum(other < start for other in stands(text, word))
        yield ProofPlace(start, stop, word, nth, kind, certain)


def widest(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches apart, those that overlap as one; what holds something certain is certain, a name a name."""
    whole: Stretch | None = None
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if whole is None or one[0] >= whole[1]:
            yield from [whole] if whole else ()
            whole = one
        else:
            kind = one[2] if whole[2] == "stranger" else whole[2]
            whole = (whole[0], max(whole[1], one[1]), kind, one[3] or whole[3])
    yield from [whole] if whole else ()


def rewrite(text: str, places: Sequence[ProofPlace], words: Callable[[ProofPlace], str]) -> str:
    """Return a text with other words in places of it, which stand in their order."""
    for place in reversed(places):
        text = text[: place.start] + words(place) + text[place.end :]
    return text


def stands(text: str, word: str) -> list[int]:
    """Return where a word or several stand in a text as they are, whatever they are there."""
    return [match.start() for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text)]
