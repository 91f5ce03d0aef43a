"""`kpfacil proof` and `forget`: the names that a public memo would tell, and a person erased everywhere."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.documents import texts_of
from kpfacil.cli.given import Given
from kpfacil.cli.places import others_of, process_of, put, the_table, warn_of_untaken
from kpfacil.commands.base import Scene, Together
from kpfacil.commands.forget import ERASED, Forgetting
from kpfacil.commands.workings import DecidePlace
from kpfacil.export.memo import proofed_words, public_places
from kpfacil.model.fold import fold
from kpfacil.model.formats import Part
from kpfacil.model.moments import with_beginning
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.workings import Decision
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import Opened, decode, load
from kpfacil.storage.encode import encode
from kpfacil.storage.lock import hold, refuse_held
from kpfacil.views.forgetting import SEALED, Traces, rows_of, traces_of, words_in
from kpfacil.views.proof import all_texts_of, proofread
from kpfacil.views.proof_listed import ListedPlace, around
from kpfacil.views.proof_stretches import ProofPlace

_CONTEXT = 30
"""How many signs of the text are shown on either side of a place, more on one where there are fewer on the other."""


def proof(given: Given, console: Console) -> int:
    """Decide what was asked and list every place, the decided ones too; refused while somebody records the session."""
    path = console.path(given.file)
    opened, process = load(path), process_of(path)
    others = others_of(opened, console)
    texts = texts_of(given, opened.session.language, console)

    def list_places(session: Session) -> tuple[ListedPlace, ...]:
        return public_places(with_beginning(session, others), texts, process, others, given.parts)

    refuse_held(path)
    if given.cover or given.keep or given.replace or given.keep_rest:
        with hold(path, console.now()):
            opened = load(path)
            places = list_places(opened.session)
            commands = tuple(_decisions(given, places))
            scene = Scene(process=process, now=console.now())
            put(path, opened, Together(commands=commands).apply(opened.session, scene), console)
            opened = load(path)
    places = list_places(opened.session)
    console.tell(*(_line(one, console) for one in places))
    if proofread((*others, opened.session), opened.session).finder.tells_whole_name(opened.session.table.name):
        console.warn_that("cli.proof.table-name", table=opened.session.table.name)
    warn_of_untaken(path, console)
    waiting = sum(one.waits for one in places)
    warn_of_unproofed(waiting, console, given.parts)
    if not waiting:
        console.warn(proofed_words(places, opened.session, console.texts))
    return 0


def warn_of_waiting(places: Iterable[ListedPlace], parts: frozenset[Part], console: Console) -> None:
    """Name on stderr the places that wait to be decided before a memo with these parts is published."""
    waiting = [one for one in places if one.waits]
    console.warn(*(_line(one, console) for one in waiting))
    warn_of_unproofed(len(waiting), console, parts)


def warn_of_unproofed(waiting: int, console: Console, parts: frozenset[Part] = frozenset()) -> None:
    """Say on stderr how many places of a document with these parts wait to be decided, and how they are listed."""
    if waiting:
        key = "cli.proof.waiting-with" if parts else "cli.proof.waiting"
        console.warn_that(key, waiting, parts=",".join(sorted(parts)))


def _line(one: ListedPlace, console: Console) -> str:
    words = one.made.words if one.made else ""
    context, happens = _context(one.text, one.place), console.say(f"cli.proof.happens.{one.happens}", words=words)
    return console.say("cli.proof.place", n=one.number, where=one.where, context=context, happens=happens)


def _context(text: str, place: ProofPlace) -> str:
    before, after = around(text, place, _CONTEXT)
    return f"{before}»{place.word}«{after}"


def _decisions(given: Given, places: tuple[ListedPlace, ...]) -> Iterator[DecidePlace]:
    numbered = {one.number: one for one in places}
    waiting = {one.number: one for one in places if one.waits}
    for number, (decision, words) in _asked_once(given).items():
        if number not in numbered:
            raise Refusal("cli.proof.no-such-place", n=number)
        one = numbered[number]
        if one.place.certain and decision == "keep":
            raise Refusal("cli.proof.certain", n=number, word=one.place.word)
        waiting.pop(number, None)
        yield one.decide(decision, words)
    if given.keep_rest:
        yield from (one.decide("keep") for one in waiting.values())


def _asked_once(given: Given) -> dict[int, tuple[Decision, str]]:
    """Return what to do with each place that was named; raises `Misuse` where two different things are."""
    asked: dict[int, tuple[Decision, str]] = {}
    for number, decision, words in _asked_decisions(given):
        if asked.setdefault(number, (decision, words)) != (decision, words):
            raise Misuse("cli.usage.place-twice", n=number)
    return asked


def _asked_decisions(given: Given) -> Iterator[tuple[int, Decision, str]]:
    """Yield the numbers that were named, with what to do; raises `Misuse` for what is no number."""
    decisions: tuple[tuple[Decision, Sequence[str]], ...] = (("cover", given.cover), ("keep", given.keep))
    for decision, written in decisions:
        yield from ((number, decision, "") for number in _numbers(written))
    for one in given.replace:
        number, equals, words = one.partition("=")
        if not equals or not words.strip():
            raise Misuse("cli.usage.replacement", value=one)
        yield _number(number), "replace", words


def _numbers(written: Iterable[str]) -> Iterator[int]:
    """Yield numbers that are listed with commas or spaces between them."""
    yield from (_number(part) for one in written for part in one.replace(",", " ").split())


def _number(written: str) -> int:
    if not written.strip().isdecimal():
        raise Misuse("cli.usage.place-number", value=written)
    return int(written)


def forget(given: Given, console: Console) -> int:
    """Count the places, and erase the person where that is confirmed; name what is left to be done by hand.

    Refused while somebody records a session of the table.
    """
    table = the_table(given, console)
    for opened in table.sessions:
        refuse_held(opened.path)
    if table.broken:
        raise Refusal("cli.forget.broken", names=", ".join(one.path.name for one in table.broken))
    rows = _rows(table, given)
    traces = traces_of([opened.session for opened in table.sessions], rows)
    doubted = _places_to_decide(table, traces)
    numbered = dict(enumerate(doubted, start=1))
    for number in _numbers(given.cover):
        if number not in numbered:
            raise Refusal("cli.forget.no-such-place", n=number)
        traces = replace(traces, chosen=traces.chosen | {numbered[number]})
    _tell_places(table, traces, doubted, rows[0].id, console, given)
    if given.yes:
        _erase(table, traces, rows[0], console)
        if not traces.chosen.issuperset(doubted):
            console.warn_that("cli.forget.left-how")
    else:
        console.warn_that("cli.forget.confirm")
    _tell_left(table, traces, console)
    return 0


def _rows(table: TableFolder, given: Given) -> tuple[Participant, ...]:
    """Return the rows of the one person who is meant; raises `Refusal` where there is nobody, or several."""
    sessions = [opened.session for opened in table.sessions]
    rows = rows_of(sessions, given.name)
    ids = {person.id for person in rows}
    if not rows:
        names = ", ".join(_near(sessions, given.name))
        key = "cli.forget.nobody-near" if names else "cli.forget.nobody"
        raise Refusal(key, name=given.name, path=table.path, names=names)
    if len(ids) > 1:
        raise Refusal("cli.forget.several", name=given.name, ids=", ".join(sorted(ids)))
    return rows


def _near(sessions: Iterable[Session], written: str) -> list[str]:
    """Return those who may be meant by a part of their name, with the id by which each is named for certain."""
    people = {person.id: person for session in sessions for person in session.participants}
    return [f"{one.name} ({one.id})" for one in people.values() if fold(written) in fold(one.name)]


def _places(opened: Opened, traces: Traces) -> list[tuple[str, ProofPlace]]:
    return [(text, place) for _, text in all_texts_of(opened.session) for place in traces.of(text)]


def _places_to_decide(table: TableFolder, traces: Traces) -> tuple[tuple[str, ProofPlace], ...]:
    """Return the places that only a reader can decide, in the order of their numbers; equal texts are decided once."""
    every = dict.fromkeys(one for opened in table.sessions for one in _places(opened, traces))
    return tuple((text, place) for text, place in every if not traces.goes(text, place))


def _tell_places(
    table: TableFolder,
    traces: Traces,
    doubted: tuple[tuple[str, ProofPlace], ...],
    handle: str,
    console: Console,
    given: Given,
) -> None:
    """Print how many places each meeting has; name on stderr what goes, and by number what only a reader can decide."""
    for opened in table.sessions:
        places = _places(opened, traces)
        going = [traces.goes(text, place) for text, place in places]
        is_here = opened.session.participant(handle) is not None
        console.tell(console.say("cli.forget.places", sum(going) + is_here, path=opened.path))
        for (text, place), goes in zip(places, going, strict=True):
            context = _context(text, place)
            if goes:
                console.warn_that("cli.forget.goes", path=opened.path, context=context)
            elif given.yes:
                console.warn_that("cli.forget.left", path=opened.path, context=context)
            else:
                number = doubted.index((text, place)) + 1
                console.warn_that("cli.forget.doubted", path=opened.path, n=number, context=context)


def _erase(table: TableFolder, traces: Traces, person: Participant, console: Console) -> None:
    """Write every meeting without the person; nothing is written where one is held or would not be read again."""
    known = {one.id for opened in table.sessions for one in opened.session.participants}
    number = next(number for number in count(1) if f"{ERASED}{number}" not in known)
    name = load_texts(table.sessions[-1].session.language).say("cli.forget.name", n=number)
    handles = {one: f"{ERASED}{number}-{at}" for at, one in enumerate(_own_parties(table, traces), start=1)}
    handles[person.id] = f"{ERASED}{number}"
    forgetting = Forgetting(handles, name, lambda text: traces.cover(text, name))
    with contextlib.ExitStack() as held:
        for opened in table.sessions:
            held.enter_context(hold(opened.path, console.now()))
        changed = [(opened, _without(opened, forgetting)) for opened in table.sessions]
        for opened, session in changed:
            put(opened.path, opened, session, console, keep_edited=False)
    console.warn_that("cli.forget.done", name=name)


def _own_parties(table: TableFolder, traces: Traces) -> list[str]:
    """Return the ids of the parties that are called as the person."""
    parties = {party for opened in table.sessions for party in opened.session.parties}
    return sorted({party.id for party in parties if not traces.cover(party.name, "")})


def _without(opened: Opened, forgetting: Forgetting) -> Session:
    session = forgetting.apply(opened.session)
    decode(encode(session))
    return session


def _tell_left(table: TableFolder, traces: Traces, console: Console) -> None:
    """Name the files of the table's folder that hold the name and are no meetings, or may hold it."""
    meetings = {opened.path.resolve() for opened in table.sessions}
    for path in sorted(table.path.rglob("*")):
        if not path.is_file() or path.resolve() in meetings or path.name.startswith("."):
            continue
        data = b""
        with contextlib.suppress(OSError):  # what can't be read holds nothing
            data = path.read_bytes()
        named = traces.named_in(list(words_in(path.name, data)))
        if named:
            console.warn_that("cli.forget.holds", path=path)
        elif named is False or path.suffix.casefold() in SEALED:
            console.warn_that("cli.forget.may-hold", path=path)
