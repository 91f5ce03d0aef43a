"""Every kind goes the whole way: recorded, saved, read, checked, found, told, shown, and carried or left."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from kpfacil.capture import read
from kpfacil.commands.base import Together
from kpfacil.commands.carry import Plan, carry_over
from kpfacil.export.memo import memo
from kpfacil.export.text import render
from kpfacil.model.kinds import KINDS, ROWS, Kind, KindRow, kind_of, people_of, split_id
from kpfacil.model.session import BLOCKS, Session, latest
from kpfacil.rules.advice import advice
from kpfacil.rules.integrity import integrity
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode
from kpfacil.storage.glance import Unread
from kpfacil.storage.process_file import load_process
from kpfacil.tui.look import STYLES
from kpfacil.views.audience import seen_entries
from kpfacil.views.cards import card, column
from kpfacil.views.names import wall_names
from kpfacil.views.query import query
from kpfacil.views.search import search
from tests.fakes import DAY, PROCESS, TABLE, a_session, after

WORDS = "mustikkasoppaa kaikille"
CARRIED = {"agreement", "task", "parked", "offer", "goal"}
"""What comes to the next meeting."""
ON_THE_BOARDS = tuple(row for row in ROWS if row.kind != "goal")


def recorded(kind: Kind) -> Session:
    """Return a session in which one entry of a kind has been typed and recorded."""
    sign = next((row.sign for row in ROWS if row.kind == kind), "")
    line = f"{sign} {WORDS}" if sign else f"kauden tavoite: {WORDS}"
    reading = read(line, a_session(), "idea")
    assert reading.refusal is None
    assert reading.commands
    session = after(a_session(), Together(commands=reading.commands))
    assert [(kind_of(one), one.text) for one in session.all_numbered()] == [(kind, WORDS)]
    return session


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_a_line_works_on_every_kind(row: KindRow) -> None:
    """Each kind can be rewritten and let go by a line with its id, and any other line on it is refused in words."""
    session = recorded(row.kind)
    (entry,) = session.all_numbered()
    for operation in ("-", ": muut sanat"):
        assert read(f"{entry.id} {operation}", session, "idea").commands, operation
    refusal = read(f"{entry.id} jotain", session, "idea").refusal
    assert refusal is not None
    assert load_texts("fi").say_sentence(refusal.sentence)


def test_every_block_of_entries_is_on_the_table_of_kinds() -> None:
    """What has an id and a text and stands in a block of its own is a kind, and every kind has its block."""
    entries = {name for name, cls in BLOCKS.items() if {"id", "text", "at"} <= {one.name for one in fields(cls)}}
    assert entries == {row.block for row in ON_THE_BOARDS}
    assert all(BLOCKS[row.block] is row.cls for row in ON_THE_BOARDS)
    assert len(KINDS) == len(ROWS) == len({row.sign for row in ROWS})


def fields(cls: type[object]) -> tuple["dataclasses.Field[object]", ...]:
    """Return the fields of a value class."""
    assert dataclasses.is_dataclass(cls)
    return dataclasses.fields(cls)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_every_kind_goes_the_whole_way(row: KindRow) -> None:
    """What is typed with a kind's sign is saved, read, checked, found and told, and comes along or stays."""
    session = recorded(row.kind)
    (entry,) = session.all_numbered()
    assert split_id(entry.id) == (row.kind, 1)
    assert f"\n[[{row.block}]]\n" in encode(session).decode()
    assert decode(encode(session)) == session
    assert (integrity(session), session.find(entry.id)) == ((), entry)
    assert not [one for one in advice(session, PROCESS) if one.path.startswith(row.block) and "empty" in one.key]
    empty = session.with_entry(dataclasses.replace(entry, text=""))
    assert f"{row.block}[1].text" in {one.path for one in advice(empty, PROCESS)}
    assert [
        hit.id
        for hit in search(
            [("pöytä", Unread(Path("a.toml"), TABLE, DAY, 3, whole=session))], query(["mustikkasoppaa"]), DAY
        )
    ] == [entry.id]
    told = render(memo(session, load_texts("fi"), load_process(), "participants"))
    assert (WORDS in told) == (row.kind != "note"), "own notes are never told"
    following = carry_over(session, Plan(day=DAY + timedelta(days=7), number=4))
    assert [one.id for one in following.all_numbered()] == ([entry.id] if row.kind in CARRIED else [])
    assert following.next_id(row.kind) == f"{row.letter}2"
    known = latest((following, session))[entry.id]
    assert (known.entry.text, known.first.meeting.date) == (WORDS, DAY)


@pytest.mark.parametrize("row", ON_THE_BOARDS, ids=lambda row: row.kind)
def test_every_kind_is_on_both_screens(row: KindRow) -> None:
    """An entry has its column, card and words on the facilitator's screen, and the room sees it but for own notes."""
    session = recorded(row.kind)
    (entry,) = session.entries()
    assert column(session, row.kind).entries == (entry,)
    shown = card(session, entry)
    assert (shown.id, shown.kind, shown.text) == (f"{row.letter}1", row.kind, WORDS)
    assert row.kind in STYLES
    assert (entry in seen_entries(session)) == (row.kind != "note")
    assert card(session, entry, wall_names).text == WORDS
    for language in ("fi", "en"):
        texts = load_texts(language)
        for key in (f"word.kind.{row.kind}", f"board.heading.{row.kind}", f"help.sign.{row.kind}"):
            assert texts.say(key) != key
        assert texts.say(f"refused.line-{row.kind}", id=entry.id) != f"refused.line-{row.kind}"


@pytest.mark.parametrize("row", [row for row in ON_THE_BOARDS if row.kind != "note"], ids=lambda row: row.kind)
def test_every_kind_keeps_who_it_names(row: KindRow) -> None:
    """Whoever is named before the colon is named by the entry, and may not be taken off the roster."""
    sign = row.sign
    reading = read(f"{sign} Liisa: {WORDS}", a_session(), "idea")
    session = after(a_session(), Together(commands=reading.commands))
    (entry,) = session.entries()
    assert people_of(entry) == {"liisa"}
    nobody = dataclasses.replace(session, participants=session.participants[1:])
    assert [fault.key for fault in integrity(nobody)] == ["fault.nobody"]
