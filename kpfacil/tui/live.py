"""The work behind a screen with a capture line: the room, and the facilitator's with its saver, wall, memo and seats.

What each thing asked of it does is said once, by `Conductor`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kpfacil.desk import Desk
from kpfacil.model.formats import FORMATS
from kpfacil.model.session import Session
from kpfacil.model.workings import PendingLine
from kpfacil.storage.atomic import keep_elsewhere
from kpfacil.storage.content import language_after, load_texts
from kpfacil.storage.encode import encode
from kpfacil.storage.files import export_folder
from kpfacil.storage.follow import following
from kpfacil.storage.saver import Saver, State, conflicts
from kpfacil.tui import lines, moves, pasting
from kpfacil.tui.asked import Act, Asked, Start
from kpfacil.tui.capture import Capture
from kpfacil.tui.forms import Form
from kpfacil.tui.glance import Conductor, Heard
from kpfacil.tui.keys import KEYS, Key, palette
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.panels.pages import PracticePanel
from kpfacil.tui.pictures.foot import AtWall
from kpfacil.tui.posting import Sendings
from kpfacil.tui.reading import complete
from kpfacil.tui.room import Room
from kpfacil.tui.shell import Shell
from kpfacil.tui.showing import Showing
from kpfacil.tui.sight import Put, Said, SaveLine, TableSessions, Written
from kpfacil.tui.wall import open_wall

_LOOK_FOR_FOLLOWERS = 2.0
_LOOK_FOR_SENDINGS, _REST = 0.3, 1.0
"""Seconds between two looks at what other seats send: while there are any, and while there are none."""
_AT_ONCE = 0.5
"""How many seconds the end waits for the last save before it says so."""
_PATIENCE = 5.0
"""How many seconds letters and pages wait for the meeting to be saved."""


class SeatWork(Conductor):
    """Carries out what is asked for, in the order in which it was asked; `_acts` is what only a screen can do."""

    showing: Showing

    def __init__(self, app: Shell[int], room: Room, showing: Showing, keys: Sequence[Key] = KEYS) -> None:
        self._app = app
        self.room = room
        self.showing = showing
        self._left: Form | None = None
        """The form that Esc has just left."""
        self._aside: tuple[PendingLine | None, bool, Form | None] = (None, False, None)
        """What stood in the line when it was emptied last: a waiting line, words that were taken back, for a form."""
        self._acts: dict[str, Callable[[], object]] = {
            "theme": app.switch_theme,
            "language": self._switch_language,
            "quit": app.leave,
            "escape": lambda: self.step_back(room.line),
            "palette": lambda: app.push_screen(palette(room.texts, lambda name: app.action_clicked(Act(name)), keys)),
        }

    def attend(self, capture: Capture) -> None:
        capture.completer = lambda line, cursor: complete(line, cursor, self.room.session)
        capture.emptied, capture.brought_back = self._put_aside, self._take_up

    def carry_out(self, asked: Asked) -> None:
        does = self._acts.get(asked.name) if isinstance(asked, Act) else None
        does() if does else moves.carry_out(self.room, asked)
        self.grant()

    def grant(self) -> None:
        """Do what a panel has asked the screen for."""
        wish, self.room.wish = self.room.wish, ""
        if wish == "quit":
            self._app.action_clicked(Act("quit"))

    def take_line(self, line: str) -> None:
        self.room.line = ""
        lines.enter(self.room, line)

    def take_paste(self, text: str) -> None:
        self.room.line = ""
        pasting.paste(self.room, text)

    def take_key(self, key: str, sign: str) -> bool:
        taken = moves.take_key(self.room, key, sign)
        self.grant()
        return taken

    def step_back(self, line: str) -> bool:
        self._left = self.room.form
        return moves.step_back(self.room, line)

    def put_next(self) -> Put | None:
        put, self.room.put = self.room.put, None
        return put

    def see_line(self, line: str, let_go: str) -> None:
        self.showing.let_go, self.room.line = let_go, line
        if line != self.showing.line:
            self.showing.line = line
            self.showing.reading = lines.read_line(self.room, line)
            lines.see_typed(self.room, line)

    def keep_half_typed(self, line: str) -> None:
        self.room.line = line
        lines.keep_half_typed(self.room)

    def _put_aside(self) -> None:
        room = self.room
        self._aside = room.mending, room.taken, room.form or self._left
        room.mending, room.taken, self._left = None, False, None

    def _take_up(self) -> None:
        self.room.mending, self.room.taken, self.room.form = self._aside

    def tick(self) -> bool:
        panel = self.room.panel_shown
        return self.room.sight.fade(self.room.now()) or (panel is not None and panel.ticks)

    # --- what the palette and the keys of every screen do -----------------------------------------------------------

    def _switch_language(self) -> None:
        self.room.texts = load_texts(language_after(self.room.texts.language))
        self.room.said = Said()


class Live(SeatWork):
    """The work of the one who holds the meeting; what only a screen can do it asks of `app`."""

    def __init__(self, app: Shell[int], start: Start) -> None:
        session = start.opened.session
        # At the phase's first step where it has none yet, so that its time is counted.
        meeting = replace(session.meeting, step=session.step_in(start.process).id)
        session = session if meeting == session.meeting else replace(session, meeting=meeting)
        desk = Desk(session=session, process=start.process, clock=start.clock)
        path = start.opened.path
        room = Room(desk, load_texts(start.language), self._see_change)
        room.around = TableSessions(path)
        self.save_line = SaveLine(desk.session, on_disk=desk.session)
        self.saver = Saver(path, start.opened, self.hear_saver)
        super().__init__(app, room, Showing(room, self.save_line))
        self._errand, self._unproofed, self._has_read, self._tell = start.errand, 0, False, start.tell
        self.showing.practice = start.practice
        if start.practice:
            room.panel, room.panels["practice"] = "practice", PracticePanel(room.view)
        if beside := conflicts(path):
            room.tell("said.beside", files=", ".join(one.name for one in beside))
        self.sendings = Sendings(path, room)
        self._acts["wall"] = self._open_wall
        self._acts["skip-sending"] = self.sendings.skip

    # --- the session and its file -----------------------------------------------------------------------------------

    def _see_change(self, session: Session) -> None:
        self.save_line.newest = session
        self.saver.want(session)

    def hear_saver(self, state: State) -> None:
        """Have a word of the saver's thread heard on the screen."""
        self._hear(partial(self._take_state, state))

    def _hear(self, take: Callable[[], bool]) -> None:
        self._app.post_message(Heard(take))

    def _take_state(self, state: State) -> bool:
        said = self.save_line.hear(state, self.room.texts)
        self.room.said = said or self.room.said
        return said is not None

    def close(self) -> bool:
        if not self.saver.flush(_AT_ONCE):
            self._tell(self.room.texts.say("end.waits"))
        return self.saver.close()

    def keep_elsewhere(self) -> Path | None:
        return keep_elsewhere(self.saver.path, encode(self.room.session))

    # --- what moves by itself ---------------------------------------------------------------------------------------

    def look_around(self) -> None:
        self._app.set_interval(_LOOK_FOR_FOLLOWERS, self.count_followers)
        self._take_sendings()

    def _take_sendings(self) -> None:
        if self.sendings.look(self.save_line.on_disk):
            self._hear(lambda: True)
        self._app.set_timer(_LOOK_FOR_SENDINGS if self.room.session.seats else _REST, self._take_sendings)

    def count_followers(self) -> None:
        """See whether an audience's screen follows, and who sits at other seats."""
        now, before = following(self.saver.path), self.showing.wall
        seats = self.sendings.names_seated(self.room.now())
        self.showing.wall = AtWall(now, closed=not now and (before.closed or before.followers > 0), seats=seats)
        if self.showing.wall != before:
            self._hear(lambda: True)

    # --- what only the screen can do --------------------------------------------------------------------------------

    def _open_wall(self) -> None:
        """Open the audience's screen in a window of its own, or say and copy how it is opened."""
        command = open_wall(self.saver.path)
        self.room.tell("said.wall-command" if command else "said.wall-opened", command=command)
        if command:
            self._app.copy_to_clipboard(command)

    def grant(self) -> None:
        panel = self.room.panel_shown
        if self.room.panel in ("memo", "proof") and panel is not None and not self._has_read:
            self._has_read = self.room.reading = True
            self._app.run_worker(partial(self._read_names, panel), thread=True, exit_on_error=False)
        if self.room.wish in ("", "quit") or panel is None:
            super().grant()
        else:
            wish, self.room.wish = self.room.wish, ""
            self._grant_memo(panel, wish)

    def _grant_memo(self, panel: Panel, wish: str) -> None:
        """Write, copy or open the memo; the exports load when it is asked for, not at the start."""
        from kpfacil.tui.panels import memo  # noqa: PLC0415 - the exports, only where they are asked for

        room, folder = self.room, export_folder(self.saver.path)
        if not isinstance(panel, memo.MemoPanel):
            return
        told = room.session, room.desk.process, panel.profile, room.around.others
        match wish:
            case "copy-memo":
                self._app.copy_to_clipboard(memo.memo_text(*told))
                room.tell("panel.memo.copied")
            case "publish" | "remind" | "invite":
                room.tell("panel.memo.errand")
                self._app.run_worker(partial(self._run_errand, wish), thread=True, exit_on_error=False)
            case "write-memo":
                forms = [form for form in FORMATS if form in panel.chosen]
                room.written = ()
                names = (room.texts.say(f"word.format.{form}") for form in forms)
                room.tell("panel.memo.writing", formats=", ".join(names))

                def write() -> None:
                    doc = memo.memo_document(*told)
                    self._unproofed = doc.waiting
                    for form in forms:
                        self._hear(partial(self._take_written, memo.write_memo(doc, panel.profile, form, folder)))

                self._app.run_worker(write, thread=True, exit_on_error=False)
            case _:
                unopened = memo.open_memo(folder, room.written if wish == "open-memo" else ())
                if unopened is not None:
                    room.tell("panel.memo.no-opener", path=unopened)

    def _read_names(self, panel: Panel) -> None:
        try:
            panel.read_names()
        finally:
            self._hear(self._end_reading)

    def _end_reading(self) -> bool:
        self.room.reading = False
        if self.room.panel == "proof":
            self.room.enter_panel()  # it begins at the first place that waits
        return True

    def _run_errand(self, name: str) -> None:
        """Do what is done with files when the meeting's own is on the disk."""
        self.saver.flush(_PATIENCE)
        self._hear(partial(self._say, self._errand(name)))

    def _say(self, words: str) -> bool:
        self.room.said = Said(words)
        return True

    def _take_written(self, result: Written) -> bool:
        """Say what came of one format of the memo."""
        room = self.room
        room.written = (*room.written, result)
        if result.path is not None and self._unproofed:
            room.said = Said(room.texts.count("said.memo-unproofed", self._unproofed), trouble=True)
        elif result.path is not None:
            room.tell("said.memo", path=f"{result.path.parent.name}/{result.path.name}")
        return True
