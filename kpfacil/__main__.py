"""`python -m kpfacil` and the command `kpfacil`."""

import gc

# The first statement: until the first screen stands, whatever is made stays, and looking for garbage costs 4–19 %.
gc.disable()

import os  # noqa: E402
import sys  # noqa: E402

# Looking for pydantic's plugins through every installed package costs more than all our values.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

from kpfacil.cli import main as _main  # noqa: E402


def main() -> int:
    """Run the program with the arguments of the command line; return the exit code."""
    return _main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
