"""The leaves of a document: plain text that is said plainly, strongly, as a link or as an alarm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kpfacil.model.text import clean
from kpfacil.model.value import frozen

_SPACES = re.compile("[ \n]+")
_UNITS = (
    "h|min|kpl|kg|km|m|l|hlöä?|pv|vko|kk|v|paria|piste|pistettä|ideaa?|tehtävää?|sovittua?|tapaamista|tuntia|euroa|kertaa"
    "|dots?|ideas?|tasks?|meetings?|hours?|euros?|people"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_TIED = re.compile(
    rf"(?<=\d) (?=[€%]|(?:{_UNITS}|{_MONTHS})\b)"  # an amount and its unit, a day and its month
    r"|(?<=\d) (?=\d{3}(?!\d))"  # thousands
    r"|(?<=\b0\d) (?=\d{3})|(?<=\b0\d\d) (?=\d{3})|(?<=\b0\d{3}) (?=\d{3})|(?<=\b0\d\d \d{3}) (?=\d{4}\b)"  # a phone
    r"|(?<=\b(?:ma|ti|ke|to|pe|la|su)) (?=\d)|(?<=\bklo) (?=\d)"
    r"|(?<=\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)) (?=\d)"
    rf"|(?<=\b(?:{_MONTHS})) (?=\d{{4}}\b)"
    r"| (?=\([A-Z]\d+[,)])"  # an id behind its words
    r"| (?=[–→·] )"  # such a sign begins no line
)
DOUBLE_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)+")
"""A name of two parts, which no line is to end within."""
_RANGE = re.compile(r"(?<=\d)–(?=\d)|(?<=\d\.)–(?=\d)")
"""The dash of figures from one to another: `1–5`, `17.00–19.00`, `1.1.–31.12.2026`."""
_SCHEMES = ("http", "https", "mailto")
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Text:
    """Words said plainly, on one line; a space at either end parts them from their neighbours."""

    text: str

    def __post_init__(self) -> None:
        settle(self, text=_SPACES.sub(" ", clean(self.text)))


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight: what was agreed, an id, a name."""

    text: str

    def __post_init__(self) -> None:
        settle(self, text=one_line(self.text))


@frozen()
class Alert:
    """Words that say loudly that something is missing, e.g. a task without an owner; loud without colour too."""

    text: str

    def __post_init__(self) -> None:
        settle(self, text=one_line(self.text))


@frozen()
class Link:
    """Words that lead to an address; raises ValueError unless it is a whole http, https or mailto address.

    A `nearby` link leads to a file beside the document or in a folder there instead.
    """

    text: str
    url: str
    nearby: bool = False

    def __post_init__(self) -> None:
        url = one_line(self.url)
        settle(self, url=_beside(url) if self.nearby else _address(url))
        settle(self, text=one_line(self.text) or self.url)


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that people made inside one text."""


Inline = Text | Strong | Alert | Link | Break
Inlines = tuple[Inline, ...]


def settle(value: object, **fields: object) -> None:
    """Set fields of a frozen value while it is being made."""
    for name, field in fields.items():
        object.__setattr__(value, name, field)


def one_line(text: str) -> str:
    """Return cleaned text where every run of spaces and line ends is one space; a no-break space within it stays."""
    return _SPACES.sub(" ", clean(text)).strip()


def tie(text: str, by: str = "\N{NO-BREAK SPACE}", *, ranges: bool = True) -> str:
    """Return a text whose dates, amounts and ids keep together on one line, for formats that break lines.

    Its `ranges` are bound by signs that a browser neither shows nor looks for; Word's and a PDF's reader would.
    """
    tied = _TIED.sub(by, text)
    return _RANGE.sub("\N{WORD JOINER}–\N{WORD JOINER}", tied) if ranges else tied


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


def join_parts(sign: str, parts: Iterable[Inlines]) -> Inlines:
    """Return the parts that say something one after the other, with a sign between them."""
    whole: list[Inline] = []
    for part in filter(None, parts):
        whole += [Text(sign), *part] if whole else part
    return tuple(whole)


def tidy(inlines: Iterable[Inline]) -> Inlines:
    """Return the inlines without empty ones, neighbours of plain text joined, lines without spaces at their ends.

    Two marked inlines get a space between them: their words would run together otherwise.
    """
    kept: list[Inline] = []
    for inline in inlines:
        _append(kept, inline)
    _end_line(kept)
    if kept and isinstance(kept[-1], Break):
        kept.pop()
    return tuple(kept)


def _append(kept: list[Inline], inline: Inline) -> None:
    """Add one inline to a line being made, keeping the promises of `tidy`."""
    if isinstance(inline, Break):
        _end_line(kept)
        if kept and not isinstance(kept[-1], Break):
            kept.append(inline)
        return
    last = kept[-1] if kept else Break()
    if isinstance(inline, Text):
        _append_text(kept, last, inline.text.lstrip() if isinstance(last, Break) else inline.text)
    elif inline.text:
        kept += [inline] if isinstance(last, Text | Break) else [Text(" "), inline]


def _append_text(kept: list[Inline], last: Inline, text: str) -> None:
    if isinstance(last, Text):
        kept[-1] = Text(last.text + text)
    elif text:
        kept.append(Text(text))


def _end_line(kept: list[Inline]) -> None:
    """Take the spaces off the end of a line being made, and a plain text with them if it was nothing else."""
    if kept and isinstance(last := kept[-1], Text):
        kept.pop()
        kept += [Text(words_left)] if (words_left := last.text.rstrip()) else []


def _beside(path: str) -> str:
    """Return a path as an address; raises ValueError where it leads elsewhere than to the document's own folder."""
    steps = path.split("/")
    if not path or ":" in steps[0] or {"", ".."} & set(steps):
        raise ValueError(f"not a file beside the document: {path}")
    return quote(path)


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
