"""Which module holds which command: a command is imported when it is named, so that nobody waits for the others."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from borrower_help.cli.parameters import GroupAsTyped

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter


class Place(NamedTuple):
    """Where a command lives below ``cli/commands``, and what the help page says of it."""

    module: str
    help: str


COMMANDS = {
    "advise": Place("advise", "完整报告"),
    "ask": Place("ask", "用自己的话问一句"),
    "check": Place("check", "他们能这样做吗"),
    "rights": Place("rights", "你可以坚持的事"),
    "cost": Place("cost", "到底花了多少钱"),
    "plan": Place("plan", "我能提出什么方案"),
    "offer": Place("offer", "方案：对方给的好不好、怎么还价"),
    "agreement": Place("agreement", "协议：逐条看缺什么、哪里不利"),
    "rehearse": Place("rehearse", "接电话前先练一练"),
    "complain": Place("complain", "投诉：要求、顺序、日子"),
    "deadline": Place("deadline", "期限：算日子、列表"),
    "letter": Place("letter", "写信和文书"),
    "log": Place("log.write", "联系记录"),
    "lender": Place("lender", "机构：列表、查看、查找"),
    "source": Place("source", "依据：列表、查看"),
    "faq": Place("faq", "生成常见问题"),
    "knowledge": Place("knowledge", "检查知识库"),
    "limits": Place("limits", "这个工具做不到的事"),
}
"""Every command by its name, in the order of the help page."""


class _WhenNamed(Mapping[str, "TyperCommand | TyperGroup"]):
    """The commands by name, each imported when it is asked for."""

    def __init__(self) -> None:
        self._imported: dict[str, TyperCommand | TyperGroup] = {}

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        if name not in self._imported:
            self._imported[name] = _imported(name, COMMANDS[name].module)
        return self._imported[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class CommandTable(GroupAsTyped):
    """A group that knows the names of its commands and what they are for before it has imported any."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.commands = _WhenNamed()  # type: ignore[assignment]

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the library's own signature
        """The names, in the order of the table."""
        return list(COMMANDS)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - the library's own signature
        """The part of the help page that lists the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in COMMANDS.items()])


def _imported(name: str, module: str) -> TyperCommand | TyperGroup:
    from borrower_help.cli.write_guard import Application

    home = importlib.import_module(f"borrower_help.cli.commands.{module}")
    holder = Application(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    if hasattr(home, "register"):
        home.register(holder)
    else:
        holder.add_typer(home.app, name=name)
    command: TyperCommand | TyperGroup = typer.main.get_group(holder).commands[name]  # type: ignore[assignment]
    return command
