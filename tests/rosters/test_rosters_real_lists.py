"""Lists as forms, meeting tools and offices write them, told by a few lines of each, with what is right for it."""

from datetime import date
from pathlib import Path

import pytest

from kpfacil.rosters.headers import read_choice
from kpfacil.rosters.people import PeopleList
from kpfacil.storage.rosters import read_roster


def roster_of(
    folder: Path, text: str, encoding: str = "utf-8", columns: str = "", day: date | None = None
) -> PeopleList:
    """Return what a list of this text holds for the meeting of a day; `columns` are those that were told."""
    path = folder / "lista.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path, read_choice(columns), day)


def told(roster: PeopleList, key: str) -> str:
    """Return the names in what was told of a kind, empty where nothing was."""
    return next((str(one.details.get("names", "")) for one in roster.told if one.key == f"roster.told.{key}"), "")


def named(roster: PeopleList) -> list[str]:
    """Return each person with the party and what is known of how they come."""
    return [" / ".join(filter(None, (one.name, one.party, "etänä" * one.remote))) for one in roster.people]


_TEAMS = {
    "fi": (
        "1. Yhteenveto\nKokouksen otsikko\tPöytä\nOsallistuneiden osallistujien määrä\t3\n\n2. Osallistujat\n"
        "Nimi\tEnsimmäinen liittyminen\tViimeinen poistuminen\tKokouksessa oltu aika\tSähköpostiosoite\t"
        "Osallistujan tunnus (UPN)\tRooli\n"
        "Liisa Mäkinen\t21.11.2026, 17:00:01\t21.11.2026, 18:30:00\t1h 30min\tl@x.fi\tl@x.fi\tJärjestäjä\n"
        "Siv Öberg (vieras)\t21.11.2026, 17:00:01\t21.11.2026, 18:30:00\t1h 30min\t\t\tOsallistuja\n"
        "+358401234567\t21.11.2026, 17:00:01\t21.11.2026, 18:30:00\t1h 30min\t\t\tOsallistuja\n\n"
        "3. Kokouksen aikaiset aktiviteetit\nNimi\tLiittymisaika\tPoistumisaika\tKesto\tSähköpostiosoite\tRooli\n"
        "Liisa Mäkinen\t21.11.2026, 17:00:01\t21.11.2026, 18:30:00\t1h 30min\tl@x.fi\tJärjestäjä\n"
    ),
    "sv": (
        "1. Sammanfattning\nMötesrubrik\tBord\nDeltagare som deltog\t3\n\n2. Deltagare\n"
        "Namn\tFörsta anslutning\tSista utträde\tTid i mötet\tE-post\tDeltagar-ID (UPN)\tRoll\n"
        "Liisa Mäkinen\t2026-11-21, 17:00\t2026-11-21, 18:30\t1 tim\tl@x.fi\tl@x.fi\tOrganisatör\n"
        "Siv Öberg (extern)\t2026-11-21, 17:00\t2026-11-21, 18:30\t1 tim\t\t\tDeltagare\n"
        "+358401234567\t2026-11-21, 17:00\t2026-11-21, 18:30\t1 tim\t\t\tDeltagare\n\n"
        "3. Aktiviteter i mötet\nNamn\tAnslutningstid\tTid för utträde\tVaraktighet\tE-post\tRoll\n"
        "Liisa Mäkinen\t2026-11-21, 17:00\t2026-11-21, 18:30\t1 tim\tl@x.fi\tOrganisatör\n"
    ),
    "en": (
        "1. Summary\nMeeting title\tTable\nAttended participants\t3\n\n2. Participants\n"
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "Liisa Mäkinen\t11/21/26, 5:00:01 PM\t11/21/26, 6:30:00 PM\t1h\tl@x.fi\tl@x.fi\tOrganizer\n"
        "Siv Öberg (External)\t11/21/26, 5:00:01 PM\t11/21/26, 6:30:00 PM\t1h\t\t\tAttendee\n"
        "+358401234567\t11/21/26, 5:00:01 PM\t11/21/26, 6:30:00 PM\t1h\t\t\tAttendee\n\n"
        "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "Liisa Mäkinen\t11/21/26, 5:00:01 PM\t11/21/26, 6:30:00 PM\t1h\tl@x.fi\tOrganizer\n"
    ),
}


@pytest.mark.parametrize("language", sorted(_TEAMS))
def test_a_report_of_teams_gives_everybody_once(tmp_path: Path, language: str) -> None:
    """The summary and the activities around the participants are no people, and neither is a phone's number."""
    roster = roster_of(tmp_path, _TEAMS[language], "utf-16")
    assert named(roster) == ["Liisa Mäkinen", "Siv Öberg"]
    assert told(roster, "devices") == "+358401234567"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            (
                "Topic,ID,Host name,Start time,Participants\nPöytä,812 3456,Liisa Mäkinen,2026-11-21 16:58,3\n\n"
                "Name (original name),Email,Join time,Guest,Recording disclaimer response\n"
                "Liisa Mäkinen (Host),l@x.fi,2026-11-21 16:58,No,OK\nPekka Salo / Martat,,2026-11-21 16:58,Yes,OK\n"
                "iPad (2),,2026-11-21 16:58,Yes,OK\n"
            ),
            ["Liisa Mäkinen", "Pekka Salo / Martat"],
        ),
        (
            (
                '"Aikaleima","Etu- ja sukunimi","Mitä tahoa tai yhdistystä edustat?","Miten osallistut?"\n'
                '"2026/11/10","Liisa Mäkinen","Kylätoimikunta","Paikan päällä"\n'
                '"2026/11/10","Pekka Salo","En edusta mitään tahoa","Etänä (Teams)"\n'
                '"2026/11/10","Aino Kallio","Martat","En pääse paikalle"\n'
            ),
            ["Liisa Mäkinen / Kylätoimikunta", "Pekka Salo / etänä"],
        ),
        (
            (
                "Vastaajan ID;Nimi;Organisaatio;Tehtävänimike;Ilmoittaudun\n1;Liisa Mäkinen;Martat;johtaja;Paikalle\n"
                "2;Pekka Salo;Seurakunta;diakoni;Etäyhteydellä\n3;Aino Kallio;;;En pääse osallistumaan\n"
            ),
            ["Liisa Mäkinen / Martat", "Pekka Salo / Seurakunta / etänä"],
        ),
        (
            (
                "sep=;\nEtunimi;Sukunimi;Yritys/organisaatio;Osallistujan tila;Osallistumismuoto\n"
                "Liisa;Mäkinen;Martat;Ilmoittautunut;Läsnä\nPekka;Salo;Lions;Ilmoittautunut;Etänä\n"
                "Aino;Kallio;Martat;Perunut;Läsnä\nEsko;Oja;Lions;Jonossa;Läsnä\n"
            ),
            ["Liisa Mäkinen / Martat", "Pekka Salo / Lions / etänä"],
        ),
        (
            (
                "Förnamn;Efternamn;Vilken förening representerar du?;Deltar du på plats eller på distans?\n"
                "Björn;Öberg;Hembygdsföreningen;På plats\nSiv;Lind;Marthorna;På distans\nÅke;Ström;;Kommer inte\n"
                "Totalt: 3 deltagare;;;\n"
            ),
            ["Björn Öberg / Hembygdsföreningen", "Siv Lind / Marthorna / etänä"],
        ),
        (
            (
                "Name;Attendance;Response\nLiisa Mäkinen <l@x.fi>;Meeting Organizer;None\n"
                "Aino Kallio;Optional Attendee;Declined\nPekka Salo;Required Attendee;Tentative\n"
            ),
            ["Liisa Mäkinen", "Pekka Salo"],
        ),
        (
            (
                "JÄMSÄN PÖYTÄ;;;\nOsallistujaluettelo 21.11.2026 klo 17, Kirjasto;;;\nNro;Sukunimi, etunimi;Taho;Puh.\n"
                "1;Mäkinen, Liisa;Martat;040 123\n2;;;\n;;;\nYhteensä 1 hlö;;;\n* kahvitus klo 16.30;;;\n"
            ),
            ["Liisa Mäkinen / Martat"],
        ),
        (
            (
                "Nimi;Taho\nJäsenet;\nLiisa Mäkinen;Martat\nAsiantuntijat:;\nAino Kallio;Jämsän kaupunki\nEtänä;\n"
                "Sini Hakala;Lions\nPeruneet;\nEsko Oja;Lions\nVarasijalla;\nOili Oja;Martat\n"
            ),
            ["Liisa Mäkinen / Martat", "Aino Kallio / Jämsän kaupunki", "Sini Hakala / Lions / etänä"],
        ),
        (
            "Etunimi/Sukunimi;Taho/Organisaatio\nLiisa/Mäkinen;Martat\nPekka/Salo;Lions\n",
            ["Liisa Mäkinen / Martat", "Pekka Salo / Lions"],
        ),
        (
            (
                ";Yhteystiedot;;Osallistuminen;\nNimi;Sähköposti;Puhelin;Paikalla;Etänä\nLiisa Mäkinen;l@x.fi;040;x;\n"
                "Pekka Salo;p@x.fi;050;;x\n"
            ),
            ["Liisa Mäkinen", "Pekka Salo / etänä"],
        ),
        (
            "Suku-;Etu-;organisaatio;Sähkö-\nnimi;nimi;tai yhdistys;posti\nMäkinen;Liisa;Martat;l@x.fi\n",
            ["Liisa Mäkinen / Martat"],
        ),
        (
            "Nimi;Taho\n(etu- ja sukunimi);(yhdistys tai organisaatio)\nLiisa Mäkinen;Martat\n",
            ["Liisa Mäkinen / Martat"],
        ),
        (
            "Nimi;Taho;Peruutettu?\nLiisa Mäkinen;Martat;Ei\nPekka Salo;Lions;Kyllä\nAino Kallio;Martat;\n",
            ["Liisa Mäkinen / Martat", "Aino Kallio / Martat"],
        ),
        (
            "Järjestö;Edustaja;Varaedustaja\nMartat ry;Liisa Mäkinen;Oili Oja\nSeurakunta;avoin;\n4H;-;\n",
            ["Liisa Mäkinen / Martat ry"],
        ),
        (
            (
                'Nimi ja yhteystiedot;Taho\n"Liisa Mäkinen\nl@x.fi\np. 040 123 4567";Martat\n'
                '"Pekka Salo, puh. 0401234567";Lions\n"Aino Kallio\nSeurakunta";\naino.oja@x.fi;4H\n'
            ),
            ["Liisa Mäkinen / Martat", "Pekka Salo / Lions", "Aino Kallio / Seurakunta", "Aino Oja / 4H"],
        ),
        (
            "Nimi,Taho\nLiisa Mäkinen,Martat\nLIISA MÄKINEN,martat ry\nliisa mäkinen,\nM Salo,Martat\nM Salo,4H\n",
            ["Liisa Mäkinen / Martat", "M Salo / Martat", "M Salo / 4H"],
        ),
        (
            "Kutsutut;Yhdistys;Läsnäolo (lähi/etä)\nLiisa Mäkinen*;Martat;lähi\nPekka Salo;Lions;etä\nN.N.;4H;\n",
            ["Liisa Mäkinen / Martat", "Pekka Salo / Lions / etänä"],
        ),
        (
            "name,organisation,attend in person or online?\nSiv Lind,Club,Online\nAnna Ek,4H,I can't make it\n",
            ["Siv Lind / Club / etänä"],
        ),
        (
            'Nimi;Taho\n"Mäkinen, Liisa (Jämsä)";Martat\n"Salo, Pekka";Lions\n',
            ["Liisa Mäkinen / Martat", "Pekka Salo / Lions"],
        ),
        (
            "Nimi / Namn;Taho / Part\nBjörn Öberg;Hembygdsföreningen\nMáret Ánne Länsman;Sámi siida\n",
            ["Björn Öberg / Hembygdsföreningen", "Máret Ánne Länsman / Sámi siida"],
        ),
    ],
)
def test_lists_are_read_as_they_are_meant(tmp_path: Path, text: str, people: list[str]) -> None:
    """People with their party, those far away marked; titles, headings, remarks, sums and those who stay away not."""
    roster = roster_of(tmp_path, text)
    assert named(roster) == people
    assert roster.refused == ()


@pytest.mark.parametrize(
    "row",
    [
        "Paikalla 12 henkeä",
        "12 osallistujaa",
        "Yht. 14",
        "Total attendees: 9",
        "Läsnä yhteensä 12",
        "Poissa 3",
        "Antal deltagare: 12",
        "12 deltagare",
        "12 people present",
        "Ilmoittautuneet yhteensä",
        "Grand total",
        "Yhteensä;12;5",
        "Paikalla;12",
    ],
)
def test_a_row_that_counts_people_is_nobody(tmp_path: Path, row: str) -> None:
    """Sums in three languages, the number before, behind or in a cell of its own, are left out and told."""
    roster = roster_of(tmp_path, f"Nimi;Taho;Toimiala\nLiisa Mäkinen;Martat;sote\n{row}\n")
    assert named(roster) == ["Liisa Mäkinen / Martat"]
    assert told(roster, "sums") != ""


@pytest.mark.parametrize("name", ["Summa Aalto", "Kaikki Oy", "Etä Mäki", "Paikka Niemi", "Persson", "Ossi Jäsenmäki"])
def test_a_name_like_a_word_of_sums_stays_a_name(tmp_path: Path, name: str) -> None:
    """Without a number, and beside another word, it is somebody."""
    assert named(roster_of(tmp_path, f"Nimi;Taho\n{name};Martat\n")) == [f"{name} / Martat"]


@pytest.mark.parametrize(
    ("text", "columns", "people"),
    [
        ("Vieras;Paikka\nAino Lehto;Martat\nEsko Salo;Lions\n", "Nimi=A,Taho=B", 2),
        ("Vieras;Paikka\nAino Lehto;Martat\nEsko Salo;Lions\n", "Nimi=Vieras,Taho=Paikka", 2),
        ("Vieraskirja 2026;\nVieras;Paikka\nAino Lehto;Martat\nEsko Salo;Lions\n", "Nimi=1,Taho=2", 2),
        ("Vieraskirja 2026;\nAino Lehto;Martat\nEsko Salo;Lions\n", "Nimi=A,Taho=B", 2),
        ("Aino Lehto;Martat\nEsko Salo;Lions\n", "Nimi=A,Taho=B", 2),
        ("Máret Ánne Länsman;Sámi siida\nEsko Salo;Lions\n", "Nimi=A,Taho=B", 2),
    ],
)
def test_an_unknown_header_is_nobody(tmp_path: Path, text: str, columns: str, people: int) -> None:
    """Where the columns were told, a first row that names nobody is their header; one with a name is a person."""
    roster = roster_of(tmp_path, text, columns=columns)
    assert len(roster.people) == people
    assert {one.name for one in roster.people}.isdisjoint({"Vieras", "Vieraskirja 2026"})


def test_text_of_two_bytes_a_letter_needs_no_mark(tmp_path: Path) -> None:
    """Either order of the bytes is known by the first letters."""
    for encoding in ("utf-16-le", "utf-16-be"):
        assert named(roster_of(tmp_path, "Nimi;Taho\nÅke Öberg;Martat\n", encoding)) == ["Åke Öberg / Martat"]


def test_what_is_left_out_is_told_by_its_kind(tmp_path: Path) -> None:
    """Those waiting for a place, places without a name, remarks, contacts and guessed names each have a sentence."""
    text = (
        "Nimi;Taho;Tila\nLiisa Mäkinen (040 123 4567);Martat;\nEsko Oja;Lions;Jonossa\nei nimetty;4H;\n"
        "Huom: kahvit klo 16.30;;\naino.oja@x.fi;Seurakunta;\n"
    )
    roster = roster_of(tmp_path, text)
    assert [told(roster, key) for key in ("waiting", "vacant", "notes", "from-address")] == [
        "Esko Oja",
        "4H",
        "Huom: kahvit klo 16.30",
        "Aino Oja",
    ]


@pytest.mark.parametrize(
    "name", ["(etänä)", "*", "()", "FM", "info@x.fi", ",", "(pj), *", ", Olli", "'", "Olli & , ", "PERUTTU: ?"]
)
def test_a_cell_without_a_name_breaks_nothing(tmp_path: Path, name: str) -> None:
    """What is no name is left out and told, refused with its line, or comes in as it stands."""
    roster = roster_of(tmp_path, f'Nimi;Taho\nLiisa Mäkinen;Martat\n"{name}";Lions\n')
    assert named(roster)[0] == "Liisa Mäkinen / Martat"
    assert len(roster.people) + len(roster.refused) + len(roster.told) > 1


def test_a_role_at_the_meeting_and_a_short_no_are_understood(tmp_path: Path) -> None:
    """A header whose first word is the role holds roles, whatever it is a role in; *ej* is a no as *nej* is."""
    text = "Nimi;Taho;Roolisi kokouksessa;Tulossa?\nUlla Ek;Martat;sihteeri;ja\nTom Ås;Martat;;ej\n"
    roster = roster_of(tmp_path, text)
    assert named(roster) == ["Ulla Ek / Martat"]
    assert [person.roles for person in roster.people] == [("secretary",)]
