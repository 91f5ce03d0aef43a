"""Make the program as one folder for this system, try it, and pack it: `python packing/build_app.py [WHEEL]`.

Needs the packages of the groups `app` and `dev`. What comes of it: dist/kpfacil/, dist/kpfacil-<version>-<system>.zip
and its SHA-256 beside it. PyInstaller makes programs for the system that it runs on, and for no other.
"""

import hashlib
import os
import platform
import subprocess
import sys
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST, BUILD = ROOT / "dist", ROOT / "build" / "app"
WINDOWS = sys.platform == "win32"
ENDING = ".exe" if WINDOWS else ""


def run(*words: str | Path, cwd: Path = ROOT, **more: str) -> None:
    """Run a program and end where it fails."""
    subprocess.run([str(word) for word in words], cwd=cwd, env={**os.environ, **more}, check=True)


def environment() -> Path:
    """Return the Python of an environment in which the wheel is installed, with what packs it."""
    place = BUILD / "environment"
    venv.create(place, clear=True, with_pip=True)
    python = place / ("Scripts" if WINDOWS else "bin") / f"python{ENDING}"
    constraints = ("--quiet", "--disable-pip-version-check", "--constraint", ROOT / "constraints.txt")
    run(python, "-m", "pip", "install", *constraints, "pip>=25.1")
    run(python, "-m", "pip", "install", *constraints, f"{ROOT}[pdf]", "--group", "app")
    return python


def packed(version: str) -> Path:
    """Return the archive of the folder; what may be run stays so."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    archive = DIST / f"kpfacil-{version}-{system}-{platform.machine().lower()}.zip"
    if sys.platform == "darwin":  # its own tool keeps the links and marks without which macOS starts nothing
        run("ditto", "-c", "-k", "--keepParent", DIST / "kpfacil", archive)
        return archive
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted((DIST / "kpfacil").rglob("*")):
            if path.is_file():
                out.write(path, path.relative_to(DIST))
    return archive


def main() -> None:
    """Build, try, pack, and tell the sizes."""
    began = time.monotonic()
    python = environment()
    spec = ROOT / "packing" / "kpfacil.spec"
    paths = ("--distpath", DIST, "--workpath", BUILD / "work")
    # Not from the sources: the wheel that is installed has the sample meetings, too.
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *paths, spec, cwd=BUILD)
    texts = subprocess.run([python, "-m", "packing.licences"], cwd=ROOT, capture_output=True, check=True).stdout
    (DIST / "kpfacil" / "LICENCES.txt").write_bytes(texts)
    program = DIST / "kpfacil" / f"kpfacil{ENDING}"
    run(
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--no-cov",
        "tests/terminal/test_terminal_given.py",
        KPFACIL_PROGRAM=str(program),
    )
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    archive = packed(said.split()[-1])
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_suffix(".zip.sha256").write_text(f"{digest}  {archive.name}\n", "utf-8", newline="\n")
    files = [path for path in (DIST / "kpfacil").rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    print(f"{program.relative_to(ROOT)}  {size / 1e6:.0f} MB in {len(files)} files")
    print(
        f"{archive.relative_to(ROOT)}  {archive.stat().st_size / 1e6:.0f} MB, made in {time.monotonic() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
