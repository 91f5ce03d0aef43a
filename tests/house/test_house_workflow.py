"""The workflow checks what `make check` checks, on every system and Python that the program is meant for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOW = (ROOT / ".github" / "workflows" / "checks.yml").read_text("utf-8")
_POSIX = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_every_python_that_is_promised_is_checked() -> None:
    """The versions of the workflow are those that the package says it runs on, from the lowest on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [name.rpartition(" :: ")[2] for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)]
    listed = re.search(r"python: \[(.*)\]", WORKFLOW)
    assert listed is not None
    assert re.findall(r"[\d.]+", listed[1]) == promised
    assert project["requires-python"] == f">={promised[0]}"
    assert all(system in WORKFLOW for system in ("ubuntu", "windows", "macos"))


def test_without_make_the_same_is_checked() -> None:
    """What Windows runs step by step is what the targets of `make check` run."""
    targets = re.search(r"^check: (.*?) ##", MAKEFILE, re.MULTILINE)
    assert targets is not None
    for target in targets[1].split():
        made = re.search(rf"^{target}:.*\n\t\$\(BIN\)/(.*)$", MAKEFILE, re.MULTILINE)
        assert made is not None
        program = " ".join(made[1].split()[:2]).partition(" -")[0]
        assert program in WORKFLOW, target


def test_every_shell_stops_at_the_first_check_that_fails() -> None:
    """PowerShell tells only of the last command's failure; every step runs in a shell that stops at the first."""
    assert re.search(r"^defaults:\n  run:\n    shell: bash\b", WORKFLOW, re.MULTILINE)
    assert WORKFLOW.count("shell:") == 1


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is evaluated when a file is imported, whatever the system is."""
    yield node
    for inner in ast.iter_child_nodes(node):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and inner in node.body:
            continue
        if not isinstance(node, ast.If):
            yield from _at_import(inner)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.stem)
def test_a_test_can_be_imported_on_windows(path: Path) -> None:
    """What Windows has not is neither imported nor named where a test is read; there the test itself is skipped."""
    for node in _at_import(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                assert not {name.name for name in names} & _POSIX
            case ast.Attribute(value=ast.Name(id="signal"), attr=name):
                assert name in {"Signals", "SIGINT", "SIGTERM"}
