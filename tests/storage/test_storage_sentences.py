import errno
import re
import string
from pathlib import Path

import pytest

import kpfacil
from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.content import load_texts, sentences_of
from kpfacil.storage.decode import decode
from kpfacil.storage.files import StorageError, Unreadable, reason_of

_HOME = Path(kpfacil.__file__).parent


def _catalogue(language: str) -> Texts:
    written = (_HOME / "content" / language / "texts" / "storage.toml").read_text("utf-8")
    return Texts(language, load_texts(language).locale, sentences_of(written))


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_key_has_a_sentence_in_both_languages() -> None:
    """Each fault, state and refusal named in the code has its sentence, with the same names in both languages."""
    fi, en = _catalogue("fi"), _catalogue("en")
    sources = [*(_HOME / "storage").glob("*.py"), _HOME / "rules" / "integrity.py"]
    used = {
        key
        for path in sources
        for key in re.findall(r'"((?:fault|saver|lock|roster)\.[a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert used <= fi.sentences.keys()
    for key, sentence in fi.sentences.items():
        assert _names(sentence) == _names(en.sentences[key]), key


@pytest.mark.parametrize("language", ["fi", "en"])
def test_each_fault_is_a_line_with_path_place_and_form(language: str) -> None:
    """A refusal names the file, the line or the key, and says what to write."""
    text = 'format = 1\n[table]\nname = "P"\n[meeting]\ndate = 2026-11-21\nstart = 17:60\nend = 18.30\n'
    with pytest.raises(Unreadable) as caught:
        decode(text.encode())
    lines = Unreadable(caught.value.faults, Path("a.toml")).sentences(_catalogue(language))
    assert lines[0].startswith({"fi": "a.toml: rivi 6: ", "en": "a.toml: line 6: "}[language])
    assert "start = 17:00:00" in lines[0]
    assert lines[1].startswith({"fi": "a.toml:meeting.end: rivi 7: ", "en": "a.toml:meeting.end: line 7: "}[language])


def test_a_value_of_the_wrong_kind_is_shown_as_it_stands() -> None:
    """A text in the place of a number is shown in its quotes, and a lone number as the list that it should be."""
    text = 'format = "1"\n[table]\nname = "P"\n[table.charter]\nseats = 10\n[meeting]\ndate = 2026-11-21\n'
    with pytest.raises(Unreadable) as caught:
        decode(text.encode())
    lines = Unreadable(caught.value.faults, Path("a.toml")).sentences(_catalogue("en"))
    assert 'can\'t be "1". Write format = 1.' in lines[0]
    assert lines[1].endswith("seats = [10, 12].")


def test_faults_without_a_line_name_the_key_or_the_file() -> None:
    """A key that is missing altogether is told by its name, an encoding by the file alone."""
    with pytest.raises(Unreadable) as caught:
        decode(b"")
    lines = Unreadable(caught.value.faults, Path("a.toml")).sentences(_catalogue("en"))
    assert "a.toml:table.name: The key name is missing. Add it." in lines
    with pytest.raises(Unreadable) as caught:
        decode("x".encode("utf-16"))
    assert Unreadable(caught.value.faults, Path("a.toml")).sentences(_catalogue("en"))[0].startswith("a.toml: The file")


def test_every_fault_of_a_hostile_file_can_be_said() -> None:
    """What a file says is shown as it is, cleaned and cut, whatever it holds."""
    nasty = "{0} {x!r} %s [/b] \\u001b[31m " * 30
    text = (
        f'format = 1\n[table]\nname = "P"\nkind = "{nasty}"\n[meeting]\ndate = 2026-11-21\n[[ideas]]\nid = "{nasty}"\n'
    )
    with pytest.raises(Unreadable) as caught:
        decode(text.encode())
    for fault in caught.value.faults:
        said = _catalogue("fi").say_sentence(fault.sentence)
        assert "\x1b" not in said
        assert len(said) < 1000


def test_an_error_without_details_is_said_too() -> None:
    """An error of a file as a whole is one sentence."""
    assert StorageError("fault.utf16").sentences(_catalogue("en")) == (
        "The file has been saved as UTF-16. Save it again as UTF-8.",
    )


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_reason_is_said_in_words_however_it_comes_into_a_sentence(language: str, number: int) -> None:
    """A sentence within a sentence is in the same language: counted, said at once or said later, never its key."""
    texts, reason = load_texts(language), reason_of(OSError(number, "what the system says"))
    assert isinstance(reason, Sentence)
    words = texts.say_sentence(reason)
    said = texts.say_sentence(Sentence("cli.add.kept", {"reason": reason}, count=2))
    assert words in said
    assert texts.count("cli.add.kept", 2, reason=reason) == said
    assert words in texts.say("cli.no-input", reason=reason)
