"""One person as a list names them, before they come to the table."""

from dataclasses import dataclass

from kpfacil.model.people import Role


@dataclass(frozen=True, slots=True)
class Listed:
    """One participant of a list; `party` is the party's name as written, `handle` the id asked for or empty."""

    line: int
    name: str
    party: str = ""
    field: str = ""
    roles: tuple[Role, ...] = ()
    handle: str = ""
    remote: bool = False
