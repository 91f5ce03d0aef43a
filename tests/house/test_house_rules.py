"""The house's own rules that no linter knows."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PARTICIPLE = re.compile(
    r"_*(?:(?!need|feed|deed)[a-z]+ed|told|said|made|seen|taken|given|found|kept|left|spoken|meant|held|known|heard|written|drawn"
    r"|sent|gone|begun|laid|broken|chosen|shown|bound|built|caught|owed|lost|hidden|shone|forgotten)"
)
_CORE = ("model", "commands", "rules", "capture", "views", "rosters", "storage", "export")


def _modules(room: str) -> list[str]:
    folder = _ROOT / "kpfacil" / room
    return [
        f"kpfacil.{'.'.join(path.relative_to(_ROOT / 'kpfacil').with_suffix('').parts)}"
        for path in folder.rglob("*.py")
    ]


@pytest.mark.parametrize("room", _CORE)
def test_a_room_below_the_screens_loads_without_textual(room: str) -> None:
    """Every module of the room is imported in a fresh interpreter, and neither Textual nor rich comes with it."""
    names = [name.removesuffix(".__init__") for name in _modules(room)]
    code = f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\n"
    code += "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("screen", ["facilitator", "audience"])
def test_the_first_picture_needs_neither_pydantic_nor_the_grammar(screen: str) -> None:
    """What stands between the start and the first picture stays small: the rest is loaded behind it."""
    heavy = (
        "pydantic",
        "pydantic_core",
        "kpfacil.capture",
        "kpfacil.desk",
        "kpfacil.export",
        "kpfacil.tui.panels.registry",
        "docx",
    )
    code = f"import sys, kpfacil.cli.screens, kpfacil.tui.{screen}\n"
    code += f"print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("wanted", "drawn"), [({}, 120), ({"TEXTUAL_FPS": "30"}, 30)])
def test_every_screen_draws_twice_as_often_as_textual_by_itself(wanted: dict[str, str], drawn: int) -> None:
    """Textual has not been read yet when the screens ask for it; who asks for less gets it."""
    env = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"} | wanted
    code = (
        "import kpfacil.cli.screens, kpfacil.tui.facilitator, textual.screen as it; print(round(1 / it.UPDATE_PERIOD))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_ROOT, env=env)
    assert int(done.stdout) == drawn


def test_every_test_says_what_it_holds_true() -> None:
    """Each test's docstring is a sentence that states the behaviour."""
    silent: list[str] = []
    for path in sorted((_ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                words = ast.get_docstring(node) or ""
                if not words.rstrip().endswith((".", "?", "!", "”", "`")):
                    silent.append(f"{path.name}:{node.lineno} {node.name}")
    assert silent == []


def test_no_function_is_named_by_a_bare_participle() -> None:
    """A function begins with a verb or is called by what it returns: `told` says neither who tells nor what."""
    found = [
        f"{path.relative_to(_ROOT)}:{node.lineno} {node.name}"
        for path in sorted((_ROOT / "kpfacil").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _PARTICIPLE.fullmatch(node.name)
        and not any("property" in ast.unparse(one) for one in node.decorator_list)
    ]
    assert found == []
