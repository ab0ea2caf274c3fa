"""The questions of ``plan``: what comes in, what is needed, and the debts one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from borrower_help.errors import UsageError
from borrower_help.interview.days_and_sums import is_unknown
from borrower_help.interview.prompts import Prompter
from borrower_help.interview.typed import Back
from borrower_help.values.parse import parse_days, parse_money, parse_name, parse_rate

Reader = Callable[[str], str]

MAX_DEBTS = 30
"""More than this many debts are told in a case file."""


class PlanQuestions:
    """Asks what is missing; ``debts`` are kept in the form of ``--debt``: name, balance, rate and days overdue."""

    def __init__(self, asks: Prompter, income: Decimal | None, essentials: Decimal | None) -> None:
        self._asks = asks
        self.income = income
        self.essentials = essentials
        self.debts: list[str] = []

    def ask(self, *, debts: bool) -> None:
        """Ask for income and essentials until they are told, then with ``debts`` for one debt after another.

        Raises ``KeyboardInterrupt`` or ``EOFError`` when the person stops.
        """
        self._asks.say("先问收入和必需开支，再一笔一笔问欠款。Ctrl-C 退出，不保存任何东西。")
        given = (self.income is not None, self.essentials is not None)
        while self.income is None or self.essentials is None:
            try:
                if self.income is None:
                    self.income = self._needed("每月到手收入是多少元？没有写 0。", "还债只能用剩下的钱。")
                self.essentials = self._needed(
                    "每月必需花多少元？房租、吃饭、看病、养家、上下班、电话，加起来。", "这些先留下，剩下的才谈还债。"
                )
            except Back:
                if not given[0]:
                    self.income = None
        while debts and len(self.debts) < MAX_DEBTS:
            try:
                debt = self._debt()
            except Back:
                del self.debts[-1:]
                continue
            if debt:
                self.debts.append(debt)
            elif self.debts:
                return
            else:
                self._asks.say("至少要写一笔欠款，才能算方案。")

    def as_words(self) -> list[str]:
        """What was answered so far, as options."""
        flags = [("--income", self.income), ("--essentials", self.essentials)]
        words = [word for flag, value in flags if value is not None for word in (flag, f"{value:f}")]
        return words + [word for debt in self.debts for word in ("--debt", debt)]

    def _needed(self, question: str, why: str) -> Decimal:
        while True:
            typed = self._asks.text(question, why)
            try:
                return parse_money("0" if typed in ("没有", "无", "没") else typed, "这里")
            except UsageError:
                self._asks.say("这里要一个数，像「5000」「一万二」。说不准就写个大概。")

    def _debt(self) -> str:
        """One debt; empty when there is no more."""
        number = len(self.debts) + 1
        name = self._optional(
            f"第 {number} 笔：欠哪一家？" + ("没有了就直接回车。" if self.debts else ""),
            "先还哪一笔，要看全部。",
            _name,
        )
        if not name:
            return ""
        while True:
            balance = self._optional(f"「{name}」一共还欠多少元？", "看 App 里的「剩余应还」，大概数也行。", _sum)
            if balance:
                break
            self._asks.say("这里要一个数，说不准就写个大概。")
        rate = self._optional(f"「{name}」的年利率是多少？像 24%，不知道就直接回车。", "利息高的先还，能省钱。", _rate)
        days = self._optional(f"「{name}」逾期多久了？像「45 天」，没逾期写 0。", "有的急，有的可以后谈。", _days)
        return ":".join((name, balance, rate or "", days or "")).rstrip(":")

    def _optional(self, question: str, why: str, read: Reader) -> str:
        """An answer in the form of ``--debt``; empty when it was skipped."""
        while True:
            typed = self._asks.text(question, why)
            if not typed or is_unknown(typed):
                return ""
            try:
                return read(typed)
            except UsageError as error:
                self._asks.say(str(error))


def _name(typed: str) -> str:
    return parse_name(re.sub(r"[:：,，]", " ", typed), "这里")


def _sum(typed: str) -> str:
    return f"{parse_money(typed, '这里'):f}"


def _rate(typed: str) -> str:
    return f"{parse_rate(typed, '这里') * 100:f}%"


def _days(typed: str) -> str:
    return str(parse_days(typed, "这里"))
