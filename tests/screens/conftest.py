import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from kpfacil.model.entries import Agreement, Consent, Idea, Note, Offer, Parked, Pledge, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Party
from kpfacil.model.session import Session, counted
from kpfacil.model.table import Table
from kpfacil.tui.paint import Row, fit
from tests.fakes import DAY, NOW, TABLE, a_person

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "KPFACIL_UPDATE_SNAPSHOTS"
BEFORE = date(2026, 10, 24)

Same = Callable[[str, str], None]


@pytest.fixture
def same_as_stored() -> Same:
    """Compare a picture with the stored one of that name; with KPFACIL_UPDATE_SNAPSHOTS set, store it anew."""

    def compare(name: str, picture: str) -> None:
        stored = SNAPSHOTS / f"{name}.txt"
        if os.environ.get(UPDATE):
            stored.parent.mkdir(parents=True, exist_ok=True)
            stored.write_text(picture, encoding="utf-8")
        assert stored.is_file(), f"no picture of that name is stored: {name}; {UPDATE}=1 stores it"
        assert picture == stored.read_text(encoding="utf-8")

    return compare


def as_text(rows: list[Row], width: int) -> str:
    """Return rows as they stand on a screen, without the spaces at the ends of lines."""
    return "".join(f"{fit(made, width).plain.rstrip()}\n" for made in rows)


@pytest.fixture
def drawn() -> Callable[[list[Row], int], str]:
    """Return rows as text."""
    return as_text


_PARTIES = (
    ("kylat", "Kylätoimikunta"),
    ("martat", "Marttayhdistys"),
    ("kunta", "Jämsän kaupunki"),
    ("srk", "Seurakunta"),
    ("nuva", "Nuorisovaltuusto"),
)
_PEOPLE = (
    ("liisa", "Liisa Mäkinen", "kylat"),
    ("pekka", "Pekka Virtanen", "martat"),
    ("aino", "Aino Korhonen", "kunta"),
    ("matti", "Matti Nieminen", "srk"),
    ("sari", "Sari Lehtonen", "nuva"),
    ("vaino", "Väinö Östman", "kylat"),
)
_IDEAS = (
    ("Kyläpäivä maaliskuussa", "liisa", 5, "tapahtumat"),
    ("Kimppakyydit", "pekka", 3, "liikkuminen"),
    ("Nuorten ilta kirjastolla", "sari", 2, "tapahtumat"),
    ("Yhteinen ilmoitustaulu", "", 0, ""),
    ("Talvikunnossapito: kuka auraa kevyen liikenteen väylät, kun kunta ei ehdi?", "aino", 1, "liikkuminen"),
    ("Hillotalkoot elokuussa", "liisa", 12, "tapahtumat"),
)


def _ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def _tasks() -> tuple[Task, ...]:
    return (
        Task(
            id="T1",
            text="Kysytään kunnalta talvikunnossapidosta",
            owners=("pekka",),
            due=date(2026, 11, 30),
            raised_on=BEFORE,
            postponed=1,
            at=_ago(40000),
            mandate="decision",
            carrier="aino",
        ),
        Task(
            id="T2",
            text="Varataan sali",
            owners=("liisa", "pekka"),
            due=date(2026, 12, 15),
            raised_on=DAY,
            at=_ago(1),
            step="agree",
            resources=(Pledge(text="seurakuntasali", by="srk", kind="space"),),
        ),
        Task(id="T3", text="Piirretään kartta", raised_on=DAY, at=_ago(2), step="agree"),
        Task(id="T4", text="Kutsutaan nuoret", owners=("sari",), state="done", raised_on=BEFORE, reviewed_on=DAY),
    )


def _agreements() -> tuple[Agreement, ...]:
    return (
        Agreement(id="S1", text="Tavataan joka toinen kuukausi", by=("liisa",), confirmed=True, at=_ago(5)),
        Agreement(
            id="S2",
            text="Pidetään kyläpäivä yhdessä maaliskuussa, ja jokainen taho tuo jotakin.",
            by=("pekka",),
            at=_ago(4),
            consent=(
                Consent(who="liisa", answer="yes"),
                Consent(who="pekka", answer="yes"),
                Consent(who="aino", answer="reservation", reason="budjetti on vielä auki"),
                Consent(who="matti", answer="absent", on=BEFORE),
            ),
        ),
    )


@pytest.fixture
def evening() -> Session:
    """An evening with something of everything, own notes too, at the step of ideas with the timer running."""
    return counted(
        Session(
            table=Table(
                name=TABLE, wall_names="full", ground_rules=("Tittelit jätetään narikkaan", "Yksi puhuu kerrallaan")
            ),
            meeting=Meeting(
                date=DAY,
                number=3,
                start=time(17),
                phase="action",
                step="ideas",
                timer_ends_at=NOW + timedelta(minutes=12, seconds=30),
                next_date=date(2026, 12, 12),
                next_start=time(17),
                next_place="Kirjasto",
            ),
            parties=tuple(Party(id=handle, name=name) for handle, name in _PARTIES),
            participants=tuple(a_person(handle, name, party) for handle, name, party in _PEOPLE),
            ideas=tuple(
                Idea(
                    id=f"I{number}",
                    text=text,
                    by=(by,) if by else (),
                    votes=votes,
                    theme=theme,
                    phase="action",
                    step="ideas",
                    at=_ago(20 - number),
                )
                for number, (text, by, votes, theme) in enumerate(_IDEAS, start=1)
            ),
            agreements=_agreements(),
            tasks=_tasks(),
            parked=(Parked(id="P1", text="Uimaranta"),),
            offers=(
                Offer(id="O1", by="liisa", kind="skill", text="osaan leipoa"),
                Offer(id="O2", by="srk", kind="space", text="seurakuntasali"),
            ),
            notes=(Note(id="N1", text="SALAISUUS", at=NOW, step="ideas"),),
        )
    )
