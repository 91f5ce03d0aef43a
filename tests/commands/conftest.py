"""How the tests of commands see a refusal."""

from collections.abc import Callable

import pytest

from kpfacil.commands.base import Command, Refused
from kpfacil.model.session import Session
from tests.fakes import SCENE

Refusal = Callable[[Session, Command], str]


@pytest.fixture
def refusal() -> Refusal:
    """Return what applies a command and gives the key of its refusal."""

    def key_of(session: Session, command: Command) -> str:
        with pytest.raises(Refused) as refused:
            command.apply(session, SCENE)
        return refused.value.key

    return key_of
