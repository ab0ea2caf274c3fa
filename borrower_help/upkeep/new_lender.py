"""A new lender's file, commented, with what is known of it and nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re

from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.lenders import LenderRole
from borrower_help.knowledge.words import KINDS

MIN_UNKNOWNS = 2
"""Who has found nothing that is unknown of a lender has not looked."""

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_SLUG = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_ROLES = {
    InstitutionKind.LOAN_FACILITATOR: LenderRole.SERVES,
    InstitutionKind.FINANCING_GUARANTOR: LenderRole.GUARANTEES,
    InstitutionKind.INSURER: LenderRole.GUARANTEES,
    InstitutionKind.AMC: LenderRole.COLLECTS,
    InstitutionKind.PRIVATE_ASSIGNEE: LenderRole.COLLECTS,
}


@dataclasses.dataclass(frozen=True)
class NewLender:
    """What somebody knows of a lender. ``unknowns`` are pairs: what is unknown, and where a borrower can look."""

    id: str
    name: str
    legal_name: str
    kind: InstitutionKind
    aliases: tuple[str, ...]
    city: str
    summary: str
    source: str
    unknowns: tuple[tuple[str, str], ...]
    checked: dt.date


def refuse(new: NewLender, knowledge: Knowledge) -> None:
    """Name everything that cannot be written. Raises ``UsageError``."""
    mistakes = []
    if not _SLUG.fullmatch(new.id):
        mistakes.append(f"编号「{quoted(new.id)}」只能用小写字母、数字和下划线，例如 zhaolian。")
    elif new.id in knowledge.lenders:
        mistakes.append(f"编号「{new.id}」已经有了：lenders/{new.id}.yaml。换一个，或改那个文件。")
    for name in (new.name, new.legal_name, *new.aliases):
        other = knowledge.lenders.get(knowledge.lender_index.lender_of.get(_key(name), ""))
        if other and other.id != new.id:
            mistakes.append(
                f"名字「{quoted(name)}」已经是{other.name}的（lenders/{other.id}.yaml）。一个名字只能是一家。"
            )
    if knowledge.cite(new.source) is None:
        mistakes.append(f"来源「{quoted(new.source)}」没有登记。先写进 sources/，或用 project-practice（可信度低）。")
    if len(new.unknowns) < MIN_UNKNOWNS:
        mistakes.append(f"还没弄清的事至少写 {MIN_UNKNOWNS} 条，都是这一家自己的：--unknown '什么事|去哪里看'。")
    if mistakes:
        raise UsageError("\n".join(mistakes))


def _key(name: str) -> str:
    from borrower_help.knowledge.name_forms import normalise

    return normalise(name)


def lender_yaml(new: NewLender, knowledge: Knowledge) -> str:
    """The file, ready to be checked; what is empty stands there with how to fill it."""
    brand = new.kind is InstitutionKind.LOAN_FACILITATOR
    regulator = knowledge.institutions[new.kind].regulator.split("。")[0]
    authority = "看合同里的贷款人：找它所在地的中国人民银行分支机构" if brand else "中国人民银行在它注册地的分支机构"
    aliases = "".join(f"\n  - {_text(alias)}" for alias in new.aliases) or " []"
    city = f"city: {_text(new.city)}\n" if new.city else "# city:                # 登记在哪里；不知道就不写\n"
    unknowns = "".join(
        f"  - id: {new.id}-unknown-{number}\n    text: {_text(_sentence(text))}\n    where: {_text(_sentence(where))}\n"
        for number, (text, where) in enumerate(new.unknowns, 1)
    )
    return f"""# {new.name}。每一项的意思和写法见 CONTRIBUTING.md。
# 每条都要有来源和可信度；看到官方原文写 high，可靠的转述写 medium，没有核实写 low。
checked: {new.checked}

id: {new.id}
name: {_text(new.name)}
legal_name: {_text(new.legal_name)}
kind: {new.kind}    # {KINDS[new.kind]}；看合同里的贷款人，不看 App 的名字
# 借款人会打的名字：简称、App、拼音。去掉「有限公司」、繁体、全角不用写，程序会补。
aliases:{aliases}
# 容易和它弄混、其实不是它的名字，和为什么不是。
not_aliases: []
#  - {{name: 某某贷, why: 那是另一家公司的产品}}
roles: [{_ROLES.get(new.kind, LenderRole.LENDS)}]
{city}regulator: {_text(regulator)}
regulator_basis: {"contract" if brand else "inferred"}    # 在处罚、批复里见过才写 seen
credit_authority: {authority}

summary:
  id: {new.id}-summary
  text: {_text(_sentence(new.summary))}
  sources: [{new.source}]
  confidence: low    # 读过原文再改成 medium 或 high

# 联系方式没有核实就不写：写进 unknowns。
contacts: []
former_names: []
#  - {{name: 旧全称, until: 2025-05, sources: [press-…], confidence: medium}}
products: []
#  - {{name: App 或产品名, sources: [press-…], confidence: medium}}
companies: []
#  - {{name: 某某小额贷款有限公司, kind: micro_loan, role: lends, sources: [press-…], confidence: medium}}
# 只收和催收、投诉、征信、收费有关的处罚。on 只知道公布那天的，加 announced: true。
penalties: []
#  - id: {new.id}-penalty-1
#    authority: 哪个机关
#    on: 2025-07-25
#    amount: 500000
#    about: 什么事
#    topics: [collection]
#    sources: [press-…]
#    confidence: medium
agency_lists: []
#  - {{on: 2025-09-08, count: 135, where: 公司官网公告, sources: [press-…], confidence: medium}}
transfers: []
#  - id: {new.id}-transfer-1
#    seller: {_text(new.name)}
#    on: 2026-01
#    done: listed
#    principal: 900000000
#    average_days: 120
#    sued: "no"
#    sources: [press-…]
#    confidence: medium
facts: []
#  - {{id: {new.id}-fact-1, text: 一句话。, sources: [press-…], confidence: medium}}

# 没弄清的事，和借款人去哪里看。都要是这一家自己的。
unknowns:
{unknowns}"""


def _sentence(text: str) -> str:
    """A sentence with its end, which a report needs before the next one."""
    text = text.strip()
    return text if text.endswith(("。", "？", "！")) else f"{text}。"


def _text(text: str) -> str:
    """A text as YAML reads it back: plain where nothing in it means anything else, else in quotes. Signs between
    Chinese characters are Chinese, whichever width the keyboard gave them.
    """
    text = re.sub(r"(?<=[一-鿿」》）])[,;:?!]", lambda sign: _WIDE[sign.group()], text)
    plain = re.fullmatch(r"[一-鿿「（《][^#:'\"\[\]{}&*!|>%@`\\\n]*", text.strip())
    return text.strip() if plain else json.dumps(text.strip(), ensure_ascii=False)
