"""New tasks and offers: who does what, by when and with what."""

from collections.abc import Callable
from datetime import date

import pytest

from kpfacil.capture import Reading, as_text
from kpfacil.commands.record import NEW, Record
from kpfacil.model.entries import Offer, Task

Read = Callable[..., Reading]


def test_a_task_says_who_what_by_when_and_with_what(line: Read) -> None:
    """A whole line gives a task with two owners, a date and its pledges."""
    reading = line("! Liisa ja Pekalle: varaa sali / pe / seurakunta: tila; 20 h + kunta: 500 €")
    assert (reading.who, reading.text, reading.due) == (("liisa", "pekka"), "varaa sali", date(2026, 11, 27))
    assert [(p.by, p.text, p.kind, p.amount, p.unit) for p in reading.pledges] == [
        ("seurakunta", "tila", "space", None, ""),
        ("", "20 h", "time", 20, "h"),
        ("kunta", "500 €", "money", 500, "€"),
    ]
    (command,) = reading.commands
    assert isinstance(command, Record)
    assert isinstance(command.entry, Task)
    assert command.entry.resources == reading.pledges


@pytest.mark.parametrize("typed", ["15.12. / Liisa: kahvit", "Liisa: pe / 20 h", "20 € / pe"])
def test_a_day_or_an_amount_is_no_task(line: Read, typed: str) -> None:
    """What is done is missing before the slash; alone the words may be what they like."""
    refusal = line(typed, "task").refusal
    assert refusal is not None
    assert refusal.key == "line-only-when"
    assert line("! pe").commands
    assert line("! pe illan siivous / 20 h").commands


@pytest.mark.parametrize(
    ("typed", "due", "due_text", "pledges"),
    [
        ("x", None, "", []),
        ("x / pe", date(2026, 11, 27), "", []),
        ("x / ennen joulua", None, "ennen joulua", []),
        ("x / ensi tapaaminen", date(2026, 12, 12), "", []),
        ("x / ensi kerralla", date(2026, 12, 12), "", []),
        ("x / 31.2.", None, "31.2.", []),
        ("x / / tila", None, "", ["tila"]),
        ("x / pe / tila", date(2026, 11, 27), "", ["tila"]),
        ("x / 20 h", None, "", ["20 h"]),
        ("x / 20 € perjantaina", date(2026, 11, 27), "", ["20 €"]),
        ("x / 20 € by Friday", date(2026, 11, 27), "by Friday", ["20 €"]),
        ("x / 20 h 15.12. mennessä", date(2026, 12, 15), "15.12. mennessä", ["20 h"]),
        ("x / kunta: tila pe", date(2026, 11, 27), "", ["tila"]),
        ("x / 15.12. / kunta: tila pe", date(2026, 12, 15), "", ["tila pe"]),
        ("x / / 15.12.", date(2026, 12, 15), "", []),
        ("x / / pe; 20 h", date(2026, 11, 27), "", ["20 h"]),
        ("x / 15.12. 20 €", date(2026, 12, 15), "", ["20 €"]),
        ("x / pe 20 h", date(2026, 11, 27), "", ["20 h"]),
        ("x / pe klo 12 20 €", date(2026, 11, 27), "pe klo 12", ["20 €"]),
        ("x / 15.12. mennessä 20 h", date(2026, 12, 15), "15.12. mennessä", ["20 h"]),
        ("x / pe kunta: tila", date(2026, 11, 27), "", ["tila"]),
        ("x / pe; 20 €", date(2026, 11, 27), "", ["20 €"]),
        ("x / pe + 20 €", date(2026, 11, 27), "", ["20 €"]),
        ("x / kunta: tila; pe", date(2026, 11, 27), "", ["tila"]),
        ("x / 20 h; pe; kunta: tila", date(2026, 11, 27), "", ["20 h", "tila"]),
        ("x / pe / 27.11. mennessä", date(2026, 11, 27), "pe 27.11. mennessä", []),
        ("x / €500", None, "", ["€500"]),
        ("x / 20 hengen tila", None, "20 hengen tila", []),
        ("x / 3 päivää", None, "3 päivää", []),
        ("x / kunta: 20 h + auto", None, "", ["20 h", "auto"]),
        ("x / auto + 20 h", None, "", ["auto", "20 h"]),
        ("x / 20 h / auto", None, "", ["20 h", "auto"]),
        ("x / 20 h / pe", date(2026, 11, 27), "", ["20 h"]),
        ("x / pe / a / b", date(2026, 11, 27), "", ["a / b"]),
        ("x / pe / a / / b", date(2026, 11, 27), "", ["a", "b"]),
        ("x / / / pe", date(2026, 11, 27), "", []),
        ("x / tuntematon: tila", None, "tuntematon: tila", []),
        ("x /", None, "", []),
        ("x / pe /", date(2026, 11, 27), "", []),
        ("x / pe / ;", date(2026, 11, 27), "", []),
    ],
)
def test_what_follows_the_slashes(line: Read, typed: str, due: date | None, due_text: str, pledges: list[str]) -> None:
    """The second part is a date, a pledge or words of when; a double slash skips it; the third part pledges."""
    reading = line(f"! {typed}")
    assert (reading.text, reading.due, reading.due_text) == ("x", due, due_text)
    assert [pledge.text for pledge in reading.pledges] == pledges
    assert reading.commands


def test_slashes_are_text_in_other_kinds(line: Read) -> None:
    """Only tasks have dates and pledges; elsewhere, and without spaces, a slash is text."""
    assert line("kahvi / tee / pulla").text == "kahvi / tee / pulla"
    assert line("! kahvi/tee").text == "kahvi/tee"


def test_a_name_is_looked_for_before_the_first_slash_only(line: Read) -> None:
    """A colon in the pledges does not make the words before it an owner."""
    reading = line("! varaa sali / pe / seurakunta: tila")
    assert reading.who == ()
    assert reading.pledges[0].by == "seurakunta"


def test_the_owners_give_where_nobody_else_does(line: Read) -> None:
    """A pledge without a giver is the only owner's, several owners' together, and without an owner nobody's."""
    assert [pledge.by for pledge in line("! Liisa: x / / auto; kunta: tila").pledges] == ["liisa", "kunta"]
    assert [pledge.by for pledge in line("! Liisa, Pekka: x / / auto; kunta: tila").pledges] == ["", "kunta"]
    assert [pledge.by for pledge in line("! x / / auto").pledges] == [""]


def test_an_unknown_giver_asks(line: Read) -> None:
    """An unknown giver is neither lost nor guessed; as text the words are kept whole."""
    typed = "! Liisa: vie pekko / pe / pekko: auto"
    (ask,) = line(typed).asks
    assert (ask.name, ask.candidates) == ("pekko", ())
    assert as_text(typed, ask) == "! Liisa: vie pekko / pe / pekko\\: auto"
    assert [pledge.text for pledge in line(as_text(typed, ask)).pledges] == ["pekko: auto"]


def test_an_amount_has_one_giver(line: Read) -> None:
    """Several can give the same thing, but how an amount is shared is not guessed."""
    assert [pledge.by for pledge in line("! x / / Liisa ja Pekka: auto").pledges] == ["liisa", "pekka"]
    refusal = line("! x / / Liisa ja Pekka: 20 h").refusal
    assert refusal is not None
    assert refusal.key == "line-whose-amount"


def test_a_giver_without_a_pledge_is_refused(line: Read) -> None:
    """A giver who gives nothing is not dropped silently."""
    refusal = line("! x / / kunta: ; seurakunta:").refusal
    assert refusal is not None
    assert refusal.key == "line-empty-pledge"
    refusal = line("! x / / kunta: ; tila").refusal
    assert refusal is not None
    assert refusal.key == "line-empty-pledge"


def test_an_offer_says_who_could_give_what(line: Read) -> None:
    """An offer has one giver, kind, amount and unit; several givers make several offers."""
    assert line("? Liisa: 5 h siivousta").commands == (
        Record(entry=Offer(id=NEW, text="5 h siivousta", by="liisa", kind="time", amount=5, unit="h")),
    )
    assert line("? osaan leipoa").commands == (Record(entry=Offer(id=NEW, text="osaan leipoa", kind="skill")),)
    assert line("? Liisa ja Pekka: leivotaan").commands == (
        Record(entry=Offer(id=NEW, text="leivotaan", by="liisa")),
        Record(entry=Offer(id=NEW, text="leivotaan", by="pekka")),
    )
    refusal = line("? Liisa ja Pekka: 5 h").refusal
    assert refusal is not None
    assert refusal.key == "line-whose-amount"
