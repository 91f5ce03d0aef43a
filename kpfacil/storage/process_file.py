"""A process file read into a `Process`, every fault named with its place."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from kpfacil.model.kinds import Kind, Records
from kpfacil.model.meeting import PhaseName, StepKind
from kpfacil.model.process import PHASES, Localized, Phase, Process, Ready, Step
from kpfacil.model.text import LONGEST, clean_line
from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.files import StorageError, Unreadable
from kpfacil.storage.syntax import parse

W = TypeVar("W", bound=str)

_LONGEST_STEP = 24 * 60 * 60


class ContentError(StorageError):
    """A process file that cannot be used: `path`, and the key of the sentence that names place and reason."""

    def __init__(self, fault: str, path: Path, **named: object) -> None:
        """Take the last part of the sentence's key, the file, and what the sentence names."""
        details = {name: thing if isinstance(thing, Sentence) else str(thing) for name, thing in named.items()}
        super().__init__(f"process.fault.{fault}", {"path": str(path), **details})
        self.path = path
        self.further: tuple[ContentError, ...] = ()

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return a sentence for each fault of the file."""
        return tuple(texts.said(error.sentence) for error in (self, *self.further))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The codes of the languages a text may be given in, and texts that stand elsewhere, by their dotted place."""

    languages: tuple[str, ...]
    words: Mapping[str, object]


class Place:
    """One table of the file; where a value is of another kind, its fault is noted and an empty value goes on."""

    def __init__(self, path: Path, values: Mapping[str, object], spoken: Spoken) -> None:
        """Take the file, the values of its outermost table, and what is known of texts."""
        self._path = path
        self._where = ""
        self._values = values
        self._spoken = spoken
        self.faults: list[ContentError] = []

    def fault(self, reason: str, name: str = "", **named: object) -> None:
        """Note what is wrong with a key, for `check` to raise."""
        self.faults.append(ContentError(reason, self._path, where=self._at(name), **named))

    def check(self) -> None:
        """Raise the first fault noted in the whole file, with the others behind it."""
        if self.faults:
            first, *further = self.faults
            first.further = tuple(further)
            raise first

    def has(self, name: str) -> bool:
        """Return whether the key is there."""
        return name in self._values or self._at(name) in self._spoken.words

    def only(self, known: Iterable[str]) -> None:
        """See that the table has no other keys: a misspelt one would silently do nothing."""
        names = tuple(known)
        for name in self._values:
            if name not in names:
                self.fault("unknown-key", name, found=name, known=", ".join(names))

    def table(self, name: str) -> "Place":
        """Return an inner table, empty where there is none."""
        found = self._values.get(name, {})
        if not isinstance(found, dict):
            self.fault("not-a-table", name)
            found = {}
        return self._inner(name, found)

    def tables(self, name: str) -> list["Place"]:
        """Return the tables of an array, each called by its id, else by its number from 1 on."""
        found = self._values.get(name)
        if not isinstance(found, list):
            self.fault("not-a-list", name)
            return []
        places: list[Place] = []
        for number, inner in enumerate(found, start=1):
            if isinstance(inner, dict):
                called = inner.get("id")
                places.append(self._inner(f"{name}.{called if isinstance(called, str) else number}", inner))
            else:
                self.fault("not-a-table", f"{name}.{number}")
        return places

    def line(self, name: str, default: str | None = None) -> str:
        """Return a short text; without a default it has to be there."""
        found = self._value(name, default)
        if found is None or isinstance(found, str):
            return clean_line(found or "")
        self.fault("not-a-text", name)
        return default or ""

    def word(self, name: str, known: Mapping[str, W], default: W) -> W:
        """Return one of the known words."""
        found = self.line(name, default)
        if found not in known:
            self.fault("unknown-word", name, found=found, known=", ".join(known))
        return known.get(found, default)

    def number(self, name: str) -> int:
        """Return a whole number from 0 on, 0 where there is none."""
        found = self._values.get(name, 0)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _LONGEST_STEP:
            self.fault("not-a-number", name, found=found)
            return 0
        return found

    def text(self, name: str, default: Localized | None = None) -> Localized:
        """Return a text: a table by languages, of which one may serve for the others, or plain words."""
        found = self._value(name, default)
        if found is None or isinstance(found, Localized):
            return found or Localized({})
        return self._localized(found, name)

    def texts(self, name: str, default: tuple[Localized, ...]) -> tuple[Localized, ...]:
        """Return a list of texts."""
        if not self.has(name):
            return default
        found = self._value(name, None)
        if not isinstance(found, list):
            self.fault("not-a-list", name)
            return default
        return tuple(self._localized(words, f"{name}.{number}") for number, words in enumerate(found, start=1))

    def _value(self, name: str, default: object) -> object:
        if not self.has(name) and default is None:
            self.fault("missing", name)
        return self._values.get(name, self._spoken.words.get(self._at(name), default))

    def _localized(self, found: object, name: str) -> Localized:
        words: dict[str, object] = found if isinstance(found, dict) else {"": found}
        self._inner(name, words).only((*self._spoken.languages, *words.keys() & {""}))
        texts = {code: text for code, text in words.items() if isinstance(text, str) and text.strip()}
        if not words or len(texts) < len(words) or any(len(text) > LONGEST for text in texts.values()):
            self.fault("not-a-text", name)
        return Localized(texts)

    def _inner(self, name: str, values: Mapping[str, object]) -> "Place":
        inner = Place(self._path, values, self._spoken)
        inner._where, inner.faults = self._at(name), self.faults
        return inner

    def _at(self, name: str) -> str:
        return ".".join(part for part in (self._where, name) if part)


__all__ = ["ContentError", "read_process"]

_STEP_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_KINDS: dict[str, StepKind] = {kind: kind for kind in get_args(StepKind)}
_RECORDS: dict[str, Records] = {"rule": "rule", **{kind: kind for kind in get_args(Kind) if kind != "goal"}}
_TOP = ("name", "source", "opening", "closing", "phases")
_PHASE = ("name", "short", "questions", "steps", "ready")
_STEP = ("id", "title", "kind", "minutes", "seconds", "records", "question", "guides")


def read_process(
    data: bytes,
    path: Path,
    languages: tuple[str, ...],
    base: Process | None = None,
    words: Mapping[str, object] | None = None,
) -> Process:
    """Return the process of a file; what it leaves out is taken from `base`, or stays empty without one.

    `languages` are those a text may be given in. `words` are texts that stand elsewhere, by their dotted place.
    Raises `ContentError` with path, place and reason of each fault.
    """
    top = Place(path, _parsed(data, path), Spoken(languages, words or {}))
    top.only(_TOP)
    phases = top.table("phases")
    phases.only(PHASES)
    given = base or _bare()
    rules = frozenset(ready.rule for phase in given.phases for ready in phase.ready if ready.rule)
    process = Process(
        name=top.text("name", given.name),
        source=top.text("source", given.source),
        opening=_steps(top, "opening", given.opening),
        closing=_steps(top, "closing", given.closing),
        phases=tuple(_phase(phases, name, given.phase(name), rules) for name in PHASES),
    )
    _check_steps(process, top)
    top.check()
    return process


def _bare() -> Process:
    empty = Localized({})
    phases = tuple(Phase(id=name, name=empty, short=empty) for name in PHASES)
    return Process(name=empty, source=empty, opening=(), closing=(), phases=phases)


def _parsed(data: bytes, path: Path) -> Mapping[str, object]:
    try:
        parsed = parse(data)
    except Unreadable as error:
        faults = error.faults
    else:
        faults = parsed.faults
        if not faults:
            return parsed.tree
    first, *further = (ContentError("not-toml", path, line=one.line or 1, reason=one.sentence) for one in faults)
    first.further = tuple(further)
    raise first


def _phase(phases: Place, name: PhaseName, given: Phase, rules: frozenset[str]) -> Phase:
    place = phases.table(name)
    place.only(_PHASE)
    return Phase(
        id=name,
        name=place.text("name", given.name),
        short=place.text("short", given.short),
        questions=place.texts("questions", given.questions),
        steps=_steps(place, "steps", given.steps),
        ready=tuple(_ready(inner, rules) for inner in place.tables("ready")) if place.has("ready") else given.ready,
    )


def _ready(place: Place, rules: frozenset[str]) -> Ready:
    place.only(("text", "rule"))
    rule = place.line("rule", "")
    if rule and rules and rule not in rules:
        place.fault("unknown-word", "rule", found=rule, known=", ".join(sorted(rules)))
    return Ready(text=place.text("text"), rule=rule)


def _steps(parent: Place, name: str, given: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(_step(place) for place in parent.tables(name)) if parent.has(name) else given


def _step(place: Place) -> Step:
    place.only(_STEP)
    step_id = place.line("id")
    if step_id and not _STEP_ID.match(step_id):
        place.fault("step-id", "id", found=step_id)
    title = place.text("title")
    return Step(
        id=step_id,
        title=title,
        kind=place.word("kind", _KINDS, "talk"),
        minutes=place.number("minutes"),
        seconds=place.number("seconds"),
        records=place.word("records", _RECORDS, "idea"),
        question=place.text("question", title),
        guides=place.texts("guides", ()),
    )


def _check_steps(process: Process, top: Place) -> None:
    for phase in PHASES:
        counts = Counter(step.id for step in process.steps(phase) if step.id)
        for step, count in counts.items():
            if count > 1:
                top.fault("step-twice", f"phases.{phase}.steps", step=step)
        if not counts and not top.faults:
            top.fault("no-steps", f"phases.{phase}.steps")
