"""What the typed records of a lender say, as sentences: one place, so that report, page and screen agree.

The records hold days, amounts and names; the sentences say beside them where they come from and what
they do not mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from borrower_help.knowledge.records.base import Confidence, InstitutionKind, Sourced, Statement
from borrower_help.knowledge.records.lenders import (
    AgencyList,
    Basis,
    Company,
    FormerName,
    Lender,
    LenderRole,
    Penalty,
    Product,
    Talk,
    Transfer,
)

ROLES = {
    LenderRole.LENDS: "放款",
    LenderRole.GUARANTEES: "担保",
    LenderRole.SERVES: "运营平台",
    LenderRole.COLLECTS: "贷后管理或催收",
}

BASES = {
    Basis.SEEN: "处罚、批复或名单里见过",
    Basis.INFERRED: "按注册地推断",
    Basis.CONTRACT: "由合同里的贷款人决定",
}

_SUED = {
    "yes": "这批都已起诉",
    "no": "这批都没有起诉过",
    "mostly_no": "这批多数没有起诉过",
    "unknown": "起诉过没有，我们没看到",
}
_DONE = {"listed": "挂牌转让", "sold": "卖出"}


def facts_of(lender: Lender) -> tuple[Statement, ...]:
    """Everything known of a lender as sentences: who stands behind it, what authorities did, what else is known of it,
    which may answer that, then what its other records say.
    """
    done = (*_statements(lender, "penalty", lender.penalties), *_statements(lender, "talk", lender.talks))
    return (*_statements(lender, "company", lender.companies), *done, *lender.facts, *_records(lender))


def regulator_of(lender: Lender) -> str:
    """Who supervises it, and whether that was seen or follows from its seat."""
    if lender.regulator_basis is Basis.CONTRACT:
        return lender.regulator
    return f"{lender.regulator}（{BASES[lender.regulator_basis]}）"


def _records(lender: Lender) -> Iterator[Statement]:
    yield from _statements(lender, "agencies", lender.agency_lists)
    yield from _statements(lender, "transfer", lender.transfers)
    yield from _statements(lender, "former", lender.former_names)
    if lender.products:
        yield _products(lender)


def _statements(lender: Lender, name: str, records: tuple[Sourced, ...]) -> Iterator[Statement]:
    for number, record in enumerate(records, 1):
        identifier = getattr(record, "id", f"{lender.id}-{name}-{number}")
        yield Statement(
            id=identifier,
            text=_sentence(record, lender),
            sources=record.sources,
            confidence=record.confidence,
            checked=record.checked,
        )


def _sentence(record: Sourced, lender: Lender) -> str:
    match record:
        case Company():
            return _company(record)
        case Penalty():
            fine = f"罚它 {_in(record.amount, 10_000)} 万元" if record.amount is not None else "处罚了它"
            day = f"{_when(record.on)}公布" if record.announced else _when(record.on).strip()
            return f"{day}：{record.authority}{fine}，事由里有{record.about}。{_relayed(record)}"
        case Talk():
            return f"{_when(record.on).strip()}：{record.authority}约谈了它，要求{record.about}。{_relayed(record)}"
        case AgencyList():
            count = f" {record.count} 家" if record.count else "，家数我们没看到"
            return f"{_when(record.on)}公布过合作催收机构{count}。名单常变，来催的是谁，到{record.where}查当天的。"
        case Transfer():
            return _transfer(record)
        case FormerName():
            until = f"{_when(record.until)}改名" if record.until else "哪天改的名未能核实"
            owed = "钱欠谁，仍看合同" if lender.kind is InstitutionKind.LOAN_FACILITATOR else "钱仍欠这家公司"
            return f"原名「{record.name}」，{until}。改名不改变原来的合同，{owed}。"
        case _:
            raise TypeError(type(record).__name__)


def _company(company: Company) -> str:
    note = f"：{company.note}" if company.note else ""
    return f"见过「{company.name}」在它这里{ROLES[company.role]}{note}。你那一笔是不是，看合同。"


def _transfer(transfer: Transfer) -> str:
    amounts = (("本金", transfer.principal), ("本息", transfer.total))
    sums = "、".join(f"{name} {_in(amount, 100_000_000)} 亿元" for name, amount in amounts if amount is not None)
    days = f"平均逾期约 {transfer.average_days} 天，" if transfer.average_days else ""
    note = f"{transfer.note}。" if transfer.note else ""
    return (
        f"{_when(transfer.on).strip()}：{transfer.seller}{_DONE[transfer.done]}过一批个人不良贷款"
        f"{'，' + sums if sums else ''}，{days}{_SUED[transfer.sued]}。{note}{_relayed(transfer)}"
    )


def _products(lender: Lender) -> Statement:
    weakest = min(lender.products, key=lambda product: _STRENGTH.index(product.confidence))
    sources = tuple(dict.fromkeys(source for product in lender.products for source in product.sources))
    names = "、".join(f"「{product.name}」" for product in lender.products)
    text = f"见过的产品或 App 名：{names}。以合同里的贷款人为准。"
    return Statement(
        id=f"{lender.id}-products",
        text=text,
        sources=sources,
        confidence=weakest.confidence,
        checked=_oldest(lender.products),
    )


_STRENGTH = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def _oldest(products: tuple[Product, ...]) -> dt.date:
    return min(product.checked for product in products)


def _when(moment: str) -> str:
    """``2025`` as 2025 年; a month or a day as it is written."""
    return f"{moment} 年" if len(moment) == len("2025") else f"{moment} "


def _relayed(record: Sourced) -> str:
    return "" if record.confidence is Confidence.HIGH else "这是媒体转述。"


def _in(amount: Decimal, unit: int) -> str:
    """An amount of yuan in 万 or 亿, without zeros that say nothing."""
    text = f"{amount / unit:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
