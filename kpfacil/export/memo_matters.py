"""The matters handled, numbered by step in walking order: the question, ideas by theme, offers, what was agreed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kpfacil.export.document import Block, Heading, Inlines, ListBlock, Para, Strong, Text, para
from kpfacil.export.memo_agreed import agreed
from kpfacil.export.memo_scope import NOWHERE, Matter, matters, step_of, title
from kpfacil.export.tell import Teller
from kpfacil.export.tell_task import amount
from kpfacil.model.entries import Idea, Offer, Parked, Remark, Task
from kpfacil.model.process import Process
from kpfacil.model.session import Session


def handled(tell: Teller, process: Process) -> Iterator[Block]:
    """Yield the section of matters handled, each step that has something under a numbered heading of its own."""
    found = matters(tell.session, process)
    if not found:
        return
    yield Heading(1, tell.say("memo.heading.matters"))
    for number, matter in enumerate(found, 1):
        yield from _matter(tell, process, number, matter)


def _matter(tell: Teller, process: Process, number: int, matter: Matter) -> Iterator[Block]:
    known = matter.where != NOWHERE
    name = title(tell.session, process, matter.where, tell.texts.language) if known else tell.say("memo.matter.other")
    yield Heading(2, tell.say("memo.matter.numbered", n=number, title=tell.line(name)))
    if known and (step := step_of(tell.session, process, matter.where)):
        yield Para(tell.words(step.question.in_(tell.texts.language)))
    yield from _remarks(tell, matter.remarks)
    yield from _ideas(tell, matter.ideas)
    yield from _offers(tell, matter.offers)
    yield ListBlock(tuple(agreed(tell, agreement) for agreement in matter.agreements))
    yield from _pointers(tell, matter)


def _remarks(tell: Teller, remarks: Sequence[Remark]) -> Iterator[Block]:
    """Yield what was said, but for what something was made of and is told there; the public is not told."""
    made = _made(tell.session)
    told = tuple(_remark(tell, remark) for remark in remarks if remark.id not in made)
    if told and not tell.public:
        yield Para((Strong(tell.say("memo.remarks")),))
        yield ListBlock(told)


def _remark(tell: Teller, remark: Remark) -> Inlines:
    speakers = f"{tell.names(remark.by)}: " if remark.by else ""
    return (Strong(remark.id), Text(f" {speakers}"), *tell.words(remark.text))


def _ideas(tell: Teller, ideas: Sequence[Idea]) -> Iterator[Block]:
    """Yield the ideas under their themes, a theme in the place of its first idea, those without a theme last."""
    made = _made(tell.session)
    themes = defaultdict[str, list[Idea]](list)
    for idea in ideas:
        themes[idea.theme].append(idea)
    without = themes.pop("", [])
    for theme, grouped in themes.items():
        yield Para((Strong(tell.say("memo.ideas.theme", theme=tell.line(theme))),))
        yield ListBlock(tuple(_idea(tell, idea, made) for idea in grouped))
    if without:
        yield Para((Strong(tell.say("memo.ideas.without" if themes else "memo.ideas.all")),))
        yield ListBlock(tuple(_idea(tell, idea, made) for idea in without))


def _made(session: Session) -> dict[str, list[str]]:
    """Return the ids of the agreements, tasks and parked matters that were made of each entry."""
    made = defaultdict[str, list[str]](list)
    for block in (session.agreements, session.tasks, session.parked):
        for entry in block:
            for origin in entry.origin:
                made[origin].append(entry.id)
    return made


def _idea(tell: Teller, idea: Idea, made: dict[str, list[str]]) -> Inlines:
    details = []
    if idea.by and not tell.public:
        details.append(tell.names(idea.by))
    if idea.votes:
        details.append(tell.count("word.count.vote", idea.votes))
    details.extend(_fate(tell, idea, made.get(idea.id, [])))
    ending = f" – {', '.join(details)}" if details else ""
    return (Strong(idea.id), Text(" "), *tell.words(idea.text), Text(ending))


def _fate(tell: Teller, idea: Idea, made: list[str]) -> Iterator[str]:
    """Yield what became of an idea, with the ids of what was made of it."""
    forward = [entry_id for entry_id in made if not entry_id.startswith("P")]
    if forward:
        yield tell.say("memo.fate.became", ids=tell.listed(forward))
    elif idea.fate == "parked":
        yield tell.say("memo.fate.parked-as", ids=tell.listed(made)) if made else tell.say("memo.fate.parked")
    elif idea.fate != "open":
        yield tell.say(f"memo.fate.{idea.fate}")


def _offers(tell: Teller, offers: Sequence[Offer]) -> Iterator[Block]:
    if offers:
        yield Para((Strong(tell.say("memo.offers")),))
        yield ListBlock(tuple(offer_item(tell, offer) for offer in offers))


def offer_item(tell: Teller, offer: Offer) -> Inlines:
    """Return an offer as an item of a list: what, from whom, and the task that it was tied to."""
    giver = f"{tell.who(offer.by)}: " if offer.by else ""
    tied = f" – {tell.say('memo.offer.tied', task=offer.task)}" if offer.task else ""
    return (Strong(offer.id), Text(f" {giver}"), *tell.words(offer.text), Text(amount(tell, offer) + tied))


def _pointers(tell: Teller, matter: Matter) -> Iterator[Block]:
    """Yield where the step's tasks and parked matters are told: each is told once, in its own section."""
    for key, entries in (("memo.matter.tasks", matter.tasks), ("memo.matter.parked", matter.parked)):
        if entries:
            yield para(tell.say(key, ids=_ids(tell, entries)))


def _ids(tell: Teller, entries: Sequence[Task | Parked]) -> str:
    return tell.listed(entry.id for entry in entries)
