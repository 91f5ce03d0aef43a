from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from kpfacil.model.entries import Idea
from kpfacil.model.meeting import Evaluation
from kpfacil.model.session import Session
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import Encoder, encode
from kpfacil.storage.shapes import shape_of

_SMALL = b'format = 1\n[table]\nname = "P"\n[meeting]\ndate = 2026-11-21\n'


def _text(session: Session) -> str:
    return encode(session).decode()


def test_a_saved_session_reads_back_as_it_was(whole: Session) -> None:
    """What is written is read back as the same session, and written again as the same bytes."""
    assert decode(encode(whole)) == whole
    assert encode(decode(encode(whole))) == encode(whole)


def test_the_file_begins_with_format_language_and_counters(whole: Session) -> None:
    """The first lines are the format, the language and the last numbers given."""
    first = 'format = 1\nlanguage = "fi"\n\n[counters]\nI = 1\nS = 1\nT = 1\nG = 1\n\n[table]\nname = "Jämsän'
    assert _text(whole).startswith(first)


def test_nested_blocks_have_full_headers(whole: Session) -> None:
    """Blocks inside blocks are written under their own header with the whole path, never inline."""
    text = _text(whole)
    for header in ("[table.charter]", "[[table.goals]]", "[[agreements.consent]]", "[[tasks.resources]]"):
        assert f"\n{header}\n" in text


def test_short_lists_stay_on_one_line_and_long_ones_do_not(whole: Session) -> None:
    """A short list is one line; a list that would be wider than a hundred characters takes a line for each item."""
    assert 'owners = ["liisa", "pekka"]\n' in _text(whole)
    rules = tuple(f"sääntö numero {number} on pitkähkö" for number in range(5))
    long = replace(whole, table=replace(whole.table, ground_rules=rules))
    assert 'ground_rules = [\n    "sääntö numero 0' in _text(long)


def test_moments_keep_their_offset_and_the_letter_t() -> None:
    """A moment is written in the file with its offset from universal time."""
    idea = Idea(id="I1", text="x", at=datetime(2026, 11, 21, 17, 12, 3, tzinfo=timezone(timedelta(hours=2))))
    text = _text(replace(decode(_SMALL), ideas=(idea,)))
    assert "at = 2026-11-21T17:12:03+02:00\n" in text


def test_an_offset_with_seconds_is_written_as_universal_time() -> None:
    """An offset that TOML has no form for is written as the same moment in universal time."""
    odd = timezone(timedelta(hours=1, minutes=39, seconds=49))
    moment = datetime(1900, 1, 1, 12, tzinfo=odd)
    session = replace(decode(_SMALL), ideas=(Idea(id="I1", text="x", at=moment),))
    found = decode(encode(session)).ideas[0].at
    assert found == moment
    assert found is not None
    assert found.tzinfo == UTC


def test_unset_and_empty_things_are_left_out(whole: Session) -> None:
    """Keys without a value and keys at a default that tells nothing are not written."""
    text = _text(whole)
    for key in ("votes", "timer_left", "next_date", "narikka", "reviewed_on", "heir"):
        assert f"{key} =" not in text


def test_keys_a_person_looks_for_are_always_written() -> None:
    """State, presence, owners and the like stand in the file also while nobody has touched them."""
    text = _text(decode(_SMALL + b'[[participants]]\nid = "a"\nname = "A"\n[[tasks]]\nid = "T1"\ntext = "x"\n'))
    for line in ('presence = "expected"', "owners = []", 'state = "open"', 'agreement_needed = "open"'):
        assert f"{line}\n" in text


def test_every_key_of_a_whole_file_stands_in_it_again(whole: Session) -> None:
    """Keys that a whole file has at their defaults are there after a save, not only their meaning."""
    text = _text(replace(whole, evaluations=(Evaluation(key="three-parties", value=4),)))
    for line in ('theme = ""', 'url = ""', 'site = ""', "postponed = 0", 'mandate = "self"', 'note = ""', 'text = ""'):
        assert f"{line}\n" in text


def test_a_block_of_an_unchanged_value_is_not_written_anew(whole: Session) -> None:
    """The encoder keeps the text of a value as long as the value is in use, and writes only what is new."""
    encoder = Encoder()
    encoder.encode(whole)
    before = dict(encoder._kept)
    idea = Idea(id="I2", text="uusi")
    assert encoder.encode(replace(whole, ideas=(*whole.ideas, idea))) == encode(
        replace(whole, ideas=(*whole.ideas, idea))
    )
    assert encoder._kept.keys() - before.keys() == {id(idea)}


def test_the_encoder_forgets_values_that_are_no_longer_used(whole: Session) -> None:
    """Old versions of entries do not pile up in memory over a long evening."""
    encoder = Encoder()
    for number in range(3000):
        encoder.encode(replace(whole, ideas=(Idea(id="I1", text=f"versio {number}"),)))
    assert len(encoder._kept) < 1500


def test_a_lone_surrogate_does_not_stop_a_save(whole: Session) -> None:
    """A half character that no file can hold is written as a question mark, and the rest is saved."""
    odd = replace(whole, meeting=replace(whole.meeting, place="x"), extra={"odd": "a\ud800b"})
    assert b'odd = "a?b"' in encode(odd)


def test_shapes_are_made_once() -> None:
    """The shape of a value class is worked out only once."""
    assert shape_of(Idea) is shape_of(Idea)
