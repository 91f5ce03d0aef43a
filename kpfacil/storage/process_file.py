"""The process: the one that ships with the program, and what a table's own file changes of it."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TypeVar, get_args

from kpfacil.model import kinds, meeting
from kpfacil.model.process import PHASES, Localized, Phase, Process, Ready, Step
from kpfacil.model.text import LONGEST, Line, clean_line
from kpfacil.model.texts import Fault
from kpfacil.model.value import Stored, value, with_parts
from kpfacil.storage.content import CONTENT, languages
from kpfacil.storage.decode import read_table
from kpfacil.storage.files import Unreadable, read_bytes
from kpfacil.storage.misfits import word_fault, wrong_number
from kpfacil.storage.syntax import parse, with_lines

PROCESS_FILE = "process.toml"
"""The name of a table's own process, beside its sessions."""

_STEP_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*\Z"
_LONGEST_STEP = 24 * 60 * 60
_RECORDS = [kind for kind in (*get_args(kinds.Kind), "rule") if kind != "goal"]

_NOTHING = Localized({})
_NO_STEP = Step(id="", title=_NOTHING, kind="talk", minutes=0, question=_NOTHING)
"""What the words of a file are put into."""

Said = str | dict[str, object]
"""A text in the file: plain words, or a table of words by language, of which one may serve for the others."""


@value
class ReadyTable(Stored):
    """One sign of readiness as it stands in the file."""

    text: Said
    rule: Line = ""


@value
class StepTable(Stored):
    """One step as it stands in the file; without a question its title asks."""

    id: Line
    title: Said | None = None
    kind: meeting.StepKind = "talk"
    minutes: int = 0
    seconds: int = 0
    records: kinds.Records = "idea"
    question: Said | None = None
    guides: tuple[Said, ...] = ()


@value
class PhaseTable(Stored):
    """What the file says of one phase; what it leaves out stays."""

    name: Said | None = None
    short: Said | None = None
    questions: tuple[Said, ...] | None = None
    steps: tuple[StepTable, ...] | None = None
    ready: tuple[ReadyTable, ...] | None = None


@value
class PhasesTable(Stored):
    """The four phases by their names."""

    exploration: PhaseTable | None = None
    establishing: PhaseTable | None = None
    action: PhaseTable | None = None
    renewal: PhaseTable | None = None


@value
class ProcessTable(Stored):
    """A whole process file."""

    name: Said | None = None
    source: Said | None = None
    opening: tuple[StepTable, ...] | None = None
    closing: tuple[StepTable, ...] | None = None
    phases: PhasesTable | None = None


def load_process(folder: Path | None = None) -> Process:
    """Return the process that ships with the program, with what a table's folder writes about it in `process.toml`.

    Raises `StorageError` where the table's file can't be read as a process.
    """
    path = folder and folder / PROCESS_FILE
    return read_process(read_bytes(path), path) if path and path.exists() else _shipped_process()


def read_process(data: bytes, path: Path) -> Process:
    """Return the process of a file; what it leaves out is the shipped one's. Raises `Unreadable` with every fault."""
    try:
        parsed = parse(data)
    except Unreadable as error:
        raise Unreadable(error.faults, path) from None
    process, faults = _process(parsed.tree, _shipped_process())
    lines = {fault.line for fault in parsed.faults}  # what was read in the place of a wrong line is told of already
    more = (fault for fault in with_lines(faults, parsed.text) if fault.line not in lines)
    if found := (*parsed.faults, *more):
        raise Unreadable(with_lines(found, parsed.text), path)
    return process


@cache
def _shipped_process() -> Process:
    """Return the process that ships: its structure in one file, its words in each language's folder."""
    words = {code: _tree(CONTENT / code / PROCESS_FILE) for code in languages()}
    phases = tuple(Phase(id=name, name=_NOTHING, short=_NOTHING) for name in PHASES)
    bare = Process(name=_NOTHING, source=_NOTHING, opening=(), closing=(), phases=phases)
    process, faults = _process(_with_words(_tree(CONTENT / PROCESS_FILE), words), bare)
    if faults:
        raise Unreadable(faults, CONTENT / PROCESS_FILE)
    return process


def _tree(path: Path) -> dict[str, object]:
    return parse(path.read_bytes()).tree


def _with_words(structure: object, words: Mapping[str, object]) -> object:
    """Return a structure with the words of each language: those of a block stand under its id, or in its place."""
    if isinstance(structure, list | dict) or any(isinstance(one, dict) for one in words.values()):
        table, inner = _by_id(structure), {code: _by_id(one) for code, one in words.items()}
        keys = dict.fromkeys(itertools.chain(table, *inner.values()))
        made = {key: _with_words(table.get(key), _under(key, inner)) for key in keys}
        return list(made.values()) if isinstance(structure, list) else made
    return _texts_of(words) or words or structure


def _texts_of(words: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the texts of a list, each by its languages."""
    lists = [one for one in words.values() if isinstance(one, list)]
    return [dict(zip(words, line, strict=True)) for line in zip(*lists, strict=False)]


def _under(key: str, words: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    return {code: one[key] for code, one in words.items() if key in one}


def _by_id(tables: object) -> dict[str, object]:
    if isinstance(tables, list):
        return {str(block.get("id", at)): block for at, block in enumerate(tables)}
    return tables if isinstance(tables, dict) else {}


def _process(tree: object, given: Process) -> tuple[Process, tuple[Fault, ...]]:
    """Return the process that a file's tree makes of a given one, and what is wrong in it."""
    table, faults = read_table(ProcessTable, tree)
    making = _Making(given)
    process = making.process(table)
    return process, (*faults, *making.faults)


_Whole = TypeVar("_Whole", Process, Phase, Step)


class _Making:
    """Makes a process of the tables of a file and of a given one; `faults` grows with what no table shows by itself."""

    def __init__(self, given: Process) -> None:
        self._given = given
        self._rules = {ready.rule for phase in given.phases for ready in phase.ready if ready.rule}
        self.faults: list[Fault] = []

    def process(self, table: ProcessTable) -> Process:
        """Return the whole process."""
        tables = table.phases or PhasesTable()
        phases = (self._change(f"phases.{one.id}.", one, getattr(tables, one.id)) for one in self._given.phases)
        process = replace(self._change("", self._given, table), phases=tuple(phases))
        for phase in PHASES:
            place = f"phases.{phase}.steps"
            counts = Counter(step.id for step in process.steps(phase))
            twice = [Fault(place, "fault.step-twice", {"step": step}) for step, count in counts.items() if count > 1]
            self.faults += twice if counts else [Fault(place, "fault.no-steps")]
        return process

    def _change(self, place: str, given: _Whole, table: ProcessTable | PhaseTable | StepTable | None) -> _Whole:
        """Return the process, a phase or a step with what its table says; what that leaves out stays."""
        said = {field.name: getattr(table, field.name, None) for field in fields(given)}
        own = {name: one for name, one in said.items() if one is not None and name != "phases"}
        made = {
            name: self._part(f"{place}{name}", one) if isinstance(getattr(given, name), Localized | tuple) else one
            for name, one in own.items()
        }
        return with_parts(given, made)

    def _part(self, place: str, said: object) -> object:
        match said:
            case tuple():
                return tuple(self._part(f"{place}[{at}]", one) for at, one in enumerate(said, start=1))
            case StepTable():
                return self._step(place, said)
            case ReadyTable():
                return self._ready(place, said)
            case _:
                return self._text(place, said)

    def _ready(self, place: str, sign: ReadyTable) -> Ready:
        if sign.rule and self._rules and sign.rule not in self._rules:
            self.faults.append(word_fault(f"{place}.rule", "rule", sign.rule, sorted(self._rules)))
        return Ready(text=self._text(f"{place}.text", sign.text), rule=sign.rule)

    def _step(self, place: str, table: StepTable) -> Step:
        if not re.match(_STEP_ID, table.id):
            self.faults.append(Fault(f"{place}.id", "fault.step-id", {"found": table.id}))
        if table.records == "goal":
            self.faults.append(word_fault(f"{place}.records", "records", table.records, _RECORDS))
        for name, number in (("minutes", table.minutes), ("seconds", table.seconds)):
            if not 0 <= number <= _LONGEST_STEP:
                self.faults.append(wrong_number(f"{place}.{name}", number, 15))
        if table.title is None:
            self.faults.append(Fault(f"{place}.title", "fault.missing", {"name": "title"}))
        step = self._change(f"{place}.", _NO_STEP, table)
        return step if table.question is not None else replace(step, question=step.title)

    def _text(self, place: str, said: object) -> Localized:
        words: Mapping[str, object] = said if isinstance(said, dict) else {"": said}
        self.faults += [
            Fault(f"{place}.{code}", "fault.unknown-key", {"name": code, "words": ", ".join(languages())})
            for code in words.keys() - {"", *languages()}
        ]
        texts = {code: clean_line(text) for code, text in words.items() if isinstance(text, str)}
        fitting = [text for text in texts.values() if 0 < len(text) <= LONGEST]
        if len(fitting) < max(1, len(words)):
            name = place.rpartition(".")[2]
            self.faults.append(Fault(place, "fault.unquoted", {"name": name, "right": f'{name} = "…"'}))
        return Localized(texts)
