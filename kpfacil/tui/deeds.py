"""What a change has done to a session, told from what stands there before and after."""

from kpfacil.model.kinds import LETTERS
from kpfacil.model.session import Session


def new_ids(before: Session, after: Session) -> tuple[str, ...]:
    """Return the ids that stand in the later session and were not yet given in the earlier one; own notes too."""
    made: list[str] = []
    for kind, letter in LETTERS.items():
        last = before.counters.get(letter, 0)
        if after.counters.get(letter, 0) > last:
            made += [entry.id for entry in after.of_kind(kind)[-8:] if int(entry.id[1:]) > last]
    return tuple(made)
