"""The interview: from questions in the knowledge to a case, one answer at a time, each changeable at the end."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from borrower_help.case.conditions import CONDITIONS
from borrower_help.case.model import Case, Happening, ReceivedPaper
from borrower_help.case.situation import situation_of
from borrower_help.case.summary import LABELS, describe
from borrower_help.errors import UsageError
from borrower_help.interview.prompts import Pair, Prompter
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.interview import Question
from borrower_help.knowledge.words import KINDS, WHERE_THE_LENDER_STANDS
from borrower_help.values.parse import parse_date, parse_days, parse_name

MAX_QUESTIONS = 8
"""No more than this many questions before the first report."""


@dataclasses.dataclass
class Interview:
    """Asks what is not answered yet; ``case`` always holds the answers so far."""

    knowledge: Knowledge
    prompter: Prompter
    as_of: dt.date
    case: Case = dataclasses.field(default_factory=Case)
    asked: list[Question] = dataclasses.field(default_factory=list)

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
        answer = self.prompter.choose(self._title(question), question.why, self._choices(question))
        if question.field == "kind":
            known = InstitutionKind(answer) if answer else InstitutionKind.UNKNOWN
            return {"kind": None if known is InstitutionKind.UNKNOWN else known}
        return {question.field: {"yes": True, "no": False}.get(answer)}

    def _ask_choices(self, question: Question) -> Mapping[str, Any]:
        if question.choices_from == "behaviours":
            return {"happened": self._ask_behaviours(question)}
        answer = self.prompter.choose_many(self._title(question), question.why, self._choices(question))
        return {question.field: tuple(answer)}

    def _ask_lender(self, question: Question) -> Mapping[str, Any]:
        typed = self.prompter.text(self._title(question), question.why)
        if not typed:
            return {"lender": None}
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
        return {"lender": chosen} if chosen == self.case.lender else {"lender": chosen, "kind": None}

    def _ask_overdue(self, question: Question) -> Mapping[str, Any]:
        typed = self.prompter.text(self._title(question), question.why)
        if not typed:
            return {"days_overdue": None, "due": None}
        if typed.replace("天", "").strip().isdigit():
            return {"days_overdue": parse_days(typed, question.flag), "due": None}
        if not any(char.isdigit() for char in typed):
            raise UsageError("请写天数（例如 45）或应还日（例如 2026-10-07）。不知道就直接回车。")
        return {"days_overdue": None, "due": parse_date(typed, question.flag)}

    def _ask_papers(self, question: Question) -> Mapping[str, Any]:
        kinds = self.prompter.choose_many(self._title(question), question.why, self._choices(question))
        return {"papers": tuple(self._received(kind, question) for kind in kinds)}

    def _received(self, kind: str, question: Question) -> ReceivedPaper:
        paper = self.knowledge.paper_kinds[kind]
        if not paper.clocks:
            return ReceivedPaper(kind=kind)
        while True:
            typed = self.prompter.text(f"「{paper.name}」是哪天收到的？例如 {self.as_of}", "")
            try:
                return ReceivedPaper(kind=kind, received=parse_date(typed, question.flag) if typed else None)
            except UsageError as error:
                self.prompter.say(str(error).replace(f"{question.flag} ", ""))

    def _ask_behaviours(self, question: Question) -> tuple[Happening, ...]:
        """First the kind of thing, then the thing: a list of eighty would not be read."""
        themes = [(theme.theme, theme.name) for theme in self.knowledge.themes]
        chosen = self.prompter.choose_many(f"{self._title(question)}先选是哪几类：", question.why, themes)
        happened: list[Happening] = []
        for theme in self.knowledge.themes:
            if theme.theme in chosen:
                choices = [(behaviour.id, behaviour.title) for behaviour in theme.behaviours]
                picked = self.prompter.choose_many(f"「{theme.name}」里，发生过哪些？", "", choices)
                happened += [Happening(id=identifier) for identifier in picked]
        return tuple(happened)

    def _title(self, question: Question) -> str:
        number = f"第 {self.asked.index(question) + 1} 题 " if question in self.asked else ""
        return f"{number}{question.text}{question.help and f'（{question.help}）'}"

    def _choices(self, question: Question) -> list[Pair]:
        match question.choices_from:
            case "dangers":
                return [(danger.id, danger.label) for danger in self.knowledge.dangers.values()]
            case "institutions":
                return [(kind.value, KINDS[kind]) for kind in InstitutionKind if kind is not InstitutionKind.LOAN_FACILITATOR]
            case "paper_kinds":
                return [(kind.id, kind.name) for kind in self.knowledge.paper_kinds.values()]
            case "hardships":
                return [(hardship.id, hardship.name) for hardship in self.knowledge.hardships.values()]
            case _:
                return [(choice.id, choice.text) for choice in question.choices]

    # --- summary

    def _review(self) -> None:
        """The answers with their numbers; any of them can be changed before the report."""
        while self.asked:
            self.prompter.say("\n你的回答：")
            told = describe(self.case, self.knowledge, self.as_of)
            for number, question in enumerate(self.asked, 1):
                label = LABELS[question.field]
                self.prompter.say(f"  {number}. {label}：{told.get(question.field, '没有回答')}")
            typed = self.prompter.text("改第几题？直接回车看报告", "可以改任何一题，其他回答不会丢。").strip()
            if not typed:
                return
            if typed.isdecimal() and 1 <= int(typed) <= len(self.asked):
                self.ask(self.asked[int(typed) - 1])
                if self.case.safety:
                    return
            else:
                self.prompter.say(f"请输入 1 到 {len(self.asked)} 的题号，或直接回车。")
