"""The room's whole screen: the question, the picture of the step, and a quiet foot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import singledispatch

from rich.cells import cell_len

from kpfacil.model.dates import clock_time, minutes_and_seconds
from kpfacil.model.texts import Texts
from kpfacil.rules.funnel import COUNTED
from kpfacil.tui.bigtext import NARROW, SCALES, big_width, fit_big
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, beside, ends, indent, paragraph, row
from kpfacil.tui.pictures.audience_lists import groups_rows, lines_rows, promises_rows, ranking_rows, roll_call_rows
from kpfacil.tui.pictures.audience_one import alone_rows, consent_rows, landed_rows, round_rows, self_check_rows
from kpfacil.tui.pictures.audience_parts import Frame, Lettering, Letters
from kpfacil.tui.pictures.audience_sums import balance_rows, closing_rows, resources_rows
from kpfacil.views import audience_values as seen
from kpfacil.views.audience import AudienceView
from kpfacil.views.wall_words import clock_words, counts, floor, seconds_left, tell_recorded

TURNS_EVERY = timedelta(seconds=10)
"""How long a page stays before the next one comes by itself."""
_NARROW = 72
_WIDE = 110
_LOWEST, _LOW = 9, 22
_TALL = 34
_BIG_CLOCK_FROM = (100, 30)
"""Columns inside the margins, and rows."""
_GAP, _BIG_GAP = 4, 6
"""Between the question and the clock; large, it stands further away than a word would."""
_SHARE = 0.4
_LEAST_BELOW = 9
"""Rows that are neither the question's nor air: what comes first below it, and the foot."""
_QUESTION_LINES = 4
_WIDE_LETTERS = tuple(scale for scale in SCALES if scale != NARROW)
_TALKED = ("remark", "parked")
_QUESTION_FIRST = (seen.Lines, seen.BalancePicture)
"""Pictures below which the question is the largest thing: over all others it steps back to one dim line."""


def audience_rows(
    view: AudienceView, texts: Texts, now: datetime, size: Size, note: str = "", letters: Letters | None = None
) -> Rows:
    """Return the screen for a size of (width, height) cells at a moment; `note` stands in the foot.

    `letters` keeps how large they are from one picture to the next.
    """
    width, height = size
    side = 2 if width < _NARROW else 3 if width < _WIDE else 6
    above, gap, foot = _margins(height)
    whole = Frame(
        width=max(1, width - 2 * side),
        height=height,
        texts=texts,
        now=now,
        lit=view.lit_at(now),
        page=page_turned_to(view, now),
        letters=_keep_letters(letters, view, now, size),
        newest=view.newest,
    )
    alone = _instead(view, whole)
    if alone is not None:
        return indent(alone, side)
    landed = view.landed_at(now)
    steps_back = height < _LOWEST and not isinstance(view.picture, _QUESTION_FIRST)
    head = [] if landed or steps_back or isinstance(view.picture, seen.RollCall) else _head(view, whole)
    head = [*[EMPTY] * above, *head, *[EMPTY] * gap]
    frame = whole.as_high(height - len(head) - foot)
    rows = [*head, *(landed_rows(landed, frame) if landed else picture_rows(view.picture_at(now), frame))]
    rows = rows[: height - foot]
    rows += [EMPTY] * (height - foot - len(rows))
    return indent([*rows, *_foot(view, whole, note)], side)


def _margins(height: int) -> tuple[int, int, int]:
    """Return how many rows are left above the question, below it, and for the foot with its air."""
    above = 0 if height < _LOW else 1 if height < _TALL else 2
    return above, 0 if height < _LOWEST else 1 if height < _LOW else 2, 2 + above // 2


def page_turned_to(view: AudienceView, now: datetime) -> int:
    """Return which page it is, counted from when the wall came to this place, by itself and by hand."""
    return max(0, int((now - view.since) / TURNS_EVERY)) + view.page


def _keep_letters(letters: Letters | None, view: AudienceView, now: datetime, size: Size) -> Letters:
    """Return the letters as they were chosen, or to be chosen anew: the page, the place or the size is another."""
    letters = letters or Letters()
    lit = view.lit_at(now)
    burst = lit if len(lit) > 1 else ()  # many new lines at once turn the page
    place = (
        view.place,
        type(view.picture),
        view.picture_at(now) is view.picture,
        page_turned_to(view, now),
        burst,
        size,
    )
    if letters.place != place:
        letters.place, letters.chosen = place, {}
    return letters


def _instead(view: AudienceView, frame: Frame) -> Rows | None:
    """Return what takes the whole screen: nothing but the name and the clock, a break, or silence."""
    if view.blank:
        return _blank(view, frame)
    if view.clock.break_ends_at is not None and frame.now < view.clock.break_ends_at:
        return _break(view.clock.break_ends_at, frame)
    return _still(view, frame) if isinstance(view.picture, seen.Still) else None


def _blank(view: AudienceView, frame: Frame) -> Rows:
    locale = frame.texts.locale
    half = frame.as_high(frame.height // 2)
    clock = frame.legible((clock_time(frame.now.time(), locale), "dim"), most=half.scale_of(view.table))
    return _middle(frame, [half.large(view.table, scales=(1, NARROW)), clock], 2)


def _break(ends_at: datetime, frame: Frame) -> Rows:
    """Return the end of the break as large as it fits, and how long it is until then."""
    texts, locale = frame.texts, frame.texts.locale
    left = round((ends_at - frame.now).total_seconds())
    until = texts.say("audience.break.until", time=clock_time(ends_at.time(), locale))
    end = frame.as_high(frame.height // 2).large(until)
    rest = frame.as_high(frame.height // 4).legible((minutes_and_seconds(left, locale), "dim"))
    return _middle(frame, [[row((texts.say("audience.break.title"), "strong"))], end, rest], 1)


def _still(view: AudienceView, frame: Frame) -> Rows:
    """Return silence: the clock as large as it fits in the middle, the question under it, nothing else."""
    words, style = _clock(view, frame)
    clock = fit_big(words, frame.width, frame.height // 2, style, scales=(4, 3, 2, 1)) or [row((words, style))]
    if not words and view.clock.planned:
        clock = [row((frame.texts.count("audience.planned", view.clock.planned), "dim"))]
    question = fit_big(view.question, frame.width, frame.height - len(clock) - 4, scales=(1, NARROW), tight=True)
    return _middle(frame, [clock, question or paragraph(view.question, frame.width, "strong", 4)], 2)


def _centre(rows: Rows, width: int) -> Rows:
    """Return rows moved to the middle as one block."""
    block = max((made.width for made in rows), default=0)
    return indent(rows, max(0, (width - block) // 2))


def _middle(frame: Frame, blocks: Sequence[Rows], gap: int) -> Rows:
    """Return blocks in the middle of the frame, with so many empty rows between them."""
    rows = [line for block in blocks for line in (*[EMPTY] * gap, *_centre(block, frame.width))]
    rows = rows[gap : frame.height + gap]
    return [EMPTY] * ((frame.height - len(rows)) // 2) + rows


# --- the head -------------------------------------------------------------------------------------------------------


def _head(view: AudienceView, frame: Frame) -> Rows:
    """Return the question: the largest thing, or stepping back where the picture has a subject of its own."""
    rows = (_question if isinstance(view.picture, _QUESTION_FIRST) else _small_question)(view, frame)
    waiting = "" if isinstance(view.picture, seen.RoundPicture) else floor(view, frame.texts)
    return [*rows, *paragraph(waiting, frame.width, "dim", 2)] if waiting else rows


def _clock(view: AudienceView, frame: Frame) -> tuple[str, str]:
    """Return the timer and its style: overtime differs by its word too, a paused one steps back."""
    clock, now = view.clock, frame.now
    style = "dim" if clock.ends_at is None else "strong"
    return clock_words(clock, frame.texts, now), "trouble" if (seconds_left(clock, now) or 0) < 0 else style


def _question(view: AudienceView, frame: Frame) -> Rows:
    """Return the question with the clock, both large where there is room."""
    width, height = frame.width, frame.height
    clock, style = _clock(view, frame)
    room, scales = int(frame.height * _SHARE) + 1, _WIDE_LETTERS
    if frame.letters.keep("question", lambda: Lettering(1, int(_question_alone(view)))).scale:
        room, scales = frame.height - _LEAST_BELOW, SCALES
    if width >= _BIG_CLOCK_FROM[0] and height >= _BIG_CLOCK_FROM[1]:
        timer = fit_big(clock, width, height, style, scales=(1,))
        wide = max(big_width(clock), big_width("00.00"))
        left = width - wide - _BIG_GAP
        big = timer and fit_big(view.question, left, room, scales=scales, tight=True)
        if big:  # the question is the largest thing: where it is plain, so is the clock
            return beside(
                [(big, left), ([ends(EMPTY, made, wide) for made in timer], wide)], _BIG_GAP, max(len(big), len(timer))
            )
    rows = fit_big(view.question, width, room, scales=scales, tight=True) or _narrow_question(view, frame)
    rows = rows or paragraph(view.question, width, "strong", _QUESTION_LINES)
    return _beside_clock(rows, row((clock, style)), width) if clock else rows


def _question_alone(view: AudienceView) -> bool:
    """Return whether nothing is recorded below the question yet: it may take all that is left, not its share alone.

    What is recorded then changes its letters when a page turns.
    """
    made = view.picture
    return isinstance(made, seen.Lines) and not (
        made.facts or made.rules or any(entries for _, entries in made.columns)
    )


def _narrow_question(view: AudienceView, frame: Frame) -> Rows:
    """Return the question in narrow letters where what is recorded leaves that much room; nothing where it does not.

    Remarks step back behind it: they take the letters that fit below it. All else takes those that it has without it.
    """
    rows = fit_big(view.question, frame.width, frame.height - _LEAST_BELOW, scales=(NARROW,), tight=True)

    def leaves_room() -> bool:
        made, room = view.picture, frame.height - sum(_margins(frame.height))
        if not isinstance(made, seen.Lines):
            return False
        talk = all(kind in _TALKED for kind, _ in made.columns)
        below = replace(frame.as_high(room - (len(rows) if talk else 1)), letters=Letters())
        return len(rows) + len(lines_rows(made, below)) < room

    return rows if rows and frame.letters.keep("narrow", lambda: Lettering(1, int(leaves_room()))).scale else []


def _beside_clock(rows: Rows, clock: Row, width: int) -> Rows:
    """Return the question with the clock at the end of its last line, or below."""
    if rows[-1].width + clock.width + _GAP <= width:
        return [*rows[:-1], ends(rows[-1], clock, width)]
    return [*rows, ends(EMPTY, clock, width)]


def _small_question(view: AudienceView, frame: Frame) -> Rows:
    clock, style = _clock(view, frame)
    lines = paragraph(view.question, frame.width - (len(clock) + 4 if clock else 0), "dim", 2)
    if not clock:
        return lines
    gap = frame.width - lines[0].width - cell_len(clock)
    return [row(*lines[0].spans, " " * gap, (clock, style)), *lines[1:]]


# --- the picture and the foot ---------------------------------------------------------------------------------------


@singledispatch
def picture_rows(picture: seen.Picture, frame: Frame) -> Rows:
    """Return the picture in the middle as its painter makes it."""
    del picture, frame
    return []


picture_rows.register(seen.RollCall, roll_call_rows)
picture_rows.register(seen.Lines, lines_rows)
picture_rows.register(seen.Groups, groups_rows)
picture_rows.register(seen.Ranking, ranking_rows)
picture_rows.register(seen.Promises, promises_rows)
picture_rows.register(seen.RoundPicture, round_rows)
picture_rows.register(seen.Alone, alone_rows)
picture_rows.register(seen.ConsentPicture, consent_rows)
picture_rows.register(seen.SelfCheck, self_check_rows)
picture_rows.register(seen.Closing, closing_rows)
picture_rows.register(seen.BalancePicture, balance_rows)
picture_rows.register(seen.ResourcesPicture, resources_rows)


def _foot(view: AudienceView, frame: Frame, note: str) -> Rows:
    """Return the last two rows: what has just been recorded where the picture lacks it, else where we are."""
    words = tell_recorded(view, frame.texts, frame.now)
    if not words:
        return [EMPTY, foot_row(view, frame.texts, frame.width, note)]
    rows = [replace(made, fill="lit") for made in paragraph(words, frame.width, "text", 2)]
    return [EMPTY, *rows][-2:]


def foot_row(view: AudienceView, texts: Texts, width: int, note: str = "") -> Row:
    """Return where we are in the ring and what has been recorded so far; `note` is said quietly where there is one.

    What waits gives way to the step's name, and that to what the table makes: its counts stand in every step.
    """
    told = [note] if note else counts(view, texts)
    beside = width - cell_len(view.step) - 3
    while told and cell_len(" · ".join(told)) > (beside if len(told) > len(COUNTED) else width):
        told.pop()
    words = " · ".join(told)
    places = (f"{view.table} · {view.phase} · {view.step}", f"{view.phase} · {view.step}", view.step)
    left = next((place for place in places if cell_len(place) + cell_len(words) + 3 <= width), "")
    return ends(row((left, "dim")), row((words, "dim")), width)


def waiting_rows(texts: Texts, reason: str, size: Size) -> Rows:
    """Return the calm screen before the first picture: a welcome and what is waited for."""
    width, height = size
    inner = max(1, width - 6)
    welcome = texts.say("audience.waiting.title")
    rows = fit_big(welcome, inner, height // 2) or paragraph(welcome, inner, "strong")
    rows = [*_centre(rows, width), EMPTY, *_centre(paragraph(reason, inner, "dim", 4), width)]
    return [EMPTY] * max(0, (height - len(rows)) // 2) + rows[:height]
