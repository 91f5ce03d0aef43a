"""The facilitator's screen at work: it wires lines, keys, the room, the panels and the saver together."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from kpfacil.capture import complete
from kpfacil.desk import Desk
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.content import language_after, load_texts
from kpfacil.storage.following import following
from kpfacil.storage.saver import Saver
from kpfacil.storage.states import State
from kpfacil.tui.actions import Actions
from kpfacil.tui.do import SaverSaid
from kpfacil.tui.palette import palette
from kpfacil.tui.room import Room
from kpfacil.tui.save import SaveLine, told
from kpfacil.tui.showing import Showing
from kpfacil.tui.start import Start
from kpfacil.tui.term import TermSessions, earlier_days
from kpfacil.tui.wall import open_wall
from kpfacil.tui.widgets.capture import Capture


class Shell(Protocol):
    """What the work needs of the screen."""

    capture: Capture

    def repaint(self, *names: str) -> None:
        """Draw the named regions anew, or all of them."""

    def arrange(self) -> None:
        """Give the regions their heights and draw everything anew."""

    def stage_width(self) -> int:
        """Return the stage's width in cells."""
        ...

    def switch_theme(self) -> None:
        """Change between the light and the dark theme."""

    def leave(self) -> None:
        """End the program."""

    def show_over(self, screen: "Screen[None]") -> None:
        """Put a screen over this one."""

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard."""

    def post_message(self, message: Message) -> bool:
        """Tell the screen something, from any thread."""
        ...

    def run_worker(self, work: partial[None], *, thread: bool, exit_on_error: bool) -> Worker[None]:
        """Run work off the screen's loop."""
        ...


class Live:
    """Carries out what the widgets ask for, in the order in which it was asked."""

    def __init__(self, shell: Shell, start: Start) -> None:
        self.shell = shell
        session = _at_a_step(start.opened.session, start.process)
        desk = Desk(session=session, process=start.process, clock=start.clock)
        path = start.opened.path
        self.room = Room(desk, load_texts(start.language), self._changed)
        self.room.earlier = earlier_days(path)
        self.room.term_sessions = TermSessions(path, self.room)
        self.save_line = SaveLine(desk.session, on_disk=desk.session)
        self.saver = Saver(path, start.opened, self._from_saver)
        self.showing = Showing(self.room, self.save_line)
        self.actions = Actions(self, self.room)
        shell.capture.completer = self._completed

    # --- the session and its file -----------------------------------------------------------------------------------

    def _changed(self, session: Session) -> None:
        self.save_line.wanted(session)
        self.saver.want(session)

    def _from_saver(self, state: State) -> None:
        self.shell.post_message(SaverSaid(state))

    def hear_saver(self, state: State) -> None:
        """Take a word of the saver, and tell the facilitator what has to be told."""
        news = self.save_line.heard(state)
        if news is not None:
            self.room.said.words, self.room.said.trouble = told(news, self.room.texts)
            self.shell.arrange()
        self.shell.repaint("head")

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return self.saver.close()

    # --- the line ---------------------------------------------------------------------------------------------------

    def enter(self, line: str) -> None:
        """Take a line; what has to be mended comes back."""
        self._put_back(self.room.enter(line))
        panel = self.showing.panel()
        if panel is not None:
            panel.after_line(self.room)

    def paste(self, text: str) -> None:
        """Take several lines at once."""
        self.room.paste(text)

    def type(self, line: str) -> None:
        """See what stands half-typed in the line, to say what it will become."""
        self.showing.line = line
        self.showing.reading = self.room.read(line)
        said = self.room.said.words
        self.room.typed(line)
        if said and not self.room.said.words:
            self.shell.arrange()
        self.shell.repaint("frame-top", "frame-bottom")

    def _completed(self, line: str, cursor: int) -> tuple[str, int] | None:
        offers = complete(line, cursor, self.room.session)
        if not offers:
            return None
        first = offers[0]
        return line[: first.start] + first.text + line[first.end :], first.start + len(first.text)

    def _put_back(self, line: str) -> None:
        """Put a line into the capture line, unless something has been typed there meanwhile: then it waits."""
        capture = self.shell.capture
        if not line:
            return
        chosen = self.room.sight.chosen
        prefix = line if chosen and line == f"{chosen} " else ""
        if capture.value in ("", capture.prefix):
            capture.set_line(line, prefix=prefix)
        elif not prefix:
            self.room.hold(line)

    def ask_line(self, line: str) -> None:
        """Begin a line that has been asked for."""
        self.shell.capture.ask(line)

    def clear_line(self) -> None:
        """Empty the capture line."""
        self.shell.capture.set_line("")

    # --- keys, clicks and panels ------------------------------------------------------------------------------------

    @property
    def listening(self) -> bool:
        """Whether a panel listens to the keys."""
        return self.room.entered and self.room.form is None and self.showing.panel() is not None

    @property
    def space_acts(self) -> bool:
        """Whether the space bar is the panel's on an empty line, whoever listens."""
        panel = self.showing.panel()
        return panel is not None and panel.space_acts and self.room.form is None

    @property
    def prompts(self) -> Mapping[str, str]:
        """The keys of the panel that begin a line, and how the line begins."""
        panel = self.showing.panel()
        return panel.prompts(self.room) if panel is not None else {}

    def act(self, action: str) -> None:
        """Do an action of the table of keys, from a key, a click or the palette."""
        self._put_back(self.actions.run(action))

    def point(self, target: str) -> None:
        """Act on what was clicked."""
        self._put_back(self.actions.point(target))

    def press(self, key: str) -> None:
        """Give a key to the panel."""
        panel = self.showing.panel()
        if key == "escape":
            self.actions.run("escape")
        elif key == "enter" and self.room.answering:
            self._put_back(self.room.answer())
        elif panel is not None:
            panel.press(self.room, key)
            self._grant()

    def press_by_click(self, key: str) -> None:
        """Press a key of the panel with the mouse: what it asks for begins in the line."""
        prompts = self.prompts
        self.press(key)
        if key in prompts:
            self.shell.capture.ask(prompts[key])

    def point_in_panel(self, place: int) -> None:
        """Choose a place of the panel's list."""
        panel = self.showing.panel()
        if panel is not None:
            panel.point(self.room, place)

    def _grant(self) -> None:
        """Do what a panel has asked the screen for."""
        wish, self.room.wish = self.room.wish, ""
        panel = self.showing.panel()
        if wish and panel is not None:
            # The exports load when a memo is asked for, not at the start.
            from kpfacil.tui.granting import grant  # noqa: PLC0415

            grant(self.shell, self.room, self.saver.path, panel, wish)

    def memo_written(self, path: str) -> None:
        """Say where the memo is."""
        if path:
            self.room.tell("said.memo", path=path)
        self.shell.arrange()

    # --- what moves by itself ---------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the clocks go, and what was just recorded fade."""
        panel = self.showing.panel()
        if self.room.fade() or (panel is not None and panel.ticks):
            self.shell.repaint("stage")
        self.shell.repaint("question")

    def count_followers(self) -> None:
        """See whether an audience's screen follows."""
        followers = following(self.saver.path)
        if followers != self.showing.followers:
            self.showing.followers = followers
            self.shell.repaint("status")

    # --- what the actions need --------------------------------------------------------------------------------------

    def leave(self) -> None:
        """End the program."""
        self.shell.leave()

    def width(self) -> int:
        """Return the stage's width in cells."""
        return self.shell.stage_width()

    def switch_theme(self) -> None:
        """Change between the light and the dark theme."""
        self.shell.switch_theme()

    def switch_language(self) -> None:
        """Change between Finnish and English."""
        self.room.speak(load_texts(language_after(self.room.texts.language)))

    def open_palette(self) -> None:
        """Open the command palette: every action by its name."""
        self.shell.show_over(palette(self.room.texts, self._act_and_arrange))

    def _act_and_arrange(self, action: str) -> None:
        self.act(action)
        self.shell.arrange()

    def open_wall(self) -> None:
        """Open the audience's screen in a window of its own, or say and copy how it is opened."""
        command = open_wall(self.room, self.saver.path)
        if command:
            self.shell.copy_to_clipboard(command)


def _at_a_step(session: Session, process: Process) -> Session:
    """Return the session at its step, at the phase's first where it has none yet, so that its time is counted."""
    meeting = session.meeting
    step = process.step(meeting.phase, meeting.step, session.programme)
    return session if step.id == meeting.step else replace(session, meeting=replace(meeting, step=step.id))
