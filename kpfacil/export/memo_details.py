"""The memo's details around what was talked: who took part, what was left over, the self-check, the table itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from kpfacil.export import memo_matters
from kpfacil.export.document import Block, Inlines, Text, join_parts, para
from kpfacil.export.memo_page import lines
from kpfacil.export.tell import Teller
from kpfacil.export.tell_task import amount
from kpfacil.model.entries import Offer, Parked
from kpfacil.model.meeting import Evaluation
from kpfacil.model.people import Participant, Presence
from kpfacil.model.process import Process
from kpfacil.model.session import Session, place_of
from kpfacil.model.table import Goal
from kpfacil.rules.checklist import CHECKLIST, QUESTIONS, RESULTS, answers, closing_words
from kpfacil.rules.funnel import term as funnel_of
from kpfacil.rules.plan import seconds_stayed
from kpfacil.rules.presence import headcount

_ORDER: tuple[Presence, ...] = ("present", "remote", "excused", "absent", "expected")
_TAKING_PART = ("present", "remote")
_BEST_MEAN = 5


def people(tell: Teller, earlier: tuple[Session, ...]) -> Iterator[Block]:
    """Yield who took part by party, remotely or not, who could not or did not come, and changes of membership."""
    facts = tell.facts({f"memo.people.{presence}": _present(tell, presence) for presence in _ORDER})
    changed = list(changes(tell, earlier))
    if facts.pairs or changed:
        yield tell.heading("memo.heading.people")
        yield facts
        yield para(" ".join(changed))


def _present(tell: Teller, presence: Presence) -> Inlines:
    """Return everybody of one presence on one line; in public how many of each party, or how many in all."""
    here = [person for person in tell.session.members if person.presence == presence]
    crowds = Counter[str]()
    for crowd in tell.session.crowd:
        if crowd.presence == presence and crowd.count:
            crowds[crowd.party] += crowd.count
    if tell.public and presence not in _TAKING_PART:
        total = len(here) + crowds.total()
        return (Text(tell.count("memo.people.count", total)),) if total else ()
    said = _counted_participants(tell, here, crowds) if tell.public else _named_participants(tell, here, crowds)
    return (Text(" · ".join(said)),)


def _named_participants(tell: Teller, here: list[Participant], crowds: Counter[str]) -> Iterator[str]:
    """Yield each party with its people and those of it who were only counted, then those who stand for nobody else."""
    groups = defaultdict[str, list[str]](list)
    for person in here:
        stands_for_self = tell.session.name_of(person.party) == person.name
        groups["" if stands_for_self else person.party].append(_person(tell, person))
    alone = groups.pop("", [])
    for party, count in crowds.items():
        groups[party].append(tell.count("memo.people.unnamed", count))
    unnamed = groups.pop("", [])
    yield from (f"{tell.who(party)}: {', '.join(named)}" for party, named in groups.items())
    yield from alone
    yield from (f"{tell.say('memo.people.crowd')}: {count}" for count in unnamed)


def _counted_participants(tell: Teller, here: list[Participant], crowds: Counter[str]) -> Iterator[str]:
    """Yield how many of each party took part, then how many others there were."""
    counts = Counter(person.party for person in here) + crowds
    others = 0
    for party in sorted(counts, key=lambda party: not party):
        if said := _party_in_public(tell, party, counts[party], here):
            yield said
        else:
            others += counts[party]
    if others:
        yield tell.count("memo.people.others", others)


def _party_in_public(tell: Teller, party: str, count: int, here: list[Participant]) -> str:
    """Return how many of a party took part, with those who agreed to be named; empty where its name is a person's."""
    named = ", ".join(tell.who(person.id) for person in here if person.public and person.party == party)
    name = tell.party(party) if party else tell.say("memo.people.crowd")
    if not name and not named:
        return ""
    heads = f"{name or tell.say('tell.somebody')} {tell.count('memo.people.count', count)}"
    return f"{heads} ({named})" if named else heads


def _person(tell: Teller, person: Participant) -> str:
    details = [tell.say(f"word.role.{role}") for role in person.roles]
    if person.site:
        details.append(person.site)
    details += _comings_and_goings(tell, person)
    alike = [one for one in tell.session.members if (one.name, one.party) == (person.name, person.party)]
    name = tell.who(person.id) if len(alike) > 1 else person.name
    return f"{name} ({', '.join(details)})" if details else name


def _comings_and_goings(tell: Teller, person: Participant) -> Iterator[str]:
    if person.arrived:
        yield tell.say("memo.people.arrived", time=tell.clock(person.arrived))
    for start, *end in person.away:
        if end:
            yield tell.say("memo.people.away", start=tell.clock(start), end=tell.clock(end[0]))
        else:
            yield tell.say("memo.people.out", time=tell.clock(start))
    if person.left:
        yield tell.say("memo.people.left", time=tell.clock(person.left))


def changes(tell: Teller, earlier: tuple[Session, ...]) -> Iterator[str]:
    """Yield who came in whose stead, who is new or back, and who is no longer a member, each told in one meeting only.

    In public it is told of how many.
    """
    stead = {person.replaces: person.id for person in tell.session.participants if person.replaces}
    before, known = tell.session, _members(tell.session)
    if earlier:
        before, known = earlier[-1], {person.id for session in earlier for person in session.participants}
    came = _members(tell.session) - known - set(stead.values())
    back = _members(tell.session) - _members(before) - came - set(stead.values())
    left = _members(before) - _members(tell.session) - set(stead)
    if tell.public:
        counts = {"replaced": len(stead), "new": len(came), "back": len(back), "gone": len(left)}
        yield from (tell.count(f"memo.people.{change}-count", number) for change, number in counts.items() if number)
        return
    for old, new in stead.items():
        yield tell.say("memo.people.replaced", old=tell.who(old), new=tell.who(new))
    yield from _named_change(tell, "memo.people.new", came)
    yield from _named_change(tell, "memo.people.back", back)
    yield from _named_change(tell.of(before), "memo.people.gone", left)


def _members(session: Session) -> set[str]:
    return {person.id for person in session.members}


def _named_change(tell: Teller, key: str, ids: set[str]) -> Iterator[str]:
    """Yield a change of those who are on the roster of the session that is told, in its order."""
    named = [tell.who(person.id) for person in tell.session.participants if person.id in ids]
    if named:
        yield tell.say(key, names=tell.list_within(named))


def left_over(tell: Teller, earlier: tuple[Session, ...]) -> Iterator[Block]:
    """Yield what was left waiting, what is on offer, the self-check as it was said, and the closing round."""
    session = tell.session
    offers = session.offers if tell.shows("offers") else ()
    facts = tell.facts(
        {
            "memo.label.parked": lines(_tell_parked(tell, item) for item in session.parked),
            "memo.label.offers": lines(_offer(tell, offer) for offer in offers),
            "memo.label.self-check": lines(self_check(tell, earlier)),
            "memo.label.closing-round": lines(_closing_round(tell)),
        }
    )
    if facts.pairs:
        yield tell.heading("memo.heading.more")
        yield facts


def _tell_parked(tell: Teller, item: Parked) -> Inlines:
    by = f" – {tell.names(item.by)}" if item.by and not tell.public else ""
    step: Inlines = (Text(f"; {tell.say('memo.parked.next')} "), *tell.words(item.next_step))
    return (*tell.entry(item, by), *(step if item.next_step else ()))


def _offer(tell: Teller, offer: Offer) -> Inlines:
    """Return an offer as a thing and its giver, with the task that it was tied to."""
    giver = f"{tell.who(offer.by)}: " if offer.by else ""
    tied = f" – {tell.say('memo.offer.tied', task=offer.task)}" if offer.task else ""
    return (Text(giver), *tell.words(offer.text), Text(f"{amount(tell, offer)} ({offer.id}){tied}"))


def _closing_round(tell: Teller) -> Iterator[Inlines]:
    """Yield the words of the closing round; in public none that tell who said them."""
    for answer in closing_words(tell.session):
        if not (answer.who and tell.public):
            yield (Text(f"{tell.who(answer.who)}: " if answer.who else ""), *tell.words(answer.text))


def self_check(tell: Teller, earlier: tuple[Session, ...] = ()) -> Iterator[Inlines]:
    """Yield each question that was answered with its answers and their scale, and what was answered the last time."""
    closing = closing_words(tell.session)
    others = dict.fromkeys(answer.key for answer in tell.session.evaluations if answer.key not in QUESTIONS)
    for group, keys in (("checklist", CHECKLIST), ("result", RESULTS), ("other", others)):
        for key in keys:
            asked = [answer for answer in answers(tell.session, key) if answer not in closing]
            question = tell.line(key) if group == "other" else tell.say(f"word.{group}.{key}")
            for answer in asked:
                yield (Text(f"{question}: {_value(tell, answer, earlier)}"), *_words(tell, answer))


def _words(tell: Teller, answer: Evaluation) -> Inlines:
    said = tell.words(answer.text)
    return (Text(" – " if answer.value is not None else ""), *said) if said else ()


def _value(tell: Teller, answer: Evaluation, earlier: tuple[Session, ...]) -> str:
    """Return an answer's figure with its scale, and what it was the last time."""
    if answer.value is None:
        return ""
    heads = headcount(tell.session)
    scale = "mean" if _is_mean(tell.session, answer.value) else "hands-of" if answer.value <= heads else "hands"
    said = tell.say(f"memo.self-check.{scale}", n=tell.figure(answer.value), whole=heads)
    before = [one.value for session in earlier for one in answers(session, answer.key) if one.value is not None]
    return f"{said} ({tell.say('memo.self-check.before', n=tell.figure(before[-1]))})" if before else said


def _is_mean(session: Session, figure: float) -> bool:
    """Return whether a figure is a mean of one to five: hands are whole, so one that is not tells of all."""
    return figure <= _BEST_MEAN and any(one.value is not None and one.value % 1 for one in session.evaluations)


def minutes(tell: Teller, process: Process) -> Iterator[Block]:
    """Yield the minutes planned and used in each step that was visited, where they were asked for."""
    session, used = tell.session, Counter[memo_matters.Place]()
    for visit in session.visits if tell.shows("minutes") else ():
        used[memo_matters.place(session, process, visit.phase, visit.step)] += seconds_stayed(session, visit)
    if not used.total():
        return
    yield tell.heading("memo.heading.time")
    rows: list[tuple[Inlines, ...]] = []
    for where in memo_matters.steps_visited(session, process):
        step = memo_matters.step_of(session, process, where)
        name = tell.line(memo_matters.title(session, process, where, tell.texts.language))
        rows.append(((Text(name),), (Text(str(step.minutes) if step else ""),), (Text(str(round(used[where] / 60))),)))
    columns = {"memo.column.step": 4, "memo.column.planned": 1, "memo.column.used": 1}
    yield tell.table(tell.say("memo.time.caption"), columns, rows, numbers=frozenset({1, 2}))


def about(tell: Teller, process: Process, earlier: tuple[Session, ...]) -> Iterator[Block]:
    """Yield what the table is after and has answered, its rules and goals, the term's funnel, and who recorded."""
    session, table = tell.session, tell.session.table
    phase = process.phase(session.meeting.phase).name.in_(tell.texts.language)
    yield tell.heading("memo.heading.about")
    yield tell.facts(
        {
            "memo.label.goal": tell.words(table.goal),
            "memo.label.indicator": tell.words(table.indicator),
            "word.label.theme": tell.words(table.theme),
            "memo.label.phase": (Text(phase),),
            "memo.label.goals": lines(goal_line(tell, goal) for goal in table.goals),
            "memo.label.agreement": tell_answer(tell, "agreement-needed", table.agreement_needed),
            "memo.label.choice": tell_answer(tell, "choice", table.choice),
            "word.heading.ground-rules": lines(tell.words(rule) for rule in table.ground_rules),
            "memo.label.funnel": _funnel(tell, earlier),
            **_tell_recorder(tell),
        }
    )


def tell_answer(tell: Teller, question: str, answer: str) -> Inlines:
    """Return what the table answered to a question about itself; nothing while that is open."""
    return () if answer == "open" else tell.sentence(f"word.{question}.{answer}")


def goal_line(tell: Teller, goal: Goal) -> Inlines:
    """Return a goal of the term, how it stands and why."""
    state = tell.entry(goal, f" – {tell.say(f'word.goal-state.{goal.state}')}")
    return join_parts(": ", (state, tell.reason(goal.reason)))


def _funnel(tell: Teller, earlier: tuple[Session, ...]) -> Inlines:
    """Return what the term's ideas have become so far, where there was a meeting before this one."""
    first, here = tell.session.table.term_start or date.min, place_of(tell.session)
    sessions = [other for other in earlier if other.meeting.date >= first and place_of(other) < here]
    if not sessions:
        return ()
    made = funnel_of((*sessions, tell.session))
    counts = (("idea", made.ideas), ("agreement", made.agreed), ("task", made.tasks))
    become = " → ".join(tell.count(f"word.count.{kind}", number) for kind, number in counts)
    return (Text(f"{become}, {tell.count('memo.funnel.done', made.done)}" if made.done else become),)


def _tell_recorder(tell: Teller) -> dict[str, Inlines]:
    """Return who recorded, nobody who was not there, and the memo's date, under the label that fits."""
    could = [person for person in tell.session.members if person.presence not in ("excused", "absent")]
    secretaries = [person.id for person in could if "secretary" in person.roles]
    day = tell.plain_day(tell.session.meeting.date)
    label = "word.label.recorded-by" if secretaries else "word.label.recorded"
    return {label: (Text(", ".join(filter(None, (tell.names(secretaries), day)))),)}
