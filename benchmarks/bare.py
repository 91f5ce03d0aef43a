"""A bare Textual application: what `run` is measured against. It shows one line and waits."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Bare(App[None]):
    """One line of text and one line to type into."""

    def compose(self) -> ComposeResult:
        """Make both."""
        yield Static("bare picture", markup=False)
        yield Input()


if __name__ == "__main__":
    Bare().run()
