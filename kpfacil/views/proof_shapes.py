"""What can be told by its shape alone in people's words: words and their parts, contact data, codes, streets."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from kpfacil.model.fold import fold

PlaceKind = Literal["name", "mail", "phone", "code", "address", "stranger"]

Shaped = tuple[int, int, PlaceKind]
"""Where a stretch begins and ends, and its kind."""

WORD = re.compile(  # letters together first: L.M., L. M, A.-M. K., A-M., K. A-M
    r"(?<![^\W_])(?:[^\W\d_](?:\.[ -]?|-(?=[^\W\d_]\.)))+[^\W\d_](?:-[^\W\d_])?(?:\.|(?!\w|['-]\w))(?::\w+)?"
    r"|[@#]?[^\W_]+(?:[-':._][^\W_]+)*"
)
_PARTS = re.compile(r"[-':._@#]")
_JOINED = re.compile(r"[-._]")
_SEAMS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
"""Where words are joined without a sign: `pekka84`, `LiisaLeipoo`."""

_DOMAINS = "fi|com|org|net|eu|info|io|se"
ADDRESS = re.compile(rf"(?:https?://|www\.)[^\s<>]+|(?<![\w.@])(?:[\w-]+\.)+(?:{_DOMAINS})/[^\s<>]+|@[\w.-]+")
"""An address of the web with what follows its host, and a handle."""
_PROFILE = re.compile(
    r"\b(?:facebook|fb|instagram|linkedin|twitter|x|tiktok|threads|snapchat|youtube)\.(?:com|net)/(?:in/|add/|@)?"
    r"(?!(?:groups|events|pages?|company|school|p|reel|watch|share|posts|hashtag|explore|stories|search|playlist|channel)\b)"
    r"([\w+-]+(?:\.[\w+-]+)*)",
    re.IGNORECASE,
)
_USER = re.compile(r"([^\W\d_]{2,})[._-][^\W\d_]{2,}(?:[._-]?\w+)*")


def user_names(text: str, words: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield what may be somebody's user name, with the first name in it: `ritva.lahti`.

    The first name is empty for a page of a service where people have pages of their own.
    """
    yield from ((*match.span(1), "") for match in _PROFILE.finditer(text))
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    for match in words:
        user = _USER.fullmatch(match[0])
        if not user or is_domain(match[0]):
            continue
        if "-" not in match[0] or any(start <= match.start() < end for start, end in addresses):
            yield *match.span(), user[1]


def is_domain(word: str) -> bool:
    """Return whether a word is the name of a host: `Kylat.fi`."""
    return bool(re.search(rf"\.(?:{_DOMAINS})\Z", word))


_ATOM = r"[\w+%'-]+"
_BRACKETED_DOT = r"\s?[(\[{]\s?(?:dot|piste|\.)\s?[)\]}]\s?"
_BRACKETED = r"[(\[{]\s?(?:at|ät|a|miuku\w*|@)\s?[)\]}]"
_LOCAL = rf"(?<![\w.+%'-]){_ATOM}(?:(?:\.|{_BRACKETED_DOT}){_ATOM})*"
_DOMAIN = rf"{_ATOM}(?:(?:\.|{_BRACKETED_DOT}){_ATOM})"
_SPOKEN_DOT = r"(?:\.|\s(?:piste|dot)\s)"
_MAIL = re.compile(
    rf"{_LOCAL}(?:@|{_BRACKETED}){_DOMAIN}*|{_LOCAL}\s?{_BRACKETED}\s?{_DOMAIN}+"
    rf"|{_LOCAL}\s?@\s{_DOMAIN}+|{_LOCAL}\s@{_DOMAIN}*\.(?:{_DOMAINS}|[a-z][a-z])\b"
    rf"|(?<![\w.+%'-]){_ATOM}(?:{_SPOKEN_DOT}{_ATOM})*\s(?:at|ät|miukumauku)\s(?!www\.){_ATOM}(?:{_SPOKEN_DOT}{_ATOM})+",
    re.IGNORECASE,
)
_MAIL_SIGN = re.compile(r"@|\b(?:at|ät)\b|miuku|\(a\)|\[a\]", re.IGNORECASE)
"""What no address is without: most texts are not looked at any further."""
_LOOKED_AT = re.compile(r"[^\W\d_]+\sat\s.*", re.IGNORECASE)
_CODE = re.compile(
    r"\b[A-Za-z]{2}\d{2}(?:[ -]?\d{4}){2,7}(?:[ -]?\d{1,4})?\b"  # IBAN, as Finland's: digits alone
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"
    r"|(?<!\d)\d{6}\s?[-+A-FU-Ya-fu-y]\s?\d{3}[0-9A-Za-z](?!\w)"  # the personal identity code
    r"|(?<![\d-])\d{4}(?:[ -]\d{4}){3}(?![\d-])"  # the number of a bank card
)
_DIGITS = re.compile(r"(?<![\d,])[(+]*\d(?:[ ()/.-]{0,3}\d){4,}")
_CALENDAR_PART = (
    r"(?:\d{1,2}\.\d{1,2}\.(?:(?:19|20)?\d{2})?|\d{1,2}[.:]\d{2}|(?:19|20)\d{2}"
    r"|\d{1,2}/(?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})"
)
_CALENDAR = re.compile(rf"(?:\d{{1,2}}\.?-)?{_CALENDAR_PART}(?:-(?:{_CALENDAR_PART})?)?|-(?:{_CALENDAR_PART})?")
"""A date, a time, a year, or a range of them."""
_SAID_BEFORE = re.compile(
    r"\b(?:puh|p|tel|gsm|mob|puhelin\w*|phone|mobile|whatsapp\w*)\b[.: ]*(?:[^\W\d]+ ){0,2}\Z", re.IGNORECASE
)
_ASKED_BEFORE = re.compile(
    r"\b(?:numero\w*|soit\w+|tekstar\w+|tekstiviest\w+|kännyk\w+|call|text|ring)\b[.: ]*(?:[^\W\d]+ ){0,2}\Z",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+")
_FEWEST, _FEWEST_SAID, _FEWEST_ASKED = 7, 5, 6
_NATIONAL = re.compile(r"[(]*(?:\+|0|358[\d ()-]{8})")
_FIGURE_WORDS = (
    ("nolla", "zero", "noll"),
    ("yksi", "yks", "one", "ett"),
    ("kaksi", "kaks", "two", "två"),
    ("kolme", "three", "tre"),
    ("neljä", "nelj", "nel", "four", "fyra"),
    ("viisi", "viis", "five", "fem"),
    ("kuusi", "kuus", "six", "sex"),
    ("seitsemän", "seittemän", "seiska", "seven", "sju"),
    ("kahdeksan", "kaheksan", "kasi", "eight", "åtta"),
    ("yhdeksän", "yheksän", "ysi", "nine", "nio"),
)
_FIGURE_OF = {word: at for at, words in enumerate(_FIGURE_WORDS) for one in words for word in (one, fold(one))}
_FIGURE = re.compile(rf"{'|'.join(sorted(_FIGURE_OF, key=len, reverse=True))}|\d", re.IGNORECASE)
_TENS = r"(?:kymmentä|kyt)"
_SPELT = re.compile(
    rf"(?<!\w)(?:plus )?(?:{_FIGURE.pattern}){_TENS}?(?:[ ,./-]{{0,3}}(?:{_FIGURE.pattern}){_TENS}?){{4,}}(?!\w)",
    re.IGNORECASE,
)
"""Figures in words, mixed with others or not: `nolla viisikymmentä yksi kaksi kolme`."""
_FEWEST_SPELT = 3
_ENDINGS = (
    "katu kadun kadulla tie tien tiellä kuja kujan kujalla polku polun raitti kaari rinne tori aukio penger väylä "
    "bulevardi gatan vägen gränd stigen"
)
STREET = re.compile(rf"(?:{'|'.join(_ENDINGS.split())})\Z")
"""How the names of streets end."""
_TOWN = r",?\s\d{5}\s[A-ZÅÄÖ][\w-]+"
_STREET = re.compile(
    rf"\b[A-ZÅÄÖ][\w-]*(?:{'|'.join(_ENDINGS.split())})\s\d+(?:\s?[A-Za-z]\b)?(?:\s\d{{1,3}}\b)?(?:{_TOWN})?"
)


def shapes(text: str) -> Iterator[Shaped]:
    """Yield the stretches of a plain text that are contact data or a code by their shape."""
    if _MAIL_SIGN.search(text):
        yield from ((*match.span(), "mail") for match in _MAIL.finditer(text))
    yield from ((*match.span(), "code") for match in _CODE.finditer(text))
    for match in _DIGITS.finditer(text):
        yield from _phones(text, match)
    yield from ((*match.span(), "phone") for match in _SPELT.finditer(text) if _is_spelt_phone(text, match))
    yield from ((*match.span(), "address") for match in _STREET.finditer(text))


def may_be_read(mail: str) -> bool:
    """Return whether a mail address may be one of the web behind an English word: `Look at example.org`."""
    return bool(_LOOKED_AT.fullmatch(mail))


def _phones(text: str, match: re.Match[str]) -> Iterator[Shaped]:
    """Yield the phone number in a run of figures, after the dates, times and sums that stand before it."""
    at = match.start()
    for part in re.finditer(r"[^ ]+", match[0]):
        if _CALENDAR.fullmatch(part[0]):
            continue
        rest = match[0][part.start() :]
        if _NATIONAL.match(rest) and _figures(rest) >= _FEWEST:
            yield at + part.start(), match.end(), "phone"
            return
    if _is_called(text[max(0, at - 40) : at], match[0]):
        yield at, match.end(), "phone"


def _is_spelt_phone(text: str, match: re.Match[str]) -> bool:
    """Return whether figures in words are a phone number: many of them, or called so; counting up or down is none."""
    spelt = [word.casefold() for word in _FIGURE.findall(match[0])]
    if spelt[0] not in _FIGURE_WORDS[0] and sum(word in _FIGURE_OF for word in spelt) < _FEWEST_SPELT:
        return False
    values = [_FIGURE_OF.get(word, -1) if word.isalpha() else int(word) for word in spelt]
    count = len(values) + len(re.findall(rf"{_TENS}\b", match[0]))
    counted = all(later in (one + 1, one - 1, values[0]) for one, later in itertools.pairwise(values))
    return (count >= _FEWEST and not counted) or _is_said_to_be(text[max(0, match.start() - 40) : match.start()], count)


def _is_called(before: str, run: str) -> bool:
    """Return whether figures are a phone number by the words before them."""
    if all(_CALENDAR.fullmatch(part) for part in run.split()):
        return False
    return _is_said_to_be(before, _figures(run), asked=not _THOUSANDS.fullmatch(run))


def _is_said_to_be(before: str, count: int, *, asked: bool = True) -> bool:
    """Return whether the words before so many figures say that they are a phone number."""
    if count >= _FEWEST_SAID and _SAID_BEFORE.search(before):
        return True
    return asked and count >= _FEWEST_ASKED and bool(_ASKED_BEFORE.search(before))


def _figures(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def plain_signs(text: str) -> str:
    """Return a text, sign for sign, with the spaces, dashes, apostrophes and letters that a keyboard has."""
    return text if text.isascii() else "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if sign == "\n" or sign.isascii():
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) == "Pd":
        return "-"
    if sign in "’‘ʼ´′":
        return "'"
    same = unicodedata.normalize("NFKC", sign)
    return same if len(same) == 1 else sign


_BREAK = re.compile(r"-\s+")
_SPREAD = re.compile(r"(?<!\w)[^\W\d_](?:([ ._])[^\W\d_])(?:\1[^\W\d_])+(?!\w)")
_MIXED = re.compile(r"[^\W_](?:[^\W_]|[€$@|]){2,}")
_LETTERS = (str.maketrans("01345789€$@|", "oieastbgesai"), str.maketrans("01345789€$@|", "oleastbgesal"))
"""The letters that figures and signs stand for, two for a stroke: `P3kka`, `L11sa`."""


def disguises(text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield stretches that are meant as another word, with that word.

    They are broken over the end of a line, which may be a space by now, spread over letters (`P e k k a`), or written
    with figures and signs for letters (`P3kka`).
    """
    for one, other in itertools.pairwise(words):
        if _BREAK.fullmatch(text, one.end(), other.start()):
            yield one.start(), other.end(), one[0] + other[0]
    for spread in _SPREAD.finditer(text):
        yield *spread.span(), spread[0].replace(spread[1], "")
    for mixed in _MIXED.finditer(text):
        if 1 < sum(map(str.isalpha, mixed[0])) < len(mixed[0]):
            yield from ((*mixed.span(), mixed[0].translate(letters)) for letters in _LETTERS)


_OPENERS, _ENDERS = " \t\"'”’»([*_-•", ".!?:…\n"
_SHORT = re.compile(r"(?<![\w.-])(?<!\d )[bcdfghjklmnpqrstvwxz]{1,4}\.\s\Z")
"""What is cut short to letters that make no word, and ends no sentence: `t. Liisa`, `mm. Liisa`."""
_COUNTED = re.compile(r"(?:\A|\s)(?:\d{1,2}|[a-h])\) ?\Z")
"""What stands before a word that begins one of several things: `a) Kahvit b) Pullat`."""
_QUOTE, _GOES_ON = re.compile(r"[\"”“»']\Z"), re.compile(r" [a-zåäö]")
_CALLED = re.compile(r"\b(?:Leader|Lions|Radio|Hotelli|Ravintola|Kahvila|Yökahvila|Nuortentalo|Bio) \Z")
"""What stands before the name of a body: `Leader Viisari`."""
_LETTER_LAST = re.compile(r"-[A-ZÀ-ÖØ-Þ]\Z")
"""How a double name ends of which the second is a letter: `Kirsti-L`."""


def is_beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether two words can be one name: nothing stands between them, or the full stop of a first letter.

    Without it a letter stands before a capital alone: `I hope` is nobody.
    """
    between = text[one.end() : other.start()].strip()
    if len(one[0]) > 1:
        return not between or (between == "." and bool(_LETTER_LAST.search(one[0])))
    return between == "." or (not between and other[0][0].isupper())


def begins_sentence(text: str, match: re.Match[str]) -> bool:
    """Return whether a word begins a sentence, one of several things or a title, or is what a body is called."""
    before = text[: match.start()]
    if _SHORT.search(before):
        return False
    spoken = before.rstrip(_OPENERS)
    if not any(map(str.isalnum, spoken)) or spoken[-1] in _ENDERS or _COUNTED.search(before) or _CALLED.search(before):
        return True
    return bool(_QUOTE.search(before) and _GOES_ON.match(text, match.end()))


@lru_cache(maxsize=16384)
def parts_of(word: str) -> tuple[str, ...]:
    """Return a word and, where it is joined of several, each of them, and all of it without what joins them."""
    if word.isalpha() and (word.islower() or word[1:].islower()):
        return (word,)
    pieces = _PARTS.split(word)
    seams = (seam for one in pieces for seam in _SEAMS.split(one))
    return tuple(filter(None, dict.fromkeys((word, *pieces, *seams, _JOINED.sub("", word)))))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text and, where one is joined of several, each of them."""
    for match in WORD.finditer(plain_signs(text)):
        yield from parts_of(match[0])


def small_words(text: str) -> Iterator[str]:
    """Yield the words that a text writes small, but for those of addresses and handles, which write names small too."""
    for match in WORD.finditer(plain_signs(ADDRESS.sub(" ", text))):
        if not re.search(r"[._]", match[0]):
            yield from (part for part in parts_of(match[0]) if part[0].islower())
