"""What runs after the due date, from the options of ``cost``: the account, a payment's order, interest after a
judgment.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from borrower_help.advice.money.caps import limits_for
from borrower_help.advice.money.cost_words import delay_in_words, worded_account
from borrower_help.advice.money.overdue import UPLIFT_KINDS, account, uplift, uplifted
from borrower_help.advice.money.views import AccountView
from borrower_help.case.money import LoanAnswers
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.overdue import STATUTORY_ORDER, Appropriation, Part, appropriate, delay_interest
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import is_daily, parse_date, parse_days, parse_money, parse_rate

PARTS: dict[str, Part] = {
    "费用": "costs",
    "利息": "interest",
    "本金": "principal",
    "costs": "costs",
    "interest": "interest",
    "principal": "principal",
}

WORDS_OF = {"account": "penalty", "appropriation": "appropriation", "delay_interest": "judgment"}
"""Which words of the knowledge stand beside which part of the answer."""


def account_data(
    overdue: str | None,
    terms: LoanAnswers,
    situation: Situation,
    knowledge: Knowledge,
    *,
    penalty_rate: str | None,
    charged: str | None,
    interest_due: str | None,
) -> dict[str, AccountView]:
    """The account by the terms of the contract, under its key, where it was asked for. Raises ``UsageError``."""
    if overdue is None:
        if penalty_rate or charged or interest_due:
            raise UsageError(
                "--penalty-rate、--charged、--interest-due 要和 --overdue 一起用，例如 --overdue 8000:45 --charged 620"
            )
        return {}
    principal, when = _parts(overdue, "--overdue", "本金:天数，或 本金:应还日", 2)
    usual = uplifted(
        situation.kind, terms.product, terms.contract_rate / 100 if terms.contract_rate is not None else None
    )
    own = parse_rate(penalty_rate, "--penalty-rate") if penalty_rate else None
    found = account(
        parse_money(principal, "--overdue"),
        days_since(when, "--overdue", situation.as_of),
        situation.as_of,
        rates=(own, own) if own is not None else usual,
        daily=penalty_rate is not None and is_daily(penalty_rate),
        compound=situation.kind in UPLIFT_KINDS and terms.product != "card",
        interest=parse_money(interest_due, "--interest-due") if interest_due else ZERO,
        charged=parse_money(charged, "--charged") if charged else None,
        lines=[*uplift(usual, knowledge), *limits_for(situation, knowledge, terms.signed, terms.lpr)],
    )
    return {"account": worded_account(found, knowledge)}


def days_since(when: str, option: str, day: dt.date) -> int:
    """Days until ``day``, told as a number or as the day they began. Raises ``UsageError``."""
    if not re.search(r"[-/.年]", when):
        return parse_days(when, option)
    began = parse_date(when, option)
    if began > day:
        raise UsageError(f"{option} 里的 {began} 还没有到。请检查年份。")
    return (day - began).days


def paying_data(word: str | None, order: str | None) -> dict[str, Appropriation]:
    """What a payment is set against, under its key, where it was asked for. Raises ``UsageError``."""
    if word is None:
        if order:
            raise UsageError(
                "--agreed-order 要和 --paying 一起用，例如 --paying 500:100:300:8000 --agreed-order 本金,利息,费用"
            )
        return {}
    amounts = [parse_money(part, "--paying") for part in _parts(word, "--paying", "付款:费用:利息:本金", 4)]
    paid, costs, interest, principal = amounts
    return {"appropriation": appropriate(paid, costs, interest, principal, _order(order))}


def _order(word: str | None) -> tuple[Part, ...]:
    if word is None:
        return STATUTORY_ORDER
    names = [name.strip() for name in re.split(r"[,，、]", word)]
    if not all(name in PARTS for name in names):
        raise UsageError(f"--agreed-order 写成 本金,利息,费用 这样；写的是「{quoted(word)}」。")
    return tuple(PARTS[name] for name in names)


def judgment_data(word: str | None, day: dt.date, knowledge: Knowledge) -> dict[str, dict[str, Decimal | int | str]]:
    """The interest after a judgment, under its key, where it was asked for. Raises ``UsageError``."""
    if word is None:
        return {}
    unpaid, days = _parts(word, "--judgment", "未付:天数，或 未付:期满日", 2)
    amount, count = parse_money(unpaid, "--judgment"), days_since(days, "--judgment", day)
    due = delay_interest(amount, count)
    text = delay_in_words(amount, count, due, knowledge)
    return {"delay_interest": {"unpaid": amount, "days": count, "amount": due, "text": text}}


def _parts(word: str, option: str, form: str, count: int) -> list[str]:
    parts = re.split(r"[:：]", word)
    if len(parts) != count:
        raise UsageError(f"{option} 写成 {form}；写的是「{quoted(word)}」。")
    return parts
