"""What stands in words on the wall, in a terminal and on a page: people, facts, times, sums."""

from collections.abc import Sequence
from datetime import date, datetime

from kpfacil.model.dates import clock_time, due_words, figure, long_date, minutes_and_seconds, plain_date, short_date
from kpfacil.model.texts import Texts, with_stop
from kpfacil.rules.resources import Sum, by_unit
from kpfacil.views.audience import AudienceView, WallClock
from kpfacil.views.audience_values import Alone, Closing, Lines, Promised, RollCall, RoundPicture
from kpfacil.views.cards import Shown, dots
from kpfacil.views.names import apart
from kpfacil.views.settings import fact_words

_WHO_MOST = 4


def people(who: Sequence[str], parties: Sequence[str], texts: Texts) -> str:
    """Return names, people told apart from parties; of very many the first ones and how many more."""
    if len(who) <= _WHO_MOST:
        return apart(who, parties, texts)
    return f"{', '.join(who[: _WHO_MOST - 1])} + {len(who) - _WHO_MOST + 1}"


def facts(entry: Shown, texts: Texts) -> str:
    """Return who, by when and with what in one line, as much of it as the entry has, and how it stands."""
    parts = [
        people(entry.who, entry.parties, texts),
        due_words(entry.due, entry.due_text, texts.locale),
        *entry.pledges,
    ]
    if entry.theme:
        parts.append(f"#{entry.theme}")
    if entry.state in ("active", "waiting", "lapsed", "not_agreed"):
        parts.append(texts.say(f"word.state.{entry.state}"))
    parts.append(_hands(entry, texts))
    if entry.trouble == "blocked":
        parts.append(f"! {texts.say('audience.consent.blocked')}")
    return " · ".join(part for part in parts if part)


def _hands(entry: Shown, texts: Texts) -> str:
    hands = entry.hands
    return texts.say("audience.hands", yes=hands.yes, no=hands.no, blank=hands.blank) if hands is not None else ""


def reasons(given: Sequence[tuple[str, str]], texts: Texts) -> list[str]:
    """Return who has a reservation or an objection, each with the reason that was given."""
    return [texts.say("audience.consent.reason", name=name, reason=why) if why else name for name, why in given]


def place_words(picture: RollCall, texts: Texts) -> str:
    """Return when and where the table meets."""
    return " · ".join(filter(None, (long_date(picture.day, texts.locale), picture.place)))


def people_words(picture: RollCall, texts: Texts) -> tuple[str, str]:
    """Return how many are here, in the room and elsewhere; and, to stand behind it, how many are expected."""
    here = texts.count("audience.people.here", picture.present)
    here += f" · {texts.say('audience.people.remote', n=picture.remote)}" if picture.remote else ""
    return here, f" · {texts.count('audience.people.expected', picture.expected)}" if picture.expected else ""


def turn_words(picture: RoundPicture, texts: Texts, now: datetime) -> tuple[str, str]:
    """Return the time used of a turn, and the place in the round."""
    used = max(0, round((now - picture.since).total_seconds())) if picture.since is not None else 0
    spent, each = (minutes_and_seconds(seconds, texts.locale) for seconds in (used, picture.seconds))
    place = texts.say("audience.round.of", spoken=picture.spoken, count=picture.count)
    return texts.say("audience.round.time", used=spent, each=each), place


def next_turn(names: str, texts: Texts) -> str:
    """Return who comes next."""
    return texts.say("audience.round.next", name=names)


# --- the head and the foot ------------------------------------------------------------------------------------------


def floor(view: AudienceView, texts: Texts) -> str:
    """Return who has the floor and who has asked for it, in one quiet line."""
    first = texts.say("audience.queue.first")
    waiting = ", ".join(f"{name} ({first})" if is_first else name for name, is_first in view.queue)
    now = texts.say("audience.queue.now" if waiting else "audience.speaker", name=view.speaker)
    then = texts.say("audience.queue.then", names=waiting) if view.speaker else next_turn(waiting, texts)
    return " · ".join(words for words, who in ((now, view.speaker), (then, waiting)) if who)


def seconds_left(clock: WallClock, now: datetime) -> int | None:
    """Return the seconds left on the timer, negative in overtime, None where none stands."""
    if clock.ends_at is not None:
        return round((clock.ends_at - now).total_seconds())
    return clock.left


def clock_words(clock: WallClock, texts: Texts, now: datetime) -> str:
    """Return the timer as it is shown; empty where none stands."""
    left = seconds_left(clock, now)
    if left is None:
        return ""
    time = minutes_and_seconds(left, texts.locale)
    return texts.say("audience.over", time=time) if left < 0 else time


def counts(view: AudienceView, texts: Texts) -> list[str]:
    """Return what has been recorded so far; at the end the funnel counts, so the foot does not."""
    if isinstance(view.picture, Closing):
        return []
    return [texts.say(f"audience.count.{kind}", n=number) for kind, number in view.counts]


def tell_recorded(view: AudienceView, texts: Texts, now: datetime) -> str:
    """Return what has just been recorded and stands nowhere in the picture; empty where it does, or is seen by now."""
    newest = view.newest
    if newest is None or newest.id not in view.lit_at(now) or view.shows(newest.kind) or view.landed_at(now):
        return ""
    return f"{texts.say('audience.recorded')}: {newest.id} {newest.text}"


def announce(view: AudienceView, texts: Texts) -> list[tuple[str, str]]:
    """Return what a voice says of the wall, each under its key: the entries, and the rules and facts in the picture."""
    told = [(entry_id, f"{entry_id}. {words}") for entry_id, words in view.marks]
    if isinstance(view.picture, Lines):
        told += [(rule, with_stop(rule)) for rule in view.picture.rules]
        for setting, fact in view.picture.facts:
            name = texts.say(f"word.setting.{setting}")
            told.append((name, with_stop(f"{name}: {fact_words(setting, fact, texts)}")))
    return told


# --- one entry ------------------------------------------------------------------------------------------------------


def alone_lines(picture: Alone, texts: Texts) -> list[tuple[str, str]]:
    """Return what stands under an entry that the room looks at, line by line, each with its style."""
    entry = picture.entry
    when = due_words(entry.due, entry.due_text, texts.locale)
    lines = [(" · ".join(part for part in (people(entry.who, entry.parties, texts), when) if part), "text")]
    if entry.trouble == "no-owner":
        lines = [(f"! {texts.say('audience.alone.no-owner')}", "trouble"), (when, "text")]
    if picture.overdue and entry.due is not None:
        lines.append((texts.say("audience.alone.overdue", day=plain_date(entry.due, texts.locale)), "text"))
    lines += [(" · ".join(entry.pledges), "text"), (_hands(entry, texts), "text")]
    lines.append((history(entry.given, picture.age, entry.postponed, texts), "dim"))
    lines += _standing(picture, texts)
    if entry.votes:
        lines.append((dots(entry.votes), entry.kind))
    return [(words, style) for words, style in lines if words]


def history(given: date | None, age: int, postponed: int, texts: Texts) -> str:
    """Return when a promise was given, how many meetings ago that was, and how many times it has been moved."""
    parts = (
        given and texts.say("audience.alone.given", day=plain_date(given, texts.locale)),
        age > 1 and texts.count("audience.alone.age", age),
        postponed and texts.count("audience.alone.postponed", postponed),
    )
    return " · ".join(part for part in parts if part)


def _standing(picture: Alone, texts: Texts) -> list[tuple[str, str]]:
    """Return how an entry stands; that its owner has said yes is no news where the table looks back."""
    say, entry = texts.say, picture.entry
    lines = [*_state(entry, picture.owners, texts), (entry.note, "dim")]
    if entry.mandate != "self":
        carrier = f" · {say('audience.alone.carrier', name=entry.carrier)}" if entry.carrier else ""
        lines.append((f"{say(f'audience.alone.mandate.{entry.mandate}')}{carrier}", "text"))
    if entry.trouble == "blocked" or entry.state == "not_agreed":
        lines.append((f"! {say('audience.consent.blocked')}", "trouble"))
    elif entry.confirmed and (picture.dealt is None or entry.kind != "task"):
        lines.append((f"✓ {say('audience.alone.confirmed')}", "good"))
    return lines


def _state(entry: Shown, owners: Sequence[str], texts: Texts) -> list[tuple[str, str]]:
    """Return how a task stands; whoever has done it is thanked."""
    if entry.kind != "task" or entry.state == "open":
        return []
    if entry.state != "done":
        return [(texts.say(f"word.state.{entry.state}"), "text")]
    words = (
        texts.say("audience.alone.thanks", names=people(owners, entry.parties, texts))
        if owners
        else texts.say("word.state.done")
    )
    return [(f"✓ {words}", "good")]


# --- what adds up ---------------------------------------------------------------------------------------------------


def self_check_words(point: str, texts: Texts) -> str:
    """Return a question of the self-check."""
    key = f"word.checklist.{point}"
    return texts.say(key if texts.knows(key) else f"word.result.{point}")


def next_meeting(picture: Closing, texts: Texts, *, short: bool = False) -> str:
    """Return when the next meeting is; `short` leaves out the year, and minutes where there are none."""
    upcoming = picture.next
    if upcoming.day is None:
        return texts.say("audience.next.open")
    day = (short_date if short else long_date)(upcoming.day, texts.locale)
    if upcoming.start is None:
        return day
    times = [at for at in (upcoming.start, upcoming.end) if at is not None]
    hours = [str(at.hour) if short and not at.minute else clock_time(at, texts.locale) for at in times]
    return texts.say("audience.next.at", day=day, time="–".join(hours))


def promised_facts(one: Promised, texts: Texts) -> str:
    """Return by whom and when something is promised."""
    return " · ".join(filter(None, (one.who, due_words(one.due, one.due_text, texts.locale))))


def funnel_parts(picture: Closing, texts: Texts) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Return the evening's funnel and the term's: a title, and name, number and style of each part."""
    both = (("audience.funnel.evening", picture.evening), ("audience.funnel.term", picture.term))
    return [
        (
            texts.say(key),
            [
                (texts.say("word.kinds.idea"), funnel.ideas, "idea"),
                (texts.say("word.kinds.agreement"), funnel.agreed, "agreement"),
                (texts.say("word.kinds.task"), funnel.tasks, "task"),
                (texts.say("audience.funnel.done"), funnel.done, "good"),
            ],
        )
        for key, funnel in both
        if funnel is not None
    ]


def sums_words(sums: tuple[Sum, ...], texts: Texts) -> list[str]:
    """Return amounts by unit, then things that have none by kind: `65 h`, `250 €`, `2 tilaa`."""
    amounts = [f"{figure(amount, texts.locale)} {unit}" for unit, amount in by_unit(sums).items()]
    bare: dict[str, int] = {}
    for one in sums:
        if not (one.unit and one.amount):
            bare[one.kind] = bare.get(one.kind, 0) + one.count
    told = [*amounts, *(texts.count(f"audience.resource.{kind}", number) for kind, number in bare.items())]
    return [words.replace(" ", "\u00a0") for words in told]
