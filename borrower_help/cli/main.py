"""The command line: parse, call, render, exit. Every error becomes one sentence and an exit code here."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from borrower_help.cli import help  # noqa: A004 - a module of ours
from borrower_help.cli.commands import advise, check, cost, faq, knowledge, lender, limits, plan, source
from borrower_help.cli.commands.log import write as log
from borrower_help.cli.commands.rights import rights_app
from borrower_help.cli.failures import INTERRUPTED, NO_KNOWLEDGE, OK, PROBLEMS, USAGE, fail, in_chinese
from borrower_help.cli.session import KnowledgeOption, choose_knowledge
from borrower_help.cli.streams import ReaderGone, can_ask, note, prepare_streams
from borrower_help.cli.targets import Application
from borrower_help.errors import BorrowerHelpError, FileError, KnowledgeError, Stopped

EPILOG = """例子：  borrower-help advise --lender 海尔 --days-overdue 1

borrower-help lender find 够花        borrower-help advise --help"""

app = Application(
    name="borrower-help",
    help="逾期借款人的离线帮手：接下来会发生什么、对方能不能这样做、能要求什么、向谁投诉。免费，不联网。",
    epilog=EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    add_completion=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"borrower-help {version('borrower-help')}\n")
        raise typer.Exit(OK)


@app.callback(invoke_without_command=True)
def top(
    context: typer.Context,
    knowledge_dir: KnowledgeOption = None,
    _version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="版本", show_default=False)] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="出错时显示内部细节", show_default=False)] = False,
) -> None:
    """逾期借款人的离线帮手：接下来会发生什么、对方能不能这样做、能要求什么、向谁投诉。免费，不联网。"""
    choose_knowledge(knowledge_dir)
    if context.invoked_subcommand is None:
        if can_ask(no_input=False):
            advise.interview_and_print()
            return
        sys.stdout.write(context.get_help() + "\n")
        raise typer.Exit(USAGE)


help.install()

advise.register(app)

check.register(app)

app.add_typer(rights_app, name="rights", short_help="你可以坚持的事")

cost.register(app)

plan.register(app)

app.add_typer(log.app, name="log", short_help="联系记录")

app.add_typer(lender.app, name="lender", short_help="机构：列表、查看、查找")

app.add_typer(source.app, name="source", short_help="依据：列表、查看")

app.add_typer(faq.app, name="faq", short_help="生成常见问题")

app.add_typer(knowledge.app, name="knowledge", short_help="检查知识库")

limits.register(app)


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """The console script."""
    prepare_streams()
    sys.exit(main(sys.argv[1:] if argv is None else list(argv)))


def main(argv: list[str]) -> int:
    """Run one command line and return its exit code; no traceback without ``--debug``."""
    try:
        code = app(argv, prog_name="borrower-help", standalone_mode=False)
        if code == INTERRUPTED:
            note("已停止，没有保存任何东西。")
        return code if isinstance(code, int) else OK
    except Stopped:
        return INTERRUPTED
    except typer.Abort:
        note("已停止。")
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        # The reader has gone; keep the interpreter from failing again while it flushes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except typer.TyperException as error:
        return fail(argv, in_chinese(error), USAGE)
    except KnowledgeError as error:
        return fail(argv, f"知识库不能用，有 {len(error.problems)} 个问题：\n{error}", NO_KNOWLEDGE, error)
    except FileError as error:
        return fail(argv, f"文件里有 {len(error.problems)} 个问题，请改好再试：\n{error}", USAGE, error)
    except BorrowerHelpError as error:
        return fail(argv, str(error), USAGE, error)
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence instead of a traceback
        if "--debug" in argv:
            traceback.print_exc()
        return fail(
            argv, f"程序出错了（{type(error).__name__}），没有保存任何东西。请写成 borrower-help --debug 加原来的命令，再运行一次，把结果发给维护者。", PROBLEMS
        )
