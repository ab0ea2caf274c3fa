"""Lint of the knowledge: what the schema cannot see. Every problem has a file, a line and a way out.

Each check is a generator over the ``Corpus``; ``CHECKS`` lists them all. They run only when every
file could be decoded, because a half-read knowledge would drown the real mistake in follow-ups.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from borrower_help.case import Case
from borrower_help.conditions import CONDITIONS
from borrower_help.errors import Problem
from borrower_help.knowledge import model
from borrower_help.knowledge.law import MAIN_FORCES, Force, force_of
from borrower_help.knowledge.library import Knowledge, missing_files, read_files
from borrower_help.knowledge.model import Confidence, DocumentKind, Nature, Seen, Verdict
from borrower_help.knowledge.names import normalise
from borrower_help.knowledge.reader import Loc, StrictLoader, line_of

Found = Iterator[Problem]


@dataclasses.dataclass(frozen=True)
class Corpus:
    """The decoded files, their text for line numbers, and the day of the check."""

    root: Path
    files: dict[str, model.KnowledgeFile]
    today: dt.date

    @cached_property
    def knowledge(self) -> Knowledge:
        """The same files with look-ups."""
        return Knowledge(self.files)

    @cached_property
    def _trees(self) -> dict[str, yaml.Node]:
        return {}

    def problem(self, file: str, location: Loc, message: str, level: str = "error") -> Problem:
        """A problem at the line of ``location`` in ``file``."""
        if file not in self._trees:
            text = (self.root / file).read_text(encoding="utf-8-sig")
            self._trees[file] = yaml.compose(text, Loader=StrictLoader) or yaml.ScalarNode("", "")
        return Problem(file, line_of(self._trees[file], location), message, level)

    def walk(self) -> Iterator[tuple[str, Loc, model.Record]]:
        """Every record of every file with its file and location, in order of files."""
        for file, record in sorted(self.files.items()):
            yield from ((file, location, found) for location, found in _walk(record, ()))

    def texts(self) -> Iterator[tuple[str, Loc, str]]:
        """Every text of every record with its file and location."""
        for file, location, record in self.walk():
            for name in record.__struct_fields__:
                value = getattr(record, name)
                items = value if isinstance(value, tuple) else (value,)
                for index, item in enumerate(items):
                    if type(item) is str and item:
                        yield file, (*location, name, *([index] if value is items else [])), item


def _walk(record: model.Record, location: Loc) -> Iterator[tuple[Loc, model.Record]]:
    yield location, record
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, model.Record):
            yield from _walk(value, (*location, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, model.Record):
                    yield from _walk(item, (*location, name, index))


def check_knowledge(root: Path, today: dt.date) -> list[Problem]:
    """Every problem of the knowledge below ``root``, errors and warnings, in order of file and line."""
    files, problems = read_files(root)
    if problems:
        return sorted(problems)
    corpus = Corpus(root, files, today)
    return sorted({*missing_files(files), *(problem for check in CHECKS for problem in check(corpus))})


# --- references --------------------------------------------------------------------------------------


def _refs(record: model.Record) -> Iterator[tuple[Loc, str]]:
    for name in ("sources", "ends_sources", "rules"):
        for index, ref in enumerate(getattr(record, name, ())):
            if isinstance(ref, str):
                yield (name, index), ref
    source = getattr(record, "source", None)
    if source is not None:
        yield ("source",), source


def unresolved_sources(corpus: Corpus) -> Found:
    """A reference must lead to a document, and to an article that is recorded."""
    for file, location, record in corpus.walk():
        for place, ref in _refs(record):
            if corpus.knowledge.cite(ref) is None:
                yield corpus.problem(file, (*location, *place), f"来源「{ref}」在 sources/ 里找不到。请补上这份文件或这一条，或改正编号。")


def unused_documents(corpus: Corpus) -> Found:
    """A report nobody cites is dead weight. A rule is not: ``source show`` answers for it."""
    cited = {ref.partition(":")[0] for _, _, record in corpus.walk() for _, ref in _refs(record)}
    for file, location, record in corpus.walk():
        if isinstance(record, model.Document) and record.id not in cited and force_of(record) is Force.NONE:
            yield corpus.problem(file, location, f"没有一条知识引用「{record.id}」。请引用它，或删掉它。", "warning")


def superseded_sources(corpus: Corpus) -> Found:
    """What is no longer in force may carry only statements that are themselves ended."""
    for file, location, record in corpus.walk():
        if getattr(record, "effective_to", None) is not None or isinstance(record, model.Rule | model.Threshold):
            continue
        for place, ref in _refs(record):
            cited = corpus.knowledge.cite(ref)
            if cited and cited.effective_to is not None and cited.effective_to < corpus.today:
                yield corpus.problem(
                    file, (*location, *place), f"「{ref}」{cited.effective_to} 起已不再有效，不能当现行依据。请换成现行条文，或给这条写上 effective_to。"
                )


def unknown_names(corpus: Corpus) -> Found:
    """Ids in selectors, routes and behaviours must exist."""
    knowledge = corpus.knowledge
    known: dict[str, tuple[Any, str]] = {
        "happened": (knowledge.behaviours, "催收行为"),
        "behaviours": (knowledge.behaviours, "催收行为"),
        "papers": (knowledge.paper_kinds, "文书"),
        "hardships": (knowledge.hardships, "困难类型"),
        "goals": (knowledge.goals, "目标"),
        "evidence": (knowledge.evidence, "证据类型"),
        "complain": (knowledge.channels, "投诉渠道"),
        "complaint_route": (knowledge.channels, "投诉渠道"),
        "channel": (knowledge.channels, "投诉渠道"),
        "after": (knowledge.clocks, "时限"),
        "when": (CONDITIONS, "条件"),
        "unless": (CONDITIONS, "条件"),
        "superseded_by": (knowledge.documents, "文件"),
    }
    for file, location, record in corpus.walk():
        for field in record.__struct_fields__:
            value = getattr(record, field)
            if field not in known or (isinstance(record, model.Route) and field == "evidence"):
                continue
            names = value if isinstance(value, tuple) else (value,)
            for index, name in enumerate(names):
                if isinstance(name, str) and name and name not in known[field][0]:
                    place = (*location, field, *([index] if value is names else []))
                    yield corpus.problem(file, place, f"没有叫「{name}」的{known[field][1]}。请改正，或先建立它。")


def unused_conditions(corpus: Corpus) -> Found:
    """A condition nobody names is dead code."""
    used = {name for _, _, record in corpus.walk() for field in ("when", "unless") for name in getattr(record, field, ())}
    for name in sorted(set(CONDITIONS) - used):
        yield Problem("borrower_help/conditions.py", 1, f"没有一条知识用到条件「{name}」。请删掉它，或用上它。")


def unused_questions(corpus: Corpus) -> Found:
    """A question must fill a field of the case that some rule reads."""
    used = {"safety", "kind", "lender", "days_overdue"}
    for _, _, record in corpus.walk():
        for selector, field in (("happened", "happened"), ("papers", "papers"), ("hardships", "hardship"), ("goals", "goals")):
            if getattr(record, selector, ()) and not isinstance(record, model.Question):
                used.add(field)
        if not isinstance(record, model.Question):
            names = (*getattr(record, "when", ()), *getattr(record, "unless", ()))
            used.update(use for name in names if name in CONDITIONS for use in CONDITIONS[name].uses)
    fields = set(Case.__struct_fields__)
    for file, location, record in corpus.walk():
        if isinstance(record, model.Question):
            if record.field not in fields:
                yield corpus.problem(file, (*location, "field"), f"情况记录里没有「{record.field}」这一项。")
            elif record.field not in used:
                yield corpus.problem(file, location, f"问题「{record.id}」的回答没有一条规则用到，不该问。")


# --- identity --------------------------------------------------------------------------------------------


def repeated_ids(corpus: Corpus) -> Found:
    """An id names one thing: lines of a report, anchors and explanations depend on it."""
    first: dict[tuple[str, str], str] = {}
    for file, location, record in corpus.walk():
        identifier = getattr(record, "id", None)
        if identifier is None or isinstance(record, model.Article | model.Choice | model.Threshold):
            continue
        family = "statement" if isinstance(record, model.Statement) else type(record).__name__
        key = (family, str(identifier))
        if key in first:
            yield corpus.problem(file, (*location, "id"), f"编号「{identifier}」已经用在 {first[key]}。请换一个。")
        first.setdefault(key, file)


def repeated_articles(corpus: Corpus) -> Found:
    """Within a document an article is recorded once."""
    for file, location, record in corpus.walk():
        if isinstance(record, model.Document):
            seen: set[str] = set()
            for index, article in enumerate(record.articles):
                if article.id in seen:
                    yield corpus.problem(file, (*location, "articles", index), f"「{record.id}」第 {article.id} 条写了两遍。")
                seen.add(article.id)


def misplaced_names(corpus: Corpus) -> Found:
    """A lender or theme file is called after what is in it, so that it can be found."""
    for file, record in corpus.files.items():
        stem = Path(file).stem
        field = "id" if isinstance(record, model.Lender) else "theme"
        name = getattr(record, field, stem)
        if name != stem:
            yield corpus.problem(file, (field,), f"文件名「{stem}」和里面的编号「{name}」不一致。请改成一样。")


def repeated_aliases(corpus: Corpus) -> Found:
    """Two lenders with one alias would send a borrower to the wrong lender."""
    owner: dict[str, str] = {}
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, model.Lender):
            for place, alias in _written_names(record):
                key = normalise(alias)
                if owner.setdefault(key, record.id) != record.id:
                    yield corpus.problem(file, place, f"别名「{alias}」已经属于「{owner[key]}」。一个名字只能指一家。")


def _written_names(lender: model.Lender) -> Iterator[tuple[Loc, str]]:
    for field in ("id", "name", "legal_name"):
        yield (field,), getattr(lender, field)
    yield from ((("aliases", index), alias) for index, alias in enumerate(lender.aliases))
    yield from ((("former_names", index, "name"), former.name) for index, former in enumerate(lender.former_names))
    yield from ((("products", index, "name"), product.name) for index, product in enumerate(lender.products))


def aliases_kept_apart(corpus: Corpus) -> Found:
    """A name that is kept apart from a lender must not be one of its own."""
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, model.Lender):
            own = {normalise(name) for _, name in _written_names(record)}
            for index, other in enumerate(record.not_aliases):
                if normalise(other.name) in own:
                    yield corpus.problem(file, ("not_aliases", index, "name"), f"「{other.name}」写成了别名，又写成不是别名。请删掉一处。")


def shared_unknowns(corpus: Corpus) -> Found:
    """What is unknown of every lender stands once, with the institution; a lender says what is unknown of it."""
    first: dict[str, str] = {}
    for file, record in sorted(corpus.files.items()):
        if not isinstance(record, model.Lender):
            continue
        if len(record.unknowns) < MIN_UNKNOWNS:
            yield corpus.problem(file, ("id",), f"只写了 {len(record.unknowns)} 条 unknowns，至少要 {MIN_UNKNOWNS} 条，都是这一家自己的。")
        for index, unknown in enumerate(record.unknowns):
            key = _without_names(unknown.text, record)
            if first.setdefault(key, file) != file:
                yield corpus.problem(
                    file,
                    ("unknowns", index, "text"),
                    f"除了名字，和 {first[key]} 里的一条是同一句。请写这一家自己的，或移到 institutions.yaml 里这一类机构的 unknowns。",
                )


MIN_UNKNOWNS = 2
"""Who has found nothing that is unknown of a lender has not looked."""


def _without_names(text: str, lender: model.Lender) -> str:
    """A sentence as it would stand for any lender: without this one's names, spaces and punctuation."""
    bare = normalise(text)
    for name in sorted({normalise(name) for _, name in _written_names(lender)}, key=len, reverse=True):
        bare = bare.replace(name, "")
    return bare


_ROLES_OF = {
    model.InstitutionKind.LOAN_FACILITATOR: (model.Role.SERVES, model.Role.LENDS),
    model.InstitutionKind.FINANCING_GUARANTOR: (model.Role.GUARANTEES, model.Role.LENDS),
    model.InstitutionKind.INSURER: (model.Role.GUARANTEES, model.Role.LENDS),
}
"""For a kind: the role it must have, and the one it cannot have. All others lend."""


def contradicting_roles(corpus: Corpus) -> Found:
    """Who lends and who does not follows from the kind: a borrower asks the lender, not the brand."""
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, model.Lender) and record.kind not in _NO_ROLES:
            must, cannot = _ROLES_OF.get(record.kind, (model.Role.LENDS, None))
            if must not in record.roles or cannot in record.roles:
                yield corpus.problem(file, ("roles",), f"{record.kind} 的 roles 要有 {must}" + (f"，不能有 {cannot}。" if cannot else "。"))


_NO_ROLES = (model.InstitutionKind.AMC, model.InstitutionKind.PRIVATE_ASSIGNEE, model.InstitutionKind.UNKNOWN)


def undecided_supervisors(corpus: Corpus) -> Found:
    """A brand's supervisor depends on the contract; a company's is seen or inferred, and said which."""
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, model.Lender):
            brand = record.kind is model.InstitutionKind.LOAN_FACILITATOR
            if brand != (record.regulator_basis is model.Basis.CONTRACT):
                yield corpus.problem(
                    file, ("regulator_basis",), "助贷平台写 contract（看合同里的贷款人），别的机构写 seen（见过）或 inferred（按注册地推断）。"
                )


def repeated_texts(corpus: Corpus) -> Found:
    """The same sentence twice means that one of them will go stale."""
    first: dict[str, tuple[str, str]] = {}
    for file, location, record in corpus.walk():
        if isinstance(record, model.Statement):
            key = re.sub(r"\W", "", record.text)
            if key in first and len(key) > 12:
                yield corpus.problem(file, (*location, "text"), f"和 {first[key][0]} 里的「{first[key][1]}」是同一句话。请合并，或写出不同之处。")
            first.setdefault(key, (file, record.id))


# --- force and confidence ----------------------------------------------------------------------------------


def overrated_confidence(corpus: Corpus) -> Found:
    """``high`` needs a source whose text was read; a source article can only carry ``low``."""
    for file, location, record in corpus.walk():
        if not isinstance(record, model.Sourced | model.EvidenceKind):
            continue
        cited = [found for ref in record.sources if (found := corpus.knowledge.cite(ref))]
        if record.confidence is Confidence.HIGH and cited and not any(_was_read(source) for source in cited):
            yield corpus.problem(file, (*location, "confidence"), "写了 high，但没有一个来源读过原文。请改成 medium，或先读原文。")
        if record.confidence is not Confidence.LOW and cited and all(source.document.kind is DocumentKind.ARTICLE for source in cited):
            yield corpus.problem(file, (*location, "confidence"), "只有网络文章作来源，只能写 low。")


def _was_read(source: Any) -> bool:
    if source.article is not None:
        return bool(source.article.read)
    return source.document.seen in (Seen.OFFICIAL_TEXT, Seen.EXCERPT)


def weak_facts(corpus: Corpus) -> Found:
    """A weak source carries no telephone number, no time limit and no amount."""
    for file, location, record in corpus.walk():
        dials = isinstance(record, model.Channel) and bool(record.phone)
        hard = dials or isinstance(record, model.Contact | model.Clock | model.SafetyNumber | model.Penalty | model.AgencyList | model.Transfer)
        if hard and isinstance(record, model.Sourced) and record.confidence is Confidence.LOW:
            yield corpus.problem(file, (*location, "confidence"), "低可信的来源不能支撑电话、日期、金额或时限。请核实，或移到 unknowns。")


def weak_verdicts(corpus: Corpus) -> Found:
    """A prohibited verdict rests on at least one rule that is not weak."""
    for file, location, record in corpus.walk():
        if isinstance(record, model.Behaviour) and record.verdict is Verdict.PROHIBITED:
            cited = [corpus.knowledge.cite(rule.source) for rule in record.rules if rule.role == "basis"]
            strong = [source for source in cited if source and source.document.confidence is not Confidence.LOW]
            if record.confidence is Confidence.LOW or not strong:
                yield corpus.problem(file, (*location, "verdict"), "「不可以」的结论要有不低于 medium 的依据。请找到依据，或改成 depends。")


_NEEDED_FORCE = {
    Nature.UNLAWFUL: (Force.LAW, Force.JUDICIAL),
    Nature.REGULATORY: (Force.RULE, Force.NORMATIVE),
    Nature.STANDARD_OR_SELF_REGULATION: (Force.STANDARD, Force.SELF_REGULATION),
}


def unsupported_nature(corpus: Corpus) -> Found:
    """Only a law makes a thing unlawful, only a regulator's rule makes it a regulatory breach."""
    for file, location, record in corpus.walk():
        if not isinstance(record, model.Behaviour):
            continue
        if record.verdict in (Verdict.PROHIBITED, Verdict.LIMITED) and record.nature is None:
            yield corpus.problem(file, location, "「不可以」或「有限制」的行为要写 nature，说明违反的是哪一类规则。")
        needed = _NEEDED_FORCE.get(record.nature) if record.nature else None
        cited = [corpus.knowledge.cite(rule.source) for rule in record.rules if rule.role == "basis"]
        if needed and not any(source and force_of(source.document) in needed for source in cited):
            yield corpus.problem(file, (*location, "nature"), f"nature 写了 {record.nature}，但没有这一类的依据。请补依据，或改成与依据相符的性质。")
        if (
            any(source and force_of(source.document) not in MAIN_FORCES for source in cited)
            and not any(source and force_of(source.document) in MAIN_FORCES for source in cited)
            and record.nature is not Nature.VERIFY_FIRST
            and record.nature is not None
        ):
            yield corpus.problem(file, (*location, "rules"), "依据里没有一条规则，只有报道或提示。")


_DENIED = r"(?<!不等于)(?<!不算)(?<!不是)(?<!不属于)(?<!未必)(?<!是否)(?<!不一定)(?<!不构成)(?<!不一定构成)(?<!算不算)(?<!等于)"


def overstated_unlawfulness(corpus: Corpus) -> Found:
    """违法 is a word for breaches of law only."""
    for file, location, record in corpus.walk():
        if isinstance(record, model.Behaviour) and record.nature is not Nature.UNLAWFUL:
            escalates = any(
                (source := corpus.knowledge.cite(rule.source)) and force_of(source.document) in (Force.LAW, Force.JUDICIAL) for rule in record.rules
            )
            if re.search(_DENIED + "违法", record.answer) and not escalates:
                yield corpus.problem(file, (*location, "answer"), "这条没有法律作依据，不能说「违法」。请按 nature 用词。")


# --- dates -----------------------------------------------------------------------------------------------


def reversed_dates(corpus: Corpus) -> Found:
    """Nothing ends before it begins."""
    for file, location, record in corpus.walk():
        starts, ends = getattr(record, "effective_from", None), getattr(record, "effective_to", None)
        if starts and ends and starts > ends:
            yield corpus.problem(file, (*location, "effective_to"), f"结束日 {ends} 早于开始日 {starts}。")
        days = getattr(record, "days", None)
        if days and days[1] is not None and days[0] > days[1]:
            yield corpus.problem(file, (*location, "days"), f"天数范围 {days[0]} 到 {days[1]} 写反了。")
        checked = getattr(record, "checked", None)
        if checked and checked > corpus.today:
            yield corpus.problem(file, (*location, "checked"), f"核对日期 {checked} 在未来。")


def broken_calendar(corpus: Corpus) -> Found:
    """The stages follow each other without gap or overlap, from day 1 to an open end."""
    for file, record in corpus.files.items():
        if not isinstance(record, model.StageFile):
            continue
        expected: int | None = 1
        for index, stage in enumerate(record.stages):
            if expected is None:
                yield corpus.problem(file, ("stages", index, "days"), f"阶段 {stage.letter} 排在没有终点的阶段后面。没有终点的只能是最后一个。")
            elif stage.days[0] != expected:
                yield corpus.problem(
                    file, ("stages", index, "days"), f"阶段 {stage.letter} 应从第 {expected} 天开始，写的是 {stage.days[0]}。请让各阶段首尾相接、按天数排列。"
                )
            expected = stage.days[1] + 1 if stage.days[1] is not None else None
        if expected is not None and record.stages:
            yield corpus.problem(file, ("stages",), "最后一个阶段要没有终点（写 null）。")


_HORIZON_DAYS = {"contact": 90, "report": 365, "rule": 730}


def stale_records(corpus: Corpus) -> Found:
    """Contacts go stale after 90 days, notices and reports after 365, statutes after 730."""
    for file, location, record in corpus.walk():
        match record:
            case model.Contact():
                horizon = _HORIZON_DAYS["contact"]
            case model.Document():
                horizon = _HORIZON_DAYS["rule" if force_of(record) in MAIN_FORCES else "report"]
            case _:
                continue
        age = (corpus.today - record.checked).days
        if age > horizon:
            yield corpus.problem(file, location, f"{record.checked} 核对过，已过 {age} 天（这一类应在 {horizon} 天内再核）。请重新核对。", "warning")


# --- wording ---------------------------------------------------------------------------------------------

_FORBIDDEN = re.compile(r"保证(?:能|可以|成功|减免|通过)|一定能|免还|洗白|官方合作|必赢|百分之百|100%")
_CLAIMS_MAY_SAY = (model.Caution, model.NeverSay, model.Claim)


def forbidden_words(corpus: Corpus) -> Found:
    """No promises; false promises may be quoted only where they are refuted."""
    records = {(file, location): record for file, location, record in corpus.walk()}
    for file, location, text in corpus.texts():
        holder = records.get((file, location[:-1])) or records.get((file, location[:-2]))
        word = _FORBIDDEN.search(text)
        if word and not isinstance(holder, _CLAIMS_MAY_SAY):
            yield corpus.problem(file, location, f"「{word.group()}」是许诺的话，不能写。请改成「可以问」「可能」这样的说法。")


def unprintable_characters(corpus: Corpus) -> Found:
    """A Chinese Windows console shows only what GBK has."""
    for file, location, text in corpus.texts():
        lost = [char for char in text if not _in_gbk(char)]
        if lost:
            yield corpus.problem(file, location, f"字符「{lost[0]}」在 GBK 里没有，老的中文终端显示不了。请换一个。")


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def full_width_digits(corpus: Corpus) -> Found:
    """Digits are half width everywhere, so that they can be searched and copied."""
    for file, location, text in corpus.texts():
        if re.search(r"[０-９Ａ-Ｚａ-ｚ]", text):
            yield corpus.problem(file, location, "用了全角数字或字母。请换成半角。")


MAX_TEXT = 240


def long_texts(corpus: Corpus) -> Found:
    """A frightened person does not read long paragraphs."""
    for file, location, record in corpus.walk():
        text = record.text if isinstance(record, model.Statement) else ""
        if len(text) > MAX_TEXT:
            yield corpus.problem(file, (*location, "text"), f"一条有 {len(text)} 个字，上限 {MAX_TEXT}。请拆开或写短。")


# --- telephones and lenders ------------------------------------------------------------------------------

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
        if isinstance(record, model.Contact) and record.kind == "hotline":
            digits = re.sub(r"\D", "", record.value)
            if not 3 <= len(digits) <= 12 or not re.fullmatch(r"[\d-]+", record.value):
                yield corpus.problem(file, (*location, "value"), f"「{record.value}」不像电话号码。")
            if owner.setdefault(digits, file) != file:
                yield corpus.problem(file, (*location, "value"), f"电话「{record.value}」也写在 {owner[digits]}。两家机构同一个电话，多半是假的。")


def unfinished_lenders(corpus: Corpus) -> Found:
    """A facilitation brand has no hotline: nobody has verified one, and its customers need the lender."""
    for file, record in sorted(corpus.files.items()):
        if not isinstance(record, model.Lender):
            continue
        if record.kind is model.InstitutionKind.LOAN_FACILITATOR and any(contact.kind == "hotline" for contact in record.contacts):
            yield corpus.problem(file, ("contacts",), "助贷平台的客服电话没有核实过，不能写。")


def unfinished_institutions(corpus: Corpus) -> Found:
    """Every kind is described, or a borrower falls through."""
    for file, record in corpus.files.items():
        if isinstance(record, model.InstitutionFile):
            missing = [kind for kind in model.InstitutionKind if kind not in {entry.id for entry in record.institutions}]
            if missing:
                yield corpus.problem(file, ("institutions",), f"缺少机构类型：{'、'.join(missing)}。")
            for index, entry in enumerate(record.institutions):
                if entry.id is model.InstitutionKind.LOAN_FACILITATOR and not (entry.branches and entry.ask_first):
                    yield corpus.problem(file, ("institutions", index), "助贷平台不是放款人。请写 ask_first（先问合同里的贷款人和担保人）和 branches。")


def unrouted_behaviours(corpus: Corpus) -> Found:
    """Whoever reports a behaviour must be told whom to tell."""
    routed = {name for route in corpus.knowledge.routes for name in route.happened}
    for file, location, record in corpus.walk():
        if isinstance(record, model.Behaviour) and record.complain and record.id not in routed:
            yield corpus.problem(file, location, f"没有一条投诉路线管「{record.id}」。请在 complaint/ 的路线里加上。")


CHECKS: tuple[Callable[[Corpus], Found], ...] = (
    unresolved_sources,
    unused_documents,
    superseded_sources,
    unknown_names,
    unused_conditions,
    unused_questions,
    repeated_ids,
    repeated_articles,
    misplaced_names,
    repeated_aliases,
    aliases_kept_apart,
    shared_unknowns,
    contradicting_roles,
    undecided_supervisors,
    repeated_texts,
    overrated_confidence,
    weak_facts,
    weak_verdicts,
    unsupported_nature,
    overstated_unlawfulness,
    reversed_dates,
    broken_calendar,
    stale_records,
    forbidden_words,
    unprintable_characters,
    full_width_digits,
    long_texts,
    unknown_phones,
    shared_phones,
    unfinished_lenders,
    unfinished_institutions,
    unrouted_behaviours,
)


def count_records(knowledge: Knowledge) -> dict[str, dict[str, int]]:
    """Records by kind and by confidence, for ``knowledge stats``."""
    kinds: dict[str, int] = defaultdict(int)
    confidence: dict[str, int] = defaultdict(int)
    corpus = Corpus(Path(), knowledge.files, dt.date.max)
    for _, _, record in corpus.walk():
        kinds[type(record).__name__] += 1
        if isinstance(level := getattr(record, "confidence", None), Confidence):
            confidence[level.value] += 1
    return {"kinds": dict(sorted(kinds.items())), "confidence": dict(sorted(confidence.items()))}
