"""Whom and what a text is about: kinds it does not concern, natures that disagree, conditions that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from borrower_help.ask.search import pairs
from borrower_help.case.situation import OPEN_KINDS
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.records.across import Caution
from borrower_help.knowledge.records.base import Entry, InstitutionKind, Statement
from borrower_help.knowledge.records.complaint import Channel, Route
from borrower_help.knowledge.records.conduct import Behaviour, Nature, Right
from borrower_help.knowledge.records.lenders import InstitutionFile
from borrower_help.knowledge.records.papers import Paper
from borrower_help.upkeep.checks.figures import refs_of
from borrower_help.upkeep.checks.force import DENIED
from borrower_help.upkeep.corpus import Corpus, Found

_KIND_NAMES = {
    InstitutionKind.CONSUMER_FINANCE: r"消费金融公司|消金公司",
    InstitutionKind.BANK: r"(?<!人民)(?<!的)银行(?!业|卡|流水|账户|转账|行|分支)",
    InstitutionKind.MICRO_LOAN: r"小额贷款公司|小贷公司",
    InstitutionKind.FINANCING_GUARANTOR: r"担保公司",
    InstitutionKind.INSURER: r"保险公司",
    InstitutionKind.LEASING: r"租赁公司",
    InstitutionKind.AMC: r"资产管理公司",
}
_DUTY = r"[^。；，：]{0,10}(?:不得|应当|必须|违反|只能|须|要先)"


def overreaching_kinds(corpus: Corpus) -> Found:
    """What binds one kind of institution is not printed on the page of another.

    A statement is held by the kinds whose duty it names; one that is chosen by a paper or by what happened is about
    that, and a warning, a right or a channel says whom it binds beside whom it does not.
    """
    for file, location, record in corpus.walk():
        if not isinstance(record, Statement) or not file.startswith(_BY_KIND) or record.papers or record.happened:
            continue
        selected = set(record.kinds or InstitutionKind)
        if isinstance(holder := corpus.files[file], InstitutionFile) and isinstance(location[1], int):
            selected = {holder.institutions[location[1]].id}
        named = {kind for kind, name in _KIND_NAMES.items() if re.search(name, record.text)}
        bound = {kind for kind in named if re.search(f"(?:{_KIND_NAMES[kind]}){_DUTY}", record.text)}
        unbound = selected - named - set(OPEN_KINDS)
        if bound and unbound:
            yield corpus.problem(
                file,
                (*location, "text"),
                f"这句话管的是 {_words(bound)}，{_words(unbound)} 的报告也会印出来。请写上 kinds，或改成都管的话。",
            )


_BY_KIND = ("outlook/", "money/", "negotiation/", "complaint/", "credit/", "institutions.yaml")


def _words(kinds: set[InstitutionKind]) -> str:
    return "、".join(sorted(kinds))


_TOLD = {
    Nature.UNLAWFUL: re.compile(DENIED + r"违法(?!犯罪|线索|行为举报)"),
    Nature.REGULATORY: re.compile(r"(?<!不)违反(?:了)?监管规定"),
    Nature.STANDARD_OR_SELF_REGULATION: re.compile(r"不符合[^。，；]{0,12}(?:标准|自律|指引)"),
}
_QUOTED = re.compile(r"「[^」]*」")
"""What others say is not told as true."""

_FORCES = {
    Nature.UNLAWFUL: (Force.LAW, Force.JUDICIAL),
    Nature.REGULATORY: (Force.RULE, Force.NORMATIVE),
    Nature.STANDARD_OR_SELF_REGULATION: (Force.STANDARD, Force.SELF_REGULATION),
}


def contradicting_natures(corpus: Corpus) -> Found:
    """One article is unlawful to break, a regulatory breach or less, wherever it is told.

    Two behaviours of one theme that rest on the same articles have one nature, an article that one behaviour rests on
    is not narrowed beside another, and a statement says 违法, 违反监管规定 or 不符合标准 only where one of its sources
    is of that force.
    """
    yield from _behaviours_apart(corpus)
    yield from _narrowed(corpus)
    for file, location, record in corpus.walk():
        if isinstance(record, Statement | Right | Caution | Paper):
            forces = {force_of(cited.document) for ref in refs_of(record) if (cited := corpus.knowledge.cite(ref))}
            for nature, pattern in _TOLD.items():
                words = pattern.search(_QUOTED.sub("", _all_text(record)))
                if words and not forces & set(_FORCES[nature]):
                    yield corpus.problem(
                        file,
                        location,
                        f"说了「{words.group()}」，来源里没有这一类的规定。请按来源的性质用词，或补上来源。",
                    )


def _behaviours_apart(corpus: Corpus) -> Found:
    first: dict[tuple[str, tuple[str, ...]], Behaviour] = {}
    for file, location, record in corpus.walk():
        if not isinstance(record, Behaviour) or record.nature is None:
            continue
        basis = tuple(sorted(rule.source for rule in record.rules if rule.role == "basis"))
        cited = [corpus.knowledge.cite(source) for source in basis]
        forces = {force_of(source.document) for source in cited if source and source.article}
        if not forces or not all(":" in source for source in basis):
            continue  # a whole document is no article: it says different things of different acts
        if record.nature is not Nature.VERIFY_FIRST and not forces & set(_FORCES[record.nature]):
            continue  # another check says that the nature has no basis at all
        known = first.setdefault((file, basis), record)
        if known.nature is not record.nature:
            yield corpus.problem(
                file,
                (*location, "nature"),
                f"和「{known.id}」依据同样的条文，性质却写成 {record.nature}（那里是 {known.nature}）。请改成一样。",
            )


def _narrowed(corpus: Corpus) -> Found:
    """A regulatory article that makes one behaviour a breach makes another one only under a condition of its own words.

    An article forbids collection from third persons: it does not forbid it "only where they are made to pay".
    """
    behaviours = [entry for entry in corpus.walk() if isinstance(entry[2], Behaviour)]
    regulatory = {
        rule.source
        for _, _, record in behaviours
        if isinstance(record, Behaviour) and record.nature is Nature.REGULATORY
        for rule in record.rules
        if rule.role == "basis"
    }
    for file, location, record in behaviours:
        if not isinstance(record, Behaviour) or record.nature is Nature.REGULATORY:
            continue
        for index, rule in enumerate(record.rules):
            cited = corpus.knowledge.cite(rule.source)
            if rule.role == "basis" or rule.source not in regulatory or cited is None or cited.article is None:
                continue
            if force_of(cited.document) in _FORCES[Nature.REGULATORY] and not (
                set(pairs(rule.condition)) & set(pairs(cited.article.gist))
            ):
                yield corpus.problem(
                    file,
                    (*location, "rules", index),
                    f"别处凭「{rule.source}」就是违反监管规定，这里却加了条文没有的条件。请按条文写条件。",
                )


_EXCEPT = re.compile(r"另有约定|约定(?:的)?除外")
_KEPT = re.compile(r"约定|合同|协议|谈好|商量")
ENOUGH_PAIRS = 4
"""How many pairs of characters a text shares with an article before it counts as telling it."""


def lost_conditions(corpus: Corpus) -> Found:
    """An article that holds only unless agreed otherwise is not told as if it always held."""
    for file, location, record in corpus.walk():
        if not isinstance(record, Entry) or isinstance(record, Route | Channel) or _KEPT.search(_all_text(record)):
            continue
        for ref in refs_of(record):
            cited = corpus.knowledge.cite(ref)
            gist = cited.article.gist if cited and cited.article else ""
            if _EXCEPT.search(gist) and len(set(pairs(gist)) & set(pairs(_all_text(record)))) >= ENOUGH_PAIRS:
                yield corpus.problem(
                    file, location, f"「{ref}」写着另有约定的除外，这里没说。请补上「没有另外约定的」，或说明看合同。"
                )


def _all_text(record: Entry) -> str:
    return "。".join(_strings(record))


def _strings(record: Entry) -> Iterator[str]:
    for name in record.__struct_fields__:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if type(item) is str and name not in ("id", "sources", "ends_sources"):
                yield item
