from collections.abc import Callable
from pathlib import Path

import pytest

from kpfacil.model.session import Session
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode

WHOLE = """
format = 1
language = "fi"

[table]
name = "Jämsän asukkaiden kumppanuuspöytä"
goal = "Hillotehdas Jämsään"
[table.charter]
seats = [10, 12]
[[table.goals]]
id = "G1"
text = "Järjestöstrategian laadinta"
state = "lapsed"
reason = "ei resursseja"

[meeting]
number = 3
date = 2026-11-21
start = 17:00:00
place = "Kirjasto"
phase = "action"
step = "ideas"
timer_ends_at = 2026-11-21T17:30:00+02:00

[[parties]]
id = "kylat"
name = "Kylätoimikunta"
[[parties]]
id = "srk"
name = "Seurakunta"

[[participants]]
id = "liisa"
name = "Liisa Mäkinen"
party = "kylat"
roles = ["secretary"]
[[participants]]
id = "pekka"
name = "Pekka Virtanen"
party = "srk"
replaces = "liisa"

[[ideas]]
id = "I1"
text = "Kyläpäivä maaliskuussa"
by = ["liisa"]
at = 2026-11-21T17:12:03+02:00

[[agreements]]
id = "S1"
text = "Pidetään kyläpäivä"
by = ["liisa"]
from = ["I1"]
carrier = "pekka"
[[agreements.consent]]
who = "pekka"
answer = "reservation"
reason = "budjetti on vielä auki"

[[tasks]]
id = "T1"
text = "Varaa sali"
owners = ["liisa", "pekka"]
due = 2026-12-15
from = ["S1"]
[[tasks.resources]]
by = "srk"
kind = "space"
text = "seurakuntasali"
[[tasks.story]]
on = 2026-11-21
what = "raised"
"""


@pytest.fixture
def whole() -> Session:
    """A session with something in most blocks."""
    return decode(WHOLE.encode())


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[[str], Path]:
    """Write a session file of that name, as the program itself would have written it."""

    def make(name: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(decode(WHOLE.encode())))
        return path

    return make
