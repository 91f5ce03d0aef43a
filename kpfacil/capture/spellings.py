"""How one person or party may be called: names, initials, other spellings and inflected forms, all folded."""

import re
from collections.abc import Iterable, Iterator

from kpfacil.model import grammar, people, value
from kpfacil.model.fold import fold
from kpfacil.model.inflection import forms, plurals

_INITIALS = re.compile(r"[^\W\d_]")
_MOST_FIRST_INITIALS = 3
_SHORTEST_PEOPLE = 3
NOT_INITIAL = re.compile(r"[.\s-]")
"""What may stand between initials."""


@value.frozen()
class Spellings:
    """One person or party: the folded names, and the names as they are written, the full one first."""

    handle: str
    full: tuple[str, ...]
    shown: tuple[str, ...]
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    is_party: bool = False
    party: str = ""

    @classmethod
    def person(cls, person: people.Participant) -> "Spellings":
        """Return how a person may be called."""
        name = fold(person.name)
        words = name.split()
        last: tuple[str, ...] = ()
        if len(words) > 1:
            particle = next((at for at, word in enumerate(words[1:-1], start=1) if word in people.NAME_PARTICLES), None)
            last = (words[-1],) if particle is None else (words[-1], " ".join(words[particle:]))
        return cls(
            handle=person.id,
            party=person.party,
            full=(name,) if name else (),
            written=once(_spellings(words, last)),
            shown=(person.name, person.first_name) if name else (),
            first=once(form for form in (*words[:1], " ".join(words[:-1])) if form),
            last=last,
        )

    @classmethod
    def body(cls, party: people.Party) -> "Spellings":
        """Return how a party may be called."""
        name, bare = fold(party.name), people.bare_name(party.name)
        return cls(
            handle=party.id,
            full=once(filter(None, (name, fold(bare)))),
            shown=(party.name,) if name else (),
            heads=once(word for head in (*people.heads_of(bare), fold(bare)) if head for word in _head_words(head)),
            is_party=True,
        )

    def initials(self) -> Iterator[str]:
        """Yield the initials, of double names both ways, `alm` and `am`, and first names that are written so: `jp`."""
        for name in (*self.full, *(name for name in self.first if "-" in name)):
            for words in (name.split(), name.replace("-", " ").split()):
                yield "".join(word[0] for word in words if _INITIALS.match(word))
        bare = (NOT_INITIAL.sub("", name) for name in self.first)
        yield from (name for name in bare if 1 < len(name) <= _MOST_FIRST_INITIALS)

    def places(self) -> Iterator[str]:
        """Yield the words in a genitive that stand before another in a party's name."""
        if self.is_party:
            yield from (word for name in self.full for word in name.split()[:-1] if word.endswith("n"))

    def halves(self) -> Iterator[str]:
        """Yield the inflected forms of the first half of a double first name: `annalle` of Anna-Liisa."""
        for name in self.first[:1]:
            first, hyphen, _ = name.partition("-")
            yield from forms(first, given=True) if hyphen else ()

    def forms(self) -> Iterator[str]:
        """Yield the inflected forms."""
        for name in self.first:
            yield from forms(name, given=True)
        for name in (*self.last, *self.heads, *self.written[1:2]):
            yield from forms(name)
        for name in self.full:
            if self.is_party or self.last:
                yield from forms(name)
        if self.is_party:
            yield from forms(fold(self.handle))


def _head_words(head: str) -> Iterator[str]:
    """Yield what a party is called by a head word: itself, in short, and its people, `martat` of `marttayhdistys`."""
    yield from (head, *grammar.words_of(f"abbreviated.{head}"))
    for body in grammar.words_of("body"):
        people_of = head.removesuffix(body)
        if _SHORTEST_PEOPLE < len(people_of) < len(head) and people_of.isalpha():
            yield from plurals(people_of)


def _spellings(words: list[str], last: tuple[str, ...]) -> Iterator[str]:
    """Yield the other ways to write a person's whole name: without what stands between, by an initial, turned round."""
    for surname in last:
        first, initial = words[0], words[0][0]
        yield from (f"{first} {surname}", f"{initial} {surname}", f"{surname} {first}", f"{surname} {initial}")
        if "-" in surname:
            yield f"{first} {''.join(part[:1] for part in surname.split('-'))}"
        given = re.split(r"[ -]", " ".join(words).removesuffix(surname).strip())
        for initials in (between.join(part[:1] for part in given) for between in ("", "-")):
            yield from (f"{initials} {surname}", f"{surname} {initials}")


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in their order, each once."""
    return tuple(dict.fromkeys(names))
