"""The way to the program that holds the meeting, for a screen whose lines are recorded there."""

from dataclasses import dataclass, field, replace

from kpfacil.capture import Reading, Swapping, Window
from kpfacil.commands.base import Refused
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.value import frozen
from kpfacil.storage.inbox import Sending
from kpfacil.storage.outbox import Outbox
from kpfacil.views.afar import Sent, still_stands


@frozen()
class OwnLine:
    """A line of this seat, under the number by which it was sent, and the ids that it made or worked on."""

    number: int
    words: str
    made: tuple[str, ...] = ()


def own_line(sending: Sending, made: tuple[str, ...] = ()) -> OwnLine:
    """Return a sending as one of the seat's own lines."""
    return OwnLine(sending.number, clean_line(sending.line) or sending.join, made)


@dataclass(slots=True)
class Post:
    """Sends lines by an outbox under a name; `recorded` are the seat's own recorded lines, the newest last."""

    outbox: Outbox
    name: str
    recorded: list[OwnLine] = field(default_factory=list)

    def last(self, session: Session) -> OwnLine | None:
        """Return the own line that an undo takes back: the last that stands or is on its way, and is not undone yet."""
        waiting = self.outbox.waiting
        undone = {sending.back for sending in waiting if sending.undo}
        own = (*self.recorded, *(own_line(sending) for sending in waiting if not sending.undo))
        left = [one for one in own if one.number not in undone and still_stands(one.made, session)]
        return left[-1] if left else None

    def taken_back(self, number: int, session: Session) -> None:
        """Forget an own line that was taken back, unless its entry is gone with it, which may come back."""
        self.recorded = [one for one in self.recorded if one.number != number or not still_stands(one.made, session)]

    def window(self, floor: str, swapping: Swapping, last: str) -> Window:
        """Return what a line knows here: the table's facts are asked about before they change, as far from there."""
        return Window(swapping="always" if swapping == "always" else "never", last=last, floor=floor)

    def takes(self, reading: Reading) -> bool:
        """Return whether a line is sent as it is: what is refused here may be right behind what is still on its way."""
        return bool(reading.commands) or (reading.refusal is not None and bool(self.outbox.waiting))

    def send(self, sent: Sent) -> Refused | None:
        """Send a line; return why that cannot be, if it cannot."""
        try:
            self.outbox.send(replace(sent, by=self.name))
        except Refused as refusal:
            return refusal
        return None
