"""What the table says of itself, in words: one fact of it as it stands or as it is to be."""

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
