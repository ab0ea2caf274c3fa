"""How the verdict on an offer and a counter-offer look: the verdict first, the sums, what to ask for, what to say."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.offer_counter import CounterView
from borrower_help.advice.offer_views import OfferView
from borrower_help.advice.views.base import ItemView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.named import SaidId

SHORT_NOTES = 1


def offer_lines(view: OfferView, read: str, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """The whole answer of ``offer check``."""
    citations = Citations(knowledge, most=9 if full else 2)
    lines = [Line("title", view.headline), _said(view.advice, citations)]
    lines += [Line("text", f"读到的：{view.form}{read}。不对的话，用选项改，例如 --now、--monthly、--months。")]
    if len(view.reasons) > 1:
        lines.append(Line("heading", "为什么"))
        lines += [Line("item", f"{reason}。") for reason in view.reasons]
    lines.append(Line("heading", "算账"))
    lines += [Line("item", f"{text}。", label=label) for label, text in view.figures]
    lines += _traps(view, citations)
    lines += _asks(view, citations)
    lines.append(Line("heading", "答应了会怎样"))
    lines += [_item(entry, citations) for entry in view.effects]
    lines.append(Line("quote", view.say.text, label="可以说"))
    if view.counter is not None:
        lines += counter_lines(view.counter, citations, short=not full)
    lines += [_item(entry, citations) for entry in (view.notes if full else view.notes[:SHORT_NOTES])]
    lines += [*source_lines(citations, full=full), checked_line(knowledge)]
    return lines


def _traps(view: OfferView, citations: Citations) -> Iterator[Line]:
    if view.no_trap is not None:
        yield _item(view.no_trap, citations)
    if not view.traps:
        return
    yield Line("heading", "陷阱")
    for trap in view.traps:
        heard = f"（原话：{trap.words}）" if trap.words else ""
        marks = citations.marks(trap.sources, trap.confidence)
        yield Line("item", f"{trap.text}{heard}", label=trap.name, marks=marks)
        yield Line("detail", f"{trap.change}。", label="坚持")


def _asks(view: OfferView, citations: Citations) -> Iterator[Line]:
    if view.asks:
        yield Line("heading", "先要这几样")
        for number, point in enumerate(view.asks, 1):
            marks = citations.marks(point.sources, point.confidence)
            yield Line("number", f"{point.change}。{point.text}", label=f"{number}.", marks=marks)
    rest = [point.name for point in view.missing if point not in view.asks]
    if rest:
        yield Line("item", "；".join(rest) + "。", label="还没说有" if not view.asks else "签之前还要有")
    if view.present:
        yield Line("item", "；".join(view.present) + "。", label="说有的（要亲眼看到）")


def counter_lines(view: CounterView, citations: Citations, *, short: bool = False) -> Iterator[Line]:
    """What to offer instead."""
    yield Line("heading", "可以还的价")
    if view.unknown:
        yield Line("text", view.unknown)
        return
    if view.nothing is not None:
        yield _item(view.nothing, citations)
        return
    if view.fitting is not None:
        yield _item(view.fitting, citations)
    if view.limit:
        yield Line("item", f"{view.limit}。哪一样都不超过它。", label="最多")
    if view.room:
        yield Line("item", f"{view.room}。", label="先留余地")
    for option in view.options:
        yield Line("item", option.text, label=option.place)
    if view.in_return is not None:
        yield Line("item", view.in_return.text, label="换来什么")
    if view.phone is not None:
        yield Line("quote", view.phone.text, label="电话里说")
    if view.letter is not None and not short:
        yield Line("quote", view.letter.text, label="写信说")


def counter_answer(view: CounterView, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """The whole answer of ``offer counter``."""
    citations = Citations(knowledge, most=9 if full else 2)
    none = knowledge.say(SaidId.OFFER_NOTHING_NOW) if view.nothing else "还差几个数，算不出。"
    none = view.fitting.text if view.fitting is not None else none
    title = view.options[0].text if view.options else none
    lines = [Line("title", title), *([_item(view.court, citations)] if view.court else [])]
    lines += counter_lines(view, citations)
    for name in ("counter-never-above", "no-right", "same-money", "lender-knows", "mediation"):
        entry = next(note for note in knowledge.negotiation(lambda file: file.offer_notes) if note.id == name)
        lines.append(Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence)))
    return [*lines, *source_lines(citations, full=full), checked_line(knowledge)]


def _said(entry: ItemView, citations: Citations) -> Line:
    return Line("text", entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _item(entry: ItemView, citations: Citations) -> Line:
    return Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence))
