"""One plain example for each rule of the memo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from kpfacil.export import text
from kpfacil.export.document import Alert, Doc, Facts, Heading, Inline, ListBlock, TableBlock
from kpfacil.export.memo import memo
from kpfacil.export.tell import Profile
from kpfacil.model.entries import (
    Agreement,
    Consent,
    Fate,
    Hands,
    Idea,
    Mandate,
    Offer,
    Parked,
    Pledge,
    Remark,
    Task,
    TaskState,
)
from kpfacil.model.formats import Part
from kpfacil.model.meeting import Evaluation, Material, Mode, ProgrammeItem, Status, Visit
from kpfacil.model.people import Crowd, Participant, Party, Presence
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.workings import Decision, Proof

Make = Callable[..., Doc]
Told = Callable[..., str]

ZONE = timezone(timedelta(hours=2))
LATER = datetime(2026, 11, 21, 17, 0, tzinfo=ZONE)
EARLIER = datetime(2026, 10, 24, 17, 0, tzinfo=ZONE)


@pytest.fixture
def told(fi: Texts, process: Process) -> Told:
    def tell(
        session: Session,
        profile: Profile = "participants",
        others: tuple[Session, ...] = (),
        *,
        brief: bool = False,
        with_: frozenset[Part] = frozenset(),
    ) -> str:
        made = memo(session, fi, process, profile, others, brief=brief, with_=with_)
        return " ".join(text.render(made).split())

    return tell


@pytest.fixture
def doc(fi: Texts, process: Process) -> Make:
    def make(session: Session, profile: Profile = "participants", *, brief: bool = False) -> Doc:
        return memo(session, fi, process, profile, brief=brief)

    return make


def alerts(doc: Doc) -> list[str]:
    cells: list[Inline] = []
    for block in doc.blocks:
        match block:
            case TableBlock(rows=rows):
                cells += [inline for row in rows for cell in row for inline in cell]
            case ListBlock(items=items):
                cells += [inline for item in items for inline in item]
            case Facts(pairs=pairs):
                cells += [inline for _, value in pairs for inline in value]
    return [cell.text for cell in cells if isinstance(cell, Alert)]


def headings(doc: Doc, level: int) -> list[str]:
    return [block.text for block in doc.blocks if isinstance(block, Heading) and block.level == level]


def test_the_title_names_the_table_the_number_and_the_year(plain: Session, doc: Make) -> None:
    """The memo's title is the table, muistio and number/year; its date the meeting's where nothing else is said."""
    made = doc(plain)
    assert made.title == "Kyläpöytä – muistio 3/2026"
    assert made.date == date(2026, 11, 21)
    assert made.lang == "fi-FI"


def test_an_empty_meeting_has_no_empty_sections(plain: Session, doc: Make) -> None:
    """Only what there is gets a heading."""
    assert headings(doc(plain), 1) == ["Osallistujat", "Pöydän tavoite ja pelisäännöt"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, "la 21.11.2026 · läsnä 2"),
        (time(17), None, "la 21.11.2026 klo 17.00 · läsnä 2"),
        (time(17), time(18, 30), "la 21.11.2026 klo 17.00–18.30 · läsnä 2"),
    ],
)
def test_the_time_is_told_as_far_as_it_is_known(
    plain: Session, told: Told, start: time | None, end: time | None, said: str
) -> None:
    """A meeting may have no start or no end yet."""
    assert said in told(replace(plain, meeting=replace(plain.meeting, start=start, end=end)))


@pytest.mark.parametrize(
    ("here", "mode", "place", "said"),
    [
        (("present", "present"), "hybrid", "Kirjasto", "la 21.11.2026, Kirjasto · läsnä 2 Luonnos"),
        (("present", "present"), "room", "", "la 21.11.2026 · läsnä 2 Luonnos"),
        (("remote", "remote"), "room", "", "la 21.11.2026, etätapaaminen · etänä 2"),
        (("remote", "remote"), "room", "Teams", "la 21.11.2026, Teams, etätapaaminen · etänä 2"),
        (("present", "remote"), "room", "Kirjasto", "Kirjasto · läsnä 1, etänä 1"),
        (("expected", "expected"), "remote", "Teams", "la 21.11.2026, Teams, etätapaaminen Luonnos"),
    ],
)
def test_the_place_says_whether_some_were_remote(
    plain: Session, told: Told, here: tuple[Presence, Presence], mode: Mode, place: str, said: str
) -> None:
    """Presences tell room, remote and hybrid meetings apart, what was announced only where nobody is marked."""
    people = tuple(
        replace(person, presence=presence) for person, presence in zip(plain.participants, here, strict=True)
    )
    meeting = replace(plain.meeting, mode=mode, place=place)
    assert said in told(replace(plain, meeting=meeting, participants=people))


def test_roles_sites_and_times_stand_after_the_name(rich: Session, told: Told) -> None:
    """Present by party, with role in brackets, late and early, and the site of those elsewhere."""
    said = told(rich)
    assert "Kylätoimikunta: Liisa Mäkinen (sihteeri)" in said
    assert "Pekka Virta (saapui klo 17.20, poistui klo 18.00)" in said
    assert "Etänä: Kylätoimikunta: Aino Lehto (Koskenpää) · Muut yhdistykset" in said
    assert "Muut yhdistykset: 30 hlöä, joita ei nimetä" in said
    assert "Estynyt: Seurakunta: Sirpa Koski" in said


def test_the_public_memo_counts_people_by_party(rich: Session, told: Told) -> None:
    """In public there are head-counts of parties, and only the sum of those who could not come."""
    said = told(rich, "public")
    assert "Läsnä: Kylätoimikunta 1 hlö · Jämsän kaupunki 1 hlö · Muut osallistujat 1 hlö" in said
    assert "Muut yhdistykset 30 hlöä" in said
    assert "Estynyt: 1 hlö Mitä puhuttiin" in said


def test_a_crowd_of_no_party_is_counted_too(plain: Session, told: Told) -> None:
    """People who stand for nobody are other participants."""
    assert "Muut osallistujat: 8 hlöä, joita ei nimetä" in told(replace(plain, crowd=(Crowd(count=8),)))
    both = replace(plain, crowd=(Crowd(count=8), Crowd(party="kyla", count=2)))
    assert "Kylätoimikunta: Liisa Mäkinen, 2 hlöä, joita ei nimetä · Pekka Virta · Muut osallistujat: 8" in told(both)


def test_an_idea_tells_all_that_was_made_of_it(plain: Session, told: Told) -> None:
    """An agreement, a task and a parked matter of one idea stand behind it, in one breath."""
    made = replace(
        plain,
        ideas=(Idea(id="I1", text="ajatus", fate="forward"),),
        agreements=(Agreement(id="S1", text="a", origin=("I1",)),),
        tasks=(Task(id="T1", text="b", origin=("I1",)),),
    )
    assert "ajatus → sovittiin (S1), tehtävä (T1)" in told(made)
    both = replace(made, agreements=(*made.agreements, Agreement(id="S2", text="c", origin=("I1",))))
    assert "ajatus → sovittiin (S1, S2), tehtävä (T1)" in told(both)


def test_matters_stand_in_the_order_of_the_programme(plain: Session, doc: Make) -> None:
    """Steps have their question for a heading, in the programme's order; what belongs to no step comes last."""
    ideas = tuple(
        Idea(id=f"I{n}", text=f"ajatus {n}", step=step)
        for n, step in enumerate(("", "group", "opening", "ideas", "omamme"), start=1)
    )
    visits = (Visit(step="group", phase="action"), Visit(step="ideas", phase="action"), Visit(step="group"))
    session = replace(plain, ideas=ideas, visits=visits)
    assert headings(doc(session), 2) == [
        "Miten haluamme tänään toimia yhdessä?",
        "Mitkä ideat viemme nyt eteenpäin?",
        "Mitkä kuuluvat yhteen, ja mikä on tärkeintä?",
        "omamme",
        "Muuta esille tullutta",
    ]


def test_a_step_of_another_phase_and_a_dropped_one_keep_their_titles(plain: Session, doc: Make) -> None:
    """What was recorded before the phase changed or the programme was edited is told under its own step."""
    ideas = (
        Idea(id="I1", text="tarve", phase="exploration", step="needs"),
        Idea(id="I2", text="oma", phase="action", step="oma-kohta"),
        Idea(id="I3", text="pisteet", phase="action", step="group"),
    )
    programme = (
        ProgrammeItem(step="oma-kohta", title="Oma kohta", dropped=True),
        ProgrammeItem(step="group", dropped=True),
    )
    assert set(headings(doc(replace(plain, ideas=ideas, programme=programme)), 2)) == {
        "Mikä paikallinen tarve tuo meidät tähän?",
        "Oma kohta",
        "Mitkä kuuluvat yhteen, ja mikä on tärkeintä?",
    }


def test_ideas_are_grouped_by_theme_with_dots_and_fate(rich: Session, told: Told) -> None:
    """Each idea tells who said it, its dots and in words what became of it."""
    said = told(rich)
    assert "tapahtumat - Kyläpäivä maaliskuussa – Liisa Mäkinen, 5 pistettä → sovittiin (S2)" in said
    assert "Hillotalkoot elokuussa – Aino Lehto ja Veikko Salo" in said
    assert "1 piste → jätettiin odottamaan (P1)" in said
    assert "Uusi laturetki → ei nyt" in said


def test_ideas_come_by_their_dots(plain: Session, told: Told) -> None:
    """The idea with most dots comes first; equal ones stay in the order in which they were said."""
    ideas = tuple(Idea(id=f"I{n}", text=f"ajatus{n}", votes=votes) for n, votes in enumerate((1, 0, 5, 1), start=1))
    said = told(replace(plain, ideas=ideas))
    assert [said.index(f"ajatus{n}") for n in (3, 1, 4, 2)] == sorted(said.index(f"ajatus{n}") for n in (1, 2, 3, 4))


def test_remarks_stand_under_their_step(plain: Session, told: Told) -> None:
    """What was said is told with who said it, once; what something was made of is told there; in public if chosen."""
    remarks = (
        Remark(id="K1", text="bussivuoro lakkaa", by=("liisa",), step="ideas"),
        Remark(id="K2", text="tehdään tästä idea", step="ideas"),
    )
    session = replace(plain, remarks=remarks, parked=(Parked(id="P1", text="bussi", origin=("K2",)),))
    said = told(session)
    assert "eteenpäin? Keskustelussa sanottiin: bussivuoro lakkaa (Liisa Mäkinen)" in said
    assert "tehdään tästä" not in said
    assert "bussivuoro" not in told(session, "public")
    assert "bussivuoro lakkaa" in told(session, "public", with_=frozenset({"remarks"}))


@pytest.mark.parametrize(
    ("fate", "said"), [("open", "- ajatus "), ("forward", "ajatus → jatkoon"), ("parked", "ajatus → jätettiin odott")]
)
def test_a_fate_without_a_follower_is_told_alone(plain: Session, told: Told, fate: Fate, said: str) -> None:
    """An idea may be marked by hand without anything made of it."""
    assert said in told(replace(plain, ideas=(Idea(id="I1", text="ajatus", fate=fate),)))


def test_everybody_is_not_listed_name_by_name(rich: Session, told: Told) -> None:
    """An entry of all who were there says so."""
    here = tuple(person for person in rich.participants if person.presence != "excused")
    extra = replace(here[0], id="maija", name="Maija Ahola")
    session = replace(rich, participants=(*here, extra), tasks=(), agreements=(), parked=(), offers=())
    everybody = tuple(person.id for person in session.participants)
    session = replace(session, ideas=(Idea(id="I9", text="yhdessä", by=everybody, step="ideas"),))
    assert "yhdessä – kaikki paikalla olleet" in told(session)


def test_agreements_tell_their_consent_in_words(rich: Session, told: Told) -> None:
    """What was agreed is followed by who consented and who had a reservation and why, or by what it waits for."""
    said = told(rich)
    assert (
        "1. Pidetään kyläpäivä yhdessä (S2). 2 suostui; Pekka Virta jätti varauman: budjetti on vielä auki."
    ) in said
    assert "2. Kokoonnumme kerran kuussa (S4). Odottaa pöydän vahvistusta." in said
    assert "(S1). 1 suostui; vahvistettava vielä: Sirpa Koski." in said


def test_an_agreement_says_what_there_is_to_say(plain: Session, told: Told) -> None:
    """Everybody's consent, a stamp and a show of hands are told in their own words, and who brought it up."""
    everybody = (Consent(who="liisa", answer="yes"), Consent(who="pekka", answer="yes"))
    agreements = (
        Agreement(id="S1", text="a", consent=everybody, confirmed=True),
        Agreement(id="S2", text="b", confirmed=True, by=("pekka",)),
        Agreement(id="S3", text="c", confirmed=True, hands=Hands(yes=8, no=1, blank=2)),
    )
    said = told(replace(plain, agreements=agreements))
    assert "a (S1). Kaikki suostuivat. 2." in said
    assert "b (S2), esitti Pekka Virta. Luettu ääneen ja hyväksytty pöydässä." in said
    assert "c (S3). Käsin laskettu: 8 puolesta, 1 vastaan, 2 tyhjää." in said
    assert "esitti" not in told(replace(plain, agreements=agreements), "public")


def test_a_blocked_agreement_is_not_agreed(rich: Session, doc: Make, told: Told) -> None:
    """One no is enough: the memo says in words that it was not agreed, stamp or no stamp."""
    blocked = replace(rich.agreements[2], confirmed=True)
    let_go = Agreement(id="S9", text="Luovuttiin", state="not_agreed")
    session = replace(rich, agreements=(blocked, let_go))
    assert headings(doc(session), 1)[0] == "Ei sovittu"
    said = told(session)
    assert "Ei sovittu" not in said.replace("Ei sovittu", "", 1)
    assert "Perustetaan yhteinen tili (S3). 1 suostui; Veikko Salo ei suostunut: en voi sitoutua." in said
    assert "Luovuttiin (S9)." in said
    assert "hyväksytty pöydässä" not in said


@pytest.mark.parametrize(
    ("mandate", "carrier", "said"),
    [
        ("decision", "", "Päätettäväksi: valot hiihtoladulle (S1): ! viejää ei ole vielä nimetty"),
        ("decision", "pekka", "Päätettäväksi: valot hiihtoladulle (S1): Pekka Virta vie"),
        ("organisation", "", "Jokainen taho vie asian omalle väelleen vahvistettavaksi."),
        ("organisation", "pekka", "Pekka Virta vie asian taustayhteisönsä vahvistettavaksi."),
    ],
)
def test_a_mandate_names_its_carrier(plain: Session, told: Told, mandate: Mandate, carrier: str, said: str) -> None:
    """What the table cannot make true alone says who takes it further, or that nobody was named."""
    agreement = Agreement(id="S1", text="valot hiihtoladulle", mandate=mandate, carrier=carrier)
    assert said in told(replace(plain, agreements=(agreement,)))


def test_a_task_without_an_owner_says_so_loudly(rich: Session, doc: Make) -> None:
    """Nothing is told in the passive: where nobody was named, an alarm stands in the owner's place."""
    assert "ei vielä kukaan" in alerts(doc(rich))
    assert "ei vielä kukaan" in alerts(doc(rich, "public"))


def test_an_owner_who_was_not_there_has_still_to_be_asked(rich: Session, told: Told) -> None:
    """A task for somebody absent is marked until confirmed."""
    assert "Sirpa Koski (kysyttävä vielä)" in told(rich)


def test_tasks_tell_who_carries_them_and_with_what(rich: Session, told: Told) -> None:
    """The first owner carries the task; each pledge names its giver where there are several owners."""
    said = told(rich)
    assert "Kuka: Liisa Mäkinen ja Seurakunta Mitä: Varataan sali (T6) Mihin mennessä: ti 15.12." in said
    assert "Millä: Seurakunta: seurakuntasali; Liisa Mäkinen: 20 h" in said
    assert "Mihin mennessä: ennen joulua" in said


def test_tasks_of_earlier_meetings_stand_with_the_new_ones(rich: Session, told: Told) -> None:
    """New tasks come first, carried ones after them, those that nobody has taken last; what is done is thanked."""
    said = told(rich)
    assert said.index("(T6)") < said.index("(T8)") < said.index("(T4)") < said.index("(T7)")
    assert "Mitä: Kysytään kunnalta talvikunnossapidosta (T4) odottaa: päätös tulee joulukuussa" in said
    assert "Valmistui: Kerätään kylien yhteystiedot (T5) – kiitos, Aino Lehto" in said


def test_what_was_late_says_so_also_when_it_gets_a_new_day(rich: Session, told: Told) -> None:
    """A day that had passed is told beside the one it was moved to."""
    assert "Mihin mennessä: myöhässä su 1.11. → pe 15.1.2027" in told(rich)


@pytest.mark.parametrize(("state", "late"), [("open", True), ("done", False)])
def test_only_an_open_task_is_late(plain: Session, doc: Make, state: TaskState, late: bool) -> None:  # noqa: FBT001
    """A date that has passed is an alarm while the task is open."""
    task = Task(id="T1", text="soita", owners=("liisa",), due=date(2026, 11, 1), due_text="viimeistään", state=state)
    assert ("myöhässä viimeistään (su 1.11.)" in alerts(doc(replace(plain, tasks=(task,))))) is late


@pytest.mark.parametrize(
    ("pledge", "said"),
    [
        (Pledge(text="20 h", by="liisa", kind="time", amount=20, unit="h"), "Millä: 20 h Seuraava"),
        (Pledge(text="leivontaa", by="liisa", amount=2.5, unit="h"), "Millä: leivontaa (2,5 h) Seuraava"),
        (Pledge(text="avustus", by="liisa", amount=12500, unit="€"), "Millä: avustus (12 500 €) Seuraava"),
        (Pledge(text="1 150 €", by="liisa", amount=1150, unit="€"), "Millä: 1 150 € Seuraava"),
        (Pledge(text="tuoleja", by="kyla", amount=3), "Millä: Kylätoimikunta: tuoleja (3) Seuraava"),
        (Pledge(text="jotakin"), "Millä: jotakin Seuraava"),
    ],
)
def test_a_pledge_keeps_its_words_and_tells_its_amount_once(
    plain: Session, told: Told, pledge: Pledge, said: str
) -> None:
    """The only owner's own pledge needs no name; an amount that the words hold already is not said again."""
    task = Task(id="T1", text="leivotaan", owners=("liisa",), resources=(pledge,))
    assert said in told(replace(plain, tasks=(task,)))


_HALL, _HOURS = Pledge(text="tila", by="kyla"), Pledge(text="20 h", by="kyla", kind="time", amount=20, unit="h")
_TOGETHER = Pledge(text="500 €", amount=500, unit="€")


@pytest.mark.parametrize(
    ("pledges", "said"),
    [
        ((_HALL, _HOURS), "Kylätoimikunta: tila, 20 h"),
        ((_HALL, Pledge(text="kahvit", by="pekka"), _HOURS), "Kylätoimikunta: tila, 20 h; Pekka Virta: kahvit"),
        ((_TOGETHER,), "yhdessä 500 €"),
        ((_TOGETHER, Pledge(text="autot"), _HALL), "yhdessä 500 €, autot; Kylätoimikunta: tila"),
        ((replace(_HALL, ask=True), replace(_HOURS, ask=True)), "Kylätoimikunta: tila, 20 h (antaja kysyttävä)"),
        ((replace(_HALL, ask=True), _HOURS), "Kylätoimikunta: tila (antaja kysyttävä), 20 h"),
        ((Pledge(text="leivonta", by="kyla", amount=2.5, unit="h"), _HALL), "Kylätoimikunta: leivonta (2,5 h), tila"),
    ],
)
def test_each_giver_is_told_once(plain: Session, told: Told, pledges: tuple[Pledge, ...], said: str) -> None:
    """A giver stands once before all that they give; what nobody in particular gives the owners give together."""
    task = Task(id="T1", text="leivotaan", owners=("liisa", "pekka"), resources=pledges)
    assert f"Millä: {said} Seuraava" in told(replace(plain, tasks=(task,)))


def test_things_of_the_only_owner_and_of_nobody_need_no_giver(plain: Session, told: Told) -> None:
    """Who does it alone gives what nobody else does; in public two of one party are told as one giver."""
    alone = Task(id="T1", text="leivotaan", owners=("liisa",), resources=(Pledge(text="uuni", by="liisa"), _TOGETHER))
    nobody = replace(alone, owners=(), resources=(_TOGETHER, Pledge(text="autot")))
    assert "Millä: uuni, 500 € Seuraava" in told(replace(plain, tasks=(alone,)))
    assert "Millä: 500 €, autot Seuraava" in told(replace(plain, tasks=(nobody,)))
    public = replace(alone, owners=("pekka",), resources=(_HALL, Pledge(text="uuni", by="liisa")))
    assert "Millä: Kylätoimikunta: tila, uuni Seuraava" in told(replace(plain, tasks=(public,)), "public")


def test_parked_matters_have_their_next_step(rich: Session, told: Told, doc: Make) -> None:
    """What waits says what happens next where that was agreed, and nothing in red where it was not."""
    said = told(rich)
    assert (
        "Odottamaan: Kimppakyydit (P1) – Pekka Virta; seuraava askel: Otetaan esiin tammikuussa Latukartta (P2)"
    ) in said
    assert alerts(doc(rich)) == ["ei vielä kukaan"]


def test_matters_for_decision_makers_say_who_takes_them(rich: Session, told: Told, doc: Make) -> None:
    """What goes to decision makers, who takes it and by when: of a task its owner; the own people are told with it."""
    said = told(rich)
    assert "Päätettäväksi: Pidetään kyläpäivä yhdessä (S2): Pekka Virta vie 31.1.2027 mennessä" in said
    assert "Kutsutaan partio mukaan (T8) vahvistetaan omassa väessä" in said
    agreements = (
        Agreement(id="S1", text="a", mandate="organisation"),
        Agreement(id="S2", text="b", mandate="decision"),
    )
    task = Task(id="T1", text="vuokra", owners=("liisa",), mandate="decision", due=date(2026, 11, 1))
    session = replace(rich, agreements=agreements, tasks=(task,))
    said = told(session)
    assert "Jokainen taho vie asian omalle väelleen vahvistettavaksi." in said
    assert "vuokra (T1): Liisa Mäkinen vie, ! myöhässä 1.11.2026" in said
    assert alerts(doc(session)).count("viejää ei ole vielä nimetty") == 1


def test_words_that_tell_of_taking_are_not_said_twice(rich: Session, told: Told) -> None:
    """What is taken somewhere by its own words names who takes it, by when and how late, and nothing more."""
    task = Task(id="T1", text="Viedään aloite kunnalle", owners=("liisa",), mandate="decision", due=date(2026, 11, 30))
    assert "Viedään aloite kunnalle (T1): Liisa Mäkinen, 30.11.2026 mennessä" in told(replace(rich, tasks=(task,)))
    late = replace(task, due=date(2026, 11, 1))
    assert "Viedään aloite kunnalle (T1): Liisa Mäkinen, ! myöhässä" in told(replace(rich, tasks=(late,)))
    undated = replace(task, due=None)
    assert "Viedään aloite kunnalle (T1): Liisa Mäkinen " in told(replace(rich, tasks=(undated,)))


def test_what_is_under_way_says_so_where_it_is_looked_back_at(rich: Session, told: Told) -> None:
    """A promise that was begun is told as under way, its history behind it; the table of tasks says what waits."""
    day = rich.meeting.date
    task = Task(id="T9", text="ladut", owners=("liisa",), raised_on=date(2026, 10, 1), reviewed_on=day)
    session = replace(rich, meeting=replace(rich.meeting, began=("T9",)))
    said = told(replace(session, tasks=(replace(task, state="active"),)))
    assert "ladut (T9): kesken, annettu 1.10.2026" in said
    assert "ladut (T9): annettu 1.10.2026" in told(replace(session, tasks=(replace(task, state="waiting"),)))
    assert "ladut (T9): annettu 1.10.2026" in told(replace(session, tasks=(task,)))


def test_a_task_that_another_takes_to_decision_makers_keeps_its_doer_and_day(rich: Session, told: Told) -> None:
    """Who does it by when stands in the table of tasks; what is late is told by the day of whoever takes it."""
    task = Task(id="T1", text="juliste", owners=("liisa",), due=date(2026, 10, 5), mandate="decision", carrier="pekka")
    taken = replace(task, carrier_due=date(2026, 11, 30))
    said = told(replace(rich, tasks=(taken,)))
    assert "Kuka: Liisa Mäkinen Mitä: juliste (T1) Mihin mennessä: ! myöhässä ma 5.10." in said
    assert "juliste (T1): Pekka Virta vie 30.11.2026 mennessä" in said
    late = replace(rich.agreements[0], mandate="decision", carrier="pekka", carrier_due=date(2026, 10, 30))
    assert f"({late.id}): Pekka Virta vie, ! myöhässä 30.10.2026" in told(replace(rich, agreements=(late,)))


@pytest.mark.parametrize(
    ("owners", "due", "due_text", "carrier", "carrier_due", "in_table"),
    [
        (("liisa",), None, "", "", None, False),
        (("liisa",), date(2026, 12, 1), "", "", None, False),
        (("liisa",), date(2026, 12, 1), "", "liisa", date(2026, 12, 1), False),
        ((), None, "", "pekka", date(2026, 12, 1), False),
        (("liisa", "pekka"), None, "", "", None, True),
        (("liisa",), None, "ennen joulua", "", None, True),
        (("liisa",), date(2026, 12, 1), "", "liisa", date(2026, 12, 20), True),
        (("liisa",), date(2026, 12, 1), "", "pekka", None, True),
    ],
)
def test_a_task_for_decision_makers_is_told_once_where_one_line_tells_all(
    rich: Session,
    told: Told,
    owners: tuple[str, ...],
    due: date | None,
    due_text: str,
    carrier: str,
    carrier_due: date | None,
    *,
    in_table: bool,
) -> None:
    """A doer who takes it there by the same day has a line alone; anything more stands in the table as well."""
    task = Task(id="T1", text="juliste", mandate="decision", owners=owners, due=due, due_text=due_text)
    said = told(replace(rich, tasks=(replace(task, carrier=carrier, carrier_due=carrier_due),)))
    assert said.count("juliste (T1)") == 1 + in_table


def test_reservations_are_told_with_their_words_only_to_participants(rich: Session, told: Told) -> None:
    """The public memo has their number alone, their words only where they were chosen, and names who agreed to it."""
    public = told(rich, "public")
    assert "2 suostui; yksi taho jätti varauman." in public
    assert "yksi taho ei suostunut." in public
    assert "budjetti" not in public
    assert "sitoutua" not in public
    assert "yksi taho jätti varauman: budjetti on vielä auki." in told(
        rich, "public", with_=frozenset({"reservations"})
    )
    pekka = replace(rich.participants[1], public=True)
    named = replace(rich, participants=(rich.participants[0], pekka, *rich.participants[2:]))
    assert "Pekka Virta jätti varauman." in told(named, "public")


def test_a_reservation_may_have_no_reason(plain: Session, told: Told) -> None:
    """The name alone is told then."""
    agreement = Agreement(id="S1", text="a", consent=(Consent(who="pekka", answer="reservation"),))
    said = told(replace(plain, agreements=(agreement,)))
    assert "a (S1). Pekka Virta jätti varauman; yksi ei ole vielä vastannut. Seuraava" in said


def test_whoever_has_not_answered_yet_is_told_until_the_table_has_confirmed(plain: Session, told: Told) -> None:
    """One answer of two does not read as agreed by all; what was read aloud and accepted waits for nobody."""
    agreement = Agreement(id="S1", text="a", consent=(Consent(who="pekka", answer="yes"),))
    assert "a (S1). 1 suostui; yksi ei ole vielä vastannut." in told(replace(plain, agreements=(agreement,)))
    confirmed = replace(agreement, confirmed=True)
    assert "a (S1). 1 suostui. Seuraava" in told(replace(plain, agreements=(confirmed,)))


def test_the_look_back_tells_what_became_of_promises(rich: Session, told: Told) -> None:
    """Promises looked back at are told with their state, new date and reason; carried agreements stand beside them."""
    said = told(rich)
    assert (
        "- Kysytään kunnalta talvikunnossapidosta (T4): annettu 19.9.2026, siirretty 2 kertaa, uusi määräaika 15.1.2027"
    ) in said
    assert "- Kerätään kylien yhteystiedot (T5): valmis, annettu 24.10.2026" in said
    assert "- Tiedotamme yhdessä kylien kalenterissa (S1)." in said
    lapsed = replace(rich.tasks[1], state="lapsed", note="ei aikaa")
    assert "(T5): rauennut, annettu 24.10.2026; syy: ei aikaa" in told(replace(rich, tasks=(lapsed,)))
    assert "ei aikaa" not in told(replace(rich, tasks=(lapsed,)), "public")


def test_the_look_back_tells_of_lost_dates_and_new_owners(rich: Session, told: Told) -> None:
    """A promise may lose its date or its owner."""
    first = rich.tasks[0]
    story = (first.story[0], replace(first.story[0], what="given-on", text="Sirpa Koski"))
    session = replace(rich, tasks=(replace(first, due=None, story=story, owners=()),))
    assert "siirretty 2 kertaa, määräaika siirtyi, Sirpa Koski ei enää tee tätä, eikä uutta" in told(session)
    given = replace(session, tasks=(replace(session.tasks[0], owners=("liisa",)),))
    assert "vastuuhenkilö vaihtui: Sirpa Koski → Liisa Mäkinen" in told(given)
    assert "määräaika siirtyi, vastuuhenkilö vaihtui" in told(given, "public")
    assert "Sirpa" not in told(given, "public")


def test_what_is_still_to_be_agreed_is_not_told_as_decided(rich: Session, told: Told) -> None:
    """A matter of an earlier meeting that somebody said no to waits: it is not marked as not agreed once more."""
    waiting = Agreement(id="S1", text="vanha asia", consent=(Consent(who="pekka", answer="no", on=date(2026, 10, 24)),))
    meeting = replace(rich.meeting, began=("S1",))
    said = told(replace(rich, meeting=meeting, agreements=(waiting,)))
    assert "- vanha asia (S1)." in said
    assert "Ei sovittu: vanha asia" not in said


def test_a_task_of_everybody_names_them_in_a_word(rich: Session, told: Told) -> None:
    """Who does it is everybody who was there, instead of a list of all of them."""
    people = tuple(Participant(id=f"p{at}", name=f"Nimi {at}", presence="present") for at in range(6))
    task = Task(id="T1", text="kerrotaan", owners=tuple(person.id for person in people))
    assert "Kuka: kaikki paikalla olleet Mitä: kerrotaan" in told(replace(rich, participants=people, tasks=(task,)))
    others = tuple(replace(person, presence="absent") for person in people[:3])
    assert (
        "kaikki"
        not in told(replace(rich, participants=(*others, *people[3:]), tasks=(task,))).partition("Mitä: kerrotaan")[0]
    )


def test_parties_that_bear_a_persons_name_are_counted_together_in_public(rich: Session, told: Told) -> None:
    """Firms called after somebody are other participants, however many of them there are."""
    parties = tuple(
        Party(id=f"tmi{at}", name=f"Tmi {name}") for at, name in enumerate(("Aila Kuusisto", "Eino Vesala"))
    )
    names = zip(("Aila Kuusisto", "Eino Vesala"), parties, strict=True)
    owners = tuple(Participant(id=one.id[3:] + "x", name=name, party=one.id, presence="present") for name, one in names)
    session = replace(rich, parties=(*rich.parties, *parties), participants=(*rich.participants, *owners))
    assert "2 muuta osallistujaa" in told(session, "public")


def test_what_is_on_offer_is_told_as_things_and_givers(rich: Session, told: Told) -> None:
    """Offers are things from somebody; one tied to a task names it; the public is told only where that was chosen."""
    said = told(rich)
    assert "Tarjolla: Liisa Mäkinen: osaan leipoa (O1) Veikko Salo: pieni avustus (500 €) (O2)" in said
    assert "leipoa" not in told(rich, "public")
    assert "Tarjolla: Kylätoimikunta: osaan leipoa" in told(rich, "public", with_=frozenset({"offers"}))
    tied = Offer(id="O3", text="talkoot", task="T1")
    assert "Tarjolla: talkoot (O3) – tehtävään T1" in told(replace(rich, offers=(tied,)))


def test_the_self_check_shows_what_was_said_with_its_scale(rich: Session, plain: Session, told: Told) -> None:
    """Hands or means with their words, and what was said the last time; nothing that nobody claimed."""
    said = told(rich)
    assert "paikalliset tarpeet: keskiarvo 4,5 asteikolla 1–5 – tarpeet tulivat kyliltä" in said
    assert "Tutustuin uusiin ihmisiin ja tahoihin: käsiä 11, paikalla 34" in said
    assert "Kumppanuussopimusten tarve" not in said
    now = replace(plain, evaluations=(Evaluation(key="new-people", value=2), Evaluation(key="together", value=3)))
    before = replace(now, meeting=replace(now.meeting, date=date(2026, 10, 24)))
    said = told(now, others=(replace(before, evaluations=(Evaluation(key="new-people", value=1),)),))
    assert "Tutustuin uusiin ihmisiin ja tahoihin: käsiä 2, paikalla 2 (viimeksi 1)" in said
    assert "päällekkäisyys vähenee: käsiä 3 Pöydän" in said


def test_a_check_may_have_words_alone(plain: Session, told: Told) -> None:
    """An answer without a figure keeps its words."""
    session = replace(plain, evaluations=(Evaluation(key="community", text="lämmin ilta"),))
    assert "Koimme yhteisöllisyyttä: lämmin ilta" in told(session)


def test_lines_of_the_closing_round_that_name_their_speaker_stay_among_participants(rich: Session, told: Told) -> None:
    """The public memo has only what was said by nobody in particular."""
    common = Evaluation(key="closing-round", text="Tultiin kuulluksi")
    session = replace(rich, evaluations=(*rich.evaluations, common))
    assert "Liisa Mäkinen: Hyvä henki, kiitos Pekalle!" in told(session)
    assert "Hyvä henki" not in told(session, "public")
    assert "Loppukierros: Tultiin kuulluksi" in told(session, "public")


def test_the_terms_funnel_counts_its_meetings_until_this_one(rich: Session, told: Told) -> None:
    """What became of the term's ideas is told once there was a meeting before; a blocked agreement is not agreed."""
    assert "Kaudella" not in told(rich)
    before = replace(rich, meeting=replace(rich.meeting, date=date(2026, 10, 24)), ideas=(Idea(id="I9", text="a"),))
    assert "Kaudella: 4 ideaa → 3 sovittua → 5 tehtävää, joista 1 on valmis" in told(rich, others=(before,))
    long_ago = replace(before, meeting=replace(before.meeting, date=date(2025, 1, 1)))
    assert "Kaudella" not in told(rich, others=(long_ago,))
    later = replace(before, meeting=replace(before.meeting, date=rich.meeting.date, nth=2))
    assert "Kaudella" not in told(rich, others=(later,))


def test_time_used_is_told_where_it_is_asked_for(rich: Session, told: Told) -> None:
    """Planned and used minutes stand beside one another, a step come back to once."""
    asked = frozenset[Part]({"minutes"})
    assert "Ohjelmakohta: Ideat Suunniteltu, min: 15 Käytetty, min: 25" in told(rich, with_=asked)
    assert "Ohjelmakohta" in told(rich, "public", with_=asked)
    assert "Ajankäyttö" not in told(rich)


def test_a_step_of_no_programme_has_no_planned_time(rich: Session, told: Told) -> None:
    """The time used in a step that is no longer known is told all the same."""
    visit = replace(rich.visits[0], step="vanha")
    said = told(replace(rich, visits=(visit,)), with_=frozenset[Part]({"minutes"}))
    assert "Ohjelmakohta: vanha Käytetty, min: 5" in said


def test_a_brief_memo_is_the_first_page_alone(rich: Session, doc: Make, told: Told) -> None:
    """What was agreed, who does what, what goes on and the next meeting; no details, no note to the reader."""
    assert headings(doc(rich, brief=True), 1) == ["Sovittiin", "Kuka tekee mitä"]
    assert told(rich).startswith(told(rich, brief=True))


def test_the_next_meeting_is_told_or_missed(plain: Session, told: Told) -> None:
    """Date, time and place as far as they are agreed, an alarm where they are not."""
    assert "Seuraava tapaaminen: ! aikaa ei sovittu" in told(plain)
    ending = replace(plain, table=replace(plain.table, choice="end"))
    assert "Seuraava" not in told(ending)
    meeting = replace(plain.meeting, next_date=date(2026, 12, 12), next_place="Kirjasto")
    assert "Seuraava tapaaminen: la 12.12.2026, Kirjasto" in told(replace(plain, meeting=meeting))
    meeting = replace(meeting, next_start=time(9, 5))
    assert "Seuraava tapaaminen: la 12.12.2026 klo 9.05, Kirjasto" in told(replace(plain, meeting=meeting))


def test_the_secretary_recorded(rich: Session, plain: Session, told: Told) -> None:
    """The memo says who recorded it, in public by party, or when alone."""
    assert "Kirjasi: Liisa Mäkinen, 21.11.2026" in told(rich)
    assert "Kirjasi: Kylätoimikunta, 21.11.2026" in told(rich, "public")
    assert "Kirjattu: 21.11.2026" in told(plain)


@pytest.mark.parametrize(
    ("status", "said"), [("draft", "Luonnos"), ("review", "Tarkistettavana"), ("accepted", "Hyväk")]
)
def test_the_standing_stands_beside_the_title(plain: Session, doc: Make, status: Status, said: str) -> None:
    """A memo is a draft, under check or accepted."""
    made = doc(replace(plain, meeting=replace(plain.meeting, status=status)))
    assert made.standing.startswith(said)


def test_materials_lead_to_their_addresses(plain: Session, told: Told) -> None:
    """An address that a memo may not lead to stays as words."""
    materials = (Material(title="Kalvot", url="https://example.org/a"), Material(title="Paperi", url="kansio/paperi"))
    said = told(replace(plain, materials=materials))
    assert "Aineisto: Kalvot (https://example.org/a) · Paperi (kansio/paperi)" in said


def test_what_the_table_has_answered_stands_in_the_head(plain: Session, told: Told) -> None:
    """The agreement question and the choice are told once they are answered."""
    table = replace(plain.table, agreement_needed="yes", choice="renew", goal="Hillotehdas", theme="nuoret")
    said = told(replace(plain, table=table))
    assert "Kumppanuussopimus: tarvitaan Pöydän jatko: uudistetaan" in said
    assert "Yhteinen tavoite: Hillotehdas Teema: nuoret" in said


def test_entries_of_earlier_meetings_are_not_told_as_said_now(plain: Session, doc: Make) -> None:
    """What was carried here has its place outside the matters handled."""
    session = replace(
        plain,
        agreements=(Agreement(id="S1", text="vanha", step="ideas", at=EARLIER),),
        parked=(Parked(id="P1", text="vanha", step="ideas", at=EARLIER),),
        offers=(Offer(id="O1", text="vanha", step="ideas", at=EARLIER),),
        visits=(Visit(step="ideas", entered=LATER),),
    )
    assert "Sovittiin" not in headings(doc(session), 1)
    assert headings(doc(session), 2) == ["Sovittavana aiemmilta kerroilta"]


def test_what_was_brought_along_and_is_confirmed_now_is_told_first(plain: Session, doc: Make, told: Told) -> None:
    """An earlier agreement that was accepted or let go by now is this meeting's; one that waits is not."""
    settled = Agreement(id="S1", text="vanha", step="ideas", at=EARLIER, confirmed=True)
    session = replace(plain, agreements=(settled, Agreement(id="S2", text="kesken", step="ideas", at=EARLIER)))
    assert headings(doc(session), 1)[0] == "Sovittiin"
    let_go = replace(settled, confirmed=False, state="not_agreed")
    assert headings(doc(replace(session, agreements=(let_go,))), 1)[0] == "Ei sovittu"
    assert told(session).index("vanha (S1)") < told(session).index("Sovittavana aiemmilta kerroilta - kesken (S2)")


def test_words_that_tell_the_day_are_not_followed_by_it(plain: Session, told: Told) -> None:
    """A day that stands in the words is told once."""
    task = Task(id="T1", text="soita", owners=("liisa",), due=date(2026, 12, 15), due_text="ti 15.12. klo 12")
    assert "Mihin mennessä: ti 15.12. klo 12 Seuraava" in told(replace(plain, tasks=(task,)))


def test_a_promise_withdrawn_in_the_meeting_that_gave_it_was_not_given_the_last_time(
    plain: Session, told: Told
) -> None:
    """What was promised and let go on one evening is told apart from what came along."""
    new = Task(id="T2", text="soita", state="lapsed", note="ei aikaa", raised_on=plain.meeting.date)
    old = Task(id="T1", text="leivo", state="lapsed", raised_on=date(2026, 10, 24))
    meeting = replace(plain.meeting, began=("T1",))
    said = told(replace(plain, meeting=meeting, tasks=(old, new)))
    before, after = said.split("Luvattiin ja peruttiin tässä tapaamisessa")
    assert "Viime kerralla lupasimme" in before
    assert "leivo (T1)" in before
    assert "soita (T2): rauennut; syy: ei aikaa" in after


def test_whoever_was_there_when_a_task_was_given_need_not_be_asked(plain: Session, told: Told) -> None:
    """Somebody who has not come to a later meeting has said yes in the earlier one; a stranger to both is asked."""
    people = tuple(replace(person, presence="expected") for person in plain.participants)
    tasks = (Task(id="T1", text="soita", owners=("liisa",)), Task(id="T2", text="leivo", owners=("liisa",)))
    earlier = replace(plain, meeting=replace(plain.meeting, date=date(2026, 10, 24), number=2), tasks=tasks[:1])
    later = replace(plain, participants=people, tasks=tasks)
    said = told(later, "participants", (earlier,))
    assert "Kuka: Liisa Mäkinen Mitä: soita" in said
    assert "Kuka: Liisa Mäkinen (kysyttävä vielä) Mitä: leivo" in said


def test_a_memo_without_people_claims_nothing_of_names(plain: Session, told: Told) -> None:
    """Where nobody is on the roster it is said neither that there are names nor how they are told."""
    nobody = replace(plain, participants=())
    assert "nimiä" not in told(nobody)
    assert "tahoittain" not in told(nobody, "public")


def test_an_address_that_may_name_somebody_waits_like_any_word(plain: Session, told: Told) -> None:
    """A material's page may be a person's; what is decided of it decides whether it leads there."""
    url = "https://facebook.com/mokkivaari"
    session = replace(plain, materials=(Material(title="Sivu", url=url),))
    assert "Tarkistamatta julkaisua varten: 1 kohta." in told(session, "public")
    decisions: tuple[tuple[Decision, bool], ...] = (("keep", True), ("cover", False))
    for decision, shown in decisions:
        made = Proof(where="materials.1.url", word="mokkivaari", text=url, decision=decision)
        said = told(replace(session, proof=(made,)), "public")
        assert (url in said) is shown
        assert "Tarkistamatta" not in said
