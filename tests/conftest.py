"""Whatever a test imports first: the words of the capture line are there to be read, and examples are drawn alike."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

import kpfacil.storage.content  # noqa: F401
from kpfacil.model.texts import Sentence
from kpfacil.storage import program
from tests.scale import FULL


def _never_printed(sentence: object) -> str:
    message = f"a sentence is said by Texts, never printed: {sentence!r}"
    raise AssertionError(message)


# Every picture is drawn as in a terminal that knows quarters of a cell, whatever terminal the tests run in.
os.environ |= {"TERM": "xterm-256color", "WT_SESSION": "tests"}

# Where somebody puts a sentence into an f-string or prints it, people would read its key: here that fails.
Sentence.__str__ = _never_printed  # type: ignore[method-assign]

# No example has to hurry. `make test` draws the same ones at each run, so that only code makes it fail;
# `make fuzz` draws new ones each time.
settings.register_profile("kpfacil", deadline=None, derandomize=not FULL)
settings.load_profile("kpfacil")


@pytest.fixture(autouse=True)
def _no_line_was_stumbled_over() -> Iterator[None]:
    """A fault in reading a line ends no meeting, but it ends a test."""
    yield
    assert not program.faults
