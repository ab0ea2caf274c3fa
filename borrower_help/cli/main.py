"""The command line: parse, call, render, exit. Every error becomes one sentence and an exit code here."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from borrower_help.cli import advise, check, cost, faq, help, knowledge, lender, limits, log, plan, source  # noqa: A004 - a module of ours
from borrower_help.cli.hearing import listen_to_words, show_stop, wants_json
from borrower_help.cli.options import KnowledgeOption, choose_knowledge
from borrower_help.cli.output import ReaderGone, can_ask, note, prepare_streams
from borrower_help.errors import BorrowerHelpError, DangerHeard, FileError, KnowledgeError, Stopped

OK, PROBLEMS, USAGE, NO_KNOWLEDGE, INTERRUPTED = 0, 1, 2, 3, 130

EPILOG = """例子：  borrower-help advise --lender 海尔 --days-overdue 1

borrower-help lender find 够花        borrower-help advise --help"""

app = typer.Typer(
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
app.add_typer(check.rights_app, name="rights", short_help="你可以坚持的事")
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
        listen_to_words(argv)
        code = app(argv, prog_name="borrower-help", standalone_mode=False)
        if code == INTERRUPTED:
            note("已停止，没有保存任何东西。")
        return code if isinstance(code, int) else OK
    except DangerHeard as heard:
        show_stop(argv, _command(argv), heard.dangers)
        return OK
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
        return _fail(argv, _in_chinese(error), USAGE)
    except KnowledgeError as error:
        return _fail(argv, f"知识库不能用，有 {len(error.problems)} 个问题：\n{error}", NO_KNOWLEDGE, error)
    except FileError as error:
        return _fail(argv, f"文件里有 {len(error.problems)} 个问题，请改好再试：\n{error}", USAGE, error)
    except BorrowerHelpError as error:
        return _fail(argv, str(error), USAGE, error)
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence instead of a traceback
        if "--debug" in argv:
            traceback.print_exc()
        return _fail(
            argv, f"程序出错了（{type(error).__name__}），没有保存任何东西。请写成 borrower-help --debug 加原来的命令，再运行一次，把结果发给维护者。", PROBLEMS
        )


def _fail(argv: list[str], message: str, code: int, error: BorrowerHelpError | None = None) -> int:
    """Print an error where it belongs: a sentence on stderr, or the envelope where JSON was asked for."""
    if wants_json(argv):
        from borrower_help.render.data import error_envelope, to_json
        from borrower_help.render.terminal import printable

        problems = error.problems if isinstance(error, FileError) else []
        sys.stdout.write(to_json(error_envelope(_command(argv), printable(message), problems)))
    else:
        note(message)
    return code


def _command(argv: list[str]) -> str:
    names = {"advise", "check", "rights", "log", "cost", "plan", "lender", "source", "faq", "knowledge", "limits"}
    return next((word for word in argv if word in names), "")


def _in_chinese(error: typer.TyperException) -> str:
    """Typer's own usage errors in Chinese; they have no codes, so they are told apart by class and text."""
    option = getattr(error, "option_name", "")
    name = type(error).__name__
    if name == "NoSuchOption":
        near = "、".join(getattr(error, "possibilities", None) or [])
        return f"没有「{option}」这个选项。" + (f"是不是想写 {near}？" if near else "用 --help 看全部选项。")
    if name == "MissingParameter":
        parameter = getattr(error, "param", None)
        wanted = parameter.get_error_hint().strip("'") if parameter is not None else ""
        return f"缺少 {wanted}。用 --help 看写法。"
    text = error.format_message()
    if "No such command" in text:
        return f"没有「{text.split(chr(39))[1]}」这个命令。用 borrower-help --help 看全部命令。"
    if "does not take a value" in text:
        return f"选项 {option} 后面不能跟值。用 --help 看写法。"
    if name == "BadOptionUsage":
        return f"选项 {option} 后面要跟一个值。用 --help 看写法。"
    if "unexpected extra argument" in text:
        extra = text.rpartition("(")[2].rstrip(").")
        return f"多了不认识的内容：{extra}。名字里有空格时请加引号。"
    if "Missing command" in text:
        return "还要写子命令。用 --help 看有哪些。"
    return f"命令写法有误：{text}"
