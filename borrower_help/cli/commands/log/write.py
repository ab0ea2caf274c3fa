"""``log add``, ``log edit``, ``log tag`` and what else changes the log."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.case.danger import hear
from borrower_help.cli.case_input import LenderOption
from borrower_help.cli.commands.log.contact import (
    AtOption,
    CalledOption,
    ChannelOption,
    ClaimedOption,
    CollectorOption,
    ConnectedOption,
    EvidenceOption,
    LengthOption,
    NumberOption,
    OutcomeOption,
    OutgoingOption,
    PersonOption,
    RefusedOption,
    SaidOption,
    UntilOption,
    ask,
    fields_given,
    text_option,
)
from borrower_help.cli.hearing import stop_lines
from borrower_help.cli.saved import saving
from borrower_help.cli.session import PlainOption, load
from borrower_help.cli.streams import note, print_lines
from borrower_help.cli.terminal import can_ask
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError, named
from borrower_help.journal import store
from borrower_help.journal.imports.numbers import is_hidden, parse_number
from borrower_help.journal.model import DATED, Contact, Row, number_key
from borrower_help.journal.typed import checked, contact_of, words
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.parse import parse_count, parse_name
from borrower_help.values.safe_text import one_line

app = Application(rich_markup_mode=None, no_args_is_help=False, help="联系记录：记、导入、查、看它能证明什么")

LogOption = Annotated[
    Path | None, typer.Option("--log", metavar="FILE", help="用这个文件，不写就用默认位置", show_default=False)
]

RowArgument = Annotated[list[str], typer.Argument(metavar="行号", help="log list 里的行号，可多个", show_default=False)]


def log_path(path: Path | None) -> Path:
    return path or store.default_path()


def read_rows(path: Path) -> tuple[list[Row], list[str]]:
    """The rows of a log, and what of it could not be read. Raises ``FileError``, ``UsageError``."""
    rows, problems = store.read(path)
    return rows, named(problems)


def log_to_read(path: Path | None) -> Path:
    """The log to read; one that was named must be there, for an empty log would look like an answer.

    Raises ``UsageError``.
    """
    if path is not None and not path.exists():
        raise UsageError(f"找不到联系记录 {path}。请检查路径，或用 borrower-help log add 记一条。")
    return log_path(path)


@app.command("add", short_help="记一次联系", help="记一次联系。不带选项时逐项提问。")
def add(
    log: LogOption = None,
    at: AtOption = None,
    channel: ChannelOption = None,
    person: PersonOption = None,
    number: NumberOption = None,
    called: CalledOption = None,
    connected: ConnectedOption = None,
    length: LengthOption = None,
    claimed: ClaimedOption = None,
    said: SaidOption = None,
    evidence: EvidenceOption = None,
    refused: RefusedOption = None,
    outgoing: OutgoingOption = None,
    lender: LenderOption = None,
    outcome: OutcomeOption = None,
    until: UntilOption = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问", show_default=False)] = False,
    plain: PlainOption = False,
) -> None:
    given = fields_given(
        *(at, channel, person, number, called, connected, length, claimed, said, evidence, refused, outgoing, lender),
        outcome=outcome,
        until=until,
    )
    if "at" not in given or "channel" not in given:
        if not can_ask(no_input=no_input):
            raise UsageError(
                "要写 --at 时间和 --channel 方式，例如：log add --at '2026-11-20 22:15' --channel call --unanswered"
            )
        given = ask(given, plain=plain)
    contact = contact_of(given)
    knowledge = load(None) if contact.said else None  # what cannot be answered whole is not recorded
    with saving(log_path(log)):
        rows = store.add(log_path(log), [contact])
    note(f"已记为第 {rows[0]} 行，存在 {log_path(log)}。")
    if contact.channel == "negotiation":
        note("下一步做什么、到哪天：borrower-help log next")
    if knowledge is not None:
        _warn_of_danger(contact.said, knowledge, plain=plain)


def _warn_of_danger(said: str, knowledge: Knowledge, *, plain: bool) -> None:
    """The numbers to call, where what was said is a danger to life. The contact is recorded already."""
    if dangers := [entry.danger for entry in hear(said, knowledge.safety)]:
        print_lines(stop_lines(dangers), plain=plain)


@app.command("edit", short_help="改一行", help="改一行里的内容。原来的内容仍留在文件里。")
def edit(
    row: Annotated[str, typer.Argument(metavar="行号", help="log list 里的行号", show_default=False)],
    log: LogOption = None,
    at: AtOption = None,
    channel: ChannelOption = None,
    person: PersonOption = None,
    number: NumberOption = None,
    called: CalledOption = None,
    connected: ConnectedOption = None,
    length: LengthOption = None,
    claimed: ClaimedOption = None,
    said: SaidOption = None,
    evidence: EvidenceOption = None,
    refused: RefusedOption = None,
    outgoing: OutgoingOption = None,
    collector: CollectorOption = None,
    lender: LenderOption = None,
    outcome: OutcomeOption = None,
    until: UntilOption = None,
) -> None:
    path, wanted = log_to_read(log), parse_count(row, "行号")
    day_only = channel is None and any(
        entry.row == wanted and entry.contact.channel in DATED for entry in store.read_log(path)
    )
    given = fields_given(
        at,
        channel,
        person,
        number,
        called,
        connected,
        length,
        claimed,
        said,
        evidence,
        refused,
        outgoing,
        lender,
        collector,
        is_letter=day_only,
        outcome=outcome,
        until=until,
    )
    if not given:
        raise UsageError("没有写要改什么。例如：log edit 3 --evidence '录音 3.m4a'")

    def changed(rows: list[Row]) -> list[tuple[int, Contact]]:
        found = next((entry for entry in rows if entry.row == wanted), None)
        if found is None:
            raise UsageError(f"联系记录里没有第 {wanted} 行。用 borrower-help log list 看行号。")
        return [(wanted, contact_of(given, found.contact))]

    with saving(path):
        store.edit(path, changed)
    note(f"第 {wanted} 行已改。")


@app.command("remove", short_help="划掉几行", help="划掉几行：不再计数，但仍看得见。")
def remove(
    rows: RowArgument,
    log: LogOption = None,
    reason: Annotated[str, text_option("--reason", "为什么划掉")] = "",
) -> None:
    numbers = [parse_count(row, "行号") for row in rows]
    path = log_to_read(log)
    with saving(path):
        store.strike(path, numbers, words(reason, "--reason"))
    note(f"已划掉第 {'、'.join(map(str, numbers))} 行。")


@app.command(
    "tag", short_help="标出哪些号码是催收", help="标出哪些号码是催收，或不是。标过以后，导入的来电只算标成催收的。"
)
def tag(
    numbers: Annotated[
        list[str],
        typer.Argument(metavar="号码", help="对方号码，可多个；写「隐藏」是没有显示号码的那些来电", show_default=False),
    ],
    log: LogOption = None,
    collector: Annotated[bool, typer.Option("--collector/--not", help="是催收，或不是")] = True,
    claimed: ClaimedOption = None,
    lender: LenderOption = None,
) -> None:
    numbers_given = [number for number in numbers if not (number.strip() and is_hidden(number))]
    hidden = len(numbers_given) < len(numbers)
    wanted = {number_key(found): found for found in (checked(parse_number, number, "号码") for number in numbers_given)}
    changes: dict[str, Any] = {"collector": collector}
    if claimed is not None:
        changes["claimed"] = words(claimed, "--claimed")
    if lender is not None:
        changes["lender"] = parse_name(lender, "--lender")
    known: set[str] = set()

    def tagged(rows: list[Row]) -> list[tuple[int, Contact]]:
        found = [row for row in rows if number_key(row.contact.number) in wanted or (hidden and row.contact.hidden)]
        known.update(number_key(row.contact.number) for row in found)
        return [(row.row, msgspec.structs.replace(row.contact, **changes)) for row in found]

    path = log_to_read(log)
    with saving(path):
        changed = store.edit(path, tagged)
    missing = sorted(number for key, number in wanted.items() if key not in known)
    if hidden and "" not in known:
        missing.append("隐藏号码")
    note(f"标了 {len(changed)} 行。" + (f"记录里没有这些号码：{'、'.join(missing)}。" if missing else ""))


@app.command("purge", short_help="删掉联系记录", help="把联系记录从这台电脑上删掉，删了找不回来。")
def purge(
    log: LogOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认", show_default=False)] = False,
) -> None:
    path = log_path(log)
    if not path.exists():
        note(f"{path} 里没有记录。")
        return
    if not store.is_log(path):
        raise UsageError(f"{path} 不是联系记录，没有删。请检查 --log 后面的文件。")
    if not yes:
        if not can_ask(no_input=False):
            raise UsageError("删掉以后找不回来。确定要删，请加 --yes。")
        sys.stderr.write(f"要删掉 {one_line(str(path))}，删了找不回来。输入「删除」确认：")
        sys.stderr.flush()
        if sys.stdin.readline().strip() != "删除":
            note("没有删。")
            return
    with saving(path, "删掉"):
        store.purge(path)
    note(f"已删掉 {path}。{_what_is_left(path)}")


def _what_is_left(purged: Path) -> str:
    """What else of ours there may be: the log at the usual place, and files whose places nobody wrote down."""
    usual = store.default_path()
    other = (
        f"{usual} 还有一份联系记录，要删就运行 log purge，不写 --log。" if usual != purged and usual.exists() else ""
    )
    return f"{other}你另存的情况文件、报告和导出的表，程序没有记下在哪里，请自己删。"
