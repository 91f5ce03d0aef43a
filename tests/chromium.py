"""A browser that is told what to do while a page is open in it, over Chromium's own pipe: no library needed."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.browser import BROWSER

_MOVE = "os.dup2(103, 3); os.dup2(104, 4); os.closerange(5, 105); os.execv(sys.argv[1], sys.argv[1:])"
"""How the pipes come to the numbers under which the browser looks for them."""
PATIENCE = 60.0
"""How many seconds an answer may take on a machine that does much else."""


class Browser:
    """One headless browser with one page; a context manager that ends it."""

    def __init__(self, profile: Path) -> None:
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        flags = ["--headless=new", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        flags += ["--no-sandbox"] if os.geteuid() == 0 else []
        launch = f"import os, sys; os.dup2({commands}, 103); os.dup2({answers}, 104); {_MOVE}"
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", launch, str(BROWSER), *flags],
            pass_fds=(commands, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self._answers: dict[int, dict[str, Any]] = {}
        self._news = threading.Condition()
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._page = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.tell("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        os.close(self._out)

    def open(self, address: str) -> None:
        """Open an address in the page."""
        self.tell("Page.navigate", url=address)

    def tell(self, method: str, **params: object) -> dict[str, Any]:
        """Have the page do something of the browser's protocol, and return what came of it."""
        return self._ask(method, self._page, **params)

    def run(self, script: str) -> Any:
        """Return what a script's expression comes to in the page; promises are waited for."""
        made = self.tell("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in made, made
        return made["result"].get("value")

    def until(self, condition: str) -> float:
        """Wait until an expression is true in the page; return after how many milliseconds it was."""
        script = (
            "new Promise((done, fail) => { const begun = performance.now(); const look = () => {"
            f"let so = false; try {{ so = ({condition}); }} catch {{ }}"
            "const past = performance.now() - begun;"
            f"so ? done(past) : past > {PATIENCE * 500} ? done(-1) : setTimeout(look, 20); }}; look(); }})"
        )
        past = float(self.run(script))
        assert past >= 0, f"never so: {condition}\n{self.run('document.documentElement.outerHTML')}"
        return past

    def shows(self, words: str, address: str = "") -> None:
        """Wait until the page's markup holds the words, with `address` loaded again meanwhile; needs no scripts."""
        pause = threading.Event()
        for look in range(int(PATIENCE * 5)):
            if address and look % 10 == 0:
                self.open(address)
            with contextlib.suppress(AssertionError):  # another page comes in between
                root = self.tell("DOM.getDocument")["root"]["nodeId"]
                if words in self.tell("DOM.getOuterHTML", nodeId=root)["outerHTML"]:
                    return
            pause.wait(0.2)
        raise AssertionError(f"{words!r} did not show")

    def media(self, **features: str) -> None:
        """Pretend what the person prefers, such as `prefers_reduced_motion="reduce"`."""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.tell("Emulation.setEmulatedMedia", features=told)

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """Make the window that many CSS pixels wide and high."""
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def _ask(self, method: str, session: str = "", **params: object) -> dict[str, Any]:
        self._number += 1
        number = self._number
        told = {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        os.write(self._out, json.dumps(told).encode() + b"\0")
        with self._news:
            assert self._news.wait_for(lambda: number in self._answers, PATIENCE), f"no answer to {method}"
            answer = self._answers.pop(number)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> None:
        kept = b""
        with os.fdopen(self._in, "rb", buffering=0) as stream:
            while data := stream.read(65536):
                *whole, kept = (kept + data).split(b"\0")
                for message in map(json.loads, whole):
                    if "id" in message:
                        with self._news:
                            self._answers[message["id"]] = message
                            self._news.notify_all()
