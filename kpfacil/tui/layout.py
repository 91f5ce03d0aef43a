"""How many rows each region of the facilitator's screen gets: 80×24 is the design, 60×20 must work."""

from kpfacil.model.value import frozen

_LOW = 22
_TALL = 30
_ROSTER_FROM = 110
_FRAME = 3
_FOOT = _FRAME + 2
_LEAST_STAGE = 4


@frozen()
class Layout:
    """Rows of head, question and waiting line, and whether the roster stands beside the stage."""

    head: int
    question: int
    waiting: int
    roster: bool


@frozen()
class Wanted:
    """How many lines the question, its guiding questions and the waiting line would take; whether a panel shows."""

    question: int
    """Rows of the question's words; more where they are drawn in large letters."""
    guides: int
    waiting: int
    panel: bool


def layout(width: int, height: int, wanted: Wanted) -> Layout:
    """Return the regions' heights for a terminal of that size, for what there is to show."""
    head = 3 if height >= _LOW else 2
    airy = height >= (_TALL if wanted.panel else _LOW)
    bare = 1 + wanted.question + (2 if airy else int(wanted.panel and height >= _LOW))
    question = bare + wanted.guides if height >= _TALL else bare
    room = height - head - _FOOT - _LEAST_STAGE - wanted.waiting
    return Layout(
        head=head,
        question=max(1 + min(wanted.question, 1), min(question, room)),
        waiting=wanted.waiting,
        roster=width >= _ROSTER_FROM and height >= _LOW,
    )
