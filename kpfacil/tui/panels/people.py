"""The people at the table: presence with one key, adding and editing through the capture line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.base import Together
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.people import MarkArrived, MarkLeft, RemoveParticipant, SetPresence
from kpfacil.model.dates import clock_time
from kpfacil.model.people import Participant, Presence
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.heard import ids_heard
from kpfacil.tui.forms import PersonForm
from kpfacil.tui.forms_roster import RosterForm, list_rows
from kpfacil.tui.listing import Block, seen_rows
from kpfacil.tui.paint import EMPTY, Rows, Size, inset, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, PanelKey, kept_legend
from kpfacil.tui.pictures.roster import PRESENCE_SIGNS

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
