"""What the facilitator's screen begins with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kpfacil.model.process import Process
from kpfacil.storage.files import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A session as it was opened; the table's process, the clock, and the screen's language."""

    opened: Opened
    process: Process
    clock: Callable[[], datetime]
    language: str
