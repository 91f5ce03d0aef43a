"""What the program has written is read swiftly, in brief and in part, and always tells the same as the whole."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpfacil.commands.carry import Plan, carried
from kpfacil.model.entries import Agreement, Idea, Offer, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Table
from kpfacil.storage.archive import tables, tables_by
from kpfacil.storage.codec import encode
from kpfacil.storage.errors import Unreadable
from kpfacil.storage.heads import head_of, load_head
from kpfacil.storage.mark import marked
from kpfacil.storage.sieve import Sieve
from kpfacil.storage.sifting import load_unsifted, sifted
from kpfacil.storage.swift import swift_tree
from kpfacil.views.query import Query, query
from kpfacil.views.search import search

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        '"a b" = 1\n',
        "a = 'b'\n\nc\n",
        "[a]\nb = 1\n\n[a]\nc = 1\n",
        "a = 1\n\n[[a]]\nb = 1\n",
        "a = 1\n\n[a.b]\nc = 1\n",
        "\n\n\na = 1\n",
    ],
)
def test_other_forms_are_left_to_a_full_reading(text: str) -> None:
    """Comments, quoted keys, headers that do not fit and stray lines are not read swiftly."""
    assert swift_tree(text) is None


@pytest.mark.parametrize(
    "written",
    [
        '"a\\"\\n"',
        '"\\U0001F600"',
        "[1, 2]",
        "[\n    1,\n]",
        "1.5",
        "nan",
        "0x10",
        "2026-11-21",
        "17:00:00",
        "17:00:00.5",
        "2026-11-21T17:00:00+02:00",
        "2026-11-21T17:00:00",
        "-5",
        "true",
        "{ a = 1 }",
        "[\n    2026-11-21,\n]",
        "9" * 30,
    ],
)
def test_every_value_is_read_as_it_is(written: str) -> None:
    """Each form of a value comes out as `tomllib` reads it."""
    text = f"a = {written}\n"
    assert repr(swift_tree(text)) == repr(tomllib.loads(text))


def test_a_file_from_elsewhere_is_read_whole(tmp_path: Path) -> None:
    """A hand-written file has a brief too; a broken one is named with its path."""
    text = 'format = 1\n[table]\nname = "Pöytä"\n[meeting]\ndate = 2026-11-21\n[[ideas]]\nid = "I1"\ntext = "Sauna"\n'
    (tmp_path / "a.toml").write_text(text, "utf-8")
    assert (load_head(tmp_path / "a.toml").brief.ideas, load_unsifted(tmp_path / "a.toml").table_name) == (1, "Pöytä")
    (tmp_path / "b.toml").write_text("format = = 1", "utf-8")
    for read in (load_head, load_unsifted):
        with pytest.raises(Unreadable) as refused:
            read(tmp_path / "b.toml")
        assert refused.value.path == tmp_path / "b.toml"
    newer = marked(text.replace("format = 1", "format = 99").encode())
    with pytest.raises(Unreadable):
        head_of(newer)


@pytest.fixture
def small() -> Session:
    """A meeting of two people and a party."""
    return Session(
        table=Table(name="Pöytä", goal="Hillotehdas", goals=(Goal(id="G1", text="Talkoot", state="active"),)),
        meeting=Meeting(date=date(2026, 11, 21), number=3),
        parties=(Party(id="kyla", name="Kylätoimikunta"),),
        participants=(
            Participant(id="liisa", name="Liisa Mäkinen", party="kyla"),
            Participant(id="pekka", name="Pekka Virtanen"),
        ),
    )


def _chain(start: Session) -> list[Session]:
    """Return three meetings of a table: an idea renamed, a task done, an agreement confirmed on the way."""
    first = replace(
        start,
        ideas=(Idea(id="I1", text='Hillo"juhla', theme="talkoot"),),
        tasks=(
            Task(id="T1", text="varaa sali", owners=("liisa",), due=date(2026, 12, 1)),
            Task(id="T2", text="osta sokeria", owners=("pekka",), state="active"),
        ),
        agreements=(Agreement(id="S1", text="Juhla pidetään", by=("pekka",)),),
        parked=(Parked(id="P1", text="Latukartta", theme="talvi"),),
        offers=(Offer(id="O1", by="liisa", text="leivon\nkahvileipää"),),
    )
    second = carried(first, Plan(day=date(2026, 12, 12), number=4))
    second = replace(
        second,
        tasks=(replace(second.tasks[0], text="tilaa bussi"), replace(second.tasks[1], state="done")),
        agreements=(replace(second.agreements[0], confirmed=True),),
    )
    return [first, second, carried(second, Plan(day=date(2027, 2, 2), number=1))]


QUERIES = [
    "is:open",
    "overdue",
    "is:done",
    "sali",
    "SOKERIA",
    "kyla",
    "person:pekka",
    "party:kyla",
    "#talkoot",
    "talvi",
]
MORE = [
    "is:open person:liisa",
    "from:2026-12-01 sali",
    "..2026-12-31 is:open",
    "t1",
    "kahvileipaa",
    'hillo"juhla',
    "odd",
]


@pytest.mark.parametrize("asked", QUERIES + MORE)
@pytest.mark.parametrize("by_hand", ["", "# by hand\n"])
def test_what_is_sifted_holds_the_same_hits(asked: str, by_hand: str, tmp_path: Path, small: Session) -> None:
    """A search through what was read in part finds the same as one through whole sessions."""
    folder = tmp_path / "poyta"
    folder.mkdir()
    for at, session in enumerate(_chain(small)):
        data = encode(session)
        text = data + by_hand.encode() if at == 1 else data
        (folder / f"{session.meeting.date}.toml").write_bytes(text)
    want = query(asked.split())
    whole = [(one.path, one.session) for table in tables(tmp_path) for one in table.sessions]
    part = [one for table in tables_by(tmp_path, load_unsifted) for one in sifted(table.sessions, Sieve(want))]
    assert _hits(part, want) == _hits(whole, want)


def _hits(kept: list[tuple[Path, Session]], asked: Query) -> list[tuple[str, str, str]]:
    found = search([(path.parent.name, session) for path, session in kept], asked, TODAY)
    return sorted((kept[hit.at][0].name, hit.id, hit.text) for hit in found)


@given(st.text())
def test_folding_is_done_sign_by_sign(text: str) -> None:
    """A text folds as its letters do one by one, so that a whole file can be folded at once."""
    assert fold(text) == "".join(fold(sign) for sign in text)
