"""Every refusal of a typed line has its sentence."""

import re
from string import Formatter

import pytest

from kpfacil.capture import read
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts

TWENTY = "a" * 20_001
REFUSED = (
    *(
        "+",
        TWENTY,
        "#a #b x",
        "! x / / liisa, pekka: 20 h",
        "! x / / kunta:",
        "I99",
        "O1 T9",
        "S2 liisa: ehkä",
        "S2 kyllä",
    ),
    *("S2 päätöksentekoon / joskus", "I1 x", "S2 x", "T4 x", "P1 x", "G1 x", "O1 x", "N1 x"),
)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("typed", REFUSED)
def test_a_refusal_is_a_whole_sentence_with_its_names_filled(session: Session, language: str, typed: str) -> None:
    """Each refusal becomes a sentence in both languages, with exactly the names that it is given."""
    refusal = read(typed, session, "idea").refusal
    assert refusal is not None
    texts = load_texts(language)
    sentence = texts.say_sentence(refusal.sentence)
    assert sentence.endswith(".")
    wanted = {name for _, name, _, _ in Formatter().parse(texts.sentences[f"refused.{refusal.key}"]) if name}
    assert wanted <= set(refusal.sentence.details)
    assert re.search(r"[{}]", sentence) is None
