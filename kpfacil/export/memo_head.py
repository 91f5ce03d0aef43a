"""The memo's head: when, where and how the table met, what it is after; and what it was told for information."""

from collections.abc import Iterator

from kpfacil.export.document import Block, Facts, Heading, Inlines, ListBlock, Para, Strong, Table, Text, link
from kpfacil.export.memo_people import attendance, changes_of_membership
from kpfacil.export.memo_tasks import look_back
from kpfacil.export.tell import Teller
from kpfacil.model.process import Process
from kpfacil.model.table import Goal
from kpfacil.rules.presence import held_as


def head(tell: Teller, process: Process) -> Iterator[Block]:
    """Yield the facts of the meeting and who took part."""
    session = tell.session
    table = session.table
    phase = process.phase(session.meeting.phase).name.in_(tell.texts.language)
    yield Facts(
        (
            (tell.say("word.label.time"), (Text(_time(tell)),)),
            (tell.say("word.label.place"), (Text(_place(tell)),)),
            (tell.say("memo.label.phase"), (Text(phase),)),
            (tell.say("word.label.theme"), tell.words(table.theme)),
            (tell.say("memo.label.goal"), tell.words(table.goal)),
            (tell.say("word.label.indicator"), tell.words(table.indicator)),
            *_questions(tell),
        )
    )
    yield Heading(1, tell.say("memo.heading.people"))
    yield attendance(tell)
    yield from changes_of_membership(tell)


def _time(tell: Teller) -> str:
    meeting = tell.session.meeting
    day = tell.day(meeting.date)
    if meeting.start is None:
        return day
    if meeting.end is None:
        return tell.say("memo.time.from", date=day, start=tell.clock(meeting.start))
    return tell.say("memo.time.between", date=day, start=tell.clock(meeting.start), end=tell.clock(meeting.end))


def _place(tell: Teller) -> str:
    mode = held_as(tell.session)
    where = tell.line(tell.session.meeting.place)
    if not where:
        return tell.say(f"memo.mode.{mode}")
    return where if mode == "room" else tell.say(f"memo.place.{mode}", place=where)


def _questions(tell: Teller) -> Iterator[tuple[str, Inlines]]:
    """Yield the table's answers to the questions of the phases, once it has answered."""
    table = tell.session.table
    if table.agreement_needed != "open":
        yield tell.say("memo.label.agreement"), (Text(tell.say(f"word.agreement-needed.{table.agreement_needed}")),)
    if table.choice != "open":
        yield tell.say("memo.label.choice"), (Text(tell.say(f"word.choice.{table.choice}")),)


def information(tell: Teller) -> Iterator[Block]:
    """Yield what the table was told: materials, ground rules, the term's goals, and the promises looked back at."""
    table = tell.session.table
    blocks = (*_materials(tell), *_rules(tell), *_goals(tell, table.goals), *look_back(tell))
    if blocks:
        yield Heading(1, tell.say("word.heading.information"))
        yield from blocks


def _materials(tell: Teller) -> Iterator[Block]:
    materials = tell.session.materials
    if materials:
        yield Para((Strong(tell.say("memo.materials")),))
        yield ListBlock(tuple((link(tell.line(one.title), one.url),) for one in materials))


def _rules(tell: Teller) -> Iterator[Block]:
    rules = tell.session.table.ground_rules
    if rules:
        yield Para((Strong(tell.say("word.heading.ground-rules")),))
        yield ListBlock(tuple(tell.words(rule) for rule in rules))


def _goals(tell: Teller, goals: tuple[Goal, ...]) -> Iterator[Block]:
    if goals:
        yield goals_table(tell, goals)


def goals_table(tell: Teller, goals: tuple[Goal, ...]) -> Table:
    """Return the term's goals with their states and reasons."""
    columns = tuple(tell.say(f"memo.column.{column}") for column in ("goal", "state", "reason"))
    rows = tuple(_goal(tell, goal) for goal in goals)
    return Table(caption=tell.say("memo.goals"), head=columns, rows=rows, row_header=True, widths=(5, 2, 4))


def _goal(tell: Teller, goal: Goal) -> tuple[Inlines, ...]:
    what = (Strong(goal.id), Text(" "), *tell.words(goal.text))
    return what, (Text(tell.say(f"word.goal-state.{goal.state}")),), tell.words(goal.reason)
