"""What was negotiated stands in the letters: who said what on which day, and nothing that the log does not show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from borrower_help import Knowledge
from borrower_help.advice.complaint_kit import complain
from borrower_help.advice.letters.write import write_letter
from borrower_help.case.model import Happening, Role
from borrower_help.case.situation import Situation
from borrower_help.journal.model import Contact, Outcome, Row

DAY = dt.date(2026, 11, 30)
MakeSituation = Callable[..., Situation]
PLAN: dict[str, Any] = {
    "lender": "海尔",
    "days_overdue": 40,
    "hardship": ("job_loss",),
    "income": Decimal(5000),
    "essentials": Decimal(3800),
    "happened": (Happening(id="threat_police", on=dt.date(2026, 11, 5)),),
}


def talk(row: int, on: str, outcome: Outcome, said: str = "", until: str = "", lender: str = "海尔") -> Row:
    """One negotiation of a log."""
    contact = Contact(
        at=dt.datetime.fromisoformat(f"{on}T12:00:00"),
        channel="negotiation",
        outcome=outcome,
        said=said,
        until=dt.date.fromisoformat(until) if until else None,
        lender=lender,
    )
    return Row(row=row, contact=contact)


LOG = (
    talk(1, "2026-11-02", "asked", "每月600元"),
    talk(2, "2026-11-05", "refused"),
    talk(3, "2026-11-10", "offered", "分12期，每月700"),
    talk(4, "2026-11-12", "agreed", "每月650，停罚息", until="2026-11-20"),
    talk(5, "2026-11-25", "broken", "又收了罚息80元"),
    talk(6, "2026-11-20", "refused", lender="招联"),
)


def words(kind: str, situation: Situation, knowledge: Knowledge, rows: tuple[Row, ...] = LOG) -> str:
    """All of a letter that is sent."""
    return "\n".join(part.text for part in write_letter(knowledge.letters[kind], situation, knowledge, rows).paragraphs)


@pytest.mark.parametrize("kind", ["instalment-request", "complaint-lender", "complaint-regulator"])
def test_every_talk_with_its_day_and_row(situation: MakeSituation, knowledge: Knowledge, kind: str) -> None:
    """Who offered what, refused what, agreed to what and until when; the talks with another lender are not told."""
    text = words(kind, situation(as_of=DAY, **PLAN), knowledge)
    for said in (
        "2026年11月2日，我提出方案：「每月600元」（联系记录第1行）。",
        "2026年11月5日，对方拒绝，没有说明理由（联系记录第2行）。",
        "2026年11月10日，对方提出方案：「分12期，每月700」（联系记录第3行）。",
        "2026年11月12日，双方谈成：「每月650，停罚息」，期限说到2026年11月20日（联系记录第4行）。",
    ):
        assert said in text
    assert "第6行" not in text


def test_what_was_agreed_and_not_kept_has_its_paragraph(situation: MakeSituation, knowledge: Knowledge) -> None:
    """The agreement before it, the day on which it was broken and its row; the complaint asks to keep it."""
    told = situation(as_of=DAY, **PLAN)
    asked = words("instalment-request", told, knowledge)
    assert "2026年11月12日谈成的，你们到2026年11月25日没有照办（联系记录第4行、第5行）。请照办" in asked
    complaint = words("complaint-lender", told, knowledge)
    assert "2026年11月12日谈成的，对方到2026年11月25日没有照办（联系记录第4行、第5行）。" in complaint
    assert "照谈成、答应过的办" in complaint
    assert "你们在2026年11月5日拒绝了我的方案，没有说明理由" in complaint


def test_who_could_not_keep_it_says_so_in_the_request_alone(situation: MakeSituation, knowledge: Knowledge) -> None:
    """A missed instalment is the reason for the new request; nothing says that the lender broke anything."""
    rows = (talk(1, "2026-11-02", "agreed", "每月900"), talk(2, "2026-11-20", "missed", "只付了400"))
    text = words("instalment-request", situation(as_of=DAY, **PLAN), knowledge, rows)
    assert "2026年11月2日谈成的，我在2026年11月20日没能照付（联系记录第1行、第2行）" in text
    assert "没有照办" not in text


def test_nothing_is_claimed_that_the_log_does_not_show(situation: MakeSituation, knowledge: Knowledge) -> None:
    """Without talks there is no such paragraph; a broken promise without the promise names none; what is only likely
    is a box that the sender ticks.
    """
    told = situation(as_of=DAY, **PLAN)
    for kind in ("instalment-request", "complaint-lender"):
        for said in ("谈过的", "协商的经过", "谈成", "没有照办", "拒绝"):
            assert said not in words(kind, told, knowledge, ())
    alone = words("complaint-lender", told, knowledge, (talk(1, "2026-11-25", "broken", "照样打我妈"),))
    assert "\n对方到2026年11月25日没有照办（联系记录第1行）。" in alone
    assert "双方谈成" not in alone
    promised = (talk(1, "2026-11-02", "promised", "五天内给明细", until="2026-11-07"),)
    letter = write_letter(knowledge.letters["complaint-lender"], told, knowledge, promised)
    (box,) = [part for part in letter.paragraphs if part.id == "complaint-open"]
    assert box.style == "box"
    assert box.text.endswith("到今天没有照办。（属实才勾）")


def test_an_old_claim_is_not_restarted_by_telling_what_was_offered(
    situation: MakeSituation, knowledge: Knowledge
) -> None:
    """Where three years may be over neither letter nor complaint tells what was offered, and the complaint says why."""
    told = situation(as_of=DAY, **{**PLAN, "days_overdue": 1200})
    assert "我提出方案" not in words("complaint-lender", told, knowledge)
    kit = complain(told, knowledge, LOG)
    assert kit.talks == ()
    assert not {"demand-plan-reasons", "demand-keep-promise"} & {demand.id for demand in kit.demands}
    assert "complain-old-claim" in {entry.id for entry in kit.abuse}


def test_the_complaint_asks_for_reasons_and_for_what_was_promised(
    situation: MakeSituation, knowledge: Knowledge
) -> None:
    """A refusal without reasons and a broken agreement are demands of their own, even where nothing else happened."""
    told = situation(as_of=DAY, **{**PLAN, "happened": ()})
    found = [demand.id for demand in complain(told, knowledge, LOG).demands]
    assert found == ["demand-plan-reasons", "demand-keep-promise", "demand-written-answer"]
    assert complain(told, knowledge, LOG[5:]).demands == ()


@pytest.mark.parametrize("role", [Role.FAMILY, Role.SPOUSE, Role.NOT_MINE])
def test_the_talks_are_of_whoever_signed(situation: MakeSituation, knowledge: Knowledge, role: Role) -> None:
    """Nobody who signed nothing tells in a complaint what was negotiated."""
    told = situation(as_of=DAY, **{**PLAN, "role": role})
    assert complain(told, knowledge, LOG).talks == ()


def test_what_was_noted_twice_is_told_once(situation: MakeSituation, knowledge: Knowledge) -> None:
    """A row that repeats another word for word tells of the same talk; the earlier row is named."""
    rows = [talk(number, "2026-11-05", "refused", "只能一次性还清") for number in (4, 7)]
    text = words("instalment-request", situation(as_of=DAY, **PLAN), knowledge, rows)
    assert text.count("只能一次性还清") == 1
    assert "联系记录第4行" in text
