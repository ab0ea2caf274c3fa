"""``faq build``: the knowledge as pages of questions and answers."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borrower_help.case.forms import parse_kind
from borrower_help.cli.chosen import KnowledgeOption
from borrower_help.cli.session import AsOfOption, load, today
from borrower_help.cli.streams import note
from borrower_help.cli.terminal import counting
from borrower_help.cli.whole_files import write_whole
from borrower_help.cli.write_guard import Application, check_target
from borrower_help.errors import UsageError, quoted, trouble
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.values.parse import parse_name

if TYPE_CHECKING:
    from borrower_help.ask.pages import FaqPage

ENDINGS = {"markdown": ".md", "json": ".json", "html": ".html"}

BOTS = "questions.json"
"""One file with every question for programs that answer questions."""

app = Application(rich_markup_mode=None, no_args_is_help=False, help="生成常见问题")


@app.callback()
def _group() -> None:
    """生成常见问题页面。"""


@app.command(
    "build",
    short_help="生成常见问题页面",
    help="把知识写成问答页面：每个主题一页，各类机构不同的另一页，每家机构一页。同样的输入，同样的字节。",
)
def build(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="写到这个文件夹", show_default=False, readable=False)
    ],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="markdown、html 或 json")] = "markdown",
    lender: Annotated[
        list[str] | None, typer.Option("--lender", metavar="NAME", help="只写这家机构，可多次", show_default=False)
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="只写这一类机构，可多次", show_default=False)
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="TOPIC", help="只写这个主题，可多次", show_default=False)
    ] = None,
    min_confidence: Annotated[
        str, typer.Option("--min-confidence", metavar="LEVEL", help="不写比这更弱的：high、medium 或 low")
    ] = "low",
    as_of: AsOfOption = None,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.ask.pages import Wanted, build_pages, counted, topics

    if format_ not in ENDINGS:
        raise UsageError(f"--format 不认识「{quoted(format_)}」。可以用：{'、'.join(ENDINGS)}。")
    if min_confidence not in list(Confidence):
        raise UsageError(f"--min-confidence 不认识「{quoted(min_confidence)}」。可以用：high、medium、low。")
    day, knowledge = today(as_of), load(knowledge_dir)
    names = topics(knowledge)
    for word in topic or ():
        if word not in names:
            raise UsageError(f"--topic 不认识「{quoted(word)}」。可以用：{'、'.join(names)}。")
    wanted = Wanted(
        tuple(_lender(name, knowledge) for name in lender or ()),
        tuple(parse_kind(word, "--kind") for word in kind or ()),
        tuple(topic or ()),
        Confidence(min_confidence),
    )
    pages = build_pages(knowledge, day, wanted)
    _make(out)
    with counting("写页面", len(pages) + 1) as step:
        files = _files(pages, knowledge, day, format_, step)
        changed = _write(out, files)
    gone = _remove_stale(out, files, ENDINGS[format_]) if wanted.all else 0
    note(
        f"{out}：{len(files)} 个文件，{counted(pages)} 个问题；这次写了 {changed} 个，其余没变"
        + (f"，删掉不再有的 {gone} 个。" if gone else "。")
    )


def _lender(name: str, knowledge: Knowledge) -> Lender:
    found = knowledge.find_lender(parse_name(name, "--lender"))
    if found is None:
        near = "、".join(other.name for other in knowledge.similar_lenders(name))
        raise UsageError(
            f"没有收录「{name}」。" + (f"是不是 {near}？" if near else "用 borrower-help lender list 看全部机构。")
        )
    return found


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"建不了文件夹 {out}（{trouble(error)}）。请换一个位置。") from error


def _files(
    pages: list[FaqPage], knowledge: Knowledge, day: dt.date, format_: str, step: Callable[[], None]
) -> dict[str, str]:
    """Every file by its name: a page each, the index, and the one file for programs; ``step`` is told of each."""
    from borrower_help.render.answers import faq
    from borrower_help.render.site import index_html, page_html

    titles = {page.id: page.title for page in pages}
    writers: dict[str, Callable[[FaqPage], str]] = {
        "json": lambda page: faq.page_json(page, knowledge, day),
        "html": lambda page: page_html(page, knowledge, day, titles),
        "markdown": lambda page: faq.page_markdown(page, knowledge, day, titles),
    }
    indexes = {"html": index_html, "markdown": faq.index_markdown}
    files = {}
    for page in pages:
        files[f"{page.id}{ENDINGS[format_]}"] = writers[format_](page)
        step()
    if format_ in indexes:
        files[f"index{ENDINGS[format_]}"] = indexes[format_](pages, knowledge, day)
    files[BOTS] = faq.bots_json(pages, knowledge, day)
    step()
    return files


def _write(out: Path, files: dict[str, str]) -> int:
    """Write what is new or changed; the number of files written. Raises ``UsageError`` before anything is."""
    for name in files:
        check_target(out / name, renews=_is_ours)
    changed = 0
    for name, text in files.items():
        path = out / name
        with contextlib.suppress(OSError):
            if path.read_bytes() == text.encode():
                continue
        write_whole(path, text, renews=_is_ours)
        changed += 1
    return changed


def _remove_stale(out: Path, files: Iterable[str], ending: str) -> int:
    """Remove pages that an earlier run wrote and that no longer exist; nothing that is not ours."""
    kept, gone = set(files), 0
    for path in sorted(out.glob(f"*{ending}")):
        if path.name not in kept and path.is_file() and not path.is_symlink() and _is_ours(path):
            path.unlink()
            gone += 1
    return gone


def _is_ours(path: Path) -> bool:
    """Whether an earlier run wrote the page, so that a new one may take its place. Raises ``OSError``."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return (
        '"command": "faq build"' in text
        or 'content="borrower-help faq build"' in text
        or ("知识版本 " in text and " 生成。" in text)
    )
