"""`kpfacil remind` and `kpfacil invite`: letters that are ready to be sent."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar

from tests.command_line import Kpfacil, Write


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    kp(
        "add",
        str(session),
        "! liisa, pekka: varataan sali / 15.12. / 20 h",
        "! pekka: kahvit / ennen joulua",
        "! nimetön",
    )
    return session


def letter(path: Path) -> EmailMessage:
    """Return a draft that has been written."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def words(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def test_whose_last_name_may_stand_first_is_greeted_by_both(kp: Kpfacil, meeting: Path) -> None:
    """A letter greets by the first name where that is told, and by the whole name where it may be the last one."""
    said = meeting.read_text("utf-8")
    meeting.write_text(said.replace('"Pekka Virtanen"', '"Virtanen Pekka"'), encoding="utf-8")
    kp("remind", str(meeting.parent))
    folder = meeting.parent / "2026-11-21" / "muistutukset"
    assert "Hei Virtanen Pekka!" in words(letter(folder / "muistutus-pekka.eml"))
    assert "Hei Liisa!" in words(letter(folder / "muistutus-liisa.eml"))


def test_each_owner_gets_a_letter_with_what_they_promised(kp: Kpfacil, meeting: Path) -> None:
    """A letter and a calendar for each owner, into a folder beside the latest session; their paths are printed."""
    outcome = kp("remind", str(meeting.parent))
    folder = meeting.parent / "2026-11-21" / "muistutukset"
    names = [f"muistutus-{who}.{form}" for who in ("liisa", "pekka") for form in ("eml", "ics")]
    assert (outcome.code, outcome.lines) == (0, [str(folder / name) for name in names])
    pekka = letter(folder / "muistutus-pekka.eml")
    assert pekka["To"] is None
    assert all(said in words(pekka) for said in ("Hei Pekka!", "varataan sali", "ti 15.12.2026", "ennen joulua"))
    assert "kahvit" not in words(letter(folder / "muistutus-liisa.eml"))
    assert [part.get_filename() for part in pekka.iter_attachments()] == ["muistutus-pekka.ics"]
    (event,) = Calendar.from_ical((folder / "muistutus-pekka.ics").read_bytes()).subcomponents
    assert "varataan sali" in str(event["SUMMARY"])


def test_a_letter_without_a_day_has_no_calendar(kp: Kpfacil, session: Path) -> None:
    """Where nothing that somebody promised has a day, no empty calendar is written or attached."""
    kp("add", str(session), "! liisa: kahvit / ennen joulua", "! pekka: sali / 15.12.")
    kp("remind", str(session.parent), "-o", "kirjeet")
    written = {path.name for path in (kp.folder / "kirjeet").iterdir()} - {".written"}
    assert written == {"muistutus-liisa.eml", "muistutus-pekka.eml", "muistutus-pekka.ics"}
    assert not list(letter(kp.folder / "kirjeet" / "muistutus-liisa.eml").iter_attachments())


def test_who_takes_a_matter_further_gets_a_letter(kp: Kpfacil, session: Path) -> None:
    """Whoever takes an agreement or another's task to decision makers is reminded of it, also by the day."""
    lines = ("= pidetään kyläpäivä", "! liisa: juliste / 5.12.", "S1 päätöksentekoon pekka / 30.11.")
    kp("add", str(session), *lines, "T1 päätöksentekoon pekka / 20.12.")
    kp("remind", str(session.parent), "-o", "kirjeet")
    said = words(letter(kp.folder / "kirjeet" / "muistutus-pekka.eml"))
    assert "pidetään kyläpäivä (S1): Pekka Virtanen vie 30.11.2026 mennessä" in said
    assert "juliste (T1): Pekka Virtanen vie 20.12.2026 mennessä" in said
    kp("remind", str(session.parent), "--before", "12", "-o", "pian")
    near = words(letter(kp.folder / "pian" / "muistutus-pekka.eml"))
    assert "pidetään kyläpäivä" in near
    assert "juliste" not in near


def test_a_party_is_spoken_to_as_many(kp: Kpfacil, session: Path) -> None:
    """The letter to a party is in the plural."""
    kp("add", str(session), "! kylatoimikunta: kahvit / 5.12.")
    kp("remind", str(session.parent), "-o", "kirjeet")
    (path,) = (kp.folder / "kirjeet").glob("*.eml")
    assert "mitä otitte tehdäksenne" in words(letter(path))


def test_a_former_member_gets_no_letter(kp: Kpfacil, meeting: Path) -> None:
    """Whoever is no longer a member is not written to; what needs somebody else is told."""
    text = meeting.read_text("utf-8").replace('name = "Pekka Virtanen"', 'name = "Pekka Virtanen"\nstanding = "former"')
    meeting.write_text(text, encoding="utf-8")
    outcome = kp("remind", str(meeting.parent), "-o", "kirjeet")
    assert not (kp.folder / "kirjeet" / "muistutus-pekka.eml").exists()
    assert "Pekka Virtanen ei ole enää jäsen" in outcome.err
    assert "T1, T2" in outcome.err


def test_only_what_is_near_is_reminded_of_when_asked(kp: Kpfacil, meeting: Path) -> None:
    """With `--before` only what falls due within so many days or is late; nothing at all is said."""
    assert len(kp("remind", str(meeting.parent), "--before", "30", "-o", "kirjeet").lines) == 4
    assert "kahvit" not in words(letter(kp.folder / "kirjeet" / "muistutus-pekka.eml"))
    nothing = kp("remind", str(meeting.parent), "--before", "3")
    assert (nothing.code, nothing.out) == (0, "")
    assert "muistutettavaa" in nothing.err


def test_addresses_come_from_the_tables_own_list(kp: Kpfacil, meeting: Path) -> None:
    """A row that fits goes to its owner's letter; one that does not is told, and that letter has no `To:`."""
    contacts = meeting.parent / "yhteystiedot.csv"
    rows = "LIISA  MÄKINEN;liisa@example.org\nPekka Virtanen;ei osoite\nVieras Väki;v@example.org\n;\n"
    contacts.write_text(f"Nimi;Sähköposti\n{rows}", encoding="utf-8")
    outcome = kp("remind", str(meeting.parent))
    folder = meeting.parent / "2026-11-21" / "muistutukset"
    assert letter(folder / "muistutus-liisa.eml")["To"] == "Liisa Mäkinen <liisa@example.org>"
    assert letter(folder / "muistutus-pekka.eml")["To"] is None
    assert [f"rivi {line}" in outcome.err for line in (2, 3, 4, 5)] == [False, True, True, False]


def test_a_wrong_address_tells_of_no_letter_that_was_not_made(kp: Kpfacil, meeting: Path) -> None:
    """An address that does not fit is told also where nobody gets a letter, and then nothing is said of one."""
    contacts = meeting.parent / "yhteystiedot.csv"
    contacts.write_text("Nimi;Sähköposti\nLiisa Mäkinen;l@example.org\nVieras Väki;ei osoite\n", encoding="utf-8")
    outcome = kp("remind", str(meeting.parent), "--before", "0")
    assert "”ei osoite”" in outcome.err, outcome.err
    assert "irje" not in outcome.err


def test_who_stands_for_themselves_is_named_once(kp: Kpfacil, meeting: Path) -> None:
    """A memo names somebody whose party has their own name once, and the others by their party."""
    said = re.sub(r"(?s)\[\[(?:ideas|agreements|tasks)\]\].*", "", meeting.read_text("utf-8"))
    meeting.write_text(
        said + '[[parties]]\nid = "salo"\nname = "Pia Salo"\n'
        '[[participants]]\nid = "pia"\nname = "Pia Salo"\nparty = "salo"\npresence = "present"\n',
        encoding="utf-8",
    )
    memo = kp("memo", str(meeting), "--format", "txt", "-o", "-").out
    assert memo.count("Pia Salo") == 1


def test_a_list_of_addresses_may_be_given(kp: Kpfacil, meeting: Path, write: Write) -> None:
    """`--contacts` names a list of any kind; one without addresses, or that is not there, is refused."""
    write("osoitteet.csv", "Email,Last name,First name\npekka@example.org,Virtanen,Pekka\n")
    kp("remind", str(meeting.parent), "--contacts", "osoitteet.csv", "-o", "kirjeet")
    assert letter(kp.folder / "kirjeet" / "muistutus-pekka.eml")["To"] == "Pekka Virtanen <pekka@example.org>"
    write("tyhja.csv", "Nimi;Puhelin\nPekka Virtanen;050\n")
    for name in ("tyhja.csv", "poissa.csv"):
        assert kp("remind", str(meeting.parent), "--contacts", name).code == 1


def test_a_namesake_gets_nobody_elses_letter(kp: Kpfacil, meeting: Path) -> None:
    """An address whose name two people bear is used for neither, and that is told."""
    text = meeting.read_text("utf-8").replace('name = "Pekka Virtanen"', 'name = "Liisa Mäkinen"')
    meeting.write_text(text, encoding="utf-8")
    (meeting.parent / "yhteystiedot.csv").write_text("liisa mäkinen;l@example.org\n", encoding="utf-8")
    outcome = kp("remind", str(meeting.parent))
    assert "useampi" in outcome.err
    assert letter(meeting.parent / "2026-11-21" / "muistutukset" / "muistutus-liisa.eml")["To"] is None


def test_an_invitation_tells_what_the_meeting_is_about(kp: Kpfacil, meeting: Path) -> None:
    """Time, place, programme, open promises and the question; the calendar entry is that of the meeting before."""
    kp("add", "--set", str(meeting), "seuraava: 12.12. klo 17 Kirjasto")
    told = Calendar.from_ical(kp("tasks", str(meeting), "--format", "ics", "-o", "-").out)
    prepared = Path(kp("new", "--table", "Kyläpöytä").lines[0])
    outcome = kp("invite", str(prepared))
    folder = prepared.parent / "2026-12-12"
    assert (outcome.code, outcome.lines) == (0, [str(folder / "kutsu.eml"), str(folder / "kutsu.ics")])
    said = words(letter(folder / "kutsu.eml"))
    assert all(
        part in said for part in ("la 12.12.2026 klo 17.00", "Kirjasto", "klo 17.05", "varataan sali", "Mitä sinä")
    )
    entries = {str(event["UID"]) for event in told.walk("VEVENT") if "DTSTART" in event and "LOCATION" in event}
    (event,) = Calendar.from_ical((folder / "kutsu.ics").read_bytes()).walk("VEVENT")
    assert entries == {str(event["UID"])}


def test_an_invitation_says_only_what_is_so_on_the_day_it_is_written(kp: Kpfacil, meeting: Path) -> None:
    """What falls due before the meeting is not late yet, and nobody has to be asked anew before anybody has come."""
    kp("add", "--set", str(meeting), "seuraava: 20.12. klo 17 Kirjasto")
    prepared = Path(kp("new", "--table", "Kyläpöytä").lines[0])
    kp("invite", str(prepared))
    said = words(letter(prepared.parent / "2026-12-20" / "kutsu.eml"))
    assert "Liisa Mäkinen ja Pekka Virtanen: T1 varataan sali – ti 15.12.2026" in said
    assert "myöhässä" not in said
    kp.clock.forward(minutes=60 * 24 * 26)
    kp("invite", str(prepared), "-o", "kutsu")
    assert "ti 15.12.2026 ! myöhässä" in words(letter(kp.folder / "kutsu" / "kutsu.eml"))


def test_an_agenda_for_paper_is_one_page(kp: Kpfacil, meeting: Path) -> None:
    """`--print` writes the programme with room to write, as a page and as a Word file."""
    outcome = kp("invite", str(meeting), "--print", "-o", "paperit")
    assert [Path(line).name for line in outcome.lines] == ["esityslista.html", "esityslista.docx"]
    page = (kp.folder / "paperit" / "esityslista.html").read_text("utf-8")
    assert "Muistiinpanoja" in page
    (lines,) = set(re.findall(r'<table class="r(\d)">', page))
    assert int(lines) >= 2
    table = Document(str(kp.folder / "paperit" / "esityslista.docx")).tables[-1]
    heights = [row.height.pt for row in table.rows[1:] if row.height]
    assert len(heights) == len(table.rows) - 1
    assert 300 < sum(heights) < 620


def test_handles_that_differ_in_case_alone_get_files_of_their_own(kp: Kpfacil, meeting: Path) -> None:
    """Where the file system knows no case, one letter would take the other's place; a name that is taken is passed."""
    text = meeting.read_text("utf-8")
    for handle in ("Pekka", "pekka-2"):
        text += f'\n[[participants]]\nid = "{handle}"\nname = "{handle} Toinen"\n'
    meeting.write_text(text.replace('owners = ["pekka"]', 'owners = ["pekka", "Pekka", "pekka-2"]'), "utf-8")
    for _ in range(2):
        outcome = kp("remind", str(meeting.parent), "-o", "kirjeet")
        assert outcome.err.startswith("Kirjeestä puuttuu vastaanottajan osoite: Liisa Mäkinen, Pekka Toinen")
        names = sorted(Path(line).stem for line in outcome.lines if line.endswith(".eml"))
        assert names == ["muistutus-Pekka-3", "muistutus-liisa", "muistutus-pekka", "muistutus-pekka-2"]
    assert "kahvit" in words(letter(kp.folder / "kirjeet" / "muistutus-Pekka-3.eml"))


def test_letters_with_the_same_calendar_are_written_anew_without_a_word(kp: Kpfacil, session: Path) -> None:
    """Two owners of one task have the same calendar: a day later nothing is said of another document."""
    kp("add", str(session), "! Liisa, Pekka: varataan sali / 15.12.")
    kp("remind", str(session.parent), "-o", "kirjeet")
    kp.clock.forward(minutes=60)
    outcome = kp("remind", str(session.parent), "-o", "kirjeet")
    assert "toinen asiakirja" not in outcome.err
    assert len(list((kp.folder / "kirjeet").glob("muistutus-*"))) == len(outcome.lines) == 4
