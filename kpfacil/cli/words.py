"""What has to be known of the arguments before they are parsed: their language, and where the lines of `add` begin."""

from collections.abc import Iterator, Mapping, Sequence

from kpfacil.storage.content import languages

_WITH_VALUE = ("--sessions", "--lang", "--print-completion")


def parted(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the arguments to parse, and the lines of `add`, none of which is ever taken for an option.

    A `--` between the file and further lines is left out, as that is how careful people begin them.
    """
    words = _bare(argv)
    command = next(words, None)
    if command is None or argv[command] != "add":
        return list(argv), []
    file = next(words, None)
    if file is None:
        return list(argv), []
    lines = list(argv[file + 1 :])
    if len(lines) > 1 and lines[0] == "--":
        del lines[0]
    return list(argv[: file + 1]), lines


def _bare(argv: Sequence[str]) -> Iterator[int]:
    """Yield the places of the arguments that are neither options nor their values."""
    at = 0
    only_words = False
    while at < len(argv):
        word = argv[at]
        if only_words or word == "-" or not word.startswith("-"):
            yield at
        elif word == "--":
            only_words = True
        elif word in _WITH_VALUE:
            at += 1
        at += 1


def asked_language(argv: Sequence[str]) -> str | None:
    """Return the language of `--lang` where it is one that the program speaks."""
    asked: str | None = None
    for at, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and at + 1 < len(argv):
            asked = argv[at + 1]
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in languages() else None


def language(argv: Sequence[str], env: Mapping[str, str]) -> str:
    """Return the user's language: `--lang`, else `KPFACIL_LANG`, else Finnish."""
    named = asked_language(argv) or env.get("KPFACIL_LANG", "").strip().casefold()[:2]
    return named if named in languages() else "fi"
