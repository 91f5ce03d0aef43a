"""What ships with the program and is read at its start: process, texts, words, the sample."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import rtoml

from kpfacil.model.dates import Locale
from kpfacil.model.grammar import Lexicon, Words, learn_from, learn_names_from
from kpfacil.model.texts import Texts
from kpfacil.rosters.words import ListWords, learn_lists_from

FINNISH = "fi"
"""What speaks where nothing else was asked for."""

_PACKAGE = Path(__file__).resolve().parent.parent
CONTENT = _PACKAGE / "content"


def _text(*parts: str) -> str:
    """Return what a file says that ships with the program."""
    return CONTENT.joinpath(*parts).read_text(encoding="utf-8")


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the program speaks, Finnish first: the folders that hold texts."""
    codes = {folder.parent.name for folder in CONTENT.glob("*/texts")}
    return (FINNISH, *sorted(codes - {FINNISH}))


def language_after(language: str) -> str:
    """Return the code of the language that comes after one, the first after the last."""
    codes = languages()
    return codes[(codes.index(language) + 1) % len(codes)]


def load_grammar() -> tuple[Words, ...]:
    """Return the words that the capture line knows in every language, by their dotted keys."""
    trees = (_tree(language, "grammar.toml") for language in languages())
    return tuple({key: _as_tuple(words) for key, words in tree} for tree in trees)


learn_from(load_grammar)


@cache
def load_texts(language: str) -> Texts:
    """Return the catalogue of all sentences in a language; one that the program does not speak gives Finnish."""
    spoken = language if language in languages() else FINNISH
    sentences: dict[str, str] = {}
    for path in sorted((CONTENT / spoken / "texts").glob("*.toml")):
        sentences.update(sentences_of(path.read_text(encoding="utf-8")))
    return Texts(language=spoken, locale=_locale(spoken), sentences=sentences)


@cache
def load_lexicon() -> Lexicon:
    """Return the shipped lists of words that tell names from other words when a public document is proofread."""
    names, places = _word_lists("names.toml"), _word_lists("places.toml")
    endings, loud = places.pop("endings"), places.pop("loud")
    first_names = re.sub("(?m)^#.*", "", _text("first_names.txt"))
    return Lexicon(
        ordinary=names["words"] | names["joined"] | names["english"] | names["roles"],
        ordinary_alone=names["alone"],
        quiet=names["quiet"],
        beginnings=tuple(sorted(names["beginnings"])),
        seats=names["seats"],
        first=frozenset(first_names.casefold().split()),
        famous=places["famous"],
        known=frozenset().union(*places.values()),
        bodies=places["bodies"],
        endings=endings,
        loud=loud,
    )


learn_names_from(load_lexicon)


@cache
def _load_list_words() -> ListWords:
    """Return the shipped words of lists of people."""
    words: ListWords = rtoml.loads(_text("lists.toml"))
    return words


learn_lists_from(_load_list_words)


def _word_lists(name: str) -> dict[str, frozenset[str]]:
    lists = rtoml.loads(_text("lexicon", name))
    return {key: frozenset(str(words).casefold().split()) for key, words in lists.items()}


@cache
def load_font() -> dict[str, dict[str, tuple[int, list[str]]]]:
    """Return the wall's own letters, and the marks above and below them: a number (see the file) and rows of dots."""
    tables = rtoml.loads(_text("fonts", "wall.toml"))
    return {name: {sign: _as_drawn(drawn) for sign, drawn in table.items()} for name, table in tables.items()}


def _as_drawn(drawn: str) -> tuple[int, list[str]]:
    number, *rows = drawn.split(" ")
    return int(number), rows


@cache
def load_alike() -> dict[int, str]:
    """Return the plain signs that look most like others, by the number of each of those."""
    alike = rtoml.loads(_text("signs.toml"))
    return {ord(sign): plain for plain, signs in alike.items() for sign in signs}


def page_files() -> dict[str, tuple[bytes, str]]:
    """Return the files of the room's page by the names that it asks for them by, each with its kind."""
    web, fonts = CONTENT / "web", CONTENT / "fonts"
    made = {
        "page.css": (web / "page.css", "text/css"),
        "page.js": (web / "page.js", "text/javascript"),
        "regular.ttf": (fonts / "NotoSans-Regular.ttf", "font/ttf"),
        "bold.ttf": (fonts / "NotoSans-Bold.ttf", "font/ttf"),
    }
    return {name: (path.read_bytes(), kind) for name, (path, kind) in made.items()}


def sample_folder() -> Path:
    """Return the folder of the sample tables: inside an installed package, or `sessions` of a source tree."""
    installed = CONTENT / "sample"
    return installed if installed.is_dir() else _PACKAGE.parent / "sessions"


def sentences_of(text: str) -> dict[str, str]:
    """Return the sentences in a file of texts by their dotted keys."""
    return {key: str(sentence) for key, sentence in _leaves("", rtoml.loads(text))}


def _locale(language: str) -> Locale:
    found = dict(_tree(language, "locale.toml"))
    weekdays, months = (found.pop(name) for name in ("weekdays", "months"))
    forms = {name: str(form) for name, form in found.items()}
    return Locale(weekdays=_as_tuple(weekdays), months=_as_tuple(months), **forms)


def _as_tuple(found: object) -> tuple[str, ...]:
    return tuple(str(word) for word in found) if isinstance(found, list) else ()


def _tree(*parts: str) -> Iterator[tuple[str, object]]:
    return _leaves("", rtoml.loads(_text(*parts)))


def _leaves(key: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield what stands in a tree by its dotted key; the tables of an array are numbered from 1 on."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from _leaves(f"{key}.{name}" if key else str(name), inner)
        case [dict(), *_]:
            for number, inner in enumerate(value, start=1):
                yield from _leaves(f"{key}.{number}", inner)
        case _:
            yield key, value
