"""The mark at the end of a file that says the program wrote every byte before it.

Such a file needs no second look at every value when it is read; one that was touched by hand gets it.
"""

import zlib

_BEGIN = b"\n# kpfacil "
_LENGTH = len(_BEGIN) + 9  # eight digits and a line end


def marked(data: bytes) -> bytes:
    """Return the bytes of a file with the mark at their end."""
    return data + _mark(data)


def is_ours(data: bytes) -> bool:
    """Return whether the program wrote these bytes and nobody has touched them since."""
    return data[-_LENGTH:] == _mark(data[:-_LENGTH])


def unmarked(data: bytes) -> str | None:
    """Return the text that the program wrote, without the mark; None where somebody else has had a hand in it."""
    return data[:-_LENGTH].decode("utf-8") if is_ours(data) else None


def _mark(data: bytes) -> bytes:
    return _BEGIN + f"{zlib.crc32(data):08x}\n".encode("ascii")
