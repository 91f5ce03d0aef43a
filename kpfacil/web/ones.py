"""The page's pictures of one thing, and of what adds up."""

from collections.abc import Sequence

from kpfacil.model.dates import figure, minutes_and_seconds
from kpfacil.rules.resources import Sum
from kpfacil.views.audience_values import (
    Alone,
    BalancePicture,
    Closing,
    ConsentPicture,
    Promised,
    ResourcesPicture,
    RoundPicture,
    SelfCheck,
)
from kpfacil.views.cards import Shown
from kpfacil.views.wall_words import (
    alone_lines,
    facts,
    funnel_parts,
    next_meeting,
    next_turn,
    promised_facts,
    reasons,
    self_check_words,
    sums_words,
    turn_words,
)
from kpfacil.web.lists import Spotlight, entries, heading, nothing_yet
from kpfacil.web.markup import NOTHING, Html, bar, join_html, some, tag

_STYLES = {"yes": "good", "reservation": "task", "no": "trouble"}


def round_(picture: RoundPicture, seen: Spotlight) -> Html:
    """Return whose turn it is, its time, who comes next and who is left; in the closing round what has been said."""
    say = seen.texts.say
    nobody = say("audience.round.over" if picture.over else "audience.empty.round")
    speaker = tag("p", picture.speaker or nobody, cls="large")
    party = some("p", picture.party, cls="strong")
    turn = _turn(picture, seen) if picture.speaker else NOTHING
    after = some("p", next_turn(picture.next, seen.texts) if picture.next else "")
    said = [tag("li", tag("strong", f"{who}: " if who else ""), what) for who, what in picture.said]
    waiting = join_html([heading("audience.round.left", seen), _names(picture.left)]) if picture.left else ""
    return join_html([speaker, party, turn, after, tag("ul", *said, cls="said") if said else waiting])


def _names(names: Sequence[str]) -> Html:
    return tag("ul", *(tag("li", name) for name in names), cls="names dim")


def _turn(picture: RoundPicture, seen: Spotlight) -> Html:
    """Return the time used of the turn, which the page lets go on, and the place in the round."""
    locale, say = seen.texts.locale, seen.texts.say
    each = minutes_and_seconds(picture.seconds, locale)
    since = round(picture.since.timestamp() * 1000) if picture.since is not None else None
    form = say("audience.round.time", used=locale.clock.format(hour="%m", minute="%s"), each=each)
    time, place = turn_words(picture, seen.texts, seen.now)
    return tag(
        "p", tag("strong", time, data_since=since, data_form=form), " ", tag("span", place, cls="dim"), cls="ends"
    )


def consent(picture: ConsentPicture, seen: Spotlight) -> Html:
    """Return the agreement's words large and the parties by their answers; a blocked one says so in words."""
    say, texts = seen.texts.say, seen.texts
    rows = [
        tag(
            "div",
            tag("dt", say(f"audience.consent.{answer}"), cls=_STYLES.get(answer, "dim")),
            tag("dd", " · ".join(reasons(people, texts))),
        )
        for answer, people in picture.answers
    ]
    end = NOTHING
    if picture.blocked:
        end = tag("p", f"! {say('audience.consent.blocked')}", cls="trouble")
    elif picture.complete:
        end = tag("p", say("audience.consent.agreed"), cls="large good")
    words = [tag("p", picture.id, cls="id agreement"), tag("p", picture.text, cls="large")]
    return join_html([*words, some("dl", *rows, cls="answers"), end])


def alone(picture: Alone, seen: Spotlight) -> Html:
    """Return one entry in large letters, with all that belongs to it below."""
    shown, texts = picture.entry, seen.texts
    place = texts.say("audience.alone.of", at=picture.at, count=picture.count) if picture.count > 1 else ""
    head = tag("p", tag("span", shown.id, cls=f"id {shown.kind}"), " ", some("span", place, cls="dim"), cls="ends")
    below = [tag("p", words, cls=style) for words, style in alone_lines(picture, texts)]
    dealt = picture.dealt
    done = texts.say("audience.alone.dealt", n=dealt, count=picture.count) if dealt is not None else ""
    return join_html([head, tag("p", shown.text, cls="large"), *below, some("p", done, cls="dim")])


def landed_block(shown: Sequence[Shown], seen: Spotlight) -> Html:
    """Return what has just been agreed or promised, in the largest letters."""
    return join_html(
        part
        for one in shown
        for part in (
            tag("p", one.id, cls=f"id {one.kind}"),
            tag("p", one.text, cls="large"),
            some("p", facts(one, seen.texts)),
        )
    )


def self_check(picture: SelfCheck, seen: Spotlight) -> Html:
    """Return the question large, the hands as a bar, and the last meeting's beside it."""
    say = seen.texts.say
    place = tag("span", say("audience.alone.of", at=picture.at, count=picture.count), cls="dim")
    head = tag("p", tag("span", say("audience.heading.self-check")), " ", place, cls="quiet ends")
    question = tag("p", self_check_words(picture.key, seen.texts), cls="large")
    hands = [("audience.self-check.now", picture.hands, picture.people, "agreement")]
    hands += [("audience.self-check.before", picture.before, picture.before_people, "rest")]
    rows = [_hands(say(key), n, people, seen, style) for key, n, people, style in hands if n is not None]
    up = tag("p", say("audience.self-check.hands-up")) if picture.hands is None else NOTHING
    return join_html([head, question, up, some("ul", *rows, cls="bars"), some("p", picture.text)])


def _hands(name: str, hands: float, people: int, seen: Spotlight, style: str) -> Html:
    whole = max(people, hands, 1)
    number = f"{figure(hands, seen.texts.locale)} / {figure(whole, seen.texts.locale)}"
    return _bar(name, hands / whole, number, style)


def _bar(name: str, share: float, number: str, style: str) -> Html:
    return tag("li", tag("span", name), " ", bar(share, style), tag("strong", number, cls="number"))


def closing(picture: Closing, seen: Spotlight) -> Html:
    """Return the next meeting large, the funnel as a picture, and what each party has promised today."""
    upcoming = [
        heading("audience.heading.next", seen),
        tag("p", next_meeting(picture, seen.texts), cls="large"),
        some("p", picture.next.place),
    ]
    parts = [_funnel(title, made) for title, made in funnel_parts(picture, seen.texts)]
    funnel = tag("section", heading("audience.heading.funnel", seen), tag("div", *parts, cls="funnels"))
    promised = [_promised_block(party, made, seen) for party, made in picture.promised]
    title = heading("audience.heading.promised", seen, "whole") if promised else NOTHING
    return join_html([tag("section", *upcoming, cls="whole"), funnel, title, *promised])


def _funnel(title: str, parts: list[tuple[str, int, str]]) -> Html:
    most = max(1, *(number for _, number, _ in parts))
    rows = [
        tag("li", tag("span", name), " ", tag("strong", str(number), cls="number"), bar(number / most, style))
        for name, number, style in parts
    ]
    return tag("div", tag("h3", title), tag("ul", *rows, cls="bars funnel"))


def _promised_block(party: str, made: Sequence[Promised], seen: Spotlight) -> Html:
    rows = [tag("li", one.text, " ", some("span", promised_facts(one, seen.texts), cls="facts")) for one in made]
    name = party or seen.texts.say("audience.promised.nobody")
    return tag("section", tag("h3", name, cls="" if party else "dim"), tag("ul", *rows, cls="said"))


def balance(picture: BalancePicture, seen: Spotlight) -> Html:
    """Return a bar with a number for each party, in the order of the parties: no ranking."""
    most = max((number for _, number in picture.parties), default=0) or 1
    rows = [_bar(name, number / most, str(number), "idea") for name, number in picture.parties]
    title = heading("audience.heading.balance", seen)
    return join_html([title, some("ul", *rows, cls="bars")])


def resources(picture: ResourcesPicture, seen: Spotlight) -> Html:
    """Return what lies on the table, then by party, and what is on offer."""
    say = seen.texts.say
    offer = entries([picture.offer] if picture.offer is not None else [], seen)
    title = heading("audience.heading.resources", seen, "quiet whole")
    if not picture.total:
        return join_html([offer, title, nothing_yet("audience.empty.offer", seen)])
    total = tag("p", _sums(picture.total, seen), cls="large whole")
    given = [
        tag("div", tag("dt", name or say("audience.people.alone")), tag("dd", _sums(sums, seen)))
        for name, sums in picture.parties
    ]
    offers = entries(picture.offers, seen)
    more = tag("section", heading("audience.heading.offers", seen), offers) if offers else NOTHING
    return join_html([offer, title, total, some("dl", *given, cls="answers"), more])


def _sums(sums: tuple[Sum, ...], seen: Spotlight) -> str:
    return " · ".join(sums_words(sums, seen.texts))
