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
from kpfacil.rules.heard import heard
from kpfacil.tui.asked import ListPlace
from kpfacil.tui.forms import PersonForm
from kpfacil.tui.forms_roster import RosterForm
from kpfacil.tui.paint import EMPTY, Row, ends, indent, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, Panel, PanelKey, PanelView, window, with_legend
from kpfacil.tui.pictures.roster import PRESENCE_SIGNS
from kpfacil.tui.pictures.roster_preview import list_rows

_LOW = 12


@dataclass(frozen=True)
class PeoplePanel(Panel):
    """The roster as a list; each key is shown beside what it says."""

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return the list of people, and below it the keys in words."""
        width, height = size
        people = view.session.members
        voices = heard(view.session)
        legend = [EMPTY, *self.legend(view, width)] if height > _LOW else self.legend(view, width)
        listed = list_rows(view.texts, view.form, width) if isinstance(view.form, RosterForm) else []
        if listed:
            return with_legend(listed, legend, height)
        title = row((f" {view.texts.say('people.title')}", "strong"))
        if not people:
            empty = indent(paragraph(view.texts.say("people.empty"), width - 6, "dim"), 3)
            return with_legend([title, EMPTY, *empty], legend, height)
        here = self.place(view)
        seen = window(here, len(people), max(1, height - len(legend) - 1))
        more = f"{seen.start + 1}–{seen.stop} / {len(people)} " if len(seen) < len(people) else ""
        rows = [ends(title, row((more, "dim")), width)]
        rows += [
            _line(view, people[place], width, chosen=place == here, heard=people[place].id in voices) for place in seen
        ]
        return with_legend(rows, legend, height)

    def count(self, view: PanelView) -> int:
        """Return the number of people."""
        return len(view.session.members)

    def changed(self, before: Session, after: PanelView) -> Self:
        """Bring a newcomer into sight."""
        people = len(after.session.participants)
        return replace(self, at=people - 1) if people > len(before.members) else self

    def looks_at(self, view: PanelView) -> LookAt:
        """Return the roll call: the room sees who has come."""
        del view
        return LookAt(wall="people")

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return how the chosen one takes part, who comes and goes, and what edits the roster in the line."""
        people = view.session.members
        person = people[self.place(view)] if people else None
        onward = replace(self, at=min(self.place(view) + 1, max(0, len(people) - 1)))

        def present(presence: Presence) -> Effect | None:
            return Do((SetPresence(id=person.id, presence=presence),), onward) if person else None

        expected = tuple(one.id for one in people if one.presence == "expected")
        everyone = Together(commands=tuple(SetPresence(id=one, presence="present") for one in expected))
        all_here = Do((everyone,), self) if expected else Do((), self, tell="people.none-expected")
        edit = Begin(_edit_line(view, person), self, PersonForm(person.id)) if person else None
        return (
            PanelKey("p", "people.key.present", present("present")),
            PanelKey("e", "people.key.remote", present("remote")),
            PanelKey("s", "people.key.excused", present("excused")),
            PanelKey("x", "people.key.absent", present("absent")),
            PanelKey("a", "people.key.all", all_here),
            PanelKey("t", "people.key.arrived", Do((MarkArrived(id=person.id),), self) if person else None),
            PanelKey("l", "people.key.left", Do((MarkLeft(id=person.id),), self) if person else None),
            PanelKey("d", "people.key.remove", Do((RemoveParticipant(id=person.id),), self) if person else None),
            PanelKey("n", "people.key.new", Begin("", self, PersonForm())),
            PanelKey("i", "people.key.list", Begin("", self, RosterForm())),
            PanelKey("enter", "people.key.edit", edit),
        )


def _edit_line(view: PanelView, person: Participant) -> str:
    party = view.session.name_of(person.party) if person.party else ""
    roles = "/".join(view.texts.say(f"word.role.{role}") for role in person.roles)
    return f"{person.name}; {party}; {person.field}; {roles}".rstrip("; ")


def _line(view: PanelView, person: Participant, width: int, *, chosen: bool, heard: bool) -> Row:
    session, texts = view.session, view.texts
    place = session.members.index(person)
    presence = f"{texts.say(f'word.presence.{person.presence}'):<10}"
    facts = " · ".join(part for part in _facts(view, person) if part)
    mark = "▸" if chosen else " "
    name = person.name
    return row(
        (f" {mark} {PRESENCE_SIGNS[person.presence]} ", "strong"),
        (f"{presence} ", "text" if person.here else "dim"),
        (name, "strong"),
        (f" ({person.id})  ", "dim"),
        (shorten(facts, max(4, width - len(name) - len(person.id) - len(presence) - 13)), "dim"),
        (" ✓" if heard else "", "good"),
        does=ListPlace(place),
        fill="chosen" if chosen else "",
    )


def _facts(view: PanelView, person: Participant) -> list[str]:
    """Return party, field, when somebody came and left, and the roles."""
    texts = view.texts
    party = view.session.name_of(person.party) if person.party else ""
    return [
        party,
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
