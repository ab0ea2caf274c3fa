"""``cost``: what the loan really costs, which part of it is disputable, and what runs after the due date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.cli.case_file import CaseOption, case_from
from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.errors import UsageError, shown
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import InstitutionKind
from borrower_help.money.amounts import ZERO
from borrower_help.money.caps import limits_for, strongest
from borrower_help.money.cost import notes, price
from borrower_help.money.loan import DatedPayment, Fee, LoanTold
from borrower_help.money.overdue import STATUTORY_ORDER, UPLIFT_KINDS, Account, Limit, Part, account, appropriate, delay_interest, uplifted
from borrower_help.money.payments import read_payments
from borrower_help.parse import is_daily, parse_date, parse_days, parse_money, parse_rate
from borrower_help.render.explain import cost_steps, overdue_steps
from borrower_help.render.money import money_lines
from borrower_help.situation import Situation

MAX_GROUPS = 50
LOAN_ITSELF = {"received", "payment", "payments", "principal", "fees"}
"""Figures that tell a loan to be priced; the others may stand beside what runs after the due date alone."""

PRODUCTS = {"loan": "loan", "贷款": "loan", "现金贷": "loan", "card": "card", "信用卡": "card"}
PARTS: dict[str, Part] = {"费用": "costs", "利息": "interest", "本金": "principal", "costs": "costs", "interest": "interest", "principal": "principal"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("cost", short_help="到底花了多少钱", help="算清一笔借款的真实年利率、每项费用的代价、哪些部分可以异议，和逾期以后多出来的钱。")(_cost)


def _cost(
    received: Annotated[str | None, typer.Option("--received", metavar="YUAN", help="实际到手的钱", show_default=False)] = None,
    payment: Annotated[
        list[str] | None, typer.Option("--payment", metavar="NxYUAN", help="每月还款，期数x金额，如 12x905.33，可多次", show_default=False)
    ] = None,
    payments: Annotated[Path | None, typer.Option("--payments", metavar="FILE", help="还款表（CSV 或 XLSX）：日期和金额", show_default=False)] = None,
    fee: Annotated[
        list[str] | None,
        typer.Option(
            "--fee",
            metavar="NAME=YUAN",
            help="还款以外的费用，如 担保费=100/month，谁收的写前面，某某担保:担保费=100/month；先扣的写 /先扣",
            show_default=False,
        ),
    ] = None,
    principal: Annotated[str | None, typer.Option("--principal", metavar="YUAN", help="合同写的本金，比到手多时填", show_default=False)] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="放款日", show_default=False)] = None,
    contract_rate: Annotated[
        str | None, typer.Option("--contract-rate", metavar="PERCENT", help="合同写的年利率，如 7.2% 或 0.05%/日", show_default=False)
    ] = None,
    contract_date: Annotated[str | None, typer.Option("--contract-date", metavar="DATE", help="合同签订日，不写按放款日", show_default=False)] = None,
    product: Annotated[str | None, typer.Option("--product", metavar="KIND", help="loan（贷款）或 card（信用卡）", show_default=False)] = None,
    lpr: Annotated[str | None, typer.Option("--lpr", metavar="PERCENT", help="合同那天的一年期 LPR，查到了才填", show_default=False)] = None,
    overdue: Annotated[str | None, typer.Option("--overdue", metavar="YUAN:DAYS", help="逾期的本金和天数或应还日，如 8000:45", show_default=False)] = None,
    penalty_rate: Annotated[str | None, typer.Option("--penalty-rate", metavar="PERCENT", help="合同写的逾期利率，如 0.1%/日", show_default=False)] = None,
    charged: Annotated[
        str | None, typer.Option("--charged", metavar="YUAN", help="对方要的罚息、违约金、费用合计，和 --overdue 一起用", show_default=False)
    ] = None,
    interest_due: Annotated[str | None, typer.Option("--interest-due", metavar="YUAN", help="逾期前就到期、没付的利息", show_default=False)] = None,
    paying: Annotated[
        str | None, typer.Option("--paying", metavar="A:B:C:D", help="这次付的钱会先抵什么：付款:费用:利息:本金，如 500:100:300:8000", show_default=False)
    ] = None,
    agreed_order: Annotated[str | None, typer.Option("--agreed-order", metavar="ORDER", help="约定的抵扣顺序，如 本金,利息,费用", show_default=False)] = None,
    judgment: Annotated[
        str | None, typer.Option("--judgment", metavar="YUAN:DAYS", help="判决的钱（不含一般利息）没付了几天，或期满日，如 8000:30", show_default=False)
    ] = None,
    case_file: CaseOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="写出算式，可以自己按计算器核对", show_default=False)] = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    case = case_from(case_file, knowledge)
    told = _with_payments(
        _options(received=received, principal=principal, start=start, contract_rate=contract_rate, contract_date=contract_date, lpr=lpr, product=product),
        payment or [],
        payments,
    )
    if fee:
        told["fees"] = tuple(_fee(word) for word in fee)
    if kind is not None and PRODUCTS.get(kind.strip()) == "card":
        told.setdefault("product", "card")
    terms = msgspec.structs.replace(case.loan or LoanTold(received=ZERO), **told)
    if terms.product == "card" and all(said is None for said in (kind, lender, case.kind, case.lender)):
        case = msgspec.structs.replace(case, kind=InstitutionKind.BANK)
    situation, remarks = situation_for(lender, kind, knowledge, day, case)
    data: dict[str, Any] = {"cost": None}
    data |= _Overdue(situation, knowledge, terms).data(overdue, penalty_rate=penalty_rate, charged=charged, interest_due=interest_due)
    data |= _paying(paying, agreed_order) | _judgment(judgment, day)
    if case.loan is not None or told.keys() & LOAN_ITSELF or len(data) == 1:
        if not terms.received and "received" not in told:
            raise UsageError("请用 --received 写明实际到手多少钱，例如：borrower-help cost --received 10000 --payment 12x905.33")
        data["cost"] = price(terms.to_loan(), situation, knowledge, terms.signed, terms.lpr)
    steps = [*(cost_steps(data["cost"]) if data["cost"] else ()), *overdue_steps(data)] if explain else []
    lines = money_lines(data, situation, knowledge, steps)
    words = {name: notes(knowledge.cost_words(part), situation) for name, part in _PARTS_OF.items() if name in data}
    shown_data = data | ({"words": words} if words else {}) | ({"explain": steps} if explain else {})
    present("cost", shown_data, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


_PARTS_OF = {"account": "penalty", "appropriation": "appropriation", "delay_interest": "judgment"}
"""Which words of the knowledge belong to which part of the answer."""


def _options(**words: str | None) -> dict[str, Any]:
    """The figures of the loan that were given as options, as fields of ``LoanTold``. Raises ``UsageError``."""
    given: dict[str, Any] = {}
    for field, word in words.items():
        if word is None:
            continue
        option = f"--{field.replace('_', '-')}"
        match field:
            case "received" | "principal":
                given[field] = parse_money(word, option)
            case "start" | "contract_date":
                given[field] = parse_date(word, option)
            case "contract_rate" | "lpr":
                given[field] = parse_rate(word, option) * 100
            case _:
                given[field] = _product(word)
    return given


def _product(word: str) -> str:
    if word.strip() not in PRODUCTS:
        raise UsageError(f"--product 写 loan（贷款）或 card（信用卡）；写的是「{shown(word)}」。")
    return PRODUCTS[word.strip()]


def _with_payments(given: dict[str, Any], groups: Sequence[str], file: Path | None) -> dict[str, Any]:
    """The payments, by groups or from a file; either takes the place of what a case file says."""
    if groups and file:
        raise UsageError("--payment 和 --payments 只用一个。")
    if len(groups) > MAX_GROUPS:
        raise UsageError(f"--payment 最多 {MAX_GROUPS} 组。期数更多的，写成 日期,金额 的表，用 --payments 文件 读入。")
    if groups:
        given |= {"payment": tuple(groups), "payments": ()}
    if file:
        given |= {"payments": tuple(DatedPayment(date=day, amount=amount) for day, amount in read_payments(file)), "payment": ()}
    return given


def _fee(word: str) -> Fee:
    name, separator, rest = word.partition("=")
    amount, _, period = rest.partition("/")
    if not separator or not name.strip() or period not in ("", "month", "月", "deducted", "先扣"):
        raise UsageError(f"--fee 写成 名称=金额、名称=金额/month 或 名称=金额/先扣，比如 担保费=100/month；写的是「{shown(word)}」。")
    who, _, label = name.strip().rpartition(":")
    return Fee(
        name=shown(label),
        amount=parse_money(amount, "--fee"),
        monthly=period in ("month", "月"),
        deducted=period in ("deducted", "先扣"),
        taken_by=shown(who),
    )


class _Overdue:
    """What runs after the due date, by the terms of the contract."""

    def __init__(self, situation: Situation, knowledge: Knowledge, terms: LoanTold) -> None:
        self.situation = situation
        self.knowledge = knowledge
        self.terms = terms

    def data(self, overdue: str | None, *, penalty_rate: str | None, charged: str | None, interest_due: str | None) -> dict[str, Account]:
        """The account under its key, where it was asked for. Raises ``UsageError``."""
        if overdue is None:
            if penalty_rate or charged or interest_due:
                raise UsageError("--penalty-rate、--charged、--interest-due 要和 --overdue 一起用，例如 --overdue 8000:45 --charged 620")
            return {}
        principal, when = _parts(overdue, "--overdue", "本金:天数，或 本金:应还日", 2)
        usual = uplifted(self.situation.kind, self.terms.product, self.terms.contract_rate / 100 if self.terms.contract_rate is not None else None)
        own = parse_rate(penalty_rate, "--penalty-rate") if penalty_rate else None
        found = account(
            parse_money(principal, "--overdue"),
            days_since(when, "--overdue", self.situation.as_of),
            self.situation.as_of,
            rates=(own, own) if own is not None else usual,
            daily=penalty_rate is not None and is_daily(penalty_rate),
            compound=self.situation.kind in UPLIFT_KINDS and self.terms.product != "card",
            interest=parse_money(interest_due, "--interest-due") if interest_due else ZERO,
            charged=parse_money(charged, "--charged") if charged else None,
            lines=[*self._uplift(usual), *limits_for(self.situation, self.knowledge, self.terms.signed, self.terms.lpr)],
        )
        return {"account": found}

    def _uplift(self, usual: tuple[Decimal, Decimal] | None) -> list[Limit]:
        """The upper end of a bank's range as a line of its own, for the penalty rate alone."""
        if usual is None:
            return []
        (cap,) = (cap for cap in self.knowledge.caps if cap.id == "cap-penalty-interest")
        force = strongest(cap.sources, self.knowledge)
        return [Limit(name=f"{cap.name}（合同利率的 1.5 倍）", limit=usual[1], penalty_only=True, force=force, confidence=cap.confidence, sources=cap.sources)]


def days_since(when: str, option: str, day: dt.date) -> int:
    """Days until ``day``, told as a number or as the day they began. Raises ``UsageError``."""
    if not re.search(r"[-/.年]", when):
        return parse_days(when, option)
    began = parse_date(when, option)
    if began > day:
        raise UsageError(f"{option} 里的 {began} 还没有到。请检查年份。")
    return (day - began).days


def _paying(word: str | None, order: str | None) -> dict[str, Any]:
    if word is None:
        if order:
            raise UsageError("--agreed-order 要和 --paying 一起用，例如 --paying 500:100:300:8000 --agreed-order 本金,利息,费用")
        return {}
    amounts = [parse_money(part, "--paying") for part in _parts(word, "--paying", "付款:费用:利息:本金", 4)]
    paid, costs, interest, principal = amounts
    return {"appropriation": appropriate(paid, costs, interest, principal, _order(order))}


def _order(word: str | None) -> tuple[Part, ...]:
    if word is None:
        return STATUTORY_ORDER
    names = [name.strip() for name in re.split(r"[,，、]", word)]
    if not all(name in PARTS for name in names):
        raise UsageError(f"--agreed-order 写成 本金,利息,费用 这样；写的是「{shown(word)}」。")
    return tuple(PARTS[name] for name in names)


def _judgment(word: str | None, day: dt.date) -> dict[str, Any]:
    if word is None:
        return {}
    unpaid, days = _parts(word, "--judgment", "未付:天数，或 未付:期满日", 2)
    amount, count = parse_money(unpaid, "--judgment"), days_since(days, "--judgment", day)
    return {"delay_interest": {"unpaid": amount, "days": count, "amount": delay_interest(amount, count)}}


def _parts(word: str, option: str, form: str, count: int) -> list[str]:
    parts = re.split(r"[:：]", word)
    if len(parts) != count:
        raise UsageError(f"{option} 写成 {form}；写的是「{shown(word)}」。")
    return parts
