"""`kpfacil forget`: a person goes from every meeting of a table, and nobody else does."""

from base64 import b64encode
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from kpfacil.storage.lock import hold
from tests.command_line import Kpfacil
from tests.fakes import NOW

TEXT = "= liisa: kysytään Liisaltakin ja Mäkisen Liisalta"


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    """Return a meeting where Liisa is spoken of, has agreed, promised and noted something."""
    lines = (
        TEXT,
        "! liisa: varataan sali / 15.12. / liisa: 20 h",
        "S1 liisa: kyllä",
        "; Liisa lähtee aikaisin",
        "+ Pekka: talkoot",
    )
    outcome = kp("add", str(session), *lines)
    assert outcome.code == 0, outcome.err
    return session


def test_places_are_counted_before_anything_is_done(kp: Kpfacil, meeting: Path) -> None:
    """Without --yes each meeting's places are counted, and the file stays as it was."""
    before = meeting.read_bytes()
    outcome = kp("forget", str(meeting.parent), "Liisa Mäkinen")
    assert (outcome.code, outcome.lines) == (0, [f"{meeting}: 4 kohtaa"])
    assert "--yes" in outcome.err
    assert f"{meeting}: tästä poistetaan: kysytään »Liisaltakin« ja Mäkisen Liisalta" in outcome.err
    assert meeting.read_bytes() == before


@pytest.mark.parametrize("asked", ["Liisa Mäkinen", "liisa", "LIISA MÄKINEN"])
def test_a_person_is_erased_from_every_meeting(kp: Kpfacil, meeting: Path, asked: str) -> None:
    """Name, id, promises and words name nobody any more; the files are read again, and others stay."""
    later = Path(kp("new", "--table", "Kyläpöytä", "--date", "12.12.2026", "--also").lines[0])
    outcome = kp("forget", str(meeting.parent), asked, "--yes")
    assert outcome.code == 0, outcome.err
    for path in (meeting, later):
        written = path.read_text("utf-8")
        assert "liisa" not in written.casefold()
        assert "mäki" not in written.casefold()
        assert load(path).session.participant("poistettu-1")
        assert load(path).session.participant("pekka")
    session = load(meeting).session
    assert session.agreements[0].text == "kysytään poistettu osallistuja 1 ja poistettu osallistuja 1"
    assert session.agreements[0].consent[0].who == "poistettu-1"
    assert session.tasks[0].owners == ("poistettu-1",)
    assert session.tasks[0].resources[0].by == "poistettu-1"
    assert session.ideas[0].by == ("pekka",)


def test_what_only_a_reader_can_tell_is_named_and_left(kp: Kpfacil, meeting: Path) -> None:
    """A last name that somebody else at the table bears too may be theirs."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "matti"\nname = "Matti Mäkinen"\n')
    kp("add", str(meeting), "+ Mäkinen tuo kahvit", "+ Liisa Mäkinen tuo pullat")
    outcome = kp("forget", str(meeting.parent), "liisa", "--yes")
    assert "»Mäkinen« tuo kahvit" in outcome.err
    texts = [idea.text for idea in load(meeting).session.ideas]
    assert texts[-2:] == ["Mäkinen tuo kahvit", "poistettu osallistuja 1 tuo pullat"]


def test_what_a_reader_has_decided_goes_too(kp: Kpfacil, meeting: Path) -> None:
    """A place that may be somebody else is erased by its number; another one stays, and there is no third."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "toivo"\nname = "Toivo Lahti"\n')
    kp("add", str(meeting), "+ Toivo lopetti", "+ Lahti on kaunis", "! kaikki: toivoa parasta")
    asked = kp("forget", str(meeting.parent), "toivo")
    assert "kohta 1: ratkaise itse, onko tässä sama henkilö: »Toivo« lopetti" in asked.err
    assert "kohta 2: ratkaise itse, onko tässä sama henkilö: »Lahti« on kaunis" in asked.err
    assert kp("forget", str(meeting.parent), "toivo", "--cover", "3", "--yes").code == 1
    outcome = kp("forget", str(meeting.parent), "toivo", "--cover", "1", "--yes")
    assert (outcome.code, outcome.lines) == (0, [f"{meeting}: 2 kohtaa"])
    session = load(meeting).session
    assert [idea.text for idea in session.ideas][-2:] == ["poistettu osallistuja 1 lopetti", "Lahti on kaunis"]
    assert session.tasks[-1].text == "toivoa parasta"
    assert "tästä poistetaan: »Toivo« lopetti" in outcome.err
    assert "jäi jäljelle, koska sana voi olla muutakin: »Lahti« on kaunis" in outcome.err
    assert "korjaa se rivillä s/vanha/uusi/" in outcome.err


def test_what_was_covered_before_publishing_goes_too(kp: Kpfacil, meeting: Path) -> None:
    """A word that was covered as the person's name is erased; what was decided on other words of the text holds."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "hilla"\nname = "Hilla Aho"\n')
    kp("add", str(meeting), "+ Hillan aloittama, kuten Salmi toivoi", "+ Hilla on marja")
    listed = kp("proof", str(meeting)).lines
    numbers = [line.split()[0] for line in listed if "»Hillan«" in line or "»Salmi«" in line]
    kp("proof", str(meeting), "--cover", ",".join(numbers))
    kp("add", str(meeting), "+ salmi ruopataan")
    kp("forget", str(meeting.parent), "hilla", "--yes")
    session = load(meeting).session
    assert session.ideas[-3].text == "poistettu osallistuja 1 aloittama, kuten Salmi toivoi"
    assert session.ideas[-2].text == "Hilla on marja"
    assert [one.word for one in session.proof] == ["Salmi"]
    said = kp("memo", str(meeting), "--profile", "public", "--format", "md", "-o", "-").out
    assert "Hillan" not in said
    assert "Salmi" not in said


@pytest.mark.parametrize("written", ["Lahja H. Ranta", "Lahja H Ranta", "Lahja-H. Ranta", "L. H. Ranta"])
def test_a_name_with_a_letter_in_its_middle_goes_whole(kp: Kpfacil, meeting: Path, written: str) -> None:
    """First name, letter and last name are one person's, though both names are words; no full stop is left of them."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "lahja"\nname = "Lahja Ranta"\n')
    kp("add", str(meeting), f"+ {written} hoitaa")
    kp("forget", str(meeting.parent), "lahja", "--yes")
    assert load(meeting).session.ideas[-1].text == "poistettu osallistuja 1 hoitaa"


def test_nothing_is_said_to_be_left_where_nothing_is(kp: Kpfacil, meeting: Path) -> None:
    """What was erased is named once more, and nothing else is."""
    outcome = kp("forget", str(meeting.parent), "liisa", "--yes")
    assert f"{meeting}: tästä poistetaan: kysytään »Liisaltakin« ja Mäkisen Liisalta" in outcome.err
    assert "jäi jäljelle" not in outcome.err
    assert "s/vanha/uusi/" not in outcome.err


def test_letters_that_two_people_have_are_left_to_a_reader(kp: Kpfacil, meeting: Path) -> None:
    """Initials of somebody else at the table may be theirs; nobody else's go at once."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "leo"\nname = "Leo Määttä"\n')
    kp("add", str(meeting), "+ Pekka: sali, L.M. hoitaa")
    assert (
        "ratkaise itse, onko tässä sama henkilö: sali, »L.M.« hoitaa" in kp("forget", str(meeting.parent), "liisa").err
    )
    kp("forget", str(meeting.parent), "liisa", "--yes")
    assert load(meeting).session.ideas[-1].text == "sali, L.M. hoitaa"


def test_a_small_word_that_is_a_name_too_stays(kp: Kpfacil, meeting: Path) -> None:
    """Nobody's name is taken for the moon, and the full stop of a letter goes with the name."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "kuu"\nname = "Kuu Salo"\n')
    kp("add", str(meeting), "+ nuorten ilta, kun kuu on täysi", "+ Kuu S. hoitaa ja Pekka")
    kp("forget", str(meeting.parent), "kuu", "--yes")
    texts = [idea.text for idea in load(meeting).session.ideas]
    assert texts[-2:] == ["nuorten ilta, kun kuu on täysi", "poistettu osallistuja 1 hoitaa ja Pekka"]


def test_addresses_made_of_the_name_go_and_what_may_be_the_persons_is_named(kp: Kpfacil, meeting: Path) -> None:
    """A mail address, a handle and a page with the name in them are the name; a number beside them is told of."""
    said = "viesti liisa.makinen@example.org tai @liisamakinen, x.fi/liisa-makinen, 040 555 1234"
    kp("add", str(meeting), f"+ {said}", "+ kysy Matilta 040 555 9999")
    outcome = kp("forget", str(meeting.parent), "liisa", "--yes")
    assert "»040 555 1234«" in outcome.err
    assert "9999" not in outcome.err
    one = "poistettu osallistuja 1"
    assert load(meeting).session.ideas[1].text == f"viesti {one} tai {one}, x.fi/{one}, 040 555 1234"


def test_parts_of_the_name_make_addresses_and_letters_alone_are_asked(kp: Kpfacil, meeting: Path) -> None:
    """First and last name with the other's letter, though words, are hers; letters alone may be anybody's."""
    with meeting.open("a", encoding="utf-8") as file:
        for handle, name in (("lahja", "Lahja Ranta"), ("helmi", "Helmi Ranta")):
            file.write(f'\n[[participants]]\nid = "{handle}"\nname = "{name}"\n')
    hers = ("lahjar", "rlahja", "lranta", "rantal", "lahja_ranta", "ranta.lahja", "Lahjar2")
    asked = ("lr", "lahran", "ranta")
    for user in (*hers, *asked, "hranta", "lara", "info"):
        kp("add", str(meeting), f"+ kysy {user}@example.org")
    outcome = kp("forget", str(meeting.parent), "lahja", "--yes")
    assert outcome.code == 0, outcome.err
    texts = [idea.text.removeprefix("kysy ").removesuffix("@example.org") for idea in load(meeting).session.ideas[1:]]
    assert texts == ["poistettu osallistuja 1"] * len(hers) + [*asked, "hranta", "lara", "info"]
    left = [line.partition("»")[2] for line in outcome.err.splitlines() if "jäi jäljelle" in line]
    assert left == [f"{user}@example.org«" for user in asked]


def test_no_copy_of_a_file_edited_by_hand_tells_the_name(kp: Kpfacil, meeting: Path) -> None:
    """What was edited by hand is not laid aside with the name in it; that its comments went is said."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write("\n# Liisa soittaa\n")
    outcome = kp("forget", str(meeting.parent), "liisa", "--yes")
    assert f"{meeting} oli muokattu käsin. Sen kommentteja ei säilytetty" in outcome.err
    for path in (one for one in meeting.parent.rglob("*") if one.is_file()):
        assert "liisa" not in path.read_text("utf-8").casefold(), path


def test_a_kept_word_that_names_the_person_is_known_no_more(kp: Kpfacil, meeting: Path) -> None:
    """What names nobody any more need not be kept at the table; other words stay."""
    words = meeting.read_text("utf-8").replace("[table]\n", '[table]\nkept_words = ["Liisalle", "Kalle"]\n')
    meeting.write_text(words, "utf-8")
    kp("forget", str(meeting.parent), "liisa", "--yes")
    assert load(meeting).session.table.kept_words == ("Kalle",)


def test_what_stands_for_the_erased_is_nobodys_name(kp: Kpfacil, meeting: Path) -> None:
    """The words *poistettu* and *osallistuja* may be told of anybody afterwards."""
    kp("forget", str(meeting.parent), "liisa", "--yes")
    kp("add", str(meeting), "+ osallistujat tuovat eväät", "+ kysytään osallistujalta, kuka tulee", "+ poistettu ruoho")
    outcome = kp("proof", str(meeting))
    assert outcome.lines == []


def test_files_that_still_hold_the_name_are_named(kp: Kpfacil, meeting: Path) -> None:
    """Exports, copies and what the inbox has taken are nobody's to change in silence."""
    kp("memo", str(meeting), "--format", "html,docx,md")
    taken = meeting.parent / meeting.stem / "inbox" / "taken"
    taken.mkdir(parents=True)
    (taken / "1.txt").write_text("! Liisa: sali\n", encoding="utf-8")
    (meeting.parent / f"{meeting.name}.bak").write_bytes(meeting.read_bytes())
    outcome = kp("forget", str(meeting.parent), "liisa", "--yes")
    for name in ("muistio.html", "muistio.docx", "muistio.md", "1.txt", f"{meeting.name}.bak"):
        assert f"{name}." in outcome.err, name


LEFT = {
    "a first name": 'line = "+ Anna: scribe line A"',
    "a handle": 'line = "@pekka, anna"',
    "a remark": 'line = ", Anna: no buses"',
    "a case": 'line = "+ viedään Annalle kahvia"',
    "a full name": 'by = "Anna Koskinen"',
}
PLACES = ("2026-11-21/inbox/{}.toml", "2026-11-21/inbox/taken/{}.toml", "2026-11-21/inbox/refused/{}.toml", "{}.bak")


@pytest.mark.parametrize("kind", LEFT)
@pytest.mark.parametrize("place", PLACES)
def test_files_are_named_by_every_form_of_the_name(kp: Kpfacil, meeting: Path, kind: str, place: str) -> None:
    """A first name that is a word too and a handle are told as well, and who only shares a word is not."""
    with meeting.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "anna"\nname = "Anna Koskinen"\n')
    for name, words in (("toinen", 'line = "+ Pekka: talkoot"'), ("nimi", LEFT[kind])):
        path = meeting.parent / place.format(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    outcome = kp("forget", str(meeting.parent), "Anna Koskinen", "--yes")
    assert outcome.code == 0, outcome.err
    assert place.format("nimi") in outcome.err
    assert place.format("toinen") not in outcome.err


def test_letters_and_calendars_are_looked_into(kp: Kpfacil, meeting: Path) -> None:
    """A name in an encoded part, on a folded line or in an older list's signs is found; a file's name tells it too."""
    folder = meeting.parent
    letter = b"Subject: Muistio\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\n"
    (folder / "kirje.eml").write_bytes(letter + b64encode("Hei Liisa Mäkinen".encode()))
    (folder / "kalenteri.ics").write_bytes("SUMMARY:Lii\r\n sa Mäkinen varaa salin\r\n".encode())
    (folder / "lista.csv").write_bytes("Nimi\nMäkinen L.\n".encode("cp1252"))
    (folder / "muistutus-liisa.txt").write_bytes(b"")
    outcome = kp("forget", str(folder), "liisa", "--yes")
    for name in ("kirje.eml", "kalenteri.ics", "lista.csv", "muistutus-liisa.txt"):
        assert f"{name}." in outcome.err, name


def test_who_agreed_to_be_named_in_public_is_erased_too(kp: Kpfacil, meeting: Path) -> None:
    """That the name may be told does not leave it in the texts."""
    words = meeting.read_text("utf-8").replace('name = "Liisa Mäkinen"', 'name = "Liisa Mäkinen"\npublic = true')
    meeting.write_text(words, "utf-8")
    kp("add", str(meeting), "+ Liisa Mäkinen toi kahvit")
    outcome = kp("forget", str(meeting.parent), "liisa", "--yes")
    assert "mäkinen" not in meeting.read_text("utf-8").casefold()
    assert f"{meeting.name}.bak." in outcome.err


@pytest.mark.parametrize("name", ["Kerttu Halonen", "Mäkinen"])
def test_who_is_not_there_is_told(kp: Kpfacil, meeting: Path, name: str) -> None:
    """A full name or an id is needed: nobody is erased for a part of a name."""
    outcome = kp("forget", str(meeting.parent), name, "--yes")
    assert outcome.code == 1
    assert f"ei ole henkilöä {name}" in outcome.err
    assert ("Liisa Mäkinen (liisa)" in outcome.err) == (name in "Liisa Mäkinen")


def test_a_held_meeting_is_left_alone(kp: Kpfacil, meeting: Path) -> None:
    """While one meeting of the table is open nothing is erased from any, and nothing is counted."""
    before = meeting.read_bytes()
    for asked in (["--yes"], []):
        with hold(meeting, NOW):
            outcome = kp("forget", str(meeting.parent), "liisa", *asked)
        assert (outcome.code, outcome.out) == (1, "")
        assert str(meeting) in outcome.err
        assert meeting.read_bytes() == before


def test_a_question_of_somebodys_own_is_erased_too(kp: Kpfacil, meeting: Path) -> None:
    """What is asked beside the checklist is written by people, and counted among the places."""
    text = meeting.read_text("utf-8")
    meeting.write_text(f'{text}\n[[evaluations]]\nkey = "kiitos Liisa Mäkiselle"\nvalue = 4\n', encoding="utf-8")
    assert kp("forget", str(meeting.parent), "liisa", "--yes").lines == [f"{meeting}: 5 kohtaa"]
    assert load(meeting).session.evaluations[0].key == "kiitos poistettu osallistuja 1"


def test_a_party_of_ones_own_name_is_erased_too(kp: Kpfacil, meeting: Path) -> None:
    """A party that is called as the person goes with its id, in the language of the meeting."""
    text = meeting.read_text("utf-8")
    meeting.write_text(f'{text}\n[[parties]]\nid = "liisam"\nname = "Liisa Mäkinen"\n', encoding="utf-8")
    assert kp("--lang", "en", "forget", str(meeting.parent), "liisa", "--yes").code == 0
    erased = load(meeting).session.parties[-1]
    assert (erased.id, erased.name) == ("poistettu-1-1", "poistettu osallistuja 1")
