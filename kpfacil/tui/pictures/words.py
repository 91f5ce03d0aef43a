"""Small wordings that several pictures share."""

from datetime import date

from kpfacil.model.dates import due_words
from kpfacil.model.texts import Texts
from kpfacil.tui.paint import Span


def by_when(due: date | None, due_text: str, texts: Texts) -> str:
    """Return the day by which, the words said instead of one, or the words with their day."""
    return due_words(due, due_text, texts.locale)


def joined(spans: list[list[Span]], between: str = "  ") -> tuple[Span, ...]:
    """Return groups of spans one after another with a gap between."""
    made: list[Span] = []
    for group in spans:
        if made and group:
            made.append(Span(between))
        made.extend(group)
    return tuple(made)
