"""One person as a list names them, before they come to the table."""

from kpfacil.model.people import Role
from kpfacil.model.value import frozen


@frozen()
class Listed:
    """One participant of a list; `party` is the party's name as written, `handle` the id asked for or empty."""

    line: int
    name: str
    party: str = ""
    field: str = ""
    roles: tuple[Role, ...] = ()
    handle: str = ""
    remote: bool = False
