"""Lenders and institutions: telephones without a source, and entries that are not finished."""

from __future__ import annotations

import re

from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Behaviour
from borrower_help.knowledge.records.lenders import Contact, InstitutionFile, Lender
from borrower_help.upkeep.corpus import Corpus, Found

_PHONE = re.compile(
    r"(?<![\d.\-年/第])(?:400-?\d{3}-?\d{4}|1[3-9]\d{9}|0\d{2,3}-\d{5,8}|9[56]\d{3,6}|12[135]\d{2})(?![\d.\-])(?!元|份|件|万|亿|人|号|条|,\d|天|家|起)"
)


def unknown_phones(corpus: Corpus) -> Found:
    """A telephone number in a text must be one that is recorded with a source of its own."""
    knowledge = corpus.knowledge
    recorded = {re.sub(r"\D", "", channel.phone) for channel in knowledge.channels.values()}
    recorded |= {number.value for danger in knowledge.dangers.values() for number in danger.numbers}
    recorded |= {re.sub(r"\D", "", contact.value) for lender in knowledge.lenders.values() for contact in lender.contacts}
    for file, location, text in corpus.texts():
        if file.startswith("sources/") or "aliases" in location or "sources" in location:
            continue
        for match in _PHONE.finditer(text):
            if re.sub(r"\D", "", match.group()) not in recorded:
                yield corpus.problem(file, location, f"电话「{match.group()}」没有登记来源。请登记并核实，或删掉它。")


def shared_phones(corpus: Corpus) -> Found:
    """One hotline for two lenders is the mark of an invented number."""
    owner: dict[str, str] = {}
    for file, location, record in corpus.walk():
        if isinstance(record, Contact) and record.kind == "hotline":
            digits = re.sub(r"\D", "", record.value)
            if not 3 <= len(digits) <= 12 or not re.fullmatch(r"[\d-]+", record.value):
                yield corpus.problem(file, (*location, "value"), f"「{record.value}」不像电话号码。")
            if owner.setdefault(digits, file) != file:
                yield corpus.problem(file, (*location, "value"), f"电话「{record.value}」也写在 {owner[digits]}。两家机构同一个电话，多半是假的。")


def unfinished_lenders(corpus: Corpus) -> Found:
    """A facilitation brand asks who the contract names and has no hotline; every lender says what is unknown."""
    for file, record in sorted(corpus.files.items()):
        if not isinstance(record, Lender):
            continue
        if record.kind is InstitutionKind.LOAN_FACILITATOR:
            if not record.branches or not record.ask_first:
                yield corpus.problem(file, ("kind",), "助贷平台不是放款人。请写 ask_first（先问合同里的贷款人和担保人）和 branches。")
            if any(contact.kind == "hotline" for contact in record.contacts):
                yield corpus.problem(file, ("contacts",), "助贷平台的客服电话没有核实过，不能写。")
        if not record.unknowns:
            yield corpus.problem(file, ("id",), "没有写 unknowns：说不清楚的事要告诉借款人去哪里看。")


def unfinished_institutions(corpus: Corpus) -> Found:
    """All nine kinds are described, or a borrower falls through."""
    for file, record in corpus.files.items():
        if isinstance(record, InstitutionFile):
            missing = [kind for kind in InstitutionKind if kind not in {entry.id for entry in record.institutions}]
            if missing:
                yield corpus.problem(file, ("institutions",), f"缺少机构类型：{'、'.join(missing)}。")


def unrouted_behaviours(corpus: Corpus) -> Found:
    """Whoever reports a behaviour must be told whom to tell."""
    routed = {name for route in corpus.knowledge.routes for name in route.happened}
    for file, location, record in corpus.walk():
        if isinstance(record, Behaviour) and record.complain and record.id not in routed:
            yield corpus.problem(file, location, f"没有一条投诉路线管「{record.id}」。请在 complaint/ 的路线里加上。")
