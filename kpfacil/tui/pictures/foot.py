"""The bottom of the facilitator's screen: the status line, the capture frame with its hint, the key bar."""

from collections import Counter
from collections.abc import Collection, Sequence

from kpfacil.model.kinds import Kind
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.rules.funnel import COUNTED, counts
from kpfacil.rules.heard import ids_heard, not_heard
from kpfacil.tui.asked import Act, Asked
from kpfacil.tui.keys import KEYS, Key
from kpfacil.tui.listing import in_rows, key_in_words
from kpfacil.tui.paint import Row, ends, row, shorten
from kpfacil.views.names import short_name

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
