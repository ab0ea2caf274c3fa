"""What the sections of one report share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from borrower_help.advice.model import Advice, ClockView, ItemView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line
from borrower_help.values.dates import show

T = TypeVar("T")


class Page:
    """What the sections of one report share; ``full`` decides how much of each list is shown, ``explain`` adds the
    steps of its figures.
    """

    def __init__(self, advice: Advice, knowledge: Knowledge, *, full: bool, explain: bool = False) -> None:
        self.advice = advice
        self.knowledge = knowledge
        self.full = full
        self.explain = explain
        self.citations = Citations(knowledge, most=9 if full else 1)
        self._warned: set[str] = set()

    def few(self, entries: Iterable[T], short: int) -> list[T]:
        """Some of the entries on the short screen, all of them in full."""
        entries = list(entries)
        return entries if self.full else entries[:short]

    def line(self, entry: ItemView, *, text: str | None = None, label: str = "", role: str = "item") -> Line:
        """A line of an item, with its marks and the reason it was chosen."""
        marks = self.citations.marks(entry.sources, entry.confidence)
        return Line(role, text or entry.text, label, marks, entry.because)  # type: ignore[arg-type]

    def warnings(self, section: str, short: int) -> Iterator[Line]:
        """The warnings that stand with a section, each once in a report."""
        fitting = [
            entry for entry in self.advice.warnings if section in entry.show_with and entry.id not in self._warned
        ]
        for entry in self.few(fitting, short):
            self._warned.add(entry.id)
            label = "小心骗局" if entry.kind == "scam" else "别信这种说法"
            yield self.line(entry, text=f"{entry.title}。{entry.text}", label=label)

    def clock(self, clock: ClockView) -> Line:
        """A clock with its last day."""
        date = "从收到那天起算" if clock.starts == "received" else f"从这天起算：{clock.event}"
        if clock.date:
            date = (
                f"最晚 {show(clock.date)}" if not clock.assumed else f"从文书上的日期算，最早 {show(clock.date)} 就到"
            )
        if clock.legal and clock.legal != clock.date:
            date += f"；遇休息日可顺延到 {show(clock.legal)}"
        if clock.not_before:
            date += f"；那天放假，会顺延，不早于 {show(clock.not_before)}"
        if not clock.holidays_known:
            date += "；节假日未核实（调休没有公布或不在表里），按早的日期办"
        return self.line(clock, text=f"{clock.text}（{date}）", label=clock.name)
