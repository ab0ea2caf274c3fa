"""How the page for several lenders looks: steps by day, one table that adds up, one sentence for all of them."""

from __future__ import annotations

from borrower_help.advice.week import WeekView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, checked_line, legend, source_lines
from borrower_help.render.table import table
from borrower_help.values.amounts import figure, yuan


def week_lines(view: WeekView, knowledge: Knowledge) -> list[Line]:
    """The whole page."""
    citations = Citations(knowledge, most=2)
    lines = [Line("title", view.headline), Line("heading", "这一周，按顺序")]
    for number, step in enumerate(view.steps, 1):
        marks = citations.marks(step.what.sources, step.what.confidence)
        lines.append(Line("number", f"{step.by}：{step.what.text}", label=f"{number}.", marks=marks))
        if step.phone:
            lines.append(Line("detail", step.phone, label="电话"))
        lines += [Line("detail", way.text, label=way.name) for way in step.reach]
    lines.append(Line("heading", "每家每月多少（元）"))
    left = view.income - view.essentials
    if left >= 0:
        rounded = "去掉不到一元的零头，" if left - view.buffer != view.offer else ""
        lines.append(
            Line(
                "text",
                f"收入 {yuan(view.income)} - 必需开支 {yuan(view.essentials)} = {yuan(left)}，留一成备用"
                f" {yuan(view.buffer)}，{rounded}拿得出 {yuan(view.offer)}。",
            )
        )
    rows = [(f"{entry.place} {entry.name}", figure(entry.owed), figure(entry.share)) for entry in view.shares]
    rows.append(("合计", figure(view.owed), figure(view.offered)))
    lines += table(("名称", "欠款", "每月"), rows)
    lines += [Line("item", f"{entry.note}。", label=entry.name) for entry in view.shares if entry.note]
    for entry in view.reckoned:
        lines.append(Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence)))
    lines.append(Line("quote", view.say.text, label="对每家都这样说（填上它那一份）"))
    for entry in view.notes:
        lines.append(Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence)))
    lines.append(Line("text", "存进日历：加 --output 还款.ics。对方给了方案：borrower-help offer check"))
    lines.insert(1, legend(citations))
    return [*lines, *source_lines(citations, full=False, explained=True), checked_line(knowledge)]
