"""What can go wrong with files, as errors that carry the sentence to be said of it."""

import errno
from collections.abc import Mapping
from io import UnsupportedOperation
from pathlib import Path

from kpfacil.model.texts import Detail, Sentence, Texts
from kpfacil.rules.integrity import Fault

_REASONS = {
    errno.ENOSPC: "system.full",
    errno.EDQUOT: "system.full",
    errno.EFBIG: "system.full",
    errno.EACCES: "system.permission",
    errno.EPERM: "system.permission",
    errno.EROFS: "system.read-only",
    errno.ENOENT: "system.missing",
    errno.ENOTDIR: "system.no-folder",
    errno.EISDIR: "system.folder",
    errno.EEXIST: "system.there",
    errno.ENAMETOOLONG: "system.long-name",
    errno.ELOOP: "system.loop",
    errno.EIO: "system.device",
    errno.ENODEV: "system.device",
    errno.ENXIO: "system.device",
    errno.ESTALE: "system.device",
    errno.ETIMEDOUT: "system.device",
    errno.EBUSY: "system.busy",
    errno.EAGAIN: "system.busy",
    errno.EMFILE: "system.many",
    errno.ENFILE: "system.many",
    errno.EPIPE: "system.pipe",
    errno.EBADF: "system.pipe",
}


def reason_of(error: BaseException | None) -> Detail:
    """Return why the system did not do something: a sentence of ours where there is one, else its own words."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, UnsupportedOperation):  # a stream that was closed before the program began
        return Sentence("system.pipe")
    if number in _REASONS:
        return Sentence(_REASONS[number])
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


class StorageError(Exception):
    """A file or folder that cannot be used, with the sentence that says why."""

    def __init__(self, key: str, details: Mapping[str, Detail] | None = None) -> None:
        super().__init__(key, dict(details or {}))
        self.key = key
        self.sentence = Sentence(key, details or {})

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return what to tell the user: one sentence here, one for each fault of an unreadable file."""
        return (texts.said(self.sentence),)


class Unreadable(StorageError):  # noqa: N818 - what the file is, as `Refused` says what a command was
    """A file that is not a session: every fault found in it. `path` is known when it was read from the disk."""

    def __init__(self, faults: tuple[Fault, ...], path: Path | None = None) -> None:
        super().__init__("fault.unreadable", {"path": str(path or ""), "n": str(len(faults))})
        self.faults = faults
        self.path = path

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return a line for each fault: path, line or key, and the sentence that says what to do."""
        return tuple(self._sentence(fault, texts) for fault in self.faults)

    def _sentence(self, fault: Fault, texts: Texts) -> str:
        where = "fault.at-key"
        if fault.line is not None:
            where = "fault.at-line-and-key" if fault.path else "fault.at-line"
        elif not fault.path:
            where = "fault.at-file"
        named = {"path": str(self.path or ""), "place": fault.path, "line": fault.line or ""}
        return texts.said(Sentence(where, {**named, "reason": texts.said(fault.sentence)}))
