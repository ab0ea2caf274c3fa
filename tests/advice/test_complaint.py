"""What a contact log gives to a complaint: sentences to copy, and what is not settled kept apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.log_sentences import SHORT, fact
from borrower_help.advice.views.complaint import LogFactView
from borrower_help.advice.views.report import Advice
from borrower_help.case.log import LoggedBehaviour, LogResult, ProvedDay
from borrower_help.case.model import Happening
from borrower_help.journal.tally import rows_in_words
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page

DAY = dt.date(2026, 11, 21)


def day(number: int, rows: tuple[int, ...], text: str = "接通 4 次") -> ProvedDay:
    """A day of November on which the log shows something."""
    return ProvedDay(on=dt.date(2026, 11, number), count=len(rows), rows=rows, text=text)


TALKS = LoggedBehaviour(
    id="connected_over_3",
    proof="2026-11-07：接通 4 次",
    days=tuple(day(number, (number, number + 20)) for number in (4, 5, 6, 7)),
    numbers=("02100000001", "13800000001", "13800000002", "13800000003"),
    rule="gbt-45251-2025:5.3.2.2.2",
)
NIGHT = LoggedBehaviour(id="call_after_22", days=(day(8, (9,), "23:00:00"),), condition="你没有同意过夜里联系")
OPEN = LoggedBehaviour(id="unanswered_over_6", days=(day(9, (10, 11)),), condition="这些号码是不是催收？")


CASE = Case(lender="haier", days_overdue=20)


def facts(knowledge: Knowledge, *settled: LoggedBehaviour, **log: Any) -> tuple[LogFactView, ...]:
    """What the complaint of a case has from its log."""
    return advise(CASE, knowledge, DAY, LogResult(settled=settled, **log)).complaint.from_log


def screen(knowledge: Knowledge, *settled: LoggedBehaviour, full: bool, **log: Any) -> list[str]:
    """The lines of the complaint section."""
    return complaint_lines(advise(CASE, knowledge, DAY, LogResult(settled=settled, **log)), knowledge, full=full)


def complaint_lines(advice: Advice, knowledge: Knowledge, *, full: bool) -> list[str]:
    """The lines of the complaint section of an advice."""
    lines = [f"{line.label}：{line.text}" for line in report_lines(Page(advice, knowledge, full=full))]
    begins = next(place for place, line in enumerate(lines) if "五、" in line)
    return lines[begins + 1 : next(place for place, line in enumerate(lines) if "六、" in line)]


def test_a_sentence_to_copy(knowledge: Knowledge) -> None:
    """A behaviour is one sentence: each day with its rows, how many days, who called; its rule is cited."""
    (entry,) = facts(knowledge, TALKS)
    assert entry.text == (
        "2026-11-04 接通 4 次（第 4、24 行）；2026-11-05 接通 4 次（第 5、25 行）；2026-11-06 接通 4 次（第 6、"
        "26 行）；"
        "2026-11-07 接通 4 次（第 7、27 行），共 4 天。对方号码：02100000001、13800000001、13800000002、13800000003。"
        "不符合国标 GB/T 45251 5.3.2.2.2 条（国家推荐标准）。"
    )
    assert (entry.certain, entry.sources, entry.title) == (
        True,
        ("gbt-45251-2025:5.3.2.2.2",),
        "一天接通催收电话超过三次",
    )


def test_short_for_a_screen(knowledge: Knowledge) -> None:
    """On the screen the last days stand for all of them, and the rest is counted."""
    (entry,) = facts(knowledge, TALKS)
    assert fact(entry, **SHORT) == (
        "2026-11-06 接通 4 次（第 6、26 行）；2026-11-07 接通 4 次（第 7、27 行）……共 4 天。对方号码："
        "02100000001、13800000001、13800000002等 4 个。不符合国标 GB/T 45251 5.3.2.2.2 条（国家推荐标准）。"
    )
    assert any("……共 4 天" in line for line in screen(knowledge, TALKS, full=False))
    assert any("2026-11-04" in line for line in screen(knowledge, TALKS, full=True))


def test_the_sentence_speaks_as_the_complainant(knowledge: Knowledge) -> None:
    """The sentence to copy says I, and what to make sure of first stands below it, outside."""
    (entry,) = facts(knowledge, NIGHT)
    assert entry.text.endswith("我没有同意过夜里联系。")
    assert "你" not in entry.text
    for full in (False, True):
        lines = screen(knowledge, NIGHT, full=full)
        (place,) = (place for place, line in enumerate(lines) if "我没有同意过夜里联系" in line)
        assert "前提" not in lines[place]
        assert lines[place + 1] == "先确认：你没有同意过夜里联系"


def test_a_rule_that_came_later(knowledge: Knowledge) -> None:
    """Where some of the days lie before the rule, the sentence holds only the later ones against it."""
    days = (
        ProvedDay(on=dt.date(2025, 12, 1), count=1, rows=(1,), text="没接通 7 次"),
        day(9, (10, 11), "打你的 138 没接通 7 次"),
    )
    (entry,) = facts(
        knowledge, LoggedBehaviour(id="unanswered_over_6", days=days, rule="cba-collection-guideline-2026:14")
    )
    assert "打我的 138 没接通 7 次" in entry.text
    assert entry.text.endswith("2026-01-30 起的不符合银行业协会催收指引 14 条（行业自律）。")


def test_what_is_not_settled_is_named_apart(knowledge: Knowledge) -> None:
    """What the log leaves open is one line that keeps it out of the complaint; in full its question is asked."""
    assert [(entry.id, entry.certain) for entry in facts(knowledge, NIGHT, unsettled=(OPEN,))] == [
        ("call_after_22", True),
        ("unanswered_over_6", False),
    ]
    short, full = (screen(knowledge, NIGHT, full=full, unsettled=(OPEN,)) for full in (False, True))
    (line,) = [line for line in short if "未接来电一天超过六次" in line]
    assert "先别说违规" in line
    assert any("这些号码是不是催收" in line for line in full)


@pytest.mark.parametrize("untagged", [0, 6])
def test_untagged_rows_are_said(knowledge: Knowledge, untagged: int) -> None:
    """Rows of which nobody said whose they are are counted in the complaint section, with what to do."""
    assert any(
        "6 行没标是不是催收" in line for line in screen(knowledge, full=False, untagged=untagged, unsettled=(OPEN,))
    ) == bool(untagged)


def test_nothing_without_a_log(knowledge: Knowledge) -> None:
    """A case without a log has no such lines."""
    told = Case(lender="haier", days_overdue=20, happened=("call_after_22", Happening(id="insult", on=DAY)))
    advice = advise(told, knowledge, DAY)
    assert advice.complaint.from_log == ()
    assert not any("照抄" in line for line in complaint_lines(advice, knowledge, full=True))


def test_what_the_log_shows_is_judged_beside_what_was_told(knowledge: Knowledge) -> None:
    """The finding keeps the day that was told, has the proof of the log, and says who said so."""
    told = Case(lender="haier", days_overdue=20, happened=(Happening(id="connected_over_3", on=DAY), "insult"))
    findings = advise(told, knowledge, DAY, LogResult(settled=(TALKS, NIGHT))).conduct.findings
    assert [(entry.id, entry.on, entry.proof, entry.because) for entry in findings] == [
        ("connected_over_3", DAY, TALKS.proof, ("你说发生过这件事",)),
        ("insult", None, "", ("你说发生过这件事",)),
        ("call_after_22", NIGHT.days[-1].on, "", ("联系记录里有这件事",)),
    ]


def test_the_lender_that_a_log_names(knowledge: Knowledge) -> None:
    """The only lender of a log is taken where nobody told one; one that was told stands."""
    untold = Case(days_overdue=20)
    assert advise(untold, knowledge, DAY, LogResult(lenders=("haier",))).situation.lender_typed == "海尔消费金融"
    assert advise(untold, knowledge, DAY, LogResult(lenders=("haier", "jinshang"))).situation.lender is None
    told = advise(Case(lender="晋商", days_overdue=20), knowledge, DAY, LogResult(lenders=("haier",))).situation.lender
    assert told is not None
    assert told.id == "jinshang"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "第 1 行"), (3, "第 1、2、3 行"), (12, "11、12 行"), (15, "11、12 行等 15 行")]
)
def test_rows_in_words(count: int, words: str) -> None:
    """Up to twelve rows are named; of more the first twelve, and how many there are."""
    assert rows_in_words(range(1, count + 1)).endswith(words)
    assert "等" not in rows_in_words(range(1, count + 1), None)
