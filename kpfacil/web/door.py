"""Who gets in: this machine's addresses in the room's network, whole requests to read alone, strict headers."""

import asyncio
import contextlib
import hmac
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import h11
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from kpfacil.model.texts import Texts

if sys.platform != "win32":
    import fcntl

BACKLOG = 128
"""How many connections wait to be accepted, and are accepted at once before any of them can be cut."""
_ADDRESS_OF = 0x8915 if sys.platform == "linux" else 0xC0206921
"""The request SIOCGIFADDR, which Python does not name."""
_TO_ALL = "255.255.255.255"
_NOWHERE = "192.0.2.1"
"""An address of documentation: a datagram socket that is connected to it sends nothing and tells the way out."""


def listening(port: int, rooms: Iterable[str] = ()) -> list[socket.socket]:
    """Return sockets of this machine's own addresses, and of the room's where they are given; never of all.

    Raises `OSError` where one of them can't be had; IPv6 is left out where there is none.
    """
    made: list[socket.socket] = []
    try:
        made.append(_listen(socket.AF_INET, "127.0.0.1", port))
        with contextlib.suppress(OSError):
            made.append(_listen(socket.AF_INET6, "::1", port))
        made += (_listen(_family(room), room, port) for room in rooms)
    except BaseException:
        for one in made:
            one.close()
        raise
    return made


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(BACKLOG)
        made.setblocking(False)  # noqa: FBT003 - the socket's own way
    except BaseException:
        made.close()
        raise
    return made


def room_addresses() -> list[str]:
    """Return this machine's addresses in the room's network, the likeliest first."""
    found: dict[str, None] = {}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((_NOWHERE, 9))
        found[str(probe.getsockname()[0])] = None
    with contextlib.suppress(OSError):
        found.update(dict.fromkeys(socket.gethostbyname_ex(socket.gethostname())[2]))
    found.update(dict.fromkeys(_of_interfaces()))
    return [address for address in found if is_of_a_room(address)]


if sys.platform == "win32":

    def _of_interfaces() -> Iterator[str]:
        """Yield nothing: there the machine's name leads to all of its addresses."""
        yield from ()

else:

    def _of_interfaces() -> Iterator[str]:
        """Yield the address of each interface: on a network without a way out no other way tells it."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            for _, name in socket.if_nameindex():
                with contextlib.suppress(OSError):
                    told = fcntl.ioctl(probe, _ADDRESS_OF, struct.pack("256s", name.encode()[:15]))
                    yield socket.inet_ntoa(told[20:24])


def is_of_a_room(address: str) -> bool:
    """Return whether an address is one of this machine's own by which others in its network can reach it."""
    known = ipaddress.ip_address(address)
    if known.is_loopback or known.is_unspecified or known.is_multicast or address == _TO_ALL:
        return False
    try:
        _listen(_family(address), address, 0).close()
    except OSError:
        return False
    return True


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def host(address: str) -> str:
    """Return an address as it stands in a link."""
    return f"[{address}]" if ":" in address else address


def hosts(port: int, rooms: Iterable[str]) -> frozenset[str]:
    """Return what a request may call this server: its own names, and the room's addresses."""
    return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]", *map(host, rooms)))


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_ALLOWED: Mapping[int, Mapping[str, str]] = {405: {"allow": "GET, HEAD"}}


class Door:
    """Lets requests to known names through; `word` is the first part of every path, empty where none is asked for.

    `most_each` is how many connections one address may have.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], word: str, texts: Texts, most_each: int) -> None:
        self.most_each = most_each
        self._app = app
        self._hosts = hosts
        self._word = word
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with a sentence."""
        if scope["type"] != "http":
            return

        answer = self._app
        if refused := self._refuse(Headers(scope=scope), str(scope["method"])) or self._refuse_path(scope):
            answer = self.refusal(*refused, _ALLOWED.get(refused[0]))
        elif self._word and scope["path"] == f"/{self._word}":
            answer = RedirectResponse(f"/{self._word}/", 308)
        await answer({**scope, "path": self._inside(str(scope["path"]))}, receive, _guard(send))

    async def full(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that there are too many connections."""
        await self.refusal(503, "web.refused.full", {"connection": "close"})(scope, receive, _guard(send))

    def refusal(self, status: int, key: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return a sentence as an answer."""
        return PlainTextResponse(self.sentence(key), status, headers)

    def sentence(self, key: str) -> str:
        """Return the line with which something is refused."""
        return f"{self._texts.say(key)}\n"

    def _refuse(self, headers: Headers, method: str) -> tuple[int, str] | None:
        """Return why a request does not get in: who asks, from where, or for what."""
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self._hosts:
            return 421, "web.refused.host"
        origins = headers.getlist("origin")
        if any(origin.lower().removeprefix("http://") not in self._hosts for origin in origins):
            return 403, "web.refused.origin"
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not followed:
            return 403, "web.refused.origin"
        return None if method in ("GET", "HEAD") else (405, "web.refused.method")

    def _refuse_path(self, scope: Scope) -> tuple[int, str] | None:
        """Return that there is no such page where the path does not begin with the word."""
        first = str(scope["path"]).removeprefix("/").partition("/")[0]
        if not self._word or hmac.compare_digest(first.encode("utf-8", "replace"), self._word.encode()):
            return None
        return 404, "web.refused.path"

    def _inside(self, path: str) -> str:
        """Return the path without the word before it."""
        return path.removeprefix(f"/{self._word}") if self._word else path


def _guard(send: Send) -> Send:
    """Return what sends an answer under the strict headers."""

    async def guard(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return guard


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
