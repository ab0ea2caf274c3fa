"""What the sums of an agreement come to, in words, and where they contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from borrower_help.documents.instalments import Figures
from borrower_help.documents.numerals import in_figures
from borrower_help.documents.penalties import Charge
from borrower_help.documents.phrases import clauses, sentences
from borrower_help.documents.sums import IN_ALL
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

QUOTED = 80
"""So much of a clause is quoted; the rest stands in the paper itself."""


def quoted(words: str) -> str:
    """The clause with the marks of a Chinese page, to its end; a very long one is cut, its brackets closed."""
    if len(words) > QUOTED:
        opened = words[:QUOTED].count("(") > words[:QUOTED].count(")")
        end = max(QUOTED, words.find(")", QUOTED) + 1) if opened else QUOTED
        words = words[:end] + ("……" if end < len(words) else "")
    marked = re.sub(r"(?<![0-9]),|,(?![0-9])", "，", words).replace("(", "（").replace(")", "）").replace("¥", "￥")
    return re.sub(r"(?<![0-9]):", "：", marked)


def quoted_with(text: str, amount: Decimal) -> str:
    """The clause that names a sum as what is to be paid in all; else the sum itself."""
    wanted = re.compile(rf"(?<![0-9.]){amount.normalize():f}(?:\.0+)?元")
    for clause in clauses(text):
        if IN_ALL.search(clause) and wanted.search(re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", in_figures(clause))):
            return clause
    return yuan(amount)


def with_value(text: str, label: str) -> str:
    """A label (合同编号) with what stands behind its colon."""
    if not label:
        return ""
    for sentence in sentences(text):
        if f"{label}:" in sentence:
            behind = re.split(r"[,，:]", sentence.split(f"{label}:", 1)[1])[0]
            return f"{label}:{behind}" if behind else label
    return label


def told_figures(read: Figures, scheduled: bool, knowledge: Knowledge) -> Iterator[str]:
    """What the figures are, in words."""
    if len(read.instalments) == 1:
        only = read.instalments[0]
        yield f"读到一笔：{show(only.day)}付 {yuan(only.amount)}"
    elif read.instalments:
        first, last = read.instalments[0], read.instalments[-1]
        yield (f"读到 {len(read.instalments)} 期，从 {show(first.day)}到 {show(last.day)}，加起来 {yuan(read.counted)}")
    elif read.months:
        each = yuan(read.each) if read.each is not None else "不一样多"
        yield f"读到 {read.months} 期，每期 {each}，加起来 {yuan(read.counted)}，第一期是哪天没有读出来"
    elif scheduled:
        yield knowledge.say(SaidId.AGREEMENT_DATES_PART)
    else:
        yield knowledge.say(SaidId.AGREEMENT_NO_DATES)
    for name, amount in (("协议写的总数", read.total), ("原来欠", read.debt)):
        if amount is not None:
            yield f"{name} {yuan(amount)}"
    if read.waived is not None:
        yield waived_told(read)


def waived_told(read: Figures) -> str:
    """What is waived, by name and sum."""
    parts = "、".join(f"{thing.name} {yuan(thing.amount)}".strip() for thing in read.things)
    if read.waived is None or (len(read.things) == 1 and read.things[0].amount == read.waived):
        return f"减免{parts}"
    return f"减免{parts}，一共 {yuan(read.waived)}"


def sums_told(read: Figures) -> Iterator[str]:
    """What is waived in truth, and what the extra makes of it."""
    if read.to_pay is None:
        return
    if read.debt == read.to_pay and not read.waived:
        yield f"要还的 {yuan(read.to_pay)}和原来欠的一样多，一分没减"
    if read.extra:
        whole = read.to_pay + read.extra
        more = f"，比原来欠的多 {yuan(whole - read.debt)}" if read.debt is not None and whole > read.debt else ""
        yield f"另外还要交 {yuan(read.extra)}，连同要还的一共 {yuan(whole)}{more}"


def yearly_told(read: Figures, charges: tuple[Charge, ...]) -> Iterator[str]:
    """What every charge by the day or month comes to in a year."""
    for charge in charges:
        percent = charge.a_year(read.debt)
        if percent is not None:
            against = "，按原来欠的算" if charge.daily is not None else ""
            yield f"「{quoted(charge.rate)}」{against}，一年是 {_percent(percent)}%"


def _percent(percent: Decimal) -> str:
    return f"{percent.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")


def contradictions(read: Figures) -> Iterator[str]:
    """The sums of the paper that contradict each other."""
    if read.counted and read.total is not None and read.counted != read.total:
        apart = abs(read.counted - read.total)
        yield f"每期加起来 {yuan(read.counted)}，协议写的总数是 {yuan(read.total)}，差 {yuan(apart)}"
    for one, other in read.twice:
        yield f"同一笔钱写了两个数：{yuan(one)}和 {yuan(other)}"
    to_pay = read.to_pay
    if read.debt is None or to_pay is None:
        return
    if read.waived is not None:
        left = read.debt - read.waived
        if left != to_pay:
            yield f"欠 {yuan(read.debt)} - 减免 {yuan(read.waived)} = {yuan(left)}，要还的却是 {yuan(to_pay)}"
    elif to_pay > read.debt:
        yield f"要还 {yuan(to_pay)}，比原来欠的 {yuan(read.debt)}多 {yuan(to_pay - read.debt)}"
