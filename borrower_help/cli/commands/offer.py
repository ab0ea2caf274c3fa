"""``offer check|counter``: is this offer good, and what to offer instead?"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.advice.items import item
from borrower_help.advice.offer import judge, offer_dates
from borrower_help.advice.offer_counter import counter_view
from borrower_help.advice.offer_told import told_of
from borrower_help.advice.offer_traps import traps_heard
from borrower_help.case.conditions import court_paper, judged
from borrower_help.case.model import Case
from borrower_help.case.situation import Situation, situation_of
from borrower_help.cli.case_input import CaseOption, KindOption, LenderOption, calendar_label, case_from
from borrower_help.cli.hearing import Listening
from borrower_help.cli.offer_questions import ask_offer
from borrower_help.cli.offer_words import (
    is_day_open,
    read_back,
    read_told,
    said_days,
    terms_of,
    told_counts,
    told_form,
    told_ids,
    told_sums,
)
from borrower_help.cli.session import FullOption, NoInputOption, Session, answering
from borrower_help.cli.terminal import can_ask, prompter
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError
from borrower_help.money.debts import Debt
from borrower_help.money.offer import Terms
from borrower_help.render.answer import Answer
from borrower_help.render.answers.offer import counter_answer, offer_lines
from borrower_help.values.parse import is_daily, parse_date, parse_days, parse_name, parse_rate

app = Application(rich_markup_mode=None, no_args_is_help=False, help="方案：对方给的好不好、怎么还价")

Money = Annotated[str | None, typer.Option(metavar="YUAN", show_default=False)]


def _money(flag: str, help_: str) -> Any:
    return Annotated[str | None, typer.Option(flag, metavar="YUAN", help=help_, show_default=False)]


DebtOption = Annotated[
    str | None, typer.Option("--debt", metavar="YUAN", help="现在一共要你还多少", show_default=False)
]
PrincipalOption = Annotated[
    str | None, typer.Option("--principal", metavar="YUAN", help="其中本金多少", show_default=False)
]
CashOption = Annotated[str | None, typer.Option("--cash", metavar="YUAN", help="手里能马上付的钱", show_default=False)]
IncomeOption = Annotated[str | None, typer.Option("--income", metavar="YUAN", help="每月到手收入", show_default=False)]
EssentialsOption = Annotated[
    str | None, typer.Option("--essentials", metavar="YUAN", help="每月必需开支", show_default=False)
]
DaysOption = Annotated[str | None, typer.Option("--days-overdue", metavar="DAYS", help="逾期几天", show_default=False)]


@app.command("check", short_help="这个方案好不好", help="对方给了方案：算账、缺什么、有没有陷阱、能不能接受。")
@answering("offer check", redacts=True)
def check(
    session: Session,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="对方的原话，不带就逐项问", show_default=False)
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--form", metavar="FORM", help="lump、instalments、deferral 或 part", show_default=False),
    ] = None,
    debt: DebtOption = None,
    principal: PrincipalOption = None,
    now: Annotated[str | None, typer.Option("--now", metavar="YUAN", help="马上要付的", show_default=False)] = None,
    monthly: Annotated[
        str | None, typer.Option("--monthly", metavar="YUAN", help="每期要付的", show_default=False)
    ] = None,
    months: Annotated[str | None, typer.Option("--months", metavar="N", help="几期", show_default=False)] = None,
    wait: Annotated[str | None, typer.Option("--wait", metavar="N", help="延后几个月", show_default=False)] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="YUAN", help="延后的，到期一共要还多少", show_default=False)
    ] = None,
    waived: Annotated[
        str | None, typer.Option("--waived", metavar="YUAN", help="对方说减免多少", show_default=False)
    ] = None,
    fee: Annotated[str | None, typer.Option("--fee", metavar="YUAN", help="另外要交的费用", show_default=False)] = None,
    rate: Annotated[
        str | None, typer.Option("--rate", metavar="RATE", help="年利率，如 24%", show_default=False)
    ] = None,
    first: Annotated[
        str | None, typer.Option("--first", metavar="DATE", help="第一次付款的日子", show_default=False)
    ] = None,
    has: Annotated[
        list[str] | None,
        typer.Option("--has", metavar="ID", help="已经有的，可多次，如 written", show_default=False),
    ] = None,
    trap: Annotated[
        list[str] | None,
        typer.Option("--trap", metavar="ID", help="对方还要求的，可多次，如 fee_first", show_default=False),
    ] = None,
    cash: CashOption = None,
    income: IncomeOption = None,
    essentials: EssentialsOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    days_overdue: DaysOption = None,
    last_due: Annotated[
        str | None, typer.Option("--last-due", metavar="DATE", help="最后一期到期日", show_default=False)
    ] = None,
    last_event: Annotated[
        str | None,
        typer.Option("--last-event", metavar="DATE", help="最近一次还款、催款或答应", show_default=False),
    ] = None,
    case_file: CaseOption = None,
    no_input: NoInputOption = False,
    full: FullOption = False,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    case = case_from(case_file, knowledge, day)
    said = session.masked(" ".join(words or ()))
    given = told_sums(debt=debt, principal=principal, now=now, monthly=monthly, due=due, waived=waived, fee=fee)
    given |= told_counts(months=months, wait=wait)
    given |= {"form": told_form(form)} if form else {}
    owned = {
        "has": told_ids(has, "offer_points", "--has", knowledge),
        "traps": told_ids(trap, "offer_traps", "--trap", knowledge),
    }
    mine = told_sums(cash=cash, income=income, essentials=essentials)
    if not said and not given and can_ask(no_input=no_input):
        said, asked, owned, mine = ask_offer(
            Listening(prompter(plain=session.plain), session.root), knowledge, case, mine
        )
        given |= asked
    read = read_told(said, given, knowledge, day)
    case = _case(case, read.debt, mine, lender, kind, days_overdue or mine.get("days") or said_days(said))
    terms = terms_of(
        read,
        day,
        rate=parse_rate(rate, "--rate") if rate else None,
        rate_by="day" if rate and is_daily(rate) else "year",
        first=_first_day(first, day),
    )
    situation = situation_of(case, knowledge, day)
    about = _about(last_due, last_event, situation)
    offer = told_of(terms, situation, knowledge, cash=mine.get("cash"), words=said, about=about, **owned)
    offer = msgspec.structs.replace(offer, day_open=is_day_open(read))
    view = judge(offer, situation, knowledge)
    lines = offer_lines(view, read_back(read), knowledge, full=session.is_full(full=full))
    return Answer(view, lines, offer_dates(offer, view, calendar_label(case, case_file) or case.lender or "offer"))


@app.command("counter", short_help="我能还什么价", help="按你的收入开支，算出先提多少、最高能答应多少、要换来什么。")
@answering("offer counter", redacts=True)
def counter(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]", help="对方报的数，照原话；还的价不超过它", show_default=False),
    ] = None,
    debt: DebtOption = None,
    principal: PrincipalOption = None,
    cash: CashOption = None,
    income: IncomeOption = None,
    essentials: EssentialsOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    case_file: CaseOption = None,
    full: FullOption = False,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    sums = told_sums(debt=debt, principal=principal)
    mine = told_sums(cash=cash, income=income, essentials=essentials)
    said = session.masked(" ".join(words or ()))
    terms = terms_of(read_told(said, sums, knowledge, day), day) if said else Terms(form="lump", **sums)
    case = _case(case_from(case_file, knowledge, day), terms.debt, mine, lender, kind, said_days(said))
    situation = situation_of(case, knowledge, day)
    if not situation.signed or situation.not_owed:
        raise UsageError("你没有借款、没有签字，或者说已经还清：不用还价，也别答应还。先书面要合同和放款流水。")
    offer = told_of(terms, situation, knowledge, cash=mine.get("cash"))
    if offer.limitation:
        raise UsageError("三年时效可能已经过了：先打 12348 问清，别先报数，也别答应。")
    notes = {entry.id: entry for entry in knowledge.negotiation(lambda file: file.offer_notes)}
    trapped = bool(traps_heard(said, knowledge))
    view = counter_view(offer.terms, offer.means, offer.income, offer.debts, notes, trapped=trapped)
    if court_paper(situation) and not judged(situation):
        view = msgspec.structs.replace(view, court=item(notes["court-runs"]))
    return Answer(view, counter_answer(view, knowledge, full=session.is_full(full=full)))


def _case(
    case: Case, debt: Decimal | None, mine: dict[str, Any], lender: str | None, kind: str | None, days: str | None
) -> Case:
    from borrower_help.case.forms import parse_kind

    changes: dict[str, Any] = {name: mine[name] for name in ("income", "essentials") if name in mine}
    if debt:
        changes["outstanding"] = debt
    if lender is not None:
        changes["lender"] = parse_name(lender, "--lender")
    if kind is not None:
        changes["kind"] = parse_kind(kind, "--kind")
    if days is not None:
        changes["days_overdue"] = parse_days(days, "--days-overdue")
    return case.telling(changes) if changes else case


def _first_day(word: str | None, today: dt.date) -> dt.date | None:
    """The day of the first payment. Raises ``UsageError`` for one that has been."""
    day = parse_date(word, "--first", today, ahead=True) if word else None
    if day is not None and day < today:
        raise UsageError(f"--first 写的 {day} 已经过了。请对方重新写明日子，再填上。")
    return day


def _about(last_due: str | None, last_event: str | None, situation: Situation) -> Debt | None:
    if last_due is None and last_event is None:
        return None
    day = situation.as_of
    due = parse_date(last_due, "--last-due", day) if last_due else None
    event = parse_date(last_event, "--last-event", day) if last_event else None
    if event is not None and event > day:
        raise UsageError(f"--last-event 写的是 {event}，在 {day} 之后。请检查日期。")
    return Debt(name="这笔借款", balance=Decimal(1), last_due=due or event, last_event=event)
