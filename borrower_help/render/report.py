"""The report as lines: the one place that decides what is shown, in which order and how much of it.

Every text format prints these lines, so that the screen, the file and the letter cannot disagree.
On the screen the report is short (about 80 lines at 80 columns); ``full`` shows all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from borrower_help.advice.complaint import OWN_COMPLAINT, SHORT, fact
from borrower_help.advice.model import (
    Advice,
    Claim,
    ClockView,
    Finding,
    Item,
    PaperView,
    RouteView,
    StageView,
    StepView,
)
from borrower_help.dates import show
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Confidence, InstitutionKind, Section, Verdict
from borrower_help.money.amounts import percent, yuan
from borrower_help.money.cost import Cost
from borrower_help.money.plan import Budget, DebtPlan
from borrower_help.render.conduct import finding_lines
from borrower_help.render.explain import cost_steps
from borrower_help.render.lines import Citations, Line, source_lines, within_section
from borrower_help.render.money import cost_lines
from borrower_help.render.plan import debt_notes, limitation_notes, limitation_text, offer_figures, plan_core, share_text
from borrower_help.render.plan_explain import explained
from borrower_help.selection import day_range
from borrower_help.summary import LABELS
from borrower_help.words import LIKELIHOODS, NO_RULE, SECTIONS, SHORT_NATURES, VERDICTS

T = TypeVar("T")


class Report:
    """Composes the lines of one report; ``full`` decides how much of each list is shown, ``explain`` adds the steps of its figures."""

    def __init__(self, advice: Advice, knowledge: Knowledge, *, full: bool, explain: bool = False) -> None:
        self.advice = advice
        self.knowledge = knowledge
        self.full = full
        self.explain = explain
        self.citations = Citations(knowledge, most=9 if full else 1)
        self._warned: set[str] = set()

    def lines(self) -> list[Line]:
        """The whole report."""
        parts = (
            self._opening(),
            self._first(),
            self._outlook(),
            self._conduct(),
            self._money(),
            self._negotiation(),
            self._complaint(),
            self._papers(),
            self._unknowns(),
        )
        lines = [line for part in parts for line in part]
        closing = list(self._closing())  # cites too, so it is composed before the sources are listed
        return [*lines, *self._sources(), *closing]

    # --- small helpers

    def _few(self, entries: Iterable[T], short: int) -> list[T]:
        entries = list(entries)
        return entries if self.full else entries[:short]

    def _line(self, entry: Item, *, text: str | None = None, label: str = "", role: str = "item") -> Line:
        marks = self.citations.marks(entry.sources, entry.confidence)
        return Line(role, text or entry.text, label, marks, entry.because)  # type: ignore[arg-type]

    def _warnings(self, section: str, short: int) -> Iterator[Line]:
        fitting = [entry for entry in self.advice.warnings if section in entry.show_with and entry.id not in self._warned]
        for entry in self._few(fitting, short):
            self._warned.add(entry.id)
            label = "小心骗局" if entry.kind == "scam" else "别信这种说法"
            yield self._line(entry, text=f"{entry.title}。{entry.text}", label=label)

    # --- opening

    def _opening(self) -> Iterator[Line]:
        situation = self.advice.situation
        yield from self._dangers()
        yield Line("title", situation.headline)
        told = "；".join(f"{LABELS[field]}：{words}" for field, words in situation.answers.items() if field != "safety")
        if told:
            yield Line("text", f"你说的情况：{told}。")

    def _dangers(self) -> Iterator[Line]:
        for danger in self.advice.situation.dangers:
            marks = self.citations.marks(danger.sources, danger.confidence)
            yield Line("alert", danger.text, label=danger.label, marks=marks)
            for value, name in danger.numbers:
                yield Line("alert", name, label=value)

    def _first(self) -> Iterator[Line]:
        if not self.advice.first:
            return
        yield Line("heading", "今天先做的三件事")
        for number, action in enumerate(self.advice.first, 1):
            when = "今天" if action.date == self.advice.as_of else f"{show(action.date)}前"
            yield self._line(action, text=f"{when}：{action.text}", label=f"{number}.", role="number")
            yield Line("detail", action.reason, label="为什么")

    # --- outlook

    def _outlook(self) -> Iterator[Line]:
        outlook = self.advice.outlook
        yield Line("heading", f"一、{SECTIONS[Section.OUTLOOK]}")
        if outlook.summary and (self.full or self.advice.situation.kind is InstitutionKind.LOAN_FACILITATOR):
            yield self._line(outlook.summary)
        for branch in self._few(outlook.branches, 3):
            yield self._line(branch)
        current = next((stage for stage in outlook.stages if stage.current), None)
        if current:
            yield from self._stage(current)
        yield from self._claims()
        for entry in outlook.practice if self.full else ():
            yield self._line(entry, label="做法")
        upcoming = [stage for stage in outlook.stages if not stage.current and self._is_ahead(stage, current)]
        for stage in self._few(upcoming, 1 if current else 3):
            yield from self._stage(stage) if self.full else self._preview(stage, "下一段" if current else "阶段")
        if self.full:
            for entry in (*outlook.facts, *outlook.differences):
                yield self._line(entry)
        yield from self._warnings("outlook", 0)

    def _is_ahead(self, stage: StageView, current: StageView | None) -> bool:
        return current is None or stage.days[0] > current.days[0]

    def _stage(self, stage: StageView) -> Iterator[Line]:
        state = "现在" if stage.current else "阶段"
        yield Line("subheading", f"{state}：{stage.name}（{self._when(stage)}）")
        for entry in self._few(self._practice(stage), 1):
            yield self._line(entry, label="做法")
        for entry in self._few(self._not_said_again(stage), 2):
            yield self._line(entry, label="规则")
        if self.full:
            yield self._line(stage.first_action, label="你先做")

    def _practice(self, stage: StageView) -> list[Item]:
        """The lender's own practice before the industry's, where it is better known."""
        known = [entry for entry in self.advice.outlook.practice if entry.confidence is not Confidence.LOW]
        return [*known, *stage.practice] if stage.current and not self.full else list(stage.practice)

    def _not_said_again(self, stage: StageView) -> list[Item]:
        """On the short screen a rule that answers the claim shown is said once, beside the claim."""
        if self.full or not stage.current:
            return list(stage.entitlement)
        said = {
            source
            for claim in self._shown_claims()
            for answer in claim.contradicted_by[:1]
            for source in answer.sources
            if ":" in source  # a document cited as a whole says many things
        }
        return [entry for entry in stage.entitlement if not said.intersection(entry.sources)]

    def _preview(self, stage: StageView, label: str) -> Iterator[Line]:
        text = stage.practice[0].text if stage.practice else stage.name
        entry = stage.practice[0] if stage.practice else stage.first_action
        yield self._line(entry, text=f"{stage.name}（{self._when(stage)}）：{text}", label=label)

    def _when(self, stage: StageView) -> str:
        days = day_range(stage.days)
        if stage.from_date is None:
            return days
        until = f"到 {stage.to_date}" if stage.to_date else "起"
        return f"{days}，{stage.from_date} {until}"

    def _claims(self) -> Iterator[Line]:
        for claim in self._shown_claims():
            yield from self._claim(claim)

    def _shown_claims(self) -> list[Claim]:
        claims = self.advice.outlook.claims
        return list(claims) if self.full else [claim for claim in claims if claim.treat == "practice"][:1]

    def _claim(self, claim: Claim) -> Iterator[Line]:
        label = "网文说法（不可采信）" if claim.treat == "rejected" else LIKELIHOODS[claim.likelihood]
        yield self._line(claim, label=label)
        for contradiction in claim.contradicted_by if self.full else claim.contradicted_by[:1]:
            marks = self.citations.marks(contradiction.sources)
            yield Line("detail", contradiction.text, label="但是", marks=marks)

    # --- conduct

    def _conduct(self) -> Iterator[Line]:
        conduct = self.advice.conduct
        yield Line("heading", f"二、{SECTIONS[Section.CONDUCT]}")
        for finding in conduct.findings:
            yield from self._finding(finding)
        for finding in self._few(conduct.common, 5):
            yield self._glance(finding)
        if conduct.findings and self.full:
            yield Line("subheading", "证据怎么留")
            for entry in conduct.evidence:
                yield self._line(entry)
        yield from self._warnings("conduct", 0)

    def _glance(self, finding: Finding) -> Line:
        if finding.outcome == "no_rule":
            return Line("item", NO_RULE, label=finding.title)
        verdict = Verdict.DEPENDS if finding.outcome == "depends" else finding.verdict
        nature = f"，{SHORT_NATURES[finding.nature]}" if finding.nature else ""
        return self._line(finding, text=f"{VERDICTS[verdict]}{nature}", label=finding.title)

    def _finding(self, finding: Finding) -> Iterator[Line]:
        yield from finding_lines(finding, self.knowledge, self.citations, full=self.full)

    # --- money, negotiation

    def _money(self) -> Iterator[Line]:
        money = self.advice.money
        yield Line("heading", f"三、{SECTIONS[Section.MONEY]}")
        for problem in money.problems:
            yield Line("item", problem, label="有数字对不上，这部分没算")
        if money.cost is not None:
            yield from self._cost(money.cost)
        if money.budget is not None and not (self.full and money.plan):  # the whole plan has it, further down
            yield from self._budget(money.budget)
        for entry in self._few(money.statements, 1 if money.cost else 2):
            yield self._line(entry)
        for entry in self._few(money.figures_to_fetch, 1):
            yield self._line(entry, label="先拿到")
        yield from self._warnings("money", 0)

    def _cost(self, cost: Cost) -> Iterator[Line]:
        if self.full:
            yield from within_section(cost_lines(cost, self.knowledge, self.citations))
            yield from self._steps(cost_steps(cost))
            return
        rates = cost.rates
        text = f"名义年利率 {percent(rates.nominal)}，有效年利率 {percent(rates.effective)}，一共要付 {yuan(cost.total_paid)}。"
        yield Line("item", text)
        for cap in cost.caps:
            marks = self.citations.marks(cap.sources, cap.confidence)
            if cap.status == "over" and cap.excess is not None:
                yield Line("item", f"超过，超出约 {yuan(cap.excess)}。{cap.text}", label=cap.name, marks=marks)
            if cap.status == "unknown":
                known = f"合同那天的一年期 LPR 不在知识库里（只核到 {cost.lpr_known_until}），还不能比。{cap.text}"
                yield Line("item", known, label=cap.name, marks=marks)

    def _steps(self, steps: Iterable[str]) -> Iterator[Line]:
        """How the figures above come about, where that was asked for."""
        if self.explain:
            yield Line("subheading", "算式")
            yield from (Line("item", step) for step in steps)

    def _budget(self, budget: Budget) -> Iterator[Line]:
        if budget.offer <= 0:
            lacking = f"，每月还差 {yuan(budget.deficit)}" if budget.deficit else ""
            yield Line("item", f"收入减去必需开支，没有余钱{lacking}。现在不要答应任何还款数，照实说。")
            for entry in self.knowledge.plan.nothing_left if not self.full else ():
                yield Line("detail", entry.text, marks=self.citations.marks(entry.sources, entry.confidence))
            return
        yield Line("item", f"收入减去必需开支，再留一成备用，每月最多拿得出 {yuan(budget.offer)}。{self._own_share()}")

    def _own_share(self) -> str:
        """What this lender's part is, so that nobody promises one lender what all of them share."""
        plan, own = self.advice.money.plan, self.advice.money.own_debt
        if plan is None or len(plan.debts) == 1:
            return "答应的数不要超过它。"
        share = next((entry.share for entry in plan.debts if entry.debt.name == own), None)
        if share is None:
            return f"这是 {len(plan.debts)} 家合起来的数，给一家的要少得多。"
        return f"这是 {len(plan.debts)} 家合起来的数，{own}只占 {yuan(share)}，答应它的不要超过这个数。"

    def _offers(self) -> Iterator[Line]:
        """The figures of the plan: this lender's offers (else the first ones) on the short screen, everything in full."""
        plan = self.advice.money.plan
        if plan is None:
            return
        if self.full:
            yield from within_section(plan_core(plan, self.knowledge, self.citations))
            yield from self._steps(explained(plan))
            return
        named = next((debt for debt in plan.debts if debt.debt.name == self.advice.money.own_debt), None)
        own = named or next((debt for debt in plan.debts if debt.offers), None)
        if own is not None:
            yield from self._own_offer(own)

    def _own_offer(self, debt: DebtPlan) -> Iterator[Line]:
        """What to offer on one debt; before it, that an answer could lose the defence of limitation."""
        words = self.knowledge.plan
        if debt.limitation is not None and debt.limitation.passed:
            yield Line("item", limitation_text(debt.limitation), label="先看诉讼时效")
            for entry in limitation_notes(debt, words):
                yield Line("detail", entry.text, marks=self.citations.marks(entry.sources, entry.confidence))
        if not debt.offers:
            yield Line("item", share_text(debt, alone=False), label=debt.debt.name)
            for entry in debt_notes(debt, words):
                yield Line("detail", entry.text, marks=self.citations.marks(entry.sources, entry.confidence))
        for offer in debt.offers[:1]:
            yield Line("item", f"{debt.debt.name}，{offer_figures(offer)}", label="可以提出")

    def _negotiation(self) -> Iterator[Line]:
        negotiation = self.advice.negotiation
        yield Line("heading", f"四、{SECTIONS[Section.NEGOTIATION]}")
        yield from self._offers()
        for entry in self._few(negotiation.timing, 1):
            yield self._line(entry)
        for entry in self._few([entry for entry in negotiation.principles if entry.because or self.full], 1):
            yield self._line(entry)
        if self.full:
            for option in negotiation.options:
                yield self._line(option, label=option.name)
                yield from self._option_details(option)
        elif negotiation.options:
            yield Line("item", "、".join(option.name for option in negotiation.options) + "。批不批由对方决定", label="可以问")
        for entry in self._few(negotiation.asks, 0):
            yield self._line(entry, label="可以问问")
        for script in self._few(negotiation.scripts, 1):
            yield Line("quote", script.text, label=script.name, marks=self.citations.marks(script.sources, script.confidence), because=script.because)
        for hardship in self._few(negotiation.hardships, 1 if self.advice.situation.answers.get("hardship") else 0):
            yield self._line(hardship, text=f"{'、'.join(hardship.proofs)}。{hardship.never}", label=f"{hardship.text}的证明")
        for entry in self._few(negotiation.never_say, 1):
            yield self._line(entry, text=f"{entry.text}（{entry.why}）", label="别说")
            yield Line("detail", entry.better, label="改成")
        if self.full:
            yield Line("subheading", "书面协议里要有")
            for entry in negotiation.agreement:
                yield self._line(entry)
            yield Line("subheading", "还清以后")
            for entry in negotiation.after_settling:
                yield self._line(entry)
        yield from self._warnings("negotiation", 1)

    def _option_details(self, option: object) -> Iterator[Line]:
        for label, field in (("已知", "known"), ("问", "ask"), ("代价", "cost"), ("征信", "credit"), ("风险", "risk")):
            text = getattr(option, field)
            if text:
                yield Line("detail", text, label=label)

    # --- complaint, papers

    def _complaint(self) -> Iterator[Line]:
        complaint = self.advice.complaint
        when = "日期按今天投诉来算" if complaint.lodged_is_assumed else f"{complaint.lodged} 已投诉"
        yield Line("heading", f"五、{SECTIONS[Section.COMPLAINT]}（{when}）")
        yield from self._from_log()
        for route in self._few(complaint.routes, 1 + bool(self.advice.conduct.findings)):
            yield from self._route(route)
        for clock in complaint.clocks if self.full else ():
            yield self._clock(clock)
        for entry in self._few(complaint.principles, 0):
            yield self._line(entry)
        if self.full:
            yield Line("subheading", "各个渠道能做什么、不做什么")
            for channel in complaint.channels:
                yield self._line(channel, label=channel.name)
                for label, text in (
                    ("不做", "；".join(channel.does_not)),
                    ("带上", channel.bring),
                    ("怎么找", channel.reach),
                    ("时限", channel.deadline),
                    ("多半的结果", channel.outcome),
                    ("常见错误", "；".join(channel.mistakes)),
                ):
                    if text:
                        yield Line("detail", text, label=label)
        yield from self._warnings("complaint", 1)

    def _from_log(self) -> Iterator[Line]:
        """The facts of the contact log, a line a behaviour, and what is not settled in one line."""
        complaint = self.advice.complaint
        settled = [entry for entry in complaint.from_log if entry.certain]
        if settled:
            yield Line("subheading", "可以照抄进投诉的事实（按联系记录数的，附上这几行）")
        for entry in settled:
            # No marks: they mean nothing to whoever reads the complaint, and the sentence names its rule itself.
            yield Line("item", entry.text if self.full else fact(entry, **SHORT), label=entry.title)
            if entry.condition:
                yield Line("detail", entry.condition, label="先确认")
        sure = {entry.id for entry in settled}
        unsettled = dict.fromkeys(entry.title + ("（另外的日子）" if entry.id in sure else "") for entry in complaint.from_log if not entry.certain)
        if unsettled:
            yield Line("item", f"{'、'.join(unsettled)}。要先弄清什么，看 borrower-help log check", label="还不能下结论、先别写进投诉的")
        for entry in complaint.from_log if self.full else ():
            if not entry.certain:
                yield Line("detail", entry.text + (f"要先弄清：{entry.condition}" if entry.condition else ""), label=entry.title)
        if complaint.untagged:
            yield Line("item", f"联系记录里有 {complaint.untagged} 行没标是不是催收，没有算进来。用 borrower-help log tag 号码 标出来。")

    def _route(self, route: RouteView) -> Iterator[Line]:
        yield Line("subheading", route.text, marks=self.citations.marks(route.sources, route.confidence), because=route.because)
        for number, step in enumerate(self._few(route.steps, 4), 1):
            marks = self.citations.marks(step.sources, step.confidence) if self.full else ""
            yield Line("number", self._step(step), label=f"{number}.", marks=marks)
            if step.does_not and (self.full or number == 2):
                yield Line("detail", step.does_not[0] if not self.full else "；".join(step.does_not), label="它不做")
        if self.full:
            yield Line("detail", route.evidence, label="证据")
            if route.note:
                yield Line("detail", route.note, label="注意")

    def _step(self, step: StepView) -> str:
        if step.date is None:
            return step.text
        today = self.advice.as_of
        if step.channel in OWN_COMPLAINT and step.date < today:
            return f"（{step.date} 已投诉）{step.text}"
        return f"{show(step.date)}{'' if step.date == today else '起'}：{step.text}"

    def _clock(self, clock: ClockView) -> Line:
        date = f"最晚 {show(clock.date)}" if clock.date else "从收到那天起算"
        if clock.legal and clock.legal != clock.date:
            date += f"；遇休息日可顺延到 {show(clock.legal)}"
        if not clock.holidays_known:
            date += "；节假日未核实，按早的日期办"
        return self._line(clock, text=f"{clock.text}（{date}）", label=clock.name)

    def _papers(self) -> Iterator[Line]:
        papers = self.advice.papers
        yield Line("heading", f"六、{SECTIONS[Section.PAPERS]}")
        for paper in papers.received:
            yield from self._paper(paper)
        if not papers.received:
            yield Line("item", "你没有说收到文书。收到传票、支付令、仲裁通知，先打 12368 或问仲裁机构核实，再看期限。")
        if self.full:
            for kind in papers.kinds:
                yield self._line(kind)
        yield from self._warnings("papers", 0)

    def _paper(self, paper: PaperView) -> Iterator[Line]:
        received = f"（{paper.received} 收到）" if paper.received else ""
        yield Line("subheading", f"{paper.name}{received}")
        yield self._line(paper)
        yield Line("detail", paper.verify, label="核实")
        for clock in paper.clocks:
            yield self._clock(clock)
        for entry in self._few(paper.do, 2):
            yield Line("item", entry, label="做")
        yield Line("detail", paper.missed, label="不处理")

    # --- end

    def _unknowns(self) -> Iterator[Line]:
        if not self.advice.unknowns:
            return
        yield Line("heading", "我们不知道的")
        for unknown in self._few(self.advice.unknowns, 2):
            where = unknown.where if unknown.where.startswith("看") else f"看这里：{unknown.where}"
            yield Line("item", f"{unknown.text}{where}")

    def _sources(self) -> Iterator[Line]:
        yield from source_lines(self.citations, full=self.full, gists=False)

    def _closing(self) -> Iterator[Line]:
        advice = self.advice
        yield Line("heading", "说明")
        yield Line("text", f"知识核对到 {self.knowledge.checked}，按 {advice.as_of} 计算。{advice.notice}")
        yield self._line(advice.human_help, role="text")
        if not self.full:
            yield Line("text", "看全部加 --full；查依据用 borrower-help source；做不到的事见 limits。")
