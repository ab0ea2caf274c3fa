"""The FAQ composed from the records: questions and answers by lender and topic."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from borrower_help.advice.conduct import judge
from borrower_help.advice.items import dated
from borrower_help.advice.outlook import claims
from borrower_help.case.model import Case, ReceivedPaper
from borrower_help.case.selection import applying, day_range
from borrower_help.case.situation import Situation, may_concern, situation_of
from borrower_help.knowledge.facts import facts_of, regulator_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.knowledge.records.complaint import Route
from borrower_help.knowledge.records.credit import CreditAnswer
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.records.negotiation import Option
from borrower_help.knowledge.words import KINDS, LATENESS, LIKELIHOODS, TRUTHS


@dataclasses.dataclass(frozen=True)
class Part:
    """One paragraph of an answer, with what it rests on."""

    text: str
    sources: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


@dataclasses.dataclass(frozen=True)
class FaqEntry:
    """One question with its answer; ``id`` is the anchor.

    ``whole`` tells that the paragraphs stand or fall together: a claim and what contradicts it.
    """

    id: str
    question: str
    answer: tuple[Part, ...]
    whole: bool = False


@dataclasses.dataclass(frozen=True)
class FaqPage:
    """One file: a lender and a theme."""

    id: str
    title: str
    entries: tuple[FaqEntry, ...]


def build_pages(
    knowledge: Knowledge, as_of: dt.date, lenders: list[Lender], least: Confidence = Confidence.LOW
) -> list[FaqPage]:
    """All pages for the lenders given, in a stable order; pages without a question are left out.

    What is weaker than ``least`` is left out, and so is a question of which nothing that has a source is left.
    """
    pages = [page for lender in lenders for page in _lender_pages(lender, knowledge, as_of)]
    strong = (dataclasses.replace(page, entries=tuple(_strong(page.entries, least))) for page in pages)
    return [page for page in strong if page.entries]


_STRENGTH = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def _strong(entries: tuple[FaqEntry, ...], least: Confidence) -> Iterator[FaqEntry]:
    """The questions with the paragraphs that are at least so strong."""
    for entry in entries:
        parts = tuple(part for part in entry.answer if _STRENGTH.index(part.confidence) >= _STRENGTH.index(least))
        had, has = (any(part.sources for part in answer) for answer in (entry.answer, parts))
        if parts and not (entry.whole and parts != entry.answer) and (has or not had):
            yield dataclasses.replace(entry, answer=parts)


def _lender_pages(lender: Lender, knowledge: Knowledge, as_of: dt.date) -> Iterator[FaqPage]:
    yield FaqPage(f"{lender.id}-about", f"{lender.name}：是谁，归谁管", tuple(_about(lender, knowledge)))
    yield FaqPage(f"{lender.id}-outlook", f"{lender.name}：逾期后会发生什么", tuple(_outlook(lender, knowledge, as_of)))
    for theme in knowledge.themes:
        entries = tuple(_conduct(lender, theme.theme, knowledge, as_of))
        yield FaqPage(f"{lender.id}-{theme.theme.replace('_', '-')}", f"{lender.name}：{theme.name}", entries)
    yield FaqPage(f"{lender.id}-negotiation", f"{lender.name}：怎么协商", tuple(_negotiation(lender, knowledge, as_of)))
    yield FaqPage(f"{lender.id}-complaint", f"{lender.name}：怎么投诉", tuple(_complaint(lender, knowledge, as_of)))
    yield FaqPage(f"{lender.id}-credit", f"{lender.name}：征信怎么办", tuple(_credit(lender, knowledge, as_of)))


def _about(lender: Lender, knowledge: Knowledge) -> Iterator[FaqEntry]:
    summary, institution = lender.summary, knowledge.institutions[lender.kind]
    yield FaqEntry(
        "who",
        f"{lender.name}是什么机构？",
        (
            Part(f"{lender.legal_name}，{KINDS[lender.kind]}。监管：{regulator_of(lender)}。"),
            Part(summary.text, summary.sources, summary.confidence),
        ),
    )
    if branches := (*lender.branches, *institution.branches):
        parts = tuple(
            Part(f"{branch.if_text}：{branch.then}", branch.sources, branch.confidence) for branch in branches
        )
        yield FaqEntry("contract", f"{lender.name}的借款，到底欠谁的钱？", parts)
    if told := facts_of(lender):
        facts = tuple(Part(dated(fact), fact.sources, fact.confidence) for fact in told)
        yield FaqEntry("facts", f"关于{lender.name}，有哪些公开的事实？", facts)
    unknowns = tuple(
        Part(f"{unknown.text} 看这里：{unknown.where}") for unknown in (*lender.unknowns, *institution.unknowns)
    )
    yield FaqEntry("unknown", f"关于{lender.name}，还有什么没有核实？", unknowns)


def _outlook(lender: Lender, knowledge: Knowledge, as_of: dt.date) -> Iterator[FaqEntry]:
    for stage in knowledge.stages:
        case = Case(lender=lender.id, days_overdue=stage.days[0])
        situation = situation_of(case, knowledge, as_of)
        parts = [
            Part(f"做法：{entry.text}", entry.sources, entry.confidence)
            for entry, _ in applying(stage.practice, situation)
        ]
        parts += [
            Part(f"规则：{entry.text}", entry.sources, entry.confidence)
            for entry, _ in applying(stage.entitlement, situation)
        ]
        first = stage.first_action
        parts.append(Part(f"你先做：{first.text}", first.sources, first.confidence))
        yield FaqEntry(stage.id, f"{lender.name}逾期{day_range(stage.days)}，会发生什么？", tuple(parts))
    for claim in lender.claims:
        said = Part(f"{LIKELIHOODS[claim.likelihood]}：{claim.text}", claim.sources, claim.confidence)
        against = tuple(Part(f"但是：{entry.text}", entry.sources) for entry in claim.contradicted_by)
        yield FaqEntry(claim.id, f"网上说「{claim.text.rstrip('。')}」，可信吗？", (said, *against), whole=True)


def _conduct(lender: Lender, theme: str, knowledge: Knowledge, as_of: dt.date) -> Iterator[FaqEntry]:
    situation = situation_of(Case(lender=lender.id), knowledge, as_of)
    for behaviour in knowledge.behaviours.values():
        if knowledge.theme_of[behaviour.id] != theme:
            continue
        finding = judge(behaviour, situation, knowledge)
        parts = [Part(f"{finding.label}。")]
        parts += [Part(finding.caveat)] if finding.caveat else []
        parts.append(Part(finding.text, finding.sources, finding.confidence))
        parts += [Part(f"要看：{finding.hinges}")] if finding.hinges else []
        parts += [Part(f"怎么弄清：{finding.find_out}")] if finding.find_out else []
        names = "、".join(knowledge.evidence[name].name for name in behaviour.evidence)
        parts += [Part(f"要留的证据：{names}。")] if names else []
        parts += [Part(f"可以说：「{finding.say}」")] if finding.say else []
        parts += [Part(f"报警：{behaviour.police}")] if behaviour.police else []
        channels = "、".join(knowledge.channels[name].name for name in finding.complain)
        parts += [Part(f"找谁：{channels}。")] if channels else []
        yield FaqEntry(behaviour.id, f"{lender.name}：{behaviour.question}", tuple(parts))


def _negotiation(lender: Lender, knowledge: Knowledge, as_of: dt.date) -> Iterator[FaqEntry]:
    situation = situation_of(Case(lender=lender.id), knowledge, as_of)
    for option in _options(lender, knowledge, as_of):
        parts = (
            Part(option.what, option.sources, option.confidence),
            Part(f"已知：{option.known}"),
            Part(f"这样问：「{option.ask}」"),
            Part(f"代价：{option.cost}"),
        )
        yield FaqEntry(option.id, f"{lender.name}能不能{option.name}？", parts)
    for claim in claims(lender, situation):
        if claim.treat == "may_ask":
            ask = next(entry.ask for entry in lender.claims if entry.id == claim.id)
            yield FaqEntry(
                f"ask-{claim.id}",
                f"网上有人说{claim.text.rstrip('。')}，我能要求吗？",
                (Part(ask, claim.sources, claim.confidence),),
                whole=True,
            )


def _options(lender: Lender, knowledge: Knowledge, as_of: dt.date) -> list[Option]:
    """The options that a report on this lender shows on some day or with some paper, in the order of the knowledge."""
    days = [None, 0, *(stage.days[0] for stage in knowledge.stages)]
    cases = [Case(lender=lender.id, days_overdue=day) for day in days]
    cases += [Case(lender=lender.id, papers=(ReceivedPaper(kind=kind),)) for kind in knowledge.paper_kinds]
    options: tuple[Option, ...] = knowledge.negotiation("options")
    shown = {option.id for case in cases for option, _ in applying(options, situation_of(case, knowledge, as_of))}
    return [option for option in options if option.id in shown]


def _complaint(lender: Lender, knowledge: Knowledge, as_of: dt.date) -> Iterator[FaqEntry]:
    situation = situation_of(Case(lender=lender.id), knowledge, as_of)
    for route in knowledge.routes:
        if not _can_happen(route, situation, knowledge):
            continue
        steps = [step for step in route.steps if not step.kinds or situation.kind in step.kinds]
        parts = [
            Part(f"第 {number} 步，{knowledge.channels[step.channel].name}：{step.text}")
            for number, step in enumerate(steps, 1)
        ]
        parts.append(Part(f"证据：{route.evidence}", route.sources, route.confidence))
        yield FaqEntry(route.id, f"{lender.name}：{route.problem}，找谁？", tuple(parts))


def _credit(lender: Lender, knowledge: Knowledge, as_of: dt.date) -> Iterator[FaqEntry]:
    """The answers about the credit record that any report on this lender gives; what only one paper or day brings is
    left to the report.
    """
    situation = situation_of(Case(lender=lender.id), knowledge, as_of)
    for part in ("reporting", "keeping", "correcting", "reading"):
        for answer, _ in applying(knowledge.credit(part), situation):
            yield FaqEntry(answer.id, f"{lender.name}：{answer.question}", tuple(_credit_parts(answer)))
    for effect, _ in applying(knowledge.credit("effects"), situation):
        parts = (Part(f"{TRUTHS[effect.truth]}。"), *_credit_parts(effect))
        yield FaqEntry(effect.id, f"{lender.name}：{effect.question}", parts)
    marks = tuple(
        Part(f"{mark.sign}：{mark.text}（{LATENESS[mark.late]}）", mark.sources, mark.confidence)
        for mark in knowledge.credit("marks")
    )
    yield FaqEntry("credit-marks", f"{lender.name}：信用报告逐月格子里的数字和字母，是什么意思？", marks)


def _credit_parts(answer: CreditAnswer) -> Iterator[Part]:
    yield Part(answer.text, answer.sources, answer.confidence)
    if answer.do:
        yield Part(f"你可以做：{answer.do}", answer.sources, answer.confidence)


def _can_happen(route: Route, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether the problem of a route can be one with this kind of lender."""
    behaviours = [knowledge.behaviours[name] for name in route.happened]
    return not behaviours or any(may_concern(behaviour.kinds, situation.kind) for behaviour in behaviours)
