"""What is typed ahead, pasted, or asked back arrives whole and in order, however fast it comes."""

import sys
from pathlib import Path

import pytest

from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from tests.fakes import PEOPLE, a_meeting, a_person, a_session
from tests.terminal.driver import Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]


def _opened(machine: Machine, session: Session, size: tuple[int, int] = (120, 36)) -> tuple[Path, Terminal]:
    path = machine.put(session)
    return path, machine.open("run", str(path), size=size)


def _texts(path: Path) -> list[str]:
    return [idea.text for idea in load(path).session.ideas]


def _left(terminal: Terminal, path: Path) -> Session:
    """End the program in good order and return what is on the disk."""
    terminal.send("^Q")
    assert terminal.end() == 0
    return load(path).session


def test_thirty_lines_in_one_burst_are_thirty_entries_in_order(machine: Machine) -> None:
    """Thirty lines sent at once, before the screen has drawn one, are thirty entries, whole and in order."""
    lines = [f"Ajatus numero {number}, ääkkösin" for number in range(1, 31)]
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.line(*lines)
        terminal.wait("IDEAT 30")
        terminal.wait("tallennettu ✓")
        assert _texts(path) == lines


def test_what_is_typed_before_the_screen_opens_is_kept(machine: Machine) -> None:
    """Lines typed while the program is still starting are recorded when it listens."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.line("ensimmäinen", "toinen")
        terminal.wait("IDEAT 2")
        assert [idea.text for idea in _left(terminal, path).ideas] == ["ensimmäinen", "toinen"]


def test_editing_keys_act_in_the_order_typed(machine: Machine) -> None:
    """Backspace, Home, Ctrl+U and Ctrl+W typed ahead change what was typed before them and nothing after."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.send("abc", "backspace", "backspace", "XY", "enter")
        terminal.send("loppu", "home", "alku", "enter", "pois", "^U", "uusi", "enter")
        terminal.send("yksi kaksi", "^W", "kolme", "enter", "ac", "left", "b", "end", "d", "enter")
        terminal.wait("IDEAT 5")
        texts = [idea.text for idea in _left(terminal, path).ideas]
    assert texts == ["aXY", "alkuloppu", "uusi", "yksi kolme", "abcd"]


def test_kind_step_and_undo_keys_act_in_the_order_typed(machine: Machine) -> None:
    """A burst of lines, kinds, steps and undo does what each key says at its own moment."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.send("yksi", "enter", "kaksi", "enter", "^Z", "kolme", "enter", "F2", "sovittu asia", "enter")
        terminal.send("F8", "neljä", "enter", "F7", "viisi", "enter", "kuusi", "enter", "^Z", "^Y", "kesken")
        terminal.wait("kesken")
        left = _left(terminal, path)
    assert [(idea.id, idea.text, idea.step) for idea in left.ideas] == [
        ("I1", "yksi", "ideas"),
        ("I3", "kolme", "ideas"),
        ("I4", "neljä", "group"),
        ("I5", "viisi", "ideas"),
        ("I6", "kuusi", "ideas"),
    ]
    assert [(one.id, one.text) for one in left.agreements] == [("S1", "sovittu asia")]


def test_the_last_line_before_leaving_is_saved(machine: Machine) -> None:
    """A line, Enter and the key that ends the program, all in one burst, leave the line on the disk."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.send("viimeinen sana", "enter", "^Q")
        assert terminal.end() == 0
        assert terminal.restored()
    assert _texts(path) == ["viimeinen sana"]


def test_panel_keys_typed_ahead_reach_the_panel_and_then_the_line(machine: Machine) -> None:
    """F4, answers of a round and a step key in one burst act in order, and the words after them are a line."""
    path, terminal = _opened(machine, a_session(meeting=a_meeting(step="introduction")))
    with terminal:
        terminal.wait("tallennettu")
        terminal.send("F4", "space", "space", "F8", "F8", "F8", "F8", "aamukahvi", "enter")
        terminal.wait("IDEAT 1")
        left = _left(terminal, path)
    assert [turn.who for turn in left.turns] == ["liisa", "pekka"]
    assert [(idea.text, idea.step) for idea in left.ideas] == [("aamukahvi", "ideas")]


def test_keys_of_a_panel_typed_ahead_of_it_find_it_open(machine: Machine) -> None:
    """A panel's key, its prompt, the words asked for and the way out act in order even before the panel shows."""
    path, terminal = _opened(machine, a_session(participants=()))
    with terminal:
        terminal.wait("tallennettu")
        terminal.send("^O", "n", "Eeva Aalto; Martat", "enter", "n", "Olli Salo; Kunta", "enter", "down", "e")
        terminal.wait("etänä 1")
        terminal.send("escape")
        terminal.gone("Ketkä ovat pöydässä")
        terminal.send("Eeva: talkoot", "enter", "up", "=", "enter", "F9", "enter", "eväät", "enter")
        terminal.wait("IDEAT 2")
        left = _left(terminal, path)
    assert [(who.name, who.presence) for who in left.participants] == [
        ("Eeva Aalto", "present"),
        ("Olli Salo", "remote"),
    ]
    assert [(one.text, one.origin) for one in left.agreements] == [("talkoot", ("I1",))]
    assert [idea.text for idea in left.ideas] == ["talkoot", "eväät"]


@pytest.mark.parametrize("bracketed", [True, False])
def test_pasted_lines_are_entries_of_their_own(machine: Machine, *, bracketed: bool) -> None:
    """Several lines pasted, with or without the marks of a paste, become as many entries, without their bullets."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        if bracketed:
            terminal.paste("- eka\r\n- toka\n\n* Liisa: kolmas\n= sovittu näin\n")
        else:
            terminal.send("eka\rtoka\rLiisa: kolmas\r= sovittu näin\r")
        terminal.wait("SOVITTU 1")
        left = _left(terminal, path)
    assert [(idea.text, idea.by) for idea in left.ideas] == [("eka", ()), ("toka", ()), ("kolmas", ("liisa",))]
    assert [one.text for one in left.agreements] == ["sovittu näin"]


def test_one_pasted_line_waits_in_the_line(machine: Machine) -> None:
    """One line pasted stands where it was pasted, with what was typed around it, until Enter."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.send("alku ")
        terminal.paste("keski")
        terminal.send(" loppu")
        terminal.wait("alku keski loppu")
        terminal.send("enter")
        terminal.wait("IDEAT 1")
        assert [idea.text for idea in _left(terminal, path).ideas] == ["alku keski loppu"]


def test_an_unknown_name_asks_and_loses_nothing(machine: Machine) -> None:
    """A line that names somebody unknown waits with a question while others are recorded; then it is answered."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.line("Kaisa: leivotaan pullaa", "Liisa: toinen asia")
        terminal.wait(lambda text: "Kaisa" in text and "IDEAT 1" in text)
        terminal.send("tab", "enter")
        terminal.wait("IDEAT 2")
        left = _left(terminal, path)
    assert [(idea.text, idea.by) for idea in left.ideas] == [
        ("toinen asia", ("liisa",)),
        ("leivotaan pullaa", ("kaisa",)),
    ]
    assert left.participants[-1].name == "Kaisa"


def test_what_belongs_to_the_text_stays_in_the_text(machine: Machine) -> None:
    """The second answer to an unknown name keeps it as words."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.line("Sointula: klo kolme")
        terminal.wait("Sointula ei ole")
        terminal.send("tab", "tab", "enter")
        terminal.wait("IDEAT 1")
        left = _left(terminal, path)
    assert [(idea.text, idea.by) for idea in left.ideas] == [("Sointula: klo kolme", ())]


def test_an_ambiguous_name_shows_who_it_may_be(machine: Machine) -> None:
    """Where two are called alike the screen asks which, and the answer records the line as hers."""
    session = a_session(participants=(*PEOPLE, a_person("liisa2", "Liisa Laine", "kunta")))
    path, terminal = _opened(machine, session)
    with terminal:
        terminal.wait("tallennettu")
        terminal.line("liisa l: myyjäiset", "Mäkinen: talkoot")
        terminal.wait("IDEAT")
        terminal.line("Li: kuka minä olen")
        screen = terminal.wait("Kuka heistä")
        assert "Liisa Mäkinen" in screen
        assert "Liisa Laine" in screen
        terminal.send("tab", "tab", "enter")
        terminal.gone("Kuka heistä")
        left = _left(terminal, path)
    assert ("kuka minä olen", ("liisa2",)) in [(idea.text, idea.by) for idea in left.ideas]


def test_a_waiting_line_comes_back_to_be_mended(machine: Machine) -> None:
    """One of the answers takes the oldest waiting line back into the capture line with its words whole."""
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.line("! Kaisa: leipoo / pe / 2 h")
        terminal.wait("Kaisa ei ole")
        terminal.send("shift+tab", "shift+tab", "enter")
        terminal.wait("│ ! Kaisa: leipoo / pe / 2 h")
        terminal.send("home", "right", "right", "right", "right", "right", "right", "right", "^U", "! Liisa", "enter")
        terminal.wait("TEHTÄVÄT 1")
        left = _left(terminal, path)
    assert [(task.text, task.owners) for task in left.tasks] == [("leipoo", ("liisa",))]
    assert left.tasks[0].due is not None
    assert left.tasks[0].resources[0].amount == 2


def test_a_line_of_ten_thousand_characters_is_kept_whole(machine: Machine) -> None:
    """Ten thousand characters pasted into the line are one entry of ten thousand characters."""
    words = ("pitkä ääni " * 1000)[:9999] + "!"
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.paste(words)
        terminal.send("enter")
        terminal.wait("IDEAT 1")
        terminal.wait("tallennettu ✓")
        assert _texts(path) == [words]


def test_a_line_longer_than_an_entry_may_be_is_refused_whole(machine: Machine) -> None:
    """More than twenty thousand characters are refused with words and wait: they are never cut."""
    words = "x" * 20_001
    path, terminal = _opened(machine, a_session())
    with terminal:
        terminal.wait("tallennettu")
        terminal.paste(words)
        terminal.send("enter")
        terminal.wait("20001")
        terminal.send("tab", "enter")
        terminal.wait("│ x")
        terminal.send("backspace", "enter")
        terminal.wait("IDEAT 1")
        assert [idea.text for idea in _left(terminal, path).ideas] == [words[:-1]]
