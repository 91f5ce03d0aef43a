"""The memo's attendance by party, with roles and who came late or left early; in public only how many."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kpfacil.export.document import Block, Break, Facts, Inline, Inlines, Strong, Text, para
from kpfacil.export.tell import Teller
from kpfacil.model.people import Participant, Presence

_ORDER: tuple[Presence, ...] = ("present", "remote", "excused", "absent", "expected")
_TAKING_PART = ("present", "remote")


def attendance(tell: Teller) -> Facts:
    """Return who took part, remotely or not, who could not and who did not come."""
    return Facts(tuple((tell.say(f"memo.people.{presence}"), _people(tell, presence)) for presence in _ORDER))


def _people(tell: Teller, presence: Presence) -> Inlines:
    people = [person for person in tell.session.members if person.presence == presence]
    crowds = Counter[str]()
    for crowd in tell.session.crowd:
        if crowd.presence == presence:
            crowds[crowd.party] += crowd.count
    total = len(people) + crowds.total()
    if not total:
        return ()
    lines = _counted(tell, people, crowds, presence) if tell.public else _named(tell, people, crowds)
    return (Text(tell.count("memo.people.count", total)), *_below(lines))


def _below(lines: Iterator[Inlines]) -> Iterator[Inline]:
    for line in lines:
        yield Break()
        yield from line


def _named(tell: Teller, people: list[Participant], crowds: Counter[str]) -> Iterator[Inlines]:
    """Yield each party with its people, then those who stand for nobody else, then the crowds that were counted."""
    groups = defaultdict[str, list[Participant]](list)
    for person in people:
        groups[person.party].append(person)
    alone = groups.pop("", [])
    for party, members in groups.items():
        names = ", ".join(_person(tell, person) for person in members)
        yield (Strong(tell.who(party)), Text(f": {names}"))
    for person in alone:
        yield (Text(_person(tell, person)),)
    for party, count in crowds.items():
        if count:
            named = tell.who(party) if party else tell.say("memo.people.crowd")
            yield (Strong(named), Text(f": {tell.count('memo.people.unnamed', count)}"))


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


def changes_of_membership(tell: Teller) -> Iterator[Block]:
    """Yield a line for each member who was replaced in this meeting; in public nobody is named."""
    for person in () if tell.public else tell.session.participants:
        if person.replaces:
            yield para(tell.say("memo.people.replaced", old=tell.who(person.replaces), new=tell.who(person.id)))


def _counted(tell: Teller, people: list[Participant], crowds: Counter[str], presence: Presence) -> Iterator[Inlines]:
    """Yield how many of each party took part; of those who did not, the sum alone is enough."""
    if presence not in _TAKING_PART:
        return
    counts = Counter(person.party for person in people) + crowds
    others = counts.pop("", 0)
    for party, count in counts.items():
        yield (Strong(tell.who(party)), Text(f": {tell.count('memo.people.count', count)}"))
    if others:
        yield (Strong(tell.say("memo.people.crowd")), Text(f": {tell.count('memo.people.count', others)}"))
