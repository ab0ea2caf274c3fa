"""``log``: the contact log - write it, import into it, read it, and see what it proves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.cli.contact import (
    AtOption,
    CalledOption,
    ChannelOption,
    ClaimedOption,
    ConnectedOption,
    EvidenceOption,
    LengthOption,
    NumberOption,
    PersonOption,
    RefusedOption,
    SaidOption,
    ask,
    checked,
    contact_of,
    fields_given,
    text_option,
    words,
)
from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.output import can_ask, choose_format, emit, note
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.errors import UsageError, shown
from borrower_help.journal import store
from borrower_help.journal.intake import new_ones, pick
from borrower_help.journal.tables import HEADINGS, Imported, parse_number
from borrower_help.parse import parse_count, parse_date, parse_name

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False, help="联系记录：记、导入、查、看它能证明什么")

LogOption = Annotated[Path | None, typer.Option("--log", metavar="FILE", help="用这个文件，不写就用默认位置", show_default=False)]
RowArgument = Annotated[list[str], typer.Argument(metavar="行号", help="log list 里的行号，可多个", show_default=False)]


def _path(path: Path | None) -> Path:
    return path or store.default_path()


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
    lender: LenderOption = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问", show_default=False)] = False,
    plain: PlainOption = False,
) -> None:
    given = fields_given(at, channel, person, number, called, connected, length, claimed, said, evidence, refused, lender)
    if "at" not in given or "channel" not in given:
        if not can_ask(no_input=no_input):
            raise UsageError("要写 --at 时间和 --channel 方式，例如：log add --at '2026-11-20 22:15' --channel call --unanswered")
        given = ask(given, plain=plain)
    rows = store.add(_path(log), [contact_of(given)])
    note(f"已记为第 {rows[0]} 行，存在 {_path(log)}。")


@app.command("list", short_help="列出联系记录", help="列出联系记录，划掉的也列出。")
def list_rows(
    log: LogOption = None,
    lender: LenderOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    as_of: AsOfOption = None,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.journal.export import to_data
    from borrower_help.render.log import row_lines

    knowledge, path = load(knowledge_dir), _path(log)
    wanted = None if lender is None else knowledge.lender_id(parse_name(lender, "--lender"))
    rows = [row for row in store.read_log(path) if wanted is None or knowledge.lender_id(row.contact.lender) == wanted]
    present("log list", to_data(rows), row_lines(rows, path), knowledge, today(as_of), format_, output, plain=plain)


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
    lender: LenderOption = None,
) -> None:
    given = fields_given(at, channel, person, number, called, connected, length, claimed, said, evidence, refused, lender)
    if not given:
        raise UsageError("没有写要改什么。例如：log edit 3 --evidence '录音 3.m4a'")
    path, wanted = _path(log), parse_count(row, "行号")
    found = next((entry for entry in store.read_log(path) if entry.row == wanted), None)
    if found is None:
        raise UsageError(f"联系记录里没有第 {wanted} 行。用 borrower-help log list 看行号。")
    store.edit(path, [(wanted, contact_of(given, found.contact))])
    note(f"第 {wanted} 行已改。")


@app.command("remove", short_help="划掉几行", help="划掉几行：不再计数，但仍看得见。")
def remove(
    rows: RowArgument,
    log: LogOption = None,
    reason: Annotated[str, text_option("--reason", "为什么划掉")] = "",
) -> None:
    numbers = [parse_count(row, "行号") for row in rows]
    store.strike(_path(log), numbers, words(reason, "--reason"))
    note(f"已划掉第 {'、'.join(map(str, numbers))} 行。")


@app.command("tag", short_help="标出哪些号码是催收", help="标出哪些号码是催收，或不是。标过以后，导入的来电只算标成催收的。")
def tag(
    numbers: Annotated[list[str], typer.Argument(metavar="号码", help="对方号码，可多个", show_default=False)],
    log: LogOption = None,
    collector: Annotated[bool, typer.Option("--collector/--not", help="是催收，或不是")] = True,
    claimed: ClaimedOption = None,
    lender: LenderOption = None,
) -> None:
    wanted = {checked(parse_number, number, "号码") for number in numbers}
    changes: dict[str, Any] = {"collector": collector}
    if claimed is not None:
        changes["claimed"] = words(claimed, "--claimed")
    if lender is not None:
        changes["lender"] = parse_name(lender, "--lender")
    path = _path(log)
    found = [row for row in store.read_log(path) if row.contact.number in wanted]
    store.edit(path, [(row.row, msgspec.structs.replace(row.contact, **changes)) for row in found])
    missing = sorted(wanted - {row.contact.number for row in found})
    note(f"标了 {len(found)} 行。" + (f"记录里没有这些号码：{'、'.join(missing)}。" if missing else ""))


@app.command("import", short_help="导入通话详单", help="导入运营商详单（CSV、XLSX）或手机备份（XML）。再导入一次不会重复。")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="详单文件", show_default=False)],
    log: LogOption = None,
    number: Annotated[list[str] | None, text_option("--number", "只导入这个对方号码，可多次", "NUMBER")] = None,
    collector: Annotated[list[str] | None, text_option("--collector", "这个号码是催收，可多次", "NUMBER")] = None,
    column: Annotated[list[str] | None, text_option("--column", "指明列，如 time=通话开始时间", "NAME=列名")] = None,
    year: Annotated[str | None, text_option("--year", "详单里没有年份时用这一年", "YYYY")] = None,
    lender: LenderOption = None,
    called: CalledOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.render.log import import_lines

    columns = _columns(column or [])
    imported = _read(file, columns, int(parse_date(f"{year}-01-01", "--year").year) if year else None)
    only = {checked(parse_number, word, "--number") for word in number or ()}
    collectors = {checked(parse_number, word, "--collector") for word in collector or ()}
    name = parse_name(lender, "--lender") if lender else ""
    own = checked(parse_number, called, "--called") if called else ""
    contacts = pick(imported.contacts, numbers=only, collectors=collectors, lender=name, called=own)
    path = _path(log)
    fresh = new_ones(contacts, store.read_log(path))
    store.add(path, fresh)
    data = {
        "file": file.name,
        "read": len(imported.contacts),
        "added": len(fresh),
        "already_there": len(contacts) - len(fresh),
        "not_picked": len(imported.contacts) - len(contacts),
        "rejected": [{"row": rejection.row, "reason": rejection.reason} for rejection in imported.rejections],
    }
    lines = import_lines(data, imported.rejections, path)
    present("log import", data, lines, load(knowledge_dir), today(as_of), format_, output, plain=plain)


def _columns(given: list[str]) -> dict[str, str]:
    columns = {}
    for word in given:
        name, separator, heading = word.partition("=")
        if not separator or name not in HEADINGS:
            raise UsageError(f"--column 写成 列=文件里的列名，列可以是 {'、'.join(HEADINGS)}；写的是「{shown(word)}」。")
        columns[name] = heading
    return columns


def _read(file: Path, columns: dict[str, str], year: int | None) -> Imported:
    if file.suffix.lower() == ".xml":
        from borrower_help.journal.backups import read_backup

        return read_backup(file)
    from borrower_help.journal.tables import read_table

    return read_table(file, columns, year)


@app.command("export", short_help="导出联系记录", help="导出成 CSV（Excel 能开）、JSON 或 Markdown 证据表。")
def export(
    log: LogOption = None,
    format_: Annotated[str | None, text_option("--format", "csv、json 或 markdown", "FORMAT")] = None,
    output: OutputOption = None,
) -> None:
    from borrower_help.journal.export import to_csv, to_data, to_markdown_table

    endings = {".csv": "csv", ".json": "json", ".md": "markdown"}
    chosen = format_ or (endings.get(output.suffix.lower(), "csv") if output else "csv")
    rows = store.read_log(_path(log))
    match chosen:
        case "csv":
            emit(to_csv(rows), output)
        case "json":
            emit(msgspec.json.format(msgspec.json.encode(to_data(rows)), indent=2).decode() + "\n", output)
        case "markdown":
            emit(to_markdown_table(rows), output)
        case _:
            raise UsageError(f"--format 不认识「{shown(chosen)}」。可以用：csv、json、markdown。")


@app.command("check", short_help="记录能证明什么", help="按规则数一遍：哪天超了哪条，由哪几行证明，怎样让证据更有力。")
def check(
    log: LogOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    full: Annotated[bool, typer.Option("--full", help="列出每一天", show_default=False)] = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.journal.analysis import analyse
    from borrower_help.render.log import log_lines

    day, knowledge = today(as_of), load(knowledge_dir)
    situation, remarks = situation_for(lender, kind, knowledge, day)
    analysis = analyse(store.read_log(_path(log)), situation, knowledge)
    everything = full or choose_format(format_, output) != "terminal"
    lines = log_lines(analysis, knowledge, full=everything)
    present("log check", analysis, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


@app.command("purge", short_help="删掉联系记录", help="把联系记录从这台电脑上删掉，删了找不回来。")
def purge(
    log: LogOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认", show_default=False)] = False,
) -> None:
    path = _path(log)
    if not path.exists():
        note(f"{path} 里没有记录。")
        return
    if not yes:
        if not can_ask(no_input=False):
            raise UsageError("删掉以后找不回来。确定要删，请加 --yes。")
        sys.stderr.write(f"要删掉 {path}，删了找不回来。输入「删除」确认：")
        sys.stderr.flush()
        if sys.stdin.readline().strip() != "删除":
            note("没有删。")
            return
    store.purge(path)
    note(f"已删掉 {path}。")
