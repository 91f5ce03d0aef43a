"""The home screen: stored as text in both languages and at three sizes, and worked from the keyboard."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.tui.home import HomeApp, HomeChoice
from kpfacil.tui.home_desk import HomeDesk
from kpfacil.tui.home_files import open_roster, read_folder
from kpfacil.tui.paint import Row, row
from kpfacil.tui.pictures.home import foot_rows, home_rows, line_top
from kpfacil.views.archive import ArchiveView
from tests.fakes import DAY, TABLE, Clock

SIZES = ((60, 20), (80, 24), (120, 36))
Drawn = Callable[[list[Row], int], str]
Same = Callable[[str, str], None]
TABLE_FOLDER = "jamsan-asukkaiden-kumppanuuspoyta"


@pytest.fixture
def folder(tmp_path: Path, evening: Session, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sessions folder with one table, its meeting of today cut short, a damaged file, and downloads beside it."""
    monkeypatch.setattr("kpfacil.tui.home_files.own_folder", lambda _: tmp_path / "downloads")
    table = tmp_path / "sessions" / TABLE_FOLDER
    table.mkdir(parents=True)
    (table / "2026-11-21.toml").write_bytes(encode(evening))
    (table / ".2026-11-21.toml.holder").write_text("pid = 1", encoding="utf-8")
    (table / "2026-01-01.toml").write_text("format = = 1\n", encoding="utf-8")
    return tmp_path / "sessions"


def _desk(folder: Path, language: str, mode: str = "list") -> HomeDesk:
    view = read_folder(folder, DAY, load_texts(language))
    desk = HomeDesk(today=DAY, view=view)
    if mode in ("search", "new", "guide"):
        desk.begin(next(name for name in ("search", "new", "guide") if name == mode))
    return desk


def _screen(desk: HomeDesk, language: str, size: tuple[int, int]) -> list[Row]:
    """The whole screen as the regions lie on it, the line with what stands in it."""
    texts, (width, height) = load_texts(language), size
    top, foot = line_top(desk, texts, width), foot_rows(desk, texts, width)
    line = [row(f"│ {desk.line}")] * len(top)
    room = height - len(top) - len(line) - len(foot)
    body = home_rows(desk, texts, "sessions", (width, room))
    return [*body, *[row()] * (room - len(body)), *top, *line, *foot]


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("mode", ["list", "search", "new", "guide"])
def test_the_home_screen_looks_as_it_did(
    mode: str, size: tuple[int, int], language: str, folder: Path, drawn: Drawn, same_as_stored: Same
) -> None:
    """The list, the search, the line for a new meeting and the guide stand as they were last approved."""
    rows = _screen(_desk(folder, language, mode), language, size)
    assert len(rows) == size[1]
    assert all(cell_len(made.plain.rstrip()) <= size[0] for made in rows)
    picture = drawn(rows, size[0]).replace(str(folder), "sessions")
    same_as_stored(f"home/{mode}-{size[0]}x{size[1]}-{language}", picture)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_an_empty_folder_greets(
    size: tuple[int, int], language: str, tmp_path: Path, drawn: Drawn, same_as_stored: Same
) -> None:
    """Somebody who comes for the first time is offered three things to do."""
    rows = _screen(_desk(tmp_path / "none", language), language, size)
    same_as_stored(f"home/first-{size[0]}x{size[1]}-{language}", drawn(rows, size[0]))


async def _pressed(folder: Path, *keys: str) -> HomeChoice | None:
    app = HomeApp(folder, "fi", Clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return app.return_value


async def test_one_key_goes_on_after_a_crash(folder: Path) -> None:
    """The meeting that was cut short is under the cursor at once: Enter returns to it."""
    choice = await _pressed(folder, "enter")
    assert choice == HomeChoice("run", folder / TABLE_FOLDER / "2026-11-21.toml")


@pytest.mark.parametrize(("key", "action"), [("s", "show"), ("m", "memo")])
async def test_one_key_shows_or_writes(folder: Path, key: str, action: str) -> None:
    """The audience's screen and the memo are one key each."""
    choice = await _pressed(folder, key)
    assert choice is not None
    assert choice.action == action


async def test_a_new_meeting_takes_the_table_and_its_next_day(folder: Path) -> None:
    """The line for a new meeting begins with the table under the cursor and the day that was agreed."""
    choice = await _pressed(folder, "n", "enter")
    assert choice == HomeChoice("new", table=TABLE, day=date(2026, 12, 12))


async def test_typing_replaces_what_was_suggested(folder: Path) -> None:
    """The table under the cursor is only a suggestion: the first letter takes its place, an arrow keeps it."""
    choice = await _pressed(folder, "n", *"Toinen", "enter")
    assert choice == HomeChoice("new", table="Toinen")
    choice = await _pressed(folder, "n", "left", "end", "backspace", "7", "enter")
    assert choice == HomeChoice("new", table=TABLE, day=date(2027, 12, 12))


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        (
            "Hietakylän pöytä ensi tiistaina klo 18 Seurojentalo",
            "Hietakylän pöytä / ensi tiistaina klo 18 Seurojentalo",
        ),
        ("Hietakylän pöytä 8.12. klo 18", "Hietakylän pöytä / 8.12. klo 18"),
        ("Pöytä ti 1.12.", "Pöytä / ti 1.12."),
    ],
)
def test_a_name_with_a_day_in_it_is_asked_about(line: str, parted: str) -> None:
    """Where a name holds a day, the line is parted there and said so; Enter takes it as it stands then."""
    desk = HomeDesk(date(2026, 11, 25))
    desk.begin("new")
    desk.write(line)
    assert desk.enter() is None
    assert desk.line == parted
    assert desk.said == Sentence("home.new.day-in-name")
    choice = desk.enter()
    assert choice is not None
    assert (choice.table, choice.day is not None) == (parted.split(" / ", maxsplit=1)[0], True)


def test_a_name_with_an_hour_in_it_is_asked_about_once() -> None:
    """An hour without a day is asked about; the same line again is the name."""
    desk = HomeDesk(date(2026, 11, 25))
    desk.begin("new")
    desk.write("Kahvit klo 14")
    assert desk.enter() is None
    assert desk.said == Sentence("home.new.hour-in-name")
    assert desk.enter() == HomeChoice("new", table="Kahvit klo 14")


async def test_the_meeting_that_was_prepared_is_the_chosen_one(folder: Path, evening: Session) -> None:
    """After another table's meeting has been prepared, Enter opens that one."""
    other = folder / "toinen" / "2026-12-03.toml"
    other.parent.mkdir()
    other.write_bytes(encode(replace(evening, table=Table(name="Toinen"))))
    app = HomeApp(folder, "fi", Clock(), prefer=str(other))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
    assert app.return_value == HomeChoice("run", other)


async def test_a_table_is_renamed_with_its_folder(folder: Path) -> None:
    """E asks for the name and Enter whether it is meant; it goes into every session and into the folder's name."""
    path = folder / TABLE_FOLDER / "2026-11-21.toml"
    before = path.read_bytes()
    for keys in (("enter", "escape"), ("enter", *"i", "enter", "escape"), ("ctrl+u", "enter", "enter", "escape")):
        await _pressed(folder, "e", *"Uusi nim", *keys, "q")
        assert path.read_bytes() == before
    await _pressed(folder, "e", "enter", "q")
    assert path.read_bytes() == before
    await _pressed(folder, "e", *"Uusi nimi", "enter", "enter", "q")
    made = folder / "uusi-nimi" / "2026-11-21.toml"
    assert load(made).session.table.name == "Uusi nimi"
    assert not (folder / TABLE_FOLDER).exists()


async def test_a_meeting_is_removed_to_where_nothing_reads_it(folder: Path) -> None:
    """D asks, d again moves the file to .poistetut; another key between asks anew."""
    path = folder / TABLE_FOLDER / "2026-11-21.toml"
    await _pressed(folder, "d", "q")
    assert path.exists()
    await _pressed(folder, "d", "d", "q")
    assert not path.exists()
    assert (path.parent / ".poistetut" / path.name).exists()
    assert not read_folder(folder, DAY, load_texts("fi")).tables


async def test_a_file_that_is_not_counted_gets_its_name_with_one_key(folder: Path, evening: Session) -> None:
    """A copy called otherwise is named below the meetings, and e gives it the name of its day."""
    copy = folder / TABLE_FOLDER / "kevät.toml"
    copy.write_bytes(encode(replace(evening, meeting=replace(evening.meeting, date=date(2026, 5, 5)))))
    await _pressed(folder, "end", "e", "q")
    assert (copy.parent / "2026-05-05.toml").exists()
    assert not copy.exists()


async def test_a_file_that_is_not_counted_is_read_whole_and_removed(folder: Path, evening: Session) -> None:
    """Under the cursor all of the reason stands, without the folders above it; d, d moves the file out of the way."""
    ideas = tuple(replace(evening.ideas[0], id=f"I{at}") for at in range(40, 90))
    aside = folder / TABLE_FOLDER / "2026-11-21.conflict-1.toml"
    aside.write_bytes(encode(replace(evening, ideas=ideas)))
    desk = _desk(folder, "fi")
    pictures = []
    for at in (0, desk.count - 1):
        desk.at = at
        pictures.append("\n".join(made.plain for made in home_rows(desk, load_texts("fi"), "sessions", (80, 24))))
    assert "siirrä" not in pictures[0]
    assert "siirrä" in pictures[1]
    assert str(folder) not in pictures[1]
    await _pressed(folder, "end", "d", "q")
    assert aside.exists()
    await _pressed(folder, "end", "d", "d", "q")
    assert (aside.parent / ".poistetut" / aside.name).exists()


async def test_a_line_that_could_not_be_done_stands_there_again(folder: Path) -> None:
    """What was typed for a new meeting that was refused is not typed twice."""
    app = HomeApp(folder, "fi", Clock(), said="Ei käy.", line="Toinen / 5.12.")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.capture.value == "Toinen / 5.12."
        assert app.desk.said == "Ei käy."
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_value == HomeChoice("new", table="Toinen", day=date(2026, 12, 5))


def test_a_search_shows_what_was_found(folder: Path) -> None:
    """Below a meeting stand the words in which what is searched for was found."""
    desk = _desk(folder, "fi", "search")
    desk.write("hillo")
    shown = "\n".join(made.plain for made in home_rows(desk, load_texts("fi"), "sessions", (80, 24)))
    assert "hillotalkoot elokuussa" in shown


async def test_the_first_meeting_needs_only_a_name(tmp_path: Path) -> None:
    """In an empty folder 2 asks for the table's name, and the name is enough."""
    choice = await _pressed(tmp_path, "2", "J", "ä", "m", "s", "ä", "enter")
    assert choice == HomeChoice("new", table="Jämsä")


def test_a_first_meeting_takes_its_time_and_place_at_once() -> None:
    """Behind the name stand day, time and place as they are said; what is no day is asked for anew."""
    desk = HomeDesk(date(2026, 11, 22))
    desk.begin("new")
    desk.write("Kyläpöytä / 12.12. klo 17 Kylätalo, alakerta")
    place = "Kylätalo, alakerta"
    assert desk.enter() == HomeChoice("new", table="Kyläpöytä", day=date(2026, 12, 12), start=time(17), place=place)
    desk.write("Kyläpöytä / Kylätalo")
    assert desk.enter() is None


async def test_the_sample_is_one_key_away(tmp_path: Path) -> None:
    """In an empty folder 1 opens the sample; in the guide d does, also when there are tables."""
    assert await _pressed(tmp_path, "1") == HomeChoice("demo")
    assert await _pressed(tmp_path, "f1", "d") == HomeChoice("demo")


@pytest.mark.parametrize("key", ["enter", "s", "m", "o", "d", "u", "r", "j"])
async def test_keys_of_a_meeting_say_that_a_file_is_none(folder: Path, key: str) -> None:
    """On a file that is not counted they do nothing in silence: it is said which file it is."""
    app = HomeApp(folder, "fi", Clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("end", key)
        await pilot.pause()
        assert isinstance(app.desk.said, Sentence)
        assert "2026-01-01.toml" in load_texts("fi").say_sentence(app.desk.said)
        assert app.desk.mode == "list"
    assert app.return_value is None


def test_a_search_leaves_no_table_without_findings(folder: Path) -> None:
    """A table in which nothing was found is not named; where nothing was found at all, that is said."""
    desk = _desk(folder, "fi", "search")
    tables = {table.name for table in desk.shown.tables}
    desk.see_typed("zyx")
    words = "\n".join(made.plain for made in _screen(desk, "fi", (80, 24)))
    assert tables
    assert not any(table in words for table in tables)
    assert load_texts("fi").say("home.no-match") in words


async def test_keys_typed_ahead_wait_for_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine nothing is lost of what is typed before the folder has been read, and nothing is misread."""
    may_read = threading.Event()

    def slow_folder(folder: Path, day: date, texts: Texts) -> ArchiveView:
        may_read.wait(20)
        return read_folder(folder, day, texts)

    monkeypatch.setattr("kpfacil.tui.home.read_folder", slow_folder)
    app = HomeApp(tmp_path, "fi", Clock())
    async with app.run_test(size=(80, 24)) as pilot:
        for sign in "2kylä":
            app.capture.post_message(events.Key(sign, sign))
        may_read.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.capture.value == "kylä"


async def test_a_folder_that_was_read_after_the_end_changes_nothing(tmp_path: Path) -> None:
    """Whoever leaves while the folder is still being read leaves in good order."""
    app = HomeApp(tmp_path, "fi", Clock())
    async with app.run_test():
        await app.screen.remove_children()
        app._show_found(read_folder(tmp_path, DAY, load_texts("fi")))
    assert app.fault_log is None


async def test_the_guide_is_read_and_left(tmp_path: Path) -> None:
    """The guide opens over the list, Esc returns and never ends the program; q closes without a choice."""
    assert await _pressed(tmp_path, "3", "down", "escape", "k", "t", "escape", "f1", "escape", "q") is None


async def test_ctrl_c_empties_the_line_and_ends_nothing(folder: Path) -> None:
    """Who means to copy loses neither the program nor more than the line."""
    choice = await _pressed(folder, "ctrl+c", "n", *"Kylä", "ctrl+c", *"Toinen", "enter")
    assert choice == HomeChoice("new", table="Toinen")


async def test_a_search_narrows_the_list(folder: Path) -> None:
    """Words that were said in a meeting find it; Enter opens what was found."""
    choice = await _pressed(folder, "/", *"hillo", "enter")
    assert choice is not None
    assert choice.action == "run"
    assert await _pressed(folder, "/", *"zzz", "enter", "escape", "q") is None


def test_a_day_that_cannot_be_read_is_said() -> None:
    """Nothing is guessed of a day that makes no sense, and a line without a name is not taken."""
    desk = HomeDesk(today=DAY, view=read_folder(Path("nowhere"), DAY, load_texts("fi")))
    desk.begin("new")
    desk.write("Jämsä / joskus")
    assert desk.enter() is None
    assert desk.said == Sentence("home.new.no-day")
    desk.write("  / 12.12.")
    assert desk.enter() is None
    assert desk.said == Sentence("home.new.no-name")


async def _typed(folder: Path, *keys: str, paste: str = "") -> str:
    """Press keys on the home screen, paste words, and return what stands in the line."""
    app = HomeApp(folder, "fi", Clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        if paste:
            app.capture.post_message(events.Paste(paste))
        await pilot.pause()
        await pilot.pause()
        return app.capture.value


async def test_what_was_emptied_comes_back_with_the_up_arrow(folder: Path) -> None:
    """The line is the meeting's own: Ctrl+C empties it, its edge says that ↑ brings the words back, and it does."""
    assert await _typed(folder, "n", *"Kylä", "ctrl+c") == ""
    assert await _typed(folder, "n", *"Kylä", "ctrl+c", "up") == "Kylä"


async def test_escape_keeps_what_was_typed_for_the_next_time(folder: Path) -> None:
    """Esc goes back to the list; what was typed by hand is there again as a suggestion, what was suggested is not."""
    assert await _typed(folder, "n", *"Kylä", "escape", "n") == "Kylä"
    assert await _typed(folder, "n", *"Kylä", "escape", "n", *"Uusi") == "Uusi"
    assert await _typed(folder, "n", "escape", "/") == ""


async def test_a_paste_is_one_line_where_a_line_is_typed_and_nothing_in_the_list(folder: Path) -> None:
    """Several lines become one; in the list, where no line is seen, nothing is put into it."""
    assert await _typed(folder, "n", paste="Kylä\npöytä") == "Kylä pöytä"
    assert await _typed(folder, paste="Kylä") == ""


async def test_a_list_of_people_is_chosen_seen_and_taken(folder: Path) -> None:
    """O offers the files around, Enter shows what one would bring, Enter again brings the people in as expected."""
    table = folder / TABLE_FOLDER
    (table / "jasenet.csv").write_text("Nimi;Taho\nKerttu Salo;Martat\n", encoding="utf-8")
    (folder / "outo.csv").write_text("Kuka;Mistä\nEero Aho;Seurakunta\n", encoding="utf-8")
    path = table / "2026-11-21.toml"
    await _pressed(folder, "o", "enter", "escape", "escape", "q")
    assert all(person.name != "Kerttu Salo" for person in load(path).session.participants)
    await _pressed(folder, "o", "enter", "enter", "q")
    await _pressed(folder, "o", "down", "enter", "2", "enter", "enter", "q")
    people = {person.name: person.presence for person in load(path).session.participants}
    assert (people["Kerttu Salo"], people["Eero Aho"]) == ("expected", "expected")


async def test_a_pasted_list_of_people_is_seen_and_taken(folder: Path) -> None:
    """Where a list is asked for, several pasted lines are one: seen first, then taken; other talk is refused."""
    path = folder / TABLE_FOLDER / "2026-11-21.toml"
    app = HomeApp(folder, "fi", Clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("o")
        await app.capture.on_paste(events.Paste("mitä kuuluu?\n\nei mitään: olipa\nhyvä ilta"))
        assert app.desk.said == Sentence("refused.roster-pasted")
        await app.capture.on_paste(events.Paste("Nimi\tTaho\nKerttu Salo\tMartat\nEero Aho\tSeurakunta\n"))
        for columns in ("", "taho=A, nimi=B"):  # they may be named of a pasted list as of a file
            if columns:
                app.action_take_line(columns)
            shown = "\n".join(made.plain for made in home_rows(app.desk, load_texts("fi"), "", (80, 24)))
            assert ("Martat · Kerttu Salo" if columns else "Kerttu Salo · Martat") in shown
        app.action_take_line("nimi=A, taho=B")
        assert all(person.name != "Kerttu Salo" for person in load(path).session.participants)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
    assert {"Kerttu Salo", "Eero Aho"} <= {person.name for person in load(path).session.participants}


async def test_the_smallest_window_has_no_bar_to_scroll(folder: Path) -> None:
    """Nothing stands beside the picture, however small the window is."""
    app = HomeApp(folder, "fi", Clock())
    async with app.run_test(size=(20, 5)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not any(app.screen.scrollbars_enabled)


def test_lists_are_looked_for_where_they_come_to(folder: Path) -> None:
    """What the browser or the mail saved is offered after the lists beside the meetings."""
    path = folder / TABLE_FOLDER / "2026-11-21.toml"
    assert not any(file.is_relative_to(folder.parent) for file in open_roster(path, folder).files)
    for place in (folder.parent / "downloads", folder):
        place.mkdir(exist_ok=True)
        (place / "ilmoittautuneet.xlsx").write_bytes(b"")
    offered = [file for file in open_roster(path, folder).files if file.is_relative_to(folder.parent)]
    assert [file.parent.name for file in offered] == ["sessions", "downloads"]


def test_a_list_for_a_meeting_that_has_begun_leaves_who_is_here(folder: Path) -> None:
    """Whoever is here already is not merely expected again; the preview tells what the list does to the table."""
    path = folder / TABLE_FOLDER / "2026-11-21.toml"
    here = [person for person in load(path).session.members if person.took_part]
    people = folder / "lista.csv"
    people.write_text(f"Nimi;Tila\n{here[0].name};tulossa\n{here[1].name};peruutettu\nOuti Uusi;tulossa\n", "utf-8")
    desk = _desk(folder, "fi")
    desk.roster = open_roster(path, folder)
    desk.mode = "roster"
    desk.see_typed(str(people))
    desk.seat_people(load_texts("fi"))
    preview = desk.roster.form.preview
    assert preview is not None
    assert preview.joining.session.participant(here[0].id) == here[0]
    assert preview.joining.session.participant(here[1].id) == here[1]
    seen = "\n".join(made.plain for made in home_rows(desk, load_texts("fi"), "", (160, 60)))
    assert f"Luettelon mukaan eivät tule, mutta ovat paikalla: {here[1].name}." in seen


async def test_a_list_that_cannot_be_read_is_said(folder: Path) -> None:
    """A path that leads nowhere is said and stands there to be mended; without any list around a path is asked for."""
    assert await _typed(folder, "o", *"zz.csv", "enter") == "zz.csv"
    desk = _desk(folder, "fi")
    desk.roster = open_roster(folder / TABLE_FOLDER / "2026-11-21.toml", folder)
    desk.roster.files = ()
    desk.mode = "roster"
    assert desk.seat_people(load_texts("fi")) is None
    assert desk.said == Sentence("home.roster.none")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fi",
            ("sarakkeen numero ja Enter: siinä ovat nimet", "sarakkeen numero ja Enter: siinä on taho", "Enter ottaa"),
        ),
        ("en", ("number and Enter: the names are there", "number and Enter: the party is there", "Enter takes")),
    ],
)
def test_the_line_says_what_a_number_does_where_a_column_is_asked_for(
    folder: Path, language: str, words: tuple[str, ...]
) -> None:
    """While it is typed the frame speaks of the column and of the preview, not of a path."""
    texts = load_texts(language)
    people = folder / "lista.csv"
    people.write_text("Uusi Ihminen;Martat\n", encoding="utf-8")
    desk = _desk(folder, language)
    desk.roster = open_roster(folder / TABLE_FOLDER / "2026-11-21.toml", folder)
    desk.mode = "roster"
    for typed, said in zip((str(people), "1", "2"), words, strict=True):
        desk.see_typed(typed)
        desk.seat_people(texts)
        desk.see_typed("9")
        assert said in "".join(made.plain for made in foot_rows(desk, texts, 120))


def test_a_long_sentence_is_whole_on_the_smallest_screen(folder: Path) -> None:
    """Whose address a letter lacks, and the file where it is written, can be read to the end beside the list."""
    desk = _desk(folder, "fi")
    names = ", ".join(f"Etunimi{number} Sukunimi{number}" for number in range(1, 19))
    desk.said = load_texts("fi").say("cli.remind.no-address", names=names, file="sessions/pöytä/yhteystiedot.csv")
    rows = _screen(desk, "fi", (60, 20))
    assert len(rows) == 20
    assert desk.said in " ".join(" ".join(made.plain.split()) for made in rows)
    assert any(TABLE in made.plain for made in rows)
