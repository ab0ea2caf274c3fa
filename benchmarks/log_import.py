"""How long 10,000 rows of an operator's export take to be imported into a log and checked.

    .venv/bin/python benchmarks/log_import.py [--rows 10000] [--times 5]

Prints the median of each step: reading the CSV, leaving out what is there, appending to the log,
reading the log again, and the analysis with the rules of each day.
"""
# ruff: noqa: INP001 - scripts, no package

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from borrower_help import Case, load_knowledge
from borrower_help.advice.log import analyse
from borrower_help.case.situation import Situation, situation_of
from borrower_help.journal import store
from borrower_help.journal.imports.tables import read_table
from borrower_help.journal.intake import new_ones
from borrower_help.knowledge.library import Knowledge

STEPS = ("read the file", "leave out what is there", "append to the log", "read the log", "analyse", "all")
TODAY = dt.date(2026, 11, 21)


def write_export(path: Path, rows: int) -> None:
    """A made-up export of a year in GBK: calls by twenty numbers at all hours, some of them unanswered."""
    chance = random.Random(1)  # noqa: S311 - made-up calls, no secrets
    begins = dt.datetime(2025, 11, 22)  # noqa: DTZ001 - the log has China time without an offset
    moments = sorted(chance.sample(range(365 * 86_400), rows))
    lines = ["起始时间,对方号码,呼叫类型,通话时长"]
    for moment in moments:
        kind, length = chance.choice((("被叫", "1分23秒"), ("被叫", "00:00:07"), ("未接", "0秒"), ("主叫", "35")))
        lines.append(f"{begins + dt.timedelta(seconds=moment)},138000000{chance.randrange(20):02},{kind},{length}")
    path.write_text("\n".join(lines) + "\n", encoding="gbk")


def one_round(folder: Path, export: Path, situation: Situation, knowledge: Knowledge) -> list[float]:
    """Seconds of every step, and of all of them."""
    log = folder / "log.jsonl"
    store.purge(log)
    marks = [time.perf_counter()]
    imported = read_table(export, {}, None)
    marks.append(time.perf_counter())
    fresh = new_ones(imported.contacts, store.read_log(log))
    marks.append(time.perf_counter())
    store.add(log, fresh)
    marks.append(time.perf_counter())
    rows = store.read_log(log)
    marks.append(time.perf_counter())
    analyse(rows, situation, knowledge)
    marks.append(time.perf_counter())
    return [after - before for before, after in itertools.pairwise(marks)] + [marks[-1] - marks[0]]


def main() -> None:
    """Measure and print the medians."""
    parser = argparse.ArgumentParser(description="Time the import and the check of a call list.")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the export (10000)")
    parser.add_argument("--times", type=int, default=5, help="how often (5)")
    told = parser.parse_args()
    knowledge = load_knowledge()
    situation = situation_of(Case(lender="haier"), knowledge, TODAY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "calls.csv"
        write_export(export, told.rows)
        rounds = [one_round(folder, export, situation, knowledge) for _ in range(told.times)]
    sys.stdout.write(f"{told.rows} rows, median of {told.times}\n")
    for step, seconds in zip(STEPS, zip(*rounds, strict=True), strict=True):
        sys.stdout.write(f"{step:<24} {statistics.median(seconds) * 1000:8.1f} ms\n")


if __name__ == "__main__":
    main()
