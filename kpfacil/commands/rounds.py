"""Rounds: whose turn it is, who has spoken, who was skipped."""

from dataclasses import replace

from kpfacil.commands.base import Refused, Scene, require_at_table
from kpfacil.commands.meeting import begin_visit, end_turn, keep_turn
from kpfacil.commands.record import mark_present
from kpfacil.model.meeting import Turn
from kpfacil.model.session import Session
from kpfacil.model.value import value
from kpfacil.model.workings import Queued


@value
class TakeTurn:
    """Give the turn to somebody; the turn of whoever spoke ends."""

    who: str

    def apply(self, session: Session, scene: Scene) -> Session:
        require_at_table(session, self.who)
        session = mark_present(end_turn(begin_visit(session, scene.now), scene.now), (self.who,))
        return replace(session, meeting=replace(session.meeting, speaker=self.who, speaker_since=scene.now))


@value
class EndTurn:
    """End the turn of whoever speaks."""

    def apply(self, session: Session, scene: Scene) -> Session:
        if not session.meeting.speaker:
            raise Refused("nobody-speaks")
        return end_turn(session, scene.now)


@value
class SkipTurn:
    """Pass somebody by for now: they can be come back to."""

    who: str

    def apply(self, session: Session, scene: Scene) -> Session:
        require_at_table(session, self.who)
        meeting = session.meeting
        turn = Turn(step=meeting.step, who=self.who, skipped=True, at=scene.now)
        if meeting.speaker == self.who:
            meeting = replace(meeting, speaker="", speaker_since=None)
        return replace(keep_turn(session, turn), meeting=meeting)


@value
class StartRoundAnew:
    """Forget the turns taken in the current step, to go round once more."""

    def apply(self, session: Session, scene: Scene) -> Session:
        meeting = session.meeting
        turns = tuple(turn for turn in session.turns if turn.step != meeting.step)
        return replace(session, turns=turns, meeting=replace(meeting, speaker="", speaker_since=None))


@value
class AskForFloor:
    """Put people at the end of the queue for the floor; whoever is in it already is lifted to the front."""

    who: tuple[str, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        queue = session.queue
        for handle in self.who:
            require_at_table(session, handle)
            asked = Queued(who=handle, at=scene.now)
            others = tuple(one for one in queue if one.who != handle)
            queue = (*others, asked) if len(others) == len(queue) else (asked, *others)
        return replace(session, queue=queue)


@value
class LeaveQueue:
    """Take people off the queue for the floor."""

    who: tuple[str, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        kept = tuple(one for one in session.queue if one.who not in self.who)
        if len(kept) == len(session.queue):
            raise Refused("not-in-queue", name=", ".join(session.name_of(handle) for handle in self.who))
        return replace(session, queue=kept)


@value
class GiveFloor:
    """Give the floor to the first who asked for it, and end it where nobody waits."""

    def apply(self, session: Session, scene: Scene) -> Session:
        if not session.queue:
            return EndTurn().apply(session, scene)
        first, *others = session.queue
        session = replace(session, queue=tuple(others))
        try:
            return TakeTurn(who=first.who).apply(session, scene)
        except Refused:
            return GiveFloor().apply(session, scene)  # who asked has left the roster
