"""Sentences that name an article, said for an earlier day: the law of that day, or the day from which an article holds.

An answer is written for today. On a day before one of its rules the article of the law it replaced stands in its
place, where the behaviour names one of the same role and condition; else the sentence says from when the article holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from borrower_help.advice.views.conduct import RuleView
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.conduct import Behaviour
from borrower_help.knowledge.records.sources import Document


def answer_on(behaviour: Behaviour, day: dt.date) -> str | None:
    """The answer written for a day that has passed; ``None`` where today's holds."""
    fitting = [entry for entry in behaviour.earlier if day <= entry.until]
    return min(fitting, key=lambda entry: entry.until).answer if fitting else None


def said_on(text: str, rules: Sequence[RuleView], knowledge: Knowledge) -> tuple[str, bool]:
    """The text with every article that came later replaced or dated; whether later rules are left that it may mean."""
    left = False
    later = {rule.source.partition(":")[0]: rule for rule in rules if not rule.in_force and rule.effective_to is None}
    for name, rule in later.items():
        instead = _Instead(knowledge.documents[name], rule.effective_from, rules, knowledge)
        text, times = _named(instead.document).subn(instead.said, text)
        left = left or (rule.binds and not times)
    return text, left


def _named(document: Document) -> re.Pattern[str]:
    """One or more articles of a document named in a text: 治安管理处罚法第47条、第50条."""
    names = {document.title.partition("（")[0].removeprefix("中华人民共和国"), document.short} - {""}
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"《?(?:{either})》?(?P<articles>第\d+条(?:[、和]第\d+条)*)")


class _Instead(NamedTuple):
    """What to say instead of articles of a document that came later."""

    document: Document
    begins: dt.date | None
    rules: Sequence[RuleView]
    knowledge: Knowledge

    def said(self, match: re.Match[str]) -> str:
        numbers = re.findall(r"\d+", match["articles"])
        old = [_replaced(f"{self.document.id}:{number}", self.rules, self.knowledge) for number in numbers]
        if not all(old):
            return f" {self.begins} 起施行的{match.group()}"
        before = self.knowledge.documents[old[0].partition(":")[0]]
        articles = dict.fromkeys(f"第{source.partition(':')[2]}条" for source in old)
        return f"{before.short or before.title}{'、'.join(articles)}"


def _replaced(source: str, rules: Sequence[RuleView], knowledge: Knowledge) -> str:
    """The article of the law before it that judges the same under the same condition, where there is just one."""
    own = next((rule for rule in rules if rule.source == source), None)
    if own is None:
        return ""
    document = source.partition(":")[0]
    replaced = [
        rule.source
        for rule in rules
        if rule.in_force
        and (rule.role, rule.condition) == (own.role, own.condition)
        and knowledge.documents[rule.source.partition(":")[0]].superseded_by == document
    ]
    return replaced[0] if len(replaced) == 1 and ":" in replaced[0] else ""
