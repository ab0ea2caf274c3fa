"""``ask``: the right record for a person's own words, in twelve lines, or an honest 没有找到."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from borrower_help.ask.answer import Asking, Replied
from borrower_help.case.model import Case
from borrower_help.case.situation import situation_of
from borrower_help.knowledge.files import knowledge_dir
from borrower_help.render.answers.ask import MOST_LINES, asked_lines
from borrower_help.render.formats.terminal import TEXT_WIDTH, text_lines
from borrower_help.upkeep.compile import learned_by

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from ask import measure

DAY = dt.date(2026, 11, 30)
NOW = ("--as-of", "2026-11-30")


@pytest.fixture(name="asking", scope="module")
def everything_ready(knowledge: Any) -> Asking:
    """The index of the project's own knowledge, built once, with what its wordings teach."""
    asking = Asking(knowledge)
    asking.matcher.learned = learned_by(asking.matcher)
    return asking


def first(asking: Asking, typed: str, **told: Any) -> str:
    """The id of the question that is answered; empty where none is."""
    return asking.answer(typed, Case().telling(told) if told else Case(), DAY).id


@pytest.mark.parametrize(
    ("name", "least", "most_wrong"),
    [
        ("questions.yaml", 0.90, 0.07),
        ("sealed.yaml", 0.89, 0.06),
        ("samples.yaml", 0.80, 0.10),
        ("strangers_open.yaml", 0.86, 0.07),
        ("fresh_open.yaml", 0.82, 0.09),
    ],
)
def test_how_often_it_is_right(asking: Asking, name: str, least: float, most_wrong: float) -> None:
    """Of independent wordings at least so many are answered first by a right record, and at most so many wrongly."""
    score = measure(name, asking)
    assert score.first >= least
    assert score.wrong <= most_wrong


def test_questions_from_elsewhere_are_not_answered(asking: Asking) -> None:
    """Questions that the knowledge does not answer get no answer, seventeen times in twenty."""
    assert measure("elsewhere.yaml", asking).none_recall >= 0.85


def test_there_are_enough_questions(asking: Asking) -> None:
    """At least 250 questions can be asked, and a lender's own beside them."""
    assert len(asking.documents) >= 250
    assert len(asking.of_lenders) >= 10


def test_every_question_is_a_sentence(asking: Asking) -> None:
    """What is shown as a question ends in a question mark, and no name of a lender's place is left open."""
    for document in asking.documents.values():
        assert document.title.endswith("？"), document.id
    for document in asking.of_lenders.values():
        assert "{name}" in document.title


def heights(asking: Asking, ids: Any, case: Case) -> dict[str, int]:
    """How many lines of eighty cells the answer to each question takes."""
    situation = situation_of(case, asking.knowledge, DAY)
    found = {}
    for identifier in ids:
        title, pieces, deeper, answers = asking.reply(identifier, situation)
        lines = asked_lines(Replied("", identifier, title, 1.0, answers, pieces, (), deeper), asking.knowledge)
        found[identifier] = len(list(text_lines(lines, TEXT_WIDTH)))
    return found


def test_every_answer_is_short(asking: Asking) -> None:
    """Whatever is asked of no lender, the answer takes at most twelve lines, and it names its sources or says it has
    none.
    """
    too_long = {key: lines for key, lines in heights(asking, asking.documents, Case()).items() if lines > MOST_LINES}
    assert too_long == {}


def test_every_lender_is_answered_for(asking: Asking) -> None:
    """Every question about a lender is answered for every lender, in at most twelve lines."""
    for lender in asking.knowledge.lenders:
        found = heights(asking, asking.of_lenders, Case(lender=lender))
        assert max(found.values()) <= MOST_LINES, lender
        assert min(found.values()) >= 3, lender


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("半夜打電話催債合法嗎", "call_after_22"),
        ("bao tong xun lu zen me ban", "contacts_blast"),
        ("逾期几天会上正信", "credit-which-day"),
        ("海尔消费金融会上门吗", "lender-visit"),
        ("微粒贷起诉吗", "lender-suit"),
        ("LPR四倍是多少", "ask-lpr4"),
        ("催收打电话给我单位领导", "workplace_call"),
    ],
)
def test_many_ways_to_write_it(asking: Asking, typed: str, meant: str) -> None:
    """Traditional characters, pinyin, wrong characters and a name do not keep the question from being found."""
    assert first(asking, typed) == meant


def test_a_story_with_the_question_at_its_end(asking: Asking) -> None:
    """Of a long story the question is answered and not what stands around it."""
    story = "我去年在老家开店，后来生意不好，店关了，又换了两份工作，家里还有老人要照顾，工资每个月十五号发。" * 5
    assert first(asking, story + "催收半夜十二点打电话给我，请问晚上能打电话催债吗？") == "call_after_22"


def test_the_name_of_a_lender_brings_up_no_mediation(asking: Asking) -> None:
    """「金融」 in a name is not a centre for mediation of finance, and a lender that was named is answered for."""
    asked = asking.answer("招联消费金融协商电话", Case(), DAY)
    assert asked.id.startswith("lender-")
    assert "fake_mediation" not in {asked.id, *(other.id for other in asked.neighbours)}
    assert "招联" in asked.question


def test_the_time_overdue_is_read(asking: Asking) -> None:
    """Days named in the question choose the stage, and it is said that they were read."""
    asked = asking.answer("逾期两个月会怎样", Case(), DAY)
    assert asked.read == ("逾期 60 天",)
    assert "第 31 到 60 天" in asked.pieces[0].text


def test_what_was_told_beats_what_is_read(asking: Asking) -> None:
    """The option counts more than a time in the words."""
    asked = asking.answer("逾期两个月会怎样", Case(days_overdue=2), DAY)
    assert "第 1 到 3 天" in asked.pieces[0].text


def test_one_rule_changed_changes_the_answer(run: Any, tmp_path: Path) -> None:
    """The answer is composed from the record: another text in its YAML is another answer."""
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_dir(), folder)
    file = folder / "conduct" / "hours.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("    answer: ", "    answer: 换过的句子。", 1), encoding="utf-8"
    )
    result = run("ask", "晚上十点以后还打电话催我，可以吗", "--knowledge", folder, *NOW)
    assert "换过的句子。" in result.out


def test_sources_and_the_next_command(run: Any) -> None:
    """An answer names its sources and the command that says more."""
    result = run("ask", "半夜打电话催我可以吗", *NOW)
    assert result.code == 0
    assert "[1]" in result.out
    assert "borrower-help check call_after_22" in result.out
    assert len(result.out.splitlines()) <= MOST_LINES


def test_nothing_found_is_said(run: Any) -> None:
    """A question about something else is not answered with a rule about debts."""
    result = run("ask", "红烧肉怎么做", *NOW)
    assert result.code == 0
    assert "没有找到" in result.out
    assert "[1]" not in result.out


def test_danger_comes_first(run: Any) -> None:
    """In danger no answer stands before the numbers to call."""
    result = run("ask", "催收逼得我不想活了，死了还要还吗", *NOW)
    assert "12356" in result.out
    assert "遗产" not in result.out


def test_json(run: Any) -> None:
    """A program gets the record, the pieces with their sources, and the others in the envelope of every command."""
    envelope = json.loads(run("ask", "半夜打电话催我可以吗", "--format", "json", *NOW).out)
    data = envelope["data"]
    assert (envelope["command"], data["found"], data["records"]) == ("ask", True, ["call_after_22"])
    cited = {source for piece in data["answer"] for source in piece["sources"]}
    assert cited
    assert {source["ref"] for source in envelope["sources"]} == cited


def test_without_a_question(run: Any) -> None:
    """Without a terminal and without a question one sentence says what to write."""
    result = run("ask", *NOW)
    assert result.code == 2
    assert "borrower-help ask" in result.err


@pytest.mark.parametrize("typed", ["？！", "   ", "a" * 5000, "\x00", "🙂", "吗", "'; DROP TABLE", "-上门 OR"])
def test_nothing_typed_breaks_it(asking: Asking, typed: str) -> None:
    """Whatever is typed, there is an answer or 没有找到."""
    assert isinstance(asking.answer(typed, Case(), DAY).id, str)
