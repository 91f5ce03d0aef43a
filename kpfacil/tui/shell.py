"""What all screens share: themes, ending in good order, and a fault that never shows its inside to the room."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from kpfacil.model.texts import Texts
from kpfacil.storage.program import write_fault_log
from kpfacil.tui import look
from kpfacil.tui.asked import Asked
from kpfacil.tui.widgets.canvas import Unpainted

R = TypeVar("R")


class SteadyScreen(Screen[None], inherit_bindings=False):
    """A screen that never loses its focus, so that what is typed always arrives somewhere."""

    def set_focus(  # the signature is Textual's
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: FBT001, FBT002
        from_app_focus: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Give the focus to a widget; where Textual would take it away, it stays."""
        super().set_focus(self.focused if widget is None else widget, scroll_visible, from_app_focus)


class Shell(App[R]):
    """A Textual application of ours. After a fault, `fault_log` names the file where its details are."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    told_to_end: ClassVar[bool] = False
    """Whether the system has told a screen of the program to end: there may be no terminal for another one."""

    def __init__(self, theme: str = look.DARK) -> None:
        super().__init__()
        for made in look.THEMES.values():
            self.register_theme(made)
        self.theme = theme
        self.fault_log: Path | None = None

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that the application begins with."""
        return SteadyScreen(id="_default")

    def leave(self) -> None:
        """End the screen in good order."""
        self.exit()

    def say_fault(self, texts: Texts, warn: Callable[[str], object]) -> None:
        """Say, when the screen is gone, where the details of a fault are."""
        if self.fault_log is not None:
            warn(texts.say("end.fault", log=self.fault_log))

    def switch_theme(self) -> None:
        """Change between the light and the dark theme."""
        self.theme = look.LIGHT if self.theme == look.DARK else look.DARK

    def action_clicked(self, asked: Asked) -> None:
        """Do what a click asked for; what a span of a picture carries in its style comes here."""

    def end_on_signals(self, end: Callable[[], None]) -> None:
        """End in good order when the terminal goes away or the system asks, and go on after a stop.

        Windows has no such signals.
        """
        loop = asyncio.get_running_loop()

        def told() -> None:
            Shell.told_to_end = True
            end()

        for name, answer in (("SIGTERM", told), ("SIGHUP", told), ("SIGINT", told), ("SIGCONT", self._go_on)):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, answer)

    def _go_on(self) -> None:
        """Take the terminal anew after a stop; of one that it was not told of Textual would begin to read twice."""
        driver = self._driver
        if driver is not None:
            if not vars(driver).get("_must_signal_resume", False):
                driver.suspend_application_mode()
            driver.resume_application_mode()

    @on(Unpainted)
    def _note_fault(self, message: Unpainted) -> None:
        """Write the first fault of a picture to a file; the screen goes on with its last good picture."""
        message.stop()
        if self.fault_log is None:
            self.fault_log = write_fault_log(message.fault)

    def _fatal_error(self) -> None:
        """End after a fault: its details go to a file, never to the wall."""
        self.fault_log = write_fault_log(sys.exc_info()[1])
        self._close_messages_no_wait()
