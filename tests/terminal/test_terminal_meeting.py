"""A whole meeting as it is held: prepared, recorded line by line, killed in the middle, gone on with, told in a memo.

The meeting is the second one of the sample table of the county's associations; what is typed is made of the sample.
"""

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kpfacil.model.entries import Agreement, Entry, Pledge, Task
from kpfacil.model.session import Session
from kpfacil.storage.content import sample_folder
from kpfacil.storage.decode import load
from tests.terminal.driver import Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]

_TABLE = "jarjestojen-ja-maakunnan-kumppanuuspoyta"
_NAME = "Järjestöjen ja maakunnan kumppanuuspöytä"
_FIRST_IDEA, _FIRST_AGREEMENT, _FIRST_TASK = 9, 4, 7


def _number(entry_id: str) -> int:
    return int(entry_id[1:])


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _roster(sample: Session) -> str:
    parties = {party.id: party.name for party in sample.parties}
    rows = [f"{who.name};{parties[who.party]};{who.field}" for who in sample.participants]
    return "\n".join(("Nimi;Taho;Toimiala", *rows, ""))


def _pledged(pledge: Pledge) -> str:
    amount = "" if pledge.amount is None else f"{pledge.amount} {pledge.unit} "
    return f"{pledge.by}: {amount}{pledge.text}"


def _read_task(task: Task) -> str:
    when = task.due_text if task.due is None else f"{task.due.day}.{task.due.month}."
    owners = " ja ".join(task.owners) if len(task.owners) < 3 else ", ".join(task.owners)
    return f"{task.origin[0]} ! {owners}: {task.text} / {when} / {'; '.join(map(_pledged, task.resources))}"


def _prepared(machine: Machine, sample: Session) -> Path:
    """Prepare the second meeting of the table with a list of twelve participants; return its file."""
    folder = machine.sessions / _TABLE
    folder.mkdir()
    shutil.copy(sample_folder() / _TABLE / "2020-02-13.toml", folder)
    roster = machine.home / "jasenet.csv"
    roster.write_text(_roster(sample), "utf-8")
    new = ("new", "--table", _NAME, "--date", "4.6.2020", "--start", "12.00", "--place", "Etäyhteys")
    made = machine.run(*new, "--participants", str(roster))
    assert made.stderr.startswith("Luettelosta otettiin 12 osallistujaa.")
    return Path(made.stdout.strip())


def _welcome(terminal: Terminal) -> None:
    """Say who came and how, let everybody have a turn, and look back at the first meeting's promises."""
    terminal.wait("Avaus")
    terminal.send("^O", *"eepepeeesepp", "escape")
    terminal.wait("Läsnä 4 · etänä 7")
    terminal.send("F8", "F4", *(["space"] * 13), "F4")
    terminal.line("? nuoriso: nuoria, jotka osaavat neuvoa puhelimen käytössä", "; Etäosallistujat ensin")
    terminal.wait("omat 1")
    terminal.send("F8")
    terminal.wait("Viime kerralla lupasimme")
    terminal.line("T2 valmis", "T3 / 4.9.", "T4 rauennut: ei resursseja, korona", "T5 kesken", "T6 valmis")


def _killed_in_the_middle(terminal: Terminal, lines: list[str]) -> None:
    """Think in silence, record the first ideas, and die in the middle of a word."""
    terminal.send("F8", "F8", "F8", "F5")
    terminal.line(*lines)
    terminal.wait(lambda text: f"IDEAT {len(lines)}" in text and "tallennettu ✓" in text)
    terminal.send("+ kesken jää")
    terminal.wait("│ + kesken jää")
    terminal.kill()


def _gone_on(terminal: Terminal, lines: list[str]) -> None:
    """Come back to the same step with the clock running, record the rest, and walk back once for the last idea."""
    screen = terminal.wait("IDEAT 12")
    assert "6/10 Ideat" in screen
    assert "jäljellä" in screen
    terminal.line(*lines[:-1])
    terminal.send("F8")
    terminal.wait("7/10")
    terminal.send("F7")
    terminal.wait("6/10")
    terminal.line(lines[-1])
    terminal.send("F8", "F8")
    terminal.wait("8/10")


def _agreed(terminal: Terminal, agreements: list[Agreement]) -> None:
    """Make agreements of ideas, and go round the table with each of them."""
    for one in agreements:
        terminal.line(f"{one.origin[0]} =", f"{one.id} : {one.text}")
    terminal.send("F4")
    for one in agreements:
        terminal.wait(f"  {one.id} ")
        for consent in one.consent:
            if consent.answer == "reservation":
                terminal.line(f"{one.id} {consent.who}: varauma: {consent.reason}")
                terminal.wait("varauma: ")
        terminal.send("a", "right")
    terminal.send("F4")


def _read_aloud(terminal: Terminal) -> None:
    """Send one agreement to the decision makers, stamp everything as read aloud, and set the next meeting."""
    terminal.send("F8")
    terminal.wait("9/10")
    terminal.send("F4", "right", "right", "d", "areena / 30.9.", "enter", "home", *(["k"] * 17), "F4")
    terminal.send("F8", "F4", "n", "10.9. klo 12.00 Asukastupa", "enter", "F4")
    terminal.wait("tallennettu ✓")


def _ids(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in entries]


def _same_as(session: Session, sample: Session) -> None:
    """See that what was recorded is what the sample holds."""
    assert _ids(session.ideas) == _ids(sample.ideas)
    assert [one.by for one in session.ideas] == [one.by for one in sample.ideas]
    assert [one.theme for one in session.ideas] == [one.theme for one in sample.ideas]
    assert _ids(session.agreements) == _ids(sample.agreements)
    new = [one for one in session.tasks if _number(one.id) >= _FIRST_TASK]
    wanted = [one for one in sample.tasks if _number(one.id) >= _FIRST_TASK]
    assert _ids(new) == _ids(wanted)
    assert [(one.owners, one.due, one.due_text) for one in new] == [(t.owners, t.due, t.due_text) for t in wanted]
    assert [[(gift.by, gift.amount) for gift in one.resources] for one in new] == [
        [(gift.by, gift.amount) for gift in one.resources] for one in wanted
    ]
    assert all(len(one.consent) == len(session.participants) for one in session.agreements[1:])
    assert all(one.confirmed for one in session.agreements)
    assert all(one.confirmed for one in new)
    decided = [one for one in session.agreements if one.mandate == "decision" and one.carrier == "areena"]
    assert [(one.id, one.carrier_due) for one in decided] == [("S5", sample.agreements[2].carrier_due)]
    assert session.meeting.next_date == sample.meeting.next_date
    assert [visit.step for visit in session.visits].count("ideas") == 2


def _told(memo: str, session: Session) -> None:
    """See that the memo holds everybody, everything and what every agreement was answered with."""
    words = _squeezed(memo.replace("\\", ""))
    said = [text for entries in (session.ideas, session.agreements, session.tasks) for _, text in _ids(entries)]
    assert [text for text in said if _squeezed(text) not in words] == []
    assert [who.name for who in session.participants if who.name not in words] == []
    reasons = [consent.reason for one in session.agreements for consent in one.consent if consent.reason]
    assert len(reasons) == 2
    assert [reason for reason in reasons if reason not in words] == []
    for day in ("pe 14.8.", "pe 18.9.", "30.9.2020", "pe 4.9.", "10.9.2020", "elokuun aikana"):
        assert day in words
    assert "20 h" in words
    assert "300 €" in words
    assert "Etäosallistujat ensin" not in words


def test_a_whole_meeting_from_an_empty_folder_to_the_memo(machine: Machine) -> None:
    """Twelve people's meeting is recorded live, survives a kill in its middle, and the memo holds all of it."""
    sample = load(sample_folder() / _TABLE / "2020-06-04.toml").session
    path = _prepared(machine, sample)
    ideas = [f"+ {', '.join(one.by)}: {one.text} #{one.theme}" for one in sample.ideas]
    agreements = [one for one in sample.agreements if _number(one.id) >= _FIRST_AGREEMENT]
    tasks = [one for one in sample.tasks if _number(one.id) >= _FIRST_TASK]
    assert (len(sample.participants), len(ideas), len(agreements), len(tasks)) == (12, 22, 6, 10)
    with machine.open("run", str(path)) as terminal:
        _welcome(terminal)
        _killed_in_the_middle(terminal, ideas[:12])
    with machine.open("run", str(path)) as terminal:
        _gone_on(terminal, ideas[12:])
        _agreed(terminal, agreements)
        terminal.line(*(_read_task(one) for one in tasks))
        _read_aloud(terminal)
        terminal.send("^Q")
        assert terminal.end() == 0
        assert terminal.restored()
    session = load(path).session
    _same_as(session, sample)
    memo = machine.run("memo", str(path), "-o", "-")
    assert memo.returncode == 0
    _told(memo.stdout, session)
    public = machine.run("memo", str(path), "--profile", "public", "-o", "-").stdout
    assert "Liikunnan edustaja" not in public
    assert machine.run("check", str(path)).returncode == 0
