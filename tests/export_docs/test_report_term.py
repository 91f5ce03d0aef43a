"""The term's report and the page of memos."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kpfacil.export import html, report_term, text
from kpfacil.export.document import Bars, Heading
from kpfacil.export.public_pages import Filed, index_page
from kpfacil.export.report import report
from kpfacil.export.report_term import term
from kpfacil.export.tasks import Kept, in_order
from kpfacil.export.tell import Profile
from kpfacil.model.entries import Task
from kpfacil.model.meeting import Evaluation, Material
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Charter, Choice
from kpfacil.model.texts import Texts

TODAY = date(2026, 12, 1)


@pytest.fixture
def sessions(rich: Session) -> tuple[Session, ...]:
    """Three meetings of one term, the last one still to come."""
    first = replace(
        rich,
        meeting=replace(rich.meeting, date=date(2026, 10, 24), number=2),
        agreements=rich.agreements[:1],
        tasks=(replace(rich.tasks[0], state="open"), Task(id="T1", text="Raukesi", state="lapsed", note="ei aikaa")),
        ideas=(),
        crowd=(),
        evaluations=(Evaluation(key="local-needs", value=3), Evaluation(key="new-people", value=5)),
    )
    last = replace(rich, meeting=replace(rich.meeting, date=date(2026, 12, 12), number=4), ideas=(), evaluations=())
    return (rich, last, first)


def said(sessions: tuple[Session, ...], texts: Texts, profile: Profile = "participants") -> str:
    return " ".join(text.render(report(sessions, texts, TODAY, profile=profile)).split())


def test_meetings_are_held_against_the_charter(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Meetings held and still due; one whose day has not come is not held yet."""
    told = said(sessions, fi)
    assert "Toimikausi: 1.1.2026–31.12.2027" in told
    assert "Tapaamiset 2026: 2 tapaamista, tavoite 6–12 vuodessa. Vielä 4 puuttuu." in told
    assert "Tapaaminen: 2/2026 Päivä: la 24.10.2026 Paikka: Kirjasto Vaihe: Toiminta Osallistujia: 4" in told
    assert "4/2026" not in told


@pytest.mark.parametrize(
    ("per_year", "told"),
    [((2,), "2 tapaamista, tavoite 2 vuodessa. Tapaamiset -"), ((), "Tapaamiset 2026: 2 tapaamista Tapaamiset -")],
)
def test_a_charter_may_mean_one_number_or_none(
    sessions: tuple[Session, ...], fi: Texts, per_year: tuple[int, ...], told: str
) -> None:
    """Nothing is missing where enough was held."""
    table = replace(sessions[1].table, charter=Charter(meetings_per_year=per_year))
    changed = (sessions[0], replace(sessions[1], table=table), sessions[2])
    assert told in said(changed, fi)


def test_attendance_is_told_by_party_and_field(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Parties and fields are told with the meetings they took part in, also those that never came."""
    told = said(sessions, fi)
    assert "Taho: Kylätoimikunta Mukana tapaamisissa: 2 / 2 Osallistumisia: 4" in told
    assert "Taho: Muut yhdistykset Mukana tapaamisissa: 1 / 2 Osallistumisia: 30" in told
    assert "Taho: Seurakunta Mukana tapaamisissa: 0 / 2 Osallistumisia: 0" in told
    assert "Taho: Ei tahoa Mukana tapaamisissa: 2 / 2" in told
    assert "Toimiala: sote Mukana tapaamisissa: 2 / 2 Osallistumisia: 2" in told


def test_the_field_of_who_has_left_since_keeps_its_visits(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A field that only a former member stood for is told with the meetings that the member took part in."""
    latest = max(sessions, key=lambda one: one.meeting.date)
    here = next(one for one in sessions[0].participants if one.took_part)
    with_field = replace(here, field="liikunta")
    gone = replace(with_field, standing="former", presence="expected")
    told = said(
        tuple(
            replace(
                session,
                participants=tuple(
                    (gone if session is latest else with_field) if one.id == here.id else one
                    for one in session.participants
                ),
            )
            for session in sessions
        ),
        fi,
    )
    assert "Toimiala: liikunta Mukana tapaamisissa: 2 / 2 Osallistumisia: 2" in told


def test_a_meeting_whose_roll_was_not_marked_counts_nobody_as_absent(sessions: tuple[Session, ...], fi: Texts) -> None:
    """It is told as not marked, and attendance is told of the other meetings."""
    nobody = tuple(replace(one, presence="expected", left=None) for one in sessions[0].participants)
    unmarked = replace(sessions[0], participants=nobody, crowd=())
    told = said((unmarked, *sessions[1:]), fi)
    assert "Vaihe: Toiminta Osallistujia: ei merkitty" in told
    assert "Taho: Kylätoimikunta Mukana tapaamisissa: 1 / 1 Osallistumisia: 2" in told


def test_a_term_without_a_meeting_yet_has_no_table_of_attendance(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Nothing is told of who took part where no meeting has been held."""
    coming = replace(sessions[0], meeting=replace(sessions[0].meeting, date=date(2026, 12, 20)))
    assert "Mukana tapaamisissa" not in said((coming,), fi)


def test_what_was_brought_up_in_an_earlier_term_keeps_its_day(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A proposal is told with the day of the meeting that knew it first, though the report begins later."""
    made = report(sessions, fi, TODAY, start=date(2026, 11, 1), end=date(2026, 11, 30))
    first = sessions[2].agreements[0].id
    assert f"({first}) – 24.10.2026" in " ".join(text.render(made).split())


def test_who_comes_back_is_told(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A former member who is chosen again is back, not new."""
    rich, _, first = sessions
    gone = tuple(replace(one, standing="former") if one.id == "pekka" else one for one in rich.participants)
    later = replace(rich.meeting, date=date(2026, 11, 28), number=4)
    told = said((first, replace(rich, participants=gone), replace(rich, meeting=later)), fi)
    assert "28.11.2026: Uudelleen mukana: Pekka Virta." in told


def test_tasks_that_lapsed_are_told_beside_those_that_count(sessions: tuple[Session, ...], fi: Texts) -> None:
    """The funnel leaves out what was let go, and says how many: its tasks and those add up to all promises."""
    told = said(sessions, fi)
    assert "Tehtäviä: 5" in told
    assert "Lisäksi 1 tehtävä raukesi." in told


def test_promises_are_told_in_their_latest_state(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Kept, open and lapsed, the latter with their reason; each once over all meetings."""
    told = said(sessions, fi)
    assert "Pidetty: 1 Avoinna: 4 Rauennut: 1" in told
    assert "T4 Kysytään kunnalta talvikunnossapidosta Kuka: Pekka Virta Mihin mennessä: pe 15.1.2027" in told
    assert "Kerätään kylien yhteystiedot (T5) – Aino Lehto" in told
    assert "Raukesi (T1): ei aikaa" in told


def test_what_was_blocked_is_not_among_the_agreed(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Agreements are told once each with their day and state; those that somebody said no to stand by themselves."""
    told = said(sessions, fi)
    assert told.count("Tiedotamme yhdessä kylien kalenterissa (S1) – 24.10.2026, odottaa vahvistusta") == 1
    assert "Pidetään kyläpäivä yhdessä (S2) – 21.11.2026, vahvistettu, 1 varauma" in told
    assert told.index("Ehdotettiin, mutta ei sovittu") < told.index("Perustetaan")
    assert told.count("Perustetaan") == 1


def test_goals_resources_and_decisions_are_there(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Goals with their reasons, pledges by their givers, matters taken to decision makers."""
    told = said(sessions, fi)
    assert "Järjestöstrategian laadinta (G1) – rauennut: ei resursseja" in told
    assert "Seurakunta: seurakuntasali" in told
    assert "Pidetään kyläpäivä yhdessä (S2): Pekka Virta vie 31.1.2027 mennessä" in told


def test_decisions_are_late_by_the_day_of_the_report(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A matter whose day came after the last meeting is late in a report that is made later still."""
    later = " ".join(text.render(report(sessions, fi, date(2027, 2, 1))).split())
    assert "Pidetään kyläpäivä yhdessä (S2): Pekka Virta vie, ! myöhässä 31.1.2027" in later
    on_the_day = " ".join(text.render(report(sessions, fi, date(2027, 1, 31))).split())
    assert "Pidetään kyläpäivä yhdessä (S2): Pekka Virta vie 31.1.2027 mennessä" in on_the_day


def test_parties_that_are_not_named_are_one_row(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Firms that bear the name of whoever stands for them are told as one, with the sum of their visits."""
    firms = {"yksi": "Tmi Vieno Ruohola", "kaksi": "Tmi Reino Ruohola"}
    people = tuple(
        Participant(id=f"{handle}1", name=name.removeprefix("Tmi "), party=handle, presence="present")
        for handle, name in firms.items()
    )
    parties = tuple(Party(id=handle, name=name) for handle, name in firms.items())
    last = replace(
        sessions[-1],
        parties=(*sessions[-1].parties, *parties),
        participants=(*sessions[-1].participants, *people),
    )
    told = said((*sessions[:-1], last), fi, "public")
    assert told.count("taho, jota ei nimetä") == 1
    assert re.search(r"taho, jota ei nimetä Mukana tapaamisissa: \d / \d Osallistumisia: 2", told)


def test_the_self_check_has_a_course(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A question answered in two meetings gets a chart; means run to five, hands to the most."""
    made = report(sessions, fi, TODAY)
    bars = {block.caption: block for block in made.blocks if isinstance(block, Bars)}
    means = bars["Lähtökohtana ovat paikalliset tarpeet"]
    assert [(point.label, point.shown) for point in means.points] == [("24.10.2026", "3"), ("21.11.2026", "4,5")]
    assert means.top == 5
    assert bars["Tutustuin uusiin ihmisiin ja tahoihin"].top is None
    assert bars["Toimikauden ideat, sovitut, tehtävät ja valmiit"].points[0].value == 3
    assert "<svg" in html.render(made)


def test_one_self_check_is_no_course(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A single answer is told in words alone."""
    told = said((sessions[0], sessions[1]), fi)
    assert "Lähtökohtana ovat paikalliset tarpeet: keskiarvo 4,5 asteikolla 1–5" in told
    assert "Itsearvioinnin kulku" not in told


def test_a_chart_shows_a_missing_figure_as_a_dash(rich: Session, fi: Texts) -> None:
    """Nothing is drawn where nothing is known."""
    (point,) = report_term.by_meeting("Kulku", [(rich, None)], fi.locale).points
    assert (point.value, point.shown) == (None, "–")


def test_the_composition_is_held_against_the_charter_among_participants(
    sessions: tuple[Session, ...], fi: Texts
) -> None:
    """Advice may name people, so it is not for everybody."""
    assert "Kokoonpano toimikauden lopussa" in said(sessions, fi)
    assert "Kokoonpano toimikauden lopussa" not in said(sessions, fi, profile="public")


def test_the_public_report_names_nobody(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Owners are told by party."""
    told = said(sessions, fi, profile="public")
    for person in sessions[0].participants:
        assert person.name not in told


def test_an_ongoing_table_has_no_closing_document(sessions: tuple[Session, ...], fi: Texts) -> None:
    """The closing document belongs to the end of the ring."""
    assert "Loppudokumentti" not in said(sessions, fi)


@pytest.mark.parametrize("choice", ["end", "renew"])
def test_the_closing_document_names_the_heirs(sessions: tuple[Session, ...], fi: Texts, choice: Choice) -> None:
    """Each open task has an heir, or the report says loudly that it has none."""
    last = sessions[1]
    tasks = (replace(last.tasks[0], heir="seurakunta"), *last.tasks[1:])
    changed = replace(last, table=replace(last.table, choice=choice), tasks=tasks)
    told = said((sessions[0], changed), fi)
    assert "Loppudokumentti" in told
    assert "T4 Kysytään kunnalta talvikunnossapidosta Kuka: Pekka Virta Jatkaja: Seurakunta" in told
    assert "Jatkaja: ! Jatkajaa ei nimetty" in told
    assert told.count("Kysytään kunnalta talvikunnossapidosta") == 1
    assert told.count("Pöydän jatko") == 1
    assert "Tilanne: odottaa; päätös tulee joulukuussa" in told


def test_heirs_are_asked_only_where_something_ends(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A table that goes on needs no heirs, whatever its phase; one that was named all the same is told."""
    last = replace(sessions[1], meeting=replace(sessions[1].meeting, phase="renewal"))
    last = replace(last, table=replace(last.table, choice="continue"))
    assert "Loppudokumentti" not in said((sessions[0], last), fi)
    told = said((sessions[0], replace(last, tasks=(replace(last.tasks[0], heir="seurakunta"), *last.tasks[1:]))), fi)
    assert "Jatkaja: Seurakunta" in told
    assert "Jatkajaa ei nimetty" not in told
    assert told.count("Kysytään kunnalta talvikunnossapidosta") == 1


def test_each_year_is_held_against_the_charter_only_as_far_as_it_goes(rich: Session, fi: Texts) -> None:
    """A year without a meeting is named, one that is over lacks nothing still, and a part of a year owes no whole."""
    table = replace(rich.table, term_start=date(2024, 8, 1), term_end=date(2026, 12, 31))
    first = replace(rich, table=table, meeting=replace(rich.meeting, date=date(2024, 9, 1)))
    last = replace(rich, table=table)
    told = said((first, last), fi)
    assert (
        "Tapaamiset 2024: 1 tapaaminen Tapaamiset 2025: 0 tapaamista, tavoite 6–12 vuodessa. 6 jäi pitämättä." in told
    )
    assert "Tapaamiset 2026: 1 tapaaminen, tavoite 6–12 vuodessa. Vielä 5 puuttuu." in told
    short = report((first, last), fi, TODAY, date(2026, 11, 1), date(2026, 11, 30))
    told = " ".join(text.render(short).split())
    assert "Toimikausi: 1.8.2024–31.12.2026 Raportin aika: 1.11.2026–30.11.2026" in told
    assert "Tapaamiset 2026: 1 tapaaminen Tapaamiset -" in told


def test_what_came_true_of_each_goal_stands_under_it(rich: Session, fi: Texts) -> None:
    """What was agreed and done for a goal is told with the goal, before anything else."""
    session = replace(
        rich,
        agreements=(replace(rich.agreements[1], origin=("G2",)),),
        tasks=(replace(rich.tasks[1], origin=("G2",)),),
    )
    told = said((session,), fi)
    assert (
        "Kylätapahtumat joka kylälle (G2) – kesken Sovittiin: Pidetään kyläpäivä yhdessä (S2) "
        "valmis: Kerätään kylien yhteystiedot (T5)"
    ) in told
    assert told.index("Tavoitteet ja avaintehtävät") < told.index("Pidetyt tapaamiset")


def test_changes_of_membership_are_told_by_meeting(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Who came instead of whom, who is new and who left stand under their meeting; in public how many."""
    rich, _, first = sessions
    jenni = replace(rich.participants[0], id="jenni", name="Jenni Aho", replaces="sirpa")
    people = (*rich.participants[:3], replace(rich.participants[4], standing="former"), jenni)
    people = (*people, replace(jenni, id="olli", name="Olli Uusi", replaces=""))
    told = said((first, replace(rich, participants=people)), fi)
    assert ("21.11.2026: Sirpa Koski jäi pois, tilalle tuli Jenni Aho. Uusi mukana: Olli Uusi.") in told
    public = said((first, replace(rich, participants=people)), fi, "public")
    assert "21.11.2026: Yhden jäsenen tilalle tuli uusi. Yksi uusi jäsen tuli mukaan. Yksi ei ole enää jäsen." in public
    assert "Jenni" not in public


def test_who_is_not_chosen_anew_is_told_as_gone(sessions: tuple[Session, ...], fi: Texts) -> None:
    """A new term's roster no longer has those who left; they are told by the roster of the meeting before."""
    rich, _, first = sessions
    told = said((first, replace(rich, participants=rich.participants[:2])), fi)
    gone = [person.name for person in first.members if person not in rich.participants[:2]]
    assert gone
    assert all(name in told[told.index("Ei enää jäsenenä: ") :] for name in gone)


def test_a_closing_document_may_have_nothing_open(plain: Session, fi: Texts) -> None:
    """The best of endings is said too."""
    session = replace(plain, table=replace(plain.table, choice="end"))
    assert "Avoimia tehtäviä ei ole." in said((session,), fi)


def test_a_table_with_nothing_has_a_report(plain: Session, fi: Texts) -> None:
    """Only what there is gets a heading; a meeting to come has not been held."""
    ahead = replace(plain, meeting=replace(plain.meeting, date=date(2027, 1, 1)), participants=(), parties=())
    made = report((ahead,), fi, TODAY)
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == ["Toimikausi"]


def test_the_report_covers_the_days_asked_for(sessions: tuple[Session, ...], fi: Texts) -> None:
    """Days given win over the term; between days without meetings there is no report."""
    covered = term(sessions, TODAY, date(2026, 11, 1), date(2026, 11, 30))
    assert [session.meeting.number for session in covered.sessions] == [3]
    with pytest.raises(ValueError, match="no session"):
        report(sessions, fi, TODAY, date(2025, 1, 1), date(2025, 2, 1))
    with pytest.raises(ValueError, match="at least one"):
        report((), fi, TODAY)


def test_meetings_outside_their_own_term_are_still_reported(plain: Session) -> None:
    """A term written wrong hides nothing."""
    table = replace(plain.table, term_start=date(2030, 1, 1), term_end=date(2031, 1, 1))
    covered = term((replace(plain, table=table),), TODAY)
    assert (covered.start, covered.end) == (date(2026, 11, 21), date(2026, 11, 21))


def test_the_index_lists_memos_and_material_newest_first(rich: Session, plain: Session, fi: Texts) -> None:
    """Each meeting has its memo in each format and its other material; one without a memo says so."""
    older = replace(
        plain,
        meeting=replace(plain.meeting, date=date(2025, 11, 1)),
        materials=(Material(title="Liisa Mäkisen kalvot", url="ei osoite"),),
    )
    filed = (
        Filed(session=older),
        Filed(
            session=rich,
            files=(("HTML", "2026-11-21/muistio-julkinen.html"), ("PDF", "2026-11-21/muistio-julkinen.pdf")),
        ),
    )
    made = index_page(filed, fi, TODAY)
    page = html.render(made)
    assert made.title == "Jämsän asukkaiden kumppanuuspöytä – muistiot ja aineisto"
    assert page.index("Tapaamiset 2026") < page.index("Tapaamiset 2025")
    assert 'href="2026-11-21/muistio-julkinen.pdf"' in page
    assert 'href="https://example.org/kalvot.pdf"' in page
    assert "Muistiota ei ole vielä julkaistu" in page
    assert "[nimi poistettu] kalvot (ei osoite)" in page


def test_two_meetings_of_one_day_stand_in_their_order(plain: Session, fi: Texts) -> None:
    """Which of them was the first is known of them, whatever numbers they were given."""
    first, second = (
        replace(plain, meeting=replace(plain.meeting, nth=nth, number=number)) for nth, number in ((1, 5), (2, 4))
    )
    page = text.render(index_page([Filed(session=first), Filed(session=second)], fi, TODAY))
    assert page.index("4/") < page.index("5/")
    assert [one.session for one in in_order(Kept(folder="a", session=one) for one in (second, first))] == [
        first,
        second,
    ]


def test_an_index_of_nothing_is_refused(plain: Session, fi: Texts) -> None:
    """There is no page without meetings, and a table may have no term, goal or next meeting yet."""
    assert "Toimikausi" not in text.render(index_page((Filed(session=plain),), fi, TODAY))
    with pytest.raises(ValueError, match="at least one"):
        index_page((), fi, TODAY)


@pytest.mark.parametrize("path", ["../muistio.html", "/etc/passwd", "javascript:alert(1)", "", "a//b"])
def test_the_index_leads_nowhere_else(plain: Session, fi: Texts, path: str) -> None:
    """A memo's path stays in the page's own folder."""
    with pytest.raises(ValueError, match="beside"):
        index_page((Filed(session=plain, files=(("HTML", path),)),), fi, TODAY)


def test_a_meeting_still_to_come_does_not_stretch_the_time_told(rich: Session, fi: Texts) -> None:
    """Where the table has no term, the report is of the meetings held."""
    table = replace(rich.table, term_start=None, term_end=None)
    held = replace(rich, table=table)
    ahead = replace(held, meeting=replace(rich.meeting, date=date(2027, 1, 13), number=1))
    assert "Raportin aika: 21.11.2026–21.11.2026" in said((held, ahead), fi)
