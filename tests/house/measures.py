"""What is measured of the house, room by room; run as a program, it shortens the list of what is still over."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import rtoml
from radon.complexity import cc_visit
from radon.visitors import Class, Function

ROOT = Path(__file__).resolve().parents[2]
OVER = Path(__file__).with_name("over.toml")
PACKAGE = ROOT / "kpfacil"

MOST_COMPLEX = 10
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
_DISK_ROOMS = ("storage", "cli")
_DISK_MODULES = ("os", "shutil", "tempfile", "glob")
_DISK_METHODS = re.compile(
    r"exists|is_file|is_dir|iterdir|glob|rglob|stat|lstat|mkdir|rmdir|unlink|touch|samefile|chmod"
    r"|read_text|read_bytes|write_text|write_bytes|symlink_to|hardlink_to"
)
"""Words of pathlib that hardly anything else has."""
_PURE = frozenset(("os.getpid", "os.environ.get", "os.fspath", "shutil.which", "shutil.get_terminal_size"))

Measures = dict[str, dict[str, dict[str, int]]]
"""By measure and room: how much each place has that is over."""


@cache
def sources() -> Mapping[str, str]:
    """Return the text of each file of the package by its path within it."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in files}


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the syntax of each file of the package by its path within it."""
    return {path: ast.parse(text) for path, text in sources().items()}


def measured() -> Measures:
    """Return all that is over now."""
    measures = {
        "complexity": _complexity(),
        "function": _functions(),
        "file": _files(),
        "name": _names(),
        "disk": _disk(),
        "unmade": _unmade(),
    }
    return {measure: _by_room(found) for measure, found in measures.items()}


def listed() -> Measures:
    """Return what is allowed to be over, as the list says."""
    found: Measures = rtoml.loads(OVER.read_text(encoding="utf-8"))
    return found


def _by_room(found: Iterator[tuple[str, int]]) -> dict[str, dict[str, int]]:
    rooms: dict[str, dict[str, int]] = {}
    for place, number in found:
        room, _, rest = place.partition("/")
        rooms.setdefault(room if rest else "kpfacil", {})[rest or place] = number
    return rooms


def _complexity() -> Iterator[tuple[str, int]]:
    for path, text in sources().items():
        blocks = cc_visit(text)
        functions = [*blocks, *(method for block in blocks if isinstance(block, Class) for method in block.methods)]
        for function in functions:
            if isinstance(function, Function) and function.complexity > MOST_COMPLEX:
                yield f"{path}:{function.name}", function.complexity


def _functions() -> Iterator[tuple[str, int]]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{path}:{node.name}", length


def _files() -> Iterator[tuple[str, int]]:
    for path, text in sources().items():
        if (length := len(text.splitlines())) > LONGEST_FILE:
            yield path, length


def _classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for path, tree in trees().items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _names() -> Iterator[tuple[str, int]]:
    counts = Counter(node.name for _, node in _classes())
    for path, node in _classes():
        if counts[node.name] > 1:
            yield f"{path}:{node.name}", counts[node.name]


def _disk() -> Iterator[tuple[str, int]]:
    for path, tree in trees().items():
        if path.partition("/")[0] not in _DISK_ROOMS:
            uses = sum(_touches_disk(node) for node in ast.walk(tree))
            if uses:
                yield path, uses


def _touches_disk(node: ast.AST) -> bool:
    """Return whether a call asks the disk for something, by what it is called."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    owner, _, name = called.rpartition(".")
    disk = called == "open" or owner in _DISK_MODULES or (bool(owner) and _DISK_METHODS.fullmatch(name) is not None)
    return disk and called not in _PURE


def _unmade() -> Iterator[tuple[str, int]]:
    """Yield the commands that no line, key, panel or verb of the command line makes."""
    made = {
        ast.unparse(node.func).rpartition(".")[2]
        for path, tree in trees().items()
        if path.partition("/")[0] in {"capture", "tui", "cli"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    for path, node in _classes():
        bases = [ast.unparse(base) for base in node.bases]
        if path.startswith("commands/") and "Command" in bases and node.name not in made:
            yield f"{path}:{node.name}", 0


def shorten() -> None:
    """Write the list anew with what is on it and still over, and with no more than it allows."""
    now, allowed = measured(), listed()
    lines = [line for line in OVER.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for measure, rooms in allowed.items():
        for room, places in rooms.items():
            over = now.get(measure, {}).get(room, {})
            kept = {place: min(number, over[place]) for place, number in places.items() if place in over}
            if kept:
                lines += ["", f"[{measure}.{room}]", *(f'"{place}" = {number}' for place, number in kept.items())]
    OVER.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    shorten()
