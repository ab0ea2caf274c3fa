"""How long a borrower waits for a command, from the first key to the last line.

    .venv/bin/python benchmarks/startup.py [--times 10]

Starts the real command in a process of its own and prints medians: Python alone, ``--version``,
``check``, ``cost``, and the whole report of ``advise``.
"""
# ruff: noqa: INP001 - scripts, no package

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

DAY = ("--as-of", "2026-11-21")
COMMANDS: dict[str, tuple[str, ...]] = {
    "python alone": ("-c", "pass"),
    "--version": ("-m", "borrower_help", "--version"),
    "check": ("-m", "borrower_help", "check", "insult", "--lender", "haier", *DAY),
    "cost": ("-m", "borrower_help", "cost", "--received", "10000", "--payment", "12x905.33", *DAY),
    "advise": ("-m", "borrower_help", "advise", "--lender", "haier", "--days-overdue", "20", "--no-input", *DAY),
}


def seconds(words: tuple[str, ...]) -> float:
    """Seconds until the command has ended."""
    begins = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)  # noqa: S603 - the commands above
    return time.perf_counter() - begins


def main() -> None:
    """Measure and print the medians."""
    parser = argparse.ArgumentParser(description="Time whole commands, start-up included.")
    parser.add_argument("--times", type=int, default=10, help="how often (10)")
    times = parser.parse_args().times
    sys.stdout.write(f"median of {times}\n")
    for name, words in COMMANDS.items():
        seconds(words)  # once for the disk
        sys.stdout.write(f"{name:<14} {statistics.median(seconds(words) for _ in range(times)) * 1000:7.0f} ms\n")


if __name__ == "__main__":
    main()
