"""What a rule found: a sentence and its place in the session file."""

from dataclasses import dataclass

from kpfacil.model.texts import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Sentence):
    """One finding. `path` is its place in the file, such as `tasks[2].due`, the first block being 1; else empty."""

    path: str = ""
