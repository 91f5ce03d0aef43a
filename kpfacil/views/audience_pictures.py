"""Which picture stands in the middle of the room's screen: by the focus, else by the kind of the step."""

from collections.abc import Sequence

from kpfacil.model.entries import Agreement, Idea, Offer, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.rules.dots import budget, by_dots
from kpfacil.rules.funnel import evening, term
from kpfacil.rules.heard import balance
from kpfacil.rules.promises import look_back
from kpfacil.rules.rounds import round_of
from kpfacil.views.audience_consent import consent_picture
from kpfacil.views.audience_entries import wall_entries, wall_entry
from kpfacil.views.audience_resources import resources_picture
from kpfacil.views.audience_types import (
    Alone,
    BalancePicture,
    Closing,
    Lines,
    Picture,
    Promises,
    RoundPicture,
    Still,
    Votes,
    Wall,
)
from kpfacil.views.audience_words import name, party_beside, said_by
from kpfacil.views.board import column, shown_kind
from kpfacil.views.names import short_name


def picture(session: Session, process: Process, step: Step, earlier: tuple[Session, ...] = ()) -> Picture:
    """Return the picture for where the meeting stands; what was asked for goes before the focus, that before the step.

    In silent thinking nothing else is shown, whatever else is set.
    """
    if step.kind == "silent":
        return Still()
    if session.meeting.balance_shown:
        return _balance(session)
    return _focused(session, step, earlier) or _of_step(session, process, step, earlier)


def _focused(session: Session, step: Step, earlier: tuple[Session, ...]) -> Picture | None:
    focus = session.meeting.focus
    entry = session.find(focus) if focus else None
    if entry is None:
        return None
    if isinstance(entry, Agreement) and step.kind != "read-back":
        return consent_picture(session, entry)
    if isinstance(entry, Offer):
        return resources_picture(session, entry.id)
    if isinstance(entry, Agreement | Task | Idea):
        shown = wall_entry(session, entry)
        if shown is not None:
            row = _row(session, step, earlier)
            place = next((at for at, (one, _) in enumerate(row, start=1) if one == entry.id), 0)
            ages = dict(row)
            return Alone(entry=shown, at=place, count=len(row) if place else 0, age=ages.get(entry.id, 0))
    return None


def _row(session: Session, step: Step, earlier: tuple[Session, ...]) -> Sequence[tuple[str, int]]:
    """Return the ids (with their ages) that are gone through one by one in a step of that kind."""
    if step.kind == "review":
        made = look_back(session, [other.meeting.date for other in earlier])
        old = [(promise.task.id, promise.age) for promise in made.tasks]
        return [*old, *((agreement.id, 0) for agreement in made.agreements)]
    if step.kind == "read-back":
        agreed = [(entry.id, 0) for entry in session.agreements]
        return [*agreed, *((task.id, 0) for task in _promised_here(session) if task.state != "done")]
    return []


def _of_step(session: Session, process: Process, step: Step, earlier: tuple[Session, ...]) -> Picture:
    made: Picture
    match step.kind:
        case "round":
            made = _round(session, process)
        case "group":
            made = _wall(session)
        case "vote":
            made = Votes(ideas=wall_entries(session, by_dots(_live_ideas(session))), budget=budget(session))
        case "review":
            made = _promises(session, earlier)
        case "agree" | "read-back":
            made = _agreed_and_promised(session)
        case "close":
            made = _closing(session, earlier)
        case _:
            made = _lines(session, step)
    return made


def _agreed_and_promised(session: Session) -> Lines:
    return Lines(
        columns=(
            ("agreement", wall_entries(session, _agreed_here(session)[::-1])),
            ("task", wall_entries(session, _promised_here(session)[::-1])),
        )
    )


def _lines(session: Session, step: Step) -> Lines:
    kind = shown_kind(step.records)
    entries = _live_ideas(session)[::-1] if kind == "idea" else column(session, kind).entries
    rules = session.table.ground_rules if kind == "agreement" else ()
    return Lines(columns=((kind, wall_entries(session, entries)),), rules=rules)


def _live_ideas(session: Session) -> tuple[Idea, ...]:
    return tuple(idea for idea in session.ideas if idea.fate not in ("dropped", "parked"))


def _agreed_here(session: Session) -> tuple[Agreement, ...]:
    return tuple(entry for entry in session.agreements if recorded_here(session, entry))


def _promised_here(session: Session) -> tuple[Task, ...]:
    return tuple(task for task in session.tasks if recorded_here(session, task) and task.state != "lapsed")


def _wall(session: Session) -> Wall:
    groups: dict[str, list[Idea]] = {}
    for idea in _live_ideas(session):
        groups.setdefault(idea.theme, []).append(idea)
    order = sorted(groups, key=lambda theme: (not theme, -len(groups[theme])))
    return Wall(groups=tuple((theme, wall_entries(session, tuple(groups[theme]))) for theme in order))


def _round(session: Session, process: Process) -> RoundPicture:
    made = round_of(session, process)
    return RoundPicture(
        speaker=name(session, made.speaker),
        party="" if session.table.wall_names == "first" else party_beside(session, made.speaker),
        since=session.meeting.speaker_since,
        seconds=made.seconds,
        next=said_by(session, made.next) if made.next else "",
        left=tuple(short_name(session, who) for who in made.left),
        spoken=len(made.spoken),
        count=len(made.everyone),
    )


def _promises(session: Session, earlier: tuple[Session, ...]) -> Promises:
    made = look_back(session, [other.meeting.date for other in earlier])
    shown = [(wall_entry(session, promise.task), promise.reviewed) for promise in made.tasks]
    return Promises(tasks=tuple((entry, reviewed) for entry, reviewed in shown if entry is not None))


def _closing(session: Session, earlier: tuple[Session, ...]) -> Closing:
    meeting = session.meeting
    return Closing(
        evening=evening(session),
        term=term((*_of_term(session, earlier), session)) if earlier else None,
        next_date=meeting.next_date,
        next_start=meeting.next_start,
        next_place=meeting.next_place,
    )


def _of_term(session: Session, earlier: tuple[Session, ...]) -> tuple[Session, ...]:
    start, end = session.table.term_start, session.table.term_end
    return tuple(
        other
        for other in earlier
        if (start is None or other.meeting.date >= start) and (end is None or other.meeting.date <= end)
    )


def _balance(session: Session) -> BalancePicture:
    return BalancePicture(
        parties=tuple(
            (session.name_of(share.party), share.entries + share.turns)
            for share in balance(session)
            if share.party  # who stands for no party would be named by it
        )
    )
