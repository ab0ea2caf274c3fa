"""What a lawyer's reading of an earlier knowledge found, put back into the knowledge of today, is found by a check.

The sentences stand here as they were before they were mended. A statement printed for another kind of institution was
not among them: the kinds were right then, so the broken file of that check is its only example.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from borrower_help.knowledge.files import knowledge_dir, read_files
from borrower_help.upkeep.checks.articles import unsourced_articles
from borrower_help.upkeep.checks.figures import unsourced_figures
from borrower_help.upkeep.checks.subjects import contradicting_natures, lost_conditions
from borrower_help.upkeep.corpus import Corpus, Found

OLD = [
    pytest.param(
        unsourced_figures,
        "money/basics.yaml",
        "[microloan-cost-guideline-2025:2, press-microloan-cost-2025]",
        "[microloan-cost-guideline-2025]",
        "「2027年」",
        id="a year that only the press told",
    ),
    pytest.param(
        unsourced_articles,
        "conduct/third_parties.yaml",
        "    note_sources: [nfra-microloan-companies:57]\n",
        "",
        "写了「第57条」",
        id="the transition named and not cited",
    ),
    pytest.param(
        contradicting_natures,
        "conduct/third_parties.yaml",
        "condition: 向前台、同事、领导等与债务无关的人催收",
        "condition: 要单位的人施压、代还",
        "「nfra-consumer-finance-companies:56」",
        id="collection at work a breach only where others are pressed",
    ),
    pytest.param(
        lost_conditions,
        "money/basics.yaml",
        "担保公司替你还款后，没有另外约定的，按担保真替你付了多少，就在这个数以内向你要；先看委托担保合同怎么写。超出",
        "担保公司替你还款后，在它承担担保责任的范围内向你要。超出",
        "「civil-code:700」",
        id="the guarantor's recourse without 'unless agreed otherwise'",
    ),
]


@pytest.mark.parametrize(("check", "file", "now", "then", "words"), OLD)
def test_a_mistake_of_the_past_is_found(
    tmp_path: Path, today: dt.date, check: Callable[[Corpus], Found], file: str, now: str, then: str, words: str
) -> None:
    """A mended sentence that comes back in its old words does not pass."""
    root = tmp_path / "knowledge"
    shutil.copytree(knowledge_dir(), root)
    text = (root / file).read_text(encoding="utf-8")
    assert now in text
    (root / file).write_text(text.replace(now, then), encoding="utf-8")
    files, problems = read_files(root)
    assert problems == []
    found = list(check(Corpus(root, files, today)))
    assert [problem for problem in found if problem.path == file and words in problem.message]
    assert {problem.path for problem in found} == {file}
