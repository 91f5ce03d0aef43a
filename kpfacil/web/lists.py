"""The page's pictures of many: who is here, the board of a kind, groups, dots, promises."""

from collections.abc import Sequence
from datetime import datetime

from kpfacil.model.kinds import Kind
from kpfacil.model.table import Setting
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.rules.funnel import Budget
from kpfacil.views.audience_values import Groups, Lines, PartyRow, Promises, Ranking, RollCall
from kpfacil.views.cards import Shown, dots
from kpfacil.views.settings import fact_words
from kpfacil.views.wall_words import facts, people_words, place_words
from kpfacil.web.markup import NOTHING, Html, bar, join_html, some, tag


@frozen()
class Spotlight:
    """What a picture needs besides its values: the language, the moment, and what is lit."""

    texts: Texts
    now: datetime
    lit: frozenset[str] = frozenset()


def heading(key: str, seen: Spotlight, cls: str = "quiet") -> Html:
    """Return the heading that a key says."""
    return tag("h2", seen.texts.say(key), cls=cls)


def nothing_yet(key: str, seen: Spotlight) -> Html:
    """Return what stands where there is nothing yet."""
    return tag("p", seen.texts.say(key), cls="dim")


def entry(shown: Shown, seen: Spotlight, *, details: bool = True, before: Html = NOTHING) -> Html:
    """Return an entry as an item of a list: its id, its words with their dots, and who below."""
    mark = dots(shown.votes)
    *most, last = shown.text.split() or [""]
    # The dots stay on the line of the last word.
    text = join_html([" ".join([*most, ""]), tag("span", last, " ", tag("span", mark, cls="dots"), cls="last")])
    done = some("span", "✓ " if shown.state == "done" else "", cls="good")
    return tag(
        "li",
        tag("span", shown.id, cls=f"id {shown.kind}"),
        tag("span", before, done, text if mark else shown.text, cls="text"),
        some("span", facts(shown, seen.texts) if details else "", cls="facts"),
        cls="entry lit" if shown.id in seen.lit else "entry",
        id=f"e-{shown.id}",
    )


def entries(shown: Sequence[Shown], seen: Spotlight, *, details: bool = True) -> Html:
    """Return entries as a list."""
    return some("ul", *(entry(one, seen, details=details) for one in shown), cls="entries")


def roll_call(picture: RollCall, seen: Spotlight) -> Html:
    """Return the day and the place, and the parties with who has come; a dot is a chair still empty."""
    texts = seen.texts
    head = tag("p", place_words(picture, texts), cls="whole strong")
    if not picture.parties:
        return join_html([head, nothing_yet("audience.empty.people", seen)])
    here, waited = people_words(picture, texts)
    parties = (_party(party, texts) for party in picture.parties)
    return join_html(
        [head, tag("p", tag("strong", here, cls="good"), waited, cls="whole"), tag("ul", *parties, cls="parties")]
    )


def _party(party: PartyRow, texts: Texts) -> Html:
    counted = [texts.say("audience.people.counted", n=party.counted)] if party.counted else []
    chairs = some("span", " ·" * party.chairs, cls="dim", aria_hidden="true")
    name = party.name or texts.say("audience.people.alone")
    return tag("li", tag("strong", name), " ", tag("span", " · ".join([*party.here, *counted]), chairs, cls="names"))


def lines(picture: Lines, newest: Shown | None, seen: Spotlight) -> Html:
    """Return the newest line and the rest of the board below it; ground rules stand in its place."""
    apart = newest if not picture.rules else None
    above = _newest(apart, seen) if apart is not None else _rules(picture.rules, seen)
    above = join_html([_facts(picture.facts, seen), above])
    titled = len(picture.columns) > 1
    made = join_html(_column(kind, column, apart, seen, titled=titled) for kind, column in picture.columns)
    if not made and not above and apart is None:
        made = nothing_yet(f"audience.empty.{picture.columns[0][0]}", seen)
    return join_html([above, made, _more(picture.more, seen)])


def _more(number: int, seen: Spotlight) -> Html:
    """Return how much more there is than is shown."""
    return tag("p", seen.texts.count("board.more", number), cls="dim whole") if number else NOTHING


def _facts(facts: Sequence[tuple[Setting, str]], seen: Spotlight) -> Html:
    """Return what the table has answered to the step's question."""
    return join_html(
        tag(
            "section",
            heading(f"word.setting.{name}", seen),
            tag("p", fact_words(name, fact, seen.texts), cls="strong"),
            cls="whole",
        )
        for name, fact in facts
    )


def _newest(newest: Shown, seen: Spotlight) -> Html:
    title = heading("audience.recorded", seen)
    return tag("section", title, entries([newest], seen), cls="newest whole")


def _rules(rules: Sequence[str], seen: Spotlight) -> Html:
    made = some("ul", *(tag("li", rule) for rule in rules), cls="rules")
    return tag("section", heading("audience.heading.rules", seen), made, cls="whole") if made else made


def _column(kind: Kind, column: Sequence[Shown], apart: Shown | None, seen: Spotlight, *, titled: bool) -> Html:
    """Return the entries of a kind but the one that stands apart."""
    rest = entries([one for one in column if one != apart], seen, details=titled or kind != "idea")
    title = heading(f"word.heading.{kind}", seen, kind) if titled else NOTHING
    return tag("section", title, rest) if rest else NOTHING


def ranking(picture: Ranking, seen: Spotlight) -> Html:
    """Return the ideas in the order of their dots, with bars, and how many dots have been given."""
    most = max((idea.votes for idea in picture.ideas), default=0)
    rows = [_ranked_item(idea, most, seen) for idea in picture.ideas]
    empty = nothing_yet("audience.empty.idea", seen)
    ranked = tag("ol", *rows, cls="ranking") if rows else empty
    return join_html([_budget(picture.budget, seen), ranked, _more(picture.more, seen)])


def _ranked_item(idea: Shown, most: int, seen: Spotlight) -> Html:
    kind = ("forward " if idea.state == "forward" else "") + ("lit" if idea.id in seen.lit else "")
    drawn = [bar(idea.votes / most, "idea"), tag("strong", str(idea.votes), cls="number")] if most else []
    text = tag("span", tag("span", idea.id, cls="id idea"), " ", idea.text, cls="text")
    return tag("li", *drawn, text, cls=kind.strip(), id=f"e-{idea.id}")


def _budget(budget: Budget, seen: Spotlight) -> Html:
    key = "audience.dots" if budget.people else "audience.dots-given"
    return tag("p", seen.texts.say(key, used=budget.used, total=budget.total), cls="quiet whole")


def groups(picture: Groups, seen: Spotlight) -> Html:
    """Return all ideas by theme."""
    say = seen.texts.say
    if not picture.groups:
        return nothing_yet("audience.empty.idea", seen)
    made = [
        tag(
            "section",
            tag("h2", theme or say("audience.group.none"), cls="" if theme else "dim"),
            entries(ideas, seen, details=False),
        )
        for theme, ideas in picture.groups
    ]
    used = _budget(picture.budget, seen) if picture.budget.used else NOTHING
    return join_html([used, *made, _more(picture.more, seen)])


def promises(picture: Promises, seen: Spotlight) -> Html:
    """Return the promises of earlier meetings, those dealt with today with their state."""
    if not picture.promises:
        return nothing_yet("audience.empty.promises", seen)
    title = heading("audience.heading.promises", seen, "quiet whole")
    return join_html([title, entries(picture.promises, seen)])
