"""The figures that the project promises: start, echo, recording, saving, the wall, exports and the archive.

Run by `make bench`: a quick look of two minutes; `make bench FULL=1` measures every size and the peers too. What is
compared is measured in turn within one run, so trust the ratios more than the milliseconds; a machine that does other
things meanwhile shows in the 95th percentile first.
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.meetings import a_session, a_table
from benchmarks.peers import Peer, peers
from benchmarks.results import Results
from benchmarks.viewers import PageServed
from benchmarks.wire import Wire
from kpfacil.model.entries import Idea
from kpfacil.storage.encode import encode
from tests.terminal.driver import environment

_ROOT = Path(__file__).parents[1]
_SIZE, _LARGE = (120, 36), (240, 67)
_LETTERS = "абвгджзиклмнопрстуфхцчшщыэюяђљњћџ"
"""Letters that stand nowhere else on the screen: the one typed is found in the output as soon as it is drawn."""
_PROGRAM = (sys.executable, "-m", "kpfacil")
_PANELS = {
    "F1": "\x1bOP",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F6": "\x1b[17~",
    "F9": "\x1b[20~",
    "^O": "\x0f",
    "^F": "\x06",
}
_FORMS = ("md", "txt", "html", "docx", "eml", "pdf")


class Bench:
    """A folder with sessions to open, and what was measured."""

    def __init__(self, home: Path, *, full: bool) -> None:
        self.home = home
        self.full = full
        self.results = Results()
        # The modules of the benchmark are found from the root; the program itself is found as it is installed.
        self.env = {**environment(home), "PYTHONPATH": str(_ROOT)}

    def put(self, count: int, name: str = "") -> Path:
        """Put a session of `count` entries on the disk."""
        path = self.home / (name or f"p{count}") / "2026-11-21.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(encode(a_session(count)))
        return path

    def wire(self, *argv: str, size: tuple[int, int] = _SIZE) -> Wire:
        """Start a program in a terminal."""
        return Wire(argv, self.env, self.home, size)

    def open(self, *argv: str, size: tuple[int, int] = _SIZE) -> Wire:
        """Open a screen of ours."""
        return self.wire(*_PROGRAM, *argv, size=size)

    def open_peer(self, peer: Peer) -> tuple[Wire, tuple[str, ...]]:
        """Start another program; return it with what its first full picture holds."""
        return self.wire(*peer.argv), peer.signs

    def timed(self, *argv: str, given: str = "") -> float:
        """Return how long a command of ours takes, in seconds."""
        begun = time.perf_counter()
        subprocess.run(
            [*_PROGRAM, *argv],
            input=given,
            capture_output=True,
            encoding="utf-8",
            env=self.env,
            cwd=self.home,
            check=True,
        )
        return time.perf_counter() - begun

    def times(self, few: int, many: int) -> int:
        """Return how often something is measured."""
        return many if self.full else few


def starts(bench: Bench, others: list[Peer]) -> None:
    """Measure the time from exec to the first full picture, against a bare Textual application and the peers."""
    paths = {0: bench.put(0), 300: bench.put(300), 10_000: bench.put(10_000)}
    opened: dict[str, Callable[[], tuple[Wire, tuple[str, ...]]]] = {
        "bare Textual": lambda: (bench.wire(sys.executable, "-m", "benchmarks.bare"), ("bare picture",)),
        "run, empty": lambda: (bench.open("run", str(paths[0])), ("IDEAT", "F1")),
        "run, 300": lambda: (bench.open("run", str(paths[300])), ("I180", "T60", "F1")),
        "run, 10,000": lambda: (bench.open("run", str(paths[10_000])), ("I6000", "T2000", "F1")),
        "show, 300": lambda: (bench.open("show", str(paths[300])), ("I180",)),
        "home": lambda: (bench.open(), ("Kumppanuus",)),
        **{peer.name: partial(bench.open_peer, peer) for peer in others},
    }
    for at in range(bench.times(5, 11) + 1):
        for name, begin in opened.items():
            wire, signs = begin()
            with wire:
                took = wire.arrival(*signs) - wire.started
            if at:  # the first round warms the disk's cache
                bench.results.add("start", name, took)
    bench.results.compare("start", "bare Textual", 1.5)


def typing(bench: Bench, count: int, size: tuple[int, int]) -> None:
    """Measure the time from a key to its sign, and from Enter to the line's being shown, saved and on the wall."""
    path, group = bench.put(count, f"w{count}-{size[0]}"), f"{count:,} entries, {size[0]}×{size[1]}"
    first = count * 6 // 10 + 1
    with bench.open("run", str(path), size=size) as wire, bench.open("show", str(path), size=(80, 24)) as wall:
        wire.arrival("F1", "tallennettu")
        wall.arrival(f"I{first - 1}")
        wire.quiet()
        wall.quiet()
        _echoes(bench, wire, group)
        lines, used = bench.times(8, 20), wire.processor()
        for number in range(first, first + lines):
            wire.send(f"uusi ajatus {number}")
            wire.quiet(0.1)
            seen = wall.place()
            place, moment = wire.send("\r")
            bench.results.add(group, "Enter → saved", wire.arrival("tallennettu", after=place) - moment)
            bench.results.add(group, "Enter → seen", wire.arrival(f"I{number}", after=place) - moment)
            bench.results.add(group, "Enter → on the wall", wall.arrival(f"I{number}", after=seen) - moment)
            wire.quiet(0.1)
        # Of all that is measured this depends least on what else the machine does.
        bench.results.add(group, "a whole line, of the processor", (wire.processor() - used) / lines)
        for key in ("\x1b[19~", "\x1b[18~") * bench.times(2, 5):
            bench.results.add(group, "a step further", wire.settled(key))
        for name, key in _PANELS.items():
            bench.results.add(group, f"panel {name}", wire.settled(key))
            wire.settled("\x1b")
        bench.results.add(group, "memory, MiB", wire.memory() / 1000, unit="MiB")


def _echoes(bench: Bench, wire: Wire, group: str) -> None:
    for letter in _LETTERS[: bench.times(15, 30)]:
        place, moment = wire.send(letter)
        bench.results.add(group, "key → seen", wire.arrival(letter, after=place) - moment)
    wire.send("\x15")
    wire.quiet()


def bare_echo(bench: Bench) -> None:
    """Measure the same echo in a bare Textual application."""
    with bench.wire(sys.executable, "-m", "benchmarks.bare") as wire:
        wire.arrival("bare picture")
        wire.quiet()
        _echoes(bench, wire, "bare Textual, 120×36")


def exports(bench: Bench) -> None:
    """Measure each export of sessions of several sizes."""
    for count in (100, 1_000, 10_000) if bench.full else (100, 1_000):
        path = bench.put(count)
        for form in _FORMS:
            out = str(bench.home / f"muistio.{form}")
            bench.results.add(
                f"memo of {count:,} entries", form, bench.timed("memo", str(path), "--format", form, "-o", out)
            )


def archive(bench: Bench) -> None:
    """Measure the archive: a thousand sessions in fifty tables, or a hundred in five."""
    folder, tables = bench.home / "archive", 50 if bench.full else 5
    for number in range(tables):
        a_table(folder / f"poyta-{number}", f"Pöytä {number}", 20)
    group = f"archive of {tables * 20:,} sessions"
    for argv in (("list",), ("search", "maaliskuussa"), ("tasks",), ("report", str(folder / "poyta-1"))):
        for _ in range(bench.times(1, 3)):
            bench.results.add(group, argv[0], bench.timed("--sessions", str(folder), *argv))


def lists(bench: Bench) -> None:
    """Measure lists of people, and lines given to `add`."""
    for count in (100, 300, 2_000) if bench.full else (100, 300):
        rows = "".join(f"Etunimi{at} Sukunimi{at};Taho {at}\n" for at in range(count))
        people = bench.home / f"lista{count}.csv"
        people.write_text(f"Nimi;Taho\n{rows}", "utf-8")
        took = bench.timed(
            "--sessions", str(bench.home / "s"), "new", "--table", f"P {count}", "--participants", str(people)
        )
        bench.results.add("lists", f"{count:,} people in as many parties", took)
    count = 10_000 if bench.full else 1_000
    lines = "".join(f"Etunimi{at % 20}: ajatus numero {at} #aihe{at % 9}\n" for at in range(count))
    bench.results.add(
        "lists", f"add of {count:,} lines", bench.timed("add", str(bench.put(0, "add")), "-", given=lines)
    )


def rest(bench: Bench) -> None:
    """Measure how much of a core the screens take while nothing happens."""
    seconds = bench.times(10, 60)
    path = bench.put(300, "rest")
    for command in ("run", "show"):
        with bench.open(command, str(path)) as wire:
            wire.arrival("I180")
            wire.quiet(2.0)
            before, place = wire.processor(), wire.place()
            time.sleep(seconds)
            used, written = wire.processor() - before, wire.place() - place
        bench.results.add("at rest", f"{command}, % of a core", used / seconds / 10, unit="%")
        bench.results.add("at rest", f"{command}, bytes a second", written / seconds / 1000, unit="B")


def viewers(bench: Bench) -> None:
    """Measure the room's page with one, ten and fifty who look at it."""
    path, seconds = bench.put(300, "page"), bench.times(10, 60)
    with PageServed(_PROGRAM, bench.env, path) as page:
        for count in (1, 10, 50):
            page.look(count)
            group = f"the page, {count} who look at it"
            before = page.processor()
            time.sleep(seconds)
            bench.results.add(group, "at rest, % of a core", (page.processor() - before) / seconds / 10, unit="%")
            for number in range(bench.times(5, 20)):
                words = f"{count} katsoo {number}"
                session = a_session(300)
                fresh = path.with_suffix(".new")
                fresh.write_bytes(encode(replace(session, ideas=(*session.ideas[:-1], Idea(id="I180", text=words)))))
                begun = time.perf_counter()
                fresh.replace(path)
                bench.results.add(group, "saved → at the last of them", page.all_see(words) - begun)
            bench.results.add(group, "memory, MiB", page.memory() / 1000, unit="MiB")
        bench.results.add("the page, 50 who look at it", "Ctrl+C → ended", page.end())


@contextmanager
def _measured(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    print(f"{what} …", end=" ", flush=True, file=sys.stderr)
    yield
    print(f"{time.perf_counter() - begun:.0f} s", file=sys.stderr)


def main() -> None:
    """Measure everything, print the table, and write it as JSON where that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--full", action="store_true", help="every size, more often, and the peers")
    asked.add_argument("--peers", action="store_true", help="the peers too, which are installed for it")
    asked.add_argument("--json", type=Path, help="write the figures there too")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), full=given.full)
        others = peers(Path(folder)) if given.full or given.peers else []
        with _measured("start"):
            starts(bench, others)
        with _measured("typing"):
            bare_echo(bench)
            for count, size in ((300, _SIZE), (10_000, _SIZE), *([(10_000, _LARGE)] if given.full else [])):
                typing(bench, count, size)
        for name, measure in {
            "exports": exports,
            "archive": archive,
            "lists": lists,
            "rest": rest,
            "viewers": viewers,
        }.items():
            with _measured(name):
                measure(bench)
    print(f"{platform.system()}, Python {platform.python_version()}, {date(*time.localtime()[:3])}")
    print(bench.results.table())
    if given.json:
        given.json.write_text(json.dumps(bench.results.values, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
