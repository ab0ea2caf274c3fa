"""Run by ``test_store.py``: kill a process that adds rows, again and again, at random points.

One parent, started afresh without threads, forks a child that adds rows to the log, some of them
several at once, and tells each acknowledged row number through a pipe. Every other child is killed by
the parent, after a few acknowledgements and a random moment more; the others die in the middle of a
write, after a random number of bytes. A write takes a few bytes at a time, as the system may do.

``killing.py LOG TIMES SEED`` prints JSON: the acknowledged rows with their words, and after how many
kills the log ended in a half line.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import filelock  # noqa: F401 - loaded once here instead of in every child

from borrower_help.journal import store
from borrower_help.journal.model import Contact

START = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the log has China time without an offset
PIECE = 40


def words(kill: int, turn: int, place: int) -> str:
    """Words by which an acknowledged row is recognised, of varying length."""
    return f"第 {kill} 次 {turn} 轮 {place} 行" + "，请你还款" * (place % 7)


os_write = os.write


class Disk:
    """A disk that takes a few bytes at a time, and on which the process dies after ``last`` bytes."""

    def __init__(self, last: int | None) -> None:
        self.left = last

    def write(self, handle: int, data: memoryview) -> int:
        """In place of ``os.write``."""
        if self.left is None:
            return os_write(handle, data[:PIECE])
        written = os_write(handle, data[: min(PIECE, self.left)])
        self.left -= written
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return written


def add_rows(log: Path, kill: int, pipe: int, seed: int) -> None:
    """The child: add rows until it is killed, and acknowledge each through the pipe."""
    chance = random.Random(seed)
    store.os.write = Disk(chance.randrange(1, 700) if kill % 2 else None).write
    for turn in range(1_000_000):
        batch = [
            Contact(at=START + dt.timedelta(seconds=kill), channel="call", said=words(kill, turn, place))
            for place in range(chance.choice((1, 1, 1, 2, 5)))
        ]
        rows = store.add(log, batch)
        told = "".join(f"{json.dumps([row, contact.said])}\n" for row, contact in zip(rows, batch, strict=True))
        os_write(pipe, told.encode())


def kill_once(log: Path, kill: int, chance: random.Random) -> list[tuple[int, str]]:
    """Start a child, kill it, and return what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            add_rows(log, kill, writing, chance.randrange(10**6))
        finally:
            os._exit(1)
    os.close(writing)
    heard = b""
    if kill % 2 == 0:
        for _ in range(chance.randrange(2)):
            heard += os.read(reading, 65536)
        until = time.perf_counter() + chance.random() * 0.004
        while time.perf_counter() < until:
            pass
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        heard += more
    os.close(reading)
    return [tuple(json.loads(line)) for line in heard.decode().splitlines()]


def main(log: Path, times: int, seed: int) -> None:
    """Kill ``times`` children and print what was acknowledged."""
    chance = random.Random(seed)
    acknowledged: list[tuple[int, str]] = []
    halves = 0
    for kill in range(times):
        acknowledged += kill_once(log, kill, chance)
        halves += log.exists() and not log.read_bytes().endswith(b"\n") and log.stat().st_size > 0
    sys.stdout.write(json.dumps({"acknowledged": acknowledged, "halves": halves}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
