"""How long a clause waits before it strikes: the days it names for being late."""

from __future__ import annotations

import re

from borrower_help.values.spoken import number

_NUMBER = r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_LATE = re.compile(
    rf"(?:逾期|迟延|延迟|拖延|拖欠|延误|超过|超出|届满|期满|满|达到?|宽限期?|晚)(?:[^0-9。,;一二两三四五六七八九十]){{0,6}}"
    rf"{_NUMBER}个?(?P<unit>工作日|自然日|日|天|周|星期|月)"
)
_TERMS = re.compile(rf"(?:连续|累计|任意|合计|逾期|拖欠|超过|达到?|满|任何|有){_NUMBER}个?(?:期|次|月)(?!之?内)")
"""Two instalments and more; one of them (任何一期) is no time to wait."""

_DAYS = {"周": 7, "星期": 7, "月": 30}
TERM = 30
"""Days between two instalments."""


def late_days(sentence: str) -> int | None:
    """The fewest days late that a sentence names, an instalment counted as thirty; ``None`` where it names none."""
    found = [
        int(value) * _DAYS.get(match["unit"], 1)
        for match in _LATE.finditer(sentence)
        if (value := number(match["count"])) is not None
    ]
    found += [
        int(value) * TERM
        for match in _TERMS.finditer(sentence)
        if (value := number(match["count"])) is not None and value > 1
    ]
    return min(found, default=None)
