"""The memo before it is sent: a preview with either profile, chosen formats in one go, the clipboard, a QR code."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import segno
from rich.cells import cell_len

from kpfacil.commands.meeting import SetMeeting
from kpfacil.export import MissingLibrary, text
from kpfacil.export.document import Doc
from kpfacil.export.formats import make
from kpfacil.export.memo import memo
from kpfacil.export.tell import Profile
from kpfacil.model.formats import FORMATS, Format
from kpfacil.model.meeting import Status
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.value import last_kept
from kpfacil.storage.atomic import standing, write_export
from kpfacil.storage.content import load_texts
from kpfacil.storage.files import reason_of
from kpfacil.tui.asked import Press
from kpfacil.tui.listing import in_rows, move_cursor
from kpfacil.tui.paint import EMPTY, Rows, Size, Span, ends, inset, row, shorten
from kpfacil.tui.panels.base import Do, Effect, Open, Panel, PanelKey, Wish, with_legend
from kpfacil.tui.sight import Written
from kpfacil.tui.wall import has_display, start

_PAGE = 10
_LEAST = 3
"""How many lines of the memo are seen on a low stage."""
_DIGITS = tuple(str(number) for number in range(1, len(FORMATS) + 1))
_STANDINGS: tuple[Status, ...] = ("draft", "review", "accepted")


@dataclass(frozen=True)
class MemoPanel(Panel):
    """The memo's text, the formats to write, and what came of them."""

    profile: Profile = "participants"
    chosen: frozenset[Format] = frozenset(("html", "docx"))
    qr: bool = False

    def rows(self, size: Size) -> Rows:
        width, height = size
        say = self.texts.say
        title = say(f"panel.memo.title.{self.profile}")
        standing = say(f"word.status.{self.session.meeting.status}")
        formats = in_rows((self._format(number) for number in range(len(FORMATS))), width, 3)
        head = [ends(row("   ", (title, "strong")), row((f"{standing} ", "dim")), width), *formats]
        head += self._tell_unproofed(width)
        foot = [*self._results(width), *self.legend(width)]
        if self.qr and self.session.table.url:
            body = [row("   ", (self.session.table.url, "strong")), *qr_rows(self.session.table.url)]
        else:
            lines = self._lines()[self.place :]
            body = [row("   ", (shorten(line, width - 4), "text")) for line in lines]
        left = height - len(head) - len(foot)
        return with_legend([*head, *([EMPTY] if left > _LEAST else []), *body[: max(_LEAST, left)]], foot, height)

    def _tell_unproofed(self, width: int) -> Rows:
        """Return how many places of the public memo wait to be decided; a click goes to them."""
        if self.profile != "public" or self.view.reading:
            return []
        left = _made_memo(self.session, self.process, self.profile, self.view.around.others)[0].waiting
        if not left:
            return []
        words = self.texts.count("panel.memo.unproofed", left)
        return [replace(line, does=Press("t")) for line in inset(f"! {words}", width, "trouble", 2)]

    @property
    def count(self) -> int:
        return len(self._lines())

    def _lines(self) -> list[str]:
        """Return the memo line by line; while the names that must not be in it are being read, that they are."""
        if self.profile == "public" and self.view.reading:
            return [self.say("panel.memo.reading")]
        return memo_text(self.session, self.process, self.profile, self.view.around.others).split("\n")

    def read_names(self) -> None:
        """Make the public memo once."""
        memo_text(self.session, self.process, "public", self.view.around.others)

    def _format(self, number: int) -> Sequence[Span]:
        """Return a format behind its digit, ticked where it will be written."""
        form, does = FORMATS[number], Press(f"{number + 1}")
        mark, style = ("☑", "text") if form in self.chosen else ("☐", "dim")
        words = f" {mark} {self.say(f'word.format.{form}')}  "
        return Span(f"{number + 1}", "strong", does=does), Span(words, style, does=does)

    @property
    def keys(self) -> Sequence[PanelKey]:
        standing = self.session.meeting.status
        onward = _STANDINGS[(_STANDINGS.index(standing) + 1) % len(_STANDINGS)]
        other: Profile = "public" if self.profile == "participants" else "participants"
        address = self.session.table.url
        qr = Do((), replace(self, qr=bool(address) and not self.qr), tell="" if address else "panel.memo.no-address")
        return (
            PanelKey("enter", "panel.memo.write", Wish("write-memo")),
            PanelKey("p", f"panel.memo.profile.{other}", Do((), replace(self, profile=other))),
            PanelKey("t", "panel.memo.proof", Open("proof")),
            PanelKey("s", f"panel.memo.standing.{onward}", Do((SetMeeting(status=onward),), self)),
            PanelKey("j", "home.key.publish", Wish("publish")),
            PanelKey("r", "home.key.remind", Wish("remind")),
            PanelKey("u", "home.key.invite", Wish("invite")),
            PanelKey("k", "panel.memo.copy", Wish("copy-memo")),
            PanelKey("o", "panel.memo.open", Wish("open-memo")),
            PanelKey("f", "panel.memo.folder", Wish("open-folder")),
            PanelKey("q", "panel.memo.qr", qr),
            PanelKey("down", "panel.memo.scroll", self._scroll("down"), more=("pagedown",), sign="↑↓"),
            PanelKey("up", "chip.less", self._scroll("up"), more=("pageup",), shown=False),
        )

    def press(self, key: str) -> Effect | None:
        """Return what a key does; a digit chooses a format or leaves it."""
        if key in _DIGITS:
            return Do((), replace(self, chosen=self.chosen ^ {FORMATS[_DIGITS.index(key)]}))
        return super().press(key)

    def _scroll(self, key: str) -> Effect:
        return Do((), replace(self, at=move_cursor(self.place, f"page{key}", self.count, _PAGE)))

    def _results(self, width: int) -> Rows:
        """Return the files that were written, in as few rows as tell all their names, and what went wrong."""
        rows: Rows = []
        made = [result.path for result in self.view.written if result.path is not None]
        if made:
            names = ", ".join((made[0].name, *(path.suffix for path in made[1:])))
            told = f"{made[0].parent}/{names}"
            if cell_len(told) > width - 6:  # what has to be seen is the name, at its end
                told = f"…/{made[0].parent.name}/{names}"
            rows.append(row("   ✓ ", (shorten(told, width - 6), "good")))
        for trouble in (result.trouble for result in self.view.written if result.trouble is not None):
            rows += inset(f"! {self.texts.say_sentence(trouble)}", width, "trouble", 2)
        return rows


def memo_text(session: Session, process: Process, profile: Profile, others: tuple[Session, ...] = ()) -> str:
    """Return the memo as plain text."""
    return _made_memo(session, process, profile, others)[1]


@last_kept
def _made_memo(session: Session, process: Process, profile: Profile, others: tuple[Session, ...]) -> tuple[Doc, str]:
    """Return the memo's document and its plain text, which are painted over and over."""
    doc = memo_document(session, process, profile, others)
    return doc, text.render(doc)


def qr_rows(address: str) -> Rows:
    """Return an address as a QR code in half blocks, dark on light whatever the theme, with its quiet zone."""
    matrix = [list(line) for line in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    if len(matrix) % 2:
        matrix.append([0] * len(matrix[0]))
    rows: Rows = []
    for upper, lower in zip(matrix[::2], matrix[1::2], strict=True):
        # Ink is the letter colour, the ground the paper: full block = two light modules, in the style `paper`.
        line = "".join(_BLOCKS[bool(high), bool(low)] for high, low in zip(upper, lower, strict=True))
        rows.append(row("   ", (line, "paper")))
    return rows


_BLOCKS = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}


def memo_document(session: Session, process: Process, profile: Profile, others: tuple[Session, ...] = ()) -> Doc:
    """Return the memo's document in the session's own language; `others` are the table's other sessions."""
    return memo(session, load_texts(session.language), process, profile, others)


def write_memo(doc: Doc, profile: Profile, form: Format, folder: Path) -> Written:
    """Write the memo in a format and return what came of it; what fails is told, and stops no other format."""
    texts = load_texts(doc.lang.partition("-")[0])
    name = texts.say(f"word.format.{form}")
    path = folder / f"{'muistio-julkinen' if profile == 'public' else 'muistio'}.{form}"
    try:
        made = make(doc, form)
        kept = write_export(path, made.content, texts, doc.title)
    except MissingLibrary as missing:
        key = "panel.memo.missing" if missing.install else "panel.memo.left-out"
        return Written(trouble=Sentence(key, {"format": name, "install": missing.install}))
    except OSError as error:
        return Written(trouble=Sentence("panel.memo.failed", {"format": name, "reason": reason_of(error)}))
    except Exception as fault:  # noqa: BLE001 - the fault of one renderer keeps no other format from being written
        details = f"{type(fault).__name__}: {fault}"
        return Written(trouble=Sentence("export.failed", {"format": name, "details": details}))
    if kept is None and made.replaced:
        kept = Sentence("panel.memo.replaced", {"signs": " ".join(made.replaced)})
    return Written(path, kept)


def open_memo(folder: Path, written: Iterable[Written]) -> Path | None:
    """Open the first file that was written, else the memo's folder; return its path where nothing can open it."""
    path = next((one.path for one in written if one.path is not None), standing(folder))
    return None if open_with_system(path) else path


def open_with_system(path: Path) -> bool:
    """Open a file or folder with the system's own program; return whether there is one, and a desktop to show it."""
    if not has_display(os.environ, sys.platform):
        return False
    if sys.platform == "win32":
        command = ["explorer", str(path)]
    else:
        program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if program is None:
            return False
        command = [program, str(path)]
    try:
        start(command)
    except OSError:
        return False
    return True
