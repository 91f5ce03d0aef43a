"""The consent round: the agreement's words large, the roster below, one key a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from rich.cells import cell_len

from kpfacil.commands.base import Command, Together
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.promise import ConsentRest, RecordConsent, WithdrawConsent
from kpfacil.model.entries import Agreement, Answer, Consent
from kpfacil.model.people import Participant
from kpfacil.rules.promises import consent_state, is_agreed
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, indent, inset, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, PanelKey
from kpfacil.views.names import name_and_party

_LINES = 4
_LOW = 12
_SIGNS: dict[str, str] = {"yes": "✓", "reservation": "~", "no": "✗", "absent": "–", "": "·"}


@dataclass(frozen=True)
class ConsentPanel(ListPanel[Participant]):
    """One agreement after another; the audience's screen shows the same one."""

    def items(self) -> Sequence[Participant]:
        return self.session.members if self._agreement() is not None else ()

    def lines(self, item: Participant, width: int) -> Rows:
        agreement = self._agreement()
        answers = agreement.answers if agreement is not None else ()
        chosen = self.view.entered and item is self.item
        return [self._line(item.id, next((one for one in answers if one.who == item.id), None), width, chosen=chosen)]

    def head(self, size: Size) -> Rows:
        width, height = size
        agreement = self._agreement()
        if agreement is None:
            return [EMPTY, *inset(self.say("panel.consent.nothing"), width, "dim")]
        place = [one.id for one in self.session.agreements].index(agreement.id) + 1
        count = row((f"{place} / {len(self.session.agreements)} ", "dim"))
        words = paragraph(agreement.text, width - 6, "strong", _LINES if height > _LOW else 2)
        title = ends(row((f"   {agreement.id}", "agreement")), count, width)
        return [title, *indent(words, 3), self._summary(agreement)]

    def foot(self, size: Size) -> Rows:
        return super().foot(size) if self._agreement() is not None else []

    @property
    def keys(self) -> Sequence[PanelKey]:
        agreement, person = self._agreement(), self.item
        who = person.id if person is not None else ""
        return (
            PanelKey("k", "panel.consent.yes", self._answer(agreement, who, "yes")),
            PanelKey("v", "panel.consent.reservation", self._reason(agreement, who, "reservation")),
            PanelKey("e", "panel.consent.no", self._reason(agreement, who, "no")),
            PanelKey("p", "panel.consent.absent", self._answer(agreement, who, "absent")),
            PanelKey("a", "panel.consent.rest", Do((self._everyone(agreement),), self) if agreement else None),
            PanelKey(
                "b",
                "panel.consent.withdraw",
                Do((WithdrawConsent(agreement=agreement.id, who=who),), self) if agreement and who else None,
            ),
            PanelKey("right", "panel.consent.next", self._turn_page(agreement, 1)),
            PanelKey("left", "panel.consent.back", self._turn_page(agreement, -1)),
        )

    def looks_at(self) -> LookAt:
        agreement = self._agreement()
        return LookAt(focus=agreement.id if agreement is not None else "")

    def _answer(self, agreement: Agreement | None, who: str, answer: Answer) -> Effect | None:
        if agreement is None or not who:
            return None
        command = RecordConsent(agreement=agreement.id, who=(who,), answer=answer)
        return Do((command,), self._onward(agreement))

    def _reason(self, agreement: Agreement | None, who: str, answer: Answer) -> Effect | None:
        """Return the line that lacks only the reason; the cursor goes on, for the line has the name already."""
        if agreement is None or not who:
            return None
        line = f"{agreement.id} {who}: {self.say(f'panel.consent.word-{answer}')}: "
        return Begin(line, self._onward(agreement))

    def _onward(self, agreement: Agreement) -> Self:
        """Return the panel with the cursor at the next one who has not answered."""
        answered = {consent.who for consent in agreement.answers}
        people, here = self.items(), self.place
        after = [at for at in range(here + 1, len(people)) if people[at].id not in answered]
        return replace(self, at=after[0] if after else min(here + 1, len(people) - 1))

    def _summary(self, agreement: Agreement) -> Row:
        state = consent_state(self.session, agreement)
        if not is_agreed(agreement):
            words = self.say("board.blocked") if agreement.blocked else f"! {self.say('word.state.not_agreed')}"
            return row(("   ", "text"), (words, "trouble"))
        if state.complete:
            return row(("   ✓ ", "good"), (self.say("panel.consent.complete"), "good"))
        return row(("   ", "text"), (self.texts.count("panel.consent.waiting", len(state.waiting)), "dim"))

    def _agreement(self) -> Agreement | None:
        """Return the agreement that is looked at, else the first that nobody was asked about, else the last."""
        agreements = self.session.agreements
        focus = self.session.meeting.focus
        found = next((one for one in agreements if one.id == focus), None)
        if found is not None:
            return found
        unasked = [one for one in agreements if not one.answers]
        return unasked[0] if unasked else agreements[-1] if agreements else None

    def _turn_page(self, agreement: Agreement | None, by: int) -> Effect | None:
        """Return the way to the next or the previous agreement, where the cursor begins at the first person again."""
        if agreement is None:
            return None
        ids = [one.id for one in self.session.agreements]
        at = max(0, min(len(ids) - 1, ids.index(agreement.id) + by))
        return Do((LookAt(focus=ids[at]),), replace(self, at=0))

    def _everyone(self, agreement: Agreement) -> Command:
        """Return a yes of all the rest; those who are not here are marked as absent, to be asked next time."""
        answered = {consent.who for consent in agreement.answers}
        away = tuple(person.id for person in self.session.members if not person.here and person.id not in answered)
        rest = ConsentRest(agreement=agreement.id, answer="yes")
        if not away:
            return rest
        return Together(commands=(rest, RecordConsent(agreement=agreement.id, who=away, answer="absent")))

    def _line(self, who: str, consent: Consent | None, width: int, *, chosen: bool) -> Row:
        answer = consent.answer if consent else ""
        words = self.say(f"panel.consent.said.{answer}") if answer else ""
        if consent and consent.reason:
            words += f": {consent.reason}"
        name = shorten(name_and_party(self.session, who), width * 2 // 3)
        style = "trouble" if answer == "no" else "good" if answer == "yes" else "text"
        return row(
            (f"{_SIGNS[answer]} ", style),
            (f"{name}  ", "strong" if chosen else "text"),
            (shorten(words, max(8, width - cell_len(name) - 4)), style),
        )
