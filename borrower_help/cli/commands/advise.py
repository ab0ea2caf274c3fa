"""``advise``: the whole report, from flags, a case file, the interview, or any mix of them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.advice.advise import advise
from borrower_help.advice.calendar import dated_items
from borrower_help.advice.model import Advice, DatedItem
from borrower_help.case.file import dump_case
from borrower_help.case.forms import parse_kind, parse_product, parse_role
from borrower_help.case.log import LogResult
from borrower_help.case.model import MAX_LOANS, Case, Role
from borrower_help.case.parse import parse_creditor, parse_happening, parse_names, parse_paper
from borrower_help.case.validity import days_to_come, to_come
from borrower_help.cli.hearing import listening_prompter, on_a_terminal, stop_lines
from borrower_help.cli.logged import note_lenders, rows_of, shown_by
from borrower_help.cli.session import FullOption, Session, answering
from borrower_help.cli.shell import spelled
from borrower_help.cli.streams import PRIVATE, can_ask, note, write_whole
from borrower_help.cli.told import (
    ANSWERS,
    KindOption,
    as_flags,
    calendar_label,
    case_from,
    from_flags,
    given_lists,
    merge,
    named_flag,
    options_left,
    unknown_lender,
)
from borrower_help.errors import MissingAnswers, Stopped, UsageError, quoted
from borrower_help.interview.named import listed_loans
from borrower_help.interview.prompts import Prompter
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Line
from borrower_help.render.message import message
from borrower_help.render.report import report_lines, sections_lines, short_report
from borrower_help.render.screen import THREE
from borrower_help.render.sections.closing import CLOSING
from borrower_help.render.sections.page import Page
from borrower_help.render.web.figure import Web
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
    _refuse_short(session, short=short, others={"--full": full, "--explain": explain, "--section": bool(sections)})
    day, knowledge = session.day, session.knowledge
    several = listed_loans(lender or "", knowledge)
    told = from_flags(
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
        told["reachable"] = reachable
    told |= given_lists(
        happened=tuple(parse_happening(word, "--happened", knowledge, day) for word in happened or ()),
        papers=tuple(parse_paper(word, "--paper", knowledge, day) for word in paper or ()),
        hardship=parse_names(hardship or [], "hardship", "--hardship", knowledge),
        goals=parse_names(goal or [], "goals", "--goal", knowledge),
        safety=parse_names(safety or [], "safety", "--safety", knowledge),
    )
    _refuse_days_to_come(told, day)
    case = case_from(case_file, knowledge, day)
    in_file = listed_loans("、".join(loan.lender or "" for loan in case.loans), knowledge)
    if several and [loan.lender for loan in several] != [loan.lender for loan in in_file]:
        told = {"lender": parse_name(several[0].lender or "", "--lender"), "loans": several[:MAX_LOANS]} | told
    case = merge(case, told)
    rows = None if log is None else rows_of(log)
    told_before, logged = case, shown_by(rows, case, knowledge, day)
    put = _questions(asked or (), knowledge)
    case = complete(
        case, knowledge, day, no_input=no_input, plain=session.plain, save=save_case, ask=ask, logged=logged, put=put
    )
    if case is not told_before:
        logged = shown_by(rows, case, knowledge, day)
    note_lenders(logged, case, knowledge)
    advice = advise(case, knowledge, day, logged)  # before saving: answers that cannot be used are not kept
    if save_case:
        write_whole(save_case, dump_case(case), PRIVATE)
        note(f"回答已存到 {save_case}，里面是你的欠款情况，请保管好。")
    answered = case is not told_before
    shown, counted = session.masked(case), session.masked(logged)
    if (shown, counted) != (case, logged):
        case, logged = shown, counted
        advice = advise(case, knowledge, day, logged)
    label = calendar_label(case, case_file)
    answer = report(advice, session, full=full, explain=explain, sections=sections, short=short, label=label)
    if not answered or not session.on_screen or not on_a_terminal() or full or sections or answer.status != "ok":
        return answer
    from borrower_help.cli.menu import Menu

    asks = listening_prompter(plain=session.plain)
    Menu(advice, case, session, asks, label, logged, log, answer.warnings).run()
    return Answer(answer.data)


def _refuse_short(session: Session, *, short: bool, others: dict[str, bool]) -> None:
    """``--short`` is one of the forms of what people read. Raises ``UsageError``."""
    if not short:
        return
    if session.format.for_programs or session.format.name == "ics":
        raise UsageError(f"{session.format.name} 没有短的一种。--short 用在 html、docx、markdown、text 上。")
    if wrong := [name for name, given in others.items() if given]:
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


def _refuse_days_to_come(told: dict[str, Any], day: dt.date) -> None:
    """Nothing can have happened after ``day``. Raises ``UsageError`` with every flag that says so."""
    wrong = [f"{_DAY_FLAGS[str(place[0])]}：{to_come(on, day)}" for place, on in days_to_come(Case(**told), day)]
    if wrong:
        raise UsageError("\n".join(wrong))


def complete(
    case: Case,
    knowledge: Knowledge,
    day: dt.date,
    *,
    no_input: bool,
    plain: bool,
    save: Path | None = None,
    ask: bool = False,
    logged: LogResult | None = None,
    put: frozenset[str] = frozenset(),
) -> Case:
    """Ask for what is missing, with ``ask`` for all that was not answered, or say what is missing.

    A contact log may tell the lender, and what happened; ``put`` are questions that were put before and are not put
    again. Raises ``MissingAnswers``.
    """
    names_one = logged is not None and len(logged.lenders) == 1
    knows_lender = case.lender is not None or case.kind is not None or names_one
    knows_days = case.days_overdue is not None or case.due is not None or case.whose not in SIGNERS
    if case.safety or (knows_lender and knows_days and not ask):
        return case
    if can_ask(no_input=no_input):
        return interview(case, knowledge, day, listening_prompter(plain=plain), save, ask=ask, put=put)
    happened = case.happened or (logged and logged.settled)
    if knows_lender or happened or case.papers or (ask and knows_days) or _signed_nothing(case):
        return case
    missing = [
        (f"{question.flag} …", question.text)
        for question in knowledge.questions
        if (question.id == "lender" and not knows_lender)
        or (question.id == "overdue" and not knows_days)
        or (question.id == "for_role" and case.role is Role.HELPER and case.for_role is None)
    ]
    raise MissingAnswers(missing, asks=no_input)


def _signed_nothing(case: Case) -> bool:
    """Whether it is enough to know who asks: what holds for everyone who did not sign can be said without more."""
    return case.whose not in (Role.BORROWER, Role.GUARANTOR)


SIGNERS = (Role.BORROWER, Role.GUARANTOR, Role.SPOUSE)
"""Whose report depends on how long the loan is overdue; of all others it is not asked."""


def _questions(names: Sequence[str], knowledge: Knowledge) -> frozenset[str]:
    """The ids of questions named on the command line. Raises ``UsageError``."""
    known = {question.id for question in knowledge.questions}
    if wrong := [name for name in names if name not in known]:
        raise UsageError(f"--asked 不认识「{quoted(wrong[0])}」。照停下时给的命令写，或去掉它。")
    return frozenset(names)


def interview(
    case: Case,
    knowledge: Knowledge,
    day: dt.date,
    asks: Prompter,
    save: Path | None = None,
    *,
    ask: bool = False,
    put: frozenset[str] = frozenset(),
) -> Case:
    """Ask a person at the terminal. On Ctrl-C nothing is lost: the answers so far are named or saved."""
    from borrower_help.interview.case import Interview

    talk = Interview(knowledge, asks, day, case, may_stop=not ask, given=put)
    asks.say("免费、离线，不保存你的回答。每题都可以跳过。← 或输入 b 回上一题，Ctrl-C 退出，Ctrl-L 清屏并立刻离开。")
    try:
        return talk.run()
    except (KeyboardInterrupt, EOFError):
        _stopped(talk.case, save, talk.left_empty)
        raise Stopped from None


def _stopped(case: Case, save: Path | None, left_empty: Sequence[str]) -> None:
    """Say what became of the answers, and the command that goes on with the next question: what was put and left no
    answer in the case (``left_empty``) is not put again.
    """
    kept = options_left(sys.argv[1:], ANSWERS) + [word for name in left_empty for word in ("--asked", name)]
    if save and case != Case():
        write_whole(save, dump_case(case), PRIVATE)
        go_on = spelled(["--case", str(save), *options_left(kept, ("--case",)), "--ask"])
        note(f"\n已停止。到目前的回答存在 {save}。接着答可以用：borrower-help advise {go_on}")
    elif case != Case():
        flags = " ".join(filter(None, (as_flags(case, sums=True), spelled(kept), "--ask")))
        note(f"\n已停止，没有保存任何东西。接着答可以用：borrower-help advise {flags}")
    else:
        note("\n已停止，没有保存任何东西。")


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

    Menu(advice, case, session, asks, remarks=_remarks(advice, session.knowledge)).run()


def report(
    advice: Advice,
    session: Session,
    *,
    full: bool,
    explain: bool,
    sections: tuple[Section, ...] = (),
    short: bool = False,
    label: str = "",
) -> Answer:
    """The advice as an answer. In danger a person at the terminal gets the numbers and nothing else.

    ``label`` tells its calendar from that of another case.
    """
    knowledge = session.knowledge
    remarks = _remarks(advice, knowledge)
    dangers = [knowledge.dangers[danger.id] for danger in advice.situation.dangers]
    status = "danger" if dangers else "ok"
    alone = not advice.situation.lender and advice.situation.days_overdue is None
    if dangers and not session.format.for_programs and (alone or (session.on_screen and on_a_terminal())):
        lines = stop_lines(sorted(dangers, key=lambda danger: danger.urgency))
        return Answer(advice_data(advice), lines, status=status)
    lines = (
        []
        if session.format.for_programs
        else _lines(advice, session, full=full, explain=explain, sections=sections, short=short)
    )
    dates = dated_items(advice, knowledge, label)
    return Answer(
        advice_data(advice),
        lines,
        dates,
        warnings=remarks,
        status=status,
        explain=explain,
        web=_web(advice, dates, knowledge, folds=not (sections or short), timed=not sections)
        if session.format.pictures
        else None,
        message=message(advice, knowledge) if short and session.format.name == "text" else "",
    )


def _web(advice: Advice, dates: Sequence[DatedItem], knowledge: Knowledge, *, folds: bool, timed: bool) -> Web:
    """How the report stands on a page: the first screen and the timeline open, the sections of the long one folded."""
    from borrower_help.render.web.timeline import timeline

    figure = timeline(advice, dates, knowledge, after=THREE) if timed else None
    return Web(figures=(figure,) if figure else (), folds=folds, open=(THREE, CLOSING))


def _lines(
    advice: Advice, session: Session, *, full: bool, explain: bool, sections: tuple[Section, ...], short: bool
) -> list[Line]:
    """Some sections whole, the full report, or the short one."""
    sent = session.format.pictures
    if short:
        return short_report(advice, session.knowledge, sent=sent)
    if sections:
        return sections_lines(Page(advice, session.knowledge, full=True, explain=explain), sections)
    if session.is_full(full=full) or explain:
        return report_lines(
            Page(advice, session.knowledge, full=session.is_full(full=full), explain=explain), sent=sent
        )
    return short_report(advice, session.knowledge)


def advice_data(advice: Advice) -> dict[str, Any]:
    """The advice as the ``data`` of the envelope: the sections, without what the envelope says itself."""
    plain: dict[str, Any] = msgspec.to_builtins(advice)
    return {key: value for key, value in plain.items() if key not in ("as_of", "notice")}


def _remarks(advice: Advice, knowledge: Knowledge) -> list[str]:
    """What a person should know about the answer: an unknown lender, a day before the knowledge."""
    typed = advice.situation.lender_typed
    remarks = unknown_lender(typed, knowledge) if advice.situation.lender is None else []
    if untagged := advice.complaint.untagged:
        remarks.append(
            f"联系记录里有 {untagged} 行导入的号码没标是不是催收，没有算进报告。标出来：borrower-help log tag 号"
            f"码（不是催收的加 --not）。"
        )
    remarks += [f"有数字对不上，这部分没算：{problem}" for problem in advice.money.problems]
    if advice.as_of > knowledge.checked + dt.timedelta(days=365):
        remarks.append(f"知识核对到 {knowledge.checked}，离 {advice.as_of} 已超过一年，请先确认规定有没有变。")
    return remarks
