"""What the table is and has: the people at it, its facts, and what they have pledged and offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.base import Together
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.people import MarkArrived, MarkLeft, RemoveParticipant, SetPresence
from kpfacil.model.dates import clock_time
from kpfacil.model.entries import Offer
from kpfacil.model.people import Crowd, Participant, Presence
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Setting
from kpfacil.model.texts import Texts
from kpfacil.rules.heard import ids_heard
from kpfacil.rules.resources import Giver, Resources, Sum, resources
from kpfacil.tui.asked import Press
from kpfacil.tui.forms import PersonForm
from kpfacil.tui.forms_roster import RosterForm, list_rows
from kpfacil.tui.listing import Block, seen_rows
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, hanging, indent, inset, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, PanelKey, kept_legend
from kpfacil.tui.pictures.around import PRESENCE_SIGNS
from kpfacil.views.names import short_name
from kpfacil.views.settings import Fact, fact_words, facts_of

_LOW = 20


@dataclass(frozen=True)
class PeoplePanel(ListPanel[Participant]):
    """The roster as a list; each key is shown beside what it says."""

    def items(self) -> Sequence[Participant]:
        return self.session.members

    def lines(self, item: Participant, width: int) -> Rows:
        presence = f"{self.say(f'word.presence.{item.presence}'):<10}"
        facts = " · ".join(filter(None, self._facts(item)))
        return [
            row(
                (f"{PRESENCE_SIGNS[item.presence]} ", "strong"),
                (f"{presence} ", "text" if item.here else "dim"),
                (item.name, "strong"),
                (f" ({item.id})  ", "dim"),
                (shorten(facts, max(4, width - len(item.name) - len(item.id) - len(presence) - 10)), "dim"),
                (" ✓" if item.id in ids_heard(self.session) else "", "good"),
            )
        ]

    def head(self, size: Size) -> Rows:
        title = row((f" {self.say('people.title')}", "strong"))
        if self.session.members:
            return [title]
        return [title, EMPTY, *inset(self.say("people.empty"), size[0], "dim")]

    def foot(self, size: Size) -> Rows:
        legend = self.legend(size[0])
        return [EMPTY, *legend] if size[1] > _LOW else legend

    def rows(self, size: Size) -> Rows:
        """Return the list of people, or what a list of them that is being read would bring."""
        width, height = size
        listed = list_rows(self.texts, self.view.form, width) if isinstance(self.view.form, RosterForm) else []
        if not listed:
            return super().rows(size)
        foot, lines = kept_legend(self.foot(size), height), [Block((made,), at) for at, made in enumerate(listed)]
        return [*seen_rows(lines, 0, max(1, height - len(foot)), self.texts), *foot]

    def follow(self, before: Session) -> Self:
        """Bring a newcomer into sight."""
        people = len(self.session.participants)
        return replace(self, at=people - 1) if people > len(before.members) else self

    def looks_at(self) -> LookAt:
        return LookAt(wall="people")

    @property
    def keys(self) -> Sequence[PanelKey]:
        people, person = self.session.members, self.item
        onward = replace(self, at=min(self.place + 1, max(0, len(people) - 1)))

        def present(presence: Presence) -> Effect | None:
            return Do((SetPresence(id=person.id, presence=presence),), onward) if person else None

        expected = tuple(one.id for one in people if one.presence == "expected")
        everyone = Together(commands=tuple(SetPresence(id=one, presence="present") for one in expected))
        all_here = Do((everyone,), self) if expected else Do((), self, tell="people.none-expected")
        edit = remove = None
        if person:
            roles = "/".join(self.say(f"word.role.{role}") for role in person.roles)
            line = f"{person.name}; {self.session.name_of(person.party)}; {person.field}; {roles}".rstrip("; ")
            edit = Begin(line, self, PersonForm(person.id), taken=True)
            name = (("name", person.name),)  # it is done at the first press, and said
            remove = Do((RemoveParticipant(id=person.id),), self, tell="people.removed", details=name)
        return (
            PanelKey("p", "people.key.present", present("present")),
            PanelKey("e", "people.key.remote", present("remote")),
            PanelKey("s", "people.key.excused", present("excused")),
            PanelKey("x", "people.key.absent", present("absent")),
            PanelKey("a", "people.key.all", all_here),
            PanelKey("t", "people.key.arrived", Do((MarkArrived(id=person.id),), self) if person else None),
            PanelKey("l", "people.key.left", Do((MarkLeft(id=person.id),), self) if person else None),
            PanelKey("d", "people.key.remove", remove),
            PanelKey("n", "people.key.new", Begin("", self, PersonForm())),
            PanelKey("i", "people.key.list", Begin("", self, RosterForm())),
            PanelKey("enter", "people.key.edit", edit),
        )

    def _facts(self, person: Participant) -> list[str]:
        """Return party, field, when somebody came and left, and the roles."""
        texts = self.texts
        return [
            self.session.name_of(person.party),
            person.field,
            *_comings_and_goings(person, texts),
            *(texts.say(f"word.role.{role}") for role in person.roles),
        ]


def _comings_and_goings(person: Participant, texts: Texts) -> Iterator[str]:
    if person.arrived:
        yield texts.say("people.arrived", time=clock_time(person.arrived, texts.locale))
    for pair in person.away:
        start, *end = (clock_time(at, texts.locale) for at in pair)
        yield texts.say("people.away", start=start, end=end[0]) if end else texts.say("people.out", time=start)
    if person.left:
        yield texts.say("people.left", time=clock_time(person.left, texts.locale))


_LETTERS: dict[str, Setting] = {
    "t": "goal",
    "m": "indicator",
    "p": "rule",
    "s": "agreement-needed",
    "v": "choice",
    "k": "term-goal",
    "e": "theme",
    "y": "table-kind",
    "o": "url",
    "w": "crowd",
    "n": "next",
    "a": "hours",
    "r": "place",
}
"""Each fact and the letter that begins its line."""
_NAME = 24


@dataclass(frozen=True)
class TablePanel(ListPanel[tuple[str, Setting]]):
    """The facts as they stand, and what is missing; Enter begins the line of the chosen one."""

    def items(self) -> Sequence[tuple[str, Setting]]:
        return tuple(_LETTERS.items())

    def lines(self, item: tuple[str, Setting], width: int) -> Rows:
        letter, setting = item
        name = f"{self.say(f'word.setting.{setting}'):<{_NAME}}"
        words = " · ".join(self._words(setting, fact) for fact in facts_of(self.session, setting))
        missing = self.say("panel.table.missing")
        lines = paragraph(words or missing, width - _NAME - 5, "text" if words else "dim", 3)
        return hanging(row((f"{letter}  ", "strong"), (name, "dim")), lines, Press(letter))

    def _words(self, setting: Setting, fact: Fact) -> str:
        if isinstance(fact, Goal):
            return f"{fact.id} {fact.text}"
        if isinstance(fact, Crowd):
            return f"{fact.count} {self.session.name_of(fact.party)}"
        return fact_words(setting, fact, self.texts)

    def head(self, size: Size) -> Rows:
        return [self.counted_title("panel.table.title", size[0]), EMPTY]

    @property
    def keys(self) -> Sequence[PanelKey]:
        begins = {letter: Begin(self.say(f"panel.table.line.{setting}"), self) for letter, setting in _LETTERS.items()}
        chosen = list(begins.values())[self.place]
        letters = (
            PanelKey(letter, f"word.setting.{_LETTERS[letter]}", begin, shown=False) for letter, begin in begins.items()
        )
        return (PanelKey("enter", "panel.table.set", chosen), *letters)


@dataclass(frozen=True)
class ResourcesPanel(ListPanel[Giver | Offer]):
    """Sums by party above, free offers below; Enter asks in the line for the task to tie an offer to."""

    def items(self) -> Sequence[Giver | Offer]:
        return (*resources(self.session).givers, *(offer for offer in self.session.offers if not offer.task))

    def lines(self, item: Giver | Offer, width: int) -> Rows:
        return self._giver(item, width) if isinstance(item, Giver) else [self._offer(item, width)]

    def blocks(self, size: Size) -> Sequence[Block]:
        blocks = super().blocks(size)
        givers = len(resources(self.session).givers)
        title = Block((self.title("panel.resources.free"),))
        return [*blocks[:givers], *([title] if blocks[givers:] else []), *blocks[givers:]]

    def head(self, size: Size) -> Rows:
        title = self.title("panel.resources.title")
        nothing = [EMPTY, *inset(self.say("panel.resources.nothing"), size[0], "dim")]
        return [title] if resources(self.session).givers else [title, *nothing]

    def foot(self, size: Size) -> Rows:
        return [*self._hints(resources(self.session), size[0]), *self.legend(size[0])]

    def open(self) -> Self:
        """Begin at the first offer."""
        items = self.items()
        return replace(self, at=next((at for at, item in enumerate(items) if isinstance(item, Offer)), 0))

    def looks_at(self) -> LookAt:
        item = self.item
        return LookAt(focus=item.id if isinstance(item, Offer) else "", wall="resources")

    @property
    def keys(self) -> Sequence[PanelKey]:
        item = self.item
        no_task = Do((), self, tell="panel.resources.no-task", trouble=True)
        tie = Begin(f"{item.id} T", self) if isinstance(item, Offer) else None
        return (
            PanelKey("enter", "panel.resources.tie", tie if self.session.tasks or not tie else no_task),
            PanelKey("down", "panel.one.next", self.step("down")),
        )

    def _hints(self, made: Resources, width: int) -> Rows:
        """Return who has given nothing yet, and who bears too much."""
        session, say = self.session, self.say
        rows: Rows = []
        if made.silent:
            names = ", ".join(session.name_of(party) for party in made.silent)
            rows += inset(say("panel.resources.silent", names=names), width, "dim")
        if made.heavy:
            rows += inset(say("rule.heavy", party=session.name_of(made.heavy)), width, "trouble")
        return rows

    def _giver(self, giver: Giver, width: int) -> Rows:
        name = self.session.name_of(giver.party) if giver.party else self.say("panel.resources.nobody")
        parts: list[str] = []
        if giver.pledged:
            parts.append(self.say("panel.resources.pledged", what=self._sums(giver.pledged)))
        if giver.offered:
            parts.append(self.say("panel.resources.offered", what=self._sums(giver.offered)))
        if giver.tasks:
            parts.append(self.texts.count("panel.resources.tasks", giver.tasks))
        lines = paragraph(" · ".join(parts), width - 7, "text")
        return [row((name, "strong")), *indent(lines, 3)]

    def _sums(self, sums: tuple[Sum, ...]) -> str:
        return ", ".join(self._sum(one) for one in sums)

    def _sum(self, one: Sum) -> str:
        kind = self.say(f"word.resource.{one.kind}")
        if one.amount:
            amount = f"{one.amount:g}".replace(".", self.texts.locale.comma)
            return f"{amount} {one.unit}".strip() + f" ({kind})"
        return f"{kind} ×{one.count}" if one.count > 1 else kind

    def _offer(self, offer: Offer, width: int) -> Row:
        who = f"{short_name(self.session, offer.by)}: " if offer.by else ""
        return row((f" {offer.id:<5}", "offer"), shorten(f"{who}{offer.text}", width - 9))
