"""`kpfacil proof`: what the public memo would tell of people is seen and decided before it is published."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpfacil.storage.lock import hold
from kpfacil.views.proof_shapes import Shaped, shapes
from tests.command_line import Kpfacil
from tests.fakes import NOW


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    """Return a session with a certain name, a stranger and a name that is also a word."""
    kp("add", str(session), "+ Liisa: kysytään Liisaltakin", "+ kahvit Kallelta", "+ joku tuo kahvit Kallelle")
    return session


DONE = "Kaikki kohdat on ratkaistu. Muistio on vielä luonnos."


def _public(kp: Kpfacil, session: Path) -> str:
    return kp("memo", str(session), "--profile", "public", "--format", "md", "-o", "-").out


def test_places_are_listed_with_what_happens_to_them(kp: Kpfacil, meeting: Path) -> None:
    """Each place has its number, where it stands and what the public will read; what waits is counted on stderr."""
    outcome = kp("proof", str(meeting))
    assert outcome.code == 0
    assert [line.split()[:2] for line in outcome.lines] == [["1", "I1.text"], ["2", "I2.text"], ["3", "I3.text"]]
    assert "»Liisaltakin«" in outcome.lines[0]
    assert "on varmasti nimi" in outcome.lines[0]
    assert "RATKAISE" in outcome.lines[1]
    assert outcome.err.startswith("2 kohtaa odottaa ratkaisua")


def test_a_firm_of_one_is_asked_and_a_name_in_the_tables_is_told(kp: Kpfacil, session: Path) -> None:
    """A firm that bears the name of the only one who stands for it waits; the table's own name can only be told of."""
    words = session.read_text("utf-8").replace('name = "Kyläpöytä"', 'name = "Liisa Mäkisen pöytä"')
    firm = '\n[[parties]]\nid = "kallio"\nname = "Kyläkauppa Kallio"\n'
    one = '\n[[participants]]\nid = "armas"\nname = "Armas Kallio"\nparty = "kallio"\npresence = "present"\n'
    session.write_text(f"{words}{firm}{one}", encoding="utf-8")
    outcome = kp("proof", str(session))
    assert [line.split()[:2] for line in outcome.lines] == [["1", "parties.kallio.name"]]
    assert "Pöydän nimessä Liisa Mäkisen pöytä on osallistujan nimi." in outcome.err
    kp("proof", str(session), "--cover", "1")
    assert "Kallio" not in _public(kp, session)


def test_a_memo_with_places_undecided_says_so(kp: Kpfacil, meeting: Path) -> None:
    """Until all is decided the public memo bears a mark, and claims nothing of names."""
    said = _public(kp, meeting)
    assert "Tarkistamatta julkaisua varten: 2 kohtaa." in said
    assert "vain siihen suostuneet" not in said
    assert "Liisalta" not in said
    assert "kahvit Kallelta" in said
    kp("proof", str(meeting), "--keep-rest")
    said = _public(kp, meeting)
    assert "Tarkistamatta" not in said
    assert "vain siihen suostuneet" in said


def test_places_are_covered_kept_or_given_other_words(kp: Kpfacil, meeting: Path) -> None:
    """The three decisions are seen in the memo, and the places keep their numbers."""
    outcome = kp("proof", str(meeting), "--cover", "2", "--replace", "1=yhdeltä asukkaalta", "--keep", "3")
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.lines] == ["1", "2", "3"]
    assert outcome.err.strip() == DONE
    said = _public(kp, meeting)
    assert "kysytään yhdeltä asukkaalta" in said
    assert "kahvit \\[nimi poistettu\\]" in said
    assert "kahvit Kallelle" in said


def test_a_word_kept_once_is_known_at_the_table(kp: Kpfacil, meeting: Path) -> None:
    """A stranger's word that was kept is not asked about in another text, in any of its cases."""
    kp("proof", str(meeting), "--keep", "2")
    kp("add", str(meeting), "+ viedään kirje Kalleltakin")
    assert "RATKAISE" not in kp("proof", str(meeting)).lines[3]


def test_who_agrees_later_stays_covered_where_it_was_decided_and_that_is_told(kp: Kpfacil, meeting: Path) -> None:
    """A decision holds; the proof says that it is older than the consent, and another one shows the name."""
    _joins(meeting, "toivo", "Toivo Lahti")
    kp("add", str(meeting), "+ kahvit Toivolta")
    kp("proof", str(meeting), "--cover", "4")
    words = meeting.read_text("utf-8").replace('name = "Toivo Lahti"', 'name = "Toivo Lahti"\npublic = true')
    meeting.write_text(words, "utf-8")
    listed = kp("proof", str(meeting)).lines
    assert ["ennen kuin nimen julkaisuun suostuttiin" in line for line in listed] == [False, False, False, True]
    assert "Toivolta" not in _public(kp, meeting)
    kp("proof", str(meeting), "--keep", "4")
    assert "kahvit Toivolta" in _public(kp, meeting)


def test_a_changed_text_asks_again(kp: Kpfacil, meeting: Path) -> None:
    """A decision holds for the text it was made on."""
    kp("proof", str(meeting), "--cover", "2")
    kp("add", str(meeting), "I2 : kahvit ja pulla Kallelta")
    assert "RATKAISE" in kp("proof", str(meeting)).lines[1]


def _joins(session: Path, handle: str, name: str) -> None:
    with session.open("a", encoding="utf-8") as file:
        file.write(f'\n[[participants]]\nid = "{handle}"\nname = "{name}"\npresence = "present"\n')


@pytest.mark.parametrize("later", ["+ salmi ruopataan", "+ kerho kokoontuu #salmi", "+ salmen siltaa korjataan"])
@pytest.mark.parametrize("decision", [("--cover", "1,2"), ("--replace", "1=naapuri", "--replace", "2=naapurilla")])
def test_what_was_covered_stays_so_whatever_the_table_says_later(
    kp: Kpfacil, session: Path, later: str, decision: tuple[str, ...]
) -> None:
    """A word that has become an ordinary one is covered and listed by its number where it was decided."""
    kp("add", str(session), "+ lasten kerho kuten Salmi toivoi, Salmella on sairaus")
    before = kp("proof", str(session), *decision)
    second = Path(kp("new", "--table", "Kyläpöytä", "--date", "12.12.2026", "--also").lines[0])
    kp("add", str(second), later)
    assert "Salm" not in _public(kp, session)
    after = kp("proof", str(session))
    assert after.lines == before.lines
    assert len(after.lines) == len(("Salmi", "Salmella"))


def test_the_second_of_two_equal_words_stays_covered(kp: Kpfacil, session: Path) -> None:
    """Which of the equal words was decided is told by what is written, not by which were places at the time."""
    kp("add", str(session), "+ Salmi ruopataan, sanoi Salmi")
    kp("proof", str(session), "--cover", "1")
    kp("add", str(session), "+ salmi on matala")
    assert "Salmi ruopataan, sanoi \\[nimi poistettu\\]" in _public(kp, session)


def test_a_wider_place_over_a_covered_word_is_covered(kp: Kpfacil, session: Path) -> None:
    """Somebody who comes to the table with the same name makes one place of the two."""
    kp("add", str(session), "+ kuten Ritva Salmi toivoi")
    kp("proof", str(session), "--cover", "1")
    _joins(session, "salmi", "Toivo Salmi")
    said = _public(kp, session)
    assert "Ritva" not in said
    assert "Salmi" not in said


def test_what_was_kept_stays_unless_it_is_a_name_by_now(kp: Kpfacil, session: Path) -> None:
    """A decision to keep a word holds as long as its place can be something else."""
    kp("add", str(session), "+ kuten Salmi toivoi")
    kp("proof", str(session), "--keep", "1")
    assert "kuten Salmi toivoi" in _public(kp, session)
    _joins(session, "kirsti", "Kirsti Salmivirta")
    assert "kuten Salmi toivoi" in _public(kp, session)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--keep", "1"), 1, "on varmasti nimi"),
        (("--cover", "9"), 1, "Kohtaa 9 ei ole"),
        (("--cover", "kaksi"), 2, "ei ole kohdan numero"),
        (("--replace", "2"), 2, "yhtäsuuruusmerkki"),
        (("--replace", "2="), 2, "yhtäsuuruusmerkki"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_saved(
    kp: Kpfacil, meeting: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    """A name cannot be kept, a place must be there; one sentence says so, and the file stays as it was."""
    before = meeting.read_bytes()
    outcome = kp("proof", str(meeting), *options)
    assert outcome.code == code
    assert said in outcome.err
    assert meeting.read_bytes() == before


def test_a_fuller_memo_has_the_numbers_of_the_plain_one_and_more(kp: Kpfacil, meeting: Path) -> None:
    """What only chosen parts tell is numbered last, and the hint lists it; obeying it covers the place told."""
    firm = '\n[[parties]]\nid = "kallio"\nname = "Kyläkauppa Kallio"\n'
    one = '\n[[participants]]\nid = "armas"\nname = "Armas Kallio"\nparty = "kallio"\npresence = "excused"\n'
    meeting.write_text(f"{meeting.read_text('utf-8')}{firm}{one}", encoding="utf-8")
    kp("add", str(meeting), ", Liisa: peräkärry Reiskalta")
    plain = kp("proof", str(meeting))
    assert "TIEDOSTO --cover" in plain.err
    parts = ("--with", "remarks")
    said = kp("memo", str(meeting), "--profile", "public", "--format", "md", "-o", "-", *parts)
    told = [line for line in said.err.splitlines() if "»" in line]
    fuller = kp("proof", str(meeting), *parts)
    assert "TIEDOSTO --with remarks --cover" in said.err
    assert "TIEDOSTO --with remarks --cover" in fuller.err
    assert fuller.lines[:-1] == plain.lines
    assert told[-1] == fuller.lines[-1]
    assert "»Reiskalta«" in kp("proof", str(meeting), *parts, "--cover", told[-1].split()[0]).lines[-1]


def test_former_members_of_other_meetings_are_not_named(kp: Kpfacil, meeting: Path) -> None:
    """Whoever was on a roster of the table once is covered in a later meeting's memo."""
    (kp.folder / "toinen.csv").write_text("Nimi;Taho\nKerttu Halonen;Martat\n", encoding="utf-8")
    made = kp("new", "--table", "Kyläpöytä", "--date", "12.12.2026", "--participants", "toinen.csv")
    later = Path(made.lines[0])
    kp("add", str(later), "+ kysytään Kertulta ja Liisalta")
    said = _public(kp, later)
    assert "Kertulta" not in said
    assert "Liisalta" not in said


def test_a_held_session_is_not_decided_on(kp: Kpfacil, meeting: Path) -> None:
    """While another program has the meeting open nothing is decided and nothing listed, and who has it is told."""
    before = meeting.read_bytes()
    for asked in (["--keep-rest"], ["--keep", "1"], ["--cover", "99"], []):
        with hold(meeting, NOW):
            outcome = kp("proof", str(meeting), *asked)
        assert (outcome.code, outcome.out) == (1, "")
        assert "kirjaa jo" in outcome.err
        assert str(meeting) in outcome.err
        assert meeting.read_bytes() == before
    assert kp("proof", str(meeting)).code == 0


@pytest.mark.parametrize("form", ["md", "csv", "ics"])
def test_public_tasks_say_what_waits_and_know_the_whole_table(kp: Kpfacil, meeting: Path, form: str) -> None:
    """A task table of one meeting names nobody of another, and bears the mark until its places are decided."""
    (kp.folder / "toinen.csv").write_text("Nimi;Taho\nKerttu Halonen;Martat\n", encoding="utf-8")
    kp("new", "--table", "Kyläpöytä", "--date", "12.12.2026", "--participants", "toinen.csv")
    kp("add", str(meeting), "! kysytään Kertulta ja Kallelta / 15.12.")
    outcome = kp("tasks", str(meeting), "--profile", "public", "--format", form, "-o", "-")
    assert "Kertulta" not in outcome.out
    assert "Tarkistamatta julkaisua varten: 1 kohta" in outcome.out.replace("\r\n ", "")
    assert outcome.err.count("1 kohta odottaa") == 1


def test_a_public_calendar_counts_the_place_of_the_next_meeting(kp: Kpfacil, meeting: Path) -> None:
    """A calendar of tasks tells a place that no other format does, and bears the mark for it until then."""
    _joins(meeting, "toivo", "Toivo Lahti")
    outcome = kp("add", "--set", str(meeting), "seuraava: ma 7.12. klo 17 Toivon tupa")
    assert outcome.code == 0, outcome.err
    asked = ("tasks", str(meeting), "--profile", "public", "-o", "-", "--format")
    calendar, table = kp(*asked, "ics"), kp(*asked, "md")
    assert "Tarkistamatta julkaisua varten: 1 kohta" in calendar.out.replace("\r\n ", "")
    assert calendar.err.count("1 kohta odottaa") == 1
    assert "Tarkistamatta" not in table.out
    assert table.err == ""
    kp("proof", str(meeting), "--keep-rest")
    assert "Tarkistamatta" not in kp(*asked, "ics").out
    assert kp(*asked, "ics").err == ""


def test_what_is_told_besides_can_be_proofed_too(kp: Kpfacil, meeting: Path) -> None:
    """With the memo's own option its further places are listed behind the others, which keep their numbers."""
    kp("add", str(meeting), ", Liisa: kysytään Pentiltä", "? Liisa: peräkärry Reiskalta")
    before = kp("proof", str(meeting)).lines
    both = kp("proof", str(meeting), "--with", "remarks,offers").lines
    assert both[:3] == before
    assert ["Pentiltä" in line or "Reiskalta" in line for line in both] == [False, False, False, True, True]
    public = ("memo", str(meeting), "--profile", "public", "--format", "md", "-o", "-", "--with", "remarks,offers")
    assert "Tarkistamatta julkaisua varten: 4 kohtaa." in kp(*public).out
    assert "»Reiskalta«" in kp(*public).err
    kp("proof", str(meeting), "--with", "remarks,offers", "--cover", "4,5", "--keep-rest")
    said = kp(*public).out
    assert "Tarkistamatta" not in said
    assert "Reiskalta" not in said
    assert "Pentiltä" not in said


def test_a_public_memo_looks_at_each_text_once(kp: Kpfacil, meeting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memo, letter, calendar and the list of what waits share one look at each of the table's texts."""
    looked_at: list[str] = []

    def counted(text: str) -> Iterator[Shaped]:
        looked_at.append(text)
        return shapes(text)

    monkeypatch.setattr("kpfacil.views.proof_places.shapes", counted)
    kp("add", str(meeting), "! Liisa: uusi sali / 15.12.", "= sovitaan Kallen kanssa")
    looked_at.clear()
    kp("memo", str(meeting), "--profile", "public", "--format", "html,docx,eml")
    texts = [text for text in looked_at if "Kalle" in text or "sali" in text]
    assert sorted(texts) == sorted(set(texts))
    assert "uusi sali" in texts
    looked_at.clear()
    kp("memo", str(meeting), "--profile", "participants", "--format", "html")
    assert looked_at == []


def test_a_memo_that_is_no_draft_may_be_published(kp: Kpfacil, meeting: Path) -> None:
    """Whether the memo can be published is said as its standing has it; where nothing was found that is said."""
    written = meeting.read_text("utf-8").replace('status = "draft"', 'status = "review"')
    meeting.write_text(written, encoding="utf-8")
    outcome = kp("proof", str(meeting), "--cover", "1,2,3")
    assert outcome.err.strip().endswith("Kaikki kohdat on ratkaistu. Muistion voi julkaista.")
    other = Path(kp("new", "--table", "Toinen", "--date", "2026-11-21").lines[0])
    assert kp("proof", str(other)).err.startswith("Mitään ratkaistavaa ei löytynyt. Muistio on vielä luonnos")


def test_two_decisions_on_one_place_are_refused(kp: Kpfacil, meeting: Path) -> None:
    """None of two decisions wins in silence; the same one twice is one."""
    before = meeting.read_bytes()
    for options in (
        ("--cover", "2", "--keep", "2"),
        ("--replace", "1=a", "--replace", "1=b"),
        ("--keep", "3", "--replace", "3=x"),
    ):
        outcome = kp("proof", str(meeting), *options)
        assert outcome.code == 2
        assert "kaksi eri ratkaisua" in outcome.err
    assert meeting.read_bytes() == before
    assert kp("proof", str(meeting), "--cover", "2,2").code == 0


@pytest.mark.parametrize(
    "options",
    [("--cover", "2", "3"), ("--cover", "2,3"), ("--cover", "2", "--cover", "3"), ("--cover", "2 3")],
)
def test_several_places_are_decided_at_once(kp: Kpfacil, meeting: Path, options: tuple[str, ...]) -> None:
    """Numbers follow one after the other, with commas or each with its option, before the file and after it."""
    for argv in (("proof", str(meeting), *options), ("proof", *options, str(meeting))):
        outcome = kp(*argv)
        assert (outcome.code, outcome.err.strip()) == (0, DONE)
    said = _public(kp, meeting)
    assert "Kallel" not in said
    assert kp("proof", str(meeting), "--replace", "2=Ahmedilta", "3=isälle").code == 0
    assert "kahvit Ahmedilta" in _public(kp, meeting)


def test_what_a_report_counts_can_be_decided(kp: Kpfacil, session: Path) -> None:
    """A firm of one is in the report's table though nobody of it came: it is listed, and nothing waits once decided."""
    words = session.read_text("utf-8")
    firm = '\n[[parties]]\nid = "kallio"\nname = "Kyläkauppa Kallio"\n'
    one = '\n[[participants]]\nid = "armas"\nname = "Armas Kallio"\nparty = "kallio"\npresence = "excused"\n'
    session.write_text(f"{words}{firm}{one}", encoding="utf-8")
    told = ("report", str(session.parent), "--profile", "public", "--format", "md", "-o", "-")
    assert "Tarkistamatta julkaisua varten: 1 kohta." in kp(*told).out
    assert "Tarkistamatta julkaisua varten: 1 kohta." in _public(kp, session)
    assert [line.split()[:2] for line in kp("proof", str(session)).lines] == [["1", "parties.kallio.name"]]
    kp("proof", str(session), "--cover", "1")
    said = kp(*told).out
    assert "Tarkistamatta" not in said
    assert "Kallio" not in said


def test_tables_side_by_side_ask_what_each_asks(kp: Kpfacil, meeting: Path) -> None:
    """The tasks of two tables wait for what the proof of each can list: a member of one is no name in the other."""
    kp("add", str(meeting), "! kahvit Kallelta", "! TL kuntoon")
    other = Path(kp("new", "--table", "Toinen pöytä", "--date", "2026-11-22").lines[0])
    words = other.read_text("utf-8")
    other.write_text(f'{words}\n[[participants]]\nid = "toivo"\nname = "Toivo Lahti"\n', encoding="utf-8")
    kp("add", str(other), "! avaimet Toivolle")
    asked = ("tasks", str(meeting), str(other), "--profile", "public", "--format", "md", "-o", "-")
    assert "TL kuntoon" in kp(*asked).out
    for one in (meeting, other):
        kp("proof", str(one), "--keep-rest")
    assert "Tarkistamatta" not in kp(*asked).out
