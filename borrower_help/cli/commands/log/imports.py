"""``log import``: lists and backups into the log."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.case.danger import hear
from borrower_help.cli.case_input import LenderOption
from borrower_help.cli.commands.log.contact import CalledOption, text_option
from borrower_help.cli.commands.log.write import LogOption, app, log_path
from borrower_help.cli.failures import PROBLEMS
from borrower_help.cli.saved import saving
from borrower_help.cli.session import Session, answering
from borrower_help.errors import UsageError, quoted
from borrower_help.journal import store
from borrower_help.journal.imports.headings import HEADINGS
from borrower_help.journal.imports.numbers import parse_number
from borrower_help.journal.imports.result import Imported, still_open
from borrower_help.journal.intake import completions, new_ones, not_found, pick
from borrower_help.journal.model import Contact, Row
from borrower_help.journal.typed import checked, now
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.answer import Answer
from borrower_help.values.parse import parse_date, parse_name
from borrower_help.values.safe_text import printable


@app.command(
    "import", short_help="导入通话详单", help="导入运营商详单（CSV、XLSX）或手机备份（XML）。再导入一次不会重复。"
)
@answering("log import", redacts=True)
def import_file(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="详单文件", show_default=False)],
    log: LogOption = None,
    number: Annotated[list[str] | None, text_option("--number", "只导入这个对方号码，可多次", "NUMBER")] = None,
    collector: Annotated[list[str] | None, text_option("--collector", "这个号码是催收，可多次", "NUMBER")] = None,
    column: Annotated[list[str] | None, text_option("--column", "指明列，如 time=通话开始时间", "NAME=列名")] = None,
    year: Annotated[str | None, text_option("--year", "详单里没有年份时，第一行的年份", "YYYY")] = None,
    outgoing: Annotated[
        bool | None,
        typer.Option(
            "--outgoing/--incoming", help="详单没写谁打的：全是你打出的，或全是对方打来的", show_default=False
        ),
    ] = None,
    lender: LenderOption = None,
    called: CalledOption = None,
) -> Answer:
    from borrower_help.journal.imports.reading import read_file
    from borrower_help.render.answers.log_import import import_lines

    knowledge = session.knowledge  # before anything is stored: an answer without it would be refused
    columns = _columns(column or [])
    own = checked(parse_number, called, "--called") if called else ""
    imported = read_file(file, columns, _year(year), _until(session), own)
    only = [checked(parse_number, word, "--number") for word in number or ()]
    collectors = [checked(parse_number, word, "--collector") for word in collector or ()]
    contacts = pick(
        imported.contacts,
        numbers=only,
        collectors=collectors,
        lender=parse_name(lender, "--lender") if lender else "",
        called=own,
        outgoing=outgoing,
        disputed=imported.disputed,
    )
    path = log_path(log)
    with saving(path):
        added = store.add(path, lambda rows: new_ones(contacts, rows))  # compared while nobody else can write
    given = {field for field, value in (("outgoing", outgoing), ("lender", lender)) if value is not None}
    filled = _filled_in(path, contacts, given)
    data: dict[str, Any] = session.masked(
        {
            "file": printable(file.name),
            "added": len(added),
            "already_there": len(contacts) - len(added),
            "direction_filled_in": filled["outgoing"],
            "lender_filled_in": filled["lender"],
            "not_picked": len(imported.contacts) - len(contacts),
            "numbers_not_found": not_found([*only, *collectors], imported.contacts),
            **_of_the_file(imported, session.day, outgoing=outgoing),
        }
    )
    return Answer(
        data,
        import_lines(data, path),
        warnings=_dangers(contacts, knowledge),
        mode=store.PRIVATE,
        code=0 if contacts else PROBLEMS,
        already_done=f"已导入 {len(added)} 行，存在 {path}。结果没有写出来：",
    )


def _filled_in(path: Path, contacts: Sequence[Contact], given: Collection[str]) -> Counter[str]:
    """Write into rows of the log what the flags tell now and an earlier import left open; how many of each field."""
    filled: Counter[str] = Counter()

    def completed(rows: list[Row]) -> list[tuple[int, Contact]]:
        changes = completions(contacts, rows, given)
        filled.update(field for _, change in changes for field in change)
        return [(row.row, msgspec.structs.replace(row.contact, **change)) for row, change in changes]

    if given:
        with saving(path):
            store.edit(path, completed)
    return filled


def _of_the_file(imported: Imported, day: dt.date, *, outgoing: bool | None) -> dict[str, Any]:
    """What became of the rows of the file, whatever was picked of them."""
    unsure = still_open(imported, outgoing)
    return {
        "rows": imported.rows,
        "read": len(imported.contacts) + imported.copies,
        "copies": imported.copies,
        "left_out": imported.left_out,
        "rejected": [
            {"row": rejection.row, "sheet": rejection.sheet, "reason": rejection.reason}
            for rejection in imported.rejections
        ],
        "remarks": [*_clock(imported, day), *imported.remarks, *([unsure] if unsure else [])],
    }


def _dangers(contacts: Sequence[Contact], knowledge: Knowledge) -> list[str]:
    """The numbers to call for what the words of the contacts, recorded already, tell of danger."""
    heard = hear("\n".join(contact.said for contact in contacts if contact.said), knowledge.safety)
    return list(dict.fromkeys(entry.danger.hint for entry in heard))


def _clock(imported: Imported, day: dt.date) -> list[str]:
    """What to say where most of a list has not happened yet: the clock may be wrong, not the list."""
    late = sum(rejection.ahead for rejection in imported.rejections)
    if not late or late <= len(imported.contacts):
        return []
    return [f"有 {late} 行的时间在今天（{day}）以后。请看看电脑的日期对不对，再导入一次。"]


def _year(text: str | None) -> int | None:
    return int(parse_date(f"{text}-01-01", "--year").year) if text else None


def _until(session: Session) -> dt.datetime:
    """The last moment that may have happened: the end of the day answered for, or now."""
    return dt.datetime.combine(session.day, dt.time.max) if session.day_was_told else now()


def _columns(given: list[str]) -> dict[str, str]:
    columns = {}
    for word in given:
        name, separator, heading = word.partition("=")
        if not separator or name not in HEADINGS:
            raise UsageError(
                f"--column 写成 列=文件里的列名，列可以是 {'、'.join(HEADINGS)}；写的是「{quoted(word)}」。"
            )
        columns[name] = heading
    return columns
