"""The room's pictures of what adds up: the jam factory, the next meeting and today's promises, resources, balance."""

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from kpfacil.rules.resources import Sum
from kpfacil.tui.bigtext import NARROW
from kpfacil.tui.paint import EMPTY, Rows, Span, beside, hanging, pad, paragraph, row
from kpfacil.tui.pictures.audience_lists import beside_name, entry_rows, name_width
from kpfacil.tui.pictures.audience_parts import Block, Frame, bar, fit_rows, heading, part, set_pages, turned_to
from kpfacil.views.audience_values import BalancePicture, Closing, Promised, ResourcesPicture
from kpfacil.views.wall_words import funnel_parts, next_meeting, promised_facts, sums_words

_BAR_MOST = 40
_GAP = 6
_AIRY_FROM = 12
_HIGH_FROM = 30
"""From so many rows on, the bars of a funnel are two rows high."""


def closing_rows(picture: Closing, frame: Frame) -> Rows:
    """Return the next meeting large, the funnel as a picture, and what each party has promised today.

    Where all does not stand on one page, the promises come on pages of their own.
    """
    pages = _next_and_funnel(picture, frame)
    if picture.promised:
        promises = [*_title(frame), *_flat(_parties(picture, frame))]
        if not frame.far and len(pages[-1]) + 2 + len(promises) <= frame.height - (len(pages) > 1):
            pages[-1] += [EMPTY, EMPTY, *promises]
        else:
            pages += _promise_pages(picture, frame.as_high(frame.height - 1))
    return turned_to([[page] for page in pages], frame)


def _next_and_funnel(picture: Closing, frame: Frame) -> list[Rows]:
    """Return the next meeting and the funnel on one page, on two where the day is large only alone."""
    large = _funnels(picture, replace(frame, scale=NARROW)) if frame.far else []
    funnels = large if 0 < len(large) < frame.height else _funnels(picture, frame)
    place = len(frame.tell(picture.next.place, 0))
    beside, alone = frame.as_high(max(2, frame.height - len(funnels) - 6)), frame.as_high(frame.height - 3 - place)
    whole = next_meeting(picture, frame.texts)
    day = whole if alone.enlarge(whole) else next_meeting(picture, frame.texts, short=True)
    apart = bool(picture.next.day or frame.far) and not beside.enlarge(day) and bool(alone.enlarge(day))
    title = heading(frame.texts.say("audience.heading.next"))
    rows = [title, EMPTY, *(alone if apart else beside).large(day)]
    below = [] if apart else [*([EMPTY] * (1 + (frame.height >= _AIRY_FROM))), *funnels]
    rows += frame.below([*rows, EMPTY, *below]).tell(picture.next.place, int(frame.far))
    return [rows, funnels] if apart else [[*rows, *below][: frame.height]]


def _funnels(picture: Closing, frame: Frame) -> Rows:
    """Return the evening's funnel and the term's, side by side where there is room."""
    say = frame.texts.say
    rows = [heading(say("audience.heading.funnel")), EMPTY]
    both = funnel_parts(picture, frame.texts)
    wide = (frame.width - _GAP * (len(both) - 1)) // len(both)
    drawn = [(_funnel(title, parts, frame.as_wide(wide, frame.scale)), wide) for title, parts in both]
    return [*rows, *beside(drawn, _GAP, len(drawn[0][0]))]


def _funnel(label: str, parts: Sequence[tuple[str, int, str]], frame: Frame) -> Rows:
    """Return a funnel: from ideas to what was agreed, promised and done, each a bar in the middle."""
    high = frame.height >= _HIGH_FROM
    names = max(cell_len(name) for name, _, _ in parts) + 2
    most = max(1, *(number for _, number, _ in parts))

    def name_and_number(name: str, number: int) -> Rows:
        if frame.scale:
            return frame.words(f"{name}\u00a0{number}", "strong")
        words = row((pad(name, names), "text"), (f"{number:>{len(str(most))}}", "strong"))
        return [words, *[EMPTY] * high]

    labels = [name_and_number(name, number) for name, number, _ in parts]
    wide = max(made.width for words in labels for made in words) + (3 if frame.scale else 1)
    room = max(4, min(_BAR_MOST * 2 if high else _BAR_MOST, frame.width - wide))
    rows = [row((label, "strong"))]
    for words, (_, number, style) in zip(labels, parts, strict=True):
        drawn = bar(number / most, room, style)
        before = Span(" " * ((room - cell_len(drawn.text)) // 2))
        rows += beside([(words, wide), ([row(before, drawn)] * len(words), room)], 0, len(words))
        rows += [EMPTY] * high
    return rows


def _title(frame: Frame) -> Rows:
    return [row((frame.texts.say("audience.heading.promised"), "strong")), EMPTY]


def _promise_pages(picture: Closing, frame: Frame) -> list[Rows]:
    """Return the promises page by page, each with its heading: large where plain letters are too small."""
    title = _title(frame)
    parties = _parties(picture, replace(frame, scale=int(frame.far)))
    parts = [[*title, *rows] for block in parties for rows in part(block, max(1, frame.height - len(title)))]
    return [column for page in set_pages(parts, 1, frame.height, gap=1) for column in page]


def _parties(picture: Closing, frame: Frame) -> list[Block]:
    return [_party(name, promised, frame) for name, promised in picture.promised]


def _party(name: str, promised: Sequence[Promised], frame: Frame) -> Block:
    rows = [row((name or frame.texts.say("audience.promised.nobody"), "strong" if name else "dim"))]
    for one in promised:
        more = promised_facts(one, frame.texts)
        # By whom and when stands behind the words, or below them where they are large.
        lines = frame.words(f"{one.text} · {more}" if more and not frame.scale else one.text, less=4)
        below = [row((more, "dim"))] if frame.scale and more else []
        rows += hanging(row("  – "), lines + below)
    return rows


def _flat(blocks: Sequence[Block]) -> Rows:
    return [line for at, block in enumerate(blocks) for line in ([EMPTY, *block] if at else block)]


def balance_rows(picture: BalancePicture, frame: Frame) -> Rows:
    """Return a bar with a number for each party, in the order of the parties: no ranking."""
    rows = [heading(frame.texts.say("audience.heading.balance")), EMPTY]
    most = max((number for _, number in picture.parties), default=0)

    def blocks(column: Frame) -> list[Block]:
        wide = name_width([name for name, _ in picture.parties], column)
        room = column.width if column.scale else min(_BAR_MOST, column.width - wide - 5)
        made: list[Block] = []
        for name, number in picture.parties:
            drawn = bar(number / most if most else 0, room, "idea")
            large = [*column.words(f"{name}\u00a0{number}"), row(drawn)]
            made.append(large if column.scale else beside_name(name, wide, "text", [row(drawn, f" {number}")]))
        return made

    return [*rows, *fit_rows(blocks, frame.below(rows), "balance", picture.parties)]


def resources_rows(picture: ResourcesPicture, frame: Frame) -> Rows:
    """Return what lies on the table as large as it fits, then by party, and what is on offer."""
    say = frame.texts.say
    rows: Rows = []
    if picture.offer is not None:
        large = entry_rows(picture.offer, replace(frame, scale=int(frame.far)))
        rows += [*(large if len(large) <= frame.height // 3 else entry_rows(picture.offer, frame)), EMPTY]
    rows += [heading(say("audience.heading.resources")), EMPTY]
    if not picture.total:
        return [*rows, *frame.below(rows).legible((say("audience.empty.offer"), "dim"))]
    total = " · ".join(sums_words(picture.total, frame.texts))
    rows += [*frame.as_high(frame.height // 3).large(total, scales=(1, NARROW)), EMPTY]
    givers = [(name or say("audience.people.alone"), sums) for name, sums in picture.parties]

    def blocks(column: Frame) -> list[Block]:
        wide = name_width([name for name, _ in givers], column)
        made = [_giver(name, sums, wide, column) for name, sums in givers]
        offers = [entry_rows(offer, column) for offer in picture.offers]
        if offers:
            offers[0] = [heading(say("audience.heading.offers")), *offers[0]]
        return made + offers

    return [*rows, *fit_rows(blocks, frame.below(rows), "resources", (picture,))]


def _giver(name: str, given: tuple[Sum, ...], wide: int, frame: Frame) -> Block:
    """Return a party and what it gives: below its name where that is large, else beside it."""
    words = " · ".join(sums_words(given, frame.texts))
    if frame.scale:
        return [row((name, "text")), *frame.words(words)]
    return beside_name(name, wide, "text", paragraph(words, frame.width - wide, "dim"))
