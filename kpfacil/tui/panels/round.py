"""Whose turn it is in a round, where what is typed is the speaker's; and who has not been heard yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import LookAt, SetMeeting
from kpfacil.commands.rounds import EndTurn, SkipTurn, StartRoundAnew, TakeTurn
from kpfacil.model.dates import minutes_and_seconds
from kpfacil.model.meeting import CLOSING_ROUND, PhaseName, RoundOrder
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.rules.heard import Share, balance, ids_heard, not_heard
from kpfacil.rules.rounds import Round, round_of
from kpfacil.tui.paint import EMPTY, Rows, Size, inset, row, shorten
from kpfacil.tui.panels.base import Do, Effect, ListPanel, PanelKey
from kpfacil.views.names import name_and_party

_ORDERS: tuple[RoundOrder, ...] = ("seat", "by-party", "parties")


@frozen()
class Turner:
    """Somebody who takes a turn in the round, and the sign of how far that has come."""

    who: str
    sign: str
    skipped: bool


@dataclass(frozen=True)
class RoundPanel(ListPanel[Turner]):
    """The round of the step: the speaker large, the rest as a list in turn order."""

    ticks = True
    space_acts = True
    sure: bool = False
    """Whether going round anew has been asked for once already."""

    def items(self) -> Sequence[Turner]:
        made = round_of(self.session, self.process)
        signs = dict.fromkeys(made.skipped, "–") | dict.fromkeys(made.spoken, "✓") | {made.next: "›", made.speaker: "▶"}
        return [Turner(who, signs.get(who, " "), who in made.skipped) for who in made.everyone]

    def lines(self, item: Turner, width: int) -> Rows:
        words = name_and_party(self.session, item.who)
        if item.skipped:
            words += f"  ({self.say('panel.round.skipped')})"
        said = self._words_said(item.who)
        style = {"▶": "strong", "✓": "dim"}.get(item.sign, "text")
        name = shorten(words, width - 3)
        return [row((f"{item.sign} ", "strong"), (name, style), (f"  {said}" if said else "", "text"))]

    def head(self, size: Size) -> Rows:
        made = round_of(self.session, self.process)
        closing = self.view.name == CLOSING_ROUND
        title = inset(self.say("panel.round.closing"), size[0], "strong") if closing else [EMPTY]
        return [*title, *self._speaker(made, size[0]), EMPTY]

    def foot(self, size: Size) -> Rows:
        return [EMPTY, *self.legend(size[0])]

    def takes_words(self) -> bool:
        """Return whether somebody has the turn: what is typed is said by them then."""
        return bool(self.session.meeting.speaker)

    def looks_at(self) -> LookAt:
        """Return the closing round where this is it; the round of a step is the step's own picture."""
        return LookAt(wall=CLOSING_ROUND if self.view.name == CLOSING_ROUND else "")

    @property
    def keys(self) -> Sequence[PanelKey]:
        made = round_of(self.session, self.process)
        after = _ORDERS[(_ORDERS.index(made.order) + 1) % len(_ORDERS)]
        give = TakeTurn(who=made.everyone[self.place]) if made.everyone else None
        order = Do((SetMeeting(round_order=after),), self, tell=f"panel.round.order-is.{after}")
        forward = TakeTurn(who=made.next) if made.next else EndTurn()
        return (
            PanelKey("space", "panel.round.next", self._then(forward)),
            PanelKey("right", "panel.round.skip", self._skip(made), more=("o",)),
            PanelKey("left", "panel.round.end", self._then(EndTurn()), more=("v",)),
            PanelKey("enter", "panel.round.give", self._then(give) if give else None),
            PanelKey("j", "panel.round.order", order),
            PanelKey("a", "panel.round.anew", self._anew()),
        )

    def _skip(self, made: Round) -> Effect | None:
        """Return what passes the speaker by, or the one who would be next, and gives the turn on."""
        who = made.speaker or made.next
        if not who:
            return None
        onward = made.next if made.speaker and made.next != who else ""
        return self._then(SkipTurn(who=who), *((TakeTurn(who=onward),) if onward else ()))

    def _anew(self) -> Effect | None:
        """Return what forgets the turns taken; nothing is wiped at the first press."""
        if not any(turn.step == self.session.meeting.step for turn in self.session.turns):
            return None
        if self.sure:
            return self._then(StartRoundAnew())
        return Do((), replace(self, sure=True), tell="panel.round.sure", trouble=True)

    def _then(self, *commands: Command) -> Effect:
        """Return what does commands, after which the cursor stands at whoever speaks or is next."""
        return Do(commands, replace(self, at=self.place, sure=False))

    def follow(self, before: Session) -> Self:
        """Have the cursor follow the turn."""
        if before.turns == self.session.turns and before.meeting.speaker == self.session.meeting.speaker:
            return self
        made = round_of(self.session, self.process)
        now = made.speaker or made.next
        return replace(self, at=made.everyone.index(now) if now in made.everyone else self.at, sure=False)

    def point(self, place: int) -> Effect | None:
        """Return what gives the turn to whoever was clicked."""
        return replace(self, at=place).press("enter")

    def _speaker(self, made: Round, width: int) -> Rows:
        say = self.say
        if not made.speaker:
            begin = "panel.round.begin-closing" if self.view.name == CLOSING_ROUND else "panel.round.begin"
            words = say(begin if made.left else "panel.round.over" if made.everyone else "at-table.empty")
            return inset(words, width, "dim" if made.left else "strong")
        since = self.session.meeting.speaker_since
        spent = round((self.view.now - since).total_seconds()) if since else 0
        clock = minutes_and_seconds(spent, self.texts.locale)
        limit = minutes_and_seconds(made.seconds, self.texts.locale)
        style = "trouble" if spent > made.seconds else "dim"
        left = self.texts.count("panel.round.left", len(made.left))
        return [
            row("   ", (name_and_party(self.session, made.speaker), "strong")),
            row("   ", (say("panel.round.time", spent=clock, each=limit), style), (f"  {left}", "dim")),
        ]

    def _words_said(self, who: str) -> str:
        """Return what somebody has said in the closing round."""
        if self.view.name != CLOSING_ROUND:
            return ""
        return next(
            (said.text for said in self.session.evaluations if (said.key, said.who) == (CLOSING_ROUND, who)), ""
        )


_BAR = 24


@dataclass(frozen=True)
class HeardPanel(ListPanel[str]):
    """Who has said nothing in this meeting or this phase, and how the talk spreads over the parties."""

    ticks = True

    this_phase: bool = False

    def items(self) -> Sequence[str]:
        people = (person.id for person in self.session.participants if person.may_answer)
        return sorted(people, key=ids_heard(self.session, self._phase()).__contains__)

    def lines(self, item: str, width: int) -> Rows:
        mark, style = ("✓ ", "dim") if item in ids_heard(self.session, self._phase()) else ("· ", "text")
        return [row((mark, "strong"), (name_and_party(self.session, item), style))]

    def head(self, size: Size) -> Rows:
        width, say = size[0], self.say
        quiet = not_heard(self.session, self._phase())
        title = say("panel.heard.phase" if self.this_phase else "panel.heard.meeting")
        rows = [*inset(title, width, "strong"), EMPTY, *self._clock()]
        if not quiet.people:
            rows.append(row("   ", (f"✓ {say('panel.heard.everybody')}", "good")))
        if quiet.parties:
            names = ", ".join(party.name for party in quiet.parties)
            rows += inset(say("panel.heard.parties", names=names), width)
        return rows

    def foot(self, size: Size) -> Rows:
        width, height = size
        shares = self._shares(balance(self.session, self._phase()), width)
        legend = self.legend(width)
        return [*_some(shares, (height - len(self.head(size)) - len(legend)) // 2), *legend]

    def _phase(self) -> PhaseName | None:
        return self.session.meeting.phase if self.this_phase else None

    @property
    def keys(self) -> Sequence[PanelKey]:
        who = self.item
        shown = self.session.meeting.balance_shown
        speak = Do((TakeTurn(who=who),), self) if who is not None else None
        return (
            PanelKey("enter", "panel.heard.clock", speak),
            PanelKey("space", "panel.heard.end", Do((EndTurn(),), self)),
            PanelKey("v", "panel.heard.span", Do((), replace(self, this_phase=not self.this_phase))),
            PanelKey("s", "panel.heard.wall", Do((SetMeeting(balance_shown=not shown),), self)),
        )

    def _clock(self) -> Rows:
        meeting = self.session.meeting
        if not meeting.speaker or meeting.speaker_since is None:
            return []
        spent = round((self.view.now - meeting.speaker_since).total_seconds())
        clock = minutes_and_seconds(spent, self.texts.locale)
        return [row("   ▶ ", (name_and_party(self.session, meeting.speaker), "strong"), (f"  {clock}", "dim")), EMPTY]

    def _shares(self, shares: tuple[Share, ...], width: int) -> Rows:
        most = max((share.entries + share.turns for share in shares), default=0)
        rows: Rows = []
        for share in shares:
            name = self.session.name_of(share.party) if share.party else self.say("panel.resources.nobody")
            number = share.entries + share.turns
            bar = "█" * round(_BAR * number / most) if most else ""
            rows.append(row(f"   {name[: width - _BAR - 10]:<24.24} ", (bar, "idea"), (f" {number}", "dim")))
        shown = self.say("panel.heard.on-wall" if self.session.meeting.balance_shown else "panel.heard.off-wall")
        return [row("   ", (shown, "dim")), *rows] if rows else rows


def _some(rows: Rows, most: int) -> Rows:
    """Return as many of the rows as fit, with the number of the rest."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], row((f"   + {len(rows) - most + 1}", "dim"))] if most > 2 else []  # noqa: PLR2004  a title and a number alone say nothing
