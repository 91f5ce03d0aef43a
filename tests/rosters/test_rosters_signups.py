"""Exports of ticket shops and forms, codes for coming, consents, and what stands in brackets beside a name."""

from datetime import date
from pathlib import Path

import pytest

from kpfacil.storage.rosters import Unclear
from tests.rosters.test_rosters_real_lists import named, roster_of, told

DAY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("header", "gone"),
    [
        ("Order Status", "Refunded"),
        ("Order Status", "Cancelled"),
        ("Attendee Status", "Not Attending"),
        ("Ticket Status", "Voided"),
        ("Payment Status", "Refunded"),
        ("Registration Status", "Cancelled by organizer"),
        ("Tilan tila", "Peruttu"),
        ("Tilauksen tila", "Palautettu"),
        ("Tilauksen tila", "Hyvitetty 12.11.2026"),
        ("Lipun tila", "Mitätöity"),
        ("Maksun tila", "Rahat palautettu"),
        ("Varauksen tila", "Peruutettu"),
        ("Ostoksen tila", "Hyvitetty"),
        ("Orderstatus", "Återbetald"),
        ("Hyvitetty", "12.11.2026"),
        ("Peruutuspvm", "12.11.2026"),
        ("Refunded", "Yes"),
        ("Biljettstatus", "Makulerad"),
    ],
)
def test_somebody_whose_ticket_is_no_longer_valid_is_left_out(tmp_path: Path, header: str, gone: str) -> None:
    """The state of an order, of a ticket or of its price is that of coming; who is left out is told."""
    rows = f"Anna Ek;Martat;\nOlli Koski;Kunta;{gone}\nSiv Öberg;Kunta;\n"
    roster = roster_of(tmp_path, f"Nimi;Taho;{header}\n{rows}", day=DAY)
    assert named(roster) == ["Anna Ek / Martat", "Siv Öberg / Kunta"]
    assert told(roster, "cancelled") == "Olli Koski"
    assert told(roster, "unsure") == ""


@pytest.mark.parametrize(
    "answer", ["Paid", "Maksettu", "Completed", "Valid", "Voimassa", "Active", "Checked in", "Betald"]
)
def test_a_valid_ticket_is_nothing_to_tell(tmp_path: Path, answer: str) -> None:
    """Somebody whose order is paid or valid comes, and nothing is said of it."""
    roster = roster_of(tmp_path, f"Ilmoittautuja;Taho;Tilauksen tila\nAnna Ek;Martat;{answer}\n", day=DAY)
    assert (named(roster), roster.told) == (["Anna Ek / Martat"], ())


@pytest.mark.parametrize("answer", ["Partially Refunded", "Transferred", "Avoin", "Odottaa"])
def test_a_ticket_in_another_state_is_told(tmp_path: Path, answer: str) -> None:
    """Somebody whose order is neither valid nor cancelled is taken, and it is told that it is not clear."""
    roster = roster_of(tmp_path, f"Nimi;Taho;Order Status\nAnna Ek;Martat;{answer}\n", day=DAY)
    assert named(roster) == ["Anna Ek / Martat"]
    assert told(roster, "unsure") == f"Anna Ek (Order Status: {answer})"


def test_an_export_of_a_ticket_shop_needs_no_telling(tmp_path: Path) -> None:
    """Its columns of orders, kinds of tickets and quantities are no parties, so nothing is asked."""
    header = "Order #;Order Date;First Name;Last Name;Quantity;Ticket Type;Order Status;Attendee Status"
    row = "1;2026-11-01;Anna;Ek;1;Vapaa lippu;Completed;Attending"
    assert named(roster_of(tmp_path, f"{header}\n{row}\n", day=DAY)) == ["Anna Ek"]


def test_a_form_that_was_handed_in_is_no_cancellation(tmp_path: Path) -> None:
    """`Palautettu` above a column is when a form came in."""
    roster = roster_of(tmp_path, "Palautettu;Nimi;Taho\n12.11.2026;Anna Ek;Martat\nkyllä;Siv Öberg;Kunta\n", day=DAY)
    assert named(roster) == ["Anna Ek / Martat", "Siv Öberg / Kunta"]


@pytest.mark.parametrize(
    "header",
    [
        "Nimeni saa julkaista",
        "Suostun nimeni julkaisemiseen",
        "Nimen julkaisulupa",
        "Saako nimesi julkaista muistiossa?",
        "Nimi julkiseen muistioon",
        "Nimi saa näkyä",
        "Photo consent",
        "Kuvauslupa",
        "Saa valokuvata",
        "May we publish your name?",
        "Mitt namn får publiceras",
        "public",
        "GDPR",
    ],
)
def test_a_consent_is_left_to_its_reader(tmp_path: Path, header: str) -> None:
    """Whether somebody may be named in public is no matter of a list: its column is told as unread, and nobody goes."""
    roster = roster_of(tmp_path, f"Nimi;Taho;{header}\nAnna Ek;Martat;kyllä\nOlli Koski;Kunta;ei\n", day=DAY)
    assert named(roster) == ["Anna Ek / Martat", "Olli Koski / Kunta"]
    assert roster.unread == (header,)


@pytest.mark.parametrize(
    ("beside", "party", "key"),
    [
        ("asukas", "", "titles"),
        ("Asukas", "", "titles"),
        ("Martat", "Martat", "party-beside"),
        ("Kylä", "Kylä", "party-beside"),
        ("Halli", "Halli", "party-beside"),
        ("KY", "KY", "party-beside"),
        ("pj, Martat", "Martat", "party-beside"),
        ("Klo 18 alkaen", "", "titles"),
        ("65 v", "", "titles"),
        ("Anna Aho ers.", "", "titles"),
        ("Anna Ahon sijaan", "", "titles"),
        ("vara: Anna Aho", "", "titles"),
        ("siht.", "", ""),
    ],
)
def test_what_stands_in_brackets_is_no_part_of_the_name(tmp_path: Path, beside: str, party: str, key: str) -> None:
    """A party, a role and a way of taking part are read, and what nothing is known of is told."""
    text = f'Nimi\n"Liisa Mäkinen ({beside})"\nToivo Lahti (Martat)\n'
    roster = roster_of(tmp_path, text, day=DAY)
    assert (roster.people[0].name, roster.people[0].party) == ("Liisa Mäkinen", party)
    assert "Liisa Mäkinen" in told(roster, key) or not key
    seated = roster_of(tmp_path, f'Nimi;Taho\n"Liisa Mäkinen ({beside})";Srk\n')
    assert named(seated) == ["Liisa Mäkinen / Srk"]


@pytest.mark.parametrize("name", ["Elisabeth (Lisa) Ek", "Elisabeth (os. Aho) Ek", "Elisabeth (Koski) Ek"])
def test_brackets_within_a_name_are_no_party(tmp_path: Path, name: str) -> None:
    """They are what somebody is or was called, and are told."""
    roster = roster_of(tmp_path, f"Nimi\n{name}\nToivo Lahti (Martat)\n")
    assert named(roster)[0] == "Elisabeth Ek"
    assert "(Elisabeth Ek)" in told(roster, "titles")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TUULA VIRTANEN", True),
        ("pekka mäkinen", True),
        ("anna-liisa ek", True),
        ("JP", False),
        ("Kalle Niemi III", False),
        ("Ronald McDonald", False),
        ("Carl von Essen", False),
        ("Máret Ánne MÁRET", False),
        ("J. P. Rantanen", False),
        ("O'Connor Pat", False),
    ],
)
def test_capitals_and_small_letters_stay(tmp_path: Path, name: str, *, said: bool) -> None:
    """A name is taken as it is written, and one in capitals or in small letters alone is told."""
    roster = roster_of(tmp_path, f"Nimi;Taho\n{name};Martat\nSiv Öberg;Kunta\n")
    assert [one.name for one in roster.people] == [name, "Siv Öberg"]
    assert told(roster, "case") == name * said


@pytest.mark.parametrize(
    ("header", "answers", "people", "unsure"),
    [
        ("Läsnä", "k e", "Anna Olli", "Olli (Läsnä: e)"),
        ("Läsnä: k/e", "k e", "Anna Olli", "Olli (Läsnä: k/e: e)"),
        ("Present", "Y N", "Anna Olli", "Olli (Present: N)"),
        ("K/E", "K E", "Anna", ""),
        ("L/P/E", "L P E", "Anna Siv", "Siv (L/P/E: E)"),
        ("Tila", "L P E", "Anna Siv", "Siv (Tila: E)"),
        ("Läsnä/poissa", "L P", "Anna Olli", "Olli (Läsnä/poissa: P)"),
        ("Osallistuminen (L=läsnä, P=poissa, E=etänä)", "L P E", "Anna Siv/etänä", ""),
        ("Osallistuu (K = kyllä, E = ei)", "K E", "Anna", ""),
        ("Tuletko?", "joo en jep", "Anna Siv", ""),
        ("Osallistuu", "1 0 1", "Anna Siv", ""),
        ("Tulossa", "ok x OK!", "Anna Olli Siv", ""),
        ("Tulossa", "kyllä ei ehkä", "Anna Siv", "Siv (Tulossa: ehkä)"),
    ],
)
def test_letters_and_marks_tell_of_coming(tmp_path: Path, header: str, answers: str, people: str, unsure: str) -> None:
    """A letter is read by what the header says of it, else as lists of those present use it; what is open is told."""
    names = dict(zip(("Anna", "Olli", "Siv"), answers.split(), strict=False))
    rows = "".join(f"{name};Kunta;{answer}\n" for name, answer in names.items())
    roster = roster_of(tmp_path, f"Nimi;Taho;{header}\n{rows}", day=DAY)
    assert [one.name + "/etänä" * one.remote for one in roster.people] == people.split()
    assert told(roster, "unsure") == unsure


@pytest.mark.parametrize(
    ("text", "people", "key"),
    [
        ("Nimi;Etunimi;Taho\nMäkinen;Liisa;4H\n", ["Liisa Mäkinen / 4H"], ""),
        ("Namn;Förnamn;Förening\nvon Essen;Carl;4H\n", ["Carl von Essen / 4H"], ""),
        ("Nimi;Etunimi;Taho\nLiisa Mäkinen;Liisa;4H\n", ["Liisa Mäkinen / 4H"], ""),
        ("Nimi;Kutsumanimi;Taho\nElisabet Mäkinen;Liisa;4H\n", ["Elisabet Mäkinen / 4H"], ""),
        ("Närvarande: Lisa Öhman, Per Ek\nFrånvarande: Kaj Berg\n", ["Lisa Öhman", "Per Ek", "Kaj Berg"], "unsure"),
        ("Present: Liisa Mäki (chair), Pekka Salo (4H)\n", ["Liisa Mäki", "Pekka Salo / 4H"], ""),
        ("Present: Liisa Mäki\nApologies: Anna Laine\n", ["Liisa Mäki", "Anna Laine"], "unsure"),
        ("Närvarande: Lisa Öhman\nÖvriga: Kaj Berg, Eva Dahl\n", ["Lisa Öhman", "Kaj Berg", "Eva Dahl"], ""),
        ("Paikalla:\nLiisa Mäki, Martat\nEstyneet:\nAnna Laine, Srk\n", ["Liisa Mäki / Martat"], "cancelled"),
        ("Läsnä Liisa Mäki pj\nPekka Salo siht\nEtänä Anna Ek\n", ["Liisa Mäki", "Pekka Salo", "Anna Ek / etänä"], ""),
        ("Namn;Förening;Kan du delta?\nLisa Ek;4H;Nej tyvärr\nKaj Ek;4H;Ja, på plats\n", ["Kaj Ek / 4H"], "cancelled"),
        ("Name,Company,Can you come?\nLisa Ek,4H,No\nKaj Ek,4H,Yes\n", ["Kaj Ek / 4H"], "cancelled"),
        ("Nimi;Taho\nPekka Salo (Ulkopuolinen);4H\n", ["Pekka Salo / 4H"], "titles"),
        ("First Name,Surname,Attendee #,Company\nLisa,Ek,1,4H\n", ["Lisa Ek / 4H"], ""),
        ("Nimi;Taho;Läsnä\nLisa Ek;4H;x\nKaj Ek;4H;\n", ["Lisa Ek / 4H", "Kaj Ek / 4H"], "unmarked"),
        ("Nimi;Taho;Peruutettu pvm\nLisa Ek;4H;\nKaj Ek;4H;20.11.\n", ["Lisa Ek / 4H"], "cancelled"),
        ("Nimi;Taho;Rooli\nLisa Ek;4H;varajäsen\n", ["Lisa Ek / 4H"], "spare"),
        ("Puheenjohtaja: Liisa Mäki, Martat\nMuut: Anna Ek (SPR)\n", ["Liisa Mäki / Martat", "Anna Ek / SPR"], ""),
        ("Attendees: Liisa Mäki, Pekka Salo\nAbsent: Anna Ek\n", ["Liisa Mäki", "Pekka Salo", "Anna Ek"], "unsure"),
        ("Deltagare: Lisa Ek, Per Ek\nFörhinder: Kaj Berg\n", ["Lisa Ek", "Per Ek"], "cancelled"),
        ("Osallistujat: Lisa Ek, Srk; Pekka Salo, Martat\n", ["Lisa Ek / Srk", "Pekka Salo / Martat"], ""),
        ("Nimi;Taho\nAnna Ek (jonossa);4H\nLisa Ek;4H\n", ["Lisa Ek / 4H"], "waiting"),
    ],
)
def test_minutes_and_forms_are_read(tmp_path: Path, text: str, people: list[str], key: str) -> None:
    """Who was there and who was not, a surname beside a first name, a question in any words: what is open is told."""
    roster = roster_of(tmp_path, text, day=DAY)
    assert named(roster) == people
    assert roster.refused == ()
    assert key == "" or told(roster, key) != ""
    assert told(roster, "groups") == ""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Martat;Srk;Kunta\nAnna Ek;Olli Koski;\nEsko Oja;;Siv Ek\n",
            "Anna Ek/Martat Esko Oja/Martat Olli Koski/Srk Siv Ek/Kunta",
        ),
        ("Jämsän Martat;Jämsän kunta\nAnna Ek;Olli Koski\n", "Anna Ek/Jämsän Martat Olli Koski/Jämsän kunta"),
        ("Osallistujat;\nMartat;Kunta\nAnna Ek;Olli Koski\n", "Anna Ek/Martat Olli Koski/Kunta"),
        ("Martat | Kunta\nAnna Ek | Olli Koski, siht.\n", "Anna Ek/Martat Olli Koski/Kunta"),
        ("Kylätoimikunta;Nuoret\nAnna Ek;Olli Koski (etänä)\n", "Anna Ek/Kylätoimikunta Olli Koski/Nuoret"),
        ("Martat;Yrittäjät\nEk Anna;Koski Olli\n", "Anna Ek/Martat Olli Koski/Yrittäjät"),
    ],
)
def test_parties_above_columns_are_those_of_the_people_below(tmp_path: Path, text: str, people: str) -> None:
    """A row of parties with names below each is read column by column, and the parties are told."""
    roster = roster_of(tmp_path, text)
    assert " ".join(f"{one.name}/{one.party}" for one in roster.people) == people
    assert all(one.party in told(roster, "groups") for one in roster.people)


@pytest.mark.parametrize(
    "text",
    [
        "Martat;;Kunta\nAnna Ek;Siv Ek;Olli Koski\n",
        "Taho;Martat;Kunta\nJäsen;Anna Ek;Olli Koski\n",
        "Martat;Kunta;Lkm\nAnna Ek;Olli Koski;2\n",
        "Yhdistys;Puheenjohtaja;Sihteeri\nJämsän Latu;Anna Ek;Olli Koski\n",
        "Kolmas sektori;Julkinen sektori\nAnna Ek;Olli Koski\n",
        "Martat;Anna Ek;Siv Ek\nKunta;Olli Koski;\n",
    ],
)
def test_columns_that_may_be_anything_are_asked_for(tmp_path: Path, text: str) -> None:
    """Where it is not plain that each column is a party's, nobody is taken in silence."""
    with pytest.raises(Unclear):
        roster_of(tmp_path, text)
