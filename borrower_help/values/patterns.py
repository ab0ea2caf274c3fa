"""Regular expressions that are compiled when they are first used: a start needs few of them, and compiling all took a
twelfth of it.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _WhenUsed:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._written, self._flags), name)
        self.__dict__[name] = found  # the next time it is not asked for here
        return found


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, for the top of a module; a mistake in it is found when it is first used."""
    return cast("re.Pattern[str]", _WhenUsed(written, flags))
