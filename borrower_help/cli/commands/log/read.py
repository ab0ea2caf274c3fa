"""``log list``, ``log export``, ``log check``: what the log holds and shows."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from borrower_help.case.danger import hear
from borrower_help.cli.case_input import KindOption, LenderOption, situation_for
from borrower_help.cli.commands.log.contact import text_option
from borrower_help.cli.commands.log.write import LogOption, app, log_to_read, read_rows
from borrower_help.cli.hearing import stop_lines
from borrower_help.cli.session import OutputOption, RedactOption, Session, answering
from borrower_help.cli.streams import emit, note
from borrower_help.errors import UsageError, quoted
from borrower_help.journal import store
from borrower_help.render.answer import Answer
from borrower_help.values.masking import Mask
from borrower_help.values.parse import parse_name
from borrower_help.values.safe_text import escaped


@app.command("list", short_help="列出联系记录", help="列出联系记录，划掉的也列出。")
@answering("log list", redacts=True)
def list_rows(
    session: Session,
    log: LogOption = None,
    lender: LenderOption = None,
) -> Answer:
    from borrower_help.journal.export import to_data
    from borrower_help.render.answers.log_rows import row_lines

    knowledge, path = session.knowledge, log_to_read(log)
    wanted = None if lender is None else knowledge.lender_id(parse_name(lender, "--lender"))
    all_rows, remarks = read_rows(path)
    rows = [row for row in all_rows if wanted is None or knowledge.lender_id(row.contact.lender) == wanted]
    rows = session.masked(rows)
    return Answer(to_data(rows), row_lines(rows, path), warnings=remarks, mode=store.PRIVATE)


@app.command("next", short_help="协商的下一步", help="每家谈到哪里，下一步做什么、到哪天、怎么说。")
@answering("log next", redacts=True)
def next_step(session: Session, log: LogOption = None) -> Answer:
    from borrower_help.advice.negotiated import negotiated_dates, next_steps
    from borrower_help.render.answers.negotiated import next_lines

    path = log_to_read(log)
    rows, remarks = read_rows(path)
    steps = next_steps(session.masked(rows), session.knowledge, session.day)
    lines = next_lines(steps, session.knowledge)
    return Answer(steps, lines, negotiated_dates(steps, path.stem), warnings=remarks, mode=store.PRIVATE)


@app.command("export", short_help="导出联系记录", help="导出成 CSV（Excel 能开）、JSON 或 Markdown 证据表。")
def export(
    log: LogOption = None,
    format_: Annotated[str | None, text_option("--format", "csv、json 或 markdown", "FORMAT")] = None,
    output: OutputOption = None,
    redact: RedactOption = False,
) -> None:
    from borrower_help.journal.export import to_csv, to_data
    from borrower_help.render.answers.log_rows import to_markdown_table

    endings = {".csv": "csv", ".json": "json", ".md": "markdown"}
    chosen = format_ or (endings.get(output.suffix.lower(), "csv") if output else "csv")
    rows, remarks = read_rows(log_to_read(log))
    for remark in remarks:
        note(remark)
    if redact:
        mask = Mask()
        rows = mask.record(rows)
        note(mask.in_words())
    match chosen:
        case "csv":
            text = to_csv(rows)
        case "json":
            text = escaped(msgspec.json.format(msgspec.json.encode(to_data(rows)), indent=2).decode()) + "\n"
        case "markdown":
            text = to_markdown_table(rows)
        case _:
            raise UsageError(f"--format 不认识「{quoted(chosen)}」。可以用：csv、json、markdown。")
    emit(text, output, for_programs=chosen != "markdown", mode=store.PRIVATE)


@app.command("check", short_help="记录能证明什么", help="按规则数一遍：哪天超了哪条，由哪几行证明，怎样让证据更有力。")
@answering("log check", redacts=True)
def check(
    session: Session,
    log: LogOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    full: Annotated[bool, typer.Option("--full", help="列出每一天", show_default=False)] = False,
) -> Answer:
    from borrower_help.advice.log import analyse
    from borrower_help.render.answers.log import log_lines
    from borrower_help.render.web.weeks import log_web

    day, knowledge = session.day, session.knowledge
    situation, remarks = situation_for(lender, kind, knowledge, day)
    rows, unread = read_rows(log_to_read(log))
    remarks += unread
    rows = session.masked(rows)
    analysis = analyse(rows, situation, knowledge)
    speech = "。".join(row.contact.said for row in rows if row.contact.said and not row.struck)
    dangers = [entry.danger for entry in hear(speech, knowledge.safety)]
    everything = session.is_full(full=full)
    lines = log_lines(analysis, knowledge, full=everything)
    if dangers:  # last, so that the numbers stand at the end of the screen
        lines += stop_lines(dangers)
    if session.format.for_programs:
        remarks += [f"{danger.label}：{danger.text}" for danger in dangers]
    return Answer(
        analysis,
        lines,
        warnings=remarks,
        mode=store.PRIVATE,
        web=log_web(analysis, rows, knowledge) if session.format.pictures else None,
    )
