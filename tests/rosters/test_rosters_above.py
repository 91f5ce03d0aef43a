"""What a row takes from those above it: headings that are parties, and ditto marks."""

from pathlib import Path

import pytest

from kpfacil.storage.content import load_texts
from kpfacil.storage.files import StorageError
from tests.rosters.test_rosters_real_lists import named, roster_of, told


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (
            "MARTAT RY;\nLiisa Mäkinen;\nToivo Lahti;\nSRK;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / MARTAT RY", "Toivo Lahti / MARTAT RY", "Pekka Virtanen / SRK"],
        ),
        (
            "MLL;\nLiisa Mäkinen;\nKylän vanhimmat:;\nAbdirahman Cali;\n4H;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / MLL", "Abdirahman Cali / Kylän vanhimmat", "Pekka Virtanen / 4H"],
        ),
        (
            "Kyläyhdistys:;\nLiisa Mäkinen;\nJämsän seurakunta;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Kyläyhdistys", "Pekka Virtanen / Jämsän seurakunta"],
        ),
        (
            "Kylä;\nLiisa Mäkinen;\nToivo Lahti;\nNuoret;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Kylä", "Toivo Lahti / Kylä", "Pekka Virtanen / Nuoret"],
        ),
        (
            ";Martat ry\nLiisa Mäkinen;\nToivo Lahti;\n;Seurakunta\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Martat ry", "Toivo Lahti / Martat ry", "Pekka Virtanen / Seurakunta"],
        ),
        (
            "Martat ry;\nJäsenet;\nLiisa Mäkinen;\nAsiantuntijat;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Martat ry", "Pekka Virtanen"],
        ),
        (
            "Martat ry;\nLiisa Mäkinen;\nToivo Lahti;Lions\nKaitsu;\n",
            ["Liisa Mäkinen / Martat ry", "Toivo Lahti / Lions", "Kaitsu / Martat ry"],
        ),
        ("Martat ry;\nLiisa Mäkinen;\nPeruneet;\nPekka Virtanen;\n", ["Liisa Mäkinen / Martat ry"]),
        (
            "Lions rf;\nBjörn Öberg;\nByns förening;\nSiv Lind;\n",
            ["Björn Öberg / Lions rf", "Siv Lind / Byns förening"],
        ),
        ("Liisa Mäkinen;Martat\nKaitsu;\nPekka Virtanen;\n", ["Liisa Mäkinen / Martat", "Kaitsu", "Pekka Virtanen"]),
        ("LIISA MÄKINEN;\nKAITSU;\nPEKKA VIRTANEN;\n", ["LIISA MÄKINEN", "KAITSU", "PEKKA VIRTANEN"]),
        ("Kaitsu;\nPekka Virtanen;\nAino Ilo;\n", ["Kaitsu", "Pekka Virtanen", "Aino Ilo"]),
    ],
)
def test_parties_between_people_are_theirs(tmp_path: Path, rows: str, people: list[str]) -> None:
    """A row that names a party heads the people below it; a name of one word is somebody where nothing shows that."""
    assert named(roster_of(tmp_path, f"Nimi;Taho\n{rows}")) == people


def test_headings_that_are_parties_are_told(tmp_path: Path) -> None:
    """Which headings were read as parties is said; a body alone between people with parties of theirs is nobody."""
    roster = roster_of(tmp_path, "Nimi\nMLL\nLiisa Mäkinen\nSRK\nPekka Virtanen\n")
    assert told(roster, "groups") == "MLL, SRK"
    roster = roster_of(tmp_path, "Nimi;Taho\nLiisa Mäkinen;Martat\nSeurakunta;\nPekka Virtanen;Srk\n")
    assert named(roster) == ["Liisa Mäkinen / Martat", "Pekka Virtanen / Srk"]
    assert told(roster, "groups") == "Seurakunta"


@pytest.mark.parametrize("name", ["Jämsän Aikuiset", "Kylän väki", "Abdirahmanin Cali"])
def test_what_may_be_a_party_or_somebody_refuses_its_row(tmp_path: Path, name: str) -> None:
    """Between headings that are parties a row without a known first name is not guessed, with its line."""
    roster = roster_of(tmp_path, f"Nimi;Taho\nMLL;\nLiisa Mäkinen;\n{name};\nPekka Virtanen;\nSrk ry;\nAino Ilo;\n")
    assert [(fault.key, fault.line) for fault in roster.refused] == [("roster.group-or-person", 4)]


@pytest.mark.parametrize(
    "mark",
    [
        '-"-',
        '"',
        "''",
        "〃",
        "”",
        '- " -',
        "sama",
        "Sama kuin yllä",
        "ks. yllä",
        "ditto",
        "samma",
        "same as above",
        ",,",
    ],
)
def test_ditto_marks_are_filled(tmp_path: Path, mark: str) -> None:
    """Every way of writing that the row has what stands above it is filled from there, and told."""
    rows = f"Liisa Mäkinen;Martat\nToivo Lahti;{mark}\nAino Ilo;{mark}\nPekka Virtanen;Srk\nVille Vuo;{mark}\n"
    roster = roster_of(tmp_path, f"Nimi;Taho\n{rows}")
    assert [one.party for one in roster.people] == ["Martat", "Martat", "Martat", "Srk", "Srk"]
    assert told(roster, "ditto") == "Toivo Lahti, Aino Ilo, Ville Vuo"


def test_a_ditto_mark_with_nothing_above_is_no_party(tmp_path: Path) -> None:
    """The first row has nothing to take."""
    assert named(roster_of(tmp_path, 'Nimi;Taho\nLiisa Mäkinen;-"-\nToivo Lahti;Martat\n'))[0] == "Liisa Mäkinen"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('Liisa Mäkinen;"Martat\nToivo Lahti;Lions\nAino Ilo;4H\n', "2"),
        ('Liisa Mäkinen;"Martat\nToivo Lahti;"Lions"\nAino Ilo;4H\n', "2"),
        ('Aino Ilo;4H\nLiisa Mäkinen;"Martat\nToivo Lahti;Lions\nPekka Salo;Srk\nOili Oja;"MLL"\n', "3"),
    ],
)
def test_a_quote_that_swallows_others_is_refused(tmp_path: Path, rows: str, line: str) -> None:
    """A quote that is never closed, or closed by another's, is told with its line, and no row goes into another's."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, f"Nimi;Taho\n{rows}")
    assert (caught.value.key, caught.value.sentence.details["line"]) == ("roster.not-csv", line)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ('"Liisa\nMäkinen";Martat\n', ["Liisa Mäkinen"]),
        ('"\nLiisa Mäkinen";Martat\n', ["Liisa Mäkinen"]),
        ('"Liisa ""Lissu"" Mäkinen";"Martat; Jämsä"\n', ['Liisa "Lissu" Mäkinen']),
        ('Liisa "Lissu" Mäkinen;Martat\n', ['Liisa "Lissu" Mäkinen']),
        ('Liisa Mäkinen;"Kylä\nja; kirkko"\nAino Ilo;""\n', ["Liisa Mäkinen", "Aino Ilo"]),
    ],
)
def test_quotes_that_are_meant_stay(tmp_path: Path, rows: str, names: list[str]) -> None:
    """Line breaks, separators and quotes within quotes, and quotes within words are as they were."""
    assert [one.name for one in roster_of(tmp_path, f"Nimi;Taho\n{rows}").people] == names


@pytest.mark.parametrize("row", ["2;;Srk", "2.;;Srk", "2;-;Srk", "2;?;Srk"])
def test_a_numbered_row_without_a_name_is_a_free_seat(tmp_path: Path, row: str) -> None:
    """It is left out and told by its party; a row with somebody's own address is not, but refused."""
    roster = roster_of(tmp_path, f"Nro;Nimi;Taho\n1;Liisa Mäkinen;Martat\n{row}\n3;;\n")
    assert (named(roster), roster.refused) == (["Liisa Mäkinen / Martat"], ())
    assert told(roster, "vacant") == "Srk"
    refused = roster_of(tmp_path, "Nro;Nimi;Taho;Sähköposti\n1;Liisa Mäkinen;Martat;\n2;;Srk;p@x.fi\n").refused
    assert [(fault.key, fault.line) for fault in refused] == [("roster.no-name", 3)]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Aino Ilo - puheenjohtaja", ["Aino Ilo"]),
        ("Aino Ilo – sihteeri", ["Aino Ilo"]),
        ("Aino Ilo - Mäki", ["Aino Ilo - Mäki"]),
        ("Seija Salo (MLL, hän)", ["Seija Salo / MLL"]),
        ("Seija Salo (she/her)", ["Seija Salo"]),
        ("Seija Salo (os. Laine, Jämsä)", ["Seija Salo / Jämsä"]),
        ("Martat - Kerttu Pitkänen", ["Kerttu Pitkänen / Martat"]),
        ("Liisa Mäkinen/Martat", ["Liisa Mäkinen / Martat"]),
        ("Riikka Rae/Sari Salo", ["Riikka Rae", "Sari Salo"]),
        ("Rae Riikka/Salo Sari", ["Rae Riikka", "Salo Sari"]),
        ("Timo/Tiina Tamm", ["Timo Tamm", "Tiina Tamm"]),
        ("Riikka Rae + Sari Salo", ["Riikka Rae", "Sari Salo"]),
        ("Heikki#2", ["Heikki"]),
        ("Anna Bot", ["Anna Bot"]),
        ("Vieras Ville", ["Vieras Ville"]),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(tmp_path: Path, cell: str, people: list[str]) -> None:
    """A role behind a dash, initials and pronouns in brackets, a body before a dash and another person are told."""
    assert named(roster_of(tmp_path, f'Nimi;Puhelin\n"{cell}";\nQwer Zxcv;\n'))[: len(people)] == people


@pytest.mark.parametrize(
    "cell",
    [
        "+358 40 *****12",
        "+358 40 xxxxx12",
        "0401234567",
        "Kokoushuone A",
        "Neuvotteluhuone Salmi",
        "Meeting room 2",
        "Konferensrum B",
        "Zoom User",
        "Zoom-käyttäjä",
        "Otter.ai Notetaker",
        "Fireflies.ai Notetaker",
        "read.ai meeting notes",
        "Liisa's Notetaker",
        "Guest",
        "Vieras",
        "Tuntematon käyttäjä",
        "Galaxy S21",
    ],
)
def test_what_is_no_person_is_left_out(tmp_path: Path, cell: str) -> None:
    """Numbers, rooms, note takers and guests without a name that a meeting tool lists are told and not taken."""
    roster = roster_of(tmp_path, f"Nimi;Taho\nLiisa Mäkinen;Martat\n{cell};\n")
    assert named(roster) == ["Liisa Mäkinen / Martat"]
    assert told(roster, "devices") == cell


def test_a_room_that_outlook_invites_is_nobody(tmp_path: Path) -> None:
    """Whatever the room is called, its column says what it is."""
    rows = "Salmela,Resource (Room or Equipment),Accepted\nLiisa Mäkinen,Required Attendee,Accepted\n"
    assert named(roster_of(tmp_path, f"Name,Attendance,Response\n{rows}")) == ["Liisa Mäkinen"]


def test_a_header_of_zoom_in_finnish_is_read(tmp_path: Path) -> None:
    """Whether somebody is a guest is no party, so nothing has to be asked."""
    rows = "Liisa Mäkinen,l@x.fi,90,Ei\nPekka Virtanen,,80,Kyllä\n"
    header = "Nimi (alkuperäinen nimi),Käyttäjän sähköposti,Kokonaiskesto (minuuttia),Vieras"
    assert named(roster_of(tmp_path, f"{header}\n{rows}")) == ["Liisa Mäkinen", "Pekka Virtanen"]


@pytest.mark.parametrize("form", ["Martat ry.", "martat ry", "Martat r.y", "Martat r.y.", "Martat"])
def test_a_legal_form_makes_no_other_party(tmp_path: Path, form: str) -> None:
    """However the form of an association is written, one person with it twice comes once."""
    roster = roster_of(tmp_path, f"Nimi;Taho\nLiisa Mäkinen;Martat ry\nLiisa Mäkinen;{form}\n")
    assert named(roster) == ["Liisa Mäkinen / Martat ry"]


def test_parties_below_another_header_are_asked_about(tmp_path: Path) -> None:
    """Short names of associations that are no bodies by their words are known to be parties."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, "Nimi;Osallistumistapa\nLiisa Mäkinen;MLL\nPekka Virtanen;SPR\nAino Ilo;Srk\n")
    assert caught.value.key == "roster.which-party"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "Otsikoiden alla ei ole rivejä."),
        (
            "Liisan iPad;Martat;\nYhteensä 1;;\n",
            "Laitteita ja puhelinnumeroita ei otettu: Liisan iPad. Summarivejä ei otettu",
        ),
    ],
)
def test_a_list_of_nobody_tells_what_was_found(tmp_path: Path, rows: str, said: str) -> None:
    """Which devices, sums and the like stood in the rows is in the sentence that refuses the list."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, f"Nimi;Taho;Tila\n{rows}")
    assert said in caught.value.sentences(load_texts("fi"))[0]


def test_a_list_of_an_old_mac_is_read(tmp_path: Path) -> None:
    """The letters of its own code page are known; names with such letters in the code page of Windows stay."""
    names = "Liisa Mäkinen;Pöytä\nÅsa Öberg;Kylä\n"
    assert named(roster_of(tmp_path, f"Nimi;Taho\n{names}", "mac_roman"))[0] == "Liisa Mäkinen / Pöytä"
    other = "Miloš Šefčovič;Kylä\nMILOŠ ŠKODA;Kylä\n".replace("č", "c")
    assert named(roster_of(tmp_path, f"Nimi;Taho\n{other}", "cp1252"))[0] == "Miloš Šefcovic / Kylä"
