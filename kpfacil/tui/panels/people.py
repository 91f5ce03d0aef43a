"""The people at the table: presence with one key, adding and editing through the capture line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpfacil.commands.base import Command
from kpfacil.commands.people import MarkArrived, MarkLeft, RemoveParticipant, SetPresence
from kpfacil.model.dates import clock_time
from kpfacil.model.people import Participant
from kpfacil.rules.heard import heard
from kpfacil.tui.forms import PersonForm
from kpfacil.tui.paint import EMPTY, Row, row, shorten
from kpfacil.tui.panels.base import Chip, Panel, moved, window
from kpfacil.tui.pictures.roster import PRESENCE_SIGNS
from kpfacil.tui.room import Room

_KEYS = {"p": "present", "e": "remote", "s": "excused", "x": "absent", "t": "arrived", "l": "left", "d": "remove"}


@dataclass(slots=True)
class PeoplePanel(Panel):
    """The roster as a list; each key is shown beside what it says."""

    at: int = 0

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the list of people, and below it the keys in words."""
        width, height = size
        people = room.session.participants
        self.at = max(0, min(self.at, len(people) - 1))
        voices = heard(room.session)
        rows = [row((f" {room.texts.say('people.title')}", "strong"))]
        legend = _legend(room, width)
        if not people:
            return [*rows, EMPTY, row((f"   {room.texts.say('people.empty')}", "dim")), EMPTY, *legend]
        seen = window(self.at, len(people), max(1, height - len(legend) - 1))
        rows += [
            _line(room, people[place], width, chosen=place == self.at, heard=people[place].id in voices)
            for place in seen
        ]
        return [*rows, *legend]

    def press(self, room: Room, key: str) -> None:
        """Move the cursor, say how the person takes part, or begin a line that edits the roster."""
        people = room.session.participants
        if key == "enter" and people:
            room.form = PersonForm(people[self.at].id)
            return
        if key == "n":
            room.form = PersonForm()
            return
        command = self._command(people[self.at], key) if people else None
        if command is None:
            self.at = moved(self.at, key, len(people)) if people else 0
        elif room.do(command):
            self.at = min(self.at + (key in "pesx"), len(people) - 1)

    def _command(self, person: Participant, key: str) -> Command | None:
        match _KEYS.get(key):
            case "present" | "remote" | "excused" | "absent" as presence:
                return SetPresence(id=person.id, presence=presence)
            case "arrived":
                return MarkArrived(id=person.id)
            case "left":
                return MarkLeft(id=person.id)
            case "remove":
                return RemoveParticipant(id=person.id)
            case _:
                return None

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that ask for a person in the line: a new one, or the chosen one with what is known."""
        people = room.session.participants
        edit = {"enter": _edit_line(room, people[min(self.at, len(people) - 1)])} if people else {}
        return {"n": "", **edit}

    def chips(self, room: Room) -> Sequence[Chip]:
        """Return the panel's keys."""
        say = room.texts.say
        return tuple((key, say(f"people.key.{name}"), f"@{key}") for key, name in _KEYS.items())

    def point(self, room: Room, place: int) -> None:
        """Choose the person that was clicked."""
        del room
        self.at = place


def _legend(room: Room, width: int) -> list[Row]:
    words = [f"{key} {room.texts.say(f'people.key.{name}')}" for key, name in _KEYS.items()]
    words += [f"n {room.texts.say('people.key.new')}", f"Enter {room.texts.say('people.key.edit')}"]
    rows: list[Row] = [EMPTY]
    line = ""
    for word in words:
        if len(line) + len(word) + 5 > width:
            rows.append(row((f"   {line}", "dim")))
            line = ""
        line += word + "   "
    return [*rows, row((f"   {line}", "dim"))]


def _edit_line(room: Room, person: Participant) -> str:
    party = room.session.name_of(person.party) if person.party else ""
    roles = "/".join(room.texts.say(f"word.role.{role}") for role in person.roles)
    return f"{person.name}; {party}; {person.field}; {roles}".rstrip("; ")


def _line(room: Room, person: Participant, width: int, *, chosen: bool, heard: bool) -> Row:
    session, texts = room.session, room.texts
    place = session.participants.index(person)
    words = [texts.say(f"word.presence.{person.presence}")]
    if person.arrived:
        words.append(texts.say("people.arrived", time=clock_time(person.arrived, texts.language)))
    if person.left:
        words.append(texts.say("people.left", time=clock_time(person.left, texts.language)))
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
