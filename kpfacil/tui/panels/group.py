"""Grouping and dots: ideas by theme or by dots; take, move, rename, merge, count, forward, park, let go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.base import Command, Together
from kpfacil.commands.change import AddVotes, LetGo, SetFate, SetTheme
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.promise import MakeOf
from kpfacil.commands.record import NEW
from kpfacil.model.entries import Agreement, Idea, Parked
from kpfacil.model.session import Session
from kpfacil.model.value import frozen, last_kept
from kpfacil.rules.funnel import budget, by_dots
from kpfacil.tui.forms import LineForm
from kpfacil.tui.listing import Block
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, PanelKey
from kpfacil.views.cards import dots
from kpfacil.views.names import short_names_apart

_GONE = ("dropped", "parked")
_DIGITS = tuple("0123456789")
_TWO_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the list: a theme's heading (`idea` None) or an idea under it."""

    theme: str
    idea: Idea | None = None


@frozen()
class Count:
    """Dots that are being typed for an idea: the idea as it was before, where it stood, and the digits so far."""

    idea: Idea
    place: int
    number: str


@dataclass(frozen=True)
class GroupPanel(ListPanel[Spot]):
    """All ideas on one list, grouped by theme or ordered by dots."""

    taken: frozenset[str] = frozenset()
    by_dots: bool = False
    counted: Count | None = None
    """The number that a second digit would go on with; its dots are on the idea already."""

    def items(self) -> Sequence[Spot]:
        return places_of(self.session, by_number=self.by_dots)

    def head(self, size: Size) -> Rows:
        rows = [self._head(size[0])]
        if not self.session.ideas:
            rows += [EMPTY, row((f"   {self.say('panel.group.nothing')}", "dim"))]
        return rows

    def foot(self, size: Size) -> Rows:
        return super().foot(size) if self.session.ideas else []

    def _head(self, width: int) -> Row:
        made = budget(self.session)
        say = self.say
        left = row((f" {say('panel.group.by-dots' if self.by_dots else 'panel.group.by-theme')}", "strong"))
        if not made.used:
            return left
        words = say("panel.group.budget", used=made.used, total=made.total, people=made.people, each=made.each)
        if made.over:
            over = self.texts.count("rule.dots-over", made.over, used=made.used, total=made.total)
            alarm = row((f" ! {over} ", "alarm"))
            return ends(left, alarm, width) if left.width + alarm.width < width else alarm
        return ends(left, row((f"{words} ", "dim")), width)

    def lines(self, item: Spot, width: int) -> Rows:
        if item.idea is None:
            name = f"#{item.theme}" if item.theme else self.say("panel.group.no-theme")
            return [row((name, "strong"))]
        idea = item.idea
        right = row((f" {'  '.join(self._tail(idea))} ", "idea"))
        who = short_names_apart(self.session, idea.by, self.texts)
        words = shorten(f"{idea.text}  ({who})" if who else idea.text, width - right.width - 9)
        took = "◆" if idea.id in self.taken else " "
        left = row((f"{took} {idea.id:<5}", "idea"), (words, "gone" if idea.fate in _GONE else "text"))
        return [ends(left, right, width)]

    def _tail(self, idea: Idea) -> list[str]:
        """Return what stands at the end of an idea's row: the number being typed, dots, fate and theme."""
        count = self.counted
        tail = [self.say("panel.group.typed", number=count.number)] if count and self._counts(idea) else []
        if idea.votes:
            tail.append(dots(idea.votes))
        if idea.fate != "open":
            tail.append(self.say(f"word.fate.{idea.fate}"))
        if self.by_dots and idea.theme:
            tail.append(f"#{idea.theme}")
        return tail

    def blocks(self, size: Size) -> Sequence[Block]:
        """Return the places; of how many more there are only ideas are told."""
        made = zip(super().blocks(size), self.items(), strict=True)
        return [block if spot.idea else replace(block, heading=True) for block, spot in made]

    def looks_at(self) -> LookAt:
        return LookAt(wall="ranking" if self.by_dots else "")

    def follow(self, before: Session) -> Self:
        """Have the cursor follow the idea whose dots are being counted."""
        places = enumerate(self.items()) if self.counted else ()
        return next((replace(self, at=at) for at, spot in places if self._counts(spot.idea)), self)

    @property
    def keys(self) -> Sequence[PanelKey]:
        spot = self.item
        idea = spot.idea if spot is not None else None
        theme = spot.theme if spot is not None else ""
        mine = idea.theme if idea is not None else theme
        decided = {name: Do((command,), self) for name, command in _decisions(idea).items()}
        return (
            PanelKey("space", "panel.group.take", self._take(idea)),
            PanelKey("enter", "panel.group.move", self._drop_taken(theme)),
            PanelKey("t", "panel.group.theme", Begin(f"{idea.id} #", self) if idea else None),
            PanelKey(
                "n", "panel.group.rename", Begin(mine, self, LineForm("theme", mine), taken=True) if mine else None
            ),
            PanelKey("1", "panel.group.dots", self._digit("1"), more=tuple("0²³")),
            PanelKey("m", "panel.group.minus", decided.get("m")),
            PanelKey("l", "panel.group.sort", Do((), replace(self, by_dots=not self.by_dots, at=0)) if spot else None),
            PanelKey("f", "panel.group.forward", decided.get("f")),
            PanelKey("o", "panel.group.park", decided.get("o")),
            PanelKey("x", "panel.group.drop", decided.get("x")),
            PanelKey("s", "panel.group.agree", decided.get("s")),
            PanelKey("h", "panel.group.task", Begin(f"{idea.id} ! ", self) if idea else None),
        )

    def press(self, key: str) -> Effect | None:
        """Return what a key does; a digit is dots, and any other key ends the number, from which ↓ and Enter go on."""
        if key in _DIGITS:
            return self._digit(key)
        if self.counted is None:
            return super().press(key)
        ended = replace(self, counted=None)
        return Do((), ended.at_idea(self.counted.place + 1)) if key in ("down", "enter") else ended.press(key)

    def point(self, place: int) -> Effect | None:
        """Return what a click does: it chooses; ideas that were taken go under the theme that was clicked."""
        there = replace(self, at=place, counted=None)
        moved_there = there.press("enter") if self.taken else None
        return moved_there or Do((), there)

    def _take(self, idea: Idea | None) -> Effect | None:
        if idea is None:
            return None
        return Do((), replace(self, taken=self.taken ^ {idea.id}, at=self.after("down")))

    def _drop_taken(self, theme: str) -> Effect | None:
        """Return what puts the taken ideas under the theme at the cursor."""
        taken = tuple(idea.id for idea in self.session.ideas if idea.id in self.taken)
        commands = tuple(SetTheme(entry=idea, theme=theme) for idea in taken)
        return Do((Together(commands=commands),), replace(self, taken=frozenset())) if taken else None

    def _digit(self, digit: str) -> Effect | None:
        """Return what a digit does: it counts at once, for the idea at the cursor or the next one below a heading.

        Where there are more than nine dots to give it may be the second one of a number; else the next idea follows.
        """
        most = budget(self.session).total
        count = self.counted
        at, onward = self.place, replace(self, counted=None)
        if count is not None and int(count.number + digit) > most:
            at, count = count.place + 1, None
        here = onward.at_idea(at)
        spot = here.item
        if spot is None or spot.idea is None:
            return None
        if count is None or not self._counts(spot.idea):
            count = Count(spot.idea, max(at, here.at), "")
        count = replace(count, number=count.number + digit)
        votes = count.idea.votes + int(count.number) - spot.idea.votes
        onward = (
            here.at_idea(here.at + 1) if int(count.number) == 0 or most < _TWO_DIGITS else replace(here, counted=count)
        )
        more = len(count.number) > 1
        return Do((AddVotes(idea=spot.idea.id, votes=votes),) if votes else (), onward, more=more)

    def _counts(self, idea: Idea | None) -> bool:
        """Return whether an idea is the one whose dots are being counted, and has the dots that were counted."""
        count = self.counted
        if idea is None or count is None:
            return False
        return (idea.id, idea.votes) == (count.idea.id, count.idea.votes + int(count.number))

    def at_idea(self, first: int) -> Self:
        """Return the panel with its cursor at a place, or at the next idea below it; headings are passed over."""
        places = self.items()
        at = next((at for at in range(first, len(places)) if places[at].idea is not None), self.place)
        return replace(self, at=at)


def _decisions(idea: Idea | None) -> dict[str, Command]:
    """Return what each letter does with an idea."""
    if idea is None:
        return {}
    dropped, forward = idea.fate == "dropped", idea.fate == "forward"
    return {
        "m": AddVotes(idea=idea.id, votes=-1),
        "f": SetFate(idea=idea.id, fate="open" if forward else "forward"),
        "o": MakeOf(entry=idea.id, made=Parked(id=NEW, text="")),
        "x": SetFate(idea=idea.id, fate="open") if dropped else LetGo(entry=idea.id),
        "s": MakeOf(entry=idea.id, made=Agreement(id=NEW, text="")),
    }


@last_kept
def places_of(session: Session, *, by_number: bool) -> list[Spot]:
    """Return the list's places: ideas by dots, or under their themes in the order in which those came up."""
    if by_number:
        return [Spot("", idea) for idea in by_dots(session.ideas)]
    themes: dict[str, list[Spot]] = {idea.theme: [Spot(idea.theme)] for idea in session.ideas if idea.theme}
    for idea in session.ideas:
        themes.setdefault(idea.theme, [Spot(idea.theme)]).append(Spot(idea.theme, idea))
    return [spot for spots in themes.values() for spot in spots]
