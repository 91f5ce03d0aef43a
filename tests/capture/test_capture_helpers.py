"""Pasted lines, completions, newcomers."""

from dataclasses import replace

import pytest

from kpfacil.capture import complete, new_party, newcomer, split_paste, suggest_id
from kpfacil.commands.people import AddParticipant, AddParty
from kpfacil.model.entries import Idea
from kpfacil.model.people import Participant
from kpfacil.model.session import Session


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("a\nb", ("a", "b")),
        ("- a\r\n* b\n• c\n\n  \n•d", ("a", "b", "c", "d")),
        ("-5 astetta\n*tähti*", ("-5 astetta", "*tähti*")),
        ("1. a\n2. b\n3. c", ("a", "b", "c")),
        ("1. a\n- väli\n2) b", ("a", "väli", "b")),
        ("1. a\nb", ("1. a", "b")),
        ("15. päivä\nb\n3. luokka", ("15. päivä", "b", "3. luokka")),
        ("15.12. tavataan\n16.12. taas", ("15.12. tavataan", "16.12. taas")),
        ("-\n*\n•\na", ("a",)),
        ("- + a\n- T4 valmis", ("+ a", "T4 valmis")),
        ("⁃ a\n⬜ b\n✅ c\n▸ d\n∙ e\n⁃", ("a", "b", "c", "d", "e")),
        ("\u2022\u00a0a\u200b\r\n\uf0b7\tva\u00adrataan\r\no\t= ”b”\r\n[x] c", ("a", "varataan", "= ”b”", "c")),
        ("Mitä\tKuka\r\nSali\tPekka\tpe\r\n\t\t\r\n|---|---|", ("Mitä\tKuka", "Sali\tPekka\tpe")),
        ("", ()),
    ],
)
def test_pasted_lines_are_entries_of_their_own(pasted: str, lines: tuple[str, ...]) -> None:
    """Each pasted line is an entry; bullets are dropped, numbers only where at least two lines count up."""
    assert split_paste(pasted) == lines


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("li", ["Liisa: "]),
        ("+ LIISA MÄ", ["Liisa: "]),
        ("Liisa, pe", ["Pekka: "]),
        ("Liisa ja kultt", ["Kulttuuri ja vapaa-aika: "]),
        ("Kulttuuri ja va", ["Kulttuuri ja vapaa-aika: "]),
        ("kaikki, seur", ["Seurakunta: "]),
        ("matti", ["Matti Mäki-Petäjä: ", "Matti Laine: "]),
        ("virt", ["Pekka: "]),
        ("I3 ! li", ["Liisa: "]),
        ("T4 pe", ["Pekka: "]),
        ("S2 li", ["Liisa: "]),
        ("! x / pe / seur", ["Seurakunta: "]),
        ("! x / pe / kunta: tila; seur", ["Seurakunta: "]),
        ("! x / pe / tila + seur", ["Seurakunta: "]),
        ("x / / seur", ["Seurakunta: "]),
        ("= x / seur", []),
        ("Liisa: pe", []),
        ("tuntematon, pe", []),
        ("; li", []),
        ("", []),
        ("T4 ", []),
        ("Liisa, ", []),
        ("hei vaan li", []),
        ("@pek", ["Pekka"]),
        ("@-seur", ["Seurakunta"]),
        ("@Pekka, li", ["Liisa"]),
        ("x #ta", ["#tapahtumat", "#talvi"]),
        ("x #", ["#tapahtumat", "#talvi"]),
        ("#TAL", ["#talvi"]),
        ("I3 #tal", ["#talvi"]),
        ("! x #ta", []),
        ("x\\#ta", []),
    ],
)
def test_names_and_themes_can_be_completed(session: Session, typed: str, texts: list[str]) -> None:
    """Names complete where people can stand, themes after a hash, and nothing anywhere else."""
    found = complete(typed, len(typed), session)
    assert [one.text for one in found] == texts
    assert all(typed.endswith(typed[one.start : one.end]) and one.end == len(typed) for one in found)


def test_a_completion_replaces_what_was_begun(session: Session) -> None:
    """The span is what was begun; a colon or another name that follows is kept as it is."""
    line = "! pekka, li: varaa sali"
    (one,) = complete(line, 11, session)
    assert line[: one.start] + one.text + line[one.end :] == "! pekka, Liisa: varaa sali"
    assert one.label == "Liisa Mäkinen, Kylätoimikunta"
    (other,) = complete("seur", 4, session)
    assert other.label == "Seurakunta"


def test_the_likeliest_completions_come_first_and_are_few(session: Session) -> None:
    """The theme most in use comes first, and at most eight choices are shown."""
    ideas = tuple(Idea(id=f"I{n}", text="x", theme=f"t{n}") for n in range(10, 30))
    assert len(complete("x #t", 4, replace(session, ideas=ideas))) == 8


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ville Virta", "ville"),
        ("Liisa Åkerö", "liisaa"),
        ("liisa", "liisa2"),
        ("Äiti", "aiti"),
        ("J. P. Rantanen", "rantanen"),
        ("Liisa V", "liisav"),
        ("T4", "t4-2"),
        ("Kaikki", "kaikki2"),
        ("Anna-Liisa", "annaliisa"),
        ("北京", "vieras"),
        ("Anna-Maria Karoliina Wilhelmiina Pitkänimi", "annamaria"),
    ],
)
def test_a_newcomers_id_is_short_and_free(session: Session, name: str, handle: str) -> None:
    """The id is the first name in plain letters, longer or numbered where that is taken; never id-shaped."""
    assert suggest_id(session, name) == handle


def test_an_id_is_not_anothers_first_name(session: Session) -> None:
    """A first name in use is no id for somebody else, even where no id is written so."""
    people = (Participant(id="b", name="Liisa Mäki"), Participant(id="liisav", name="X"))
    assert suggest_id(replace(session, participants=people), "Liisa Virta") == "liisavi"


def test_a_newcomer_gets_capitals_and_an_id(session: Session) -> None:
    """A name typed in small letters gets its capitals; one that has them stays as it is."""
    assert newcomer(session, "ville-pekka  virta") == AddParticipant(id="villepekka", name="Ville-Pekka Virta")
    assert newcomer(session, "Georg von Wright") == AddParticipant(id="georg", name="Georg von Wright")
    assert new_party(session, "nuorten ääni") == AddParty(id="aani", name="Nuorten ääni")
    assert new_party(session, "Föreningen i Byn r.f.").id == "foreningen"
