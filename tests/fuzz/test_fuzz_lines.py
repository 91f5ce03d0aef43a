"""Lines of every kind and of none, from the command line and as they are typed."""

from contextlib import suppress

import pytest

from kpfacil.capture import Window, complete, read
from kpfacil.commands.base import Refused
from kpfacil.desk import Desk
from kpfacil.model.kinds import SIGNS
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import decode, load
from kpfacil.storage.encode import encode
from kpfacil.storage.process_file import load_process
from tests.evening import an_evening
from tests.fakes import NOW
from tests.fuzz.held import Held, only, unsteering
from tests.fuzz.hostile import Hostile
from tests.scale import chance, count

_BATCH = 250


@pytest.mark.parametrize("setting", ["", "--set"])
def test_lines_given_to_add_are_recorded_or_refused_with_a_sentence(kp: Held, setting: str) -> None:
    """Whatever lines come, those that cannot be recorded are told by number; the file reads back the same."""
    made = Hostile(chance(f"lines {setting}"))
    kp.longest = 15.0
    path = kp.sessions / "poyta" / "2026-11-21.toml"
    path.parent.mkdir()
    for _ in range(count(500, 50_000) // _BATCH):
        path.write_bytes(encode(an_evening()))
        lines = [made.line() for _ in range(_BATCH)]
        outcome = kp.shown("add", *filter(None, [setting]), str(path), "-", stdin="\n".join(lines))
        assert all(" " in told for told in outcome.err.splitlines())
        session = load(path).session
        assert encode(session) == path.read_bytes()
        for command in ("check", "tasks"):
            kp.shown(command, str(path))
        kp("memo", str(path), "--format", "txt", "-o", "-")
    only(kp.folder.parent, "own")


def test_a_line_being_typed_never_raises() -> None:
    """Every beginning of a line has its hint, its completions and what its Enter does, or a sentence why not."""
    made, texts, process = Hostile(chance("typing")), load_texts("fi"), load_process()
    desk = Desk(session=an_evening(), process=process, clock=lambda: NOW)
    for _ in range(count(300, 30_000)):
        line = made.line()
        cut = line[: made.chance.randint(0, len(line))]
        kind = made.chance.choice(list(SIGNS.values()))
        complete(cut, made.chance.randint(0, len(cut)), desk.session)
        reading = read(cut, desk.session, kind, Window(last=made.chance.choice(("", "I1", "S1"))))
        if reading.refusal is not None:
            unsteering(texts.say_sentence(reading.refusal.sentence))
        for command in reading.commands:
            try:
                desk.do(command)
            except Refused as refused:
                unsteering(texts.say_sentence(refused.sentence))
        with suppress(Refused):
            made.chance.choice((desk.undo, desk.redo, lambda: None, lambda: None))()
    assert decode(encode(desk.session)) == desk.session
