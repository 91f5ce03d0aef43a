"""The page's server, asked over real sockets: who gets in, what they get, and how it ends."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

import pytest

from kpfacil.cli.arguments import parse
from kpfacil.cli.console import Misuse
from kpfacil.cli.given import read_address
from kpfacil.storage.content import load_texts
from kpfacil.web import door, server
from kpfacil.web.door import HEADERS, host, hosts, is_of_a_room, listening, room_addresses
from kpfacil.web.server import PageServer, Serving, serve
from tests.browser import free_port, save_anew
from tests.evening import an_evening, at

WORD = "x7Yq1LmTnC0a"
ENDS_WITHIN = 10
Status = int


class StoryLine(TypedDict):
    """What an event tells."""

    now: int
    language: str
    title: str
    wall: str
    marks: list[list[str]] | None


def _clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - what is served is as old as it is


@dataclass
class Running:
    """A server that runs, and the ways to ask it."""

    port: int
    path: Path
    began: list[PageServer] = field(default_factory=list)

    async def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[Status, dict[str, str], str]:
        """Return the status, headers and body of one request; `Host` may be given anew or left out by an empty one."""
        given = {"Host": f"127.0.0.1:{self.port}", **{key.replace("_", "-"): words for key, words in headers.items()}}
        lines = [f"{method} {path} HTTP/1.1", *(f"{key}: {words}" for key, words in given.items() if words)]
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        first, *rest = head.decode().split("\r\n")
        found = dict(line.lower().split(": ", 1) for line in rest)
        return int(first.split()[1]), found, body.decode(errors="replace")

    async def events(self, path: str = "/feed") -> AsyncGenerator[StoryLine]:
        """Yield the pictures as they come."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"data: {"):
                    told: StoryLine = json.loads(line.removeprefix(b"data: "))
                    yield told
        finally:
            writer.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session's file at the step of ideas."""
    made = tmp_path / "2026-11-21.toml"
    save_anew(made, at(an_evening(), "ideas"))
    return made


@asynccontextmanager
async def _served(path: Path, word: str = "", rooms: tuple[str, ...] = ()) -> AsyncIterator[Running]:
    port, texts = free_port(), load_texts("fi")
    serving = Serving(path=path, port=port, language=None, clock=_clock, texts=texts, rooms=rooms, word=word)
    running = Running(port, path)
    begun = asyncio.Event()

    def begin(server: PageServer) -> None:
        running.began.append(server)
        begun.set()

    sockets = listening(port)
    task = asyncio.create_task(serve(serving, sockets, begin))
    try:
        await asyncio.wait([task, asyncio.create_task(begun.wait())], return_when=asyncio.FIRST_COMPLETED)
        yield running
    finally:
        if running.began and not task.done():
            running.began[0].leave()
        await asyncio.wait_for(task, ENDS_WITHIN)
        for one in sockets:
            one.close()


async def test_the_page_and_its_files_come_under_strict_headers(path: Path) -> None:
    """The page, its style, script and letters are served, each under every header."""
    async with _served(path) as running:
        headers: dict[str, str] = {}
        kinds = {
            "/": "text/html",
            "/page.css": "text/css",
            "/page.js": "text/javascript",
            "/regular.ttf": "font/ttf",
            "/bold.ttf": "font/ttf",
        }
        for name, kind in kinds.items():
            status, headers, body = await running.ask(name)
            assert (status, headers["content-type"].split(";")[0]) == (200, kind)
            assert {key: headers[key] for key in HEADERS} == {key: words.lower() for key, words in HEADERS.items()}
            assert body
        assert "server" not in headers
        assert "unsafe" not in HEADERS["content-security-policy"]


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (421, {"Host": "evil.example"}),
        (421, {"Host": "127.0.0.1:1"}),
        (400, {"Host": ""}),
        (403, {"Origin": "http://evil.example"}),
        (403, {"Origin": "null"}),
        (403, {"Origin": "https://127.0.0.1.evil.example"}),
        (403, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"}),
        (403, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}),
        (200, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}),
        (200, {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"}),
    ],
)
@pytest.mark.parametrize("place", ["/", "/page.js"])
async def test_other_hosts_and_other_sites_do_not_get_in(
    status: Status, asked: dict[str, str], place: str, path: Path
) -> None:
    """Another name for this server, or a page of another site, is refused with a sentence; a followed link is not."""
    async with _served(path) as running:
        found, headers, body = await running.ask(place, **asked)
        assert found == status
        assert headers.keys() >= HEADERS.keys()
        assert status == 200 or "Jämsän" not in body
        assert status == 200 or body.endswith(".\n")


async def test_every_own_name_is_served(path: Path) -> None:
    """`localhost` and the loopback addresses are the server's own names."""
    async with _served(path) as running:
        for name in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST"):
            status, _, _ = await running.ask(Host=f"{name}:{running.port}", Origin=f"http://{name}:{running.port}")
            assert status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_nothing_can_be_changed(method: str, path: Path) -> None:
    """Any way but reading is refused, whatever is asked for, and the file stays as it is."""
    before = await asyncio.to_thread(path.read_bytes)
    async with _served(path) as running:
        for place in ("/", "/feed", "/page.js", "/nothing"):
            status, headers, body = await running.ask(place, method)
            assert (status, headers["allow"]) == (405, "get, head")  # as `ask` returns headers
            assert body == "Täältä voi vain lukea.\n"
    assert await asyncio.to_thread(path.read_bytes) == before


@pytest.mark.parametrize("place", ["/x", "/../pyproject.toml", "/%2e%2e/x", "/page.css/x", "//", "/feed/", "/.env"])
async def test_there_are_no_other_pages(place: str, path: Path) -> None:
    """What is not a page is not found; no path leads to the disk."""
    async with _served(path) as running:
        status, _, _ = await running.ask(place)
        assert status == 404


async def test_in_the_rooms_network_everything_stands_behind_the_word(path: Path) -> None:
    """With a word the page, its files and its stream stand below it, and nothing is found without it."""
    async with _served(path, WORD) as running:
        for name in ("", "page.css", "page.js", "regular.ttf"):
            assert (await running.ask(f"/{WORD}/{name}"))[0] == 200
            assert (await running.ask(f"/{name}"))[0] == 404
            assert (await running.ask(f"/{WORD[:-1]}/{name}"))[0] == 404
            assert (await running.ask(f"/{WORD}x/{name}"))[0] == 404
        assert (await running.ask("/feed"))[0] == 404
        status, headers, _ = await running.ask(f"/{WORD}")
        assert (status, headers["location"]) == (308, f"/{WORD.lower()}/")
        async for told in running.events(f"/{WORD}/feed"):
            assert "Jämsän" in told["title"]
            break


async def test_a_line_recorded_comes_to_the_page(path: Path) -> None:
    """The first event is the whole picture; a saved line comes by itself, named for the voice."""
    async with _served(path) as running:
        events = running.events()
        first = await anext(events)
        assert first["language"] == "fi"
        assert "<h1>" in first["wall"]
        assert first["marks"] is not None
        session = an_evening()
        idea = replace(session.ideas[0], id="I90", text="Uusi ajatus")
        save_anew(path, at(replace(session, ideas=(*session.ideas, idea)), "ideas"))
        told = await anext(events)
        assert told["marks"] is not None
        assert [mark for mark in told["marks"] if mark not in first["marks"]] == [["I90", "I90. Uusi ajatus"]]
        assert 'class="entry lit" id="e-I90"' in told["wall"]
        await events.aclose()


async def test_the_last_good_picture_stays(path: Path) -> None:
    """A file that can't be read, or is gone, takes no picture away, from an open page or from a new one."""
    async with _served(path) as running:
        events = running.events()
        first = await anext(events)
        for spoil in (lambda: path.write_text("[meeting\n"), path.unlink):
            spoil()
            told = await anext(events)
            assert told["marks"] == first["marks"]
            assert told["title"] == first["title"]
        _, _, page = await running.ask()
        assert "kumppanuuspöytä</title>" in page
        await events.aclose()


async def test_what_is_silent_or_blank_announces_nothing(path: Path) -> None:
    """While the wall is blank, in a break, or the room thinks in silence, no line is told to the voice."""
    for moment in ("blank", "silent", "break"):
        session = at(an_evening(), moment)
        if moment == "break":
            until = _clock() + timedelta(hours=1)
            session = replace(session, meeting=replace(session.meeting, break_ends_at=until))
        save_anew(path, session)
        async with _served(path) as running:
            events = running.events()
            assert (await anext(events))["marks"] is None
            await events.aclose()


async def test_it_ends_with_viewers_who_listen_and_who_do_not_read(path: Path) -> None:
    """The server ends when it is told to, whoever is connected and whatever they do."""
    async with _served(path) as running:
        listeners = [running.events() for _ in range(5)]
        for one in listeners:
            await anext(one)
        deaf = [await asyncio.open_connection("127.0.0.1", running.port) for _ in range(5)]
        for _, writer in deaf:
            writer.write(f"GET /feed HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
        deaf.append(await asyncio.open_connection("127.0.0.1", running.port))  # who asks for nothing
        running.began[0].leave()
        for one in listeners:
            assert [told async for told in one] == []
        for _, writer in deaf:
            writer.close()


async def test_head_of_the_stream_is_answered_at_once(path: Path) -> None:
    """HEAD gets the headers alone, of the stream too."""
    async with _served(path) as running:
        for place in ("/", "/feed"):
            status, _, body = await running.ask(place, "HEAD")
            assert (status, body) == (200, "")


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_ctrl_c_ends_the_command(path: Path) -> None:
    """`show --web` tells its address, and ends in peace by Ctrl+C with a viewer connected."""
    port = free_port()
    command = [sys.executable, "-m", "kpfacil", "show", str(path), "--web", "--port", str(port)]
    env = {key: words for key, words in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as running:
        assert running.stdout is not None
        assert f"http://127.0.0.1:{port}/" in running.stdout.readline()
        with socket.create_connection(("127.0.0.1", port)) as viewer:
            viewer.sendall(f"GET /feed HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            assert viewer.recv(16).startswith(b"HTTP/1.1 200")
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=ENDS_WITHIN)
        assert (running.returncode, said) == (0, "")


def test_a_port_in_use_and_an_address_of_another_machine_are_said(path: Path) -> None:
    """Where the port is taken, or the address is not this machine's, the command says so and gives up."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for more, words in (((), port), (("--lan", "192.0.2.1"), "192.0.2.1")):
            command = [sys.executable, "-m", "kpfacil", "show", str(path), "--web", "--port", port, *more]
            made = subprocess.run(command, check=False, capture_output=True, text=True, timeout=ENDS_WITHIN)
            assert made.returncode == 1
            assert words in made.stderr
    command = [sys.executable, "-m", "kpfacil", "show", str(path), "--lan", "192.0.2.1", "--port", str(free_port())]
    made = subprocess.run(command, check=False, capture_output=True, text=True, timeout=ENDS_WITHIN)
    assert made.returncode == 1
    assert "192.0.2.1" in made.stderr


def test_addresses_that_are_nobodys_own_are_no_rooms() -> None:
    """All addresses at once, this machine alone, many machines, and those that can't be had are not of the room."""
    odd = ("0.0.0.0", "::", "127.0.0.1", "127.9.9.9", "::1", "224.0.0.1", "ff02::1", "255.255.255.255", "fe80::1")  # noqa: S104  none is bound
    assert [address for address in (*odd, "192.0.2.1", "2001:db8::1") if is_of_a_room(address)] == []
    assert all(map(is_of_a_room, room_addresses()))


async def test_a_request_that_does_not_come_whole_takes_nobodys_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connections that say nothing, or half of a request, are cut; a stream that is being answered is not."""
    monkeypatch.setattr(door, "WAITS_FOR_REQUEST", 0.2)
    async with _served(path) as running:
        stream = running.events()
        assert (await anext(stream))["title"]
        slow = [await asyncio.open_connection("127.0.0.1", running.port) for _ in range(20)]
        for number, (_, writer) in enumerate(slow):
            writer.write(b"GET / HTTP/1.1\r\nHost: 127"[: number + 1])
        for reader, writer in slow:
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), ENDS_WITHIN) == b""
            writer.close()
        assert (await running.ask())[0] == 200
        save_anew(running.path, replace(an_evening(), ideas=()))
        assert (await asyncio.wait_for(anext(stream), ENDS_WITHIN))["title"]
        await stream.aclose()


async def _exchange(port: int, *sent: bytes) -> bytes:
    """Return all that is answered to what is sent, piece after piece; what is cut off has said what it had."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    with contextlib.suppress(ConnectionError):
        for piece in sent:
            writer.write(piece)
            answer += await asyncio.wait_for(reader.read(1), ENDS_WITHIN)
        answer += await asyncio.wait_for(reader.read(), ENDS_WITHIN)
    writer.close()
    return answer


@pytest.mark.parametrize(
    "sent",
    [
        b"\0\1\2\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_refused_with_a_sentence(sent: bytes, path: Path) -> None:
    """Bytes that are no request, or one that names no server, get a sentence under the headers, and an end."""
    async with _served(path) as running:
        head, _, body = (await _exchange(running.port, sent)).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ")
        assert all(key.encode() in head for key in HEADERS)
        assert body.decode() == "Tämä ei ole kelvollinen pyyntö. Avaa osoite, jonka ohjelma kertoi.\n"


@pytest.mark.parametrize("place", [b"/feed", b"/"])
async def test_a_request_that_goes_wrong_while_it_is_answered_is_cut_off(
    place: bytes, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A body that breaks the rules behind an answer that has begun ends the connection, and leaves no trace."""
    async with _served(path) as running:
        named = f"Host: 127.0.0.1:{running.port}\r\n".encode()
        begun = b"GET " + place + b" HTTP/1.1\r\n" + named + b"Transfer-Encoding: chunked\r\n\r\n"
        assert (await _exchange(running.port, begun, b"zz\r\nno chunk")).startswith(b"HTTP/1.1 200 ")
        assert (await running.ask())[0] == 200
    assert caplog.records == []


async def test_one_address_of_the_room_does_not_take_everybodys_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `--lan` an address has so many connections and no more: the next one is told so until one of them ends."""
    monkeypatch.setattr(server, "_MOST_OF_ONE", 3)
    async with _served(path, WORD, ("127.0.0.1",)) as running:
        streams = [running.events(f"/{WORD}/feed") for _ in range(3)]
        for one in streams:
            assert (await anext(one))["title"]
        status, headers, body = await running.ask(f"/{WORD}/")
        assert (status, body) == (503, "Katsojia on juuri nyt liikaa. Yritä hetken kuluttua uudelleen.\n")
        assert headers.keys() >= HEADERS.keys()
        for one in streams:
            await one.aclose()
        answers = [(await running.ask(f"/{WORD}/"))[0] for _ in range(50)]
        assert answers[-1] == 200
    async with _served(path) as running:
        streams = [running.events() for _ in range(4)]
        for one in streams:
            assert (await anext(one))["title"]
            await one.aclose()


async def test_more_connections_than_can_be_served_are_cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens connections without end is told once in a while that there are too many, and has the rest cut."""
    monkeypatch.setattr(door, "MOST", 5)
    async with _served(path) as running:
        stream = running.events()
        assert (await anext(stream))["title"]
        many = [await asyncio.open_connection("127.0.0.1", running.port) for _ in range(60)]
        ended = [asyncio.create_task(asyncio.wait_for(reader.read(), ENDS_WITHIN)) for reader, _ in many[-30:]]
        assert {
            b"" if isinstance(one, ConnectionError) else one
            for one in await asyncio.gather(*ended, return_exceptions=True)
        } == {b""}
        for _, writer in many:
            writer.close()
        save_anew(running.path, replace(an_evening(), ideas=()))
        assert (await asyncio.wait_for(anext(stream), ENDS_WITHIN))["title"]
        await stream.aclose()


def test_it_listens_to_this_machine_alone() -> None:
    """Without the room's address only loopback is listened on, never every network; a room's is named with its port."""
    sockets = listening(free_port())
    addresses = {one.getsockname()[0] for one in sockets}
    for one in sockets:
        one.close()
    assert "127.0.0.1" in addresses
    assert addresses <= {"127.0.0.1", "::1"}
    assert hosts(8765, ["192.168.1.20", "fd00::1"]) >= {"192.168.1.20:8765", "[fd00::1]:8765", "localhost:8765"}
    assert host("fd00::1") == "[fd00::1]"
    assert not any(address.startswith("127.") for address in room_addresses())


@pytest.mark.skipif(os.name == "nt", reason="there the machine's name leads to its addresses")
def test_the_addresses_of_interfaces_are_found_without_a_way_out() -> None:
    """Where no route leads out, each interface still tells its own address."""
    assert "127.0.0.1" in set(door._of_interfaces())


@pytest.mark.parametrize("written", ["80", "70000", "kissa"])
def test_other_ports_are_misuse(written: str) -> None:
    """What is no usable port is refused with what would be."""
    texts = load_texts("en")
    with pytest.raises(Misuse) as misuse:
        parse(texts, ["show", "f.toml", "--web", "--port", written], [])
    assert texts.say_sentence(misuse.value.sentence).startswith(
        f"kpfacil show: --port: {written} is not a number from 1024"
    )


@pytest.mark.parametrize("written", ["kissa", "2026-11-21.toml", "1.2.3"])
def test_what_is_no_address_is_misuse(written: str) -> None:
    """The room's address is an address, and never the file that was meant to come first."""
    assert read_address("192.168.1.20") == "192.168.1.20"
    with pytest.raises(Misuse) as misuse:
        read_address(written)
    assert misuse.value.sentence.details["value"] == written


@pytest.mark.parametrize(("more", "lan"), [([], None), (["--lan"], ""), (["--lan", "192.168.1.20"], "192.168.1.20")])
def test_the_rooms_network_is_asked_for_with_or_without_an_address(more: list[str], lan: str | None) -> None:
    """`--lan` alone is the room's network by the address that is found; with one it is that."""
    assert parse(load_texts("fi"), ["show", "a.toml", "--web", *more], []).lan == lan
