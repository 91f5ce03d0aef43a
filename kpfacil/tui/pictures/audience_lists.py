"""The room's pictures of many entries: the board of a kind, the wall of groups, the dots, the promises."""

from collections.abc import Callable
from dataclasses import dataclass

from kpfacil.model.kinds import Kind
from kpfacil.tui.paint import CUT, EMPTY, Row, beside, paragraph, row, shorten
from kpfacil.tui.pictures.audience_parts import Light, entry_rows, heading, list_rows
from kpfacil.views.audience_entries import WallEntry
from kpfacil.views.audience_types import Lines, Promises, Votes, Wall

_GAP = 4
_TWO_FROM = 100
_TWO_OF_ONE_FROM = 150
_GROUP_WIDTH = 34
_MOST_GROUPS_ABREAST = 5
_AIRY_FROM = 16


def newest_rows(entry: WallEntry, width: int, height: int, light: Light) -> list[Row]:
    """Return *Näin kirjattiin* with the newest line under it, lit while it is new."""
    airy = height >= _AIRY_FROM
    rows = [heading(light.texts.say("audience.recorded"))]
    rows += [EMPTY] if airy else []
    for made in entry_rows(entry, width - 2, light, most=4 if airy else 2):
        rows.append(Row((*row("  ").spans, *made.spans), fill=made.fill))
    return [*rows, EMPTY, EMPTY] if airy else [*rows, EMPTY]


def lines_rows(picture: Lines, newest: WallEntry | None, width: int, height: int, light: Light) -> list[Row]:
    """Return the newest line and the rest of the board below it."""
    if picture.rules:
        newest = None  # the rules stand still; a new line is lit where it stands among the rest
    rows = newest_rows(newest, width, height, light) if newest is not None else []
    shown = tuple(
        (kind, tuple(entry for entry in entries if newest is None or entry.id != newest.id))
        for kind, entries in picture.columns
    )
    room = height - len(rows)
    if picture.rules:
        rows += _rules(picture.rules, width, room, light)
        room = height - len(rows)
    return rows + _columns(shown, width, room, light, alone=newest is None)


def _rules(rules: tuple[str, ...], width: int, height: int, light: Light) -> list[Row]:
    rows = [heading(light.texts.say("audience.heading.rules")), EMPTY]
    for rule in rules:
        lines = paragraph(rule, width - 2, "text", 2)
        rows += [Row((*row("– " if at == 0 else "  ").spans, *made.spans)) for at, made in enumerate(lines)]
    return [*rows, EMPTY] if len(rows) < height else rows[: max(0, height)]


def _columns(
    columns: tuple[tuple[Kind, tuple[WallEntry, ...]], ...], width: int, height: int, light: Light, *, alone: bool
) -> list[Row]:
    if height <= 0:
        return []
    if len(columns) == 1:
        return _one_kind(*columns[0], width, height, light, alone=alone)
    filled = [(kind, entries) for kind, entries in columns if entries]
    if not filled:
        return _one_kind(*columns[0], width, height, light, alone=alone)
    if width >= _TWO_FROM:
        each = (width - _GAP * (len(filled) - 1)) // len(filled)
        return beside([(_headed(kind, list_, each, height, light), each) for kind, list_ in filled], _GAP, height)
    rows: list[Row] = []
    for at, (kind, entries) in enumerate(filled):
        left = height - len(rows)
        share = left if at == len(filled) - 1 else left // 2
        rows += [*_headed(kind, entries, width, share - 1, light), EMPTY]
    return rows[:height]


def _headed(kind: Kind, entries: tuple[WallEntry, ...], width: int, height: int, light: Light) -> list[Row]:
    title = row((light.texts.say(f"word.heading.{kind}"), kind), (f" {len(entries)}", "dim"))
    return [title, *list_rows(entries, width, height - 1, light)]


def _one_kind(
    kind: Kind, entries: tuple[WallEntry, ...], width: int, height: int, light: Light, *, alone: bool
) -> list[Row]:
    if not entries:
        empty = f"audience.empty.{kind}"
        return paragraph(light.texts.say(empty), width, "dim", height) if alone else []
    details = kind != "idea"
    if width >= _TWO_OF_ONE_FROM and len(entries) > 1:
        each = (width - _GAP) // 2
        half = (len(entries) + 1) // 2
        return beside(
            [
                (list_rows(entries[:half], each, height, light, details=details), each),
                (list_rows(entries[half:], each, height, light, details=details), each),
            ],
            _GAP,
            height,
        )
    return list_rows(entries, width, height, light, details=details)


def votes_rows(picture: Votes, width: int, height: int, light: Light) -> list[Row]:
    """Return the ideas in the order of their dots and how many dots have been given."""
    budget = picture.budget
    key = "audience.dots" if budget.people else "audience.dots-given"
    head = [heading(light.texts.say(key, used=budget.used, total=budget.total)), EMPTY]
    return [*head, *_one_kind("idea", picture.ideas, width, height - len(head), light, alone=True)]


def wall_rows(picture: Wall, width: int, height: int, light: Light) -> list[Row]:
    """Return the groups side by side, each idea on a line or two; where there are too many, fewer of each group."""
    if not picture.groups:
        return paragraph(light.texts.say("audience.empty.idea"), width, "dim", height)
    abreast = max(1, min(len(picture.groups), width // _GROUP_WIDTH, _MOST_GROUPS_ABREAST))
    each = (width - _GAP * (abreast - 1)) // abreast
    groups = [_Group.made(theme, entries, each, height, light) for theme, entries in picture.groups]
    # As many ideas of each group as fit: found by halving, as a wall may have thousands.
    fits, least, most = 1, 1, height
    while least <= most:
        tried = (least + most) // 2
        if max(len(column) for column in _stacked([group.rows(tried) for group in groups], abreast)) <= height:
            fits, least = tried, tried + 1
        else:
            most = tried - 1
    columns = _stacked([group.rows(fits) for group in groups], abreast)
    if max(len(column) for column in columns) > height:
        columns = [
            _ended(column, height) for column in _stacked([group.rows(fits) for group in groups], abreast, gap=0)
        ]
    return beside([(column, each) for column in columns], _GAP, height)


def _ended(column: list[Row], height: int) -> list[Row]:
    """Return a column that ends with a sign where it was cut."""
    return column if len(column) <= height else [*column[: height - 1], row((CUT, "dim"))]


@dataclass(frozen=True, slots=True)
class _Group:
    """A group's title and its ideas as rows, made once; `hidden` writes how many are left out."""

    title: Row
    ideas: list[list[Row]]
    count: int
    hidden: Callable[[int], Row]

    @classmethod
    def made(cls, theme: str, entries: tuple[WallEntry, ...], width: int, height: int, light: Light) -> "_Group":
        name = theme or light.texts.say("audience.group.none")
        title = row((shorten(name, width - 4), "strong" if theme else "dim"), (f"  {len(entries)}", "dim"))
        ideas = [entry_rows(entry, width, light, most=2, details=False) for entry in entries[:height]]

        def hidden(number: int) -> Row:
            return row("     ", (light.texts.count("audience.more", number), "dim"))

        return cls(title, ideas, len(entries), hidden)

    def rows(self, most: int) -> list[Row]:
        seen = [made for idea in self.ideas[:most] for made in idea]
        left = self.count - min(most, len(self.ideas))
        return [self.title, *seen, *([self.hidden(left)] if left else [])]


def _stacked(blocks: list[list[Row]], abreast: int, gap: int = 1) -> list[list[Row]]:
    """Return the blocks in columns, each block where there is least so far."""
    columns: list[list[Row]] = [[] for _ in range(abreast)]
    for block in blocks:
        column = min(columns, key=len)
        column += [*([EMPTY] * gap), *block] if column else block
    return columns


def promises_rows(picture: Promises, width: int, height: int, light: Light) -> list[Row]:
    """Return the promises of earlier meetings, those dealt with today with their state."""
    if not picture.tasks:
        return paragraph(light.texts.say("audience.empty.promises"), width, "dim", height)
    title = heading(light.texts.say("audience.heading.promises"))
    entries = tuple(entry for entry, _ in picture.tasks)
    return [title, EMPTY, *list_rows(entries, width, height - 2, light)]
