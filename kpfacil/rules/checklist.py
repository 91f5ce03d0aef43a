"""The table's self-check: the checklist of eight and the five kinds of results."""

from kpfacil.model.meeting import CLOSING_ROUND, Evaluation
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.rules.checks import judge

CHECKLIST = {
    "local-needs": "needs-written",
    "permanent-structure": "term-and-next",
    "equal-respectful": "",
    "three-parties": "three-parties",
    "agreements-needed": "agreement-answered",
    "networked-flexible": "",
    "residents-organisations": "",
    "open-government": "published",
}
"""The keys of the checklist, in the texts' `word.checklist` and the file's `[[evaluations]]`, each with the rule that
tells whether the data itself shows it."""
RESULTS: tuple[str, ...] = ("new-people", "informed", "cooperation", "together", "community")
"""The keys of the five kinds of results: of `word.result` in the texts and of `[[evaluations]]` in the file."""
QUESTIONS = (*CHECKLIST, *RESULTS, CLOSING_ROUND)
"""Every key that `[[evaluations]]` may have; others are kept, told by `check` and shown by the memo."""


@frozen(kw_only=True)
class Check:
    """One point. `seen` is True where the data itself tells it; `asked` are the room's answers to it."""

    key: str
    seen: bool
    asked: tuple[Evaluation, ...]


def checklist(session: Session) -> tuple[Check, ...]:
    """Return the eight points in their order."""
    return tuple(
        Check(key=key, seen=judge(session, rule).met is True, asked=answers(session, key))
        for key, rule in CHECKLIST.items()
    )


def results(session: Session) -> tuple[Check, ...]:
    """Return the five kinds of results in their order; only the room can tell of them."""
    return tuple(Check(key=key, seen=False, asked=answers(session, key)) for key in RESULTS)


def closing_words(session: Session) -> tuple[Evaluation, ...]:
    """Return what was said in the closing round: each one's words, and words that answer no known question."""
    said = (one for one in session.evaluations if one.text)
    return tuple(
        one for one in said if one.who or one.key == CLOSING_ROUND or (one.key not in QUESTIONS and one.value is None)
    )


def answers(session: Session, key: str) -> tuple[Evaluation, ...]:
    """Return the answers recorded to one question."""
    return tuple(answer for answer in session.evaluations if answer.key == key)
