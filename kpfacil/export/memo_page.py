"""The memo's first page: what was agreed, who does what by when with what, what is taken further, when we meet next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import time

from kpfacil.export import tell_task
from kpfacil.export.document import (
    Alert,
    Block,
    Break,
    Inline,
    Inlines,
    ListBlock,
    Para,
    Strong,
    Text,
    join_parts,
)
from kpfacil.export.tell import Teller
from kpfacil.model.entries import OPEN_STATES, Agreement, Answer, Consent, Hands, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session
from kpfacil.model.texts import with_stop
from kpfacil.rules.presence import held_as
from kpfacil.rules.promises import ConsentState, consent_state, is_agreed, overdue, still_to_take, to_confirm

_COLUMNS = {"memo.column.who": 20, "memo.column.what": 34, "memo.column.by-when": 21, "memo.column.with-what": 25}


def subtitle(tell: Teller) -> str:
    """Return when and where the table met and how many took part, on one line."""
    meeting = tell.session.meeting
    heads = Counter(person.presence for person in tell.session.members)
    for crowd in tell.session.crowd:
        heads[crowd.presence] += crowd.count
    here = [tell.say(f"memo.here.{way}", n=heads[way]) for way in ("present", "remote") if heads[way]]
    held = held_as(tell.session)
    said_by_heads = held == "room" or (held == "hybrid" and here)
    way = "" if said_by_heads else tell.say(f"memo.place.{held}")
    when = hours(tell, tell.day(meeting.date), meeting.start, meeting.end)
    return " · ".join(filter(None, (_list_parts(when, tell.line(meeting.place), way), _list_parts(*here))))


def _list_parts(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def hours(tell: Teller, day: str, start: time | None, end: time | None) -> str:
    """Return a day with its hours, as far as they are known."""
    if start is None:
        return day
    if end is None:
        return tell.say("memo.time.from", date=day, start=tell.clock(start))
    return tell.say("memo.time.between", date=day, start=tell.clock(start), end=tell.clock(end))


def first_page(tell: Teller) -> Iterator[Block]:
    """Yield what everybody has to know of the meeting, without a heading for what there is not."""
    yield from _tell_agreed(tell)
    yield from _tasks(tell)
    yield from _onward(tell)


def tell_entry(tell: Teller, text: str, entry_id: str) -> Iterator[Inline]:
    """Yield an entry's words loudly, its id small behind them."""
    for inline in tell.words(text):
        yield Strong(inline.text) if isinstance(inline, Text) else inline
    yield Text(f" ({entry_id})")


def agreement_item(tell: Teller, agreement: Agreement, *, marked: bool = True) -> Inlines:
    """Return one agreement with its consent in words, each answer told under the words that it was given to.

    What was not agreed is `marked` as such, unless its heading says so.
    """
    sentences = " ".join(_sentences(tell, agreement))
    before = () if is_agreed(agreement) or not marked else (Text(f"{tell.say('memo.agreed.not')} "),)
    return (
        *before,
        *tell_entry(tell, agreement.text, agreement.id),
        Text(f"{with_stop(_by(tell, agreement))} {sentences}"),
    )


def is_told_first(session: Session, agreement: Agreement) -> bool:
    """Return whether an agreement is this meeting's: recorded in it, or brought along and settled by now."""
    is_settled = agreement.state == "not_agreed" or is_agreed(agreement)
    return recorded_here(session, agreement) or (is_settled and not to_confirm(session, agreement))


def _tell_agreed(tell: Teller) -> Iterator[Block]:
    """Yield what was agreed in this meeting, and what was not though it was asked."""
    here = [agreement for agreement in tell.session.agreements if is_told_first(tell.session, agreement)]
    if not here:
        return
    stands = [is_agreed(agreement) for agreement in here]
    yield tell.heading("memo.heading.agreed" if any(stands) else "memo.heading.not-agreed")
    yield ListBlock(
        tuple(agreement_item(tell, one) for one, stood in zip(here, stands, strict=True) if stood), ordered=True
    )
    for one, stood in zip(here, stands, strict=True):
        if not stood:
            yield Para(agreement_item(tell, one, marked=any(stands)))


def _by(tell: Teller, agreement: Agreement) -> str:
    """Return who brought the agreement up, unless the idea that it was made of tells it already."""
    ideas = [idea for idea in tell.session.ideas if idea.id in agreement.origin]
    if tell.public or not agreement.by or any(set(agreement.by) <= set(idea.by) for idea in ideas):
        return ""
    return f", {tell.say('memo.agreed.by', names=tell.names(agreement.by))}"


def _sentences(tell: Teller, agreement: Agreement) -> Iterator[str]:
    state = consent_state(tell.session, agreement)
    if state.begun:
        waiting = len(state.waiting) if is_agreed(agreement) and not agreement.confirmed else 0
        untold = (tell.count("memo.consent.waiting", waiting),) if waiting else ()
        answers = "; ".join((*_answers(tell, state), *untold))
        yield with_stop(f"{answers[:1].upper()}{answers[1:]}")
    if agreement.hands is not None:
        yield _hands(tell, agreement.hands)
    yield from _before(tell, agreement)
    if not state.begun and agreement.state == "open":
        yield tell.say("memo.agreed.confirmed" if agreement.confirmed else "memo.agreed.unconfirmed")
    if agreement.mandate == "organisation":
        yield _mandate(tell, agreement)


def _answers(tell: Teller, state: ConsentState) -> Iterator[str]:
    """Yield the answers of a round in words; in public how many parties had a reservation, not which."""
    said_yes = state.of("yes")
    if len(said_yes) > 1 and len(said_yes) == len(state.answers) and not state.waiting:
        yield tell.say("memo.consent.all")
        return
    if said_yes:
        yield tell.count("memo.consent.yes", len(said_yes))
    kinds: tuple[Answer, ...] = ("reservation", "no")
    for answer in kinds:
        yield from _objections(tell, answer, state.of(answer))
    if state.absent:
        if tell.public:
            yield tell.count("memo.consent.unconfirmed", len(state.absent))
        else:
            yield tell.say("memo.consent.to-confirm", names=tell.list_within(tell.each(state.absent)))


def _objections(tell: Teller, answer: Answer, given: tuple[Consent, ...]) -> Iterator[str]:
    """Yield who had a reservation or said no, and why."""
    untold = [consent for consent in given if not tell.may_be_named(consent.who)]
    if untold:
        yield tell.count(f"memo.objection.{answer}", len(untold)) + _because(tell, untold)
    for consent in given:
        if consent not in untold:
            yield tell.say(f"memo.objection.by.{answer}", who=tell.who(consent.who)) + _because(tell, [consent])


def _because(tell: Teller, given: list[Consent]) -> str:
    """Return the words of objections where they are told."""
    reasons = [tell.line(one.reason) for one in given if one.reason] if tell.shows("reservations") else []
    return f": {', '.join(reasons).rstrip('.')}" if reasons else ""


def _hands(tell: Teller, hands: Hands) -> str:
    counts = {"yes": hands.yes, "no": hands.no, "blank": hands.blank}
    if hands.text:
        return tell.say("memo.hands-before", words=tell.line(hands.text), **counts)
    return tell.say("memo.hands", **counts)


def _before(tell: Teller, agreement: Agreement) -> Iterator[str]:
    """Yield how earlier words were answered."""
    for words in dict.fromkeys(consent.text for consent in agreement.consent if consent.text):
        counts = Counter(consent.answer for consent in agreement.consent if consent.text == words)
        answers = ", ".join(tell.count(f"memo.consent.earlier.{answer}", count) for answer, count in counts.items())
        yield tell.say("memo.consent.before", words=tell.line(words), answers=answers)


def _mandate(tell: Teller, agreement: Agreement) -> str:
    """Return who takes the agreement to their own people, and by when."""
    if not agreement.carrier:
        return tell.say("memo.mandate.organisation.nobody")
    who = tell.who(agreement.carrier)
    who = who[:1].upper() + who[1:]
    if agreement.carrier_due is None:
        return tell.say("memo.mandate.organisation.who", who=who)
    day = tell.plain_day(agreement.carrier_due)
    return tell.say("memo.mandate.organisation.by", who=who, date=day)


def _tasks(tell: Teller) -> Iterator[Block]:
    """Yield the open tasks: this meeting's first, those that nobody has taken yet last."""
    tasks = [task for task in tell.session.tasks if task.state in OPEN_STATES and not tell_task.is_told_as_taken(task)]
    if not tasks:
        return
    tasks.sort(key=lambda task: (not task.owners, not recorded_here(tell.session, task)))
    yield tell.heading("memo.heading.tasks")
    rows = (
        (tell_task.owners(tell, task), _what(tell, task), _due(tell, task), tell_task.resources(tell, task))
        for task in tasks
    )
    yield tell.table(tell.say("memo.heading.tasks"), _COLUMNS, rows, titled=True)


def _what(tell: Teller, task: Task) -> Inlines:
    """Return the task's own words with its id, and what it waits for or who has to confirm it."""
    more: list[Inline] = []
    if task.state != "open":
        more += [Break(), Text(tell.say(f"word.state.{task.state}"))]
    if reason := tell.reason(task.note):
        more += [Text(": ") if more else Break(), *reason]
    if task.mandate == "organisation":
        more += [Break(), Text(tell.say("memo.tasks.own-people"))]
    return (*tell.entry(task), *more)


def _due(tell: Teller, task: Task) -> Inlines:
    """Return by when; what is late says so, and what was late before its day was moved here too."""
    here = tell.session.meeting
    if task.due is None:
        return tell.words(task.due_text) or tell.sentence("tell.task.no-date")
    said = tell_task.said_day(tell, task, tell.near(task.due))
    if overdue(task, here.date):
        return (Alert(tell.say("memo.tasks.late", date=said)),)
    moved = tell_task.moved_from(task, here)
    if moved is not None and moved < here.date:
        return (Strong(tell.say("memo.tasks.late", date=tell.near(moved))), Text(f" → {said}"))
    return (Text(said),)


def _onward(tell: Teller) -> Iterator[Block]:
    """Yield the thanks for what was done, what goes to decision makers, and the next meeting."""
    session = tell.session
    yield tell.facts(
        {
            "memo.label.done": lines(_thanks(tell, task) for task in session.tasks if task.state == "done"),
            "memo.label.decision": lines(tell_task.taken_line(tell, entry) for entry in still_to_take(session)),
            "word.heading.next": _next(tell),
        }
    )


def lines(items: Iterable[Inlines]) -> Inlines:
    """Return items one below the other."""
    return tuple(inline for item in items for inline in (Break(), *item))


def _thanks(tell: Teller, task: Task) -> Inlines:
    thanks = f" – {tell.say('memo.done.thanks', names=tell.list_within(tell.each(task.owners)))}" if task.owners else ""
    return tell.entry(task, thanks)


def _next(tell: Teller) -> Inlines:
    """Return when and where the table meets next, or loudly that nothing was agreed, unless the table ends."""
    meeting = tell.session.meeting
    if meeting.next_date is None:
        return () if tell.session.table.choice == "end" else (Alert(tell.say("memo.next.open")),)
    return when_next(tell)


def when_next(tell: Teller) -> Inlines:
    """Return when and where the table meets next; nothing where no day was agreed."""
    meeting = tell.session.meeting
    if meeting.next_date is None:
        return ()
    when = hours(tell, tell.day(meeting.next_date), meeting.next_start, meeting.next_end)
    return join_parts(", ", ((Text(when),), tell.words(meeting.next_place)))
