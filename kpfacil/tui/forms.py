"""What is asked for in the capture line itself, not in a form: a person, the next meeting, a line of the programme."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kpfacil.capture import Swap, new_party, refusal_of, suggest_id
from kpfacil.commands.base import Command, Refused, Together
from kpfacil.commands.change import AssignTask, RenameTheme
from kpfacil.commands.meeting import SetMeeting, SetNextMeeting
from kpfacil.commands.people import AddParticipant, EditParticipant
from kpfacil.commands.promise import SetMandate, SetNextStep
from kpfacil.commands.table import AddStep, Evaluate
from kpfacil.model.appointments import next_appointment, read_appointment, read_hours
from kpfacil.model.days import Calendar
from kpfacil.model.due import read_due
from kpfacil.model.kinds import SIGNS, split_id
from kpfacil.model.people import Party, Role
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.tui.reading import read
from kpfacil.tui.sight import Said
from kpfacil.views.outcome import swap_words

_ROLES: tuple[Role, ...] = ("facilitator", "chair", "secretary", "convener", "opener", "expert", "liaison")


class Asking(Refused):
    """A refusal after which `line` stands in the capture line: empty where the answer is to be typed."""

    def __init__(self, key: str, line: str = "") -> None:
        super().__init__(key)
        self.line = line


class Form(Protocol):
    """One thing asked for in the capture line. Its label is `form.<name>` in the texts, its hint `form.<name>-hint`."""

    @property
    def name(self) -> str:
        """Its name in the texts."""
        ...

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        """Return what the line does; raises `Refused` where it cannot be read."""
        ...


@frozen()
class PersonForm:
    """A new person (`handle` empty) or one to edit: `name; party; field; roles`."""

    handle: str = ""
    name: str = "person"

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        parts = [part.strip() for part in line.split(";" if ";" in line else ",")]
        name, party_name, field, roles = (*parts, "", "", "", "")[:4]
        if not name:
            raise Refused("nameless")
        party, made = _party(session, party_name), list[Command]()
        if party is None and party_name:
            made = [new := new_party(session, party_name)]
            party = Party(id=new.id, name=new.name)
            session = replace(session, parties=(*session.parties, party))
        words = tuple(_role(word, texts) for word in roles.split("/") if word.strip())
        return Together(commands=(*made, self._person(session, name, party.id if party else "", field, words)))

    def _person(self, session: Session, name: str, party: str, field: str, roles: tuple[Role, ...]) -> Command:
        if self.handle:
            known = session.participant(self.handle)
            site = known.site if known else ""
            return EditParticipant(id=self.handle, name=name, party=party, field=field, site=site, roles=roles)
        handle = suggest_id(session, name)
        return AddParticipant(id=handle, name=name, party=party, field=field, roles=roles)


def form_for(asked: Form | None, line: str, panel: str) -> Form | None:
    """Return the form that takes a line: the one that asks, or in the listening list of people a new person's.

    There a line with a semicolon and without a sign, an id or a colon is somebody and their party.
    """
    words = line.split()
    if asked is not None or panel != "people" or ";" not in line:
        return asked
    return None if words[0][0] in (*SIGNS, "\\") or ":" in line or split_id(words[0]) else PersonForm()


def _party(session: Session, name: str) -> Party | None:
    wanted = name.casefold()
    return next((party for party in session.parties if wanted in (party.id, party.name.casefold())), None)


def _role(word: str, texts: Texts) -> Role:
    wanted = word.strip().casefold()
    names = {role: texts.say(f"word.role.{role}").casefold() for role in _ROLES}
    meant = [role for role in _ROLES if wanted in (role, names[role])]
    meant = meant or [role for role in _ROLES if wanted in names[role]]  # *yhdyshenkilö*, *puheen*
    if len(meant) == 1:
        return meant[0]
    raise Refused("no-such-role", role=word.strip(), known=", ".join(names.values()))


@frozen()
class LineForm:
    """A form that reads a line in its own way; `about` is what it asks about: an entry, a theme, a point or a step."""

    name: str
    about: str = ""

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        return _READERS[self.name](line.strip(), self.about, session)


def said_of(form: Form, session: Session, said: Said, texts: Texts) -> Said:
    """Return what is said of a line that a form has taken: the next meeting is repeated in words."""
    if form.name != "next":
        return said
    return Said(swap_words(Swap(setting="next", old="", new=next_appointment(session.meeting)), texts))


def _next_meeting(line: str, _: str, session: Session) -> Command:
    """Read when and where the table meets next: `12.12. klo 17.00 Kirjasto`."""
    said = read_appointment(line, Calendar(session.meeting.date))
    if said.wrong is not None:
        raise refusal_of(said.wrong)
    if said.day is None:
        raise Refused("no-date-there", words=line)
    return SetNextMeeting(day=said.day, start=said.start, end=said.end, place=said.place)


def _this_meeting(line: str, _about: str, _: Session) -> Command:
    """Read when and where this meeting is held: `klo 17–18.30 Kirjasto`."""
    said = read_hours(line, loose=True)
    if said.wrong is not None:
        raise refusal_of(said.wrong)
    return SetMeeting(start=said.start, end=said.end, place=said.place or None)


def _carrier(line: str, entry: str, session: Session) -> Command:
    """Read who carries a matter to decision makers, and by when: `Pekka / 15.1.`."""
    names, _, when = line.partition(" / ")
    said = read_due(when, Calendar(session.meeting.date, session.meeting.next_date))
    if said.wrong is not None:
        raise refusal_of(said.wrong)
    if when.strip() and said.day is None:
        raise Refused("no-date-there", words=when)
    return SetMandate(entry=entry, mandate="decision", carrier=_handles(names, session)[0], due=said.day)


def _handles(names: str, session: Session) -> tuple[str, ...]:
    """Return those named as in the capture line; raises `Refused` where a name is unknown or fits several."""
    reading = read(f"! {names.strip().rstrip(':')}: x", session, "task")
    if reading.asks:
        ask = reading.asks[0]
        several = ", ".join(session.name_of(handle) for handle in ask.candidates)
        raise Refused("who-of-them" if several else "unknown-name", name=ask.name, names=several)
    if not reading.who:
        raise Refused("unknown-name", name=names.strip(), names="")
    return reading.who


def _hands(line: str, key: str, _: Session) -> Command:
    """Read the hands raised for a point of the self-check, and words beside it: `12 hyvin alkanut`."""
    first, _space, rest = line.partition(" ")
    number = re.fullmatch(r"\d{1,4}([.,]\d)?", first)
    if number is None:
        return Evaluate(key=key, text=line)
    value = float(first.replace(",", ".")) if number[1] else int(first)
    return Evaluate(key=key, value=value, text=rest.strip())


def _step(line: str, after: str, session: Session) -> Command:
    """Read a step of this meeting's own: `Kahvi 15`, put after another step."""
    words, _, last = line.rpartition(" ")
    words = words.rstrip(" /")
    title, minutes = (words, int(last)) if words and last.isdigit() and len(last) < 4 else (line, 5)  # noqa: PLR2004
    return AddStep(step=_own_step(session, title), title=title, after=after, minutes=minutes)


def _own_step(session: Session, title: str) -> str:
    """Return an id for a step of the meeting's own that no step of the process and no other own step has."""
    taken = {item.step for item in session.programme}
    name = f"own-{suggest_id(session, title)}"
    return next(
        step for step in (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))) if step not in taken
    )


_READERS: dict[str, Callable[[str, str, Session], Command]] = {
    "next": _next_meeting,
    "meeting": _this_meeting,
    "carrier": _carrier,
    "hands": _hands,
    "step": _step,
    "owner": lambda line, task, session: AssignTask(task=task, owners=_handles(line, session)),
    "theme": lambda line, old, _: RenameTheme(old=old, new="-".join(line.lstrip("#").split())),
    "next-step": lambda line, entry, _: SetNextStep(entry=entry, text=line),
}
"""How each of these forms reads a line, by its name: a theme's new name may be one that is there already."""
