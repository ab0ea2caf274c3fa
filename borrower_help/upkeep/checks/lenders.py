"""Lenders and institutions: telephones without a source, and entries that are not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Behaviour
from borrower_help.knowledge.records.lenders import Basis, InstitutionFile, Lender, LenderContact, LenderRole
from borrower_help.knowledge.strict import Loc
from borrower_help.upkeep.corpus import Corpus, Found

_PHONE = re.compile(
    r"(?<![\d.\-年/第])"
    r"(?:400-?\d{3}-?\d{4}|1[3-9]\d{9}|0\d{2,3}-\d{5,8}|9[56]\d{3,6}|12\d{3}|100\d{2}"
    r"|(?<=[打拨] )\d{3}|(?<=[打拨])\d{3})"
    r"(?![\d.\-])(?!元|份|件|万|亿|人|号|条|,\d|天|家|起)"
)


def unknown_phones(corpus: Corpus) -> Found:
    """A telephone number in a text must be one that is recorded with a source of its own."""
    knowledge = corpus.knowledge
    recorded = {re.sub(r"\D", "", channel.phone) for channel in knowledge.channels.values()}
    recorded |= {number.value for danger in knowledge.dangers.values() for number in danger.numbers}
    recorded |= {
        re.sub(r"\D", "", contact.value) for lender in knowledge.lenders.values() for contact in lender.contacts
    }
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
        if isinstance(record, LenderContact) and record.kind == "hotline":
            digits = re.sub(r"\D", "", record.value)
            if not 3 <= len(digits) <= 12 or not re.fullmatch(r"[\d-]+", record.value):
                yield corpus.problem(file, (*location, "value"), f"「{record.value}」不像电话号码。")
            if owner.setdefault(digits, file) != file:
                yield corpus.problem(
                    file,
                    (*location, "value"),
                    f"电话「{record.value}」也写在 {owner[digits]}。两家机构同一个电话，多半是假的。",
                )


def unfinished_lenders(corpus: Corpus) -> Found:
    """A hotline was verified, and a facilitation brand has none: nobody has verified one, and its customers need the
    lender.
    """
    for file, record in sorted(corpus.files.items()):
        if not isinstance(record, Lender):
            continue
        for index, contact in enumerate(record.contacts):
            if contact.kind == "hotline" and any(word in contact.verification for word in _NOT_VERIFIED):
                yield corpus.problem(
                    file,
                    ("contacts", index, "verification"),
                    "没有核实过的客服电话不能写。请写进 unknowns，告诉人去 App 里看。",
                )
        if record.kind is InstitutionKind.LOAN_FACILITATOR and any(
            contact.kind == "hotline" for contact in record.contacts
        ):
            yield corpus.problem(file, ("contacts",), "助贷平台的客服电话没有核实过，不能写。")


_NOT_VERIFIED = ("没有核实", "未核实", "未能核实", "没核实")


def unfinished_penalties(corpus: Corpus) -> Found:
    """A penalty names its day or month and its amount: what is not known so well is a fact in words."""
    for file, record in sorted(corpus.files.items()):
        for index, penalty in enumerate(record.penalties if isinstance(record, Lender) else ()):
            for field, missing in (("on", len(penalty.on) < len("2025-01")), ("amount", penalty.amount is None)):
                if missing:
                    yield corpus.problem(
                        file,
                        ("penalties", index, field if field == "on" else "id"),
                        "处罚要写哪个机关、哪年哪月、多少元、为什么。缺了的，写成 facts 里的一句话，说清缺什么。",
                    )


def unfinished_institutions(corpus: Corpus) -> Found:
    """Every kind is described, or a borrower falls through."""
    for file, record in corpus.files.items():
        if isinstance(record, InstitutionFile):
            missing = [kind for kind in InstitutionKind if kind not in {entry.id for entry in record.institutions}]
            if missing:
                yield corpus.problem(file, ("institutions",), f"缺少机构类型：{'、'.join(missing)}。")
            for index, entry in enumerate(record.institutions):
                if entry.id is InstitutionKind.LOAN_FACILITATOR and not (entry.branches and entry.ask_first):
                    yield corpus.problem(
                        file,
                        ("institutions", index),
                        "助贷平台不是放款人。请写 ask_first（先问合同里的贷款人和担保人）和 branches。",
                    )


def unrouted_behaviours(corpus: Corpus) -> Found:
    """Whoever reports a behaviour must be told whom to tell."""
    routed = {name for route in corpus.knowledge.routes for name in route.happened}
    for file, location, record in corpus.walk():
        if isinstance(record, Behaviour) and record.complain and record.id not in routed:
            yield corpus.problem(file, location, f"没有一条投诉路线管「{record.id}」。请在 complaint/ 的路线里加上。")


def written_names(lender: Lender) -> Iterator[tuple[Loc, str]]:
    """(place, name) of every name by which a lender can be typed."""
    for field in ("id", "name", "legal_name"):
        yield (field,), getattr(lender, field)
    yield from ((("aliases", index), alias) for index, alias in enumerate(lender.aliases))
    yield from ((("former_names", index, "name"), former.name) for index, former in enumerate(lender.former_names))
    yield from ((("products", index, "name"), product.name) for index, product in enumerate(lender.products))


def aliases_kept_apart(corpus: Corpus) -> Found:
    """A name that is kept apart from a lender must not be one of its own."""
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, Lender):
            own = {normalise(name) for _, name in written_names(record)}
            for index, other in enumerate(record.not_aliases):
                if normalise(other.name) in own:
                    yield corpus.problem(
                        file,
                        ("not_aliases", index, "name"),
                        f"「{other.name}」写成了别名，又写成不是别名。请删掉一处。",
                    )


def shared_unknowns(corpus: Corpus) -> Found:
    """What is unknown of every lender stands once, with the institution; a lender says what is unknown of it."""
    first: dict[str, str] = {}
    for file, record in sorted(corpus.files.items()):
        if not isinstance(record, Lender):
            continue
        if len(record.unknowns) < MIN_UNKNOWNS:
            yield corpus.problem(
                file,
                ("id",),
                f"只写了 {len(record.unknowns)} 条 unknowns，至少要 {MIN_UNKNOWNS} 条，都是这一家自己的。",
            )
        for index, unknown in enumerate(record.unknowns):
            key = _without_names(unknown.text, record)
            if first.setdefault(key, file) != file:
                yield corpus.problem(
                    file,
                    ("unknowns", index, "text"),
                    (
                        f"除了名字，和 {first[key]} 里的一条是同一句。请写这一家自己的，或移到 institutions.yaml 里"
                        f"这一类机构的 unknowns。"
                    ),
                )


MIN_UNKNOWNS = 2
"""Who has found nothing that is unknown of a lender has not looked."""


def _without_names(text: str, lender: Lender) -> str:
    """A sentence as it would stand for any lender: without this one's names, spaces and punctuation."""
    bare = normalise(text)
    for name in sorted({normalise(name) for _, name in written_names(lender)}, key=len, reverse=True):
        bare = bare.replace(name, "")
    return bare


_ROLES_OF = {
    InstitutionKind.LOAN_FACILITATOR: (LenderRole.SERVES, LenderRole.LENDS),
    InstitutionKind.FINANCING_GUARANTOR: (LenderRole.GUARANTEES, LenderRole.LENDS),
    InstitutionKind.INSURER: (LenderRole.GUARANTEES, LenderRole.LENDS),
}
"""For a kind: the role it must have, and the one it cannot have. All others lend."""


def contradicting_roles(corpus: Corpus) -> Found:
    """Who lends and who does not follows from the kind: a borrower asks the lender, not the brand."""
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, Lender) and record.kind not in _NO_ROLES:
            must, cannot = _ROLES_OF.get(record.kind, (LenderRole.LENDS, None))
            if must not in record.roles or cannot in record.roles:
                yield corpus.problem(
                    file,
                    ("roles",),
                    f"{record.kind} 的 roles 要有 {must}" + (f"，不能有 {cannot}。" if cannot else "。"),
                )


_NO_ROLES = (InstitutionKind.AMC, InstitutionKind.PRIVATE_ASSIGNEE, InstitutionKind.UNKNOWN)


def undecided_supervisors(corpus: Corpus) -> Found:
    """A brand's supervisor depends on the contract; a company's is seen or inferred, and said which."""
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, Lender):
            brand = record.kind is InstitutionKind.LOAN_FACILITATOR
            if brand != (record.regulator_basis is Basis.CONTRACT):
                yield corpus.problem(
                    file,
                    ("regulator_basis",),
                    "助贷平台写 contract（看合同里的贷款人），别的机构写 seen（见过）或 inferred（按注册地推断）。",
                )
