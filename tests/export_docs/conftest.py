from datetime import date, datetime, time, timedelta, timezone

import pytest

from kpfacil.model.entries import Agreement, Consent, Idea, Note, Offer, Parked, Pledge, StoryLine, Task
from kpfacil.model.meeting import Evaluation, Material, Meeting, Visit
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.process import Process
from kpfacil.model.session import Session, raise_counters
from kpfacil.model.table import Charter, Goal, Table
from kpfacil.model.texts import Texts
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process

DAY = date(2026, 11, 21)
ZONE = timezone(timedelta(hours=2))


def moment(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 21, hour, minute, tzinfo=ZONE)


@pytest.fixture
def fi() -> Texts:
    return load_texts("fi")


@pytest.fixture
def en() -> Texts:
    return load_texts("en")


@pytest.fixture
def process() -> Process:
    return load_process()


@pytest.fixture
def plain() -> Session:
    """A meeting of two people and one party, with nothing recorded."""
    return Session(
        table=Table(name="Kyläpöytä"),
        meeting=Meeting(date=DAY, number=3, phase="action", step="ideas"),
        parties=(Party(id="kyla", name="Kylätoimikunta"),),
        participants=(
            Participant(id="liisa", name="Liisa Mäkinen", party="kyla", presence="present"),
            Participant(id="pekka", name="Pekka Virta", presence="present"),
        ),
    )


@pytest.fixture
def rich() -> Session:
    """A meeting with something of everything."""
    return raise_counters(
        Session(
            table=_table(),
            meeting=_meeting(),
            materials=(Material(title="Alustuksen kalvot", url="https://example.org/kalvot.pdf"),),
            parties=(
                Party(id="kylatoimikunta", name="Kylätoimikunta"),
                Party(id="seurakunta", name="Seurakunta"),
                Party(id="kunta", name="Jämsän kaupunki"),
                Party(id="yhdistykset", name="Muut yhdistykset"),
            ),
            participants=_people(),
            crowd=(Crowd(party="yhdistykset", count=30, presence="remote"),),
            ideas=_ideas(),
            agreements=_agreements(),
            tasks=_tasks(),
            parked=_parked(),
            offers=_offers(),
            notes=(Note(id="N1", text="Anna puheenvuoro Pekalle, salainen", step="ideas", at=moment(17, 20)),),
            visits=_visits(),
            evaluations=(
                Evaluation(key="three-parties", value=4),
                Evaluation(key="local-needs", value=4.5, text="tarpeet tulivat kyliltä"),
                Evaluation(key="new-people", value=11),
                Evaluation(key="closing", text="Hyvä henki, kiitos Pekalle!", who="liisa"),
            ),
        )
    )


def _table() -> Table:
    return Table(
        name="Jämsän asukkaiden kumppanuuspöytä",
        goal="Hillotehdas Jämsään",
        indicator="kuusi tapahtumaa vuodessa",
        agreement_needed="no",
        url="https://example.org/poyta",
        term_start=date(2026, 1, 1),
        term_end=date(2027, 12, 31),
        ground_rules=("Tittelit jätetään narikkaan", "Yksi puhuu kerrallaan"),
        charter=Charter(seats=(4, 12), meetings_per_year=(6, 12), fields=("kulttuuri", "sote")),
        goals=(
            Goal(id="G1", text="Järjestöstrategian laadinta", state="lapsed", reason="ei resursseja"),
            Goal(id="G2", text="Kylätapahtumat joka kylälle", state="active"),
        ),
    )


def _meeting() -> Meeting:
    return Meeting(
        date=DAY,
        number=3,
        start=time(17),
        end=time(18, 30),
        place="Kirjasto",
        mode="hybrid",
        status="review",
        phase="action",
        step="next",
        next_date=date(2026, 12, 12),
        next_start=time(17),
        next_place="Seurakuntatalo",
    )


def _people() -> tuple[Participant, ...]:
    return (
        Participant(
            id="liisa",
            name="Liisa Mäkinen",
            party="kylatoimikunta",
            field="kulttuuri",
            presence="present",
            roles=("secretary",),
        ),
        Participant(
            id="pekka",
            name="Pekka Virta",
            party="kunta",
            field="sote",
            presence="present",
            arrived=time(17, 20),
            left=time(18),
        ),
        Participant(id="aino", name="Aino Lehto", party="kylatoimikunta", presence="remote", site="Koskenpää"),
        Participant(id="veikko", name="Veikko Salo", presence="present", roles=("chair",)),
        Participant(id="sirpa", name="Sirpa Koski", party="seurakunta", presence="excused"),
    )


def _ideas() -> tuple[Idea, ...]:
    return (
        Idea(
            id="I1",
            text="Kyläpäivä maaliskuussa",
            by=("liisa",),
            phase="action",
            step="ideas",
            theme="tapahtumat",
            votes=5,
            fate="forward",
            at=moment(17, 31),
        ),
        Idea(
            id="I2",
            text="Kimppakyydit, Pekka Virralta kysytään <b>auto</b>",
            by=("pekka",),
            phase="action",
            step="ideas",
            fate="parked",
            votes=1,
            at=moment(17, 32),
        ),
        Idea(
            id="I3",
            text="Hillotalkoot\nelokuussa",
            by=("aino", "veikko"),
            phase="action",
            step="ideas",
            theme="tapahtumat",
            at=moment(17, 33),
        ),
        Idea(id="I4", text="Uusi laturetki", phase="action", step="ideas", fate="dropped", at=moment(17, 34)),
    )


def _agreements() -> tuple[Agreement, ...]:
    return (
        Agreement(
            id="S1",
            text="Tiedotamme yhdessä kylien kalenterissa",
            confirmed=True,
            consent=(
                Consent(who="liisa", answer="yes"),
                Consent(who="sirpa", answer="absent", on=date(2026, 10, 24)),
            ),
            phase="action",
            step="agree",
            at=datetime(2026, 10, 24, 18, 0, tzinfo=ZONE),
        ),
        Agreement(
            id="S2",
            text="Pidetään kyläpäivä yhdessä",
            by=("liisa",),
            origin=("I1",),
            mandate="decision",
            carrier="pekka",
            carrier_due=date(2027, 1, 31),
            confirmed=True,
            consent=(
                Consent(who="liisa", answer="yes"),
                Consent(who="aino", answer="yes"),
                Consent(who="pekka", answer="reservation", reason="budjetti on vielä auki"),
            ),
            phase="action",
            step="agree",
            at=moment(18, 5),
        ),
        Agreement(
            id="S3",
            text="Perustetaan yhteinen tili",
            consent=(
                Consent(who="liisa", answer="yes"),
                Consent(who="veikko", answer="no", reason="en voi sitoutua"),
            ),
            phase="action",
            step="agree",
            at=moment(18, 7),
        ),
        Agreement(id="S4", text="Kokoonnumme kerran kuussa", phase="action", step="agree", at=moment(18, 8)),
    )


def _tasks() -> tuple[Task, ...]:
    return (
        Task(
            id="T4",
            text="Kysytään kunnalta talvikunnossapidosta",
            owners=("pekka",),
            due=date(2027, 1, 15),
            state="waiting",
            note="päätös tulee joulukuussa",
            raised_on=date(2026, 9, 19),
            postponed=2,
            reviewed_on=DAY,
            story=(StoryLine(on=DAY, what="postponed", text="2026-11-01"), StoryLine(on=DAY, what="waiting")),
            confirmed=True,
        ),
        Task(
            id="T5",
            text="Kerätään kylien yhteystiedot",
            owners=("aino",),
            due=date(2026, 11, 1),
            raised_on=date(2026, 10, 24),
            state="done",
            reviewed_on=DAY,
        ),
        Task(
            id="T6",
            text="Varataan sali",
            owners=("liisa", "seurakunta"),
            due=date(2026, 12, 15),
            origin=("S2",),
            raised_on=DAY,
            confirmed=True,
            resources=(
                Pledge(text="seurakuntasali", by="seurakunta", kind="space"),
                Pledge(text="20 h", by="liisa", kind="time", amount=20, unit="h"),
            ),
            phase="action",
            step="agree",
            at=moment(18, 10),
        ),
        Task(
            id="T7",
            text="Laaditaan tiedote",
            due_text="ennen joulua",
            raised_on=DAY,
            phase="action",
            step="agree",
            at=moment(18, 12),
        ),
        Task(
            id="T8",
            text="Kutsutaan partio mukaan",
            owners=("sirpa",),
            raised_on=DAY,
            mandate="organisation",
            phase="action",
            step="agree",
            at=moment(18, 13),
        ),
    )


def _parked() -> tuple[Parked, ...]:
    return (
        Parked(
            id="P1",
            text="Kimppakyydit",
            by=("pekka",),
            origin=("I2",),
            next_step="Otetaan esiin tammikuussa",
            phase="action",
            step="group",
            at=moment(17, 50),
        ),
        Parked(id="P2", text="Latukartta", at=datetime(2026, 10, 24, 18, 0, tzinfo=ZONE), step="ideas"),
    )


def _offers() -> tuple[Offer, ...]:
    return (
        Offer(id="O1", by="liisa", kind="skill", text="osaan leipoa", step="introduction", at=moment(17, 8)),
        Offer(
            id="O2",
            by="veikko",
            kind="money",
            text="pieni avustus",
            amount=500,
            unit="€",
            at=datetime(2026, 10, 24, 17, 30, tzinfo=ZONE),
        ),
    )


def _visits() -> tuple[Visit, ...]:
    walk = ("opening", "introduction", "lookback", "ideas", "group", "agree", "ideas", "next")
    starts = (0, 5, 15, 25, 45, 60, 75, 80, 90)
    times = tuple(moment(17, 0) + timedelta(minutes=minutes) for minutes in starts)
    return tuple(
        Visit(step=step, phase="action", entered=entered, left=left)
        for step, entered, left in zip(walk, times, times[1:], strict=False)
    )
