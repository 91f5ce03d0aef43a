"""`kpfacil --print-completion`: what makes a shell complete our commands."""

import argparse
from collections.abc import Iterator

from kpfacil.cli.arguments import build
from kpfacil.cli.console import Console

_FILES = ("file", "participants", "template", "out")


def completion(shell: str, console: Console) -> int:
    """Print the completion script of `bash`, `zsh` or `tcsh`."""
    import shtab  # noqa: PLC0415 - only here

    parser = build(console.texts)
    for action in _actions(parser):
        if action.dest in _FILES or (action.dest == "words" and action.metavar != console.say("cli.metavar.word")):
            setattr(action, "complete", shtab.FILE)  # noqa: B010 - shtab looks for it, argparse knows nothing of it
        elif action.dest == "sessions":
            setattr(action, "complete", shtab.DIRECTORY)  # noqa: B010
    console.tell(shtab.complete(parser, shell=shell).rstrip("\n"))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to go through them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for inner in dict.fromkeys(action.choices.values()):
                yield from _actions(inner)
