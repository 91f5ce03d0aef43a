"""A language is a folder: one more is added without touching the code, and the program runs in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rtoml

from kpfacil.storage.content import languages

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "kpfacil" / "content"
FILES = ("grammar.toml", "locale.toml", "process.toml")
PROGRAM = """
import asyncio, json
from pathlib import Path
from kpfacil.storage.process_file import load_process
from kpfacil.storage.content import languages, load_texts
from kpfacil.storage.decode import load
from kpfacil.tui.asked import Start
from kpfacil.tui.audience import AudienceApp
from kpfacil.tui.facilitator import Facilitator
from kpfacil.tui.home import HomeApp
from kpfacil.tui.look import Canvas
from tests.command_line import Kpfacil
from tests.fakes import NOW

run = Kpfacil(Path.cwd())
run.sessions.mkdir(exist_ok=True)
new = run("--lang", "zu", "new", "--table", "A", "--date", "2026-11-21")
path = Path(new.out.strip())
added = run("add", str(path), "! x / zumo", "T1 zik", "! y / zumo")
memo = run("memo", str(path), "-o", "-")
misspelt = run("--lang", "zo", "list")

async def home():
    app = HomeApp(path.parent.parent, "fi", lambda: NOW)
    seen = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for _ in languages():
            await pilot.press("k")
            await pilot.pause()
            seen.append(app._texts.language)
    return seen

async def wall():
    app = AudienceApp(path, None, lambda: NOW, look_every=0)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        return "\\n".join(made.plain for made in app.query_one(Canvas).rows)

async def facilitator():
    app = Facilitator(Start(opened=load(path), process=load_process(), clock=lambda: NOW, language="zu"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = "\\n".join(made.plain for canvas in app.query(Canvas) for made in canvas.rows)
    assert app.close()
    return shown

print(json.dumps({
    "file": path.read_text("utf-8"),
    "codes": f"{new.code} {added.code} {memo.code} {misspelt.code}",
    "memo": memo.out,
    "misspelt": misspelt.err,
    "help": run("--lang", "zu", "--help").out,
    "home": " ".join(asyncio.run(home())),
    "wall": asyncio.run(wall()),
    "run": asyncio.run(facilitator()),
    "list": run("list", "--lang", "zu").out,
    "question": load_process().opening[0].question.in_("zu"),
}))
"""


def _invented(words: object) -> object:
    match words:
        case str():
            return f"Zu {words}"
        case list():
            return [_invented(one) for one in words]
        case dict():
            return {key: _invented(one) for key, one in words.items()}
        case _:
            return words


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a copy of the program with one language more, Zu, did in a folder of its own."""
    folder = tmp_path_factory.mktemp("zu")
    shutil.copytree(ROOT / "kpfacil", folder / "kpfacil", ignore=shutil.ignore_patterns("__pycache__"))
    content = folder / "kpfacil" / "content"
    shutil.copytree(content / "en", content / "zu")
    for path in [*(content / "zu" / "texts").glob("*.toml"), content / "zu" / "process.toml"]:
        path.write_text(rtoml.dumps(_invented(rtoml.loads(path.read_text("utf-8")))), "utf-8")
    (content / "zu" / "grammar.toml").write_text('weekday.1 = ["zumo"]\ntask-state.done = ["zik"]\n', "utf-8")
    locale = (content / "en" / "locale.toml").read_text("utf-8").replace('"en-GB"', '"zu"').replace('"Mon"', '"Zumo"')
    (content / "zu" / "locale.toml").write_text(locale, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_command_line_speaks_it(ran: dict[str, str]) -> None:
    """Commands, help and a new meeting's file are in the language that was asked for; another one is refused."""
    assert ran["codes"] == "0 0 0 2"
    assert "Zu " in ran["help"]
    assert 'language = "zu"' in ran["file"]
    assert f"{', '.join(languages())}, zu" in ran["misspelt"]
    assert "Zumo" not in ran["list"]
    assert "Zu 1 open task" in ran["list"]


def test_its_words_are_understood(ran: dict[str, str]) -> None:
    """Its weekday is a day and its word for done is a state."""
    assert "due = 2026-11-23" in ran["file"]
    assert 'state = "done"' in ran["file"]


def test_the_memo_is_in_it(ran: dict[str, str]) -> None:
    """The memo of its session has its sentences and its way of writing days."""
    assert "Zu " in ran["memo"]
    assert "Zumo 23 Nov" in ran["memo"]


def test_the_screens_are_in_it(ran: dict[str, str]) -> None:
    """Home walks through all languages, the facilitator's screen speaks it, and the wall asks in the session's own."""
    assert ran["home"] == " ".join((*languages()[1:], "zu", "fi"))
    assert "Zu " in ran["run"]
    assert ran["question"].startswith("Zu ")
    assert "Zu " in ran["wall"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", FILES)
def test_every_language_tells_the_same(language: str, name: str) -> None:
    """Grammar, dates and process of each language have the keys of the Finnish ones; a list of units may differ."""
    assert _keys(language, name) == _keys("fi", name)


def _keys(language: str, name: str) -> set[str]:
    tree = rtoml.loads((CONTENT / language / name).read_text("utf-8"))
    return {key for key in _places("", tree) if not key.startswith(("unit.", "stemmer."))}


def _places(key: str, tree: object) -> list[str]:
    if isinstance(tree, dict):
        return [place for name, inner in tree.items() for place in _places(f"{key}.{name}".strip("."), inner)]
    return [f"{key} {len(tree)}" if isinstance(tree, list) and key.endswith(("days", "months", "guides")) else key]
