"""``plan``: what is left to offer, to whom first, and what each way of paying costs."""

from __future__ import annotations

import datetime as dt
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from borrower_help.advice.advise import advise
from borrower_help.advice.money.plan_view import plan_view
from borrower_help.advice.money.section import debts_of, denies_debt
from borrower_help.advice.week import week
from borrower_help.case.model import Case
from borrower_help.cli.case_input import CaseOption, calendar_label, case_from, options_left
from borrower_help.cli.hearing import listening_prompter
from borrower_help.cli.session import Session, answering
from borrower_help.cli.shell import spelled
from borrower_help.cli.streams import note
from borrower_help.cli.terminal import can_ask
from borrower_help.cli.week_case import week_lacks
from borrower_help.errors import MissingAnswers, Stopped, UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.debts import Debt
from borrower_help.money.plan import make_plan
from borrower_help.render.answer import Answer
from borrower_help.render.answers.week import week_lines
from borrower_help.render.sections.plan import plan_lines
from borrower_help.values.amounts import yuan
from borrower_help.values.parse import parse_count, parse_date, parse_days, parse_money, parse_name, parse_rate

if TYPE_CHECKING:
    from borrower_help.interview.plan import PlanQuestions

FLAGS = {
    "secured": "有抵押",
    "guaranteed": "有人担保",
    "sued": "在打官司",
    "unlicensed": "无牌照",
    "necessity": "必需",
}

MAX_MONTHLY = Decimal(1_000_000)
"""Yuan a month; more is a slipped decimal point, and everything below would follow from it."""

DEBT_FORM = "名称:余额[:年利率[:逾期天数[:月供]]][,标记]，例如 --debt 海尔:8000:24%:20:905,sued"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "plan", short_help="我能提出什么方案", help="算出每月拿得出多少，几笔债先还谁，每种方案要多久、一共多少。"
    )(_plan)


@answering("plan", redacts=True)
def _plan(
    session: Session,
    income: Annotated[
        str | None, typer.Option("--income", metavar="YUAN", help="每月到手收入", show_default=False)
    ] = None,
    essentials: Annotated[
        str | None, typer.Option("--essentials", metavar="YUAN", help="每月必需开支", show_default=False)
    ] = None,
    dependants: Annotated[
        str | None, typer.Option("--dependants", metavar="N", help="要养的人数", show_default=False)
    ] = None,
    debt: Annotated[
        list[str] | None,
        typer.Option(
            "--debt",
            metavar="DEBT",
            help="一笔欠款，可多次：名称:余额[:年利率[:逾期天数[:月供]]][,标记]",
            show_default=False,
        ),
    ] = None,
    lump: Annotated[
        str | None, typer.Option("--lump", metavar="YUAN", help="手里能一次拿出的钱", show_default=False)
    ] = None,
    case_file: CaseOption = None,
    week_: Annotated[bool, typer.Option("--week", help="欠好几家：这一周怎么做，一页", show_default=False)] = False,
    explain: Annotated[bool, typer.Option("--explain", help="写出每个数怎么算", show_default=False)] = False,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    case = session.masked(case_from(case_file, knowledge, day))
    if week_:
        return _week(case, knowledge, day, case_file)
    earned = parse_money(income, "--income") if income is not None else case.income
    needed = parse_money(essentials, "--essentials") if essentials is not None else case.essentials
    debts = tuple(_debt(word) for word in debt or ()) or debts_of(case, knowledge)
    if not debts and denies_debt(case, knowledge):
        raise UsageError(
            "你说没借过或已经还清，这笔不做还款计划，也别答应还。先书面要合同和放款流水。别的欠款用 --debt 写。"
        )
    if can_ask(no_input=False) and (earned is None or needed is None or not debts):
        asked = _asked(earned, needed, session.plain, debts=not debts)
        earned, needed = asked.income, asked.essentials
        debts = debts or tuple(_debt(word) for word in asked.debts)
    missing = [
        (flag, question)
        for flag, question, value in (
            ("--income …", "每月到手收入是多少？", earned),
            ("--essentials …", "每月必需开支是多少？（房租、吃饭、医药、养家、通勤、通信）", needed),
            (f"--debt {DEBT_FORM}", "欠哪几家，各欠多少？", debts or None),
        )
        if value is None
    ]
    if earned is None or needed is None or missing:
        raise MissingAnswers(missing, asks=False)
    _check_monthly(("--income", "每月收入", earned), ("--essentials", "每月必需开支", needed))
    mouths = parse_count(dependants, "--dependants") if dependants is not None else case.dependants or 0
    at_once = parse_money(lump, "--lump") if lump else None
    view = plan_view(
        make_plan(earned, needed, mouths, session.masked(debts), day, at_once, knowledge.published), knowledge
    )
    return Answer(view, plan_lines(view, knowledge, explain=explain))


def _asked(income: Decimal | None, essentials: Decimal | None, plain: bool, *, debts: bool) -> PlanQuestions:
    """What was missing, asked one by one. Raises ``Stopped`` with the command that goes on."""
    from borrower_help.interview.plan import PlanQuestions

    questions = PlanQuestions(listening_prompter(plain=plain), income, essentials)
    try:
        questions.ask(debts=debts)
    except (KeyboardInterrupt, EOFError):
        answered = spelled([*questions.as_words(), *options_left(sys.argv[1:], ("--income", "--essentials"))])
        note("\n已停止，没有保存任何东西。" + (f"接着答可以用：borrower-help plan {answered}" if answered else ""))
        raise Stopped from None
    return questions


def _week(case: Case, knowledge: Knowledge, day: dt.date, path: Path | None) -> Answer:
    """The page for several lenders. Raises ``UsageError`` that says what the case lacks for it."""
    view = week(advise(case, knowledge, day), case, knowledge, calendar_label(case, path))
    if view is None:
        raise UsageError(week_lacks(case, path))
    return Answer(view, week_lines(view, knowledge), view.dates)


def _check_monthly(*amounts: tuple[str, str, Decimal]) -> None:
    """Raises ``UsageError`` on an amount nobody has a month."""
    for option, name, amount in amounts:
        if amount > MAX_MONTHLY:
            raise UsageError(f"{option} {name}是 {yuan(amount)}，超过 100 万元，请检查小数点。")


def _debt(word: str) -> Debt:
    """One ``--debt``. Raises ``UsageError`` that shows the form."""
    figures, *flags = re.split(r"[,，]", word)
    parts = [part.strip() for part in re.split(r"[:：]", figures)]
    if len(parts) < 2 or len(parts) > 5 or not parts[1]:
        raise UsageError(f"--debt 写成 {DEBT_FORM}；写的是「{quoted(word)}」。")
    name, balance, rate, days, monthly = (*parts, "", "", "")[:5]
    given: dict[str, Any] = {}
    for flag in flags:
        given |= _flag(flag.strip())
    return Debt(
        name=parse_name(name, "--debt 的名称"),
        balance=parse_money(balance, "--debt 的余额"),
        rate=_optional(parse_rate, rate, "--debt 的年利率"),
        days_overdue=parse_days(days, "--debt 的逾期天数") if days else None,
        monthly=_optional(parse_money, monthly, "--debt 的月供"),
        **given,
    )


def _optional(parse: Any, word: str, option: str) -> Decimal | None:
    return parse(word, option) if word else None


def _flag(flag: str) -> dict[str, Any]:
    name, separator, value = flag.partition("=")
    if separator and name in ("due", "event"):
        return {"last_due" if name == "due" else "last_event": parse_date(value, f"--debt 的 {name}")}
    found = flag if flag in FLAGS else next((key for key, text in FLAGS.items() if text == flag), None)
    if found is None:
        known = "、".join(f"{key}（{text}）" for key, text in FLAGS.items())
        raise UsageError(
            f"--debt 不认识标记「{quoted(flag)}」。可以用：{known}、due=最后一期到期日、event=最近一次还款或催款。"
        )
    return {found: True}
