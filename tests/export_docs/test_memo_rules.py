"""One plain example for each rule of the memo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from kpfacil.export import text
from kpfacil.export.document import Alert, Doc, Heading, Inline, ListBlock, Table
from kpfacil.export.memo import memo
from kpfacil.export.tell import Profile
from kpfacil.model.entries import Agreement, Consent, Fate, Idea, Mandate, Offer, Parked, Pledge, Task, TaskState
from kpfacil.model.meeting import Evaluation, Material, Mode, ProgrammeItem, Status, Visit
from kpfacil.model.people import Crowd, Presence
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

Make = Callable[..., Doc]
Told = Callable[..., str]

ZONE = timezone(timedelta(hours=2))
LATER = datetime(2026, 11, 21, 17, 0, tzinfo=ZONE)
EARLIER = datetime(2026, 10, 24, 17, 0, tzinfo=ZONE)


@pytest.fixture
def told(fi: Texts, process: Process) -> Told:
    def tell(session: Session, profile: Profile = "participants") -> str:
        return " ".join(text.render(memo(session, fi, process, profile)).split())

    return tell


@pytest.fixture
def doc(fi: Texts, process: Process) -> Make:
    def make(session: Session, profile: Profile = "participants") -> Doc:
        return memo(session, fi, process, profile)

    return make


def alerts(doc: Doc) -> list[str]:
    cells: list[Inline] = []
    for block in doc.blocks:
        match block:
            case Table(rows=rows):
                cells += [inline for row in rows for cell in row for inline in cell]
            case ListBlock(items=items):
                cells += [inline for item in items for inline in item]
    return [cell.text for cell in cells if isinstance(cell, Alert)]


def headings(doc: Doc, level: int) -> list[str]:
    return [block.text for block in doc.blocks if isinstance(block, Heading) and block.level == level]


def test_the_title_names_the_table_the_number_and_the_year(plain: Session, doc: Make) -> None:
    """The memo's title is the table, muistio and number/year; its date the meeting's where nothing else is said."""
    made = doc(plain)
    assert made.title == "Kyläpöytä – muistio 3/2026"
    assert made.date == date(2026, 11, 21)
    assert made.lang == "fi-FI"


def test_a_memo_can_be_dated_after_the_meeting(plain: Session, fi: Texts, process: Process) -> None:
    """The day of writing stands in the memo."""
    made = memo(plain, fi, process, "participants", date(2026, 11, 23))
    assert made.date == date(2026, 11, 23)
    assert "Päiväys: ma 23.11.2026" in text.render(made)


def test_an_empty_meeting_has_no_empty_sections(plain: Session, doc: Make) -> None:
    """Only what there is gets a heading."""
    assert headings(doc(plain), 1) == ["Osallistujat", "Seuraava tapaaminen", "Muistion tiedot"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, "Aika: la 21.11.2026 Paikka"),
        (time(17), None, "Aika: la 21.11.2026 klo 17.00 Paikka"),
        (time(17), time(18, 30), "Aika: la 21.11.2026 klo 17.00–18.30 Paikka"),
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
        (("present", "present"), "hybrid", "Kirjasto", "Paikka: Kirjasto Vaihe"),
        (("present", "present"), "room", "", "Paikka: Paikkaa ei kirjattu"),
        (("remote", "remote"), "room", "", "Paikka: Etätapaaminen"),
        (("remote", "remote"), "room", "Teams", "Paikka: Etätapaaminen, Teams"),
        (("present", "remote"), "room", "Kirjasto", "Paikka: Kirjasto, osa osallistujista etänä"),
        (("expected", "expected"), "remote", "Teams", "Paikka: Etätapaaminen, Teams"),
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
    assert "Etänä: 31 hlöä Kylätoimikunta: Aino Lehto (Koskenpää)" in said
    assert "Muut yhdistykset: 30 hlöä, joita ei nimetä" in said
    assert "Estynyt: 1 hlö Seurakunta: Sirpa Koski" in said


def test_the_public_memo_counts_people_by_party(rich: Session, told: Told) -> None:
    """In public there are head-counts of parties, and only the sum of those who could not come."""
    said = told(rich, "public")
    assert "Läsnä: 3 hlöä Kylätoimikunta: 1 hlö Jämsän kaupunki: 1 hlö Muut osallistujat: 1 hlö" in said
    assert "Muut yhdistykset: 30 hlöä" in said
    assert "Estynyt: 1 hlö Tiedoksi" in said


def test_a_crowd_of_no_party_is_counted_too(plain: Session, told: Told) -> None:
    """People who stand for nobody are other participants."""
    assert "Muut osallistujat: 8 hlöä, joita ei nimetä" in told(replace(plain, crowd=(Crowd(count=8),)))


def test_matters_are_numbered_in_walking_order(plain: Session, doc: Make, process: Process) -> None:
    """Steps come as they were walked, then as the programme has them, and what belongs to no step last."""
    ideas = tuple(
        Idea(id=f"I{n}", text=f"ajatus {n}", step=step)
        for n, step in enumerate(("", "group", "opening", "ideas", "omamme"), start=1)
    )
    visits = (Visit(step="group", phase="action"), Visit(step="ideas", phase="action"), Visit(step="group"))
    session = replace(plain, ideas=ideas, visits=visits)
    assert headings(doc(session), 2) == [
        "1. Ryhmittely ja pisteet",
        "2. Ideat",
        "3. Avaus ja pelisäännöt",
        "4. omamme",
        "5. Muut asiat",
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
    assert headings(doc(replace(plain, ideas=ideas, programme=programme)), 2) == [
        "1. Tarpeet",
        "2. Oma kohta",
        "3. Ryhmittely ja pisteet",
    ]


def test_ideas_are_grouped_by_theme_with_dots_and_fate(rich: Session, told: Told) -> None:
    """Each idea tells who said it, its dots and what became of it; those without dots stay."""
    said = told(rich)
    assert "Ideat: tapahtumat - I1 Kyläpäivä maaliskuussa – Liisa Mäkinen, 5 pistettä, jatkoon: S2" in said
    assert "I3 Hillotalkoot elokuussa – Aino Lehto ja Veikko Salo" in said
    assert "Muut ideat - I2" in said
    assert "1 piste, jätettiin odottamaan: P1" in said
    assert "I4 Uusi laturetki – ei nyt" in said


@pytest.mark.parametrize(
    ("fate", "said"), [("open", "I1 ajatus "), ("forward", "ajatus – jatkoon"), ("parked", "ajatus – jätettiin odott")]
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
    assert "I9 yhdessä – kaikki paikalla olleet" in told(session)


def test_agreements_tell_their_consent_round_and_who_takes_them_on(rich: Session, told: Told) -> None:
    """What was agreed is followed by the round's sums, the stamp and the mandate."""
    said = told(rich)
    assert (
        "Sovittu S2: Pidetään kyläpäivä yhdessä Esitti: Liisa Mäkinen. Pohjana: I1. "
        "Suostumuskierros: suostuu 2, varauma 1. Luettu ääneen ja hyväksytty pöydässä. "
        "Pekka Virta vie asian päätöksentekoon 31.1.2027 mennessä."
    ) in said
    assert "Sovittu S4: Kokoonnumme kerran kuussa Odottaa pöydän vahvistusta." in said
    assert "Vahvistettava vielä: Sirpa Koski." in said


def test_a_blocked_agreement_is_not_agreed(rich: Session, doc: Make, told: Told) -> None:
    """One no is enough: the memo says loudly that it was not agreed, stamp or no stamp."""
    blocked = replace(rich.agreements[2], confirmed=True)
    session = replace(rich, agreements=(blocked,))
    assert "Ei sovittu S3" in alerts(doc(session))
    assert "hyväksytty pöydässä" not in told(session)


@pytest.mark.parametrize(
    ("mandate", "carrier", "said"),
    [
        ("decision", "", "Viedään päätöksentekoon; viejää ei nimetty."),
        ("decision", "pekka", "Pekka Virta vie asian päätöksentekoon."),
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
    assert "Vastuuhenkilöä ei nimetty" in alerts(doc(rich))
    assert "Vastuuhenkilöä ei nimetty" in alerts(doc(rich, "public"))


def test_an_owner_who_was_not_there_has_still_to_be_asked(rich: Session, told: Told) -> None:
    """A task for somebody absent is marked until confirmed."""
    assert "Sirpa Koski (kysyttävä vielä)" in told(rich)


def test_tasks_tell_who_carries_them_and_with_what(rich: Session, told: Told) -> None:
    """The first owner carries the task; each pledge names its giver where there are several owners."""
    said = told(rich)
    assert "Kuka: Liisa Mäkinen (päävastuu), Seurakunta Mihin mennessä: ti 15.12.2026" in said
    assert "Millä resursseilla: Seurakunta: seurakuntasali; Liisa Mäkinen: 20 h" in said
    assert "Mihin mennessä: ennen joulua" in said


def test_tasks_of_earlier_meetings_tell_when_they_were_given(rich: Session, told: Told) -> None:
    """Carried tasks have a table of their own, with the day they were given and how often they moved."""
    said = told(rich)
    assert "Aiemmissa tapaamisissa annetut tehtävät: 1. Mitä: T4" in said
    assert "odottaa; annettu 19.9.2026; siirretty 2 kertaa; päätös tulee joulukuussa" in said


@pytest.mark.parametrize(("state", "late"), [("open", True), ("done", False)])
def test_only_an_open_task_is_late(plain: Session, doc: Make, state: TaskState, late: bool) -> None:  # noqa: FBT001
    """A date that has passed is an alarm while the task is open."""
    task = Task(id="T1", text="soita", owners=("liisa",), due=date(2026, 11, 1), due_text="viimeistään", state=state)
    assert ("myöhässä" in alerts(doc(replace(plain, tasks=(task,))))) is late


@pytest.mark.parametrize(
    ("pledge", "said"),
    [
        (Pledge(text="20 h", by="liisa", kind="time", amount=20, unit="h"), "Millä resursseilla: 20 h Tilanne"),
        (Pledge(text="leivontaa", by="liisa", amount=2.5, unit="h"), "Millä resursseilla: leivontaa (2,5 h) Tilanne"),
        (Pledge(text="tuoleja", by="kyla", amount=3), "Millä resursseilla: Kylätoimikunta: tuoleja (3) Tilanne"),
        (Pledge(text="jotakin"), "Millä resursseilla: jotakin Tilanne"),
    ],
)
def test_a_pledge_keeps_its_words_and_tells_its_amount_once(
    plain: Session, told: Told, pledge: Pledge, said: str
) -> None:
    """The only owner's own pledge needs no name; an amount that the words hold already is not said again."""
    task = Task(id="T1", text="leivotaan", owners=("liisa",), resources=(pledge,))
    assert said in told(replace(plain, tasks=(task,)))


def test_parked_matters_have_a_next_step_or_an_alarm(rich: Session, told: Told, doc: Make) -> None:
    """What waits says what happens next, also when it came from an earlier meeting."""
    assert "P1 Kimppakyydit – Pekka Virta Seuraava askel: Otetaan esiin tammikuussa" in told(rich)
    assert "Seuraavaa askelta ei sovittu" in alerts(doc(rich))


def test_matters_for_decision_makers_have_a_table(rich: Session, told: Told, doc: Make) -> None:
    """What goes to decision makers, who takes it and by when; to the own people the owner takes a task."""
    said = told(rich)
    assert "S2 Pidetään kyläpäivä yhdessä Kuka vie: Pekka Virta Mihin mennessä: su 31.1.2027" in said
    assert "T8 Kutsutaan partio mukaan Kuka vie: Sirpa Koski Mihin mennessä: ei määräaikaa" in said
    agreements = (
        Agreement(id="S1", text="a", mandate="organisation"),
        Agreement(id="S2", text="b", mandate="decision"),
    )
    session = replace(rich, agreements=agreements, tasks=())
    assert "S1 a Kuka vie: Jokainen taho omalle väelleen" in told(session)
    assert alerts(doc(session)).count("Viejää ei nimetty") == 1


def test_reservations_are_told_with_their_reasons_only_to_participants(rich: Session, told: Told) -> None:
    """The public memo has their number alone."""
    assert "S2 Varauma – Pekka Virta: budjetti on vielä auki" in told(rich)
    assert "S3 Ei suostu – Veikko Salo: en voi sitoutua" in told(rich)
    public = told(rich, "public")
    assert "S2: 1 varauma" in public
    assert "S3: 1 ei suostunut, joten asiasta ei sovittu" in public
    assert "budjetti" not in public
    assert "sitoutua" not in public


def test_a_reservation_may_have_no_reason(plain: Session, told: Told) -> None:
    """The name alone is told then."""
    agreement = Agreement(id="S1", text="a", consent=(Consent(who="pekka", answer="reservation"),))
    assert "S1 Varauma – Pekka Virta Seuraava" in told(replace(plain, agreements=(agreement,))).replace(
        "Hillotehdas: ideasta tekoihin ----------------------------- Ideoita: 0 Sovittu: 1 Uusia tehtäviä: 0 "
        "Valmiita tehtäviä: 0 ",
        "",
    )


def test_the_look_back_tells_what_became_of_promises(rich: Session, told: Told) -> None:
    """Promises looked back at are told with their state, new date and reason; carried agreements stand beside them."""
    said = told(rich)
    assert (
        "T4 Kysytään kunnalta talvikunnossapidosta – Pekka Virta. Nyt: odottaa. Uusi määräaika on 15.1.2027. "
        "Syy: päätös tulee joulukuussa"
    ) in said
    assert "T5 Kerätään kylien yhteystiedot – Aino Lehto. Nyt: valmis." in said
    assert "Aiemmin sovittua, joka odotti vahvistusta - Sovittu S1:" in said


def test_the_look_back_tells_of_lost_dates_and_new_owners(rich: Session, told: Told) -> None:
    """A promise may lose its date or its owner."""
    first = rich.tasks[0]
    story = (first.story[0], replace(first.story[0], what="given-on", text="Sirpa Koski"))
    session = replace(rich, tasks=(replace(first, due=None, story=story, owners=()),))
    assert "– Vastuuhenkilöä ei nimetty. Nyt: odottaa. Määräaika siirtyi. Vastuuhenkilö vaihtui." in told(session)


def test_the_tables_resources_add_up_by_party(rich: Session, told: Told) -> None:
    """Pledges and offers are summed by party and kind, the whole table last."""
    said = told(rich)
    assert "Taho: Kylätoimikunta Luvattu: työaika 20 h Tarjolla: osaaminen Tehtäviä: 2" in said
    assert "Taho: Muut osallistujat Tarjolla: raha 500 €" in said
    assert "Taho: Yhteensä Luvattu: tila, työaika 20 h Tarjolla: osaaminen, raha 500 €" in said
    assert "Aiemmin tarjottua - O2 Veikko Salo: pieni avustus (500 €)" in said


def test_several_gifts_of_a_kind_are_counted(plain: Session, told: Told) -> None:
    """Where no amount was said, the number of offers tells; one tied to a task names it."""
    offers = tuple(Offer(id=f"O{n}", by="liisa", kind="skill", text="taito") for n in (1, 2))
    tied = Offer(id="O3", text="talkoot", task="T1")
    said = told(replace(plain, offers=(*offers, tied)))
    assert "Tarjolla: osaaminen × 2" in said
    assert "O3 talkoot – tehtävään T1" in said


def test_the_self_check_shows_answers_and_what_the_records_tell(rich: Session, told: Told) -> None:
    """Hands or means with their words; a point that the records show needs no answer."""
    said = told(rich)
    assert "Lähtökohtana ovat paikalliset tarpeet Arvio: 4,5 Huomioita: tarpeet tulivat kyliltä" in said
    assert "Kumppanuussopimusten tarve on selvillä Huomioita: Näkyy pöydän kirjauksista" in said
    assert "Tutustuin uusiin ihmisiin ja tahoihin Arvio: 11" in said


def test_a_check_may_have_words_alone(plain: Session, told: Told) -> None:
    """An answer without a figure keeps its words."""
    session = replace(plain, evaluations=(Evaluation(key="community", text="lämmin ilta"),))
    assert "Koimme yhteisöllisyyttä Huomioita: lämmin ilta" in told(session)


def test_lines_of_the_closing_round_that_name_their_speaker_stay_among_participants(rich: Session, told: Told) -> None:
    """The public memo has only what was said by nobody in particular."""
    common = Evaluation(key="closing", text="Tultiin kuulluksi")
    session = replace(rich, evaluations=(*rich.evaluations, common))
    assert "Liisa Mäkinen: Hyvä henki, kiitos Pekalle!" in told(session)
    assert "Hyvä henki" not in told(session, "public")
    assert "Loppukierros ------------ - Tultiin kuulluksi" in told(session, "public")


def test_the_funnel_counts_what_the_evening_made(rich: Session, told: Told) -> None:
    """A blocked agreement is not counted as agreed."""
    assert "Ideoita: 4 Sovittu: 2 Uusia tehtäviä: 3 Valmiita tehtäviä: 1" in told(rich)


def test_time_used_is_told_to_participants_alone(rich: Session, told: Told) -> None:
    """Planned and used minutes stand beside one another, a step come back to once."""
    assert "Ohjelmakohta: Ideat Suunniteltu, min: 15 Käytetty, min: 25" in told(rich)
    assert "Ajankäyttö" not in told(rich, "public")


def test_a_step_of_no_programme_has_no_planned_time(rich: Session, told: Told) -> None:
    """The time used in a step that is no longer known is told all the same."""
    visit = replace(rich.visits[0], step="vanha")
    assert "Ohjelmakohta: vanha Käytetty, min: 5" in told(replace(rich, visits=(visit,)))


def test_the_next_meeting_is_told_or_missed(plain: Session, told: Told) -> None:
    """Date, time and place as far as they are agreed, an alarm where they are not."""
    assert "Seuraavan tapaamisen aikaa ei sovittu !!" in told(plain)
    meeting = replace(plain.meeting, next_date=date(2026, 12, 12), next_place="Kirjasto")
    assert "Aika: la 12.12.2026 Paikka: Kirjasto" in told(replace(plain, meeting=meeting))
    meeting = replace(meeting, next_start=time(9, 5))
    assert "Aika: la 12.12.2026 klo 9.05 Paikka: Kirjasto" in told(replace(plain, meeting=meeting))


def test_the_secretary_recorded(rich: Session, plain: Session, told: Told) -> None:
    """The memo says who recorded it, in public by party, or that nobody was named."""
    assert "Kirjasi: Liisa Mäkinen (sihteeri) Päiväys" in told(rich)
    assert "Kirjasi: Kylätoimikunta (sihteeri) Päiväys" in told(rich, "public")
    assert "Sihteeriä ei nimetty" in told(plain)


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
    assert "- Kalvot (https://example.org/a) - Paperi (kansio/paperi)" in said


def test_what_the_table_has_answered_stands_in_the_head(plain: Session, told: Told) -> None:
    """The agreement question and the choice are told once they are answered."""
    table = replace(plain.table, agreement_needed="yes", choice="renew", goal="Hillotehdas", theme="nuoret")
    said = told(replace(plain, table=table))
    assert "Kumppanuussopimus: tarvitaan Miten jatketaan: uudistetaan" in said
    assert "Teema: nuoret Yhteinen tavoite: Hillotehdas" in said


def test_entries_of_earlier_meetings_are_not_told_as_said_now(plain: Session, doc: Make) -> None:
    """What was carried here has its place outside the matters handled."""
    session = replace(
        plain,
        agreements=(Agreement(id="S1", text="vanha", step="ideas", at=EARLIER),),
        parked=(Parked(id="P1", text="vanha", step="ideas", at=EARLIER),),
        offers=(Offer(id="O1", text="vanha", step="ideas", at=EARLIER),),
        visits=(Visit(step="ideas", entered=LATER),),
    )
    assert "Käsitellyt asiat" not in headings(doc(session), 1)
