"""The cost of a loan and what runs after its due date, in words: the same for a screen and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from borrower_help.advice.money.cost_steps import cost_steps
from borrower_help.advice.money.views import AccountView, AllowedView, CapView, CostView, FeeView, FigureView
from borrower_help.errors import listed
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.overdue import DELAY_RATE, PenaltyInterest
from borrower_help.money.rates import MAX_NOMINAL, is_simple
from borrower_help.values.amounts import ZERO, percent, points, yuan
from borrower_help.values.named import SaidId

UNUSUAL = Decimal(1)
"""A hundred per cent a year: lenders do ask it, but slipped decimal points are more frequent."""

_STATUS = {"over": "超过", "within": "没有超过", "unknown": "还不能比"}

_OVER = {"no": "", "high": "罚息按高的数，超过这条线。", "yes": "罚息利率已经超过这条线。"}


def worded(cost: CostView, knowledge: Knowledge) -> CostView:
    """The cost with all that is said of it."""
    return msgspec.structs.replace(
        cost,
        title=f"名义年利率 {percent(cost.rates.nominal)}，有效年利率 {_rate(cost.rates.effective)}。",
        opening=tuple(_opening(cost, knowledge)),
        paid_text=f"共 {len(cost.loan.payments)} 期，合计 {yuan(cost.total_paid)}。",
        fees=tuple(msgspec.structs.replace(fee, text=_fee(fee)) for fee in cost.fees),
        caps=tuple(
            msgspec.structs.replace(cap, heading=_heading(cap), details=tuple(_details(cap, cost, knowledge)))
            for cap in cost.caps
        ),
        not_compared=tuple(_not_compared(cost, knowledge)),
        explain=tuple(cost_steps(cost)),
    )


def _opening(cost: CostView, knowledge: Knowledge) -> Iterator[FigureView]:
    rates = cost.rates
    if rates.nominal > UNUSUAL:
        text = "这个利率高得不寻常。先核对到手的钱和每期还款，小数点有没有写错。"
        yield FigureView(label="先核对", text=text)
    if is_simple(cost.loan):
        yield FigureView(text="只还一次，名义按单利折成一年：利息 ÷ 到手 ÷ 天数 × 365。")
    elif not cost.loan.is_monthly:
        yield FigureView(text="还款间隔不是整月，利率按实际天数算。")
    elif rates.dated is not None:
        yield FigureView(text=f"按实际日期算的有效年利率：{percent(rates.dated)}。")
    if cost.contract_rate is not None:
        gap = rates.nominal - cost.contract_rate
        word = "高" if gap >= 0 else "低"
        why = knowledge.say(SaidId.GAP_EXPLAINED) if gap > Decimal("0.005") else ""
        yield FigureView(text=f"合同写 {percent(cost.contract_rate)}，按你付的钱算{word} {points(gap)}。{why}")
    yield FigureView(
        text=f"到手 {yuan(cost.received)}，一共要付 {yuan(cost.total_paid)}，借款的代价是 {yuan(cost.total_cost)}。"
    )
    if cost.kept_back > 0:
        named = "、".join(fee.name for fee in cost.fees if fee.deducted)
        taken = f"（先扣的{named}，没有重复算）" if named else ""
        yield FigureView(text=f"合同本金里的 {yuan(cost.kept_back)}没有到手{taken}，利率按到手的钱算。")


def _rate(rate: Decimal) -> str:
    """A rate; one that no longer says anything is only called large."""
    return percent(rate) if rate <= MAX_NOMINAL else f"超过 {MAX_NOMINAL * 100:.0f}%"


def _fee(fee: FeeView) -> str:
    taken = f"，{fee.taken_by}收" if fee.taken_by else ""
    return f"共 {yuan(fee.total)}{taken}，名义年利率因此高了 {points(fee.adds)}。"


def _heading(cap: CapView) -> str:
    limit = f"（{percent(cap.limit)}）" if cap.limit is not None else ""
    words = f"：{_STATUS[cap.status]}" if cap.status in _STATUS else ""
    if cap.excess is not None:
        words += f"，超出的部分约 {yuan(cap.excess)}"
    return f"{cap.name}{limit}{words}"


def _details(cap: CapView, cost: CostView, knowledge: Knowledge) -> Iterator[FigureView]:
    if cap.lpr is not None:
        since = f"，{cap.lpr.published} 公布" if cap.lpr.published else "，是你填的"
        yield FigureView(label="LPR", text=f"合同那天的一年期 LPR 是 {cap.lpr.percent}%{since}。")
    if cap.compound_over:
        yield FigureView(label="注意", text=knowledge.say(SaidId.WHICH_RATE, rate=percent(cost.rates.effective)))
    if cap.status == "unknown":
        known = f"本工具的 LPR 只核到 {cost.lpr_known_until}，之后的不猜"
        yield FigureView(label="怎么办", text=f"{known}。{knowledge.say(SaidId.LPR_ELSEWHERE)}")


def _not_compared(cost: CostView, knowledge: Knowledge) -> Iterator[str]:
    if not cost.caps:
        yield knowledge.say(SaidId.NO_CAP)
    if cost.contract_date is None:
        left_out = f"，这些没有列：{'、'.join(cost.hidden[:4])}" if cost.hidden else ""
        yield f"没有合同日期{left_out}。加 --contract-date 或 --start。"


def worded_account(found: AccountView, knowledge: Knowledge) -> AccountView:
    """The account after the due date with all that is said of it."""
    return msgspec.structs.replace(
        found,
        figures=tuple(_account(found, knowledge)),
        lines=tuple(msgspec.structs.replace(entry, text=_allowed(entry, found, knowledge)) for entry in found.lines),
        not_compared=""
        if any(not entry.line.penalty_only for entry in found.lines)
        else "合计还没有可比的线：要知道合同日期，和那天的一年期 LPR。加 --contract-date，核不到的再加 --lpr。",
    )


def _account(found: AccountView, knowledge: Knowledge) -> Iterator[FigureView]:
    until = f"到 {found.until} 为止，逾期 {found.days} 天，逾期本金 {yuan(found.principal)}。"
    yield FigureView(label="对账", text=until)
    if found.interest:
        yield FigureView(label="到期没付的利息", text=yuan(found.interest))
    if found.penalty is None:
        yield FigureView(label="罚息", text=knowledge.say(SaidId.PENALTY_RATE_UNKNOWN))
    else:
        yield from _penalty(found, found.penalty, knowledge)
    if found.charged is not None:
        rate = f"，折成年利率 {percent(found.charged_rate)}" if found.charged_rate is not None else ""
        text = f"{yuan(found.charged)}{rate}，连本金一共要 {yuan(found.total_asked or ZERO)}。"
        yield FigureView(label="对方另收", text=text)


def _penalty(found: AccountView, due: PenaltyInterest, knowledge: Knowledge) -> Iterator[FigureView]:
    rate = _range(percent(due.rate_low), percent(due.rate_high))
    a_day = _range(yuan(due.a_day_low), yuan(due.a_day_high))
    yield FigureView(label="罚息", text=f"年 {rate}，每天约 {a_day}。")
    so_far = _range(yuan(due.so_far_low), yuan(due.so_far_high))
    yield FigureView(label="罚息合计", text=f"{found.days} 天约 {so_far}。")
    if due.compound_high:
        compound = _range(yuan(due.compound_low), yuan(due.compound_high))
        yield FigureView(label="复利", text=f"没付的利息再计利息，约 {compound}。")
    total = _range(yuan(found.total_low or ZERO), yuan(found.total_high or ZERO))
    yield FigureView(label="本息罚合计", text=f"约 {total}。")
    if due.a_day_low != due.a_day_high:
        yield FigureView(label="算法", text=knowledge.say(SaidId.DAYS_OF_A_YEAR), below=True)
    if due.rate_high > UNUSUAL:
        yield FigureView(label="先核对", text="这个罚息利率高得不寻常。先核对小数点和百分号。")


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} 到 {high}"


def _allowed(entry: AllowedView, found: AccountView, knowledge: Knowledge) -> str:
    text = f"按年 {percent(entry.line.limit)} 算，{found.days} 天是 {yuan(entry.allowed)}。"
    if entry.excess:
        text += knowledge.say(SaidId.OBJECT_TO_MORE, excess=yuan(entry.excess))
    elif entry.excess is not None:
        text += knowledge.say(SaidId.CHARGES_WITHIN)
    return text + _OVER[entry.penalty_over]


def delay_in_words(unpaid: Decimal, days: int, due: Decimal, knowledge: Knowledge) -> str:
    """What is owed for paying late after a judgment, with its sum and what is not in it."""
    rate = (DELAY_RATE * 100).normalize()
    return f"{yuan(unpaid)} × {rate}% × {days} 天 = {yuan(due)}。{knowledge.say(SaidId.JUDGMENT_INTEREST_APART)}"


def columns_in_words(table: Mapping[str, Any]) -> str:
    """Which columns of a payment table were added up, which were left, and what else of the file was."""
    if table.get("bill") is not None:
        return _bill_in_words(table)
    if not table["taken"]:
        said = "还款表没有表头：第 1 列当日期，第 2 列当还款金额。"
    else:
        said = f"算进还款的列：{'、'.join(table['taken'])}；日期按：{table['date']}。"
        said += f"没有算的列：{'、'.join(table['left'])}。" if table["left"] else "没有别的列。"
    if table["left_lines"]:
        said += f"第 {'、'.join(map(str, table['left_lines']))} 行是合计或说明，没有算。"
    if table["left_sheets"]:
        said += f"没有读的工作表：{'、'.join(table['left_sheets'])}。"
    return f"{said}列不对的话，用 --column amount=列名 指明，几列相加就写几次。"


def _bill_in_words(table: Mapping[str, Any]) -> str:
    """Which rows of a bill were counted, and which were not."""
    bill = table["bill"]
    said = (
        f"账单：付给{'、'.join(bill.payees)}的算还款（{listed(bill.lines)}），按「{'、'.join(table['taken'])}」一列。"
    )
    for lines, why in (
        (bill.refunds, "退回来了"),
        (bill.received, "是对方付给你的"),
        (bill.failed, "没有付成"),
        (bill.unsure, "你说不算"),
    ):
        said += f"{listed(lines)}{why}，没有算。" if lines else ""
    said += f"别家的 {bill.of_other_payees} 行没有算。" if bill.of_other_payees else ""
    return f"{said}账单里只有已经付的：还没还完的，后面每期也要加进表里，算出来才是整笔的利率。"
