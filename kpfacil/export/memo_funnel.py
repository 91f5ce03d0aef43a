"""Hillotehdas in the memo: what became of the evening's ideas."""

from collections.abc import Iterator

from kpfacil.export.document import Block, Facts, Heading, Text
from kpfacil.export.tell import Teller
from kpfacil.rules.funnel import Funnel, evening

STAGES = ("ideas", "agreed", "tasks", "done")
"""The keys of a funnel's stages, as `amounts` returns them."""


def funnel(tell: Teller) -> Iterator[Block]:
    """Yield how many ideas, agreements, tasks and tasks done there were in the meeting, where there were any."""
    counted = evening(tell.session)
    if any(amounts(counted)):
        yield Heading(1, tell.say("memo.heading.funnel"))
        yield facts(tell, counted)


def facts(tell: Teller, counted: Funnel) -> Facts:
    """Return the stages of a funnel with their figures."""
    pairs = zip(STAGES, amounts(counted), strict=True)
    return Facts(tuple((tell.say(f"memo.funnel.{stage}"), (Text(str(amount)),)) for stage, amount in pairs))


def amounts(counted: Funnel) -> tuple[int, int, int, int]:
    """Return the figures of a funnel from its wide end to the narrow one."""
    return counted.ideas, counted.agreed, counted.tasks, counted.done
