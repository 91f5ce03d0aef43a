"""The room's page in a real browser: it follows, says only what is new, and keeps its picture when it is alone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.storage.encode import encode
from tests.browser import AXE, MISSING, free_port, save_anew
from tests.chromium import Browser
from tests.evening import an_evening, at

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
    pytest.mark.skipif(sys.platform == "win32", reason="the browser is told over a pipe that Windows has not"),
    pytest.mark.xdist_group("browser"),
]
_NEWS = "document.getElementById('news').textContent"
_BODY = "document.body.textContent"
_LOST = "document.getElementById('line').textContent"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The evening at its ideas."""
    made = tmp_path / "2026-11-21.toml"
    made.write_bytes(encode(at(an_evening(), "ideas")))
    return made


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    return free_port()


@contextmanager
def _served(path: Path, port: int) -> Iterator[str]:
    command = [sys.executable, "-m", "kpfacil", "show", str(path), "--web", "--port", str(port)]
    env = {"PATH": os.environ["PATH"], "HOME": str(path.parent), "LANG": "C.UTF-8"}
    server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        assert "http" in server.stdout.readline()
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.kill()
        server.communicate()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A browser with one page."""
    with Browser(tmp_path / "profile") as made:
        yield made


def _add(path: Path, text: str) -> None:
    """Record a line as another program does."""
    subprocess.run(
        [sys.executable, "-m", "kpfacil", "add", str(path), text],
        env={"PATH": os.environ["PATH"], "HOME": str(path.parent), "LANG": "C.UTF-8"},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def test_a_line_recorded_comes_to_the_page_and_is_announced_alone(path: Path, port: int, browser: Browser) -> None:
    """The quiet voice says nothing at first, then the new line only; the board stands as it stood."""
    with _served(path, port) as address:
        browser.open(address)
        browser.until(f"{_BODY}.includes('Hillotalkoot elokuussa') && known !== null")
        assert browser.run(_NEWS) == ""
        browser.run("window.kept = document.getElementById('e-I3'); window.said = [];")
        browser.run(
            "new MutationObserver(() => window.said.push(document.getElementById('news').textContent))"
            ".observe(document.getElementById('news'), {childList: true, characterData: true, subtree: true}); 0"
        )
        _add(path, "+ Aivan uusi ajatus")
        browser.until(f"{_BODY}.includes('Aivan uusi ajatus')")
        browser.until(f"{_NEWS} !== ''")
        assert browser.run("window.said") == ["I7. Aivan uusi ajatus"]
        assert browser.run("window.kept.isConnected")
        assert browser.run("document.querySelectorAll('[aria-live=polite]').length") == 1


def test_the_last_good_picture_stays_and_the_connection_is_found_again(path: Path, port: int, browser: Browser) -> None:
    """Neither a broken file nor a server that is gone takes the picture away; what was recorded meanwhile comes."""
    with _served(path, port) as address:
        browser.open(address)
        browser.until(f"{_BODY}.includes('Hillotalkoot elokuussa') && {_LOST} === '' && known !== null")
        whole = path.read_bytes()
        path.write_bytes(b"kissa")
        browser.until(f"{_BODY}.includes('Hillotalkoot elokuussa')")
        path.write_bytes(whole)
    browser.until(f"{_LOST} !== ''")
    assert browser.run(f"{_BODY}.includes('Hillotalkoot elokuussa')")
    _add(path, "+ Poissa ollessa")
    with _served(path, port):
        browser.until(f"{_LOST} === '' && {_BODY}.includes('Poissa ollessa')")


def test_without_scripts_a_reload_shows_what_is_new(path: Path, port: int, browser: Browser) -> None:
    """The page is whole as it comes; loaded again it has the new line."""
    with _served(path, port) as address:
        browser.tell("Emulation.setScriptExecutionDisabled", value=True)
        browser.open(address)
        browser.shows("Hillotalkoot")
        _add(path, "+ Vastanyt")
        browser.shows("Vastanyt", address)


def test_at_four_times_the_size_nothing_is_cut(path: Path, port: int, browser: Browser) -> None:
    """At 400 % the page flows: no sideways scroll, and each entry can be scrolled to."""
    browser.size(320, 256, 4)
    with _served(path, port) as address:
        browser.open(address)
        browser.until(f"{_BODY}.includes('Hillotalkoot elokuussa') && document.readyState === 'complete'")
        browser.until("!document.documentElement.classList.contains('fit')")
        assert browser.run("document.documentElement.scrollWidth") <= 320
        low = "Math.max(...[...document.querySelectorAll('li')].map((one) => one.getBoundingClientRect().bottom))"
        assert browser.run(f"{low} + scrollY <= document.documentElement.scrollHeight")
        hidden = "[...document.querySelectorAll('li, h1, p')].filter((one) => one.scrollWidth > one.clientWidth + 1)"
        assert browser.run(f"{hidden}.length") == 0


@pytest.mark.parametrize("asked", ["reduce", "no-preference"])
def test_nothing_moves_where_that_is_not_wanted(asked: str, path: Path, port: int, browser: Browser) -> None:
    """A new line fades in only for those who have nothing against motion."""
    browser.media(prefers_reduced_motion=asked)
    with _served(path, port) as address:
        browser.open(address)
        browser.until(f"{_BODY}.includes('Hillotalkoot elokuussa') && document.readyState === 'complete'")
        _add(path, "+ Aivan uusi ajatus")
        browser.until("document.querySelector('.lit') !== null")
        moving = (
            "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))"
            ".some((one) => one.animationName !== 'none' || parseFloat(one.transitionDuration) > 0)"
        )
        assert browser.run(moving) is (asked == "no-preference")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_served_page_has_no_barriers_under_its_own_policy(
    dark: bool,  # noqa: FBT001  as pytest hands it over
    path: Path,
    port: int,
    browser: Browser,
) -> None:
    """With scripts at work and the strict headers on, axe finds nothing, and nothing is asked from elsewhere."""
    browser.media(prefers_color_scheme="dark" if dark else "light")
    browser.size(1920, 1080) if dark else browser.size(800, 600)
    with _served(path, port) as address:
        browser.open(address)
        browser.until("document.documentElement.classList.contains('fit')")
        browser.run(AXE.read_text("utf-8") + "; 0")
        for moment in ("ideas", "consent", "ranking"):
            save_anew(path, at(an_evening(), moment))
            browser.until(f"new URL(location).port === '{port}'")
            found = browser.run("axe.run(document).then((made) => made.violations.map((rule) => rule.id))")
            assert found == []
        asked = browser.run("performance.getEntriesByType('resource').map((one) => new URL(one.name).host)")
        assert set(asked) == {f"127.0.0.1:{port}"}


def test_the_page_looks_the_same_to_all_who_come(path: Path, port: int, browser: Browser) -> None:
    """Own notes are nowhere in what the browser has, shown or not."""
    session = an_evening()
    save_anew(path, replace(at(session, "ideas"), notes=session.notes))
    with _served(path, port) as address:
        browser.open(address)
        browser.until(f"{_BODY}.includes('Hillotalkoot elokuussa')")
        assert "SALAISUUS" not in browser.run("document.documentElement.outerHTML")
