"""People of a list coming to the table: those known are brought up to date, the others get an id."""

from collections.abc import Iterable
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
from kpfacil.rosters.cells import Listed, Notes, few
from kpfacil.rosters.person_cells import people_in
from kpfacil.rosters.seats import Seats, is_better
from kpfacil.rosters.words import bare_body


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
    _here: Seats = field(init=False)
    _earlier: Seats = field(init=False)
    _ids: FreeIds = field(init=False)
    _met: set[str] = field(default_factory=set)
    """The ids of those of whom the list says whether they come."""

    def __post_init__(self) -> None:
        """Learn who is at the table and who was."""
        self._here, self._earlier = Seats.of(self.before), Seats.of(self.previous)
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
        """What the list changes of those at the table, who was known by another name, and what isn't clear."""
        return self._notes.sentences

    @property
    def newcomers(self) -> tuple[Sentence, ...]:
        """How many of the list were known and who is new, where there was anybody to be known."""
        if not self.before.participants and not self._earlier.people:
            return ()
        added = [self._here.people[handle].name for handle in self.added]
        known = Sentence("roster.known", {"n": str(len(self.known))})
        return (known, Sentence("roster.new", {"names": few(added)})) if added else (known,)

    @property
    def command(self) -> SeatPeople:
        """Everything as one change, undone as one."""
        return SeatPeople(changes=tuple(self.commands))

    def take(self, guest: Listed) -> None:
        """Seat one person; raises `Refused` where the id asked for is another's or can be nobody's."""
        here = self._here.match((guest,), self._met).get(0)
        self._seat(guest, here, self._earlier.match((guest,), self._met).get(0))

    def take_all(self, guests: Iterable[Listed], gone: Iterable[Listed] = ()) -> tuple[Fault, ...]:
        """Seat everybody who can be, and return a fault with its line for each of the others.

        Those `gone` are on the list and do not come: whoever of them is at the table is excused.
        """
        coming, away = [*guests], [*gone]
        self._ids.know_parties(clean_line(guest.party) for guest in coming if guest.party)
        here = self._here.match((*coming, *away), self._met)
        at_table = {person.id for at, person in here.items() if at < len(coming)}
        earlier = self._earlier.match(coming, {person.id for person in here.values()})
        faults: list[Fault] = []
        for at, guest in enumerate(coming):
            try:
                self._seat(guest, here.get(at), earlier.get(at), at_table)
            except Refused as refusal:
                faults.append(Fault("", refusal.sentence.key, refusal.sentence.details, guest.line))
        for at, guest in enumerate(away, start=len(coming)):
            if at in here:
                self._excuse(self._here.people[here[at].id], guest)
        self._tell_of_others(coming, here)
        return tuple(faults)

    def _seat(
        self, guest: Listed, here: Participant | None, earlier: Participant | None, at_table: Iterable[str] = ()
    ) -> None:
        """Seat somebody who is here, was earlier, or is new; nobody replaces those `at_table`, who come too."""
        if guest.handle and not is_handle(guest.handle):
            raise Refused("bad-handle", id=guest.handle)
        if here is None and guest.handle and not self._is_free(guest.handle):
            raise Refused("handle-taken", id=guest.handle)
        replaced = self._find_old(guest, {*at_table, *self._met, here.id if here else guest.handle})
        if here is not None:
            self._update(here, guest, replaced)
        else:
            self._add(guest, earlier, replaced)

    def _add(self, guest: Listed, before: Participant | None, replaced: str) -> None:
        """Bring somebody to the table who is new or was there `before`, in the field of whom they replace."""
        known = before or self._as_newcomer(guest, replaced)
        handle = self._free_id(guest, known)
        count = len(self.commands)
        party = self._party(guest.party) or (known.party if known.party in self._here.parties else "")
        if handle and handle == party:
            self._forget(count)
            raise Refused("handle-taken", id=handle)
        name = self._name(guest, known)
        coming = AddParticipant(
            id=handle or self._ids.take(name),
            name=name,
            party=party,
            field=guest.field or known.field,
            presence=_presence(guest, "expected"),
            roles=guest.roles,
            replaces=replaced,
        )
        self.commands.append(coming)
        self._retire(guest, replaced)
        if before is None:
            self._tell_doubt(guest)
        (self.known if before else self.added).append(coming.id)
        person = coming.person
        self._here.people[person.id] = person
        self._ids.taken |= {fold(person.id), fold(person.first_name)}
        self._met.add(person.id)

    def _update(self, person: Participant, guest: Listed, replaced: str) -> None:
        party = self._party(guest.party) or person.party
        changed = replace(
            person,
            name=self._name(guest, person),
            party=party,
            field=guest.field if fold(guest.field) not in ("", fold(person.field)) else person.field,
            roles=guest.roles or person.roles,
            standing="member",
            replaces=replaced or person.replaces,
        )
        self._tell_changes(person, changed)
        if changed != person:
            edit = EditParticipant(
                id=person.id,
                name=changed.name,
                party=changed.party,
                field=changed.field,
                site=changed.site,
                roles=changed.roles,
                replaces=replaced or None,
            )
            self.commands.append(edit)
            self._retire(guest, replaced)
        self._here.people[person.id] = changed
        self._mark(changed, _presence(guest, "expected" if self.expected else person.presence))
        self._met.add(person.id)
        self.known.append(person.id)

    def _mark(self, person: Participant, presence: Presence) -> None:
        """Say how a person takes part where that is something new."""
        if person.presence != presence:
            self.commands.append(SetPresence(id=person.id, presence=presence))
            self._here.people[person.id] = replace(person, presence=presence)

    def _excuse(self, person: Participant, guest: Listed) -> None:
        """Take somebody at the table who does not come by the list as excused; who is in a queue or here is told."""
        self._met.add(person.id)
        if person.standing == "former" or person.presence in ("excused", "absent"):
            return
        if not self.expected and person.presence != "expected":
            self._notes.tell("gone-here", person.name)
        elif guest.party and person.party and not self._here.stands_for(person, guest.party):
            self._notes.tell("gone-elsewhere", f"{person.name} ({guest.party})")
        elif guest.gone == "waiting":
            self._notes.tell("waiting-expected", person.name)
        else:
            self._notes.tell("excused", person.name)
            self._mark(person, "excused")

    def _find_old(self, guest: Listed, coming: set[str]) -> str:
        """Return the id of the member at the table whose place somebody takes, who becomes a former one."""
        if not guest.replaces:
            return ""
        people = people_in(guest.replaces)
        parties = (people[0].party or guest.party, "") if len(people) == 1 else ()
        named = (self._here.match((Listed(guest.line, people[0].name, party),)).get(0) for party in parties)
        old = self._here.people.get(guest.replaces) or next(filter(None, named), None)
        if old is None or old.id in coming:
            self._notes.tell("not-replaced", f"{guest.name} ({guest.replaces})")
            return ""
        return old.id

    def _retire(self, guest: Listed, replaced: str) -> None:
        """Take the member whose place somebody takes as a former one."""
        old = self._here.people.get(replaced)
        if old is not None and old.standing == "member":
            self._notes.tell("replaced", f"{guest.name} ({old.name})")
            self._here.people[old.id] = replace(old, standing="former")

    def _name(self, guest: Listed, person: Participant) -> str:
        """Return the name that somebody known bears: the table's own, unless the list's is fuller or better spelt."""
        name = guest.name if is_better(guest, person.name) else person.name
        if name != person.name:
            self._notes.tell("renamed", f"{person.name} → {name}")
        elif clean_line(guest.name).casefold() != person.name.casefold():
            self._notes.tell("known-as", f"{guest.name} ({name})")
        return name

    def _tell_changes(self, person: Participant, changed: Participant) -> None:
        """Tell what of a person gives way to something else, and of a former member who is one again."""
        old, new = (self._here.parties[one.party].name if one.party else "" for one in (person, changed))
        self._notes.tell("moved", f"{person.name} ({old} → {new})" if old not in ("", new) else "")
        gone = person.field not in ("", changed.field)
        self._notes.tell("field-changed", f"{person.name} ({person.field} → {changed.field})" if gone else "")
        self._notes.tell("role-changed", person.name if {*person.roles} - {*changed.roles} else "")
        self._notes.tell("returned", person.name if person.standing == "former" and self.before.members else "")

    def _tell_doubt(self, guest: Listed) -> None:
        """Tell of somebody new who may be one of the table by another spelling, or in short."""
        party = self._here.party_id(guest.party)
        near = [
            person.name
            for person in self._here.near(guest)
            if person.id not in self._met or not person.party or person.party == party
        ]
        self._notes.tell("maybe-known", f"{guest.name} ({few(near)})" if near else "")

    def _tell_of_others(self, coming: list[Listed], here: dict[int, Participant]) -> None:
        """Tell who kept a party that the list has not, and who is expected still though they aren't listed."""
        self._notes.tell("party-kept", *self._kept_parties(coming, here))
        others = [person for person in self._here.people.values() if person.id not in self._met]
        expected = [one.name for one in others if one.standing == "member" and one.presence == "expected"]
        self._notes.tell("not-listed", *expected)

    def _kept_parties(self, coming: list[Listed], here: dict[int, Participant]) -> list[str]:
        """Return those without a party in a list of parties, with the party that they have at the table."""
        bare = [here[at] for at, guest in enumerate(coming) if at in here and not guest.party]
        kept = [person for person in bare if person.party] if any(guest.party for guest in coming) else []
        return [f"{person.name} ({self._here.parties[person.party].name})" for person in kept]

    def _party(self, name: str) -> str:
        """Return the id of the party of that name, brought to the table where it is new."""
        if not name:
            return ""
        here = self._here.party_id(name)
        if here:
            known = bare_body(name) in self._here.party_ids
            self._notes.tell("known-parties", "" if known else f"{name} ({self._here.parties[here].name})")
            return here
        before = self._earlier.party_id(name)
        handle = before if before and self._is_free(before) else self._ids.take_party(name)
        party = Party(id=handle, name=self._earlier.parties[before].name if before else clean_line(name))
        self._notes.tell(
            "new-parties", party.name if not before and (self.before.parties or self._earlier.parties) else ""
        )
        self.commands.append(AddParty(id=party.id, name=party.name))
        self._here.parties[handle] = party
        self._here.party_ids.update({bare_body(name): handle, bare_body(party.name): handle})
        self._ids.taken.add(fold(handle))
        return handle

    def _forget(self, count: int) -> None:
        """Take back the party that was brought to the table by the commands after the first `count`: it comes alone."""
        for change in self.commands[count:]:
            del self._here.parties[change.id]
            for name in [name for name, party in self._here.party_ids.items() if party == change.id]:
                del self._here.party_ids[name]
        del self.commands[count:]

    def _free_id(self, guest: Listed, known: Participant) -> str:
        return guest.handle or (known.id if self._is_free(known.id) else "")

    def _as_newcomer(self, guest: Listed, replaced: str) -> Participant:
        return Participant(id="", name=guest.name, field=self._here.people[replaced].field if replaced else "")

    def _is_free(self, handle: str) -> bool:
        return handle not in self._here.people and handle not in self._here.parties


def _presence(guest: Listed, otherwise: Presence) -> Presence:
    return "remote" if guest.remote else otherwise
