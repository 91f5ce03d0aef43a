"""`kpfacil add` where somebody else holds the meeting: its lines go into the inbox, and are taken from there."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpfacil.cli.console import Console
from kpfacil.cli.places import process_of, put
from kpfacil.commands.base import Refused, Scene
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from kpfacil.storage.inbox import Inbox, Sending, answer_of
from kpfacil.storage.lock import Held, hold, user_name
from kpfacil.storage.outbox import Outbox, state_folder
from kpfacil.storage.saver import Keeper
from kpfacil.views.afar import refused

TRIES_A_SECOND = 5


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A line to record, with its number in what was given, from 1 on."""

    number: int
    text: str


def send(path: Path, lines: Sequence[GivenLine], held: Held, seconds: int, console: Console, *, setting: bool) -> int:
    """Put the lines into the inbox and say so; wait so long for what comes of them. 1 where some were refused.

    Raises `Held` where this machine has no place to keep what was sent.
    """
    state = state_folder(console.around.env, sys.platform)
    if state is None:
        raise held
    with Outbox(path, state) as outbox:
        name = user_name()
        sent = [(outbox.send(line.text, name, setting=setting), line) for line in lines]
        outbox.deliver()
        console.warn(*held.sentences(console.texts), console.texts.count("cli.add.sent", len(sent)))
        if not seconds:
            return 0
        for _ in range(seconds * TRIES_A_SECOND):
            console.around.pause(1 / TRIES_A_SECOND)
            outbox.deliver()
            _take_where_free(path, console)
            if all(answer_of(path, sending.id) for sending, _ in sent):
                break
        outbox.deliver()
        return _tell(path, sent, console)


def _tell(path: Path, sent: Sequence[tuple[Sending, GivenLine]], console: Console) -> int:
    """Print the ids made and tell what was refused, and what still waits."""
    refused_ = waiting = 0
    for sending, line in sent:
        answer = answer_of(path, sending.id)
        if answer is None:
            waiting += 1
        elif answer.reason:
            refused_ += 1
            console.warn(console.say("cli.add.refused", n=line.number, line=line.text, reason=answer.reason))
        else:
            console.tell(*answer.made)
    if waiting:
        console.warn(console.texts.count("cli.add.waiting", waiting))
    return 1 if refused_ else 0


def _take_where_free(path: Path, console: Console) -> None:
    """Take what lies in the inbox where nobody holds the meeting any more."""
    try:
        lock = hold(path, console.around.clock())
    except Held:
        return
    with lock:
        opened = load(path)
        inbox = Inbox(path)
        session = take(inbox, opened.session, process_of(path), console)
        if session is not opened.session:
            put(Keeper(path, opened), session, console)
        inbox.settle(session)


def take(inbox: Inbox, session: Session, process: Process, console: Console) -> Session:
    """Return the session with what waits in the inbox; it is to be saved, and then the inbox settled with it."""
    for sending in inbox.waiting(session):
        command = inbox.command(sending, session, process, console.texts)
        scene = Scene(process=process, now=console.around.clock())
        try:
            session = command.apply(session, scene)
        except Refused as refusal:
            session = refused(command, refusal, console.texts).apply(session, scene)
    return session
