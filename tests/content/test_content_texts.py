"""The program's sentences: both languages, the same placeholders, one place each."""

import re
import string
from pathlib import Path
from typing import get_args

import pytest

from kpfacil.model import entries, meeting, people, table
from kpfacil.model.kinds import Kind
from kpfacil.storage.content import languages, load_texts, sentences_of

CONTENT = Path(__file__).resolve().parents[2] / "kpfacil" / "content"
FILES = sorted(path.name for path in (CONTENT / "fi" / "texts").glob("*.toml"))
WORDS = {
    "kind": Kind,
    "kinds": Kind,
    "heading": Kind,
    "presence": people.Presence,
    "role": people.Role,
    "state": entries.TaskState,
    "fate": entries.Fate,
    "answer": entries.Answer,
    "mandate": entries.Mandate,
    "resource": entries.ResourceKind,
    "goal-state": table.GoalState,
    "choice": table.Choice,
    "agreement-needed": table.AgreementNeeded,
    "phase": meeting.PhaseName,
    "status": meeting.Status,
}


def _read(language: str, name: str) -> dict[str, str]:
    return sentences_of((CONTENT / language / "texts" / name).read_text(encoding="utf-8"))


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", languages())
def test_every_key_stands_in_every_language_with_the_same_placeholders(language: str, name: str) -> None:
    """Every sentence stands in each language, is not empty, and names the same things as in Finnish."""
    finnish, other = _read("fi", name), _read(language, name)
    assert list(other) == list(finnish)
    for key, sentence in other.items():
        assert sentence.strip(), key
        assert _placeholders(sentence) == _placeholders(finnish[key]), key
        assert all(re.fullmatch(r"[a-z][a-z_]*", found) for found in _placeholders(sentence)), key


def test_no_key_stands_in_two_files() -> None:
    """A key belongs to one file, so that no sentence hides another."""
    keys = [key for name in FILES for key in _read("fi", name)]
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


ALONE = re.compile(
    r"(notice|refused|fault(?!\.at-)|archive|saver|lock|settings|site|tidy|contacts|roster(?!\.column)|web(?!\.(word|share))|rule\.gap"
    r"|cli\.(new|add|run|no-|missing|bad|not-|os|trouble|unknown|home|publish|report|remind|replaced))\b"
)
"""Sentences that are said by themselves, as an answer to something done; beside them are words, labels and examples."""
BEGINS = re.compile(r"[\"”“(]?([A-ZÅÄÖ0-9]|\{)")
ENDS = re.compile(r"([.?!…)][\"”]?|\}|: [^.?!]*)\Z")


@pytest.mark.parametrize("language", languages())
def test_what_is_said_by_itself_is_a_sentence(language: str) -> None:
    """It begins with a capital letter and has its full stop, where it does not end in what it names or shows."""
    said = {key: text for key, text in load_texts(language).sentences.items() if ALONE.match(key)}
    assert [key for key, text in said.items() if not (BEGINS.match(text) and ENDS.search(text))] == []


def test_what_is_told_beside_a_reading_is_a_sentence() -> None:
    """What a reading of a line tells is printed alone by `add`: it is a notice, not a part of the line of hints."""
    capture = CONTENT.parent / "capture"
    assert [path.name for path in capture.glob("*.py") if '"hint.' in path.read_text(encoding="utf-8")] == []


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
    assert load_texts("xx").language == "fi"
    assert load_texts("xx").say("word.presence.present") == "läsnä"


def test_sentences_in_another_form_are_read_too() -> None:
    """A file of texts written in any other TOML form means the same."""
    plain = '# a\n\na.b = "x \\"y\\" \\\\ \\n z"\n'
    table = "[a]\nb = 'x \"y\" \\ \n z'\n".replace("'", "'''")
    assert sentences_of(plain) == sentences_of(table) == {"a.b": 'x "y" \\ \n z'}
