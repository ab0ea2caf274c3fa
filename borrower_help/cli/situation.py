"""The situation a small command answers for: a lender or a kind, on a day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec
import typer

from borrower_help.advice import situation_of
from borrower_help.case import Case
from borrower_help.knowledge.library import Knowledge
from borrower_help.parse import parse_kind, parse_name
from borrower_help.situation import Situation
from borrower_help.words import WHERE_THE_LENDER_STANDS

LenderOption = Annotated[str | None, typer.Option("--lender", metavar="NAME", help="机构、品牌或 App 的名字", show_default=False)]
KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="合同贷款人的类型，如 consumer_finance 或 银行", show_default=False)]


def situation_for(lender: str | None, kind: str | None, knowledge: Knowledge, day: dt.date, told: Case | None = None) -> tuple[Situation, list[str]]:
    """The situation, and remarks about a lender that is not recorded; options beat the case ``told``. Raises ``UsageError``."""
    case = told or Case()
    if lender is not None:
        case = msgspec.structs.replace(case, lender=parse_name(lender, "--lender"))
    if kind is not None:
        case = msgspec.structs.replace(case, kind=parse_kind(kind, "--kind"))
    situation = situation_of(case, knowledge, day)
    return situation, unknown_lender(case.lender, knowledge) if situation.lender is None else []


def unknown_lender(typed: str | None, knowledge: Knowledge) -> list[str]:
    """A remark on a lender that was named and that the knowledge does not hold, with the nearest names."""
    if not typed:
        return []
    similar = "、".join(lender.name for lender in knowledge.similar_lenders(typed))
    return [f"知识库没有收录「{typed}」，按机构类型给通用说明。" + (f"相近的名字：{similar}。" if similar else WHERE_THE_LENDER_STANDS)]
