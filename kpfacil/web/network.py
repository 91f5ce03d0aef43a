"""How the room opens the page: this machine's addresses in its network, and the same as a code for cameras."""

import contextlib
import io
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence

import segno

from kpfacil.model.texts import Texts
from kpfacil.web.markup import NOTHING, Html, tag

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


def share_block(addresses: Sequence[str], texts: Texts) -> Html:
    """Return the code and the addresses for the wall; nothing where the page is this machine's own."""
    if not addresses:
        return NOTHING
    links = [tag("strong", address) for address in addresses]
    words = tag("p", texts.say("web.share"), " ", *(part for link in links for part in (link, " ")))
    return tag("aside", _draw_code(addresses[0]), words, cls="share", aria_label=texts.say("web.share"))


def _draw_code(address: str) -> Html:
    """Return the code as a drawing, dark on light whatever the theme, with its quiet zone."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=3)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    drawn = tag("path", d=path, fill="currentColor")
    return tag("svg", drawn, viewBox=f"0 0 {len(rows)} {len(rows)}", role="img", aria_label=address)


def sign(address: str) -> str:
    """Return the code in the letters of a terminal."""
    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out, compact=True)
    return out.getvalue().rstrip("\n")
