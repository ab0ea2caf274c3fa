"""How the answer to "who stands behind it, and who may ask for the money now" (``advice.chain``) looks."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.chain import ChainView, LinkView
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.creditors import ProofName
from borrower_help.render.lines import Citations, Line, checked_line, source_lines


def chain_lines(view: ChainView, knowledge: Knowledge, *, full: bool = False) -> list[Line]:
    """The chain in a few lines, then who may ask now, what to ask for first, whom to pay and where to complain."""
    citations = Citations(knowledge)
    lines = [*_title(view), *_parties(view), *_chain(view), *_now(view, citations), *_where(view, citations)]
    if view.branches:
        lines.append(Line("heading", "这种情形"))
        lines += [
            Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence)) for entry in view.branches
        ]
    return [*lines, *source_lines(citations, full=full), checked_line(knowledge)]


def _title(view: ChainView) -> Iterator[Line]:
    if not view.parties:
        yield Line("title", "没有读到谁放款、谁担保、谁来要钱")
        return
    yield Line("title", _headline(view))


def _headline(view: ChainView) -> str:
    """Who asks, and whom the money is owed as far as papers show it; no more than that."""
    asker = view.asker or "还看不出是谁"
    if view.proof in (ProofName.MISSING, ProofName.SAID):
        claim = "，说是替" + view.owed + "要的" if view.for_another else ""
        return f"来要钱的：{asker}{claim}（{'还没有证明' if view.proof is ProofName.MISSING else '还只是它自己说'}）"
    return (
        f"来要钱的：{asker}，替{view.owed}催；钱欠{view.owed}" if view.for_another else f"按书面材料，钱欠{view.owed}"
    )


def _parties(view: ChainView) -> Iterator[Line]:
    if view.parties:
        yield Line("heading", "材料里写了谁")
    for party in view.parties:
        known = "" if party.recorded else "，没有收录，只按名字看"
        yield Line("item", f"{party.name}（{party.kind_name}{known}）。写着：「{party.words}」", label=party.role_name)


def _chain(view: ChainView) -> Iterator[Line]:
    if view.links:
        yield Line("heading", "这条链")
    for link in view.links:
        yield Line(
            "item", f"{_from_to(link)}，{link.on or '没写哪天'}，{link.paper}：{link.proof_name}", label=link.name
        )
    for clause in view.clauses:
        yield Line("item", clause.text, label="只是条款")


def _from_to(link: LinkView) -> str:
    return f"{link.giver} → {link.taker}" if link.giver else link.taker


def _now(view: ChainView, citations: Citations) -> Iterator[Line]:
    yield Line("heading", "现在谁能向你要这笔钱")
    name = view.asker or "来要钱的"
    yield Line(
        "text",
        view.conclusion.text,
        label=name,
        marks=citations.marks(view.conclusion.sources, view.conclusion.confidence),
    )
    for sentence in view.unclear:
        yield Line("item", sentence, label="看不清的")
    for entry in view.ask:
        yield Line("item", entry.text, label="先要", marks=citations.marks(entry.sources, entry.confidence))
    for entry in view.pay:
        yield Line("item", entry.text, label="付钱", marks=citations.marks(entry.sources, entry.confidence))


def _where(view: ChainView, citations: Citations) -> Iterator[Line]:
    if view.supervisors:
        yield Line("heading", "归谁管，找谁投诉")
    for supervisor in view.supervisors:
        yield Line(
            "item",
            f"{supervisor.regulator.rstrip('。')}。{supervisor.complaints.text}",
            label=supervisor.name,
            marks=citations.marks(supervisor.complaints.sources, supervisor.complaints.confidence),
        )
        if note := supervisor.note:
            yield Line("item", note.text, marks=citations.marks(note.sources, note.confidence))
