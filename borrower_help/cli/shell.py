"""Commands as a shell reads them, to be copied."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable


def spelled(words: Iterable[str], system: str = os.name) -> str:
    """The words as a command in one line, quoted as shells of the system do it: those of Windows know no ' marks."""
    if system == "nt":
        from subprocess import list2cmdline

        return list2cmdline(list(words))
    return shlex.join(words)
