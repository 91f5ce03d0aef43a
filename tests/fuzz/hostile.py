"""Words, values and files as nobody should write them, made by chance."""

import random
import re
from collections.abc import Callable, Sequence

from kpfacil.storage.encode import add_mark

SIGNS = (
    *("\x00", "\x07", "\x08", "\x1b", "\x1b[31m", "\x1b]52;c;aGVp\x07", "\x1b]0;otsikko\x07", "\x1bP1$r\x1b\\"),
    *("\x7f", "\x80", "\x85", "\x9b31m", "\x9d0;x\x9c", "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\ufffe"),
    *(
        "\ud800",
        "\udfff",
        "\U000e0041",
        "\U0010ffff",
        "\u0301" * 30,
        "👨‍👩‍👧‍👦",
        "🇫🇮",
        "ﷺ",
        "İ",
        "ß",
        "ŉ",
        "٣",
        "½",
        "日本",
    ),
)
"""Signs that steer a terminal, hide, join, or are no signs at all."""
WORDS = (
    *("[/foo]", "[red]x", "[@click=app.quit]x[/]", "<script>alert(1)</script>", "</style>", "&copy;", "{0}", "{name}"),
    *("%s", "%(value)s", "$x", "${HOME}", "`id`", "*x*", "_y_", "a | b", "# h", "- l", "1. n", "=SUM(A1)", "+1", "@x"),
    *(
        "../../x",
        "/etc/passwd",
        "C:\\con",
        "NUL",
        "aux.toml",
        "a\\",
        "\\",
        "'",
        '"',
        '"""',
        "''",
        "]",
        "[[x]]",
        "\n# kpfacil 0",
    ),
    *("http://a.fi/x_(y)", "javascript:alert(1)", "etu.suku@example.org", "050 123 4567", "010190-123A"),
    *(
        "a" * 300,
        "ä" * 255,
        "x " * 200,
        "9" * 40,
        "-1",
        "1e999",
        "0x10",
        "nan",
        "inf",
        "True",
        "2026-02-30",
        "9999-12-31",
    ),
    *("Liisa", "Pekka", "Kylätoimikunta", "kahvi", "kylä", "sali", "äänestys", ""),
)
LINES = (
    *("+ ", "= ", "! ", "> ", "; ", "? ", ", ", "... ", "… ", "s/", "@", "@-", "\\", "- ", "1. ", "•\t"),
    *("I1", "I2", "S1", "T1", "T2", "P1", "O1", "N1", "G1", "K1", "I99", "I0", "T04", "I1, I2", "I99999999999"),
    *(" +3", " -2", " +", " =", " !", " >", " -", " : ", ": ", ":", " s/a/b/", " 8-1-2", " kädet -", " valmis"),
    *(" / ", " / / ", "/", "; ", " + ", ", ", " ja ", " & ", "#teema", " #", "\t", " | "),
    *("liisa", "Liisa", "pekka", "Annalle", "kaikki", "all", "martat", "Kylätoimikunnalta", "tuntematon", "liisa: "),
    *(
        "pe",
        "15.12.",
        "31.2.",
        "15.12.2026",
        "2026-12-15",
        "vko 50",
        "vko 99",
        "ensi tapaaminen",
        "huomenna",
        "ke 15.12.",
    ),
    *("20 h", "500 €", "tila", "seurakunta: tila", "1e99 h", "-5 €", "½ h", "1 000 000 000 000 kpl"),
    *("kyllä", "ei", "varauma: ", "poissa", "odottaa", "peru", "apua", "lopeta", "tauko 10", "tauko 99999", "break 0"),
    *("tavoite: ", "mittari: ", "pelisääntö: ", "sopimus: ", "valinta: ", "osoite: ", "teema: ", "tyyppi: ", "väki: "),
    *("kauden tavoite: ", "seuraava: ", "aika: ", "paikka: ", "idea: ", "sovittu: ", "tehtävä: ", "sanottu: "),
    *(
        "ma 7.12. klo 17–19",
        "30 yhdistykset, etänä",
        "klo 25.99",
        "http://",
        "https://a.fi/ nimi",
        "jatkoon",
        "vahvistettu",
    ),
)
VALUES = (
    *(
        "5",
        "-1",
        "0",
        "99999999999999999999",
        "1.5",
        "nan",
        "inf",
        "true",
        '""',
        '"x"',
        "[]",
        "[[]]",
        "{}",
        "{ a = 1 }",
    ),
    *('["liisa"]', '["x", 1]', "2026-11-21", "17:00", "17:00:00", "2026-11-21T17:30:00+02:00", "2026-11-21T17:30:00"),
    *(
        "0001-01-01",
        "9999-12-31",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        '"15.12.2026"',
        "15.12.2026",
    ),
    *(
        "[1, 2, 3]",
        "[[17:00:00]]",
        "[[17:00:00, 16:00:00]]",
        '"liisa"',
        '"I1"',
        '"renewal"',
        '"ideas"',
        "['''",
        '"""',
        "#",
    ),
    *(
        '"\\u001b[31m"',
        '"\\u0000"',
        '"\\u202e"',
        '"\\uffff"',
        '"\\n\\n[[ideas]]\\n"',
        "{ a = { b = { c = [ { d = 1 } ] } } }",
    ),
    "[" * 200,
    "[" * 60 + "]" * 60,
    '"' + "x" * 30_000 + '"',
)
KEYS = (
    *(
        "id",
        "text",
        "name",
        "by",
        "state",
        "due",
        "date",
        "number",
        "start",
        "end",
        "phase",
        "step",
        "format",
        "language",
    ),
    *(
        "owners",
        "from",
        "at",
        "votes",
        "who",
        "answer",
        "hands",
        "away",
        "timer_ends_at",
        "timer_left",
        "party",
        "seats",
    ),
    *(
        "presence",
        "arrived",
        "left",
        "roles",
        "value",
        "key",
        "entered",
        "minutes",
        "kind",
        "amount",
        "unit",
        "term_start",
    ),
)
HEADERS = (
    *("[table]", "[meeting]", "[counters]", "[table.charter]", "[[table.goals]]", "[[parties]]", "[[participants]]"),
    *("[[ideas]]", "[[agreements]]", "[[agreements.consent]]", "[[tasks]]", "[[tasks.resources]]", "[[tasks.story]]"),
    *(
        "[[parked]]",
        "[[notes]]",
        "[[offers]]",
        "[[remarks]]",
        "[[pending]]",
        "[[queue]]",
        "[[seats]]",
        "[[seats.answers]]",
    ),
    *(
        "[[proof]]",
        "[[visits]]",
        "[[turns]]",
        "[[programme]]",
        "[[evaluations]]",
        "[[materials]]",
        "[[crowd]]",
        "[x.y]",
    ),
)


class Hostile:
    """Makes hostile things by the chance that it is given."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def word(self) -> str:
        """Return a word, or signs that are none."""
        return self.chance.choice(SIGNS if self.chance.random() < 0.3 else WORDS)

    def text(self, most: int = 5) -> str:
        """Return some words."""
        return self.chance.choice((" ", "", ": ")).join(self.word() for _ in range(self.chance.randint(0, most)))

    def line(self) -> str:
        """Return a line as for the capture line, made of its own parts and of hostile words."""
        parts = (
            self.chance.choice(LINES) if self.chance.random() < 0.8 else self.word()
            for _ in range(self.chance.randint(1, 9))
        )
        return self.chance.choice(("", " ")).join(parts).replace("\n", " ").replace("\r", " ")

    def of(self, pieces: Sequence[str], most: int) -> str:
        """Return some of the pieces, joined."""
        return "".join(self.chance.choice(pieces) for _ in range(self.chance.randint(1, most)))

    def file(self, data: bytes, most: int = 4) -> bytes:
        """Return a text file with some changes; now and then with a forged mark of the program at its end."""
        for _ in range(self.chance.randint(1, most)):
            data = self.chance.choice(self._changes)(self, data)
        return add_mark(re.sub(rb"\n# kpfacil [0-9a-f]{8}\n\Z", b"", data)) if self.chance.random() < 0.5 else data

    def _bytes(self, data: bytes) -> bytes:
        at = self.chance.randrange(len(data) + 1)
        return data[:at] + bytes(self.chance.randrange(256) for _ in range(self.chance.randint(1, 4))) + data[at + 1 :]

    def _cut(self, data: bytes) -> bytes:
        first, last = sorted(self.chance.randrange(len(data) + 1) for _ in range(2))
        return data[:first] + data[last:] if last - first < len(data) // 2 else data[:last]

    def _line(self, data: bytes) -> bytes:
        lines = data.split(b"\n")
        at, to = self.chance.randrange(len(lines)), self.chance.randrange(len(lines))
        match self.chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(to, lines[at])
            case 2:
                lines[at], lines[to] = lines[to], lines[at]
            case _:
                lines.insert(at, f"{self.chance.choice(KEYS)} = {self.value()}".encode("utf-8", "replace"))
        return b"\n".join(lines)

    def _value(self, data: bytes) -> bytes:
        lines = data.split(b"\n")
        keyed = [at for at, line in enumerate(lines) if b" = " in line]
        if keyed:
            at = self.chance.choice(keyed)
            lines[at] = lines[at].partition(b" = ")[0] + b" = " + self.value().encode("utf-8", "replace")
        return b"\n".join(lines)

    def _text(self, data: bytes) -> bytes:
        found = list(re.finditer(rb'"[^"\n]*"', data))
        if not found:
            return data
        one = self.chance.choice(found)
        return data[: one.start()] + toml_text(self.text()).encode("utf-8", "replace") + data[one.end() :]

    def _header(self, data: bytes) -> bytes:
        block = f"\n{self.chance.choice(HEADERS)}\n" + "".join(
            f"{self.chance.choice(KEYS)} = {self.value()}\n" for _ in range(self.chance.randint(0, 4))
        )
        places = [match.start() for match in re.finditer(rb"\n\[", data)] or [len(data)]
        at = self.chance.choice(places)
        return data[:at] + block.encode("utf-8", "replace") + data[at:]

    def value(self) -> str:
        """Return what may stand after an equals sign."""
        return self.chance.choice(VALUES) if self.chance.random() < 0.7 else toml_text(self.text())

    _changes: Sequence[Callable[["Hostile", bytes], bytes]] = (
        _bytes,
        _cut,
        _line,
        _line,
        _value,
        _value,
        _text,
        _text,
        _header,
    )


def toml_text(text: str) -> str:
    """Return a text in quotes, every sign that is not a plain one written by its number."""
    made = "".join(
        sign if " " <= sign <= "~" and sign not in '"\\' else f"\\U{ord(sign):08x}"
        for sign in text
        if not "\ud800" <= sign <= "\udfff"
    )
    return f'"{made}"'
