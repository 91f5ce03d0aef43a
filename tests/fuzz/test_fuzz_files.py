"""Files that people, programs and enemies have had their hands in; half of them bear the program's own mark."""

import shutil
from pathlib import Path

import pytest

from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode
from kpfacil.storage.files import Unreadable
from kpfacil.storage.process_file import load_process
from kpfacil.views.audience import audience
from kpfacil.web.page import page, wall
from tests.evening import an_evening
from tests.fakes import NOW
from tests.fuzz.held import Held, only, unsteering
from tests.fuzz.hostile import Hostile
from tests.scale import chance, count

_HERE = Path(__file__).parent
SAMPLES = (_HERE / "whole.toml", *sorted((_HERE.parents[1] / "sessions").glob("*/*.toml")))
_TABLE = "Kyläpöytä"
_COMMANDS = (
    ("list",),
    ("tasks",),
    ("tasks", "--overdue", "--profile", "public"),
    ("report", "sessions"),
    ("search", "kylä"),
    ("check", "FILE"),
    ("proof", "FILE"),
    ("memo", "FILE", "--format", "txt", "-o", "-"),
    ("memo", "FILE", "--profile", "public", "--format", "md", "-o", "-"),
    ("add", "FILE", "+ kahvia"),
    ("new", "--table", _TABLE, "--date", "2027-01-01"),
    ("remind", "sessions", "-o", "kirjeet"),
    ("invite", "FILE", "-o", "kutsu"),
    ("publish", "sessions", "julki"),
    ("forget", "sessions", "Liisa Mäkinen"),
    ("config", "sessions"),
)


def _originals() -> list[bytes]:
    return [
        *(path.read_bytes() for path in SAMPLES),
        encode(an_evening()),
        *(encode(decode(one.read_bytes())) for one in SAMPLES),
    ]


def test_a_changed_file_is_a_session_or_is_refused_with_its_places() -> None:
    """Whatever was done to a file it opens, and is written and read again the same, or each fault has a sentence."""
    made, texts, process = Hostile(chance("files")), load_texts("fi"), load_process()
    originals, opened = _originals(), 0
    for _ in range(count(400, 20_000)):
        data = made.file(made.chance.choice(originals))
        try:
            session = decode(data)
        except Unreadable as error:
            unsteering("\n".join(error.sentences(texts)))
            continue
        opened += 1
        written = encode(session)
        assert encode(decode(written)) == written  # a NaN under an unknown key is not even equal to itself
        seen = audience(session, process, NOW)
        unsteering(page("kpfacil", wall(seen, texts, NOW), texts).replace("\t", ""))
    assert opened


def _damage(made: Hostile, kp: Held, originals: list[bytes]) -> Path:
    """Put some files into a table's folder, at least one of them damaged; return one of them."""
    folder = kp.sessions / "poyta"
    shutil.rmtree(kp.folder)
    folder.mkdir(parents=True)
    names = ("2026-11-21.toml", "2026-11-21-2.toml", "2026-12-01.toml", "kevat.toml", "2026-11-21.conflict-1.toml")
    paths = [folder / name for name in made.chance.sample(names, made.chance.randint(1, 3))]
    for path in paths:
        path.write_bytes(
            made.file(made.chance.choice(originals)) if path is paths[0] or made.chance.random() < 0.3 else originals[0]
        )
    return paths[0]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_no_command_stumbles_over_damaged_files(kp: Held, language: str) -> None:
    """Every command on folders with damaged and forged files does its work or says in a sentence what is wrong."""
    made, originals = Hostile(chance(f"folders {language}")), _originals()
    for _ in range(count(60, 2_500)):
        path = _damage(made, kp, originals)
        argv = [str(path) if word == "FILE" else word for word in made.chance.choice(_COMMANDS)]
        outcome = kp.shown(*argv, "--lang", language)
        if outcome.code == 0 and argv[0] == "new":
            decode(Path(outcome.lines[-1]).read_bytes())
        only(kp.folder.parent, "own")


_SETTINGS = """language = "fi"
start = 17:00
formats = ["html", "docx"]
template = "pohja.docx"
process = "process.toml"
[charter]
seats = [10, 12]
fields = ["liikunta", "sote"]
parties_min = 3
"""


@pytest.mark.parametrize(
    "name", ["sessions/kpfacil.toml", "sessions/poyta/process.toml", "sessions/poyta/kpfacil.toml"]
)
def test_settings_and_process_files_are_taken_or_told(kp: Held, name: str) -> None:
    """Damaged settings and processes end no command: what is wrong with them is said with its place."""
    made = Hostile(chance(name))
    process = _HERE.parents[1] / "kpfacil" / "content"
    shipped = ((process / "process.toml").read_text("utf-8"), _SETTINGS)[name.endswith("kpfacil.toml")]
    kp.longest = 3.0
    for _ in range(count(25, 1_000)):
        (kp.sessions / "poyta").mkdir(exist_ok=True)
        (kp.sessions / "poyta" / "2026-11-21.toml").write_bytes(encode(an_evening()))
        (kp.folder / name).write_bytes(made.file(shipped.encode()))
        for argv in (("config", "sessions/poyta"), ("check", "sessions/poyta/2026-11-21.toml"), ("list",)):
            kp.shown(*argv)
        kp("memo", "sessions/poyta/2026-11-21.toml", "--format", "md", "-o", "-")
        kp.shown("add", "sessions/poyta/2026-11-21.toml", "kahvia")
