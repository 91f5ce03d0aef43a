"""Make the wheel and the source archive, and try the wheel in an empty environment: `python packing/build_wheel.py`."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
COMMANDS = (
    ["--version"],
    ["new", "--table", "Pöytä", "--date", "2026-11-21"],
    ["add", "FILE", "+ Ensimmäinen idea"],
    ["memo", "FILE"],
    ["tasks"],
    ["check", "FILE"],
)


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    """Run a program, return what it prints, and end where it fails."""
    return subprocess.run(
        list(map(str, words)), cwd=cwd, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    ).stdout


def try_it(wheel: Path, folder: Path) -> None:
    """Install the wheel into an empty environment and hold a meeting with it."""
    venv.create(folder / "environment", with_pip=True)
    place = folder / "environment" / ("Scripts" if sys.platform == "win32" else "bin")
    constraint = ("--quiet", "--disable-pip-version-check", "--constraint", ROOT / "constraints.txt")
    run(place / "python", "-m", "pip", "install", *constraint, wheel)
    (folder / "sessions").mkdir()
    file = ""
    for words in COMMANDS:
        said = run(place / "kpfacil", *(word.replace("FILE", file) for word in words), cwd=folder)
        file = said.splitlines()[0] if words[0] == "new" else file
    sample = run(
        place / "python",
        "-c",
        "from kpfacil.storage.content import sample_folder; print(*sample_folder().glob('*/*.toml'))",
        cwd=folder,
    )
    if not sample.strip():
        sys.exit("the wheel has no sample meetings")


def main() -> None:
    """Build, try, and tell the sizes."""
    for old in DIST.glob("kpfacil-*.[wt]*"):
        old.unlink()
    run(sys.executable, "-m", "build", "--outdir", DIST, ROOT)
    made = sorted(DIST.glob("kpfacil-*.[wt]*"))
    wheel = next(path for path in made if path.suffix == ".whl")
    with tempfile.TemporaryDirectory() as folder:
        try_it(wheel, Path(folder))
    for path in made:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
