"""The report's results: goals, the funnel, agreements, promises, resources, decisions, the self-check's course."""

from collections.abc import Iterator
from datetime import date

from kpfacil.export import charts, tell_task
from kpfacil.export.document import Block, Facts, Heading, Inlines, ListBlock, Para, Strong, Table, Text
from kpfacil.export.memo_close import self_check
from kpfacil.export.memo_funnel import STAGES, amounts
from kpfacil.export.memo_head import goals_table
from kpfacil.export.memo_resources import by_party
from kpfacil.export.memo_tasks import taken_table
from kpfacil.export.report_term import Term
from kpfacil.export.tell import Teller
from kpfacil.model.entries import OPEN_STATES, Task
from kpfacil.model.session import Session
from kpfacil.rules.checklist import CHECKLIST, RESULTS, answers
from kpfacil.rules.consent import agreed
from kpfacil.rules.funnel import term as funnel_of
from kpfacil.rules.promises import for_decision
from kpfacil.rules.resources import resources


def goals(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the term's goals and key tasks with their states and reasons."""
    if term.whole.table.goals:
        yield Heading(1, tell.say("report.heading.goals"))
        yield goals_table(tell, term.whole.table.goals)


def funnel(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the term's funnel as a chart."""
    counted = amounts(funnel_of(term.sessions))
    if any(counted):
        yield Heading(1, tell.say("memo.heading.funnel"))
        names = (tell.say(f"report.funnel.{stage}") for stage in STAGES)
        yield charts.stages(tell.say("report.chart.funnel"), zip(names, counted, strict=True))


def agreements(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield what was agreed over the term; what somebody blocked is not there."""
    stand = [one for one in term.whole.agreements if agreed(term.whole, one)]
    if stand:
        yield Heading(1, tell.say("report.heading.agreed"))
        yield ListBlock(tuple((Strong(one.id), Text(" "), *tell.words(one.text)) for one in stand))


def promises(tell: Teller, term: Term, today: date) -> Iterator[Block]:
    """Yield how many promises were kept, are open and lapsed; the open ones and the reasons of the lapsed ones."""
    tasks = term.whole.tasks
    if not tasks:
        return
    kept = [task for task in tasks if task.state == "done"]
    still = [task for task in tasks if task.state in OPEN_STATES]
    lapsed = [task for task in tasks if task.state == "lapsed"]
    yield Heading(1, tell.say("report.heading.promises"))
    counts = (("kept", kept), ("open", still), ("lapsed", lapsed))
    yield Facts(tuple((tell.say(f"report.promises.{name}"), (Text(str(len(some))),)) for name, some in counts))
    columns = tuple(tell.say(f"memo.column.{name}") for name in ("what", "who", "by-when", "given", "state"))
    rows = tuple(_open(tell, task, today) for task in still)
    yield Table(
        caption=tell.say("report.caption.open"), head=columns, rows=rows, row_header=True, widths=(10, 6, 5, 4, 5)
    )
    for key, some in (("report.kept", kept), ("report.lapsed", lapsed)):
        if some:
            yield Para((Strong(tell.say(key)),))
            yield ListBlock(tuple(_ended(tell, task) for task in some))


def _open(tell: Teller, task: Task, today: date) -> tuple[Inlines, ...]:
    return (
        tell_task.what(tell, task),
        tell_task.owners(tell, task),
        tell_task.due(tell, task, today),
        tell_task.given(tell, task),
        tell_task.standing(tell, task),
    )


def _ended(tell: Teller, task: Task) -> Inlines:
    who = f" – {tell.names(task.owners)}" if task.owners else ""
    note: Inlines = (Text(": "), *tell.words(task.note)) if task.note else ()
    return (*tell_task.what(tell, task), Text(who), *note)


def given(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield what each party pledged over the term and offers still."""
    counted = resources(term.whole)
    if counted.givers:
        yield Heading(1, tell.say("memo.heading.resources"))
        yield by_party(tell, counted)


def decisions(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the matters taken to decision makers over the term."""
    taken = for_decision(term.whole)
    if taken:
        yield Heading(1, tell.say("memo.heading.decision"))
        yield taken_table(tell, "decision", taken)


def course(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the latest self-check, then how each question was answered from meeting to meeting."""
    asked = [session for session in term.held if session.evaluations]
    for session in (asked or list(term.held))[-1:]:
        yield from self_check(Teller(session, tell.texts, tell.proof), whole=True)
    charted = []
    for group, keys in (("checklist", CHECKLIST), ("result", RESULTS)):
        for key in keys:
            values = [(session, _mean(session, key)) for session in asked]
            told = [(session, value) for session, value in values if value is not None]
            if len(told) > 1:
                question = tell.say(f"word.{group}.{key}")
                charted.append(charts.by_meeting(question, told, tell.texts.locale, means=True))
    if charted:
        yield Heading(1, tell.say("report.heading.course"))
        yield from charted


def _mean(session: Session, key: str) -> float | None:
    """Return the mean of a meeting's answers to a question."""
    values = [answer.value for answer in answers(session, key) if answer.value is not None and answer.value >= 0]
    return sum(values) / len(values) if values else None
