"""The roster and the session that the capture line is tried against."""

from datetime import date

import pytest

from kpfacil.capture import Reading, read
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Task
from kpfacil.model.kinds import Kind
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Goal, Table

PARTIES = (
    Party(id="kylatoimikunta", name="Kylätoimikunta"),
    Party(id="seurakunta", name="Seurakunta"),
    Party(id="kunta", name="Kunta"),
    Party(id="kulttuuri", name="Kulttuuri ja vapaa-aika"),
    Party(id="martat", name="Marttayhdistys ry"),
)
PEOPLE = (
    Participant(id="liisa", name="Liisa Mäkinen", party="kylatoimikunta", presence="present"),
    Participant(id="pekka", name="Pekka Virtanen", party="seurakunta", presence="present"),
    Participant(id="anna", name="Anna-Liisa Aalto", party="kunta", presence="remote"),
    Participant(id="matti", name="Matti Mäki-Petäjä", party="kunta"),
    Participant(id="matti2", name="Matti Laine", presence="excused"),
    Participant(id="heikki", name="Heikki Johannes Lahti", presence="present"),
)


@pytest.fixture
def session() -> Session:
    """A meeting on Saturday 21 November 2026, with one entry of each kind."""
    session = Session(
        table=Table(name="Jämsä", goals=(Goal(id="G1", text="Strategia"),)),
        meeting=Meeting(date=date(2026, 11, 21), next_date=date(2026, 12, 12)),
        parties=PARTIES,
        participants=PEOPLE,
        ideas=(
            Idea(id="I1", text="Kyläpäivä", theme="tapahtumat", votes=3),
            Idea(id="I2", text="Kimppakyydit", theme="tapahtumat"),
            Idea(id="I3", text="Talviretki", theme="talvi"),
        ),
        agreements=(Agreement(id="S2", text="Pidetään kyläpäivä"),),
        tasks=(Task(id="T4", text="Varaa sali", owners=("liisa",)),),
        parked=(Parked(id="P1", text="Kyydit"),),
        notes=(Note(id="N1", text="Anna puheenvuoro"),),
        offers=(Offer(id="O1", text="osaan leipoa", by="liisa"),),
    )
    return raise_counters(session)


class Line:
    """Reads lines in one session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __call__(self, line: str, kind: Kind = "idea") -> Reading:
        """Return the reading of a line; `kind` is that of an unsigned one."""
        return read(line, self.session, kind)

    def why(self, line: str, kind: Kind = "idea") -> str:
        """Return the key of a line's refusal, empty where it is not refused."""
        refusal = self(line, kind).refusal
        return refusal.key if refusal else ""


@pytest.fixture
def line(session: Session) -> Line:
    """What reads a line in the session."""
    return Line(session)
