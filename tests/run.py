"""Set up what the tests need, then run them against the built wheel: `python3 tests/run.py [words for pytest]`.

Needs Python 3.11 or newer and node. Everything else comes from the project's own files: a virtual environment in
`.venv-tests/`, a record store for xAPI in `.venv-lrs/`, the npm parts in `tests/parts/`, and Chromium from the system's
packages where there is none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tests" / "parts"
VENV = ROOT / ".venv-tests"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STORE = ROOT / ".venv-lrs"  # of its own: its parts are older than ours
STORE_PARTS = PARTS / "lrs-requirements.txt"
SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A package that is not to be had is no reason to wait.
QUICKLY = ("-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=60")


def run(*words: str | Path, cwd: Path = ROOT) -> None:
    """Run a command and stop where it fails."""
    print("$", *words, flush=True)
    code = subprocess.run([str(word) for word in words], cwd=cwd).returncode
    if code:
        sys.exit(f"That failed with exit code {code}.")


def fresh(stamp: Path, *inputs: Path) -> bool:
    """Whether the step behind `stamp` was done for these very files and Python; the caller writes it afterwards."""
    return stamp.is_file() and stamp.read_text() == digest(*inputs)


def digest(*inputs: Path) -> str:
    """One hash over files and the Python that runs."""
    return hashlib.sha256(b"\0".join([sys.version.encode(), *(one.read_bytes() for one in inputs)])).hexdigest()


def python_parts() -> None:
    """The virtual environment with the test and lint tools, and the project's wheel in it."""
    project, stamp = ROOT / "pyproject.toml", VENV / "stamp"
    wheels = VENV / "wheels"
    # Anew where it was made by another Python, or only half.
    if not fresh(stamp, project) or not (BIN / "python").exists():
        venv.create(VENV, clear=True, with_pip=True)
    shutil.rmtree(wheels, ignore_errors=True)
    run(BIN / "python", "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", wheels, ROOT)
    wheel = next(wheels.glob("socialscaffold-*.whl"))
    if not fresh(stamp, project):
        run(BIN / "python", "-m", "pip", "install", "-q", f"{wheel}[test,lint]")
        stamp.write_text(digest(project))
    run(BIN / "python", "-m", "pip", "install", "-q", "--no-deps", "--force-reinstall", wheel)


def npm_parts() -> None:
    """The run-time, the accessibility checker and the schemas, at the versions of the lock file."""
    lock = PARTS / "package-lock.json"
    stamp = PARTS / "node_modules" / ".stamp"
    if not fresh(stamp, lock):
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("The tests need node with npm, for the SCORM run-time that they play the packages in.")
        run(npm, "ci", "--silent", cwd=PARTS)
        stamp.write_text(digest(lock))


def record_store() -> None:
    """ralph, the learning record store that the cmi5 packages are played with."""
    stamp = STORE / "stamp"
    if not fresh(stamp, STORE_PARTS):
        venv.create(STORE, clear=True, with_pip=True)
        python = STORE / ("Scripts" if os.name == "nt" else "bin") / "python"
        run(python, "-m", "pip", "install", "-q", "-r", STORE_PARTS)
        stamp.write_text(digest(STORE_PARTS))


def browser() -> None:
    """Chromium's headless shell, which takes half the time of a whole Chromium, from Debian's packages.

    Where that can't be had, the browser that is there will do, or a whole Chromium is installed.
    """
    there, tried = any(map(shutil.which, BROWSERS)), VENV / "shell-tried"
    if os.environ.get("SOCIALSCAFFOLD_CHROMIUM") or shutil.which(SHELL) or (there and tried.exists()):
        return
    tried.touch()
    if not installed(SHELL) and not there and not installed("chromium"):
        sys.exit("The tests need Chromium. Install it, or say where it is in SOCIALSCAFFOLD_CHROMIUM.")


def installed(package: str) -> bool:
    """Whether one of Debian's packages could be installed."""
    sudo = [] if os.name == "nt" or os.geteuid() == 0 else ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    if not all(map(shutil.which, [*sudo[:1], "apt-get"])):
        return False
    for words in (["update", "-q"], ["install", "-y", "-q", package]):
        line = [*sudo, "apt-get", *QUICKLY, *words]
        print("$", *line, flush=True)
        code = subprocess.run(line, cwd=ROOT).returncode
    return code == 0


def lint() -> None:
    """Style and types, before the tests."""
    run(BIN / "ruff", "check", "socialscaffold", "tests")
    run(BIN / "mypy")


def main() -> int:
    """Everything, in order; the exit code is pytest's."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- nothing has checked it before this file runs
        sys.exit("This needs Python 3.11 or newer.")
    python_parts()
    npm_parts()
    record_store()
    browser()
    lint()
    # The venv's own command, never `python -m pytest`: that would put the checkout before the installed wheel.
    words = [str(BIN / "pytest"), "-n", "2", "-q", *sys.argv[1:]]
    return subprocess.run(words, cwd=ROOT, env={**os.environ, "SOCIALSCAFFOLD_WHEEL": "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
