"""What the table answered to questions that the program does not know."""

from kpfacil.export.memo import memo
from kpfacil.export.text import render
from kpfacil.model.meeting import Evaluation
from kpfacil.storage.content import load_texts
from tests.fakes import PROCESS, a_session


def test_the_memo_shows_an_answer_to_an_unknown_question() -> None:
    """A figure and words under a key of somebody's own stand in the memo, each once, under that key."""
    session = a_session(
        evaluations=(
            Evaluation(key="oma-kysymys", value=4, text="meni hyvin"),
            Evaluation(key="tunnelma", value=2.5),
            Evaluation(key="closing-round", who="liisa", text="kiitos"),
        )
    )
    written = render(memo(session, load_texts("fi"), PROCESS, "participants"))
    for words in ("oma-kysymys", "meni hyvin", "tunnelma", "2,5", "kiitos"):
        assert written.count(words) == 1, words
