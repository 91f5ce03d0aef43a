"""What a header says its column holds."""

import pytest

from kpfacil.rosters.headers import read_choice, read_header


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Nimi *", "name"),
        ("Etu- ja sukunimi", "name"),
        ("Vastaajan nimi", "name"),
        ("Name (Original Name)", "name"),
        ("För- och efternamn", "name"),
        ("Yhteyshenkilö", "name"),
        ("Organisaation nimi", "party"),
        ("Organisaatio / Yritys", "party"),
        ("Organi-\nsaatio", "party"),
        ("Mitä tahoa edustat?", "party"),
        ("Taustaorganisaatio", "party"),
        ("Ketä edustat?", "party"),
        ("Name of organization", "party"),
        ("Which organisation do you represent?", "party"),
        ("Vilken förening företräder du?", "party"),
        ("Osallistujan organisaatio", "party"),
        ("Osallistujataho", "party"),
        ("Osallistujaorganisaatiosi", "party"),
        ("Osallistujayhteisö", "party"),
        ("Deltagarorganisation", "party"),
        ("Ketä edustat tilaisuudessa?", "party"),
        ("Mitä yhdistystä edustat kokouksessa?", "party"),
        ("Who do you represent at the meeting?", "party"),
        ("Toimiala, jota edustat", "field"),
        ("Toimiala jota edustat", "field"),
        ("Rooli järjestössä", "role"),
        ("Mikä on roolisi pöydässä?", "role"),
        ("Given name(s)", "first"),
        ("Family name", "last"),
        ("Osallistumisen tila", "state"),
        ("Tuletko?", "state"),
        ("Osallistumistapa", "way"),
    ],
)
def test_a_header_is_understood_by_its_words(header: str, column: str) -> None:
    """The words of three languages are found inside longer headers, in any form and order."""
    assert list(read_header([header]).columns) == [column]
    assert read_header([header]).unsure == ()


@pytest.mark.parametrize(
    "header",
    [
        "First Join",
        "Participant ID (UPN)",
        "Sähköpostiosoite",
        "Vastausaika",
        "Tapahtuman nimi",
        "Yhteyshenkilön puhelin",
        "Erityisruokavalio / toiveita",
        "Ammatti",
    ],
)
def test_what_is_beside_the_people_is_known_as_such(header: str) -> None:
    """Times, addresses, diets and the like are neither people nor parties, and nothing has to be asked of them."""
    read = read_header([header])
    assert (read.columns, read.unsure, read.known) == ({}, (), 1)


@pytest.mark.parametrize(
    "header", ["Nimi ja taho", "Nimi, organisaatio", "Yhdistyksen sähköposti", "Taho ja tehtävä", "Porukka"]
)
def test_what_may_be_several_things_is_not_guessed(header: str) -> None:
    """A column that may hold more than one thing, or of which no word is known, is left to be asked about."""
    read = read_header([header])
    assert (read.columns, read.unsure) == ({}, (0,))


def test_a_usual_header_goes_before_words_in_a_longer_one() -> None:
    """Of two columns of names the plainer one comes first."""
    assert read_header(["Osallistujan nimi", "Nimi"]).columns == {"name": (1, 0)}


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("Nimi=B,Taho=D", {"name": "B", "party": "D"}),
        ("name = 2; party=Mitä tahoa edustat, oikeasti", {"name": "2", "party": "Mitä tahoa edustat, oikeasti"}),
        ("Taho=-", {"party": "-"}),
        ("Nami=A", {}),
        ("Nimi=A,Nimi=B", {}),
        ("Nimi=A,Taho=a", {}),
        ("Nimi=A,Taho=", {}),
        ("Taho=-,Toimiala=-", {"party": "-", "field": "-"}),
        ("Nimi", {}),
        ("", {}),
    ],
)
def test_columns_are_told_by_word_and_place(written: str, columns: dict[str, str]) -> None:
    """`Nimi=B,Taho=D` tells two columns; where a word names none, or one is told twice, nothing is."""
    assert read_choice(written) == columns
