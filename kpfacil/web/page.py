"""The whole wall as HTML: question, picture of the step, quiet foot; the page around it, and how others open it."""

import io
from collections.abc import Sequence
from datetime import datetime
from functools import singledispatch

import segno

from kpfacil.model.dates import clock_time, minutes_and_seconds
from kpfacil.model.texts import Texts
from kpfacil.views.audience import AudienceView
from kpfacil.views.audience_values import (
    Alone,
    BalancePicture,
    Closing,
    ConsentPicture,
    Groups,
    Lines,
    Picture,
    Promises,
    Ranking,
    ResourcesPicture,
    RollCall,
    RoundPicture,
    SelfCheck,
    Still,
)
from kpfacil.views.wall_words import clock_words, counts, floor, seconds_left, tell_recorded
from kpfacil.web import lists, ones
from kpfacil.web.lists import Spotlight
from kpfacil.web.markup import NOTHING, Html, join_html, some, tag

_MANY = (Lines, Groups, Ranking, Promises, RollCall, ResourcesPicture, Closing)
"""Pictures that may stand in columns where that makes their letters larger."""
_AHEAD = (Lines, RollCall, Still)
"""Pictures under a question that is the largest thing; before the others it steps back."""


def wall(view: AudienceView, texts: Texts, now: datetime, note: str = "", share: Html = NOTHING) -> Html:
    """Return what is on the wall at a moment.

    `note` stands in the foot; `share` is how others open this page, shown while people arrive and in a break.
    """
    instead = _instead(view, texts, now, share)
    if instead is not None:
        return instead
    seen = Spotlight(texts, now, view.lit_at(now))
    shown = view.landed_at(now)
    made = ones.landed_block(shown, seen) if shown else picture(view, seen)
    if isinstance(view.picture, RollCall) and not shown:
        made = join_html([made, share])
    room = tag(
        "main",
        made,
        id="room",
        data_columns=3 if isinstance(view.picture, _MANY) and not shown else None,
        data_since=round(view.since.timestamp() * 1000),
        data_page=view.page,
    )
    ahead = isinstance(view.picture, _AHEAD) and not shown
    name = type(view.picture).__name__.lower() + (" ahead" if ahead else "")
    still = isinstance(view.picture, Still)
    return _set_section(name, _head(view, texts, now), room, NOTHING if still else _foot(view, texts, note, now))


def _instead(view: AudienceView, texts: Texts, now: datetime, share: Html) -> Html | None:
    """Return what takes the whole screen: nothing but the name and the clock, or a break."""
    if view.blank:
        clock = tag("p", clock_time(now.time(), texts.locale), cls="large dim")
        return _set_section("blank", tag("h1", view.table), tag("main", clock, id="room"))
    ends_at = view.clock.break_ends_at
    if ends_at is None or now >= ends_at:
        return None
    until = tag("p", texts.say("audience.break.until", time=clock_time(ends_at.time(), texts.locale)), cls="large")
    left = _ticking("p", minutes_and_seconds(round((ends_at - now).total_seconds()), texts.locale), ends_at, texts)
    return _set_section(
        "break", tag("h1", texts.say("audience.break.title")), tag("main", until, left, share, id="room")
    )


def waiting(texts: Texts, reason: str) -> Html:
    """Return what stands there before the first picture: a welcome and what is waited for."""
    return _set_section(
        "waiting", tag("h1", texts.say("audience.waiting.title")), tag("main", tag("p", reason), id="room")
    )


def _set_section(name: str, head: Html, *rest: Html) -> Html:
    return tag("div", tag("header", head), *rest, id="wall", cls=name)


def _head(view: AudienceView, texts: Texts, now: datetime) -> Html:
    """Return the question with the clock, and who has the floor; at the roll call the table's name."""
    if isinstance(view.picture, RollCall):
        question, clock = view.table, NOTHING
    else:
        question, clock = view.question or view.step or view.table, _clock(view, texts, now)
    quiet = isinstance(view.picture, Still | RoundPicture)
    return join_html([tag("h1", question), clock, some("p", "" if quiet else floor(view, texts), cls="floor dim")])


def _clock(view: AudienceView, texts: Texts, now: datetime) -> Html:
    words = clock_words(view.clock, texts, now)
    if not words:
        planned = view.clock.planned if isinstance(view.picture, Still) else 0
        return tag("p", texts.count("audience.planned", planned), cls="clock dim") if planned else NOTHING
    left = seconds_left(view.clock, now) or 0
    style = "trouble" if left < 0 else "strong" if view.clock.ends_at is not None else "dim"
    return _ticking("p", words, view.clock.ends_at, texts, f"clock {style}")


def _ticking(name: str, words: str, ends_at: datetime | None, texts: Texts, cls: str = "clock") -> Html:
    """Return a time left, which the page lets go on; `data-over` is how it says that the time is up."""
    form = texts.locale.clock.format(hour="%m", minute="%s")
    moment = round(ends_at.timestamp() * 1000) if ends_at is not None else None
    over = texts.say("audience.over", time=form)
    return tag(name, words, cls=cls, data_ends=moment, data_form=form, data_over=over)


def _foot(view: AudienceView, texts: Texts, note: str, now: datetime) -> Html:
    place = " · ".join(part for part in (view.table, view.phase, view.step) if part)
    told = note or tell_recorded(view, texts, now) or " · ".join(counts(view, texts))
    return tag("footer", tag("p", place), some("p", told))


def picture(view: AudienceView, seen: Spotlight) -> Html:
    """Return the picture in the middle."""
    shown = view.picture_at(seen.now)
    return lists.lines(shown, view.newest, seen) if isinstance(shown, Lines) else _draw(shown, seen)


@singledispatch
def _draw(shown: Picture, seen: Spotlight) -> Html:
    """Return what is made of that picture."""
    del shown, seen
    return NOTHING


_draw.register(RollCall, lists.roll_call)
_draw.register(Groups, lists.groups)
_draw.register(Ranking, lists.ranking)
_draw.register(Promises, lists.promises)
_draw.register(RoundPicture, ones.round_)
_draw.register(Alone, ones.alone)
_draw.register(ConsentPicture, ones.consent)
_draw.register(SelfCheck, ones.self_check)
_draw.register(Closing, ones.closing)
_draw.register(BalancePicture, ones.balance)
_draw.register(ResourcesPicture, ones.resources)


def page(title: str, body: Html, texts: Texts) -> str:
    """Return the page around the wall, whole without any script."""
    head = join_html(
        [
            Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="color-scheme" content="light dark">'),
            tag("title", title),
            Html('<link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">'),
            Html('<script src="page.js" defer></script>'),
        ]
    )
    news = tag("p", id="news", cls="unseen", aria_live="polite", aria_atomic="true")
    at = tag("p", id="at", aria_hidden="true", data_form=texts.say("audience.page", at="%a", count="%c"))
    line = tag("p", id="line", role="status", data_lost=texts.say("web.lost"))
    return (
        f"<!DOCTYPE html>\n{tag('html', tag('head', head), tag('body', body, at, news, line), lang=texts.language)}\n"
    )


def share_block(addresses: Sequence[str], texts: Texts) -> Html:
    """Return the code and the addresses for the wall; nothing where the page is this machine's own."""
    if not addresses:
        return NOTHING
    links = [tag("strong", address) for address in addresses]
    words = tag("p", texts.say("web.share"), " ", *(part for link in links for part in (link, " ")))
    return tag("aside", _draw_code(addresses[0]), words, cls="share", aria_label=texts.say("web.share"))


def _draw_code(address: str) -> Html:
    """Return the code as a drawing, dark on light whatever the theme, with its quiet zone."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=3)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    drawn = tag("path", d=path, fill="currentColor")
    return tag("svg", drawn, viewBox=f"0 0 {len(rows)} {len(rows)}", role="img", aria_label=address)


def sign(address: str) -> str:
    """Return the code in the letters of a terminal."""
    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out, compact=True)
    return out.getvalue().rstrip("\n")
