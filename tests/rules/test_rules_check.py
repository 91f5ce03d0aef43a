"""Ready-when, the closing check, composition and plain advice, and the sentences that tell of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from kpfacil.model.entries import Agreement, Consent, Hands, Idea, Note, Offer, Parked, Pledge, Task
from kpfacil.model.meeting import Evaluation, PhaseName, ProgrammeItem, Turn, Visit
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.process import PHASES
from kpfacil.model.session import Session
from kpfacil.model.table import Charter, Goal, Table
from kpfacil.model.texts import Sentence
from kpfacil.model.workings import Proof
from kpfacil.rules.advice import advice, composition, members
from kpfacil.rules.checklist import Gap, gap_of, gaps
from kpfacil.rules.checks import RULES, judge
from kpfacil.rules.oddities import oddities
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from tests.fakes import DAY, NOW, PARTIES, PEOPLE, PROCESS, TABLE, a_meeting, a_person, a_session, people, tahot

BEFORE = date(2026, 10, 24)
YES = (Consent(who="kylat", answer="yes"), Consent(who="martat", answer="yes"), Consent(who="kunta", answer="yes"))


def a_table(goal: str) -> Table:
    """Return the table with a goal."""
    return Table(name=TABLE, goal=goal)


AGREED = Agreement(id="S1", text="a")
BLOCKED = Agreement(id="S1", text="a", consent=(Consent(who="liisa", answer="no"),))
OWNED = Task(id="T1", text="a", owners=("liisa",))
LONELY = Task(id="T1", text="a")
MISSING = (*PARTIES, Party(id="nuva", name="Nuorisovaltuusto"))
LEADERS = (a_person("liisa", party="kylat", roles=("chair",)), a_person("pekka", party="kylat", roles=("secretary",)))
DATED = replace(a_meeting(), next_date=DAY + timedelta(days=21))


@pytest.mark.parametrize(
    ("rule", "session", "met"),
    [
        ("three-parties", a_session(), True),
        ("three-parties", a_session(participants=PEOPLE[:2]), False),
        ("need-agreed", a_session(agreements=(AGREED,)), True),
        ("need-agreed", a_session(agreements=(BLOCKED,)), False),
        ("need-agreed", a_session(), False),
        ("missing-invited", a_session(), None),
        ("missing-invited", a_session(parties=MISSING), False),
        (
            "missing-invited",
            a_session(parties=MISSING, tasks=(replace(OWNED, text="Kutsutaan nuorisovaltuuston väki"),)),
            True,
        ),
        (
            "missing-invited",
            a_session(parties=MISSING, tasks=(replace(LONELY, text="Kutsutaan nuorisovaltuusto"),)),
            False,
        ),
        ("missing-invited", a_session(table=Table(name=TABLE, charter=Charter(fields=("sote",)))), False),
        ("goal-written", a_session(table=a_table("Hillotehdas")), True),
        ("goal-written", a_session(table=a_table(" ")), False),
        ("every-party-has-part", a_session(participants=()), None),
        ("every-party-has-part", a_session(), False),
        (
            "every-party-has-part",
            a_session(
                participants=(a_person("liisa", party="kylat", roles=("chair",)), *PEOPLE[1:3]),
                tasks=(replace(OWNED, resources=(Pledge(text="a", by="martat"),)),),
                offers=(Offer(id="O1", text="a", by="aino"),),
            ),
            True,
        ),
        ("roles-and-date-set", a_session(participants=LEADERS, meeting=DATED), True),
        ("roles-and-date-set", a_session(participants=LEADERS), False),
        ("roles-and-date-set", a_session(meeting=DATED), False),
        ("agreement-answered", a_session(), False),
        ("agreement-answered", a_session(table=Table(name=TABLE, agreement_needed="no")), True),
        ("tasks-owned", a_session(tasks=(OWNED, replace(LONELY, state="done"))), True),
        ("tasks-owned", a_session(tasks=(LONELY,)), False),
        ("old-tasks-reviewed", a_session(tasks=(replace(OWNED, raised_on=BEFORE),)), False),
        ("old-tasks-reviewed", a_session(tasks=(replace(OWNED, raised_on=BEFORE, reviewed_on=DAY),)), True),
        ("decisions-carried", a_session(agreements=(replace(AGREED, mandate="decision"),)), False),
        ("decisions-carried", a_session(agreements=(replace(AGREED, mandate="decision", carrier="liisa"),)), True),
        ("choice-recorded", a_session(), False),
        ("choice-recorded", a_session(table=Table(name=TABLE, choice="end")), True),
        ("tasks-have-heirs", a_session(tasks=(OWNED,)), False),
        ("tasks-have-heirs", a_session(tasks=(replace(OWNED, heir="kunta"),)), True),
        ("goals-settled", a_session(), None),
        ("goals-settled", a_session(table=Table(name=TABLE, goals=(Goal(id="G1", text="a"),))), False),
        ("goals-settled", a_session(table=Table(name=TABLE, goals=(Goal(id="G1", text="a", state="lapsed"),))), True),
        ("", a_session(), None),
        ("oma-sääntö", a_session(), None),
    ],
)
def test_a_sign_of_readiness_is_seen_where_the_data_shows_it(rule: str, session: Session, met: bool | None) -> None:  # noqa: FBT001
    """Each rule is met, not met, or left to people to judge."""
    assert judge(session, rule).met is met


def test_the_program_knows_every_rule_that_its_own_process_names() -> None:
    """Each rule of the process that ships with the program is one that the program can tell."""
    named = {sign.rule for phase in load_process().phases for sign in phase.ready}
    assert named - {""} <= RULES.keys()


def open_gaps(session: Session) -> list[Gap]:
    """Return what is open at the end of a meeting, pieces of advice last."""
    return sorted((gap for gap in gaps(session, PROCESS) if not gap.met), key=lambda gap: gap.advice)


def in_order() -> Session:
    """Return a meeting with nothing left open."""
    return a_session(
        meeting=DATED,
        participants=tuple(replace(person, presence="present") for person in PEOPLE),
        agreements=(Agreement(id="S1", text="a", confirmed=True, consent=YES),),
        tasks=(
            Task(id="T1", text="a", owners=("liisa",), due_text="pian", resources=(Pledge(text="b"),), raised_on=DAY),
        ),
        parked=(Parked(id="P1", text="a", next_step="Liisa kysyy"),),
        turns=tuple(Turn(step="introduction", who=person.id) for person in PEOPLE),
    )


def wanting() -> Session:
    """Return a meeting with every gap there is, twice where it can be."""
    no, absent = Consent(who="liisa", answer="no"), Consent(who="matti", answer="absent")
    return a_session(
        participants=(PEOPLE[0], PEOPLE[3]),
        agreements=(
            Agreement(id="S1", text="a", mandate="decision"),
            Agreement(id="S2", text="a", consent=(no,)),
            Agreement(id="S3", text="a", consent=(absent,)),
        ),
        tasks=(
            Task(id="T1", text="a", raised_on=BEFORE),
            Task(id="T2", text="b", owners=("matti",), due=DAY, raised_on=BEFORE),
        ),
        parked=(Parked(id="P1", text="a"), Parked(id="P2", text="b")),
    )


def test_a_meeting_in_order_leaves_nothing_open() -> None:
    """When everything has its owner, date, consent and next step, no gap is open."""
    assert open_gaps(in_order()) == []
    assert all(gap.met for gap in gaps(in_order(), PROCESS))


def test_the_closing_check_finds_every_gap_and_says_where_it_is_mended() -> None:
    """Each gap names its entries or people and the place that mends it; pieces of advice come last."""
    found = open_gaps(wanting())
    assert [(gap.name, gap.where, gap.entries or gap.people) for gap in found] == [
        ("three-parties", "roster", ()),
        ("tasks-owned", "task", ("T1",)),
        ("task-due", "task", ("T1",)),
        ("consent", "consent", ("S1", "S3")),
        ("blocked", "consent", ("S2",)),
        ("decisions-carried", "decision", ("S1",)),
        ("parked", "parked", ("P1", "P2")),
        ("old-tasks-reviewed", "review", ("T1", "T2")),
        ("heard", "round", ("liisa", "matti")),
        ("next", "next", ()),
        ("task-resource", "task", ("T1", "T2")),
        ("task-asked", "task", ("T2",)),
        ("absent", "consent", ("S3",)),
        ("read-back", "read-back", ("S1", "S3")),
    ]


def test_whoever_came_after_the_round_is_asked_alone() -> None:
    """Where the round was held and one answer is missing, the answer is missing and not the round."""
    session = in_order()
    late = Participant(id="ukko", name="Ukko Uusi", presence="present")
    session = replace(session, participants=(*session.participants, late))
    (gap,) = (one for one in open_gaps(session) if one.name == "consent")
    assert gap.entries == ("S1",)
    assert load_texts("fi").say_sentence(gap.finding) == "Vastaus puuttuu: Ukko Uusi (S1)."


def test_hands_against_are_told_where_nobody_objects() -> None:
    """A show of hands asks the question and blocks nothing; that hands were against is said."""
    agreement = Agreement(id="S1", text="a", confirmed=True, hands=Hands(yes=6, no=4, blank=1))
    found = {gap.name: gap for gap in gaps(replace(in_order(), agreements=(agreement,)), PROCESS)}
    assert found["consent"].met
    assert found["blocked"].met
    assert load_texts("fi").say_sentence(found["blocked"].finding).endswith("vastustettiin: S1.")


def test_a_deadline_that_is_in_no_calendar_is_found() -> None:
    """Words of by when that name a day that does not exist, or another weekday, are told at the end."""
    session = in_order()
    task = replace(session.tasks[0], due=None, due_text="31.11.")
    found = open_gaps(replace(session, tasks=(task, *session.tasks[1:])))
    assert [(gap.name, gap.where, gap.entries) for gap in found] == [("task-day", "task", (task.id,))]


def test_the_phases_own_signs_are_part_of_the_closing_check() -> None:
    """What the phase asks beyond the closing check's own lines is asked too; what people judge is not."""
    session = replace(in_order(), meeting=replace(DATED, phase="establishing"))
    assert [(gap.name, gap.met) for gap in gaps(session, PROCESS) if gap.sign is not None] == [
        ("goal-written", False),
        ("every-party-has-part", False),
        ("roles-and-date-set", False),
    ]


def chartered() -> Session:
    """Return a table with seats, fields and a rhythm, and the six people who fill them."""
    charter = Charter(
        seats=(3, 4),
        extra_seats=("maakunnan edustaja", "Areenan puheenjohtaja"),
        meetings_per_year=(6, 12),
        fields=("sote", "Liikunta"),
    )
    return a_session(
        table=Table(name=TABLE, charter=charter),
        meeting=a_meeting(number=10),
        parties=tahot(3),
        participants=(
            a_person("a", party="taho1", field="sote", roles=("chair",)),
            a_person("b", party="taho2", field="liikunta", roles=("secretary",)),
            a_person("c", party="taho3", field="kulttuuri"),
            a_person("d", field="Maakunnan edustaja"),
            a_person("e", "Areenan puheenjohtaja"),
            a_person("f", roles=("facilitator",)),
        ),
    )


def keys(session: Session) -> list[str]:
    """Return the keys of what is advised on the composition."""
    return [finding.key.removeprefix("rule.") for finding in composition(session)]


def test_a_table_as_its_charter_says_needs_no_advice() -> None:
    """Filled seats, fields, roles and rhythm, and a table without a charter, give nothing to say."""
    assert keys(chartered()) == []
    assert keys(a_session()) == []
    assert keys(replace(chartered(), participants=())) == []


def test_too_few_and_too_many_members_are_told() -> None:
    """Members are counted without the extra seats and those who come as needed."""
    few = replace(chartered(), participants=(*chartered().participants[:2], *chartered().participants[3:]))
    assert keys(few) == ["too-few-seats", "too-few-parties"]
    many = replace(chartered(), participants=(*chartered().participants, *people(2)))
    assert keys(many) == ["too-many-seats"]
    assert [person.id for person in members(chartered())] == ["a", "b", "c", "d", "e"]


def test_what_the_charter_wants_and_nobody_is_is_told() -> None:
    """Empty extra seats, fields nobody stands for and roles nobody has are named."""
    session = replace(chartered(), participants=(*people(3, parties=1), a_person("d", field="maakunnan edustaja")))
    assert keys(session) == [
        "extra-seat",
        "too-few-parties",
        "field-missing",
        "field-missing",
        "no-chair",
        "no-secretary",
        "no-facilitator",
    ]


def test_the_years_rhythm_is_held_against_the_charter() -> None:
    """More meetings than meant are told, and fewer than the year's even pace."""
    assert keys(replace(chartered(), meeting=a_meeting(number=13))) == ["many-meetings"]
    assert keys(replace(chartered(), meeting=a_meeting(number=4))) == ["few-meetings"]
    assert keys(replace(chartered(), meeting=a_meeting(number=5))) == []


def test_a_charter_that_leaves_seats_and_rhythm_open_asks_for_neither() -> None:
    """What the charter does not say is not held against the table."""
    session = replace(chartered(), table=Table(name=TABLE, charter=Charter()))
    assert keys(replace(session, meeting=a_meeting(number=40))) == []


def test_a_replacement_stands_for_the_same_field() -> None:
    """Whoever replaces a member is of the same field, and the replaced one holds no seat any more."""
    same = (a_person("vanha", field="Sote", presence="absent"), a_person("uusi", field="sote", replaces="vanha"))
    assert keys(a_session(participants=same)) == []
    assert [person.id for person in members(a_session(participants=same))] == ["uusi"]
    other = (same[0], replace(same[1], field="liikunta"))
    (finding,) = composition(a_session(participants=other))
    assert (finding.key, finding.path) == ("rule.replaces-other-field", "participants[2].replaces")


ODD: tuple[tuple[Session, str, str], ...] = (
    (a_session(table=Table(name=TABLE, term_start=DAY, term_end=BEFORE)), "term-backwards", "table.term_end"),
    (a_session(table=Table(name=TABLE, term_start=DAY + timedelta(days=1))), "outside-term", "meeting.date"),
    (a_session(table=Table(name=TABLE, term_end=BEFORE)), "outside-term", "meeting.date"),
    (a_session(meeting=replace(a_meeting(), end=time(16))), "end-before-start", "meeting.end"),
    (a_session(meeting=replace(a_meeting(), next_date=BEFORE)), "next-before-this", "meeting.next_date"),
    (a_session(meeting=a_meeting(step="ideoita")), "unknown-step", "meeting.step"),
    (a_session(programme=(ProgrammeItem(step="ideoita", minutes=5),)), "unknown-step", "programme[1].step"),
    (
        a_session(programme=(ProgrammeItem(step="kahvi", title="Kahvi", after="ei"),)),
        "unknown-step",
        "programme[1].after",
    ),
    (a_session(meeting=replace(a_meeting(), end=time(12))), "end-before-start", "meeting.end"),
    (a_session(crowd=(Crowd(),)), "empty-crowd", "crowd[1].count"),
    (a_session(table=Table(name="")), "empty-name", "table.name"),
    (a_session(ideas=(Idea(id="I1", text=" "),)), "empty-text", "ideas[1].text"),
    (a_session(notes=(Note(id="N1", text=""),)), "empty-text", "notes[1].text"),
    (a_session(tasks=(replace(OWNED, due=BEFORE),)), "due-before-given", "tasks[1].due"),
    (a_session(tasks=(OWNED, replace(LONELY, id="T2"))), "gap.tasks-owned", "tasks[2].owners"),
    (a_session(tasks=(replace(OWNED, due_text="31.11."),)), "gap.task-day", "tasks[1].due_text"),
    (a_session(tasks=(replace(OWNED, due_text="ti 7.12."),)), "gap.task-day", "tasks[1].due_text"),
    (a_session(evaluations=(Evaluation(key="three-partys", value=4),)), "unknown-question-near", "evaluations[1].key"),
    (a_session(evaluations=(Evaluation(key="x", value=4),)), "unknown-question", "evaluations[1].key"),
    (a_session(tasks=(replace(OWNED, raised_on=DAY + timedelta(days=1)),)), "given-later", "tasks[1].raised_on"),
    (a_session(tasks=(replace(OWNED, carrier="liisa"),)), "carrier-of-nothing", "tasks[1].carrier"),
    (
        a_session(tasks=(replace(OWNED, resources=(Pledge(text="a"), Pledge(text="b", amount=-20))),)),
        "too-small",
        "tasks[1].resources[2].amount",
    ),
    (a_session(offers=(Offer(id="O1", text="a", amount=-0.5),)), "too-small", "offers[1].amount"),
    (a_session(programme=(ProgrammeItem(step="ideas", minutes=-5),)), "too-small", "programme[1].minutes"),
    (replace(a_session(), proof=(Proof(where="I1", word="a", nth=0),)), "too-small", "proof[1].nth"),
    (
        a_session(agreements=(replace(AGREED, consent=(YES[0], YES[0])),)),
        "answered-twice",
        "agreements[1].consent[2].who",
    ),
    (a_session(agreements=(replace(AGREED, carrier="liisa"),)), "carrier-of-nothing", "agreements[1].carrier"),
    (
        a_session(visits=(Visit(step="ideas", entered=NOW, left=NOW - timedelta(seconds=1)),)),
        "left-before-entered",
        "visits[1].left",
    ),
    (
        a_session(participants=(replace(PEOPLE[0], away=((time(17, 48), time(17, 42)),)), *PEOPLE[1:])),
        "comings-backwards",
        "participants[1].away",
    ),
)


@pytest.mark.parametrize(("session", "key", "path"), ODD)
def test_a_plain_oddity_is_told_with_its_place(session: Session, key: str, path: str) -> None:
    """Each oddity of a session that can still be read is one piece of advice with its place in the file."""
    assert [(finding.key, finding.path) for finding in advice(session, PROCESS)] == [(f"rule.{key}", path)]


@pytest.mark.parametrize("name", ["seats", "meetings_per_year"])
@pytest.mark.parametrize(
    ("numbers", "right"),
    [((12, 10), "[10, 12]"), ((6, 10, 12), "[6, 12]"), ((-2, 4), "[0, 4]"), ((10, 12), ""), ((10, 10), ""), ((), "")],
)
def test_a_pair_of_the_charter_says_the_smallest_and_the_largest(
    name: str, numbers: tuple[int, ...], right: str
) -> None:
    """Numbers backwards, below nothing or more than two are advised of with the form that is right."""
    charter = Charter(seats=numbers) if name == "seats" else Charter(meetings_per_year=numbers)
    found = list(oddities(a_session(table=Table(name=TABLE, charter=charter))))
    told = [("table.charter." + name, f"{name} = {right}")] if right else []
    assert [(one.path, one.details["right"]) for one in found] == told


@pytest.mark.parametrize("handle", ["t4", "T4", "s1", "kaikki", "Kaikki", "all", "everyone", "kaikille"])
@pytest.mark.parametrize("block", ["participants", "parties"])
def test_a_handle_that_means_something_else_is_told(block: str, handle: str) -> None:
    """An entry's id, or the word for everybody, is no good handle; one that only begins so is."""
    handles = ("x4", "t4-1", "t", "kaikkonen", "alli", "t0", handle)
    people = tuple(Participant(id=one, name=one) for one in handles)
    parties = tuple(Party(id=one, name=one) for one in handles)
    session = a_session(participants=people) if block == "participants" else a_session(parties=parties)
    told = [(one.key, one.path, one.details["right"]) for one in oddities(session)]
    assert told == [("rule.handle-means-other", f"{block}[7].id", f"{handle}-1")]


def test_a_charter_needs_no_fewer_parties_than_none() -> None:
    """A number below nothing is told as one in any other block is."""
    (found,) = oddities(a_session(table=Table(name=TABLE, charter=Charter(parties_min=-1))))
    assert (found.key, found.path) == ("rule.too-small", "table.charter.parties_min")


def test_nobody_stands_in_their_own_place() -> None:
    """Who replaces themselves is told, and two who replace each other; who replaces another is in order."""
    replaced = {"aino": "aino", "eero": "otto", "otto": "eero", "irja": "aino", "olli": ""}
    people = tuple(Participant(id=one, name=one, replaces=old) for one, old in replaced.items())
    told = [(one.key, one.path) for one in oddities(a_session(participants=people))]
    assert told == [("rule.replaces-self", f"participants[{number}].replaces") for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "session",
    [
        in_order(),
        a_session(table=Table(name=TABLE, term_start=BEFORE, term_end=DAY + timedelta(days=9))),
        a_session(
            programme=(
                ProgrammeItem(step="kahvi", title="Kahvi", after="ideas"),
                ProgrammeItem(step="group", after="kahvi"),
            )
        ),
        a_session(tasks=(replace(OWNED, due=BEFORE, raised_on=BEFORE),)),
        a_session(agreements=(replace(AGREED, mandate="decision", carrier="liisa"),)),
        a_session(visits=(Visit(step="ideas", entered=NOW, left=NOW), Visit(step="ideas"))),
        a_session(meeting=a_meeting(step="")),
        a_session(crowd=(Crowd(party="kylat", count=30),)),
    ],
)
def test_a_session_in_order_gets_no_advice(session: Session) -> None:
    """Where nothing is odd nothing is said; an overdue task of an earlier meeting is not odd."""
    assert advice(session, PROCESS) == ()


def everything_found() -> Iterator[Sentence]:
    """Yield every finding that the examples here bring up."""
    sessions = (in_order(), wanting(), chartered(), *(session for session, _, _ in ODD))
    phases: tuple[PhaseName, ...] = PHASES
    for session in sessions:
        for phase in phases:
            changed = replace(session, meeting=replace(session.meeting, phase=phase))
            yield from (gap.finding for gap in gaps(changed, PROCESS))
            yield from advice(changed, PROCESS)
        for rule in RULES.values():
            verdict = rule.check(session)
            if verdict.met is None:
                continue
            count = verdict.count or (1 if load_texts("fi").knows(f"rule.gap.{rule.name}.one") else None)
            yield gap_of(rule, replace(verdict, met=False, count=count)).finding
    crowded = replace(chartered(), participants=people(9, parties=1), meeting=a_meeting(number=13))
    yield from composition(crowded)
    yield from composition(replace(chartered(), participants=people(1), meeting=a_meeting(number=1)))
    yield from composition(a_session(participants=(a_person("a", field="x"), a_person("b", replaces="a"))))


@pytest.mark.parametrize("language", ["fi", "en"])
def test_everything_found_is_a_whole_sentence_in_both_languages(language: str) -> None:
    """Each finding is said in the room's language with every placeholder filled."""
    texts = load_texts(language)
    for finding in everything_found():
        sentence = texts.say_sentence(finding)
        assert sentence
        assert "{" not in sentence


def test_a_finding_is_told_in_the_rooms_own_words() -> None:
    """Dates and the process's words are told in the language of the texts, people's words as they are."""
    finding = next(gap.finding for gap in gaps(in_order(), PROCESS) if gap.name == "next")
    assert load_texts("fi").say_sentence(finding) == "Seuraava tapaaminen on 12.12.2026."
    assert load_texts("en").say_sentence(finding) == "The next meeting is on 12 Dec 2026."
    one = next(gap.finding for gap in gaps(wanting(), PROCESS) if gap.name == "tasks-owned")
    assert load_texts("fi").say_sentence(one) == "T1 on ilman vastuuhenkilöä."
    many = next(gap.finding for gap in gaps(wanting(), PROCESS) if gap.name == "parked")
    assert load_texts("en").say_sentence(many) == "2 matters were left waiting without a next step: P1, P2."
