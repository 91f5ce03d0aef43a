"""Values: validated when made and when replaced, found by id, told as dates."""

import copy
import dataclasses
import importlib
import pickle
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, time

import pytest

from kpfacil import commands
from kpfacil.model.dates import clock_time, long_date, plain_date, short_date
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Task
from kpfacil.model.kinds import is_handle, number_of, split_id
from kpfacil.model.people import Participant
from kpfacil.model.session import raise_counters
from kpfacil.model.table import Goal, Table
from kpfacil.model.text import LONGEST, Misfit
from kpfacil.model.texts import Sentence, Texts, with_stop
from kpfacil.model.value import frozen, frozen_by_name, kept_growing, warm_up
from kpfacil.storage.content import load_texts
from tests.fakes import DAY, TABLE, a_person, a_session


def test_a_value_is_validated_when_it_is_made() -> None:
    """A value refuses what is no word of its list, and cleans what people said."""
    with pytest.raises(Misfit):
        Idea(id="I1", text="a", fate="ehkä")  # type: ignore[arg-type]
    assert Idea(id="I1", text="a\x1bb", theme=" c \n d ").theme == "c d"
    with pytest.raises(Misfit):
        Idea(id="I1", text=5, theme=None)  # type: ignore[arg-type]


def test_a_lone_surrogate_is_mended_and_not_refused() -> None:
    """Half a character that a terminal lets through becomes a sign of its own, and the words around it stay."""
    assert (Idea(id="I1", text="a\ud800b").text, Table(name="c\udcff").name) == ("a\ufffdb", "c\ufffd")


def test_a_value_is_validated_when_it_is_replaced() -> None:
    """A changed value is checked like a new one."""
    idea = Idea(id="I1", text="a")
    with pytest.raises(Misfit):
        dataclasses.replace(idea, votes="viisi")  # type: ignore[arg-type]
    assert dataclasses.replace(idea, text="b\r\nc").text == "b\nc"


def test_a_value_cannot_be_changed_in_place() -> None:
    """Values are frozen."""
    idea = Idea(id="I1", text="a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        idea.text = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del idea.text


@frozen()
class _Pair:
    one: int
    two: str = field(default="", compare=False)
    three: Mapping[str, int] = field(default_factory=dict, hash=False)


@frozen()
class _Nothing:
    pass


def test_what_is_frozen_is_compared_by_its_fields_and_class() -> None:
    """Equal are two of one class whose compared fields are equal; they hash alike, and cannot be changed."""
    pair = _Pair(1, "a", {"x": 1})
    assert pair == _Pair(1, "b", {"x": 1})
    assert hash(pair) == hash(_Pair(1, "b", {"y": 2}))
    assert pair not in ((1, "a", {"x": 1}), _Pair(2, "a", {"x": 1}), _Pair(1, "a", {}))
    assert len({_Nothing(), _Nothing(), pair}) == 2
    assert pickle.loads(pickle.dumps(pair)) == copy.copy(pair) == copy.deepcopy(pair) == pair  # noqa: S301
    assert (repr(pair), repr(_Nothing())) == ("_Pair(one=1, two='a', three={'x': 1})", "_Nothing()")
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair.one = 2  # type: ignore[misc]


def test_what_is_frozen_is_made_of_its_fields_and_nothing_else() -> None:
    """By place or by name, with what stands there by default; it may finish itself."""

    @frozen()
    class Finished:
        name: str
        of: list[str] = field(default_factory=list)
        words: str = "-"

        def __post_init__(self) -> None:
            self.of.append(self.name)

    one, two = Finished("a"), Finished(words="!", name="b")
    assert (one.name, one.of, one.words) == ("a", ["a"], "-")
    assert (two.name, two.of, two.words) == ("b", ["b"], "!")
    assert dataclasses.replace(two, of=[]).of == ["b"]
    for given in ({}, {"name": "a", "colour": ""}, {"names": "a"}):
        with pytest.raises(TypeError):
            Finished(**given)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Finished("a", [], "", "")  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.words = "b"  # type: ignore[misc]


def test_what_is_made_by_name_alone_can_be_copied() -> None:
    """Its fields may stand in any order, those without a default last."""

    @frozen_by_name
    class Named:
        one: int = 1
        two: str

    copied = copy.copy(Named(two="b"))
    assert (copied.one, copied.two) == (1, "b")
    with pytest.raises(TypeError):
        Named(one=2)  # type: ignore[call-arg]


def test_a_text_that_is_too_long_is_refused() -> None:
    """Twenty thousand characters are kept whole, one more is refused."""
    assert len(Idea(id="I1", text="a" * LONGEST).text) == LONGEST
    with pytest.raises(Misfit):
        Idea(id="I1", text="a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("T4", ("task", 4)),
        ("S12", ("agreement", 12)),
        ("G1", ("goal", 1)),
        ("O1", ("offer", 1)),
        ("t4", None),
        ("T0", None),
        ("T04", None),
        ("T4 ", None),
        ("T4\n", None),
        ("X1", None),
        ("", None),
    ],
)
def test_an_id_is_a_letter_and_a_number(text: str, parts: tuple[str, int] | None) -> None:
    """An id is read as its kind and number, anything else as no id."""
    assert split_id(text) == parts
    assert number_of(text) == (parts[1] if parts else 0)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("liisa", True), ("liisa-m", True), ("p1", False), ("P1", False), ("åsa", False), ("a b", False), ("", False)],
)
def test_a_handle_is_short_ascii_and_no_entrys_id(text: str, fits: bool) -> None:  # noqa: FBT001  an example's column
    """A handle is what people can type, and never looks like an entry's id."""
    assert is_handle(text) is fits


def test_counters_are_at_least_the_highest_number_seen() -> None:
    """Numbers go on from the highest in the file, or from the counter where that is higher."""
    session = a_session(counters={"I": 2, "T": 9}, ideas=(Idea(id="I5", text="a"),), tasks=(Task(id="T3", text="b"),))
    assert session.counters == {"I": 5, "T": 9}
    assert (session.next_id("idea"), session.next_id("task"), session.next_id("note")) == ("I6", "T10", "N1")
    assert raise_counters(session) is session


def test_entries_and_goals_are_found_by_id() -> None:
    """Whatever has an id is found by it, and nothing else is."""
    session = a_session(
        table=Table(name=TABLE, goals=(Goal(id="G1", text="a"),)),
        ideas=(Idea(id="I1", text="a"),),
        agreements=(Agreement(id="S1", text="a"),),
        tasks=(Task(id="T1", text="a"),),
        parked=(Parked(id="P1", text="a"),),
        offers=(Offer(id="O1", text="a"),),
        notes=(Note(id="N1", text="a"),),
    )
    for entry_id in ("G1", "I1", "S1", "T1", "P1", "O1", "N1"):
        found = session.find(entry_id)
        assert found is not None
        assert found.id == entry_id
    assert (session.find("I2"), session.find("liisa")) == (None, None)
    assert [entry.id for entry in session.entries()] == ["I1", "S1", "T1", "P1", "N1", "O1"]


def test_people_and_parties_are_called_by_their_names() -> None:
    """A handle gives a name and a party; an unknown one stands for itself and for no party."""
    session = a_session()
    assert (session.name_of("liisa"), session.name_of("kylat"), session.name_of("ei")) == (
        "Liisa Mäkinen",
        "Kylätoimikunta",
        "ei",
    )
    assert (session.party_of("liisa"), session.party_of("kunta"), session.party_of("ei")) == ("kylat", "kunta", "")


def test_whoever_is_here_takes_part_right_now() -> None:
    """Present and remote people are here until they leave; the expected may still answer."""
    assert a_person("a").here
    assert a_person("a", presence="remote").here
    assert not a_person("a", left=time(18)).here
    assert not a_person("a", left=time(18)).may_answer
    assert a_person("a", presence="expected").may_answer
    assert not a_person("a", presence="excused").may_answer


def test_the_room_calls_by_the_first_name() -> None:
    """The first word of the name is the first name; a nameless one is called by the handle."""
    assert a_person("liisa", "Liisa Mäkinen").first_name == "Liisa"
    assert Participant(id="x", name="").first_name == "x"


def test_dates_and_times_read_as_people_read_them() -> None:
    """Finns read 24.2.2021 and 17.00, the English-speaking 24 Feb 2021 and 17:00."""
    day = date(2021, 2, 24)
    fi, en = load_texts("fi").locale, load_texts("en").locale
    assert (long_date(day, fi), long_date(day, en)) == ("ke 24.2.2021", "Wed 24 Feb 2021")
    assert (plain_date(day, fi), plain_date(day, en)) == ("24.2.2021", "24 Feb 2021")
    assert (short_date(DAY, fi), short_date(DAY, en)) == ("la 21.11.", "Sat 21 Nov")
    assert (clock_time(time(17), fi), clock_time(time(9, 5), en)) == ("17.00", "9:05")


def test_sentences_are_found_by_key_and_filled() -> None:
    """A sentence is said with its values, which are never read as placeholders themselves."""
    sentences = {"a": "Hei {name}!", "b": "{}", "n.one": "{n} asia", "n.other": "{n} asiaa"}
    texts = Texts("fi", load_texts("fi").locale, sentences)
    assert texts.say("a", name="{x} [/b]") == "Hei {x} [/b]!"
    assert texts.say("b") == "{}"
    assert (texts.count("n", 1), texts.count("n", 2)) == ("1 asia", "2 asiaa")
    assert (texts.knows("a"), texts.knows("c")) == (True, False)
    with pytest.raises(KeyError):
        texts.say("c")


def test_an_entry_comes_after_the_others_or_in_the_place_of_its_id() -> None:
    """A new entry is added to its kind, and a known one is replaced where it stands."""
    session = a_session(ideas=(Idea(id="I1", text="a"), Idea(id="I2", text="b")))
    more = session.with_entry(Idea(id="I3", text="c")).with_entry(Idea(id="I1", text="uusi"))
    assert [(idea.id, idea.text) for idea in more.ideas] == [("I1", "uusi"), ("I2", "b"), ("I3", "c")]
    assert [idea.id for idea in more.without("I1", "I3").ideas] == ["I2"]


def test_every_value_of_the_program_can_be_validated() -> None:
    """No field of a value is of a kind that nothing validates: that would be met when the value is first made."""
    for found in pkgutil.walk_packages(commands.__path__, f"{commands.__name__}."):
        importlib.import_module(found.name)
    warm_up()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("15.12.", "Ei ole: 15.12. Mitä 15.12.?"),
        ("Byn r.f.", "Ei ole: Byn r.f. Mitä Byn r.f.?"),
        ("missä?", "Ei ole: missä? Mitä missä??"),
        ("hei!", "Ei ole: hei! Mitä hei!?"),
        ("ja niin…", "Ei ole: ja niin… Mitä ja niin…?"),
        ("sali", "Ei ole: sali. Mitä sali?"),
    ],
)
def test_no_full_stop_follows_words_that_end_a_sentence(words: str, said: str) -> None:
    """A date, an abbreviation or a question in a sentence's end is no reason for two stops."""
    texts = Texts("fi", load_texts("fi").locale, {"x": "Ei ole: {words}. Mitä {words}?"})
    assert texts.say_sentence(Sentence("x", {"words": words})) == said
    assert (with_stop(words), with_stop(f"{words} ja")) == (words if words != "sali" else "sali.", f"{words} ja.")


def test_what_is_made_of_a_growing_sequence_is_made_of_what_is_new() -> None:
    """Only the end that is new is looked at, and all of it where anything before it, or asked with it, differs."""
    seen: list[tuple[int, ...]] = []

    def total(numbers: Sequence[int], times: int) -> int:
        seen.append(tuple(numbers))
        return times * sum(numbers)

    kept = kept_growing(total, lambda one, more: one + more)
    first = (1000, 2000)
    steps = ((first, 1), (first, 1), ((*first, 3000), 1), ((*first, 3000), 2), (first, 2), ((4000, *first), 2), ((), 2))
    assert [kept(numbers, times) for numbers, times in steps] == [3000, 3000, 6000, 12000, 6000, 14000, 0]
    assert seen == [first, (3000,), (*first, 3000), first, (4000, *first), ()]
