"""What a rule found: the key of a sentence and what fills it, said in the room's language only at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpfacil.model.dates import plain_date
from kpfacil.model.process import Localized
from kpfacil.model.texts import Texts

Detail = str | int | date | Localized
"""What fills a placeholder: people's words and names, a number, a date, or a text in both languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `key` names the sentence; where `count` stands, the sentence is `key.one` or `key.other` with `{n}`.

    `path` is the place in the session file, such as `tasks[2].due`, the first block being 1; empty where it is nowhere.
    """

    key: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    count: int | None = None
    path: str = ""


def said(finding: Finding, texts: Texts) -> str:
    """Return the finding as a sentence in the language of the texts.

    Raises `KeyError` where the texts have no such sentence.
    """
    named = {name: _told(detail, texts.language) for name, detail in finding.details.items()}
    if finding.count is None:
        return texts.say(finding.key, **named)
    return texts.count(finding.key, finding.count, **named)


def _told(detail: Detail, language: str) -> str:
    match detail:
        case Localized():
            return detail.in_(language)
        case date():
            return plain_date(detail, language)
        case _:
            return str(detail)
