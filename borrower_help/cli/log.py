"""``log``: the contact log - write it, import into it, read it, and see what it proves."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.output import can_ask, choose_format, emit, note, prompter
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.errors import Stopped, UsageError, shown
from borrower_help.journal import store
from borrower_help.journal.model import CHANNELS, PERSONS, Contact, Row
from borrower_help.journal.tables import HEADINGS, Imported, Rejection, parse_length, parse_moment, parse_number
from borrower_help.parse import parse_count, parse_date, parse_name
from borrower_help.render.lines import Line

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False, help="联系记录：记、导入、查、看它能证明什么")

LogOption = Annotated[Path | None, typer.Option("--log", metavar="FILE", help="用这个文件，不写就用默认位置", show_default=False)]
RowArgument = Annotated[list[str], typer.Argument(metavar="行号", help="log list 里的行号，可多个", show_default=False)]


def _text(flag: str, help_: str, metavar: str = "TEXT") -> Any:
    return typer.Option(flag, metavar=metavar, help=help_, show_default=False)


AtOption = Annotated[str | None, _text("--at", "什么时候，如 2026-11-20 22:15", "TIME")]
ChannelOption = Annotated[str | None, _text("--channel", "方式：call sms wechat app email letter visit")]
PersonOption = Annotated[str | None, _text("--person", "联系了谁：me contact family colleague other")]
NumberOption = Annotated[str | None, _text("--number", "对方号码", "NUMBER")]
CalledOption = Annotated[str | None, _text("--called", "打到你的哪个号码", "NUMBER")]
ConnectedOption = Annotated[bool | None, typer.Option("--connected/--unanswered", help="接通没有（上门：当面没有）", show_default=False)]
LengthOption = Annotated[str | None, _text("--length", "通话多久，如 1分23秒、00:01:23、83", "LENGTH")]
ClaimedOption = Annotated[str | None, _text("--claimed", "对方自称是谁")]
SaidOption = Annotated[str | None, _text("--said", "说了什么")]
EvidenceOption = Annotated[str | None, _text("--evidence", "证据存在哪里")]
RefusedOption = Annotated[bool | None, typer.Option("--refused/--not-refused", help="被联系的人当时明确拒绝了", show_default=False)]


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
    given = _changes(at, channel, person, number, called, connected, length, claimed, said, evidence, refused, lender)
    if "at" not in given or "channel" not in given:
        if not can_ask(no_input=no_input):
            raise UsageError("要写 --at 时间和 --channel 方式，例如：log add --at '2026-11-20 22:15' --channel call --unanswered")
        given = _ask(given, plain=plain)
    rows = store.add(_path(log), [_contact(given)])
    note(f"已记为第 {rows[0]} 行，存在 {_path(log)}。")


def _contact(given: dict[str, Any], base: Contact | None = None) -> Contact:
    """The contact from what was given; what contradicts itself is refused. Raises ``UsageError``."""
    contact = Contact(**given) if base is None else msgspec.structs.replace(base, **given)
    if contact.connected is False and contact.seconds:
        raise UsageError("没接通的电话不会有通话时长。请改掉 --unanswered 或 --length。")
    return contact


def _changes(
    at: str | None,
    channel: str | None,
    person: str | None,
    number: str | None,
    called: str | None,
    connected: bool | None,
    length: str | None,
    claimed: str | None,
    said: str | None,
    evidence: str | None,
    refused: bool | None,
    lender: str | None,
) -> dict[str, Any]:
    """The fields of a contact that were given, parsed. Raises ``UsageError``."""
    given: dict[str, Any] = {}
    if at is not None:
        given["at"] = _moment(at)
    if channel is not None:
        given["channel"] = _one_of(channel, CHANNELS, "--channel")
    if person is not None:
        given["person"] = _one_of(person, PERSONS, "--person")
    for field, value in (("number", number), ("called", called)):
        if value is not None:
            given[field] = _checked(parse_number, value, f"--{field}")
    if length is not None:
        given["seconds"] = _checked(parse_length, length, "--length")
        if given["seconds"] is not None:
            given.setdefault("connected", given["seconds"] > 0)
    for field, words in (("claimed", claimed), ("said", said), ("evidence", evidence)):
        if words is not None:
            given[field] = _words(words, f"--{field}")
    if connected is not None:
        given["connected"] = connected
    if refused is not None:
        given["refused"] = refused
    if lender is not None:
        given["lender"] = parse_name(lender, "--lender")
    return given


def _checked(parse: Any, value: str, option: str) -> Any:
    try:
        return parse(value)
    except ValueError as error:
        raise UsageError(f"{option}：{error}。") from None


def _moment(text: str) -> dt.datetime:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise UsageError(f"--at：{error}。写成 2026-11-20 22:15 这样。") from None


def _one_of(text: str, known: dict[str, str], option: str) -> str:
    wanted = text.strip()
    found = wanted if wanted in known else next((key for key, name in known.items() if name == wanted), None)
    if found is None:
        listed = "、".join(f"{key}（{name}）" for key, name in known.items())
        raise UsageError(f"{option} 不认识「{shown(text)}」。可以用：{listed}。")
    return found


def _words(text: str, option: str) -> str:
    words = text.strip()
    if len(words) > 2000 or not words.replace("\n", "").replace("\t", "").isprintable():
        raise UsageError(f"{option} 要一段能显示的文字，不超过 2000 个字。")
    return words


def _ask(given: dict[str, Any], *, plain: bool) -> dict[str, Any]:
    """Ask what was not given, when, how, who and what; every question but the first two may be skipped."""
    asks = prompter(plain=plain)
    try:
        while "at" not in given:
            try:
                given["at"] = _moment(asks.text("什么时候？例如 2026-11-20 22:15", "夜里还是白天，适用的规则不同。"))
            except UsageError as error:
                asks.say(str(error).replace("--at：", ""))
        while "channel" not in given:
            channel = asks.choose("用什么方式？", "电话、短信、上门分开计数。", list(CHANNELS.items()))
            given |= {"channel": channel} if channel else {}
        if "person" not in given:
            person = asks.choose("联系了谁？", "联系别人和联系你本人，规则不同。", list(PERSONS.items()))
            given["person"] = person or "me"
        if given["channel"] in ("call", "visit") and "connected" not in given:
            answer = asks.choose("接通了吗（上门：当面了吗）？", "接通的和没接通的分开计数。", [("yes", "是"), ("no", "没有")])
            given["connected"] = {"yes": True, "no": False}.get(answer)
        for field, question, why in (
            ("claimed", "对方自称是谁？", "投诉时要写明是谁。"),
            ("said", "说了什么？", "原话最有用。"),
            ("evidence", "证据存在哪里？", "录音、截图要能找得到原件。"),
        ):
            if field not in given:
                given[field] = _words(asks.text(question, why) or "", f"--{field}")
    except (KeyboardInterrupt, EOFError):
        note("\n已停止，这一次没有记下。")
        raise Stopped from None
    return given


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

    rows = [row for row in store.read_log(_path(log)) if lender is None or row.contact.lender == lender]
    lines = [Line("title", f"{_path(log)}：{len(rows)} 行" if rows else f"{_path(log)} 里还没有记录。")]
    lines += [Line("number", _row_text(row), label=f"{row.row}.") for row in rows]
    present("log list", to_data(rows), lines, load(knowledge_dir), today(as_of), format_, output, plain=plain)


def _row_text(row: Row) -> str:
    from borrower_help.journal.export import COLUMNS, cells

    named = dict(zip(COLUMNS, cells(row), strict=True))
    parts = [named[name] for name in ("时间", "方式", "联系了谁", "对方号码", "接通") if named[name]]
    parts += [f"{named['时长（秒）']} 秒"] if named["时长（秒）"] not in ("", "0") else []
    parts += [f"{name}：{named[name]}" for name in ("自称", "说了什么", "证据在哪里", "机构") if named[name]]
    return "，".join(parts) + (f"（{named['状态']}）" if named["状态"] else "")


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
    given = _changes(at, channel, person, number, called, connected, length, claimed, said, evidence, refused, lender)
    if not given:
        raise UsageError("没有写要改什么。例如：log edit 3 --evidence '录音 3.m4a'")
    path, wanted = _path(log), parse_count(row, "行号")
    found = next((entry for entry in store.read_log(path) if entry.row == wanted), None)
    if found is None:
        raise UsageError(f"联系记录里没有第 {wanted} 行。用 borrower-help log list 看行号。")
    store.edit(path, [(wanted, _contact(given, found.contact))])
    note(f"第 {wanted} 行已改。")


@app.command("remove", short_help="划掉几行", help="划掉几行：不再计数，但仍看得见。")
def remove(
    rows: RowArgument,
    log: LogOption = None,
    reason: Annotated[str, _text("--reason", "为什么划掉")] = "",
) -> None:
    numbers = [parse_count(row, "行号") for row in rows]
    store.strike(_path(log), numbers, _words(reason, "--reason"))
    note(f"已划掉第 {'、'.join(map(str, numbers))} 行。")


@app.command("tag", short_help="标出哪些号码是催收", help="标出哪些号码是催收，或不是。标过以后，导入的来电只算标成催收的。")
def tag(
    numbers: Annotated[list[str], typer.Argument(metavar="号码", help="对方号码，可多个", show_default=False)],
    log: LogOption = None,
    collector: Annotated[bool, typer.Option("--collector/--not", help="是催收，或不是")] = True,
    claimed: ClaimedOption = None,
    lender: LenderOption = None,
) -> None:
    wanted = {_checked(parse_number, number, "号码") for number in numbers}
    changes: dict[str, Any] = {"collector": collector}
    if claimed is not None:
        changes["claimed"] = _words(claimed, "--claimed")
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
    number: Annotated[list[str] | None, _text("--number", "只导入这个对方号码，可多次", "NUMBER")] = None,
    collector: Annotated[list[str] | None, _text("--collector", "这个号码是催收，可多次", "NUMBER")] = None,
    column: Annotated[list[str] | None, _text("--column", "指明列，如 time=通话开始时间", "NAME=列名")] = None,
    year: Annotated[str | None, _text("--year", "详单里没有年份时用这一年", "YYYY")] = None,
    lender: LenderOption = None,
    called: CalledOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    columns = _columns(column or [])
    imported = _read(file, columns, int(parse_date(f"{year}-01-01", "--year").year) if year else None)
    only = {_checked(parse_number, word, "--number") for word in number or ()}
    collectors = {_checked(parse_number, word, "--collector") for word in collector or ()}
    name = parse_name(lender, "--lender") if lender else ""
    own = _checked(parse_number, called, "--called") if called else ""
    contacts = [
        msgspec.structs.replace(
            contact,
            collector=True if contact.number in collectors else None,
            lender=name,
            called=contact.called or own,
        )
        for contact in imported.contacts
        if not only or contact.number in only
    ]
    path = _path(log)
    known = store.read_log(path)
    fresh = _tagged_before(_fresh(contacts, known), known)
    store.add(path, fresh)
    data = {
        "file": file.name,
        "read": len(imported.contacts),
        "added": len(fresh),
        "already_there": len(contacts) - len(fresh),
        "not_picked": len(imported.contacts) - len(contacts),
        "rejected": [{"row": rejection.row, "reason": rejection.reason} for rejection in imported.rejections],
    }
    lines = _import_lines(data, imported.rejections, path)
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


def _fresh(contacts: list[Contact], rows: list[Row]) -> list[Contact]:
    """The contacts that are not in the log yet, each once."""
    known = {row.contact.identity for row in rows}
    edited = {_call_itself(row.contact) for row in rows if row.edited and row.contact.source}
    fresh = []
    for contact in contacts:
        if contact.identity not in known and _call_itself(contact) not in edited:
            known.add(contact.identity)
            fresh.append(contact)
    return fresh


def _call_itself(contact: Contact) -> tuple[dt.datetime, str, bool, str]:
    """What stays the same when the words or the length of an imported row are completed by hand."""
    return contact.at, contact.channel, contact.outgoing, contact.number


def _tagged_before(contacts: list[Contact], rows: list[Row]) -> list[Contact]:
    """A number tagged once stays what it is: new contacts from it carry the newest tag."""
    tags = {row.contact.number: row.contact.collector for row in rows if row.contact.collector is not None and row.contact.number}
    return [
        msgspec.structs.replace(contact, collector=tags[contact.number]) if contact.collector is None and contact.number in tags else contact
        for contact in contacts
    ]


def _import_lines(data: dict[str, Any], rejections: list[Rejection], path: Path) -> list[Line]:
    lines = [Line("title", f"读到 {data['read']} 行，新记下 {data['added']} 行，存在 {path}。")]
    if data["already_there"]:
        lines.append(Line("item", f"{data['already_there']} 行已经记过，没有重复记。"))
    if data["not_picked"]:
        lines.append(Line("item", f"{data['not_picked']} 行不是你选的号码，没有记。"))
    if rejections:
        lines.append(Line("subheading", f"有 {len(rejections)} 行读不懂，没有记："))
        lines += [Line("item", rejection.reason, label=f"第 {rejection.row} 行") for rejection in rejections]
    lines.append(Line("text", "下一步：borrower-help log tag 号码 标出催收的号码，再用 borrower-help log check 看结果。"))
    return lines


@app.command("export", short_help="导出联系记录", help="导出成 CSV（Excel 能开）、JSON 或 Markdown 证据表。")
def export(
    log: LogOption = None,
    format_: Annotated[str | None, _text("--format", "csv、json 或 markdown", "FORMAT")] = None,
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
