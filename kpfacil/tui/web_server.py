"""textual-serve with our own page, which asks nobody else for anything, and a door for this machine's pages alone."""

from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.server import Server

from kpfacil.model.texts import Texts


class WallServer(Server):
    """Serves one command to browsers on this machine, and says nothing by itself."""

    def __init__(self, command: str, host: str, port: int, title: str, templates: Path, texts: Texts) -> None:
        super().__init__(command, host, port, title, templates_path=templates)
        self._texts = texts

    def initialize_logging(self) -> None:
        """Log nothing to the terminal."""

    async def on_startup(self, app: web.Application) -> None:
        """Print nothing: the address has been said already."""
        del app

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(_only_from(self.public_url))
        say = self._texts.say
        aiohttp_jinja2.get_env(app).globals["words"] = {
            "language": self._texts.language,
            "opening": say("web.opening"),
            "closed": say("web.closed"),
            "again": say("web.again"),
        }
        return app


def _only_from(address: str) -> Middleware:
    """Return a door that other sites' pages in the same browser do not get through."""
    host = address.removeprefix("http://")

    @web.middleware
    async def door(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host != host or request.headers.get("Origin", address) != address:
            raise web.HTTPForbidden
        return await handler(request)

    return door
