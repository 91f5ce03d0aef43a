"""Serving the page: its files by name, its stream, and an end that nobody waits for."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen_by_name
from kpfacil.storage.content import page_files
from kpfacil.storage.follow import Follower, Following, News, Watch
from kpfacil.web.door import BACKLOG, MOST, Door, connections_to, hosts
from kpfacil.web.markup import NOTHING, Html
from kpfacil.web.wall import Feed, Wall

LOOK_EVERY = 0.08
"""Seconds between two looks at the file while it changes: the room sees a change within half a second."""
_CUT_OFF_AFTER = 0.4
"""Seconds that a viewer who does not read is waited for at the end."""
_MOST_OF_ONE = 40
"""How many connections one address of the room's network may have: a page has one, and six while it opens."""
_STREAM = "text/event-stream"
_Handler = Callable[[Request], Awaitable[Response]]


@frozen_by_name
class Serving:
    """What is served and to whom: `rooms` are the room's addresses, `word` the first part of every path then."""

    path: Path
    port: int
    language: str | None
    clock: Callable[[], datetime]
    texts: Texts
    rooms: tuple[str, ...] = ()
    word: str = ""
    share: Html = NOTHING


class PageServer(uvicorn.Server):
    """A server whose streams end by themselves when it is told to end."""

    feed: Feed
    loop: asyncio.AbstractEventLoop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end: by a signal, or called."""
        super().handle_exit(sig, frame)
        self.loop.call_soon_threadsafe(self._begin_to_end)

    def leave(self) -> None:
        """End without a signal."""
        self.should_exit = True
        self._begin_to_end()

    def _begin_to_end(self) -> None:
        self.feed.end()
        self.loop.call_later(_CUT_OFF_AFTER, self._cut_off)

    def _cut_off(self) -> None:
        """Leave those behind who do not read."""
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


def application(feed: Feed, serving: Serving) -> Door:
    """Return the page, its files and its stream behind the door; there is no way to change anything."""

    async def stream(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type=_STREAM)
        return StreamingResponse(feed.stream(), media_type=_STREAM)

    async def refuse_path(request: Request, error: Exception) -> Response:
        del request, error
        return PlainTextResponse(f"{serving.texts.say('web.refused.path')}\n", 404)

    routes = [Route("/", _answer(lambda: HTMLResponse(feed.wall.page()))), Route("/feed", stream)]
    routes += [Route(f"/{name}", _file(data, kind)) for name, (data, kind) in page_files().items()]
    app = Starlette(routes=routes, exception_handlers={404: refuse_path})
    app.router.redirect_slashes = False
    most_each = _MOST_OF_ONE if serving.rooms else MOST
    return Door(app, hosts(serving.port, serving.rooms), serving.word, serving.texts, most_each)


def _file(data: bytes, kind: str) -> _Handler:
    return _answer(lambda: Response(data, media_type=kind))


def _answer(make: Callable[[], Response]) -> _Handler:
    async def answer(request: Request) -> Response:
        del request
        return make()

    return answer


def _config(door: Door) -> uvicorn.Config:
    return uvicorn.Config(
        door,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        loop="asyncio",
        http=connections_to(door),
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
        proxy_headers=False,
        backlog=BACKLOG,
    )


def _overhear(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Say nothing of what others do to their connections, such as more of them than there are files to be had."""
    if not isinstance(context.get("exception"), OSError):
        loop.default_exception_handler(context)


async def serve(serving: Serving, sockets: list[socket.socket], begun: Callable[[PageServer], object] = id) -> None:
    """Serve until a signal comes or the server is told to leave; `begun` is told of it when it is made."""
    follower = Follower(serving.path, serving.clock, serving.language)
    wall = Wall(serving.path, serving.language, serving.clock, serving.share)
    first = follower.look()
    if first is not None:
        wall.take(first)
    feed = Feed(wall)
    server = PageServer(_config(application(feed, serving)))
    server.feed, server.loop = feed, asyncio.get_running_loop()
    server.loop.set_exception_handler(_overhear)
    seat = Following(follower.file.path)
    seat.begin()

    def tell(news: News) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended in between
            server.loop.call_soon_threadsafe(feed.take, news)
        seat.move(follower.file.path)

    watch = Watch[News](follower.look, tell, LOOK_EVERY)
    watch.start()
    begun(server)
    try:
        await server.serve(sockets=sockets)
    finally:
        watch.stop()
        seat.end()


def run(serving: Serving, sockets: list[socket.socket]) -> None:
    """Serve until Ctrl+C, which uvicorn raises again when it has ended."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(serving, sockets))
