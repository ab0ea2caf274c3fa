"""Waiting for keys without a socket, and with a terminal that is itself again however the program ends.

The event loop of the standard library wakes itself by a pair of sockets. They lead nowhere, but this program opens
none at all: a pipe does the same. A request to end (SIGTERM, a closed terminal) would leave the terminal without
echo; it waits until the prompt has given the terminal back.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import Any

ENDS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask a program to end."""


def answer_of(application: Any) -> Any:
    """What a prompt's application answers. Raises what its keys raise."""
    if sys.platform == "win32":  # there the loop must wait for a console, which is no file
        return application.run()
    heard: list[int] = []
    try:
        with asyncio.Runner(loop_factory=_LoopOfPipes) as runner:
            return runner.run(_answered(application, heard))
    finally:
        for number in heard:  # the terminal is as it was
            signal.raise_signal(number)


async def _answered(application: Any, heard: list[int]) -> Any:
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        heard.append(number)
        application.exit(exception=EOFError)

    ours = [number for number in ENDS if signal.getsignal(number) is signal.SIG_DFL]  # not where a parent ignores it
    for number in ours:
        loop.add_signal_handler(number, end, number)
    try:
        return await application.run_async()
    finally:
        for number in ours:
            loop.remove_signal_handler(number)


class _End:
    """One end of a pipe with what the loop wants of a socket."""

    def __init__(self, number: int) -> None:
        self._number = number
        os.set_blocking(number, False)

    def fileno(self) -> int:
        return self._number

    def recv(self, most: int) -> bytes:
        return os.read(self._number, most)

    def send(self, data: bytes) -> int:
        return os.write(self._number, data)

    def close(self) -> None:
        os.close(self._number)


class _LoopOfPipes(asyncio.SelectorEventLoop):
    """The standard loop, which wakes itself by a pipe."""

    _internal_fds: int

    def _make_self_pipe(self) -> None:
        self._ssock, self._csock = map(_End, os.pipe())
        self._internal_fds += 1
        self._add_reader(self._ssock.fileno(), self._read_from_self)  # type: ignore[attr-defined]
