"""The people of a table as their names are written in running text, and which of these are also other words."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kpfacil.model.fold import fold
from kpfacil.model.grammar import Lexicon
from kpfacil.model.inflection import changes_grade, forms, rare_cases
from kpfacil.model.people import NAME_PARTICLES
from kpfacil.views.name_parts import NameForm, initials_of, is_last_name_first, shortened_with_particle, spelt_alike
from kpfacil.views.proof_shapes import WORD, parts_of

_SHORTEST = 2
_SURE = 3
"""A name of fewer letters, and a handle of no more, may be another word too."""
_LONG, _VOWELS = 5, "aeiouyåäö"
"""A last name of fewer letters that begins with a vowel is often another word behind a first letter."""
_AROUND = ".,()\"'”’"
_JOINTS = re.compile(r"[-']")
_ENCLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä", "s", "ni", "si", "nsa", "nsä", "mme", "nne")
"""What Finnish hangs at the end of a word, also two of them (`Liisallekin`, `Liisaltakohan`, `Liisamme`)."""
_POSSESSIVES = (("an", ("lla", "lta", "ssa", "sta")), ("än", ("llä", "ltä", "ssä", "stä")), ("en", ("lle",)))
"""What hangs only at a case's ending: `Liisallaan`, `Liisalleen`."""
_OURS = re.compile(r"(?:mme|nne|ns[aä]|ni)\Z")
_MOST_ENCLITICS = 3
_FOREIGN, _FOREIGN_ENDING = re.compile(r"[\u0370-\u058f]{3}"), 3
"""Letters of other alphabets, and how many of them an ending has at most: `Петров`, `Петровым`."""
_LOUD_HEAD, _QUIET_HEAD, _TAIL = 5, 6, 3
"""How many letters the name and the rest of a compound have: `Liisatäti`, `liisantorttu`."""


class Phrases:
    """Names of one word or several, found in texts where they stand as a whole, the last word in any of its cases."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_letter: dict[str, list[tuple[list[str], dict[str, str]]]] = {}
        for words in sorted({tuple(fold(word[0]) for word in WORD.finditer(name)) for name in names} - {()}):
            found = self._by_letter.setdefault(words[0][0], [])
            found.append(([*words[:-1]], word_forms(words[-1:])))

    def find(self, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """Yield where each begins and ends among the words of a text; it begins with a capital letter."""
        for at, word in enumerate(words):
            begun = self._by_letter.get(fold(word[0])[:1], ()) if word[0][0].isupper() else ()
            for before, forms_of_last in begun:
                *first, last = words[at : at + len(before) + 1]
                meant = without_enclitics(fold(last[0]))
                if [fold(one[0]) for one in first] == before and any(bare in forms_of_last for bare in meant):
                    yield word.start(), last.end()


class NameForms:
    """Looks a word up among the names of people who have not agreed to be named in public, given by id and name.

    `words` are the folded forms of words that are nobody's name, `titles` the folded words of the names that the
    table and its parties have: a name among them is another word too.
    """

    def __init__(
        self, people: Iterable[tuple[str, str]], lexicon: Lexicon, words: Container[str], titles: frozenset[str]
    ) -> None:
        self._lexicon = lexicon
        self.words = words
        self._titles = frozenset(word_forms(titles))
        self._forms: dict[str, list[NameForm]] = {}
        self._stems: dict[str, list[NameForm]] = {}
        """Names in letters that Finnish does not have, without their last one, which their own cases change."""
        self._found: dict[str, tuple[NameForm, ...]] = {}
        self._heads: dict[str, str] = {}
        """The forms that a compound may begin with, each with the name as the roster has it."""
        self._handles: dict[str, bool] = {}
        self._users: set[str] = set()
        """First and last names with the other's first letter, which may be other words outside an address."""
        self._initials: set[str] = set()
        self.letters: dict[int, set[str]] = {}
        """The first letters of each person's names."""
        seats: list[str] = []
        patterns: list[str] = []
        for number, (handle, name) in enumerate(people):
            if self._is_seat(name):
                seats.append(name)
            else:
                self._add(handle, name, number)
                patterns += shortened_with_particle(name)
        self.seats = Phrases(seats)
        """Seats named by their field: they are covered as a whole."""
        self.shortened = re.compile("|".join(patterns) or r"(?!)")
        """Names with a particle that are cut short: `J von W`."""

    def find(self, word: str) -> tuple[NameForm, ...]:
        """Return the parts of names that a word is a form of, each once for each person."""
        if word not in self._found:
            self._found[word] = tuple(dict.fromkeys(self._look_up(word)))
        return self._found[word]

    def _look_up(self, word: str) -> Iterator[NameForm]:
        whole = self.is_quiet(word) or self._is_other_word(word.casefold())
        for bare in without_enclitics(word):
            ordinary = whole or self._is_other_word(bare)
            for form in self._forms.get(fold(bare), ()):
                if spelt_alike(bare, form.written):
                    yield replace(form, ordinary=form.ordinary or ordinary)
        for cut in range(len(word) - _FOREIGN_ENDING, len(word)) if _FOREIGN.match(word) else ():
            yield from (replace(form, ordinary=True) for form in self._stems.get(fold(word)[:cut], ()))

    def is_quiet(self, word: str) -> bool:
        """Return whether a name may be another word because it is written small: `nuorille aino paikka`."""
        return word in self._lexicon.quiet

    def is_ours(self, word: str) -> bool:
        """Return whether a word is a name only by what hangs at its end as at things and verbs: `Toivomme`.

        A name joined of several is none, where one of them is a name as it stands: `Kylä-Onni`.
        """
        named = any(fold(part) in self._forms for part in parts_of(word))
        return not named and bool(_OURS.search(word))

    def _is_other_word(self, word: str) -> bool:
        return word in self._lexicon.ordinary_alone or fold(word) in self.words

    def begins(self, word: str, *, loud: bool) -> bool:
        """Return whether a word is joined of a name and more: `Liisatäti`; in small letters only `liisantorttu`."""
        folded, small = fold(word), word.casefold()
        if folded in self.words or folded in self._titles:
            return False
        for cut in range(_LOUD_HEAD if loud else _QUIET_HEAD, len(folded) - _TAIL + 1):
            head = folded[:cut]
            if head in self._heads and (loud or head.endswith("n") or folded.startswith("lai", cut)):
                return spelt_alike(small, self._heads[head]) and not small.startswith(self._lexicon.beginnings)
        return False

    def handle(self, word: str) -> bool | None:
        """Return whether a word, behind its sign or not, is nothing but a participant's id, None where it is none."""
        word = word.casefold()
        known = self._handles.get(word.removeprefix("@").removeprefix("#"))
        return self._handles.get(word) if known is None else known or word[0] == "@"

    def is_user(self, word: str) -> bool:
        """Return whether a part of an address is somebody's name with the other name's first letter: `lahjar`."""
        return fold(word) in self._users

    def is_initials(self, letters: str) -> bool:
        """Return whether capital letters are somebody's initials."""
        return letters in self._initials

    def _is_seat(self, name: str) -> bool:
        *before, last = name.split() or [""]
        return bool(before) and last.casefold() in self._lexicon.seats

    def _add(self, handle: str, name: str, number: int) -> None:
        words = name.split()
        if not words:
            return
        self._add_names(words, number)
        if len(name) == 1:
            self._forms.setdefault(fold(name), []).append(NameForm(name.casefold(), ordinary=True, person=number))
        self._initials |= initials_of(name)
        self.letters[number] = {word[0].upper() for word in words if len(words) > 1}
        self._add_handle(handle.casefold(), fold(name))

    def _add_names(self, words: list[str], number: int) -> None:
        """Add the forms of a name's words; initials may stand for its first one, a particle go with the last."""
        names = list(_names(words))
        bare = [re.sub(r"[\W_]", "", word).casefold() for word in words]
        initials = _leading_initials(words, bare)
        called_by = int(is_last_name_first(words, self._lexicon.first))
        for at, name in enumerate(names):
            for part in {name, *_JOINTS.split(name), _JOINTS.sub("", name)}:
                self._add_part(part.casefold(), number, given=at == called_by and not initials)
                self._add_users(part, names[-1])
        self._add_joined([*filter(None, (initials,)), *(_JOINTS.sub("", name).casefold() for name in names)], number)
        self._add_letters_joined(names, number)
        for at in (at for at, word in enumerate(bare) if at and word in NAME_PARTICLES):
            last = "".join(bare[at:])
            self._add_part(last, number, given=False)
            self._add_joined([bare[0], last], number)

    def _add_users(self, first: str, last: str) -> None:
        for one, other in ((first, last), (last, first)):
            self._users |= {fold(one + other[:1]), fold(other[:1] + one)}

    def _add_letters_joined(self, names: list[str], number: int) -> None:
        """Add both letters of a double first name with the last one as one word: `klranta`."""
        first, *rest = (name.casefold() for name in names or [""])
        letters = "".join(half[0] for half in _JOINTS.split(first) if half)
        if len(letters) > 1:
            self._add_joined([letters, *rest], number)

    def _add_handle(self, handle: str, name: str) -> None:
        if self._is_ordinary(handle) or handle in self._lexicon.ordinary_alone or handle in self._lexicon.seats:
            self._handles[f"@{handle}"] = False  # another word but behind its sign
            return
        letters = iter(name)
        of_the_name = len(handle) > _SURE and all(sign in letters for sign in handle)
        self._handles[handle] = (of_the_name or not handle.isalpha()) and not self.is_quiet(handle)

    def _is_ordinary(self, word: str) -> bool:
        return word in self._lexicon.ordinary or word in self._lexicon.known

    def _add_joined(self, names: list[str], number: int) -> None:
        """Add first and last name as one word: `liisamakinen`, `makinenliisa`, `lmakinen`, `liisam`, `makinenl`.

        A name with a letter behind it has no cases. The beginnings of both (`liimak`) may be another word too.
        """
        names = list(filter(None, names))  # a word of signs alone is none of them
        if len(names) < 2:  # noqa: PLR2004  a first and a last name
            return
        first, last = names[0], names[-1]
        joined = (*_with_genitive(first, last), *_with_genitive(last, first))
        for written in (first + last, last + first, *joined):
            self._add_part(written, number, given=False)
        self._add_part(first[0] + last, number, given=False, lettered=len(last) < _LONG and last[0] in _VOWELS)
        for one, other in ((first, last), (last, first)):
            if len(one) > _SURE and not self._is_ordinary(one):
                made = NameForm(one + other[0], ordinary=self._is_ordinary(one + other[0]), person=number)
                self._forms.setdefault(fold(made.written), []).append(made)
            if min(len(one), len(other)) >= _SURE:
                self._handles.setdefault(fold(one[:_SURE] + other[:_SURE]), False)

    def _add_part(self, written: str, number: int, *, given: bool, lettered: bool = False) -> None:
        if len(written) < _SHORTEST or not any(map(str.isalpha, written)):
            return
        folded, other_word = fold(written), self._is_ordinary(written)
        made = _cases_of(folded, given=given, other_word=other_word)
        ordinary = len(written) < _SURE or other_word or not made.isdisjoint(self._titles)
        name = NameForm(written, ordinary=ordinary, person=number, given=given, lettered=lettered)
        for form in made:
            self._forms.setdefault(form, []).append(name)
        for stem in {folded, folded[:-1]} if _FOREIGN.match(written) else ():
            self._stems.setdefault(stem, []).append(name)
        if not ordinary:
            self._heads.update(dict.fromkeys(_heads_of(folded, made), written))


def _heads_of(name: str, made: set[str]) -> set[str]:
    """Return with what a compound of a folded name may begin, given its forms: `virtasentalkoot`, `virtaslaiset`."""
    stem = f"{name.removesuffix('nen')}s" if name.endswith("nen") else name
    return {name, stem, *(form for form in made if form.endswith("n"))}


def _cases_of(name: str, *, given: bool, other_word: bool) -> set[str]:
    """Return the forms of a folded name; a first name that is another word too may change its grade as that does."""
    made = {name, *forms(name, given=True), *forms(name, given=given)}
    made |= {form for form in forms(name) if other_word and changes_grade(form, name)}
    return made | set(rare_cases(name, made, given=given))


def _with_genitive(one: str, other: str) -> Iterator[str]:
    """Yield two names as one word, the first in the genitive or another form in -n: `pekanvirtanen`."""
    yield from (form + other for form in forms(one) if form.endswith("n"))


def _leading_initials(words: list[str], bare: list[str]) -> str:
    """Return the letters that stand for a first name: `ab` of *A. B. Mäkelä*."""
    if any(_names(words[:1])):
        return ""
    return "".join(itertools.takewhile(lambda word: len(word) < _SHORTEST, bare)) or bare[0]


def _names(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        for name in (part.strip("-") for part in word.strip(_AROUND).replace("’", "'").split(".")):
            if len(name) >= _SHORTEST and name.casefold() not in NAME_PARTICLES:
                yield name


def word_forms(words: Iterable[str], *, given: bool = False) -> dict[str, str]:
    """Return the folded case forms of known words or of first names, each with the word it is a form of."""
    found: dict[str, str] = {}
    for word in words:
        folded = fold(word)
        more = [f"{folded}na"] if folded.endswith("paiva") else []
        if folded.endswith("nen"):
            more = [folded[:-3] + case for case in ("siin", "sissa", "sista", "sten")]
        found.update(dict.fromkeys((folded, *forms(folded, given=given), *more), word))
    return found


@lru_cache(maxsize=8192)
def without_enclitics(word: str) -> tuple[str, ...]:
    """Return a word in small letters as it is, and without what may hang at its end."""
    level = {word.casefold()}
    found: dict[str, None] = {}
    for _ in range(_MOST_ENCLITICS):
        found.update(dict.fromkeys(level))
        level = {bare for one in level for bare in _one_less(one)}
    return tuple(found)


def _one_less(word: str) -> Iterator[str]:
    for ending in _ENCLITICS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word.removesuffix(ending)
    for ending, cases in _POSSESSIVES:
        bare = word.removesuffix(ending)
        if bare != word and bare.endswith(cases):
            yield bare
