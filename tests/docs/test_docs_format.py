"""What docs/format.md says of the session file is what the program reads and writes."""

import dataclasses
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from kpfacil.model.kinds import LETTERS
from kpfacil.model.meeting import Meeting
from kpfacil.model.session import BLOCKS, FORMAT
from kpfacil.model.table import Table
from kpfacil.storage.decode import decode
from kpfacil.storage.shapes import Shape, shape_of

TEXT = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^#+ `(\[[^`]*\])`\n(.*?)(?=^#+ |\Z)", TEXT, re.DOTALL | re.MULTILINE))
ROOT = re.search(r"^## The root\n(.*?)^## ", TEXT, re.DOTALL | re.MULTILINE)


def of_class(header: str, cls: type[object]) -> list[tuple[str, type[object]]]:
    """Return the header of a class of values in a file, and those of what is nested in it."""
    found: list[tuple[str, type[object]]] = [(header, cls)]
    for key in shape_of(cls).nested:
        assert key.inner is not None
        inner = f"{header.strip('[]')}.{key.name}"
        found += of_class(f"[[{inner}]]" if key.many else f"[{inner}]", key.inner)
    return found


PLACES = [
    *of_class("[table]", Table),
    *of_class("[meeting]", Meeting),
    *(place for block, cls in BLOCKS.items() for place in of_class(f"[[{block}]]", cls)),
]


def listed(section: str) -> set[str]:
    """Return the keys in the first column of a section's tables."""
    rows = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    return set(re.findall("`([^`]*)`", " ".join(rows)))


def keys_of(shape: Shape) -> set[str]:
    """Return the keys of a value in the file, and those of what is written on one line of it."""
    inline = {key.inner for key in shape.lines if key.inner is not None}
    return {*shape.by_name, *(name for cls in inline for name in keys_of(shape_of(cls)))}


@pytest.mark.parametrize(("header", "cls"), PLACES, ids=[header for header, _ in PLACES])
def test_every_key_of_the_file_stands_in_its_section(header: str, cls: type[object]) -> None:
    """Each table and block of the file has a section, with the keys that the program knows and no others."""
    assert header in SECTIONS, f"docs/format.md has no section of {header}"
    assert listed(SECTIONS[header]) == keys_of(shape_of(cls))


def words_of(hint: object) -> list[str]:
    """Return the words of the lists of words in the type of a field."""
    if get_origin(hint) is Literal:
        return [str(word) for word in get_args(hint) if word]
    return [word for arm in get_args(hint) for word in words_of(arm)]


@pytest.mark.parametrize(("header", "cls"), PLACES, ids=[header for header, _ in PLACES])
def test_every_word_of_a_list_of_words_is_named(header: str, cls: type[object]) -> None:
    """Where a key takes one of a few words, they all stand in the section, or its row says which list it is."""
    assert dataclasses.is_dataclass(cls)
    section = SECTIONS[header]
    for field in dataclasses.fields(cls):
        if field.name in ("phase", "extra") or "as in" in section.partition(f"`{field.name}`")[2].partition("\n")[0]:
            continue
        if header == "[[pending]]" and field.name == "kind":  # the kinds of entries, and `rule`
            continue
        for word in words_of(field.type):
            assert f"`{word}`" in section, f"{field.name}: {word}"


def test_no_section_tells_of_what_is_not_there() -> None:
    """Each section of a table or block is of one that the program has."""
    assert set(SECTIONS) == {header for header, _ in PLACES}


def test_the_blocks_stand_in_the_files_order() -> None:
    """Sections follow one another as the blocks do in the file."""
    assert [header for header in SECTIONS if header in map("[[{}]]".format, BLOCKS)] == list(
        map("[[{}]]".format, BLOCKS)
    )


def test_the_root_and_its_counters_are_told() -> None:
    """The version of the format, the language and the letter of each kind stand at the beginning."""
    assert ROOT is not None
    assert listed(ROOT[1]) == {"format", "language", "counters"}
    assert all(f"`{letter}`" in ROOT[1] for letter in LETTERS.values())
    assert f"`{FORMAT}`" in ROOT[1]


def test_the_smallest_file_opens() -> None:
    """The example of the shortest file is read as a session."""
    block = re.search(r"```toml\n(format = 1.*?)```", TEXT, re.DOTALL)
    assert block is not None
    assert decode(block[1].encode()).table.name == "Village table"
