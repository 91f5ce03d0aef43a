"""Who gets in: this server's own pages alone, to read alone, each answer under strict headers."""

import hmac
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
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
        if refused := self._refused(Headers(scope=scope), str(scope["method"])) or self._lost(scope):
            answer = self.refusal(*refused, _ALLOWED.get(refused[0]))
        elif self._word and scope["path"] == f"/{self._word}":
            answer = RedirectResponse(f"/{self._word}/", 308)
        await answer({**scope, "path": self._inside(str(scope["path"]))}, receive, _guarded(send))

    async def full(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that there are too many connections."""
        await self.refusal(503, "web.refused.full", {"connection": "close"})(scope, receive, _guarded(send))

    def refusal(self, status: int, key: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return a sentence as an answer."""
        return PlainTextResponse(self.sentence(key), status, headers)

    def sentence(self, key: str) -> str:
        """Return the line with which something is refused."""
        return f"{self._texts.say(key)}\n"

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


def _guarded(send: Send) -> Send:
    """Return what sends an answer under the strict headers."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return guarded
