"""Who is at the table: the parties (tahot), the people who stand for them, and those who are only counted."""

import re
from collections.abc import Iterator
from datetime import time
from typing import Literal

from kpfacil.model.fold import fold
from kpfacil.model.grammar import words_of
from kpfacil.model.references import PartyId, PersonId
from kpfacil.model.text import Line
from kpfacil.model.value import Stored, value

Presence = Literal["expected", "present", "remote", "excused", "absent"]
Standing = Literal["member", "former"]
"""A former member is kept for what was recorded with them, and is nowhere else."""
Role = Literal["facilitator", "chair", "secretary", "convener", "opener", "expert", "liaison"]
_LEGAL_FORM = re.compile(r",? (?:ry|r\.y|rf|r\.f|oy|oyj|ky|tmi|osk|abp?)\.?\Z", re.IGNORECASE)
"""What ends the name of a party and is no part of what people call it."""
NAME_PARTICLES = frozenset([
    "af", "al", "av", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le",
    "los", "of", "ter", "til", "van", "von", "y", "zu", "zum", "zur", "ó", "ní",
])  # fmt: skip
"""Small words inside a person's name, folded: `von` in *Jari von Wright*."""
_OWNERS = re.compile(r"(?:[^\W\d_]{2,}n +)+(?=[^\W_]{2})", re.IGNORECASE)
"""Words in a genitive before another, which say whose it is: `Jämsän`."""
_HEAD = re.compile(r"[^\s,()/]*[0-9][^\s,()/]*|[^\s,()/]{3,}")
_SHORT = re.compile(r"(?=[A-ZÅÄÖ]*[0-9]|[A-ZÅÄÖ]{2})[A-ZÅÄÖ0-9]+(?=-)|(?<=-)[^\W\d_]{3,}\Z")
"""What says enough of a word with a hyphen: `4H` and `yhdistys` of *4H-yhdistys*."""
_MOST_HEADS = 8


@value
class Party(Stored):
    """A taho: the body a participant stands for. Ids of parties and participants share one namespace."""

    id: str
    name: Line


@value
class Participant(Stored):
    """A person at the table: name and party, never a title."""

    id: str
    name: Line
    party: PartyId = ""
    field: Line = ""
    presence: Presence = "expected"
    arrived: time | None = None
    left: time | None = None
    away: tuple[tuple[time, ...], ...] = ()
    """Each time out of the room: when it began, and when it ended unless the person is still out."""
    standing: Standing = "member"
    public: bool = False
    """Whether the person agreed to be named in public."""
    site: Line = ""
    roles: tuple[Role, ...] = ()
    replaces: PersonId = ""

    @property
    def first_name(self) -> str:
        """The first word of the name: what the room calls the person."""
        return self.name.split(maxsplit=1)[0] if self.name else self.id

    @property
    def here(self) -> bool:
        """Whether the person takes part right now, in the room or remotely."""
        return self.took_part and self.left is None and not self.out

    @property
    def took_part(self) -> bool:
        """Whether the person takes part, or did until leaving; nobody sees a former member."""
        return self.standing == "member" and self.presence in ("present", "remote")

    @property
    def out(self) -> bool:
        """Whether the person is out of the room, and has not come back yet."""
        return bool(self.away) and len(self.away[-1]) == 1

    @property
    def may_answer(self) -> bool:
        """Whether the person is at the table or may still come: neither excused, absent nor gone."""
        return self.standing == "member" and self.presence not in ("excused", "absent") and self.left is None


@value
class Crowd(Stored):
    """People of one party who are counted, not named."""

    party: PartyId = ""
    count: int = 0
    presence: Presence = "present"

    @property
    def took_part(self) -> bool:
        """Whether there are any, in the room or remotely."""
        return self.count > 0 and self.presence in ("present", "remote")


def bare_name(name: str) -> str:
    """Return the name without what it ends with in a register: `Halli Works` of *Halli Works Oy*."""
    return _LEGAL_FORM.sub("", name.strip())


def spoken_name(name: str) -> str:
    """Return the name without whose it is: `kaupunki` of *Jämsän kaupunki*, `Halli Works` of *Halli Works Oy*."""
    bare = bare_name(name)
    return bare[match.end() :] if (match := _OWNERS.match(bare)) else bare


def heads_of(name: str) -> Iterator[str]:
    """Yield what can stand for a party: `kaupunki` of Jämsän kaupunki, `lions club` of Lions Club Jämsä, `4h`.

    None ends with a genitive, which belongs to the word after it.
    """
    words = list(_HEAD.finditer(name))[:_MOST_HEADS]
    for at, first in enumerate(words):
        for last in words[at:]:
            stretch = fold(name[first.start() : last.end()])
            between = {fold(first[0]), fold(last[0])} & {*words_of("and")}
            if not between and stretch != fold(name) and (last is words[-1] or not stretch.endswith("n")):
                yield stretch
        yield from map(fold, _SHORT.findall(first[0]))
