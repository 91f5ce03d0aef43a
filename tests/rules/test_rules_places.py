"""Every gap of the closing check can be closed from the place that it names."""

from dataclasses import replace
from typing import get_args

import pytest

from kpfacil.capture import read
from kpfacil.commands.base import Together
from kpfacil.model.entries import Agreement, Hands, Task
from kpfacil.model.people import Party
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Table
from kpfacil.rules.checks import RULES, Where, judge
from kpfacil.storage.content import languages, load_texts
from kpfacil.tui.panels.registry import PANELS
from tests.fakes import DAY, PARTIES, SCENE, TABLE, a_meeting, a_session

NUVA = Party(id="nuva", name="Nuorisovaltuusto")


@pytest.mark.parametrize(
    ("rule", "session", "words"),
    [
        ("goal-written", a_session(), {"fi": "Hillotehdas", "en": "A jam factory"}),
        ("needs-written", a_session(), {"fi": "Hillotehdas", "en": "A jam factory"}),
        ("agreement-answered", a_session(), {"fi": "kyllä", "en": "yes"}),
        ("choice-recorded", a_session(), {"fi": "jatketaan", "en": "continue"}),
        ("published", a_session(), {"fi": "https://a.fi", "en": "https://a.fi"}),
        ("need-agreed", a_session(), {"fi": "Pidetään kyläpäivä", "en": "A village day"}),
        (
            "missing-invited",
            a_session(parties=(*PARTIES, NUVA)),
            {"fi": "liisa: kutsutaan nuorisovaltuusto", "en": "liisa: invite Nuorisovaltuusto"},
        ),
        (
            "goals-settled",
            a_session(table=Table(name=TABLE, goals=(Goal(id="G1", text="a"),))),
            {"fi": "saavutettu", "en": "reached"},
        ),
    ],
)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_line_begun_for_a_gap_closes_it(language: str, rule: str, session: Session, words: dict[str, str]) -> None:
    """What the closing check begins in the line, with the missing words behind it, puts the matter in order."""
    before = judge(session, rule)
    assert before.met is False
    begun = load_texts(language).say(f"panel.closing.line.{rule}", id=next(iter(before.entries), ""))
    reading = read(f"{begun}{words[language]}", session, "idea")
    after = Together(commands=reading.commands).apply(session, SCENE)
    assert judge(after, rule).met is True


def test_every_line_of_the_table_of_rules_has_its_beginning() -> None:
    """A rule that is mended by a line has its beginning in each language, and every place its word."""
    for language in languages():
        texts = load_texts(language)
        for rule in RULES.values():
            assert rule.where != "line" or texts.knows(f"panel.closing.line.{rule.name}"), rule.name
        for where in get_args(Where):
            assert texts.knows(f"panel.closing.where.{where}"), where
    assert "resources" in PANELS


def test_two_missing_things_are_mended_one_after_the_other() -> None:
    """Where the next meeting is missing it is asked first, and then the roles in the roster."""
    bare = a_session()
    dated = replace(bare, meeting=replace(a_meeting(), next_date=DAY))
    assert judge(bare, "roles-and-date-set").where == "next"
    assert judge(dated, "roles-and-date-set").where == "roster"


def test_a_show_of_hands_closes_the_round_of_consent() -> None:
    """An agreement on which hands were counted needs no answer of each, unless they were counted on other words."""
    asked = Agreement(id="S1", text="a")
    assert judge(a_session(agreements=(asked,)), "consent").entries == ("S1",)
    counted = replace(asked, hands=Hands(yes=8, no=1, blank=2))
    assert judge(a_session(agreements=(counted,)), "consent").entries == ()
    reworded = replace(asked, hands=Hands(yes=8, text="b"))
    assert judge(a_session(agreements=(reworded,)), "consent").entries == ("S1",)


def test_a_task_that_lapsed_is_no_gap() -> None:
    """Only tasks that live are asked for an owner, a day and resources."""
    session = a_session(tasks=(Task(id="T1", text="a", state="lapsed"), Task(id="T2", text="b")))
    assert judge(session, "tasks-owned").entries == ("T2",)
