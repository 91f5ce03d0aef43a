"""How the memo ends: self-check, closing round, time used, next meeting, who recorded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kpfacil.export.document import Alert, Block, Facts, Heading, Inlines, ListBlock, Strong, Table, Text
from kpfacil.export.memo_scope import Place, place, step_of, title, walked
from kpfacil.export.tell import Teller
from kpfacil.model.meeting import Evaluation
from kpfacil.model.process import Process
from kpfacil.rules.checklist import Check, checklist, closing_words, others, results
from kpfacil.rules.moments import stayed


def self_check(tell: Teller, *, whole: bool = False) -> Iterator[Block]:
    """Yield the answers to the checklist of eight, the five kinds of results and anything else, as hands or as a mean.

    The `whole` checklist has all eight points, also those that nobody was asked about.
    """
    groups = (
        ("checklist", checklist(tell.session)),
        ("result", results(tell.session)),
        ("other", others(tell.session)),
    )
    head = tuple(tell.say(f"memo.column.{column}") for column in ("question", "hands", "words"))
    tables = tuple(
        Table(
            caption=tell.say(f"memo.self-check.{group}"),
            head=head,
            rows=tuple(row for check in checks for row in _answers(tell, group, check, whole=whole)),
            row_header=True,
            widths=(6, 1, 4),
            numbers=frozenset({1}),
        )
        for group, checks in groups
        if any(check.asked or (whole and check.seen) for check in checks)
    )
    if tables:
        yield Heading(1, tell.say("memo.heading.self-check"))
        yield from tables


def _answers(tell: Teller, group: str, check: Check, *, whole: bool) -> Iterator[tuple[Inlines, ...]]:
    """Yield a row for each answer, or one for what the data itself tells or for what was not asked."""
    question = (Text(tell.line(check.key) if group == "other" else tell.say(f"word.{group}.{check.key}")),)
    seen = tell.say("memo.self-check.seen") if check.seen else ""
    answers = [answer for answer in check.asked if not answer.who]
    for answer in answers:
        value = "" if answer.value is None else tell.figure(answer.value)
        words = tell.words(answer.text) or (Text(seen),)
        yield question, (Text(value),), words
    if not answers and (seen or whole):
        yield question, (), (Text(seen or tell.say("memo.self-check.unasked")),)


def closing_round(tell: Teller) -> Iterator[Block]:
    """Yield the closing round's lines; those that tell who said them stay out of the public memo."""
    said = closing_words(tell.session)
    kept = tuple(_line(tell, answer) for answer in said if not (tell.public and answer.who))
    if kept:
        yield Heading(1, tell.say("memo.heading.closing-round"))
        yield ListBlock(kept)


def _line(tell: Teller, answer: Evaluation) -> Inlines:
    who = f"{tell.who(answer.who)}: " if answer.who else ""
    return (Text(who), *tell.words(answer.text))


def time_used(tell: Teller, process: Process) -> Iterator[Block]:
    """Yield the minutes planned and used in each step that was visited."""
    used = Counter[Place]()
    for visit in tell.session.visits:
        used[place(tell.session, process, visit.phase, visit.step)] += stayed(tell.session, visit)
    if not used.total():
        return
    yield Heading(1, tell.say("memo.heading.time"))
    head = tuple(tell.say(f"memo.column.{column}") for column in ("step", "planned", "used"))
    rows = tuple(_time(tell, process, where, used[where]) for where in walked(tell.session, process))
    caption = tell.say("memo.time.caption")
    numbers = frozenset({1, 2})
    yield Table(caption=caption, head=head, rows=rows, row_header=True, widths=(4, 1, 1), numbers=numbers)


def _time(tell: Teller, process: Process, where: Place, seconds: int) -> tuple[Inlines, ...]:
    step = step_of(tell.session, process, where)
    planned = str(step.minutes) if step else ""
    name = tell.line(title(tell.session, process, where, tell.texts.language))
    return (Text(name),), (Text(planned),), (Text(str(round(seconds / 60))),)


def next_meeting(tell: Teller) -> Iterator[Block]:
    """Yield when and where the table meets next, or loudly that nothing was agreed."""
    meeting = tell.session.meeting
    yield Heading(1, tell.say("word.heading.next"))
    if meeting.next_date is None:
        when: Inlines = (Alert(tell.say("memo.next.open")),)
    elif meeting.next_start is None:
        when = (Text(tell.day(meeting.next_date)),)
    else:
        named = {"date": tell.day(meeting.next_date), "start": tell.clock(meeting.next_start)}
        when = (Text(tell.say("memo.time.from", **named)),)
    labels = tell.say("word.label.time"), tell.say("word.label.place")
    yield Facts(((labels[0], when), (labels[1], tell.words(meeting.next_place))))


def recorded_by(tell: Teller, written_on: date) -> Iterator[Block]:
    """Yield who recorded (nobody who was not there), the memo's date, its standing and where it is published."""
    session = tell.session
    could = [person for person in session.members if person.presence not in ("excused", "absent")]
    secretaries = [person.id for person in could if "secretary" in person.roles]
    who: Inlines = (Alert(tell.say("memo.recorded.nobody")),)
    if secretaries:
        who = (Text(tell.say("memo.recorded.secretary", names=tell.names(secretaries))),)
    yield Heading(1, tell.say("memo.heading.signed"))
    yield Facts(
        (
            (tell.say("word.label.recorded-by"), who),
            (tell.say("memo.label.written"), (Text(tell.day(written_on)),)),
            (tell.say("memo.label.standing"), (Strong(tell.say(f"memo.standing.{session.meeting.status}")),)),
        )
    )
