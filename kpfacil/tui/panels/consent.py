"""The consent round: the agreement's words large, the roster below, one key a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from kpfacil.commands.base import Command, Together
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.promise import ConsentRest, RecordConsent, WithdrawConsent
from kpfacil.model.entries import Agreement, Answer, Consent
from kpfacil.model.people import Participant
from kpfacil.rules.consent import consent_state, is_agreed
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, indent, inset, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, PanelKey, PanelView
from kpfacil.views.names import name_and_party

_LINES = 4
_LOW = 12
_SIGNS: dict[str, str] = {"yes": "✓", "reservation": "~", "no": "✗", "absent": "–", "": "·"}


@dataclass(frozen=True)
class ConsentPanel(ListPanel[Participant]):
    """One agreement after another; the audience's screen shows the same one."""

    def items(self, view: PanelView) -> Sequence[Participant]:
        """Return those who are asked."""
        return view.session.members if _agreement(view) is not None else ()

    def lines(self, view: PanelView, item: Participant, width: int) -> Rows:
        """Return somebody's answer: a sign, the name, the words."""
        agreement = _agreement(view)
        answers = agreement.answers if agreement is not None else ()
        chosen = view.entered and item is self.item(view)
        return [_line(view, item.id, next((one for one in answers if one.who == item.id), None), width, chosen=chosen)]

    def head(self, view: PanelView, size: Size) -> Rows:
        """Return the agreement, its place among all, and how far the round has come."""
        width, height = size
        agreement = _agreement(view)
        if agreement is None:
            return [EMPTY, *inset(view.say("panel.consent.nothing"), width, "dim")]
        place = [one.id for one in view.session.agreements].index(agreement.id) + 1
        count = row((f"{place} / {len(view.session.agreements)} ", "dim"))
        words = paragraph(agreement.text, width - 6, "strong", _LINES if height > _LOW else 2)
        return [
            ends(row((f"   {agreement.id}", "agreement")), count, width),
            *indent(words, 3),
            _summary(view, agreement),
        ]

    def foot(self, view: PanelView, size: Size) -> Rows:
        """Return the keys, where there is anything to agree on."""
        return super().foot(view, size) if _agreement(view) is not None else ()

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return an answer of the chosen person, of all the rest, and the way to another agreement."""
        agreement, person = _agreement(view), self.item(view)
        who = person.id if person is not None else ""
        return (
            PanelKey("k", "panel.consent.yes", self._answer(agreement, who, "yes", view)),
            PanelKey("v", "panel.consent.reservation", self._reason(agreement, who, "reservation", view)),
            PanelKey("e", "panel.consent.no", self._reason(agreement, who, "no", view)),
            PanelKey("p", "panel.consent.absent", self._answer(agreement, who, "absent", view)),
            PanelKey("a", "panel.consent.rest", Do((_everyone(view, agreement),), self) if agreement else None),
            PanelKey(
                "b",
                "panel.consent.withdraw",
                Do((WithdrawConsent(agreement=agreement.id, who=who),), self) if agreement and who else None,
            ),
            PanelKey("right", "panel.consent.next", _turn_page(view, agreement, 1)),
            PanelKey("left", "panel.consent.back", _turn_page(view, agreement, -1)),
        )

    def looks_at(self, view: PanelView) -> LookAt:
        """Return the agreement that is asked about."""
        agreement = _agreement(view)
        return LookAt(focus=agreement.id if agreement is not None else "")

    def _answer(self, agreement: Agreement | None, who: str, answer: Answer, view: PanelView) -> Effect | None:
        if agreement is None or not who:
            return None
        command = RecordConsent(agreement=agreement.id, who=(who,), answer=answer)
        return Do((command,), self._onward(agreement, view))

    def _reason(self, agreement: Agreement | None, who: str, answer: Answer, view: PanelView) -> Effect | None:
        """Return the line that lacks only the reason; the cursor goes on, for the line has the name already."""
        if agreement is None or not who:
            return None
        line = f"{agreement.id} {who}: {view.say(f'panel.consent.word-{answer}')}: "
        return Begin(line, self._onward(agreement, view))

    def _onward(self, agreement: Agreement, view: PanelView) -> "ConsentPanel":
        """Return the panel with the cursor at the next one who has not answered."""
        answered = {consent.who for consent in agreement.answers}
        people, here = self.items(view), self.place(view)
        after = [at for at in range(here + 1, len(people)) if people[at].id not in answered]
        return ConsentPanel(after[0] if after else min(here + 1, len(people) - 1))


def _summary(view: PanelView, agreement: Agreement) -> Row:
    state = consent_state(view.session, agreement)
    if not is_agreed(agreement):
        words = view.say("board.blocked") if agreement.blocked else f"! {view.say('word.state.not_agreed')}"
        return row(("   ", "text"), (words, "trouble"))
    if state.complete:
        return row(("   ✓ ", "good"), (view.say("panel.consent.complete"), "good"))
    return row(("   ", "text"), (view.count("panel.consent.waiting", len(state.waiting)), "dim"))


def _agreement(view: PanelView) -> Agreement | None:
    """Return the agreement that is looked at, else the first that nobody was asked about, else the last."""
    agreements = view.session.agreements
    focus = view.session.meeting.focus
    found = next((one for one in agreements if one.id == focus), None)
    if found is not None:
        return found
    unasked = [one for one in agreements if not one.answers]
    return unasked[0] if unasked else agreements[-1] if agreements else None


def _turn_page(view: PanelView, agreement: Agreement | None, by: int) -> Effect | None:
    """Return the way to the next or the previous agreement, where the cursor begins at the first person again."""
    if agreement is None:
        return None
    ids = [one.id for one in view.session.agreements]
    at = max(0, min(len(ids) - 1, ids.index(agreement.id) + by))
    return Do((LookAt(focus=ids[at]),), ConsentPanel())


def _everyone(view: PanelView, agreement: Agreement) -> Command:
    """Return a yes of all the rest; those who are not here are marked as absent, to be asked next time."""
    answered = {consent.who for consent in agreement.answers}
    away = tuple(person.id for person in view.session.members if not person.here and person.id not in answered)
    rest = ConsentRest(agreement=agreement.id, answer="yes")
    if not away:
        return rest
    return Together(commands=(rest, RecordConsent(agreement=agreement.id, who=away, answer="absent")))


def _line(view: PanelView, who: str, consent: Consent | None, width: int, *, chosen: bool) -> Row:
    answer = consent.answer if consent else ""
    words = view.say(f"panel.consent.said.{answer}") if answer else ""
    if consent and consent.reason:
        words += f": {consent.reason}"
    name = shorten(name_and_party(view.session, who), width * 2 // 3)
    style = "trouble" if answer == "no" else "good" if answer == "yes" else "text"
    return row(
        (f"{_SIGNS[answer]} ", style),
        (f"{name}  ", "strong" if chosen else "text"),
        (shorten(words, max(8, width - cell_len(name) - 4)), style),
    )
