"""The people at the table: presence with one key, adding and editing through the capture line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.base import Command
from kpfacil.commands.people import MarkArrived, MarkLeft, RemoveParticipant, SetPresence
from kpfacil.model.dates import clock_time
from kpfacil.model.people import Participant, Presence
from kpfacil.model.texts import Texts
from kpfacil.rules.heard import heard
from kpfacil.tui.forms import PersonForm
from kpfacil.tui.forms_roster import RosterForm
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.pictures.roster import PRESENCE_SIGNS
from kpfacil.tui.pictures.roster_preview import list_rows
from kpfacil.tui.room import Room

_LOW = 12
_PRESENCE: Mapping[str, Presence] = {"p": "present", "e": "remote", "s": "excused", "x": "absent"}


@dataclass(slots=True)
class PeoplePanel(Panel):
    """The roster as a list; each key is shown beside what it says."""

    keys: ClassVar[Mapping[str, str]] = {
        "p": "people.key.present",
        "e": "people.key.remote",
        "s": "people.key.excused",
        "x": "people.key.absent",
        "t": "people.key.arrived",
        "l": "people.key.left",
        "d": "people.key.remove",
        "n": "people.key.new",
        "i": "people.key.list",
        "enter": "people.key.edit",
    }
    at: int = 0
    known: int = 0
    """How many people there were when the list was drawn last: a newcomer is brought into sight."""

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the list of people, and below it the keys in words."""
        width, height = size
        people = room.session.members
        self.at = max(0, min(len(people) - 1 if 0 < self.known < len(people) else self.at, len(people) - 1))
        self.known = len(people)
        voices = heard(room.session)
        rows = [row((f" {room.texts.say('people.title')}", "strong"))]
        legend = [EMPTY, *self.legend(room, width)] if height > _LOW else self.legend(room, width)
        listed = list_rows(room, room.form, width) if isinstance(room.form, RosterForm) else []
        if listed:
            return with_legend(listed, legend, height)
        if not people:
            empty = indent(paragraph(room.texts.say("people.empty"), width - 6, "dim"), 3)
            return with_legend([*rows, EMPTY, *empty], legend, height)
        seen = window(self.at, len(people), max(1, height - len(legend) - 1))
        rows += [
            _line(room, people[place], width, chosen=place == self.at, heard=people[place].id in voices)
            for place in seen
        ]
        return with_legend(rows, legend, height)

    def press(self, room: Room, key: str) -> None:
        """Move the cursor, say how the person takes part, or begin a line that edits the roster."""
        people = room.session.members
        if key == "enter" and people:
            room.form = PersonForm(people[min(self.at, len(people) - 1)].id)
            return
        if key in ("n", "i"):
            room.form = PersonForm() if key == "n" else RosterForm()
            return
        command = self._command(people[min(self.at, len(people) - 1)], key) if people else None
        if command is None:
            self.at = moved(self.at, key, len(people)) if people else 0
        elif room.do(command):
            self.at = max(0, min(self.at + (key in _PRESENCE), len(room.session.members) - 1))

    def _command(self, person: Participant, key: str) -> Command | None:
        if key in _PRESENCE:
            return SetPresence(id=person.id, presence=_PRESENCE[key])
        match key:
            case "t":
                return MarkArrived(id=person.id)
            case "l":
                return MarkLeft(id=person.id)
            case "d":
                return RemoveParticipant(id=person.id)
            case _:
                return None

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that ask in the line: for a new person, a list, or the chosen one with what is known."""
        people = room.session.members
        edit = {"enter": _edit_line(room, people[min(self.at, len(people) - 1)])} if people else {}
        return {"n": "", "i": "", **edit}

    def point(self, room: Room, place: int) -> None:
        """Choose the person that was clicked, or the column of a list where one is asked for."""
        if isinstance(room.form, RosterForm) and room.form.question is not None:
            room.enter(str(place))
        else:
            self.at = place


def _edit_line(room: Room, person: Participant) -> str:
    party = room.session.name_of(person.party) if person.party else ""
    roles = "/".join(room.texts.say(f"word.role.{role}") for role in person.roles)
    return f"{person.name}; {party}; {person.field}; {roles}".rstrip("; ")


def _comings_and_goings(person: Participant, texts: Texts) -> Iterator[str]:
    if person.arrived:
        yield texts.say("people.arrived", time=clock_time(person.arrived, texts.locale))
    for pair in person.away:
        start, *end = (clock_time(at, texts.locale) for at in pair)
        yield texts.say("people.away", start=start, end=end[0]) if end else texts.say("people.out", time=start)
    if person.left:
        yield texts.say("people.left", time=clock_time(person.left, texts.locale))


def _line(room: Room, person: Participant, width: int, *, chosen: bool, heard: bool) -> Row:
    session, texts = room.session, room.texts
    place = session.members.index(person)
    words = [texts.say(f"word.presence.{person.presence}")]
    words += _comings_and_goings(person, texts)
    words += [texts.say(f"word.role.{role}") for role in person.roles]
    party = session.name_of(person.party) if person.party else ""
    facts = " · ".join(part for part in (party, person.field, *words) if part)
    mark = "▸" if chosen else " "
    name = person.name
    return row(
        (f" {mark} {PRESENCE_SIGNS[person.presence]} ", "strong"),
        (name, "strong"),
        (f" ({person.id})  ", "dim"),
        (shorten(facts, max(4, width - len(name) - len(person.id) - 12)), "dim"),
        (" ✓" if heard else "", "good"),
        target=f"^{place}",
        fill="chosen" if chosen else "",
    )
