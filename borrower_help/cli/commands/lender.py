"""``lender list|show|find``: who the lenders are and what is known of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.case.forms import parse_kind
from borrower_help.cli.case_input import CaseOption, case_from
from borrower_help.cli.session import Session, answering
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.facts import regulator_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.name_forms import normalise, written
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind
from borrower_help.knowledge.records.lenders import Basis, Lender
from borrower_help.knowledge.words import KINDS, WHERE_THE_LENDER_STANDS
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Line
from borrower_help.values.parse import parse_name

app = Application(rich_markup_mode=None, no_args_is_help=False, help="机构：列表、查看、查找")

WordsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[WORDS]", help="只列名字、类型或城市里有这些字的", show_default=False)
]

KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="只列这一类机构", show_default=False)]

TextArgument = Annotated[
    str,
    typer.Argument(metavar="TEXT", help="机构、品牌或 App 的名字，或一整段短信、合同文字", show_default=False),
]

FileOption = Annotated[
    list[Path] | None,
    typer.Option("--file", metavar="FILE", help="合同首页、通知、短信的文本或 PDF；可以给几份", show_default=False),
]

AsksOption = Annotated[
    str, typer.Option("--asks", metavar="NAME", help="来要钱的是哪家；不写就看材料里最后一环", show_default=False)
]

ConfirmedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--confirmed",
        metavar="LINK",
        help="原放款机构书面确认过、或法院查明的一环，如 payment、assignment；可以写几次",
        show_default=False,
    ),
]

SaveOption = Annotated[
    Path | None,
    typer.Option(
        "--save-case",
        metavar="FILE",
        help="把读到的放款机构、来要钱的存成情况文件；加 --case 就并进那一份，你写过的不改",
        show_default=False,
    ),
]

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="机构、品牌或 App 的名字", show_default=False)]


@app.command(
    "list",
    short_help="列出机构，可按类型和字词筛选",
    help="列出知识库里的机构：类型、归谁管、资料哪天核对。可以只看一类（--kind），或只看写着某些字的。",
)
@answering("lender list")
def list_lenders(
    session: Session,
    words: WordsArgument = None,
    kind: KindOption = None,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    lenders = _chosen(knowledge, words or [], parse_kind(kind, "--kind") if kind else None)
    data = [_row(lender, day) for lender in lenders]
    lines = [
        Line("title", f"收录 {len(lenders)} 家" if lenders else "没有这样的机构。去掉 --kind 或少写几个字再试。")
    ] + [
        Line(
            "item",
            (
                f"{lender.legal_name}，{KINDS[lender.kind]}；归{_short_regulator(lender)}；资料 {lender.checked} 核"
                f"对，{_age(lender, day)}"
            ),
            label=lender.name,
        )
        for lender in lenders
    ]
    return Answer(data, lines)


def _chosen(knowledge: Knowledge, words: list[str], kind: InstitutionKind | None) -> list[Lender]:
    """The lenders of a kind whose names hold every word, or of whom a word is the name."""
    meant = {found.id for word in words if (found := knowledge.find_lender(word))}
    wanted = [normalise(word) for word in words]

    def fits(lender: Lender) -> bool:
        if not wanted:
            return True
        names = [normalise(name) for name in (*written(lender), KINDS[lender.kind], lender.city)]
        return lender.id in meant or all(any(word in name for name in names) for word in wanted)

    return [lender for lender in knowledge.lenders.values() if (kind is None or lender.kind is kind) and fits(lender)]


def _row(lender: Lender, day: dt.date) -> dict[str, Any]:
    return {
        "id": lender.id,
        "name": lender.name,
        "legal_name": lender.legal_name,
        "kind": lender.kind,
        "aliases": lender.aliases,
        "regulator": lender.regulator,
        "regulator_basis": lender.regulator_basis,
        "checked": lender.checked,
        "age_days": (day - lender.checked).days,
    }


def _short_regulator(lender: Lender) -> str:
    return "合同里贷款人的主管部门管" if lender.regulator_basis is Basis.CONTRACT else f"{regulator_of(lender)}管"


def _age(lender: Lender, day: dt.date) -> str:
    days = (day - lender.checked).days
    return f"过了 {days} 天" if days > 0 else "当天"


@app.command("show", short_help="查看一家机构", help="一家机构的全部资料，每条都有来源。")
@answering("lender show")
def show_lender(
    session: Session,
    name: NameArgument,
) -> Answer:
    from borrower_help.advice.lender import lender_page
    from borrower_help.render.answers.lender import lender_lines

    knowledge = session.knowledge
    lender = _found(name, knowledge)
    page = lender_page(lender, knowledge)
    return Answer({**msgspec.structs.asdict(lender), "page": page}, lender_lines(page, knowledge))


@app.command(
    "find",
    short_help="按名字查找，或读一份合同、通知、短信",
    help=(
        "按名字、品牌、App 或拼音查找机构。也可以贴上短信，或用 --file 给合同首页、通知的文本："
        "谁放款、谁担保、谁来要钱，每一样凭哪句话，还缺什么材料。要接着看完整报告，加 --save-case。"
    ),
)
@answering("lender find")
def find_lender(
    session: Session,
    name: TextArgument = "",
    file: FileOption = None,
    asks: AsksOption = "",
    confirmed: ConfirmedOption = None,
    case_file: CaseOption = None,
    save_case: SaveOption = None,
) -> Answer:
    from borrower_help.ask.papers import is_paper

    knowledge = session.knowledge
    sure = [_link_kind(word, knowledge) for word in confirmed or []]
    texts = _texts(file) if file else []
    if name and (texts or is_paper(name, knowledge)):
        texts.append(("", name))
    if texts:
        from borrower_help.cli.paper_input import read_papers, save
        from borrower_help.render.answers.chain import chain_lines

        case = case_from(case_file, knowledge, session.day)
        papers = read_papers(texts, asks, sure, knowledge)
        view = papers.view(knowledge)
        lines = chain_lines(view, knowledge, full=session.is_full(full=False))
        remarks = save(papers, case, save_case, knowledge) if save_case else []
        return Answer(view, lines, warnings=remarks)
    if asks or sure or save_case or case_file:
        used = [
            name
            for name, given in (
                ("--asks", asks),
                ("--confirmed", sure),
                ("--save-case", save_case),
                ("--case", case_file),
            )
            if given
        ]
        raise UsageError(f"{'、'.join(used)} 要和合同、通知、短信一起用。请用 --file 给出文件，或贴上文字。")
    return _by_name(parse_name(name, "NAME"), knowledge)


def _texts(files: list[Path]) -> list[tuple[str, str]]:
    """(name, text) of every file. Raises ``UsageError``."""
    from borrower_help.documents.pages import read_text_of

    return [(path.name, read_text_of(path)) for path in files]


def _link_kind(word: str, knowledge: Knowledge) -> LinkKind:
    """A link by its id or Chinese name. Raises ``UsageError``."""
    known = {normalise(name): kind for kind, entry in knowledge.link_words.items() for name in (kind, entry.name)}
    if normalise(word) not in known:
        choices = "、".join(f"{kind}（{entry.name}）" for kind, entry in knowledge.link_words.items())
        raise UsageError(f"--confirmed 没有「{quoted(word)}」这一环。可以写：{choices}。")
    return known[normalise(word)]


def _by_name(typed: str, knowledge: Knowledge) -> Answer:
    """What a name means: a lender, a bank, something kept apart, several, or nothing that is recorded."""
    lender = knowledge.find_lender(typed)
    bank = knowledge.find_bank(typed)
    several = [] if lender or bank else [knowledge.lenders[id_] for id_ in knowledge.lender_index.mentioned(typed)]
    apart = [] if lender or bank else knowledge.lender_index.kept_apart(typed)
    similar = [] if lender or bank or apart else several or knowledge.similar_lenders(typed)
    data = {
        "found": {"id": lender.id, "name": lender.name, "kind": lender.kind} if lender else None,
        "bank": bank,
        "kept_apart": [{"id": id_, "why": why} for id_, why in apart],
        "similar": [{"id": other.id, "name": other.name} for other in similar],
    }
    if lender:
        lines = [Line("title", f"{lender.name}：{lender.legal_name}，{KINDS[lender.kind]}")]
    elif bank:
        lines = [
            Line(
                "title",
                f"{bank}是银行，没有单独的资料。信用卡看 borrower-help lender show 信用卡，别的贷款用 --kind bank。",
            )
        ]
    elif apart:
        lines = [Line("title", f"没有收录「{typed}」。别和这些弄混：")]
        lines += [Line("item", f"{why}。", f"不是{knowledge.lenders[id_].name}") for id_, why in apart]
    elif several:
        lines = [Line("title", f"里面提到不止一家：{'、'.join(other.name for other in several)}。一次查一家。")]
    else:
        near = "、".join(other.name for other in similar)
        lines = [
            Line(
                "title",
                f"没有收录「{typed}」。"
                + (
                    f"是不是 {near}？" if near else f"{WHERE_THE_LENDER_STANDS}知道是哪类机构的，用 --kind 看通用说明。"
                ),
            )
        ]
    return Answer(data, lines)


def _found(name: str, knowledge: Knowledge) -> Lender:
    typed = parse_name(name, "NAME")
    lender = knowledge.find_lender(typed)
    if lender is None:
        near = "、".join(other.name for other in knowledge.similar_lenders(typed))
        raise UsageError(
            f"没有收录「{typed}」。"
            + (f"是不是 {near}？" if near else f"{WHERE_THE_LENDER_STANDS}全部机构：borrower-help lender list。")
        )
    return lender
