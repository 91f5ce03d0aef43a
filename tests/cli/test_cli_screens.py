"""`kpfacil run`, `show`, `demo` and the home screen: what surrounds a screen, with a stand-in for the screen itself."""

import gc
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from kpfacil.storage.lock import Held, hold
from kpfacil.tui.asked import Start
from kpfacil.tui.home import HomeChoice
from tests.command_line import Kpfacil
from tests.fakes import NOW


@pytest.fixture(autouse=True)
def terminal(kp: Kpfacil) -> Iterator[None]:
    """Have the program believe that there is a terminal, and leave the garbage collector as it was."""
    kp.env["TEXTUAL_DRIVER"] = "a stand-in"
    yield
    gc.unfreeze()


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Start]:
    """Return what the facilitator's screen is opened with; each screen ends at once, with exit code 0."""
    starts: list[Start] = []

    def screen(start: Start) -> int:
        assert start.language == "fi"
        with pytest.raises(Held):
            hold(start.opened.path, NOW)
        starts.append(start)
        return 0

    monkeypatch.setattr("kpfacil.tui.facilitator.run", screen)
    return starts


def test_run_opens_the_session_under_its_lock(kp: Kpfacil, session: Path, seen: list[Start]) -> None:
    """The screen gets the session, the table's process and the real clock, and holds the lock."""
    assert kp("run", str(session)).code == 0
    (start,) = seen
    assert start.opened.path == session
    assert start.process.steps("exploration")
    assert start.clock() == NOW
    hold(session, NOW).close()


def test_run_says_who_records_already(kp: Kpfacil, session: Path, seen: list[Start]) -> None:
    """A session that somebody records is refused with who and since when, and how to look at it."""
    with hold(session, NOW - timedelta(minutes=10)):
        outcome = kp("run", str(session))
    assert outcome.code == 1
    assert seen == []
    assert "17.00" in outcome.err
    assert f"kpfacil show {session}" in outcome.err


@pytest.mark.parametrize("command", ["run", "show"])
def test_screen_of_an_unreadable_file_is_refused(kp: Kpfacil, session: Path, command: str) -> None:
    """A file that is no session is refused before any screen opens."""
    session.write_text("kissa", "utf-8")
    outcome = kp(command, str(session))
    assert outcome.code == 1
    assert "rivi 1" in outcome.err


def test_show_follows_the_file_in_the_sessions_language(
    kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The audience's screen gets the path, and a language only where one was asked for."""
    seen: list[tuple[Path, str | None]] = []

    def screen(path: Path, language: str | None, clock: Callable[[], datetime]) -> int:
        assert clock() == NOW
        seen.append((path, language))
        return 0

    monkeypatch.setattr("kpfacil.tui.audience.run", screen)
    with hold(session, NOW):
        assert kp("show", str(session)).code == 0
    assert kp("--lang", "en", "show", str(session)).code == 0
    assert seen == [(session, None), (session, "en")]


def test_demo_opens_a_copy_of_the_liveliest_sample(
    kp: Kpfacil, seen: list[Start], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The demo plays with a copy, the samples stay as they are, and nothing is left when the screen is left."""
    monkeypatch.setattr("tempfile.tempdir", str(kp.folder))
    outcome = kp("demo")
    assert outcome.code == 0
    assert "kpfacil demo" in outcome.out
    (start,) = seen
    assert start.practice
    assert start.opened.path.is_relative_to(kp.folder)
    assert start.opened.session.meeting.status == "draft"
    assert len(start.opened.session.ideas) > 5
    assert list(kp.folder.glob("kpfacil-demo-*")) == []


def test_home_carries_out_choices_until_the_user_leaves(
    kp: Kpfacil, session: Path, seen: list[Start], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is chosen on the home screen is done, and the screen comes back with what came of it."""
    choices: list[HomeChoice | None] = [
        HomeChoice("new", table="Kyläpöytä", day=date(2026, 12, 12)),
        HomeChoice("new", table="!!!"),
        HomeChoice("memo", session),
        HomeChoice("invite", session),
        HomeChoice("remind", session),
        HomeChoice("publish", session),
        HomeChoice("run", session),
        HomeChoice("run", kp.folder / "gone.toml"),
        HomeChoice("show", session),
        None,
    ]
    said: list[str] = []

    begins: list[str] = []

    def screen(folder: Path, language: str, clock: Callable[[], datetime], words: str, at: str) -> HomeChoice | None:
        assert (folder, language, clock()) == (kp.sessions, "fi", NOW)
        said.append(words)
        begins.append(at)
        return choices.pop(0)

    monkeypatch.setattr("kpfacil.tui.home.run", screen)
    monkeypatch.setattr("kpfacil.tui.audience.run", lambda *_: 0)
    assert kp().code == 0
    assert len(seen) == 1
    second = session.parent / "2026-12-12.toml"
    assert load(second).session.meeting.number == 2
    assert str(second) in said[1]
    assert begins[:2] == ["", str(second)]
    assert begins[4] == str(session)
    assert "!!!" in said[2]
    assert str(session.parent / "2026-11-21" / "muistio.docx") in said[3]
    assert str(session.parent / "2026-11-21") in said[4]
    assert said[5] == "Pöydällä Kyläpöytä ei ole mitään muistutettavaa."
    assert "luonnos" in said[6]
    assert said[7] == ""
    assert "gone.toml" in said[8]
    assert said[9] == ""


def test_what_was_done_and_what_is_missing_stand_apart(
    kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the letters are and whose address is missing are two things, not one sentence."""
    kp("add", str(session), "! Liisa: sali / 15.12.")
    choices, said = [HomeChoice("remind", session), None], list[str]()

    def screen(folder: Path, language: str, clock: Callable[[], datetime], words: str, at: str) -> HomeChoice | None:
        said.append(words)
        return choices.pop(0)

    monkeypatch.setattr("kpfacil.tui.home.run", screen)
    assert kp().code == 0
    assert "muistutukset · Kirjeestä puuttuu" in said[1]


@pytest.fixture
def dead(session: Path) -> Path:
    """Return the note of another machine that has been recording the session since yesterday."""
    note = session.with_name(f".{session.name}.holder")
    note.write_text('user = "sirpa"\nhost = "toinen-kone"\npid = 7\nsince = 2026-11-20T18:05:00+02:00\n', "utf-8")
    return note


@pytest.mark.parametrize(
    "asked",
    [
        ("run", "{path}"),
        ("proof", "{path}"),
        ("add", "{path}", "+ a"),
        ("new", "--table", "Kyläpöytä", "--date", "1.12.2026"),
        ("forget", "{folder}", "Liisa Mäkinen", "--yes"),
    ],
)
@pytest.mark.parametrize(
    ("language", "since"), [("fi", "alkaen 20.11.2026 klo 18.05"), ("en", "since 20 Nov 2026 at 18.05")]
)
def test_the_way_past_a_dead_machine_is_told_by_every_command(
    kp: Kpfacil, session: Path, dead: Path, asked: tuple[str, ...], language: str, since: str
) -> None:
    """Whatever writes says who holds the meeting on which machine since what day, and how it is taken over."""
    kp.env["HOME"] = str(kp.folder / "home")
    before = session.read_bytes()
    words = [word.format(path=session, folder=session.parent) for word in asked]
    outcome = kp("--lang", language, *words)
    assert outcome.code == (0 if asked[0] == "add" else 1)
    assert "sirpa" in outcome.err
    assert "toinen-kone" in outcome.err
    assert f"kpfacil run --take-over {session}" in outcome.err
    assert since in outcome.err
    assert session.read_bytes() == before
    assert dead.exists()


def test_a_meeting_of_a_dead_machine_is_taken_over(kp: Kpfacil, session: Path, seen: list[Start], dead: Path) -> None:
    """`run --take-over` opens it; afterwards it is anybody's, and what waited in the inbox is recorded."""
    kp.env["HOME"] = str(kp.folder / "home")
    assert kp("add", str(session), "+ a").out == ""
    assert kp("run", str(session)).code == 1
    assert kp("run", "--take-over", str(session)).code == 0
    assert [start.opened.path for start in seen] == [session]
    assert not dead.exists()
    assert kp("add", str(session), "+ b").lines == ["I2"]
    assert [idea.text for idea in load(session).session.ideas] == ["a", "b"]


def test_home_takes_over_what_is_chosen_a_second_time(
    kp: Kpfacil, session: Path, seen: list[Start], dead: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence about the other machine is seen first; choosing something else between asks anew."""
    memo, opened = HomeChoice("run", session.with_name("gone.toml")), HomeChoice("run", session)
    choices: list[HomeChoice | None] = [opened, memo, opened, opened, None]
    said: list[str] = []

    def screen(*shown: object) -> HomeChoice | None:
        said.append(str(shown[3]))
        return choices.pop(0)

    monkeypatch.setattr("kpfacil.tui.home.run", screen)
    assert kp().code == 0
    assert ["uudelleen" in words for words in said] == [False, True, False, True, False]
    assert [start.opened.path for start in seen] == [session]
    assert not dead.exists()


def test_home_says_what_a_meeting_has_said_at_its_end(
    kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines that wait and a save that failed are told where the eye is: on the home screen that opens again."""
    choices: list[HomeChoice | None] = [HomeChoice("run", session), None]
    said: list[str] = []

    def screen(*shown: object) -> HomeChoice | None:
        said.append(str(shown[3]))
        return choices.pop(0)

    def meeting(start: Start) -> int:
        start.tell("2 riviä odottaa.")
        start.warn("Ei tallennettu.")
        return 1

    monkeypatch.setattr("kpfacil.tui.home.run", screen)
    monkeypatch.setattr("kpfacil.tui.facilitator.run", meeting)
    outcome = kp()
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert said == ["", "2 riviä odottaa. Ei tallennettu."]


def test_home_prepares_another_meeting_beside_one_on_a_second_yes(
    kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A meeting before one that is still to be held is asked about once, with the line as it was typed."""
    table = load(session).session.table.name
    later = HomeChoice("new", table=table, day=date(2026, 12, 20), line="myöhempi")
    sooner = HomeChoice("new", table=table, day=date(2026, 12, 10), line="aiempi")
    choices: list[HomeChoice | None] = [later, sooner, sooner, None]
    shown: list[tuple[str, str]] = []

    def screen(*asked: object) -> HomeChoice | None:
        shown.append((str(asked[3]), "".join(map(str, asked[5:]))))
        return choices.pop(0)

    monkeypatch.setattr("kpfacil.tui.home.run", screen)
    assert kp().code == 0
    assert [line for _, line in shown] == ["", "", "aiempi", ""]
    assert "paina Enter uudestaan" in shown[2][0]
    assert "--also" not in shown[2][0]
    assert (session.parent / "2026-12-10.toml").exists()
