"""A robot at the home screen: whatever is pressed, typed and clicked, no file and no words are lost."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from kpfacil.model.session import Session
from kpfacil.storage.encode import encode
from kpfacil.tui.asked import Act, Asked
from kpfacil.tui.home import HomeApp, HomeChoice
from kpfacil.tui.home_desk import TYPED
from tests.fakes import Clock
from tests.scale import chance, count

STEPS = count(150, 1500)
KEYS = (
    *("enter", "escape", "up", "down", "pageup", "pagedown", "home", "end", "left", "right"),
    *("tab", "ctrl+u", "ctrl+c", "ctrl+a", "backspace", "f1", "f4", "ctrl+o"),
)
LETTERS = "nnn///eeeeddoohktsmurj123?ö "
LINES = (
    "Toinen pöytä",
    "Kyläpöytä / 12.12. klo 17",
    "pöytä ti 1.12.",
    "/ pe",
    "x" * 200,
    "väki.csv",
    "ilta ; [/b]",
    "1",
)
SIZES = ((60, 20), (80, 24), (120, 36), (200, 50))


@pytest.fixture
def folder(tmp_path: Path, evening: Session, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two tables, files that are not counted, a broken one, and lists of people."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kpfacil.tui.home_files.own_folder", lambda _: tmp_path / "downloads")
    for at, name in enumerate(("kylapoyta", "toinen-poyta")):
        table = tmp_path / "sessions" / name
        table.mkdir(parents=True)
        for day in (3, 10, 17):
            session = replace(evening, meeting=replace(evening.meeting, date=date(2026, 11 - at, day)))
            named = replace(session, table=replace(session.table, name=name))
            (table / f"2026-{11 - at}-{day:02}.toml").write_bytes(encode(named))
        (table / "kevät.toml").write_bytes(encode(evening))
        (table / "2026-11-03.conflict-1.toml").write_bytes(encode(evening))
        (table / "2026-01-01.toml").write_text("format = = 1\n", encoding="utf-8")
    (tmp_path / "väki.csv").write_text("Nimi;Taho\nUusi Ihminen;Martat\n", encoding="utf-8")
    (tmp_path / "outo.csv").write_text("a;b;c\n1;Eeva Aalto;3\n2;Olli Salo;4\n", encoding="utf-8")
    return tmp_path / "sessions"


def _clickable(app: HomeApp) -> list[Asked]:
    rows = [row for canvas in app.query("Canvas").results() for row in getattr(canvas, "rows", ())]
    found = {one.does for row in rows for one in (*row.spans, row) if one.does is not None}
    return sorted((one for one in found if not isinstance(one, Act)), key=repr)


def _kept(folder: Path) -> int:
    """How many files there are, removed ones too: a file may get another name and is never gone."""
    return sum(1 for path in folder.rglob("*.toml") if path.is_file())


async def _do(app: HomeApp, pilot: Pilot[HomeChoice], dice: random.Random) -> str:
    """Do something at random; return what it was."""
    what, line = dice.random(), app.capture
    if what < 0.25:
        key = dice.choice(KEYS)
        line.post_message(events.Key(key, None))
        return key
    if what < 0.7:
        sign = dice.choice(LETTERS)
        line.post_message(events.Key("space" if sign == " " else sign, sign))
        return sign
    if what < 0.8:
        words = dice.choice(LINES)
        line.post_message(events.Paste(words))
        return f"paste {words[:20]}"
    if what < 0.83:
        size = dice.choice(SIZES)
        await pilot.resize_terminal(*size)
        return f"{size}"
    if places := _clickable(app):
        asked = dice.choice(places)
        app.action_clicked(asked)
        return f"{asked}"
    return ""


async def test_nothing_is_lost_at_home(folder: Path) -> None:
    """Files are only moved and named, words stay in the line or come back when it is begun again, no picture fails.

    Where something was chosen the screen opens again, as the command line would, now and then with a refused line.
    """
    dice, files, done = chance("robot at home"), _kept(folder), 0
    while done < STEPS:
        refused = dice.choice(("", "Toinen / 5.12."))
        app = HomeApp(folder, dice.choice(("fi", "en")), Clock(), said="Ei käy." if refused else "", line=refused)
        async with app.run_test(size=dice.choice(SIZES)) as pilot:
            await app.workers.wait_for_complete()
            tail: list[str] = []
            while app.is_running and done < STEPS and app.return_value is None:
                mode, words, offered = app.desk.mode, app.capture.value, app.desk.offered
                tail = [*tail[-8:], await _do(app, pilot, dice)]
                await pilot.pause()
                await app.workers.wait_for_complete()
                await pilot.pause()
                done += 1
                assert app.fault_log is None, tail
                assert app.capture.has_focus, tail
                assert _kept(folder) == files, tail
                left = app.desk.mode != mode and tail[-1] in ("escape", "Press(key='Esc')")
                if left and mode in TYPED and words != offered and words.strip():
                    assert words in (app.desk.kept.get(mode), *app.desk.kept.values()) or mode == "roster", tail
