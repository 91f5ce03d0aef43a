"""Opening the audience's screen from the facilitator's."""

from pathlib import Path

from kpfacil.tui.room import Room


def open_wall(room: Room, path: Path) -> None:
    """Say how the audience's screen is opened in another window."""
    room.tell("said.wall-command", command=f'kpfacil show "{path}"')
