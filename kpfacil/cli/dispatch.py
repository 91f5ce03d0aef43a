"""From a command's name to what does it; each is imported only when it is called, as nobody waits for the others."""

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given


def do(given: Given, console: Console) -> int:
    """Do what was asked and return the exit code."""
    if given.print_completion is not None:
        from kpfacil.cli.completion import completion  # noqa: PLC0415

        return completion(given.print_completion, console)
    match given.command:
        case "run" | "show" | "demo" | None:
            return _screen(given, console)
        case "new":
            from kpfacil.cli.new import new  # noqa: PLC0415

            return new(given, console)
        case "add":
            from kpfacil.cli.add import add  # noqa: PLC0415

            return add(given, console)
        case "memo" | "tasks" | "report":
            return _document(given, console)
        case _:
            return _archive(given, console)


def _screen(given: Given, console: Console) -> int:
    match given.command:
        case "run":
            from kpfacil.cli.run import run  # noqa: PLC0415

            return run(given, console)
        case "show":
            from kpfacil.cli.show import show  # noqa: PLC0415

            return show(given, console)
        case "demo":
            from kpfacil.cli.demo import demo  # noqa: PLC0415

            return demo(given, console)
        case _:
            from kpfacil.cli.home import home  # noqa: PLC0415

            return home(given, console)


def _document(given: Given, console: Console) -> int:
    match given.command:
        case "memo" if given.index:
            from kpfacil.cli.index import index  # noqa: PLC0415

            return index(given, console)
        case "memo":
            from kpfacil.cli.memo import memo  # noqa: PLC0415

            return memo(given, console)
        case "tasks":
            from kpfacil.cli.tasks import tasks  # noqa: PLC0415

            return tasks(given, console)
        case _:
            from kpfacil.cli.report import report  # noqa: PLC0415

            return report(given, console)


def _archive(given: Given, console: Console) -> int:
    match given.command:
        case "list":
            from kpfacil.cli.listing import listing  # noqa: PLC0415

            return listing(given, console)
        case "search":
            from kpfacil.cli.search import search  # noqa: PLC0415

            return search(given, console)
        case _:
            from kpfacil.cli.check import check  # noqa: PLC0415

            return check(given, console)
