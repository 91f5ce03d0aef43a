"""What is asked for in the capture line itself, not in a form: a person, the next meeting, a line of the programme."""

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import Protocol

from kpfacil.capture import suggest_id
from kpfacil.capture.dates import Calendar, due_date
from kpfacil.commands.base import Command, Refused, Together
from kpfacil.commands.meeting import SetNextMeeting
from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant
from kpfacil.model.people import Party, Role
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

_ROLES: tuple[Role, ...] = ("facilitator", "chair", "secretary", "convener", "opener", "expert", "liaison")
_CLOCK = re.compile(r"(?:klo\s*|at\s+)?(\d{1,2})[.:](\d{2})\Z", re.IGNORECASE)
_HOUR = re.compile(r"(?:klo|at)\s*(\d{1,2})\Z", re.IGNORECASE)


class Form(Protocol):
    """One thing asked for in the capture line. `label` and `hint` are keys of texts."""

    @property
    def label(self) -> str:
        """The key of what stands in the frame."""
        ...

    @property
    def hint(self) -> str:
        """The key of what to type."""
        ...

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        """Return what the line does; raises `Refused` where it cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A new person (`handle` empty) or one to edit: `name; party; field; roles`."""

    handle: str = ""
    label: str = "form.person"
    hint: str = "form.person-hint"

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        """Return the command that adds or edits the person, with a party that is new to the table."""
        parts = [part.strip() for part in re.split(r"[;,]", line)]
        name, party_name, field, roles = (*parts, "", "", "", "")[:4]
        if not name:
            raise Refused("nameless")
        made: list[Command] = []
        party = _party(session, party_name)
        if party_name and party is None:
            party = Party(id=suggest_id(session, party_name), name=party_name)
            made.append(AddParty(id=party.id, name=party.name))
            session = replace(session, parties=(*session.parties, party))
        party_id = party.id if party else ""
        words = tuple(_role(word, texts) for word in roles.split("/") if word.strip())
        if self.handle:
            site = next(person.site for person in session.participants if person.id == self.handle)
            made.append(EditParticipant(id=self.handle, name=name, party=party_id, field=field, site=site, roles=words))
        else:
            handle = suggest_id(session, name)
            made.append(AddParticipant(id=handle, name=name, party=party_id, field=field, roles=words))
        return Together(commands=tuple(made))


def _party(session: Session, name: str) -> Party | None:
    wanted = name.casefold()
    return next((party for party in session.parties if wanted in (party.id, party.name.casefold())), None)


def _role(word: str, texts: Texts) -> Role:
    wanted = word.strip().casefold()
    for role in _ROLES:
        if wanted in (role, texts.say(f"word.role.{role}").casefold()):
            return role
    known = ", ".join(texts.say(f"word.role.{role}") for role in _ROLES)
    raise Refused("no-such-role", role=word.strip(), known=known)


@dataclass(frozen=True, slots=True)
class NextMeetingForm:
    """When and where the table meets next: `12.12. klo 17.00 Kirjasto`."""

    label: str = "form.next"
    hint: str = "form.next-hint"

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        """Return the command that sets the next meeting."""
        del texts
        words = line.split()
        for size in range(min(3, len(words)), 0, -1):
            day = due_date(" ".join(words[:size]), Calendar(session.meeting.date))
            if day is not None:
                start, rest = _time(words[size:])
                return SetNextMeeting(day=day, start=start, place=" ".join(rest))
        raise Refused("no-date-there", words=line)


def _time(words: list[str]) -> tuple[time | None, list[str]]:
    for size in (2, 1):
        text = " ".join(words[:size])
        match = _CLOCK.match(text) or _HOUR.match(text)
        if match:
            hour, minute = int(match[1]), int(match[2]) if match.re is _CLOCK else 0
            if hour < 24 and minute < 60:  # noqa: PLR2004  a day's hours, an hour's minutes
                return time(hour, minute), words[size:]
    return None, words
