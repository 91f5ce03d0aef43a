"""Who gets in: this server's own pages alone, to read alone, each answer under strict headers."""

import hmac
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpfacil.model.texts import Texts

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


class Door:
    """Lets requests to known names through; `word` is the first part of every path, empty where none is asked for."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], word: str, texts: Texts) -> None:
        self._app = app
        self._hosts = hosts
        self._word = word
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with a sentence."""
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(Headers(scope=scope), str(scope["method"])) or self._lost(scope)
        if refused:
            status, key = refused
            answer = PlainTextResponse(f"{self._texts.say(key)}\n", status)
            await answer(scope, receive, guarded)
            return
        if self._word and scope["path"] == f"/{self._word}":
            await RedirectResponse(f"/{self._word}/", 308)(scope, receive, guarded)
            return
        await self._app({**scope, "path": self._inside(str(scope["path"]))}, receive, guarded)

    def _refused(self, headers: Headers, method: str) -> tuple[int, str] | None:
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

    def _lost(self, scope: Scope) -> tuple[int, str] | None:
        """Return that there is no such page where the path does not begin with the word."""
        first = str(scope["path"]).removeprefix("/").partition("/")[0]
        if not self._word or hmac.compare_digest(first.encode("utf-8", "replace"), self._word.encode()):
            return None
        return 404, "web.refused.path"

    def _inside(self, path: str) -> str:
        """Return the path without the word before it."""
        return path.removeprefix(f"/{self._word}") if self._word else path
