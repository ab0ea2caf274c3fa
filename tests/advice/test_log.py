"""What the log proves: every boundary that the analysis decides, and a second count that must agree with it."""

from __future__ import annotations

import copy
import datetime as dt
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Case, Knowledge, load_knowledge
from borrower_help.advice.log import Analysis, analyse
from borrower_help.advice.log_result import result_of
from borrower_help.case.log import LoggedBehaviour
from borrower_help.case.situation import situation_of
from borrower_help.journal.copies import is_night
from borrower_help.journal.model import CHANNELS, PERSONS, Contact, Row

from ..journal.conftest import COLLECTOR, TODAY, Found, contact, missed, numbered, talk
from .counting import Counts, hand_count

Analysed = Callable[..., Found]
DAY = "2026-03-10"


def settled(analysis: Analysis) -> list[LoggedBehaviour]:
    """What the log settles, as advice takes it."""
    return list(result_of(analysis).settled)


def talks(count: int, seconds: int | None = 60, day: str = DAY, **more: Any) -> list[Contact]:
    """So many connected calls, half an hour apart from nine o'clock on."""
    return [talk(f"{day} {9 + number // 2:02}:{number % 2 * 30:02}", seconds, **more) for number in range(count)]


def unanswered(count: int, day: str = DAY, **more: Any) -> list[Contact]:
    """So many unanswered calls, five minutes apart from ten o'clock on."""
    return [missed(f"{day} 10:{number * 5:02}", **more) for number in range(count)]


# --- the night ------------------------------------------------------------------------------------------------------

CLOCKS = {
    "22:00:00": True,
    "21:59:59": False,
    "23:59:59": True,
    "00:00:00": True,
    "07:59:59": True,
    "08:00:00": False,
    "12:00:00": False,
}


@pytest.mark.parametrize(("clock", "night"), CLOCKS.items(), ids=CLOCKS)
@pytest.mark.parametrize(
    ("channel", "behaviour"),
    [
        ("call", "call_after_22"),
        ("sms", "msg_after_22"),
        ("wechat", "msg_after_22"),
        ("app", "msg_after_22"),
        ("email", "msg_after_22"),
        ("visit", "visit_after_22"),
    ],
)
def test_the_edges_of_the_night(found: Analysed, clock: str, channel: str, behaviour: str, *, night: bool) -> None:
    """22:00:00 is night and 08:00:00 is not, for calls, messages and visits alike."""
    result = found([contact(f"{DAY} {clock}", channel=channel)])
    assert result.counts(behaviour) == ([(DAY, 1)] if night else [])
    assert is_night(dt.datetime.fromisoformat(f"{DAY} {clock}")) == night


def test_a_call_into_the_night(found: Analysed) -> None:
    """A call that begins at 21:59 is no night call, however long it lasts."""
    assert "call_after_22" not in found([talk(f"{DAY} 21:59", 600)]).ids()


def test_a_letter_has_no_hour(found: Analysed) -> None:
    """A letter taken from the box at night is no contact at night."""
    assert found([contact(f"{DAY} 23:00", channel="letter")]).ids() == set()


def test_unanswered_calls_at_night_count_as_night_calls(found: Analysed) -> None:
    """A call at night disturbs whether or not it was answered."""
    assert found([missed(f"{DAY} 23:00"), contact(f"{DAY} 23:30")]).counts("call_after_22") == [(DAY, 2)]


def test_times_and_rows_of_a_night_in_one_order(found: Analysed) -> None:
    """Whoever compares the first time with the first row finds the call there, also where the calls were noted in
    another order.
    """
    (proof,) = found([talk(f"{DAY} 23:30"), talk(f"{DAY} 22:10"), talk(f"{DAY} 06:00")]).only("call_after_22").proofs
    assert (proof.text, proof.rows) == ("06:00:00、22:10:00、23:30:00", (3, 2, 1))


def test_the_night_belongs_to_two_days(found: Analysed) -> None:
    """A call before and one after midnight stand on their own days."""
    assert found([talk("2026-03-10 23:59:59"), talk("2026-03-11 00:00:00")]).counts("call_after_22") == [
        ("2026-03-10", 1),
        ("2026-03-11", 1),
    ]


def test_consent_is_the_open_question(found: Analysed) -> None:
    """A night contact is judged with the question whether the borrower had agreed to it."""
    assert "同意" in found([talk(f"{DAY} 23:00")]).only("call_after_22").open_question


# --- conversations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "over"), [(3, False), (4, True)])
def test_three_conversations_a_day(found: Analysed, count: int, *, over: bool) -> None:
    """Three conversations a day are within the standard, the fourth is over it."""
    assert found(talks(count)).counts("connected_over_3") == ([(DAY, count)] if over else [])


@pytest.mark.parametrize(("seconds", "over"), [(0, False), (5, False), (6, True)])
def test_six_seconds(found: Analysed, seconds: int, *, over: bool) -> None:
    """A call of five seconds is no conversation, one of six seconds is."""
    assert bool(found([*talks(3), talk(f"{DAY} 20:00", seconds)]).of("connected_over_3")) == over


@pytest.mark.parametrize(("seconds", "certain"), [(6, False), (19, False), (20, True)])
def test_a_few_seconds_settle_nothing(found: Analysed, seconds: int, *, certain: bool) -> None:
    """Both sides must have spoken: a call under twenty seconds counts, and leaves the question whether they did."""
    finding = found([*talks(3), talk(f"{DAY} 20:00", seconds)]).only("connected_over_3")
    assert (finding.certain, finding.proofs[0].count) == (certain, 4)
    assert ("对方有没有和你说上话" in finding.open_question) != certain


@pytest.mark.parametrize(("seconds", "certain"), [(60, False), (120, True)])
def test_lengths_in_whole_minutes(found: Analysed, seconds: int, *, certain: bool) -> None:
    """Of a length that was rounded up to minutes the last minute settles nothing."""
    finding = found([*talks(3), talk(f"{DAY} 20:00", seconds, rounded=True)]).only("connected_over_3")
    assert finding.certain == certain


def test_short_calls_count_nowhere(found: Analysed) -> None:
    """A call that was connected for a moment is neither a conversation nor unanswered."""
    assert found(talks(8, 5)).ids() == set()


def test_voice_notices_have_their_own_counter(found: Analysed) -> None:
    """Calls that got through, whatever their length, are held against the standard's limit for notices: a question,
    never a charge.
    """
    result = found([*talks(2), *talks(1, 3, day=DAY), talk(f"{DAY} 20:00", None), missed(f"{DAY} 21:00")])
    (notice,) = result.notices
    assert (notice.certain, notice.proofs[0].count, notice.threshold, notice.rule) == (
        False,
        4,
        3,
        "gbt-45251-2025:5.3.2.1",
    )
    assert "只播放通知" in notice.open_question
    assert result.ids() == set()
    assert settled(result.analysis) == []


def test_both_counters_of_the_standard_stand(found: Analysed) -> None:
    """Where both limits are passed each is named with its own figure and its own rule."""
    result = found([*talks(4), talk(f"{DAY} 20:00", 3)])
    assert [
        (finding.rule, finding.certain, finding.proofs[0].count) for finding in (*result.findings, *result.notices)
    ] == [
        ("gbt-45251-2025:5.3.2.2.2", True, 4),
        ("gbt-45251-2025:5.3.2.1", False, 5),
    ]


def test_three_that_got_through_are_within_the_limit(found: Analysed) -> None:
    """Three calls that got through, and any number that did not, are no question."""
    assert found([*talks(3, 3), *unanswered(3)]).notices == []


def test_every_counter_is_a_limit_of_the_catalogue(found: Analysed, knowledge: Knowledge) -> None:
    """A finding names the limit of the catalogue it was held against, and the rule it rests on."""
    letters = [contact(f"{DAY} 12:00", channel="letter")] * 2
    result = found(
        [
            *talks(4),
            *unanswered(7),
            *unanswered(4, day="2026-03-12"),
            visit(f"{DAY} 10:00"),
            visit(f"{DAY} 11:00"),
            *letters,
        ]
    )
    counted = [finding for finding in (*result.findings, *result.notices) if finding.counter]
    assert len(counted) == 6
    for finding in counted:
        limits = {limit.id: limit.source for limit in knowledge.behaviours[finding.id].thresholds}
        assert limits[finding.counter] == finding.rule


@pytest.mark.parametrize(
    ("claims", "certain"),
    [("甲甲甲甲", True), ("甲甲 甲", True), ("甲甲乙乙", False), ("甲甲甲乙", False), ("甲甲甲甲乙", True)],
)
def test_lender_and_agencies_together(found: Analysed, claims: str, *, certain: bool) -> None:
    """Conversations are added up over all numbers; where the callers name different companies, only as a question."""
    calls = [
        talk(f"{DAY} 1{place}:00", number=f"1380000000{place}", claimed=claim.strip())
        for place, claim in enumerate(claims)
    ]
    finding = found(calls).only("connected_over_3")
    assert (finding.certain, finding.proofs[0].count) == (certain, 4)
    assert ("要不要合并计数，我们读到的转述没写明" in finding.open_question) != certain


def test_conversations_at_midnight(found: Analysed) -> None:
    """Two conversations before and two after midnight are two days of two."""
    moments = ("2026-03-10 23:50", "2026-03-10 23:58", "2026-03-11 00:02", "2026-03-11 00:10")
    assert "connected_over_3" not in found([talk(moment) for moment in moments]).ids()


def test_conversations_of_an_unknown_length(found: Analysed) -> None:
    """Calls of unknown length may be conversations: named, with what to fetch, but not certain."""
    finding = found([*talks(3), talk(f"{DAY} 20:00", None)]).only("connected_over_3")
    assert (finding.certain, finding.proofs[0].count) == (False, 4)
    assert "1 次不知道时长" in finding.proofs[0].text
    assert "详单" in finding.open_question


def test_enough_conversations_without_the_unknown_ones(found: Analysed) -> None:
    """Four sure conversations are certain, whatever else there is, and only they are counted."""
    finding = found([*talks(4), talk(f"{DAY} 20:00", None)]).only("connected_over_3")
    assert (finding.certain, finding.proofs[0].count, finding.proofs[0].rows) == (True, 4, (1, 2, 3, 4))


def test_a_possible_day_beside_a_certain_one(found: Analysed) -> None:
    """A day that may be over the limit is named apart, also when another day certainly is."""
    result = found([*talks(4), *talks(2, day="2026-03-12"), *talks(2, None, day="2026-03-12")])
    assert sorted(
        (finding.certain, finding.proofs[0].day.isoformat()) for finding in result.of("connected_over_3")
    ) == [
        (False, "2026-03-12"),
        (True, "2026-03-10"),
    ]


def test_not_known_whether_connected(found: Analysed) -> None:
    """A call of which nobody knows whether it was connected counts neither as a conversation nor as unanswered."""
    assert found([contact(f"{DAY} 1{place}:00") for place in range(8)]).ids() == set()


@pytest.mark.parametrize("person", [person for person in PERSONS if person != "me"])
def test_conversations_with_others(found: Analysed, person: str) -> None:
    """Calls to other people are not conversations with the debtor."""
    assert "connected_over_3" not in found(talks(5, person=person)).ids()


# --- unanswered calls


@pytest.mark.parametrize("count", range(1, 9))
def test_two_counters(found: Analysed, count: int) -> None:
    """Unanswered calls never count towards the three conversations; up to six a day break no number at all."""
    result = found(unanswered(count))
    assert "connected_over_3" not in result.ids()
    assert result.counts("unanswered_over_6") == ([(DAY, count)] if count > 6 else [])
    assert result.counts("calls_4_to_6_unanswered") == ([(DAY, count)] if 4 <= count <= 6 else [])


def test_four_unanswered_calls_break_neither(found: Analysed) -> None:
    """Four unanswered calls are named so that nobody claims "more than three": verify first, and not a happening."""
    result = found(unanswered(4))
    finding = result.only("calls_4_to_6_unanswered")
    assert (finding.certain, finding.finding.outcome) == (False, "depends")
    assert settled(result.analysis) == []


def test_unanswered_calls_and_conversations_on_one_day(found: Analysed) -> None:
    """Three conversations and six unanswered calls on one day are within both limits."""
    assert found([*talks(3), *unanswered(6)]).ids() == {"calls_4_to_6_unanswered"}


def test_unanswered_calls_from_several_numbers(found: Analysed) -> None:
    """Attempts are counted per number called, whoever called it."""
    calls = [missed(f"{DAY} 10:{place:02}", number=f"1380000001{place}") for place in range(7)]
    assert found(calls).counts("unanswered_over_6") == [(DAY, 7)]


@pytest.mark.parametrize(("first", "second", "over"), [(4, 4, []), (7, 4, [7]), (7, 8, [7, 8]), (6, 1, [])])
def test_two_numbers_of_the_borrower(found: Analysed, first: int, second: int, over: list[int]) -> None:
    """Attempts on one number of the borrower do not count towards the other number."""
    calls = [*unanswered(first, called="13800000008"), *unanswered(second, called="13800000009")]
    assert [count for _, count in found(calls).counts("unanswered_over_6")] == over


def test_attempts_of_two_days(found: Analysed) -> None:
    """Six attempts on each of two days are six a day."""
    assert "unanswered_over_6" not in found([*unanswered(6), *unanswered(6, day="2026-03-11")]).ids()


# --- visits and letters


def visit(at: str, *, met: bool | None = True, **more: Any) -> Contact:
    """A visit at which the borrower was met, or not."""
    return contact(at, channel="visit", connected=met, **more)


@pytest.mark.parametrize(("count", "over"), [(1, False), (2, True)])
def test_one_visit_a_day(found: Analysed, count: int, *, over: bool) -> None:
    """One conversation face to face a day is within the standard, the second is over it."""
    visits = [visit(f"{DAY} 1{place}:00") for place in range(count)]
    assert found(visits).counts("visit_over_1") == ([(DAY, count)] if over else [])


def test_nobody_met(found: Analysed) -> None:
    """A visit at which nobody was met is no conversation."""
    assert "visit_over_1" not in found([visit(f"{DAY} 10:00"), visit(f"{DAY} 11:00", met=False)]).ids()


def test_visits_of_which_little_is_known(found: Analysed) -> None:
    """Where it is not known whether anybody was met, the log does not settle the matter."""
    result = found([visit(f"{DAY} 10:00", met=None), visit(f"{DAY} 11:00", met=None)])
    assert [finding for finding in result.of("visit_over_1") if finding.certain] == []


def test_visits_are_settled_on_a_condition(found: Analysed) -> None:
    """Two visits count only if there was a talk each time, and the answer says so."""
    assert found([visit(f"{DAY} 10:00"), visit(f"{DAY} 11:00")]).only("visit_over_1").condition == "每次都真的谈上了话"


def test_visits_to_others(found: Analysed) -> None:
    """The standard counts talks with the debtor; a visit to the family is another matter."""
    assert "visit_over_1" not in found([visit(f"{DAY} 10:00"), visit(f"{DAY} 11:00", person="family")]).ids()


@pytest.mark.parametrize(
    ("day", "near"), [("2026-03-10", True), ("2026-03-16", True), ("2026-03-17", False), ("2026-04-17", False)]
)
def test_seven_days_between_letters(found: Analysed, day: str, *, near: bool) -> None:
    """Letters six days apart are too near, letters seven days apart are not; the loan is the open question."""
    result = found([contact("2026-03-10 10:00", channel="letter"), contact(f"{day} 11:00", channel="letter")])
    assert result.counts("letter_under_7d") == ([(day, 2)] if near else [])
    if near:
        finding = result.only("letter_under_7d")
        assert not finding.certain
        assert "同一笔贷款" in finding.open_question


def test_each_letter_is_held_against_the_one_before(found: Analysed) -> None:
    """Three letters five days apart are two letters too near."""
    letters = [contact(f"2026-03-{day} 10:00", channel="letter") for day in (10, 15, 20)]
    assert found(letters).rows("letter_under_7d") == [(1, 2), (2, 3)]


# --- other people


@pytest.mark.parametrize(
    ("reached", "behaviour"),
    [
        ("2026-03-10 09:00", "ec_reachable"),
        ("2026-03-09 09:00", "ec_reachable"),
        ("2026-03-07 23:00", "ec_reachable"),
        ("2026-03-06 09:00", "ec_lost"),
    ],
    ids=["same day", "day before", "three days before", "four days before"],
)
def test_others_while_the_borrower_can_be_reached(found: Analysed, reached: str, behaviour: str) -> None:
    """Contacting the family is proved wrong by a conversation with the borrower up to three days before."""
    result = found([talk(reached), talk("2026-03-10 15:00", person="family")])
    assert {finding.id for finding in result.findings} - {"call_after_22"} == {behaviour}


def test_the_conversation_that_proves_it_is_named(found: Analysed) -> None:
    """The finding names the row and the day of the conversation that shows that the borrower could be reached."""
    (proof,) = found([talk("2026-03-09 09:00"), talk("2026-03-10 15:00", person="family")]).only("ec_reachable").proofs
    assert (proof.day.isoformat(), proof.rows) == ("2026-03-10", (2,))
    assert "2026-03-09" in proof.text
    assert "第 1 行" in proof.text


@pytest.mark.parametrize(
    "before",
    [
        [],
        [missed("2026-03-10 09:00")],
        [talk("2026-03-10 09:00", 5)],
        [talk("2026-03-10 09:00", None)],
        [talk("2026-03-11 09:00")],
    ],
)
def test_others_while_nothing_proves_it(found: Analysed, before: Sequence[Contact]) -> None:
    """Without a conversation of the borrower the log does not say that the contact was wrong; it asks."""
    finding = found([*before, talk("2026-03-10 15:00", person="contact")]).only("ec_lost")
    assert (finding.certain, finding.finding.outcome) == (False, "allowed")
    assert "联系上" in finding.open_question


@pytest.mark.parametrize(
    ("persons", "behaviours"),
    [
        (["colleague"], {"workplace_call"}),
        (["colleague", "family"], {"workplace_call", "ec_reachable"}),
        (["other"], {"ec_reachable"}),
        (["family", "colleague", "contact"], {"workplace_call", "ec_reachable"}),
    ],
)
def test_the_workplace(found: Analysed, persons: Sequence[str], behaviours: set[str]) -> None:
    """Mother and boss called on one day are two findings: the workplace, and somebody else; each row is in one of
    them.
    """
    calls = [talk(f"2026-03-10 1{place}:00", person=person) for place, person in enumerate(persons)]
    result = found([talk("2026-03-10 09:00"), *calls])
    assert result.ids() == behaviours
    assert sorted(row for behaviour in behaviours for rows in result.rows(behaviour) for row in rows) == list(
        range(2, len(persons) + 2)
    )


@pytest.mark.parametrize(("failed", "certain"), [(2, True), (3, False)])
def test_three_failed_attempts(found: Analysed, failed: int, *, certain: bool) -> None:
    """After three failed attempts the association lets its members turn to others, so the log no longer settles that it
    was wrong.
    """
    attempts = [missed(f"2026-03-09 1{place}:00") for place in range(failed)]
    result = found([talk("2026-03-09 09:00"), *attempts, talk("2026-03-10 15:00", person="family")])
    assert [(finding.id, finding.certain) for finding in result.findings] == [
        ("ec_reachable", True) if certain else ("ec_lost", False)
    ]


def test_reached_only_afterwards(found: Analysed) -> None:
    """A conversation later on the same day does not prove that the borrower could be reached before."""
    assert found([talk("2026-03-10 15:00", person="family"), talk("2026-03-10 16:00")]).ids() == {"ec_lost"}


@pytest.mark.parametrize("reached", [True, False])
def test_who_the_other_person_is(found: Analysed, *, reached: bool) -> None:
    """Whether or not the borrower was reached, the question is asked whether the other person stands for the debt."""
    before = [talk("2026-03-10 09:00")] if reached else []
    (finding,) = found([*before, talk("2026-03-10 15:00", person="family")]).findings
    for word in ("担保人", "共同借款人", "配偶"):
        assert word in finding.open_question
    assert finding.condition.startswith("当时你的电话能打通，他不是担保人") == reached
    assert ("按国家标准和行业自律，联系得上就不应找别人" in finding.open_question) != reached


UNANSWERED_BY_OTHERS = {
    "a call": (missed("2026-03-10 15:00", person="family"), "打给了家人，没接通；你本人 2026-03-10 接通过，见第 1 行"),
    "a call at work": (
        missed("2026-03-10 15:00", person="colleague"),
        "打给了单位同事，没接通；你本人 2026-03-10 接通过，见第 1 行",
    ),
    "nobody knows": (
        contact("2026-03-10 15:00", person="family"),
        "打给了家人，不知道接没接通；你本人 2026-03-10 接通过，见第 1 行",
    ),
    "a visit": (
        contact("2026-03-10 15:00", channel="visit", connected=False, person="family"),
        "上门找了家人，没见到；你本人 2026-03-10 接通过，见第 1 行",
    ),
}


@pytest.mark.parametrize(("attempt", "text"), UNANSWERED_BY_OTHERS.values(), ids=UNANSWERED_BY_OTHERS)
def test_others_who_did_not_answer(found: Analysed, attempt: Contact, text: str) -> None:
    """An attempt that the family did not answer is a question, and is not called contact of the family."""
    result = found([talk("2026-03-10 09:00"), attempt])
    (finding,) = result.findings
    assert (finding.certain, finding.proofs[0].text) == (False, text)
    assert "有没有接到" in finding.open_question
    assert settled(result.analysis) == []


def test_answered_and_unanswered_attempts_stand_apart(found: Analysed) -> None:
    """Beside an answered call to the mother the unanswered one proves nothing and is not counted with it."""
    result = found(
        [
            talk("2026-03-10 09:00"),
            missed("2026-03-10 14:00", person="family"),
            talk("2026-03-10 15:00", person="family"),
        ]
    )
    assert sorted((finding.certain, finding.proofs[0].rows) for finding in result.of("ec_reachable")) == [
        (False, (2,)),
        (True, (3,)),
    ]


def refuses(at: str, person: str = "family", called: str = "13800000007") -> Contact:
    """A call to somebody who asked not to be called again."""
    return talk(at, person=person, called=called, refused=True)


def test_after_a_refusal(found: Analysed) -> None:
    """Whoever was called again after asking not to be called is a finding; the call with the refusal itself is not."""
    result = found([refuses("2026-03-10 10:00"), talk("2026-03-10 11:00", person="family", called="13800000007")])
    assert result.rows("third_refused") == [(2,)]
    finding = result.only("third_refused")
    assert finding.proofs[0].text == "他 2026-03-10 已明确拒绝过，见第 1 行"
    assert finding.condition == "他不是担保人、共同借款人，也不是你的配偶"
    assert "前提：他不是担保人" in next(
        entry.proof for entry in settled(result.analysis) if entry.id == "third_refused"
    )


@pytest.mark.parametrize(
    "again",
    [
        talk("2026-03-11 10:00", person="colleague", called="13800000006"),
        talk("2026-03-11 10:00", person="family", called="13800000006"),
        talk("2026-03-11 10:00"),
        talk("2026-03-09 10:00", person="family", called="13800000007"),
    ],
    ids=["another person", "another number", "the borrower", "before the refusal"],
)
def test_no_refusal_of_this_person(found: Analysed, again: Contact) -> None:
    """The refusal of one person holds for that person, from then on."""
    assert "third_refused" not in found([refuses("2026-03-10 10:00"), again]).ids()


def test_a_message_after_a_refusal(found: Analysed) -> None:
    """A message to a person who refused is contact again, whatever the channel."""
    again = contact("2026-03-12 10:00", channel="sms", person="family", called="13800000007")
    assert found([refuses("2026-03-10 10:00"), again]).counts("third_refused") == [("2026-03-12", 1)]


def test_the_day_of_the_right_refusal(found: Analysed) -> None:
    """A complaint about one person names the day on which that person refused, not another."""
    mother, friend = refuses("2026-03-01 10:00"), refuses("2026-03-10 10:00", "other", "13800000006")
    result = found([mother, friend, talk("2026-03-12 10:00", person="other", called="13800000006")])
    assert "2026-03-10" in result.only("third_refused").proofs[0].text


def test_a_refusal_of_somebody_unknown(found: Analysed) -> None:
    """Where the log does not say which relative was called, it does not claim that this one had refused."""
    result = found([refuses("2026-03-01 10:00", called=""), talk("2026-03-12 10:00", person="family")])
    assert [finding.certain for finding in result.of("third_refused")] == [False]


@pytest.mark.parametrize(("first", "second"), [("13800000007", ""), ("", "13800000007")])
def test_a_refusal_where_one_number_is_missing(found: Analysed, first: str, second: str) -> None:
    """A refusal noted with the number and a next call noted without it are a question, not nothing."""
    finding = found(
        [refuses("2026-03-01 10:00", called=first), talk("2026-03-12 10:00", person="family", called=second)]
    ).only("third_refused")
    assert (finding.certain, finding.proofs[0].rows) == (False, (2,))
    assert "当初拒绝的那个人" in finding.open_question


# --- which rows count


def test_calls_of_the_borrower(found: Analysed) -> None:
    """Calls that the borrower made prove nothing against anybody."""
    result = found([*talks(3), talk(f"{DAY} 20:00", outgoing=True), talk(f"{DAY} 23:00", outgoing=True)])
    assert result.ids() == set()
    assert (result.analysis.counted, result.analysis.left_out) == (3, 2)


def test_a_conversation_the_borrower_began_does_not_show_reachability(found: Analysed) -> None:
    """A call that the borrower made is left out altogether."""
    assert found([talk("2026-03-10 09:00", outgoing=True), talk("2026-03-10 15:00", person="family")]).ids() == {
        "ec_lost"
    }


def test_struck_rows(found: Analysed) -> None:
    """A row that was struck out is no longer counted, and is reported as struck."""
    rows = [*numbered(talks(3)), Row(row=4, contact=talk(f"{DAY} 20:00"), struck=True)]
    result = found(rows)
    assert result.ids() == set()
    assert (result.analysis.counted, result.analysis.struck, result.analysis.left_out) == (3, 1, 0)


def imported(entries: Sequence[Contact], number: str, *, collector: bool | None = None) -> list[Contact]:
    """The contacts as an import makes them."""
    return [
        Contact(
            at=entry.at,
            channel=entry.channel,
            connected=entry.connected,
            seconds=entry.seconds,
            number=number,
            collector=collector,
            source=f"a.csv:{place}",
        )
        for place, entry in enumerate(entries, 2)
    ]


def test_nothing_is_tagged_yet(found: Analysed) -> None:
    """Before any number is tagged all imported calls are counted, settle nothing, and the borrower is told to tag."""
    result = found([*imported(talks(2), COLLECTOR), *imported(talks(2, day=DAY), "13800000002")])
    assert result.counts("connected_over_3") == [(DAY, 4)]
    assert any("log tag" in advice for advice in result.analysis.stronger)
    assert [finding.certain for finding in result.analysis.findings] == [False, False]
    for finding in result.analysis.findings:
        assert "这些号码是不是催收？用 log tag 标出来" in finding.open_question
    assert settled(result.analysis) == []
    assert (result.analysis.untagged, result.analysis.untagged_numbers) == (4, (COLLECTOR, "13800000002"))


def test_rows_typed_in_settle_what_untagged_rows_do_not(found: Analysed) -> None:
    """Four conversations typed in are certain; untagged rows of an import on that day are not added to them."""
    finding = found([*talks(4), *imported([talk(f"{DAY} 20:00")], "13800000021")]).only("connected_over_3")
    assert (finding.certain, finding.proofs[0].rows) == (True, (1, 2, 3, 4))


def test_nobody_knows_who_called(found: Analysed) -> None:
    """Rows of a list that does not say who called settle nothing, and are named with what to do."""
    finding = found([talk(f"{DAY} 1{place}:00", outgoing=None) for place in range(4)]).only("connected_over_3")
    assert not finding.certain
    assert "第 1、2、3、4 行不知道是谁打的" in finding.open_question
    assert "--incoming" in finding.open_question


def test_only_tagged_numbers(found: Analysed) -> None:
    """Once a number is tagged, imported calls of other numbers are left out."""
    result = found([*imported(talks(3), COLLECTOR, collector=True), *imported(talks(3), "13800000002")])
    assert result.ids() == set()
    assert (result.analysis.counted, result.analysis.left_out, result.analysis.tagged) == (3, 3, True)
    assert not any("log tag" in advice for advice in result.analysis.stronger)


def test_rows_typed_in_by_hand_count_beside_tagged_numbers(found: Analysed) -> None:
    """What the borrower typed in counts, tagged or not."""
    assert found([*imported(talks(3), COLLECTOR, collector=True), talk(f"{DAY} 20:00")]).counts("connected_over_3") == [
        (DAY, 4)
    ]


def test_a_number_that_is_no_collector(found: Analysed) -> None:
    """A number tagged as no collector is left out, also where it was typed in; the others still count."""
    result = found([*imported(talks(4), COLLECTOR), talk(f"{DAY} 20:00", collector=False)])
    assert result.counts("connected_over_3") == [(DAY, 4)]
    assert result.analysis.left_out == 1


def test_a_tag_on_a_struck_row_tags_nothing(found: Analysed) -> None:
    """A row that was struck out has no effect, its tag neither."""
    rows = [
        Row(row=1, contact=imported(talks(1), COLLECTOR, collector=True)[0], struck=True),
        Row(row=2, contact=imported(talks(1), "13800000002")[0]),
    ]
    assert found(rows).analysis.counted == 1


@pytest.mark.parametrize("name", ["haier", "海尔消费金融", ""])
def test_several_lenders_in_one_log(found: Analysed, name: str) -> None:
    """For one lender only its own rows count, under its id or its name, and rows that name nobody."""
    result = found(
        [*talks(3, lender="haier"), talk(f"{DAY} 20:00", lender=name), talk(f"{DAY} 21:00", lender="晋商")],
        lender="haier",
    )
    assert result.counts("connected_over_3") == [(DAY, 4)]
    assert result.analysis.left_out == 1


def test_a_lender_that_is_not_recorded(found: Analysed) -> None:
    """Rows of a lender that the knowledge does not hold are found by the name that was typed."""
    assert (
        found(
            [*talks(4, lender="快快借"), *talks(4, lender="海尔", day="2026-03-12")], lender="快快借"
        ).analysis.counted
        == 4
    )


@pytest.mark.parametrize("name", ["够花", "海尔消费金融有限公司", "HAIER"])
def test_other_names_of_the_lender(found: Analysed, name: str) -> None:
    """Rows under any name by which the lender is known are its rows, as everywhere else."""
    assert found(talks(4, lender=name), lender="海尔").counts("connected_over_3") == [(DAY, 4)]


@pytest.mark.parametrize("asked", ["haier", "晋商"])
def test_a_row_without_lender_proves_nothing_against_two(found: Analysed, asked: str) -> None:
    """Where the log names several lenders, rows that name none are no proof against any of them: the question names the
    rows.
    """
    rows = [
        *talks(3),
        talk(f"{DAY} 20:00", lender="haier"),
        talk("2026-03-12 20:00", lender="晋商"),
        talk(f"{DAY} 21:00", lender="晋商"),
    ]
    finding = found(rows, lender=asked).only("connected_over_3")
    assert not finding.certain
    assert "第 1、2、3 行没写是哪家" in finding.open_question
    assert settled(found(rows, lender=asked).analysis) == []


def test_rows_without_lender_in_a_log_of_one(found: Analysed) -> None:
    """Where the log names one lender only, rows that name none are taken for that lender's."""
    finding = found([*talks(3), talk(f"{DAY} 20:00", lender="haier")], kind=None).only("connected_over_3")
    assert (finding.certain, finding.lender) == (True, "haier")


def test_each_lender_by_its_own_kind(found: Analysed) -> None:
    """Without a lender asked for, each finding names its lender and is judged by that lender's kind."""
    rows = [*unanswered(7, lender="海尔"), *unanswered(7, day="2026-03-12", lender="快快借")]
    told = {
        finding.lender: [(rule.source, rule.depends) for rule in finding.finding.rules]
        for finding in found(rows, kind=None).of("unanswered_over_6")
    }
    assert told == {
        "haier": [("cba-collection-guideline-2026:14", False)],
        "快快借": [("cba-collection-guideline-2026:14", True)],
    }


def test_lenders_are_not_added_up(found: Analysed) -> None:
    """Two conversations with each of two lenders are not four with one, also when no lender is asked for."""
    assert "connected_over_3" not in found([*talks(2, lender="海尔"), *talks(2, lender="晋商")], kind=None).ids()


# --- judged by the rules of that day


@pytest.mark.parametrize(
    ("day", "kind", "outcomes"),
    [
        (
            "2024-11-20",
            "consumer_finance",
            {"connected_over_3": "no_rule", "unanswered_over_6": "no_rule", "call_after_22": "depends"},
        ),
        (
            "2025-02-27",
            "consumer_finance",
            {"connected_over_3": "no_rule", "unanswered_over_6": "no_rule", "call_after_22": "depends"},
        ),
        (
            "2025-02-28",
            "consumer_finance",
            {"connected_over_3": "limited", "unanswered_over_6": "no_rule", "call_after_22": "broken"},
        ),
        (
            "2025-12-20",
            "consumer_finance",
            {"connected_over_3": "limited", "unanswered_over_6": "no_rule", "call_after_22": "broken"},
        ),
        (
            "2026-02-20",
            "consumer_finance",
            {"connected_over_3": "limited", "unanswered_over_6": "limited", "call_after_22": "broken"},
        ),
        (
            "2026-02-20",
            "micro_loan",
            {"connected_over_3": "limited", "unanswered_over_6": "no_rule", "call_after_22": "broken"},
        ),
        (
            "2026-02-20",
            "unlicensed",
            {"connected_over_3": "no_rule", "unanswered_over_6": "no_rule", "call_after_22": "depends"},
        ),
    ],
)
def test_the_rules_of_that_day(found: Analysed, day: str, kind: str, outcomes: dict[str, str]) -> None:
    """The same calls are judged by what was in force on their day, and for whom."""
    result = found([*talks(4, day=day), *unanswered(7, day=day), talk(f"{day} 23:00")], kind=kind)
    assert {finding.id: finding.finding.outcome for finding in result.findings} == outcomes


def test_days_under_different_rules_stand_apart(found: Analysed) -> None:
    """Days before and after a change are two findings, each with its own days and its own force."""
    result = found(
        [*unanswered(7, day="2025-12-20"), *unanswered(7, day="2026-02-20"), *unanswered(8, day="2026-02-21")]
    )
    told = {
        finding.finding.outcome: [proof.count for proof in finding.proofs] for finding in result.of("unanswered_over_6")
    }
    assert told == {"no_rule": [7], "limited": [7, 8]}


def test_never_called_unlawful(found: Analysed) -> None:
    """Numbers and hours come from a standard and a guideline; whatever the count, the label does not call it
    unlawful.
    """
    result = found([*talks(9), *unanswered(9), talk(f"{DAY} 23:00"), visit(f"{DAY} 10:00"), visit(f"{DAY} 11:00")])
    assert len(result.ids()) >= 4
    assert [finding.finding.label for finding in result.findings if "违法，看情节" in finding.finding.label] == []


# --- what the analysis leads to


def test_happenings_of_a_case(found: Analysed) -> None:
    """What is certain becomes a happening of its last day, with the rows that prove it and how many days there were."""
    result = found([*talks(4), *talks(4, day="2026-03-12"), talk("2026-03-09 15:00", person="family")])
    (entry,) = settled(result.analysis)
    assert (entry.id, entry.days[-1].on) == ("connected_over_3", dt.date(2026, 3, 12))
    assert "第 5、6、7、8 行" in entry.proof
    assert "共 2 天" in entry.proof
    assert [(day.on.isoformat(), day.count, day.rows) for day in entry.days] == [
        (DAY, 4, (1, 2, 3, 4)),
        ("2026-03-12", 4, (5, 6, 7, 8)),
    ]
    assert entry.rule == "gbt-45251-2025:5.3.2.2.2"


def test_a_condition_goes_with_what_is_settled(found: Analysed) -> None:
    """A night call is a happening on the condition that the borrower had not agreed to it, and the proof says so."""
    (entry,) = settled(found([talk(f"{DAY} 23:00")]).analysis)
    assert "前提：你没有同意过夜里联系" in entry.proof
    assert entry.condition


def test_days_are_counted_once(found: Analysed) -> None:
    """Two findings of one day, because two numbers of the borrower were called, are one day."""
    result = found([*unanswered(7, called="13800000008"), *unanswered(8, called="13800000009")])
    assert (result.only("unanswered_over_6").days, len(result.only("unanswered_over_6").proofs)) == (1, 2)
    assert "共 2 天" not in settled(result.analysis)[0].proof


def test_what_is_result_of(found: Analysed) -> None:
    """What is not settled goes along with its question and its days, apart from what is."""
    shown = result_of(found([*talks(4), *unanswered(5), *imported([missed("2026-03-12 23:00")], COLLECTOR)]).analysis)
    told = {entry.id: entry.condition for entry in shown.unsettled}
    assert set(told) == {"connected_over_3", "calls_4_to_6_unanswered", "call_after_22"}
    assert "用 log tag 标出来" in told["call_after_22"]
    assert shown.untagged == 1
    assert result_of(found(talks(5, day="2024-11-20")).analysis).unsettled == ()


def test_what_is_not_certain_is_no_happening(found: Analysed) -> None:
    """What the log does not settle, and what no rule forbade, is not claimed in a case."""
    uncertain = [
        *talks(3),
        talk(f"{DAY} 20:00", None),
        *unanswered(5),
        contact("2026-03-01 10:00", channel="letter"),
        contact("2026-03-02 10:00", channel="letter"),
    ]
    assert settled(found(uncertain).analysis) == []
    assert settled(found(talks(5, day="2024-11-20")).analysis) == []


def test_the_name_of_the_lender(found: Analysed) -> None:
    """Where a log has several lenders the proof names the one it is about as people call it, not by our id."""
    result = found([*talks(4, lender="haier"), *talks(1, lender="晋商")], kind="consumer_finance")
    (entry,) = settled(result.analysis)
    assert entry.proof.startswith("海尔消费金融，2026-03-10：")


def test_the_last_day_of_all(found: Analysed) -> None:
    """Where two lenders did the same, the happening is that of the last day, whichever lender was in the log first."""
    first = talk("2026-03-01 09:00", lender="晋商")
    result = found(
        [first, *talks(4, lender="海尔"), *talks(4, day="2026-03-12", lender="晋商")], kind="consumer_finance"
    )
    assert [(entry.id, entry.days[-1].on) for entry in settled(result.analysis)] == [
        ("connected_over_3", dt.date(2026, 3, 12))
    ]


def test_a_proof_stays_short(found: Analysed) -> None:
    """The proof of a hundred calls is still a few lines."""
    calls = [talk(f"{DAY} {8 + place // 10:02}:{place % 10 * 6:02}") for place in range(100)]
    (entry,) = settled(found(calls).analysis)
    assert len(entry.proof) <= 500


def test_the_picture_counts_every_row_once(found: Analysed) -> None:
    """The picture of the weeks holds each counted contact at its day and hour."""
    result = found([*talks(3), talk(f"{DAY} 23:59:59"), contact("2026-03-12 00:00", channel="sms")])
    assert result.analysis.hours == {"2026-03-10": {"09": 2, "10": 1, "23": 1}, "2026-03-12": {"00": 1}}
    assert (result.analysis.first_day, result.analysis.last_day) == (dt.date(2026, 3, 10), dt.date(2026, 3, 12))


def test_an_empty_log(found: Analysed) -> None:
    """A log without rows, or without rows that count, proves nothing and asks for nothing."""
    for entries in ([], [talk(f"{DAY} 23:00", outgoing=True)]):
        analysis = found(entries).analysis
        assert (analysis.counted, analysis.findings, analysis.hours, analysis.stronger) == (0, (), {}, ())
        assert (analysis.first_day, analysis.last_day) == (None, None)


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (contact(f"{DAY} 10:00"), "接没接通"),
        (talk(f"{DAY} 10:00"), "--evidence"),
        (talk(f"{DAY} 10:00"), "自称"),
        (talk(f"{DAY} 10:00", person="family"), "请他写下"),
    ],
)
def test_what_would_make_it_stronger(found: Analysed, entry: Contact, word: str) -> None:
    """The analysis says what is missing from the evidence, and stops once it is there."""
    assert any(word in advice for advice in found([entry]).analysis.stronger)
    complete = talk(f"{DAY} 10:00", claimed="某某法务", said="请还款", evidence="录音 1.m4a")
    assert found([complete]).analysis.stronger == ()


# --- properties

MINUTES = [
    "00:00:00",
    "07:59:59",
    "08:00:00",
    "10:00:00",
    "10:02:00",
    "10:30:00",
    "15:00:00",
    "21:59:00",
    "21:59:59",
    "22:00:00",
    "23:59:59",
]
MOMENTS = st.builds(
    lambda day, clock: dt.datetime.fromisoformat(f"2026-03-{day:02} {clock}"),
    st.sampled_from([1, 1, 1, 2, 2, 5, 7, 8]),
    st.sampled_from(MINUTES),
)
CALLS = st.builds(
    lambda answer, **more: Contact(channel="call", connected=answer[0], seconds=answer[1], **more),
    answer=st.sampled_from(
        [
            (True, 60),
            (True, 60),
            (True, 20),
            (True, 19),
            (True, 6),
            (True, 5),
            (True, None),
            (False, 0),
            (False, 0),
            (None, None),
        ]
    ),
    rounded=st.sampled_from([False, False, False, True]),
    claimed=st.sampled_from(["", "", "", "甲", "乙"]),
    at=MOMENTS,
    person=st.sampled_from(["me", "me", "me", "me", "family", "colleague"]),
    called=st.sampled_from(["13800000008", "13800000008", "13800000009", ""]),
    refused=st.booleans(),
    outgoing=st.sampled_from([False, False, False, False, True, None]),
    lender=st.sampled_from(["", "haier", "晋商"]),
    collector=st.sampled_from([None, None, True, False]),
    source=st.sampled_from(["", "a.csv:1"]),
)
OTHERS = st.builds(
    Contact, at=MOMENTS, channel=st.sampled_from(["sms", "wechat", "letter"]), lender=st.sampled_from(["", "haier"])
)
VISITS = st.builds(
    Contact,
    at=MOMENTS,
    channel=st.just("visit"),
    connected=st.sampled_from([True, False, None]),
    person=st.sampled_from(["me", "me", "family"]),
)
LOGS = st.lists(
    st.tuples(st.one_of(CALLS, CALLS, CALLS, OTHERS, VISITS), st.sampled_from([False] * 9 + [True])), max_size=40
).map(
    lambda entries: [Row(row=number, contact=entry, struck=struck) for number, (entry, struck) in enumerate(entries, 1)]
)


def counts_of(result: Found) -> Counts:
    """The findings in the form of the second count."""
    counts: Counts = {}
    for finding in (*result.findings, *result.notices):
        name = (
            f"{'notices' if finding in result.notices else finding.id}, {'certain' if finding.certain else 'possible'}"
        )
        counts.setdefault(name, set()).update((proof.day.isoformat(), proof.count) for proof in finding.proofs)
    return counts


@settings(deadline=None, max_examples=150)
@given(rows=LOGS)
def test_a_second_count_agrees(found: Analysed, rows: list[Row]) -> None:
    """A count written independently, row by row, comes to the same days and numbers on any log."""
    assert counts_of(found(rows, lender="haier")) == hand_count(rows, ["haier", "海尔消费金融"])


@settings(deadline=None, max_examples=80)
@given(rows=LOGS, seed=st.integers(0, 1000))
def test_the_order_of_the_rows_does_not_matter(found: Analysed, rows: list[Row], seed: int) -> None:
    """The same rows written down in another order prove the same."""
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    assert found(shuffled, lender="haier").analysis == found(rows, lender="haier").analysis


@settings(deadline=None, max_examples=40)
@given(rows=LOGS)
def test_the_analysis_is_pure(found: Analysed, rows: list[Row]) -> None:
    """Counting changes nothing: the rows stay as they are, and a second count is the first."""
    before = copy.deepcopy(rows)
    first = found(rows, lender="haier").analysis
    assert found(rows, lender="haier").analysis == first
    assert rows == before


@settings(deadline=None, max_examples=80)
@given(rows=LOGS)
def test_every_proof_can_be_looked_up(found: Analysed, rows: list[Row]) -> None:
    """Every finding names rows of that very day that exist, count, and are as many as it says."""
    by_number = {row.row: row for row in rows}
    for finding in found(rows, lender="haier").findings:
        for proof in finding.proofs:
            assert len(proof.rows) == len(set(proof.rows)) == proof.count
            shown = [by_number[number] for number in proof.rows]
            assert not any(row.struck or row.contact.outgoing or row.contact.collector is False for row in shown)
            assert max(row.contact.day for row in shown) == proof.day
            if finding.id != "letter_under_7d":
                assert {row.contact.day for row in shown} == {proof.day}


def test_every_channel_and_person_is_counted_somewhere(found: Analysed) -> None:
    """No combination of channel and person makes the analysis fail; a talk about paying counts against nobody."""
    rows = [contact(f"{DAY} 23:00", channel=channel, person=person) for channel in CHANNELS for person in PERSONS]
    talks = [row for row in rows if row.channel == "negotiation"]
    assert found(rows).analysis.counted == len(rows) - len(talks)


def test_a_changed_limit_holds_from_its_day(base_of_all: Path) -> None:
    """A standard that allows four conversations a day from a day on is one number in the knowledge: before it the
    fourth is one too many, after it the fifth, and the number told is that of the day.
    """
    path = base_of_all / "conduct" / "frequency.yaml"
    text = path.read_text(encoding="utf-8")
    old = "        source: gbt-45251-2025:5.3.2.2.2\n        limit: 3\n"
    new = (
        "        source: gbt-45251-2025:5.3.2.2.2\n        limit: 4\n        earlier: [{until: 2026-11-19, limit: 3}]\n"
    )
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    changed = load_knowledge(base_of_all)
    four = [talk(f"2026-11-{day} {hour}:00") for day in (19, 20) for hour in (10, 11, 13, 15)]
    rows = numbered([*four, *(talk(f"2026-11-21 {hour}:00") for hour in (10, 11, 13, 15, 17))])
    analysis = analyse(rows, situation_of(Case(lender="海尔"), changed, TODAY), changed)
    told = [
        (found.threshold, proof.day.day, proof.count) for found in Found(analysis).findings for proof in found.proofs
    ]
    assert sorted(told) == [(3, 19, 4), (4, 21, 5)]


@pytest.fixture(name="base_of_all")
def the_whole_knowledge_to_change(tmp_path: Path) -> Path:
    """A copy of the knowledge."""
    return Path(shutil.copytree(Path(__file__).resolve().parents[2] / "knowledge", tmp_path / "changed"))
