"""`kpfacil show --web`: the room's screen as a page, for this machine or for the room's network."""

import secrets
import sys
import webbrowser
from collections.abc import Iterator, Sequence

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.screens import meeting_of
from kpfacil.tui.wall import has_display
from kpfacil.web.door import host, is_of_a_room, listening, room_addresses
from kpfacil.web.page import share_block, sign
from kpfacil.web.server import Serving, run

PORT = 8765


def page(given: Given, console: Console) -> int:
    """Serve the room's screen as a page until Ctrl+C; refused where the port or the address can't be had."""
    port = given.port or PORT
    rooms = _rooms(given.lan)
    try:
        sockets = listening(port, rooms)
    except OSError:
        raise Refusal("web.port-taken", port=port) from None
    word = secrets.token_urlsafe(9) if rooms else ""
    inside = f"{word}/" if word else ""
    here = f"http://127.0.0.1:{port}/{inside}"
    addresses = [f"http://{host(room)}:{port}/{inside}" for room in rooms]
    serving = Serving(
        path=meeting_of(given, console),
        port=port,
        language=given.lang,
        clock=console.around.clock,
        texts=console.texts,
        rooms=rooms,
        word=word,
        share=share_block(addresses, console.texts),
    )
    console.tell(*_addresses(here, addresses, console))
    console.flush()
    if has_display(console.around.env, sys.platform):
        webbrowser.open(here)
    run(serving, sockets)
    return 0


def _addresses(here: str, addresses: Sequence[str], console: Console) -> Iterator[str]:
    """Yield where the page is opened: in the room, with the sign for its first address, and on this machine."""
    if not addresses:
        yield console.say("web.serving", address=here)
        return
    first, *others = addresses
    yield console.say("web.room", address=first)
    yield from (console.say("web.room-other", address=address) for address in others)
    yield console.say("web.here", address=here)
    if console.around.has_terminal:
        yield sign(first)


def _rooms(lan: str | None) -> tuple[str, ...]:
    """Return the addresses that the room's network opens the page by; raises `Refusal` where there is none."""
    if lan is None:
        return ()
    if lan and not is_of_a_room(lan):
        raise Refusal("web.no-address", address=lan)
    rooms = (lan,) if lan else tuple(room_addresses())
    if not rooms:
        raise Refusal("web.no-room")
    return rooms
