"""Companies whose kind is told by their name: who asks for money without having lent it, and licensed lenders that are
no kind of ours.
"""

from __future__ import annotations

import unicodedata

from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.values.patterns import pattern

NO_LENDERS = (
    (pattern("信达资产|华融|长城资产|东方资产|中信金融资产"), InstitutionKind.AMC),
    (pattern("资产管理|资产公司|保理|商业管理"), InstitutionKind.PRIVATE_ASSIGNEE),
    (pattern("融资担保|融担|担保"), InstitutionKind.FINANCING_GUARANTOR),
    (pattern("保险|财险"), InstitutionKind.INSURER),
)
"""Names of those who ask for money without having lent it; of an asset manager only the five national ones are known
by name, any other is taken for the company with the fewer rules."""


LICENSED_OTHERWISE = ("信托", "汽车金融")
"""Words in the names of licensed lenders that are no kind of ours (cbirc-consumer-protection:55): what binds banks or
consumer-finance companies alone does not bind them."""


ONLY_CLAIMS = pattern("自称|冒充|谎称|假冒")
"""Words by which somebody tells who the caller says to be, and that nobody knows it."""


def only_claims(name: str) -> bool:
    """Whether a name tells only what somebody who asks for money says to be: 自称法院."""
    return bool(ONLY_CLAIMS.search(name))


def creditor_kind(name: str) -> InstitutionKind | None:
    """The kind of one that asks for money without having lent it; ``None`` where its name does not tell."""
    folded = unicodedata.normalize("NFKC", name)
    return next((kind for pattern, kind in NO_LENDERS if pattern.search(folded)), None)
