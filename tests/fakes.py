"""What tests share: a small process, a fixed clock, a table with people, and a session that takes changes."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TypedDict, Unpack

from kpfacil.commands.base import Command, Scene
from kpfacil.desk import Desk
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Task
from kpfacil.model.kinds import Kind
from kpfacil.model.meeting import Evaluation, Material, Meeting, ProgrammeItem, StepKind, Turn, Visit
from kpfacil.model.people import Crowd, Participant, Party, Presence, Role
from kpfacil.model.process import PHASES, Localized, Phase, Process, Ready, Step
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Table

DAY = date(2026, 11, 21)
"""A Saturday, the day of the meeting that `a_session` makes."""
WINTER = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 21, 17, 10, tzinfo=WINTER)
"""Ten minutes after the meeting's start."""
TABLE = "Jämsän asukkaiden kumppanuuspöytä"


@dataclass
class Clock:
    """A clock that stands still until it is moved; called, it tells the moment."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: int = 0, minutes: int = 0) -> datetime:
        """Move the clock on and return the new moment."""
        self.now += timedelta(seconds=seconds, minutes=minutes)
        return self.now


def raise_fault(fault: Exception) -> str:
    """Have a fault of the program end the test."""
    raise fault


def both(fi: str, en: str = "") -> Localized:
    """Return a text in both languages; the English one is the Finnish one where none is given."""
    return Localized({"fi": fi, "en": en or fi})


def a_step(step_id: str, kind: StepKind, minutes: int, records: Kind = "idea", seconds: int = 0) -> Step:
    """Return a step named by its id."""
    return Step(
        id=step_id,
        title=both(step_id.capitalize()),
        kind=kind,
        minutes=minutes,
        question=both(f"{step_id.capitalize()}?"),
        guides=(both(f"Apukysymys: {step_id}", f"Guide: {step_id}"),),
        records=records,
        seconds=seconds,
    )


_RULES = {
    "exploration": ("three-parties", "need-agreed", "missing-invited"),
    "establishing": ("goal-written", "every-party-has-part", "roles-and-date-set", ""),
    "action": ("tasks-owned", "old-tasks-reviewed", "decisions-carried"),
    "renewal": ("choice-recorded", "tasks-have-heirs", "goals-settled"),
}

PROCESS = Process(
    name=both("Pieni kehä", "A small ring"),
    source=both("kokeiltavaksi", "for trying out"),
    opening=(
        a_step("opening", "talk", 5, "agreement"),
        a_step("introduction", "round", 10, "offer", seconds=45),
        a_step("lookback", "review", 10, "task"),
    ),
    closing=(a_step("readback", "read-back", 5, "agreement"), a_step("next", "close", 3, "parked")),
    phases=tuple(
        Phase(
            id=name,
            name=both(name.capitalize()),
            short=both(name.capitalize()),
            questions=(both(f"Kysymys: {name}?", f"Question: {name}?"),),
            steps=(
                a_step("think", "silent", 10),
                a_step("ideas", "collect", 15),
                a_step("group", "group", 10),
                a_step("agree", "agree", 12, "task"),
            ),
            ready=tuple(Ready(text=both(f"Valmis: {rule or 'muu'}"), rule=rule) for rule in _RULES[name]),
        )
        for name in PHASES
    ),
)
"""Nine steps in each phase, 80 minutes in all: opening 5, introduction 10, lookback 10, think 10, ideas 15, group 10,
agree 12, readback 5, next 3."""

SCENE = Scene(process=PROCESS, now=NOW)

PARTIES = (
    Party(id="kylat", name="Kylätoimikunta"),
    Party(id="martat", name="Marttayhdistys"),
    Party(id="kunta", name="Jämsän kaupunki"),
)


def a_person(
    handle: str,
    name: str = "",
    party: str = "",
    *,
    presence: Presence = "present",
    field: str = "",
    roles: tuple[Role, ...] = (),
    arrived: time | None = None,
    left: time | None = None,
    replaces: str = "",
) -> Participant:
    """Return a participant who is present; the name is made of the handle where none is given."""
    return Participant(
        id=handle,
        name=name or handle.capitalize(),
        party=party,
        presence=presence,
        field=field,
        roles=roles,
        arrived=arrived,
        left=left,
        replaces=replaces,
    )


PEOPLE = (
    a_person("liisa", "Liisa Mäkinen", "kylat"),
    a_person("pekka", "Pekka Virtanen", "martat"),
    a_person("aino", "Aino Korhonen", "kunta", presence="remote"),
    a_person("matti", "Matti Nieminen", "kylat", presence="expected"),
)


def people(count: int, parties: int = 3, presence: Presence = "present") -> tuple[Participant, ...]:
    """Return `count` participants `p1`, `p2`…, spread over the parties `taho1`, `taho2`… in turn."""
    return tuple(
        a_person(
            f"p{number}", f"Etunimi{number} Sukunimi{number}", f"taho{(number - 1) % parties + 1}", presence=presence
        )
        for number in range(1, count + 1)
    )


def tahot(count: int) -> tuple[Party, ...]:
    """Return the parties `taho1`, `taho2`… that `people` stand for."""
    return tuple(Party(id=f"taho{number}", name=f"Taho {number}") for number in range(1, count + 1))


def a_meeting(
    day: date = DAY,
    *,
    phase: str = "action",
    step: str = "ideas",
    number: int = 3,
) -> Meeting:
    """Return the meeting in the library at 17.00–18.30."""
    return Meeting(
        date=day,
        number=number,
        start=time(17),
        end=time(18, 30),
        place="Kirjasto",
        phase=next(name for name in PHASES if name == phase),
        step=step,
    )


class Changes(TypedDict, total=False):
    """Every part of a session that a test may set."""

    table: Table
    meeting: Meeting
    language: str
    counters: dict[str, int]
    materials: tuple[Material, ...]
    parties: tuple[Party, ...]
    participants: tuple[Participant, ...]
    offers: tuple[Offer, ...]
    crowd: tuple[Crowd, ...]
    ideas: tuple[Idea, ...]
    agreements: tuple[Agreement, ...]
    tasks: tuple[Task, ...]
    parked: tuple[Parked, ...]
    notes: tuple[Note, ...]
    visits: tuple[Visit, ...]
    turns: tuple[Turn, ...]
    programme: tuple[ProgrammeItem, ...]
    evaluations: tuple[Evaluation, ...]


def a_session(**changes: Unpack[Changes]) -> Session:
    """Return a session of three parties and four people (one remote, one expected) at the step `ideas` of action."""
    session = Session(table=Table(name=TABLE), meeting=a_meeting(), parties=PARTIES, participants=PEOPLE)
    return raise_counters(replace(session, **changes))


def after(session: Session, *commands: Command, now: datetime = NOW) -> Session:
    """Return the session after the commands, without a desk around them."""
    for command in commands:
        session = command.apply(session, Scene(process=PROCESS, now=now))
    return session


def a_desk(session: Session | None = None, clock: Clock | None = None) -> Desk:
    """Return a desk with the session on it, with the small process and a clock that stands still."""
    return Desk(session=session or a_session(), process=PROCESS, clock=clock or Clock())
