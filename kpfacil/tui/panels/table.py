"""*Pöytä*: everything that the table says about itself, a row a fact; a letter begins the line that sets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpfacil.model.appointments import Appointment
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Press
from kpfacil.tui.paint import EMPTY, Rows, Size, ends, hanging, paragraph, row
from kpfacil.tui.panels.base import Begin, ListPanel, PanelKey
from kpfacil.views.settings import fact_words

_LETTERS = {
    "t": "goal",
    "m": "indicator",
    "p": "rule",
    "s": "agreement-needed",
    "v": "choice",
    "k": "term-goal",
    "e": "theme",
    "y": "table-kind",
    "o": "url",
    "w": "crowd",
    "n": "next",
    "a": "hours",
    "r": "place",
}
"""Each fact and the letter that begins its line."""
_NAME = 24


@dataclass(frozen=True)
class TablePanel(ListPanel[tuple[str, str]]):
    """The facts as they stand, and what is missing; Enter begins the line of the chosen one."""

    def items(self) -> Sequence[tuple[str, str]]:
        return tuple(_LETTERS.items())

    def lines(self, item: tuple[str, str], width: int) -> Rows:
        letter, setting = item
        name = f"{self.say(f'word.setting.{setting}'):<{_NAME}}"
        words = " · ".join(filter(None, facts_of(self.session, setting, self.texts)))
        missing = self.say("panel.table.missing")
        lines = paragraph(words or missing, width - _NAME - 5, "text" if words else "dim", 3)
        return hanging(row((f"{letter}  ", "strong"), (name, "dim")), lines, Press(letter))

    def head(self, size: Size) -> Rows:
        place = row((f"{self.place + 1} / {len(_LETTERS)} ", "dim"))
        return [ends(row("   ", (self.say("panel.table.title"), "strong")), place, size[0]), EMPTY]

    @property
    def keys(self) -> Sequence[PanelKey]:
        begins = {letter: Begin(self.say(f"panel.table.line.{setting}"), self) for letter, setting in _LETTERS.items()}
        chosen = list(begins.values())[self.place]
        letters = (
            PanelKey(letter, f"word.setting.{_LETTERS[letter]}", begin, shown=False) for letter, begin in begins.items()
        )
        return (PanelKey("enter", "panel.table.set", chosen), *letters)


def facts_of(session: Session, setting: str, texts: Texts) -> Iterator[str]:
    """Yield what stands of a fact, in words; nothing where it is missing or open."""
    table = session.table
    match setting:
        case "rule":
            yield from table.ground_rules
        case "term-goal":
            yield from (f"{goal.id} {goal.text}" for goal in table.goals)
        case "crowd":
            yield from (f"{group.count} {session.name_of(group.party) or group.party}" for group in session.crowd)
        case "next" | "hours" | "place":
            yield fact_words(setting, _when(session, setting), texts)
        case _:
            yield from _list_fact(session, setting, texts)


def _when(session: Session, setting: str) -> Appointment:
    """Return when and where the next meeting is, or the hours or the place of this one."""
    meeting = session.meeting
    if setting == "hours":
        return Appointment(start=meeting.start, end=meeting.end)
    if setting == "place":
        return Appointment(place=meeting.place)
    if meeting.next_date is None:
        return Appointment()
    return Appointment(day=meeting.next_date, start=meeting.next_start, end=meeting.next_end, place=meeting.next_place)


def _list_fact(session: Session, setting: str, texts: Texts) -> Iterator[str]:
    """Yield a fact that stands in the table itself; what is open is missing."""
    table = session.table
    values = {
        "goal": table.goal,
        "indicator": table.indicator,
        "agreement-needed": table.agreement_needed,
        "choice": table.choice,
        "theme": table.theme,
        "table-kind": table.kind,
        "url": table.url,
    }
    value = values[setting]
    yield fact_words(setting, value, texts) if value != "open" else ""
