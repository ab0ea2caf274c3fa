"""How many pages and how many questions a second: `faq build` in memory, and `ask` over the labelled questions.

    python benchmarks/pages.py

Medians of five rounds in one process, the knowledge read before. Nothing is written, so that no disk is measured.
"""
# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from borrower_help.ask.answer import Asking
from borrower_help.ask.pages import Wanted, build_pages, counted
from borrower_help.case.model import Case
from borrower_help.knowledge.files import load_knowledge
from borrower_help.render.answers.faq import page_json, page_markdown
from borrower_help.render.site import index_html, page_html

DAY = dt.date(2026, 11, 30)

QUESTIONS = Path(__file__).resolve().parents[1] / "tests" / "ask" / "questions.yaml"

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """The median of the rounds, after one that warms up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begins = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begins)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    say = sys.stdout.write
    knowledge = load_knowledge()
    pages = build_pages(knowledge, DAY, Wanted())
    titles = {page.id: page.title for page in pages}
    composed = seconds(lambda: build_pages(knowledge, DAY, Wanted()))
    say(f"{'composed':<16} {len(pages) / composed:6.0f} pages a second, {counted(pages) / composed:6.0f} answers\n")
    for name, work in (
        (
            "html",
            lambda: [*(page_html(page, knowledge, DAY, titles) for page in pages), index_html(pages, knowledge, DAY)],
        ),
        ("markdown", lambda: [page_markdown(page, knowledge, DAY, titles) for page in pages]),
        ("json", lambda: [page_json(page, knowledge, DAY) for page in pages]),
    ):
        say(f"{name:<16} {len(pages) / (composed + seconds(work)):6.0f} pages a second, composed and written\n")
        sys.stdout.flush()
    groups = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))["groups"]
    wordings = [wording for group in groups for wording in group["wordings"]]
    begins = time.perf_counter()
    asking = Asking(knowledge)
    asking.answer(wordings[0], Case(), DAY)
    say(f"{'first answer':<16} {(time.perf_counter() - begins) * 1000:6.0f} milliseconds, the index built\n")
    taken = seconds(lambda: [asking.answer(wording, Case(), DAY) for wording in wordings])
    say(f"{'ask':<16} {len(wordings) / taken:6.0f} questions a second, {len(wordings)} wordings\n")


if __name__ == "__main__":
    main()
