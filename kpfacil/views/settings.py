"""What the table says of itself: its facts as they stand, and one of them in words, as it stands or as it is to be."""

from collections.abc import Sequence

from kpfacil.model.appointments import Appointment, next_appointment
from kpfacil.model.dates import clock_time, long_date
from kpfacil.model.people import Crowd
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Setting
from kpfacil.model.texts import Texts

Fact = str | Goal | Crowd | Appointment
"""People's own words, a listed word, a numbered goal, a counted group, or day, hours and place."""
_LISTED = ("agreement-needed", "choice", "table-kind")
"""The settings whose facts are listed words."""


def facts_of(session: Session, setting: Setting) -> tuple[Fact, ...]:
    """Return what the table has said of a setting; nothing where that is missing or open."""
    table, meeting = session.table, session.meeting
    facts: dict[Setting, Sequence[Fact]] = {
        "goal": (table.goal,),
        "indicator": (table.indicator,),
        "rule": table.ground_rules,
        "agreement-needed": (table.agreement_needed,),
        "choice": (table.choice,),
        "term-goal": table.goals,
        "theme": (table.theme,),
        "table-kind": (table.kind,),
        "url": (table.url,),
        "crowd": session.crowd,
        "next": (next_appointment(meeting),),
        "hours": (Appointment(start=meeting.start, end=meeting.end),),
        "place": (meeting.place,),
    }
    nothing = ("", "open") if setting in _LISTED else ("", Appointment())
    return tuple(fact for fact in facts[setting] if fact not in nothing)


def fact_words(setting: str, fact: str | Appointment, texts: Texts) -> str:
    """Return one fact in words: people's own, a listed one in the language of the texts, or day, hours and place."""
    if isinstance(fact, str):
        return texts.say(f"word.{setting}.{fact}") if setting in _LISTED and fact else fact
    day = long_date(fact.day, texts.locale) if fact.day else ""
    hours = "–".join(clock_time(at, texts.locale) for at in (fact.start, fact.end) if at is not None)
    return ", ".join(part for part in (day, hours, fact.place) if part)
