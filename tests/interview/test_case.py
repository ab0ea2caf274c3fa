"""The interview without a terminal: which questions are put, and what the answers become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Knowledge, advise
from borrower_help.case.model import Case, Happening, ReceivedPaper
from borrower_help.interview.case import MAX_QUESTIONS, Interview
from borrower_help.interview.typed import NONE, Pair
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

    def text(self, question: str, _why: str, kept: str = "") -> str:
        """The scripted line."""
        return str(self._answer(question, [], kept))

    def choose(self, question: str, _why: str, choices: Sequence[Pair], kept: str = "") -> str:
        """The scripted id."""
        return str(self._answer(question, choices, kept))

    def choose_many(
        self,
        question: str,
        _why: str,
        choices: Sequence[Pair],
        kept: Collection[str] = (),
        *,
        none: str = "",
        begin: str = "skip",
    ) -> list[str]:
        """The scripted ids; written with spaces."""
        assert none or begin == "skip"
        answer = self._answer(question, choices, " ".join(kept))
        return [NONE] if answer == NO else str(answer).split()

    @property
    def numbered(self) -> list[str]:
        """The questions that count, each without its number."""
        return [question.partition(" 题 ")[2] for question in self.put if question.startswith("第 ")]


DANGER, LENDER, KIND, DAYS, REACHED, HAPPENED, PAPERS, GOALS, WHY = (
    "有危险吗",
    "是哪家机构",
    "哪一类机构",
    "逾期多少天",
    "联系上你",
    "已经发生",
    "文书或消息",
    "最想解决",
    "还不上的原因",
)
SUMMARY = "改第几题"


def hold(knowledge: Knowledge, answers: dict[str, Any], case: Case | None = None) -> tuple[Case, Script]:
    """Run an interview with scripted answers."""
    script = Script(**answers)
    return Interview(knowledge, script, AS_OF, case or Case()).run(), script


# --- the questions ------------------------------------------------------------------------------------------


def test_all_skipped(knowledge: Knowledge) -> None:
    """Who skips everything is asked eight questions in their order and has told nothing."""
    case, script = hold(knowledge, {})
    assert case == Case()
    assert [
        word in question
        for word, question in zip(
            (DANGER, LENDER, KIND, DAYS, REACHED, HAPPENED, PAPERS, GOALS), script.numbered, strict=True
        )
    ] == [True] * 8
    assert [question.split(" ")[1] for question in script.put if question.startswith("第 ")] == [
        str(number) for number in range(1, 9)
    ]


def test_every_answer_reaches_the_case(knowledge: Knowledge) -> None:
    """Each answer becomes the field of the case it belongs to."""
    answers = {
        LENDER: "够花",
        DAYS: "４５天",
        REACHED: "no",
        f"{HAPPENED}了": "hours third_parties",
        "催收时间": "call_after_22",
        "联系其他人": "disclose_debt",
    }
    answers |= {PAPERS: "summons lawyer_letter", "哪天收到": "2026年11月10日", GOALS: "plan court", WHY: "illness"}
    case, script = hold(knowledge, answers)
    assert case == Case(
        lender="海尔消费金融",
        days_overdue=45,
        reachable=False,
        happened=(Happening(id="call_after_22"), Happening(id="disclose_debt")),
        papers=(ReceivedPaper(kind="summons", received=dt.date(2026, 11, 10)), ReceivedPaper(kind="lawyer_letter")),
        goals=("plan", "court"),
        hardship=("illness",),
    )
    assert len(script.numbered) == 8
    assert advise(case, knowledge, AS_OF).situation.days_overdue == 45


def test_a_recorded_lender_needs_no_kind(knowledge: Knowledge) -> None:
    """Where the lender alone tells the kind, the contract is not asked about."""
    _, script = hold(knowledge, {LENDER: "晋商"})
    assert not [question for question in script.numbered if KIND in question]


@pytest.mark.parametrize("lender", ["极融", "没听过的钱包", SKIP], ids=["facilitator", "not recorded", "skipped"])
def test_the_contract_is_asked_about_where_it_decides(knowledge: Knowledge, lender: str) -> None:
    """For a facilitator or an unknown name the kind of the lender in the contract is asked, and kept."""
    case, script = hold(knowledge, {LENDER: lender, KIND: "micro_loan"})
    assert [question for question in script.numbered if KIND in question]
    assert case.kind is InstitutionKind.MICRO_LOAN


def test_a_kind_that_is_not_known(knowledge: Knowledge) -> None:
    """「还不清楚」 is no kind: the lender's own kind stays in force."""
    case, _ = hold(knowledge, {LENDER: "极融", KIND: "unknown"})
    assert case.kind is None
    assert advise(case, knowledge, AS_OF).situation.kind is InstitutionKind.LOAN_FACILITATOR


def test_a_facilitator_is_no_answer_to_who_lends(knowledge: Knowledge) -> None:
    """The choices for the lender in the contract leave out the facilitator, which lends nothing."""
    _, script = hold(knowledge, {LENDER: "极融"})
    offered = next(ids for question, ids in zip(script.put, script.offered, strict=True) if KIND in question)
    assert "loan_facilitator" not in offered
    assert {"bank", "consumer_finance", "micro_loan", "unknown"} <= set(offered)


def test_hardship_is_asked_only_for_a_plan(knowledge: Knowledge) -> None:
    """Who does not want a plan is not asked for reasons."""
    assert [question for question in hold(knowledge, {LENDER: "海尔", GOALS: "plan"})[1].numbered if WHY in question]
    assert not [
        question for question in hold(knowledge, {LENDER: "海尔", GOALS: "credit"})[1].numbered if WHY in question
    ]


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        (Case(lender="海尔"), LENDER),
        (Case(kind=InstitutionKind.BANK), KIND),
        (Case(days_overdue=0), DAYS),
        (Case(due=dt.date(2026, 11, 1)), DAYS),
        (Case(reachable=False), REACHED),
        (Case(happened=("insult",)), HAPPENED),
        (Case(papers=(ReceivedPaper(kind="summons"),)), PAPERS),
        (Case(goals=("plan",)), GOALS),
    ],
    ids=["lender", "kind", "day 0", "due", "unreachable", "happened", "papers", "goals"],
)
def test_what_is_known_is_not_asked(knowledge: Knowledge, case: Case, missing: str) -> None:
    """What the flags or the file said already, also day 0 and "no", is not asked again and not changed."""
    told, script = hold(knowledge, {}, case)
    assert told == case
    assert not [question for question in script.numbered if missing in question]


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(data=st.data())
def test_at_most_eight_questions_on_any_path(knowledge: Knowledge, data: st.DataObject) -> None:
    """Whatever is answered, at most eight questions are numbered, and the case leads to advice."""
    names = st.sampled_from(["", "海尔", "极融", "晋商", "没听过的钱包"])

    class Anyone(Script):
        def text(self, question: str, _why: str, _kept: str = "") -> str:
            self.put.append(question)
            if SUMMARY in question:
                return ""
            days = st.sampled_from(["", "0", "45", "2026-11-01", "2030-01-01"])
            return data.draw(names if LENDER in question else days if DAYS in question else st.just("2026-11-10"))

        def choose(self, question: str, _why: str, choices: Sequence[Pair], _kept: str = "") -> str:
            self.put.append(question)
            return data.draw(st.sampled_from(["", *(identifier for identifier, _ in choices)]))

        def choose_many(
            self, question: str, _why: str, choices: Sequence[Pair], _kept: Collection[str] = (), **_none: Any
        ) -> list[str]:
            self.put.append(question)
            most = 0 if DANGER in question else 3
            return data.draw(
                st.lists(st.sampled_from([identifier for identifier, _ in choices]), max_size=most, unique=True)
            )

    script = Anyone()
    case = Interview(knowledge, script, AS_OF).run()
    assert len(script.numbered) <= MAX_QUESTIONS == 8
    assert len(set(script.numbered)) == len(script.numbered)
    assert advise(case, knowledge, AS_OF).first


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
        ("很久", "例如 45"),
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
    case, script = hold(knowledge, {PAPERS: "summons judgment", "哪天收到": ["昨天", "2026-11-10", SKIP]})
    assert case.papers == (
        ReceivedPaper(kind="summons", received=dt.date(2026, 11, 10)),
        ReceivedPaper(kind="judgment"),
    )
    assert any("昨天" in remark for remark in script.said)


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
    case, script = hold(knowledge, {LENDER: "晋尚消费金融", "是不是这一家": "jinshang"})
    assert case.lender == "晋商消费金融"
    offered = next(ids for question, ids in zip(script.put, script.offered, strict=True) if "是不是这一家" in question)
    assert offered[0] == "jinshang"
    assert offered[-1] == ""


def test_a_near_miss_refused_keeps_what_was_typed(knowledge: Knowledge) -> None:
    """Who says that it is none of those keeps the name as typed."""
    assert hold(knowledge, {LENDER: "晋尚消费金融"})[0].lender == "晋尚消费金融"


def test_an_unknown_name_is_said_to_be_unknown(knowledge: Knowledge) -> None:
    """A name like no other is kept, and the person is told that advice will be general."""
    case, script = hold(knowledge, {LENDER: "zzz"})
    assert case.lender == "zzz"
    assert any("没有收录「zzz」" in remark for remark in script.said)


# --- what happened ----------------------------------------------------------------------------------------------


def test_behaviours_by_theme(knowledge: Knowledge) -> None:
    """First the themes are offered, then only the behaviours of those chosen."""
    case, script = hold(knowledge, {f"{HAPPENED}了": "visits", "上门」": "visit_crowd enter_home"})
    assert [item.id for item in case.happenings] == ["visit_crowd", "enter_home"]
    themes = [theme.theme for theme in knowledge.themes]
    assert script.offered[script.put.index(next(question for question in script.put if HAPPENED in question))] == themes
    followed = [ids for question, ids in zip(script.put, script.offered, strict=True) if "里，发生过哪些" in question]
    assert followed == [
        [behaviour.id for behaviour in next(theme for theme in knowledge.themes if theme.theme == "visits").behaviours]
    ]


def test_every_behaviour_can_be_reached(knowledge: Knowledge) -> None:
    """Through the themes every behaviour of the knowledge can be chosen."""
    _, script = hold(knowledge, {f"{HAPPENED}了": " ".join(theme.theme for theme in knowledge.themes)})
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
    listed = [remark.strip() for remark in script.said if remark.startswith("  ")]
    assert [line.partition(".")[0] for line in listed] == [str(number) for number in range(1, 9)]
    assert "海尔消费金融" in listed[1]
    assert "3 天" in listed[2]
    assert [line for line in listed if "没有回答" in line] == [*listed[:1], *listed[3:]]


@pytest.mark.parametrize("number", ["3", "３", " 3 "])
def test_one_answer_changed(knowledge: Knowledge, number: str) -> None:
    """One answer is changed by its number, in any width, and every other answer stays."""
    answers = {LENDER: "海尔", DAYS: ["3", "45"], REACHED: "yes", GOALS: "court", SUMMARY: [number, SKIP]}
    assert hold(knowledge, answers)[0] == Case(lender="海尔消费金融", days_overdue=45, reachable=True, goals=("court",))


def test_an_answer_taken_back(knowledge: Knowledge) -> None:
    """An answer can be taken back at the summary."""
    case, _ = hold(
        knowledge, {LENDER: "海尔", DAYS: ["3", SKIP], PAPERS: ["lawyer_letter", SKIP], SUMMARY: ["3", "6", SKIP]}
    )
    assert case == Case(lender="海尔消费金融")


def test_answers_put_again_are_kept(knowledge: Knowledge) -> None:
    """Every question opened again at the summary is put with its answer, and Enter keeps the case as it was."""
    words = {
        LENDER: "zz 快快",
        KIND: "micro_loan",
        DAYS: "2026-11-01",
        REACHED: "no",
        f"{HAPPENED}了": "hours visits",
        "催收时间": "call_after_22",
    }
    words |= {"上门」": "visit_crowd", PAPERS: "summons lawyer_letter", "哪天收到": "2026-11-10", GOALS: "plan court"}
    told, _ = hold(knowledge, dict(words))
    again: dict[str, Any] = {word: [answer, KEEP] for word, answer in words.items()}
    case, script = hold(knowledge, again | {SUMMARY: [*"2345678", SKIP]})
    assert case == told
    assert told.papers[0].received == dt.date(2026, 11, 10)
    assert [kept for kept in script.kept if kept] == [
        "zz 快快",
        "micro_loan",
        "2026-11-01",
        "no",
        "hours visits",
        "call_after_22",
        "visit_crowd",
        "summons lawyer_letter",
        "2026-11-10",
        "plan court",
    ]


def test_the_days_of_what_happened_stay(knowledge: Knowledge) -> None:
    """What a file told with its day keeps the day when its list is opened again and something is added."""
    before = (Happening(id="call_after_22", on=dt.date(2026, 11, 2)),)
    talk = Interview(
        knowledge,
        Script(**{f"{HAPPENED}了": KEEP, "催收时间": "call_after_22 call_before_8"}),
        AS_OF,
        Case(happened=before),
    )
    talk.ask(next(question for question in knowledge.questions if question.id == "happened"))
    assert talk.case.happened == (*before, Happening(id="call_before_8"))


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({}, "文书：没有回答"),
        ({PAPERS: NO}, "文书：都没有"),
        ({f"{HAPPENED}了": NO}, "发生的事：都没有"),
        ({DANGER: NO}, "安全：现在没有危险"),
        ({KIND: "unknown"}, "类型：还不清楚"),
        ({KIND: SKIP}, "类型：没有回答"),
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
    case, script = hold(knowledge, {LENDER: ["海尔", "洋钱罐"], DAYS: "3", KIND: "micro_loan", SUMMARY: ["2", SKIP]})
    assert (case.kind, case.days_overdue) == (InstitutionKind.MICRO_LOAN, 3)
    assert any(question.startswith("第 3 题 合同里的") for question in script.put)
    assert any("3. 合同贷款人的类型：小额贷款公司" in remark for remark in script.said)


def test_a_plan_wanted_late_asks_for_the_reason(knowledge: Knowledge) -> None:
    """A goal changed at the summary to a plan brings the question that depends on it, and no other."""
    case, script = hold(knowledge, {LENDER: "海尔", GOALS: ["credit", "plan"], WHY: "illness", SUMMARY: ["7", SKIP]})
    assert case.hardship == ("illness",)
    assert len([question for question in script.numbered if DAYS in question]) == 1


def test_a_question_that_no_longer_applies_leaves_the_summary(knowledge: Knowledge) -> None:
    """Where the new lender tells its kind, the kind is no longer listed as a question without an answer."""
    _, script = hold(knowledge, {LENDER: ["洋钱罐", "海尔"], SUMMARY: ["2", SKIP]})
    last = max(number for number, remark in enumerate(script.said) if "你的回答" in remark)
    assert not [remark for remark in script.said[last:] if "类型" in remark]


def test_days_instead_of_a_date(knowledge: Knowledge) -> None:
    """A due date changed to a number of days leaves no trace of the date."""
    case, _ = hold(knowledge, {LENDER: "海尔", DAYS: ["2026-11-01", "3"], SUMMARY: ["3", SKIP]})
    assert (case.due, case.days_overdue) == (None, 3)


@pytest.mark.parametrize("wrong", ["9", "0", "三", "1 2", "第三", "1" * 5000])
def test_a_number_that_is_no_question(knowledge: Knowledge, wrong: str) -> None:
    """A number that is no question changes nothing, and the numbers that would do are said."""
    case, script = hold(knowledge, {LENDER: "海尔", DAYS: "3", SUMMARY: [wrong, SKIP]})
    assert any("请输入 1 到 8" in remark for remark in script.said)
    assert case == Case(lender="海尔消费金融", days_overdue=3)


def test_a_changed_lender_takes_its_kind_with_it(knowledge: Knowledge) -> None:
    """The kind told for one lender's contract does not stay when another lender is named."""
    case, _ = hold(knowledge, {LENDER: ["极融", "海尔"], KIND: "micro_loan", SUMMARY: ["2", SKIP]})
    assert advise(case, knowledge, AS_OF).situation.kind is InstitutionKind.CONSUMER_FINANCE


def test_nothing_asked_nothing_summed_up(knowledge: Knowledge) -> None:
    """Where everything was told already there is no summary to press Enter at."""
    full = Case(
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
    assert DANGER in script.numbered[0]


# --- stopping -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("where", [LENDER, DAYS, PAPERS, SUMMARY])
def test_stopping_keeps_the_answers_so_far(knowledge: Knowledge, error: type[BaseException], where: str) -> None:
    """Wherever a person stops, the answers before are still there to be named or saved."""
    answers = {LENDER: "海尔", DAYS: "3"} | {where: error}
    talk = Interview(knowledge, Script(**answers), AS_OF)
    with pytest.raises(error):
        talk.run()
    assert talk.case == {LENDER: Case(), DAYS: Case(lender="海尔消费金融")}.get(
        where, Case(lender="海尔消费金融", days_overdue=3)
    )
