"""Requests of every kind to the room's page: it answers, gives nothing away, changes nothing and goes on."""

import asyncio

import pytest

from kpfacil.storage.encode import encode
from tests.evening import an_evening, at
from tests.fuzz.held import Held, only
from tests.fuzz.hostile import Hostile
from tests.scale import chance, count
from tests.web.test_web_server import WORD, Running, _served

_METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "G" * 3000,
    "",
    "\x00",
)
_PATHS = (
    *(
        "/",
        "/feed",
        "/page.css",
        "/page.js",
        "/regular.ttf",
        "//",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/\\",
        "*",
    ),
    *(
        "/2026-11-21.toml",
        "/feed/",
        "/%00",
        "/%ff",
        "http://evil.example/",
        "/?a=b",
        "/#x",
        "/" + "a" * 5000,
        f"/{WORD[:-1]}/",
    ),
)
_HEADERS = (
    *(
        "Host: evil.example",
        "Host: 127.0.0.1",
        "Host:",
        "Origin: null",
        "Origin: http://evil.example",
        "Content-Length: 10",
    ),
    *(
        "Content-Length: -1",
        "Content-Length: 99999999999",
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "Range: bytes=0-",
    ),
    *(
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-Fetch-Site: cross-site",
        "Accept: text/event-stream",
        "X: " + "y" * 9000,
    ),
    *("Cookie: a=\x01", "no colon", " folded", "Last-Event-ID: 99999999999999999999", "Accept-Encoding: gzip, br"),
)


def _request(made: Hostile, port: int) -> bytes:
    if made.chance.random() < 0.1:
        return made.text().encode("utf-8", "replace") + made.chance.choice((b"", b"\r\n\r\n", b"\x16\x03\x01\x02"))
    head = " ".join(made.chance.choice(words) for words in (_METHODS, _PATHS, ("HTTP/1.1", "HTTP/1.0", "HTTP/9", "")))
    lines = [head, *(made.chance.choice(_HEADERS) for _ in range(made.chance.randint(0, 4)))]
    if made.chance.random() < 0.6:
        lines.insert(1, f"Host: 127.0.0.1:{port}")
    body = made.text() if made.chance.random() < 0.3 else ""
    return ("\r\n".join([*lines, "Connection: close", "", ""]) + body).encode("utf-8", "replace")


async def _sent(port: int, data: bytes) -> bytes:
    """Send raw bytes and return what comes within a moment; whoever hangs up first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(data)
        async with asyncio.timeout(0.25):
            while part := await reader.read(65536):
                answer += part
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return answer


async def _keeps_quiet(running: Running, made: Hostile) -> None:
    before = running.path.read_bytes()
    for _ in range(count(80, 4_000) // 8):
        answers = await asyncio.gather(*(_sent(running.port, _request(made, running.port)) for _ in range(8)))
        for answer in answers:
            head, _, body = answer.partition(b"\r\n\r\n")
            assert b"Traceback" not in answer
            assert b"500" not in head[:16]
            # Nobody here knows the word.
            assert "Jämsän".encode() not in body
            assert b"root:" not in body
    assert running.path.read_bytes() == before


@pytest.mark.filterwarnings("ignore::ResourceWarning")
async def test_requests_of_every_kind_get_nothing_and_end_nothing(kp: Held) -> None:
    """Torn, forged and endless requests are answered or hung up on; afterwards the room's own browser is served."""
    path = kp.sessions / "2026-11-21.toml"
    path.write_bytes(encode(at(an_evening(), "ideas")))
    async with _served(path, WORD) as running:
        await _keeps_quiet(running, Hostile(chance("web")))
        status, _, body = await running.ask(f"/{WORD}/")
        assert status == 200
        assert "Jämsän" in body
    only(kp.folder.parent, "own")
