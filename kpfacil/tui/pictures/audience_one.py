"""The room's pictures of one thing: whose turn it is, an agreement in its round, a promise, a question with hands."""

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from kpfacil.model.dates import figure
from kpfacil.tui.bigtext import NARROW
from kpfacil.tui.paint import EMPTY, Row, Rows, Span, ends, hanging, pad, paragraph, row
from kpfacil.tui.pictures.audience_lists import list_rows
from kpfacil.tui.pictures.audience_parts import Block, Frame, Lettering, bar, heading, names_rows, page_rows
from kpfacil.views.audience_values import Alone, ConsentPicture, RoundPicture, SelfCheck
from kpfacil.views.cards import Shown
from kpfacil.views.wall_words import alone_lines, facts, next_turn, reasons, self_check_words, turn_words

_LABEL = 14
_LEAST_ANSWERS = 4
"""So many rows are left for answers from the beginning, that the text need not shrink when they come."""
_AROUND_ANSWERS = 8
"""Rows of a round of consent that are neither of its text nor of its answers: its id, a gap, and *Sovittu.* large."""
_LEAST_BELOW = 5
"""Rows of a round for who is next and the heading of who is left, with the air around them."""
_REASONED = ("reservation", "no")
_STYLES = {"yes": "good", "reservation": "task", "no": "trouble"}
_AIRY_FROM = 14
_BAR_MOST = 60
_DETAILS_FROM = 4
_AGREED_FROM = 4


def round_rows(picture: RoundPicture, frame: Frame) -> Rows:
    """Return whose turn it is, its time, who comes next and who is left; in the closing round what has been said."""
    say = frame.texts.say
    names = len(names_rows(picture.left, frame.width))
    if picture.speaker:
        rows = [*_speaker(picture, frame.as_high(frame.height // 2)), EMPTY, _turn_time(picture, frame), EMPTY]
    else:
        words = say("audience.round.over" if picture.over else "audience.empty.round")
        alone = picture.over and not picture.said
        # From so far away who comes next is large, too; else as much is left for that as plain letters need.
        below = names + _LEAST_BELOW
        share = frame.height // 3 if frame.far else max(frame.height // 3, frame.height - below)
        rows = [*frame.as_high(frame.height if alone else share).large(words), EMPTY]
    if picture.next:
        after = frame.as_high(min(frame.height // 4, frame.height - len(rows) - (0 if picture.said else names + 2)))
        rows += [*after.legible((next_turn(picture.next, frame.texts), "text")), EMPTY]
    return [*rows, *(_said_rows if picture.said else _left_rows)(picture, frame.below(rows))]


def _said_rows(picture: RoundPicture, frame: Frame) -> Rows:
    """Return what has been said in the closing round."""
    lines = [f"{who}: {said}" if who else said for who, said in picture.said]
    return page_rows([replace(frame, scale=int(frame.far)).words(line) for line in lines], frame)


def _left_rows(picture: RoundPicture, frame: Frame) -> Rows:
    """Return who is left, in large letters where plain ones are too small and they fit."""
    if not picture.left:
        return []
    rows = [heading(frame.texts.say("audience.round.left"))]
    for scale in (1, NARROW) if frame.far else ():
        large = replace(frame, scale=scale).words(", ".join(picture.left), "dim")
        if len(rows) + len(large) <= frame.height:
            return rows + large
    return rows + page_rows([names_rows(picture.left, frame.width, "dim")], frame.below(rows))


def _speaker(picture: RoundPicture, frame: Frame) -> Rows:
    rows = frame.large(picture.speaker)
    return [*rows, *paragraph(picture.party, frame.width, "text", 2)] if picture.party else rows


def _turn_time(picture: RoundPicture, frame: Frame) -> Row:
    time, place = turn_words(picture, frame.texts, frame.now)
    return ends(row((time, "strong")), row((place, "dim")), frame.width)


def consent_rows(picture: ConsentPicture, frame: Frame) -> Rows:
    """Return the agreement's words large and the parties by their answers; a blocked one says so in words.

    When the last one has answered and nobody objects, *Sovittu.* stands there in large letters. Air gives way to large
    letters, and that word to those of the agreement: they do not shrink because it has come.
    """
    lettered = replace(frame, scale=_answers_scale(picture, frame))
    groups = _answers(picture, lettered)
    answers = [line for group in groups for line in group]
    below = _answers_room(groups, picture, lettered)
    air, end = _air_and_outcome(picture, frame, below)
    room = _text_room(picture, frame, below, air, end)
    text = frame.as_high(max(room.height, frame.height // 3)).large(picture.text)
    top = [row((picture.id, "agreement")), *[EMPTY] * air, *text, EMPTY, *[EMPTY] * air]
    left = frame.as_high(frame.height - len(top) - len(end))
    if len(answers) > left.height:  # who objects stands on the first page
        told = sorted(zip(picture.answers, groups, strict=True), key=lambda one: one[0][0] != "no")
        answers = page_rows([group for _, group in told], left)
    return [*top, *answers, *end][: frame.height]


def _air_and_outcome(picture: ConsentPicture, frame: Frame, below: int) -> tuple[int, Rows]:
    """Return the rows of air at the text, and the outcome, with which all is seen and its letters are largest."""
    airy = int(frame.height >= _AIRY_FROM)
    end, small = _outcome(picture, frame.as_high(frame.height - below)), _outcome(picture, frame.as_high(0))
    plain = len(paragraph(picture.text, frame.width))

    def gain(way: tuple[int, Rows]) -> tuple[int, float]:
        room = _text_room(picture, frame, below, *way)
        return min(room.height, plain), room.scale_of(picture.text)

    return max(((airy, end), (0, end), (0, small)), key=gain)


def _text_room(picture: ConsentPicture, frame: Frame, below: int, air: int, end: Rows) -> Frame:
    """Return the room for the text above so many rows of answers; while more may come, some is kept for those."""
    answers = below if picture.complete else max(_LEAST_ANSWERS, below)
    return frame.as_high(frame.height - 2 - 2 * air - answers - len(end))


def _answers_scale(picture: ConsentPicture, frame: Frame) -> float:
    """Return how large names are: from so far away large, if the text above a page of them is and stays so."""

    def fits(scale: float) -> bool:
        large = replace(frame, scale=scale)
        room = frame.height - _answers_room(_answers(picture, large), picture, large) - _AROUND_ANSWERS
        return frame.as_high(room).scale_of(picture.text) >= 1

    scales = (scale for scale in ((1, NARROW) if frame.far else ()) if fits(scale))
    return frame.letters.keep("answers", lambda: Lettering(1, next(scales, 0))).scale


def _answers_room(groups: Sequence[Block], picture: ConsentPicture, frame: Frame) -> int:
    """Return the rows that answers have: all they need, but of large ones a page where the text is large only so."""
    whole = sum(len(group) for group in groups)
    if frame.scale and frame.as_high(frame.height - whole - _AROUND_ANSWERS).scale_of(picture.text) < 1:
        return min(whole, max(len(group) for group in groups) + 1)
    return whole


def _answers(picture: ConsentPicture, frame: Frame) -> list[Block]:
    """Return who has answered what, and who has yet to answer."""
    blocks: list[Block] = []
    width = max(8, frame.width - _LABEL)
    for answer, people in picture.answers:
        names = reasons(people, frame.texts)
        lines = names_rows(names, width, apart=answer in _REASONED)
        if frame.scale:
            lines = frame.words(", ".join(names), less=_LABEL)
        label = row((pad(frame.texts.say(f"audience.consent.{answer}"), _LABEL), _STYLES.get(answer, "dim")))
        blocks.append(hanging(label, lines))
    return blocks


def _outcome(picture: ConsentPicture, frame: Frame) -> Rows:
    """Return that somebody objects, or *Sovittu.* when the last one has answered and nobody does."""
    say = frame.texts.say
    if not (picture.blocked or picture.complete):
        return []
    words, style = (
        (f"! {say('audience.consent.blocked')}", "trouble")
        if picture.blocked
        else (say("audience.consent.agreed"), "good")
    )
    room = frame.as_high(frame.height - (6 if frame.height >= _AIRY_FROM else 3))
    return [EMPTY, *room.large(words, style, (1,) if room.height >= _AGREED_FROM else ())]


def alone_rows(picture: Alone, frame: Frame) -> Rows:
    """Return one entry, its words as large as they fit, with all that belongs to it below."""
    entry, say = picture.entry, frame.texts.say
    place = say("audience.alone.of", at=picture.at, count=picture.count) if picture.count > 1 else ""
    lines = alone_lines(picture, frame.texts)
    done: Rows = []
    if picture.dealt is not None:
        done = [EMPTY, row((say("audience.alone.dealt", n=picture.dealt, count=picture.count), "dim"))]
    below = len(frame.as_high(0).legible(*lines)) + len(done)

    def room(air: int) -> Frame:
        return frame.as_high(max(frame.height - 2 - below - 2 * air, frame.height // 3))

    # Air gives way to large letters.
    air = max((1, 0) if frame.height >= _AIRY_FROM else (0,), key=lambda air: room(air).scale_of(entry.text))
    head = [ends(row((entry.id, entry.kind)), row((place, "dim")), frame.width), *[EMPTY] * air]
    top = [*head, *room(air).large(entry.text), EMPTY, *[EMPTY] * air]
    left = frame.below([*top, *done])
    told = page_rows([left.legible(*lines, most=room(air).scale_of(entry.text))], left)
    return [*top, *told, *done][: frame.height]


def landed_rows(entries: Sequence[Shown], frame: Frame) -> Rows:
    """Return what has just been agreed or promised, in the largest letters; several are listed in one size."""
    if len(entries) > 1:
        return list_rows(entries, frame)
    told = facts(entries[0], frame.texts) if frame.height >= _DETAILS_FROM else ""
    words, left = entries[0].text, frame.height - 1 - len(frame.tell(told, 0))
    # Air gives way to large letters.
    air = max((1, 0), key=lambda air: frame.as_high(max(1, left - 2 * air)).scale_of(words))
    text = frame.as_high(max(1, left - 2 * air))
    rows = [row((entries[0].id, entries[0].kind)), *[EMPTY] * air, *text.large(words), *[EMPTY] * air]
    return [*rows, *frame.below(rows).tell(told, text.scale_of(words))][: frame.height]


def self_check_rows(picture: SelfCheck, frame: Frame) -> Rows:
    """Return the question large, the hands as a bar, and the last meeting's beside it."""
    texts = frame.texts
    words = self_check_words(picture.key, texts)
    place = row((texts.say("audience.alone.of", at=picture.at, count=picture.count), "dim"))
    rows = [ends(heading(texts.say("audience.heading.self-check")), place, frame.width), EMPTY]
    half, below = frame.as_high(frame.height // 2), max(1, len(_bars(picture, frame))) + 2 * bool(picture.text)
    room = half if half.scale_of(words) else frame.as_high(max(half.height, frame.height - 4 - below))
    rows += [*room.large(words), EMPTY, EMPTY]
    if picture.hands is None:
        rows += frame.below(rows).legible((texts.say("audience.self-check.hands-up"), "text"), most=int(frame.far))
    bars = [_bars(picture, replace(frame, scale=scale)) for scale in ((1, 0) if frame.far else (0,))]
    rows += next((made for made in bars if len(rows) + len(made) <= frame.height), bars[-1])
    if picture.text:
        rows += [EMPTY, *frame.as_high(frame.height // 4).legible((picture.text, "text"))]
    return rows[: frame.height]


def _bars(picture: SelfCheck, frame: Frame) -> Rows:
    """Return the hands of today and those of the last time, each as a bar with its number; nothing of what is not."""
    say, locale = frame.texts.say, frame.texts.locale
    now, before = say("audience.self-check.now"), say("audience.self-check.before")
    label = max(cell_len(now), cell_len(before)) + 2
    rows: Rows = []
    for name, hands, people, style in (
        (now, picture.hands, picture.people, "agreement"),
        (before, picture.before, picture.before_people, "dim"),
    ):
        if hands is None:
            continue
        whole = max(people, hands, 1)
        room = frame.width if frame.scale else max(4, min(_BAR_MOST, frame.width - label - 12))
        drawn = bar(hands / whole, room, style)
        rest = Span("░" * (room - cell_len(drawn.text)), "rule")
        shown = f"{figure(hands, locale)} / {figure(whole, locale)}"
        large = [*frame.words(f"{name} {shown}"), row(drawn, rest)]
        plain = row((pad(name, label), "dim"), drawn, rest, (f"  {shown}", "strong"))
        rows += [*([EMPTY] if rows or picture.hands is None else []), *(large if frame.scale else [plain])]
    return rows
