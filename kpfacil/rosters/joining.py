"""People of a list coming to the table: those known are brought up to date, the others get an id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kpfacil.capture import FreeIds
from kpfacil.commands.base import Refused
from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant, Seating, SeatPeople, SetPresence
from kpfacil.model.fold import fold
from kpfacil.model.kinds import is_handle
from kpfacil.model.people import Participant, Party, Presence
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Fault, Sentence
from kpfacil.model.value import frozen
from kpfacil.rosters.cells import Listed, Notes
from kpfacil.rosters.names import stands_turned, words_of
from kpfacil.rosters.words import bare_body


@frozen()
class _Seats:
    """The people and parties of a session by id and by folded name."""

    people: dict[str, Participant]
    parties: dict[str, Party]
    named: Mapping[tuple[str, ...], list[Participant]]
    party_ids: dict[str, str]

    @classmethod
    def of(cls, session: Session | None) -> "_Seats":
        people, parties = (session.participants, session.parties) if session else ((), ())
        named: dict[tuple[str, ...], list[Participant]] = {}
        for person in people:
            for key in words_of(person.name):
                named.setdefault(key, []).append(person)
        return cls(
            people={person.id: person for person in people},
            parties={party.id: party for party in parties},
            named=named,
            party_ids={bare_body(party.name): party.id for party in reversed(parties)},
        )

    def stands_for(self, person: Participant, party: str) -> bool:
        """Return whether a person stands for the party of a name; an empty name is no party."""
        known = self.parties.get(person.party)
        return bare_body(known.name if known else person.party) == bare_body(party)


@dataclass(slots=True)
class Joining:
    """People taken one by one; `commands` is what it takes, `session` what comes of it.

    People and parties of this or the `previous` session are known by their names and keep their ids. With `expected`
    everybody on the list is expected again; else those at the table stay as they are.
    """

    before: Session
    previous: Session | None = None
    expected: bool = False
    commands: list[Seating] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    _notes: Notes = field(default_factory=Notes)
    _here: _Seats = field(init=False)
    _earlier: _Seats = field(init=False)
    _ids: FreeIds = field(init=False)
    _met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Learn who is at the table and who was."""
        self._here, self._earlier = _Seats.of(self.before), _Seats.of(self.previous)
        taken = (*self._here.people, *self._here.parties, *(person.first_name for person in self.before.participants))
        self._ids = FreeIds((fold(word) for word in taken), (party.name for party in self.before.parties))

    @property
    def session(self) -> Session:
        """The session with everybody taken so far."""
        return replace(
            self.before, participants=tuple(self._here.people.values()), parties=tuple(self._here.parties.values())
        )

    @property
    def told(self) -> tuple[Sentence, ...]:
        """What the list changes of those at the table: who was known by another name, and parties new to it."""
        return self._notes.sentences

    @property
    def command(self) -> SeatPeople:
        """Everything as one change, undone as one."""
        return SeatPeople(changes=tuple(self.commands))

    def take(self, guest: Listed) -> None:
        """Seat one person; raises `Refused` where the id asked for is another's or can be nobody's."""
        if guest.handle and not is_handle(guest.handle):
            raise Refused("bad-handle", id=guest.handle)
        here = self._match(self._here, guest)
        if here is not None:
            self._update(here, guest)
            return
        before = self._match(self._earlier, guest)
        if guest.handle and not self._is_free(guest.handle):
            raise Refused("handle-taken", id=guest.handle)
        self._add(guest, before)

    def take_all(self, guests: Iterable[Listed]) -> tuple[Fault, ...]:
        """Seat everybody who can be, and return a fault with its line for each of the others."""
        faults: list[Fault] = []
        coming = list(guests)
        self._ids.parties.update(clean_line(guest.party) for guest in coming if guest.party)
        for guest in coming:
            try:
                self.take(guest)
            except Refused as refusal:
                faults.append(Fault("", refusal.sentence.key, refusal.sentence.details, guest.line))
        return tuple(faults)

    def _add(self, guest: Listed, before: Participant | None) -> None:
        known = before or Participant(id="", name=guest.name)
        handle = guest.handle or (known.id if self._is_free(known.id) else "")
        count = len(self.commands)
        party = self._party(guest.party) or (known.party if known.party in self._here.parties else "")
        if handle and handle == party:
            self._forget(count)
            raise Refused("handle-taken", id=handle)
        handle = handle or self._ids.take(guest.name)
        sector = guest.field or known.field
        presence = _presence(guest, "expected")
        coming = AddParticipant(
            id=handle, name=guest.name, party=party, field=sector, presence=presence, roles=guest.roles
        )
        self.commands.append(coming)
        self._here.people[handle] = coming.person
        self._ids.taken |= {fold(handle), fold(coming.person.first_name)}
        self._met.add(handle)
        self.added.append(handle)

    def _update(self, person: Participant, guest: Listed) -> None:
        party = self._party(guest.party) or person.party
        turned = _is_turned(guest.name, person.name)
        self._notes.tell("known-as", f"{guest.name} ({person.name})" if turned else "")
        self._notes.tell("moved", self._move(person, party))
        changed = replace(
            person,
            name=person.name if turned else guest.name,
            party=party,
            field=guest.field or person.field,
            roles=guest.roles or person.roles,
            standing="member",
        )
        if changed != person:
            edit = EditParticipant(
                id=person.id,
                name=changed.name,
                party=changed.party,
                field=changed.field,
                site=changed.site,
                roles=changed.roles,
            )
            self.commands.append(edit)
        presence = _presence(guest, "expected" if self.expected else person.presence)
        if person.presence != presence:
            self.commands.append(SetPresence(id=person.id, presence=presence))
            changed = replace(changed, presence=presence)
        self._here.people[person.id] = changed
        self._met.add(person.id)
        self.known.append(person.id)

    def _match(self, seats: _Seats, guest: Listed) -> Participant | None:
        """Return who of a session is meant: by the id asked for, else by name and party, else by the name alone."""
        if guest.handle:
            return None if guest.handle in self._met else seats.people.get(guest.handle)
        found = {one.id: one for key in words_of(guest.name) for one in seats.named.get(key, ())}
        named = [person for person in found.values() if person.id not in self._met]
        of_party = [person for person in named if seats.stands_for(person, guest.party)]
        return next(iter(of_party), named[0] if len(named) == 1 else None)

    def _party(self, name: str) -> str:
        """Return the id of the party of that name, brought to the table where it is new."""
        here = self._here.party_ids.get(bare_body(name), "")
        if here or not name:
            return here
        before = self._earlier.party_ids.get(bare_body(name), "")
        handle = before if before and self._is_free(before) else self._ids.take_party(name)
        party = Party(id=handle, name=clean_line(name))
        known = before or not (self.before.parties or self._earlier.parties)
        self._notes.tell("new-parties", "" if known else party.name)
        self.commands.append(AddParty(id=party.id, name=party.name))
        self._here.parties[handle] = party
        self._here.party_ids[bare_body(name)] = handle
        self._ids.taken.add(fold(handle))
        return handle

    def _move(self, person: Participant, party: str) -> str:
        parties = (self._here.parties[one].name for one in (person.party, party) if one)
        return f"{person.name} ({' → '.join(parties)})" if person.party not in ("", party) else ""

    def _forget(self, count: int) -> None:
        """Take back the party that was brought to the table by the commands after the first `count`: it comes alone."""
        for change in self.commands[count:]:
            party = self._here.parties.pop(change.id)
            del self._here.party_ids[bare_body(party.name)]
        del self.commands[count:]

    def _is_free(self, handle: str) -> bool:
        return handle not in self._here.people and handle not in self._here.parties


def _presence(guest: Listed, otherwise: Presence) -> Presence:
    return "remote" if guest.remote else otherwise


def _is_turned(name: str, known: str) -> bool:
    """Return whether a name has the words of a known one in another order, where that is not surname first itself."""
    other = _fold_name(name) != _fold_name(known) and not words_of(name).isdisjoint(words_of(known))
    return other and not stands_turned(known)


def _fold_name(name: str) -> str:
    return clean_line(name).casefold()
