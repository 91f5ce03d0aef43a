"""What stands around the stage: the head and the question above it, the roster beside it."""

from datetime import datetime

from rich.cells import cell_len

from kpfacil.model.dates import clock_time, long_date, minutes_and_seconds, plain_date
from kpfacil.model.meeting import Meeting, time_left
from kpfacil.model.people import Participant
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.heard import ids_heard
from kpfacil.rules.plan import MeetingPlan
from kpfacil.tui.asked import Act, OpenPeople, WalkToPhase
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, Span, ends, indent, paragraph, row, shorten, wrap
from kpfacil.tui.sight import SaveState
from kpfacil.views.names import short_name

_WIDE_RING = 72
_SLACK = 60
_LEAST_NAME = 30
_NEXT_FROM = 110
_LARGE_FROM = 48
_LARGE_ROWS = 12


def urgent(session: Session, *, wall_closed: bool, practice: bool) -> str:
    """Return the key of what is told before all else: a wall that is closed or shows nothing, or that this is play."""
    if wall_closed:
        return "head.wall-closed"
    return "head.wall-blank" if session.meeting.wall_blank else "head.practice" if practice else ""


def head_rows(session: Session, process: Process, texts: Texts, saved: SaveState, told_first: str, size: Size) -> Rows:
    """Return title, ring and rule; what fits of them. The sentence `told_first` stands before whether it is saved."""
    width, height = size
    meeting = session.meeting
    number = texts.say("head.meeting", number=meeting.number, year=meeting.date.year)
    told = (f"{texts.say(told_first)} · ", "trouble") if told_first else ""
    state = row("  ", told, (f" {saved.words} ", "alarm") if saved.loud else (saved.words, "dim"), " ")
    facts = f" · {number} · {long_date(meeting.date, texts.locale)}"
    if width - state.width - cell_len(facts) <= _LEAST_NAME:
        facts = f" · {plain_date(meeting.date, texts.locale)}"
    room = width - state.width - cell_len(facts) - 1
    title = row((f" {shorten(session.table.name, room)}{facts}", "strong"))
    rows = [ends(title, state, width), _ring(session, process, texts, width)]
    if height > len(rows):
        rows.append(row(("─" * width, "rule")))
    return rows[:height]


def _ring(session: Session, process: Process, texts: Texts, width: int) -> Row:
    spans: list[Span] = [Span(" ")]
    for phase in process.phases:
        name = phase.short.in_(texts.language)
        if phase.id == session.meeting.phase:
            spans.append(Span(f" {name.upper()} ", "here", does=Act("jump")))
        elif width >= _WIDE_RING:
            spans.append(Span(name, "dim", does=WalkToPhase(phase.id)))
        else:
            continue
        if phase is not process.phases[-1]:
            spans.append(Span(" ── " if width >= _WIDE_RING else " ", "rule"))
    if width < _WIDE_RING:
        at = process.phases.index(process.phase(session.meeting.phase)) + 1
        spans.append(Span(texts.say("head.phase", number=at, all=len(process.phases)), "dim"))
    return row(*spans, does=Act("jump"))


def question_lines(question: str, width: int, screen_height: int) -> Rows:
    """Return the question: the largest thing there is, in large letters where the screen is tall enough for them."""
    if screen_height >= _LARGE_FROM:
        large = fit_big(question, width - 6, _LARGE_ROWS, "strong", (1,))
        if large:
            return large
    return paragraph(question, width - 6, "strong", 3)


def question_rows(
    session: Session, process: Process, texts: Texts, plan: MeetingPlan, now: datetime, size: Size, screen_height: int
) -> Rows:
    """Return the step, its clock and plan, its question, and where there is room its guiding questions."""
    width, height = size
    step = session.step_in(process)
    language = texts.language
    place = row((f" {plan.index}/{len(plan.steps)} ", "dim"), (step.title.in_(language), "strong"), does=Act("jump"))
    rows = [ends(place, _clock(session, texts, plan, now, step.minutes, width - place.width), width)]
    lines = question_lines(step.question.in_(language), width, screen_height)
    if height > len(lines) + 2:  # a single spare row parts the question from what stands below it
        rows.append(EMPTY)
    rows += indent(lines, 3)
    if width >= _NEXT_FROM and plan.index < len(plan.steps):
        following = plan.steps[plan.index].title.in_(language)
        rows[-1] = ends(rows[-1], row((texts.say("head.next", step=following), "dim"), " "), width)
    room = height - len(rows) - 1
    if room > 0 and (not step.guides or height >= len(lines) + 3):
        guides = [
            row((f"· {line}" if place == 0 else f"  {line}", "dim"))
            for guide in step.guides
            for place, line in enumerate(wrap(guide.in_(language), width - 10))
        ]
        rows += indent(guides[:room], 5)
    return rows[:height]


def _clock(session: Session, texts: Texts, plan: MeetingPlan, now: datetime, minutes: int, room: int) -> Row:
    """Return the clock, the pace and the likely end, the last of them only as far as the step's name keeps its room."""
    parts = [*_timer(session.meeting, texts, now, minutes), *_standing(plan, texts)]
    while len(parts) > 1 and sum(cell_len(part.text) + 3 for part in parts) > room:
        parts.pop()
    spans: list[Span] = []
    for part in parts:
        spans += [Span(" · ", "dim"), part] if spans else [part]
    return row(*spans, " ", does=Act("timer"))


def _timer(meeting: Meeting, texts: Texts, now: datetime, minutes: int) -> list[Span]:
    """Return what is left of a break, else on the clock, else the minutes planned for the step."""
    if meeting.break_ends_at is not None and now < meeting.break_ends_at:
        rest = round((meeting.break_ends_at - now).total_seconds())
        until = clock_time(meeting.break_ends_at.time(), texts.locale)
        words = texts.say("clock.break", time=minutes_and_seconds(rest, texts.locale), until=until)
        return [Span(words, "strong")]
    left = time_left(meeting, now)
    if left is None:
        return [Span(texts.count("clock.planned", minutes), "dim")] if minutes else []
    key = "clock.over" if left < 0 else "clock.paused" if meeting.timer_ends_at is None else "clock.left"
    words = texts.say(key, time=minutes_and_seconds(left, texts.locale))
    return [Span(words, "trouble" if left < 0 else "strong")]


def _standing(plan: MeetingPlan, texts: Texts) -> list[Span]:
    """Return how far ahead or behind the meeting is, and when it would end where it is late."""
    if plan.ahead is None:
        return []
    minutes = abs(plan.ahead) // 60
    words = texts.count("clock.ahead" if plan.ahead > 0 else "clock.behind", minutes)
    pace = Span(words if minutes else texts.say("clock.on-time"), "dim")
    if plan.ends_at is None or plan.ahead >= -_SLACK:
        return [pace]
    return [pace, Span(texts.say("clock.likely-end", time=clock_time(plan.ends_at.time(), texts.locale)), "dim")]


PRESENCE_SIGNS = {"expected": "·", "present": "●", "remote": "◌", "excused": "–", "absent": "×"}


def roster_rows(session: Session, texts: Texts, size: Size, nobody: str) -> Rows:
    """Return the roster for a narrow column: a sign of presence, the name, the party, a tick for who was heard.

    `nobody` is the key of what stands there while it is empty.
    """
    width, height = size
    rows = [row((f" {texts.say('at-table.title')} ", "strong"), (str(len(session.members)), "dim"), does=Act("people"))]
    if not session.members:
        return [*rows, row((f" {shorten(texts.say(nobody), width - 2)}", "dim"), does=Act("people"))]
    two_lines = len(session.members) * 2 + 1 <= height
    for person in session.members:
        rows += _person(session, person, texts, width, two_lines=two_lines)
    if len(rows) > height:
        hidden = len(rows) - height + 1
        rows = [*rows[: height - 1], row((f"   + {hidden}", "dim"), does=Act("people"))]
    return rows


def _person(session: Session, person: Participant, texts: Texts, width: int, *, two_lines: bool) -> Rows:
    gone = not person.may_answer
    sign = "→" if person.left is not None or person.out else PRESENCE_SIGNS[person.presence]
    mark = "✓" if person.id in ids_heard(session) else " "
    whole = session.name_of(person.id)
    name = whole if width > len(whole) + 6 else short_name(session, person.id)
    does = OpenPeople(person.id)
    rows = [row((f" {sign} ", "strong"), (f"{name} ", "dim" if gone else "text"), (mark, "good"), does=does)]
    if two_lines:
        away = person.presence in ("excused", "absent", "remote")
        facts = (session.name_of(person.party), texts.say(f"word.presence.{person.presence}") if away else "")
        rows.append(row((f"   {shorten(' · '.join(filter(None, facts)), width - 4)}", "dim"), does=does))
    return rows
