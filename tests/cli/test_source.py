"""``source``: what the advice relies on."""

from __future__ import annotations

import json
from typing import Any

DAY = ("--as-of", "2026-11-21")


def test_list_has_every_document(run: Any, knowledge: Any) -> None:
    """The list has every document, the laws before the rules and the rules before the reports."""
    listed = json.loads(run("source", "list", "--format", "json", *DAY).out)["data"]
    assert {document["id"] for document in listed} == set(knowledge.documents)
    kinds = [document["kind"] for document in listed]
    assert kinds[0] == "law"
    assert (
        kinds.index("law")
        < kinds.index("judicial_interpretation")
        < kinds.index("departmental_rule")
        < kinds.index("press")
    )


def test_list_on_the_screen(run: Any, knowledge: Any) -> None:
    """On the screen each document is named by the id with which it can be shown."""
    out = run("source", "list", *DAY).out
    assert f"{len(knowledge.documents)} 份" in out.splitlines()[0]
    assert "- civil-code：" in out


def test_show_a_document(run: Any) -> None:
    """A document is shown with its force, its dates and its articles."""
    out = run("source", "show", "civil-code", *DAY).out
    assert "民法典" in out.splitlines()[0]
    for words in ("性质：法律法规", "生效：2021-01-01", "核对日期：", "第 676 条：", "第 585 条："):
        assert words in out


def test_show_an_article(run: Any) -> None:
    """An article is shown alone, in our own words."""
    out = run("source", "show", "civil-code:676", *DAY).out
    assert "第 676 条：" in out
    assert "第 585 条：" not in out
    assert "不是原文" in out


def test_show_a_paragraph_without_a_record_of_its_own(run: Any) -> None:
    """A paragraph leads to its article."""
    assert "第 676 条：" in run("source", "show", "civil-code:676.1", *DAY).out


def test_show_as_json(run: Any) -> None:
    """For programs the article and its document come as records, and the reference is listed."""
    envelope = json.loads(run("source", "show", "civil-code:676", "--format", "json", *DAY).out)
    assert envelope["data"]["document"]["id"] == "civil-code"
    assert envelope["data"]["article"]["id"] == "676"
    assert [source["ref"] for source in envelope["sources"]] == ["civil-code:676"]


def test_every_cited_source_can_be_shown(run: Any) -> None:
    """The references that a report cites can be looked up with ``source show``; every fifth is tried."""
    advice = json.loads(
        run("advise", "--lender", "海尔", "--days-overdue", "3", "--no-input", "--format", "json", *DAY).out
    )
    refs = [source["ref"] for source in advice["sources"]]
    assert len(refs) > 20
    assert [ref for ref in refs[::5] if run("source", "show", ref, *DAY).code != 0] == []


def test_an_article_that_is_not_recorded(run: Any) -> None:
    """An article that is not recorded is an error which lists those that are."""
    result = run("source", "show", "civil-code:1", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "676" in result.err
