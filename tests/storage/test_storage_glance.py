"""What the program has written is read in brief and in part, and always tells the same as the whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpfacil.commands.carry import Plan, carry_over
from kpfacil.model.entries import Agreement, Consent, Idea, Offer, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Table
from kpfacil.storage.archive import tables_by
from kpfacil.storage.decode import load
from kpfacil.storage.encode import add_mark, encode
from kpfacil.storage.files import Unreadable
from kpfacil.storage.glance import Unread, head_of, load_head, load_unread
from kpfacil.views.query import query
from kpfacil.views.search import search

TODAY = date(2027, 3, 1)


def test_a_file_from_elsewhere_is_read_whole(tmp_path: Path) -> None:
    """A hand-written file has a brief too; a broken one is named with its path."""
    text = 'format = 1\n[table]\nname = "Pöytä"\n[meeting]\ndate = 2026-11-21\n[[ideas]]\nid = "I1"\ntext = "Sauna"\n'
    (tmp_path / "a.toml").write_text(text, "utf-8")
    assert (load_head(tmp_path / "a.toml").brief.ideas, load_unread(tmp_path / "a.toml").table_name) == (1, "Pöytä")
    (tmp_path / "b.toml").write_text("format = = 1", "utf-8")
    for read in (load_head, load_unread):
        with pytest.raises(Unreadable) as refused:
            read(tmp_path / "b.toml")
        assert refused.value.path == tmp_path / "b.toml"
    newer = add_mark(text.replace("format = 1", "format = 99").encode())
    with pytest.raises(Unreadable):
        head_of(newer)


def test_what_was_let_go_or_carried_counts_in_no_brief(small: Session) -> None:
    """The home screen's counts are those of the meeting's own screens, read in brief or whole."""
    refused = Consent(who="liisa", answer="no", reason="ei sovi")
    session = replace(
        small,
        meeting=replace(small.meeting, began=("T1", "S1")),
        ideas=(Idea(id="I1", text="Hillo"), Idea(id="I2", text="Mehu", fate="dropped"), Idea(id="I3", text='"\n[[x]]')),
        agreements=(
            Agreement(id="S1", text="Ennestään"),
            Agreement(id="S2", text="Sovittu"),
            Agreement(id="S3", text="Ei käy", consent=(refused,)),
            Agreement(id="S4", text="Vanha kanta", consent=(replace(refused, text="Vanhat sanat"),)),
            Agreement(id="S5", text="Jätetty", state="not_agreed"),
        ),
        tasks=(
            Task(id="T1", text="Ennestään"),
            Task(id="T2", text="Uusi"),
            Task(id="T3", text="Rauennut", state="lapsed"),
        ),
    )
    for seen in (head_of(encode(session)), head_of(encode(session) + b"\n")):
        assert (seen.ideas, seen.agreements, seen.tasks, seen.open_tasks) == (2, 2, 1, 2)


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
    second = carry_over(first, Plan(day=date(2026, 12, 12), number=4))
    second = replace(
        second,
        tasks=(replace(second.tasks[0], text="tilaa bussi"), replace(second.tasks[1], state="done")),
        agreements=(replace(second.agreements[0], confirmed=True),),
    )
    return [first, second, carry_over(second, Plan(day=date(2027, 2, 2), number=1))]


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
    "latukartan",
    "talkoissa",
    "party:toimikunta",
]
NOTHING = ("odd", "sali", "from:2026-12-01 sali")


@pytest.mark.parametrize("asked", QUERIES + MORE)
@pytest.mark.parametrize("by_hand", ["", "# by hand\n"])
def test_a_search_of_parts_finds_the_same_hits(asked: str, by_hand: str, tmp_path: Path, small: Session) -> None:
    """A search through what was read in part finds the same as one through whole sessions."""
    folder = tmp_path / "poyta"
    folder.mkdir()
    for at, session in enumerate(_chain(small)):
        data = encode(session)
        text = data + by_hand.encode() if at == 1 else data
        (folder / f"{session.meeting.date}.toml").write_bytes(text)
    want = query(asked.split())
    part = [(table.path.name, one) for table in tables_by(tmp_path, load_unread) for one in table.sessions]
    whole = [
        (table.path.name, Unread(one.path, one.table_name, one.day, one.number, whole=one.session))
        for table in tables_by(tmp_path, load)
        for one in table.sessions
    ]
    assert search(part, want, TODAY) == search(whole, want, TODAY)
    assert bool(search(whole, want, TODAY)) == (asked not in NOTHING)


@given(st.text())
def test_folding_is_done_sign_by_sign(text: str) -> None:
    """A text folds as its letters do one by one, so that a whole file can be folded at once."""
    assert fold(text) == "".join(fold(sign) for sign in text)
