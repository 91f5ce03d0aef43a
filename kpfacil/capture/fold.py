"""Letters as they are compared: neither case nor diacritics matter (contract, section 3)."""

import re
import unicodedata

_OTHERS: dict[str, str] = {
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
    "ı": "i",
    "’": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "−": "-",
}
_FOREIGN = re.compile("[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return the text in small letters without diacritics: `Mäki` and `MAKI` are both `maki`."""
    if text.isascii():
        return text.lower()
    # Only the foreign letters one by one: whole files are folded when the archive is searched.
    return _FOREIGN.sub(_plain, unicodedata.normalize("NFKD", text.casefold()))


def _plain(found: re.Match[str]) -> str:
    sign = found[0]
    return "" if unicodedata.combining(sign) else _OTHERS.get(sign, sign)
