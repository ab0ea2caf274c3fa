"""The citations held against a folder of official texts: one file per document, called by its id.

The first line of a text says from when it is in force and whether it is whole::

    <!-- title | 施行 2024-01-01 | 状态 有效 | page -->

Articles begin a line with 第N条; a text without such lines is cited by its own items (一、, 1.).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from borrower_help.errors import Problem, UsageError, trouble
from borrower_help.knowledge.files import read_files
from borrower_help.knowledge.records.conduct import Rule, Threshold
from borrower_help.knowledge.records.sources import Article, Document
from borrower_help.upkeep.checks.figures import YEAR, Figure, figures, number_value
from borrower_help.upkeep.checks.references import sources_of
from borrower_help.upkeep.corpus import Corpus, Found

_NUMERAL = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"^\s*(?:- )?\**第({_NUMERAL}|\d+)条(?:之({_NUMERAL}))?\**[\s　]*", re.MULTILINE)
_ITEM = re.compile(rf"^\s*(?:- )?\**(?:({_NUMERAL})、|(\d{{1,3}})[.．、])", re.MULTILINE)
_IN_FORCE = re.compile(r"施行 (\d{4}-\d\d-\d\d)|(\d{4}-\d\d-\d\d) 起施行")
_GONE = re.compile(r"状态 (已废止|失效|已修改)")


@dataclasses.dataclass(frozen=True)
class LawText:
    """One official text: since when it is in force, and what each article says."""

    id: str
    text: str

    @property
    def head(self) -> str:
        """The first line, which tells where the text comes from."""
        return self.text.partition("\n")[0]

    @property
    def partial(self) -> bool:
        """Whether only some articles are at hand, or its parts are not numbered."""
        return "部分：" in self.head or not self.articles

    @property
    def in_force_from(self) -> dt.date | None:
        """The day since which this text is in force, where the first line says so."""
        found = _IN_FORCE.search(self.head)
        return dt.date.fromisoformat(found[1] or found[2]) if found else None

    @property
    def gone(self) -> str:
        """The status of a text that is no longer in force as it stands; empty while it is."""
        found = _GONE.search(self.head)
        return found[1] if found else ""

    @cached_property
    def articles(self) -> dict[str, str]:
        """What each article says, by its number as sources write it: ``50``, ``293-1``."""
        return self._cut(_ARTICLE) or self._cut(_ITEM)

    def _cut(self, begins: re.Pattern[str]) -> dict[str, str]:
        matches = list(begins.finditer(self.text))
        ends = [*(match.start() for match in matches[1:]), len(self.text)][: len(matches)]
        found: dict[str, str] = {}
        for match, end in zip(matches, ends, strict=True):
            found.setdefault(_number(match), self.text[match.end() : end])
        return found


def _number(match: re.Match[str]) -> str:
    main, second = match[1], match[2]
    if main is None:
        return str(int(second))
    branch = f"-{number_value(second)}" if second and match.re is _ARTICLE else ""
    return f"{int(number_value(main))}{branch}"


def read_texts(folder: Path) -> dict[str, LawText]:
    """The texts of a folder by the id of their document. Raises ``UsageError`` where there are none."""
    try:
        texts = {path.stem: LawText(path.stem, path.read_text(encoding="utf-8-sig")) for path in folder.glob("*.md")}
    except (OSError, UnicodeDecodeError) as error:
        reason = trouble(error) if isinstance(error, OSError) else "不是 UTF-8 编码"
        raise UsageError(f"读不了 {folder} 里的条文（{reason}）。请检查 --texts 指向的文件夹。") from error
    if not texts:
        raise UsageError(f"{folder} 里没有条文（文件编号.md）。请检查 --texts 指向的文件夹。")
    return texts


def check_texts(root: Path, folder: Path, today: dt.date) -> list[Problem]:
    """Every citation of the knowledge below ``root`` that the texts contradict. Raises ``UsageError``."""
    texts = read_texts(folder)
    files, problems = read_files(root)
    if problems:
        return []  # the check without texts has named them
    corpus = Corpus(root, files, today)
    return sorted({*_documents(corpus, texts), *_citations(corpus, texts)})


def _documents(corpus: Corpus, texts: dict[str, LawText]) -> Found:
    """The records of documents: their first day, their status, their articles and the figures of these."""
    for file, location, record in corpus.walk():
        text = texts.get(record.id) if isinstance(record, Document) else None
        if not isinstance(record, Document) or text is None:
            continue
        first = text.in_force_from
        if first and record.effective_from != first:
            yield corpus.problem(
                file,
                (*location, "effective_from"),
                f"条文从 {first} 起施行，这里写的是 {record.effective_from}。请核对。",
            )
        if text.gone and record.effective_to is None and not record.superseded_by:
            yield corpus.problem(file, location, f"条文的状态是「{text.gone}」，这里没有写 effective_to。请核对。")
        for index, article in enumerate(record.articles):
            place = (*location, "articles", index)
            yield from (corpus.problem(file, place, message) for message in _article_mistakes(article, text))


def _article_mistakes(article: Article, text: LawText) -> Iterator[str]:
    number, _, paragraph = article.id.partition(".")
    words = text.articles.get(number)
    if words is None:
        if not text.partial:
            yield f"条文里没有第 {article.id} 条。请改正条号。"
        return
    count = len(_paragraphs(words))
    if paragraph.isdigit() and count > 1 and int(paragraph) > count:
        yield f"第 {number} 条只有 {count} 款，没有第 {paragraph} 款。请改正。"
    stated = figures_of_law(words)
    for figure, said in figures(article.gist):
        if article.read and figure not in stated and figure[1] != YEAR:
            yield f"「{said}」在条文第 {number} 条里找不到。请核对这个数。"


def figures_of_law(words: str) -> set[Figure]:
    """The figures of an official text, which writes 一年 and 百分之三十, and lets a range share its unit."""
    plain = _PERCENT.sub(r"\1%", words)
    plain = _RANGE.sub(r"\1\3至\2\3", plain)
    found = {figure for figure, _ in figures(plain)}
    if "指工作日" in plain:
        found |= {(amount, "工作日") for amount in _quoted_days(plain)}
    return found | {
        (Decimal(1), unit) for unit in ("年", "个月", "日", "倍") if f"一{unit}" in plain or f"1{unit}" in plain
    }


def _quoted_days(words: str) -> Iterator[Decimal]:
    """The days of which an article says that they are working days: 「五日」是指工作日."""
    yield from (number_value(match[1]) for match in re.finditer(rf"[“「]({_NUMERAL})日[”」]", words))


_PERCENT = re.compile(rf"百分之({_NUMERAL}|[0-9.]+)")
_RANGE = re.compile(rf"({_NUMERAL}|[0-9]+)(?:至|到|—|-)({_NUMERAL}|[0-9]+)(%|年|个月|日|倍|元)")


def _paragraphs(words: str) -> list[str]:
    """The paragraphs of an article; the items of a list belong to the paragraph before them."""
    blocks = [block.strip() for block in words.split("\n\n")]
    return [block for block in blocks if block and not block.startswith(("- （", "#", "（", ">"))]


def _citations(corpus: Corpus, texts: dict[str, LawText]) -> Found:
    """The records that cite: each article exists, and was in force on the day from which the record says it is true."""
    for file, location, record in corpus.walk():
        for place, ref in sources_of(record):
            document, _, article = ref.partition(":")
            text = texts.get(document)
            if text is None:
                continue
            number = article.partition(".")[0]
            if number and number not in text.articles and not text.partial:
                yield corpus.problem(file, (*location, *place), f"{document} 的条文里没有第 {number} 条。请改正条号。")
            since = getattr(record, "effective_from", None)
            cited = corpus.knowledge.cite(ref)
            earliest = cited.effective_from if cited else None
            if since and earliest and since < earliest and not isinstance(record, Rule | Threshold):
                yield corpus.problem(
                    file,
                    (*location, *place),
                    f"这条从 {since} 起算，「{ref}」{earliest} 才施行。请改 effective_from，或补上当时的依据。",
                )
