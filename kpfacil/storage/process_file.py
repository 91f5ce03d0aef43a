"""A process file read into a `Process`, every fault named with its place."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from kpfacil.model.kinds import Kind, Records
from kpfacil.model.meeting import PhaseName, StepKind
from kpfacil.model.process import PHASES, Localized, Phase, Process, Ready, Step
from kpfacil.storage.errors import Unreadable
from kpfacil.storage.process_place import ContentError, Place, Spoken
from kpfacil.storage.syntax import parse

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
