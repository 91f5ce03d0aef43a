"""Lists of shapes that nobody planned: polls, receivers of letters, forms with a column for each answer."""

from datetime import date
from pathlib import Path

import pytest

from kpfacil.storage.files import StorageError
from tests.rosters.test_rosters_real_lists import named, roster_of
from tests.rosters.test_rosters_rows import told

_POLL = "Pääsetkö ti 1.12.?\n✅ Kyllä (2)\nLiisa Mäki\nOlli Oja\n❌ En (1)\nPekka Virtanen\n"
_VOTES = "*Tuletko?*\nKyllä: 1 ääni\nLiisa Mäki\nEi: 1 ääni\nPekka Virtanen\nEhkä: 1 ääni\nAino Ek\n"
_EACH = ["Liisa Mäki", "Olli Oja"]
_OPTIONS = "Kyllä;Ei\nLiisa Mäki;4H;;x;\nOlli Oja;Srk;;;x\n"
_TWO = ["Liisa Mäki / 4H", "Olli Oja / Srk"]


@pytest.mark.parametrize(
    ("text", "people", "said"),
    [
        # polls and chats of a phone
        (_POLL, _EACH, ("cancelled", "Pekka Virtanen")),
        (_VOTES, ["Liisa Mäki", "Aino Ek"], ("unsure", "Aino Ek (Ehkä: 1 ääni)")),
        (_VOTES, ["Liisa Mäki", "Aino Ek"], ("cancelled", "Pekka Virtanen")),
        ("Tulijat:\n1. Liisa Mäki ✅\n2. Olli Oja 👍\n3. Pekka ❌\n", _EACH, ("cancelled", "Pekka")),
        ("Liisa Mäki👍\nOlli Oja ✔️\nAino Ek 🤔\n", [*_EACH, "Aino Ek"], ("unsure", "Aino Ek (🤔)")),
        ("Kyllä: Liisa Mäki, Olli Oja\nEi: Aino Ek\n", _EACH, ("cancelled", "Aino Ek")),
        ("Liisa Mäki\nOsallistuu\nOlli Oja\nKiinnostunut\n", _EACH, ("unsure", "Olli Oja (Kiinnostunut)")),
        # names and answers on alternating rows, and several of both in a cell
        ("Liisa Mäki\nKyllä\nAino Ek\nEi\nOlli Oja\nJoo\n", _EACH, ("cancelled", "Aino Ek")),
        (
            "Nimi\nLiisa Mäki\nTulee\nAino Ek\nEi tule\nOlli Oja\nEtänä\n",
            [_EACH[0], "Olli Oja / etänä"],
            ("remote", "Olli Oja"),
        ),
        ("Nimi\nLiisa Mäki\nHyväksytty\nAino Ek\nHylätty\nOlli Oja\n", _EACH, ("cancelled", "Aino Ek")),
        ("Nimi\nLiisa Mäki\nAccepted\nOlli Oja\nNo response\n", _EACH, ("unsure", "Olli Oja (No response)")),
        ("Nimi;Taho\nLiisa Mäki;4H\nKyllä;\nOlli Oja;Srk\nEi;\n", _TWO[:1], ("cancelled", "Olli Oja")),
        ("Liisa Mäki\nKyllä:\nOlli Oja\nEi:\nAino Ek\n", _EACH, ("cancelled", "Aino Ek")),
        ("Nimi\nLiisa Mäki tulee, Aino Ek ei tule\nOlli Oja tulee\n", _EACH, ("cancelled", "Aino Ek")),
        # a word that may be a name, and a party in brackets before one
        ("Nimi\nEste Anna\nLiisa Mäki\n", ["Anna", "Liisa Mäki"], ("unsure", "Anna (Este)")),
        ("Nimi\nEste: Anna\nLiisa Mäki\n", ["Liisa Mäki"], ("cancelled", "Anna")),
        ("(4H) Liisa Mäki\n(Srk) Olli Oja\n", _TWO, ("party-beside", "4H (Liisa Mäki), Srk (Olli Oja)")),
        # a poll with a column for each day
        (
            "Nimi;25.11.;26.11.\nLiisa Mäki;OK;ei\nAino Ek;ei;OK\nOlli Oja;;OK\n",
            _EACH,
            ("unsure", "Olli Oja (26.11.: OK)"),
        ),
        ("Nimi;25.11.;26.11.\nLiisa Mäki;OK;ei\nAino Ek;ei;OK\nOlli Oja;;OK\n", _EACH, ("cancelled", "Aino Ek")),
        # an answer before each name
        ("Kyllä Liisa Mäki\nJoo, Olli Oja\nEi Aino Ek\n", _EACH, ("cancelled", "Aino Ek")),
        ("Kyllä - Liisa Mäki\nOK Olli Oja\nEn pääse Aino\n", _EACH, ("cancelled", "Aino")),
        ("Kyllä, Liisa Mäki, Olli Oja\nEi, Aino Ek\n", _EACH, ("cancelled", "Aino Ek")),
        ("Tulen Liisa\nKyllä Olli\nEi tule Aino Ek ja Pekka\n", ["Liisa", "Olli"], ("cancelled", "Aino Ek, Pekka")),
        ("Kyllä Liisa Mäki, Ei Aino Ek\nJoo Olli Oja\n", _EACH, ("cancelled", "Aino Ek")),
        ("Ehkä Liisa Mäki\nEtänä Olli\n", ["Liisa Mäki", "Olli / etänä"], ("unsure", "Liisa Mäki (Ehkä)")),
        ("Ei Thandar Phyu\nLiisa Mäki\n", ["Ei Thandar Phyu", "Liisa Mäki"], ("names-only", "")),
        ("En pääse\nPekka Virtanen\nPääsen\nLiisa Mäki\n", ["Liisa Mäki"], ("cancelled", "Pekka Virtanen")),
        # signs beside names
        ("Liisa Mäki ✓\n✗ Pekka\n✘ Aino\n✖ Siv\n", ["Liisa Mäki"], ("cancelled", "Pekka, Aino, Siv")),
        ("☑ Liisa Mäki\n☐ Olli Oja\n", _EACH, ("unmarked", "Olli Oja")),
        ("Liisa Mäki 👍\nOlli Oja 🙁\n", _EACH, ("unsure", "Olli Oja (🙁)")),
        # titles above a list
        ("Osallistujat, Jämsän kylät ry\nLiisa Mäki\nOlli Oja\n", _EACH, ("names-only", "")),
        ("Jäsenet, Jämsän yhdistys ry\nLiisa Mäki\nOlli Oja\n", _EACH, ("names-only", "")),
        ("Liisa Mäki\nKutsutut (Jämsän kylät ry)\nOlli Oja\n", _EACH, ("notes", "Kutsutut (Jämsän kylät ry)")),
        # receivers of a letter
        ("Liisa Mäki <l@x.fi>; Olli Oja <o@x.fi>;\n", _EACH, ("titles", "l@x.fi (Liisa Mäki), o@x.fi (Olli Oja)")),
        ("Liisa Mäki <l@x.fi>;\nOlli Oja <o@x.fi>;\n", _EACH, ("names-only", "Liisa Mäki, Olli Oja")),
        ("To: Liisa Mäki <l@x.fi>; Olli Oja <o@x.fi>\n", _EACH, ("names-only", "Liisa Mäki, Olli Oja")),
        (
            "Vastaanottaja: Liisa Mäki <l@x.fi>; Olli Oja <o@x.fi>\nKopio: Aino Ek <a@x.fi>\n",
            [*_EACH, "Aino Ek"],
            ("names-only", ""),
        ),
        ("Liisa Mäki (4H) <l@x.fi>; Olli Oja <o@x.fi>\n", ["Liisa Mäki / 4H", "Olli Oja"], ("party-beside", "4H")),
        ('Mäki Liisa <l@x.fi>; "Oja, Olli" <o@x.fi>;\n', _EACH, ("turned", "Liisa Mäki, Olli Oja")),
        ("'Liisa Mäki' <l@x.fi>; 'olli.oja@x.fi' <olli.oja@x.fi>\n", _EACH, ("from-address", "Olli Oja")),
        ('"Mäki, Liisa" <l@x.fi>, "Oja, Olli" <o@x.fi>\n', _EACH, ("turned", "Liisa Mäki, Olli Oja")),
        # headings that count those below them
        ("Tulossa (2):\nLiisa Mäki\nOlli Oja\nPeruneet (1):\nSiv Ek\n", _EACH, ("cancelled", "Siv Ek")),
        ("Tulossa 2\nLiisa Mäki\nOlli Oja\nEi tulossa 1\nSiv Ek\n", _EACH, ("cancelled", "Siv Ek")),
        ("Liisa Mäki\nOlli Oja\nPeruneita 2\n", _EACH, ("sums", "Peruneita 2")),
        ("4H (1)\nLiisa Mäki\nMartat (1):\nOlli Oja\n", ["Liisa Mäki / 4H", "Olli Oja / Martat"], ("groups", "4H")),
        # a column for each answer
        (
            "Nimi;Taho;Osallistun: Kyllä;Osallistun: Ei\nLiisa Mäki;4H;1;0\nOlli Oja;Srk;0;1\n",
            ["Liisa Mäki / 4H"],
            ("cancelled", "Olli Oja"),
        ),
        (
            "Vastaaja;Etunimi;Sukunimi;Taho;Tuletko? [Kyllä];Tuletko? [En]\n1;Liisa;Mäki;4H;x;\n2;Olli;Oja;Srk;;x\n",
            ["Liisa Mäki / 4H"],
            ("cancelled", "Olli Oja"),
        ),
        (
            "Nimi;Taho;Kyllä;Ei;Ehkä\nLiisa Mäki;4H;x;;\nOlli Oja;Srk;;x;\nAino Ek;SPR;;;x\n",
            ["Liisa Mäki / 4H", "Aino Ek / SPR"],
            ("unsure", "Aino Ek (Ehkä: x)"),
        ),
        ("Nimi;Taho;Ei\nLiisa Mäki;4H;\nOlli Oja;Srk;x\n", ["Liisa Mäki / 4H"], ("cancelled", "Olli Oja")),
        ("Nimi;Taho;Osallistun: Kyllä\nLiisa Mäki;4H;1\nOlli Oja;Srk;0\n", ["Liisa Mäki / 4H"], ("cancelled", "Olli")),
        ("Nimi;Taho;Lounas [Ei];Lounas [Kyllä]\nLiisa Mäki;4H;x;\n", ["Liisa Mäki / 4H"], None),
        (
            "Nimi;Taho;Tulossa\nLiisa Mäki;4H;✅\nOlli Oja;Srk;❌\nAino Ek;SPR;🤔\n",
            ["Liisa Mäki / 4H", "Aino Ek / SPR"],
            ("cancelled", "Olli Oja"),
        ),
        (
            "Nimi;Taho;Ke 25.11.;La 28.11.\nLiisa Mäki;4H;✅;❌\nOlli Oja;Srk;❌;✅\n",
            ["Liisa Mäki / 4H"],
            ("cancelled", "Olli Oja"),
        ),
        # answers to what stands before them
        (f"Nimi;Taho;Lounas;{_OPTIONS}", _TWO, None),
        (f"Nimi;Taho;Erityisruokavalio;{_OPTIONS}", _TWO, ("unsure", "Olli Oja (Ei: x)")),
        (f"Nimi;Taho;7.12.;{_OPTIONS}", _TWO, ("unsure", "Olli Oja (Ei: x)")),
        (f"Nimi;Taho;Tuletko?;{_OPTIONS}", _TWO[:1], ("cancelled", "Olli Oja")),
        (f"Nimi;Taho;;{_OPTIONS}", _TWO[:1], ("cancelled", "Olli Oja")),
        ("Nimi;Taho;Lounas;Kyllä;Ei\nLiisa Mäki;4H;kala;x;\nOlli Oja;Srk;;;x\n", _TWO, ("unsure", "Olli Oja (Ei: x)")),
        ("Nimi;Taho;Puhelin;Kyllä;Ei\nLiisa Mäki;4H;1;x;\nOlli Oja;Srk;2;;x\n", _TWO[:1], ("cancelled", "Olli Oja")),
        ("Nimi;Taho;Kyllä;Ei;Lounas;Kyllä;Ei\nLiisa Mäki;4H;x;;;;x\n", _TWO[:1], None),
        # legal forms in headers
        ("Nimi;Yhdistys ry\nLiisa Mäki;4H\nNimi;Yhdistys ry\nOlli Oja;Srk\n", _TWO, None),
        ("Nimi;Yhdistys tai ry;Puhelin\nLiisa Mäki;4H;1\nOlli Oja;Srk;2\n", _TWO, None),
        ("Etunimi;Sukunimi;Yritys oy\nLiisa;Mäki;4H\nOlli;Oja;Srk\n", _TWO, None),
        ("Etunimi ja sukunimi;Yritys Oy\nLiisa Mäki;4H\nOlli Oja;Srk\n", _TWO, None),
        ("Nimi;Taho;Jämsän kylät ry\nLiisa Mäki;4H;x\nOlli Oja;Srk;\n", _TWO, None),
        # letters that a form sends
        (
            "Nimi: Liisa Mäki\nTaho: 4H\nOsallistun: kyllä\n\nNimi: Olli Oja\nOsallistun: en\n",
            ["Liisa Mäki / 4H"],
            ("cancelled", "Olli Oja"),
        ),
        (
            "Etunimi: Liisa\nSukunimi: Mäki\nTaho: 4H\nEtunimi: Olli\nSukunimi: Oja\n",
            ["Liisa Mäki / 4H", "Olli Oja"],
            ("no-party", "Olli Oja"),
        ),
        ("Jäsen: Liisa Mäki\nSihteeri: Olli Oja\n", _EACH, ("names-only", "")),
        # names of several words, and names like words of headers
        ("Nimi;Taho;Tilausnumero\nMaret Anne Nakkalajarvi;4H;1\n", ["Maret Anne Nakkalajarvi / 4H"], None),
        ("Nimi;Taho\nMäkinen Liisa Inkeri;4H\n", ["Liisa Inkeri Mäkinen / 4H"], ("turned", "Liisa Inkeri Mäkinen")),
        ("Nimi;Taho\nMäkinen Liisa J.;4H\n", ["Liisa J. Mäkinen / 4H"], ("turned", "Liisa J. Mäkinen")),
        ("Nimi;Taho\nTaho Toivonen;Nimi ry\n", ["Taho Toivonen / Nimi ry"], None),
        ("Nimi;Taho\nLiisa Mäki;Nimi ry\nNimi;Nimi ry\n", ["Liisa Mäki / Nimi ry"], ("vacant", "Nimi ry")),
        (
            "Etunimi;Sukunimi;Taho\nTaho;Toivonen;Nimi ry\nLiisa;Nimi;4H\nOlli;Rooli;Taho ry\n",
            ["Taho Toivonen / Nimi ry", "Liisa Nimi / 4H", "Olli Rooli / Taho ry"],
            None,
        ),
        ("Osallistujat 25.11.\nLiisa Mäki\n", ["Liisa Mäki"], ("names-only", "Liisa Mäki")),
        ("Nimi;Taho\n(etänä) Liisa Mäki;4H\n", ["Liisa Mäki / 4H / etänä"], ("remote", "Liisa Mäki")),
    ],
)
def test_a_list_of_any_shape_loses_and_invents_nobody(
    tmp_path: Path, text: str, people: list[str], said: tuple[str, str] | None
) -> None:
    """Who comes is taken once and by name; who does not, and what was guessed or left out, is told."""
    roster = roster_of(tmp_path, text, day=date(2026, 11, 25))
    assert named(roster) == people
    assert roster.refused == ()
    kind, words = said or ("", "")
    assert told(roster).get(kind, "").startswith(words)
    assert said is not None or not told(roster)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Taho Toivonen;Nimi ry\nLiisa Mäki;4H\n", "Nimi=A,Taho=B"),
        ("Nimi ry;Taho Toivonen\n4H;Liisa Mäki\n", "Nimi=B,Taho=A"),
        ("Timo Member;Party Ltd\nLiisa Mäki;4H\n", "Nimi=A,Taho=B"),
        ("Liisa Mäki\t4H\nOlli Oja\tMartat\n", "Nimi=A,Taho=B"),
    ],
)
def test_people_named_like_headers_are_none(tmp_path: Path, text: str, columns: str) -> None:
    """A list without headers is asked for them though its first row has words of headers, and then has everybody."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, text)
    assert caught.value.key == "roster.no-header"
    assert len(roster_of(tmp_path, text, columns=columns).people) == 2


@pytest.mark.parametrize("columns", ["Taho=B", "Taho=-"])
def test_somebody_named_like_a_header_is_asked_for_where_only_parties_are_told(tmp_path: Path, columns: str) -> None:
    """Told columns make no header of a row that may be somebody; one with usual or told words stays one."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, "Nimi Nieminen;Virtaset\nLiisa Mäki;4H\n", columns=columns)
    assert caught.value.key == "roster.no-header"
    for header in ("Nimi;Kenen", "Osallistujan Nimi;Mukana"):
        assert len(roster_of(tmp_path, f"{header}\nLiisa Mäki;4H\n", columns=columns).people) == 1


def test_a_list_of_those_who_cancelled_is_one(tmp_path: Path) -> None:
    """Where everybody on a list has cancelled nobody comes, and each is told and kept for the table."""
    roster = roster_of(tmp_path, "Nimi;Taho;Tila\nLiisa Mäki;4H;Peruttu\nOlli Oja;Srk;Peruttu\n")
    assert (roster.people, [one.name for one in roster.gone]) == ((), ["Liisa Mäki", "Olli Oja"])
    assert told(roster) == {"cancelled": "Liisa Mäki, Olli Oja"}
