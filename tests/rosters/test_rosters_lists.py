"""The lists of people that offices, forms and meeting tools really make, each with what is right for it."""

import pytest

from kpfacil.rosters.people import PeopleList
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import load
from kpfacil.storage.files import StorageError
from kpfacil.storage.rosters import Unclear, read_roster
from tests.rosters.sheets import LISTS


def told(roster: PeopleList, key: str) -> str:
    """Return what a list's sentence of a key names, empty where it was not said."""
    return next((str(one.details.get("names", "")) for one in roster.told if one.key == f"roster.told.{key}"), "")


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("teams-report.csv", {"Sini Hakala": "", "Jörgen Åkerblom": "", "Päivi Töyrylä": ""}),
        ("zoom.csv", {"Päivi Töyrylä": "Eteläkylän asukastupa ry", "Kaitsu": ""}),
        (
            "google-forms.csv",
            {
                "Päivi Töyrylä": "Eteläkylän asukastupa ry",
                "Abdirahman Maxamed Cali": "Somaliseura ry",
                "inka-maria sjöström": "Folkhälsan i Byn rf",
            },
        ),
        ("form-whole-name.csv", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("webropol.csv", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("lyyti.csv", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("header-over-two-lines.xlsx", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("title-row.csv", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("title-row.xlsx", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("cover-sheet.xlsx", {"Päivi Töyrylä": "Asukastupa ry"}),
        ("numbers-and-total.xlsx", {"Päivi Töyrylä": "Asukastupa ry", "Pekka Kallio": "4711"}),
        ("numbered-rows.csv", {"Päivi Töyrylä": "Asukastupa ry", "Jörgen Åkerblom": "Hembygdsförening r.f."}),
        ("old-excel.xls", {"Päivi Töyrylä": "Asukastupa ry"}),
        (
            "two-in-a-cell.xlsx",
            {
                "Päivi Töyrylä": "Asukastupa ry",
                "Pekka Kallio": "Asukastupa ry",
                "Anna Laine": "Seurakunta",
                "Tellervo": "Naapuriapu",
                "Sini": "Naapuriapu",
            },
        ),
        ("surname-first.csv", {"Päivi Töyrylä": "Asukastupa ry", "Jörgen Åkerblom": "Hembygdsförening r.f."}),
        ("separator-line.csv", {"Päivi Töyrylä": "Asukastupa ry"}),
    ],
)
def test_people_come_with_their_party(name: str, people: dict[str, str]) -> None:
    """Each list gives its people once, with the party it tells, and no row of it is refused."""
    roster = read_roster(LISTS / name)
    assert [(one.name, one.party) for one in roster.people] == list(people.items())
    assert roster.refused == ()


@pytest.mark.parametrize(
    ("name", "key", "names"),
    [
        ("teams-report.csv", "twice", "Jörgen Åkerblom"),
        ("zoom.csv", "twice", "Päivi Töyrylä"),
        ("zoom.csv", "no-party", "Kaitsu"),
        ("zoom.csv", "party-beside", "Eteläkylän asukastupa ry (Päivi Töyrylä)"),
        ("lyyti.csv", "cancelled", "Jörgen Åkerblom"),
        ("numbers-and-total.xlsx", "sums", "Yhteensä"),
        ("numbered-rows.csv", "sums", "Yhteensä 2 hlö"),
        ("two-in-a-cell.xlsx", "several", "Päivi Töyrylä, Pekka Kallio, Tellervo, Sini"),
        ("two-in-a-cell.xlsx", "titles", "diakoni (Anna Laine)"),
        ("two-in-a-cell.xlsx", "spare", "varalla (Sini)"),
        ("two-in-a-cell.xlsx", "remote", "Anna Laine"),
        ("surname-first.csv", "turned", "Päivi Töyrylä, Jörgen Åkerblom"),
        ("roles.csv", "roles", "tarkkailija (Tellervo), esittelijä (Sini)"),
        ("roles.csv", "vice", "Pekka Kallio, Kaitsu"),
        ("roles.csv", "no-party", "Tellervo, Kaitsu, Jörgen"),
    ],
)
def test_what_is_left_out_or_guessed_is_told(name: str, key: str, names: str) -> None:
    """Nothing of a list goes, and nothing of it is guessed, without a sentence that names it."""
    assert told(read_roster(LISTS / name), key) == names


def test_a_list_of_names_alone_says_so() -> None:
    """Where no column can hold a party the names are taken, and it is said that nobody has one."""
    roster = read_roster(LISTS / "teams-report.csv")
    assert "roster.told.names-only" in [one.key for one in roster.told]


def test_sheets_that_were_not_read_are_told() -> None:
    """A sheet beside that of the people is named."""
    roster = read_roster(LISTS / "cover-sheet.xlsx")
    assert [dict(one.details) for one in roster.told] == [{"sheets": "Ohje"}]


def test_everybody_comes_whatever_their_role_is_called() -> None:
    """An unknown word for a role keeps nobody away; the usual words are known in three languages."""
    roles = {one.name: one.roles for one in read_roster(LISTS / "roles.csv").people}
    assert len(roles) == 6
    assert (roles["Päivi Töyrylä"], roles["Jörgen"], roles["Tellervo"]) == (("chair",), ("chair",), ())


def test_who_takes_part_remotely_is_marked() -> None:
    """`(etänä)` beside a name is no part of it but says how the person takes part."""
    remote = {one.name: one.remote for one in read_roster(LISTS / "two-in-a-cell.xlsx").people}
    assert [name for name, far in remote.items() if far] == ["Anna Laine"]


def test_a_plain_list_is_read_as_it_stands() -> None:
    """Names of every shape stay as written, two of one name are two people, which alone is told."""
    roster = read_roster(LISTS / "base-roster.csv")
    names = [one.name for one in roster.people]
    assert len(names) == 12
    assert names.count("Matti Virtanen") == 2
    assert {"Máret Ánne Länsman", "Juri Петров", "Liisa von der Goltz-Mäki", "J. P. Rantanen"} < set(names)
    assert [(one.key, one.details["names"]) for one in roster.told] == [("roster.told.namesakes", "Matti Virtanen")]
    assert (roster.unread, roster.refused) == ((), ())


def test_a_list_without_headers_asks_for_them() -> None:
    """Without a header row the columns are shown with what stands in them, and can be told."""
    path = LISTS / "no-header.csv"
    with pytest.raises(Unclear) as caught:
        read_roster(path)
    assert "otsikkorivi puuttuu" in caught.value.sentences(load_texts("fi"))[0]
    assert [(seen.letter, seen.samples[0]) for seen in caught.value.columns] == [
        ("A", "Päivi Töyrylä"),
        ("B", "Asukastupa ry"),
    ]
    roster = read_roster(path, {"name": "A", "party": "B"})
    assert [(one.name, one.party) for one in roster.people] == [
        ("Päivi Töyrylä", "Asukastupa ry"),
        ("Jörgen Åkerblom", "Hembygdsförening r.f."),
    ]


def test_a_session_that_another_tool_wrote_is_read_as_it_was_meant() -> None:
    """Inline tables, dotted keys, other quotes and finer clocks than ours make the same session."""
    session = load(LISTS / "other-tool.toml").session
    (task,) = session.tasks
    assert (task.owners, [pledge.by for pledge in task.resources]) == (("paivi", "pekka"), ["kyla"])
    assert [person.name for person in session.participants] == ["Päivi Töyrylä", "Pekka Kallio"]
    assert "kahvit" in task.text


@pytest.mark.parametrize("name", sorted(path.name for path in LISTS.glob("*.csv")))
def test_every_list_is_told_in_both_languages(name: str) -> None:
    """Whatever is to be said of a list has its sentence in each language."""
    for language in ("fi", "en"):
        texts = load_texts(language)
        try:
            sentences = [texts.say_sentence(one) for one in read_roster(LISTS / name).told]
        except StorageError as error:
            sentences = list(error.sentences(texts))
        assert all("{" not in sentence for sentence in sentences)
