"""HTML made of values: whatever is not markup already is cleaned and escaped."""

from collections.abc import Iterable
from html import escape

from kpfacil.model.text import clean


class Html(str):
    """Markup that is whole and safe as it stands."""

    __slots__ = ()


NOTHING = Html("")
Part = str | None
"""A piece of a page: markup, or somebody's words, or nothing."""


def words(text: str) -> Html:
    """Return somebody's words as they may stand in a page; the spaces at their ends are kept."""
    return Html(escape(clean(text).replace("\n", " ")))


def join_html(parts: Iterable[Part]) -> Html:
    """Return pieces one after another."""
    return Html("".join(part if isinstance(part, Html) else words(part) for part in parts if part))


def tag(name: str, *parts: Part, cls: str = "", **attributes: str | int | None) -> Html:
    """Return an element; an attribute's `_` stands for `-`, and one that is None is left out."""
    named = {"class": cls or None, **{key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}}
    given = "".join(f' {key}="{escape(str(value))}"' for key, value in named.items() if value is not None)
    return Html(f"<{name}{given}>{join_html(parts)}</{name}>")


def some(name: str, *parts: Part, cls: str = "", **attributes: str | int | None) -> Html:
    """Return an element, or nothing where it would be empty."""
    inner = join_html(parts)
    return tag(name, inner, cls=cls, **attributes) if inner else NOTHING


def bar(share: float, style: str) -> Html:
    """Return a bar of a share of the width: a drawing, as its number always stands beside it."""
    length = max(1 if share > 0 else 0, round(min(share, 1) * 100))
    track = Html('<rect class="track" width="100" height="10"></rect>')
    drawn = Html(f'<rect class="length {style}" width="{length}" height="10"></rect>')
    return tag("svg", track, drawn, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true", cls="bar")
