"""The bottom of the facilitator's screen: the status line, the capture frame with its hint, the key bar."""

from collections.abc import Sequence

from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Act, Asked
from kpfacil.tui.keys import KEYS
from kpfacil.tui.paint import Row, Span, ends, row, shorten

_FRAME = 4


def status_row(
    session: Session, texts: Texts, unheard: int, width: int, *, notes_shown: bool, followers: int = 0
) -> Row:
    """Return who is here, who has not been heard, what waits, and whether an audience's screen follows."""
    people = session.members
    present = sum(1 for person in people if person.presence == "present" and person.here)
    remote = sum(1 for person in people if person.presence == "remote" and person.here)
    expected = sum(1 for person in people if person.presence == "expected")
    crowd = sum(group.count for group in session.crowd)
    facts = [texts.say("status.present", n=present + crowd)]
    if remote:
        facts.append(texts.say("status.remote", n=remote))
    if expected:
        facts.append(texts.say("status.expected", n=expected))
    if unheard:
        facts.append(texts.say("status.unheard", n=unheard))
    if not people and not crowd:
        facts = [texts.say("at-table.empty")]
    left = row(f" {' · '.join(facts)}", does=Act("people"))
    waiting = [texts.say("status.parked", n=len(session.parked))] if session.parked else []
    offers = sum(1 for offer in session.offers if not offer.task)
    if offers:
        waiting.append(texts.say("status.offers", n=offers))
    if session.notes:
        waiting.append(texts.say("status.notes-shown" if notes_shown else "status.notes", n=len(session.notes)))
    if followers:
        waiting.append(texts.say("status.wall"))
    while len(waiting) > 1 and left.width + len(" · ".join(waiting)) + 2 > width:
        waiting.pop(1 if len(waiting) > 2 else 0)  # noqa: PLR2004  what is parked goes last but for the own notes
    return ends(left, row((" · ".join(waiting), "dim"), " "), width)


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
    left = row(("╰ ", "rule"), (words, style), (" " if words else "", "rule"))
    return row(*left.spans, ("─" * max(width - left.width - 1, 0), "rule"), ("╯", "rule"))


def key_bar(texts: Texts, width: int, own: Sequence[tuple[str, str, Asked]] = ()) -> Row:
    """Return the keys that fit, the panel's or the selection's own first."""
    chips = [*own]
    taken = [does for _, _, does in own]
    chips += [
        (key.shown, texts.say(f"key.{key.action}"), Act(key.action))
        for key in sorted(KEYS, key=lambda key: key.bar)
        if key.bar and Act(key.action) not in taken
    ]
    spans: list[Span] = [Span(" ")]
    used = 1
    for shown, label, does in chips:
        size = len(shown) + len(label) + 3
        if used + size > width:
            break
        spans += [Span(shown, "strong", does=does), Span(f" {label}  ", "dim", does=does)]
        used += size
    return Row(tuple(spans))
