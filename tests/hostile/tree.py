"""Command lines made from the tree of commands itself: a new command or option is tried without being written down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer.main

from borrower_help.cli.main import app

CODES = {0, 1, 2, 3}
"""What a command may end with: an answer, problems found, bad usage, knowledge that cannot be used."""

FORMATS = ("terminal", "text", "markdown", "json", "csv", "xml", "")

WORDS = (
    *("", " ", "-", "--", "0", "1", "-1", "7.2%", "0.24", "9" * 40, "1e400", "nan", "12x905.33", "12x", "x", "8000:45"),
    *("2026-11-20", "2026-11-20 22:15", "9999-12-31", "0001-01-01", "2026/2/30", "二〇二六年", "99:99", "1,2", "5,9"),
    *("海尔", "极融", "别家", "银行", "call", "sms", "me", "insult", "summons=2026-11-10", "civil-code:676", "loan"),
    *("time=通话时间", "amount=月供", "date=", "=", "某某担保:担保费=100/month", "担保费=100/先扣", "海尔:30000", "算"),
    *("13900000001", "隐藏", "400-000-0001", "半夜打电话", "骂人", "\x1b[31m", "\u202e", "\udcff", "甲" * 300, "a\nb"),
)

CASES = ("lender: 海尔\n", "lender: [", "a: 1\n", "happened: [insult]\n", "debts: 3\n", "", "\0", "lender: &a x\n")
TABLES = (
    "通话时间,对方号码,类型,时长\n2026-11-20 22:00,13900000001,被叫,60\n",
    "还款日期,还款金额\n2026-01-10,1049.57\n2026-02-10,1049.57\n",
    (
        '{"borrower_help_log":1,"timezone":"Asia/Shanghai"}\n'
        '{"op":"add","row":1,"contact":{"at":"2026-11-20T22:00:00","channel":"call","number":"138"}}\n'
    ),
    '<calls><call number="138" date="1791763200000" type="1" duration="5"/></calls>',
    "<table><tr><td>a</td></tr></table>",
    "%PDF-1.4",
    "PK\x03\x04",
    "a,b\n1\n",
)


class Command(NamedTuple):
    """A command that can be run: the words that name it, and its parameters."""

    words: tuple[str, ...]
    parameters: tuple[Any, ...]


def commands() -> list[Command]:
    """Every command of the program, found in its tree."""
    return list(_below((), typer.main.get_command(app)))


def _below(words: tuple[str, ...], command: Any) -> Iterator[Command]:
    children = getattr(command, "commands", {})
    if not children or not words:
        own = tuple(each for each in command.params if not each.is_eager and "completion" not in str(each.name))
        yield Command(words, own)
    for name, child in children.items():
        yield from _below((*words, name), child)


def is_path(parameter: Any) -> bool:
    """Whether a parameter takes a file or a folder."""
    return "Path" in str(getattr(getattr(parameter, "type_descriptor", None), "annotation", ""))


def command_line(chance: random.Random, command: Command, folder: Path) -> list[str]:
    """A command with some of its options and arguments, any values, and files with anything in them."""
    line = list(command.words)
    for parameter in command.parameters:
        if parameter.param_type_name == "argument":
            line += [value(chance, parameter, folder) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
        elif chance.random() < 0.3:
            name = chance.choice([*parameter.opts, *parameter.secondary_opts])
            line += [name] if parameter.is_flag else [name, value(chance, parameter, folder)]
    if chance.random() < 0.7 and any("--no-input" in getattr(each, "opts", ()) for each in command.parameters):
        line.append("--no-input")
    return [word.replace("\0", "") for word in line]


def value(chance: random.Random, parameter: Any, folder: Path) -> str:
    """A value for one parameter; a file is made where it wants one."""
    if "--format" in parameter.opts:
        return chance.choice(FORMATS)
    if not is_path(parameter):
        return chance.choice(WORDS)
    if chance.random() < 0.15:
        return str(folder / "not-there")
    path = folder / f"{chance.randrange(10**6)}{chance.choice(('.yaml', '.csv', '.xlsx', '.xml', '.jsonl', '.md', ''))}"
    if chance.random() < 0.8:
        data = bytearray(chance.choice((*CASES, *TABLES)).encode())
        for _ in range(chance.choice((0, 0, 1, 3))):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data))
    return str(path)
