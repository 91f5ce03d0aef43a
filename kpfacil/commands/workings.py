"""What lies beside the entries: lines that wait for an answer, and decisions made before publishing."""

from dataclasses import replace

from kpfacil.commands.base import Refused, Scene
from kpfacil.model.session import Session
from kpfacil.model.value import value
from kpfacil.model.workings import PendingLine, Proof


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

    proof: Proof
    known: bool = False
    """Whether the word need not be asked about again at this table: it is kept and names nobody."""

    def apply(self, session: Session, scene: Scene) -> Session:
        made = self.proof
        if made.decision == "replace" and not made.words.strip():
            raise Refused("no-words-instead", word=made.word)
        place = (made.where, made.word, made.nth)
        kept = tuple(one for one in session.proof if (one.where, one.word, one.nth) != place)
        session = replace(session, proof=(*kept, made))
        words = session.table.kept_words
        if made.decision == "keep" and self.known and made.word not in words:
            session = replace(session, table=replace(session.table, kept_words=(*words, made.word)))
        return session
