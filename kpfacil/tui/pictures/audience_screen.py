"""The room's whole screen: the question, the picture of the step, and a quiet foot."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from rich.cells import cell_len

from kpfacil.model.texts import Texts
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row
from kpfacil.tui.pictures.audience_head import clock_style, clock_words, foot_row, question_rows
from kpfacil.tui.pictures.audience_lists import lines_rows, promises_rows, votes_rows, wall_rows
from kpfacil.tui.pictures.audience_one import alone_rows, consent_rows, round_rows
from kpfacil.tui.pictures.audience_parts import Light, centred
from kpfacil.tui.pictures.audience_sums import balance_rows, closing_rows, resources_rows
from kpfacil.views.audience import AudienceView
from kpfacil.views.audience_consent import ConsentPicture
from kpfacil.views.audience_resources import ResourcesPicture
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

_NARROW = 72
_WIDE = 110
_LOW = 22
_TALL = 34
_STEPS_BACK = (RoundPicture, Alone, ConsentPicture)
"""Pictures whose own subject is the largest thing: the question steps back to one dim line."""


def audience_rows(view: AudienceView, texts: Texts, now: datetime, size: tuple[int, int], note: str = "") -> list[Row]:
    """Return the screen for a size of (width, height) cells at a moment; `note` stands in the foot."""
    width, height = size
    side = 2 if width < _NARROW else 3 if width < _WIDE else 6
    above = 0 if height < _LOW else 1 if height < _TALL else 2
    inner = max(1, width - 2 * side)
    light = Light(texts, now, view.lit_at(now))
    if isinstance(view.picture, Still):
        return _still(view, light, size)
    head = [EMPTY] * above + _head(view, light, (inner, height))
    head += [EMPTY] if height < _LOW else [EMPTY, EMPTY]
    room = height - len(head) - 2 - (above // 2)
    rows = [*head, *picture_rows(view, view.picture, inner, max(0, room), light)]
    rows = rows[: height - 1 - above // 2]
    rows += [EMPTY] * (height - 1 - above // 2 - len(rows))
    return indent([*rows, foot_row(view, texts, inner, note)], side)


def _head(view: AudienceView, light: Light, size: tuple[int, int]) -> list[Row]:
    """Return the question: the largest thing, or stepping back where the picture has a subject of its own."""
    if not isinstance(view.picture, _STEPS_BACK):
        rows = question_rows(view, light.texts, light.now, size)
    else:
        rows = _small_question(view, light, size[0])
    if view.speaker:
        words = light.texts.say("audience.speaker", name=view.speaker)
        rows = [*rows, *paragraph(words, size[0], "dim", 1)]
    return rows


def _small_question(view: AudienceView, light: Light, width: int) -> list[Row]:
    clock = clock_words(view.clock, light.texts, light.now)
    style = clock_style(view.clock, light.now)
    lines = paragraph(view.question, width - (len(clock) + 4 if clock else 0), "dim", 2)
    if not clock:
        return lines
    gap = width - lines[0].width - cell_len(clock)
    return [row(*lines[0].spans, " " * gap, (clock, style)), *lines[1:]]


def picture_rows(  # noqa: C901 - one line for each picture
    view: AudienceView, picture: Picture, width: int, height: int, light: Light
) -> Sequence[Row]:
    """Return the picture in the middle for a width and height in cells."""
    rows: Sequence[Row]
    match picture:
        case Lines():
            rows = lines_rows(picture, view.newest, width, height, light)
        case Wall():
            rows = wall_rows(picture, width, height, light)
        case Votes():
            rows = votes_rows(picture, width, height, light)
        case RoundPicture():
            rows = round_rows(picture, width, height, light)
        case Alone():
            rows = alone_rows(picture, width, height, light)
        case ConsentPicture():
            rows = consent_rows(picture, width, height, light)
        case Promises():
            rows = promises_rows(picture, width, height, light)
        case Closing():
            rows = closing_rows(picture, width, height, light)
        case BalancePicture():
            rows = balance_rows(picture, width, height, light)
        case ResourcesPicture():
            rows = resources_rows(picture, width, height, light)
        case Still():
            rows = ()
        case _:
            assert_never(picture)
    return rows


def _still(view: AudienceView, light: Light, size: tuple[int, int]) -> list[Row]:
    """Return silence: the clock as large as it fits in the middle, the question under it, nothing else."""
    width, height = size
    inner = width - 6
    words = clock_words(view.clock, light.texts, light.now)
    style = clock_style(view.clock, light.now)
    clock = fit_big(words, inner, height // 2, style, scales=(4, 3, 2, 1)) or [row((words, style))]
    if not words and view.clock.planned:
        clock = [row((light.texts.count("audience.planned", view.clock.planned), "dim"))]
    question = fit_big(view.question, inner, height - len(clock) - 4, scales=(1,)) if height >= _TALL else []
    question = question or paragraph(view.question, inner, "strong", 4)
    rows = [*centred(clock, width), EMPTY, EMPTY, *centred(question, width)][:height]
    return [EMPTY] * ((height - len(rows)) // 2) + rows


def waiting_rows(texts: Texts, reason: str, size: tuple[int, int]) -> list[Row]:
    """Return the calm screen before the first picture: a welcome and what is waited for."""
    width, height = size
    inner = max(1, width - 6)
    welcome = texts.say("audience.waiting.title")
    rows = fit_big(welcome, inner, height // 2) or paragraph(welcome, inner, "strong")
    rows = [*centred(rows, width), EMPTY, *centred(paragraph(reason, inner, "dim", 4), width)]
    return [EMPTY] * max(0, (height - len(rows)) // 2) + rows[:height]
