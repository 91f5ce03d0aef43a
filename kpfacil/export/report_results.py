"""The report's results: goals and what came true of each, agreements, promises, resources, the self-check, the end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kpfacil.export import report_term, tell_task
from kpfacil.export.document import (
    Alert,
    Bars,
    Block,
    Break,
    Facts,
    Inline,
    Inlines,
    ListBlock,
    Para,
    Strong,
    TableBlock,
    Text,
    join_parts,
    para,
)
from kpfacil.export.memo_details import goal_line, self_check, tell_answer
from kpfacil.export.memo_page import lines
from kpfacil.export.report_term import Term
from kpfacil.export.tell import Teller
from kpfacil.model.entries import OPEN_STATES, Agreement, Offer, Pledge, Task, TaskState
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.rules.checklist import CHECKLIST, RESULTS, answers
from kpfacil.rules.funnel import term as funnel_of
from kpfacil.rules.promises import consent_state, for_decision, is_agreed, to_confirm


def goals(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the shared goal and how it is known, then the term's goals, each with what came of it."""
    table = term.whole.table
    facts = tell.facts(
        {
            "memo.label.goal": tell.words(table.goal),
            "memo.label.indicator": tell.words(table.indicator),
            "memo.label.agreement": tell_answer(tell, "agreement-needed", table.agreement_needed),
            "memo.label.choice": () if _closes(term) else tell_answer(tell, "choice", table.choice),
        }
    )
    if facts.pairs or table.goals:
        yield tell.heading("report.heading.goals")
        yield facts
        yield ListBlock(tuple(_goal(tell, term, goal) for goal in table.goals))


def _goal(tell: Teller, term: Term, goal: Goal) -> Inlines:
    """Return a goal with how it stands, and what was agreed and done for it."""
    came: list[Inline] = []
    for agreement in term.whole.agreements:
        if goal.id in agreement.origin and is_agreed(agreement):
            came += [Break(), Text(f"{tell.say('report.goal.agreed')} "), *tell.entry(agreement)]
    for task in term.whole.tasks:
        if goal.id in task.origin:
            came += [Break(), Text(f"{tell.say(f'word.state.{task.state}')}: "), *tell.entry(task)]
    return (*goal_line(tell, goal), *came)


def funnel(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the term's funnel as a chart."""
    made = funnel_of(term.sessions)
    stages = (("ideas", made.ideas), ("agreed", made.agreed), ("tasks", made.tasks), ("done", made.done))
    if any(count for _, count in stages):
        yield tell.heading("report.heading.funnel")
        named = ((tell.say(f"report.funnel.{stage}"), count) for stage, count in stages)
        yield report_term.stages(tell.say("report.chart.funnel"), named)
    if lapsed := len(_in_states(term.whole.tasks, ("lapsed",))):
        yield para(tell.count("report.funnel.lapsed", lapsed))


def agreements(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield what was agreed over the term, with its day and how it stands, then what was not though it was asked."""
    stands = {one: is_agreed(one) for one in term.whole.agreements}
    if stands:
        yield tell.heading("report.heading.agreed" if any(stands.values()) else "report.heading.not-agreed")
        yield ListBlock(tuple(_agreement(tell, term, one) for one, stood in stands.items() if stood))
    left = tuple(_proposal(tell, term, one) for one, stood in stands.items() if not stood)
    if left:
        yield Para((Strong(tell.say("report.heading.not-agreed")),) if any(stands.values()) else ())
        yield ListBlock(left)


def _proposal(tell: Teller, term: Term, agreement: Agreement) -> Inlines:
    day = term.known[agreement.id].first.meeting.date
    return tell.entry(agreement, f" – {tell.plain_day(day)}")


def _agreement(tell: Teller, term: Term, agreement: Agreement) -> Inlines:
    state = tell.say(f"report.agreement.{'unconfirmed' if to_confirm(term.whole, agreement) else 'confirmed'}")
    kept = len(consent_state(term.whole, agreement).of("reservation"))
    reservations = f", {tell.count('report.agreement.reservation', kept)}" if kept else ""
    return (*_proposal(tell, term, agreement), Text(f", {state}{reservations}"))


def promises(tell: Teller, term: Term, today: date) -> Iterator[Block]:
    """Yield how many promises were kept, are open and lapsed; the open ones and the reasons of the lapsed ones.

    Where there is a closing document, the open ones are told there alone.
    """
    tasks = term.whole.tasks
    if not tasks:
        return
    found = {name: _in_states(tasks, states) for name, states in _STANDINGS.items()}
    yield tell.heading("report.heading.promises")
    yield tell.facts({f"report.promises.{name}": (Text(str(len(some))),) for name, some in found.items()})
    if not _closes(term):
        yield _open(tell, found["open"], today, "report.caption.open")
    for name in ("kept", "lapsed"):
        yield Para((Strong(tell.say(f"report.{name}")),) if found[name] else ())
        yield ListBlock(tuple(_tell_end(tell, task) for task in found[name]))


def _closes(term: Term) -> bool:
    """Return whether there is a closing document: where the table ends or renews itself, or tasks have heirs."""
    whole = term.whole
    return whole.table.choice in _ENDINGS or any(task.heir for task in _in_states(whole.tasks, OPEN_STATES))


def _in_states(tasks: Iterable[Task], states: tuple[TaskState, ...]) -> list[Task]:
    return [task for task in tasks if task.state in states]


_OPEN = {
    "memo.column.what": 10,
    "memo.column.who": 6,
    "word.label.heir": 5,
    "memo.column.by-when": 5,
    "memo.column.given": 4,
    "memo.column.state": 5,
}
_ENDINGS = ("end", "renew")
_STANDINGS: Mapping[str, tuple[TaskState, ...]] = {"kept": ("done",), "open": OPEN_STATES, "lapsed": ("lapsed",)}


def _open(tell: Teller, tasks: Iterable[Task], today: date, caption: str, *, heirs: bool = False) -> TableBlock:
    """Return the open tasks as a table; `heirs` adds who goes on with each."""
    columns = {key: width for key, width in _OPEN.items() if heirs or key != "word.label.heir"}
    rows = (
        (
            tell_task.what(tell, task),
            tell_task.owners(tell, task),
            *((_heir(tell, task),) if heirs else ()),
            tell_task.due(tell, task, today),
            tell_task.tell_day_given(tell, task),
            tell_task.standing(tell, task),
        )
        for task in tasks
    )
    return tell.table(tell.say(caption), columns, rows)


def _heir(tell: Teller, task: Task) -> Inlines:
    """Return who goes on with a task, loudly that nobody does where the table ends."""
    if task.heir:
        return (Text(tell.who(task.heir)),)
    return (Alert(tell.say("report.closing.no-heir")),) if tell.session.table.choice in _ENDINGS else ()


def _tell_end(tell: Teller, task: Task) -> Inlines:
    who = f" – {tell.names(task.owners)}" if task.owners else ""
    return join_parts(": ", (tell.entry(task, who), tell.reason(task.note)))


_GIVEN = {True: "report.heading.offered", False: "report.heading.resources"}
"""What the things are called, with offers among them or promises alone."""


def tell_given(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield what each giver has promised over the term and still offers, as things."""
    offers = term.whole.offers if tell.shows("offers") else ()
    things = defaultdict[str, list[Pledge | Offer]](list)
    offered: Iterator[tuple[tuple[str, ...], Pledge | Offer]] = (((one.by,), one) for one in offers)
    for givers, thing in (*_pledges(term), *offered):
        things[tell.list_within(tell.each(filter(None, givers)))].append(thing)
    if things:
        yield tell.heading(_GIVEN[bool(offers)])
        yield Facts(
            tuple(
                (giver or tell.say("report.resources.nobody"), lines(_thing(tell, one) for one in some))
                for giver, some in things.items()
            )
        )


def _pledges(term: Term) -> Iterator[tuple[tuple[str, ...], Pledge | Offer]]:
    """Yield what was promised for tasks that stand or were done, each with who gives it."""
    for task in _in_states(term.whole.tasks, (*OPEN_STATES, "done")):
        yield from ((((one.by,) if one.by else task.owners), one) for one in task.resources)


def _thing(tell: Teller, thing: Pledge | Offer) -> Inlines:
    offered = f" – {tell.say('report.resources.offered')}" if isinstance(thing, Offer) and not thing.task else ""
    return (*tell.words(thing.text), Text(f"{tell_task.amount(tell, thing)}{offered}"))


def decisions(tell: Teller, term: Term, today: date) -> Iterator[Block]:
    """Yield the matters taken to decision makers over the term."""
    taken = for_decision(term.whole)
    if taken:
        yield tell.heading("report.heading.decision")
        yield ListBlock(tuple(tell_task.taken_line(tell, entry, today) for entry in taken))


def course(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the latest self-check as it was said, then how each question was answered from meeting to meeting."""
    asked = [session for session in term.held if session.evaluations]
    latest = tuple(self_check(tell.of(asked[-1]))) if asked else ()
    if latest:
        yield tell.heading("memo.label.self-check")
        yield ListBlock(latest)
    questions = [(f"word.{group}.{key}", key) for group, keys in _QUESTIONS for key in keys]
    charted = [
        chart for words, key in questions if (chart := _chart_answers(tell, tell.say(words), key, asked)) is not None
    ]
    if charted:
        yield tell.heading("report.heading.course")
        yield from charted


_QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (("checklist", tuple(CHECKLIST)), ("result", RESULTS))


def _chart_answers(tell: Teller, question: str, key: str, asked: list[Session]) -> Bars | None:
    """Return a question's means over the meetings that answered it, None where they are fewer than two."""
    values = [(session, _mean(session, key)) for session in asked]
    told = [(session, value) for session, value in values if value is not None]
    return report_term.by_meeting(question, told, tell.texts.locale, means=True) if len(told) > 1 else None


def _mean(session: Session, key: str) -> float | None:
    """Return the mean of a meeting's answers to a question."""
    values = [answer.value for answer in answers(session, key) if answer.value is not None and answer.value >= 0]
    return sum(values) / len(values) if values else None


def closing(tell: Teller, term: Term, today: date) -> Iterator[Block]:
    """Yield the closing document (loppudokumentti): what the table chose, and who goes on with each open task."""
    if not _closes(term):
        return
    tasks = _in_states(term.whole.tasks, OPEN_STATES)
    yield tell.heading("word.heading.closing-document")
    yield tell.facts({"memo.label.choice": tell_answer(tell, "choice", term.whole.table.choice)})
    if not tasks:
        yield para(tell.say("report.closing.nothing-open"))
        return
    yield _open(tell, tasks, today, "report.closing.caption", heirs=True)
    alone = [task.id for task in tasks if not task.heir]
    if alone and not tell.public and term.whole.table.choice in _ENDINGS:
        yield para(tell.say("report.closing.how", id=alone[0]))
