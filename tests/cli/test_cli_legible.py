"""What a terminal with another alphabet shows."""

import io
from pathlib import Path

import pytest

from kpfacil.cli import main
from kpfacil.cli.console import LEGIBLE, Around
from tests.command_line import Kpfacil

_SAID = "Jämsän kylä – ”sovittu” ✓ 10 € ●○ │─╭█ Юлия ø \ud800"


@pytest.mark.parametrize(
    ("alphabet", "shown"),
    [
        ("cp1252", "Jämsän kylä – ”sovittu” x 10 € *o |-+# ???? ø ?"),
        ("cp850", 'Jämsän kylä - "sovittu" x 10 e *o │─+█ ???? ø ?'),
        ("ascii", 'Jamsan kyla - "sovittu" x 10 e *o |-+# ???? o ?'),
        ("utf-8", "Jämsän kylä – ”sovittu” ✓ 10 € ●○ │─╭█ Юлия ø ?"),
    ],
)
def test_a_sign_that_the_alphabet_lacks_has_one_of_the_same_width(alphabet: str, shown: str) -> None:
    """Letters lose their marks, dashes and frames become plain ones, and what is left is a question mark."""
    assert _SAID.encode(alphabet, LEGIBLE).decode(alphabet) == shown
    assert len(shown) == len(_SAID)


class _Screen(io.TextIOWrapper):
    """A console of Windows with its own alphabet."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("alphabet", ["cp1252", "cp850", "cp437", "ascii"])
def test_a_console_with_another_alphabet_shows_every_command(kp: Kpfacil, session: Path, alphabet: str) -> None:
    """Names and signs outside of the console's alphabet end nothing."""
    kp("add", str(session), "+ Юлия – ✓ 日本", "! liisa: sali ≥ 20 h / pe")
    for argv in (
        ["list"],
        ["tasks"],
        ["search", "Юлия"],
        ["check", str(session)],
        ["--help"],
        ["memo", "puuttuu–✓.toml"],
    ):
        out, err = (_Screen(io.BytesIO(), encoding=alphabet, newline="\r\n") for _ in range(2))
        around = Around(clock=kp.clock, env={}, cwd=kp.folder, stdin=io.StringIO(), stdout=out, stderr=err)
        assert main(argv, around) in (0, 1)
        shown = out.buffer.getvalue() + err.buffer.getvalue()  # type: ignore[attr-defined]  # both are BytesIO
        assert shown.decode(alphabet)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_terminal_is_not_given_what_is_no_text(kp: Kpfacil, session: Path, form: str) -> None:
    """A Word file or a PDF written to a terminal would steer it: a sentence says how to have it in a file."""
    out, err = (_Screen(io.BytesIO(), encoding="utf-8") for _ in range(2))
    around = Around(clock=kp.clock, env={}, cwd=kp.folder, stdin=io.StringIO(), stdout=out, stderr=err)
    assert main(["memo", str(session), "--format", form, "-o", "-"], around) == 1
    assert out.buffer.getvalue() == b""  # type: ignore[attr-defined]  # a BytesIO
    assert "-o" in err.buffer.getvalue().decode()  # type: ignore[attr-defined]  # likewise
