"""The leaves of a document: plain text that is said plainly, strongly, as a link or as an alarm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kpfacil.model.text import clean

_SPACES = re.compile("[ \n]+")
_SCHEMES = ("http", "https", "mailto")
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Text:
    """Words said plainly, on one line; a space at either end parts them from their neighbours."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight: what was agreed, an id, a name."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text).strip())


@dataclass(frozen=True, slots=True)
class Alert:
    """Words that say loudly that something is missing, e.g. a task without an owner; loud without colour too."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text).strip())


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; raises ValueError unless it is a whole http, https or mailto address."""

    text: str
    url: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", _address(one_line(self.url).strip()))
        object.__setattr__(self, "text", one_line(self.text).strip() or self.url)


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that people made inside one text."""


Inline = Text | Strong | Alert | Link | Break
Inlines = tuple[Inline, ...]


def one_line(text: str) -> str:
    """Return cleaned text where every run of spaces and line ends is one space; a no-break space stays."""
    return _SPACES.sub(" ", clean(text))


def words(text: str) -> Inlines:
    """Return people's words as inlines, with a `Break` where they made a line end."""
    made: list[Inline] = []
    for line in clean(text).split("\n"):
        made += [Break(), Text(line)]
    return tidy(made)


def link(text: str, url: str) -> Inline:
    """Return a `Link`, or the plain words where the address is not one that a memo may lead to."""
    try:
        return Link(text, url)
    except ValueError:
        return Text(text if text == url or not url else f"{text} ({url})")


def plain(inlines: Iterable[Inline]) -> str:
    """Return the words alone, a line end for each `Break`."""
    return "".join("\n" if isinstance(inline, Break) else inline.text for inline in inlines)


def tidy(inlines: Iterable[Inline]) -> Inlines:
    """Return the inlines without empty ones, neighbours of plain text joined, lines without spaces at their ends.

    Two marked inlines get a space between them: their words would run together otherwise.
    """
    kept: list[Inline] = []
    for inline in inlines:
        _append(kept, inline)
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip())
    return tuple(kept)


def _append(kept: list[Inline], inline: Inline) -> None:
    """Add one inline to a line being made, keeping the promises of `tidy`."""
    last = kept[-1] if kept else Break()
    if isinstance(inline, Break):
        if isinstance(last, Text):
            kept[-1] = Text(last.text.rstrip())
        if kept and not isinstance(last, Break):
            kept.append(inline)
        return
    if isinstance(inline, Text):
        text = inline.text.lstrip() if isinstance(last, Break) else inline.text
        if isinstance(last, Text):
            kept[-1] = Text(last.text + text)
        elif text:
            kept.append(Text(text))
        return
    if inline.text:
        kept += [inline] if isinstance(last, Text | Break) else [Text(" "), inline]


def _address(url: str) -> str:
    """Return the address in ASCII; raises ValueError where it is not a whole one of an allowed scheme."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in _SCHEMES:
        raise ValueError(f"not an address that a document may lead to: {url}")
    if parts.scheme.lower() == "mailto":
        if "@" not in parts.path:
            raise ValueError(f"not an e-mail address: {url}")
        return quote(url, safe=_IN_ADDRESS)
    if not parts.hostname:
        raise ValueError(f"not an address that a document may lead to: {url}")
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return quote(parts._replace(netloc=host).geturl(), safe=_IN_ADDRESS)
