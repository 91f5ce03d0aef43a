"""Names and slashes in a task: who is an owner, who gives what, and what is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpfacil.capture import as_text, choose, read
from kpfacil.commands.base import Scene
from kpfacil.model.entries import Idea, Offer, Pledge, Remark, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.model.texts import Sentence
from tests.fakes import PROCESS

PEOPLE = (
    Participant(id="paivi", name="Päivi Töyrylä", presence="present"),
    Participant(id="pekka", name="Pekka Kallio", presence="present"),
    Participant(id="liisa", name="Liisa Mäki", presence="present"),
)
PARTIES = (
    Party(id="seurakunta", name="Seurakunta"),
    Party(id="naapuriapu", name="Naapuriapu"),
    Party(id="nl", name="Nuoriso / Liikunta"),
    Party(id="4hy", name="Jämsän 4H-yhdistys"),
)
SESSION = Session(
    table=Table(name="Jämsä"), meeting=Meeting(date=date(2026, 11, 25)), parties=PARTIES, participants=PEOPLE
)
SCENE = Scene(process=PROCESS, now=datetime(2026, 11, 25, 17, tzinfo=UTC))
MONDAY, TUESDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 15), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "text", "owners", "due", "pledges"),
    [
        ("! Pekka / Liisa: varaus", "varaus", ("pekka", "liisa"), None, []),
        (
            "! Pekka / Päivi: kahvitus / ma 7.12. / 20 €",
            "kahvitus",
            ("pekka", "paivi"),
            MONDAY,
            [("", "20 €")],
        ),
        ("! Varataan tila / Pekka / 15.12.", "Varataan tila", ("pekka",), TUESDAY, []),
        ("! Kutsut lähetetään / Päivi / vko 50", "Kutsut lähetetään", ("paivi",), date(2026, 12, 11), []),
        ("! Kahvit / Naapuriapu / pe / 20 €", "Kahvit", ("naapuriapu",), FRIDAY, [("naapuriapu", "20 €")]),
        ("! Nuoriso / Liikunta: sali / pe", "sali", ("nl",), FRIDAY, []),
        ("! sali / Nuoriso / Liikunta / pe", "sali", ("nl",), FRIDAY, []),
        ("! Varaa sali / Liisa: avain", "Varaa sali", (), None, [("liisa", "avain")]),
        ("! kahvit / pe", "kahvit", (), FRIDAY, []),
        ("! Pekka sekä Liisa: varaus", "varaus", ("pekka", "liisa"), None, []),
        ("! 4H / Naapuriapu: leiri", "leiri", ("4hy", "naapuriapu"), None, []),
        ("! 4H:lle / Naapuriavulle: leiri", "leiri", ("4hy", "naapuriapu"), None, []),
        ("! leiri / 4H / 15.12.", "leiri", ("4hy",), TUESDAY, []),
        ("! leiri / Pekka / Liisa / 15.12. / 20 €", "leiri", ("pekka", "liisa"), TUESDAY, [("", "20 €")]),
        ("! leiri / ennen joulua / 15.12. / 20 €", "leiri", (), TUESDAY, [("", "20 €")]),
        ("! leiri / pe / tila / 20 €", "leiri", (), FRIDAY, [("", "tila"), ("", "20 €")]),
        ("! leiri / pe / 20 € / Liisa: avain", "leiri", (), FRIDAY, [("", "20 €"), ("liisa", "avain")]),
        ("! leiri / pe / 27.11.", "leiri", (), FRIDAY, []),
    ],
)
def test_known_names_are_looked_for_before_slashes_cut(
    line: str, text: str, owners: tuple[str, ...], due: date | None, pledges: list[tuple[str, str]]
) -> None:
    """Known names between slashes are owners where a colon or a day follows; a name with a slash in it is one."""
    reading = read(line, SESSION, "idea")
    assert (reading.text, reading.who, reading.due) == (text, owners, due)
    assert [(pledge.by, pledge.text) for pledge in reading.pledges] == pledges
    assert reading.commands


@pytest.mark.parametrize(
    ("line", "as_owner", "as_words"),
    [
        ("! Liisa: tila / Pekka / 15.12.", "! Liisa, Pekka: tila  / 15.12.", r"! Liisa: tila \/ Pekka / 15.12."),
        ("! tila / Pekka", "! Pekka: tila ", r"! tila \/ Pekka"),
        ("! tila / Pekka / 20 €", "! Pekka: tila  / 20 €", r"! tila \/ Pekka / 20 €"),
        ("! tila / pe / Pekka", "! Pekka: tila / pe ", r"! tila / pe \/ Pekka"),
        ("! Pekka / tila", "! Pekka:  tila", r"! Pekka \/ tila"),
        ("! tila / 15.12. / 20 € / Pekka", "! Pekka: tila / 15.12. / 20 € ", r"! tila / 15.12. / 20 € \/ Pekka"),
        ("! tila / / Pekka", "! Pekka: tila / ", r"! tila / \/ Pekka"),
    ],
)
def test_a_known_name_alone_is_asked_about(line: str, as_owner: str, as_words: str) -> None:
    """Beside an owner, or where no day follows, it is asked whether the name is one more owner or text."""
    reading = read(line, SESSION, "idea")
    (ask,) = reading.asks
    assert (reading.commands, ask.candidates) == ((), ("pekka",))
    assert (choose(line, ask, "pekka", SESSION), as_text(line, ask)) == (as_owner, as_words)
    owned = read(as_owner, SESSION, "idea")
    assert ("pekka" in owned.who, owned.text, owned.asks) == (True, "tila", ())
    assert "Pekka" not in [pledge.text for pledge in read(as_words, SESSION, "idea").pledges]


def test_a_day_never_becomes_a_pledge() -> None:
    """An unknown name before a day is asked about; other words before it are kept beside the day."""
    (ask,) = read("! sali / Hilkka / 15.12.", SESSION, "idea").asks
    assert (ask.name, ask.candidates, ask.owner_at) == ("Hilkka", (), 2)
    reading = read("! sali / ennen joulua / 15.12.", SESSION, "idea")
    assert (reading.due, reading.due_text, reading.pledges) == (TUESDAY, "ennen joulua", ())
    reading = read("! sali / perjantaina / 15.12.", SESSION, "idea")
    assert (reading.due, reading.due_text, reading.pledges) == (None, "perjantaina 15.12.", ())
    assert reading.notice is not None


def test_an_unknown_name_before_a_known_one_is_what_they_do() -> None:
    """In `Tila: Pekka` the unknown name is asked about; as text it is what Pekka does."""
    line = "! Tila: Pekka / 15.12."
    (ask,) = read(line, SESSION, "idea").asks
    assert (ask.name, ask.candidates) == ("Tila", ())
    reading = read(as_text(line, ask), SESSION, "idea")
    assert (reading.text, reading.who, reading.due) == ("Tila", ("pekka",), TUESDAY)


@pytest.mark.parametrize("line", ["! Kahvitus - Pekka - 15.12.", "! Kahvitus (vastuu Pekka) 15.12. mennessä"])
def test_a_name_in_the_text_makes_nobody_an_owner(line: str) -> None:
    """The text stands as it was said; how to give the task to the one named is told."""
    reading = read(line, SESSION, "idea")
    assert (reading.text, reading.who, reading.due) == (line[2:], (), None)
    assert reading.notice is not None
    assert reading.notice.details == {"name": "Pekka Kallio", "line": "T1 Pekka: / 15.12."}


@pytest.mark.parametrize(
    ("line", "pledges"),
    [
        ("! liisa: sali / ti / seurakunta: tila + 20 h; 500 €", ["seurakunta", "seurakunta", "liisa"]),
        ("! liisa, pekka: sali / ti / seurakunta: tila; 20 h", ["seurakunta", ""]),
        ("! liisa, pekka: kahvit / pe / 50 €", [""]),
        ("! kahvit / pe / 50 €; seurakunta: tila + 2 h", ["", "seurakunta", "seurakunta"]),
    ],
)
def test_a_semicolon_ends_a_giver_and_a_plus_keeps_it(line: str, pledges: list[str]) -> None:
    """Without a giver the owners give: the only owner by name, several together."""
    assert [pledge.by for pledge in read(line, SESSION, "idea").pledges] == pledges


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("J.P.", "rantanen"),
        ("J. P.", "rantanen"),
        ("4H:lle", "4h"),
        ("Máret Ánnelle", "maret"),
        ("@Pekalle", "pekka"),
        ("O´Connor", "connor"),
        ("O’Connorille", "connor"),
        ("kaupunki", "jamsa"),
        ("kaupungin", "jamsa"),
        ("Jämsän kaupunki ry", "jamsa"),
        ("hyvinvointialueelta", "hva"),
        ("Korpelan seurakunnalle", "korpela"),
        ("vapaa-ajalle", "kulttuuri"),
        ("Inga Máretille", "inga"),
        ("4V", "4v"),
        ("4V:lle", "4v"),
        ("4V-kerholta", "4v"),
        ("Sámi siida", "siida"),
        ("Sámi siidalle", "siida"),
        ("Saamelaisyhdistys", "siida"),
        ("Lions", "lions"),
        ("Lions Clubilta", "lions"),
        ("MLL", "mll"),
        ("MLL:n", "mll"),
        ("J P Rantanen", "rantanen"),
        ("JP Rantanen", "rantanen"),
        ("P. Kallio", "pekka"),
        ("P Kalliolle", "pekka"),
        ("Kallio Pekka", "pekka"),
        ("Pekka K.", "pekka"),
        ("Inga Sara", "inga"),
        ("OConnor", "connor"),
        ("O`Connorin", "connor"),
        ("Pekkas", "pekka"),
        ("Sannalta", "sannakaisa"),
        ("Sanna Kaisalle", "sannakaisa"),
        ("Pekka (4H)", "pekka"),
        ("Pekka Kallio (4h)", "pekka"),
    ],
)
def test_names_are_known_as_people_write_them(name: str, handle: str) -> None:
    """Initials, abbreviations, two first names, an at sign, any apostrophe, and a party's head words, inflected."""
    people = (
        Participant(id="pekka", name="Pekka Kallio", party="4h"),
        Participant(id="sannakaisa", name="Sanna-Kaisa Oja"),
        Participant(id="rantanen", name="J. P. Rantanen"),
        Participant(id="maret", name="Máret Ánne"),
        Participant(id="inga", name="Inga Máret Sara"),
        Participant(id="connor", name="O'Connor"),
    )
    parties = (
        Party(id="jamsa", name="Jämsän kaupunki"),
        Party(id="hva", name="Keski-Suomen hyvinvointialue"),
        Party(id="korpela", name="Korpelan seurakunta"),
        Party(id="kulttuuri", name="Kulttuuri ja vapaa-aika"),
        Party(id="4h", name="4H"),
        Party(id="4v", name="4V-kerho"),
        Party(id="siida", name="Saamelaisyhdistys Sámi siida ry"),
        Party(id="lions", name="Lions Club Järvi"),
        Party(id="mll", name="Järven MLL-yhdistys ry"),
    )
    session = replace(SESSION, participants=people, parties=parties)
    assert read(f"! {name}: lista", session, "idea").who == (handle,)


def test_a_head_word_of_two_parties_is_asked_about() -> None:
    """A word that two parties' names have means neither by itself."""
    parties = (Party(id="korpela", name="Korpelan seurakunta"), Party(id="jamsa", name="Jämsän seurakunta"))
    (ask,) = read("! seurakunnalle: tila", replace(SESSION, parties=parties), "idea").asks
    assert ask.candidates == ("korpela", "jamsa")


@pytest.mark.parametrize(
    ("line", "texty"),
    [
        ("= Äänestys: 7 puolesta, 3 vastaan, 1 tyhjä", True),
        ("= Päätös: glögit 7.12.", True),
        ("+ Klo 12: kahvit", True),
        ("+ 7.12.: kahvit", True),
        ("+ Huom: ovi", True),
        ("+ P.S.: ovi", True),
        ("+ HUOM!: ovi", True),
        ("+ Muistio: ovi", True),
        ("+ Päätösehdotus: ovi", True),
        ("+ Pe 27.11.: ovi", True),
        ("+ Perjantaina: ovi", True),
        ("+ Next steps: ovi", True),
        ("+ Ideat: ovi", True),
        ("+ Hilkka: ovi", False),
    ],
)
def test_words_of_memos_are_most_likely_text(line: str, texty: bool) -> None:  # noqa: FBT001
    """A word of memos and what begins with a digit are text first; they are asked about all the same."""
    (ask,) = read(line, SESSION, "idea").asks
    assert (ask.candidates, ask.texty) == ((), texty)
    assert read(as_text(line, ask), SESSION, "idea").text == line[2:]


@pytest.mark.parametrize("line", ["+ https://x.fi: kuva", "+ www.x.fi: kuva", "+ pekka@x.fi: hei", "+ ...: hei"])
def test_an_address_before_a_colon_is_text(line: str) -> None:
    """Nobody is called so, and nobody has to be asked."""
    reading = read(line, SESSION, "idea")
    assert (reading.asks, reading.text) == ((), line[2:])


@pytest.mark.parametrize(
    ("line", "who", "givers"),
    [
        ("+ Nuorisoseura / Kyläyhdistys: retki", ["ns"], []),
        (", nuorisoseura/kyläyhdistys: retki", ["ns"], []),
        ("= Pekka / Nuorisoseura / Kyläyhdistys: retki", ["pekka", "ns"], []),
        ("= Kyläyhdistys / Pekka: retki", ["ky", "pekka"], []),
        ("> Leipä + Voi, Pekka: retki", ["lv", "pekka"], []),
        ("+ leipä+voi: retki", ["lv"], []),
        ("+ Kultur och idrott: retki", ["ki"], []),
        ("? Kuvat; äänet: retki", ["kä"], [""]),
        (
            "! Nuorisoseura / Kyläyhdistys: retki / pe / Nuorisoseura / Kyläyhdistys: tila; Leipä + Voi: kahvi + 20 €",
            ["ns"],
            ["ns", "lv", "lv"],
        ),
        ("! retki / Nuorisoseura / Kyläyhdistys / pe", ["ns"], []),
        ("! retki / pe / Kuvat; äänet: 20 €; Pekka: 3 h", [], ["kä", "pekka"]),
    ],
)
def test_a_name_with_a_sign_in_it_is_one_name(line: str, who: list[str], givers: list[str]) -> None:
    """The longest known name wins before a list is cut at a sign that may stand in it, whoever is called by a part."""
    parties = (
        Party(id="ns", name="Nuorisoseura / Kyläyhdistys"),
        Party(id="ky", name="Kyläyhdistys Ry"),
        Party(id="lv", name="Leipä + Voi ry"),
        Party(id="ki", name="Kultur och idrott rf"),
        Party(id="kä", name="Kuvat; äänet"),
    )
    reading = read(line, replace(SESSION, parties=parties), "idea")
    assert (reading.text, list(reading.who)) == ("retki", who)
    assert [pledge.by for pledge in reading.pledges] == givers


@pytest.mark.parametrize("names", ["Pekka; Liisa", "Pekka/Liisa", "Pekka / Liisa", "Pekka + Liisa", "Pekka och Liisa"])
def test_known_names_may_have_other_signs_between_them(names: str) -> None:
    """Between names that everybody knows any sign does; with an unknown one the whole is asked about."""
    assert read(f"+ {names}: retki", SESSION, "idea").who == ("pekka", "liisa")
    (ask,) = read(f"+ {names.replace('Liisa', 'Hilkka')}: retki", SESSION, "idea").asks
    assert ask.candidates == ()


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("! Liisa: a / pe / Pekka + Päivi: auto", [("pekka", "auto"), ("paivi", "auto")]),
        ("! Liisa: a / pe / Pekka; Päivi: auto", [("pekka", "auto"), ("paivi", "auto")]),
        ("! Liisa: a / pe / Pekka + Päivi + 4H: auto", [("pekka", "auto"), ("paivi", "auto"), ("4hy", "auto")]),
        ("! Liisa: a / pe / tila; Pekka & Päivi: auto", [("liisa", "tila"), ("pekka", "auto"), ("paivi", "auto")]),
        ("! Liisa: a / pe / nl: tila + 20 h; 5 €", [("nl", "tila"), ("nl", "20 h"), ("liisa", "5 €")]),
        ("! Liisa: a / pe / Pekka: imuri, Päivi: mopit", [("pekka", "imuri"), ("paivi", "mopit")]),
        ("! Liisa: a / pe / Pekka: imuri ja Päivi: mopit", [("pekka", "imuri"), ("paivi", "mopit")]),
        ("! Liisa: a / pe / 2 h, Pekka: imuri", [("liisa", "2 h"), ("pekka", "imuri")]),
        ("! Liisa: a / pe / 2 h. Pekka: imuri", [("liisa", "2 h"), ("pekka", "imuri")]),
        ("! Liisa: a / pe / Pekka, Päivi: mopit", [("pekka", "mopit"), ("paivi", "mopit")]),
        ("! Liisa: a / pe / Pekka: imuri, huom: vanha", [("pekka", "imuri, huom: vanha")]),
        ("! Liisa: a / pe / -", []),
        ("! Liisa: a / - / 20 h", [("liisa", "20 h")]),
    ],
)  # fmt: skip
def test_who_gives_what(line: str, given: list[tuple[str, str]]) -> None:
    """Between two givers a plus and a semicolon are commas; a dash gives nothing."""
    reading = read(line, SESSION, "idea")
    assert [(pledge.by, pledge.text) for pledge in reading.pledges] == given
    assert reading.commands


@pytest.mark.parametrize("pledged", ["4H + Naapuriapu", "4H; 20 h", "4H + 20 h", "tila + 4H", "tila; Pekka"])
def test_a_name_alone_among_pledges_is_never_a_thing(pledged: str) -> None:
    """Nobody gives a person or a party: what is given is asked for."""
    reading = read(f"! Liisa: a / pe / {pledged}", SESSION, "idea")
    assert reading.refusal is not None
    assert (reading.refusal.key, reading.commands) == ("line-empty-pledge", ())


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("! a / kaikki / pe", ("paivi", "pekka", "liisa")),
        ("! a / vastuu: Pekka / pe", ("pekka",)),
        ("! a / Pekka pe", ("pekka",)),
        ("! a / vastuu Pekka ja Liisa pe", ("pekka", "liisa")),
        ("! a / vastuu Pekka, Liisa / pe", ("pekka", "liisa")),
    ],
)
def test_everyone_and_whoever_is_in_charge_are_owners(line: str, owners: tuple[str, ...]) -> None:
    """*Kaikki* is known, a word such as *vastuu* before a name says what the slash does, and a day needs none."""
    reading = read(line, SESSION, "idea")
    assert (reading.who, reading.text, reading.due) == (owners, "a", FRIDAY)


def test_what_is_asked_between_slashes() -> None:
    """Whoever is not sure is asked for: one of two, one more beside owners that a task has, an unknown giver."""
    two = replace(SESSION, participants=(*PEOPLE, Participant(id="pekka2", name="Pekka Oja")))
    for line in ("! Pekka / Liisa: a / pe", "! Liisa / Pekka: a", "! Pekka / SPR: a"):
        reading = read(line, two, "idea")
        assert (reading.asks[0].candidates, reading.text, reading.pledges) == (("pekka", "pekka2"), "a", ())
    assert [ask.name for ask in read("! SPR / Liisa: a", SESSION, "idea").asks] == ["SPR"]
    assert read("! kaikki / 4H: a", SESSION, "idea").who == ("paivi", "pekka", "liisa", "4hy")
    (ask,) = read("! a / Pekka / pe", two, "idea").asks
    assert ask.candidates == ("pekka", "pekka2")
    assert read(choose("! a / Pekka / pe", ask, "pekka2", two), two, "idea").who == ("pekka2",)
    owned = replace(SESSION, tasks=(Task(id="T1", text="sali", owners=("liisa",)),))
    given = read("T1 / 4H: tila", owned, "idea")
    assert (given.who, [(one.by, one.text) for one in given.pledges]) == ((), [("4hy", "tila")])
    for line in ("! Liisa: a / / Pekka + Päivi: auto", "! Liisa: a / / Päivi: imuri, Pekka: mopit"):
        reading = read(line, two, "idea")
        assert (reading.asks != (), reading.commands) == (True, ())
    (ask,) = read("T1 / Pekka / pe", owned, "idea").asks
    assert ask.candidates == ("pekka",)
    assert [ask.name for ask in read("! Liisa: a / SPR: auto", SESSION, "idea").asks] == ["SPR"]
    assert read("! Liisa: a / kun lupa on: heti", SESSION, "idea").due_text == "kun lupa on: heti"
    notice = read("! Pekka", SESSION, "idea").notice
    assert notice is not None
    assert notice.key == "notice.owner-in-text"


GIVEN = (
    Pledge(text="500 €", by="liisa", kind="money", amount=500, unit="€"),
    Pledge(text="tila", by="4hy", kind="space"),
)
OWNED = replace(SESSION, tasks=(Task(id="T1", text="sali", owners=("liisa",), due=FRIDAY, resources=GIVEN),))


@pytest.mark.parametrize(
    ("line", "due", "pledged", "told"),
    [
        ("T1 / -", None, ("500 €", "tila"), "27.11."),
        ("T1 / –", None, ("500 €", "tila"), "27.11."),
        ("T1 / ei määräaikaa", None, ("500 €", "tila"), "27.11."),
        ("T1 / / -", FRIDAY, (), "500 €; tila"),
        ("T1 / / ei mitään", FRIDAY, (), "500 €; tila"),
        ("T1 / / none", FRIDAY, (), "500 €; tila"),
        ("T1 / - / -", None, (), "27.11.; 500 €; tila"),
        ("T1 / / 4H: -", FRIDAY, ("500 €",), "tila"),
        ("T1 / / Liisa: ei tarvita", FRIDAY, ("tila",), "500 €"),
        ("T1 / / -; 20 h", FRIDAY, ("20 h",), "500 €; tila"),
        ("T1 / - / 20 h", None, ("500 €", "tila", "20 h"), "27.11."),
        ("T1 pekka: / / -", FRIDAY, (), "500 €; tila"),
    ],
)  # fmt: skip
def test_a_dash_takes_a_part_of_a_task_away(line: str, due: date | None, pledged: tuple[str, ...], told: str) -> None:
    """The day, every pledge, or those of one giver; what goes is told."""
    reading = read(line, OWNED, "idea")
    assert reading.notice == Sentence("notice.taken-away", {"words": told})
    session = OWNED
    for command in reading.commands:
        session = command.apply(session, SCENE)
    (task,) = session.tasks
    assert (task.due, tuple(pledge.text for pledge in task.resources)) == (due, pledged)


@pytest.mark.parametrize("line", ["T1 / -", "T1 / / -", "T1 / - / -", "T1 / / 4H: -", "T1 / / ei mitään"])
def test_what_is_not_there_cannot_be_taken_away(line: str) -> None:
    """A dash does nothing where no day and no pledge stands; how they are taken away is told."""
    refusal = read(line, replace(SESSION, tasks=(Task(id="T1", text="sali"),)), "idea").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["id"]) == ("line-nothing-there", "T1")


@pytest.mark.parametrize("line", ["O1 / / -", "I1 / -", "K1 / -"])
def test_what_has_no_parts_is_let_go_whole(line: str) -> None:
    """A dash behind slashes is refused with the dash that works."""
    session = replace(SESSION, offers=(Offer(id="O1", text="auto"),), ideas=(Idea(id="I1", text="a"),))
    refusal = read(line, replace(session, remarks=(Remark(id="K1", text="b"),)), "idea").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["line"]) == ("line-slip", f"{line[:2]} -")


@pytest.mark.parametrize(
    ("given", "why"), [("?", "line-no-pledge"), ("…", "line-no-pledge"), ("4H: ??", "line-no-pledge")]
)
def test_signs_alone_are_no_pledge(given: str, why: str) -> None:
    """What gives nothing is refused with what would work."""
    refusal = read(f"! Liisa: a / / {given}", SESSION, "idea").refusal
    assert refusal is not None
    assert refusal.key == why


@pytest.mark.parametrize(
    "given", ["ei mitään", "Ei tarvita.", "none", "not needed", "-", "4H: ei mitään", "ei ole rahaa"]
)
def test_nothing_is_no_pledge(given: str) -> None:
    """Words that say that nothing is given are taken so, and that is told."""
    reading = read(f"! Liisa: a / pe / {given}", SESSION, "idea")
    assert (reading.pledges, reading.notice) == ((), Sentence("notice.nothing-given"))
    assert reading.commands


def test_an_offer_has_one_giver() -> None:
    """A second one is not dropped without a word."""
    session = replace(SESSION, offers=(Offer(id="O1", text="auto", by="liisa"),))
    refusal = read("O1 Liisa, Pekka:", session, "idea").refusal
    assert refusal is not None
    assert refusal.key == "line-one-giver"


NAMESAKES = replace(
    SESSION,
    participants=(
        *PEOPLE,
        Participant(id="pekka2", name="Pekka Oja", party="4hy"),
        Participant(id="aino", name="Aino Oja"),
    ),
)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("! sali / Pekka K / pe", ("pekka",)),
        ("! sali / Pekka (4H) / pe", ("pekka2",)),
        ("! sali / Pekka K ja Liisa / pe", ("pekka", "liisa")),
        ("! sali / vastuu: Pekka K / pe", ("pekka",)),
        ("! sali / P. Oja / pe", ("pekka2",)),
    ],
)
def test_an_abbreviated_name_between_slashes_is_an_owner(line: str, who: tuple[str, ...]) -> None:
    """As it is before the colon."""
    reading = read(line, NAMESAKES, "idea")
    assert (reading.text, reading.who, reading.due, reading.due_text) == ("sali", who, FRIDAY, "")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("! Liisa: sali / Pekka K / pe", "Pekka K"),
        ("! sali / pe / Pekka K", "Pekka K"),
        ("! Liisa: sali / pe / Pekka auto", "Pekka"),
        ("! Liisa: Facebook / Instagram -tilit / pe", "Instagram -tilit"),
        ("! Liisa: ostaa 3 / 5 litran kattilaa / pe", "5 litran kattilaa"),
    ],
)
def test_what_may_be_an_owner_or_text_is_asked(line: str, name: str) -> None:
    """One more owner, one of two givers, or words that were cut."""
    assert [ask.name for ask in read(line, NAMESAKES, "idea").asks] == [name]


@pytest.mark.parametrize(
    ("line", "due_text", "given"),
    [
        ("! Liisa: sali / pe / Pekka K auto", "", [("pekka", "auto")]),
        ("! Liisa: sali / pe / 4H: tila / keittiö", "", [("4hy", "tila / keittiö")]),
        ("! Liisa: sali / 4H kahvit / pe", "", [("4hy", "kahvit")]),
        ("! Liisa: sali / pe / klo 12", "pe klo 12", []),
        ("! Liisa: sali / Ennen joulua / pe", "Ennen joulua", []),
    ],
)
def test_what_stands_behind_the_slashes(line: str, due_text: str, given: list[tuple[str, str]]) -> None:
    """A giver, a day with its hour, or words beside the day."""
    reading = read(line, NAMESAKES, "idea")
    assert (reading.due, reading.due_text) == (FRIDAY, due_text)
    assert [(pledge.by, pledge.text) for pledge in reading.pledges] == given


def test_what_is_given_stands_behind_its_giver() -> None:
    """Turned round it is refused with what would work; two slashes at once skip the day."""
    refusal = read("! Liisa: sali / pe / tila: seurakunta", SESSION, "idea").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["line"]) == ("line-slip", "seurakunta: tila")
    reading = read("! Liisa: sali // 20 h", SESSION, "idea")
    assert (reading.text, [pledge.text for pledge in reading.pledges]) == ("sali", ["20 h"])
