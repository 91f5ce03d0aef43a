"""One ordinary evening: eleven people, four ideas, two agreements, three new tasks and two looked back at."""

from datetime import date, time

from kpfacil.model.entries import Agreement, Consent, Idea, Offer, Parked, Pledge, Remark, StoryLine, Task
from kpfacil.model.meeting import Evaluation, Material, Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Table

DAY = date(2026, 11, 21)
PARTIES = ("Kylätoimikunta", "Liikuntaseura", "Seurakunta", "Jämsän kaupunki", "Martat")
PEOPLE = (
    ("liisa", "Liisa Mäkinen", "Kylätoimikunta"),
    ("pekka", "Pekka Virtanen", "Liikuntaseura"),
    ("anna", "Anna Laine", "Kylätoimikunta"),
    ("heikki", "Heikki Salo", "Seurakunta"),
    ("sirpa", "Sirpa Koskinen", "Seurakunta"),
    ("jenni", "Jenni Aho", "Liikuntaseura"),
    ("matti", "Matti Korhonen", "Jämsän kaupunki"),
    ("kaisa", "Kaisa Nieminen", "Martat"),
    ("olavi", "Olavi Rantanen", "Kylätoimikunta"),
    ("tuula", "Tuula Heikkinen", "Martat"),
    ("ville", "Ville Lehtonen", "Jämsän kaupunki"),
)
REMOTE = ("tuula", "ville")


def _person(handle: str, name: str, party: str) -> Participant:
    return Participant(
        id=handle,
        name=name,
        party=party.casefold(),
        presence="remote" if handle in REMOTE else "present",
        roles=("secretary",) if handle == "liisa" else (),
        replaces="pekka-r" if handle == "jenni" else "",
        arrived=time(17, 20) if handle == "matti" else None,
    )


EVENING = Session(
    table=Table(
        name="Kyläpöytä",
        goal="Hillotehdas Jämsään",
        indicator="kuusi tapahtumaa vuodessa",
        ground_rules=("Tittelit jätetään narikkaan", "Yksi puhuu kerrallaan"),
        goals=(Goal(id="G1", text="Kylätapahtuma joka kylälle", state="active"),),
    ),
    meeting=Meeting(
        date=DAY,
        number=3,
        start=time(17),
        end=time(18, 30),
        place="Kirjasto",
        mode="hybrid",
        phase="action",
        next_date=date(2026, 12, 12),
        next_start=time(17),
        next_end=time(18, 30),
        next_place="Kirjasto",
        began=("S1", "T3", "T4", "P1"),
    ),
    materials=(Material(title="Alustuksen kalvot", url="https://example.org/kalvot.pdf"),),
    parties=tuple(Party(id=name.casefold(), name=name) for name in PARTIES),
    participants=(
        *(_person(*person) for person in PEOPLE),
        Participant(id="pekka-r", name="Pekka Ranta", party="liikuntaseura", standing="former"),
        Participant(id="hilkka", name="Hilkka Oja", party="martat", presence="excused"),
    ),
    ideas=(
        Idea(id="I1", text="Hillotalkoot elokuussa", by=("liisa",), votes=2, step="ideas"),
        Idea(id="I2", text="Kyläpäivä maaliskuussa", by=("liisa",), votes=5, step="ideas", fate="forward"),
        Idea(id="I3", text="Kimppakyydit", by=("pekka",), votes=3, step="ideas", fate="parked"),
        Idea(id="I4", text="Yhteinen ilmoitustaulu", step="ideas"),
    ),
    agreements=(
        Agreement(
            id="S3",
            text="Pidetään kyläpäivä yhdessä maaliskuussa",
            origin=("I2",),
            confirmed=True,
            consent=(
                *(Consent(who=handle, answer="yes") for handle, *_ in PEOPLE if handle != "heikki"),
                Consent(who="heikki", answer="reservation", reason="budjetti on vielä auki"),
            ),
            step="agree",
        ),
        Agreement(
            id="S4",
            text="Tavataan joka toinen kuukausi",
            confirmed=True,
            consent=tuple(Consent(who=handle, answer="yes") for handle, *_ in PEOPLE),
            step="agree",
        ),
    ),
    tasks=(
        Task(
            id="T3",
            text="Kutsutaan nuoret",
            owners=("anna",),
            state="done",
            raised_on=date(2026, 10, 24),
            reviewed_on=DAY,
        ),
        Task(
            id="T4",
            text="Kysytään kunnalta talvikunnossapidosta",
            owners=("anna",),
            due=date(2026, 12, 7),
            raised_on=date(2026, 10, 24),
            postponed=1,
            reviewed_on=DAY,
            story=(
                StoryLine(on=DAY, what="postponed", text="2026-10-31"),
                StoryLine(on=DAY, what="given-on", text="Heikki"),
            ),
        ),
        Task(
            id="T5",
            text="Varataan sali",
            owners=("liisa", "pekka"),
            due=date(2026, 12, 15),
            origin=("S3",),
            raised_on=DAY,
            confirmed=True,
            resources=(
                Pledge(text="tila", by="seurakunta", kind="space"),
                Pledge(text="20 h", kind="time", amount=20, unit="h"),
            ),
            step="agree",
        ),
        Task(id="T6", text="Etsitään kyläpäivälle juontaja", due_text="ensi tapaaminen", raised_on=DAY, step="agree"),
        Task(
            id="T7",
            text="Salivuokran alentaminen vapaa-aikalautakuntaan",
            owners=("pekka",),
            due=date(2027, 1, 30),
            mandate="decision",
            raised_on=DAY,
            confirmed=True,
            step="agree",
        ),
    ),
    remarks=(Remark(id="K1", text="Bussivuoro lakkaa joulukuussa", by=("anna",), step="ideas"),),
    parked=(Parked(id="P2", text="Kimppakyydit", by=("pekka",), origin=("I3",), step="group"),),
    offers=(
        Offer(id="O1", by="liisa", kind="skill", text="osaan leipoa"),
        Offer(id="O2", by="liikuntaseura", kind="equipment", text="suksia 30 paria", amount=30, unit="paria"),
    ),
    evaluations=(
        Evaluation(key="new-people", value=8),
        Evaluation(key="cooperation", value=9),
        Evaluation(key="closing-round", text="hyvä ilta, kaikki puhuivat", who="olavi"),
    ),
)
"""The evening; its table has met before on 24.10."""

EARLIER = Session(
    table=EVENING.table,
    meeting=Meeting(date=date(2026, 10, 24), number=2, start=time(17), phase="action"),
    parties=EVENING.parties,
    participants=tuple(
        Participant(id=one.id, name=one.name, party=one.party, presence="present") for one in EVENING.participants
    ),
    ideas=tuple(Idea(id=f"I{number}", text="aiempi") for number in range(20, 38)),
    agreements=(Agreement(id="S1", text="Tiedotetaan yhdessä"), Agreement(id="S2", text="Kutsutaan nuoret mukaan")),
    evaluations=(Evaluation(key="new-people", value=6),),
)
