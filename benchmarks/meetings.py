"""Meetings to measure with."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kpfacil.model.entries import Agreement, Idea, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Table
from kpfacil.storage.encode import encode

_AT = datetime(2026, 11, 21, 17, 10, tzinfo=UTC)


def a_session(count: int) -> Session:
    """Return today's session of `count` entries: 60 % ideas, 20 % agreements, 20 % tasks, of 20 people in 6 parties."""
    parties = tuple(Party(id=f"taho{number}", name=f"Taho {number}") for number in range(6))
    people = tuple(
        Participant(
            id=f"p{number}", name=f"Etunimi{number} Sukunimi{number}", party=f"taho{number % 6}", presence="present"
        )
        for number in range(20)
    )
    ideas, others = count * 6 // 10, count * 2 // 10
    words = "Kyläpäivä maaliskuussa yhdessä kaikkien kanssa, numero"
    return raise_counters(
        Session(
            table=Table(name="Kumppanuuspöytä"),
            meeting=Meeting(date=date(*time.localtime()[:3]), number=3, phase="action", step="ideas"),
            parties=parties,
            participants=people,
            ideas=tuple(
                Idea(id=f"I{at}", text=f"{words} {at}", by=(f"p{at % 20}",), theme=f"aihe{at % 9}", at=_AT)
                for at in range(1, ideas + 1)
            ),
            agreements=tuple(
                Agreement(id=f"S{at}", text=f"Sovitaan {at}", by=(f"p{at % 20}",), at=_AT)
                for at in range(1, others + 1)
            ),
            tasks=tuple(
                Task(id=f"T{at}", text=f"Tehdään {at}", owners=(f"p{at % 20}",), due=date(2026, 12, 15), at=_AT)
                for at in range(1, others + 1)
            ),
        )
    )


def a_table(folder: Path, name: str, count: int) -> None:
    """Put so many monthly sessions of 30 entries on the disk."""
    folder.mkdir(parents=True)
    session = replace(a_session(30), table=Table(name=name))
    for number in range(count):
        day = date(2024, 1, 1) + timedelta(days=30 * number)
        meeting = replace(session.meeting, date=day, number=number + 1)
        (folder / f"{day}.toml").write_bytes(encode(replace(session, meeting=meeting)))
