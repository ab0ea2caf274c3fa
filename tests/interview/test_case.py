"""The interview without a terminal: which questions are put, and what the answers become."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Knowledge, advise
from borrower_help.case.model import Case, Creditor, Happening, LoanOfCase, LoanType, ReceivedPaper, Role
from borrower_help.interview.case import MAX_QUESTIONS, Interview
from borrower_help.interview.typed import NONE, Back, Pair, understood
from borrower_help.knowledge.records.base import InstitutionKind

AS_OF = dt.date(2026, 11, 21)
SKIP = ""
KEEP = "<Enter>"
NO = "<none>"


class Script:
    """A prompter that answers by a word of the question; a list answers one time after another, ``SKIP`` for all else.

    An exception as answer is raised. ``put`` holds the questions, ``said`` every remark, ``kept`` what each question
    was
    put again with. ``KEEP`` answers as Enter does where something is kept.
    """

    def __init__(self, **answers: Any) -> None:
        self.answers = {
            word: list(answer) if isinstance(answer, list) else [answer] for word, answer in answers.items()
        }
        self.put: list[str] = []
        self.offered: list[list[str]] = []
        self.said: list[str] = []
        self.kept: list[Any] = []
        self.also: list[list[str]] = []

    def _answer(self, question: str, choices: Sequence[Pair], kept: Any = "") -> Any:
        self.kept.append(kept)
        self.put.append(question)
        self.offered.append([identifier for identifier, _ in choices])
        word = next((word for word, left in self.answers.items() if word in question and left), None)
        answer = self.answers[word].pop(0) if word else SKIP
        if isinstance(answer, type) and issubclass(answer, BaseException):
            raise answer
        return kept if answer == KEEP else answer

    def say(self, text: str) -> None:
        """Remember a remark."""
        self.said.append(text)

    def text(self, question: str, _why: str, kept: str = "", **_hint: str) -> str:
        """The scripted line."""
        return str(self._answer(question, [], kept))

    def choose(self, question: str, _why: str, choices: Sequence[Pair], kept: str = "", *, begin: str = "") -> str:
        """The scripted id."""
        return str(self._answer(question, choices, kept)) or begin

    def choose_many(
        self,
        question: str,
        _why: str,
        choices: Sequence[Pair],
        kept: Collection[str] = (),
        *,
        none: str = "",
        begin: str = "skip",
        also: Sequence[Pair] = (),
    ) -> list[str]:
        """The scripted ids; written with spaces."""
        self.also.append([identifier for identifier, _ in also])
        assert none or begin == "skip"
        answer = self._answer(question, choices, " ".join(kept))
        return [NONE] if answer == NO else str(answer).split()

    @property
    def numbered(self) -> list[str]:
        """The headings of the questions that count."""
        return [remark.strip() for remark in self.said if remark.strip().startswith("第 ")]

    def asked(self, word: str) -> bool:
        """Whether a question with this word was put."""
        return any(word in question for question in self.put)


DANGER, WHO, FOR_WHOM, LENDER, KIND, CARD, DAYS, REACHED, HAPPENED, PAPERS, HEARING, DEMANDS, GOALS, WHY, OTHERS = (
    "有危险吗",
    "是谁在用",
    "你在帮谁",
    "哪家机构",
    "是哪一类",
    "是信用卡，还是贷款",
    "逾期多久",
    "联系上你",
    "哪些事已经发生",
    "收到过文书",
    "哪天开庭",
    "来要钱的是谁",
    "最想解决",
    "还不上的原因",
    "还欠哪几家",
)
SUMMARY = "改第几题"
ENOUGH = "要现在看吗"
CALLED, LATE, VISITS = "「打给我家人、亲友了」", "「打得太晚、太早、周末打」", "「说要来家里、已经来了」"
FROM_COURT, FROM_LENDER = "「法院寄来的", "「放款方、催收、律师"


def hold(knowledge: Knowledge, answers: dict[str, Any], case: Case | None = None) -> tuple[Case, Script]:
    """Run an interview with scripted answers."""
    script = Script(**answers)
    return Interview(knowledge, script, AS_OF, case or Case()).run(), script


def own(**told: Any) -> Case:
    """What a borrower told."""
    return Case(role=Role.BORROWER, **told)


# --- the questions ------------------------------------------------------------------------------------------


def test_all_skipped(knowledge: Knowledge) -> None:
    """Who skips everything is asked eight questions in their order, and has told no more than that the loan is their
    own.
    """
    case, script = hold(knowledge, {})
    assert case == Case(role=Role.BORROWER)
    order = (DANGER, WHO, LENDER, DAYS, PAPERS, HAPPENED, DEMANDS, GOALS)
    places = [next(place for place, question in enumerate(script.put) if word in question) for word in order]
    assert places == sorted(places)
    assert [heading.split(" ")[1] for heading in script.numbered] == [str(number) for number in range(1, 9)]
    assert script.numbered[0].endswith("还有约 9 题")
    assert script.numbered[-1].endswith("还有约 2 题")


EVERYTHING = {
    WHO: "guarantor",
    LENDER: "够花",
    DAYS: "两个月",
    PAPERS: "summons lawyer_letter",
    "哪天收到": "11月10日",
    HEARING: "12月20日",
    HAPPENED: "hours family_called",
    LATE: "call_after_22",
    CALLED: "third_refused",
    DEMANDS: "private_assignee",
    "它叫什么名字": "某某资产管理有限公司",
    GOALS: "plan court",
    WHY: "illness",
    OTHERS: "花呗、招商银行信用卡",
    "每月到手": "一万二",
    "每月必需": "8000",
    "还欠多少元": "3w5",
}


def test_every_answer_reaches_the_case(knowledge: Knowledge) -> None:
    """Each answer becomes the field of the case it belongs to; the longest way has ten questions."""
    case, script = hold(knowledge, dict(EVERYTHING))
    first = LoanOfCase(lender="海尔消费金融", days_overdue=60, outstanding=Decimal(35000), creditor=case.creditor)
    assert case == Case(
        role=Role.GUARANTOR,
        lender="海尔消费金融",
        days_overdue=60,
        papers=(ReceivedPaper(kind="summons", received=dt.date(2026, 11, 10)), ReceivedPaper(kind="lawyer_letter")),
        hearing=dt.date(2026, 12, 20),
        happened=(Happening(id="third_refused"), Happening(id="call_after_22")),
        creditor=Creditor(name="某某资产管理有限公司", kind=InstitutionKind.PRIVATE_ASSIGNEE),
        goals=("plan", "court"),
        hardship=("illness",),
        loans=(
            first,
            LoanOfCase(lender="蚂蚁消费金融"),
            LoanOfCase(lender="招商银行", product=LoanType.CARD),
        ),
        income=Decimal(12000),
        essentials=Decimal(8000),
        outstanding=Decimal(35000),
    )
    assert len(script.numbered) == MAX_QUESTIONS == 10
    assert advise(case, knowledge, AS_OF).situation.days_overdue == 60


def test_four_questions_are_enough(knowledge: Knowledge) -> None:
    """After four questions the report can be had, without a summary."""
    case, script = hold(knowledge, {LENDER: "海尔", DAYS: "3", ENOUGH: "now"})
    assert case == Case(role=Role.BORROWER, lender="海尔消费金融", days_overdue=3)
    assert len(script.numbered) == 4
    assert not script.asked(SUMMARY)


@pytest.mark.parametrize("role", ["family", "heir", "not_mine"])
def test_who_signed_nothing_is_not_asked_a_borrower_s_things(knowledge: Knowledge, role: str) -> None:
    """Relatives, heirs and who never borrowed are asked who demands, what came and what happened; nothing of money, of
    plans, of days, and not whether they can be reached.
    """
    case, script = hold(knowledge, {WHO: role, LENDER: "极融", HAPPENED: "family_called", CALLED: "third_refused"})
    assert case == Case(role=Role(role), lender="极融", happened=(Happening(id="third_refused"),))
    assert len(script.numbered) == 6
    for word in (KIND, DAYS, REACHED, GOALS, WHY, OTHERS, "每月"):
        assert not script.asked(word)
    assert any("对方说的是哪家" in question for question in script.put)


@pytest.mark.parametrize(
    ("typed", "role"),
    [("家人", "family"), ("同事", "family"), ("担保", "guarantor"), ("妻子", "spouse"), ("没借过", "not_mine")],
)
def test_a_role_is_understood_by_its_word(knowledge: Knowledge, typed: str, role: str) -> None:
    """Who types a word instead of a number is understood."""
    question = next(question for question in knowledge.questions if question.id == "role")
    assert understood(typed, [(choice.id, choice.text) for choice in question.choices]) == [role]


def test_a_helper_says_for_whom(knowledge: Knowledge) -> None:
    """Who asks for another says for whom, and is then asked that person's questions."""
    case, script = hold(knowledge, {WHO: "helper", FOR_WHOM: "family", LENDER: "海尔"})
    assert (case.role, case.for_role) == (Role.HELPER, Role.FAMILY)
    assert not script.asked(DAYS)


@pytest.mark.parametrize(
    ("typed", "name", "kind", "product"),
    [
        ("招商银行信用卡", "招商银行", "bank", LoanType.CARD),
        ("浦发信用卡", "上海浦东发展银行", "bank", LoanType.CARD),
        ("马上消费金融", "马上消费金融", "consumer_finance", None),
        ("我在海尔消费金融借了钱", "海尔消费金融", "consumer_finance", None),
        ("某某小贷", "某某小贷", "micro_loan", None),
        ("某某消费金融", "某某消费金融", "consumer_finance", None),
    ],
)
def test_the_name_tells_kind_and_product(
    knowledge: Knowledge, typed: str, name: str, kind: str, product: LoanType | None
) -> None:
    """Where the name tells the kind, and that it is a credit card, neither is asked; it is read back at once."""
    case, script = hold(knowledge, {LENDER: typed})
    assert (case.lender, case.product) == (name, product)
    assert advise(case, knowledge, AS_OF).situation.kind == kind
    assert not script.asked(KIND)
    assert not script.asked(CARD)
    assert any(name in remark and ("不对就回上一题" in remark or "先按它说" in remark) for remark in script.said)


def test_a_bank_is_asked_for_card_or_loan(knowledge: Knowledge) -> None:
    """The name of a bank alone leaves open whether it is a card."""
    assert hold(knowledge, {LENDER: "建设银行", CARD: "card"})[0].product is LoanType.CARD


@pytest.mark.parametrize("lender", ["极融", "没听过的钱包", SKIP, "不知道"])
def test_the_contract_is_asked_about_where_it_decides(knowledge: Knowledge, lender: str) -> None:
    """For a facilitator or an unknown name the kind of the lender in the contract is asked, and kept."""
    case, script = hold(knowledge, {LENDER: lender, KIND: "micro_loan"})
    assert script.asked(KIND)
    assert case.kind is InstitutionKind.MICRO_LOAN


def test_not_known_is_no_name(knowledge: Knowledge) -> None:
    """「不知道」 names no lender, and stands in the summary as an answer."""
    case, script = hold(knowledge, {LENDER: "不知道"})
    assert case.lender is None
    assert any("机构：还不清楚" in remark for remark in script.said)


def test_a_kind_that_is_not_known(knowledge: Knowledge) -> None:
    """「还不清楚」 is no kind: the lender's own kind stays in force."""
    case, _ = hold(knowledge, {LENDER: "极融", KIND: "unknown"})
    assert case.kind is None
    assert advise(case, knowledge, AS_OF).situation.kind is InstitutionKind.LOAN_FACILITATOR


def test_buyers_and_guarantors_are_no_lenders(knowledge: Knowledge) -> None:
    """The kinds offered for the lender in the contract leave out who lends nothing."""
    _, script = hold(knowledge, {LENDER: "极融"})
    offered = next(ids for question, ids in zip(script.put, script.offered, strict=True) if KIND in question)
    assert offered == ["bank", "consumer_finance", "micro_loan", "leasing", "unlicensed", "unknown"]


def test_a_buyer_named_as_lender_demands(knowledge: Knowledge) -> None:
    """An asset company named as the lender is taken for who demands, and the lender is asked for again."""
    case, script = hold(knowledge, {LENDER: ["某某资产管理有限公司", "海尔"]})
    assert case.creditor == Creditor(name="某某资产管理有限公司", kind=InstitutionKind.PRIVATE_ASSIGNEE)
    assert case.lender == "海尔消费金融"
    assert not script.asked(DEMANDS)
    assert any("现在来要钱的：某某资产管理有限公司" in remark for remark in script.said)


def test_a_whole_message_is_no_name(knowledge: Knowledge) -> None:
    """A pasted message is one answer: without a lender in it, it is said that a name is wanted."""
    message = "【XX催收】您的借款已逾期\n请今天处理\n否则联系您的家人\n退订回T"
    case, script = hold(knowledge, {LENDER: [message, "海尔"], DAYS: "3"})
    assert (case.lender, case.days_overdue) == ("海尔消费金融", 3)
    assert any("只要名字" in remark for remark in script.said)
    assert hold(knowledge, {LENDER: message.replace("XX催收", "洋钱罐")})[0].lender == "洋钱罐"


def test_several_lenders_in_one_line(knowledge: Knowledge) -> None:
    """Several known names in one answer are several loans, the first of them the one the report is about."""
    case, _ = hold(knowledge, {LENDER: "海尔、花呗", DAYS: "3"})
    assert [loan.lender for loan in case.loans] == ["海尔消费金融", "蚂蚁消费金融"]
    assert (case.lender, case.loans[0].days_overdue) == ("海尔消费金融", 3)


def test_a_nickname_among_known_lenders_is_one_of_them(knowledge: Knowledge) -> None:
    """One name nobody knows does not make one strange bank of four lenders: each is a loan, and it is said whose is
    not recorded and where to find who lent.
    """
    case, script = hold(knowledge, {LENDER: "360借条，美团借钱，小猪，还有招商银行信用卡", DAYS: "100"})
    assert [loan.lender for loan in case.loans][2:] == ["小猪", "招商银行"]
    assert len(case.loans) == 4
    assert case.loans[3].product is LoanType.CARD
    assert any("没有收录「小猪」" in remark and "合同" in remark for remark in script.said)


@pytest.mark.parametrize("typed", ["海尔，已经三个月没还", "没听过，也不认识", "海尔，他们打到我单位来找人"])
def test_a_sentence_behind_a_name_is_no_second_lender(knowledge: Knowledge, typed: str) -> None:
    """Words behind a comma that read like a sentence, or names of which none is known, are no list of lenders."""
    case, _ = hold(knowledge, {LENDER: typed, DAYS: "3"})
    assert len(case.loans) < 2


@pytest.mark.parametrize("lender", ["海尔", "极融", "没听过的钱包"])
def test_a_plan_is_asked_about_for_every_lender(knowledge: Knowledge, lender: str) -> None:
    """Reasons, other lenders, income, essentials and balance are asked where a plan is wanted, whoever lent; else
    not.
    """
    words = (WHY, OTHERS, "每月到手", "每月必需", "还欠多少元")
    _, script = hold(knowledge, {LENDER: lender, GOALS: "plan"})
    assert all(script.asked(word) for word in words)
    for goal in ("credit", SKIP):
        _, script = hold(knowledge, {LENDER: lender, GOALS: goal})
        assert not any(script.asked(word) for word in words)


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        (Case(role=Role.SPOUSE), WHO),
        (Case(lender="海尔"), LENDER),
        (Case(kind=InstitutionKind.BANK), KIND),
        (Case(days_overdue=0), DAYS),
        (Case(due=dt.date(2026, 11, 1)), DAYS),
        (Case(happened=("insult",)), HAPPENED),
        (Case(papers=(ReceivedPaper(kind="summons"),)), PAPERS),
        (Case(goals=("credit",)), GOALS),
        (Case(creditor=Creditor(name="某公司")), DEMANDS),
    ],
)
def test_what_is_known_is_not_asked(knowledge: Knowledge, case: Case, missing: str) -> None:
    """What the flags or the file said already, also day 0, is not asked again and not changed."""
    told, script = hold(knowledge, {}, case)
    assert told == msgspec.structs.replace(case, role=case.role or Role.BORROWER)
    assert not script.asked(missing)


def test_a_hearing_is_asked_for_beside_a_summons_told_before(knowledge: Knowledge) -> None:
    """A summons of the command line brings the question about its hearing."""
    case, _ = hold(knowledge, {HEARING: "12月20日"}, Case(papers=(ReceivedPaper(kind="summons"),)))
    assert case.hearing == dt.date(2026, 12, 20)


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(data=st.data())
def test_at_most_ten_questions_on_any_path(knowledge: Knowledge, data: st.DataObject) -> None:
    """Whatever is answered, and however often the person goes back, at most ten questions are numbered, and the case
    leads to advice.
    """
    lines = st.sampled_from(["", "海尔", "极融", "招商银行", "没听过的钱包", "0", "45", "2026-11-01", "不知道"])
    backs = iter(data.draw(st.lists(st.booleans(), max_size=12)))

    class Anyone(Script):
        def _step(self, question: str) -> None:
            self.put.append(question)
            if next(backs, False):
                raise Back

        def text(self, question: str, _why: str, _kept: str = "", **_hint: str) -> str:
            self._step(question)
            return "" if SUMMARY in question or len(self.put) > 60 else data.draw(lines)

        def choose(self, question: str, _why: str, choices: Sequence[Pair], _kept: str = "", *, begin: str = "") -> str:
            self._step(question)
            return data.draw(st.sampled_from([begin, *(identifier for identifier, _ in choices)]))

        def choose_many(
            self, question: str, _why: str, choices: Sequence[Pair], _kept: Collection[str] = (), **_none: Any
        ) -> list[str]:
            self._step(question)
            most = 0 if DANGER in question else 3
            return data.draw(
                st.lists(st.sampled_from([identifier for identifier, _ in choices]), max_size=most, unique=True)
            )

    script = Anyone()
    case = Interview(knowledge, script, AS_OF).run()
    assert max(int(heading.split(" ")[1]) for heading in script.numbered) <= MAX_QUESTIONS
    assert advise(case, knowledge, AS_OF).first


# --- back ------------------------------------------------------------------------------------------------------


def test_back_opens_the_question_before(knowledge: Knowledge) -> None:
    """Going back puts the question before again with its answer, and what was answered later stays."""
    answers = {LENDER: ["海尔", KEEP], DAYS: [Back, "3"], GOALS: "court"}
    case, script = hold(knowledge, answers)
    assert case == Case(role=Role.BORROWER, lender="海尔消费金融", days_overdue=3, goals=("court",))
    assert "海尔消费金融" in script.kept


def test_back_at_the_first_question(knowledge: Knowledge) -> None:
    """Before the first question there is none, which is said."""
    _, script = hold(knowledge, {DANGER: [Back, SKIP]})
    assert any("第一题" in remark for remark in script.said)


def test_back_within_a_question_puts_that_question_again(knowledge: Knowledge) -> None:
    """Back at a part of a question opens the whole question, not the one before."""
    case, script = hold(knowledge, {PAPERS: ["summons", "judgment"], "哪天收到": [Back, "2026-11-10"]})
    assert case.papers == (ReceivedPaper(kind="judgment", received=dt.date(2026, 11, 10)),)
    assert len([question for question in script.put if DAYS in question]) == 1


def test_another_role_by_way_of_back_keeps_what_still_holds(knowledge: Knowledge) -> None:
    """Who said family first and goes back to say borrower is asked the borrower's things, and keeps the lender."""
    case, script = hold(
        knowledge, {WHO: ["family", "borrower"], LENDER: ["海尔", Back, KEEP], PAPERS: [Back, SKIP], DAYS: "3"}
    )
    assert case == own(days_overdue=3, lender="海尔消费金融")
    assert script.asked(GOALS)


# --- danger ---------------------------------------------------------------------------------------------------


def test_danger_ends_the_interview(knowledge: Knowledge) -> None:
    """With a danger nothing else is asked, not even the summary."""
    case, script = hold(knowledge, {DANGER: "at_door self_harm"})
    assert case == Case(safety=("at_door", "self_harm"))
    assert len(script.put) == 1


def test_danger_at_the_summary_ends_it_too(knowledge: Knowledge) -> None:
    """A danger told late ends the interview at once."""
    case, script = hold(knowledge, {LENDER: "海尔", DANGER: [SKIP, "threatened"], SUMMARY: "1"})
    assert case.safety == ("threatened",)
    assert case.lender == "海尔消费金融"
    assert DANGER in script.put[-1]


# --- answers that cannot be used --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("很久", "像「45 天」"),
        ("2026-02-30", "2026-02-30"),
        ("99999", "36500"),
        ("1850-01-01", "1850"),
        ("-3", "-3"),
        ("45.5", "45.5"),
    ],
)
def test_wrong_days_are_explained_and_asked_again(knowledge: Knowledge, wrong: str, said: str) -> None:
    """A number of days that cannot be is explained without naming a flag, and asked again under the same number."""
    case, script = hold(knowledge, {LENDER: "海尔", DAYS: [wrong, "45"]})
    assert case.days_overdue == 45
    first, second = (question for question in script.put if DAYS in question)
    assert first == second
    complaint = next(remark for remark in script.said if said in remark)
    assert "--" not in complaint


@pytest.mark.parametrize("wrong", ["海" * 61, "海\x1b[31m尔", "海\n尔"], ids=["too long", "escape", "two lines"])
def test_a_name_that_cannot_be_is_asked_again(knowledge: Knowledge, wrong: str) -> None:
    """A name with control characters or without end is explained, harmlessly printed, and asked again."""
    case, script = hold(knowledge, {LENDER: [wrong, "海尔"]})
    assert case.lender == "海尔消费金融"
    assert not [remark for remark in script.said if "\x1b" in remark or "--lender" in remark]


def test_a_wrong_day_of_receipt_is_asked_again(knowledge: Knowledge) -> None:
    """A day of receipt that does not exist is asked again, and the papers chosen so far are kept."""
    case, script = hold(knowledge, {PAPERS: "summons judgment", "哪天收到": ["某天", "2026-11-10", SKIP]})
    assert case.papers == (
        ReceivedPaper(kind="summons", received=dt.date(2026, 11, 10)),
        ReceivedPaper(kind="judgment"),
    )
    assert any("某天" in remark for remark in script.said)


def test_a_paper_of_tomorrow_is_asked_again(knowledge: Knowledge) -> None:
    """A paper cannot have been received after today: no clock runs from a slip.

    Today itself is a day like any other.
    """
    case, script = hold(knowledge, {PAPERS: "payment_order", "哪天收到": ["2026-12-06", "2026-11-22", "2026-11-21"]})
    assert case.papers == (ReceivedPaper(kind="payment_order", received=AS_OF),)
    assert len([remark for remark in script.said if "这一天还没到" in remark]) == 2


def test_a_due_date_may_lie_ahead(knowledge: Knowledge) -> None:
    """A loan that falls due next month is no slip."""
    assert hold(knowledge, {LENDER: "海尔", DAYS: "2026-12-20"})[0].due == dt.date(2026, 12, 20)


def test_only_papers_with_a_clock_are_asked_for_their_day(knowledge: Knowledge) -> None:
    """For a paper that starts no clock the day of receipt is not asked."""
    _, script = hold(knowledge, {PAPERS: "lawyer_letter"})
    assert not [question for question in script.put if "哪天收到" in question]


# --- the lender -------------------------------------------------------------------------------------------------


def test_a_near_miss_is_offered(knowledge: Knowledge) -> None:
    """A mistyped name is asked back with the similar ones, and the chosen one is kept by its name."""
    case, script = hold(knowledge, {LENDER: "长银某费金融", "是不是这一家": "changyin"})
    assert case.lender == "长银消费金融"
    offered = next(ids for question, ids in zip(script.put, script.offered, strict=True) if "是不是这一家" in question)
    assert offered[0] == "changyin"
    assert offered[-1] == "other"


def test_a_near_miss_refused_keeps_what_was_typed(knowledge: Knowledge) -> None:
    """Who says that it is none of those keeps the name as typed."""
    assert hold(knowledge, {LENDER: "长银某费金融"})[0].lender == "长银某费金融"


def test_an_unknown_name_is_said_to_be_unknown(knowledge: Knowledge) -> None:
    """A name like no other is kept, and the person is told that advice will be general."""
    case, script = hold(knowledge, {LENDER: "zzz"})
    assert case.lender == "zzz"
    assert any("没有收录「zzz」" in remark for remark in script.said)


# --- what happened ----------------------------------------------------------------------------------------------


def test_behaviours_by_theme(knowledge: Knowledge) -> None:
    """First the themes are offered, then only the behaviours of those chosen."""
    case, script = hold(knowledge, {HAPPENED: "visits", VISITS: "visit_crowd enter_home"})
    assert [item.id for item in case.happenings] == ["visit_crowd", "enter_home"]
    groups = [group.id for group in knowledge.happened_groups]
    put = next(place for place, question in enumerate(script.put) if HAPPENED in question)
    assert script.offered[put] == groups
    followed = [ids for question, ids in zip(script.put, script.offered, strict=True) if "里，发生过哪些" in question]
    assert followed == [list(next(group for group in knowledge.happened_groups if group.id == "visits").behaviours)]


def test_every_behaviour_can_be_reached(knowledge: Knowledge) -> None:
    """Through the themes every behaviour of the knowledge can be chosen."""
    _, script = hold(knowledge, {HAPPENED: " ".join(group.id for group in knowledge.happened_groups)})
    offered = {
        identifier
        for question, ids in zip(script.put, script.offered, strict=True)
        if "里，发生过哪些" in question
        for identifier in ids
    }
    assert offered == set(knowledge.behaviours)


# --- the summary --------------------------------------------------------------------------------------------------


def test_summary_lists_every_question_with_its_answer(knowledge: Knowledge) -> None:
    """Before the report every question put is listed with its answer, or as not answered."""
    _, script = hold(knowledge, {LENDER: "海尔", DAYS: "3"})
    listed = [remark.strip() for remark in script.said if re.match(r"  \d+\. ", remark)]
    assert [line.partition(".")[0] for line in listed] == [str(number) for number in range(1, 9)]
    assert "我自己借的" in listed[1]
    assert "海尔消费金融" in listed[2]
    assert "3 天" in listed[3]
    assert [line for line in listed if "没有回答" in line] == [*listed[:1], *listed[4:]]


@pytest.mark.parametrize("number", ["4", "４", " 4 "])
def test_one_answer_changed(knowledge: Knowledge, number: str) -> None:
    """One answer is changed by its number, in any width, and every other answer stays."""
    answers = {LENDER: "海尔", DAYS: ["3", "45"], GOALS: "court", SUMMARY: [number, SKIP]}
    assert hold(knowledge, answers)[0] == own(lender="海尔消费金融", days_overdue=45, goals=("court",))


def test_an_answer_taken_back(knowledge: Knowledge) -> None:
    """An answer can be taken back at the summary."""
    case, _ = hold(
        knowledge, {LENDER: "海尔", DAYS: ["3", SKIP], PAPERS: ["lawyer_letter", SKIP], SUMMARY: ["4", "5", SKIP]}
    )
    assert case == own(lender="海尔消费金融")


def test_answers_put_again_are_kept(knowledge: Knowledge) -> None:
    """Every question opened again at the summary is put with its answer, and Enter keeps the case as it was."""
    words = {
        WHO: "guarantor",
        LENDER: "zz 快快",
        KIND: "micro_loan",
        DAYS: "2026-11-01",
        PAPERS: "from-court from-lender",
        FROM_COURT: "summons",
        FROM_LENDER: "lawyer_letter",
        "哪天收到": "2026-11-10",
        HEARING: "2026-12-20",
        HAPPENED: "hours visits",
        LATE: "call_after_22",
        VISITS: "visit_crowd",
        DEMANDS: "insurer",
        "它叫什么名字": "某保险",
        GOALS: "plan court",
        WHY: "illness",
        OTHERS: "花呗",
        "每月到手": "5000",
        "每月必需": "3000",
        "还欠多少元": "8000",
    }
    told, _ = hold(knowledge, dict(words))
    again: dict[str, Any] = {word: [answer, KEEP] for word, answer in words.items()}
    case, script = hold(knowledge, again | {SUMMARY: ["2", "3", "4", "5", "6", "7", "8", "9", "10", SKIP]})
    assert case == told
    assert told.papers[0].received == dt.date(2026, 11, 10)
    kept = [str(kept) for kept in script.kept if kept]
    assert sorted(kept) == sorted({"花呗": "蚂蚁消费金融"}.get(answer, answer) for answer in words.values())


def test_papers_are_found_under_who_sent_them(knowledge: Knowledge) -> None:
    """First a short list of who sent it, then its papers; a group of which nothing came leaves nothing."""
    case, script = hold(
        knowledge,
        {LENDER: "海尔", PAPERS: "from-court from-lender", FROM_COURT: NO, FROM_LENDER: "lawyer_letter credit_notice"},
    )
    assert [paper.kind for paper in case.papers] == ["lawyer_letter", "credit_notice"]
    first = next(offered for offered, put in zip(script.offered, script.put, strict=True) if PAPERS in put)
    assert len(first) <= 9


def test_a_paper_named_in_words_needs_no_list(knowledge: Knowledge) -> None:
    """Whoever types 传票 at the first list is asked its day at once, and no list of court papers."""
    case, script = hold(knowledge, {LENDER: "海尔", PAPERS: "summons", "哪天收到": "2026-11-10"})
    assert [paper.kind for paper in case.papers] == ["summons"]
    assert not script.asked(FROM_COURT)
    assert set(knowledge.paper_kinds) <= {name for names in script.also for name in names}


def test_back_in_the_papers_opens_who_sent_them(knowledge: Knowledge) -> None:
    """Back in the second list opens the first one again."""
    case, _ = hold(
        knowledge,
        {LENDER: "海尔", PAPERS: ["from-court", "from-lender"], FROM_COURT: Back, FROM_LENDER: "lawyer_letter"},
    )
    assert [paper.kind for paper in case.papers] == ["lawyer_letter"]


def test_every_paper_stands_under_who_sends_it(knowledge: Knowledge) -> None:
    """No kind of paper is left out of the groups, and none is named that does not exist."""
    grouped = {name for group in knowledge.paper_groups for name in group.papers}
    assert grouped == set(knowledge.paper_kinds)


def test_the_days_of_what_happened_stay(knowledge: Knowledge) -> None:
    """What a file told with its day keeps the day when its list is opened again and something is added."""
    before = (Happening(id="call_after_22", on=dt.date(2026, 11, 2)),)
    talk = Interview(
        knowledge,
        Script(**{HAPPENED: KEEP, LATE: "call_after_22 msg_after_22"}),
        AS_OF,
        Case(happened=before),
    )
    talk.ask(next(question for question in knowledge.questions if question.id == "happened"))
    assert talk.case.happened == (*before, Happening(id="msg_after_22"))


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({}, "文书：没有回答"),
        ({PAPERS: NO}, "文书：都没有"),
        ({HAPPENED: NO}, "发生的事：都没有"),
        ({DANGER: NO}, "安全：现在没有危险"),
        ({KIND: "unknown"}, "类型：还不清楚"),
        ({KIND: SKIP}, "类型：没有回答"),
        ({DEMANDS: "lender"}, "现在来要钱的：就是放款的这家"),
        ({DAYS: "忘了"}, "逾期：还不清楚"),
    ],
)
def test_no_answer_is_told_from_none(knowledge: Knowledge, answers: dict[str, Any], line: str) -> None:
    """What was skipped has no answer; none, and not known yet, are answers and stand as such in the summary."""
    _, script = hold(knowledge, answers)
    assert any(line in remark for remark in script.said)


def test_another_lender_asks_for_its_kind(knowledge: Knowledge) -> None:
    """A lender changed at the summary to one that does not tell its kind brings the question about the kind, in its
    place.
    """
    case, script = hold(knowledge, {LENDER: ["海尔", "洋钱罐"], DAYS: "3", KIND: "micro_loan", SUMMARY: ["3", SKIP]})
    assert (case.kind, case.days_overdue) == (InstitutionKind.MICRO_LOAN, 3)
    assert any("合同贷款人的类型：小额贷款公司" in remark for remark in script.said)


def test_a_plan_wanted_late_asks_for_the_reason(knowledge: Knowledge) -> None:
    """A goal changed at the summary to a plan brings the question that depends on it, and no other."""
    case, script = hold(knowledge, {LENDER: "海尔", GOALS: ["credit", "plan"], WHY: "illness", SUMMARY: ["8", SKIP]})
    assert case.hardship == ("illness",)
    assert len([question for question in script.put if DAYS in question]) == 1


def test_a_question_that_no_longer_applies_leaves_the_summary(knowledge: Knowledge) -> None:
    """Where the new lender tells its kind, the kind is no longer listed as a question without an answer."""
    _, script = hold(knowledge, {LENDER: ["洋钱罐", "海尔"], SUMMARY: ["3", SKIP]})
    last = max(number for number, remark in enumerate(script.said) if "你的回答" in remark)
    assert not [remark for remark in script.said[last:] if "类型" in remark]


def test_days_instead_of_a_date(knowledge: Knowledge) -> None:
    """A due date changed to a number of days leaves no trace of the date."""
    case, _ = hold(knowledge, {LENDER: "海尔", DAYS: ["2026-11-01", "3"], SUMMARY: ["4", SKIP]})
    assert (case.due, case.days_overdue) == (None, 3)


@pytest.mark.parametrize("wrong", ["9", "0", "三", "1 2", "第三", "1" * 5000])
def test_a_number_that_is_no_question(knowledge: Knowledge, wrong: str) -> None:
    """A number that is no question changes nothing, and the numbers that would do are said."""
    case, script = hold(knowledge, {LENDER: "海尔", DAYS: "3", SUMMARY: [wrong, SKIP]})
    assert any("请输入 1 到 8" in remark for remark in script.said)
    assert case == own(lender="海尔消费金融", days_overdue=3)


def test_a_changed_lender_takes_its_kind_with_it(knowledge: Knowledge) -> None:
    """The kind told for one lender's contract does not stay when another lender is named."""
    case, _ = hold(knowledge, {LENDER: ["极融", "海尔"], KIND: "micro_loan", SUMMARY: ["3", SKIP]})
    assert advise(case, knowledge, AS_OF).situation.kind is InstitutionKind.CONSUMER_FINANCE


def test_nothing_asked_nothing_summed_up(knowledge: Knowledge) -> None:
    """Where everything was told already there is no summary to press Enter at."""
    full = Case(
        role=Role.BORROWER,
        hearing=dt.date(2026, 12, 20),
        creditor=Creditor(name="某公司"),
        safety=(),
        lender="海尔",
        days_overdue=3,
        reachable=True,
        happened=("insult",),
        papers=(ReceivedPaper(kind="summons"),),
        goals=("court",),
    )
    _, script = hold(knowledge, {}, full)
    assert len(script.numbered) == 1
    assert DANGER in script.put[0]


# --- stopping -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("where", [LENDER, DAYS, PAPERS, SUMMARY])
def test_stopping_keeps_the_answers_so_far(knowledge: Knowledge, error: type[BaseException], where: str) -> None:
    """Wherever a person stops, the answers before are still there to be named or saved."""
    answers = {LENDER: "海尔", DAYS: "3"} | {where: error}
    talk = Interview(knowledge, Script(**answers), AS_OF)
    with pytest.raises(error):
        talk.run()
    assert talk.case == {LENDER: own(), DAYS: own(lender="海尔消费金融")}.get(
        where, own(lender="海尔消费金融", days_overdue=3)
    )


# --- days to come -------------------------------------------------------------------------------------------------


def test_a_hearing_that_has_passed_is_asked_again(knowledge: Knowledge) -> None:
    """A hearing before today is a slip until it was written twice, with its year."""
    answers = {PAPERS: "summons", HEARING: ["2026-10-20", "12月20日"]}
    case, script = hold(knowledge, dict(answers))
    assert case.hearing == dt.date(2026, 12, 20)
    assert any("已经过了" in remark for remark in script.said)
    assert hold(knowledge, answers | {HEARING: ["2026-10-20"] * 2})[0].hearing == dt.date(2026, 10, 20)


@pytest.mark.parametrize(
    "word", ["打给我家人", "打给单位", "打得太多", "打得太晚", "骂我", "说要来家里", "说要抓我", "先交钱"]
)
def test_what_happened_is_offered_in_a_borrower_s_words(knowledge: Knowledge, word: str) -> None:
    """The first list speaks as those who are called, and no list of things is longer than a screen takes."""
    assert any(word in group.text for group in knowledge.happened_groups)
    assert max(len(group.behaviours) for group in knowledge.happened_groups) <= 10


def test_groups_name_every_behaviour(knowledge: Knowledge) -> None:
    """Every behaviour stands under some of the borrower's words, and nothing else does."""
    named = {name for group in knowledge.happened_groups for name in group.behaviours}
    assert named == set(knowledge.behaviours)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("捷信", "「捷信」就是京东消费金融，消费金融公司"),
        ("jirong", "「jirong」就是极融，助贷平台（自己不放款）"),
        ("海尔", "记下：海尔消费金融，消费金融公司"),
        ("马上消费金融", "记下：马上消费金融，消费金融公司"),
    ],
)
def test_a_lender_under_another_name_is_said_to_be_the_same(knowledge: Knowledge, typed: str, said: str) -> None:
    """Who types an old name or letters is told whose name it is now; who types a part of the name is not."""
    script = Script(哪家机构=typed)
    Interview(knowledge, script, AS_OF).run()
    assert said in "\n".join(script.said)


def test_whoever_demands_is_read_back(knowledge: Knowledge) -> None:
    """The name of the company that demands is said back with what it is."""
    script = Script(哪家机构="海尔", 来要钱的是谁="financing_guarantor", 它叫什么="智永慧科")
    Interview(knowledge, script, AS_OF).run()
    assert "现在来要钱的是「智永慧科」，融资担保公司" in "\n".join(script.said)


def test_instalments_are_days_about(knowledge: Knowledge) -> None:
    """三期 is taken as about ninety days, and the person is asked for the day if they know it."""
    script = Script(哪家机构="海尔", 逾期多久="三期")
    case = Interview(knowledge, script, AS_OF).run()
    assert case.days_overdue == 90
    assert "大约逾期 90 天" in "\n".join(script.said)


@pytest.mark.parametrize(("typed", "said"), [("周五", "上周的、这周的"), ("3月", "是几月，还是几个月")])
def test_what_has_two_readings_is_asked_back_with_both(knowledge: Knowledge, typed: str, said: str) -> None:
    """A weekday without its week and a month that may be a span are asked back with both readings."""
    script = Script(哪家机构="海尔", 逾期多久=[typed, SKIP])
    Interview(knowledge, script, AS_OF).run()
    assert said in "\n".join(script.said)


@pytest.mark.parametrize("typed", ["每月5000", "5000/月", "工资五千", "到手五千块"])
def test_an_income_is_taken_with_the_words_beside_it(knowledge: Knowledge, typed: str) -> None:
    """Words that say that a sum is a month's do not hide the sum."""
    script = Script(哪家机构="海尔", 逾期多久="45", 最想解决=["plan"], 每月到手=typed)
    case = Interview(knowledge, script, AS_OF, may_stop=False).run()
    assert case.income == Decimal(5000)


def test_questions_put_before_are_not_put_again(knowledge: Knowledge) -> None:
    """An interview taken up again leaves out what an earlier one had put, answered or not."""
    script = Script()
    case = Case(role=Role.BORROWER, lender="海尔", days_overdue=45)
    talk = Interview(knowledge, script, AS_OF, case, given=frozenset({"safety", "papers"}))
    talk.run()
    assert not [put for put in script.put if "有危险吗" in put or "收到过文书" in put]
    assert {"safety", "papers"} <= set(talk.left_empty)


def test_a_widow_finds_herself_on_the_list(knowledge: Knowledge) -> None:
    """Of the two lines that a widow could take for hers only one is: the first says that the other still lives."""
    role = next(question for question in knowledge.questions if question.id == "role")
    words = {option.id: option.text for option in role.choices}
    assert "人还在" in words["spouse"]
    assert "爱人" in words["heir"]
