"""A file read again and again by its blocks: always what a plain read gives, and only what has changed read anew."""

import random
from dataclasses import replace

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.session import Session
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import add_mark, encode
from kpfacil.storage.files import Unreadable
from kpfacil.storage.follow import BlockReader
from tests.scale import chance, count

_HOSTILE = (
    '"""', "'''", '"', "[", "]", "[[ideas]]", '\n\n[[ideas]]\nid = "I7"\ntext = "uusi"\n', "\n\n[[risks]]\nid = 1\n",
    "\r\n", "\n\n", "\n", 'x = """\n\n[[ideas]]\n"""', "x = [\n\n[[1]]\n]\n", "\n\n[table]\n", "[meeting]\n",
    "ideas = []\n", "\ufeff", '\n\n[[agreements.consent]]\nwho = "pekka"\n', "\n\n[ideas.x]\n", "# sana\n",
    'by = ["nobody"]\n', "odd = 7\n", "votes = -1\n", 'state = "open"\n', 'id = "I1"\n', "format = 2\n", "\x00",
    '\n\n["ideas"]\n', "\n\n[[ideas]] \n", "\n\n[[ideas]]\n\n[[ideas]]\n", "\u202e",
)  # fmt: skip
"""What a hand, or a program that wants to be believed, puts into a file."""


def _read(reader: BlockReader | None, data: bytes) -> object:
    try:
        return repr(reader.decode(data) if reader else decode(data))
    except Unreadable as error:
        return repr(error.faults)


def _hacked(luck: random.Random, text: str) -> str:
    """Return a file as somebody's hand or a torn copy leaves it: words put in, lines gone, twice, elsewhere."""
    at, to = sorted(luck.randrange(len(text) + 1) for _ in range(2))
    lines = text.split("\n")
    line = luck.randrange(len(lines))
    match luck.randrange(6):
        case 0:
            return text[:at] + luck.choice(_HOSTILE) + text[at:]
        case 1:
            return "\n".join((*lines[:line], luck.choice(_HOSTILE), *lines[line:]))
        case 2:
            return text[:at] + text[min(to, at + 40) :]
        case 3:
            return text[:at]
        case 4:
            blocks = text.split("\n\n")
            luck.shuffle(blocks)
            return "\n\n".join(blocks)
        case _:
            blocks = text.split("\n\n")
            return "\n\n".join((*blocks, luck.choice(blocks), luck.choice(blocks)))


def _changed(luck: random.Random, session: Session) -> Session:
    """Return the session with an entry said, gone, reworded or elsewhere, as the program itself changes it."""
    ideas = list(session.ideas)
    match luck.randrange(4):
        case 0:
            number = max((int(idea.id[1:]) for idea in ideas), default=0) + 1
            ideas.append(Idea(id=f"I{number}", text=f"ajatus {luck.random()}", by=("liisa",)))
        case 1 if ideas:
            ideas.pop(luck.randrange(len(ideas)))
        case 2 if ideas:
            at = luck.randrange(len(ideas))
            ideas[at] = replace(ideas[at], text=f"toinen {luck.random()}\n\n[[ideas]]\n", votes=luck.randrange(9))
        case _:
            luck.shuffle(ideas)
    return replace(session, ideas=tuple(ideas))


@pytest.mark.parametrize("walk", range(count(3, 40)))
def test_whatever_changes_it_reads_what_a_plain_read_gives(whole: Session, walk: int) -> None:
    """Over a walk of changes, the program's own and others' of every kind, both give the same session or faults."""
    luck = chance(f"blocks {walk}")
    reader, session = BlockReader(), whole
    for _ in range(150):
        session = _changed(luck, session)
        data = encode(session)
        assert _read(reader, data) == _read(None, data)
        for _ in range(luck.randrange(3)):
            text = _hacked(luck, data.decode("utf-8", "replace"))
            data = add_mark(text.encode()) if luck.random() < 0.5 else text.encode()  # a mark is anybody's to forge
            assert _read(reader, data) == _read(None, data), text


def test_what_stands_as_it_stood_is_the_same_value(whole: Session) -> None:
    """Of a thousand entries one is changed: all others are the very values that were read before."""
    ideas = tuple(Idea(id=f"I{number}", text=f"ajatus {number}") for number in range(1, 1001))
    before, reader = replace(whole, ideas=ideas), BlockReader()
    first = reader.decode(encode(before))
    changed = (*ideas[:500], replace(ideas[500], votes=3), *ideas[501:])
    second = reader.decode(encode(replace(before, ideas=changed)))
    assert second.ideas[500].votes == 3
    assert [one is other for one, other in zip(first.ideas, second.ideas, strict=True)].count(False) == 1
