"""The closing check and the signs of a phase: what is still open before people leave, and where it is mended."""

from dataclasses import dataclass

from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Localized, Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.rules.checks import RULES, Rule, Verdict, Where, judge


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the closing check: a rule, its verdict, and the process's own words where a phase asks it."""

    rule: Rule
    verdict: Verdict
    sign: Localized | None = None

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.name

    @property
    def advice(self) -> bool:
        """Whether it may well stay open."""
        return self.rule.advice

    @property
    def met(self) -> bool:
        """Whether it is in order."""
        return self.verdict.met is not False

    @property
    def where(self) -> Where:
        """Where it is mended."""
        return self.verdict.where or self.rule.where

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the entries it is about."""
        return self.verdict.entries

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the people it is about."""
        return self.verdict.people

    @property
    def finding(self) -> Sentence:
        """What is in order or not: a sign of a phase that is seen is told in the process's own words."""
        if self.met and self.sign is not None:
            return Sentence("rule.gap-met.ready", {"sign": self.sign})
        group = "gap-met" if self.met else "gap"
        return Sentence(f"rule.{group}.{self.name}", self.verdict.details, self.verdict.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign that a phase is ready, in the process's own words, and what the program can tell of it."""

    rule: str
    text: Localized
    verdict: Verdict


def gaps(session: Session, process: Process) -> tuple[Gap, ...]:
    """Return every line of the closing check in the order in which it is read, the ones in order included."""
    own = [Gap(rule, rule.check(session)) for rule in RULES.values() if "closing" in rule.asked_in]
    signs = [
        Gap(RULES[sign.rule], sign.verdict, sign.text)
        for sign in ready(session, process)
        if sign.verdict.met is not None and "closing" not in RULES[sign.rule].asked_in
    ]
    return (*(gap for gap in own if gap.verdict.met is not None), *signs)


def ready(session: Session, process: Process, phase: PhaseName | None = None) -> tuple[Sign, ...]:
    """Return the signs of a phase, the meeting's own where none is named, each with its verdict."""
    named = process.phase(phase or session.meeting.phase).ready
    return tuple(Sign(rule=one.rule, text=one.text, verdict=judge(session, one.rule)) for one in named)
