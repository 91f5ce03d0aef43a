"""The command line run in process, and a session to run it on."""

from pathlib import Path

import pytest

from tests.command_line import Kpfacil, Write

TABLE = "Kyläpöytä"
ROSTER = (
    "Nimi;Taho;Toimiala;Rooli\nLiisa Mäkinen;Kylätoimikunta;kylä;sihteeri\nPekka Virtanen;Liikuntaseura;liikunta;\n"
)


@pytest.fixture
def kp(tmp_path: Path) -> Kpfacil:
    """Return the program in an empty folder whose sessions folder is there."""
    (tmp_path / "sessions").mkdir()
    return Kpfacil(tmp_path)


@pytest.fixture
def session(kp: Kpfacil) -> Path:
    """Return the file of a session with Liisa and Pekka at the table."""
    (kp.folder / "lista.csv").write_text(ROSTER, encoding="utf-8")
    outcome = kp("new", "--table", TABLE, "--date", "21.11.2026", "--start", "17.00", "--participants", "lista.csv")
    assert outcome.code == 0, outcome.err
    return Path(outcome.lines[0])


@pytest.fixture
def write(kp: Kpfacil) -> Write:
    """Return what writes a text file into the program's folder."""

    def written(name: str, text: str) -> Path:
        path = kp.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written
