"""How much is tried: a little in `make test`, all of it in `make fuzz` and `make faults`."""

import os
import random

FULL = os.environ.get("KPFACIL_FULL") == "1"
SEED = int(os.environ.get("KPFACIL_SEED", "20261121"))
"""Another number tries other cases; the same one tries the same."""


def count(few: int, many: int) -> int:
    """Return how many cases are tried now."""
    return many if FULL else few


def chance(what: str) -> random.Random:
    """Return the chance of one test, the same at each run with one seed."""
    return random.Random(f"{SEED} {what}")  # noqa: S311  nothing secret
