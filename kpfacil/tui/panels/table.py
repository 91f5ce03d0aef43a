"""*Pöytä*: everything that the table says about itself, a row a fact; a letter begins the line that sets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpfacil.capture.dates import Appointment
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Press
from kpfacil.tui.paint import EMPTY, Row, ends, paragraph, row
from kpfacil.tui.panels.base import Begin, Panel, PanelKey, PanelView, with_legend
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
class TablePanel(Panel):
    """The facts as they stand, and what is missing; Enter begins the line of the chosen one."""

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return title, facts and the key that changes the chosen one."""
        width, height = size
        legend = self.legend(view, width)
        blocks = [self._fact(view, at, width) for at in range(len(_LETTERS))]
        room, here = max(1, height - len(legend) - 2), self.place(view)
        # As many facts as fit around the chosen one, whole.
        first = here
        while first and sum(map(len, blocks[first - 1 : here + 1])) <= room:
            first -= 1
        seen = [line for block in blocks[first:] for line in block][:room]
        place = row((f"{here + 1} / {len(blocks)} ", "dim"))
        title = ends(row("   ", (view.texts.say("panel.table.title"), "strong")), place, width)
        return with_legend([title, EMPTY, *seen], legend, height)

    def _fact(self, view: PanelView, at: int, width: int) -> list[Row]:
        letter, setting = list(_LETTERS.items())[at]
        chosen = at == self.place(view) and view.entered
        name = f"{view.texts.say(f'word.setting.{setting}'):<{_NAME}}"
        words = " · ".join(filter(None, facts_of(view.session, setting, view.texts)))
        missing = view.texts.say("panel.table.missing")
        lines = paragraph(words or missing, width - _NAME - 8, "text" if words else "dim", 3)
        head = row((f" {'▸' if chosen else ' '} ", "strong"), (f"{letter}  ", "strong"), (name, "dim"), *lines[0].spans)
        does, fill = Press(letter), "chosen" if chosen else ""
        rest = [row(" " * (_NAME + 6), *line.spans) for line in lines[1:]]
        return [Row(line.spans, does, fill) for line in (head, *rest)]

    def count(self, view: PanelView) -> int:
        """Return the number of facts."""
        del view
        return len(_LETTERS)

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return Enter, and behind it a letter for each fact, as it stands beside the fact."""
        begins = {
            letter: Begin(view.texts.say(f"panel.table.line.{setting}"), self) for letter, setting in _LETTERS.items()
        }
        chosen = list(begins.values())[self.place(view)]
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
            yield from _listed(session, setting, texts)


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


def _listed(session: Session, setting: str, texts: Texts) -> Iterator[str]:
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
