"""Words that look like markup, controls or broken bytes are words: nothing crashes and nothing is interpreted."""

import signal
import sys
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from tests.fakes import a_session
from tests.terminal.driver import Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]

_MARKUP = (
    "[/foo]",
    "[/] ja [red]punainen[/red]",
    "[@click=app.quit]x[/]",
    "[@click='app.bell']y[/]",
    "arr[0] [todo] [x] [ ] tehty",
    "*x* <b>lihava</b> _y_ `z`",
    "kenoviiva \\ ja \\n",
    "{name} %s ${HOME}",
    "perhe 👨‍👩‍👧‍👦 ja lippu 🇫🇮",
    "ää ÅÄÖ ñ",
)
_CONTROLS = (
    "\x1b[31mPUNA",
    "\x1b]0;OTSIKKO\x07",
    "\x1b]52;c;aGVp\x07",
    "\x9b31mKAKSI",
    "\u202eNIRPÄÄKÄK",
    "\u2066ERISTYS\u2069",
    "NUL\x00VIIVA",
    "SARAIN\tSARAIN",
    "\x1b[2JTYHJÄ",
    "\x1bPDCS\x1b\\",
)
_FORBIDDEN = (
    b"\x1b[31mPUNA",
    b"\x1b]0;",
    b"\x1b]52",
    b"\xc2\x9b",
    "\u202e".encode(),
    "\u2066".encode(),
    b"\x00",
    b"\x1bPDCS",
)


def _nothing_came_through(terminal: Terminal) -> None:
    raw = bytes(terminal.raw)
    assert [sign for sign in _FORBIDDEN if sign in raw] == []


def test_markup_is_shown_as_it_was_said(machine: Machine) -> None:
    """What looks like markup stands on the screen and in the file as it was typed."""
    path = machine.put(a_session())
    with machine.open("run", str(path), size=(120, 60)) as terminal:
        terminal.wait("tallennettu")
        terminal.line(*(f"+ {words}" for words in _MARKUP if "\\" not in words))
        terminal.line("+ kenoviiva \\ ja \\n")
        for words in ("[/foo]", "[@click=app.quit", "<b>lihava</b>", "{name} %s", "[todo]", "IDEAT 10"):
            terminal.wait(words)
        terminal.send("^Q")
        assert terminal.end() == 0
        assert terminal.restored()
    assert {idea.text for idea in load(path).session.ideas} == set(_MARKUP)


def test_markup_half_typed_waiting_and_as_a_name_crashes_nothing(machine: Machine) -> None:
    """Markup in the line, in a question, in a name, in a theme and in a party only ever shows as words."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu")
        terminal.send("[/foo] [@click=app.quit]x[/]")
        terminal.wait("│ [/foo] [@click=app.quit]x[/]")
        terminal.send("^U")
        terminal.line("[/bar]: jotakin", "I1 #[/b]", "ok #[red]x[/red]", "! [/a] ja [b]: tekee / [/pe] / [/]: 2 h")
        terminal.wait("[/bar] ei ole")
        terminal.send("tab", "enter")
        terminal.send("^O", "n", "[/nimi]; [/taho]; [b]ala[/b]", "enter")
        terminal.wait("[/taho]")
        terminal.send("F1", "F1", "^P")
        terminal.wait("Mitä tehdään")
        terminal.send("escape")
        terminal.gone("Mitä tehdään")
        terminal.send("^Q")
        assert terminal.end() == 0


@pytest.mark.parametrize("bracketed", [True, False])
def test_control_signs_never_reach_the_terminal(machine: Machine, *, bracketed: bool) -> None:
    """Escape sequences, C1 signs and bidi overrides in what is typed or pasted never come back out raw."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu")
        for words in _CONTROLS:
            if bracketed:
                terminal.paste(f"+ {words}")
                terminal.send("enter")
            else:
                terminal.send(words.replace("\x00", ""), "enter")
        terminal.send("F8", "F7", "^U", "+ LOPPU", "enter")
        terminal.wait("LOPPU")
        terminal.wait("tallennettu ✓")
        _nothing_came_through(terminal)
        terminal.kill()
    assert all(idea.text.isprintable() for idea in load(path).session.ideas)


def test_control_signs_in_a_file_never_reach_either_screen(machine: Machine) -> None:
    """A file written by hand with control signs opens on both screens with its words and without the signs."""
    quoted = [f'"{words.encode("unicode_escape").decode()}"' for words in _CONTROLS]
    quoted = [words.replace("\\x", "\\u00").replace("\\\\", "\\\\") for words in quoted]
    text = 'format = 1\n[table]\nname = "P"\n[meeting]\ndate = 2026-11-21\nphase = "action"\nstep = "ideas"\n'
    text += "".join(f'[[ideas]]\nid = "I{at}"\ntext = {words}\n' for at, words in enumerate(quoted, start=1))
    path = machine.sessions / "2026-11-21.toml"
    path.write_text(text, "utf-8")
    for command, size in (("run", (120, 60)), ("show", (80, 30))):
        with machine.open(command, str(path), size=size) as terminal:
            terminal.wait("KAKSI")
            terminal.wait("TYHJÄ")
            _nothing_came_through(terminal)
            terminal.send("^Q")
            assert terminal.end() == 0


def test_bytes_that_are_not_utf8_do_not_end_the_meeting(machine: Machine) -> None:
    """A stray Latin-1 byte becomes a sign or nothing; the words around it and the next line are recorded."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu")
        terminal.send(b"alku\xe4loppu\xff\xfe", "enter", "toinen", "enter")
        terminal.paste(b"+ liitetty \xe4\xc3 sana")
        terminal.send("enter")
        terminal.wait("IDEAT 3")
        terminal.send("^Q")
        assert terminal.end() == 0
    texts = [idea.text for idea in load(path).session.ideas]
    assert texts[0].startswith("alku")
    assert texts[1] == "toinen"
    assert texts[2].startswith("liitetty")


@pytest.mark.parametrize("command", ["run", "show"])
def test_odd_reports_of_the_terminal_end_nothing(machine: Machine, command: str) -> None:
    """Key codes, cursor places and mouse reports that cannot be are ignored; the program goes on and takes keys."""
    path = machine.put(a_session())
    with machine.open(command, str(path)) as terminal:
        terminal.wait("IDEAT" if command == "run" else "deat")
        for report in (
            "97:65;2u",
            "1;2:3A",
            "97;1:1u",
            "1;1:1R",
            "1114112u",
            "<0;500;97M",
            "<0;500;97m",
            f"<0;{'9' * 30};1M",
        ):
            terminal.send(f"\x1b[{report}")
        if command == "run":
            terminal.line("talkoot")
            terminal.wait("IDEAT 1")
        terminal.send("^Q")
        assert terminal.end() == 0
        assert terminal.restored()
    assert not machine.faults()


def test_a_paste_never_steers_the_program(machine: Machine) -> None:
    """An escape sign and the key that ends the program are words of a paste, not keys."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu")
        terminal.paste("+ teksti \x1b]\x11 lisää")
        terminal.send("enter")
        terminal.wait("IDEAT 1")
        terminal.send("^Q")
        assert terminal.end() == 0
    assert load(path).session.ideas[0].text == "teksti ] lisää"


def test_hostile_words_are_words_on_the_wall_and_in_the_memo(machine: Machine, tmp_path: Path) -> None:
    """What was typed shows on the audience's screen as words, and stands in the memo."""
    path = machine.put(a_session())
    machine.run("add", str(path), *_MARKUP, *(words for words in _CONTROLS if "\x00" not in words))
    with machine.open("show", str(path), size=(90, 60)) as wall:
        wall.wait("[/foo]")
        _nothing_came_through(wall)
        wall.send("^Q")
        assert wall.end() == 0
    memo = machine.run("memo", str(path), "--format", "txt", "-o", "-")
    assert memo.returncode == 0
    assert "[@click=app.quit]x[/]" in memo.stdout
    assert "\x1b" not in memo.stdout


def test_nothing_goes_on_behind_a_closed_window(machine: Machine) -> None:
    """A window closed over a meeting that was opened from the home screen ends the whole program."""
    path = machine.put(a_session())
    with machine.open("--sessions", str(machine.sessions)) as terminal:
        terminal.wait("Enter avaa")
        terminal.send("enter")
        terminal.wait("tallennettu")
        terminal.line("+ VIIMEINEN")
        terminal.wait("Kirjattu I1")
        terminal.signal(signal.SIGHUP)
        terminal.hang_up()
        terminal.process.wait(20)
    assert [idea.text for idea in load(path).session.ideas][-1] == "VIIMEINEN"
