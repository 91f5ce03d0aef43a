"""The program's sentences: both languages, the same placeholders, one place each."""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

from kpfacil.model import entries, meeting, people, table
from kpfacil.model.ids import Kind
from kpfacil.storage.content import load_texts, sentences_of

TEXTS = Path(__file__).resolve().parents[2] / "kpfacil" / "content" / "texts"
FILES = sorted(TEXTS.glob("*.toml"))
WORDS = {
    "kind": Kind,
    "kinds": Kind,
    "heading": Kind,
    "presence": people.Presence,
    "role": people.Role,
    "role-short": people.Role,
    "state": entries.TaskState,
    "fate": entries.Fate,
    "answer": entries.Answer,
    "mandate": entries.Mandate,
    "resource": entries.ResourceKind,
    "goal-state": table.GoalState,
    "table": table.TableKind,
    "choice": table.Choice,
    "agreement-needed": table.AgreementNeeded,
    "phase": meeting.PhaseName,
    "status": meeting.Status,
    "mode": meeting.Mode,
    "step": meeting.StepKind,
}


def _leaves(key: str, found: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    if any(isinstance(value, str) for value in found.values()):
        yield key, found
        return
    for name, inner in found.items():
        assert isinstance(inner, dict), f"{key}.{name}"
        yield from _leaves(f"{key}.{name}" if key else name, inner)


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_key_has_both_languages_with_the_same_placeholders(path: Path) -> None:
    """Every sentence stands in Finnish and in English, is not empty, and names the same things in both."""
    for key, found in _leaves("", tomllib.loads(path.read_text(encoding="utf-8"))):
        assert set(found) == {"fi", "en"}, key
        finnish, english = str(found["fi"]), str(found["en"])
        assert finnish.strip(), key
        assert english.strip(), key
        assert _placeholders(finnish) == _placeholders(english), key
        assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in _placeholders(finnish)), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_fast_reader_reads_what_toml_says(path: Path) -> None:
    """The quick way of reading a file of texts gives exactly what tomllib gives."""
    text = path.read_text(encoding="utf-8")
    quick = {key: {"fi": finnish, "en": english} for key, finnish, english in sentences_of(text)}
    assert quick == dict(_leaves("", tomllib.loads(text)))


def test_no_key_stands_in_two_files() -> None:
    """A key belongs to one file, so that no sentence hides another."""
    keys = [key for path in FILES for key, _, _ in sentences_of(path.read_text(encoding="utf-8"))]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_a_plural_has_one_and_other() -> None:
    """A sentence that counts has a form for one and a form for many."""
    known = load_texts("fi").sentences
    for key, sentence in known.items():
        stem, _, last = key.rpartition(".")
        if last == "one":
            assert f"{stem}.other" in known, key
        if last == "other" and "{n}" in sentence:
            assert f"{stem}.one" in known, key


@pytest.mark.parametrize("group", WORDS)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_word_of_the_session_file_has_its_name(group: str, language: str) -> None:
    """Whatever value the session file may hold, the room has a word for it."""
    texts = load_texts(language)
    for value in get_args(WORDS[group]):
        assert texts.knows(f"word.{group}.{value}"), value


def test_words_count() -> None:
    """One idea is an idea and many are ideas, in both languages."""
    assert load_texts("fi").count("word.count.idea", 1) == "1 idea"
    assert load_texts("fi").count("word.count.idea", 12) == "12 ideaa"
    assert load_texts("en").count("word.count.task", 5) == "5 tasks"


def test_an_unknown_language_means_finnish() -> None:
    """A language that the program does not speak gives Finnish."""
    assert load_texts("sv").language == "fi"
    assert load_texts("sv").say("word.presence.present") == "läsnä"


def test_sentences_in_another_form_are_read_too() -> None:
    """A file of texts written in any other TOML form means the same."""
    plain = '# a\n\n[a.b]\nfi = "x \\"y\\" \\\\ \\n z"\nen = "e"\n'
    inline = '[a]\nb = { en = "e", fi = "x \\"y\\" \\\\ \\n z" }\n'
    assert list(sentences_of(plain)) == list(sentences_of(inline)) == [("a.b", 'x "y" \\ \n z', "e")]
