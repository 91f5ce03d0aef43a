"""Letters as they are compared: neither case nor diacritics matter."""

import unicodedata
from functools import lru_cache

_OTHERS: dict[str, str] = {
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
    "ı": "i",
    **dict.fromkeys("’‘ʼ´′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
}
_ASCII = bytes(range(128))


def fold(text: str) -> str:
    """Return the text in small letters without diacritics: `Mäki` and `MAKI` are both `maki`; a number stays itself."""
    if text.isascii():
        return text.lower()
    small = text.casefold()
    # Each foreign letter once, however often it stands there: whole files are folded when the archive is searched.
    foreign = small.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    for sign in set(foreign):
        other = _plain(sign)
        if other != sign:
            small = small.replace(sign, other)
    return small


@lru_cache(maxsize=1024)
def _plain(sign: str) -> str:
    if unicodedata.category(sign) == "No":  # `1½` is not 11⁄2, nor `5²` 52
        return sign
    if unicodedata.category(sign) == "Cf" or "\uf000" <= sign <= "\uf0ff":
        return ""  # soft hyphens, zero-width spaces, the bullets of Word: nobody sees them
    if sign in _OTHERS:
        return _OTHERS[sign]
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(_OTHERS.get(part, part) for part in parts if not unicodedata.combining(part))


def fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the folded text, and for each place in it and for its end the place in the text that it came from."""
    parts = [fold(sign) for sign in text]
    places = [at for at, part in enumerate(parts) for _ in part]
    return "".join(parts), (*places, len(text))
