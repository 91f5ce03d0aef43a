"""Lists as people make them by hand and in haste, told by a few lines of each, with who comes and what is told."""

from datetime import date
from pathlib import Path

import pytest

from tests.rosters.test_rosters_real_lists import named, roster_of
from tests.rosters.test_rosters_rows import told

_ROWS = [
    # somebody in two rows, the name turned round, in capitals or with another hyphen
    ("Järvinen Olli;Martat\nOlli Järvinen;\nJÄRVINEN OLLI;Martat ry", ["Olli Järvinen / Martat"], ("twice", "Olli")),
    (
        "Maija Liisa Oja;Srk\nOja Maija-Liisa;Jämsän srk",
        ["Maija Liisa Oja / Srk", "Oja Maija-Liisa / Jämsän srk"],
        None,
    ),
    ("Maija-Liisa Oja;Jämsän srk\nMaija Liisa Oja;Jämsän seurakunta", ["Maija-Liisa Oja / Jämsän srk"], ("twice", "")),
    ("Olli Oja;4H\nOlli Oja;Lions", ["Olli Oja / 4H", "Olli Oja / Lions"], ("namesakes", "Olli Oja")),
    # what shows that a surname stands first, and what is only told
    ("MÄKINEN Liisa;4H\nAino Ek;4H", ["Liisa MÄKINEN / 4H", "Aino Ek / 4H"], ("turned", "Liisa MÄKINEN")),
    ("SPR Jämsä;4H\nAino Ek;4H", ["SPR Jämsä / 4H", "Aino Ek / 4H"], None),
    ("Niemi Veikko;4H\nAino Ek;4H", ["Niemi Veikko / 4H", "Aino Ek / 4H"], ("not-turned", "Niemi Veikko")),
    ('"Niemi, Veikko (Jämsä)";4H\nAino Ek;4H', ["Veikko Niemi / 4H", "Aino Ek / 4H"], ("turned", "Veikko")),
    # pairs and companions
    ("Järvinen Olli ja Maija;4H", ["Olli Järvinen / 4H", "Maija Järvinen / 4H"], ("several", "Olli Järvinen, Maija")),
    ("Mäki Liisa, Matti ja Ville;4H", ["Liisa Mäki / 4H", "Matti Mäki / 4H", "Ville Mäki / 4H"], ("turned", "Liisa")),
    ("Liisa Mäki + avec;4H", ["Liisa Mäki / 4H"], ("titles", "avec (Liisa Mäki)")),
    ("Liisa Mäki +1;4H", ["Liisa Mäki / 4H"], ("titles", "+1 (Liisa Mäki)")),
    ("Liisa Mäki ja pikkuveli;4H", ["Liisa Mäki / 4H"], ("titles", "pikkuveli (Liisa Mäki)")),
    ("Liisa Mäki\n2 lasta;4H", ["Liisa Mäki"], ("vacant", "2 lasta")),
    # notes beside a name
    ("Liisa Mäki (vara: Olli Oja);4H", ["Liisa Mäki / 4H"], ("titles", "vara: Olli Oja (Liisa Mäki)")),
    ("Liisa Mäki (os. Niemi);4H", ["Liisa Mäki / 4H"], ("titles", "os. Niemi (Liisa Mäki)")),
    ("Liisa Mäki o.s. Niemi;4H", ["Liisa Mäki / 4H"], ("titles", "o.s. Niemi (Liisa Mäki)")),
    ("Siv Ek (f. Lind);4H\nAnna F. Ek;4H", ["Siv Ek / 4H", "Anna F. Ek / 4H"], ("titles", "f. Lind (Siv Ek)")),
    ("kylätoimikunnan pj Liisa Mäki;4H", ["Liisa Mäki / 4H"], ("titles", "kylätoimikunnan pj (Liisa Mäki)")),
    ("Liisa Mäki, Keskusta", ["Liisa Mäki / Keskusta"], ("party-beside", "Keskusta (Liisa Mäki)")),
    ("Martat / Liisa Mäki", ["Liisa Mäki / Martat"], ("party-beside", "Martat (Liisa Mäki)")),
    ("PERUTTU: Liisa Mäki;4H\nAino Ek;4H", ["Aino Ek / 4H"], ("cancelled", "Liisa Mäki")),
    ("PERUUTETTU Liisa Mäki;4H\nAino Ek;4H", ["Aino Ek / 4H"], ("cancelled", "Liisa Mäki")),
    ("Liisa Mäki (poissa);4H", ["Liisa Mäki / 4H"], ("unsure", "Liisa Mäki (poissa)")),
    ("Liisa Mäki ?;4H", ["Liisa Mäki / 4H"], ("unsure", "Liisa Mäki (?)")),
    (
        "Anne-Maarit Oja *);4H\n• Aino Ek;4H\n3 Esko Oja;4H",
        ["Anne-Maarit Oja / 4H", "Aino Ek / 4H", "Esko Oja / 4H"],
        None,
    ),
    # whoever stands for a party that bears their own name
    ("Olli Oja;Olli Oja\nMartat ry;Martat\nAnna-talo;Anna-talo", ["Olli Oja / Olli Oja"], ("vacant", "Martat")),
    # nobody
    (
        "puuttuu;4H\n(vahvistuu myöhemmin);Srk\ninfo@x.fi;SPR\n;MLL",
        [],
        ("vacant", "4H, (vahvistuu myöhemmin), SPR, MLL"),
    ),
    (
        "Martat;Martat ry\n12.12.2026;Jouluna\nKahvit 12 hlölle;4H",
        [],
        ("vacant", "Martat ry, Jouluna, Kahvit 12 hlölle"),
    ),
    ("Liisan iPhone;4H\nMicrosoft Teams Room 2;Srk", [], ("devices", "Liisan iPhone, Microsoft Teams Room 2")),
    # what stands below the people
    ("Aino Ek;4H\nSihteeri: Liisa Mäki", ["Aino Ek / 4H", "Liisa Mäki"], ("no-party", "Liisa Mäki")),
    ("Aino Ek;4H\n;Sihteeri: Liisa Mäki", ["Aino Ek / 4H", "Liisa Mäki"], ("no-party", "Liisa Mäki")),
    (
        "Aino Ek;4H\nLaatija: Liisa Mäki\nLaatinut;Liisa Mäki",
        ["Aino Ek / 4H"],
        ("notes", "Laatija: Liisa Mäki, Laatinut"),
    ),
    ("Aino Ek;4H\nTerveisin Liisa Mäki\nx = läsnä, p = poissa", ["Aino Ek / 4H"], ("notes", "Terveisin Liisa Mäki, x")),
    ("Aino Ek;4H\nYhteensä kolme henkilöä", ["Aino Ek / 4H"], ("notes", "Yhteensä kolme henkilöä")),
    ("Aino Ek;4H\nPoissa:\nLiisa Mäki;4H", ["Aino Ek / 4H", "Liisa Mäki / 4H"], ("unsure", "Liisa Mäki (Poissa)")),
    ("Aino Ek;4H\nPeruneet;\nNimi;Taho\nLiisa Mäki;4H", ["Aino Ek / 4H"], ("cancelled", "Liisa Mäki")),
]


@pytest.mark.parametrize(("rows", "people", "said"), _ROWS)
def test_a_row_gives_who_comes_and_tells_the_rest(
    tmp_path: Path, rows: str, people: list[str], said: tuple[str, str] | None
) -> None:
    """What is left out of a row, joined with another or guessed is told by its kind, and nothing else is."""
    lines = rows if people else f"{rows}\nViivi Aho;VPK"
    roster = roster_of(tmp_path, f"Nimi;Taho\n{lines}\n")
    assert named(roster) == (people or ["Viivi Aho / VPK"])
    assert roster.refused == ()
    kind, words = said or ("", "")
    assert told(roster).get(kind, "").startswith(words)


@pytest.mark.parametrize(
    ("text", "people", "key"),
    [
        ("Liisa Mäki <l@x.fi>\nPekka Salo <p@x.fi>\ninfo@x.fi\n", ["Liisa Mäki", "Pekka Salo"], "no-header"),
        (
            "Liisa Mäki <l@x.fi>; Pekka Salo <p@x.fi>; esko.oja@x.fi",
            ["Liisa Mäki", "Pekka Salo", "Esko Oja"],
            "no-header",
        ),
        ("Martat\nLiisa Mäki\n4H\nPekka Salo\n", ["Liisa Mäki / Martat", "Pekka Salo / 4H"], "no-header"),
        (
            "1. Liisa Mäki (Martat), pj\n2. Pekka Salo (asukas)\n",
            ["Liisa Mäki / Martat", "Pekka Salo"],
            "no-header",
        ),
        ("Läsnä: Liisa Mäki, Pekka Salo\nPoissa: Aino Ek\n", ["Liisa Mäki", "Pekka Salo", "Aino Ek"], "unsure"),
        ("| Nimi | Taho |\n|---|---|\n| Liisa Mäki | 4H |\n", ["Liisa Mäki / 4H"], ""),
        ("Nimi         Taho\nLiisa Mäki   4H\n", ["Liisa Mäki / 4H"], ""),
        ("Nimi;Taho;;Nimi;Taho\nLiisa Mäki;4H;;Aino Ek;Srk\n", ["Liisa Mäki / 4H", "Aino Ek / Srk"], ""),
        ("Henkilö;;Taho;\nEtunimi;Sukunimi;Nimi;Laji\nLiisa;Mäki;Martat;ry\n", ["Liisa Mäki / Martat"], ""),
        ("Puheenjohtaja: Liisa Mäki;\nNimi;Taho\nAino Ek;4H\n", ["Aino Ek / 4H"], "above"),
        ("Nimi;Taho;Puh;Varajäsen;Taho\nLiisa Mäki;;040;Aino Ek;4H\n", ["Liisa Mäki"], "names-only"),
        ("Taho;Edustaja\nMartat;Liisa Mäki\nLions;\n4H;Aino Ek\n", ["Liisa Mäki / Martat", "Aino Ek / 4H"], "vacant"),
        ("Nimi;Taho;25.11.;9.12.\nLiisa Mäki;4H;x;ei\nAino Ek;4H;ei;x\n", ["Liisa Mäki / 4H"], "cancelled"),
        ("Nimi;Taho;Huom\nLiisa Mäki;4H;etänä\n", ["Liisa Mäki / 4H / etänä"], "remote"),
        ("Nimi;Tila\nLiisa Mäki;pahoittelut\nAino Ek;ok\n", ["Aino Ek"], "cancelled"),
        ("Nimi;Tila\nLiisa Mäki;tuuraaja tulee: Ulla Aho\n", ["Liisa Mäki"], "unsure"),
        ("Nimi;Tila\nLiisa Mäki;pääsen vain jos kyyti\n", ["Liisa Mäki"], "unsure"),
        ("Nimi;Läsnä\nLiisa Mäki;p\n", ["Liisa Mäki"], "unsure"),
        (
            "Yhdistys;Edustaja 1;Edustaja 2\nMartat;Liisa Mäki;Aino Ek\n4H;Pekka Salo;\n",
            ["Liisa Mäki / Martat", "Aino Ek / Martat", "Pekka Salo / 4H"],
            "several",
        ),
        (
            "1. Etunimi;1. Sukunimi;2. Etunimi;2. Sukunimi;Taho\nLiisa;Mäki;Aino;Ek;Martat\nPekka;Salo;;;4H\n",
            ["Liisa Mäki / Martat", "Aino Ek / Martat", "Pekka Salo / 4H"],
            "several",
        ),
        ("Etunimi;Sukunimi;Etunimi 2;Sukunimi 2\nLiisa;Mäki;Aino;Ek\n", ["Liisa Mäki", "Aino Ek"], "several"),
        ("Taho;Edustaja;Varaedustaja\nMartat;;Aino Ek\n4H;Pekka Salo;\n", ["Pekka Salo / 4H"], "vacant"),
        ("Nimi\nLiisa Mäki\nJärjestäjä\nAino Ek\nEsittäjä\n", ["Liisa Mäki", "Aino Ek"], "notes"),
        ("Puheenjohtaja\nLiisa Mäki\nJäsenet\nAino Ek\n", ["Liisa Mäki", "Aino Ek"], "notes"),
        ("Kokoonpano\nLiisa Mäki\nAino Ek\n", ["Liisa Mäki", "Aino Ek"], "notes"),
        ("Hei! Ilmoitan mukaan:\nLiisa Mäki ja Aino Ek\n", ["Liisa Mäki", "Aino Ek"], "notes"),
        ("Liisa, Aino, Pekka\n", ["Liisa", "Aino", "Pekka"], "several"),
        ("Liisa Mäki Martat\nAino Ek SPR\n", ["Liisa Mäki / Martat", "Aino Ek / SPR"], "party-beside"),
        (
            "Edustajan nimi;Taho;Varaedustajan nimi;Varaedustajan taho\nLiisa Mäki;4H;;\n;Martat;Aino Ek;Martat\n",
            ["Liisa Mäki / 4H"],
            "vacant",
        ),
        ("Sihteeri: Liisa Mäki\nJäsenet:\nAino Ek\n", ["Liisa Mäki", "Aino Ek"], "names-only"),
        ("Nimi ja tehtävä;Taho\nLiisa Mäki, kuraattori;4H\n", ["Liisa Mäki / 4H"], "titles"),
        ("Name;Nimi 1;Nimi 2\nanonymous;Liisa Mäki;Aino Ek\n", ["Liisa Mäki", "Aino Ek"], "several"),
        ("Liisa Mäki\nJälki-ilmoittautuneet\nAino Ek\n", ["Liisa Mäki", "Aino Ek"], "notes"),
        ("Namma;Searvi\nMáret Ánne Laiti;Sámi Siida rs\n", ["Máret Ánne Laiti / Sámi Siida rs"], ""),
        (
            "Liisa Mäki - Martat\nAino Ek - 4H-yhdistys\n",
            ["Liisa Mäki / Martat", "Aino Ek / 4H-yhdistys"],
            "party-beside",
        ),
        (
            "Martat\nLiisa Mäki\nHallin 4H-yhdistys\nAino Ek\n",
            ["Liisa Mäki / Martat", "Aino Ek / Hallin 4H-yhdistys"],
            "groups",
        ),
        ("Sukunimi;Etunimi\nOlavi;Xyz\nAnna;Thi\n", ["Xyz Olavi", "Thi Anna"], "names-only"),
    ],
)
def test_a_list_of_another_shape_is_read(tmp_path: Path, text: str, people: list[str], key: str) -> None:
    """Letters' receivers, minutes, tables of text, two lists side by side: what was guessed or left out is told."""
    roster = roster_of(tmp_path, text, day=date(2026, 11, 25))
    assert named(roster) == people
    assert roster.refused == ()
    assert key in {"", *told(roster)}
