"""The room's pictures of many: who is here, the board of a kind, groups, dots, promises."""

from collections.abc import Sequence

from rich.cells import cell_len

from kpfacil.model.dates import long_date
from kpfacil.model.kinds import Kind
from kpfacil.rules.dots import Budget
from kpfacil.tui.paint import EMPTY, Row, Span, indent, paragraph, row
from kpfacil.tui.pictures.audience_parts import (
    ID_WIDTH,
    Block,
    Frame,
    bar,
    each_wide,
    entry_rows,
    heading,
    list_rows,
    names_rows,
    padded,
    paged,
    sized,
    words_rows,
)
from kpfacil.views.audience_values import Groups, Lines, PartyRow, Promises, Ranking, RollCall
from kpfacil.views.cards import Shown

_GAP = 4
_AIRY_FROM = 16
_BIG_NEWEST_FROM = 20
_BAR_MOST = 40
_SMALL_GROUP = 6
_CHAIR = "·"


def roll_call_rows(picture: RollCall, frame: Frame) -> list[Row]:
    """Return the table and the day large, and the parties with who has come; a dot is a chair still empty."""
    texts = frame.texts
    where = " · ".join(part for part in (long_date(picture.day, texts.locale), picture.place) if part)
    rows = [*frame.as_high(frame.height // 3).large(picture.table, scales=(1,)), EMPTY]
    rows += [*paragraph(where, frame.width, "strong", 2), EMPTY]
    if not picture.parties:
        return [*rows, *paragraph(texts.say("audience.empty.people"), frame.width, "dim", 2)]
    here = texts.count("audience.people.here", picture.here)
    waited = f" · {texts.count('audience.people.expected', picture.expected)}" if picture.expected else ""
    rows += [row((here, "agreement"), (waited, "dim")), EMPTY]
    wide = min(frame.width // 2, max(cell_len(party.name) for party in picture.parties) + 3)

    def blocks(size: int) -> list[Block]:
        return [
            _party_rows(party, wide, each_wide(frame.width, size), frame, big=size == 0) for party in picture.parties
        ]

    return [*rows, *sized(blocks, frame.below(rows), "people", picture.parties)]


def _party_rows(party: PartyRow, wide: int, width: int, frame: Frame, *, big: bool) -> Block:
    """Return a party and its people: below its name where they are large, else beside it."""
    counted = [frame.texts.say("audience.people.counted", n=party.counted)] if party.counted else []
    names = [*party.here, *counted, *[_CHAIR] * party.chairs]
    title = party.name or frame.texts.say("audience.people.alone")
    if big:
        return [row((title, "dim")), *words_rows("  ".join(names), width, "text", big=True)]
    lines = names_rows(names, max(8, width - wide))
    first = row((padded(title, wide - 2) + "  ", "strong"), *lines[0].spans)
    return [first, *indent(lines[1:], wide)]


def lines_rows(picture: Lines, newest: Shown | None, frame: Frame) -> list[Row]:
    """Return the newest line and the rest of the board below it."""
    if picture.rules:
        newest = None  # the rules stand still; a new line is lit where it stands among the rest
    rows = _newest_rows(newest, frame) if newest is not None else []
    shown = tuple(
        (kind, tuple(entry for entry in entries if newest is None or entry.id != newest.id))
        for kind, entries in picture.columns
    )
    return rows + _columns(shown, picture.rules, frame.below(rows), alone=newest is None)


def _newest_rows(entry: Shown, frame: Frame) -> list[Row]:
    """Return *Näin kirjattiin* with the newest line under it, lit while it is new; large where the screen is high."""
    airy = frame.height >= _AIRY_FROM
    size = frame.light.letters.keep("newest", lambda: int(frame.height >= _BIG_NEWEST_FROM))
    rows = [heading(frame.texts.say("audience.recorded")), *([EMPTY] if airy else [])]
    made = entry_rows(entry, frame.width - 2, frame.light, big=bool(size))
    if len(made) > frame.height // 2:
        made = paged([entry_rows(entry, frame.width - 2, frame.light)], frame.as_high(max(2, frame.height // 2)))
    rows += [Row((*row("  ").spans, *one.spans), fill=one.fill) for one in made]
    return [*rows, EMPTY, EMPTY] if airy else [*rows, EMPTY]


def _columns(
    columns: tuple[tuple[Kind, tuple[Shown, ...]], ...], rules: tuple[str, ...], frame: Frame, *, alone: bool
) -> list[Row]:
    filled = [(kind, entries) for kind, entries in columns if entries]
    if not filled and not rules:
        words = frame.texts.say(f"audience.empty.{columns[0][0]}")
        return paragraph(words, frame.width, "dim", frame.height) if alone else []
    if filled == [columns[0]] and len(columns) == 1 and not rules:
        kind, entries = filled[0]
        return list_rows(entries, frame, details=kind != "idea")

    def blocks(size: int) -> list[Block]:
        wide = each_wide(frame.width, size)
        kinds = [block for kind, entries in filled for block in _kind(kind, entries, wide, frame, big=size == 0)]
        return [*_rules(rules, wide, frame, big=size == 0), *kinds]

    return sized(blocks, frame, "kinds", (rules, *columns))


def _rules(rules: tuple[str, ...], width: int, frame: Frame, *, big: bool) -> list[Block]:
    """Return the ground rules, the heading above the first."""
    made: list[Block] = []
    for rule in rules:
        lines = words_rows(rule, width - 2, "text", big=big)
        made.append([row("– " if at == 0 else "  ", *line.spans) for at, line in enumerate(lines)])
    title = [heading(frame.texts.say("audience.heading.rules"))]
    together = [line for rows in made for line in rows]
    return [[*title, *together]] if together and not big else [[*title, *rows] for rows in made[:1]] + made[1:]


def _kind(kind: Kind, entries: Sequence[Shown], width: int, frame: Frame, *, big: bool) -> list[Block]:
    """Return the entries of a kind as blocks, its heading above the first."""
    made = [entry_rows(entry, width, frame.light, big=big) for entry in entries]
    return [[row((frame.texts.say(f"word.heading.{kind}"), kind)), *made[0]], *made[1:]]


def ranking_rows(picture: Ranking, frame: Frame) -> list[Row]:
    """Return the ideas in the order of their dots, with bars, and how many dots have been given."""
    rows = [_budget(picture.budget, frame), EMPTY]
    if not picture.ideas:
        return [*rows, *paragraph(frame.texts.say("audience.empty.idea"), frame.width, "dim", 2)]
    most = max(idea.votes for idea in picture.ideas)
    room = min(_BAR_MOST, frame.width // 4) if most else 0

    def blocks(size: int) -> list[Block]:
        width = each_wide(frame.width, size)
        wide = room if width == frame.width else 0
        return [_ranked(idea, most, width, wide, frame, big=size == 0) for idea in picture.ideas]

    return [*rows, *sized(blocks, frame.below(rows), "ranking", picture.ideas)]


def _ranked(idea: Shown, most: int, width: int, room: int, frame: Frame, *, big: bool) -> Block:
    """Return an idea with its bar and number before its words; what goes on has a frame at its side."""
    forward = idea.state == "forward"
    number = f"{idea.votes:>3} " if most else ""
    drawn = bar(idea.votes / most, room, "idea") if room else Span("")
    before: list[Span] = [
        Span("▌ " if forward else "  ", "agreement"),
        drawn,
        Span(" " * (room - cell_len(drawn.text))),
    ]
    lead = 2 + room + len(number) + ID_WIDTH
    inner = max(8, width - lead)
    style = "strong" if forward or idea.id in frame.light.lit else "text"
    words = words_rows(idea.text, inner, style, big=big)
    first = row(*before, (number, "strong"), (f"{idea.id:<{ID_WIDTH}}", "idea"), *words[0].spans)
    side = Span("▌ " if forward else "  ", "agreement")
    return [first, *(row(side, " " * (lead - 2), *made.spans) for made in words[1:])]


def _budget(budget: Budget, frame: Frame) -> Row:
    key = "audience.dots" if budget.people else "audience.dots-given"
    return heading(frame.texts.say(key, used=budget.used, total=budget.total))


def groups_rows(picture: Groups, frame: Frame) -> list[Row]:
    """Return all ideas by theme: in large letters, else in columns, else in pages."""
    if not picture.groups:
        return paragraph(frame.texts.say("audience.empty.idea"), frame.width, "dim", frame.height)
    rows = [_budget(picture.budget, frame), EMPTY] if picture.budget.used else []

    def blocks(size: int) -> list[Block]:
        width = each_wide(frame.width, size)
        return [block for group in picture.groups for block in _group(*group, width, frame, big=size == 0)]

    return [*rows, *sized(blocks, frame.below(rows), "groups", picture.groups)]


def _group(theme: str, ideas: Sequence[Shown], width: int, frame: Frame, *, big: bool) -> list[Block]:
    """Return a theme's blocks: a small theme stays together, a larger one has its name above its first idea."""
    name = theme or frame.texts.say("audience.group.none")
    title = paragraph(name, width, "strong" if theme else "dim")
    made = [entry_rows(idea, width, frame.light, big=big, details=False) for idea in ideas]
    if big:
        return [[*title, *block] for block in made]
    if len(made) > _SMALL_GROUP:
        return [[*title, *made[0]], *made[1:]]
    return [[*title, *(line for block in made for line in block)]]


def promises_rows(picture: Promises, frame: Frame) -> list[Row]:
    """Return the promises of earlier meetings, those dealt with today with their state."""
    if not picture.tasks:
        return paragraph(frame.texts.say("audience.empty.promises"), frame.width, "dim", frame.height)
    rows = [heading(frame.texts.say("audience.heading.promises")), EMPTY]
    return [*rows, *list_rows([entry for entry, _ in picture.tasks], frame.below(rows))]
