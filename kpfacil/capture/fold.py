"""Letters as they are compared: neither case nor diacritics matter (contract, section 3)."""

import unicodedata

_OTHERS = str.maketrans(
    {
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
)


def fold(text: str) -> str:
    """Return the text in small letters without diacritics: `Mäki` and `MAKI` are both `maki`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_OTHERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
