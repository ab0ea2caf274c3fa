"""What the places of a case file are called where something is wrong with them: in the words of whoever wrote it."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from borrower_help.errors import Loc, quoted
from borrower_help.knowledge.mistakes import Naming

COUNTED = {"papers": "份", "loans": "笔", "debts": "笔", "happened": "件", "payments": "次"}
"""How the entries of a list are counted."""

CALLED = {
    "label": "这份情况的名字",
    "role": "谁在用",
    "for_role": "帮谁问",
    "safety": "现在的危险",
    "lender": "机构",
    "kind": "贷款人的类型",
    "product": "借的是什么",
    "creditor": "现在来要钱的是谁",
    "loans": "几笔借款",
    "days_overdue": "逾期几天",
    "due": "应还日",
    "reachable": "对方能不能联系上你",
    "happened": "发生的事",
    "papers": "收到的文书",
    "hearing": "开庭的日子",
    "hardship": "困难",
    "goals": "想要的",
    "complained": "向机构投诉的日子",
    "outstanding": "还欠多少",
    "income": "每月收入",
    "essentials": "每月必需开支",
    "dependants": "要养几个人",
    "loan": "这笔借款的账",
    "debts": "全部的债",
    "monthly": "每月还多少",
    "rate": "年利率",
    "sued": "被起诉没有",
    "guaranteed": "有没有人担保",
    "secured": "有没有抵押",
    "id": "哪件事",
    "on": "哪天",
    "received": "哪天收到",
    "dated": "文书上的日期",
    "name": "名字",
    "since": "从哪天起",
    "proof": "看到的凭证",
    "balance": "还欠多少",
    "last_due": "最后一期的应还日",
    "last_event": "最后一次还款或催款的日子",
    "payment": "每期还款",
    "payments": "一笔一笔的还款",
    "fees": "还款以外的费用",
    "principal": "合同写的本金",
    "start": "放款日",
    "contract_rate": "合同写的年利率",
    "contract_date": "签合同的日子",
    "lpr": "合同那天的 LPR",
    "date": "哪天",
    "amount": "多少钱",
    "unlicensed": "是不是没有牌照",
    "necessity": "是不是房租水电",
    "taken_by": "谁收的",
    "deducted": "是不是先扣的",
}
"""What the fields of a case are in words."""

CALLED_WITHIN = {
    ("papers", "kind"): "哪种文书",
    ("loan", "received"): "实际到手的钱",
    ("fees", "monthly"): "是不是每月收",
}
"""Those of them that are another thing within a list or a record."""

NEAR = 0.6
"""So alike are a field and a slip of the pen for it."""


class CaseNaming(Naming):
    """The words for a case file."""

    def where(self, location: Loc) -> str:
        """``papers 的第 1 份，received（哪天收到）``."""
        said = ""
        for place, part in enumerate(location):
            if isinstance(part, int):
                said += f" 的第 {part + 1} {COUNTED.get(str(location[place - 1]), '项')}"
            else:
                last = place == len(location) - 1
                said += ("，" if said else "") + (_named(part, location[:place]) if last else quoted(part))
        return said or "情况文件"

    def unknown(self, location: Loc, key: str, allowed: Collection[str]) -> str:
        """That there is no such field, and the one that was meant, else all there are."""
        near = _meant(key, location, allowed)
        listed = "、".join(_named(name, location) for name in allowed)
        how = f"你是不是要写 {_named(near, location)}？" if near else f"这里可以写：{listed}。"
        return f"{self.where(location)}里没有「{quoted(key)}」这一项，{how}"

    def missing(self, location: Loc, keys: Collection[str]) -> str:
        """Which fields are lacking."""
        return f"{self.where(location)}里还要写 {'、'.join(_named(key, location) for key in keys)}。"


def _within(location: Loc) -> str:
    return next((part for part in reversed(location) if isinstance(part, str)), "")


def _named(field: str, location: Loc) -> str:
    words = CALLED_WITHIN.get((_within(location), field)) or CALLED.get(field, "")
    return quoted(field) + (f"（{words}）" if words else "")


def _meant(key: str, location: Loc, allowed: Collection[str]) -> str:
    """The field that was meant: written in Chinese, or with a slip."""
    words = {name: CALLED_WITHIN.get((_within(location), name)) or CALLED.get(name, "") for name in allowed}
    if not key.isascii():
        holding = [name for name, said in words.items() if key == said] or [
            n for n, said in words.items() if key in said
        ]
        return holding[0] if len(holding) == 1 else ""
    near = difflib.get_close_matches(key.lower(), list(allowed), n=1, cutoff=NEAR)
    return near[0] if near else ""
