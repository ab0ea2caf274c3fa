"""The forms in which a case may be written: ids or their Chinese titles, days and sums as people write them.

The command line and the case file read the same forms; what is written back (``dump_case``) is always the plain one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from borrower_help.case.creditors import LICENSED_OTHERWISE
from borrower_help.case.model import LoanType, Role
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.words import KINDS
from borrower_help.values.spoken import fold, spoken_days, spoken_sum
from borrower_help.values.spoken_dates import spoken_date

ROLES = {
    Role.BORROWER: "我自己借的",
    Role.FAMILY: "我是家人、朋友、同事，没借没签",
    Role.GUARANTOR: "我签过字或担保过",
    Role.SPOUSE: "我是配偶",
    Role.HEIR: "借款人去世了，我是家人",
    Role.NOT_MINE: "我根本没借过",
    Role.HELPER: "我在帮别人",
}
"""Who is using it, as the first question says it."""

_SAID_ROLES = {
    **dict.fromkeys(("借款人", "本人", "自己", "我借的"), Role.BORROWER),
    **dict.fromkeys(("家人", "朋友", "同事", "父母", "亲戚", "家属"), Role.FAMILY),
    **dict.fromkeys(("担保人", "共同借款人", "担保", "签字人"), Role.GUARANTOR),
    **dict.fromkeys(("配偶", "老公", "老婆", "丈夫", "妻子"), Role.SPOUSE),
    **dict.fromkeys(("继承人", "遗属"), Role.HEIR),
    **dict.fromkeys(("没借过", "冒名", "不是我借的"), Role.NOT_MINE),
    **dict.fromkeys(("志愿者", "帮人", "代问"), Role.HELPER),
}

LOAN_TYPES = {
    LoanType.CARD: "信用卡",
    LoanType.CASH: "现金贷款",
    LoanType.INSTALMENT: "分期买东西或买服务",
    LoanType.CAR: "车贷",
    LoanType.BUSINESS: "经营贷款",
}
"""What was borrowed, in words."""

_SAID_TYPES = {
    **dict.fromkeys(("网贷", "现金贷", "消费贷", "贷款"), LoanType.CASH),
    **dict.fromkeys(("分期", "培训贷", "医美贷", "租机"), LoanType.INSTALMENT),
    **dict.fromkeys(("汽车",), LoanType.CAR),
    **dict.fromkeys(("经营贷", "生意"), LoanType.BUSINESS),
}

_SAID_KINDS = {
    **dict.fromkeys(("个人", "私人", "民间", "民间借贷", "individual", "private"), InstitutionKind.UNLICENSED),
    **dict.fromkeys(("信用卡", "card"), InstitutionKind.BANK),
}
"""Words for a lender that are no name of a kind; a person who lends is bound by the rules for private lending."""

MOST_NAMED = 12
"""Titles shown where none fits: the whole catalogue would bury the mistake."""


def choose(word: str, titles: Mapping[str, str], option: str, said: Mapping[str, str] | None = None) -> str:
    """The id meant: by id, by title, by other words for it, or by a part that only one title has.

    Raises ``UsageError`` that shows the titles that are near, or the first ones.
    """
    meant = _meant(word, titles, said)
    if meant is None:
        raise UsageError(f"{option} 不认识「{quoted(word)}」。{offered(word, titles)}")
    return meant


def _meant(word: str, titles: Mapping[str, str], said: Mapping[str, str] | None = None) -> str | None:
    wanted = fold(word)
    if wanted in titles:
        return wanted
    exact = {fold(title): identifier for identifier, title in titles.items()} | dict(said or {})
    if wanted in exact:
        return exact[wanted]
    holding = _holding(wanted, titles)
    return holding[0] if len(holding) == 1 else None


def _holding(wanted: str, titles: Mapping[str, str]) -> list[str]:
    return [identifier for identifier, title in titles.items() if wanted and wanted in fold(title)]


def offered(word: str, titles: Mapping[str, str]) -> str:
    """The titles that can be written in place of a word that is not known: those that hold it, else the first ones.

    Empty where the word means one of them.
    """
    if _meant(word, titles) is not None:
        return ""
    some = _holding(fold(word), titles) or list(titles)
    listed = "、".join(f"{titles[identifier]}（{identifier}）" for identifier in some[:MOST_NAMED])
    more = f"……共 {len(some)} 个" if len(some) > MOST_NAMED else ""
    return f"可以用：{listed}{more}。"


def parse_role(text: str, option: str) -> Role:
    """Who is using it, by id or in words: 家人, 担保人. Raises ``UsageError``."""
    return Role(choose(text, {role.value: words for role, words in ROLES.items()}, option, _SAID_ROLES))


def parse_product(text: str, option: str) -> LoanType:
    """What was borrowed, by id or in words: 信用卡, 车贷. Raises ``UsageError``."""
    return LoanType(choose(text, {kind.value: words for kind, words in LOAN_TYPES.items()}, option, _SAID_TYPES))


def parse_kind(text: str, option: str) -> InstitutionKind:
    """An institution kind by id, by Chinese name or a beginning that only one of them has. Raises ``UsageError``."""
    names = {kind.value: kind for kind in InstitutionKind} | {name: kind for kind, name in KINDS.items()}
    wanted = text.strip()
    begins = {kind for kind, name in KINDS.items() if wanted and name.startswith(wanted)}
    found = names.get(wanted) or _SAID_KINDS.get(wanted) or (begins.pop() if len(begins) == 1 else None)
    if found is None and any(word in wanted for word in LICENSED_OTHERWISE):
        raise UsageError(f"{option} 里没有信托公司、汽车金融公司这一类。写 --lender 公司全称，报告会说明归谁管。")
    if found is None:
        known = "、".join(f"{kind.value}（{KINDS[kind]}）" for kind in InstitutionKind)
        raise UsageError(f"{option} 不认识「{quoted(text)}」。可以用：{known}。")
    return found


def titles_of(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """The Chinese titles of the ids that each list of a case may hold, by its field."""
    return {
        "safety": {name: danger.label for name, danger in knowledge.dangers.items()},
        "happened": {name: behaviour.title for name, behaviour in knowledge.behaviours.items()},
        "papers": {name: paper.name for name, paper in knowledge.paper_kinds.items()},
        "hardship": {name: hardship.name for name, hardship in knowledge.hardships.items()},
        "goals": dict(knowledge.goals),
    }


def said_for(knowledge: Knowledge, field: str) -> dict[str, str]:
    """Other words for what may have happened, each for the one behaviour that people call so."""
    said: dict[str, str] = {}
    if field == "happened":
        for behaviour in knowledge.behaviours.values():
            for words in behaviour.said:
                said.setdefault(fold(words), behaviour.id)
    return said


def understood(data: Any, knowledge: Knowledge, today: dt.date) -> Any:
    """The plain data of a case file with every form turned into the plain one; what is not understood stays.

    The decoder refuses what stays, with its line.
    """
    if not isinstance(data, dict):
        return data
    titles = titles_of(knowledge)
    read = dict(data)
    if isinstance(read.get("log"), dict) and _LEFT_OPEN.issuperset(read["log"]):
        del read["log"]
    for field, names in titles.items():
        if isinstance(read.get(field), list):
            said = said_for(knowledge, field)
            read[field] = [_item(field, item, names, said, today) for item in read[field]]
    return _plain(read, today)


_SUMS = ("outstanding", "income", "essentials", "monthly")
_DAYS = ("due", "complained", "hearing", "since")


def _plain(data: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """The fields of a case or of one of its loans in their plain form."""
    read = dict(data)
    forms: dict[str, Callable[[str], Any]] = {
        **dict.fromkeys(_SUMS, spoken_sum),
        **dict.fromkeys(_DAYS, lambda word: spoken_date(word, today)),
        "hearing": lambda word: spoken_date(word, today, ahead=True) or spoken_date(word, today),
        "days_overdue": spoken_days,
        "role": lambda word: parse_role(word, "role"),
        "for_role": lambda word: parse_role(word, "for_role"),
        "kind": lambda word: parse_kind(word, "kind"),
        "product": lambda word: parse_product(word, "product"),
    }
    for field, form in forms.items():
        if isinstance(read.get(field), str):
            read[field] = _tried(form, read[field])
    if isinstance(read.get("loans"), list):
        read["loans"] = [_plain(item, today) if isinstance(item, dict) else item for item in read["loans"]]
    if isinstance(read.get("creditor"), dict):
        read["creditor"] = _plain(read["creditor"], today)
    return read


def _tried(form: Callable[[str], Any], word: str) -> Any:
    """What a form makes of a word; the word itself where it makes nothing of it."""
    try:
        found = form(word)
    except UsageError:
        return word
    if found is None:
        return word
    return found if isinstance(found, int) else str(found)


_OF_A_LOG = ("proof", "days", "numbers", "rule", "condition")
"""What files of earlier versions kept of a contact log beside a thing that happened; the thing and its day stay."""

_LEFT_OPEN = {"unsettled", "untagged"}
"""What they kept under ``log``. The log is asked again."""


def _item(field: str, item: Any, titles: Mapping[str, str], said: Mapping[str, str], today: dt.date) -> Any:
    """One entry of a list: its id for its title, its day in the plain form; 传票 alone is a paper without a day. What
    is called ``id`` and ``on`` in one list and ``kind`` and ``received`` in the other is taken by either name in both.
    """
    key, day = {"happened": ("id", "on"), "papers": ("kind", "received")}.get(field, ("", ""))
    if isinstance(item, dict) and key:
        read = {name: value for name, value in item.items() if "days" not in item or name not in _OF_A_LOG}
        for wanted, other in ((key, {"id", "kind"}), (day, {"on", "received"})):
            for name in (other - {wanted}).intersection(read):
                read.setdefault(wanted, read.pop(name))
        if isinstance(read.get(key), str):
            read[key] = _tried(lambda word: choose(word, titles, "", said), read[key])
        if isinstance(read.get(day), str):
            read[day] = _tried(lambda word: spoken_date(word, today), read[day])
        return read
    if not isinstance(item, str):
        return item
    found = _tried(lambda word: choose(word, titles, "", said), item)
    return {"kind": found} if field == "papers" else found
