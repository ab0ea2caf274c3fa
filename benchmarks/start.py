"""How long a borrower waits, as ratios to a bare Typer command in the same run: ``make bench``.

Whole processes, in pairs one after the other, so that a busy machine slows both; medians of the pairs. Both run from
byte code, as an installed program does, whatever the machine says of writing it. ``--cpu`` counts the seconds of the
processor instead of those of the clock, where others use the machine too.
"""
# ruff: noqa: INP001, S603 - scripts, no package; the commands below

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pexpect

from borrower_help.advice.advise import advise
from borrower_help.case.file import load_case
from borrower_help.knowledge import compiled
from borrower_help.knowledge.files import load_knowledge
from borrower_help.upkeep.compile import compile_knowledge

ROOT = Path(__file__).resolve().parents[1]
CASE = str(ROOT / "examples" / "haier-day-1.yaml")
DAY = ("--as-of", "2026-11-21")
PROGRAM = ("-m", "borrower_help")
BARE = (str(ROOT / "benchmarks" / "bare.py"),)
WANTED: dict[str, tuple[float, tuple[str, ...]]] = {
    "--version": (1.1, (*PROGRAM, "--version")),
    "lender list": (1.3, (*PROGRAM, "lender", "list", *DAY)),
    "check": (1.5, (*PROGRAM, "check", "insult", *DAY)),
    "advise --case": (1.5, (*PROGRAM, "advise", "--case", CASE, "--no-input", *DAY)),
}


CPU = "--cpu" in sys.argv


def now() -> float:
    """The clock, or the time that the processes that have ended took of the processor."""
    if not CPU:
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def whole(words: tuple[str, ...]) -> float:
    """Seconds until a command has ended."""
    begins = now()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return now() - begins


def first_question() -> float:
    """Seconds until the bare program has asked its first question on a terminal."""
    begins = now()
    child = pexpect.spawn(
        sys.executable,
        list(PROGRAM),
        encoding="utf-8",
        timeout=30,
        env={**os.environ, "TERM": "xterm", "LANG": "C.UTF-8"},
    )
    child.expect("[?？]")
    taken = now() - begins
    child.close(force=True)
    return now() - begins if CPU else taken


def ratio(measured: Callable[[], float], against: Callable[[], float], pairs: int) -> float:
    """The median of one over the median of the other, taken in turns."""
    measured(), against()
    both = [(measured(), against()) for _ in range(pairs)]
    return statistics.median(one for one, _ in both) / statistics.median(other for _, other in both)


def with_lenders(folder: Path, count: int) -> Callable[[], float]:
    """A start over a copy of the knowledge with made-up lenders and its own encoded file."""
    knowledge, place = folder / "knowledge", folder / "_compiled.bin"
    (knowledge / "lenders").mkdir(parents=True)
    for path in (ROOT / "knowledge").rglob("*.yaml"):
        copy = knowledge / path.relative_to(ROOT / "knowledge")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    sample = (
        (ROOT / "knowledge" / "lenders" / "haier.yaml")
        .read_text(encoding="utf-8")
        .replace("id: haier", "id: madeup{}", 1)
    )
    for number in range(count):
        (knowledge / "lenders" / f"madeup{number}.yaml").write_text(
            sample.replace("madeup{}", f"madeup{number}", 1), encoding="utf-8"
        )
    compile_knowledge(knowledge, place)
    code = (
        "import pathlib; from borrower_help.knowledge import compiled, files; from borrower_help.cli.main import main; "
        f"compiled.PLACE = pathlib.Path({str(place)!r}); files.knowledge_dir = lambda: "
        f"pathlib.Path({str(knowledge)!r}); main(['limits'])"
    )
    return lambda: whole(("-c", code))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ratios of whole commands to a bare one.")
    parser.add_argument("--pairs", type=int, default=15, help="how often (15)")
    parser.add_argument("--cpu", action="store_true", help="seconds of the processor, not of the clock")
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as byte_code:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = byte_code
        measure(pairs)


def measure(pairs: int) -> None:
    """Print every ratio."""
    compile_knowledge(ROOT / "knowledge", compiled.PLACE)
    say = sys.stdout.write
    for name, (most, words) in WANTED.items():
        say(f"{name:<16} {ratio(lambda words=words: whole(words), lambda: whole(BARE), pairs):5.2f}  wanted {most}\n")  # type: ignore[misc]
        sys.stdout.flush()
    say(f"{'first question':<16} {ratio(first_question, lambda: whole(BARE), pairs):5.2f}  wanted 1.8\n")
    knowledge, case = load_knowledge(), load_case(Path(CASE))
    advise(case, knowledge, dt.date(2026, 11, 21))
    begins = time.process_time()
    for _ in range(50):
        advise(case, knowledge, dt.date(2026, 11, 21))
    say(f"{'advices a second':<16} {50 / (time.process_time() - begins):5.0f}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        many, few = with_lenders(Path(folder) / "many", 800), with_lenders(Path(folder) / "few", 0)
        say(f"{'800 lenders':<16} {ratio(many, few, pairs):5.2f}  wanted 1.15\n")


if __name__ == "__main__":
    main()
