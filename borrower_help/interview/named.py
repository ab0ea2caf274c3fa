"""What the name of a lender tells: who it is, of which kind, and what was borrowed there."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from typing import TypeVar

from borrower_help.case.creditors import creditor_kind
from borrower_help.case.model import Creditor, LoanOfCase, LoanType
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.words import KINDS
from borrower_help.values.spoken import fold

T = TypeVar("T")

_KINDS = (
    (re.compile("消费金融|消金"), InstitutionKind.CONSUMER_FINANCE),
    (re.compile("小额贷款|小贷"), InstitutionKind.MICRO_LOAN),
    (re.compile("融资租赁"), InstitutionKind.LEASING),
    (re.compile("信用卡|银行|信用社|农商行"), InstitutionKind.BANK),
)
"""Words of a name by which the law lets only one kind of institution call itself, or nobody else does."""

_PRODUCTS = (
    (re.compile("信用卡|贷记卡"), LoanType.CARD),
    (re.compile("车贷|汽车"), LoanType.CAR),
    (re.compile("经营贷|生意贷"), LoanType.BUSINESS),
)


@dataclasses.dataclass(frozen=True)
class NamedLender:
    """A name understood: as it is kept, what it tells, and whether the knowledge has it.

    ``kind`` is the kind that the name alone tells; ``creditor`` is set where the name is of one that lends nothing.
    """

    name: str
    called: str
    kind: InstitutionKind | None = None
    product: LoanType | None = None
    creditor: Creditor | None = None
    known: bool = False

    @property
    def loan(self) -> LoanOfCase:
        """One loan of this lender."""
        return LoanOfCase(lender=self.name, kind=self.kind, product=self.product)

    def read_back(self, typed: str) -> str:
        """Who was understood; where another name was typed, that it is the same: 「捷信」就是京东消费金融."""
        one = fold(typed).lower()
        plain = one in fold(self.called).lower() or fold(self.name).lower() in one
        return self.called if plain else f"「{typed.strip()}」就是{self.called}"


def read_lender(typed: str, knowledge: Knowledge) -> NamedLender:
    """What the name tells; the name as it was typed where the knowledge does not have it."""
    folded = unicodedata.normalize("NFKC", typed)
    product = _first(_PRODUCTS, folded)
    lender = knowledge.find_lender(typed)
    if lender is not None:
        if lender.kind in (InstitutionKind.FINANCING_GUARANTOR, InstitutionKind.INSURER):
            return _no_lender(lender.name, lender.kind, known=True)
        is_card = lender.kind is InstitutionKind.BANK and product is LoanType.CARD
        product = None if product is LoanType.CARD and not is_card else product
        return NamedLender(lender.name, f"{lender.name}，{KINDS[lender.kind]}", None, product, known=True)
    bank = knowledge.find_bank(typed)
    if bank is not None:
        return NamedLender(bank, f"{bank}，信用卡" if product is LoanType.CARD else bank, None, product, known=True)
    demands = creditor_kind(typed)
    if demands is not None:
        return _no_lender(typed, demands)
    kind = _first(_KINDS, folded)
    return NamedLender(typed, f"{typed}，按名字算{KINDS[kind]}" if kind else typed, kind, product)


def listed_loans(text: str, knowledge: Knowledge) -> tuple[LoanOfCase, ...]:
    """The loans of several names with 、 between them, as ``--lender`` takes them and a command to go on writes them;
    nothing for a single name.
    """
    parts = [part.strip() for part in text.split("、") if part.strip()]
    return tuple(read_lender(part, knowledge).loan for part in parts) if len(parts) > 1 else ()


def _no_lender(name: str, kind: InstitutionKind, *, known: bool = False) -> NamedLender:
    return NamedLender(name, name, creditor=Creditor(name=name, kind=kind), known=known)


def _first(table: tuple[tuple[re.Pattern[str], T], ...], text: str) -> T | None:
    return next((found for pattern, found in table if pattern.search(text)), None)


_BETWEEN = re.compile(r"[、，,;；\n]|和|还有")
_BETWEEN_SURELY = re.compile(r"(?:[、，,;；\n]|还有)+(?:还有|和)?")
"""和 may be part of a name that is not known; a comma is not."""

_NO_NAME = re.compile(r"[欠还逾期我他她你没了个天月年元块万千多几]")
"""What a sentence has and a name hardly ever: beside a name that is known, it is no second lender."""

MAX_NICKNAME = 8
"""So many characters a name may have that is not known and stands beside others that are."""


def read_lenders(typed: str, knowledge: Knowledge) -> tuple[NamedLender, ...]:
    """Several names in one line, at least one of them known; else nothing.

    A name that is not known is one of them where a comma keeps it apart and it does not read like a sentence.
    """
    named = _named_between(_BETWEEN, typed, knowledge)
    if named and all(one.known for one in named):
        return named
    named = _named_between(_BETWEEN_SURELY, typed, knowledge)
    unknown = [one.name for one in named if not one.known]
    may_be_names = all(len(name) <= MAX_NICKNAME and not _NO_NAME.search(name) for name in unknown)
    return named if len(unknown) < len(named) and may_be_names else ()


def _named_between(marks: re.Pattern[str], typed: str, knowledge: Knowledge) -> tuple[NamedLender, ...]:
    """The names between such marks, where there are several and all of them are of lenders."""
    parts = [part.strip() for part in marks.split(typed) if part.strip()]
    named = tuple(read_lender(part, knowledge) for part in parts if len(part) <= 20)
    return named if len(named) == len(parts) > 1 and not any(one.creditor for one in named) else ()
