"""What the program writes into the line: names and themes to go on with, answers to asks, new names, rows of tables."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import dropwhile
from operator import attrgetter

from kpfacil.capture.grammar import ANSWERS, ID_WORD, THEMED, Ask, Reading
from kpfacil.capture.names import EVERYONE, FIRST, names_of
from kpfacil.capture.parts import Part, known_in, protect
from kpfacil.commands.people import AddParticipant, AddParty
from kpfacil.model import entries, table, value
from kpfacil.model.fold import fold
from kpfacil.model.grammar import cuts_between, pattern, words_of
from kpfacil.model.kinds import ALL_SIGNS, KINDS, SIGN_OF, SIGNS, Kind, split_id
from kpfacil.model.people import bare_name, spoken_name
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line

_MOST = 8
_THEME = re.compile(r"(?:(?<=\s)|\A)#(?P<begun>[^\s\d#]\S*)?\Z")
_BEFORE_NAMES = re.compile(rf"\s*(?P<id>{ID_WORD}(?=[\s!=]))?\s*(?P<sign>[{re.escape(ALL_SIGNS)}])?\s*")
_QUEUE = re.compile(r"@[-−]?(?=[^:]*\Z)")
_COLON = re.compile(r":(?=\s|\Z)")
_PLEDGES = re.compile(r"(?:.*?\s)?/\s(?:.*(?:[;/]|\s\+)\s*)?", re.DOTALL)


@value.frozen()
class Completion:
    """One way to go on: `line[start:end]` is replaced by `text`; `label` is what the choice is called."""

    start: int
    end: int
    text: str
    label: str


def complete(line: str, cursor: int, session: Session) -> tuple[Completion, ...]:
    """Return how the word at the cursor can go on, the likeliest first, at most eight; none where nothing fits."""
    before = Part(protect(line[:cursor]), known_in(session))
    queue = _QUEUE.match(before.text)
    return _names_from(before.cut(queue.end()), ",") if queue else _of_entry(before, line[cursor:])


def _of_entry(before: Part, after: str) -> tuple[Completion, ...]:
    opening = _BEFORE_NAMES.match(before.text)
    start = opening.end() if opening else 0
    kind = _kind(opening["id"], opening["sign"]) if opening else None
    theme = _THEME.search(before.text)
    if theme is not None and kind in (*THEMED, None):
        return _themes(before.cut(theme.start()), theme["begun"] or "")
    pledges = _PLEDGES.match(before.text, start) if kind in ("task", None) else None
    if pledges is not None:
        return _names_from(before.cut(pledges.end()), after)
    return () if kind == "note" or _COLON.search(before.text, start) else _names_from(before.cut(start), after)


def _kind(entry_id: str | None, sign: str | None) -> Kind | None:
    """Return the kind that what is typed belongs to, None where the step decides it."""
    if sign:
        return SIGNS[sign]
    return KINDS[entry_id[0].upper()] if entry_id else None


def _names_from(part: Part, after: str) -> tuple[Completion, ...]:
    """Return the names that a stretch before the cursor begins; those listed before must be known already."""
    begun_at = 0
    for end, begins in cuts_between(part.text):
        listed = part.cut(begun_at, end).said
        if end != begins and not part.names.find(listed) and fold(listed) not in EVERYONE:
            continue
        begun_at = begins
        found = _handles_beginning(part.cut(begins))
        if found:
            return tuple(_complete_name(part.cut(begins), handle, after) for handle in found)
    return ()


def _complete_name(begun: Part, handle: str, after: str) -> Completion:
    followed = pattern(r"\s*(?:[:,&]|{and}\s)").match(after)
    name = begun.names.say_name(handle) + ("" if followed else ": ")
    return Completion(begun.at, begun.at + len(begun.text), name, _label(handle, begun.known.session))


def _handles_beginning(begun: Part) -> tuple[str, ...]:
    names, key = begun.names, fold(begun.said)
    if not key:
        return ()
    ids = ((fold(handle), handle) for handle in names.shown)
    found = dict.fromkeys(handle for name, handle in (*names.beginnings, *ids) if name.startswith(key))
    return tuple(found)[:_MOST]


def _label(handle: str, session: Session) -> str:
    party = session.party_of(handle)
    name = session.name_of(handle)
    person = session.participant(handle)
    told = party in ("", handle) or (person is not None and name != person.name)
    return name if told else f"{name}, {session.name_of(party)}"


def _themes(part: Part, begun: str) -> tuple[Completion, ...]:
    session = part.known.session
    counted = Counter((*(idea.theme for idea in session.ideas), *(item.theme for item in session.parked)))
    found = [theme for theme, _ in counted.most_common() if theme and fold(theme).startswith(fold(begun))]
    return tuple(Completion(part.at, part.at + len(part.text), f"#{theme}", theme) for theme in found[:_MOST])


_GRAMMAR = re.compile(r"(?<=\\)[:/#]|(?<!\S)#(?=[^\s\d#])|(?<!\S)/|/(?!\S)")


def as_text(line: str, ask: Ask) -> str:
    """Return the line in which the asked name belongs to the text: its colon is escaped.

    A name that cannot be text (`T4 pekko:`) leaves the line as it is; such an ask has no `colons`.
    """
    said = clean_line(line)
    if ask.turned is not None:
        start, end = ask.turned
        return f"{said[:start]}{said[ask.end + 1 : end].strip()}: {said[ask.start : ask.end]}{said[end:]}"
    for colon in sorted(ask.colons, reverse=True):
        said = f"{said[:colon]}\\{said[colon:]}"
    return said


def as_entry(line: str, reading: Reading) -> str:
    """Return the line, which could be more than that, as an entry: its word escaped, or with its kind's sign."""
    said = clean_line(line)
    if reading.wish is not None or (reading.swap is not None and reading.swap.worded):
        return f"\\{said}"
    if reading.act == "meant":
        said = said.replace(":", "\\:")
    return f"{SIGN_OF.get(reading.kind, SIGN_OF['idea'])} {said}"


def nearest(ask: Ask, session: Session) -> tuple[str, ...]:
    """Return whom an unknown name most likely means, to be chosen from."""
    return names_of(session).nearest(ask.name)


def choose(line: str, ask: Ask, handle: str, session: Session) -> str:
    """Return the line in which the asked name is replaced by the surest way to type that person or party.

    Of words that hold a name and more, each stays in the text.
    """
    said = clean_line(line)
    if ask.owner_at < 0:
        return said[: ask.start] + names_of(session).sure(handle) + said[ask.end :]
    owner = ask.name if len(ask.candidates) == 1 else names_of(session).sure(handle)
    name = f", {owner}" if said[ask.owner_at] == ":" else f"{owner}: "
    kept = "\\" if ask.start == ask.end else ""
    return f"{said[: ask.owner_at]}{name}{said[ask.owner_at : ask.start]}{kept}{said[ask.end :]}"


def editing(entry: entries.Entry | table.Goal) -> str:
    """Return the line that gives an entry the words it has, escaped where needed: `I3 : the words`."""
    return f"{entry.id} : {escape(clean_line(entry.text))}"


def escape(text: str) -> str:
    """Return words with a backslash before each sign in them that would be grammar."""
    return _GRAMMAR.sub(r"\\\g<0>", text)


_LETTERS = re.compile(r"[^a-z0-9]+")
_CAPITALS = re.compile(r"\b[A-ZÅÄÖ0-9]*[A-ZÅÄÖ]{2}[A-ZÅÄÖ0-9]*\b")
_LONGEST_ID = 24
_NAMELESS = "vieras"  # a name without a letter that folds to ASCII


def _ascii_words(name: str) -> list[str]:
    return [word for word in (_LETTERS.sub("", part) for part in fold(name).split()) if word]


def suggest_id(session: Session, name: str) -> str:
    """Return a short free id for a new name: `liisa`, else `liisav`, `liisavi` …, else `liisa2`."""
    return _free_ids(session).take(name)


def _free_ids(session: Session) -> "FreeIds":
    names = names_of(session)
    return FreeIds({*names.ids, *names.tiers[FIRST]}, map(attrgetter("name"), session.parties))


class FreeIds:
    """Short ids for new names: none of the folded ids and first names in `taken`.

    `parties` are the names of all parties: no id is a word that several of them bear.
    """

    def __init__(self, taken: Iterable[str], parties: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self._bearers: dict[str, set[str]] = {}
        self._numbers: dict[str, int] = {}
        self.know_parties(parties)

    def know_parties(self, names: Iterable[str]) -> None:
        """Note the names of more parties."""
        for name in names:
            for word in _ascii_words(name):
                self._bearers.setdefault(word, set()).add(fold(name))

    def take_party(self, name: str) -> str:
        """Return a free id for a party, of what it is rather than of whose it is: `kaupunki` of *Jämsän kaupunki*.

        Where others are the same, and for *yhdistys*, it is a short name in capitals, or the whole one: `ekl`.
        """
        own = _ascii_words(spoken_name(name))[:1]
        if not any(self._is_shared(word, name) for word in own) or own == _ascii_words(bare_name(name)):
            return self.take(spoken_name(name))
        capitals = _ascii_words(" ".join(_CAPITALS.findall(name)))
        short = (word for word in capitals if not self._is_shared(word, name))
        return self.take(next(short, "".join(_ascii_words(bare_name(name)))))

    def _is_shared(self, word: str, name: str) -> bool:
        """Return whether a word says no more than that it is a body, or is another party's too."""
        return word in words_of("body") or bool(self._bearers.get(word, set()) - {fold(name)})

    def take(self, name: str) -> str:
        """Return a free id for a name, of no initial; however many share a first name, each number is tried once."""
        words = list(dropwhile(lambda word: len(word) == 1, _ascii_words(name))) or _ascii_words(name)
        first = (words[0] if words else _NAMELESS)[:_LONGEST_ID]
        last = words[-1] if len(words) > 1 else ""
        lettered = (first + last[:length] for length in range(len(last) + 1))
        taken = next((option for option in lettered if self._is_free(option)), "") or self._add_number(first)
        self.taken.add(taken)
        return taken

    def _add_number(self, first: str) -> str:
        between = "-" if split_id(f"{first}2".upper()) else ""
        number = self._numbers.get(first, 2)
        while not self._is_free(f"{first}{between}{number}"):
            number += 1
        self._numbers[first] = number + 1
        return f"{first}{between}{number}"

    def _is_free(self, option: str) -> bool:
        return option not in self.taken and not (split_id(option.upper()) or option in EVERYONE or option in ANSWERS)


def newcomer(session: Session, typed_name: str) -> AddParticipant:
    """Return the command that adds a typed name as a participant; a name in small letters gets its capitals."""
    name = clean_line(typed_name)
    capital = name if name != name.lower() else re.sub(r"(?<![^\s-])\w", lambda letter: letter[0].upper(), name)
    return AddParticipant(id=suggest_id(session, name), name=capital)


def new_party(session: Session, typed_name: str) -> AddParty:
    """Return the command that adds a typed name as a party."""
    name = clean_line(typed_name)
    return AddParty(id=_free_ids(session).take_party(name), name=name[:1].upper() + name[1:])
