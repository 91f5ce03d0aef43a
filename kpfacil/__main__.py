"""`python -m kpfacil` and the command `kpfacil`."""

import gc

# The first statement: until the first screen stands, whatever is made stays, and looking for garbage costs 4–19 %.
gc.disable()

import signal  # noqa: E402
import sys  # noqa: E402
import warnings  # noqa: E402

# Until the program can say a sentence, Ctrl+C ends it without a word: Python would show where it was.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from kpfacil.cli import main as _main  # noqa: E402


def main() -> int:
    """Run the program with the arguments of the command line; return the exit code."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what Python tells programmers would stand in the terminal after the end
    return _main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
