"""Documents that leave the program: one tree, one small renderer per format, no disk, no clock."""

import sys
from pathlib import PurePath
from pkgutil import get_data

from kpfacil.model.value import frozen


def read_shipped(name: str) -> bytes:
    """Return a file of the package's own content, such as `word/styles.xml`."""
    return get_data("kpfacil", f"content/{name}") or b""


@frozen()
class Made:
    """A finished file; of a PDF also the signs that no font had (each stands in it as �), and whether it is tagged."""

    content: bytes
    replaced: tuple[str, ...] = ()
    tagged: bool = True


class ExportError(Exception):
    """A document could not be made; the subclass and its fields say why, for a sentence in the reader's language."""


class MissingLibrary(ExportError):  # noqa: N818 - the name says what happened
    """A format needs a library that is not installed: its `package`, and what `install`s it, if anything does."""

    def __init__(self, library: str, extra: str) -> None:
        self.package = library
        self.install = _install(library, extra)
        super().__init__(f"{library} is not installed")


class BadTemplate(ExportError):  # noqa: N818 - the name says what happened
    """The letterhead given for a Word file is not a Word document."""


def _install(library: str, extra: str) -> str:
    """Return the command that brings a library to this very Python; a packed program has none, and takes no more in."""
    if getattr(sys, "frozen", False):
        return ""
    home = PurePath(sys.prefix).parts
    if "pipx" in home:
        return f"pipx inject kpfacil {library}"
    if "uv" in home and "tools" in home:
        return f'uv pip install --python "{sys.executable}" {library}'
    return f'"{sys.executable}" -m pip install "kpfacil[{extra}]"'
