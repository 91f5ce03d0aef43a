"""What can keep a document from being made."""


class ExportError(Exception):
    """A document could not be made; the subclass and its fields say why, for a sentence in the reader's language."""


class MissingLibrary(ExportError):  # noqa: N818 - the name says what happened
    """A format needs a library that is not installed: `library`, and the command that `install`s it."""

    def __init__(self, library: str, extra: str) -> None:
        self.library = library
        self.install = f"python -m pip install 'kpfacil[{extra}]'"
        super().__init__(f"{library} is not installed; get it with: {self.install}")


class BadTemplate(ExportError):  # noqa: N818 - the name says what happened
    """The letterhead given for a Word file is not a Word document."""
