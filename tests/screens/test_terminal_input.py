"""What a terminal may send: odd reports end nothing, and a paste is text to its end however it is cut."""

import random
import time
from collections.abc import Iterable

import pytest
from textual import _xterm_parser, constants, events
from textual.message import Message

from kpfacil.tui.keys import EDITING
from kpfacil.tui.shell import CarefulParser, read_input_carefully

ODD = (
    "\x1b[97:65;2u",
    "\x1b[1;2:3A",
    "\x1b[97;1:1u",
    "\x1b[1;1:1R",
    "\x1b[1114112u",
    "\x1b[999999999999999999999999u",
    f"\x1b[<0;{'9' * 400};1M",
    f"\x1b[<{'9' * 20};-1;{'9' * 300}m",
)
_PIECES = (
    "\x1b[",
    "\x1b]",
    "\x1bP",
    "\x1bO",
    "\x1b",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[<",
    "\x1b[?",
    "M",
    "m",
    "u",
    "~",
    "R",
    "A",
    ";",
    ":",
    "0",
    "97",
    "1114112",
    "99999999999",
    "-1",
    "a",
    "ä",
    "日",
    "\u200d",
    "\x07",
    "\x00",
    "\x11",
    "\x7f",
)


def heard(pieces: Iterable[str]) -> list[Message]:
    """Return what is read of the pieces, one after another."""
    parser = CarefulParser()
    made: list[Message] = []
    for piece in filter(None, pieces):
        made += parser.feed(piece)
    return made


def typed(messages: list[Message]) -> str:
    """Return the signs that were typed."""
    return "".join(one.character or "" for one in messages if isinstance(one, events.Key))


def pasted(messages: list[Message]) -> list[str]:
    """Return the texts that were pasted."""
    return [one.text for one in messages if isinstance(one, events.Paste)]


@pytest.mark.parametrize("report", ODD, ids=range(len(ODD)))
def test_an_odd_report_is_passed_over(report: str) -> None:
    """A report that cannot be ends nothing, and the next key arrives."""
    assert typed(heard([report, "k"])).endswith("k")


def test_nothing_that_arrives_ends_the_reading() -> None:
    """Whatever pieces of reports, keys and pastes come in whatever order, reading goes on."""
    chance = random.Random(1)  # noqa: S311  nothing secret
    for _ in range(2000):
        sent = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 12)))
        cut = sorted(chance.randint(0, len(sent)) for _ in range(2))
        after = heard([sent[: cut[0]], sent[cut[0] : cut[1]], sent[cut[1] :], "\x1b[201~", "\x07", "k" * 40])
        assert typed(after).endswith("k"), sent


@pytest.mark.parametrize("words", ["teksti \x1b]\x11 lisää", "\x1b", "\x1b[31mpuna", "a\x1b[201b", "x\x1b\x1b[20y"])
def test_a_paste_is_text_to_its_end(words: str) -> None:
    """The signs that steer a terminal are left out of a paste; nothing in it is a key, and what follows it is."""
    got = heard([f"\x1b[200~{words}\x1b[201~", "jk"])
    assert pasted(got) == [words.replace("\x1b", "")]
    assert typed(got) == "jk"


def test_a_paste_is_the_same_however_its_reading_is_cut() -> None:
    """Pieces of any size give the same keys and the same pasted texts."""
    chance = random.Random(2)  # noqa: S311  nothing secret
    for _ in range(300):
        words = "".join(chance.choice(("a", "\x1b", "[", "2", "0", "1", "~", " ", "ä")) for _ in range(12))
        sent = f"k\x1b[200~{words.replace('~', '')}\x1b[201~m\x1b[A"
        whole = heard([sent])
        cuts = sorted(chance.randint(0, len(sent)) for _ in range(3))
        pieces = [sent[first:last] for first, last in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
        parts = heard(pieces)
        assert (pasted(parts), typed(parts)) == (pasted(whole), typed(whole)), sent


def test_textual_still_has_the_names_that_are_replaced() -> None:
    """The reader is put in place by two names of Textual's own, which a new version may have changed."""
    before = _xterm_parser.XTermParser
    try:
        read_input_carefully()
        assert _xterm_parser.XTermParser is CarefulParser
        assert "_sequence_to_key_events" in vars(before)
    finally:
        setattr(_xterm_parser, before.__name__, before)


def test_the_beginning_of_a_report_takes_nothing_that_is_typed_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its rest never comes, the next key is that key."""
    parser, now = CarefulParser(), [100.0]
    monkeypatch.setattr("kpfacil.tui.shell.time.monotonic", lambda: now[0])
    made = [*parser.feed("\x1b[?1;2")]
    now[0] += 5
    assert typed([*made, *parser.feed("c")]) == "c"


def test_esc_and_a_sign_that_may_begin_a_report_are_heard_where_it_does_not_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nothing comes behind Esc and a bracket for a while, both were typed."""
    parser, now = CarefulParser(), [100.0]
    monkeypatch.setattr("kpfacil.tui.shell.time.monotonic", lambda: now[0])
    assert typed([*parser.feed("\x1b]"), *parser.tick()]) == ""
    now[0] += 5
    assert typed([*parser.tick(), *parser.feed("")]) == "\x1b]"


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x1b[1;3D", "alt+left"),
        ("\x1b[1;3C", "alt+right"),
        ("\x1b[3;3~", "alt+delete"),
        ("\x1bb", "ctrl+left"),
        ("\x1b[1;5D", "ctrl+left"),
    ],
)
def test_alt_and_an_arrow_is_one_key(sent: str, key: str) -> None:
    """Alt and an arrow go by words as Ctrl and that arrow: they are no Esc and no lone arrow."""
    edits = {one: action for keys, action in EDITING.items() for one in keys.split(",")}
    assert edits[key] == edits[key.replace("alt", "ctrl")]
    assert [one.key for one in heard([sent]) if isinstance(one, events.Key)] == [key]


def test_alt_and_a_digit_is_that_key() -> None:
    """A terminal sends an escape before the digit; it is never taken for a Mac's sign."""
    for digit in "0123456789":
        (key,) = heard([f"\x1b{digit}"])
        assert isinstance(key, events.Key)
        assert (key.key, key.character) == (f"alt+{digit}", None)


@pytest.mark.parametrize(
    "words", ["= sovittu", "1000 e", "moi", "beta", "Äiti", "Oikein pitkä rivi, yli 32 merkkiä", "\r", "\x7f"]
)
def test_a_line_that_begins_right_after_esc_is_whole(words: str) -> None:
    """Whoever presses Esc and types on has pressed Esc and then each of the signs, not Alt and the first of them."""
    escape, *signs = heard(["\x1b", words])
    assert isinstance(escape, events.Key)
    assert (escape.key, typed(signs)) == ("escape", words)


@pytest.mark.parametrize(
    "words",
    [
        "= sovittu",
        "moi",
        "beta",
        "fiksu",
        "12.12. kokous",
        "Äiti",
        "Onni: ei",
        "Oikein pitkä rivi, yli 32 merkkiä",
        "\r",
        "- ei",
    ],
)
def test_esc_and_a_line_that_are_read_at_once_are_both_heard(words: str) -> None:
    """A terminal that falls behind gives Esc and what was typed after it together."""
    escape, *signs = heard([f"\x1b{words}"])
    assert isinstance(escape, events.Key)
    assert (escape.key, typed(signs)) == ("escape", words)


def test_a_key_whose_signs_are_read_apart_is_that_key() -> None:
    """A slow line may part the signs of an arrow or a function key."""
    for pieces, key in ((["\x1b", "[A"], "up"), (["\x1b", "OP"], "f1"), (["\x1bO", "P"], "f1"), (["\x1b[", "A"], "up")):
        (one,) = heard(pieces)
        assert isinstance(one, events.Key)
        assert one.key == key


def test_esc_that_was_waited_for_is_one_key() -> None:
    """Whoever pauses after Esc has pressed it once, and the reading goes on."""
    parser = CarefulParser()
    made = list(parser.feed("\x1b"))
    time.sleep(constants.ESCAPE_DELAY)
    made += parser.tick()
    made += parser.feed("a")
    assert [one.key for one in made if isinstance(one, events.Key)] == ["escape", "a"]


def test_a_name_that_goes_on_like_a_key_of_the_keypad_is_whole() -> None:
    """No terminal is asked for keys of the keypad as such: after Esc, O and a small letter are a name's beginning."""
    for name in ("Outi", "Osmo", "Otso", "Onni", "Orvokki"):
        for pieces in ([f"\x1b{name}\r"], ["\x1b", *name, "\r"], [f"\x1b{name[:2]}", f"{name[2:]}\r"]):
            parser = CarefulParser()
            made = [one for piece in (*pieces, "") for one in parser.feed(piece)]  # to the end of the input
            assert typed(made) == f"\x1b{name}\r", pieces


REPORTS = (
    "\x1b[?1;2c",
    "\x1b[>0;276;0c",
    "\x1b[0n",
    "\x1b[?0u",
    "\x1b[?997;1n",
    "\x1b[8;24;80t",
    "\x1b[65;30;97;1;0;1_",
    "\x1bP>|xterm(380)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]11;rgb:ffff/ffff/ffff\x07",
    "\x1b]52;c;dGV4dA==\x07",
    "\x1b_Gi=31;OK\x1b\\",
)


@pytest.mark.parametrize("report", REPORTS)
def test_what_a_terminal_answers_to_another_program_is_not_typed(report: str) -> None:
    """An answer that comes late, or that nobody asked for, is no words: nothing of it stands in the line."""
    assert typed(heard([f"a{report}ä"])) == "aä"
    assert typed(heard([report])) == ""


def test_the_size_told_in_band_is_still_heard() -> None:
    """Terminals that tell their size between the keys are followed."""
    (told,) = heard(["\x1b[48;24;80;400;600t"])
    assert isinstance(told, events.Resize)


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x1b[32;2u", "space"),  # Shift and space
        ("\x1b[32;65u", "space"),  # space with Caps Lock
        ("\x1b[32;129u", "space"),  # space with Num Lock
        ("\x1b[13;2u", "enter"),
        ("\x1b[127;2u", "backspace"),
    ],
)
def test_shift_held_a_little_longer_is_the_same_key(sent: str, key: str) -> None:
    """Some terminals tell Shift and space from space: to whoever types in capitals they are the same."""
    (one,) = heard([sent])
    assert isinstance(one, events.Key)
    assert one.key == key
    assert typed([one]) == {"space": " ", "enter": "\r", "backspace": "\x7f"}[key]


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_passed_over_wherever_its_reading_is_cut(report: str) -> None:
    """What a terminal answers is no typing, in one piece or in two; what is typed before it and after it is."""
    for at in range(1 if report[1] in "[]" else 3, len(report)):
        assert typed(heard([f"a{report[:at]}", f"{report[at:]}k"])) == "ak", at
