"""Numbered sources: each document one number, in the order in which the report first cites it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.render.lines import Citations, source_lines

often = settings(deadline=None, max_examples=100, database=None)


def test_a_document_keeps_the_number_of_its_first_citation(knowledge: Knowledge) -> None:
    """Whoever looks up [2] finds the same document wherever [2] stands."""
    citations = Citations(knowledge)
    assert citations.marks(("civil-code:676", "criminal-law:293")) == "[1:676、2:293]"
    assert citations.marks(("criminal-law:245",)) == "[2:245]"
    assert citations.marks(("gbt-45251-2025", "civil-code:676")) == "[3、1:676]"
    assert [line.label for line in citations.listed() if line.role == "number"] == ["[1]", "[2]", "[3]"]


@pytest.mark.parametrize(
    ("confidence", "marks"),
    [(Confidence.HIGH, "[1:676]"), (Confidence.MEDIUM, "[1:676 中]"), (Confidence.LOW, "[1:676 低]")],
)
def test_the_confidence_is_marked_where_it_is_not_high(
    confidence: Confidence, marks: str, knowledge: Knowledge
) -> None:
    """A weak statement is marked beside its source; an official text read is not."""
    assert Citations(knowledge).marks(("civil-code:676",), confidence) == marks


def test_no_sources_give_no_marks(knowledge: Knowledge) -> None:
    """A line that cites nothing shows no empty brackets, and nothing is listed."""
    citations = Citations(knowledge)
    assert citations.marks(()) == ""
    assert list(citations.listed()) == []


def test_only_the_sources_shown_are_listed(knowledge: Knowledge) -> None:
    """On a short screen, what is left out of the marks is left out of the list too."""
    citations = Citations(knowledge, most=2)
    assert citations.marks(("civil-code:676", "criminal-law:293", "gbt-45251-2025")) == "[1:676、2:293]"
    assert [line.label for line in citations.listed() if line.role == "number"] == ["[1]", "[2]"]


def test_a_listed_document_shows_each_cited_article_once(knowledge: Knowledge) -> None:
    """Below a law stand the cited articles, each with what it says, in the order of citation."""
    citations = Citations(knowledge)
    citations.marks(("civil-code:678", "civil-code:676"))
    citations.marks(("civil-code:678",))
    document, *articles = citations.listed()
    assert document.text.startswith("《中华人民共和国民法典》第 678、676 条")
    assert [line.label for line in articles] == ["第 678 条", "第 676 条"]
    assert all(line.text for line in articles)


def test_the_marks_are_explained_by_one_that_is_there(knowledge: Knowledge) -> None:
    """The legend shows a mark of this page, with its article where one is cited; a page without marks has none."""
    citations = Citations(knowledge)
    assert source_lines(citations, full=False) == []
    citations.marks(("project-practice",))
    assert source_lines(citations, full=False)[-1].text.startswith("[1] 是来源 1。")
    citations.marks(("civil-code:676",))
    assert source_lines(citations, full=False)[-1].text.startswith("[2:676] 是来源 2 第 676 条。")
    bare = Citations(knowledge, bare=True)
    bare.marks(("civil-code:676",))
    assert source_lines(bare, full=True)[-1].text.startswith("[1] 是来源 1。")


def test_the_short_list_is_one_paragraph_with_every_number(knowledge: Knowledge) -> None:
    """The short screen names its sources in one paragraph."""
    citations = Citations(knowledge)
    citations.marks(("civil-code:676", "gbt-45251-2025"))
    assert re.fullmatch(r"\[1\] 民法典 676 条；\[2\] [^；]+。", citations.run_on().text)


@pytest.fixture(name="every_ref", scope="session")
def every_reference(knowledge: Knowledge) -> Callable[[int], str]:
    """Every document and article that can be cited, by number; numbers beyond the last begin anew."""
    refs = [
        document.id + (f":{article.id}" if article else "")
        for document in knowledge.documents.values()
        for article in (None, *document.articles)
    ]
    return lambda number: refs[number % len(refs)]


@pytest.fixture(name="cite", scope="session")
def cite_one_after_the_other(knowledge: Knowledge) -> Callable[[list[list[str]]], tuple[list[str], list[str]]]:
    """The marks of each list of sources, and the lines of the documents listed after them."""

    def cite(cited: list[list[str]]) -> tuple[list[str], list[str]]:
        citations = Citations(knowledge)
        shown = [citations.marks(sources) for sources in cited]
        return shown, [f"{line.label} {line.text}" for line in citations.listed() if line.role == "number"]

    return cite


@often
@given(st.lists(st.lists(st.integers(0, 5000), min_size=1, max_size=4), max_size=8))
def test_numbers_follow_the_order_of_first_citation(
    every_ref: Callable[[int], str],
    cite: Callable[[list[list[str]]], tuple[list[str], list[str]]],
    numbers: list[list[int]],
) -> None:
    """Whatever is cited, the numbers run from 1 without gap, and each one points to the document it was given for."""
    cited = [[every_ref(number) for number in paragraph] for paragraph in numbers]
    order = list(dict.fromkeys(source.partition(":")[0] for paragraph in cited for source in paragraph))
    shown, documents = cite(cited)
    for paragraph, marks in zip(cited, shown, strict=True):
        wanted = [
            f"{order.index(document) + 1}" + (f":{article}" if article else "")
            for document, _, article in (ref.partition(":") for ref in paragraph)
        ]
        assert marks == f"[{'、'.join(wanted)}]"
    assert [document.partition(" ")[0] for document in documents] == [
        f"[{number}]" for number in range(1, len(order) + 1)
    ]
    for name, document in zip(order, documents, strict=True):
        (alone,) = cite([[name]])[1]
        assert alone.removeprefix("[1] ").partition("》")[0] in document
