"""Every reason of a refusal has its sentence."""

import re
from pathlib import Path

from kpfacil.storage.content import load_texts

_PACKAGE = Path(__file__).resolve().parents[2] / "kpfacil"
_KEY = re.compile(r'Refused\(\s*"([a-z-]+)"')


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    """Whatever a command, the desk, the line or a form refuses is said in the room's language."""
    keys = {key for path in _PACKAGE.rglob("*.py") for key in _KEY.findall(path.read_text(encoding="utf-8"))}
    keys |= {"nothing-to-undo", "nothing-to-redo"}
    for language in ("fi", "en"):
        texts = load_texts(language)
        assert sorted(key for key in keys if not texts.knows(f"refused.{key}")) == []
