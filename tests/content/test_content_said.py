"""Every sentence is said somewhere in the program, and every sentence that the program says is there."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest

from kpfacil.model import entries, table
from kpfacil.model.kinds import Kind
from kpfacil.storage.content import languages, load_texts

PACKAGE = Path(__file__).resolve().parents[2] / "kpfacil"
_KEY = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
_HOLE = "{}"
_ENDINGS = (".one", ".other")
_FILES = (".toml", ".tcss", ".json", ".md", ".html", ".csv", ".ics")
GROUPS: dict[str, Iterable[str]] = {
    "word.{}.{}": (
        *("answer", "checklist", "fate", "goal-state", "mandate", "result"),
        *("agreement-needed", "choice", "table-kind"),
    ),
    "word.heading.{}": get_args(Kind),
    "word.state.{}": get_args(entries.TaskState),
    "word.goal-state.{}": get_args(table.GoalState),
}
"""Patterns whose first hole takes fewer words than any of the code's own: a key of another word is said by nobody."""


class Code:
    """The words of the program's code: its texts, and the patterns of those made of others."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.patterns: set[str] = set()
        for path in PACKAGE.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                self._take(node)
        self._shapes = [(pattern, _shape(pattern)) for pattern in sorted(self.patterns)]

    def _take(self, node: ast.AST) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.words.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
            self.words |= {
                f"refused.{arg.value}"
                for arg in node.args
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            }
        elif isinstance(node, ast.JoinedStr):
            pattern = _pattern(node)
            if re.fullmatch(r"[a-z][a-z-]*-\{\}", pattern):
                self.patterns.add(f"refused.{pattern}")
            elif "." in pattern and re.fullmatch(r"[a-z][a-z0-9.{}-]*", pattern):
                self.patterns.add(pattern)

    def says(self, key: str) -> bool:
        """Return whether the code holds the key, its plural's stem, or a pattern whose holes its words fill."""
        stem = key.rpartition(".")[0] if key.endswith(_ENDINGS) else key
        return any(self._holds(form) for form in (key, stem))

    def _holds(self, key: str) -> bool:
        if key in self.words:
            return True
        if key.startswith("cli.") and self.says(key.removeprefix("cli.")):
            return True  # the command line says these through a door of its own
        return any(self._fills(pattern, shape, key) for pattern, shape in self._shapes)

    def _fills(self, pattern: str, shape: re.Pattern[str], key: str) -> bool:
        found = shape.fullmatch(key)
        if found is None:
            return False
        first, *others = found.groups()
        known = first in GROUPS[pattern] if pattern in GROUPS else first in self.words or first.isdigit()
        return known and all(word in self.words for word in others)


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else _HOLE for part in node.values)


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile("([a-z0-9-]+)".join(re.escape(part) for part in pattern.split(_HOLE)))


@pytest.fixture(scope="module")
def code() -> Code:
    """The words of the code, read once."""
    return Code()


@pytest.mark.parametrize("language", languages())
def test_every_sentence_is_said_somewhere(code: Code, language: str) -> None:
    """No sentence waits in the catalogue for a caller that is gone."""
    assert sorted(key for key in load_texts(language).sentences if not code.says(key)) == []


def test_every_sentence_that_is_said_exists(code: Code) -> None:
    """Whatever looks like a key in the code stands in the catalogue, by itself or as a plural's stem."""
    known = load_texts("fi").sentences
    groups = {key.partition(".")[0] for key in known}
    missing = {
        word
        for word in code.words
        if _KEY.fullmatch(word) and word.partition(".")[0] in groups and not word.endswith((*_FILES, "-"))
        if not any(key in known for key in (word, f"{word}.other", f"cli.{word}"))
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("pattern", GROUPS)
def test_each_group_of_sentences_is_still_made(code: Code, pattern: str) -> None:
    """A group declared here is a pattern of the code."""
    assert pattern in code.patterns
