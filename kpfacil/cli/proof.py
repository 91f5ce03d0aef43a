"""`kpfacil proof`: the places of a public memo that name somebody or may do so, and what is decided of each."""

from collections.abc import Iterable, Iterator

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import others_of, process_of, put
from kpfacil.commands.base import Scene, Together
from kpfacil.commands.proof import DecidePlace
from kpfacil.export.memo import public_places
from kpfacil.model.formats import Part
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.workings import Decision
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import load
from kpfacil.storage.lock import hold
from kpfacil.storage.saver import Keeper
from kpfacil.views.proof import ListedPlace

_CONTEXT = 30
"""How many signs of the text are shown on either side of a place."""


def proof(given: Given, console: Console) -> int:
    """Decide what was asked and list every place, the decided ones too."""
    path = console.around.path(given.file)
    opened, others, process = load(path), others_of(path), process_of(path)
    if given.cover or given.keep or given.replace or given.keep_rest:
        with hold(path, console.around.clock()):
            opened = load(path)
            places = places_of(opened.session, process, others, given.parts)
            commands = tuple(_decisions(given, places, console))
            scene = Scene(process=process, now=console.around.clock())
            put(Keeper(path, opened), Together(commands=commands).apply(opened.session, scene), console)
            opened = load(path)
    places = places_of(opened.session, process, others, given.parts)
    console.tell(*(_line(one, console) for one in places))
    waiting = sum(one.waits for one in places)
    console.warn(console.texts.count("cli.proof.waiting", waiting) if waiting else console.say("cli.proof.done"))
    return 0


def places_of(
    session: Session, process: Process, others: Iterable[Session], parts: frozenset[Part]
) -> tuple[ListedPlace, ...]:
    """Return the places of a session's public memo with some parts that it leaves out by itself."""
    return public_places(session, load_texts(session.language), process, others, parts)


def warn_of_waiting(places: Iterable[ListedPlace], console: Console) -> None:
    """Name on stderr the places that wait to be decided before the memo is published."""
    waiting = [one for one in places if one.waits]
    console.warn(*(_line(one, console) for one in waiting))
    warn_of_unproofed(len(waiting), console)


def warn_of_unproofed(waiting: int, console: Console) -> None:
    """Say on stderr how many places of a document wait to be decided, and how they are listed."""
    if waiting:
        console.warn(console.texts.count("cli.proof.waiting", waiting))


def _line(one: ListedPlace, console: Console) -> str:
    before, after = one.around(_CONTEXT)
    context = f"{before}»{one.place.word}«{after}"
    return console.say(
        "cli.proof.place", n=one.number, where=one.where, context=context, happens=_happens(one, console)
    )


def _happens(one: ListedPlace, console: Console) -> str:
    if one.made is not None:
        return console.say(f"cli.proof.happens.{one.made.decision}", words=one.made.words)
    return console.say("cli.proof.happens.covered" if one.place.certain else "cli.proof.happens.waits")


def _decisions(given: Given, places: tuple[ListedPlace, ...], console: Console) -> Iterator[DecidePlace]:
    numbered = {one.number: one for one in places}
    waiting = {one.number: one for one in places if one.waits}
    for number, decision, words in _asked(given):
        if number not in numbered:
            raise Refusal(console.say("cli.proof.no-such-place", n=number))
        one = numbered[number]
        if one.place.certain and decision == "keep":
            raise Refusal(console.say("cli.proof.certain", n=number, word=one.place.word))
        waiting.pop(number, None)
        yield _decide(one, decision, words)
    if given.keep_rest:
        yield from (_decide(one, "keep", "") for one in waiting.values())


def _decide(one: ListedPlace, decision: Decision, words: str) -> DecidePlace:
    place = one.place
    return DecidePlace(
        where=one.where,
        word=place.word,
        nth=place.nth,
        text=one.text,
        decision=decision,
        words=words,
        known=place.kind == "stranger",
    )


def _asked(given: Given) -> Iterator[tuple[int, Decision, str]]:
    """Yield the numbers that were named, with what to do; raises `Misuse` for what is no number."""
    decisions: tuple[tuple[Decision, list[str]], ...] = (("cover", given.cover), ("keep", given.keep))
    for decision, written in decisions:
        for number in (part for one in written for part in one.replace(",", " ").split()):
            yield _number(number), decision, ""
    for one in given.replace:
        number, equals, words = one.partition("=")
        if not equals or not words.strip():
            raise Misuse("cli.usage.replacement", value=one)
        yield _number(number), "replace", words


def _number(written: str) -> int:
    if not written.strip().isdecimal():
        raise Misuse("cli.usage.place-number", value=written)
    return int(written)
