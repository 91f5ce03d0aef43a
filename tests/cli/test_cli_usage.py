"""The command line itself: languages, help, wrong usage, exit codes."""

import argparse
from importlib import import_module
from pathlib import Path

import pytest

from kpfacil.cli.arguments import COMMANDS as _TABLE
from kpfacil.cli.arguments import build
from kpfacil.cli.parser import language, split_lines
from kpfacil.storage.content import load_texts
from tests.command_line import Kpfacil

COMMANDS = tuple(_TABLE)
FOREIGN = ("usage:", "error:", "argument", "required", "invalid", "unrecognized", "expected", "options:")
WRONG = (
    ("new",),
    ("nonsense",),
    ("memo", "f.toml", "--format", "xx"),
    ("memo", "f.toml", "--format"),
    ("memo",),
    ("add", "f.toml"),
    ("list", "--blank"),
    ("new", "--table", "X", "--blank=yes"),
    ("new", "--table", "X", "--date", "31.2.2026"),
    ("new", "--table", "X", "--date", ""),
    ("new", "--table", "X", "--date", "joskus"),
    ("new", "--table", "X", "--start", "25.00"),
    ("new", "--table", "X", "--term", "2026"),
    ("new", "--table", "X", "--term", "2027-01-01:2026-01-01"),
    ("search", " "),
    ("--lang", "qq", "list"),
    ("tasks", "--state", "nonsense"),
    ("search", "is:nonsense"),
    ("search",),
    ("memo", "f.toml", "--format", "html", "--template", "x.docx"),
    ("memo", "f.toml", "--attach", "md"),
    ("memo", "f.toml", "--index", "--brief"),
    ("memo", ""),
    ("memo", "f.toml", "-o", ""),
    ("list", "--sessions", " "),
    ("report", ""),
    ("forget", "table", ""),
    ("config", ""),
    ("tasks", "--todo"),
    ("tasks", "--todo", "-o", "x.csv"),
    ("report", "table", "--from", "1.1.2027", "--to", "1.1.2026"),
    ("remind", "table", "-o", "-"),
    ("invite", "f.toml", "-o", "-"),
    ("publish", "table", "-"),
    ("new", "--table", "X", "--columns", "Nimi=B"),
    ("search", "person:"),
    ("search", "2026-12-31..2026-01-01"),
    ("list", "\x1b[31m"),
)


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_wrong_usage_exits_2_in_finnish(kp: Kpfacil, argv: tuple[str, ...]) -> None:
    """Wrong usage exits 2 with a Finnish sentence on stderr, nothing on stdout, and none of argparse's English."""
    outcome = kp(*argv)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Ohje: kpfacil --help" in outcome.err
    assert not any(word in outcome.err for word in FOREIGN)
    assert "\x1b" not in outcome.err


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_wrong_usage_speaks_english_when_asked(kp: Kpfacil, argv: tuple[str, ...]) -> None:
    """With KPFACIL_LANG=en the complaint is English and no Finnish word is in it."""
    kp.env["KPFACIL_LANG"] = "en"
    outcome = kp(*argv)
    assert outcome.code == 2
    assert "Help: kpfacil --help" in outcome.err
    assert "Ohje" not in outcome.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("where", ["before", "after"])
def test_help_of_each_command_in_both_languages(kp: Kpfacil, command: str, where: str) -> None:
    """Help answers in the asked language, whether the option stands before or after the command."""
    argv = ("--lang", "en", command, "--help") if where == "before" else (command, "--lang", "en", "-h")
    english, finnish = kp(*argv), kp(command, "--help")
    assert (english.code, finnish.code) == (0, 0)
    assert english.out.startswith(f"usage: kpfacil {command}")
    assert finnish.out.startswith(f"käyttö: kpfacil {command}")
    assert not any(word in finnish.out for word in ("usage", "options:", "this help"))


@pytest.mark.parametrize(("lang", "title"), [("fi", "komennot"), ("en", "commands")])
def test_the_help_of_everything_has_titles_and_no_complaint(kp: Kpfacil, lang: str, title: str) -> None:
    """The commands stand under their own title, in the language asked for."""
    help_ = kp("--lang", lang, "--help").out
    assert f"\n{title}:\n" in help_
    assert "väärin" not in help_
    assert "wrong" not in help_


def test_complaints_name_what_was_wrong(kp: Kpfacil) -> None:
    """The complaint says which argument it is about, what was given, and what would be taken."""
    assert "--format: ”xx” ei käy. Valitse näistä:" in kp("memo", "f.toml", "--format", "xx").err
    assert "docx" in kp("memo", "f.toml", "--format", "xx").err
    assert "--format: arvo puuttuu." in kp("memo", "f.toml", "--format").err
    assert "kpfacil memo: Komennosta puuttuu: TIEDOSTO." in kp("memo").err
    assert "Tätä ei tunneta: --blank." in kp("list", "--blank").err
    assert "--blank: tähän ei kuulu arvoa ”yes”." in kp("new", "--table", "X", "--blank=yes").err
    assert "kpfacil remind: --before: x ei ole luku väliltä 0–366." in kp("remind", "pöytä", "--before", "x").err
    assert "kpfacil memo: TIEDOSTO: arvo puuttuu." in kp("memo", " ").err
    assert "Jätä toinen pois" in kp("memo", "f.toml", "--index", "--with", "minutes").err
    assert len(kp("list", "x" * 100_000).err) < 1000


MISSPELT = {
    ("new", "--tabel", "X"): "Valitsinta --tabel ei tunneta. Tarkoititko --table?",
    ("memo", "--form", "md", "f.toml"): "Valitsinta --form ei tunneta. Tarkoititko --format?",
    ("tasks", "--satte=open"): "Valitsinta --satte ei tunneta. Tarkoititko --state?",
    ("search", "-x"): "Tätä ei tunneta: -x.",
    ("run", "--zzzz"): "Tätä ei tunneta: --zzzz.",
    ("list", "--oevrdue"): "Valitsinta --oevrdue ei tunneta. Tarkoititko --overdue?",
}


@pytest.mark.parametrize("argv", MISSPELT, ids=" ".join)
def test_a_misspelt_option_is_told_before_what_seems_to_be_missing(kp: Kpfacil, argv: tuple[str, ...]) -> None:
    """Whoever writes `--tabel` has given a table: the slip is named, with the option that it resembles."""
    outcome = kp(*argv)
    assert (outcome.code, outcome.err.splitlines()[0]) == (2, MISSPELT[argv])


def test_argparse_gets_its_own_words_back() -> None:
    """The sentences are lent to argparse only while the command line is read."""
    before = {name: vars(argparse)[name] for name in ("_", "ngettext")}
    build(load_texts("fi"))
    assert {name: vars(argparse)[name] for name in ("_", "ngettext")} == before


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_a_function(name: str) -> None:
    """What the table of commands names is there."""
    assert name in _TABLE
    module, function = _TABLE[name].place.split(":")
    assert callable(getattr(import_module(f"kpfacil.cli.{module}"), function))


def test_version_is_told(kp: Kpfacil) -> None:
    """`--version` prints the program's name and version before and after a command."""
    assert kp("--version").out.startswith("kpfacil ")
    assert kp("list", "--version").out == kp("--version").out


def test_every_argument_is_explained_in_both_languages() -> None:
    """Every option and argument of every command has a help text in Finnish and in English."""
    for spoken in ("fi", "en"):
        parser = build(load_texts(spoken))
        for action in parser._actions:
            for inner in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
                assert all(one.help for one in inner._actions), inner.prog


@pytest.mark.parametrize(
    ("argv", "env", "expected"),
    [
        ([], {}, "fi"),
        ([], {"KPFACIL_LANG": "en"}, "en"),
        ([], {"KPFACIL_LANG": "en_GB.UTF-8"}, "en"),
        ([], {"KPFACIL_LANG": "qq"}, "fi"),
        (["--lang", "fi"], {"KPFACIL_LANG": "en"}, "fi"),
        (["list", "--lang=en"], {}, "en"),
        (["--lang", "fi", "list", "--lang", "en"], {}, "en"),
        (["search", "--", "--lang", "en"], {}, "fi"),
        (["--lang"], {}, "fi"),
    ],
)
def test_language_comes_from_option_then_environment(argv: list[str], env: dict[str, str], expected: str) -> None:
    """The language is that of `--lang`, else of KPFACIL_LANG, else Finnish."""
    assert language(argv, env) == expected


def test_unknown_language_is_said_once(kp: Kpfacil) -> None:
    """A language that the program does not speak is named on stderr, once, with those that it does; the rest works."""
    kp.env["KPFACIL_LANG"] = "qq"
    outcome = kp("list")
    assert outcome.code == 0
    assert outcome.err.count("qq") == 1
    assert "fi, en" in outcome.err
    assert "qq" not in kp("--lang", "en", "list").err


@pytest.mark.parametrize(
    ("argv", "before", "lines"),
    [
        (["add", "f", "--help"], ["add", "f"], ["--help"]),
        (["--lang", "en", "add", "--sessions", "d", "f", "-h", "--lang", "fi"], None, ["-h", "--lang", "fi"]),
        (["add", "f", "--", "--x"], ["add", "f"], ["--x"]),
        (["add", "f", "--"], ["add", "f"], ["--"]),
        (["add", "f", "a", "--", "b"], ["add", "f"], ["a", "--", "b"]),
        (["add", "--", "-f", "x"], ["add", "--", "-f"], ["x"]),
        (["add", "--help"], ["add", "--help"], []),
        (["add", "--set", "f", "--set"], ["add", "--set", "f"], ["--set"]),
        (["add", "--wait", "5", "f", "--wait", "6"], ["add", "--wait", "5", "f"], ["--wait", "6"]),
        (["add", "--wait=5", "--set", "f", "x"], ["add", "--wait=5", "--set", "f"], ["x"]),
        (["search", "add", "f", "--x"], ["search", "add", "f", "--x"], []),
        (["list"], ["list"], []),
    ],
)
def test_lines_of_add_are_taken_away_first(argv: list[str], before: list[str] | None, lines: list[str]) -> None:
    """Everything after the file of `add` is lines, and no other command has any."""
    assert split_lines(argv) == (argv[: len(argv) - len(lines)] if before is None else before, lines)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_names_the_commands(kp: Kpfacil, shell: str) -> None:
    """A completion script is printed for each shell, and it knows every command."""
    outcome = kp("--print-completion", shell)
    assert outcome.code == 0
    assert all(command in outcome.out for command in COMMANDS)


@pytest.mark.parametrize("argv", [(), ("run", "F"), ("show", "F"), ("demo",)])
def test_screens_need_a_terminal(kp: Kpfacil, session: Path, argv: tuple[str, ...]) -> None:
    """Without a terminal a screen is refused with one sentence and exit 1."""
    outcome = kp(*(str(session) if word == "F" else word for word in argv))
    assert (outcome.code, outcome.out) == (1, "")
    assert "tarvitsee päätteen" in outcome.err


def test_fault_of_the_program_is_one_sentence_with_a_log(
    kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever breaks inside, the user reads one sentence that names a file with the details, never a traceback."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("kpfacil.cli.archive.advice", lambda *_: 1 / 0)
    outcome = kp("check", str(session))
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert "ZeroDivisionError" in outcome.err
    (log,) = tmp_path.glob("kpfacil-*.log")
    assert str(log) in outcome.err
    assert "Traceback" in log.read_text("utf-8")


def test_interruption_is_told(kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends a command with a sentence and exit 1."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kpfacil.cli.archive.advice", interrupted)
    outcome = kp("check", str(session))
    assert (outcome.code, outcome.err) == (1, "Keskeytetty.\n")


def test_a_bare_dash_dash_is_a_name_behind_another(kp: Kpfacil, session: Path) -> None:
    """What follows `--` is what it says, whichever argument it is for."""
    outcome = kp("forget", str(session.parent), "--", "--")
    assert (outcome.code, "--" in outcome.err, ".log" in outcome.err) == (1, True, False)
