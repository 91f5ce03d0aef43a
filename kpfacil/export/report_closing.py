"""The closing document (loppudokumentti): what the ring ends in, and who goes on with each open task."""

from collections.abc import Iterator

from kpfacil.export import tell_task
from kpfacil.export.document import Alert, Block, Facts, Heading, Inlines, Table, Text, para
from kpfacil.export.report_term import Term
from kpfacil.export.tell import Teller
from kpfacil.model.entries import OPEN_STATES, Task


def is_closing(term: Term) -> bool:
    """Return whether the table is ending or renewing itself, or has named somebody to go on with a task."""
    ending = term.whole.meeting.phase == "renewal" or term.whole.table.choice in ("end", "renew")
    return ending or any(task.heir and task.state in OPEN_STATES for task in term.whole.tasks)


def closing(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the choice, and each open task with its heir or loudly without one."""
    if not is_closing(term):
        return
    table = term.whole.table
    yield Heading(1, tell.say("word.heading.closing-document"))
    yield Facts(
        (
            (tell.say("memo.label.goal"), tell.words(table.goal)),
            (tell.say("memo.label.choice"), (Text(tell.say(f"word.choice.{table.choice}")),)),
        )
    )
    tasks = tuple(task for task in term.whole.tasks if task.state in OPEN_STATES)
    if not tasks:
        yield para(tell.say("report.closing.nothing-open"))
        return
    columns = (*(tell.say(f"memo.column.{name}") for name in ("what", "who")), tell.say("word.label.heir"))
    yield Table(
        caption=tell.say("report.closing.caption"),
        head=(*columns, tell.say("memo.column.by-when")),
        rows=tuple(_row(tell, task) for task in tasks),
        row_header=True,
        widths=(5, 3, 3, 2),
    )


def _row(tell: Teller, task: Task) -> tuple[Inlines, ...]:
    heir: Inlines = (Text(tell.who(task.heir)),) if task.heir else (Alert(tell.say("report.closing.no-heir")),)
    return tell_task.what(tell, task), tell_task.owners(tell, task), heir, tell_task.due(tell, task)
