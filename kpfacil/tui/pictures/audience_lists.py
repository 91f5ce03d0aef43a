"""An entry as the room sees it, and the pictures of many: who is here, the board, groups, dots, promises."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rich.cells import cell_len

from kpfacil.model.kinds import Kind
from kpfacil.rules.funnel import Budget
from kpfacil.tui.bigtext import NARROW
from kpfacil.tui.paint import EMPTY, Row, Rows, Span, beside, ends, hanging, indent, paragraph, row
from kpfacil.tui.pictures.audience_parts import (
    MOST_LARGE,
    MOST_PAGES,
    Block,
    Frame,
    Lettering,
    bar,
    fit_rows,
    heading,
    large_pages,
    names_rows,
    page_rows,
    plain_pages,
)
from kpfacil.views.audience_values import Groups, Lines, PartyRow, Promises, Ranking, RollCall
from kpfacil.views.cards import Shown, dots
from kpfacil.views.settings import fact_words
from kpfacil.views.wall_words import facts, people_words, place_words

ID_WIDTH = 5
_MOST_KEPT = 20_000


def entry_rows(entry: Shown, frame: Frame, *, details: bool = True) -> Block:
    """Return an entry: its id at the same place always, its words, dots at the right end, and who below."""
    lit = entry.id in frame.lit
    key = (entry, frame.width, lit, frame.scale, details, frame.texts.language)
    kept = frame.letters.entries
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = light_up(_entry_rows(entry, frame, "strong" if lit else "text", details=details), lit=lit)
    return kept[key]


def _entry_rows(entry: Shown, frame: Frame, style: str, *, details: bool) -> Block:
    mark = dots(entry.votes)
    before = row((f"{f'{entry.id} ':<{ID_WIDTH}}", entry.kind), ("✓ " if entry.state == "done" else "", "good"))
    words = frame.words(entry.text, style, before.width + (cell_len(mark) + 2 if mark else 0))
    first, *rows = hanging(before, words)
    below = facts(entry, frame.texts) if details else ""
    rows += indent(paragraph(below, max(8, frame.width - ID_WIDTH), "dim", 6) if below else [], ID_WIDTH)
    return [ends(first, row((mark, entry.kind)), frame.width) if mark else first, *rows]


def light_up(rows: Block, *, lit: bool) -> Block:
    """Return rows on the ground of what is new, if they are."""
    return [replace(made, fill="lit") for made in rows] if lit else rows


def list_rows(entries: Sequence[Shown], frame: Frame) -> Rows:
    """Return entries in the largest letters with which they fit, in columns where there is room, else in pages."""
    return fit_rows(lambda column: [entry_rows(entry, column) for entry in entries], frame, "list", entries)


_GAP = 4
_AIRY_FROM = 16
_BIG_NEWEST_FROM = 20
_BAR_MOST = 40
_SMALL_GROUP = 6
_CHAIR = "·"


def roll_call_rows(picture: RollCall, frame: Frame) -> Rows:
    """Return the table and the day large, and the parties with who has come; a dot is a chair still empty."""
    texts = frame.texts
    head = ((picture.table, "strong"), (place_words(picture, texts), "strong"))
    rows = [*frame.as_high(frame.height // 3).legible(*head), EMPTY]
    if not picture.parties:
        return [*rows, *paragraph(texts.say("audience.empty.people"), frame.width, "dim", 2)]
    here, waited = people_words(picture, texts)
    rows += [row((here, "agreement"), (waited, "dim")), EMPTY]
    parties = picture.parties

    def blocks(column: Frame) -> list[Block]:
        wide = name_width([party.name for party in parties], column)
        return [_party_rows(party, wide, column) for party in parties]

    return [*rows, *fit_rows(blocks, frame.below(rows), "people", parties)]


def name_width(names: Sequence[str], frame: Frame) -> int:
    """Return how wide a column of names is with the air beside it: at most half of a frame."""
    return min(frame.width // 2, max((cell_len(name) for name in names), default=0) + 3)


def beside_name(name: str, wide: int, style: str, rows: Rows) -> Block:
    """Return rows beside the name they belong to, which goes on in lines of its own where it is long."""
    title = paragraph(name, wide - 2, style)
    return beside([(title, wide), (rows, max((made.width for made in rows), default=0))], 0, max(len(title), len(rows)))


def _party_rows(party: PartyRow, wide: int, frame: Frame) -> Block:
    """Return a party and its people: below its name where they are large, else beside it."""
    counted = [frame.texts.say("audience.people.counted", n=party.counted)] if party.counted else []
    names = [*party.here, *counted, *[_CHAIR] * party.chairs]
    title = party.name or frame.texts.say("audience.people.alone")
    if frame.scale:
        return [row((title, "dim")), *frame.words("  ".join(names))]
    return beside_name(title, wide, "strong", names_rows(names, max(8, frame.width - wide)))


def lines_rows(picture: Lines, frame: Frame) -> Rows:
    """Return the newest line and the rest of the board below it, never in larger letters than the newest.

    The rules stand still: there a new line is lit where it stands among the rest.
    """
    newest = frame.newest
    if newest is None or picture.rules:
        return _columns(picture, frame, 1) or _nothing(picture, frame)
    rest = replace(picture, columns=tuple((kind, _others(entries, newest)) for kind, entries in picture.columns))
    scale = frame.letters.keep("newest", lambda: Lettering(1, _newest_scale(newest, rest, frame))).scale
    rows = _newest_rows(newest, frame, scale)
    if scale and not _leaves_room(rows, frame):
        scale, rows = 0, _newest_rows(newest, frame, 0)
    if scale < 1 and frame.letters.keep("alone", lambda: Lettering(1, int(_turns_pages(picture, frame)))).scale:
        return _columns(picture, frame, 1)  # the page with what is new comes first
    return rows + _columns(rest, frame.below(rows), scale)


def _newest_scale(newest: Shown, rest: Lines, frame: Frame) -> float:
    """Return the largest letters for the newest line, 0 for plain ones.

    On a low wall they may cost the rest no page; nor its large letters, where plain ones are too small.
    """
    few, blocks = _count(rest) <= MOST_LARGE, partial(_blocks, rest)

    def below(scale: float) -> Frame:
        return frame.below(_newest_rows(newest, frame, scale))

    lettered = _turns_pages(rest, frame) or _turns_pages(rest, below(0), NARROW)

    def pages(scale: float) -> int:
        return large_pages(blocks, below(scale), scale) if lettered else plain_pages(blocks, below(scale))

    most = 1 if lettered else pages(0) if few else 0
    large = (scale for scale in (1, NARROW) if _leaves_room(_newest_rows(newest, frame, scale), frame))
    return next((scale for scale in large if frame.height >= _BIG_NEWEST_FROM or (few and pages(scale) <= most)), 0)


def _leaves_room(newest: Rows, frame: Frame) -> bool:
    return 3 * len(newest) <= 2 * frame.height


def _turns_pages(picture: Lines, frame: Frame, scale: float = 1) -> bool:
    """Return whether all lines are rather set in large letters of a scale, from so far away."""
    few = frame.far and _count(picture) <= MOST_LARGE
    return few and large_pages(partial(_blocks, picture), frame, scale) <= MOST_PAGES


def _others(entries: Sequence[Shown], newest: Shown) -> tuple[Shown, ...]:
    return tuple(entry for entry in entries if entry.id != newest.id)


def _newest_rows(entry: Shown, frame: Frame, scale: float) -> Rows:
    """Return *Näin kirjattiin* with the newest line under it, lit while it is new."""
    airy = frame.height >= _AIRY_FROM
    made = entry_rows(entry, frame.as_wide(frame.width - 2, scale))
    if not scale and len(made) > frame.height // 2:
        made = page_rows([made], frame.as_high(max(2, frame.height // 2)))
    rows = [heading(frame.texts.say("audience.recorded")), *([EMPTY] if airy else []), *indent(made, 2)]
    return [*rows, EMPTY, EMPTY] if airy else [*rows, EMPTY]


def _nothing(picture: Lines, frame: Frame) -> Rows:
    """Return what will come here."""
    return frame.legible((frame.texts.say(f"audience.empty.{picture.columns[0][0]}"), "dim"))


def _columns(picture: Lines, frame: Frame, most: float) -> Rows:
    """Return facts, rules and entries of all kinds, in letters of a scale of at `most`."""
    return fit_rows(partial(_blocks, picture), frame, "kinds", (picture,), most=most, count=_count(picture))


def _count(picture: Lines) -> int:
    return len(picture.facts) + len(picture.rules) + sum(len(entries) for _, entries in picture.columns)


def _blocks(picture: Lines, frame: Frame) -> list[Block]:
    """Return facts, rules and entries of all kinds; of one kind alone without its heading."""
    if len(picture.columns) == 1 and not (picture.rules or picture.facts or picture.more):
        ((kind, entries),) = picture.columns
        return [entry_rows(entry, frame, details=kind != "idea") for entry in entries]
    texts, lit = frame.texts, frame.lit
    made: list[Block] = []
    for name, fact in picture.facts:
        words = frame.words(fact_words(name, fact, texts), "strong")
        made.append(light_up([heading(texts.say(f"word.setting.{name}")), *words], lit=name in lit))
    for at, rule in enumerate(picture.rules):
        head = [heading(texts.say("audience.heading.rules"))][at:]
        made.append([*head, *light_up(hanging(row("– "), frame.words(rule, less=2)), lit=rule in lit)])
    made += [block for kind, entries in picture.columns for block in _kind(kind, entries, frame)]
    return made + _more(picture.more, frame)


def _more(number: int, frame: Frame) -> list[Block]:
    """Return how much more there is than is shown, as the last block of a list."""
    return [[heading(frame.texts.count("board.more", number))]] if number else []


def _kind(kind: Kind, entries: Sequence[Shown], frame: Frame) -> list[Block]:
    """Return the entries of a kind as blocks, its heading above the first."""
    made = [entry_rows(entry, frame) for entry in entries]
    return made and [[row((frame.texts.say(f"word.heading.{kind}"), kind)), *made[0]], *made[1:]]


def ranking_rows(picture: Ranking, frame: Frame) -> Rows:
    """Return the ideas in the order of their dots, with bars, and how many dots have been given."""
    rows = [_budget(picture.budget, frame), EMPTY]
    if not picture.ideas:
        return [*rows, *frame.below(rows).legible((frame.texts.say("audience.empty.idea"), "dim"))]
    most = max(idea.votes for idea in picture.ideas)
    ranked, rest = list[Shown](), list[str]()
    for idea in picture.ideas:
        if idea.votes or idea.state == "forward" or not most:
            ranked.append(idea)
        else:
            rest.append(f"{idea.id} {idea.text}")

    def blocks(column: Frame) -> list[Block]:
        made = [_ranked_rows(idea, most, column) for idea in ranked]
        title = heading(frame.texts.say("audience.dots-none"))
        return made + ([[title, *names_rows(rest, column.width, "dim")]] if rest else []) + _more(picture.more, frame)

    return [*rows, *fit_rows(blocks, frame.below(rows), "ranking", picture.ideas)]


def _ranked_rows(idea: Shown, most: int, frame: Frame) -> Block:
    """Return an idea with its bar and number before its words, below large ones; what goes on has a frame beside."""
    forward = idea.state == "forward"
    side = Span("▌ " if forward else "  ", "agreement")
    share = _share(idea.votes, most, min(_BAR_MOST, frame.width // (2 if frame.scale else 4))) if most else []
    first = row(side, *([] if frame.scale else share), (f"{f'{idea.id} ':<{ID_WIDTH}}", "idea"))
    style = "strong" if forward or idea.id in frame.lit else "text"
    words = frame.words(idea.text, style, first.width)
    lines = [row(side, " " * (first.width - 2), *made.spans, held=made.held) for made in words]
    below = [row(side, " " * ID_WIDTH, *share)] if frame.scale and share else []
    return [row(*first.spans, *words[0].spans), *lines[1:], *below]


def _share(votes: int, most: int, room: int) -> list[Span]:
    """Return a bar of dots and their number, of the same width for all."""
    drawn = bar(votes / most, room, "idea")
    return [drawn, Span(" " * (room - cell_len(drawn.text))), Span(f"{votes:>3} ", "strong")]


def _budget(budget: Budget, frame: Frame) -> Row:
    key = "audience.dots" if budget.people else "audience.dots-given"
    return heading(frame.texts.say(key, used=budget.used, total=budget.total))


def groups_rows(picture: Groups, frame: Frame) -> Rows:
    """Return all ideas by theme: in large letters, else in columns, else in pages."""
    if not picture.groups:
        return frame.legible((frame.texts.say("audience.empty.idea"), "dim"))
    rows = [_budget(picture.budget, frame), EMPTY] if picture.budget.used else []

    def blocks(column: Frame) -> list[Block]:
        made = [block for group in picture.groups for block in _group(*group, column)]
        return made + _more(picture.more, frame)

    count = sum(len(ideas) for _, ideas in picture.groups)
    return [*rows, *fit_rows(blocks, frame.below(rows), "groups", picture.groups, count=count)]


def _group(theme: str, ideas: Sequence[Shown], frame: Frame) -> list[Block]:
    """Return a theme's blocks: a small theme stays together, a larger one has its name above its first idea."""
    name = theme or frame.texts.say("audience.group.none")
    title = paragraph(name, frame.width, "strong" if theme else "dim")
    made = [entry_rows(idea, frame, details=False) for idea in ideas]
    if frame.scale:
        return [[*title, *block] for block in made]
    if len(made) > _SMALL_GROUP:
        return [[*title, *made[0]], *made[1:]]
    return [[*title, *(line for block in made for line in block)]]


def promises_rows(picture: Promises, frame: Frame) -> Rows:
    """Return the promises of earlier meetings, those dealt with today with their state."""
    if not picture.promises:
        return frame.legible((frame.texts.say("audience.empty.promises"), "dim"))
    rows = [heading(frame.texts.say("audience.heading.promises")), EMPTY]
    return [*rows, *list_rows(picture.promises, frame.below(rows))]
