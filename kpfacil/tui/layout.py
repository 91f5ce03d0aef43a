"""How many rows each region of the facilitator's screen gets: 80×24 is the design, 60×20 must work."""

from dataclasses import dataclass

_LOW = 22
_TALL = 30
_ROSTER_FROM = 110
_FRAME = 3
_FOOT = _FRAME + 2
_LEAST_STAGE = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of head, question and waiting line, and whether the roster stands beside the stage."""

    head: int
    question: int
    waiting: int
    roster: bool
    wrapped: int
    """How wide the question may be, in cells."""


def layout(width: int, height: int, question_lines: int, guide_lines: int, waiting_lines: int) -> Layout:
    """Return the regions' heights for a terminal of that size, for what there is to show."""
    head = 3 if height >= _LOW else 2
    bare = 1 + question_lines + (2 if height >= _LOW else 0)
    question = bare + guide_lines if height >= _TALL else bare
    room = height - head - _FOOT - _LEAST_STAGE - waiting_lines
    return Layout(
        head=head,
        question=max(1 + min(question_lines, 1), min(question, room)),
        waiting=waiting_lines,
        roster=width >= _ROSTER_FROM and height >= _LOW,
        wrapped=width - 6,
    )
