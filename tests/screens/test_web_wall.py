"""The audience's screen in a browser: our own page, this machine alone, nothing from outside."""

import re
import socket
from pathlib import Path

import pytest

from kpfacil.storage.content import load_texts
from kpfacil.tui.web import HOST, serve

pytest.importorskip("textual_serve")
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer, unused_port

from kpfacil.tui.web_server import WallServer

TEMPLATES = Path(__file__).resolve().parents[2] / "kpfacil" / "content" / "web"


async def _asked(path: str, headers: dict[str, str]) -> tuple[int, str, str]:
    """Return the status, the body and the server's own address for one request."""
    port = unused_port()
    server = WallServer("true", HOST, port, "[/foo] <b>", TEMPLATES, load_texts("fi"))
    async with (
        TestServer(await server._make_app(), host=HOST, port=port) as running,
        ClientSession() as client,
        client.get(running.make_url(path), headers=headers) as answer,
    ):
        return answer.status, await answer.text(), server.public_url


async def test_the_page_asks_nobody_else_for_anything() -> None:
    """Every address on the page is this program's own, its title is text, and its words are in the language."""
    status, page, own = await _asked("/?fontsize=40", {})
    assert status == 200
    assert 'data-font-size="40"' in page
    assert "&lt;b&gt;" in page
    assert "Avaa uudelleen" in page
    assert all(f"{scheme}{rest}".startswith((own, "ws://127.0.0.1:")) for scheme, rest in _addresses(page))


def _addresses(page: str) -> list[tuple[str, str]]:
    return re.findall(r"(https?://|wss?://)([^\"' )]+)", page)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js"])
async def test_pages_of_other_sites_do_not_get_in(path: str, headers: dict[str, str]) -> None:
    """A page of another site in the same browser can read neither the screen nor anything else."""
    status, _, _ = await _asked(path, headers)
    assert status == 403


def test_a_port_in_use_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where the port is taken, the command says so and gives up."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(tmp_path / "2026-11-21.toml", port) == 1
    assert str(port) in capsys.readouterr().err
