"""An evening with something of everything, and the moments of it that the room's screen has a picture for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kpfacil.model.entries import Agreement, Consent, Idea, Note, Offer, Parked, Pledge, Task
from kpfacil.model.meeting import Meeting, Visit
from kpfacil.model.people import Party
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Table
from tests.fakes import DAY, NOW, TABLE, a_person

BEFORE = date(2026, 10, 24)

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


def an_evening() -> Session:
    """An evening with something of everything, own notes too, at the step of ideas with the timer running."""
    return raise_counters(
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


MOMENTS: dict[str, Callable[[Meeting], Meeting]] = {
    "opening": lambda meeting: replace(meeting, step="opening"),
    "round-before": lambda meeting: replace(meeting, step="introduction"),
    "round": lambda meeting: replace(
        meeting, step="introduction", speaker="pekka", speaker_since=NOW - timedelta(seconds=32)
    ),
    "people": lambda meeting: replace(meeting, step="opening", wall="people", place="Kirjasto"),
    "look-back": lambda meeting: replace(meeting, step="lookback"),
    "promise": lambda meeting: replace(meeting, step="lookback", focus="T1"),
    "silent": lambda meeting: replace(meeting, step="think"),
    "ideas": lambda meeting: replace(meeting, step="ideas"),
    "overtime": lambda meeting: replace(meeting, step="ideas", timer_ends_at=NOW - timedelta(seconds=95)),
    "speaker": lambda meeting: replace(meeting, step="ideas", speaker="aino", speaker_since=NOW),
    "groups": lambda meeting: replace(meeting, step="group"),
    "agree": lambda meeting: replace(meeting, step="agree"),
    "consent": lambda meeting: replace(meeting, step="agree", focus="S2"),
    "read-back-list": lambda meeting: replace(meeting, step="readback"),
    "read-back": lambda meeting: replace(meeting, step="readback", focus="S1"),
    "read-task": lambda meeting: replace(meeting, step="readback", focus="T2"),
    "closing": lambda meeting: replace(meeting, step="next"),
    "closing-round": lambda meeting: replace(
        meeting, step="next", wall="closing-round", speaker="aino", speaker_since=NOW
    ),
    "self-check": lambda meeting: replace(meeting, step="next", wall="self-check", wall_point="three-parties"),
    "ranking": lambda meeting: replace(meeting, step="group", wall="ranking"),
    "break": lambda meeting: replace(meeting, break_ends_at=NOW + timedelta(minutes=9)),
    "blank": lambda meeting: replace(meeting, wall_blank=True),
    "balance": lambda meeting: replace(meeting, step="ideas", balance_shown=True),
    "resources": lambda meeting: replace(meeting, step="ideas", focus="O1"),
    "idea-alone": lambda meeting: replace(meeting, step="group", focus="I6"),
}


def at(evening: Session, moment: str) -> Session:
    """Return the evening at a moment, its first step begun long ago; people are called by their first names."""
    begun = (Visit(step="opening", phase="action", entered=NOW - timedelta(minutes=10)),)
    table = replace(evening.table, wall_names="first")
    return replace(evening, table=table, meeting=MOMENTS[moment](evening.meeting), visits=begun)
