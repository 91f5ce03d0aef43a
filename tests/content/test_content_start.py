"""Content is read without a screen."""

import subprocess
import sys


def test_content_is_read_without_textual() -> None:
    """Texts and process load in a fresh interpreter that sees neither Textual nor pydantic."""
    program = (
        "import sys; from kpfacil.storage.process_file import load_process; "
        "from kpfacil.storage.content import load_texts; "
        "load_process(); load_texts('fi'); "
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich', 'pydantic', 'pydantic_core') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
