"""The command line: parse, call, render, exit. Every error becomes one sentence and an exit code here."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING, Annotated

import typer

from borrower_help.cli import help  # noqa: A004 - a module of ours
from borrower_help.cli.chosen import KnowledgeOption, choose_knowledge
from borrower_help.cli.completion import completed, is_asked_for
from borrower_help.cli.failures import INTERRUPTED, NO_KNOWLEDGE, OK, PROBLEMS, USAGE, command, fail, in_chinese
from borrower_help.cli.hearing import listen_to_words, show_stop
from borrower_help.cli.saved import begin, what_was_saved
from borrower_help.cli.streams import discard, note, prepare_streams
from borrower_help.cli.table import CommandTable
from borrower_help.cli.terminal import can_ask, clear_screen
from borrower_help.cli.whole_files import ReaderGone
from borrower_help.cli.write_guard import Application
from borrower_help.errors import (
    BorrowerHelpError,
    CaseError,
    DangerHeard,
    FileError,
    KnowledgeError,
    Left,
    Stopped,
    trouble,
)

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

__all__ = ["app", "finish", "main", "prepare_streams", "stop_unheard"]

EPILOG = """例子：  borrower-help advise --lender 海尔 --days-overdue 1

borrower-help lender find 够花        borrower-help advise --help"""

app = Application(
    name="borrower-help",
    cls=CommandTable,
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
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="版本", show_default=False)
    ] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="出错时显示内部细节", show_default=False)] = False,
) -> None:
    """逾期借款人的离线帮手：接下来会发生什么、对方能不能这样做、能要求什么、向谁投诉。免费，不联网。"""
    choose_knowledge(knowledge_dir)
    if context.invoked_subcommand is None:
        if can_ask(no_input=False):
            from borrower_help.cli.commands import advise

            advise.interview_and_print()
            return
        sys.stdout.write(context.get_help() + "\n")
        raise typer.Exit(USAGE)


help.install()


def main(argv: list[str]) -> int:
    """Run one command line and return its exit code; no traceback without ``--debug``."""
    begin(argv)
    if not {"COMP_WORDS", "_TYPER_COMPLETE_ARGS"} & os.environ.keys():  # no shell is waiting for words to complete
        os.environ.pop("_BORROWER_HELP_COMPLETE", None)
    try:
        return _run(argv)
    except DangerHeard as heard:
        show_stop(argv, command(argv), heard.dangers)
        return OK
    except Left:
        clear_screen()
        return INTERRUPTED
    except Stopped:
        return INTERRUPTED
    except (typer.Abort, KeyboardInterrupt):
        note(f"已停止，{what_was_saved()}。")
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        discard(sys.stdout)
        return OK
    except SystemExit as error:  # Typer's own way to leave when the reader of a help page has gone
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        discard(sys.stdout)
        return OK
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence instead of a traceback
        return _failed(argv, error)


def _run(argv: list[str]) -> int:
    listen_to_words(argv)
    argv = ["--help"] if argv == ["help"] else argv
    if is_asked_for(argv):
        return completed(lambda: app(argv, prog_name="borrower-help", standalone_mode=False))
    code = app(argv, prog_name="borrower-help", standalone_mode=False)
    if code == INTERRUPTED:
        note(f"已停止，{what_was_saved()}。")
    return code if isinstance(code, int) else OK


def _failed(argv: list[str], error: Exception) -> int:
    """The exit code of a command that could not be answered, once its sentence has been said."""
    match error:
        case typer.TyperException():
            return fail(argv, in_chinese(error), USAGE)
        case KnowledgeError():
            return fail(argv, f"知识库不能用，有 {len(error.problems)} 个问题：\n{error}", NO_KNOWLEDGE, error)
        case FileError():
            inside = not isinstance(error, CaseError) and any(problem.line for problem in error.problems)
            head = f"文件里有 {len(error.problems)} 个问题，请改好再试：\n" if inside else ""
            return fail(argv, f"{head}{error}", USAGE, error)
        case BorrowerHelpError():
            return fail(argv, str(error), USAGE, error)
        case OSError():
            return _refused(argv, error)
    if "--debug" in argv:
        traceback.print_exception(error)
    sentence = (
        f"程序出错了（{type(error).__name__}），{what_was_saved()}。请写成 borrower-help --debug 加原来的命令，"
        f"再运行一次，把结果发给维护者。"
    )
    return fail(argv, sentence, PROBLEMS)


def finish(code: int) -> int:
    """The exit code of the process, once all that was printed has really left it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
    except OSError as error:
        return _refused([], error)
    return code


def stop_unheard(unraisable: UnraisableHookArgs) -> None:
    """Stop where Ctrl-C came in a moment in which no exception can be raised, such as the end of an object; it would be
    lost, with a traceback.
    """
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    note(f"已停止，{what_was_saved()}。")
    os._exit(INTERRUPTED)


def _refused(argv: list[str], error: OSError) -> int:
    """The system refused to read or write: a sentence that says what, and what became of what was to be saved."""
    if "--debug" in argv:
        traceback.print_exc()
    rest = f"{trouble(error)}。{what_was_saved()}。请检查这个位置能不能读写，再运行一次。"
    if error.filename:
        return fail(argv, f"读写 {error.filename} 时出错：{rest}", USAGE)
    discard(sys.stdout)
    note(f"要显示的内容写不出去：{rest}")
    return USAGE
