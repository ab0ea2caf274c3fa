"""What every command shares: the day, the knowledge, the five options, and how its answer is written.

A command is a function from a session and its own options to an ``Answer``; ``answering`` gives it the rest.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from borrower_help.cli.chosen import KnowledgeOption, knowledge_root
from borrower_help.cli.hearing import beside
from borrower_help.cli.streams import emit, note, print_lines
from borrower_help.errors import UsageError
from borrower_help.knowledge.files import load_knowledge
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.answer import Answer, Stamp
from borrower_help.render.formats.registry import Format, choose_format
from borrower_help.values.masking import Mask
from borrower_help.values.parse import parse_date

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="按这一天计算，例如 2026-11-21", show_default=False)
]

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help="terminal、text、markdown、html、docx、ics 或 json", show_default=False
    ),
]

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="写入文件，- 表示屏幕", show_default=False, readable=False),
]

PlainOption = Annotated[bool, typer.Option("--plain", help="纯文字：无颜色，编号选择", show_default=False)]

NoInputOption = Annotated[bool, typer.Option("--no-input", help="不提问", show_default=False)]

FullOption = Annotated[bool, typer.Option("--full", help="屏幕上也显示全部内容", show_default=False)]

RedactOption = Annotated[
    bool, typer.Option("--redact", help="给别人看的：号码、证件、卡号、姓名打码", show_default=False)
]

SHARED: dict[str, tuple[Any, Any]] = {
    "as_of": (AsOfOption, None),
    "format_": (FormatOption, None),
    "output": (OutputOption, None),
    "plain": (PlainOption, False),
    "knowledge_dir": (KnowledgeOption, None),
}
"""The options of every command, with their defaults, in the order of the help."""


SLACK = dt.timedelta(days=31)
"""So far may a day lie before the knowledge was checked: people look back."""

CLOCK = "请看看电脑的日期对不对；要按过去的某一天算，结果只作参考。"


def today(as_of: str | None) -> dt.date:
    """The day to answer for: ``--as-of``, else today. The only place that asks the clock."""
    return parse_date(as_of, "--as-of") if as_of else dt.date.today()  # noqa: DTZ011 - the borrower's own day


def load(root: Path | None) -> Knowledge:
    """Load the knowledge asked for. Raises ``KnowledgeError``."""
    return load_knowledge(knowledge_root(root))


class Session:
    """One run of a command: what was asked for beside its own options. The knowledge is read when it is needed."""

    def __init__(
        self,
        command: str,
        *,
        as_of: str | None = None,
        format_: str | None = None,
        output: Path | None = None,
        plain: bool = False,
        knowledge_dir: Path | None = None,
        redact: bool = False,
    ) -> None:
        """Raises ``UsageError`` on a day or a format that cannot be."""
        self._mask = Mask() if redact else None
        self.command = command
        self.format: Format = choose_format(format_, output)
        self.day = today(as_of)
        self.day_was_told = as_of is not None
        self.format_was_told = format_ is not None
        self.output = output
        self.plain = plain
        self.root = knowledge_root(knowledge_dir)

    @functools.cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge asked for. Raises ``KnowledgeError``."""
        return load_knowledge(self.root)

    def masked(self, record: Any) -> Any:
        """What a person told or recorded, with stars where the answer is for others; else as it is."""
        return self._mask.record(record) if self._mask else record

    @property
    def on_screen(self) -> bool:
        """Whether the answer goes to a terminal's lines and not into a file."""
        return self.format.name == "terminal" and self.output is None

    def is_full(self, *, full: bool) -> bool:
        """Whether the full form is wanted: asked for, or the format is kept in files."""
        return full or not self.format.short

    def _before_the_knowledge(self) -> list[str]:
        """That the day answered for is well before the knowledge, as where the clock of the machine is wrong."""
        knowledge = self.__dict__.get("knowledge")
        if knowledge is None or self.day >= knowledge.checked - SLACK:
            return []
        return [f"今天按 {self.day} 算，比知识核对的日子（{knowledge.checked}）还早。{CLOCK}"]

    def present(self, answer: Answer) -> None:
        """Write the answer in its format. Raises ``UsageError``."""
        early = self._before_the_knowledge()
        answer = dataclasses.replace(answer, warnings=[*answer.warnings, *early]) if early else answer
        if self._mask:
            note(self._mask.in_words())
        if not self.format.for_programs:
            for warning in answer.warnings:
                note(warning)
        if self.on_screen:
            if not answer.lines:  # it was shown piece by piece
                return
            print_lines(list(answer.lines), plain=self.plain, explain=answer.explain)
            return
        knowledge = self.__dict__.get("knowledge")  # an answer that needed none has no stamp of it
        written = self.format.write(answer, Stamp(self.command, knowledge, self.day, beside()))
        try:
            emit(written, self.output, for_programs=self.format.for_programs, mode=answer.mode)
        except UsageError as error:  # the disk may have filled up since the target was looked at
            raise UsageError(f"{answer.already_done}{error}") from error


def answering(name: str, *, redacts: bool = False) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """Give a command the five options that all share, and write what it answers.

    The command takes a ``session`` and its own options. ``name`` is its name in the envelope; a command that
    ``redacts`` has ``--redact`` too, and answers from what ``session.masked`` gives back.
    """
    options = SHARED | ({"redact": (RedactOption, False)} if redacts else {})

    def decorated(function: Callable[..., Answer]) -> Callable[..., None]:
        signature = inspect.signature(function, eval_str=True)
        own = [parameter for key, parameter in signature.parameters.items() if key != "session"]
        shared = [
            inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for key, (annotation, default) in options.items()
        ]

        @functools.wraps(function)
        def command(**given: Any) -> None:
            session = Session(name, **{key: given.pop(key) for key in options})
            answer = function(session, **given)
            session.present(answer)
            if answer.code:
                raise typer.Exit(answer.code)

        by_keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        command.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[*by_keyword, *shared], return_annotation=None
        )
        return command

    return decorated
