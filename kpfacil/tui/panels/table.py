"""*Pöytä*: everything that the table says about itself, a row a fact; a letter begins the line that sets it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kpfacil.model.appointments import Appointment, next_appointment
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
    table, meeting = session.table, session.meeting
    facts: dict[str, Iterable[str | Appointment]] = {
        "goal": (table.goal,),
        "indicator": (table.indicator,),
        "rule": table.ground_rules,
        "agreement-needed": (table.agreement_needed,),
        "choice": (table.choice,),
        "term-goal": (f"{goal.id} {goal.text}" for goal in table.goals),
        "theme": (table.theme,),
        "table-kind": (table.kind,),
        "url": (table.url,),
        "crowd": (f"{group.count} {session.name_of(group.party)}" for group in session.crowd),
        "next": (next_appointment(meeting),) if meeting.next_date else (),
        "hours": (Appointment(start=meeting.start, end=meeting.end),),
        "place": (meeting.place,),
    }
    yield from (fact_words(setting, fact, texts) for fact in facts[setting] if fact != "open")
