"""The room's pictures of what adds up: the jam factory and the next meeting, the balance, the table's resources."""

from kpfacil.model.dates import clock_time, long_date
from kpfacil.rules.funnel import Funnel
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.paint import EMPTY, Row, paragraph, row
from kpfacil.tui.pictures.audience_parts import Light, entry_rows, heading, list_rows, padded
from kpfacil.views.audience_resources import ResourcesPicture
from kpfacil.views.audience_types import BalancePicture, Closing

_LABEL = 12
_BAR_MOST = 40
_NAME_SHARE = 2
_BIG_FROM = 24
_AIRY_FROM = 12


def closing_rows(picture: Closing, width: int, height: int, light: Light) -> list[Row]:
    """Return the next meeting, as large as it fits, and what the evening and the term have made."""
    say = light.texts.say
    funnels = [heading(say("audience.heading.funnel")), EMPTY]
    funnels += _funnel(say("audience.funnel.evening"), picture.evening, width, light)
    if picture.term is not None:
        funnels += _funnel(say("audience.funnel.term"), picture.term, width, light)
    day = _day(picture, light)
    room = height - len(funnels) - 6
    big = fit_big(day, width, room, scales=(1,)) if height >= _BIG_FROM else []
    rows = [heading(say("audience.heading.next")), EMPTY, *(big or paragraph(day, width, "strong", 2))]
    if picture.next_place:
        rows += paragraph(picture.next_place, width, "text", 2)
    gap = [EMPTY, EMPTY] if height >= _AIRY_FROM else [EMPTY]
    return [*rows, *gap, *funnels][:height]


def _day(picture: Closing, light: Light) -> str:
    texts = light.texts
    if picture.next_date is None:
        return texts.say("audience.next.open")
    day = long_date(picture.next_date, texts.locale)
    if picture.next_start is None:
        return day
    return texts.say("audience.next.at", day=day, time=clock_time(picture.next_start, texts.locale))


def _funnel(label: str, funnel: Funnel, width: int, light: Light) -> list[Row]:
    texts = light.texts
    parts = [
        (texts.count("word.count.idea", funnel.ideas), "idea"),
        (texts.count("word.count.agreement", funnel.agreed), "agreement"),
        (texts.count("word.count.task", funnel.tasks), "task"),
        (texts.say("audience.funnel.done", n=funnel.done), "good"),
    ]
    words = "  →  ".join(part for part, _ in parts)
    if len(words) + _LABEL > width:
        return [row((f"{label:<{_LABEL}}", "dim")), *[row("  ", part) for part in parts]]
    spans: list[tuple[str, str]] = [(f"{label:<{_LABEL}}", "dim")]
    for at, part in enumerate(parts):
        spans += [("  →  ", "dim"), part] if at else [part]
    return [row(*spans)]


def balance_rows(picture: BalancePicture, width: int, height: int, light: Light) -> list[Row]:
    """Return a bar with a number for each party, in the order of the parties: no ranking."""
    rows = [heading(light.texts.say("audience.heading.balance")), EMPTY]
    most = max((number for _, number in picture.parties), default=0)
    name_width = min(width // _NAME_SHARE, max((len(name) for name, _ in picture.parties), default=0) + 3)
    room = min(_BAR_MOST, width - name_width - 5)
    airy = len(picture.parties) * 2 + 2 <= height
    for name, number in picture.parties:
        bar = "█" * (0 if not most else max(1 if number else 0, round(room * number / most)))
        rows.append(row((padded(name, name_width - 2) + "  ", "text"), (bar, "idea"), (f" {number}", "text")))
        rows += [EMPTY] if airy else []
    return rows[:height]


def resources_rows(picture: ResourcesPicture, width: int, height: int, light: Light) -> list[Row]:
    """Return the offer that is looked at, each party's promises and offers, and what else is on offer."""
    say, count = light.texts.say, light.texts.count
    rows: list[Row] = []
    if picture.offer is not None:
        rows += [*entry_rows(picture.offer, width, light, most=4), EMPTY]
    rows += [heading(say("audience.heading.resources"))]
    wide = min(width // _NAME_SHARE, max((len(name) for name, _, _ in picture.parties), default=0) + 3)
    for name, promised, offered in picture.parties:
        words = [count("audience.resources.promised", promised)] if promised else []
        words += [count("audience.resources.offered", offered)] if offered else []
        rows.append(row((padded(name, wide - 2) + "  ", "text"), (" · ".join(words), "dim")))
    if picture.offers and len(rows) + 3 < height:
        rows += [EMPTY, heading(say("audience.heading.offers"))]
        rows += list_rows(picture.offers, width, height - len(rows), light)
    return rows[:height]
