"""The decorator that makes a value: frozen, slotted, keyword-only, validated when made and when replaced."""

from collections.abc import Mapping
from dataclasses import field
from typing import TypeVar, cast, dataclass_transform

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

T = TypeVar("T")

Extra = Mapping[str, object]
"""Keys of the file that the program does not know; they survive a load and a save."""

_CONFIG = ConfigDict(strict=True, defer_build=True)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make a class a value, to be changed with `dataclasses.replace`, which validates again.

    Raises `pydantic.ValidationError` when made with a value of the wrong type.
    """
    made = dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)(cls)
    return cast("type[T]", made)


def nothing_extra() -> Extra:
    """Return the empty mapping that most values carry as `extra`."""
    return {}
