"""What happened, as a letter tells it: each event with its day and the rule it is held against."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from borrower_help.advice.conduct import judge
from borrower_help.advice.letters.contacts import (
    clean,
    day_in_words,
)
from borrower_help.advice.log_sentences import fact, from_log
from borrower_help.advice.rules import that_count
from borrower_help.advice.views.base import View
from borrower_help.advice.views.complaint import LogFactView
from borrower_help.advice.views.conduct import FindingView
from borrower_help.case.situation import Situation
from borrower_help.journal.tally import SHOWN_ROWS
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.conduct import Nature
from borrower_help.values.named import ThemeId
from borrower_help.values.patterns import pattern

BLANK = "＿＿＿＿"
"""What the sender writes by hand: names, identity and telephone numbers are never asked for."""


class LetterEventView(View, frozen=True, kw_only=True):
    """Something that happened on a day, as the sender tells it, and the rule it is held against, which may be none.

    ``when`` is its day in words; ``regulated`` tells that it is against a law or a regulator's rule, not a standard
    alone; ``condition`` is what the sender must make sure of before signing, empty where nothing is in doubt.
    """

    id: str
    day: dt.date
    text: str
    basis: str
    of_others: bool
    regulated: bool
    when: str
    condition: str = ""


def events_of(situation: Situation, knowledge: Knowledge) -> tuple[tuple[LetterEventView, ...], tuple[str, ...]]:
    """What the lender did on known days against a rule, in order of days; and the titles of what has no day."""
    logged = {entry.id: entry for entry in from_log(situation, knowledge) if entry.certain}
    events: list[LetterEventView] = []
    undated: list[str] = []
    for happening in situation.happenings:
        finding = judge(knowledge.behaviours[happening.id], situation, knowledge, happening.on)
        if finding.by != "lender" or not finding.outcome.against:
            continue
        if happening.id in logged:
            events.append(_from_log(logged[happening.id], finding, knowledge))
        elif happening.on is not None:
            events.append(_as_told(finding, happening.on, knowledge))
        else:
            undated.append(finding.title)
    return tuple(sorted(events, key=lambda event: (event.day, event.id))), tuple(undated)


def _from_log(entry: LogFactView, finding: FindingView, knowledge: Knowledge) -> LetterEventView:
    return LetterEventView(
        id=entry.id,
        day=entry.days[-1].on,
        text=f"{in_the_first_person(entry.title)}：{_in_the_log(entry)}",
        basis="",  # the sentence of the log names its rule itself
        of_others=of_others(entry.id, knowledge),
        regulated=regulated(finding),
        when=day_in_words(entry.days[-1].on),
        condition=in_the_first_person(clean(entry.condition)),
    )


_SHORT = {"most_days": 4, "most_numbers": 4, "most_rows": SHOWN_ROWS}
"""How much of a log one sentence of a letter tells; the log itself is attached."""


_DAY = pattern(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)


_HOUR = pattern(r"\b(\d\d):(\d\d):(\d\d)\b", re.ASCII)


_SPACE_AT_CHINESE = pattern(r"(?<=[\u3001-\u9fff（）]) | (?=[\u3001-\u9fff（）])")


def _in_the_log(entry: LogFactView) -> str:
    """The sentence of the log without its condition, which only the sender can affirm; days, hours and spaces as the
    rest of a letter has them.
    """
    text = clean(fact(msgspec.structs.replace(entry, condition=""), **_SHORT)).replace("（第 ", "（联系记录第 ")
    text = _DAY.sub(lambda day: day_in_words(dt.date.fromisoformat(day[0])), text)
    text = _HOUR.sub(lambda hour: f"{int(hour[1])}时{hour[2]}分" + (f"{hour[3]}秒" if hour[3] != "00" else ""), text)
    return _SPACE_AT_CHINESE.sub("", text)


def _as_told(finding: FindingView, on: dt.date, knowledge: Knowledge) -> LetterEventView:
    return LetterEventView(
        id=finding.id,
        day=on,
        text=f"{day_in_words(on)}：{in_the_first_person(finding.title)}。经过（几点、号码、原话）：{BLANK}{BLANK}。",
        basis=_basis(finding, knowledge),
        of_others=of_others(finding.id, knowledge),
        regulated=regulated(finding),
        when=day_in_words(on),
    )


def of_others(name: str, knowledge: Knowledge) -> bool:
    """Whether a behaviour is done to somebody else than the borrower."""
    return knowledge.theme_of[name] == ThemeId.THIRD_PARTIES


_REGULATED = (Nature.UNLAWFUL, Nature.REGULATORY)


def regulated(finding: FindingView) -> bool:
    """Whether it is against a law or a regulator's rule, not a standard alone."""
    return finding.nature in _REGULATED


_AGAINST = {
    Nature.UNLAWFUL: "我认为涉嫌违反",
    Nature.REGULATORY: "我认为违反",
    Nature.STANDARD_OR_SELF_REGULATION: "我认为不符合",
}


def _basis(finding: FindingView, knowledge: Knowledge) -> str:
    """The strongest rule that counts against this lender on that day, with a verb of its force; empty without one."""
    verb = _AGAINST.get(finding.nature) if finding.nature else None
    rules = [rule for rule in that_count(finding.rules) if rule.role == "basis"]
    if not verb or not rules:
        return ""
    cited = knowledge.cite(rules[0].source)
    assert cited is not None, "the check resolves every reference"
    article = rules[0].source.partition(":")[2]
    named = f"第{article}条" if article.isdecimal() else ""
    only = "（合同贷款人属于它管的机构时）" if rules[0].depends else ""
    return f"{verb}《{cited.document.title}》{named}{only}。"


def in_the_first_person(title: str) -> str:
    """The title of a behaviour as the sender of a letter says it."""
    return title.replace("你", "我")
