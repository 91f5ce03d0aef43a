"""*Pöytä*: everything that the table says about itself, a row a fact; a letter begins the line that sets it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.model.people import Crowd
from kpfacil.model.table import Goal, Setting
from kpfacil.tui.asked import Press
from kpfacil.tui.paint import EMPTY, Rows, Size, ends, hanging, paragraph, row
from kpfacil.tui.panels.base import Begin, ListPanel, PanelKey
from kpfacil.views.audience_builders import Fact, fact_words, facts_of

_LETTERS: dict[str, Setting] = {
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
class TablePanel(ListPanel[tuple[str, Setting]]):
    """The facts as they stand, and what is missing; Enter begins the line of the chosen one."""

    def items(self) -> Sequence[tuple[str, Setting]]:
        return tuple(_LETTERS.items())

    def lines(self, item: tuple[str, Setting], width: int) -> Rows:
        letter, setting = item
        name = f"{self.say(f'word.setting.{setting}'):<{_NAME}}"
        words = " · ".join(self._words(setting, fact) for fact in facts_of(self.session, setting))
        missing = self.say("panel.table.missing")
        lines = paragraph(words or missing, width - _NAME - 5, "text" if words else "dim", 3)
        return hanging(row((f"{letter}  ", "strong"), (name, "dim")), lines, Press(letter))

    def _words(self, setting: Setting, fact: Fact) -> str:
        if isinstance(fact, Goal):
            return f"{fact.id} {fact.text}"
        if isinstance(fact, Crowd):
            return f"{fact.count} {self.session.name_of(fact.party)}"
        return fact_words(setting, fact, self.texts)

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
