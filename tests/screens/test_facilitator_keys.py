"""The table of keys: one place for every action, its words and its keys."""

import pytest

from kpfacil.storage.content import load_texts
from kpfacil.tui.keys import EDITING, ELSE, KEYS, OPENED, SHOWN
from kpfacil.tui.panels.registry import LISTENING, PANELS
from tests.rooms import a_seat

_HARD_ON_A_FINNISH_KEYBOARD = {"[", "]", "{", "}", "\\", "~", "`", "^"}


ACTION_OF = {key: entry.action for entry in KEYS for key in entry.keys}


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.action)
def test_every_action_has_its_words(language: str, key: object) -> None:
    """Each action has a short name for the key bar and a sentence for the help, in both languages."""
    texts = load_texts(language)
    action = next(entry for entry in KEYS if entry is key).action
    assert 0 < len(texts.say(f"key.{action}")) <= 26
    assert texts.say(f"key-help.{action}").endswith(".")


def test_no_key_asks_for_two_actions() -> None:
    """A key stands once in the table."""
    keys = [key for entry in KEYS for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert len({entry.action for entry in KEYS}) == len(KEYS)


def test_no_action_takes_an_editing_key() -> None:
    """What edits the line is never taken away by an action, nor a key that terminals send for another one."""
    assert not ACTION_OF.keys() & {key for keys in EDITING for key in keys.split(",")}
    assert not ACTION_OF.keys() & {
        "ctrl+i",
        "ctrl+m",
        "ctrl+j",
        "ctrl+h",
        "ctrl+s",
        "enter",
        "tab",
        "escape",
        "up",
        "down",
    }


def test_the_key_bar_has_an_order() -> None:
    """No two actions claim the same place of the key bar."""
    places = [entry.bar for entry in KEYS if entry.bar]
    assert len(places) == len(set(places))


def test_every_action_can_be_found_without_its_key() -> None:
    """What has no key stands in the palette, and the palette itself in the key bar."""
    assert all(entry.palette or entry.bar for entry in KEYS)
    assert all(entry.palette for entry in KEYS if not entry.keys)


@pytest.mark.parametrize("entry", KEYS, ids=lambda key: key.action)
def test_every_action_does_something(entry: object) -> None:
    """No action of the table falls on deaf ears."""
    action = next(one for one in KEYS if one is entry).action
    seat = a_seat()
    seat.enter("+ talkoot")
    before = (
        seat.room.panel,
        seat.room.said,
        seat.session,
        seat.room.kind_chosen,
        seat.room.texts.language,
        seat.room.entered,
        seat.room.form,
    )
    seat.run(action)
    after = (
        seat.room.panel,
        seat.room.said,
        seat.session,
        seat.room.kind_chosen,
        seat.room.texts.language,
        seat.room.entered,
        seat.room.form,
    )
    assert before != after or seat.done


def test_every_panel_that_a_step_names_is_there() -> None:
    """The panels of the steps, of F4 and of the keys exist."""
    assert {*SHOWN.values(), *OPENED.values(), ELSE, *LISTENING} <= PANELS.keys()


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("name", PANELS)
def test_every_panel_key_has_its_words_and_can_be_typed(language: str, name: str) -> None:
    """A panel's keys are small letters, digits or named keys of a Finnish keyboard, each with a word beside it."""
    seat = a_seat(language=language)
    seat.open(name)
    for key in seat.panel.keys:
        for typed in (key.name, *key.more):
            assert typed not in _HARD_ON_A_FINNISH_KEYBOARD
            assert len(typed) > 1 or typed.islower() or typed.isdigit()
        assert seat.room.texts.say(key.label)
