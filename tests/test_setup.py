"""What happens before the program runs: a Python is found, an environment is built, and only the report is printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    os.name != "posix" or shutil.which("make") is None, reason="make and a shell are needed"
)

PYTHON_STUB = """#!/bin/sh
case "$*" in
*pip*) echo "WARNING: Location is ignored"; echo "WARNING: Location is ignored" >&2; exit "${PIP_ENDS:-0}" ;;
esac
"""


def script(path: Path, text: str) -> None:
    """A program that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def make(root: Path, folder: Path, *, pip_ends: int = 0) -> subprocess.CompletedProcess[str]:
    """``make advise`` in an environment whose pip is a stub that warns, and whose command prints one line."""
    script(folder / "bin" / "python", PYTHON_STUB)
    script(folder / "bin" / "borrower-help", "#!/bin/sh\necho report\n")
    words = ["make", "--no-print-directory", "advise", f"VENV={folder}", f"PYTHON={sys.executable}"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        words, cwd=root, env={**env, "PIP_ENDS": str(pip_ends)}, capture_output=True, text=True, check=False, timeout=60
    )


def test_make_advise_prints_the_report_and_nothing_of_the_installer(root: Path, tmp_path: Path) -> None:
    """A frightened person sees the report, not the warnings of the installer, and the first time why it takes long."""
    prepared = "正在准备知识库和问答，只做这一次，大约半分钟……\n"
    for heard in (prepared, ""):
        done = make(root, tmp_path / "venv")
        assert (done.returncode, done.stdout, done.stderr) == (0, "report\n", heard)


def test_an_installation_that_fails_says_why(root: Path, tmp_path: Path) -> None:
    """When the installer failed its own words are shown, then what to do, and no report."""
    done = make(root, tmp_path / "venv", pip_ends=1)
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr.startswith("WARNING: Location is ignored\nWARNING: Location is ignored\n安装没有成功")


def test_a_shim_that_fails_is_passed_over(root: Path, tmp_path: Path) -> None:
    """A name on the PATH that does not run is not chosen; every Python named really runs and is of the version
    named.
    """
    for name in ("python3.11", "python3.12", "python3.13", "python3"):
        script(tmp_path / "shims" / name, f"#!/bin/sh\necho {name}: command not found >&2\nexit 127\n")
    path = os.pathsep.join((str(tmp_path / "shims"), str(Path(sys.executable).resolve().parent), os.environ["PATH"]))
    listed = subprocess.run(
        [root / ".ci" / "pythons"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = [line.split(" ", 1) for line in listed.stdout.splitlines()]
    assert ".".join(map(str, sys.version_info[:2])) in [version for version, _ in found]
    assert listed.stderr == ""
    for version, python in found:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        assert (
            subprocess.run([python, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout.strip()
            == version
        )
