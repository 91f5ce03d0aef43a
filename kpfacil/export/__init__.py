"""Documents that leave the program: one tree, one small renderer per format, no disk, no clock."""

from pkgutil import get_data


def shipped(name: str) -> bytes:
    """Return a file of the package's own content, such as `word/styles.xml`."""
    return get_data("kpfacil", f"content/{name}") or b""
