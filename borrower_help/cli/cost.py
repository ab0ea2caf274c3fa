"""``cost``: what the loan really costs, and which part of it is disputable."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.output import choose_format, note
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.errors import FileError, Problem, UsageError, shown
from borrower_help.knowledge.reader import read_text
from borrower_help.money.cost import price
from borrower_help.money.loan import Fee, Loan, Payment, dated_payments, monthly_payments, payment_group
from borrower_help.money.overdue import appropriate, delay_interest, penalty
from borrower_help.parse import parse_date, parse_days, parse_money, parse_percent
from borrower_help.render.money import money_lines

MAX_GROUPS = 50


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("cost", short_help="到底花了多少钱", help="算清一笔借款的真实年利率、每项费用的代价，和哪些部分可以异议。")(_cost)


def _cost(
    received: Annotated[str | None, typer.Option("--received", metavar="YUAN", help="实际到手的钱", show_default=False)] = None,
    payment: Annotated[list[str] | None, typer.Option("--payment", metavar="期数x金额", help="每月还款，如 12x905.33，可多次", show_default=False)] = None,
    payments: Annotated[Path | None, typer.Option("--payments", metavar="FILE", help="还款表 CSV：日期,金额", show_default=False)] = None,
    fee: Annotated[
        list[str] | None, typer.Option("--fee", metavar="名称=金额[/month]", help="还款以外的费用，如 担保费=100/month，可多次", show_default=False)
    ] = None,
    principal: Annotated[str | None, typer.Option("--principal", metavar="YUAN", help="合同写的本金，比到手多时填", show_default=False)] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="放款日", show_default=False)] = None,
    contract_rate: Annotated[str | None, typer.Option("--contract-rate", metavar="PERCENT", help="合同写的年利率，如 7.2%", show_default=False)] = None,
    contract_date: Annotated[str | None, typer.Option("--contract-date", metavar="DATE", help="合同签订日，不写按放款日", show_default=False)] = None,
    lpr: Annotated[str | None, typer.Option("--lpr", metavar="PERCENT", help="合同那天的一年期 LPR，如 3.0%", show_default=False)] = None,
    overdue: Annotated[
        str | None, typer.Option("--overdue", metavar="本金:天数", help="逾期的本金和天数，如 8000:45，要有 --contract-rate", show_default=False)
    ] = None,
    paying: Annotated[
        str | None,
        typer.Option("--paying", metavar="付款:费用:利息:本金", help="这次付的钱会先抵什么，如 500:100:300:8000", show_default=False),
    ] = None,
    judgment: Annotated[str | None, typer.Option("--judgment", metavar="未付:天数", help="判决的钱没付，每天另加多少，如 8000:30", show_default=False)] = None,
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
    begins = parse_date(start, "--start") if start else None
    signed = parse_date(contract_date, "--contract-date") if contract_date else begins
    rate = parse_percent(contract_rate, "--contract-rate") if contract_rate else None
    situation, remarks = situation_for(lender, kind, knowledge, day)
    after = _after_due(overdue, paying, judgment, rate)
    cost = None
    if received is not None or not after:
        loan = Loan(
            received=parse_money(_needed(received, "--received", "实际到手多少钱"), "--received"),
            payments=_payments(payment or [], payments, begins),
            principal=parse_money(principal, "--principal") if principal else None,
            fees=tuple(_fee(word) for word in fee or []),
            start=begins,
            contract_rate=rate,
        )
        cost = price(loan, situation, knowledge, signed, parse_percent(lpr, "--lpr") * 100 if lpr else None)
    for remark in remarks if choose_format(format_, output) != "json" else ():
        note(remark)
    lines = money_lines(cost, after, knowledge, explain=explain)
    present("cost", {"cost": cost, **after}, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


def _after_due(overdue: str | None, paying: str | None, judgment: str | None, rate: Decimal | None) -> dict[str, Any]:
    """The parts about what runs after the due date, those that were asked for. Raises ``UsageError``."""
    after: dict[str, Any] = {}
    if overdue is not None:
        if rate is None:
            raise UsageError("算罚息要合同年利率，请加 --contract-rate 24%")
        principal, days = _parts(overdue, "--overdue", "本金:天数", 2)
        after["penalty"] = penalty(parse_money(principal, "--overdue"), rate, parse_days(days, "--overdue"))
    if paying is not None:
        amounts = [parse_money(part, "--paying") for part in _parts(paying, "--paying", "付款:费用:利息:本金", 4)]
        after["appropriation"] = appropriate(*amounts)
    if judgment is not None:
        unpaid, days = _parts(judgment, "--judgment", "未付:天数", 2)
        count = parse_days(days, "--judgment")
        amount = parse_money(unpaid, "--judgment")
        after["delay_interest"] = {"unpaid": amount, "days": count, "amount": delay_interest(amount, count)}
    return after


def _parts(word: str, option: str, form: str, count: int) -> list[str]:
    parts = re.split(r"[:：]", word)
    if len(parts) != count:
        raise UsageError(f"{option} 写成 {form}；写的是「{shown(word)}」。")
    return parts


def _needed(word: str | None, option: str, question: str) -> str:
    if word is None:
        raise UsageError(f"请用 {option} 写明{question}，例如：borrower-help cost --received 10000 --payment 12x905.33")
    return word


def _payments(groups: list[str], file: Path | None, start: dt.date | None) -> tuple[Payment, ...]:
    if groups and file:
        raise UsageError("--payment 和 --payments 只用一个。")
    if file:
        return dated_payments(_read_payments(file), start)
    if len(groups) > MAX_GROUPS:
        raise UsageError(f"--payment 最多 {MAX_GROUPS} 组。期数更多的，写成 日期,金额 的表，用 --payments 文件 读入。")
    return monthly_payments([payment_group(word) for word in groups], start)


def _read_payments(path: Path) -> list[tuple[dt.date, Decimal]]:
    """A list of dates and amounts. Raises ``FileError`` naming every line that cannot be read."""
    text, problems = read_text(path)
    if problems:
        raise FileError(path, problems)
    rows: list[tuple[dt.date, Decimal]] = []
    for number, cells in enumerate(csv.reader(io.StringIO(text)), 1):
        if not any(cell.strip() for cell in cells) or (number == 1 and not any(char.isdigit() for char in cells[0])):
            continue
        try:
            rows.append(_dated(cells))
        except UsageError as error:
            problems.append(Problem(str(path), number, str(error)))
    if problems:
        raise FileError(path, problems)
    return rows


def _dated(cells: list[str]) -> tuple[dt.date, Decimal]:
    if len(cells) < 2:
        raise UsageError("要有日期和金额两列，中间用逗号。")
    return parse_date(cells[0], "日期"), parse_money(cells[1], "金额")


def _fee(word: str) -> Fee:
    name, separator, rest = word.partition("=")
    amount, _, period = rest.partition("/")
    if not separator or not name.strip() or period not in ("", "month", "月"):
        raise UsageError(f"--fee 写成 名称=金额 或 名称=金额/month，比如 担保费=100/month；写的是「{shown(word)}」。")
    who, _, label = name.strip().rpartition(":")
    return Fee(name=shown(label), amount=parse_money(amount, "--fee"), monthly=bool(period), taken_by=shown(who))
