"""``offer check|counter``: is this offer good, and what to offer instead?"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import Annotated, Any, Literal, get_args

import typer

from borrower_help.advice.offer import FORMS, judge, offer_dates, traps_heard
from borrower_help.advice.offer_counter import counter_view
from borrower_help.advice.offer_told import told_of
from borrower_help.case.forms import choose
from borrower_help.case.model import Case
from borrower_help.case.situation import Situation, situation_of
from borrower_help.cli.case_input import CaseOption, KindOption, LenderOption, calendar_label, case_from
from borrower_help.cli.hearing import Listening
from borrower_help.cli.session import FullOption, NoInputOption, Session, answering
from borrower_help.cli.terminal import can_ask, prompter
from borrower_help.cli.write_guard import Application
from borrower_help.documents.offers import Form, OfferRead, overdue_in, read_offer
from borrower_help.errors import UsageError
from borrower_help.interview.prompts import Prompter
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.debts import Debt
from borrower_help.money.offer import Terms
from borrower_help.render.answer import Answer
from borrower_help.render.answers.offer import counter_answer, offer_lines
from borrower_help.values.amounts import ZERO, yuan
from borrower_help.values.parse import parse_count, parse_date, parse_days, parse_money, parse_name, parse_rate

app = Application(rich_markup_mode=None, no_args_is_help=False, help="方案：对方给的好不好、怎么还价")

MAX_MONTHS = 600

HOW = (
    "没看懂是什么方案。照原话写，例如 borrower-help offer check '欠18000，一次还12000结清'；或用 --form 加 --now、"
    "--monthly、--months。"
)

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
    given = _sums(debt=debt, principal=principal, now=now, monthly=monthly, waived=waived, fee=fee)
    given |= _counts(months=months, wait=wait)
    given |= {"form": _form(form)} if form else {}
    owned = {
        "has": _ids(has, "offer_points", "--has", knowledge),
        "traps": _ids(trap, "offer_traps", "--trap", knowledge),
    }
    mine = _sums(cash=cash, income=income, essentials=essentials)
    if not said and not given and can_ask(no_input=no_input):
        said, asked, owned, mine = _ask(Listening(prompter(plain=session.plain), session.root), knowledge, case, mine)
        given |= asked
    read = _read(said, given, knowledge)
    case = _case(case, read.debt, mine, lender, kind, days_overdue or mine.get("days") or _said_days(said))
    terms = _terms(
        read,
        rate=parse_rate(rate, "--rate") if rate else None,
        first=parse_date(first, "--first", day, ahead=True) if first else None,
    )
    situation = situation_of(case, knowledge, day)
    about = _about(last_due, last_event, situation)
    told = told_of(terms, situation, knowledge, cash=mine.get("cash"), words=said, about=about, **owned)
    view = judge(told, situation, knowledge)
    lines = offer_lines(view, _read_back(read), knowledge, full=session.is_full(full=full))
    return Answer(view, lines, offer_dates(told, view, calendar_label(case, case_file) or case.lender or "offer"))


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
    sums = _sums(debt=debt, principal=principal)
    mine = _sums(cash=cash, income=income, essentials=essentials)
    said = session.masked(" ".join(words or ()))
    terms = _terms(_read(said, sums, knowledge)) if said else Terms(form="lump", **sums)
    case = _case(case_from(case_file, knowledge, day), terms.debt, mine, lender, kind, _said_days(said))
    situation = situation_of(case, knowledge, day)
    if not situation.signed or situation.not_owed:
        raise UsageError("你没有借款、没有签字，或者说已经还清：不用还价，也别答应还。先书面要合同和放款流水。")
    told = told_of(terms, situation, knowledge, cash=mine.get("cash"))
    if told.limitation:
        raise UsageError("三年时效可能已经过了：先打 12348 问清，别先报数，也别答应。")
    notes = {entry.id: entry for entry in knowledge.negotiation(lambda file: file.offer_notes)}
    view = counter_view(told.terms, told.means, told.income, told.debts, notes)
    return Answer(view, counter_answer(view, knowledge, full=session.is_full(full=full)))


def _sums(**words: str | None) -> dict[str, Any]:
    return {name: parse_money(word, f"--{name.replace('_', '-')}") for name, word in words.items() if word is not None}


def _counts(**words: str | None) -> dict[str, Any]:
    found = {name: parse_count(word, f"--{name}") for name, word in words.items() if word is not None}
    for name, value in found.items():
        if value > MAX_MONTHS:
            raise UsageError(f"--{name} 是 {value} 个月，超过 {MAX_MONTHS}，请检查。")
    return found


def _form(word: str) -> Form:
    found: Literal["lump", "instalments", "deferral", "part"] = choose(word, FORMS, "--form")  # type: ignore[assignment]
    assert found in get_args(Form)
    return found


def _ids(words: list[str] | None, part: str, option: str, knowledge: Knowledge) -> frozenset[str]:
    titles = {entry.id: entry.name for entry in knowledge.negotiation(attrgetter(part))}
    return frozenset(choose(word, titles, option) for word in words or ())


def _not_understood(said: str, knowledge: Knowledge) -> str:
    """What to do where no form can be seen; before it, the traps that the words name all the same."""
    traps = traps_heard(said, knowledge)
    return "\n".join([*(f"先别付，也别签。{trap.name}：{trap.text}" for trap in traps), HOW])


def _read(said: str, given: dict[str, Any], knowledge: Knowledge) -> OfferRead:
    """What the words tell, each option above them. Raises ``UsageError`` where no form can be seen."""
    read = read_offer(said)
    figures = {name: getattr(read, name) for name in read.__struct_fields__} | given
    if figures["form"] is None:
        figures["form"] = (
            "instalments"
            if figures["monthly"] or figures["months"]
            else "deferral"
            if figures["wait"]
            else "part"
            if figures["now"]
            else None
        )
    if figures["form"] is None:
        raise UsageError(_not_understood(said, knowledge))
    if figures["form"] == "lump" and figures["now"] is None and figures["principal"] is not None:
        figures["now"] = figures["principal"]  # 「只还本金」 names its sum so
    return OfferRead(**figures)


def _terms(read: OfferRead, **more: Any) -> Terms:
    if read.form is None:
        raise UsageError(HOW)
    if read.form in ("lump", "part") and not read.now:
        raise UsageError("没看懂要付多少。用 --now 写上，例如 --now 12000。")
    if read.debt is not None and read.principal is not None and read.principal > read.debt:
        raise UsageError(f"本金 {yuan(read.principal)}比一共欠的 {yuan(read.debt)}还多，请检查 --debt 和 --principal。")
    return Terms(
        form=read.form,
        now=read.now or ZERO,
        monthly=read.monthly or ZERO,
        months=read.months or 0,
        wait=read.wait or 0,
        fee=read.fee or ZERO,
        debt=read.debt,
        principal=read.principal,
        waived=read.waived,
        then=read.then,
        **more,
    )


def _read_back(read: OfferRead) -> str:
    """What was read, so that a mistake is seen."""
    sums = (
        ("一共欠", read.debt),
        ("本金", read.principal),
        ("先付", read.now),
        ("每期", read.monthly),
        ("说减免", read.waived),
        ("另收", read.fee),
    )
    said = [f"{name} {yuan(value)}" for name, value in sums if value is not None]
    said += [f"其中每期费用 {yuan(read.surcharge)}"] if read.surcharge else []
    said += [f"{read.months} 期"] if read.months else []
    said += [f"再 {months} 期每期 {yuan(amount)}" for months, amount in read.then]
    said += [f"延后 {read.wait} 个月"] if read.wait else []
    unread = [value for value in read.unread if value not in {value for _, value in sums}]
    said += [f"没算进去的数：{'、'.join(map(yuan, unread))}，数目没读准，请自己对"] if unread else []
    return "".join(f"，{words}" for words in said)


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


def _said_days(said: str) -> str | None:
    """How long it is overdue as the words say it; what cannot be read there is asked for like anything unsaid."""
    word = overdue_in(said)
    try:
        return word if word and parse_days(word, "逾期") is not None else None
    except UsageError:
        return None


def _about(last_due: str | None, last_event: str | None, situation: Situation) -> Debt | None:
    if last_due is None and last_event is None:
        return None
    day = situation.as_of
    due = parse_date(last_due, "--last-due", day) if last_due else None
    event = parse_date(last_event, "--last-event", day) if last_event else None
    if event is not None and event > day:
        raise UsageError(f"--last-event 写的是 {event}，在 {day} 之后。请检查日期。")
    return Debt(name="这笔借款", balance=Decimal(1), last_due=due or event, last_event=event)


def _ask(
    asks: Prompter, knowledge: Knowledge, case: Case, mine: dict[str, Any]
) -> tuple[str, dict[str, Any], dict[str, frozenset[str]], dict[str, Any]]:
    """The questions on a terminal, each of which may be left out."""
    said = asks.text("对方说了什么方案？照原话写。", "从原话里读出金额和期数，还能看出陷阱。")
    read = read_offer(said)
    given: dict[str, Any] = {}
    if read.form is None:
        form = asks.choose("是哪一种？", "不同的方案要看的不一样。", tuple(FORMS.items()))
        if not form and not said:  # nothing can be judged; nobody is led through all the other questions for nothing
            raise UsageError(HOW)
        given |= {"form": form} if form else {}
    for name, question in (
        ("debt", "现在一共要你还多少？"),
        ("principal", "其中本金还有多少？不知道就跳过。"),
        ("now", "马上要付多少？"),
        ("monthly", "以后每期付多少？"),
    ):
        if getattr(read, name) is None and not (
            name == "monthly" and (read.form or given.get("form")) != "instalments"
        ):
            given |= _asked_money(asks, name, question)
    for name, question, known in (
        ("cash", "你手里现在能付的有多少？", None),
        ("income", "每月到手收入多少？", case.income),
        ("essentials", "每月必需开支多少？（房租、吃饭、医药、养家）", case.essentials),
    ):
        if name not in mine and known is None:
            mine |= _asked_money(asks, name, question)
    if case.days_overdue is None and case.due is None and "days" not in mine and not _said_days(said):
        mine |= _asked_days(asks)
    kind: str | None = read.form or given.get("form")
    owned = {
        key: frozenset(asks.choose_many(question, why, _pairs(part, knowledge, kind)))
        for key, part, question, why in (
            ("has", "offer_points", "下面哪些是对方已经写给你的？", "没写的，先要到再答应。"),
            ("traps", "offer_traps", "对方有没有要求这些？", "有一样，就先别付。"),
        )
    }
    return said, given, owned, mine


def _pairs(part: str, knowledge: Knowledge, form: str | None) -> list[tuple[str, str]]:
    """The names to choose from; of the points only those that an offer of this form must have."""
    entries = knowledge.negotiation(attrgetter(part))
    return [(entry.id, entry.name) for entry in entries if form is None or form in getattr(entry, "forms", (form,))]


def _asked_days(asks: Prompter) -> dict[str, Any]:
    """How long it is overdue, as it was typed; asked again while it cannot be read, nothing where it is skipped."""
    while True:
        word = asks.text("逾期多久了？例如 45天、两个月", "拖了快三年的，先要弄清时效，再谈数目。")
        if not word:
            return {}
        try:
            parse_days(word, "逾期")
        except UsageError as error:
            asks.say(str(error))
        else:
            return {"days": word}


def _asked_money(asks: Prompter, name: str, question: str) -> dict[str, Any]:
    """A sum, asked again while it cannot be read; nothing where it is skipped."""
    while True:
        word = asks.text(question, "算账要用，不会发给任何人。")
        if not word:
            return {}
        try:
            return {name: parse_money(word, "这一题")}
        except UsageError as error:
            asks.say(str(error))
