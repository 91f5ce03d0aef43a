"""What the table says of itself, in words: one fact of it as it stands or as it is to be."""

from kpfacil.capture import Swap
from kpfacil.model.appointments import Appointment
from kpfacil.model.dates import clock_time, long_date
from kpfacil.model.texts import Texts


def fact_words(setting: str, fact: str | Appointment, texts: Texts) -> str:
    """Return one fact in words: people's own, a listed one in the language of the texts, or day, hours and place."""
    if isinstance(fact, str):
        listed = {
            "agreement-needed": f"word.agreement-needed.{fact}",
            "choice": f"word.choice.{fact}",
            "table-kind": f"word.table-kind.{fact}",
        }
        return texts.say(listed[setting]) if setting in listed and fact else fact
    day = long_date(fact.day, texts.locale) if fact.day else ""
    hours = "–".join(clock_time(at, texts.locale) for at in (fact.start, fact.end) if at is not None)
    return ", ".join(part for part in (day, hours, fact.place) if part)


def swap_words(swap: Swap, texts: Texts, *, asking: bool = False) -> str:
    """Return what a line sets, with what stands already where that is something else; `asking`, as a question."""
    new = fact_words(swap.setting, swap.new, texts)
    old = fact_words(swap.setting, swap.old, texts)
    name = texts.say(f"word.setting.{swap.setting}")
    form = "new" if not old or old == new else "changed"
    return texts.say(f"ask.swap.{form}" if asking else f"hint.swap.{form}", name=name, old=old, new=new)
