"""The room's pictures of one thing: whose turn it is, one agreement in its round, one promise read aloud."""

from collections.abc import Sequence

from kpfacil.model.dates import minutes_and_seconds, plain_date
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.paint import EMPTY, Row, ends, paragraph, row
from kpfacil.tui.pictures.audience_parts import Light, heading, names_rows, padded, people
from kpfacil.tui.pictures.words import by_when, dots
from kpfacil.views.audience_consent import ConsentPicture
from kpfacil.views.audience_entries import WallEntry
from kpfacil.views.audience_types import Alone, RoundPicture

_LABEL = 14
_LONG = 12
_AIRY_FROM = 14


def large(text: str, width: int, height: int, style: str = "strong") -> list[Row]:
    """Return a text in the largest letters that fit, else as wrapped lines cut with a sign."""
    return fit_big(text, width, height, style) or paragraph(text, width, style, max(1, min(height, _LONG)))


def round_rows(picture: RoundPicture, width: int, height: int, light: Light) -> list[Row]:
    """Return whose turn it is, its time, who comes next and who is left."""
    say = light.texts.say
    if not picture.speaker:
        over = picture.count and not picture.left
        words = say("audience.round.over") if over else say("audience.empty.round")
        rows = [*large(words, width, height // 3), EMPTY]
    else:
        rows = [*_speaker(picture, width, height // 2), EMPTY, _turn_time(picture, width, light), EMPTY]
    if picture.next:
        rows += [*paragraph(say("audience.round.next", name=picture.next), width, "text", 2), EMPTY]
    if picture.left:
        rows.append(heading(say("audience.round.left")))
        rows += names_rows(picture.left, width, height - len(rows), "dim")
    return rows


def _speaker(picture: RoundPicture, width: int, height: int) -> list[Row]:
    rows = large(picture.speaker, width, height)
    return [*rows, *paragraph(picture.party, width, "text", 2)] if picture.party else rows


def _turn_time(picture: RoundPicture, width: int, light: Light) -> Row:
    used = max(0, round((light.now - picture.since).total_seconds())) if picture.since is not None else 0
    locale = light.texts.locale
    each = minutes_and_seconds(picture.seconds, locale)
    time = light.texts.say("audience.round.time", used=minutes_and_seconds(used, locale), each=each)
    place = light.texts.say("audience.round.of", spoken=picture.spoken, count=picture.count)
    return ends(row((time, "strong")), row((place, "dim")), width)


def consent_rows(picture: ConsentPicture, width: int, height: int, light: Light) -> list[Row]:
    """Return the agreement's words large and the parties by their answers; a blocked one says so in words."""
    say = light.texts.say
    reason = [
        say("audience.consent.reason", name=name, reason=why) if why else name for name, why in picture.objections
    ]
    doubts = [
        say("audience.consent.reason", name=name, reason=why) if why else name for name, why in picture.reservations
    ]
    answers = [
        *_answer(say("audience.consent.yes"), "good", [("   ".join(picture.consents))], width),
        *_answer(say("audience.consent.reservation"), "task", doubts, width),
        *_answer(say("audience.consent.no"), "trouble", reason, width),
        *_answer(say("audience.consent.absent"), "dim", ["   ".join(picture.absent)], width),
        *_answer(say("audience.consent.waiting"), "dim", ["   ".join(picture.waiting)], width),
    ]
    if picture.blocked:
        answers += [EMPTY, row(("! ", "trouble"), (say("audience.consent.blocked"), "trouble"))]
    elif picture.complete:
        answers += [EMPTY, row(("✓ ", "good"), (say("audience.consent.complete"), "good"))]
    airy = height >= _AIRY_FROM
    head = [row((picture.id, "agreement")), *([EMPTY] if airy else [])]
    gap = [EMPTY, EMPTY] if airy else [EMPTY]
    room = height - len(head) - len(gap) - len(answers)
    words = large(picture.text, width, max(room, height // 3))
    return [*head, *words, *gap, *answers][:height]


def _answer(label: str, style: str, parts: Sequence[str], width: int) -> list[Row]:
    rows: list[Row] = []
    inner = max(8, width - _LABEL)
    for part in parts:
        names = part.split("   ") if part else []
        for made in names_rows(names, inner, 4):
            lead = (padded(label, _LABEL), style) if not rows else (" " * _LABEL, "text")
            rows.append(row(lead, *made.spans))
    return rows


def alone_rows(picture: Alone, width: int, height: int, light: Light) -> list[Row]:
    """Return one entry, its words as large as they fit, with all that belongs to it below."""
    entry = picture.entry
    place = ""
    if picture.count > 1:
        place = light.texts.say("audience.alone.of", at=picture.at, count=picture.count)
    airy = height >= _AIRY_FROM
    head = [ends(row((entry.id, entry.kind)), row((place, "dim")), width), *([EMPTY] if airy else [])]
    below = _below(picture, width, light)
    words = large(entry.text, width, max(height - len(head) - len(below) - 2, height // 3))
    return [*head, *words, EMPTY, *([EMPTY] if airy else []), *below][:height]


def _below(picture: Alone, width: int, light: Light) -> list[Row]:
    entry = picture.entry
    who = people(entry.who)
    when = by_when(entry.due, entry.due_text, light.texts)
    lines = [(" · ".join(part for part in (who, when) if part), "text")]
    if entry.kind == "task" and not entry.who:
        lines = [(f"! {light.texts.say('audience.alone.no-owner')}", "trouble"), (when, "text")]
    lines += [(" · ".join(entry.pledges), "text"), (_history(picture, light), "dim")]
    lines += [(words, style) for words, style in _standing(entry, light)]
    if entry.votes:
        lines.append((dots(entry.votes), entry.kind))
    return [made for words, style in lines if words for made in paragraph(words, width, style, 3)]


def _history(picture: Alone, light: Light) -> str:
    entry, texts = picture.entry, light.texts
    parts: list[str] = []
    if entry.given is not None:
        parts.append(texts.say("audience.alone.given", day=plain_date(entry.given, texts.locale)))
    if picture.age > 1:
        parts.append(texts.count("audience.alone.age", picture.age))
    if entry.postponed:
        parts.append(texts.count("audience.alone.postponed", entry.postponed))
    return " · ".join(parts)


def _standing(entry: WallEntry, light: Light) -> list[tuple[str, str]]:
    say = light.texts.say
    lines: list[tuple[str, str]] = []
    if entry.state and entry.state != "open":
        sign = "✓ " if entry.state == "done" else ""
        why = f" — {entry.note}" if entry.note else ""
        lines.append((f"{sign}{say(f'word.state.{entry.state}')}{why}", "good" if sign else "text"))
    if entry.mandate != "self":
        carrier = f" · {say('audience.alone.carrier', name=entry.carrier)}" if entry.carrier else ""
        lines.append((f"{say(f'audience.alone.mandate.{entry.mandate}')}{carrier}", "text"))
    if entry.blocked:
        lines.append((f"! {say('audience.consent.blocked')}", "trouble"))
    elif entry.confirmed:
        lines.append((f"✓ {say('audience.alone.confirmed')}", "good"))
    return lines
