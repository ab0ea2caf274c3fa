"""How the check of an agreement looks: the verdict, what is against the reader, what is missing, the sums."""

from __future__ import annotations

from borrower_help.advice.agreement import AgreementView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

SHORT_DATES = 3
SHORT_UNREAD = 3


def agreement_lines(view: AgreementView, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """The whole answer of ``agreement check``."""
    citations = Citations(knowledge, most=9 if full else 2)
    outsiders = Line(
        "text", view.outsiders.text, marks=citations.marks(view.outsiders.sources, view.outsiders.confidence)
    )
    lines = [Line("title", view.headline), outsiders]
    if view.not_yours:
        lines.append(Line("quote", view.say, label="可以说"))
    if view.against:
        lines.append(Line("heading", "对你不利的"))
    for entry in view.against:
        marks = citations.marks(entry.sources, entry.confidence)
        lines.append(Line("item", f"{entry.text}", label=entry.name, marks=marks))
        lines.append(Line("detail", f"「{entry.words}」", label="写的是"))
        lines.append(Line("detail", f"{entry.change}。", label="怎么改"))
    lines += _unread(view, knowledge, full=full)
    if not view.not_yours or full:
        lines += _to_mend(view, citations, full=full)
    if not view.not_yours:
        lines.append(Line("quote", view.say, label="可以说"))
        lines.append(Line("heading", "签之前还要知道"))
        lines += [Line("item", note.text, marks=citations.marks(note.sources, note.confidence)) for note in view.notes]
    lines.append(Line("text", knowledge.say(SaidId.AGREEMENT_LIMITS)))
    if full and not view.not_yours:
        lines.append(Line("subheading", "还清以后"))
        lines += [
            Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence)) for entry in view.after
        ]
    return [*lines, *source_lines(citations, full=full), checked_line(knowledge)]


def _to_mend(view: AgreementView, citations: Citations, *, full: bool) -> list[Line]:
    """What is missing, the sums, and what is there: for whoever may sign it once it is mended."""
    lines: list[Line] = []
    musts = [entry for entry in view.missing if entry.must]
    if musts:
        lines.append(Line("heading", "没找到的，要补"))
    for clause in musts:
        marks = citations.marks(clause.sources, clause.confidence)
        lines.append(Line("item", f"{clause.change}。", label=clause.name, marks=marks))
    optional = [clause for clause in view.missing if not clause.must]
    if optional and not full:
        lines.append(Line("item", "；".join(clause.change for clause in optional) + "。", label="最好也写上"))
    elif optional:
        lines.append(Line("subheading", "最好也写上"))
        lines += [
            Line("item", clause.text, label=clause.name, marks=citations.marks(clause.sources, clause.confidence))
            for clause in optional
        ]
    lines.append(Line("heading", "数目"))
    lines += [Line("alert", f"{words}。") for words in view.wrong]
    lines += [Line("item", f"{words}。") for words in view.figures]
    visible = view.read.instalments if full else view.read.instalments[:SHORT_DATES]
    lines += [Line("detail", f"{show(entry.day)}付 {yuan(entry.amount)}") for entry in visible if len(visible) > 1]
    if view.read.instalments:
        lines.append(Line("detail", "存进日历：加 --output 还款.ics"))
    if view.present:
        lines.append(Line("heading", citations.knowledge.say(SaidId.AGREEMENT_FOUND)))
        found = view.present if full else ()
        lines += [Line("item", f"「{clause.words}」", label=clause.name) for clause in found]
        if not full:
            lines.append(Line("text", "、".join(clause.name for clause in view.present) + "。看原话：--full"))
    return lines


def _unread(view: AgreementView, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """The words that nothing here knows, to be read by whoever is to sign them."""
    if not view.unread:
        return []
    visible = view.unread if full else view.unread[:SHORT_UNREAD]
    lines = [Line("heading", knowledge.say(SaidId.AGREEMENT_UNREAD))]
    lines += [Line("item", f"「{words}」") for words in visible]
    if len(visible) < len(view.unread):
        lines.append(Line("text", f"还有 {len(view.unread) - len(visible)} 句：--full"))
    return lines
