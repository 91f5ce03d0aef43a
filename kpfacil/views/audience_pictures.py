"""Which picture stands in the middle of the room's screen: what was asked for, else the one of the step's kind."""

from collections.abc import Iterable, Mapping, Sequence

from kpfacil.model.entries import Agreement, Entry, Idea, Offer, Task
from kpfacil.model.kinds import Kind
from kpfacil.model.meeting import CLOSING_ROUND, PhaseName
from kpfacil.model.moments import recorded_here, recorded_in
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.model.table import Setting
from kpfacil.rules.funnel import COUNTED, budget, by_dots, stands
from kpfacil.rules.promises import look_back, overdue, to_confirm
from kpfacil.rules.rounds import round_of
from kpfacil.views.audience_builders import (
    balance_picture,
    cards,
    closing,
    consent_picture,
    promised_here,
    resources_picture,
    roll_call,
    self_check,
    table_facts,
)
from kpfacil.views.audience_values import Alone, Groups, Lines, Picture, Promises, Ranking, RoundPicture, Still
from kpfacil.views.cards import Shown, card, column, shown_kind
from kpfacil.views.names import name_in_party, wall_name, wall_name_and_party, wall_names, wall_party

MOST_SEEN = 500
"""Of a kind with more entries the rest is counted: nobody waits an hour for a page to come round."""
_REMARKS_SEEN = 3
_ANSWERED_IN: Mapping[tuple[PhaseName, str], tuple[Setting, ...]] = {
    ("establishing", "goal"): ("goal", "indicator"),
    ("establishing", "agree"): ("agreement-needed",),
    ("renewal", "results"): ("goal", "indicator"),
    ("renewal", "choice"): ("choice",),
}
"""The steps whose question the table answers with a fact of its own."""
_KINDS: tuple[Kind, ...] = ("remark", "idea", "agreement", "task", "parked", "offer")


def picture(session: Session, process: Process, step: Step, earlier: tuple[Session, ...] = ()) -> Picture:
    """Return the picture for where the meeting stands; what was asked for goes before the step's own.

    In silent thinking nothing else is shown, whatever else is set.
    """
    if step.kind == "silent":
        return Still()
    if session.meeting.balance_shown:
        return balance_picture(session)
    asked = _focus_picture(session, step, earlier) or _asked_picture(session, process, earlier)
    return asked or _of_step(session, process, step, earlier)


def _focus_picture(session: Session, step: Step, earlier: tuple[Session, ...]) -> Picture | None:
    focus = session.meeting.focus
    entry = session.find(focus) if focus else None
    match entry:
        case Agreement() if step.kind != "read-back" and not (step.kind == "review" and _is_settled(session, entry)):
            return consent_picture(session, entry)
        case Offer():
            return resources_picture(session, entry.id)
        case Agreement() | Task() | Idea():
            return _alone(session, entry, step, earlier)
        case _:
            return None


def _is_settled(session: Session, agreement: Agreement) -> bool:
    """Return whether an agreement of an earlier meeting waits for nobody any more."""
    return not recorded_here(session, agreement) and not to_confirm(session, agreement)


def _alone(session: Session, entry: Agreement | Task | Idea, step: Step, earlier: tuple[Session, ...]) -> Alone:
    row = _row(session, step, earlier)
    place = next((at for at, (one, _) in enumerate(row, start=1) if one == entry.id), 0)
    owners = entry.owners if isinstance(entry, Task) else ()
    return Alone(
        entry=card(session, entry, wall_names),
        at=place,
        count=len(row) if place else 0,
        age=dict(row).get(entry.id, 0),
        dealt=look_back(session).dealt if step.kind == "review" and place else None,
        overdue=isinstance(entry, Task) and overdue(entry, session.meeting.date),
        owners=tuple(wall_name(session, owner) for owner in owners),
    )


def _row(session: Session, step: Step, earlier: tuple[Session, ...]) -> Sequence[tuple[str, int]]:
    """Return the ids (with their ages) that are gone through one by one in a step of that kind."""
    if step.kind == "review":
        made = look_back(session, [other.meeting.date for other in earlier])
        old = [(promise.task.id, promise.age) for promise in made.tasks]
        return [*old, *((agreement.id, 0) for agreement in made.agreements)]
    if step.kind == "read-back":
        agreed = [(entry.id, 0) for entry in session.agreements if stands(entry)]
        return [*agreed, *((task.id, 0) for task in promised_here(session) if task.state != "done")]
    return []


def _asked_picture(session: Session, process: Process, earlier: tuple[Session, ...]) -> Picture | None:
    match session.meeting.wall:
        case "people":
            return roll_call(session)
        case "ranking":
            return _ranking(session)
        case "resources":
            return resources_picture(session)
        case "self-check":
            return self_check(session, earlier)
        case "closing-round":
            return _round(session, process, closing=True)
        case _:
            return None


def _of_step(session: Session, process: Process, step: Step, earlier: tuple[Session, ...]) -> Picture:
    made: Picture
    match step.kind:
        case _ if not session.visits and step.id == session.steps_in(process)[0].id:
            made = roll_call(session)
        case "round":
            made = _round(session, process)
        case "group":
            made = _groups(session)
        case "vote" if (session.meeting.phase, step.id) not in _ANSWERED_IN:
            made = _ranking(session)
        case "review":
            made = _promises(session, earlier)
        case "agree" | "read-back":
            agreed, promised = _entries_recorded(session, session.agreements[::-1]), promised_here(session)[::-1]
            made = _board(session, step, ("agreement", agreed), ("task", promised))
        case "close":
            made = closing(session, earlier)
        case _ if step.records == "offer":
            made = resources_picture(session)
        case _:
            made = _lines(session, step)
    return made


def _board(session: Session, step: Step, *own: tuple[Kind, Sequence[Entry]], rules: tuple[str, ...] = ()) -> Lines:
    """Return a step's own columns and what else was recorded in it, the newest first, with what the table answered."""
    shown = {kind for kind, _ in own}
    here = (
        (kind, _entries_recorded(session, (one for one in session.entries_of(kind)[::-1] if one.step == step.id)))
        for kind in _KINDS
        if kind not in shown
    )
    columns = (*own, *((kind, entries) for kind, entries in here if entries))
    return Lines(
        columns=tuple(_column(session, *one) for one in columns),
        rules=rules,
        facts=tuple(table_facts(session, _ANSWERED_IN.get((session.meeting.phase, step.id), ()))),
        more=sum(max(0, len(entries) - MOST_SEEN) for _, entries in columns),
    )


def _column(session: Session, kind: Kind, entries: Sequence[Entry]) -> tuple[Kind, tuple[Shown, ...]]:
    return kind, cards(session, entries[: _REMARKS_SEEN if kind == "remark" else MOST_SEEN])


def _entries_recorded(session: Session, entries: Iterable[Entry]) -> list[Entry]:
    """Return what was recorded in this meeting and has not been let go."""
    is_new = recorded_in(session.meeting, session.visits)
    return [entry for entry in entries if is_new(entry) and stands(entry)]


def _lines(session: Session, step: Step) -> Lines:
    kind = shown_kind(step.records)
    entries: Sequence[Entry] = _live_ideas(session)[::-1] if kind == "idea" else column(session, kind).entries
    if kind in COUNTED:
        entries = _entries_recorded(session, entries)
    rules = session.table.ground_rules if kind == "agreement" and step.kind != "vote" else ()
    return _board(session, step, (kind, entries), rules=rules)


def _live_ideas(session: Session) -> tuple[Idea, ...]:
    return tuple(idea for idea in session.ideas if idea.fate not in ("dropped", "parked"))


def _groups(session: Session) -> Groups:
    groups: dict[str, list[Idea]] = {}
    ideas = _live_ideas(session)
    for idea in ideas[-MOST_SEEN:]:
        groups.setdefault(idea.theme, []).append(idea)
    order = sorted(groups, key=lambda theme: (not theme, -len(groups[theme])))
    shown = tuple((theme, cards(session, groups[theme])) for theme in order)
    return Groups(groups=shown, budget=budget(session), more=len(ideas[:-MOST_SEEN]))


def _ranking(session: Session) -> Ranking:
    ideas = by_dots(_live_ideas(session))
    return Ranking(ideas=cards(session, ideas[:MOST_SEEN]), budget=budget(session), more=len(ideas[MOST_SEEN:]))


def _round(session: Session, process: Process, *, closing: bool = False) -> RoundPicture:
    made = round_of(session, process)
    said = [one for one in session.evaluations if closing and one.key == CLOSING_ROUND and one.text]
    return RoundPicture(
        speaker=name_in_party(session, made.speaker),
        party=wall_party(session, made.speaker),
        since=session.meeting.speaker_since,
        seconds=made.seconds,
        next=wall_name_and_party(session, made.next),
        left=tuple(wall_name(session, who) for who in made.left),
        spoken=len(made.spoken),
        count=len(made.everyone),
        said=tuple((wall_name(session, one.who), one.text) for one in reversed(said)),
    )


def _promises(session: Session, earlier: tuple[Session, ...]) -> Promises:
    made = look_back(session, [other.meeting.date for other in earlier])
    return Promises(promises=cards(session, (*(one.task for one in made.tasks), *made.agreements)))
