"""Tell the licences of every part that kpfacil is given away with, from what is installed.

`make pages` writes docs/licences.md of it. `python -m packing.licences` prints every licence whole, to be put into the
packed program.
"""

import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
_HEAD = """\
# Licences of the parts

kpfacil itself is under the [MIT licence](../LICENSE). It is given away with these; all allow use, copying and passing
on, also for pay, as long as their licence goes along. The packed program has their texts in `LICENCES.txt`. This page
is made by `make pages` from what is installed.

| part | licence | what it is |
|---|---|---|
"""
_TAIL = """\
| Noto Sans (`kpfacil/content/fonts`) | OFL-1.1 | the letters of PDFs and of the room's page |
| Python itself, in the packed program | PSF-2.0 | the language |
"""
_MOST = 60


def parts(name: str = "kpfacil", extra: str = "pdf") -> dict[str, Distribution]:
    """Return what is needed to run it, with all that these need in turn, by name; not what other systems need."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extra)]
    while waiting:
        wanted, of_extra = waiting.pop()
        for line in distribution(wanted).requires or ():
            one = Requirement(line)
            if one.marker is not None and not one.marker.evaluate({"extra": of_extra}):
                continue
            try:
                made = distribution(one.name)
            except PackageNotFoundError:
                continue
            if made.name not in found:
                found[made.name] = made
                waiting += [(one.name, wish) for wish in ("", *one.extras)]
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))


def licence_of(part: Distribution) -> str:
    """Return the short name of a part's licence, as its metadata says it."""
    said = _told(part, "License-Expression")
    kinds = [
        line.rpartition(" :: ")[2]
        for line in part.metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    short = _told(part, "License").strip().partition("\n")[0]
    return said or (short if 0 < len(short) <= _MOST else "") or ", ".join(kinds) or "?"


def _told(part: Distribution, name: str) -> str:
    return "".join(map(str, part.metadata.get_all(name) or ()))


def page() -> str:
    """Return the page of all parts."""
    rows = (f"| {name} | {licence_of(part)} | {part.metadata['Summary']} |\n" for name, part in parts().items())
    return _HEAD + "".join(rows) + _TAIL


def texts() -> str:
    """Return the licences of all parts, whole."""
    chapters = ["kpfacil\n\n" + (ROOT / "LICENSE").read_text("utf-8")]
    fonts = ROOT / "kpfacil" / "content" / "fonts" / "OFL.txt"
    chapters.append("Noto Sans\n\n" + fonts.read_text("utf-8"))
    for name, part in parts().items():
        files = [
            path
            for path in part.files or ()
            if "licen" in path.name.casefold() or path.name.casefold() in ("copying", "notice")
        ]
        whole = "\n\n".join(path.read_text("utf-8") for path in files if path.suffix != ".py")
        chapters.append(f"{name} {part.version}: {licence_of(part)}\n\n{whole}")
    python = Path(sys.base_prefix) / "LICENSE.txt"
    chapters.append(
        "Python\n\n" + (python.read_text("utf-8") if python.is_file() else "https://docs.python.org/3/license.html")
    )
    return f"\n\n{'=' * 100}\n\n".join(chapters)


if __name__ == "__main__":
    sys.stdout.buffer.write(texts().encode())
