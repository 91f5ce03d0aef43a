"""What was talked about: promises looked back at, then step by step the ideas by dots and what else was said."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kpfacil.export import tell_task
from kpfacil.export.document import Block, Heading, Inlines, ListBlock, Para, Strong, Text, join_parts
from kpfacil.export.memo_page import agreement_item, is_told_first
from kpfacil.export.tell import Teller
from kpfacil.model.entries import Idea, Remark, Task
from kpfacil.model.kinds import KINDS
from kpfacil.model.meeting import Meeting, PhaseName
from kpfacil.model.moments import recorded_here
from kpfacil.model.process import PHASES, Process, Step
from kpfacil.model.session import Session

Place = tuple[PhaseName | None, str]
"""A phase and the id of a step in it; the phase is None for the steps that every phase shares."""

NOWHERE: Place = (None, "")
"""Where entries are that nobody recorded in a step."""


def tell_matters(tell: Teller, process: Process) -> Iterator[Block]:
    """Yield the materials, the look back, and each step that has something to tell under its question."""
    blocks = [*_materials(tell), *_look_back(tell), *_steps(tell, process)]
    if blocks:
        yield tell.heading("memo.heading.matters")
        yield from blocks


def _materials(tell: Teller) -> Iterator[Block]:
    """Yield the meeting's material on one line."""
    if shown := join_parts(" · ", ((material,) for material in tell.materials())):
        yield Para((Text(f"{tell.say('memo.materials')}: "), *shown))


def _look_back(tell: Teller) -> Iterator[Block]:
    """Yield what became of earlier promises, and what was brought up earlier and has yet to be agreed."""
    session = tell.session
    earlier = [agreement for agreement in session.agreements if not is_told_first(session, agreement)]
    for key, here in _LOOKED.items():
        if tasks := [task for task in session.tasks if _is_looked_at(session, task, here=here)]:
            yield tell.heading(key, 2)
            yield ListBlock(tuple(_tell_reviewed(tell, task) for task in tasks))
    if earlier:
        yield tell.heading("memo.heading.undecided", 2)
        yield ListBlock(tuple(agreement_item(tell, agreement, marked=False) for agreement in earlier))


_LOOKED = {"memo.heading.look-back": False, "memo.heading.withdrawn": True}
"""Under which heading promises are looked back at, and whether those of this very meeting."""


def _is_looked_at(session: Session, task: Task, *, here: bool) -> bool:
    """Return whether a promise is looked back at, of this meeting (`here`) or of earlier ones."""
    meeting = session.meeting
    told = meeting.matches(task.reviewed_on, task.reviewed_meeting) or _told_here(task, meeting)
    return recorded_here(session, task) == here and (task.state == "lapsed" or (bool(told) and not here))


def _told_here(task: Task, here: Meeting) -> dict[str, str]:
    """Return what happened to a task in this meeting, each with its first words."""
    return {told.what: told.text for told in reversed(task.story) if here.matches(told.on, told.meeting)}


def _tell_new_owner(tell: Teller, task: Task, before: str) -> str:
    """Return from whom to whom a task went; in public that it did."""
    if tell.public:
        return tell.say("memo.look-back.new-owner")
    if not task.owners:
        return tell.say("memo.look-back.no-owner", old=tell.line(before))
    return tell.say("memo.look-back.new-owners", old=tell.line(before), new=tell.names(task.owners))


def _tell_reviewed(tell: Teller, task: Task) -> Inlines:
    """Return a promise with its history: how it stands, when it was given and moved, why it came to nothing."""
    history = list(tell_task.history(tell, task))
    told = _told_here(task, tell.session.meeting)
    if "postponed" in told and task.due:
        history.append(tell.say("memo.look-back.postponed", date=tell.plain_day(task.due)))
    elif "postponed" in told:
        history.append(tell.say("memo.look-back.undated"))
    if before := told.get("given-on"):
        history.append(_tell_new_owner(tell, task, before))
    if task.state not in ("open", "waiting") or not history:
        history.insert(0, tell.say(f"word.state.{task.state}"))
    reason = tell.reason(task.note) if task.state in ("done", "lapsed") else ()
    why = f"; {tell.say('memo.look-back.why')} " if task.state == "lapsed" else "; "
    return join_parts(why, (tell.entry(task, f": {', '.join(history)}"), reason))


def _steps(tell: Teller, process: Process) -> Iterator[Block]:
    """Yield the ideas and remarks of each step, in the order of the programme."""
    session = tell.session
    made = _ids_made_of(session)
    found = defaultdict[Place, list[Idea | Remark]](list)
    for idea in session.ideas:
        found[place(session, process, idea.phase, idea.step)].append(idea)
    for remark in session.remarks if tell.shows("remarks") else ():
        if remark.id not in made:
            found[place(session, process, remark.phase, remark.step)].append(remark)
    for where in _order(session, process, found):
        yield Heading(2, tell.line(_heading(tell, process, where, found)))
        yield from _ideas(tell, [entry for entry in found[where] if isinstance(entry, Idea)], made)
        yield from _remarks(tell, [entry for entry in found[where] if isinstance(entry, Remark)])


def _order(session: Session, process: Process, found: dict[Place, list[Idea | Remark]]) -> Iterator[Place]:
    """Yield the steps of other phases as they were walked, then this one's programme; what has no step comes last."""
    steps = process.steps(session.meeting.phase, session.programme)
    programme = dict.fromkeys(place(session, process, None, step.id) for step in steps)
    before = [where for where in steps_visited(session, process) if where not in programme]
    yield from (where for where in dict.fromkeys((*before, *programme, *found)) if where in found and where != NOWHERE)
    if NOWHERE in found:
        yield NOWHERE


def _heading(tell: Teller, process: Process, where: Place, found: Mapping[Place, Sequence[Idea | Remark]]) -> str:
    """Return a step's question, or its title where it asks none; what is there where it was recorded in no step."""
    if where == NOWHERE:
        kinds = {type(entry).__name__.lower() for entry in found[where]}
        return tell.say(f"memo.matter.{'other' if len(found) > 1 else 'both' if len(kinds) > 1 else kinds.pop()}")
    step = step_of(tell.session, process, where)
    asked = step.question.in_(tell.texts.language) if step else ""
    return asked or title(tell.session, process, where, tell.texts.language)


def _ideas(tell: Teller, ideas: Sequence[Idea], made: dict[str, list[str]]) -> Iterator[Block]:
    """Yield the ideas by their dots, under their themes where they have any; those without a theme come last."""
    themes = defaultdict[str, list[Idea]](list)
    for idea in sorted(ideas, key=lambda idea: -idea.votes):
        themes[idea.theme].append(idea)
    without = themes.pop("", [])
    for theme, grouped in themes.items():
        yield Para((Strong(tell.line(theme)),))
        yield ListBlock(tuple(_idea(tell, idea, made) for idea in grouped))
    if without:
        yield Para((Strong(tell.say("memo.ideas.without")),) if themes else ())
        yield ListBlock(tuple(_idea(tell, idea, made) for idea in without))


def _ids_made_of(session: Session) -> dict[str, list[str]]:
    """Return the ids of the agreements, tasks and parked matters that were made of each entry."""
    made = defaultdict[str, list[str]](list)
    for block in (session.agreements, session.tasks, session.parked):
        for entry in block:
            for origin in entry.origin:
                made[origin].append(entry.id)
    return made


def _idea(tell: Teller, idea: Idea, made: dict[str, list[str]]) -> Inlines:
    details = [tell.names(idea.by)] if idea.by and not tell.public else []
    if idea.votes:
        details.append(tell.count("word.count.vote", idea.votes))
    ending = f" – {', '.join(details)}" if details else ""
    return (*tell.words(idea.text), Text(ending + _fate(tell, idea, made.get(idea.id, []))))


def _fate(tell: Teller, idea: Idea, made: list[str]) -> str:
    """Return what became of an idea, in words."""
    kinds = groupby(made, key=lambda entry_id: KINDS[entry_id[0]])
    became = [tell.say(f"memo.became.{kind}", id=", ".join(ids)) for kind, ids in kinds]
    if not made and idea.fate != "open":
        became.append(tell.say(f"memo.fate.{idea.fate}"))
    return f" → {', '.join(became)}" if became else ""


def _remarks(tell: Teller, remarks: Sequence[Remark]) -> Iterator[Block]:
    """Yield what was said, but for what something was made of and is told there."""
    said = [
        (*tell.words(one.text), Text(f" ({tell.names(one.by)})" if one.by and not tell.public else ""))
        for one in remarks
    ]
    intro = f"{tell.say('memo.remarks')}: "
    if len(said) == 1:
        yield Para((Text(intro), *said[0]))
    elif said:
        yield Para((Text(intro),))
        yield ListBlock(tuple(said))


def steps_visited(session: Session, process: Process) -> tuple[Place, ...]:
    """Return the steps visited, each once, in the order of the first visit."""
    places = (place(session, process, visit.phase, visit.step) for visit in session.visits)
    return tuple(dict.fromkeys(where for where in places if where != NOWHERE))


def place(session: Session, process: Process, phase: PhaseName | None, step: str) -> Place:
    """Return where something happened; the opening and closing steps are the same in every phase."""
    if not step:
        return NOWHERE
    if any(step == shared.id for shared in (*process.opening, *process.closing)):
        return (None, step)
    return (phase or session.meeting.phase, step)


def step_of(session: Session, process: Process, where: Place) -> Step | None:
    """Return a step as this meeting's programme has it, else as the process does; None where neither knows it."""
    phase, step_id = where[0] or session.meeting.phase, where[1]
    everywhere = (process.steps(name) for name in PHASES)
    for steps in (process.steps(phase, session.programme), process.steps(phase), *everywhere):
        for step in steps:
            if step.id == step_id:
                return step
    return None


def title(session: Session, process: Process, where: Place, language: str) -> str:
    """Return the title of a step; one that was added to the programme and dropped again still has its words."""
    step = step_of(session, process, where)
    if step is not None:
        return step.title.in_(language)
    return next((item.title for item in session.programme if item.step == where[1] and item.title), where[1])
