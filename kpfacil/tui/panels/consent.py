"""The consent round: the agreement's words large, the roster below, one key a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.base import Command, Together
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.promise import ConsentRest, RecordConsent, WithdrawConsent
from kpfacil.model.entries import Agreement, Answer, Consent
from kpfacil.rules.consent import consent_state
from kpfacil.tui.paint import EMPTY, Row, ends, indent, paragraph, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room
from kpfacil.views.names import name_and_party

_ANSWERS: dict[str, Answer] = {"k": "yes", "p": "absent"}
_LINES = 4
_LOW = 12
_SIGNS: dict[str, str] = {"yes": "✓", "reservation": "~", "no": "✗", "absent": "–", "": "·"}


@dataclass(slots=True)
class ConsentPanel(Panel):
    """One agreement after another; the audience's screen shows the same one."""

    keys: ClassVar[Mapping[str, str]] = {
        "k": "panel.consent.yes",
        "v": "panel.consent.reservation",
        "e": "panel.consent.no",
        "p": "panel.consent.absent",
        "a": "panel.consent.rest",
        "b": "panel.consent.withdraw",
        "right": "panel.consent.next",
        "left": "panel.consent.back",
    }
    at: int = 0

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the agreement, who answered what, and the keys."""
        width, height = size
        agreement = self._agreement(room)
        if agreement is None:
            return [EMPTY, *indent(paragraph(room.texts.say("panel.consent.nothing"), width - 6, "dim"), 3)][:height]
        place = [one.id for one in room.session.agreements].index(agreement.id) + 1
        count = row((f"{place} / {len(room.session.agreements)} ", "dim"))
        rows = [ends(row((f"   {agreement.id}", "agreement")), count, width)]
        rows += indent(paragraph(agreement.text, width - 6, "strong", _LINES if height > _LOW else 2), 3)
        rows.append(self._summary(room, agreement))
        legend = self.legend(room, width)
        people = self._people(room)
        self.at = max(0, min(self.at, len(people) - 1))
        answers = {consent.who: consent for consent in agreement.answers}
        seen = window(self.at, len(people), max(1, height - len(rows) - len(legend)))
        rows += [_line(room, people[at], answers.get(people[at]), width, at, chosen=at == self.at) for at in seen]
        return with_legend(rows, legend, height)

    def _summary(self, room: Room, agreement: Agreement) -> Row:
        state = consent_state(room.session, agreement)
        if state.blocked:
            return row(("   ", "text"), (room.texts.say("board.blocked"), "trouble"))
        if state.complete:
            return row(("   ✓ ", "good"), (room.texts.say("panel.consent.complete"), "good"))
        return row(("   ", "text"), (room.texts.count("panel.consent.waiting", len(state.waiting)), "dim"))

    def _agreement(self, room: Room) -> Agreement | None:
        agreements = room.session.agreements
        focus = room.session.meeting.focus
        found = next((one for one in agreements if one.id == focus), None)
        if found is not None:
            return found
        unasked = [one for one in agreements if not consent_state(room.session, one).begun]
        return unasked[0] if unasked else agreements[-1] if agreements else None

    def _people(self, room: Room) -> list[str]:
        return [person.id for person in room.session.members]

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that ask for a reason in the line."""
        agreement, people = self._agreement(room), self._people(room)
        if agreement is None or not people:
            return {}
        who = people[min(self.at, len(people) - 1)]
        say = room.texts.say
        return {
            "v": f"{agreement.id} {who}: {say('panel.consent.word-reservation')}: ",
            "e": f"{agreement.id} {who}: {say('panel.consent.word-no')}: ",
        }

    def press(self, room: Room, key: str) -> None:
        """Record an answer and go on to the next person, or turn to another agreement."""
        agreement, people = self._agreement(room), self._people(room)
        if agreement is None:
            return
        if room.session.meeting.focus != agreement.id:
            room.do(LookAt(focus=agreement.id))
        if key in ("left", "right"):
            self._turn(room, agreement, 1 if key == "right" else -1)
            return
        if key in ("v", "e"):  # the line has this person's name already
            self.at = self._next(room, people)
            return
        command = self._command(room, agreement, people, key)
        if command is None:
            self.at = moved(self.at, key, len(people)) if people else 0
        elif room.do(command) and key in _ANSWERS:
            self.at = self._next(room, people)

    def _command(self, room: Room, agreement: Agreement, people: list[str], key: str) -> Command | None:
        if key == "a":
            return _everyone(room, agreement)
        if not people:
            return None
        who = people[min(self.at, len(people) - 1)]
        if key in _ANSWERS:
            return RecordConsent(agreement=agreement.id, who=(who,), answer=_ANSWERS[key])
        return WithdrawConsent(agreement=agreement.id, who=who) if key == "b" else None

    def _next(self, room: Room, people: list[str]) -> int:
        agreement = self._agreement(room)
        answered = {consent.who for consent in agreement.answers} if agreement else set()
        after = [at for at in range(self.at + 1, len(people)) if people[at] not in answered]
        return after[0] if after else min(self.at + 1, len(people) - 1)

    def _turn(self, room: Room, agreement: Agreement, by: int) -> None:
        ids = [one.id for one in room.session.agreements]
        at = max(0, min(len(ids) - 1, ids.index(agreement.id) + by))
        self.at = 0
        room.do(LookAt(focus=ids[at]))

    def point(self, room: Room, place: int) -> None:
        """Choose the person that was clicked."""
        del room
        self.at = place


def _everyone(room: Room, agreement: Agreement) -> Command:
    """Return a yes of all the rest; those who are not here are marked as absent, to be asked next time."""
    answered = {consent.who for consent in agreement.answers}
    away = tuple(person.id for person in room.session.members if not person.here and person.id not in answered)
    rest = ConsentRest(agreement=agreement.id, answer="yes")
    if not away:
        return rest
    return Together(commands=(rest, RecordConsent(agreement=agreement.id, who=away, answer="absent")))


def _line(room: Room, who: str, consent: Consent | None, width: int, place: int, *, chosen: bool) -> Row:
    answer = consent.answer if consent else ""
    words = room.texts.say(f"panel.consent.said.{answer}") if answer else ""
    if consent and consent.reason:
        words += f": {consent.reason}"
    name = shorten(name_and_party(room.session, who), width * 2 // 3)
    mark = "▸" if chosen else " "
    style = "trouble" if answer == "no" else "good" if answer == "yes" else "text"
    return row(
        (f"  {mark} {_SIGNS[answer]} ", style),
        (f"{name}  ", "strong" if chosen else "text"),
        (shorten(words, max(8, width - len(name) - 9)), style),
        target=f"^{place}",
        fill="chosen" if chosen else "",
    )
