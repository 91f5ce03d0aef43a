"""Who has been heard, rounds, and who takes part."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Task
from kpfacil.model.meeting import RoundOrder, Turn, Visit
from kpfacil.model.people import Crowd, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Charter, Table
from kpfacil.rules.heard import Share, balance, ids_heard, not_heard
from kpfacil.rules.presence import (
    count_here,
    names,
    parties_expected,
    parties_min,
    parties_taking_part,
    people_here,
)
from kpfacil.rules.rounds import by_party_needed, round_of
from tests.fakes import NOW, PARTIES, PEOPLE, PROCESS, TABLE, a_meeting, a_person, a_session, people, tahot

BEFORE = NOW - timedelta(days=28)


def missing(session: Session) -> tuple[list[str], list[str]]:
    """Return the handles of the people and parties not heard in the whole meeting."""
    found = not_heard(session)
    return [person.id for person in found.people], [party.id for party in found.parties]


def test_nobody_has_been_heard_at_first() -> None:
    """At the beginning everybody here or expected, and every party of theirs, is unheard."""
    assert missing(a_session()) == (["liisa", "pekka", "aino", "matti"], ["kylat", "martat", "kunta"])


def test_whoever_said_something_has_been_heard() -> None:
    """Ideas, agreements, tasks, parked matters and offers are heard from those who said them, own notes from nobody."""
    session = a_session(
        ideas=(Idea(id="I1", text="a", by=("liisa",)), Idea(id="I2", text="b")),
        agreements=(Agreement(id="S1", text="a", by=("kunta",)),),
        tasks=(Task(id="T1", text="a", owners=("matti",)),),
        parked=(Parked(id="P1", text="a", by=("aino",)),),
        offers=(Offer(id="O1", text="a", by="pekka"), Offer(id="O2", text="b")),
        notes=(Note(id="N1", text="matti hiljaa"),),
    )
    assert ids_heard(session) == {"liisa", "kunta", "aino", "pekka"}
    assert missing(session) == (["matti"], [])


def test_a_turn_taken_is_heard_and_one_skipped_is_not() -> None:
    """A turn in a round counts, a skipped one does not, and the one speaking now does."""
    turns = (Turn(step="introduction", who="liisa", seconds=40), Turn(step="introduction", who="matti", skipped=True))
    meeting = replace(a_meeting(), speaker="aino")
    assert missing(a_session(turns=turns, meeting=meeting)) == (["pekka", "matti"], ["martat"])


def test_the_excused_the_absent_and_those_gone_are_not_waited_for() -> None:
    """Only those here or expected can be unheard."""
    session = a_session(participants=(a_person("liisa", party="kylat", presence="excused"), a_person("pekka")))
    assert missing(session) == (["pekka"], [])


def test_what_was_said_in_an_earlier_meeting_is_not_heard_now() -> None:
    """A matter carried over was said by somebody at another time."""
    assert ids_heard(a_session(parked=(Parked(id="P1", text="a", by=("liisa",), at=BEFORE),))) == frozenset()


def test_what_everybody_said_is_the_tables_voice() -> None:
    """An entry by a whole room of many leaves the quiet ones unheard; one by a few counts for each."""
    crowd = people(8)
    everyone = Idea(id="I1", text="a", by=tuple(person.id for person in crowd))
    few = Idea(id="I2", text="b", by=("p1", "p2", "p3"))
    session = a_session(participants=crowd, parties=tahot(3), ideas=(everyone, few))
    assert ids_heard(session) == {"p1", "p2", "p3"}


def test_hearing_can_be_told_by_phase() -> None:
    """A phase counts its own entries and the turns taken during it."""
    visits = (
        Visit(step="introduction", phase="exploration", entered=NOW, left=NOW + timedelta(minutes=5)),
        Visit(step="introduction", phase="action", entered=NOW + timedelta(minutes=5)),
    )
    turns = (
        Turn(step="introduction", who="liisa", at=NOW),
        Turn(step="introduction", who="pekka", at=NOW + timedelta(minutes=6)),
        Turn(step="readback", who="aino"),
    )
    ideas = (Idea(id="I1", text="a", by=("matti",), phase="exploration"),)
    meeting = replace(a_meeting(), speaker="kunta")
    session = a_session(visits=visits, turns=turns, ideas=ideas, meeting=meeting)
    assert ids_heard(session, "exploration") == {"liisa", "matti"}
    assert ids_heard(session, "action") == {"pekka", "aino", "kunta"}
    assert [person.id for person in not_heard(session, "renewal").people] == ["liisa", "pekka", "aino", "matti"]


def test_the_balance_tells_how_the_talk_spreads_over_the_parties() -> None:
    """Each party has its people, entries, turns and seconds; two of one party saying one thing say it once."""
    session = a_session(
        participants=(*PEOPLE, a_person("outi")),
        parties=(*PARTIES, Party(id="tyhja", name="Tyhjä")),
        ideas=(Idea(id="I1", text="a", by=("liisa", "matti")), Idea(id="I2", text="b", by=("outi",))),
        turns=(Turn(step="introduction", who="liisa", seconds=40), Turn(step="introduction", who="kunta", seconds=20)),
        crowd=(Crowd(party="martat", count=5), Crowd(party="martat", count=2, presence="absent")),
    )
    assert balance(session) == (
        Share(party="kylat", people=2, entries=1, turns=1, seconds=40),
        Share(party="martat", people=6, entries=0, turns=0, seconds=0),
        Share(party="kunta", people=1, entries=0, turns=1, seconds=20),
        Share(party="", people=1, entries=1, turns=0, seconds=0),
    )


def test_the_balance_leaves_out_those_without_a_party_where_there_are_none() -> None:
    """A row for those without a party stands only where somebody needs it."""
    assert [share.party for share in balance(a_session())] == ["kylat", "martat", "kunta"]


def test_who_takes_part_is_counted() -> None:
    """Those here now, the counted ones too, and the parties that took part or are still expected."""
    session = a_session(
        participants=(*PEOPLE, a_person("outi", left=NOW.time())),
        crowd=(Crowd(party="kunta", count=30), Crowd(party="kylat", count=3, presence="expected"), Crowd()),
    )
    assert [person.id for person in people_here(session)] == ["liisa", "pekka", "aino"]
    assert count_here(session) == 33
    assert parties_taking_part(session) == ("kylat", "martat", "kunta")
    assert parties_expected(session) == ("kylat", "martat", "kunta")
    alone = a_session(participants=(a_person("matti", party="kylat", presence="expected"),))
    assert (parties_taking_part(alone), parties_expected(alone)) == ((), ("kylat",))


def test_a_table_needs_three_parties_unless_its_charter_says_otherwise() -> None:
    """Three parties are the least, or what the charter says."""
    charter = Table(name=TABLE, charter=Charter(parties_min=5))
    assert (parties_min(a_session()), parties_min(a_session(table=charter))) == (3, 5)
    assert names(a_session(), ("liisa", "kunta")) == "Liisa Mäkinen, Jämsän kaupunki"


def rounding(*turns: Turn, speaker: str = "", step: str = "introduction") -> Session:
    """Return a session in a round with those turns taken."""
    return a_session(meeting=replace(a_meeting(step=step), speaker=speaker), turns=turns)


@pytest.mark.parametrize(
    ("order", "everyone"),
    [
        ("seat", ("liisa", "pekka", "aino", "matti", "outi")),
        ("by-party", ("liisa", "matti", "pekka", "aino", "outi")),
        ("parties", ("kylat", "martat", "kunta", "outi")),
    ],
)
def test_a_round_goes_by_seat_or_by_party(order: RoundOrder, everyone: tuple[str, ...]) -> None:
    """By seat it follows the roster; by party each party's people, or one turn a party; the partyless come last."""
    session = a_session(participants=(*PEOPLE, a_person("outi"), a_person("ulla", presence="absent")))
    assert round_of(session, PROCESS, order).everyone == everyone


def test_a_round_knows_who_spoke_and_who_comes_next() -> None:
    """The next one is the first after the speaker who has not spoken."""
    state = round_of(rounding(Turn(step="introduction", who="liisa"), speaker="aino"), PROCESS)
    assert (state.spoken, state.left, state.next) == (("liisa",), ("pekka", "matti"), "matti")
    assert (state.speaker, state.seconds, state.order) == ("aino", 45, "seat")


def test_a_round_goes_on_from_the_latest_turn_round_the_table() -> None:
    """When the last seat has spoken the round goes on from the first."""
    assert round_of(rounding(Turn(step="introduction", who="matti")), PROCESS).next == "liisa"
    assert round_of(rounding(), PROCESS).next == "liisa"
    assert round_of(
        rounding(Turn(step="ideas", who="matti"), Turn(step="introduction", who="kylat")), PROCESS
    ).next == ("liisa")


def test_those_passed_by_are_come_back_to_at_the_end() -> None:
    """Whoever was skipped is still left, and comes after all the others."""
    skipped = Turn(step="introduction", who="liisa", skipped=True)
    state = round_of(rounding(skipped, skipped), PROCESS)
    assert (state.skipped, state.left, state.next) == (("liisa",), ("liisa", "pekka", "aino", "matti"), "pekka")
    spoken = tuple(Turn(step="introduction", who=who) for who in ("pekka", "aino", "matti"))
    assert round_of(rounding(skipped, *spoken), PROCESS).next == "liisa"


def test_a_round_is_over_when_everybody_has_spoken() -> None:
    """Nobody is left and nobody speaks."""
    spoken = tuple(Turn(step="introduction", who=person.id) for person in PEOPLE)
    state = round_of(rounding(*spoken, Turn(step="introduction", who="matti", skipped=True)), PROCESS)
    assert (state.left, state.skipped, state.next) == ((), (), "")


def test_a_party_has_spoken_when_one_of_it_has() -> None:
    """Going by parties, a person's turn is their party's."""
    state = round_of(rounding(Turn(step="introduction", who="liisa")), PROCESS, "parties")
    assert (state.spoken, state.next) == (("kylat",), "martat")


def test_a_step_without_seconds_shares_its_minutes() -> None:
    """Where the step gives no seconds, its minutes are shared evenly."""
    assert round_of(rounding(step="ideas"), PROCESS).seconds == 225
    assert round_of(replace(rounding(step="ideas"), participants=()), PROCESS).seconds == 900


def test_a_large_room_goes_round_by_parties() -> None:
    """Above twenty people one turn goes to each party."""
    small = a_session(participants=people(20), parties=tahot(4))
    large = a_session(participants=people(21, parties=4, presence="expected"), parties=tahot(4))
    assert (by_party_needed(small), by_party_needed(large)) == (False, True)
    assert round_of(large, PROCESS).everyone == ("taho1", "taho2", "taho3", "taho4")
    counted = replace(small, crowd=(Crowd(party="taho1", count=1),))
    assert by_party_needed(counted)
