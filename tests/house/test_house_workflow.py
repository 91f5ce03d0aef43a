"""The workflow checks what `make check` checks, on every system and Python that the program is meant for."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKFLOW = (ROOT / ".github" / "workflows" / "checks.yml").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_every_python_that_is_promised_is_checked() -> None:
    """The versions of the workflow are those that the package says it runs on, from the lowest on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [name.rpartition(" :: ")[2] for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)]
    listed = re.search(r"python: \[(.*)\]", WORKFLOW)
    assert listed is not None
    assert re.findall(r"[\d.]+", listed[1]) == promised
    assert project["requires-python"] == f">={promised[0]}"
    assert all(system in WORKFLOW for system in ("ubuntu", "windows", "macos"))


def test_without_make_the_same_is_checked() -> None:
    """What Windows runs step by step is what the targets of `make check` run."""
    targets = re.search(r"^check: (.*?) ##", MAKEFILE, re.MULTILINE)
    assert targets is not None
    for target in targets[1].split():
        made = re.search(rf"^{target}:.*\n\t\$\(BIN\)/(.*)$", MAKEFILE, re.MULTILINE)
        assert made is not None
        program = " ".join(made[1].split()[:2]).partition(" -")[0]
        assert program in WORKFLOW, target
