"""``cost``: what the loan really costs, which part of it is disputable, and what runs after the due date."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.advice.money.cost import notes, price
from borrower_help.advice.money.cost_steps import overdue_steps
from borrower_help.case.money import LoanAnswers
from borrower_help.cli.case_input import CaseOption, KindOption, LenderOption, case_from, situation_for
from borrower_help.cli.commands.overdue import WORDS_OF, account_data, judgment_data, paying_data
from borrower_help.cli.payment_input import how_read, naming_columns, payments_listed, with_payments
from borrower_help.cli.session import Session, answering
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.loan import Fee
from borrower_help.render.answer import Answer
from borrower_help.render.sections.cost import money_lines
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_date, parse_money, parse_rate

LOAN_ITSELF = {"received", "payment", "payments", "principal", "fees"}
"""Figures that tell a loan to be priced; the others may stand beside what runs after the due date alone."""


PRODUCTS = {"loan": "loan", "贷款": "loan", "现金贷": "loan", "card": "card", "信用卡": "card"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "cost",
        short_help="到底花了多少钱",
        help="算清一笔借款的真实年利率、每项费用的代价、哪些部分可以异议，和逾期以后多出来的钱。",
    )(_cost)


@answering("cost", redacts=True)
def _cost(
    session: Session,
    received: Annotated[
        str | None, typer.Option("--received", metavar="YUAN", help="实际到手的钱", show_default=False)
    ] = None,
    payment: Annotated[
        list[str] | None,
        typer.Option(
            "--payment", metavar="NxYUAN", help="每月还款，期数x金额，如 12x905.33，可多次", show_default=False
        ),
    ] = None,
    payments: Annotated[
        Path | None,
        typer.Option("--payments", metavar="FILE", help="还款表（CSV 或 XLSX）：日期和金额", show_default=False),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="NAME=列名",
            help="还款表的列，如 date=应还日 或 amount=月供，amount 可多次",
            show_default=False,
        ),
    ] = None,
    payee: Annotated[
        str | None,
        typer.Option(
            "--payee", metavar="NAME", help="账单（微信、支付宝、银行）里只算付给这一家的", show_default=False
        ),
    ] = None,
    unsure: Annotated[
        list[str] | None,
        typer.Option(
            "--unsure", metavar="算|不算|行号", help="账单里看不出是不是还款的行怎么算，如 5,9", show_default=False
        ),
    ] = None,
    fee: Annotated[
        list[str] | None,
        typer.Option(
            "--fee",
            metavar="NAME=YUAN",
            help="还款以外的费用，如 担保费=100/month，谁收的写前面，某某担保:担保费=100/month；先扣的写 /先扣",
            show_default=False,
        ),
    ] = None,
    principal: Annotated[
        str | None, typer.Option("--principal", metavar="YUAN", help="合同写的本金，比到手多时填", show_default=False)
    ] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="放款日", show_default=False)] = None,
    contract_rate: Annotated[
        str | None,
        typer.Option(
            "--contract-rate", metavar="PERCENT", help="合同写的年利率，如 7.2% 或 0.05%/日", show_default=False
        ),
    ] = None,
    contract_date: Annotated[
        str | None, typer.Option("--contract-date", metavar="DATE", help="合同签订日，不写按放款日", show_default=False)
    ] = None,
    product: Annotated[
        str | None, typer.Option("--product", metavar="KIND", help="loan（贷款）或 card（信用卡）", show_default=False)
    ] = None,
    lpr: Annotated[
        str | None,
        typer.Option("--lpr", metavar="PERCENT", help="合同那天的一年期 LPR，查到了才填", show_default=False),
    ] = None,
    overdue: Annotated[
        str | None,
        typer.Option("--overdue", metavar="YUAN:DAYS", help="逾期的本金和天数或应还日，如 8000:45", show_default=False),
    ] = None,
    penalty_rate: Annotated[
        str | None,
        typer.Option("--penalty-rate", metavar="PERCENT", help="合同写的逾期利率，如 0.1%/日", show_default=False),
    ] = None,
    charged: Annotated[
        str | None,
        typer.Option(
            "--charged", metavar="YUAN", help="对方要的罚息、违约金、费用合计，和 --overdue 一起用", show_default=False
        ),
    ] = None,
    interest_due: Annotated[
        str | None, typer.Option("--interest-due", metavar="YUAN", help="逾期前就到期、没付的利息", show_default=False)
    ] = None,
    paying: Annotated[
        str | None,
        typer.Option(
            "--paying",
            metavar="A:B:C:D",
            help="这次付的钱会先抵什么：付款:费用:利息:本金，如 500:100:300:8000",
            show_default=False,
        ),
    ] = None,
    agreed_order: Annotated[
        str | None,
        typer.Option("--agreed-order", metavar="ORDER", help="约定的抵扣顺序，如 本金,利息,费用", show_default=False),
    ] = None,
    judgment: Annotated[
        str | None,
        typer.Option(
            "--judgment",
            metavar="YUAN:DAYS",
            help="判决的钱（不含一般利息）没付了几天，或期满日，如 8000:30",
            show_default=False,
        ),
    ] = None,
    case_file: CaseOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="写出算式，可以自己按计算器核对", show_default=False)
    ] = False,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    case = session.masked(case_from(case_file, knowledge, day))
    flags = _options(
        received=received,
        principal=principal,
        start=start,
        contract_rate=contract_rate,
        contract_date=contract_date,
        lpr=lpr,
        product=product,
    )
    arrived = flags.get("received") or (case.loan.received if case.loan else None)
    listed = payments_listed(payments, column or [], payment or [], arrived, payee, unsure or [])
    flags = with_payments(flags, payment or [], listed)
    if fee:
        flags["fees"] = session.masked(tuple(_fee(word) for word in fee))
    if kind is not None and PRODUCTS.get(kind.strip()) == "card":
        flags.setdefault("product", "card")
    terms = msgspec.structs.replace(case.loan or LoanAnswers(received=ZERO), **flags)
    if terms.product == "card" and all(said is None for said in (kind, lender, case.kind, case.lender)):
        case = msgspec.structs.replace(case, kind=InstitutionKind.BANK)
    situation, remarks = situation_for(session.masked(lender), kind, knowledge, day, case)
    data: dict[str, Any] = {"cost": None}
    data |= account_data(
        overdue, terms, situation, knowledge, penalty_rate=penalty_rate, charged=charged, interest_due=interest_due
    )
    data |= paying_data(paying, agreed_order) | judgment_data(judgment, day, knowledge)
    if case.loan is not None or flags.keys() & LOAN_ITSELF or len(data) == 1:
        if not terms.received and "received" not in flags:
            raise UsageError(
                "请用 --received 写明实际到手多少钱，例如：borrower-help cost --received 10000 --payment 12x905.33"
            )
        with naming_columns(listed):
            data["cost"] = price(terms.to_loan(), situation, knowledge, terms.signed, terms.lpr)
    if listed:
        data["payments_file"] = session.masked(how_read(listed))
    steps = [*(data["cost"].explain if data["cost"] else ()), *overdue_steps(data)] if explain else []
    words = {
        name: notes(knowledge.cost_words(attrgetter(part)), situation)
        for name, part in WORDS_OF.items()
        if name in data
    }
    lines = money_lines(data, words, knowledge, steps)
    shown_data = data | ({"words": words} if words else {}) | ({"explain": steps} if explain else {})
    return Answer(shown_data, lines, warnings=remarks)


def _options(**words: str | None) -> dict[str, Any]:
    """The figures of the loan that were given as options, as fields of ``LoanAnswers``. Raises ``UsageError``."""
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
        raise UsageError(f"--product 写 loan（贷款）或 card（信用卡）；写的是「{quoted(word)}」。")
    return PRODUCTS[word.strip()]


def _fee(word: str) -> Fee:
    name, separator, rest = word.partition("=")
    amount, _, period = rest.partition("/")
    if not separator or not name.strip() or period not in ("", "month", "月", "deducted", "先扣"):
        raise UsageError(
            f"--fee 写成 名称=金额、名称=金额/month 或 名称=金额/先扣，比如 担保费=100/month；写的是「"
            f"{quoted(word)}」。"
        )
    who, _, label = name.strip().rpartition(":")
    return Fee(
        name=quoted(label),
        amount=parse_money(amount, "--fee"),
        monthly=period in ("month", "月"),
        deducted=period in ("deducted", "先扣"),
        taken_by=quoted(who),
    )
