"""The pictures of the README, made of the sample: `python -m tests.pictures` (or `make pictures`).

Beside each picture lies a text file with the same words: for readers who do not see the picture, and for the test that
the picture is of the program as it is.
"""

import asyncio
import io
import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import typst
from rich.console import Console
from textual.app import App

from kpfacil.export import text
from kpfacil.export.memo import memo
from kpfacil.export.pdf import as_data
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.process_file import load_process
from kpfacil.tui.asked import Start
from kpfacil.tui.audience import AudienceApp
from kpfacil.tui.facilitator import Facilitator

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
EVENING = ROOT / "sessions" / "jamsan-asukkaiden-kumppanuuspoyta" / "2020-01-28.toml"
NOW = datetime(2020, 1, 28, 18, 9, tzinfo=timezone(timedelta(hours=2)))
TYPED = "! Martta, Liikkuja: varataan sali / to 13.2. / seurakunta: tila + 20 h"
SIZE = (100, 30)
WALL_SIZE = (80, 24)
_DOTS = 80
_FRAME = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="#0d1117" width="100%" height="100%" rx="8"/>
<g transform="translate(9, 9)">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""
"""What stands around a screen in its picture; nothing is fetched from anywhere."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and the words that are in it."""

    name: str
    content: bytes
    words: str


def drawn() -> list[Picture]:
    """Return every picture, made now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(EVENING, folder))
        seats = [asyncio.run(_facilitator(path, language)) for language in ("fi", "en")]
        return [*seats, asyncio.run(_wall(path)), _memo(load(path))]


async def _facilitator(path: Path, language: str) -> Picture:
    """Return the facilitator's screen with a half-typed task."""
    app = Facilitator(Start(opened=load(path), process=load_process(), clock=lambda: NOW, language=language))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.capture.value = TYPED
        app.capture.cursor_position = len(TYPED)
        await pilot.pause()
        picture = _screen(f"facilitator-{language}", app, SIZE)
        app.capture.value = ""
    assert app.close()
    return picture


async def _wall(path: Path) -> Picture:
    """Return what the room sees meanwhile."""
    app = AudienceApp(path, None, lambda: NOW, look_every=0)
    async with app.run_test(size=WALL_SIZE) as pilot:
        app.look_now()
        await pilot.pause()
        return _screen("wall", app, WALL_SIZE)


def _screen(name: str, app: App[int], size: tuple[int, int]) -> Picture:
    """Return a screen as it stands, as vectors."""
    console = Console(
        width=size[0],
        height=size[1],
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    console.print(app.screen._compositor.render_update(full=True))
    words = "".join(f"{line.rstrip()}\n" for line in console.export_text(clear=False).splitlines()).rstrip("\n")
    return Picture(f"{name}.svg", console.export_svg(code_format=_FRAME).encode(), f"{words}\n")


def _memo(opened: Opened) -> Picture:
    """Return the first page of the memo."""
    doc = memo(opened.session, load_texts("fi"), load_process(), "participants")
    content = ROOT / "kpfacil" / "content"
    compiler = typst.Compiler(
        content / "pdf" / "document.typ",
        font_paths=[content / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"doc": json.dumps(as_data(doc), ensure_ascii=False)},
    )
    pages = compiler.compile(format="png", ppi=_DOTS)
    assert isinstance(pages, list)
    return Picture("memo.png", pages[0], text.render(doc))


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for picture in drawn():
        path = FOLDER / picture.name
        path.write_bytes(picture.content)
        path.with_suffix(".txt").write_text(picture.words, "utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}  {len(picture.content) / 1000:.0f} kB")  # noqa: T201


if __name__ == "__main__":
    main()
