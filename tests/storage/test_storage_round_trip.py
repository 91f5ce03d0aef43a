import dataclasses
import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Annotated, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpfacil.model.kinds import LETTERS, ROWS
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.references import PartyId, PersonId, Who
from kpfacil.model.session import BLOCKS, Session, as_opened
from kpfacil.model.table import Charter, Goal, Table
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import Encoder, encode
from kpfacil.storage.glance import head_of
from kpfacil.storage.shapes import shape_of, unknown_keys
from kpfacil.views.brief import Brief, brief

_FRAGMENTS = [
    "", "kylä", "\r\n", "\n", '"', '"""', "'", "\\", "[/foo]", "[[ideas]]\nid = 1", "#", "=", "{x}", "\x1b[31m", "\x00",
    "\u202e", "\u2028", "\x85", "e\u0301", "👩\u200d👩\u200d👧", " ", "\t", "\ufeff", "a" * 120, "*x*", "<b>", "\x7f",
]  # fmt: skip
_PEOPLE = {
    "parties": (Party(id="kylat", name="Kylätoimikunta"),),
    "participants": (Participant(id="liisa", name="Liisa Mäkinen"),),
}
_AMONG = {Who: ("liisa", "kylat"), PersonId: ("liisa",), PartyId: ("kylat",)}
_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-9, minutes=-30))])

words = st.lists(st.sampled_from(_FRAGMENTS), max_size=5).map("".join)
moments = st.datetimes(timezones=_ZONES)
_SINGLE = (
    words
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.dates()
    | st.times()
    | st.datetimes()
    | moments
)
_ANYTHING = st.recursive(
    _SINGLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)
_MADE: dict[type[object], st.SearchStrategy[object]] = {}
"""The strategies that were made before: making one takes longer than drawing from it."""
extras = st.dictionaries(words.map(lambda key: f"x-{key}"), _ANYTHING, max_size=2)


def _field(name: str, hint: object) -> st.SearchStrategy[object]:
    """Return what may stand in a field of a value, so that every reference leads somewhere."""
    if get_origin(hint) is tuple:
        return st.lists(_field(name, get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is Annotated:
        return st.sampled_from(_AMONG[hint]) if hint in _AMONG else words
    if args := [arm for arm in get_args(hint) if arm is not type(None)]:
        return st.one_of(*(_field(name, arm) for arm in args))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return value_of(hint)
    return _plain(name, hint)


def _plain(name: str, hint: object) -> st.SearchStrategy[object]:
    if hint is str:
        references = {"origin": ("I9",), "task": ("T9", "")}
        return st.sampled_from(references.get(name, ("", "ideas", "vaihe 2")))
    plain: dict[object, st.SearchStrategy[object]] = {
        int: st.integers(0, 10**6),
        float: st.floats(allow_nan=False, min_value=-1e9, max_value=1e9),
        bool: st.booleans(),
        date: st.dates(),
        time: st.times(),
        datetime: moments,
    }
    return plain[hint]


def value_of(cls: type[object]) -> st.SearchStrategy[object]:
    if cls not in _MADE:
        _MADE[cls] = _value_of(cls)
    return _MADE[cls]


def _value_of(cls: type[object]) -> st.SearchStrategy[object]:
    assert dataclasses.is_dataclass(cls)
    fields = {field.name: _field(field.name, field.type) for field in dataclasses.fields(cls) if field.name != "extra"}
    return st.builds(cls, **fields, extra=extras)


def _numbered(letter: str, values: list[object]) -> tuple[object, ...]:
    return tuple(dataclasses.replace(value, id=f"{letter}{number}") for number, value in enumerate(values, start=1))  # type: ignore[type-var]


_LETTER_OF = {row.block: row.letter for row in ROWS}


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    blocks: dict[str, object] = dict(_PEOPLE)
    for name, cls in BLOCKS.items():
        if name in _PEOPLE or not draw(st.booleans()):
            continue
        values = draw(st.lists(value_of(cls), max_size=2))
        blocks[name] = _numbered(_LETTER_OF[name], values) if name in _LETTER_OF else tuple(values)
    goals = tuple(Goal(id=f"G{number}", text=draw(words)) for number in range(1, draw(st.integers(1, 3))))
    table = Table(name=draw(words), goal=draw(words), goals=goals, charter=draw(st.none() | st.just(Charter())))
    meeting = draw(value_of(Meeting))
    counters = {"I": 9, "T": 9, **draw(st.dictionaries(st.sampled_from(list(LETTERS.values())), st.integers(9, 99)))}
    make: type[Session] = Session
    session = make(table=table, meeting=meeting, counters=counters, extra=draw(extras), **blocks)  # type: ignore[arg-type]
    return as_opened(session)


@given(session=sessions())
@settings(max_examples=150, deadline=None)
def test_any_session_reads_back_as_it_was(session: Session) -> None:
    """Whatever people say and whatever unknown keys a file has, a save and a load give the same session back."""
    data = encode(session)
    assert decode(data) == session
    assert encode(decode(data)) == data


@given(session=sessions())
@settings(max_examples=60, deadline=None)
def test_the_brief_of_a_file_is_the_brief_of_its_session(session: Session) -> None:
    """Names, counts and the meeting told from the lines are those of the whole session, and no word is missing."""
    told, whole = head_of(encode(session)), brief(decode(encode(session)))
    assert _without_extra(told) == _without_extra(whole)
    assert all(words in told.words for words in whole.words.split("\n"))


def _without_extra(told: Brief) -> Brief:
    items = tuple(dataclasses.replace(item, extra={}) for item in told.programme)
    return dataclasses.replace(told, meeting=dataclasses.replace(told.meeting, extra={}), programme=items, words="")


@given(session=sessions(), other=sessions())
@settings(max_examples=40, deadline=None)
def test_what_the_encoder_keeps_changes_nothing(session: Session, other: Session) -> None:
    """An encoder that has written other sessions before writes the same bytes as a fresh one."""
    encoder = Encoder()
    encoder.encode(session)
    encoder.encode(other)
    assert encoder.encode(session) == encode(session)


@given(session=sessions())
@settings(max_examples=40, deadline=None)
def test_every_unknown_key_is_listed(session: Session) -> None:
    """Each key that the program does not know can be told of by its place."""
    assert set(session.extra) <= {key.name for key in unknown_keys(session)}
    assert set(session.meeting.extra) <= {key.name for key in unknown_keys(session)}


@pytest.mark.parametrize("number", [math.inf, -math.inf, 1e300, 5e-324, -0.0])
def test_odd_numbers_under_unknown_keys_survive(whole: Session, number: float) -> None:
    """Infinite, huge and tiny numbers under unknown keys come back as they were."""
    session = dataclasses.replace(whole, extra={"x": number})
    assert repr(decode(encode(session)).extra["x"]) == repr(number)


def test_unknown_tables_and_blocks_survive_where_they_stood(whole: Session) -> None:
    """Unknown tables, blocks and keys come back in every part of the file, nested ones too."""
    extra = {
        "own": {"a": 1, "deep": {"b": [{"c": 1}, {"c": [1, {"d": 2}]}]}},
        "list": [{"x": 1}, {}],
        "mixed": [1, {"y": []}],
    }
    idea = dataclasses.replace(whole.ideas[0], extra=extra)
    table = dataclasses.replace(whole.table, extra=extra)
    counters = {"counters": {"X": 3, "note": {"z": "ä"}}}
    session = dataclasses.replace(whole, ideas=(idea,), table=table, extra={**extra, **counters})
    assert decode(encode(session)) == session
    assert "\n[[ideas.own.deep.b]]\n" in encode(session).decode()


def test_every_value_class_has_a_shape() -> None:
    """Each block of the file knows its keys, and `from` is the file's word for the origin of an entry."""
    for cls in BLOCKS.values():
        assert shape_of(cls).by_name
    assert shape_of(BLOCKS["tasks"]).by_name["from"].attribute == "origin"
