"""Cleaning people's words: what comes in at any door."""

import pytest

from kpfacil.model.text import clean, clean_line

PAYLOADS: tuple[tuple[str, str], ...] = (
    ("tavallinen", "tavallinen"),
    ("Hyvää päivää – å ä ö €", "Hyvää päivää – å ä ö €"),
    ("\x1b[31mpunainen\x1b[0m", "[31mpunainen[0m"),
    ("\x1b]0;otsikko\x07a", "]0;otsikkoa"),
    ("\x9b31mC1", "31mC1"),
    ("[red]x[/red]", "[red]x[/red]"),
    ("[/]", "[/]"),
    ("arr[0] [todo] [x] [ ] valmis", "arr[0] [todo] [x] [ ] valmis"),
    ("[@click=app.quit]mene[/]", "[@click=app.quit]mene[/]"),
    ("a\rb", "a\nb"),
    ("a\r\nb", "a\nb"),
    ("a\vb\fc", "a\nb\nc"),
    ("a\x00b\x7fc", "abc"),
    ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
    ("a\tb", "a b"),
    ("a\u202eb\u2066c\u200ed\u061ce", "abcde"),
    ("\ufeffalku", "alku"),
    ("a\ud800b", "a\ufffdb"),
    ("a\ufdd0b\uffffc", "abc"),
    ("a\U000e0041b", "ab"),
    ("kylä\xadpäivä\u200b ja\u2060", "kyläpäivä ja"),
    ("\uf0b7 kahvit", " kahvit"),
    ("\u200b", ""),
    ("\u180e\u17b4\u17b5\U0001bca0\U0001d173\U00013430", ""),
    ("\u2800\u3164", "  "),
    ("\ufe0f", ""),
    ("Pekka\u200d Virta\u200cnen\u200d", "Pekka Virtanen"),
    ("e\u200d\u0301\u200d☃", "é☃"),
    ("\u2003\u200d\u2003", "\u2003\u2003"),
    ("❤️\u200d🔥", "❤️\u200d🔥"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("e\u0301", "é"),
    ("a" + "\u0301" * 40, "á" + "\u0301" * 4),
    ("👨‍👩‍👧", "👨‍👩‍👧"),
    ("🇫🇮", "🇫🇮"),
    ("*x* <b> \\ | `", "*x* <b> \\ | `"),
)


@pytest.mark.parametrize(("said", "kept"), PAYLOADS)
def test_words_are_kept_and_what_steers_a_terminal_is_not(said: str, kept: str) -> None:
    """Words come through as they were said; control, direction and tag characters do not."""
    assert clean(said) == kept


@pytest.mark.parametrize(("said", "_kept"), PAYLOADS)
def test_cleaning_twice_is_cleaning_once(said: str, _kept: str) -> None:
    """Cleaned words stay as they are when they are cleaned again."""
    assert clean(clean(said)) == clean(said)
    assert clean_line(clean_line(said)) == clean_line(said)


@pytest.mark.parametrize(("said", "_kept"), PAYLOADS)
def test_cleaned_words_can_be_written_to_a_file(said: str, _kept: str) -> None:
    """Cleaned words are valid UTF-8 without any control character but the line end."""
    cleaned = clean(said)
    assert cleaned.encode().decode() == cleaned
    assert all(sign == "\n" or ord(sign) >= 32 for sign in cleaned)


def test_a_line_is_one_line() -> None:
    """A line has no line ends and single spaces."""
    assert clean_line("  a\r\n\tb \u2028 c ") == "a b c"


def test_long_words_stay_whole() -> None:
    """A hundred thousand characters come through whole."""
    assert len(clean("ä" * 100_000)) == 100_000
