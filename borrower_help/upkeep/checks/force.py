"""Force: confidence, verdicts and natures that their sources do not bear."""

from __future__ import annotations

import re
from typing import Any

from borrower_help.knowledge.force import MAIN_FORCES, Force, force_of
from borrower_help.knowledge.records.across import SafetyNumber
from borrower_help.knowledge.records.base import Confidence, Sourced
from borrower_help.knowledge.records.clocks import Clock
from borrower_help.knowledge.records.complaint import Channel
from borrower_help.knowledge.records.conduct import Behaviour, EvidenceKind, Nature, Verdict
from borrower_help.knowledge.records.lenders import AgencyList, LenderContact, Penalty, Transfer
from borrower_help.knowledge.records.sources import DocumentKind, Seen
from borrower_help.upkeep.corpus import Corpus, Found


def overrated_confidence(corpus: Corpus) -> Found:
    """``high`` needs a source whose text was read; a source article can only carry ``low``."""
    for file, location, record in corpus.walk():
        if not isinstance(record, Sourced | EvidenceKind):
            continue
        cited = [found for ref in record.sources if (found := corpus.knowledge.cite(ref))]
        if record.confidence is Confidence.HIGH and cited and not any(_was_read(source) for source in cited):
            yield corpus.problem(
                file, (*location, "confidence"), "写了 high，但没有一个来源读过原文。请改成 medium，或先读原文。"
            )
        if (
            record.confidence is not Confidence.LOW
            and cited
            and all(source.document.kind is DocumentKind.ARTICLE for source in cited)
        ):
            yield corpus.problem(file, (*location, "confidence"), "只有网络文章作来源，只能写 low。")


def _was_read(source: Any) -> bool:
    if source.article is not None:
        return bool(source.article.read)
    return source.document.seen in (Seen.OFFICIAL_TEXT, Seen.EXCERPT)


def weak_facts(corpus: Corpus) -> Found:
    """A weak source carries no telephone number, no time limit and no amount."""
    for file, location, record in corpus.walk():
        dials = isinstance(record, Channel) and bool(record.phone)
        hard = dials or isinstance(record, LenderContact | Clock | SafetyNumber | Penalty | AgencyList | Transfer)
        if hard and isinstance(record, Sourced) and record.confidence is Confidence.LOW:
            yield corpus.problem(
                file, (*location, "confidence"), "低可信的来源不能支撑电话、日期、金额或时限。请核实，或移到 unknowns。"
            )


def weak_verdicts(corpus: Corpus) -> Found:
    """A prohibited verdict rests on at least one rule that is not weak."""
    for file, location, record in corpus.walk():
        if isinstance(record, Behaviour) and record.verdict is Verdict.PROHIBITED:
            cited = [corpus.knowledge.cite(rule.source) for rule in record.rules if rule.role == "basis"]
            strong = [source for source in cited if source and source.document.confidence is not Confidence.LOW]
            if record.confidence is Confidence.LOW or not strong:
                yield corpus.problem(
                    file,
                    (*location, "verdict"),
                    "「不可以」的结论要有不低于 medium 的依据。请找到依据，或改成 depends。",
                )


_NEEDED_FORCE = {
    Nature.UNLAWFUL: (Force.LAW, Force.JUDICIAL),
    Nature.REGULATORY: (Force.RULE, Force.NORMATIVE),
    Nature.STANDARD_OR_SELF_REGULATION: (Force.STANDARD, Force.SELF_REGULATION),
}


def unsupported_nature(corpus: Corpus) -> Found:
    """Only a law makes a thing unlawful, only a regulator's rule makes it a regulatory breach."""
    for file, location, record in corpus.walk():
        if not isinstance(record, Behaviour):
            continue
        if record.verdict in (Verdict.PROHIBITED, Verdict.LIMITED) and record.nature is None:
            yield corpus.problem(file, location, "「不可以」或「有限制」的行为要写 nature，说明违反的是哪一类规则。")
        needed = _NEEDED_FORCE.get(record.nature) if record.nature else None
        cited = [corpus.knowledge.cite(rule.source) for rule in record.rules if rule.role == "basis"]
        if needed and not any(source and force_of(source.document) in needed for source in cited):
            yield corpus.problem(
                file,
                (*location, "nature"),
                f"nature 写了 {record.nature}，但没有这一类的依据。请补依据，或改成与依据相符的性质。",
            )
        if (
            any(source and force_of(source.document) not in MAIN_FORCES for source in cited)
            and not any(source and force_of(source.document) in MAIN_FORCES for source in cited)
            and record.nature is not Nature.VERIFY_FIRST
            and record.nature is not None
        ):
            yield corpus.problem(file, (*location, "rules"), "依据里没有一条规则，只有报道或提示。")


DENIED = (
    r"(?<!不等于)(?<!不算)(?<!不是)(?<!不属于)(?<!未必)(?<!是否)(?<!不一定)(?<!不构成)(?<!不一定构成)(?<!算不算"
    r")(?<!等于)"
)


def overstated_unlawfulness(corpus: Corpus) -> Found:
    """违法 is a word for breaches of law only."""
    for file, location, record in corpus.walk():
        if isinstance(record, Behaviour) and record.nature is not Nature.UNLAWFUL:
            escalates = any(
                (source := corpus.knowledge.cite(rule.source))
                and force_of(source.document) in (Force.LAW, Force.JUDICIAL)
                for rule in record.rules
            )
            if re.search(DENIED + "违法", record.answer) and not escalates:
                yield corpus.problem(
                    file, (*location, "answer"), "这条没有法律作依据，不能说「违法」。请按 nature 用词。"
                )
