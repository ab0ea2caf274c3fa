"""The cost of a loan as lines: the two rates by name, where the money goes, the rules beside it, what runs after the
due date.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from borrower_help.advice.money.views import AccountView, AllowedView, CapView, CostView, NoteView
from borrower_help.errors import listed
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.words import FORCES
from borrower_help.money.overdue import DELAY_RATE, Appropriation, PenaltyInterest
from borrower_help.money.rates import MAX_NOMINAL, is_simple
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.amounts import ZERO, percent, points, yuan
from borrower_help.values.named import SaidId

BAR = 20

UNUSUAL = Decimal(1)
"""A hundred per cent a year: lenders do ask it, but slipped decimal points are more frequent."""

_STATUS = {"over": "超过", "within": "没有超过", "unknown": "还不能比"}

_PARTS = {"costs": "费用", "interest": "利息", "principal": "本金"}


def money_lines(
    data: Mapping[str, Any], words: Mapping[str, Sequence[NoteView]], knowledge: Knowledge, steps: Sequence[str]
) -> list[Line]:
    """The whole answer of ``cost``: the loan, and what runs after the due date, each where it was asked for, with its
    ``words``.
    """
    citations = Citations(knowledge, most=3)
    lines: list[Line] = []
    if data["cost"] is not None:
        lines += cost_lines(data["cost"], knowledge, citations, data.get("payments_file"))
    for key, heading, tell in (
        ("account", "逾期以后", partial(_account, citations)),
        ("appropriation", "这笔钱会先抵什么", _appropriation),
        ("delay_interest", "判决后没按期付，另加多少", partial(_delay, knowledge)),
    ):
        if key in data:
            lines += [Line("heading", heading), *tell(data[key]), *_notes(words[key], citations)]
    if data["cost"] is None and lines:
        lines[0] = dataclasses.replace(lines[0], role="title")
    if steps:
        lines += [Line("heading", "算式"), *(Line("item", step) for step in steps)]
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


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
    said += f"别家的 {bill.others} 行没有算。" if bill.others else ""
    return f"{said}账单里只有已经付的：还没还完的，后面每期也要加进表里，算出来才是整笔的利率。"


def cost_lines(
    cost: CostView, knowledge: Knowledge, citations: Citations, table: Mapping[str, Any] | None = None
) -> list[Line]:
    """What one loan costs and how it stands to the rules; ``table`` tells how its payments were read from a file."""
    lines = [*_opening(cost, table, knowledge), *_notes(cost.explained, citations), *_picture(cost), *_fees(cost)]
    lines.append(Line("heading", "和哪些规则比"))
    for cap in cost.caps:
        lines += _cap(cap, cost, knowledge, citations)
    if not cost.caps:
        lines.append(Line("item", knowledge.say(SaidId.NO_CAP)))
    if cost.contract_date is None:
        left_out = f"，这些没有列：{'、'.join(cost.hidden[:4])}" if cost.hidden else ""
        lines.append(Line("item", f"没有合同日期{left_out}。加 --contract-date 或 --start。"))
    return [*lines, *_notes(cost.beside, citations)]


def _notes(entries: Sequence[NoteView], citations: Citations) -> Iterator[Line]:
    for entry in entries:
        yield Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _account(citations: Citations, found: AccountView) -> Iterator[Line]:
    yield Line("item", f"到 {found.until} 为止，逾期 {found.days} 天，逾期本金 {yuan(found.principal)}。", label="对账")
    if found.interest:
        yield Line("item", yuan(found.interest), label="到期没付的利息")
    if found.penalty is None:
        yield Line(
            "item",
            citations.knowledge.say(SaidId.PENALTY_RATE_UNKNOWN),
            label="罚息",
        )
    else:
        yield from _penalty(found, found.penalty, citations.knowledge)
    if found.charged is not None:
        rate = f"，折成年利率 {percent(found.charged_rate)}" if found.charged_rate is not None else ""
        yield Line(
            "item", f"{yuan(found.charged)}{rate}，连本金一共要 {yuan(found.total_asked or ZERO)}。", label="对方另收"
        )
    for entry in found.lines:
        yield from _allowed(entry, found, citations)
    if not any(not entry.line.penalty_only for entry in found.lines):
        yield Line(
            "item",
            "合计还没有可比的线：要知道合同日期，和那天的一年期 LPR。加 --contract-date，核不到的再加 --lpr。",
            label="还不能比",
        )


def _penalty(found: AccountView, due: PenaltyInterest, knowledge: Knowledge) -> Iterator[Line]:
    rate, a_day = (
        _range(percent(due.rate_low), percent(due.rate_high)),
        _range(yuan(due.a_day_low), yuan(due.a_day_high)),
    )
    yield Line("item", f"年 {rate}，每天约 {a_day}。", label="罚息")
    yield Line("item", f"{found.days} 天约 {_range(yuan(due.so_far_low), yuan(due.so_far_high))}。", label="罚息合计")
    if due.compound_high:
        yield Line(
            "item", f"没付的利息再计利息，约 {_range(yuan(due.compound_low), yuan(due.compound_high))}。", label="复利"
        )
    yield Line(
        "item", f"约 {_range(yuan(found.total_low or ZERO), yuan(found.total_high or ZERO))}。", label="本息罚合计"
    )
    if due.a_day_low != due.a_day_high:
        yield Line("detail", knowledge.say(SaidId.DAYS_OF_A_YEAR), label="算法")
    if due.rate_high > UNUSUAL:
        yield Line("item", "这个罚息利率高得不寻常。先核对小数点和百分号。", label="先核对")


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} 到 {high}"


_OVER = {"no": "", "high": "罚息按高的数，超过这条线。", "yes": "罚息利率已经超过这条线。"}


def _allowed(entry: AllowedView, found: AccountView, citations: Citations) -> Iterator[Line]:
    line = entry.line
    text = f"按年 {percent(line.limit)} 算，{found.days} 天是 {yuan(entry.allowed)}。"
    if entry.excess:
        text += citations.knowledge.say(SaidId.OBJECT_TO_MORE, excess=yuan(entry.excess))
    elif entry.excess is not None:
        text += citations.knowledge.say(SaidId.CHARGES_WITHIN)
    text += _OVER[entry.penalty_over]
    marks = citations.marks(line.sources, line.confidence)
    yield Line("item", text, label=f"{line.name}（{line.force}）", marks=marks)
    if entry.excess and line.say:
        yield Line("quote", line.say, label="可以说")


def _appropriation(found: Appropriation) -> Iterator[Line]:
    amounts = {"costs": found.to_costs, "interest": found.to_interest, "principal": found.to_principal}
    if found.agreed:
        yield Line("item", f"按你们约定的顺序：{'、'.join(_PARTS[part] for part in found.order)}。")
    for part in found.order:
        yield Line("item", yuan(amounts[part]), label=f"抵{_PARTS[part]}")
    if found.left_over:
        yield Line("item", yuan(found.left_over), label="多付")


def _delay(knowledge: Knowledge, found: Mapping[str, Any]) -> Iterator[Line]:
    yield Line(
        "item",
        (
            f"{yuan(found['unpaid'])} × {(DELAY_RATE * 100).normalize()}% × {found['days']} 天 = "
            f"{yuan(found['amount'])}。{knowledge.say(SaidId.JUDGMENT_INTEREST_APART)}"
        ),
    )


def _opening(cost: CostView, table: Mapping[str, Any] | None, knowledge: Knowledge) -> Iterator[Line]:
    rates = cost.rates
    yield Line("title", f"名义年利率 {percent(rates.nominal)}，有效年利率 {_shown(rates.effective)}。")
    if rates.nominal > UNUSUAL:
        columns = "，再看下面算的列对不对" if table else ""
        yield Line("item", f"这个利率高得不寻常。先核对到手的钱和每期还款，小数点有没有写错{columns}。", label="先核对")
    if table:
        yield Line("item", columns_in_words(table), label="还款表")
    if is_simple(cost.loan):
        yield Line("item", "只还一次，名义按单利折成一年：利息 ÷ 到手 ÷ 天数 × 365。")
    elif not cost.loan.is_monthly:
        yield Line("item", "还款间隔不是整月，利率按实际天数算。")
    elif rates.dated is not None:
        yield Line("item", f"按实际日期算的有效年利率：{percent(rates.dated)}。")
    if cost.contract_rate is not None:
        gap = rates.nominal - cost.contract_rate
        word = "高" if gap >= 0 else "低"
        why = knowledge.say(SaidId.GAP_EXPLAINED) if gap > Decimal("0.005") else ""
        yield Line("item", f"合同写 {percent(cost.contract_rate)}，按你付的钱算{word} {points(gap)}。{why}")
    yield Line(
        "item", f"到手 {yuan(cost.received)}，一共要付 {yuan(cost.total_paid)}，借款的代价是 {yuan(cost.total_cost)}。"
    )
    if cost.kept_back > 0:
        named = "、".join(fee.name for fee in cost.fees if fee.deducted)
        taken = f"（先扣的{named}，没有重复算）" if named else ""
        yield Line("item", f"合同本金里的 {yuan(cost.kept_back)}没有到手{taken}，利率按到手的钱算。")


def _shown(rate: Decimal) -> str:
    """A rate; one that no longer says anything is only called large."""
    return percent(rate) if rate <= MAX_NOMINAL else f"超过 {MAX_NOMINAL * 100:.0f}%"


def _picture(cost: CostView) -> Iterator[Line]:
    """Where the money goes: one bar a part, the length its share of all that is paid."""
    fees = sum((fee.total for fee in cost.fees), ZERO)
    parts = [
        ("还到手的钱", min(cost.received, cost.total_paid)),
        ("利息", cost.total_paid - fees - cost.received),
        ("费用", fees),
    ]
    yield Line("heading", "付的钱去了哪里")
    for name, amount in parts:
        if amount > 0:
            share = amount / cost.total_paid
            bar = "#" * max(int((share * BAR).to_integral_value()), 1)
            yield Line("pre", f"{name}{'　' * (5 - len(name))} {bar:<{BAR}} {percent(share)}")
    yield Line("text", f"共 {len(cost.loan.payments)} 期，合计 {yuan(cost.total_paid)}。")


def _fees(cost: CostView) -> Iterator[Line]:
    if not cost.fees:
        return
    yield Line("heading", "每项费用把年利率抬高了多少")
    for fee in cost.fees:
        taken = f"，{fee.taken_by}收" if fee.taken_by else ""
        yield Line("item", f"共 {yuan(fee.total)}{taken}，名义年利率因此高了 {points(fee.adds)}。", label=fee.name)


def _cap(cap: CapView, cost: CostView, knowledge: Knowledge, citations: Citations) -> Iterator[Line]:
    limit = f"（{percent(cap.limit)}）" if cap.limit is not None else ""
    words = f"：{_STATUS[cap.status]}" if cap.status in _STATUS else ""
    if cap.excess is not None:
        words += f"，超出的部分约 {yuan(cap.excess)}"
    marks = citations.marks(cap.sources, cap.confidence)
    yield Line("subheading", f"{cap.name}{limit}{words}")
    yield Line("item", cap.text, marks=marks, because=cap.because)
    yield Line("detail", _strength(cap, knowledge, citations), label="依据")
    if cap.lpr is not None:
        since = f"，{cap.lpr.published} 公布" if cap.lpr.published else "，是你填的"
        yield Line("detail", f"合同那天的一年期 LPR 是 {cap.lpr.percent}%{since}。", label="LPR")
    if cap.compound_over:
        yield Line(
            "detail",
            knowledge.say(SaidId.WHICH_RATE, rate=percent(cost.rates.effective)),
            label="注意",
        )
    if cap.status == "unknown":
        known = f"本工具的 LPR 只核到 {cost.lpr_known_until}，之后的不猜"
        yield Line(
            "detail",
            f"{known}。{knowledge.say(SaidId.LPR_ELSEWHERE)}",
            label="怎么办",
        )
    if cap.status in ("over", "applies") or cap.compound_over:
        yield Line("quote", cap.say, label="可以说")


def _strength(cap: CapView, knowledge: Knowledge, citations: Citations) -> str:
    """The rules a comparison rests on, each document with its force; reports and our own practice only where there is
    no rule.
    """
    by_document: dict[str, list[str]] = {}
    for source in cap.sources:
        by_document.setdefault(source.partition(":")[0], []).append(source)
    forces = {document: force_of(knowledge.documents[document]) for document in by_document}
    rules = [document for document, force in forces.items() if force is not Force.NONE] or list(forces)
    return "；".join(f"{citations.name(*by_document[document])}（{FORCES[forces[document]]}）" for document in rules)
