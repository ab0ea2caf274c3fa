"""The questions about an offer on a terminal, each of which may be left out."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from borrower_help.advice.offer_points import points_heard
from borrower_help.advice.offer_traps import traps_heard
from borrower_help.advice.offer_views import FORMS
from borrower_help.case.model import Case
from borrower_help.cli.offer_words import HOW, said_days
from borrower_help.documents.offers import read_offer
from borrower_help.errors import UsageError
from borrower_help.interview.prompts import Prompter
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.parse import parse_days, parse_money

_ONLY = {"monthly": ("instalments",), "due": ("deferral",)}
"""The forms of which a sum is asked, where it is not asked of all."""


def ask_offer(
    asks: Prompter, knowledge: Knowledge, case: Case, mine: dict[str, Any]
) -> tuple[str, dict[str, Any], dict[str, frozenset[str]], dict[str, Any]]:
    """The questions on a terminal, each of which may be left out."""
    said = asks.text("对方说了什么方案？照原话写。", "从原话里读出金额和期数，还能看出陷阱。")
    read = read_offer(said)
    given: dict[str, Any] = {}
    if read.form is None:
        form = asks.choose("是哪一种？", "不同的方案要看的不一样。", tuple(FORMS.items()))
        if not form and not said:  # nothing can be judged; nobody is led through all the other questions for nothing
            raise UsageError(HOW)
        given |= {"form": form} if form else {}
    for name, question in (
        ("debt", "现在一共要你还多少？"),
        ("principal", "其中本金还有多少？不知道就跳过。"),
        ("now", "马上要付多少？"),
        ("monthly", "以后每期付多少？"),
        ("due", "延后到期，一共要还多少？没说就跳过。"),
    ):
        shape = read.form or given.get("form")
        if getattr(read, name) is None and shape in _ONLY.get(name, (shape,)):
            given |= _asked_money(asks, name, question)
    for name, question, known in (
        ("cash", "你手里现在能付的有多少？", None),
        ("income", "每月到手收入多少？", case.income),
        ("essentials", "每月必需开支多少？（房租、吃饭、医药、养家）", case.essentials),
    ):
        if name not in mine and known is None:
            mine |= _asked_money(asks, name, question)
    if case.days_overdue is None and case.due is None and "days" not in mine and not said_days(said):
        mine |= _asked_days(asks)
    owned = {
        key: frozenset(_ticked(asks, question, why, _pairs(part, knowledge, read.form or given.get("form")), heard))
        for key, part, question, why, heard in (
            (
                "has",
                "offer_points",
                "下面哪些是对方已经写给你的？",
                "没写的，先要到再答应。",
                points_heard(said, knowledge),
            ),
            (
                "traps",
                "offer_traps",
                "对方有没有要求这些？",
                "有一样，就先别付。",
                frozenset(trap.id for trap in traps_heard(said, knowledge)),
            ),
        )
    }
    return said, given, owned, mine


def _ticked(asks: Prompter, question: str, why: str, pairs: list[tuple[str, str]], heard: frozenset[str]) -> list[str]:
    """What is chosen of a list on which stands already what the words told: Enter alone leaves it so."""
    kept = [identifier for identifier, _ in pairs if identifier in heard]
    noted = f"原话里听到的 {len(kept)} 样已经勾上，不对就改。" if kept else ""
    return asks.choose_many(question + noted, why, pairs, kept)


def _pairs(part: str, knowledge: Knowledge, form: str | None) -> list[tuple[str, str]]:
    """The names to choose from; of the points only those that an offer of this form must have."""
    entries = knowledge.negotiation(attrgetter(part))
    return [(entry.id, entry.name) for entry in entries if form is None or form in getattr(entry, "forms", (form,))]


def _asked_days(asks: Prompter) -> dict[str, Any]:
    """How long it is overdue, as it was typed; asked again while it cannot be read, nothing where it is skipped."""
    while True:
        word = asks.text("逾期多久了？例如 45天、两个月", "拖了快三年的，先要弄清时效，再谈数目。")
        if not word:
            return {}
        try:
            parse_days(word, "逾期")
        except UsageError as error:
            asks.say(str(error))
        else:
            return {"days": word}


def _asked_money(asks: Prompter, name: str, question: str) -> dict[str, Any]:
    """A sum, asked again while it cannot be read; nothing where it is skipped."""
    while True:
        word = asks.text(question, "算账要用，不会发给任何人。")
        if not word:
            return {}
        try:
            return {name: parse_money(word, "这一题")}
        except UsageError as error:
            asks.say(str(error))
