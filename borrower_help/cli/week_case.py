"""What a case file still needs before the page for several lenders can be made of it, told in the file's own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from borrower_help.case.model import Case
from borrower_help.case.money import DebtAnswers
from borrower_help.errors import quoted

FORM = (
    "--week 要一份写了几笔借款的情况文件：用 --case，里面写 loans（每笔 lender 和 outstanding）、income、essentials。"
)


def week_lacks(case: Case, path: Path | None) -> str:
    """What is wrong with the file, where, and what to write in it instead."""
    if path is None:
        return FORM
    name = "情况文件" if str(path) == "-" else quoted(path.name)
    found = list(_lacks(case))
    return "\n".join((f"--week 还用不了 {name}，要改 {len(found)} 处：", *found)) if found else FORM


def _lacks(case: Case) -> Iterator[str]:
    missing = [word for word in ("income", "essentials") if getattr(case, word) is None]
    meaning = {"income": "income（每月到手收入）", "essentials": "essentials（每月必需开支）"}
    if missing:
        yield f"没写 {'、'.join(meaning[word] for word in missing)}。请加上，例如 {missing[0]}: 5000。"
    if len(case.loans) > 1:
        unknown = [f"第 {place} 笔" for place, loan in enumerate(case.loans, 1) if loan.outstanding is None]
        if unknown:
            yield f"loans 的{'、'.join(unknown)}没写 outstanding（欠多少）。请加上，例如 outstanding: 8000。"
    elif len(case.debts) > 1:
        yield "\n".join(_in_place_of_debts(case.debts))
    else:
        count = max(len(case.loans), len(case.debts))
        wrote = "只写了 1 笔借款" if count else "没写 loans（各笔借款）"
        yield f"{wrote}。--week 是给欠好几家的：loans 里每家写一行 lender 和 outstanding。只欠一家的，去掉 --week。"


def _in_place_of_debts(debts: tuple[DebtAnswers, ...]) -> Iterator[str]:
    """The same debts as the loans that this page reads, to be put in their place."""
    owed = [debt for debt in debts if not debt.necessity]
    yield f"debts 里写了 {len(debts)} 笔，--week 读的是 loans。把 debts 那一段换成下面几行："
    yield "loans:"
    for debt in owed:
        first, *rest = _as_loan(debt)
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)
    bills = "、".join(quoted(debt.name) for debt in debts if debt.necessity)
    if bills:
        yield f"{bills}是过日子必需的，每月要付的数算进 essentials。"


def _as_loan(debt: DebtAnswers) -> Iterator[str]:
    """One debt in the words of a loan, a line each that no narrow screen breaks; names are quoted as YAML reads it."""
    yield f"lender: {json.dumps(debt.name, ensure_ascii=False)}"
    yield f"outstanding: {_written(debt.balance)}"
    for word in ("rate", "days_overdue", "monthly"):
        if (value := getattr(debt, word)) is not None:
            yield f"{word}: {_written(Decimal(value))}"
    yield from (f"{word}: true" for word in ("sued", "guaranteed", "secured") if getattr(debt, word))
    if debt.unlicensed:
        yield "kind: unlicensed"


def _written(amount: Decimal) -> str:
    """A figure without an exponent and without noughts behind the point."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
