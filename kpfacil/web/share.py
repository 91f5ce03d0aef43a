"""How others in the room open the page: its address, and the same as a code for their cameras."""

import io
from collections.abc import Sequence

from kpfacil.model.texts import Texts
from kpfacil.web.markup import NOTHING, Html, tag


def shared(addresses: Sequence[str], texts: Texts) -> Html:
    """Return the code and the addresses for the wall; nothing where the page is this machine's own."""
    if not addresses:
        return NOTHING
    links = [tag("strong", address) for address in addresses]
    words = tag("p", texts.say("web.share"), " ", *(part for link in links for part in (link, " ")))
    return tag("aside", _drawn(addresses[0]), words, cls="share", aria_label=texts.say("web.share"))


def _drawn(address: str) -> Html:
    """Return the code as a drawing, dark on light whatever the theme, with its quiet zone."""
    import segno  # noqa: PLC0415  loads when a code is asked for

    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=3)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    drawn = tag("path", d=path, fill="currentColor")
    return tag("svg", drawn, viewBox=f"0 0 {len(rows)} {len(rows)}", role="img", aria_label=address)


def sign(address: str) -> str:
    """Return the code in the letters of a terminal."""
    import segno  # noqa: PLC0415  likewise

    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out, compact=True)
    return out.getvalue().rstrip("\n")
