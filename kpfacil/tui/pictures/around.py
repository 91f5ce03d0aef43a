"""What stands around the stage: the head above it, the roster beside it, the line and the keys below it."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from rich.cells import cell_len

from kpfacil.model.dates import clock_time, long_date, minutes_and_seconds, plain_date
from kpfacil.model.kinds import Kind
from kpfacil.model.meeting import Meeting, time_left
from kpfacil.model.people import Participant
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.rules.funnel import COUNTED, counts
from kpfacil.rules.heard import ids_heard, not_heard
from kpfacil.rules.plan import MeetingPlan
from kpfacil.tui.asked import Act, Asked, OpenPeople, WalkToPhase
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.keys import KEYS, Key
from kpfacil.tui.listing import in_rows, key_in_words
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


_FRAME = 4
_NAME = 24
"""How many cells of the name that somebody at another seat gave are shown."""


@frozen()
class AtWall:
    """What is known of the audience's screens: how many follow, and whether those opened from here were closed."""

    followers: int = 0
    closed: bool = False
    seats: tuple[str, ...] = ()
    """Who sits at other seats and sends lines, by the names they gave."""


NO_WALL = AtWall()
NOBODY = "at-table.empty"
"""The key of what stands where nobody is on the roster yet."""


def status_row(
    session: Session,
    texts: Texts,
    width: int,
    *,
    told: Collection[Kind] = COUNTED,
    wall: AtWall = NO_WALL,
    nobody: str = NOBODY,
) -> Row:
    """Return who is here, who has not been heard, what waits, and whether an audience's screen follows.

    `told` are the kinds that the stage tells the number of: the others are counted here.
    """
    left = row(f" {' · '.join(_here(session, texts) or [texts.say(nobody)])}", does=Act("people"))
    scribes = [
        texts.say("status.scribe", name=shorten(name, _NAME)) if name else texts.say("scribe.seat")
        for name in wall.seats
    ]
    parts = [*_waiting(session, texts, told), *scribes, *([texts.say("status.wall")] if wall.followers else [])]
    while len(parts) > 1 and left.width + len(" · ".join(parts)) + 2 > width:
        parts.pop(1 if len(parts) > 2 else 0)  # noqa: PLR2004  what is parked goes last but for the own notes
    return ends(left, row((" · ".join(parts), "dim"), " "), width)


def _here(session: Session, texts: Texts) -> list[str]:
    """Return how many are here, remote, expected and not heard; nothing where there is nobody."""
    here = Counter(person.presence for person in session.members if person.here or person.presence == "expected")
    crowd = sum(group.count for group in session.crowd)
    if not session.members and not crowd:
        return []
    counts = (("remote", here["remote"]), ("expected", here["expected"]), ("unheard", len(not_heard(session).people)))
    present = texts.say("status.present", n=here["present"] + crowd)
    return [present, *(texts.say(f"status.{name}", n=number) for name, number in counts if number)]


def _waiting(session: Session, texts: Texts, told: Collection[Kind]) -> list[str]:
    """Return how many entries have no column, and how many matters are parked, offered, and noted for oneself."""
    columns = [(f"audience.count.{kind}", counts(session)[kind]) for kind in COUNTED if kind not in told]
    parked = 0 if "parked" in told else len(session.parked)
    offers = sum(1 for offer in session.offers if not offer.task)
    notes = "status.notes-shown" if "note" in told else "status.notes"
    rest = [("status.parked", parked), ("status.offers", offers), (notes, len(session.notes))]
    return [texts.say(key, n=number) for key, number in (*columns, *rest) if number]


def queue_row(session: Session, texts: Texts, width: int) -> Row:
    """Return who has the floor and who has asked for it, in the order they asked; new voices bear a mark."""
    first, heard, now = texts.say("status.first-voice"), ids_heard(session), session.meeting.speaker
    known = [one.who for one in session.queue if session.participant(one.who) or session.party(one.who)]
    names = [short_name(session, who) + ("" if who in heard else f" ({first})") for who in known]
    listed = ", ".join(names)
    words = texts.count("status.queue", len(names), names=listed)
    if now:
        words = texts.say("status.queue-now" if names else "status.floor", now=short_name(session, now), names=listed)
    return row((f" {shorten(words, width - 2)}", "strong"))


def frame_top(label: str, style: str, note: str, width: int) -> Row:
    """Return the upper edge of the capture frame: the kind that a line becomes, and who listens to the keys."""
    left = row(("╭ ", "rule"), (label, style), (" ", "rule"), does=Act("kind"))
    right = row((f" {note} ", "strong"), ("╮", "rule")) if note else row(("╮", "rule"))
    room = width - left.width - right.width
    return row(*left.spans, ("─" * max(room, 0), "rule"), *right.spans, does=Act("kind"))


def frame_room(width: int) -> int:
    """Return how many cells of words the lower edge of the capture frame has room for."""
    return width - _FRAME - 2


def frame_bottom(hint: str, style: str, width: int) -> Row:
    """Return the lower edge of the frame with what the line will become, said in words."""
    words = shorten(hint, frame_room(width))
    left = row(("╰ ", "rule"), (words, style), " ") if words else row(("╰", "rule"))
    return row(*left.spans, ("─" * max(width - left.width - 1, 0), "rule"), ("╯", "rule"))


def key_bar(texts: Texts, width: int, own: Sequence[tuple[str, str, Asked]] = (), keys: Sequence[Key] = KEYS) -> Row:
    """Return the keys that fit, the panel's or the selection's own first; the way out stands at the end."""
    chips = [*own]
    taken = [does for _, _, does in own]
    chips += [
        (key.shown, texts.say(f"key.{key.action}"), Act(key.action))
        for key in sorted(keys, key=lambda key: key.bar)
        if key.bar and Act(key.action) not in taken
    ]
    *groups, out = [key_in_words(*chip) for chip in chips]
    way_out = row(*out)
    return ends(in_rows(groups, width - way_out.width - 1, 1)[0], way_out, width)
