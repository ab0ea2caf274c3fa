"""What the sections of one report share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from borrower_help.advice.first import has_passed
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.clocks import ClockView, NoteView
from borrower_help.advice.views.report import Advice
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.render.lines import Citations, Line
from borrower_help.values.dates import show

T = TypeVar("T")

WEAK = "（据网上说法，没有核实）"


class Page:
    """What the sections of one report share; ``full`` decides how much of each list is shown, ``explain`` adds the
    steps of its figures, ``bare`` names sources by their number alone.
    """

    def __init__(
        self, advice: Advice, knowledge: Knowledge, *, full: bool, explain: bool = False, bare: bool = False
    ) -> None:
        self.advice = advice
        self.knowledge = knowledge
        self.full = full
        self.explain = explain
        self.bare = bare
        self.citations = Citations(knowledge, most=9 if full else 1, bare=bare)
        self._warned: set[str] = set()

    def few(self, entries: Iterable[T], short: int) -> list[T]:
        """Some of the entries on the short screen, all of them in full."""
        entries = list(entries)
        return entries if self.full else entries[:short]

    def line(self, entry: ItemView, *, text: str | None = None, label: str = "", role: str = "item") -> Line:
        """A line of an item, with its marks and the reason it was chosen; without marks of confidence what is weak says
        so in words.
        """
        marks = self.citations.marks(entry.sources, entry.confidence)
        weak = WEAK if self.bare and entry.confidence is Confidence.LOW else ""
        return Line(role, (text or entry.text) + weak, label, marks, entry.because)  # type: ignore[arg-type]

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
        """A clock with the day to reckon with; in full also with its event and what missing it costs."""
        words = self._end(clock)
        text = f"{clock.text}（{words}）" if words else clock.text
        if self.full:
            text += f"起算的日子：{clock.event}。错过：{clock.missed}"
        return self.line(clock, text=text, label=clock.name)

    def clock_day(self, clock: ClockView, paper: str) -> Line:
        """The clock of a paper by its name and its day alone."""
        words = self._end(clock) or clock.event
        passed = "已经过了，" if has_passed(clock, self.advice.as_of) else ""
        return self.line(clock, text=f"{clock.name}，{passed}{words}。", label=paper)

    def _end(self, clock: ClockView) -> str:
        """When a clock ends, in words; where it starts, while that is not known."""
        if clock.lead is None:
            if clock.starts == "received":
                return "从收到那天起算"
            return "" if self.full else f"从这天起算：{clock.event}"
        if has_passed(clock, self.advice.as_of):
            return f"算到 {show(clock.legal or clock.lead)}"
        said = [f"最晚 {show(clock.lead)}" if not clock.assumed else f"从文书上的日期算，最早 {show(clock.lead)} 就到"]
        if clock.own and clock.legal and clock.legal != clock.date:
            said.append(f"遇休息日可顺延到 {show(clock.legal)}")
        if clock.own and clock.not_before:
            said.append(f"那天放假，会顺延，不早于 {show(clock.not_before)}")
        if not clock.holidays_known:
            said.append("节假日未核实（调休没有公布或不在表里）" + ("，按早的日期办" if clock.own else ""))
        return "；".join(said)

    def note(self, note: NoteView) -> Line:
        """A moment without a length: when, what, and what missing it costs."""
        text = f"{note.event}：{note.text}" + (f"错过：{note.missed}" if self.full else "")
        return self.line(note, text=text, label=note.name)
