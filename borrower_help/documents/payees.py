"""Whom an agreement names as the creditor, and whom it has paid: a person, or a company that lent nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from borrower_help.documents.phrases import sentences
from borrower_help.values.masking import SURNAMES
from borrower_help.values.record import Record

_COMPANY = (
    r"[\u4e00-\u9fffA-Za-z()·]{2,30}?(?:公司|银行(?:股份有限公司|有限责任公司|有限公司)?(?!卡|账|存|转|承)|"
    r"信用社|合作社|事务所|中心|平台)"
)
_GROUP = r"(?:信用卡中心|[\u4e00-\u9fff]{0,8}分行|[\u4e00-\u9fff]{0,8}支行|[\u4e00-\u9fff]{0,6}分公司)?"
_PARTY = (
    r"(?:甲方|债权人|出借人|出借方|贷款人|贷款方|申请执行人|申请人|原告|受让人|受让方|委托人|我司|我行|贵行|贵司|"
    r"放款机构|代偿人)"
)
_BEHIND = r"(?:\([^()]{0,12}\)|[:为是即系,])*"
_NO_LENDER = r"(?!\((?:服务|平台|居间|受托|催收|中介|代理))"
_CREDITOR = re.compile(rf"{_PARTY}{_NO_LENDER}{_BEHIND}[(]?(?P<name>{_COMPANY}{_GROUP})")
_CREDITOR_PERSON = re.compile(
    rf"(?:{_PARTY}{_BEHIND}|借到|欠)(?P<name>[{SURNAMES}][\u4e00-\u9fff某*]{{1,2}})(?=[^\u4e00-\u9fff]|人民币|现金|借款|$)"
)
_LENDING_PERSON = re.compile(
    rf"(?:甲方|债权人|出借人|贷款人){_BEHIND}[{SURNAMES}][\u4e00-\u9fff某*]{{1,2}}(?=[^\u4e00-\u9fff]|身份证|地址|住址|$)"
)
_BORROWER = re.compile(
    rf"(?:乙方|借款人|债务人|被告|被执行人|持卡人|承诺人|客户){_BEHIND}(?P<name>[{SURNAMES}][\u4e00-\u9fff某*]{{1,2}})"
    r"(?=[^\u4e00-\u9fff]|身份|$)"
)
_NO_NAME = re.compile(
    r"委托的|指定的|可以|可向|有权|应[当付还向在]|同意|承诺|所在|住所|任何|第三方|的(?=[\u4e00-\u9fff]{0,6}公司)|不|向|将|与|"
    r"账|开户|[以下如]下|下列|收款|还款|付款|出具|已|依法|从其|从乙|从该|按照|按约|于20|通过"
)
"""Words that no name of a company has: what was read runs over a whole clause."""

_NOT_A_NAME = (
    "任何|任意|全部|全额|方便|和解|金额|余额|余款|平台|明细|应付|应还|单位|安全|管理|经办|成功|成立|时间|时候|于|后|前|"
    "甲方|乙方|债权|本人|贵|我|您|你|元|卡|路|相|明|常|水|包|范|计|成"
)
_NAME = (
    rf"(?!{_NOT_A_NAME})(?:(?:欧阳|司马|上官|诸葛|司徒)[\u4e00-\u9fff某*]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff某*]{{1,2}}?|"
    rf"[小老阿][{SURNAMES}])"
)
_ENDS = (
    r"(?=[^\u4e00-\u9fff某*]|$|的|名下|账户|账号|卡号|开户|尾号|银行|微信|支付宝|先生|女士|个人|收|处|"
    r"工商|建设|农业|中国|招商|交通|邮储)"
)
_MARK = r"(?:户名|账户名称?|开户名|户主|收款人姓名|收款人|收款方|收款单位|收款账户|收款账户名称|账户持有人)"
_SEP = r"(?:\([^()]{0,8}\)|甲方指定(?:的)?(?:代收方|收款方|账户)?|[:为是即系,])*"
_OFFICE = (
    r"(?:客服|财务|会计|出纳|经理|专员|催收|主管|业务员|催收员|法定代表人|负责人|员工|工作人员|我们|甲方|指定的?){0,3}"
)
_PAID_TO = r"(?:打|转|汇|付|存|支付|转账|汇款|打款|付款|划|缴|交)(?:款|账)?(?:入|至|到|给|往|进)"
_PERSON = (
    re.compile(rf"{_MARK}{_SEP}(?P<name>{_NAME}){_ENDS}"),
    re.compile(rf"{_PAID_TO}{_OFFICE}(?P<name>{_NAME}){_ENDS}"),
)
_FIRM = (
    re.compile(rf"{_MARK}{_SEP}(?P<name>{_COMPANY}{_GROUP})"),
    re.compile(rf"{_PAID_TO}(?:委托方|受托方|合作方|指定的?|丙方)?(?P<name>{_COMPANY}{_GROUP})"),
    re.compile(rf"(?<!已)(?:向|由)(?P<name>{_COMPANY})(?:支付|付款|汇款|转账|缴纳|交纳|代收|收取)"),
)
_OF_THE_BORROWER = re.compile(
    r"扣款|代扣|扣划|划扣|扣收|退还|退回|返还|代偿|乙方的?(?:还款|收款|绑定|指定|借记)(?:卡|账户)|"
    r"(?:乙方|本人|借款人)本?人?名下|绑定的?(?:卡|账户)"
)
"""Sentences that speak of the borrower's own account, or of what was paid before."""

_NO_PAYEE = re.compile(r"甲方|乙方|债权人|法院|官方|专户|微信|支付宝")

_FORBIDDEN = re.compile(r"不得|禁止|严禁|切勿|请勿|勿|不要|不会|谨防")


class Payee(Record, frozen=True, kw_only=True):
    """Who is to be paid where it is not the creditor: the sentence that says so, and whether a person or a company."""

    name: str
    words: str
    kind: Literal["person", "company"]


def creditors_in(text: str) -> tuple[tuple[str, str], ...]:
    """The companies that a paper names as the creditor, each with the words that do."""
    return tuple(
        (match["name"], match[0])
        for match in _CREDITOR.finditer("\n".join(sentences(text)))
        if not _NO_NAME.search(match["name"])
    )


def _lines(text: str) -> str:
    """The text without spaces; its lines stay, for a name ends with the line."""
    return re.sub(r"[ \t]+", "", unicodedata.normalize("NFKC", text))


def lender_in(text: str) -> str:
    """The words that name the creditor, a company or else a person; empty without."""
    companies = creditors_in(text)
    if companies:
        return companies[0][1]
    person = _LENDING_PERSON.search(_lines(text))
    return person[0] if person else ""


def payees_in(text: str) -> tuple[Payee, ...]:
    """Everyone who is to be paid and is not the creditor; without a creditor by name, no company is held against it."""
    firms = [_core(name) for name, _words in creditors_in(text)]
    stated = tuple(sentences(text))
    known = {match["name"] for form in (_CREDITOR_PERSON, _BORROWER) for match in form.finditer(_lines(text))}
    return tuple(payee for sentence in stated for payee in _payees(sentence, firms, known))


def _payees(sentence: str, firms: list[str], known: set[str]) -> Iterator[Payee]:
    if _FORBIDDEN.search(sentence) or _OF_THE_BORROWER.search(sentence):
        return
    for match in (match for pattern in _PERSON for match in pattern.finditer(sentence)):
        if match["name"] not in known:
            yield Payee(name=match["name"], words=_around(sentence, match), kind="person")
    for match in (match for pattern in _FIRM for match in pattern.finditer(sentence)):
        core = _core(match["name"])
        other = firms and not any(core in firm or firm in core for firm in firms)
        if other and not (_NO_NAME.search(match["name"]) or _NO_PAYEE.search(match["name"])):
            yield Payee(name=match["name"], words=_around(sentence, match), kind="company")


def _core(name: str) -> str:
    """The name without what kind of company it is and which of its offices."""
    return re.sub(r"(?:股份|有限|责任|公司|信用卡中心|[()]|(?<=银行)[\u4e00-\u9fff]{1,8}[分支]行)", "", name)


def _around(sentence: str, match: re.Match[str]) -> str:
    """The part between commas that holds the name."""
    start = max(sentence.rfind(",", 0, match.start()), sentence.rfind("，", 0, match.start())) + 1
    end = min((at for mark in ",，" if (at := sentence.find(mark, match.end())) >= 0), default=len(sentence))
    return sentence[start:end]
