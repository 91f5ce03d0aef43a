"""What a session keeps beside its entries, and the values that stand on the line of their key."""

from dataclasses import replace
from datetime import time

import pytest

from kpfacil.model.entries import Hands
from kpfacil.model.session import BLOCKS
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode
from kpfacil.storage.files import Unreadable
from kpfacil.storage.shapes import unknown_keys

_HEAD = 'format = 1\n\n[table]\nname = "Kylä"\n\n[meeting]\ndate = 2026-11-21\n'
_WHOLE = (
    _HEAD
    + """began = []

[[participants]]
id = "liisa"
name = "Liisa Mäkinen"
away = [[17:42:00, 17:48:00], [18:00:00]]
public = true

[[agreements]]
id = "S1"
text = "Pidetään kyläpäivä"
state = "not_agreed"
hands = { yes = 8, no = 1, blank = 2, weather = "cold" }

[[remarks]]
id = "K1"
text = "Bussivuoro lakkaa"
by = ["liisa"]

[[pending]]
line = "Martat: tarjoilu"
kind = "rule"
by = "liisa"

[[queue]]
who = "lähtenyt"

[[seats]]
id = "3fa92c01"
name = "sihteeri"
last = 17

[[proof]]
where = "T9.note"
word = "Mäki"
text = "Mäki on liukas"
decision = "keep"
"""
)


def test_every_new_part_is_written_again_as_it_stood() -> None:
    """Short values stay on the line of their key, blocks stay blocks, and what may name what is gone may."""
    session = decode(_WHOLE.encode())
    written = encode(session).decode()
    for part in _WHOLE.split("\n\n")[2:]:
        for line in part.strip().split("\n"):
            assert f"{line}\n" in written
    assert decode(written.encode()) == session
    assert session.participants[0].away == ((time(17, 42), time(17, 48)), (time(18),))
    assert session.agreements[0].hands == Hands(yes=8, no=1, blank=2, extra={"weather": "cold"})
    assert unknown_keys(session) == ()


def test_new_parts_are_written_only_where_they_are_used() -> None:
    """A session that uses none of them has none of their keys or blocks in its file."""
    written = encode(decode(_HEAD.encode())).decode()
    for name in ("began", "wall_names", "kept_words", "nth", *(f"[{block}]" for block in BLOCKS)):
        assert name not in written


def test_first_names_in_an_old_file_are_read_and_not_written() -> None:
    """What older files say of the wall's names is neither kept nor told as a misspelling."""
    session = decode(f"{_HEAD}narikka = true\n".encode())
    assert (session.table.wall_names, unknown_keys(session)) == ("first", ())
    assert "narikka" not in encode(session).decode()


def test_who_left_before_arriving_was_out_of_the_room() -> None:
    """An old file's one pair of times in that order is one absence; a late arrival before an early leave is both."""
    people = (
        '[[participants]]\nid = "paivi"\nname = "Päivi"\npresence = "present"\narrived = 17:48:00\nleft = 17:42:00\n'
        '[[participants]]\nid = "pekka"\nname = "Pekka"\npresence = "present"\nleft = 18:10:00\narrived = 17:10:00\n'
    )
    paivi, pekka = decode(f"{_HEAD}start = 17:00:00\n{people}".encode()).participants
    assert (paivi.away, paivi.arrived, paivi.left, paivi.here) == (((time(17, 42), time(17, 48)),), None, None, True)
    assert (pekka.away, pekka.arrived, pekka.left) == ((), time(17, 10), time(18, 10))


def test_whoever_is_replaced_is_a_former_member() -> None:
    """A row that replaces somebody takes the other off the table, and keeps the name for old entries."""
    rows = '[[participants]]\nid = "a"\nname = "A"\n[[participants]]\nid = "b"\nname = "B"\nreplaces = "a"\n'
    session = decode((_HEAD + rows).encode())
    assert [person.id for person in session.members] == ["b"]
    assert replace(session, participants=session.participants).name_of("a") == "A"


@pytest.mark.parametrize(
    ("right", "wrong", "path"),
    [
        ("away = [[17:42:00, 17:48:00], [18:00:00]]", "away = [17:42:00]", "participants[1].away[1]"),
        ("away = [[17:42:00, 17:48:00], [18:00:00]]", "away = 17:42:00", "participants[1].away"),
        ("away = [[17:42:00, 17:48:00], [18:00:00]]", "away = [[]]", "participants[1].away[1]"),
        ("away = [[17:42:00, 17:48:00], [18:00:00]]", "away = [[17:42:00], [18:00:00]]", "participants[1].away[1]"),
        ("away = [[17:42:00, 17:48:00], [18:00:00]]", "away = [[17:42:00, 17:48:00], []]", "participants[1].away[2]"),
        (
            "away = [[17:42:00, 17:48:00], [18:00:00]]",
            "away = [[17:42:00, 17:48:00, 18:00:00]]",
            "participants[1].away[1]",
        ),
        ('hands = { yes = 8, no = 1, blank = 2, weather = "cold" }', "hands = 8", "agreements[1].hands"),
        (
            'hands = { yes = 8, no = 1, blank = 2, weather = "cold" }',
            'hands = { yes = "8" }',
            "agreements[1].hands.yes",
        ),
        ('kind = "rule"', 'kind = "sääntö"', "pending[1].kind"),
        ('by = "liisa"', 'by = "kukaan"', "pending[1].by"),
        ('by = ["liisa"]', 'by = ["kukaan"]', "remarks[1].by[1]"),
        ('decision = "keep"', 'decision = "pidä"', "proof[1].decision"),
        ('id = "K1"', 'id = "I1"', "remarks[1].id"),
    ],
)
def test_what_is_wrong_in_a_new_part_is_told_with_its_place(right: str, wrong: str, path: str) -> None:
    """Words of no list, references to nobody and values of another form are refused where they stand."""
    with pytest.raises(Unreadable) as refused:
        decode(_WHOLE.replace(right, wrong).encode())
    assert [fault.path for fault in refused.value.faults] == [path]
