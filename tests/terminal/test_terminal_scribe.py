"""The scribe's seat in a terminal, beside the facilitator's: sizes, endings, and what the terminal is left with."""

import signal
import sys

import pytest

from kpfacil.storage.decode import load
from tests.fakes import a_session
from tests.terminal.driver import PATIENCE, Machine

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]


def test_a_scribe_beside_a_facilitator(machine: Machine) -> None:
    """A line typed at the seat comes to both screens; Ctrl+C empties the line, and ^Q leaves the terminal whole."""
    path = machine.put(a_session())
    with machine.open("run", str(path), size=(80, 24)) as holder:
        holder.wait("tallennettu ✓")
        with machine.open("scribe", str(path), "--name", "Sirpa", size=(60, 20)) as seat:
            seat.wait("Kirjurin paikka · Sirpa")
            seat.line("+ Kirjurin ajatus")
            seat.wait("Kirjattu I1")
            holder.wait("Kirjurin ajatus")
            holder.wait("kirjuri Sirpa")
            seat.send("puolikas")
            seat.wait("puolikas")
            seat.send("^C")
            seat.wait("↑ palauttaa")
            seat.resize(120, 36)
            seat.wait("PÖYDÄSSÄ")
            seat.send("^Q")
            assert seat.end() == 0
            assert seat.restored()
        holder.gone("kirjuri Sirpa")
    assert [idea.text for idea in load(path).session.ideas] == ["Kirjurin ajatus"]


def test_what_waits_is_said_at_the_end(machine: Machine) -> None:
    """Without the facilitator's program the seat keeps its lines, says so when it ends, and nothing is recorded."""
    path = machine.put(a_session())
    with machine.open("scribe", str(path), size=(80, 24)) as seat:
        seat.wait("fasilitaattori ei ole mukana")
        seat.line("+ a", "Outo Nimi: b")
        seat.wait("1 rivi matkalla")
        seat.send("^Q")
        assert seat.end() == 0
        assert "1 rivi on matkalla" in seat.text
        assert "1 rivi odottaa vastausta" in seat.text
    assert load(path).session.ideas == ()
    assert machine.run("add", str(path), "+ c").stdout.split() == ["I2"]


def test_a_window_that_is_closed_ends_the_seat(machine: Machine) -> None:
    """When the terminal goes away, so does the program, and the meeting's holder no longer sees it there."""
    path = machine.put(a_session())
    with machine.open("scribe", str(path), size=(80, 24)) as seat:
        seat.wait("fasilitaattori ei ole mukana")
        seat.signal(signal.SIGHUP)
        seat.hang_up()
        assert seat.process.wait(PATIENCE) is not None
    assert list(path.parent.rglob("*.here")) == []
