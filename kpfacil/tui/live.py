"""The facilitator's screen at work: the room with its saver, the wall, the memo's files and the other meetings."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kpfacil.capture import complete
from kpfacil.desk import Desk
from kpfacil.model.formats import FORMATS
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.content import language_after, load_texts
from kpfacil.storage.lock import following
from kpfacil.storage.saver import Saver, State
from kpfacil.tui import lines, moves
from kpfacil.tui.asked import Act, Asked
from kpfacil.tui.conductor import Start
from kpfacil.tui.do import MemoWritten, SaverSaid, Written
from kpfacil.tui.palette import palette
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.panels.practice import PracticePanel
from kpfacil.tui.pictures.foot import AtWall
from kpfacil.tui.room import Room
from kpfacil.tui.said import Put, Said
from kpfacil.tui.save import SaveLine, told
from kpfacil.tui.sendings import Sendings
from kpfacil.tui.shell import Shell
from kpfacil.tui.showing import Showing
from kpfacil.tui.term import TermSessions, earlier_days
from kpfacil.tui.wall import open_wall


class Live:
    """Carries out what is asked for, in the order in which it was asked; what only a screen can do it asks of `app`."""

    def __init__(self, app: Shell[int], start: Start) -> None:
        self._app = app
        session = _at_a_step(start.opened.session, start.process)
        desk = Desk(session=session, process=start.process, clock=start.clock)
        path = start.opened.path
        self.room = Room(desk, load_texts(start.language), self._changed)
        self.room.earlier = earlier_days(path)
        self.room.term_sessions = known = TermSessions(path, self.room)
        self.room.other_sessions = known.others
        self.save_line = SaveLine(desk.session, on_disk=desk.session)
        self.saver = Saver(path, start.opened, self._from_saver)
        self.showing = Showing(self.room, self.save_line)
        self.showing.practice = start.practice
        if start.practice:
            self.room.panel, self.room.panels["practice"] = "practice", PracticePanel()
        self.sendings = Sendings(path, self.room)
        self._acts: dict[str, Callable[[], object]] = {
            "theme": app.switch_theme,
            "language": self._switch_language,
            "palette": lambda: app.push_screen(palette(self.room.texts, self._from_palette)),
            "wall": self._open_wall,
            "quit": lambda: app.exit(0),
        }

    # --- the session and its file -----------------------------------------------------------------------------------

    def _changed(self, session: Session) -> None:
        self.save_line.wanted(session)
        self.saver.want(session)

    def _from_saver(self, state: State) -> None:
        self._app.post_message(SaverSaid(state))

    def hear_saver(self, state: State) -> None:
        """Take a word of the saver, and tell the facilitator what has to be told."""
        news = self.save_line.heard(state)
        if news is not None:
            words, trouble = told(news, self.room.texts)
            self.room.said = Said(words, trouble=trouble)

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return self.saver.close()

    # --- what is asked for ------------------------------------------------------------------------------------------

    def carry_out(self, asked: Asked) -> None:
        """Do what a key, a click or the palette asks for."""
        if isinstance(asked, Act) and asked.name in self._acts:
            self._acts[asked.name]()
        else:
            moves.carry_out(self.room, asked)
            self._grant()

    def take_line(self, line: str) -> None:
        """Take a line; what has to be mended comes back."""
        self.room.line = ""
        lines.enter(self.room, line)

    def take_paste(self, text: str) -> None:
        """Take several lines at once."""
        self.room.line = ""
        lines.paste(self.room, text)

    def take_key(self, key: str, sign: str) -> bool:
        """Give a key to the panel; return whether it was the panel's."""
        taken = moves.take_key(self.room, key, sign)
        self._grant()
        return taken

    def step_back(self, line: str) -> bool:
        """Close the nearest thing; return whether there was any."""
        return moves.step_back(self.room, line)

    def put_next(self) -> Put | None:
        """Return, once, what is to stand in the capture line now; None where it stays as it is."""
        put, self.room.put = self.room.put, None
        return put

    def complete(self, line: str, cursor: int) -> tuple[str, int] | None:
        """Go on with the word at the cursor: the line and the place of its cursor afterwards."""
        offers = complete(line, cursor, self.room.session)
        if not offers:
            return None
        first = offers[0]
        return line[: first.start] + first.text + line[first.end :], first.start + len(first.text)

    def see_line(self, line: str, let_go: str) -> None:
        """See what stands half-typed in the line, to say what it will become."""
        self.showing.let_go, self.room.line = let_go, line
        if line != self.showing.line:
            self.showing.line = line
            self.showing.reading = lines.read_line(self.room, line)
            lines.typed(self.room, line)

    # --- what moves by itself ---------------------------------------------------------------------------------------

    def tick(self) -> bool:
        """Let the clocks go, and what was just recorded fade; return whether the stage may have changed."""
        panel = self.room.panel_shown
        return self.room.fade() or (panel is not None and panel.ticks)

    def take_sendings(self) -> bool:
        """Take what other seats have sent; return whether there was anything."""
        return self.sendings.look(self.save_line.on_disk)

    def count_followers(self) -> None:
        """See whether an audience's screen follows."""
        now, before = following(self.saver.path), self.showing.wall
        self.showing.wall = AtWall(now, closed=not now and (before.closed or before.followers > 0))

    # --- what only the screen can do --------------------------------------------------------------------------------

    def _switch_language(self) -> None:
        self.room.texts = load_texts(language_after(self.room.texts.language))
        self.room.said = Said()

    def _from_palette(self, action: str) -> None:
        self._app.action_clicked(Act(action))

    def _open_wall(self) -> None:
        """Open the audience's screen in a window of its own, or say and copy how it is opened."""
        command = open_wall(self.room, self.saver.path)
        if command:
            self._app.copy_to_clipboard(command)

    def _grant(self) -> None:
        """Do what a panel has asked the screen for."""
        wish, self.room.wish = self.room.wish, ""
        panel = self.room.panel_shown
        if wish == "quit":
            self._app.action_clicked(Act("quit"))
        elif wish and panel is not None:
            self._grant_memo(panel, wish)

    def _grant_memo(self, panel: Panel, wish: str) -> None:
        """Write, copy or open the memo; the exports load when it is asked for, not at the start."""
        from kpfacil.tui import exporting  # noqa: PLC0415
        from kpfacil.tui.panels.memo import MemoPanel, memo_text  # noqa: PLC0415

        room, folder = self.room, exporting.memo_folder(self.saver.path)
        if not isinstance(panel, MemoPanel):
            return
        told = room.session, room.desk.process, panel.profile, room.other_sessions()
        match wish:
            case "copy-memo":
                self._app.copy_to_clipboard(memo_text(*told))
                room.tell("panel.memo.copied")
            case "write-memo":
                forms = [form for form in FORMATS if form in panel.chosen]
                doc = exporting.memo_document(*told)
                room.written = ()
                names = (room.texts.say(f"word.format.{form}") for form in forms)
                room.tell("panel.memo.writing", formats=", ".join(names))
                write = partial(exporting.write_memos, doc, panel.profile, forms, folder, self._memo_written)
                self._app.run_worker(write, thread=True, exit_on_error=False)
            case _:
                unopened = exporting.open_memo(folder, room.written if wish == "open-memo" else ())
                if unopened is not None:
                    room.tell("panel.memo.no-opener", path=unopened)

    def _memo_written(self, result: Written) -> None:
        self._app.post_message(MemoWritten(result))

    def hear_memo(self, result: Written) -> None:
        """Say where the memo is."""
        self.room.written = (*self.room.written, result)
        if result.path is not None:
            self.room.tell("said.memo", path=result.path)


def _at_a_step(session: Session, process: Process) -> Session:
    """Return the session at its step, at the phase's first where it has none yet, so that its time is counted."""
    meeting = session.meeting
    step = process.step(meeting.phase, meeting.step, session.programme)
    return session if step.id == meeting.step else replace(session, meeting=replace(meeting, step=step.id))
