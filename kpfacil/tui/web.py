"""The audience's screen in a browser: read-only, on this machine alone, with nothing fetched from outside."""

import logging
import os
import shlex
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path

from kpfacil.model.texts import Texts
from kpfacil.storage.content import load_texts
from kpfacil.tui.wall_windows import has_display

HOST = "127.0.0.1"
PORT = 8765
FONT_SIZE = 32
"""Letters of 32 px give about 100 × 33 cells on a full-HD projector."""
_TEMPLATES = Path(__file__).resolve().parent.parent / "content" / "web"


def serve(path: Path, port: int = PORT, font_size: int = FONT_SIZE, language: str | None = None) -> int:
    """Serve the audience's screen of a session until it is ended with Ctrl+C; return the exit code.

    Each page that is opened is a read-only `kpfacil show` of its own.
    """
    texts = load_texts(language or "fi")
    try:
        from kpfacil.tui.web_server import WallServer  # noqa: PLC0415 - textual-serve is an extra
    except ImportError:
        return _refuse(texts, "web.missing")
    if not _free(port):
        return _refuse(texts, "web.port-taken", port=port)
    address = f"http://{HOST}:{port}/?fontsize={font_size}"
    print(texts.say("web.serving", address=address), flush=True)  # noqa: T201 - this command has no screen
    if has_display(os.environ, sys.platform):
        webbrowser.open(address)
    logging.getLogger("textual-serve").setLevel(logging.ERROR)
    WallServer(command(path, language), HOST, port, path.name, _TEMPLATES, texts).serve()
    return 0


def command(path: Path, language: str | None) -> str:
    """Return the command line of one viewer's screen, quoted for the shell that textual-serve starts it with."""
    words = [sys.executable, "-m", "kpfacil", "show", str(path.resolve())]
    words += ["--lang", language] if language else []
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _refuse(texts: Texts, key: str, **named: object) -> int:
    print(texts.say(key, **named) if named else texts.say(key), file=sys.stderr)  # noqa: T201 - as above
    return 1
