"""The places of a session as they are decided: each with its number, where it stands and what is around it."""

from collections.abc import Mapping

from kpfacil.commands.workings import DecidePlace
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.model.workings import Decision, Proof
from kpfacil.views.proof import Proofreading, all_texts_of
from kpfacil.views.proof_stretches import ProofPlace

_PROCESS = "process"
"""Where a text stands that the session does not hold: the table's own process."""
Told = tuple[str, ProofPlace]
"""A place with the text that it stands in."""


@frozen()
class ListedPlace:
    """A place as it is decided: its number from 1 on, where its text stands, and what was decided of it."""

    number: int
    where: str
    text: str
    place: ProofPlace
    made: Proof | None
    agreed: bool = False
    """Whether somebody is named here who has agreed to it."""

    @property
    def waits(self) -> bool:
        """Whether nothing that shows it can be published before something is decided here."""
        return not self.place.certain and self.made is None

    @property
    def happens(self) -> str:
        """What the public reads here, by the last part of its sentence's key."""
        if self.made is not None:
            return "cover-agreed" if self.agreed and self.made.decision == "cover" else self.made.decision
        waits = "waits-covered" if self.place.tells_whole_name else "waits"
        return "covered" if self.place.certain else waits

    def decide(self, decision: Decision, words: str = "") -> DecidePlace:
        """Return the command that decides this place; `words` are for `replace`."""
        place = self.place
        made = Proof(where=self.where, word=place.word, nth=place.nth, text=self.text, decision=decision, words=words)
        return DecidePlace(proof=made, known=place.kind == "stranger")


def around(text: str, place: ProofPlace, signs: int) -> tuple[str, str]:
    """Return the text before a place and after it, together at most twice so many signs.

    What is cut is cut between words where there are any, and says so with three dots.
    """
    before, after = text[: place.start], text[place.end :]
    left, right = max(signs, 2 * signs - len(after)), max(signs, 2 * signs - len(before))
    if len(before) > left:
        before = f"…{_from_a_word(before[len(before) - left :])}"
    if len(after) > right:
        after = f"{_from_a_word(after[:right][::-1])[::-1]}…"
    return before, after


def _from_a_word(text: str) -> str:
    """Return a text from its first whole word on; all of it where it is one word."""
    return text[text.find(" ") + 1 :] if " " in text.strip() else text


def listed_places(session: Session, *printed: Mapping[Told, Proofreading]) -> tuple[ListedPlace, ...]:
    """Return the places that a session's public documents print, numbered in the order of the session.

    A place keeps its number while the texts stand, whatever is decided; equal texts are decided once. Each group of
    places is numbered behind the one before it.
    """
    stands: dict[str, str] = {}
    for where, text in all_texts_of(session):
        stands.setdefault(text, where)
    order = {text: at for at, text in enumerate(stands)}
    found: dict[Told, Proofreading] = {}
    for group in printed:
        for told in sorted(group, key=lambda one: (order.get(one[0], len(order)), one[0], one[1].start)):
            found.setdefault(told, group[told])
    return tuple(
        ListedPlace(
            number, stands.get(text, _PROCESS), text, place, proof.decision(text, place), proof.names_agreed(place)
        )
        for number, ((text, place), proof) in enumerate(found.items(), start=1)
    )
