"""New entries: signs, people, themes, escapes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kpfacil.capture import Reading, as_entry, as_text, choose, read
from kpfacil.commands.people import SetPresence
from kpfacil.commands.record import NEW, Record
from kpfacil.model.entries import Idea
from kpfacil.model.kinds import Kind, kind_of
from kpfacil.model.people import Presence
from kpfacil.model.session import Session

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("sign", "kind"),
    [
        ("+", "idea"),
        ("=", "agreement"),
        ("!", "task"),
        (">", "parked"),
        (";", "note"),
        ("?", "offer"),
        (",", "remark"),
    ],
)
def test_the_first_sign_says_the_kind(line: Read, sign: str, kind: Kind) -> None:
    """Each first sign records its own kind, with a space after it or without."""
    for typed in (f"{sign} hillotalkoot", f"{sign}hillotalkoot"):
        reading = line(typed, "note")
        assert (reading.kind, reading.text, reading.act) == (kind, "hillotalkoot", "add")
        assert [kind_of(one.entry) for one in reading.commands if isinstance(one, Record)] == [kind]


def test_an_unsigned_line_becomes_the_steps_kind(line: Read) -> None:
    """Without a sign the line becomes what the step suggests; a step that suggests goals collects ideas."""
    assert line("hillotalkoot", "parked").kind == "parked"
    assert line("hillotalkoot", "goal").commands == (Record(entry=Idea(id=NEW, text="hillotalkoot")),)


@pytest.mark.parametrize(
    ("typed", "presence", "people"),
    [
        ("Läsnä: Liisa, Matti Laine ja Pekka", "present", ("liisa", "matti2", "pekka")),
        ("Poissa: Liisa", "absent", ("liisa",)),
        ("remote: Anna", "remote", ("anna",)),
        ("Läsnä: Liisa ja kaikki", "present", ("liisa", "matti")),
    ],
)
def test_who_is_here_is_marked(line: Read, typed: str, presence: Presence, people: tuple[str, ...]) -> None:
    """As minutes begin; *kaikki* are those who are still expected."""
    assert line(typed).commands == tuple(SetPresence(id=one, presence=presence) for one in people)
    assert line(f"+ {typed}").text != ""


def test_whom_a_roll_names_is_asked(line: Read) -> None:
    """A name that two have or nobody is asked about; a number, a party or words are text."""
    assert [(ask.name, ask.candidates) for ask in line("Läsnä: Liisa, Matti").asks] == [("Matti", ("matti", "matti2"))]
    assert [ask.name for ask in line("Läsnä: Liisa, Kaisa").asks] == ["Kaisa"]
    for typed in ("Läsnä: 12 henkilöä", "Läsnä: ei ketään"):
        (ask,) = line(typed).asks
        assert ask.texty


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("toimenpide: Liisa: avain / pe", "! Liisa: avain / pe"),
        ("Action: key", "! key"),
        ("Päätös: kyläpäivä", "= kyläpäivä"),
        ("muistiinpano: salainen", "; salainen"),
        ("note: klo 17: ovi", "; klo 17: ovi"),
    ],
)
def test_a_word_that_is_like_a_kind_is_asked_about(session: Session, line: Read, typed: str, meant: str) -> None:
    """The line may be of that kind, or text in its very words; with a sign it is text first."""
    reading = line(typed)
    assert (reading.commands, reading.doubt and reading.doubt.line) == ((), meant)
    assert read(meant, session, "idea").commands
    as_said = line(as_entry(typed, reading))
    assert (as_said.kind, as_said.text, bool(as_said.commands)) == ("idea", typed, True)
    (ask,) = line(f"= {typed}").asks
    assert ask.texty


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "\x00\x07"])
def test_an_empty_line_is_nothing(line: Read, typed: str) -> None:
    """An empty line does nothing and is not refused."""
    assert line(typed) == Reading(kind="idea")


@pytest.mark.parametrize("typed", ["+", "!", "Liisa:", "! Liisa: / pe", "? liisa:", "+ #tapahtumat", "= liisa:"])
def test_a_line_without_a_text_is_refused(line: Read, typed: str) -> None:
    """A sign, a name, a theme or a date alone records nothing yet."""
    reading = line(typed)
    assert reading.refusal is not None
    assert reading.refusal.key == "line-no-text"
    assert reading.commands == ()


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Liisa: x", ("liisa",)),
        ("pekka, Liisa: x", ("pekka", "liisa")),
        ("Liisa & Pekka: x", ("liisa", "pekka")),
        ("Liisa ja Seurakunta: x", ("liisa", "seurakunta")),
        ("Liisa AND Pekka: x", ("liisa", "pekka")),
        ("Liisa, liisa: x", ("liisa",)),
        ("Kulttuuri ja vapaa-aika: x", ("kulttuuri",)),
        ("Liisa, Kulttuuri ja vapaa-aika ja Pekka: x", ("liisa", "kulttuuri", "pekka")),
        ("Virtaselta: x", ("pekka",)),
        ("kaikki: x", ("liisa", "pekka", "anna", "heikki")),
        ("All: x", ("liisa", "pekka", "anna", "heikki")),
        ("seurakunta, kaikki: x", ("seurakunta", "liisa", "pekka", "anna", "heikki")),
        ("Liisa ,: x", ("liisa",)),
        ("@matti2: x", ("matti2",)),
        ("Liisa, Pekka, Anna, Heikki ja Seurakunta: x", ("liisa", "pekka", "anna", "heikki", "seurakunta")),
    ],
)
def test_people_stand_before_the_first_colon(line: Read, typed: str, who: tuple[str, ...]) -> None:
    """One or more people or parties stand before the first `: `, in the order typed."""
    reading = line(typed)
    assert reading.who == who
    assert reading.commands == (
        Record(
            entry=Idea(id=NEW, text="x", by=who),
            everyone="seurakunta, k" in typed or typed.lower()[:3] in {"kai", "all"},
        ),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "tavataan klo 17:00",
        "katso https://kpfacil.fi/a:b",
        "Yksi kaksi kolme neljä viisi: kuusi",
        "Ostoslista:",
        ": alku",
        "Huomio\\: kahvi loppui",
        "; Liisa: puheenvuoro",
    ],
)
def test_other_colons_are_text(line: Read, typed: str) -> None:
    """Times, addresses, long openings, an unknown name that ends the line, escapes and own notes name nobody."""
    reading = line(typed)
    assert reading.who == ()
    assert reading.asks == ()
    assert reading.text == typed.removeprefix("; ").replace("\\", "")


def test_an_unknown_name_asks(line: Read, session: Session) -> None:
    """An unknown name asks; as text its colon is escaped, chosen it becomes the person's id."""
    typed = "+ Idea: jotain kivaa"
    reading = line(typed)
    assert reading.commands == ()
    (ask,) = reading.asks
    assert (ask.name, ask.candidates) == ("Idea", ())
    assert as_text(typed, ask) == "+ Idea\\: jotain kivaa"
    assert line(as_text(typed, ask)).text == "Idea: jotain kivaa"
    assert line(choose(typed, ask, "matti2", session)).who == ("matti2",)


def test_an_ambiguous_name_shows_the_candidates(line: Read, session: Session) -> None:
    """A name of two people shows both, and the one chosen is surely the one meant."""
    typed = "Matti, Liisa: x"
    (ask,) = line(typed).asks
    assert ask.candidates == ("matti", "matti2")
    assert choose(typed, ask, "matti", session) == "matti, Liisa: x"
    assert line(choose(typed, ask, "matti", session)).who == ("matti", "liisa")


def test_many_words_with_a_known_name_among_them_ask(line: Read) -> None:
    """More than four words before the colon are text only where no known name is among them."""
    (ask,) = line("Liisa ehdotti että tehdään näin: x").asks
    assert ask.name == "Liisa ehdotti että tehdään näin"
    assert [ask.name for ask in line("Liisa, Pekka, Anna, Heikki ja Pirkko: x").asks] == ["Pirkko"]
    assert [ask.name for ask in line("yksi, kaksi, kolme, neljä ja Matti: x").asks][-1] == "Matti"
    assert line("yksi & kaksi ja 3 kolme neljä: x").who == ()


def test_everyone_needs_somebody(session: Session) -> None:
    """*Kaikki* is refused where nobody is left whom it could mean."""
    empty = replace(session, participants=())
    for typed in (
        "kaikki: x",
        "! kaikki: x",
        "? kaikki: x",
        "= kaikki: x",
        "I1 = kaikki:",
        "I1 kaikki:",
        "T4 / / kaikki: 2 h",
    ):
        refusal = read(typed, empty, "idea").refusal
        assert refusal is not None
        assert refusal.key == "line-nobody-here"


@pytest.mark.parametrize(
    ("typed", "text", "theme"),
    [
        ("Kyläpäivä #tapahtumat", "Kyläpäivä", "tapahtumat"),
        ("#tapahtumat Kyläpäivä", "Kyläpäivä", "tapahtumat"),
        ("Kyläpäivä #tapahtumat, maaliskuussa", "Kyläpäivä, maaliskuussa", "tapahtumat"),
        ("Kyläpäivä, #tapahtumat, talvella", "Kyläpäivä, talvella", "tapahtumat"),
        ("Kyläpäivä, #tapahtumat", "Kyläpäivä", "tapahtumat"),
        ("#tapahtumat, Kyläpäivä", "Kyläpäivä", "tapahtumat"),
        ("Liisa: #tapahtumat, Kyläpäivä", "Kyläpäivä", "tapahtumat"),
        ("Liisa #tapahtumat: Kyläpäivä", "Kyläpäivä", "tapahtumat"),
        ("#tapahtumat: Kyläpäivä", "Kyläpäivä", "tapahtumat"),
        ("> Kyläpäivä #a\\:b", "Kyläpäivä", "a:b"),
        ("C# ja #1 sekä a#b, # ja #!", "C# ja #1 sekä a#b, # ja #!", ""),
        ("\\#tapahtumat Kyläpäivä", "#tapahtumat Kyläpäivä", ""),
        ("= Kyläpäivä #tapahtumat", "Kyläpäivä #tapahtumat", ""),
        ("! Kyläpäivä #tapahtumat", "Kyläpäivä #tapahtumat", ""),
    ],
)
def test_a_theme_is_taken_out_of_an_idea(line: Read, typed: str, text: str, theme: str) -> None:
    """The theme of an idea or parked matter stands anywhere; within a word or before a digit `#` is text."""
    reading = line(typed)
    assert (reading.text, reading.theme) == (text, theme)


def test_a_second_theme_is_refused(line: Read) -> None:
    """An entry has one theme."""
    refusal = line("Kyläpäivä #a #b").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details) == ("line-two-themes", {"first": "a", "second": "b"})


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("\\T4 on hyvä bussi", "T4 on hyvä bussi"),
        ("\\t4", "t4"),
        ("\\T4: bussi", "T4: bussi"),
        ("\\T4\\: bussi", "T4: bussi"),
        ("\\+5 astetta", "+5 astetta"),
        ("\\?", "?"),
        ("a \\/ b", "a / b"),
        ("a \\: b", "a : b"),
        ("C:\\koti \\ x\\y", "C:\\koti \\ x\\y"),
        ("\\\\: a", "\\: a"),
        ("\\Tavataan", "\\Tavataan"),
        ("+ \\+5", "\\+5"),
        ("+ T4 on bussi", "T4 on bussi"),
        ("K18 on ikäraja", "K18 on ikäraja"),
    ],
)
def test_a_backslash_makes_a_sign_text(line: Read, typed: str, text: str) -> None:
    """A backslash before a colon, slash or hash, or before a first sign or id, is that sign; elsewhere a backslash."""
    reading = line(typed)
    if reading.asks:
        reading = line(as_text(typed, reading.asks[0]))
    assert reading.text == text
    assert reading.commands


def test_a_text_of_twenty_thousand_signs_is_kept_whole(line: Read) -> None:
    """A text of 20,000 characters is kept, one more is refused, whatever part of a line it is."""
    text = "a" * 20_000
    assert line(f"Liisa: {text}").text == text
    assert line(f"I1 : {text}").commands
    for typed in (text, f"+ {text} b", f"; {text}", f"! {text}", f"? {text}", f"! x / {text}", f"! x / / {text}"):
        refusal = line(f"{typed}a", "agreement").refusal
        assert refusal is not None
        assert refusal.key == "line-too-long"
        assert refusal.sentence.details == {
            "length": str(len(text) + (2 if " b" in typed else 0) + 1),
            "longest": "20000",
        }


def test_a_line_is_cleaned_first(line: Read) -> None:
    """Control and direction characters, line ends and double spaces are gone before anything is read."""
    assert line("Lii\u202esa:\r\n  kylä\x1bpäivä\t!").commands == (
        Record(entry=Idea(id=NEW, text="kyläpäivä !", by=("liisa",))),
    )


def test_an_endless_line_is_refused_at_once(line: Read) -> None:
    """A whole book pasted as one line is refused without being read."""
    refusal = line("a, " * 100_000 + ": x").refusal
    assert refusal is not None
    assert refusal.sentence.details == {"length": "300003", "longest": "20000"}
