"""How a complaint made ready looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borrower_help.advice.complaint_kit import ComplaintKitView
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.complaint import RungView
from borrower_help.journal.tally import rows_in_words
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, source_lines
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

SHORT_ROWS = 8
"""So many rows of evidence a screen shows; the rest is counted."""


def complain_lines(kit: ComplaintKitView, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """Demands first, then the evidence, the dated steps, what each body does, and what to do when refused."""
    citations = Citations(knowledge, most=9 if full else 1)
    counted = "日期从今天投诉算起" if kit.lodged_is_assumed else f"{show(kit.lodged)} 已投诉，日期从那天算"
    return [
        Line("title", f"投诉：{kit.lender}（{kit.kind_name}）"),
        Line("text", f"{counted}。{knowledge.say(SaidId.COMPLAIN_TRULY)}下面的「我」是{kit.whose}。"),
        *_demands(kit, citations),
        *_evidence(kit, full=full),
        *_talks(kit),
        *_ladder("一步一步，什么时候该有回音", kit.ladder, citations),
        *_ladder("征信另走一条路", kit.credit if full else kit.credit[:3], citations),
        *_bodies(kit, citations, full=full),
        *_statements("被拒绝以后", kit.refused, citations),
        *_statements("乱投诉的代价", kit.abuse, citations),
        *source_lines(citations, full=full, gists=False),
    ]


def _demands(kit: ComplaintKitView, citations: Citations) -> Iterator[Line]:
    yield Line("heading", "要求（一行一个，可以照抄）")
    for entry in kit.collect:
        yield _line(entry, citations)
    for number, demand in enumerate(kit.demands, 1):
        yield Line(
            "number",
            demand.text,
            label=f"{number}.",
            marks=citations.marks(demand.sources, demand.confidence),
            because=demand.because,
        )
        yield Line("detail", f"{demand.whose}。先找：{demand.to}。附上：{demand.attach}", label="谁提")


def _evidence(kit: ComplaintKitView, *, full: bool) -> Iterator[Line]:
    if not kit.evidence and not kit.untagged:
        return
    yield Line("heading", "证据表（按联系记录，附上这几行）")
    visible = kit.evidence if full else kit.evidence[:SHORT_ROWS]
    for row in visible:
        yield Line("item", f"{row.what}：{row.proof}（{rows_in_words(row.rows)}）。{row.rule}", label=show(row.on))
    if len(visible) < len(kit.evidence):
        yield Line("text", f"还有 {len(kit.evidence) - len(visible)} 行，加 --full 看全部。")
    open_questions = dict.fromkeys(fact.title for fact in kit.facts if not fact.certain)
    if open_questions:
        yield Line("item", "、".join(open_questions), label="还不能下结论、先别说违规的")
    if kit.untagged:
        yield Line(
            "item",
            f"联系记录里有 {kit.untagged} 行没标是不是催收，没有算进来。用 borrower-help log tag 号码 标出来。",
        )


def _talks(kit: ComplaintKitView) -> Iterator[Line]:
    if kit.talks:
        yield Line("heading", "协商经过（写进投诉，附上这几行）")
    for talk in kit.talks:
        yield Line("item", talk)


def _ladder(title: str, rungs: Iterable[RungView], citations: Citations) -> Iterator[Line]:
    rungs = list(rungs)
    if rungs:
        yield Line("heading", title)
    for rung in rungs:
        day = show(rung.date) if rung.date else "日子不定"
        yield Line("item", rung.text, label=day, marks=citations.marks(rung.sources, rung.confidence))


def _bodies(kit: ComplaintKitView, citations: Citations, *, full: bool) -> Iterator[Line]:
    yield Line("heading", "每个地方管什么、不管什么")
    for body in kit.bodies:
        yield Line("item", body.text, label=body.name, marks=citations.marks(body.sources, body.confidence))
        yield Line("detail", body.deadline, label="回音")
        yield Line("detail", "；".join(body.does_not if full else body.does_not[:1]), label="要知道")
        if full:
            yield Line("detail", body.reach, label="怎么找")
            yield Line("detail", body.outcome, label="多半的结果")


def _statements(title: str, entries: Iterable[ItemView], citations: Citations) -> Iterator[Line]:
    entries = list(entries)
    if entries:
        yield Line("heading", title)
    for entry in entries:
        yield _line(entry, citations)


def _line(entry: ItemView, citations: Citations) -> Line:
    return Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence), because=entry.because)
