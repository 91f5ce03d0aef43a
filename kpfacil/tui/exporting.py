"""Writing the memo from the facilitator's screen."""

from pathlib import Path

from kpfacil.tui.room import Room


def write_memo(room: Room, path: Path) -> None:
    """Write the memo beside the session file and say where it is."""
    room.tell("said.memo", path=path.parent / path.stem / "muistio.md")
