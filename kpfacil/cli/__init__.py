"""The command line: arguments, the real clock, and the wiring of everything else. Imported by nobody but `__main__`."""

from kpfacil.cli.start import main

__all__ = ["main"]
