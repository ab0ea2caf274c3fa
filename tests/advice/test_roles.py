"""Who is using it: each role, goal and day in court has first things of its own; nobody is told another's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from borrower_help import Advice, Case, Knowledge, advise
from borrower_help.case.model import Creditor, LoanOfCase, LoanType, ReceivedPaper, Role
from borrower_help.case.selection import is_for
from borrower_help.knowledge.records.base import SIGNED, Audience, InstitutionKind
from borrower_help.render.formats.terminal import to_text
from borrower_help.render.report import short_report
from borrower_help.render.sections.outlook import outlook_lines
from borrower_help.render.sections.page import Page

TODAY = dt.date(2026, 11, 30)


@pytest.fixture(name="told")
def make_told(knowledge: Knowledge):  # type: ignore[no-untyped-def]
    """``told(role=…)``: the advice of a case on 2026-11-30, or on ``as_of``."""

    def make(as_of: dt.date = TODAY, **answers: object) -> Advice:
        return advise(Case(**answers), knowledge, as_of)  # type: ignore[arg-type]

    return make


GOALS = {
    "plan": "first-goal-plan",
    "stop_harassment": "first-goal-quiet",
    "know_amount": "first-goal-statement",
    "credit": "first-goal-credit",
    "court": "first-goal-court",
    "complain": "first-goal-complain",
}


@pytest.mark.parametrize(("goal", "expected"), GOALS.items())
def test_each_goal_puts_another_thing_first(goal: str, expected: str, told) -> None:  # type: ignore[no-untyped-def]
    """On one and the same case, what somebody wants most is the first thing, and it is for today."""
    first = told(lender="海尔", days_overdue=60, goals=(goal,)).first
    assert (first[0].id, first[0].by) == (expected, "今天")
    assert len(first) == 3


def test_nobody_who_names_no_goal_gets_the_thing_of_one(told) -> None:  # type: ignore[no-untyped-def]
    """Without a goal the three things are those of the day, as before."""
    assert not {action.id for action in told(lender="海尔", days_overdue=60).first}.intersection(GOALS.values())


@pytest.mark.parametrize("goal", [*GOALS, None])
def test_a_hearing_and_a_time_limit_stay_whatever_is_wanted(goal: str | None, told) -> None:  # type: ignore[no-untyped-def]
    """No wish pushes the day in court or the answer to the court out of the three things; dates order them."""
    summons = ReceivedPaper(kind="summons", received=dt.date(2026, 11, 20))
    first = told(
        lender="海尔", days_overdue=200, papers=(summons,), hearing=dt.date(2026, 12, 18), goals=(goal,) if goal else ()
    ).first
    assert {"clock-answer", "first-hearing"} <= {action.id for action in first}
    assert [action.date for action in first] == sorted(action.date for action in first)


def test_ones_own_time_limit_leads_with_the_safe_day(told) -> None:  # type: ignore[no-untyped-def]
    """The safe day comes first, the last one after it, then the days that are left."""
    summons = ReceivedPaper(kind="summons", received=dt.date(2026, 11, 6))
    (answer,) = [
        action
        for action in told(dt.date(2026, 11, 16), lender="海尔", papers=(summons,)).first
        if action.id == "clock-answer"
    ]
    assert answer.by == "11-21 前办最稳（还有 5 天），最后一天 11-23 周一"
    assert (answer.date, answer.last, answer.days_left) == (dt.date(2026, 11, 21), dt.date(2026, 11, 23), 5)


def test_between_the_safe_and_the_last_day_it_is_for_today(told) -> None:  # type: ignore[no-untyped-def]
    """On the Sunday between them it says today, and until when at the latest."""
    summons = ReceivedPaper(kind="summons", received=dt.date(2026, 11, 6))
    first = told(dt.date(2026, 11, 22), lender="海尔", papers=(summons,)).first
    assert next(action.by for action in first if action.id == "clock-answer") == "今天办最稳，最后一天 11-23 周一"


def test_a_passed_limit_is_called_passed(told) -> None:  # type: ignore[no-untyped-def]
    """What is over is for today and says that it is over, among the first things and beside the paper."""
    advice = told(lender="海尔", papers=(ReceivedPaper(kind="payment_order", received=dt.date(2026, 11, 6)),))
    (limit,) = [action for action in advice.first if action.passed]
    assert (limit.by, limit.days_left) == ("已经过了，今天就办", 0)
    paper = advice.papers.received[0]
    assert paper.do[0].startswith("期限已经过了")
    assert all(clock.text.startswith("已经过了。") for clock in paper.clocks)


@pytest.mark.parametrize(
    ("day", "by", "passed"),
    [
        (dt.date(2026, 12, 18), "12-18 周五（还有 18 天）", False),
        (TODAY, "就是今天", False),
        (dt.date(2026, 11, 29), "已经过了，今天就办", True),
        (dt.date(2027, 1, 5), "2027-01-05 周二（还有 36 天）", False),
    ],
)
def test_a_hearing_tells_its_day(day: dt.date, by: str, passed: bool, told) -> None:  # type: ignore[no-untyped-def]
    """The day in court with its weekday and the days left; one that is over says so and asks what came of it."""
    (hearing,) = [action for action in told(lender="海尔", hearing=day).first if "hearing" in action.id]
    assert (hearing.by, hearing.passed) == (by, passed)
    assert hearing.phone == "12368"


def test_the_lenders_number_stands_with_its_caution(told) -> None:  # type: ignore[no-untyped-def]
    """A verified number is shown with how it was verified; without one it says where in the app it stands."""
    ask = {"days_overdue": 60, "goals": ("know_amount",)}
    assert told(lender="海尔", **ask).first[0].phone.startswith("400-018-7777（")
    assert "官方 App" in told(lender="极融", **ask).first[1].phone
    assert "本金、利息、罚息、费用" in told(lender="海尔", **ask).first[0].say


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"lender": "海尔", "days_overdue": 60}, "reassure-no-jail"),
        ({"lender": "海尔", "role": Role.FAMILY}, None),  # the conclusion says it already
        ({"role": Role.SPOUSE}, "reassure-spouse"),
        ({"role": Role.HEIR}, "reassure-heir"),
        ({"role": Role.NOT_MINE}, "reassure-not-mine"),
        ({"role": Role.GUARANTOR}, "reassure-guarantor"),
        ({"lender": "海尔", "happened": ("collect_no_debt",)}, "reassure-not-owed"),
        ({"lender": "海尔", "product": LoanType.CARD}, None),
        ({"kind": InstitutionKind.BANK}, None),
        ({"kind": InstitutionKind.BANK, "product": LoanType.CAR}, "reassure-no-jail"),
        ({"lender": "海尔", "papers": (ReceivedPaper(kind="enforcement_notice"),)}, None),
        ({"lender": "海尔", "papers": (ReceivedPaper(kind="judgment"),)}, None),
        ({"lender": "海尔", "happened": ("negotiation_fee",)}, None),
    ],
)
def test_only_a_comfort_that_is_true_is_given(answers: dict[str, object], expected: str | None, told) -> None:  # type: ignore[no-untyped-def]
    """「一般不坐牢」 never stands where a card, a judgment or a swindle makes it untrue."""
    comfort = told(**answers).situation.reassurance
    assert (comfort.id if comfort else None) == expected


@pytest.mark.parametrize("role", [Role.FAMILY, Role.SPOUSE, Role.HEIR, Role.NOT_MINE])
def test_whoever_did_not_sign_gets_no_plan_and_no_debt_of_their_own(role: Role, told) -> None:  # type: ignore[no-untyped-def]
    """No stage, budget, plan, offer, hardship or unknown about a contract reaches them, whatever figures they gave."""
    advice = told(
        role=role,
        lender="海尔",
        days_overdue=60,
        income=Decimal(5000),
        essentials=Decimal(3000),
        outstanding=Decimal(20000),
        goals=("plan",),
    )
    assert advice.situation.role is role
    assert not advice.outlook.stages
    assert (advice.money.budget, advice.money.plan, advice.money.cost) == (None, None, None)
    asked = advice.negotiation
    assert asked.options + asked.hardships + asked.agreement + asked.timing + asked.asks == ()
    assert advice.unknowns == ()
    assert asked.scripts
    assert advice.money.statements
    assert not any("每月能还" in script.text for script in asked.scripts)


def test_what_is_for_nobody_in_particular_is_for_whoever_signed() -> None:
    """An entry that names no role is for the borrower and the guarantor, and for nobody else."""
    assert [audience for audience in Audience if is_for(SIGNED, audience)] == [Audience.BORROWER, Audience.GUARANTOR]
    assert all(is_for((Audience.EVERYONE,), audience) for audience in Audience)


def test_a_helper_reads_what_is_for_the_person_they_help(told) -> None:  # type: ignore[no-untyped-def]
    """A volunteer gets the things of the person they ask for, and the answers say so."""
    own = told(role=Role.HEIR, lender="海尔")
    helped = told(role=Role.HELPER, for_role=Role.HEIR, lender="海尔")
    assert [action.id for action in helped.first] == [action.id for action in own.first]
    assert "我在帮别人" in helped.situation.answers["role"]


def test_the_words_to_say_are_ones_own(told) -> None:  # type: ignore[no-untyped-def]
    """A relative is not given the borrower's sentence 「我的家人不是借款人」."""
    advice = told(role=Role.FAMILY, lender="海尔", happened=("collect_from_relative", "third_refused"))
    said = {finding.id: finding.say for finding in advice.conduct.findings}
    assert said["collect_from_relative"] == ""
    assert said["third_refused"].startswith("（由被打扰的人说）")


def test_rules_count_for_the_lender_and_for_whoever_demands(told) -> None:  # type: ignore[no-untyped-def]
    """A rule that binds only the company that bought the claim is shown beside those of the lender."""

    def binding(**answers: object) -> set[str]:
        (finding,) = told(days_overdue=200, happened=("collect_from_relative",), **answers).conduct.findings
        return {rule.source for rule in finding.rules if rule.binds}

    sold = binding(kind=InstitutionKind.PRIVATE_ASSIGNEE, creditor=Creditor(kind=InstitutionKind.MICRO_LOAN))
    assert sold == binding(kind=InstitutionKind.PRIVATE_ASSIGNEE) | binding(kind=InstitutionKind.MICRO_LOAN)


SOLD = {"lender": "招联金融", "days_overdue": 900}


@pytest.mark.parametrize(
    "creditor",
    [
        Creditor(kind=InstitutionKind.PRIVATE_ASSIGNEE),
        Creditor(kind=InstitutionKind.AMC),
        Creditor(kind=InstitutionKind.INSURER),
        Creditor(name="某某融资担保有限公司"),
        Creditor(name="某某资产管理有限公司"),
    ],
)
@pytest.mark.parametrize("goal", ["complain", "plan", "know_amount", "stop_harassment", None])
def test_what_to_do_goes_to_whoever_demands_now(creditor: Creditor, goal: str | None, told) -> None:  # type: ignore[no-untyped-def]
    """Once the debt has passed on, complaint, plan and statement go to the new company; the old lender and its number
    are there only for what it alone can prove.
    """
    advice = told(**SOLD, creditor=creditor, happened=("call_after_22",), goals=(goal,) if goal else ())
    steps = {step.channel for route in advice.complaint.routes[:1] for step in route.steps}
    assert "creditor" in steps
    assert "lender" not in steps
    verify = {
        "first-assignee",
        "first-insurer",
        "first-insurer-paid",
        "first-guarantor",
        "first-claim-bought",
        "first-guarantor-paid",
        "first-who-owns",
    }
    assert [action.id for action in advice.first if action.phone[:3] == "官方 " and action.id not in verify] == []
    assert {action.id for action in advice.first}.intersection(verify)
    assert advice.situation.headline.partition("来要")[2].startswith("在招联消费金融借的钱")


def test_the_old_lender_keeps_what_only_it_can_give(told) -> None:  # type: ignore[no-untyped-def]
    """Proof of the sale, the account before it and the credit record are still asked of the old lender."""
    advice = told(**SOLD, creditor=Creditor(kind=InstitutionKind.PRIVATE_ASSIGNEE))
    (route,) = [route for route in advice.complaint.routes if route.id == "route-old-lender"]
    assert [step.channel for step in route.steps] == ["lender", "lender", "credit_objection"]
    assert not [route for route in told(**SOLD).complaint.routes if route.id == "route-old-lender"]


def test_a_collector_without_a_claim_changes_no_route(told) -> None:  # type: ignore[no-untyped-def]
    """A company of which nothing tells that it may ask in its own name leaves the complaint with the lender."""
    advice = told(**SOLD, creditor=Creditor(name="某某信息咨询有限公司"), happened=("call_after_22",))
    assert advice.complaint.routes[0].steps[0].channel == "lender"


@pytest.mark.parametrize("role", [Role.BORROWER, Role.GUARANTOR])
def test_days_that_are_not_known_are_not_the_first_day(role: Role, told, knowledge: Knowledge) -> None:  # type: ignore[no-untyped-def]
    """Whoever does not know the days overdue reads what is not known, and no forecast of the first days."""
    page = Page(told(role=role, lender="极融", papers=(ReceivedPaper(kind="lawyer_letter"),)), knowledge, full=False)
    for lines in (list(outlook_lines(page)), short_report(page.advice, knowledge)):
        text = to_text(lines).replace("\n", "").replace(" ", "")
        assert "刚逾期" not in text
        assert "说不准对方走到哪一步" in text


def test_several_loans_come_in_order_with_one_budget(told) -> None:  # type: ignore[no-untyped-def]
    """The pledged one first, then the one not late yet; each with its next date and its part of one month's money."""
    car = LoanOfCase(
        lender="招商银行",
        kind=InstitutionKind.BANK,
        product=LoanType.CAR,
        secured=True,
        days_overdue=3,
        outstanding=Decimal(50000),
        monthly=Decimal(1500),
    )
    coming = LoanOfCase(lender="极融", due=dt.date(2026, 12, 5), outstanding=Decimal(5000))
    late = LoanOfCase(lender="海尔", days_overdue=40, outstanding=Decimal(10000))
    advice = told(loans=(late, coming, car), income=Decimal(6000), essentials=Decimal(3000))
    assert [(loan.index, loan.why[0].id, loan.share) for loan in advice.loans] == [
        (2, "loan-secured", Decimal(1500)),
        (1, "loan-not-overdue", Decimal(400)),
        (0, "loan-licensed", Decimal(800)),
    ]
    assert advice.loans[1].next_date == dt.date(2026, 12, 5)
    assert advice.money.budget is not None
    assert sum(loan.share or 0 for loan in advice.loans) <= advice.money.budget.offer


def test_one_loan_has_no_list(told) -> None:  # type: ignore[no-untyped-def]
    """Whoever told one loan reads no table of one."""
    assert told(lender="海尔", days_overdue=60).loans == ()
    assert told(role=Role.FAMILY, loans=(LoanOfCase(lender="海尔"), LoanOfCase(lender="极融"))).loans == ()


def test_where_the_lender_is_not_known_finding_it_comes_first(told) -> None:  # type: ignore[no-untyped-def]
    """Nobody is sent to a lender whose name still stands in the contract only."""
    first = told(lender="洋钱罐", days_overdue=60, happened=("workplace_call",), goals=("stop_harassment",)).first
    assert [action.id for action in first][:2] == ["first-contract-lender", "first-complain-other"]


@pytest.mark.parametrize(
    ("happened", "said", "not_said"),
    [
        ((), "请只联系我本人，白天联系。", "辱骂"),
        (("collect_from_relative", "workplace_call", "threat_police"), "请不要再找我的单位。", "辱骂"),
        (("insult",), "请停止辱骂。", "家人"),
    ],
)
def test_words_to_send_accuse_of_nothing_that_was_not_told(
    happened: tuple[str, ...],
    said: str,
    not_said: str,
    told,  # type: ignore[no-untyped-def]
) -> None:
    """The ready words name what was reported and nothing else; without a report they only ask."""
    first = told(lender="海尔", days_overdue=60, happened=happened, goals=("stop_harassment",)).first
    words = next(action.say for action in first if action.id == "first-goal-quiet")
    assert said in words
    assert not_said not in words


def test_who_says_to_be_a_court_is_named_before_anything_is_written(told) -> None:  # type: ignore[no-untyped-def]
    """Who never borrowed and is called by 法院 checks that first, denies to a verified contact only, and knows where
    the credit report is had; the record has a section.
    """
    advice = told(role=Role.NOT_MINE, creditor=Creditor(name="自称法院、公安、律师或调解中心"))
    texts = [action.text for action in advice.first]
    assert [number for number in ("12368", "110", "96110") if number not in texts[0]] == []
    assert "不发给打来的人" in texts[1]
    assert "人民银行征信中心" in texts[2]
    assert {"credit-not-mine", "credit-where"} <= {
        answer.id for answer in (*advice.credit.correcting, *advice.credit.reading)
    }


def test_what_waits_for_something_has_no_day(told) -> None:  # type: ignore[no-untyped-def]
    """A mother is given no deadline for a call that may never come, and is told to whom to complain."""
    last = told(role=Role.FAMILY, lender="极融", happened=("third_refused",)).first[-1]
    assert last.by == "要是再打来"
    assert "12378" in last.text


def test_a_sold_debt_near_three_years_asks_12348_before_any_offer(told) -> None:  # type: ignore[no-untyped-def]
    """The headline tells to find out, under the old name too; no plan is offered before limitation is cleared up."""
    advice = told(
        lender="捷信",
        creditor=Creditor(name="某某资产管理有限公司"),
        days_overdue=900,
        papers=(ReceivedPaper(kind="assignment_notice"),),
        goals=("know_amount",),
    )
    assert "捷信" in advice.situation.headline
    assert "起诉" not in advice.situation.headline
    assert [action.by for action in advice.first if "12348" in action.text] == ["谈钱以前"]
    assert not any("方案" in action.text for action in advice.first)


def test_a_court_paper_is_followed_by_the_hearing_not_by_prices(told, knowledge: Knowledge) -> None:  # type: ignore[no-untyped-def]
    """With a summons the next stage speaks of the judgment; prices of sold loans are of another kind of lender."""
    summons = ReceivedPaper(kind="summons", received=dt.date(2026, 11, 27))
    advice = told(lender="招商银行", product=LoanType.CARD, days_overdue=200, papers=(summons,))
    text = to_text(list(outlook_lines(Page(advice, knowledge, full=False))))
    assert "一折" not in text
    assert "判决或裁决" in text


def test_a_mother_reads_of_the_borrower_and_not_of_herself(told) -> None:  # type: ignore[no-untyped-def]
    """What was written to the borrower calls them 借款人 where somebody else reads it."""
    advice = told(role=Role.FAMILY, lender="极融", happened=("collect_from_relative", "third_refused"))
    texts = [text for finding in advice.conduct.findings for text in (finding.title, finding.text, finding.caveat)]
    assert [text for text in texts if "你" in text.replace("你们", "") or "替我" in text] == []
    assert "一般不用替借款人还" in "".join(texts)


def test_the_conclusion_names_what_was_reported(told) -> None:  # type: ignore[no-untyped-def]
    """The first two things reported stand with their verdict in the conclusion, the rest are counted."""
    happened = ("collect_from_relative", "workplace_call", "threat_police")
    headline = told(lender="海尔", days_overdue=60, happened=happened).situation.headline
    assert "要父母或亲友替我还钱：不可以。" in headline
    assert "还有 1 件" in headline


@pytest.mark.parametrize(("day", "doubted"), [((2026, 12, 20), True), ((2027, 1, 1), True), ((2026, 12, 18), False)])
def test_a_hearing_on_a_day_off_is_looked_up_again(
    day: tuple[int, int, int],
    doubted: bool,
    told,  # type: ignore[no-untyped-def]
) -> None:
    """Courts seldom sit on a Sunday or a holiday: the paper is read once more, the day is not dropped."""
    first = told(lender="海尔", days_overdue=200, papers=(ReceivedPaper(kind="summons"),), hearing=dt.date(*day)).first
    hearing = next(action for action in first if action.id == "first-hearing")
    assert ("休息日" in hearing.text) is doubted
    assert "按传票到庭" in hearing.text
