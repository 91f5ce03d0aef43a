"""What lies beside the entries: lines that wait for an answer, and decisions made before publishing."""

from dataclasses import replace

from kpfacil.commands.base import Refused, Scene
from kpfacil.model.session import Session
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value
from kpfacil.model.workings import Decision, PendingLine, Proof


@value
class KeepLine:
    """Keep a line that waits for an answer; `instead` is the waiting line that it has come of, if there is one.

    It was entered, so it is no change to take back: what waits is answered or let go, never undone.
    """

    line: PendingLine
    instead: PendingLine | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.instead is None or self.instead not in session.pending:
            return replace(session, pending=(*session.pending, self.line))
        pending = tuple(self.line if one == self.instead else one for one in session.pending)
        return replace(session, pending=pending)


@value
class ReleaseLine:
    """Let a line go that has waited: it was answered or discarded. Undo brings it back."""

    line: PendingLine

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.line not in session.pending:
            return session
        at = session.pending.index(self.line)
        return replace(session, pending=(*session.pending[:at], *session.pending[at + 1 :]))


@value
class DecidePlace:
    """Decide what the public reads in one place; an earlier decision on the same place goes."""

    where: str
    """An entry or a key of the table, then the text's key: `T4.note`."""
    word: Line
    nth: int
    text: Words
    decision: Decision
    words: Line = ""
    """What stands there instead, for `replace`."""
    known: bool = False
    """Whether the word need not be asked about again at this table: it is kept and names nobody."""

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.decision == "replace" and not self.words.strip():
            raise Refused("no-words-instead", word=self.word)
        place = (self.where, self.word, self.nth)
        made = Proof(
            where=self.where, word=self.word, nth=self.nth, text=self.text, decision=self.decision, words=self.words
        )
        kept = tuple(one for one in session.proof if (one.where, one.word, one.nth) != place)
        session = replace(session, proof=(*kept, made))
        words = session.table.kept_words
        if self.decision == "keep" and self.known and self.word not in words:
            session = replace(session, table=replace(session.table, kept_words=(*words, self.word)))
        return session
