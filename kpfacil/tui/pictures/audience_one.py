"""The room's pictures of one thing: whose turn it is, an agreement in its round, a promise, a question with hands."""

from collections.abc import Sequence

from rich.cells import cell_len

from kpfacil.model.dates import figure, minutes_and_seconds
from kpfacil.tui.paint import EMPTY, Row, Span, ends, paragraph, row
from kpfacil.tui.pictures.audience_parts import Frame, bar, heading, list_rows, names_rows, padded, paged, words_rows
from kpfacil.views.audience_values import Alone, ConsentPicture, RoundPicture, SelfCheck
from kpfacil.views.cards import Shown
from kpfacil.views.wall_words import alone_lines, facts, reasons, self_check_words

_LABEL = 14
_AIRY_FROM = 14
_BAR_MOST = 60
_DETAILS_FROM = 4
_AGREED_FROM = 4


def round_rows(picture: RoundPicture, frame: Frame) -> list[Row]:
    """Return whose turn it is, its time, who comes next and who is left; in the closing round what has been said."""
    say = frame.texts.say
    if not picture.speaker:
        over = picture.count and not picture.left
        words = say("audience.round.over") if over else say("audience.empty.round")
        rows = [*frame.as_high(frame.height // 3).large(words), EMPTY]
    else:
        rows = [*_speaker(picture, frame.as_high(frame.height // 2)), EMPTY, _turn_time(picture, frame), EMPTY]
    if picture.next:
        after = frame.as_high(frame.height // 4)
        rows += [*after.legible([(say("audience.round.next", name=picture.next), "text")]), EMPTY]
    if picture.said:
        lines = [f"{who}: {said}" if who else said for who, said in picture.said]
        rows += paged([list(words_rows(line, frame.width, "text", big=frame.far)) for line in lines], frame.below(rows))
    elif picture.left:
        rows.append(heading(say("audience.round.left")))
        rows += paged([names_rows(picture.left, frame.width, "dim")], frame.below(rows))
    return rows


def _speaker(picture: RoundPicture, frame: Frame) -> list[Row]:
    rows = frame.large(picture.speaker)
    return [*rows, *paragraph(picture.party, frame.width, "text", 2)] if picture.party else rows


def _turn_time(picture: RoundPicture, frame: Frame) -> Row:
    light, locale = frame.light, frame.texts.locale
    used = max(0, round((light.now - picture.since).total_seconds())) if picture.since is not None else 0
    each = minutes_and_seconds(picture.seconds, locale)
    time = light.texts.say("audience.round.time", used=minutes_and_seconds(used, locale), each=each)
    place = light.texts.say("audience.round.of", spoken=picture.spoken, count=picture.count)
    return ends(row((time, "strong")), row((place, "dim")), frame.width)


def consent_rows(picture: ConsentPicture, frame: Frame) -> list[Row]:
    """Return the agreement's words large and the parties by their answers; a blocked one says so in words.

    When the last one has answered and nobody objects, *Sovittu.* stands there in large letters.
    """
    groups = _answers(picture, frame)
    answers = [line for group in groups for line in group]
    end = _outcome(picture, frame.as_high(frame.height - len(answers)))
    airy = frame.height >= _AIRY_FROM
    head = [row((picture.id, "agreement")), *([EMPTY] if airy else [])]
    gap = [EMPTY, EMPTY] if airy else [EMPTY]
    room = frame.height - len(head) - len(gap) - len(answers) - len(end)
    top = [*head, *frame.as_high(max(room, frame.height // 3)).large(picture.text), *gap]
    left = frame.as_high(frame.height - len(top) - len(end))
    return [*top, *(answers if len(answers) <= left.height else paged(groups, left)), *end][: frame.height]


def _answers(picture: ConsentPicture, frame: Frame) -> list[list[Row]]:
    """Return who has answered what, and who has yet to answer."""
    say, width = frame.texts.say, frame.width
    groups = (
        _answer(say("audience.consent.yes"), "good", ["   ".join(picture.consents)], width),
        _answer(say("audience.consent.reservation"), "task", reasons(picture.reservations, frame.texts), width),
        _answer(say("audience.consent.no"), "trouble", reasons(picture.objections, frame.texts), width),
        _answer(say("audience.consent.absent"), "dim", ["   ".join(picture.absent)], width),
        _answer(say("audience.consent.waiting"), "dim", ["   ".join(picture.waiting)], width),
    )
    return [group for group in groups if group]


def _outcome(picture: ConsentPicture, frame: Frame) -> list[Row]:
    """Return that somebody objects, or *Sovittu.* when the last one has answered and nobody does."""
    say = frame.texts.say
    if picture.blocked:
        return [EMPTY, row(("! ", "trouble"), (say("audience.consent.blocked"), "trouble"))]
    if not picture.complete:
        return []
    room = frame.as_high(frame.height - (6 if frame.height >= _AIRY_FROM else 3))
    return [EMPTY, *room.large(say("audience.consent.agreed"), "good", (1,) if room.height >= _AGREED_FROM else ())]


def _answer(label: str, style: str, parts: Sequence[str], width: int) -> list[Row]:
    rows: list[Row] = []
    inner = max(8, width - _LABEL)
    for part in parts:
        names = part.split("   ") if part else []
        for made in names_rows(names, inner):
            lead = (padded(label, _LABEL), style) if not rows else (" " * _LABEL, "text")
            rows.append(row(lead, *made.spans))
    return rows


def alone_rows(picture: Alone, frame: Frame) -> list[Row]:
    """Return one entry, its words as large as they fit, with all that belongs to it below."""
    entry, texts = picture.entry, frame.texts
    place = texts.say("audience.alone.of", at=picture.at, count=picture.count) if picture.count > 1 else ""
    lines = alone_lines(picture, texts)
    below = frame.as_high(0).legible(lines)

    def room(air: int) -> Frame:
        # One row more for letters that reach below the line.
        return frame.as_high(max(frame.height - 3 - len(below) - 2 * air, frame.height // 3))

    # Air gives way to large letters.
    air = int(frame.height >= _AIRY_FROM and bool(room(1).big(entry.text) or not room(0).big(entry.text)))
    head = [ends(row((entry.id, entry.kind)), row((place, "dim")), frame.width), *[EMPTY] * air]
    top = [*head, *room(air).large(entry.text), EMPTY, *[EMPTY] * air]
    rows = [*top, *paged([frame.below(top).legible(lines)], frame.below(top))]
    if picture.dealt is not None and len(rows) + 2 <= frame.height:
        done = texts.say("audience.alone.dealt", n=picture.dealt, count=picture.count)
        rows += [EMPTY, row((done, "dim"))]
    return rows[: frame.height]


def landed_rows(entries: Sequence[Shown], frame: Frame) -> list[Row]:
    """Return what has just been agreed or promised, in the largest letters; several one below another."""
    each = frame.as_high(frame.height // len(entries) - 1)
    if each.height < _DETAILS_FROM and len(entries) > 1:
        return list_rows(entries, frame, name="landed")
    rows: list[Row] = []
    for entry in entries:
        below = paragraph(facts(entry, frame.texts), frame.width, "text", 2) if each.height >= _DETAILS_FROM else []
        head = [row((entry.id, entry.kind))]
        room = each.as_high(max(1, each.height - len(head) - len(below) - 1))
        rows += [*head, *room.large(entry.text), *([EMPTY] if below else []), *below, EMPTY]
    return rows[: frame.height]


def self_check_rows(picture: SelfCheck, frame: Frame) -> list[Row]:
    """Return the question large, the hands as a bar, and the last meeting's beside it."""
    texts = frame.texts
    words = self_check_words(picture, texts)
    place = row((texts.say("audience.alone.of", at=picture.at, count=picture.count), "dim"))
    rows = [ends(heading(texts.say("audience.heading.self-check")), place, frame.width), EMPTY]
    rows += [*frame.as_high(frame.height // 2).large(words), EMPTY, EMPTY]
    label = max(cell_len(texts.say("audience.self-check.now")), cell_len(texts.say("audience.self-check.before"))) + 2
    if picture.hands is None:
        rows += paragraph(texts.say("audience.self-check.hands-up"), frame.width, "text", 2)
    else:
        rows.append(_hands("audience.self-check.now", picture.hands, picture.people, label, frame, "agreement"))
    if picture.before is not None:
        rows += [
            EMPTY,
            _hands("audience.self-check.before", picture.before, picture.before_people, label, frame, "dim"),
        ]
    if picture.text:
        rows += [EMPTY, *frame.as_high(frame.height // 4).legible([(picture.text, "text")])]
    return rows[: frame.height]


def _hands(key: str, hands: float, people_: int, label: int, frame: Frame, style: str) -> Row:
    """Return a bar of hands out of so many."""
    whole = max(people_, hands, 1)
    room = max(4, min(_BAR_MOST, frame.width - label - 12))
    drawn = bar(hands / whole, room, style)
    rest = Span("░" * (room - cell_len(drawn.text)), "rule")
    shown = f"  {figure(hands, frame.texts.locale)} / {figure(whole, frame.texts.locale)}"
    return row((padded(frame.texts.say(key), label), "dim"), drawn, rest, (shown, "strong"))
