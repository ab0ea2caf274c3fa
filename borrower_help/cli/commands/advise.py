"""``advise``: the whole report, from flags, a case file, the interview, or any mix of them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from borrower_help.advice.advise import advise
from borrower_help.case.file import dump_case
from borrower_help.case.forms import parse_kind, parse_product, parse_role
from borrower_help.case.model import MAX_LOANS, Case
from borrower_help.case.parse import parse_creditor, parse_happening, parse_names, parse_paper
from borrower_help.case.validity import days_to_come, to_come
from borrower_help.cli.asking import complete, interview, questions_named
from borrower_help.cli.case_input import (
    KindOption,
    calendar_label,
    case_from,
    from_flags,
    given_lists,
    merge,
    named_flag,
)
from borrower_help.cli.hearing import listening_prompter, on_a_terminal
from borrower_help.cli.logged import note_lenders, rows_of, shown_by
from borrower_help.cli.report_answer import remarks_on, report
from borrower_help.cli.session import FullOption, Session, answering
from borrower_help.cli.streams import note
from borrower_help.cli.whole_files import PRIVATE, write_whole
from borrower_help.errors import UsageError, quoted
from borrower_help.interview.named import listed_loans
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.answer import Answer
from borrower_help.values.parse import parse_date, parse_days, parse_money, parse_name


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("advise", short_help="完整报告", help="按你的情况给出完整报告。可以逐题回答，也可以用选项或情况文件。")(
        answering("advise", redacts=True)(_advise)
    )


def _advise(
    session: Session,
    lender: Annotated[
        str | None,
        typer.Option(
            "--lender", metavar="NAME", help="机构、品牌或 App 的名字，打一部分就行；几家的用顿号", show_default=False
        ),
    ] = None,
    kind: KindOption = None,
    i_am: Annotated[
        str | None,
        typer.Option(
            "--i-am",
            metavar="WHO",
            help=("谁在用：本人、家人、担保人、配偶、继承人、没借过、志愿者"),
            show_default=False,
        ),
    ] = None,
    for_role: Annotated[
        str | None, typer.Option("--for", metavar="WHO", help="帮别人问时，那个人是谁", show_default=False)
    ] = None,
    product: Annotated[
        str | None, typer.Option("--product", metavar="WHAT", help="借的是什么，如 信用卡、车贷", show_default=False)
    ] = None,
    creditor: Annotated[
        str | None,
        typer.Option(
            "--creditor", metavar="NAME", help=("现在来要钱的是谁（名字或类型），和放款的不同时写"), show_default=False
        ),
    ] = None,
    hearing: Annotated[
        str | None, typer.Option("--hearing", metavar="DATE", help="开庭的日子", show_default=False)
    ] = None,
    days_overdue: Annotated[
        str | None, typer.Option("--days-overdue", metavar="N", help="逾期天数，还没逾期写 0", show_default=False)
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="应还日", show_default=False)] = None,
    reachable: Annotated[
        bool | None, typer.Option("--reachable/--unreachable", help="对方能不能联系上你", show_default=False)
    ] = None,
    happened: Annotated[
        list[str] | None,
        typer.Option("--happened", metavar="ID[=DATE]", help="发生过的催收行为，可多次", show_default=False),
    ] = None,
    paper: Annotated[
        list[str] | None,
        typer.Option("--paper", metavar="KIND=DATE", help="收到的文书和日期，可多次", show_default=False),
    ] = None,
    hardship: Annotated[
        list[str] | None, typer.Option("--hardship", metavar="ID", help="困难的类型，可多次", show_default=False)
    ] = None,
    goal: Annotated[
        list[str] | None, typer.Option("--goal", metavar="ID", help="想解决什么，可多次", show_default=False)
    ] = None,
    safety: Annotated[
        list[str] | None,
        typer.Option(
            "--safety", metavar="ID", help="正在发生的危险：at_door、threatened、injured、self_harm", show_default=False
        ),
    ] = None,
    complained: Annotated[
        str | None, typer.Option("--complained", metavar="DATE", help="向机构投诉的日期", show_default=False)
    ] = None,
    outstanding: Annotated[
        str | None, typer.Option("--outstanding", metavar="YUAN", help="还欠多少元", show_default=False)
    ] = None,
    income: Annotated[str | None, typer.Option("--income", metavar="YUAN", help="每月收入", show_default=False)] = None,
    essentials: Annotated[
        str | None, typer.Option("--essentials", metavar="YUAN", help="每月必需开支", show_default=False)
    ] = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="FILE", help="用这份联系记录里数出来的结果", show_default=False)
    ] = None,
    case_file: Annotated[
        Path | None,
        typer.Option("--case", metavar="FILE", help="情况文件（YAML 或 JSON），- 表示标准输入", show_default=False),
    ] = None,
    save_case: Annotated[
        Path | None,
        typer.Option("--save-case", metavar="FILE", help="把回答存成情况文件", show_default=False, readable=False),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问，缺回答就报错", show_default=False)] = False,
    ask: Annotated[bool, typer.Option("--ask", help="还没回答的都问一遍", show_default=False)] = False,
    asked: Annotated[
        list[str] | None,
        typer.Option(
            "--asked", metavar="QUESTION", help="问过、不再问的题，可多次；停下时给的命令里会写好", show_default=False
        ),
    ] = None,
    full: FullOption = False,
    short: Annotated[
        bool,
        typer.Option(
            "--short", help="文件也只写最要紧的；--format text 时不超过 900 字，能贴进微信", show_default=False
        ),
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="每条后面写明为什么选中它", show_default=False)] = False,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="NAME", help="只看这一部分，如 credit，可多次", show_default=False),
    ] = None,
) -> Answer:
    sections = tuple(_section(name) for name in section or ())
    if sections and session.format.for_programs:
        raise UsageError("JSON 总是全的，不能和 --section 一起用。在 data 里取那一部分就行。")
    _refuse_short(session, short=short, only_full={"--full": full, "--explain": explain, "--section": bool(sections)})
    day, knowledge = session.day, session.knowledge
    several = listed_loans(lender or "", knowledge)
    flags = from_flags(
        role=(i_am, named_flag(parse_role, "--i-am")),
        for_role=(for_role, named_flag(parse_role, "--for")),
        product=(product, parse_product),
        creditor=(creditor, parse_creditor),
        hearing=(hearing, partial(parse_date, today=day, ahead=True)),
        lender=(None if several else lender, parse_name),
        kind=(kind, parse_kind),
        days_overdue=(days_overdue, parse_days),
        due=(due, partial(parse_date, today=day)),
        complained=(complained, partial(parse_date, today=day)),
        outstanding=(outstanding, parse_money),
        income=(income, parse_money),
        essentials=(essentials, parse_money),
    )
    if due and days_overdue:
        raise UsageError("--due 和 --days-overdue 只写一个：另一个会自己算出来。")
    if reachable is not None:
        flags["reachable"] = reachable
    flags |= given_lists(
        happened=tuple(parse_happening(word, "--happened", knowledge, day) for word in happened or ()),
        papers=tuple(parse_paper(word, "--paper", knowledge, day) for word in paper or ()),
        hardship=parse_names(hardship or [], "hardship", "--hardship", knowledge),
        goals=parse_names(goal or [], "goals", "--goal", knowledge),
        safety=parse_names(safety or [], "safety", "--safety", knowledge),
    )
    _refuse_days_to_come(flags, day)
    case = case_from(case_file, knowledge, day)
    in_file = listed_loans("、".join(loan.lender or "" for loan in case.loans), knowledge)
    if several and [loan.lender for loan in several] != [loan.lender for loan in in_file]:
        flags = {"lender": parse_name(several[0].lender or "", "--lender"), "loans": several[:MAX_LOANS]} | flags
    case = merge(case, flags)
    rows = None if log is None else rows_of(log)
    given, logged = case, shown_by(rows, case, knowledge, day)
    put = questions_named(asked or (), knowledge)
    case = complete(
        case, knowledge, day, no_input=no_input, plain=session.plain, save=save_case, ask=ask, logged=logged, put=put
    )
    if case is not given:
        logged = shown_by(rows, case, knowledge, day)
    note_lenders(logged, case, knowledge)
    advice = advise(case, knowledge, day, logged)  # before saving: answers that cannot be used are not kept
    _keep(case, save_case)
    answered = case is not given
    masked_case, counted = session.masked(case), session.masked(logged)
    if (masked_case, counted) != (case, logged):
        case, logged = masked_case, counted
        advice = advise(case, knowledge, day, logged)
    label = calendar_label(case, case_file)
    answer = report(advice, session, full=full, explain=explain, sections=sections, short=short, label=label)
    if not answered or not session.on_screen or not on_a_terminal() or full or sections or answer.status != "ok":
        return answer
    from borrower_help.cli.menu import Menu

    asks = listening_prompter(plain=session.plain)
    Menu(advice, case, session, asks, label, logged, log, answer.warnings).run()
    return Answer(answer.data)


def _keep(case: Case, path: Path | None) -> None:
    """Save the answers where that was asked for."""
    if path:
        write_whole(path, dump_case(case), PRIVATE)
        note(f"回答已存到 {path}，里面是你的欠款情况，请保管好。")


def _refuse_short(session: Session, *, short: bool, only_full: dict[str, bool]) -> None:
    """``--short`` is one of the forms of what people read. Raises ``UsageError``."""
    if not short:
        return
    if session.format.for_programs or session.format.name == "ics":
        raise UsageError(f"{session.format.name} 没有短的一种。--short 用在 html、docx、markdown、text 上。")
    if wrong := [name for name, given in only_full.items() if given]:
        raise UsageError(f"--short 和 {wrong[0]} 只写一个：一个要短，一个要全。")


def _section(name: str) -> Section:
    """The section meant by its name or its title. Raises ``UsageError`` with all of them."""
    wanted = name.strip().casefold()
    for section, title in SECTIONS.items():
        if wanted in (section.value, title):
            return section
    known = "、".join(f"{section}（{title}）" for section, title in SECTIONS.items())
    raise UsageError(f"--section 不认识「{quoted(name)}」。可以用：{known}。")


_DAY_FLAGS = {"complained": "--complained", "happened": "--happened", "papers": "--paper"}
"""The flags that tell a day on which something happened, by the field they fill."""


def _refuse_days_to_come(flags: dict[str, Any], day: dt.date) -> None:
    """Nothing can have happened after ``day``. Raises ``UsageError`` with every flag that says so."""
    wrong = [f"{_DAY_FLAGS[str(place[0])]}：{to_come(on, day)}" for place, on in days_to_come(Case(**flags), day)]
    if wrong:
        raise UsageError("\n".join(wrong))


def interview_and_print() -> None:
    """What bare ``borrower-help`` does on a terminal."""
    session = Session("advise")
    asks = listening_prompter(plain=session.plain)
    case = interview(Case(), session.knowledge, session.day, asks)
    advice = advise(case, session.knowledge, session.day)
    if advice.situation.dangers:
        session.present(report(advice, session, full=False, explain=False))
        return
    from borrower_help.cli.menu import Menu

    Menu(advice, case, session, asks, remarks=remarks_on(advice, session.knowledge)).run()
