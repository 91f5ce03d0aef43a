"""The closing check with the signs of a phase, and the self-check: eight questions and five kinds of results."""

from kpfacil.model.meeting import CLOSING_ROUND, Evaluation
from kpfacil.model.process import Localized, Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen, frozen_by_name, last_kept
from kpfacil.rules.checks import CLOSING, RULES, Rule, Verdict, Where, judge

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


@frozen()
class Check:
    """One point. `seen` is True where the data itself tells it; `asked` are the room's answers to it."""

    key: str
    seen: bool
    asked: tuple[Evaluation, ...]


def checklist(session: Session) -> tuple[Check, ...]:
    """Return the eight points in their order."""
    seen = {key: judge(session, rule).met is True for key, rule in CHECKLIST.items()}
    return tuple(Check(key, met, answers(session, key)) for key, met in seen.items())


def results(session: Session) -> tuple[Check, ...]:
    """Return the five kinds of results in their order; only the room can tell of them."""
    return tuple(Check(key, seen=False, asked=answers(session, key)) for key in RESULTS)


def closing_words(session: Session) -> tuple[Evaluation, ...]:
    """Return what was said in the closing round: each one's words, and words that answer no known question."""
    said = (one for one in session.evaluations if one.text)
    return tuple(
        one for one in said if one.who or one.key == CLOSING_ROUND or (one.key not in QUESTIONS and one.value is None)
    )


def answers(session: Session, key: str) -> tuple[Evaluation, ...]:
    """Return the answers recorded to one question."""
    return tuple(answer for answer in session.evaluations if answer.key == key)


@frozen_by_name
class Gap:
    """One line of the closing check; `entries` and `people` are the ids it is about, `advice` may well stay open."""

    name: str
    met: bool
    finding: Sentence
    where: Where
    entries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    advice: bool = False
    sign: Localized | None = None
    """The process's own words, where a phase asks it."""


def gap_of(rule: Rule, verdict: Verdict, sign: Localized | None = None) -> Gap:
    """Return the line of a verdict: a sign of a phase that is seen is told in the process's own words."""
    met = verdict.met is not False
    finding = Sentence(f"rule.{'gap-met' if met else 'gap'}.{verdict.key or rule.name}", verdict.details, verdict.count)
    if met and sign is not None:
        finding = Sentence("rule.gap-met.ready", {"sign": sign})
    return Gap(
        name=rule.name,
        met=met,
        finding=finding,
        where=verdict.where or rule.where,
        entries=verdict.entries,
        people=verdict.people,
        advice=rule.advice,
        sign=sign,
    )


@last_kept
def gaps(session: Session, process: Process) -> tuple[Gap, ...]:
    """Return every line of the closing check in the order in which it is read, the ones in order included."""
    asked: dict[str, Localized | None] = {rule.name: None for rule in CLOSING}
    for sign in process.phase(session.meeting.phase).ready:
        if sign.rule in RULES:
            asked.setdefault(sign.rule, sign.text)
    lines = ((RULES[name], RULES[name].check(session), sign) for name, sign in asked.items())
    return tuple(gap_of(*line) for line in lines if line[1].met is not None)
