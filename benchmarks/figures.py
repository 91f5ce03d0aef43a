"""The figures that the project promises: start, echo, recording and saving, in a real pseudo-terminal.

Run by `make bench`. What is compared is measured in turn within one run, so trust the ratios more than the
milliseconds; a machine that does other things meanwhile shows in the 95th percentile first.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.wire import Wire
from kpfacil.model.entries import Agreement, Idea, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, counted
from kpfacil.model.table import Table
from kpfacil.storage.encode import encode
from tests.terminal.driver import environment

_ROUNDS = 15
_KEYS = 30
_LINES = 15
_ADDED = 10_000
_SIZE, _LARGE = (120, 36), (240, 67)
_LETTERS = "абвгджзиклмнопрстуфхцчшщыэюяђљњћџ"
"""Letters that stand nowhere else on the screen: the one typed is found in the output as soon as it is drawn."""
_BARE = (sys.executable, "-m", "benchmarks.bare")
_AT = datetime(2026, 11, 21, 17, 10, tzinfo=UTC)


def a_session(count: int) -> Session:
    """Return a session of `count` entries: 60 % ideas, 20 % agreements, 20 % tasks, of 20 people in 6 parties."""
    parties = tuple(Party(id=f"taho{number}", name=f"Taho {number}") for number in range(6))
    people = tuple(
        Participant(
            id=f"p{number}", name=f"Etunimi{number} Sukunimi{number}", party=f"taho{number % 6}", presence="present"
        )
        for number in range(20)
    )
    ideas, others = count * 6 // 10, count * 2 // 10
    words = "Kyläpäivä maaliskuussa yhdessä kaikkien kanssa, numero"
    return counted(
        Session(
            table=Table(name="Kumppanuuspöytä"),
            meeting=Meeting(date=date(*time.localtime()[:3]), number=3, phase="action", step="ideas"),
            parties=parties,
            participants=people,
            ideas=tuple(
                Idea(id=f"I{at}", text=f"{words} {at}", by=(f"p{at % 20}",), theme=f"aihe{at % 9}", at=_AT)
                for at in range(1, ideas + 1)
            ),
            agreements=tuple(
                Agreement(id=f"S{at}", text=f"Sovitaan {at}", by=(f"p{at % 20}",), at=_AT)
                for at in range(1, others + 1)
            ),
            tasks=tuple(
                Task(id=f"T{at}", text=f"Tehdään {at}", owners=(f"p{at % 20}",), due=date(2026, 12, 15), at=_AT)
                for at in range(1, others + 1)
            ),
        )
    )


@dataclass
class Bench:
    """A folder with sessions to open, and what was measured."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The modules of the benchmark are found from the root; the program itself is found as it is installed.
        self.env = {**environment(self.home), "PYTHONPATH": str(Path(__file__).parents[1])}

    def put(self, count: int, name: str = "") -> Path:
        """Put a session of `count` entries on the disk."""
        path = self.home / (name or f"p{count}") / "2026-11-21.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(encode(a_session(count)))
        return path

    def wire(self, *argv: str, size: tuple[int, int] = _SIZE) -> Wire:
        """Start a program in a terminal."""
        return Wire(argv, self.env, self.home, size)

    def run(self, path: Path, size: tuple[int, int] = _SIZE) -> Wire:
        """Open the facilitator's screen."""
        return self.wire(sys.executable, "-m", "kpfacil", "run", str(path), size=size)


def _milliseconds(values: Sequence[float]) -> str:
    ordered = sorted(1000 * value for value in values)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"p50 {statistics.median(ordered):7.1f} ms   p95 {late:7.1f} ms"


def _started(wire: Wire, *signs: str) -> float:
    with wire:
        return wire.arrival(*signs) - wire.started


def starts(bench: Bench) -> None:
    """Print how long it takes to the first full picture, against a bare Textual application."""
    few, many = bench.put(300), bench.put(10_000)
    times: dict[str, list[float]] = {}
    for _ in range(_ROUNDS + 1):
        for name, wire, signs in (
            ("a bare Textual application", bench.wire(*_BARE), ("bare picture",)),
            ("run, 300 entries", bench.run(few), ("I180", "T60", "F1")),
            ("run, 10,000 entries", bench.run(many), ("I6000", "T2000", "F1")),
            ("show, 300 entries", bench.wire(sys.executable, "-m", "kpfacil", "show", str(few)), ("I180",)),
        ):
            times.setdefault(name, []).append(_started(wire, *signs))
    print("Start: from exec to the first full picture (goal: 300 entries within 1.6 times the bare one)")
    bare = times["a bare Textual application"][1:]
    for name, values in times.items():
        # The first round warms the disk's cache.
        ratios = [one / other for one, other in zip(values[1:], bare, strict=True)]
        print(f"  {name:<30} {_milliseconds(values[1:])}   × {statistics.median(ratios):.2f}")


def work(bench: Bench, count: int, size: tuple[int, int]) -> None:
    """Print the time from a key to its sign, and from Enter to the line's being shown and saved."""
    path = bench.put(count, f"w{count}-{size[0]}")
    echoes: list[float] = []
    shown: list[float] = []
    saved: list[float] = []
    with bench.run(path, size) as wire:
        wire.arrival("F1", "tallennettu")
        wire.quiet()
        for at in range(_KEYS):
            place, moment = wire.send(_LETTERS[at])
            echoes.append(wire.arrival(_LETTERS[at], after=place) - moment)
        wire.send("\x15")
        wire.quiet()
        first = count * 6 // 10 + 1
        for number in range(first, first + _LINES):
            wire.send(f"uusi ajatus {number}")
            wire.quiet(0.1)
            place, moment = wire.send("\r")
            saved.append(wire.arrival("tallennettu", after=place) - moment)
            shown.append(wire.arrival(f"I{number}", after=place) - moment)
            wire.quiet(0.1)
        memory = wire.memory()
    print(f"{count:,} entries at {size[0]}×{size[1]}; memory {memory:.0f} MiB")
    for name, values in (("key → seen", echoes), ("Enter → seen", shown), ("Enter → saved", saved)):
        print(f"  {name:<30} {_milliseconds(values)}")


def adding(bench: Bench) -> None:
    """Print how long `add` takes with ten thousand lines on its input."""
    path = bench.put(0, "add")
    lines = "".join(f"Etunimi{at % 20}: ajatus numero {at} #aihe{at % 9}\n" for at in range(_ADDED))
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kpfacil", "add", str(path), "-"],
        input=lines,
        capture_output=True,
        encoding="utf-8",
        env=bench.env,
        check=True,
    )
    assert len(done.stdout.split()) == _ADDED
    print(f"add of {_ADDED:,} lines            {time.perf_counter() - begun:7.1f} s")


def main() -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        starts(bench)
        for count, size in ((300, _SIZE), (10_000, _SIZE), (10_000, _LARGE)):
            work(bench, count, size)
        adding(bench)


if __name__ == "__main__":
    main()
