"""Installed from a wheel, installed editable, or run from a clone: the program and its knowledge arrive whole."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

JUNK = [
    "knowledge/conduct/.hours.yaml.swp",
    "knowledge/lenders/haier.yaml~",
    "knowledge/notes.txt",
    "knowledge/#first.yaml#",
    "borrower_help/.main.py.swp",
]
JUNK += ["tests/test_nothing.py", "examples/case.yaml"]
ADVISE = ["advise", "--lender", "海尔", "--days-overdue", "3", "--as-of", "2026-11-21", "--no-input"]


@dataclasses.dataclass(frozen=True)
class Built:
    """What was built: the wheel, the source it was built from, and a Python with the wheel and one with the editable
    install.
    """

    wheel: Path
    source: Path
    from_wheel: Path
    editable: Path


def command(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program without the variables that would lead Python to this project."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=cwd,
        env=env,
        encoding="utf-8",
    )


def pip(python: Path, *words: object) -> None:
    """Run this environment's pip for another Python; skip the test where it cannot reach what it needs."""
    done = command(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        *words,
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "0",
    )
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        pytest.skip(f"pip {words[0]} failed here: {last}")


def site_of(python: Path) -> Path:
    """Where a Python keeps its packages."""
    return Path(command(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())


def new_python(folder: Path, *, dependencies: bool) -> Path:
    """A fresh environment; with ``dependencies`` it sees the packages of this one, after its own."""
    venv.EnvBuilder(with_pip=False, symlinks=os.name == "posix").create(folder)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / ("python.exe" if os.name == "nt" else "python")
    if dependencies:
        # A path file inside it is not read, so that an editable install of this project stays out.
        (site_of(python) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One test process at a time in ``folder``."""
    fcntl = pytest.importorskip("fcntl", reason="locking needs POSIX")
    with (folder / "packaging.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(name="built", scope="session")
def build_once(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the wheel from a copy of the project with editors' leftovers in it, once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = base / "packaging"
    built = Built(folder / "wheel", folder / "source", folder / "from-wheel", folder / "editable")
    with alone(base):
        if not folder.exists():
            _build(root, built)
    if not (folder / "done").exists():
        pytest.skip("the wheel could not be built and installed here; the first skip says why")
    wheel = next(built.wheel.glob("*.whl"))
    pythons = {
        name: getattr(built, name) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        for name in ("from_wheel", "editable")
    }
    return dataclasses.replace(built, wheel=wheel, **pythons)


def _build(root: Path, built: Built) -> None:
    built.source.mkdir(parents=True)
    for name in (
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        ".gitignore",
        "borrower_help",
        "knowledge",
    ):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, built.source / name)
    for name in JUNK:
        (built.source / name).parent.mkdir(exist_ok=True)
        (built.source / name).write_text("# no part of the program", encoding="utf-8")
    builder = new_python(built.source.parent / "builder", dependencies=False)
    pip(builder, "install", "hatchling>=1.27", "editables", "msgspec", "pyyaml", "numpy")
    pip(builder, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", built.wheel, built.source)
    pip(
        new_python(built.from_wheel, dependencies=True),
        "install",
        "--no-deps",
        "--no-index",
        *built.wheel.glob("*.whl"),
    )
    editable = new_python(built.editable, dependencies=True)
    shutil.copytree(site_of(builder), site_of(editable), dirs_exist_ok=True)
    pip(editable, "install", "--no-deps", "--no-build-isolation", "--editable", built.source)
    (built.source.parent / "done").touch()


def where(python: Path, cwd: Path) -> tuple[Path, Path]:
    """The folders of the package and of the knowledge, as a Python run in ``cwd`` finds them."""
    code = (
        "import borrower_help; from borrower_help.knowledge.files import knowledge_dir; "
        "print(borrower_help.__path__[0]); print(knowledge_dir())"
    )
    done = command(python, "-c", code, cwd=cwd)
    assert done.returncode == 0, done.stderr
    package, knowledge = map(Path, done.stdout.splitlines())
    return package.resolve(), knowledge.resolve()


# --- the wheel ------------------------------------------------------------------------------------------


def test_the_wheel_has_all_of_the_knowledge_and_nothing_else(built: Built) -> None:
    """Every knowledge file and its licence are in the wheel, byte for byte; leftovers of an editor are not."""
    source = {
        path.relative_to(built.source / "knowledge").as_posix(): path.read_bytes()
        for path in (built.source / "knowledge").rglob("*")
        if path.is_file()
    }
    expected = {name: content for name, content in source.items() if name.endswith(".yaml") or name == "LICENSE"}
    with zipfile.ZipFile(built.wheel) as wheel:
        packed = {
            name.partition("_knowledge/")[2]: wheel.read(name)
            for name in wheel.namelist()
            if name.startswith("borrower_help/_knowledge/")
        }
    assert len(expected) > 20
    assert sorted(packed) == sorted(expected)
    assert packed == expected


def test_the_wheel_has_the_program_and_nothing_else(built: Built) -> None:
    """Every module is in the wheel; tests, examples and leftovers are not."""
    with zipfile.ZipFile(built.wheel) as wheel:
        names = {
            name
            for name in wheel.namelist()
            if not name.startswith("borrower_help/_knowledge/") and ".dist-info/" not in name
        }
    modules = {path.relative_to(built.source).as_posix() for path in (built.source / "borrower_help").rglob("*.py")}
    assert names == modules | {"borrower_help/_compiled.bin", "borrower_help/_learned.bin"}
    assert "borrower_help/cli/main.py" in names


def test_what_the_wheel_says_of_itself(built: Built) -> None:
    """The wheel names its command, its licences, its Python and the same version as the project."""
    with zipfile.ZipFile(built.wheel) as wheel:
        names = wheel.namelist()
        metadata, entry_points = (
            next(wheel.read(name).decode() for name in names if name.endswith(end))
            for end in ("/METADATA", "/entry_points.txt")
        )
    project = tomllib.loads((built.source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"\nVersion: {project['version']}\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert re.search(r"^borrower-help\s*=\s*borrower_help\.__main__:run$", entry_points, re.MULTILINE)
    assert [name for name in names if name.endswith(("licenses/LICENSE", "licenses/knowledge/LICENSE"))] != []


def test_the_wheel_answers_from_an_empty_folder(built: Built, tmp_path: Path, run: Any) -> None:
    """Installed from the wheel the command answers in an empty folder exactly as in the project."""
    script = built.from_wheel.with_name("borrower-help")
    done = command(script, *ADVISE, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(*ADVISE).out
    assert list(tmp_path.iterdir()) == []


def test_the_knowledge_of_the_wheel_passes_its_check(built: Built, tmp_path: Path) -> None:
    """The knowledge inside the wheel is complete and passes ``knowledge check``."""
    done = command(built.from_wheel, "-m", "borrower_help", "knowledge", "check", "--as-of", "2026-11-30", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""


# --- where the knowledge is ---------------------------------------------------------------------------------


def test_a_wheel_brings_its_knowledge(built: Built, tmp_path: Path) -> None:
    """Installed from the wheel the knowledge is found inside the package, not in the source it was built from."""
    package, knowledge = where(built.from_wheel, tmp_path)
    assert package.is_relative_to(built.from_wheel.parents[1].resolve())
    assert knowledge == package / "_knowledge"


def test_an_editable_install_uses_the_source(built: Built, tmp_path: Path) -> None:
    """Installed editable, what a volunteer changes in ``knowledge/`` is what the command reads."""
    package, knowledge = where(built.editable, tmp_path)
    assert package == (built.source / "borrower_help").resolve()
    assert knowledge == (built.source / "knowledge").resolve()


def test_a_clone_uses_its_own_knowledge(root: Path, tmp_path: Path) -> None:
    """Run from a clone that is not installed, the knowledge beside the package is read."""
    for name in ("borrower_help", "knowledge"):
        shutil.copytree(root / name, tmp_path / name)
    assert where(Path(sys.executable), tmp_path) == (
        (tmp_path / "borrower_help").resolve(),
        (tmp_path / "knowledge").resolve(),
    )


# --- what it needs --------------------------------------------------------------------------------------------


def test_every_import_is_a_declared_dependency(root: Path) -> None:
    """Whatever the program imports comes with Python or is declared, so that a fresh install can run every command."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *(line for name, lines in project.get("optional-dependencies", {}).items() if name != "dev" for line in lines),
    ]
    declared = {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-") for line in listed}
    imported = set()
    for path in (root / "borrower_help").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                imported.add((node.module or "").split(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"borrower_help"}
    providers = importlib.metadata.packages_distributions()
    assert {"typer", "msgspec", "yaml"} <= foreign
    assert {
        name
        for name in foreign
        if not declared & {provider.lower().replace("_", "-") for provider in providers.get(name, [])}
    } == set()
