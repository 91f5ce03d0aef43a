"""The capture line: a typed line and a session make commands, or what has to be asked. Pure and the same everywhere.

The grammar, for readers: docs/line.md.
"""

from kpfacil.capture.completion import (
    Completion,
    FreeIds,
    as_entry,
    as_text,
    choose,
    complete,
    editing,
    nearest,
    new_party,
    newcomer,
    suggest_id,
)
from kpfacil.capture.grammar import Ask, Doubt, Reading, Swap, Swapping, Window, Wish, refusal_of
from kpfacil.capture.names import is_first_name
from kpfacil.capture.paste import CELL, columns_of, number_paste, split_paste
from kpfacil.capture.reading import read

__all__ = [
    "CELL",
    "Ask",
    "Completion",
    "Doubt",
    "FreeIds",
    "Reading",
    "Swap",
    "Swapping",
    "Window",
    "Wish",
    "as_entry",
    "as_text",
    "choose",
    "columns_of",
    "complete",
    "editing",
    "is_first_name",
    "nearest",
    "new_party",
    "newcomer",
    "number_paste",
    "read",
    "refusal_of",
    "split_paste",
    "suggest_id",
]
