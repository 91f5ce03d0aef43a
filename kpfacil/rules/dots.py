"""Hand-counted dots: how many there are to give, how many are given, and the ideas in their order."""

from kpfacil.model.entries import Idea
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.rules.presence import count_here

DOTS_EACH = 3


@frozen(kw_only=True)
class Budget:
    """How many dots the people here have, and how many are on the ideas."""

    people: int
    each: int
    used: int

    @property
    def total(self) -> int:
        """The dots that there are to give."""
        return self.people * self.each

    @property
    def over(self) -> int:
        """How many dots too many are on the ideas; 0 where nobody has been marked as being here."""
        return max(0, self.used - self.total) if self.people else 0

    @property
    def left(self) -> int:
        """How many dots are still to be given."""
        return max(0, self.total - self.used)


def budget(session: Session, each: int = DOTS_EACH) -> Budget:
    """Return the budget of dots: the people here, those only counted included, times the dots of each."""
    return Budget(people=count_here(session), each=each, used=sum(idea.votes for idea in session.ideas))


def by_dots(ideas: tuple[Idea, ...]) -> tuple[Idea, ...]:
    """Return the ideas with the most dots first; of equals the one recorded earlier comes first, the newest last."""
    return tuple(sorted(ideas, key=lambda idea: -idea.votes))
