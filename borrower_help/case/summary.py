"""A case in words: what the borrower told us, as the summary before the report and its first lines show it."""

from __future__ import annotations

import datetime as dt

from borrower_help.case.forms import LOAN_TYPES, ROLES
from borrower_help.case.model import Case, Creditor, ReceivedPaper
from borrower_help.case.situation import days_and_due
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.words import KINDS
from borrower_help.values.dates import show


def describe(case: Case, knowledge: Knowledge, as_of: dt.date) -> dict[str, str]:
    """The answers by field of the case, in words; only what was answered."""
    days, due = days_and_due(case, as_of)
    answers: dict[str, str] = {}
    if case.role:
        answers["role"] = ROLES[case.role] + (f"，他的情况是：{ROLES[case.for_role]}" if case.for_role else "")
    if case.safety:
        answers["safety"] = "、".join(knowledge.dangers[name].label for name in case.safety)
    if case.lender:
        lender = knowledge.find_lender(case.lender)
        bank = None if lender else knowledge.find_bank(case.lender)
        answers["lender"] = lender.name if lender else bank or f"{case.lender}（没有收录）"
    if case.kind:
        answers["kind"] = KINDS[case.kind]
    if case.product:
        answers["product"] = LOAN_TYPES[case.product]
    if case.creditor:
        answers["creditor"] = _creditor(case.creditor)
    if len(case.loans) > 1:
        answers["loans"] = f"一共 {len(case.loans)} 笔：" + "、".join(loan.lender or "没写名字" for loan in case.loans)
    if days is not None:
        answers["days_overdue"] = f"{days} 天" + (f"（应还日 {show(due)}）" if due and case.due else "")
    if case.reachable is not None:
        answers["reachable"] = "对方能联系上我" if case.reachable else "对方联系不上我"
    if case.happened:
        answers["happened"] = "、".join(
            knowledge.behaviours[item.id].title + (f"（{item.on}）" if item.on else "") for item in case.happenings
        )
    if case.papers:
        answers["papers"] = "、".join(knowledge.paper_kinds[paper.kind].name + _days_of(paper) for paper in case.papers)
    if case.hearing:
        answers["hearing"] = show(case.hearing)
    if case.goals:
        answers["goals"] = "、".join(knowledge.goals[name] for name in case.goals)
    if case.hardship:
        answers["hardship"] = "、".join(knowledge.hardships[name].name for name in case.hardship)
    if case.complained:
        answers["complained"] = f"{show(case.complained)} " + (
            "已向机构投诉" if case.complained <= as_of else "向机构投诉（日子还没到，先按没有投诉算）"
        )
    for field, label in (("outstanding", "欠款"), ("income", "每月收入"), ("essentials", "每月必需开支")):
        amount = getattr(case, field)
        if amount is not None:
            answers[field] = f"{label} {amount} 元"
    return answers


def _creditor(creditor: Creditor) -> str:
    """Who asks for the money now, in words."""
    kind = KINDS[creditor.kind] if creditor.kind else ""
    name = creditor.name or kind or "还不清楚是谁"
    more = [kind if creditor.name else "", f"{show(creditor.since)}起" if creditor.since else "", creditor.proof]
    said = "，".join(part for part in more if part)
    return f"{name}（{said}）" if said else name


LABELS = {
    "role": "谁在用",
    "safety": "安全",
    "lender": "机构",
    "kind": "合同贷款人的类型",
    "product": "借的是",
    "creditor": "现在来要钱的",
    "loans": "借款",
    "hearing": "开庭",
    "days_overdue": "逾期",
    "reachable": "联系",
    "happened": "发生的事",
    "papers": "收到的文书",
    "goals": "想要",
    "hardship": "困难",
    "complained": "投诉",
    "outstanding": "金额",
    "income": "收入",
    "essentials": "开支",
}
"""What each answer is called on the screen."""


def _days_of(paper: ReceivedPaper) -> str:
    """The days of a paper that were told, kept apart."""
    days = ((paper.received, "收到"), (paper.dated, "是文书上的日期"), (paper.hearing, "开庭"))
    dates = "，".join(f"{day} {what}" for day, what in days if day)
    return f"（{dates}）" if dates else ""
