"""One connection to the page: what does not come whole, is no request, or is one of too many is refused or cut."""

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from kpfacil.web.door import HEADERS, Door

WAITS_FOR_REQUEST = 10.0
"""Seconds that are given to a request to come whole."""
MOST = 200
"""How many connections are served at a time."""
_REFUSED_WITH_WORDS = 20
"""How many connections beyond those are told that there are too many; others are cut at once."""
_WAITS_TO_REFUSE = 1.0


class Connection(H11Protocol):
    """A connection that is cut where no whole request comes: whoever sends one slowly takes nobody's place."""

    door: ClassVar[Door]

    def connection_made(  # type: ignore[override]  # uvicorn's own is as narrow
        self, transport: asyncio.Transport
    ) -> None:
        """Begin to wait for a request; one of too many is only told so, or cut."""
        super().connection_made(transport)
        others = [one for one in self.connections if isinstance(one, Connection)]
        if len(others) > MOST + _REFUSED_WITH_WORDS:
            transport.abort()
        elif len(others) > MOST or sum(one.address == self.address for one in others) > self.door.most_each:
            self.app = self.door.full
            self.loop.call_later(_WAITS_TO_REFUSE, transport.abort)
        else:
            self._wait()

    @property
    def address(self) -> str:
        """The address of the one who asks."""
        return self.client[0] if self.client else ""

    def _wait(self) -> None:
        self.loop.call_later(WAITS_FOR_REQUEST, self._look)

    def _look(self) -> None:
        """Cut the connection where nothing is being answered; else look again."""
        if self.transport.is_closing():
            return
        answering: RequestResponseCycle | None = self.cycle
        if answering is not None and not answering.response_complete:
            self._wait()
        else:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Refuse with a sentence what is no request; where an answer is under way already, cut it off."""
        del msg
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()
            return
        words = self.door.sentence("web.refused.request").encode()
        told = {**HEADERS, "content-type": "text/plain; charset=utf-8", "connection": "close"}
        headers = [*told.items(), ("content-length", str(len(words)))]
        begin = h11.Response(status_code=400, reason=b"Bad Request", headers=headers)
        for event in (begin, h11.Data(data=words), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def connections_to(door: Door) -> type[Connection]:
    """Return the kind of connections whose refusals are the words of a door."""

    class ConnectionToDoor(Connection):
        """A connection to that door."""

    ConnectionToDoor.door = door
    return ConnectionToDoor
