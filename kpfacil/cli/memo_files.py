"""What a memo's files are called and where they are (contract, section 1)."""

from pathlib import Path

FULL = "muistio"
"""The name of the participants' memo, without its ending."""
PUBLIC = "muistio-julkinen"
"""The name of the public memo, without its ending."""


def export_folder(path: Path) -> Path:
    """Return the folder of what is exported from a session file: beside it, by its name."""
    return path.parent / path.stem
