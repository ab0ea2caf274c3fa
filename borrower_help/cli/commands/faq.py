"""``faq build``: the knowledge as pages of questions and answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borrower_help.cli.chosen import KnowledgeOption
from borrower_help.cli.session import AsOfOption, load, today
from borrower_help.cli.streams import note, write_whole
from borrower_help.cli.targets import Application, check_target
from borrower_help.errors import UsageError, trouble
from borrower_help.knowledge.records.base import Confidence
from borrower_help.values.parse import parse_name

app = Application(rich_markup_mode=None, no_args_is_help=False, help="生成常见问题")


@app.callback()
def _group() -> None:
    """生成常见问题页面。"""


@app.command(
    "build",
    short_help="生成常见问题页面",
    help="把知识写成问答页面：每家机构、每个主题一个文件。同样的输入，同样的字节。",
)
def build(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="写到这个文件夹", show_default=False)],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="markdown 或 json")] = "markdown",
    lender: Annotated[
        list[str] | None, typer.Option("--lender", metavar="NAME", help="只写这家机构，可多次", show_default=False)
    ] = None,
    min_confidence: Annotated[
        str, typer.Option("--min-confidence", metavar="LEVEL", help="不写比这更弱的：high、medium 或 low")
    ] = "low",
    as_of: AsOfOption = None,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.ask.entries import build_pages
    from borrower_help.render.answers.faq import render_page

    if format_ not in ("markdown", "json"):
        raise UsageError(f"--format 不认识「{format_}」。可以用：markdown、json。")
    if min_confidence not in list(Confidence):
        raise UsageError(f"--min-confidence 不认识「{min_confidence}」。可以用：high、medium、low。")
    day, knowledge = today(as_of), load(knowledge_dir)
    chosen = []
    for name in lender or ():
        found = knowledge.find_lender(parse_name(name, "--lender"))
        if found is None:
            near = "、".join(other.name for other in knowledge.similar_lenders(name))
            raise UsageError(
                f"没有收录「{name}」。" + (f"是不是 {near}？" if near else "用 borrower-help lender list 看全部机构。")
            )
        chosen.append(found)
    pages = build_pages(knowledge, day, chosen or list(knowledge.lenders.values()), Confidence(min_confidence))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"建不了文件夹 {out}（{trouble(error)}）。请换一个位置。") from error
    files = {out / f"{page.id}.{'md' if format_ == 'markdown' else 'json'}": page for page in pages}
    for path in files:
        check_target(path, renews=_is_ours)
    for path, page in files.items():
        write_whole(path, render_page(page, knowledge, day, format_), renews=_is_ours)
    note(f"写了 {len(pages)} 个文件到 {out}，共 {sum(len(page.entries) for page in pages)} 个问题。")


def _is_ours(path: Path) -> bool:
    """Whether an earlier run wrote the page, so that a new one may take its place. Raises ``OSError``."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return '"command": "faq build"' in text or ("知识版本 " in text and " 生成。" in text)
