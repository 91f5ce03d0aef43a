"""Before publishing: the places of the public memo that may name somebody, each in its sentence, one key each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.base import Command
from kpfacil.export.memo import proofed_words, public_places
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen, last_kept
from kpfacil.model.workings import Decision
from kpfacil.storage.content import load_texts
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, Span, hanging, indent, paragraph, row, wrap
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, Open, PanelKey
from kpfacil.views.proof_listed import ListedPlace, around

_BEGINS, _ENDS = "\ue000", "\ue001"
"""What stands around the word while its sentence is wrapped: no text of people holds these."""
_LINES = 3


@frozen()
class WordsInsteadForm:
    """What the public reads in a place instead of the word there."""

    place: ListedPlace
    name: str = "instead"

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        return self.place.decide("replace", line.strip())


@dataclass(frozen=True)
class ProofPanel(ListPanel[ListedPlace]):
    """The places that have to be decided, then those that can only be covered or given other words."""

    asked: int = 0
    """The number of the place that is being decided; 0 where none is."""

    def items(self) -> Sequence[ListedPlace]:
        """Return the places: those that may be other words first, equal words together; none while names are read."""
        return [] if self.view.reading else _list_places(self.session, self.process, self.view.around.others)

    def read_names(self) -> None:
        """List the places once."""
        _list_places(self.session, self.process, self.view.around.others)

    def head(self, size: Size) -> Rows:
        places, width = self.items(), size[0]
        return [self.counted_title("panel.proof.title", width), *indent(self._count_left(places, width - 6), 3), EMPTY]

    def lines(self, item: ListedPlace, width: int) -> Rows:
        say = self.texts.say
        words = item.made.words if item.made else ""
        happens = say("panel.proof.undecided" if item.waits else f"cli.proof.happens.{item.happens}", words=words)
        where = item.where.partition(".")[0]
        name = say(f"panel.proof.where.{where}") if self.texts.knows(f"panel.proof.where.{where}") else where
        state = row((f"{name} · ", "dim"), (happens, "trouble" if item.waits else "dim"))
        return hanging(row(("? " if item.waits else "✓ ", "strong")), [*_sentence(item, width - 4), state])

    def open(self) -> Self:
        """Begin at the first place that waits."""
        return replace(self, at=_next_waiting(self.items(), -1), asked=0)

    @property
    def keys(self) -> Sequence[PanelKey]:
        one, several = self.item, len(self.items()) > 1
        alike, some = self._alike(one) if one is not None else None, one is not None
        instead = Begin("", replace(self, asked=one.number), WordsInsteadForm(one)) if one is not None else None
        return (
            PanelKey("p", "panel.proof.cover", self._decide(one, "cover"), shown=some),
            PanelKey("j", "panel.proof.keep", self._decide(one, "keep"), shown=some),
            PanelKey("s", "panel.proof.instead", instead, shown=some),
            PanelKey("a", "panel.proof.alike", alike, shown=alike is not None),
            PanelKey("m", "panel.proof.memo", Open("memo")),
            PanelKey("down", "panel.one.next", self.step("down"), shown=several),
            PanelKey("up", "panel.one.back", self.step("up"), shown=several),
        )

    def follow(self, before: Session) -> Self:
        """Go on to the next place that waits where this one was decided, and back to one whose decision was undone."""
        if before.proof == self.session.proof:
            return self
        places = self.items()
        if self.asked:
            at = next((at for at, one in enumerate(places) if one.number == self.asked), 0)
            return replace(self, at=_next_waiting(places, at), asked=0)
        lost = {(made.where, made.word, made.nth) for made in {*before.proof} - {*self.session.proof}}
        back = (at for at, one in enumerate(places) if (one.where, one.place.word, one.place.nth) in lost)
        return replace(self, at=next(back, self.at))

    def _decide(self, one: ListedPlace | None, decision: Decision) -> Effect | None:
        if one is None:
            return None
        if one.place.certain and decision == "keep":
            return Do((), self, tell="panel.proof.certain", trouble=True, details=(("word", one.place.word),))
        return Do((one.decide(decision),), replace(self, asked=one.number))

    def _alike(self, one: ListedPlace) -> Effect | None:
        """Decide all places of the chosen word that wait as one of them was decided; nothing where none was."""
        alike = [place for place in self.items() if _word_of(place) == _word_of(one)]
        made = [decision for decision in map(_decision_of, alike) if decision]
        waiting = [place for place in alike if place.waits]
        if not (made and waiting):
            return None
        return Do(tuple(place.decide(made[0]) for place in waiting), replace(self, asked=waiting[-1].number))

    def _count_left(self, places: Sequence[ListedPlace], width: int) -> Rows:
        """Return in words how many places are left."""
        if self.view.reading:
            return paragraph(self.say("panel.memo.reading"), width, "text")
        left = sum(one.waits for one in places)
        if left:
            return paragraph(self.texts.count("panel.proof.left", left), width, "trouble")
        return paragraph(proofed_words(places, self.session, self.texts), width, "good")


@last_kept
def _list_places(session: Session, process: Process, others: tuple[Session, ...]) -> list[ListedPlace]:
    places = public_places(session, load_texts(session.language), process, others)
    first: dict[str, int] = {}
    for one in places:
        first.setdefault(_word_of(one), one.number)
    return sorted(places, key=lambda one: (one.place.certain, first[_word_of(one)]))


def _decision_of(one: ListedPlace) -> Decision | None:
    """Return what was decided of a place, None where that takes words of its own."""
    if one.made is None or one.made.decision == "replace":
        return None
    return one.made.decision


def _word_of(one: ListedPlace) -> str:
    return one.place.word.casefold()


def _next_waiting(places: Sequence[ListedPlace], at: int) -> int:
    """Return the next place that waits behind a place, from the beginning again; the place itself where none does."""
    order = (*range(at + 1, len(places)), *range(at + 1))
    return next((place for place in order if places[place].waits), max(0, at))


def _sentence(one: ListedPlace, width: int) -> Iterator[Row]:
    """Yield the lines of a text around a place, the word itself marked."""
    signs = max(10, (_LINES * width - len(one.place.word)) // 2 - 8)
    before, after = around(one.text, one.place, signs)
    whole = f"{before}{_BEGINS}{one.place.word}{_ENDS}{after}"
    inside = False
    for line in wrap(" ".join(whole.split()), width, _LINES):
        spans: list[Span] = []
        for part in line.replace(_BEGINS, f"\0{_BEGINS}").replace(_ENDS, f"{_ENDS}\0").split("\0"):
            inside = inside or part.startswith(_BEGINS)
            spans.append(Span(part.replace(_BEGINS, "»").replace(_ENDS, "«"), "here" if inside else "text"))
            inside = inside and not part.endswith(_ENDS)
        yield Row(tuple(span for span in spans if span.text))
