"""The interview: from questions in the knowledge to a case, one answer at a time, each changeable at the end."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from borrower_help.case.conditions import CONDITIONS
from borrower_help.case.model import Case, Happening, ReceivedPaper
from borrower_help.case.situation import situation_of
from borrower_help.case.summary import LABELS, describe
from borrower_help.case.validity import to_come
from borrower_help.errors import UsageError
from borrower_help.interview.prompts import NONE, SKIPPED, Pair, Prompter, pick_numbers
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.interview import Question
from borrower_help.knowledge.words import KINDS, WHERE_THE_LENDER_STANDS
from borrower_help.values.parse import parse_date, parse_days, parse_name

MAX_QUESTIONS = 8
"""No more than this many questions before the first report."""


@dataclasses.dataclass
class Interview:
    """Asks what is not answered yet; ``case`` always holds the answers so far.

    ``replies`` are answers that leave their field of the case empty, in words: 都没有, 还不清楚.
    """

    knowledge: Knowledge
    prompter: Prompter
    as_of: dt.date
    case: Case = dataclasses.field(default_factory=Case)
    asked: list[Question] = dataclasses.field(default_factory=list)
    replies: dict[str, str] = dataclasses.field(default_factory=dict)

    def run(self) -> Case:
        """Ask the questions, show the summary, let any answer be changed; stop at once when there is danger."""
        for question in self.knowledge.questions:
            if len(self.asked) >= MAX_QUESTIONS:
                break
            if not self._answered(question) and self._applies(question):
                self.asked.append(question)
                self.ask(question)
                if self.case.safety:
                    return self.case
        self._review()
        return self.case

    def ask(self, question: Question) -> None:
        """Put one question until the answer can be used, and keep it in the case."""
        self.prompter.say("")
        while True:
            try:
                changes = self._changes(question)
            except UsageError as error:
                self.prompter.say(str(error).replace(f"{question.flag} ", ""))
                continue
            self.case = msgspec.structs.replace(self.case, **changes)
            return

    def _answered(self, question: Question) -> bool:
        if question.kind == "overdue":
            return self.case.days_overdue is not None or self.case.due is not None
        if question.field == "kind" and self.case.kind is not None:
            return True
        return getattr(self.case, question.field) not in (None, ())

    def _told(self, question: Question) -> bool:
        return self._answered(question) or question.field in self.replies

    def _applies(self, question: Question) -> bool:
        situation = situation_of(self.case, self.knowledge, self.as_of)
        wanted = all(CONDITIONS[name].test(situation) for name in question.when)
        return wanted and not any(CONDITIONS[name].test(situation) for name in question.unless)

    def _changes(self, question: Question) -> Mapping[str, Any]:
        match question.kind:
            case "choice":
                return self._ask_choice(question)
            case "choices":
                return self._ask_choices(question)
            case "lender":
                return self._ask_lender(question)
            case "overdue":
                return self._ask_overdue(question)
            case "papers":
                return self._ask_papers(question)

    # --- one kind of question each: what changes in the case

    def _ask_choice(self, question: Question) -> Mapping[str, Any]:
        choices = self._choices(question)
        answer = self.prompter.choose(self._title(question), question.why, choices, self._chosen(question))
        if question.field == "kind":
            known = InstitutionKind(answer) if answer else InstitutionKind.UNKNOWN
            told = None if known is InstitutionKind.UNKNOWN else known
            self._reply(question, dict(choices)[answer] if answer and told is None else "")
            return {"kind": told}
        return {question.field: {"yes": True, "no": False}.get(answer)}

    def _chosen(self, question: Question) -> str:
        """The id of the choice answered before."""
        if question.field == "kind":
            return (self.case.kind or InstitutionKind.UNKNOWN).value if self._told(question) else ""
        return {True: "yes", False: "no"}.get(getattr(self.case, question.field), "")

    def _ask_choices(self, question: Question) -> Mapping[str, Any]:
        if question.choices_from == "behaviours":
            return {"happened": self._ask_behaviours(question)}
        return {
            question.field: self._ticked(
                question, self._title(question), self._choices(question), getattr(self.case, question.field)
            )
        }

    def _ticked(
        self, question: Question, text: str, choices: Sequence[Pair], before: Collection[str]
    ) -> tuple[str, ...]:
        """The ids ticked on the list of a question, which opens with those ticked ``before``; that it is none of them
        is kept as a reply.
        """
        kept = before or ([NONE] if question.field in self.replies else [])
        answer = self.prompter.choose_many(
            text,
            question.why,
            choices,
            kept,
            none=question.none,
            begin="none" if question.field == "safety" else "skip",
        )
        self._reply(question, question.none.partition("，")[0] if NONE in answer else "")
        return tuple(identifier for identifier in answer if identifier != NONE)

    def _reply(self, question: Question, words: str) -> None:
        """Keep the words of an answer that leaves the case empty; no words, no such answer."""
        self.replies.pop(question.field, None)
        if words:
            self.replies[question.field] = words

    def _ask_lender(self, question: Question) -> Mapping[str, Any]:
        typed = self.prompter.text(self._title(question), question.why, self.case.lender or "")
        if typed == (self.case.lender or ""):
            return {}
        if not typed:
            return self._other_lender(None)
        name = parse_name(typed, question.flag)
        if self.knowledge.find_lender(name) is None:
            similar = self.knowledge.similar_lenders(name)
            if similar:
                choices = [(lender.id, lender.name) for lender in similar] + [("", f"都不是，就叫「{name}」")]
                name = self.prompter.choose("没有完全一样的名字。是不是这一家？", "", choices) or name
            else:
                self.prompter.say(f"知识库没有收录「{name}」，会按机构类型给通用的说明。{WHERE_THE_LENDER_STANDS}")
        lender = self.knowledge.find_lender(name)
        chosen = lender.name if lender else name
        return {} if chosen == self.case.lender else self._other_lender(chosen)

    def _other_lender(self, name: str | None) -> Mapping[str, Any]:
        """What was told of one lender's contract does not hold for another's."""
        self.replies.pop("kind", None)
        return {"lender": name, "kind": None}

    def _ask_overdue(self, question: Question) -> Mapping[str, Any]:
        before = self.case.due if self.case.due is not None else self.case.days_overdue
        typed = self.prompter.text(self._title(question), question.why, "" if before is None else str(before))
        if not typed:
            return {"days_overdue": None, "due": None}
        if typed.replace("天", "").strip().isdigit():
            return {"days_overdue": parse_days(typed, question.flag), "due": None}
        if not any(char.isdigit() for char in typed):
            raise UsageError("请写天数（例如 45）或应还日（例如 2026-10-07）。不知道就直接回车。")
        return {"days_overdue": None, "due": parse_date(typed, question.flag)}

    def _ask_papers(self, question: Question) -> Mapping[str, Any]:
        before = {
            paper.kind: [other for other in self.case.papers if other.kind == paper.kind] for paper in self.case.papers
        }
        kinds = self._ticked(question, self._title(question), self._choices(question), before)
        papers = [paper for kind in kinds for paper in before.get(kind, [ReceivedPaper(kind=kind)])]
        return {"papers": tuple(self._received(paper, question) for paper in papers)}

    def _received(self, paper: ReceivedPaper, question: Question) -> ReceivedPaper:
        """The paper with the day it was received, asked again while that day has not come."""
        kind = self.knowledge.paper_kinds[paper.kind]
        if not any(self.knowledge.clocks[name].starts == "received" for name in (*kind.clocks, *kind.side_clocks)):
            return paper
        while True:
            typed = self.prompter.text(f"「{kind.name}」是哪天收到的？例如 {self.as_of}", "", str(paper.received or ""))
            try:
                received = parse_date(typed, question.flag) if typed else None
            except UsageError as error:
                self.prompter.say(str(error).replace(f"{question.flag} ", ""))
                continue
            if received is None or received <= self.as_of:
                return msgspec.structs.replace(paper, received=received)
            self.prompter.say(to_come(received, self.as_of))

    def _ask_behaviours(self, question: Question) -> tuple[Happening, ...]:
        """First the kind of thing, then the thing: a list of eighty would not be read."""
        before = self.case.happenings
        themes = [(theme.theme, theme.name) for theme in self.knowledge.themes]
        chosen = self._ticked(
            question,
            f"{self._title(question)}先选是哪几类：",
            themes,
            [self.knowledge.theme_of[item.id] for item in before],
        )
        happened: list[Happening] = []
        for theme in self.knowledge.themes:
            if theme.theme in chosen:
                choices = [(behaviour.id, behaviour.title) for behaviour in theme.behaviours]
                picked = self.prompter.choose_many(
                    f"「{theme.name}」里，发生过哪些？",
                    "",
                    choices,
                    [item.id for item in before if self.knowledge.theme_of[item.id] == theme.theme],
                    none="这一类都没有",
                )
                for identifier in picked:
                    happened += [item for item in before if item.id == identifier] or [Happening(id=identifier)] * (
                        identifier != NONE
                    )
        return tuple(happened)

    def _title(self, question: Question) -> str:
        number = f"第 {self.asked.index(question) + 1} 题 " if question in self.asked else ""
        return f"{number}{question.text}{question.help and f'（{question.help}）'}"

    def _choices(self, question: Question) -> list[Pair]:
        match question.choices_from:
            case "dangers":
                return [(danger.id, danger.label) for danger in self.knowledge.dangers.values()]
            case "institutions":
                return [
                    (kind.value, KINDS[kind])
                    for kind in InstitutionKind
                    if kind is not InstitutionKind.LOAN_FACILITATOR
                ]
            case "paper_kinds":
                return [(kind.id, kind.name) for kind in self.knowledge.paper_kinds.values()]
            case "hardships":
                return [(hardship.id, hardship.name) for hardship in self.knowledge.hardships.values()]
            case _:
                return [(choice.id, choice.text) for choice in question.choices]

    # --- summary

    def _review(self) -> None:
        """The answers with their numbers; any of them can be changed before the report."""
        while self.asked and not self.case.safety:
            self._sum_up()
            typed = self.prompter.text("改第几题？直接回车看报告", "可以改任何一题，其他回答不会丢。").strip()
            if not typed:
                return
            if pick_numbers(typed, len(self.asked)) and typed.isdecimal():
                self._change(self.asked[int(typed) - 1])
            else:
                self.prompter.say(f"请输入 1 到 {len(self.asked)} 的题号，或直接回车。")

    def _sum_up(self) -> None:
        self.prompter.say("\n你的回答：")
        told = self.replies | describe(self.case, self.knowledge, self.as_of)
        for number, question in enumerate(self.asked, 1):
            self.prompter.say(f"  {number}. {LABELS[question.field]}：{told.get(question.field, SKIPPED)}")

    def _change(self, question: Question) -> None:
        """Ask a question again, then those that only now apply or whose answer went with the old one."""
        open_before = self._open()
        self.ask(question)
        self.asked = [other for other in self.asked if self._told(other) or self._applies(other)]
        for other in self._open():
            if other not in open_before and other != question and not self.case.safety:
                self.asked = [known for known in self.knowledge.questions if known in (*self.asked, other)]
                self.ask(other)

    def _open(self) -> list[Question]:
        """The questions that apply and have no answer."""
        return [
            question for question in self.knowledge.questions if not self._told(question) and self._applies(question)
        ]
