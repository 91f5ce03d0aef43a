"""The top and the foot of the room's screen: the question as large as it fits, the clock, where we are."""

from datetime import datetime

from kpfacil.model.dates import minutes_and_seconds
from kpfacil.model.texts import Texts
from kpfacil.tui.bigtext import big_width, fit_big
from kpfacil.tui.paint import EMPTY, Row, beside, ends, paragraph, row
from kpfacil.views.audience import AudienceView, WallClock

_BIG_CLOCK_FROM = (100, 30)
"""Columns inside the margins, and rows."""
_GAP = 4
_SHARE = 0.4
_QUESTION_LINES = 4


def seconds_left(clock: WallClock, now: datetime) -> int | None:
    """Return the seconds left on the timer, negative in overtime, None where none stands."""
    if clock.ends_at is not None:
        return round((clock.ends_at - now).total_seconds())
    return clock.left


def clock_words(clock: WallClock, texts: Texts, now: datetime) -> str:
    """Return the timer as it is shown; empty where none stands."""
    left = seconds_left(clock, now)
    if left is None:
        return ""
    time = minutes_and_seconds(left, texts.locale)
    return texts.say("audience.over", time=time) if left < 0 else time


def clock_style(clock: WallClock, now: datetime) -> str:
    """Return the style of the timer: overtime differs by its word too, a paused one steps back."""
    left = seconds_left(clock, now)
    if left is not None and left < 0:
        return "trouble"
    return "dim" if clock.ends_at is None else "strong"


def question_rows(view: AudienceView, texts: Texts, now: datetime, size: tuple[int, int]) -> list[Row]:
    """Return the question with the clock; size is the width and the height of the whole screen's inside, in cells."""
    width, height = size
    clock = clock_words(view.clock, texts, now)
    style = clock_style(view.clock, now)
    room = int(height * _SHARE)
    if clock and width >= _BIG_CLOCK_FROM[0] and height >= _BIG_CLOCK_FROM[1]:
        timer = fit_big(clock, width, height, style, scales=(1,))
        wide = max(big_width(clock), big_width("00.00")) if timer else 0
        big = fit_big(view.question, width - wide - _GAP, room) if timer else []
        if big:  # the question is the largest thing: where it is plain, so is the clock
            columns = [(big, width - wide - _GAP), ([_right(made, wide) for made in timer], wide)]
            return beside(columns, _GAP, max(len(big), len(timer)))
    plain = row((clock, style))
    rows = _question(view.question, width, room)
    if not clock:
        return rows
    if rows[-1].width + plain.width + _GAP <= width:
        return [*rows[:-1], ends(rows[-1], plain, width)]
    return [*rows, ends(EMPTY, plain, width)]


def _question(words: str, width: int, height: int) -> list[Row]:
    return fit_big(words, width, height) or paragraph(words, width, "strong", _QUESTION_LINES)


def _right(made: Row, width: int) -> Row:
    return ends(EMPTY, made, width)


def foot_row(view: AudienceView, texts: Texts, width: int, note: str = "") -> Row:
    """Return where we are in the ring and what has been recorded so far; `note` is said quietly where there is one."""
    left = row((f"{view.phase} · {view.step}", "dim"))
    counts = [texts.say(f"audience.count.{kind}", n=number) for kind, number in view.counts]
    room = width - left.width - 3
    while counts and len(" · ".join(counts)) > room:
        counts.pop()
    words = note or " · ".join(counts)
    return ends(left, row((words, "dim")), width)
