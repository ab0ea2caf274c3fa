"""``knowledge new lender``: asks what is not told by options, writes the file, and checks it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from borrower_help.case.forms import parse_kind
from borrower_help.cli.streams import note
from borrower_help.cli.terminal import prompter
from borrower_help.cli.whole_files import write_whole
from borrower_help.errors import MissingAnswers, Stopped, UsageError, quoted
from borrower_help.interview.prompts import Prompter
from borrower_help.knowledge.files import knowledge_dir, load_knowledge
from borrower_help.knowledge.words import KINDS
from borrower_help.upkeep.check import check_knowledge
from borrower_help.upkeep.new_lender import MIN_UNKNOWNS, NewLender, lender_yaml, refuse
from borrower_help.values.parse import parse_name

QUESTIONS = (
    ("id", "编号：小写字母、数字、下划线，例如 zhaolian", "它就是文件名，以后不改"),
    ("name", "报告里怎么叫它？", "借款人最熟的叫法"),
    ("legal_name", "合同上的全称？", "借款人要拿它和合同对"),
    ("kind", "是哪一类机构？", "适用哪些规定、归谁管由它决定；看合同里的贷款人"),
    ("summary", "一句话说清它是谁", "写在报告里，只写你核实过的"),
    ("city", "登记在哪里？不知道就跳过", "主管部门按注册地找"),
)
OPTIONAL = ("city",)


def write_lender(
    answers: dict[str, str],
    aliases: tuple[str, ...],
    unknowns: tuple[str, ...],
    source: str,
    *,
    day: dt.date,
    root: Path | None,
    output: Path | None,
    asks: bool,
    plain: bool,
) -> None:
    """Write a lender's file and name what the check finds in it. Raises ``UsageError``; exit 1 where it finds
    something.
    """
    knowledge = load_knowledge(root)
    pairs = tuple(_pair(unknown) for unknown in unknowns)
    if asks:
        answers, aliases, pairs = _asked(answers, aliases, pairs, plain=plain)
    missing = [
        (f"--{field.replace('_', '-')}", question)
        for field, question, _ in QUESTIONS
        if field not in OPTIONAL and not answers[field].strip()
    ]
    if missing:
        raise MissingAnswers(missing)
    new = NewLender(
        id=answers["id"].strip(),
        name=parse_name(answers["name"], "--name"),
        legal_name=parse_name(answers["legal_name"], "--legal-name"),
        kind=parse_kind(answers["kind"], "--kind"),
        aliases=tuple(parse_name(alias, "--alias") for alias in aliases),
        city=answers["city"].strip(),
        summary=answers["summary"].strip(),
        source=source,
        unknowns=pairs,
        checked=day,
    )
    refuse(new, knowledge)
    folder = root or knowledge_dir()
    path = output or folder / "lenders" / f"{new.id}.yaml"
    write_whole(path, lender_yaml(new, knowledge))
    note(f"已写入 {path}。照里面的说明补上你核实过的，再运行 borrower-help knowledge check。")
    problems = [problem for problem in check_knowledge(folder, day) if problem.path == f"lenders/{new.id}.yaml"]
    for problem in problems:
        note(str(problem))
    if problems:
        raise typer.Exit(1)


def _pair(unknown: str) -> tuple[str, str]:
    """``什么事|去哪里看`` as two texts. Raises ``UsageError``."""
    text, _, where = unknown.replace("｜", "|").partition("|")
    if not text.strip() or not where.strip():
        raise UsageError(f"--unknown 要写成「什么事|去哪里看」，写的是「{quoted(unknown)}」。")
    return text.strip(), where.strip()


def _asked(
    answers: dict[str, str], aliases: tuple[str, ...], pairs: tuple[tuple[str, str], ...], *, plain: bool
) -> tuple[dict[str, str], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The answers, with what was not told asked for at the terminal. Raises ``Stopped``."""
    ask = prompter(plain=plain)
    try:
        replies = {field: answers[field] or _put(ask, field, question, why) for field, question, why in QUESTIONS}
        if not aliases:
            typed = ask.text("借款人还会怎么打它的名字？用空格隔开", "简称、App 名、拼音；没有就跳过")
            aliases = tuple(typed.split())
        found = list(pairs)
        while len(found) < MIN_UNKNOWNS:
            text = ask.text(f"它有什么你没弄清的？（第 {len(found) + 1} 条）", "只有这一家才有的问题，不写每家都一样的")
            where = ask.text("借款人去哪里能看到？", "合同、公示、客服，写具体") if text else ""
            if not text or not where:
                break
            found.append((text, where))
    except (KeyboardInterrupt, EOFError):
        note("已停止，没有写文件。")
        raise Stopped from None
    return replies, aliases, tuple(found)


def _put(ask: Prompter, field: str, question: str, why: str) -> str:
    if field == "kind":
        return ask.choose(question, why, [(kind.value, name) for kind, name in KINDS.items()])
    return ask.text(question, why)
