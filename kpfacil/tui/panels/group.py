"""Grouping and dots: ideas by theme or by dots; take, move, rename, merge, count, forward, park, let go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from kpfacil.commands.base import Command, Together
from kpfacil.commands.change import AddVotes, LetGo, SetFate, SetTheme
from kpfacil.commands.promise import Park, ToAgreement
from kpfacil.model.entries import Idea
from kpfacil.model.session import Session
from kpfacil.rules.dots import budget, by_dots
from kpfacil.tui.forms import ThemeForm
from kpfacil.tui.paint import EMPTY, Row, ends, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.pictures.words import dots
from kpfacil.tui.room import Room
from kpfacil.views.names import short_name

_GONE = ("dropped", "parked")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the list: a theme's heading (`idea` None) or an idea under it."""

    theme: str
    idea: Idea | None = None


@dataclass(slots=True)
class GroupPanel(Panel):
    """All ideas on one list, grouped by theme or ordered by dots."""

    keys: ClassVar[Mapping[str, str]] = {
        "space": "panel.group.take",
        "enter": "panel.group.move",
        "t": "panel.group.theme",
        "n": "panel.group.rename",
        "1": "panel.group.dots",
        "m": "panel.group.minus",
        "l": "panel.group.sort",
        "f": "panel.group.forward",
        "o": "panel.group.park",
        "x": "panel.group.drop",
        "s": "panel.group.agree",
        "h": "panel.group.task",
    }
    at: int = 0
    taken: set[str] = field(default_factory=set)
    by_dots: bool = False

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the budget of dots, the list and the keys."""
        width, height = size
        places = places_of(room.session, by_number=self.by_dots)
        rows = [self._head(room, width)]
        if not places:
            return [*rows, EMPTY, row((f"   {room.texts.say('panel.group.nothing')}", "dim"))]
        self.at = max(0, min(self.at, len(places) - 1))
        legend = self.legend(room, width)
        seen = window(self.at, len(places), max(1, height - len(legend) - 1))
        rows += [self._line(room, places[place], place, width) for place in seen]
        return with_legend(rows, legend, height)

    def _head(self, room: Room, width: int) -> Row:
        made = budget(room.session)
        say = room.texts.say
        left = row((f" {say('panel.group.by-dots' if self.by_dots else 'panel.group.by-theme')}", "strong"))
        if not made.used:
            return left
        words = say("panel.group.budget", used=made.used, total=made.total, people=made.people, each=made.each)
        if made.over:
            over = room.texts.count("rule.dots-over", made.over, used=made.used, total=made.total)
            alarm = row((f" ! {over} ", "alarm"))
            return ends(left, alarm, width) if left.width + alarm.width < width else alarm
        return ends(left, row((f"{words} ", "dim")), width)

    def _line(self, room: Room, place: Place, at: int, width: int) -> Row:
        chosen = at == self.at and room.entered
        fill = "chosen" if chosen else ""
        mark = "▸" if chosen else " "
        if place.idea is None:
            name = f"#{place.theme}" if place.theme else room.texts.say("panel.group.no-theme")
            return row((f" {mark} {name}", "strong"), target=f"^{at}", fill=fill)
        idea = place.idea
        took = "◆" if idea.id in self.taken else " "
        style = "gone" if idea.fate in _GONE else "text"
        who = ", ".join(short_name(room.session, handle) for handle in idea.by)
        tail = [dots(idea.votes)] if idea.votes else []
        if idea.fate != "open":
            tail.append(room.texts.say(f"word.fate.{idea.fate}"))
        if self.by_dots and idea.theme:
            tail.append(f"#{idea.theme}")
        right = row((f" {'  '.join(tail)} ", "idea")) if tail else row(" ")
        room_left = width - right.width - 12
        words = shorten(f"{idea.text}  ({who})" if who else idea.text, room_left)
        made = row((f" {mark}{took} {idea.id:<5}", "idea"), (words, style), target=f"^{at}", fill=fill)
        line = ends(made, right, width)
        return Row(line.spans, f"^{at}", fill)

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that ask for a theme or a task in the line."""
        place = self._place(room)
        if place is None:
            return {}
        if place.idea is None:
            return {"n": place.theme} if place.theme else {}
        asked = {"t": f"{place.idea.id} #", "h": f"{place.idea.id} ! "}
        return {**asked, "n": place.idea.theme} if place.idea.theme else asked

    def press(self, room: Room, key: str) -> None:
        """Move, take, drop, count or decide about the idea under the cursor."""
        place = self._place(room)
        if place is None:
            return
        if key == "l":
            self.by_dots = not self.by_dots
        elif key == "n" and place.theme:
            room.form = ThemeForm(place.theme)
        elif key == "space" and place.idea is not None:
            self.taken ^= {place.idea.id}
            self.at = moved(self.at, "down", len(places_of(room.session, by_number=self.by_dots)))
        elif key == "enter":
            self._drop(room, place)
        elif key.isdecimal() and place.idea is not None:
            self._count(room, place.idea, int(key))
        elif (command := _decided(place.idea, key)) is not None:
            room.do(command)
        else:
            self.at = moved(self.at, key, len(places_of(room.session, by_number=self.by_dots)))

    def _place(self, room: Room) -> Place | None:
        places = places_of(room.session, by_number=self.by_dots)
        return places[max(0, min(self.at, len(places) - 1))] if places else None

    def _drop(self, room: Room, place: Place) -> None:
        """Put the taken ideas under the theme at the cursor."""
        taken = tuple(idea.id for idea in room.session.ideas if idea.id in self.taken)
        if taken and room.do(Together(commands=tuple(SetTheme(entry=idea, theme=place.theme) for idea in taken))):
            self.taken.clear()

    def _count(self, room: Room, idea: Idea, number: int) -> None:
        """Add dots and, in a round of counting, go on to the next idea."""
        if number and not room.do(AddVotes(idea=idea.id, votes=number)):
            return
        if not self.by_dots:
            self.at = moved(self.at, "down", len(places_of(room.session, by_number=False)))

    def point(self, room: Room, place: int) -> None:
        """Choose what was clicked; ideas that were taken go under its theme."""
        self.at = place
        if self.taken:
            self.press(room, "enter")


def _decided(idea: Idea | None, key: str) -> Command | None:
    if idea is None:
        return None
    dropped, forward = idea.fate == "dropped", idea.fate == "forward"
    commands: dict[str, Command] = {
        "m": AddVotes(idea=idea.id, votes=-1),
        "f": SetFate(idea=idea.id, fate="open" if forward else "forward"),
        "o": Park(entry=idea.id),
        "x": SetFate(idea=idea.id, fate="open") if dropped else LetGo(entry=idea.id),
        "s": ToAgreement(entry=idea.id),
    }
    return commands.get(key)


def places_of(session: Session, *, by_number: bool) -> list[Place]:
    """Return the list's places: ideas by dots, or under their themes in the order in which those came up."""
    if by_number:
        return [Place("", idea) for idea in by_dots(session.ideas)]
    themes = list(dict.fromkeys(idea.theme for idea in session.ideas if idea.theme))
    loose = any(not idea.theme for idea in session.ideas)
    places: list[Place] = []
    for theme in (*themes, *([""] if loose else [])):
        places.append(Place(theme))
        places += [Place(theme, idea) for idea in session.ideas if idea.theme == theme]
    return places
