"""``log``: the contact log - write it, import into it, read it, and see what it proves."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.advice.danger import views
from borrower_help.cli.contact import (
    AtOption,
    CalledOption,
    ChannelOption,
    ClaimedOption,
    CollectorOption,
    ConnectedOption,
    EvidenceOption,
    LengthOption,
    NumberOption,
    OutgoingOption,
    PersonOption,
    RefusedOption,
    SaidOption,
    ask,
    checked,
    contact_of,
    fields_given,
    now,
    text_option,
    words,
)
from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.output import can_ask, choose_format, emit, note, print_lines
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.danger import hear
from borrower_help.errors import UsageError, shown
from borrower_help.journal import store
from borrower_help.journal.intake import completions, new_ones, not_found, pick
from borrower_help.journal.model import Contact, Row, number_key
from borrower_help.journal.reading import is_hidden, parse_number
from borrower_help.journal.tables import HEADINGS, Imported
from borrower_help.parse import parse_count, parse_date, parse_name

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False, help="联系记录：记、导入、查、看它能证明什么")

LogOption = Annotated[Path | None, typer.Option("--log", metavar="FILE", help="用这个文件，不写就用默认位置", show_default=False)]
RowArgument = Annotated[list[str], typer.Argument(metavar="行号", help="log list 里的行号，可多个", show_default=False)]


def _path(path: Path | None) -> Path:
    return path or store.default_path()


def _to_read(path: Path | None) -> Path:
    """The log to read; one that was named must be there, for an empty log would look like an answer. Raises ``UsageError``."""
    if path is not None and not path.exists():
        raise UsageError(f"找不到联系记录 {path}。请检查路径，或用 borrower-help log add 记一条。")
    return _path(path)


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
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问", show_default=False)] = False,
    plain: PlainOption = False,
) -> None:
    given = fields_given(at, channel, person, number, called, connected, length, claimed, said, evidence, refused, outgoing, lender)
    if "at" not in given or "channel" not in given:
        if not can_ask(no_input=no_input):
            raise UsageError("要写 --at 时间和 --channel 方式，例如：log add --at '2026-11-20 22:15' --channel call --unanswered")
        given = ask(given, plain=plain)
    contact = contact_of(given)
    rows = store.add(_path(log), [contact])
    note(f"已记为第 {rows[0]} 行，存在 {_path(log)}。")
    if contact.said:
        _warn_of_danger(contact.said, plain=plain)


def _warn_of_danger(said: str, *, plain: bool) -> None:
    """The numbers to call, where what was said is a danger to life. The contact is recorded already."""
    from borrower_help.render.conduct import danger_lines
    from borrower_help.render.lines import Citations

    knowledge = load(None)
    if dangers := views(entry.danger for entry in hear(said, knowledge.safety)):
        print_lines(list(danger_lines(dangers, Citations(knowledge))), plain=plain)


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

    knowledge, path = load(knowledge_dir), _to_read(log)
    wanted = None if lender is None else knowledge.lender_id(parse_name(lender, "--lender"))
    rows = [row for row in store.read_log(path) if wanted is None or knowledge.lender_id(row.contact.lender) == wanted]
    present("log list", to_data(rows), row_lines(rows, path), knowledge, today(as_of), format_, output, plain=plain, mode=store.PRIVATE)


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
) -> None:
    path, wanted = _to_read(log), parse_count(row, "行号")
    day_only = channel is None and any(entry.row == wanted and entry.contact.channel == "letter" for entry in store.read_log(path))
    given = fields_given(
        at, channel, person, number, called, connected, length, claimed, said, evidence, refused, outgoing, lender, collector, is_letter=day_only
    )
    if not given:
        raise UsageError("没有写要改什么。例如：log edit 3 --evidence '录音 3.m4a'")

    def changed(rows: list[Row]) -> list[tuple[int, Contact]]:
        found = next((entry for entry in rows if entry.row == wanted), None)
        if found is None:
            raise UsageError(f"联系记录里没有第 {wanted} 行。用 borrower-help log list 看行号。")
        return [(wanted, contact_of(given, found.contact))]

    store.edit(path, changed)
    note(f"第 {wanted} 行已改。")


@app.command("remove", short_help="划掉几行", help="划掉几行：不再计数，但仍看得见。")
def remove(
    rows: RowArgument,
    log: LogOption = None,
    reason: Annotated[str, text_option("--reason", "为什么划掉")] = "",
) -> None:
    numbers = [parse_count(row, "行号") for row in rows]
    store.strike(_to_read(log), numbers, words(reason, "--reason"))
    note(f"已划掉第 {'、'.join(map(str, numbers))} 行。")


@app.command("tag", short_help="标出哪些号码是催收", help="标出哪些号码是催收，或不是。标过以后，导入的来电只算标成催收的。")
def tag(
    numbers: Annotated[list[str], typer.Argument(metavar="号码", help="对方号码，可多个；写「隐藏」是没有显示号码的那些来电", show_default=False)],
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

    changed = store.edit(_to_read(log), tagged)
    missing = sorted(number for key, number in wanted.items() if key not in known)
    if hidden and "" not in known:
        missing.append("隐藏号码")
    note(f"标了 {len(changed)} 行。" + (f"记录里没有这些号码：{'、'.join(missing)}。" if missing else ""))


@app.command("import", short_help="导入通话详单", help="导入运营商详单（CSV、XLSX）或手机备份（XML）。再导入一次不会重复。")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="详单文件", show_default=False)],
    log: LogOption = None,
    number: Annotated[list[str] | None, text_option("--number", "只导入这个对方号码，可多次", "NUMBER")] = None,
    collector: Annotated[list[str] | None, text_option("--collector", "这个号码是催收，可多次", "NUMBER")] = None,
    column: Annotated[list[str] | None, text_option("--column", "指明列，如 time=通话开始时间", "NAME=列名")] = None,
    year: Annotated[str | None, text_option("--year", "详单里没有年份时，第一行的年份", "YYYY")] = None,
    outgoing: Annotated[bool | None, typer.Option("--outgoing/--incoming", help="详单没写谁打的：全是你打出的，或全是对方打来的", show_default=False)] = None,
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
    imported = _read(file, columns, _year(year), _until(as_of))
    only = [checked(parse_number, word, "--number") for word in number or ()]
    collectors = [checked(parse_number, word, "--collector") for word in collector or ()]
    name = parse_name(lender, "--lender") if lender else ""
    own = checked(parse_number, called, "--called") if called else ""
    contacts = pick(imported.contacts, numbers=only, collectors=collectors, lender=name, called=own, outgoing=outgoing)
    path = _path(log)
    added = store.add(path, lambda rows: new_ones(contacts, rows))  # compared while nobody else can write
    told = {field for field, value in (("outgoing", outgoing), ("lender", lender)) if value is not None}
    filled: Counter[str] = Counter()

    def completed(rows: list[Row]) -> list[tuple[int, Contact]]:
        changes = completions(contacts, rows, told)
        filled.update(field for _, change in changes for field in change)
        return [(row.row, msgspec.structs.replace(row.contact, **change)) for row, change in changes]

    if told:
        store.edit(path, completed)
    data = {
        "file": file.name,
        "read": len(imported.contacts),
        "added": len(added),
        "already_there": len(contacts) - len(added),
        "direction_filled_in": filled["outgoing"],
        "lender_filled_in": filled["lender"],
        "not_picked": len(imported.contacts) - len(contacts),
        "numbers_not_found": not_found([*only, *collectors], imported.contacts),
        "rejected": [{"row": rejection.row, "sheet": rejection.sheet, "reason": rejection.reason} for rejection in imported.rejections],
        "remarks": [*imported.remarks, *([imported.who_called] if imported.who_called and outgoing is None else [])],
    }
    lines = import_lines(data, path)
    knowledge = load(knowledge_dir)
    heard = hear("\n".join(contact.said for contact in contacts if contact.said), knowledge.safety)  # they are recorded already
    warnings = list(dict.fromkeys(entry.danger.hint for entry in heard))
    present("log import", data, lines, knowledge, today(as_of), format_, output, plain=plain, mode=store.PRIVATE, warnings=warnings)


def _year(text: str | None) -> int | None:
    return int(parse_date(f"{text}-01-01", "--year").year) if text else None


def _until(as_of: str | None) -> dt.datetime:
    """The last moment that may have happened: the end of the day answered for, or now."""
    return dt.datetime.combine(today(as_of), dt.time.max) if as_of else now()


def _columns(given: list[str]) -> dict[str, str]:
    columns = {}
    for word in given:
        name, separator, heading = word.partition("=")
        if not separator or name not in HEADINGS:
            raise UsageError(f"--column 写成 列=文件里的列名，列可以是 {'、'.join(HEADINGS)}；写的是「{shown(word)}」。")
        columns[name] = heading
    return columns


def _read(file: Path, columns: dict[str, str], year: int | None, until: dt.datetime) -> Imported:
    if file.suffix.lower() == ".xml":
        from borrower_help.journal.backups import read_backup

        return read_backup(file, until)
    from borrower_help.journal.tables import read_table

    return read_table(file, columns, year, until)


@app.command("export", short_help="导出联系记录", help="导出成 CSV（Excel 能开）、JSON 或 Markdown 证据表。")
def export(
    log: LogOption = None,
    format_: Annotated[str | None, text_option("--format", "csv、json 或 markdown", "FORMAT")] = None,
    output: OutputOption = None,
) -> None:
    from borrower_help.journal.export import to_csv, to_data
    from borrower_help.render.log import to_markdown_table

    endings = {".csv": "csv", ".json": "json", ".md": "markdown"}
    chosen = format_ or (endings.get(output.suffix.lower(), "csv") if output else "csv")
    rows = store.read_log(_to_read(log))
    match chosen:
        case "csv":
            text = to_csv(rows)
        case "json":
            text = msgspec.json.format(msgspec.json.encode(to_data(rows)), indent=2).decode() + "\n"
        case "markdown":
            text = to_markdown_table(rows)
        case _:
            raise UsageError(f"--format 不认识「{shown(chosen)}」。可以用：csv、json、markdown。")
    emit(text, output, for_programs=chosen != "markdown", mode=store.PRIVATE)


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
    rows = store.read_log(_to_read(log))
    analysis = analyse(rows, situation, knowledge)
    dangers = views(entry.danger for entry in hear("。".join(row.contact.said for row in rows if row.contact.said and not row.struck), knowledge.safety))
    everything = full or choose_format(format_, output) != "terminal"
    lines = log_lines(analysis, knowledge, dangers, full=everything)
    if choose_format(format_, output) == "json":  # a person reads them first on the screen
        remarks += [f"{danger.label}：{danger.text}" for danger in dangers]
    present("log check", analysis, lines, knowledge, day, format_, output, plain=plain, warnings=remarks, mode=store.PRIVATE)


@app.command("purge", short_help="删掉联系记录", help="把联系记录从这台电脑上删掉，删了找不回来。")
def purge(
    log: LogOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认", show_default=False)] = False,
) -> None:
    path = _path(log)
    if not path.exists():
        note(f"{path} 里没有记录。")
        return
    if not store.is_log(path):
        raise UsageError(f"{path} 不是联系记录，没有删。请检查 --log 后面的文件。")
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
